//! What scripts need in addition to a call: fields, pages, waiting, following.

use crate::support::mock::Response;
use crate::support::socket::{Reply, Server, http};
use crate::*;

#[test]
fn a_single_field_is_printed_bare() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    let field =
        |name: &str| seam(&mock.url(), &["client-sessions", "get-or-create", "--field", name]);
    let token = "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq\n";
    assert_eq!(parts(&field("token")), (0, token, ""));
    assert_eq!(parts(&field("device_count")), (0, "1\n", ""));
    let ids = "[\"5e297cfe-23df-4638-bb87-08c4f0f8233b\"]\n";
    assert_eq!(parts(&field("connect_webview_ids")), (0, ids, ""));
    let missing = "seam: done, but the response has no \"customer_key\"\n";
    assert_eq!(parts(&field("customer_key")), (6, "", missing));

    // As a script does it.
    let text =
        format!("TOKEN=$({SEAM} client-sessions get-or-create --field token); echo \"<$TOKEN>\"");
    let output = script(&mock.url(), &text);
    assert_eq!(parts(&output), (0, format!("<{}>\n", token.trim()).as_str(), ""));
}

#[test]
fn a_lone_surrogate_in_a_response_loses_nothing_else() {
    let body = r#"{"a": "\ud83d", "b": "\ude00\ud83d x", "c": "\ud83d\ude00", "d": "\\ud83d", "e": "\ud83d\u00e9\""}"#;
    let mock = Mock::always(200, body);
    for (field, value) in [
        ("a", "\u{fffd}"),
        ("b", "\u{fffd}\u{fffd} x"),
        ("c", "😀"),
        ("d", "\\ud83d"),
        ("e", "\u{fffd}é\""),
    ] {
        let output = seam(&mock.url(), &["call", "/locks/list", "--field", field]);
        assert_eq!(parts(&output), (0, format!("{value}\n").as_str(), ""));
    }
}

#[test]
fn the_ip_family_option_works_anywhere_and_the_last_one_wins() {
    let mock = Mock::always(200, DOCUMENT_RESPONSE);
    for (arguments, reaches) in [
        (&["client-sessions", "get"][..], true),
        (&["client-sessions", "get", "-4"], true),
        (&["--ipv4", "client-sessions", "get"], true),
        (&["client-sessions", "-4", "get"], true),
        (&["-64", "client-sessions", "get"], true),
        (&["client-sessions", "get", "--ipv6", "-4"], true),
        (&["client-sessions", "get", "-6"], false),
        (&["--ipv6", "client-sessions", "get"], false),
        (&["client-sessions", "-6", "get"], false),
        (&["-46", "client-sessions", "get"], false),
        (&["client-sessions", "get", "-4", "--ipv6"], false),
    ] {
        let before = mock.requests().len();
        // The server has only an IPv4 address.
        let output = seam(&mock.url(), &[&["--timeout=20"], arguments].concat());
        let (code, _, error) = parts(&output);
        assert_eq!(code, if reaches { 0 } else { 3 }, "{arguments:?}: {error}");
        assert_eq!(mock.requests().len() - before, usize::from(reaches));
    }
}

/// Sends a response with this body.
fn always(body: Value) -> Mock {
    Mock::always(200, &body.to_string())
}

/// Three pages of devices, one of them empty.
fn pages() -> Mock {
    Mock::start(|request| {
        let body: Value = serde_json::from_str(&request.body).unwrap();
        let (devices, next) = match body["page_cursor"].as_str() {
            None => (json!([{"device_id": "a", "token": "seam_cst1"}, {"device_id": "b"}]), "two"),
            Some("two") => (json!([]), "three"),
            Some(_) => (json!([{"device_id": "c", "name": "Tür\n1"}]), ""),
        };
        let pagination = json!({
            "has_next_page": !next.is_empty(),
            "next_page_cursor": Some(next).filter(|next| !next.is_empty()),
        });
        let body = json!({"devices": devices, "pagination": pagination, "ok": true}).to_string();
        Response { status: 200, request_id: "request-1".into(), body }
    })
}

#[test]
fn several_fields_are_printed_as_tab_separated_columns() {
    let attempt = json!({
        "action_attempt_id": "a1",
        "action_type": "UNLOCK_DOOR",
        "status": "pending",
        "error": null,
        "result": {"x": [1, 2], "odd": "tab\there\nline \\ end\r"},
    });
    let mock = always(json!({ "action_attempt": attempt }));
    let unlock = |fields: &[&str]| {
        let arguments = ["locks", "unlock-door", "--device-id", "d"];
        seam(&mock.url(), &[&arguments[..], fields].concat())
    };
    let output = unlock(&["--field", "status,result.x.1,result.x,action_attempt_id"]);
    assert_eq!(parts(&output), (0, "pending\t2\t[1,2]\ta1\n", ""));
    // Field by field, which is the same.
    let output = unlock(&["--field", "status", "--field=action_attempt_id, action_type"]);
    assert_eq!(parts(&output), (0, "pending\ta1\tUNLOCK_DOOR\n", ""));
    // With several fields, tabs and line ends are escaped.
    let output = unlock(&["--field", "status,result.odd"]);
    assert_eq!(parts(&output), (0, "pending\ttab\\there\\nline \\\\ end\\r\n", ""));
    assert_eq!(parts(&unlock(&["--field", "result.odd"])).1, "tab\there\nline \\ end\r\n");
    // Null is an empty column. A missing field is an error, after the rest.
    assert_eq!(parts(&unlock(&["--field", "error,status"])), (0, "\tpending\n", ""));
    let missing = "seam: done, but the response has no \"statsu\"\n";
    let output = unlock(&["--field", "statsu,action_attempt_id"]);
    assert_eq!(parts(&output), (6, "\ta1\n", missing));
    assert_eq!(parts(&unlock(&["--field", "error"])).0, 6);

    let before = mock.requests().len();
    for fields in ["", ",", "a,", "a,,b"] {
        let output = unlock(&["--field", fields]);
        let sentence = "seam: --field needs names, separated by commas\n";
        assert_eq!(parts(&output), (2, "", sentence));
    }
    assert_eq!(mock.requests().len(), before);
}

#[test]
fn a_lists_fields_are_printed_as_one_row_per_item() {
    let devices = json!([
        {"device_id": "a", "name": "Front\ndoor", "nickname": null},
        {"device_id": "b"},
    ]);
    let mock = always(json!({ "devices": devices }));
    let list = |fields: &[&str]| seam(&mock.url(), &[&["devices", "list"], fields].concat());
    assert_eq!(parts(&list(&["--field", "device_id"])), (0, "a\nb\n", ""));
    let rows = "a\tFront\\ndoor\nb\t\n";
    assert_eq!(parts(&list(&["--field", "device_id,name"])), (0, rows, ""));
    // A value of an item is one line too, whatever it contains.
    assert_eq!(parts(&list(&["--field", "name"])), (0, "Front\\ndoor\n\n", ""));
    assert_eq!(parts(&list(&["--field", "nickname"])), (0, "\n\n", ""));
    let missing = "seam: done, but no item of the list has \"nmae\"\n";
    assert_eq!(parts(&list(&["--field", "device_id,nmae"])), (6, "a\t\nb\t\n", missing));
    // An item by its index.
    assert_eq!(parts(&list(&["--field", "1.device_id"])), (0, "b\n", ""));
    assert_eq!(parts(&list(&["--field", "0.device_id,1.device_id"])), (0, "a\tb\n", ""));
    assert_eq!(parts(&list(&["--field", "2.device_id"])).0, 6);

    let none = always(json!({ "devices": [] }));
    let output = seam(&none.url(), &["devices", "list", "--field", "device_id"]);
    assert_eq!(parts(&output), (0, "", ""));
}

#[test]
fn lines_prints_one_item_per_line() {
    let devices = json!([{"device_id": "a", "token": "seam_cst1"}, {"device_id": "b"}]);
    let mock = always(json!({ "devices": devices, "ok": true }));
    let lines = "{\"device_id\":\"a\",\"token\":\"seam_cst1\"}\n{\"device_id\":\"b\"}\n";
    for command in [&["devices", "list"][..], &["call", "/devices/list"]] {
        let run = |more: &[&str]| seam(&mock.url(), &[command, more].concat());
        assert_eq!(parts(&run(&["--lines"])), (0, lines, ""));
        assert_eq!(parts(&run(&["--lines", "--field", "device_id"])), (0, "a\nb\n", ""));
        assert!(!parts(&run(&["--lines", "--redact"])).1.contains("cst1"));
    }
    assert!(
        usage(&["devices", "get", "--device-id", "d", "--lines"])
            .contains("\"/devices/get\" does not return a list")
    );
    assert!(
        usage(&["call", "/odd/list", "--lines"]).contains("\"/odd/list\" does not return a list")
    );
}

#[test]
fn all_prints_every_page_as_one_list_or_as_lines() {
    let mock = pages();
    let run = |more: &[&str]| seam(&mock.url(), &[&["devices", "list", "--all"], more].concat());
    let all = run(&["--redact"]);
    let (code, out, error) = parts(&all);
    assert_eq!((code, error), (0, ""));
    let list: Value = serde_json::from_str(out).unwrap();
    let ids: Vec<_> = list.as_array().unwrap().iter().map(|it| &it["device_id"]).collect();
    assert_eq!(ids, ["a", "b", "c"]);
    assert!(!out.contains("cst1"));
    assert_eq!(mock.requests().len(), 3);

    let rows = "a\t\nb\t\nc\tTür\\n1\n";
    for more in [&["--field", "device_id,name"][..], &["--lines", "--field=device_id,name"]] {
        assert_eq!(parts(&run(more)), (0, rows, ""));
    }
    let lines = "{\"device_id\":\"a\",\"token\":\"seam_cst1\"}\n{\"device_id\":\"b\"}\n\
                 {\"device_id\":\"c\",\"name\":\"Tür\\n1\"}\n";
    assert_eq!(parts(&run(&["--lines"])).1, lines);
    let by_path = seam(&mock.url(), &["call", "/devices/list", "--all", "--lines"]);
    assert_eq!(parts(&by_path).1, lines);

    // The limit is the size of a page, and is sent for each page.
    let before = mock.requests().len();
    assert_eq!(parts(&run(&["--limit", "2", "--field", "device_id"])).1, "a\nb\nc\n");
    let bodies = mock.requests().split_off(before);
    assert!(bodies.iter().all(|request| request.body.contains("\"limit\":2")), "{bodies:?}");

    for command in [&["client-sessions", "list"][..], &["call", "/odd/list"]] {
        let error = usage(&[command, &["--all"]].concat());
        assert!(error.contains("does not return a list in pages"), "{error}");
    }
}

#[test]
fn an_incomplete_list_is_an_error_and_not_printed_as_complete() {
    let first = r#"{"devices":[{"device_id":"a"}],"pagination":{"has_next_page":true,"next_page_cursor":"two"}}"#;
    let refusal = r#"{"error":{"type":"invalid_input","message":"No such page"}}"#;
    let run = |more: &[&str]| {
        let script = [http("200 OK", first), http("400 Bad Request", refusal)].map(Reply::Send);
        let server = Server::start(script);
        seam(&server.url(), &[&["devices", "list", "--all"], more].concat())
    };
    let whole = run(&["--field", "device_id"]);
    let (code, out, error) = parts(&whole);
    assert_eq!((code, out), (1, ""));
    assert!(!error.contains("incomplete"), "{error}");

    let lines = run(&["--lines", "--field", "device_id"]);
    let (code, out, error) = parts(&lines);
    assert_eq!((code, out), (1, "a\n"));
    assert!(error.ends_with("; the list is incomplete\n"), "{error}");
    assert_eq!(error.lines().count(), 1);

    let as_json = run(&["--lines", "--json-errors"]);
    let error: Value = serde_json::from_str(parts(&as_json).2).unwrap();
    assert_eq!(error["type"], "invalid_input");
    assert!(error["message"].as_str().unwrap().ends_with("; the list is incomplete"), "{error}");
}

#[test]
fn only_idempotent_commands_are_retried() {
    // The first request gets no response; the second does.
    let tries = |arguments: &[&str]| {
        let response = http("200 OK", r#"{"devices":[],"client_session":{},"action_attempt":{}}"#);
        let server = Server::start([Reply::Close(Vec::new()), Reply::Send(response)]);
        let output = seam(&server.url(), arguments);
        (server.requests().len(), parts(&output).0)
    };
    let get_or_create = ["client-sessions", "get-or-create"];
    for arguments in [
        &["devices", "list"][..],
        &["call", "/devices/list"],
        &["call", "/odd/path", "--retry"],
        &["call", "/devices/list", "--retry"],
        &[&get_or_create[..], &["--user-identifier-key", "jane"]].concat(),
        &[&get_or_create[..], &["--user-identity-id", "u"]].concat(),
        &["call", "/client_sessions/get_or_create", "--raw", r#"{"user_identifier_key":"jane"}"#],
    ] {
        assert_eq!(tries(arguments), (2, 0), "{arguments:?}");
    }
    for arguments in [
        &["locks", "unlock-door", "--device-id", "d"][..],
        &["call", "/locks/unlock_door", "--raw", r#"{"device_id":"d"}"#],
        &["call", "/odd/path"],
        &get_or_create,
        &["client-sessions", "create", "--user-identifier-key", "jane"],
    ] {
        assert_eq!(tries(arguments), (1, 4), "{arguments:?}");
    }
    for command in [
        &["locks", "unlock-door", "--device-id", "d"][..],
        &["call", "/locks/unlock_door"],
        &get_or_create,
    ] {
        let error = usage(&[command, &["--retry"]].concat());
        assert!(error.contains("is not idempotent, so it is not retried"), "{error}");
    }
}

#[test]
fn a_retried_delete_that_finds_nothing_succeeds() {
    let refusal = r#"{"error":{"type":"client_session_not_found","message":"No"}}"#;
    let gone = || Reply::Send(http("404 Not Found", refusal));
    let arguments = ["client-sessions", "delete", "--client-session-id", "s"];
    let server = Server::start([Reply::Close(Vec::new()), gone()]);
    assert_eq!(parts(&seam(&server.url(), &arguments)), (0, "{}\n", ""));
    let server = Server::start([gone()]);
    assert_eq!(parts(&seam(&server.url(), &arguments)).0, 1);
}

#[test]
fn wait_prints_the_finished_action() {
    let fake = FakeSeam::start();
    let unlock = |door: &str, more: &[&str]| {
        seam(&fake.url(), &[&["locks", "unlock-door", "--device-id", door], more].concat())
    };
    // Without `--wait`, the pending attempt.
    assert_eq!(parts(&unlock(FRONT_DOOR, &["--field", "status"])), (0, "pending\n", ""));
    for wait in ["--wait", "--wait=30s"] {
        let output = unlock(FRONT_DOOR, &[wait]);
        let (code, out, error) = parts(&output);
        assert_eq!((code, error), (0, ""));
        let attempt: Value = serde_json::from_str(out).unwrap();
        assert_eq!(attempt["status"], "success");
        assert_eq!(attempt["action_type"], "UNLOCK_DOOR");
        assert_eq!(attempt["result"]["was_confirmed_by_device"], true);
        assert_eq!(attempt["error"], Value::Null);
    }
    // By its path in the whole response.
    let raw = format!(r#"{{"device_id":"{FRONT_DOOR}"}}"#);
    let arguments = ["call", "/locks/unlock_door", "--raw", &raw, "--wait"];
    let output =
        seam(&fake.url(), &[&arguments[..], &["--field=action_attempt.status,ok"]].concat());
    assert_eq!(parts(&output), (0, "success\ttrue\n", ""));

    let output = unlock(OFFLINE_DOOR, &["--wait"]);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (1, ""));
    assert!(error.contains("device_offline: The lock is offline"), "{error}");
    assert!(error.contains("(action attempt 3f2b1c8d-"), "{error}");
}

#[test]
fn an_action_still_pending_at_the_timeout_has_an_unknown_outcome() {
    let attempt = |id: Value| {
        json!({"action_attempt": {
            "action_attempt_id": id, "action_type": "UNLOCK_DOOR", "status": "pending",
            "error": null, "result": null,
        }})
    };
    let mock = always(attempt("a1".into()));
    let arguments = ["locks", "unlock-door", "--device-id", "d", "--wait=0"];
    let output = seam(&mock.url(), &arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (4, ""));
    assert!(error.contains("still pending") && error.contains("(action attempt a1)"), "{error}");
    assert_eq!(mock.requests().len(), 1);

    // An attempt that cannot be parsed: the door may be open or not, and the script must check.
    let mut broken = attempt("3f2b1c8d-1b3e".into());
    broken["action_attempt"]["action_type"] = json!([]);
    let mock = always(broken);
    let output = seam(&mock.url(), &arguments);
    let (code, out, error) = parts(&output);
    assert_eq!((code, out), (4, ""));
    assert!(error.contains("action attempt 3f2b1c8d-1b3e cannot be read"), "{error}");
    assert!(error.contains("check before you run it again"), "{error}");

    // A response without an action attempt.
    let mock = always(json!({ "ok": true }));
    let arguments = ["access-codes", "delete", "--access-code-id", "c", "--wait"];
    assert_eq!(parts(&seam(&mock.url(), &arguments)).0, 0);

    for command in [&["devices", "list"][..], &["call", "/odd/path"]] {
        let error = usage(&[command, &["--wait"]].concat());
        assert!(error.contains("returns no action attempt to wait for"), "{error}");
    }
    let error = usage(&["locks", "unlock-door", "--device-id", "d", "--wait=soon"]);
    assert!(error.contains("--wait \"soon\" is not a duration"), "{error}");
}

/// A response that Seam sends at 06:10:42 on 2025-06-18, whatever the device's time is.
fn dated(status: &str, request_id: &str, body: &str) -> Reply {
    let date = "Wed, 18 Jun 2025 06:10:42 GMT";
    let head = format!("HTTP/1.1 {status}\r\ndate: {date}\r\n{request_id}content-length: ");
    Reply::Send(format!("{head}{}\r\n\r\n{body}", body.len()).into_bytes())
}

#[test]
fn durations_are_converted_to_times_by_seams_clock() {
    let response = r#"{"client_session":{"token":"seam_cst1"},"access_code":{"code":"1"}}"#;
    let refusal = r#"{"error":{"type":"unauthorized","message":"No"}}"#;
    let seams = "seam-request-id: r\r\n";
    let jane = ["client-sessions", "get-or-create", "--user-identifier-key", "jane"];
    let sent = |first: Reply, arguments: &[&str]| {
        let server = Server::start([first, dated("200 OK", seams, response)]);
        let output = seam(&server.url(), arguments);
        assert_eq!(parts(&output).0, 0, "{output:?}");
        let requests = server.requests();
        assert_eq!(requests.len(), 2);
        assert!(requests[0].starts_with("POST /workspaces/get "), "{}", requests[0]);
        requests[1].split("\r\n\r\n").nth(1).unwrap().to_owned()
    };
    // An error response has the time too, so this works with a credential that Seam refuses.
    for first in [dated("200 OK", seams, "{}"), dated("401 Unauthorized", seams, refusal)] {
        let body =
            sent(first, &[&jane[..], &["--expires-in", "24h", "--connect-webview-ids=w"]].concat());
        // `expires_at` is sent in the position of its option.
        let begin = r#"{"user_identifier_key":"jane","expires_at":"2025-06-19T06:1"#;
        assert!(body.starts_with(begin), "{body}");
        assert!(body.ends_with(r#"Z","connect_webview_ids":["w"]}"#), "{body}");
    }
    let code = ["access-codes", "create", "--device-id", "d", "--starts_in=0", "--ends_in=1d12h"];
    let body: Value = serde_json::from_str(&sent(dated("200 OK", seams, "{}"), &code)).unwrap();
    assert!(body["starts_at"].as_str().unwrap().starts_with("2025-06-18T06:1"), "{body}");
    assert!(body["ends_at"].as_str().unwrap().starts_with("2025-06-19T18:1"), "{body}");
    // The latest possible time.
    let far = sent(dated("200 OK", seams, "{}"), &[&jane[..], &["--expires-in=9999999d"]].concat());
    assert!(far.contains("9999-12-31T23:59:59"), "{far}");

    // Without Seam's time, nothing is done, whatever the call is. A gateway's page has none, nor has a lost response.
    let unlock = ["access-codes", "create", "--device-id", "d", "--starts-in=0", "--ends-in=1d"];
    let page = || dated("403 Forbidden", "", "<html>Log in</html>");
    let lost = || Reply::Close(Vec::new());
    let undated = || Reply::Send(http("200 OK", "{}"));
    for (first, expected) in
        [([page(), page()], 5), ([lost(), lost()], 5), ([undated(), undated()], 1)]
    {
        let server = Server::start(first);
        let output = seam(&server.url(), &[&unlock[..], &["--timeout=1"]].concat());
        let (code, out, error) = parts(&output);
        assert_eq!((code, out), (expected, ""), "{error}");
        assert!(server.requests().iter().all(|it| it.starts_with("POST /workspaces/get ")));
    }
}

#[test]
fn durations_in_the_past_are_converted_by_seams_clock() {
    let seams = "seam-request-id: r\r\n";
    let script =
        [dated("200 OK", seams, "{}"), dated("200 OK", seams, r#"{"events":[],"ok":true}"#)];
    let server = Server::start(script);
    let output = seam(&server.url(), &["events", "list", "--since", "1h30m"]);
    assert_eq!(parts(&output), (0, "[]\n", ""));
    assert!(server.requests()[1].contains(r#""since":"2025-06-18T04:4"#));
    // A number without a unit may be a year.
    let error = usage(&["events", "list", "--since", "2025"]);
    assert!(error.contains("--since must be a time"), "{error}");
}

#[test]
fn invalid_and_repeated_durations_are_rejected() {
    let jane = ["client-sessions", "get-or-create", "--user-identifier-key", "jane"];
    for (arguments, sentence) in [
        (&["--expires-in", "soon"][..], "is not a duration, such as"),
        (&["--expires-in=-1h"], "is not a duration, such as"),
        (
            &["--expires-at", "2025-06-18T06:10:42Z", "--expires-in", "1h"],
            "--expires-at is given twice",
        ),
        (&["--expires-in", "1h", "--expires-in", "1h"], "--expires-at is given twice"),
        (&["--expires-in", "1h", "--expires-at", "2025-06-18T06:10:42Z"], "given twice"),
        (&["--starts-in", "1h"], "unknown option \"--starts-in\""),
    ] {
        let error = usage(&[&jane[..], arguments].concat());
        assert!(error.contains(sentence), "{error}");
    }
}
