//! What scripts need beside a call: fields, pages, waiting, following.

use crate::*;

#[test]
fn one_member_is_printed_bare() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
    let field =
        |name: &str| seam(&mock.url(), &["client-sessions", "get-or-create", "--field", name]);
    let token = "seam_cst1891oqCmD_6dBwV8PJ2Fsoe9dWYVyMfVHq\n";
    assert_eq!(parts(&field("token")), (0, token, ""));
    assert_eq!(parts(&field("device_count")), (0, "1\n", ""));
    let ids = "[\"5e297cfe-23df-4638-bb87-08c4f0f8233b\"]\n";
    assert_eq!(parts(&field("connect_webview_ids")), (0, ids, ""));
    let missing = "seam: done, but the answer has no \"customer_key\"\n";
    assert_eq!(parts(&field("customer_key")), (6, "", missing));

    // As a script does it.
    let text =
        format!("TOKEN=$({SEAM} client-sessions get-or-create --field token); echo \"<$TOKEN>\"");
    let output = script(&mock.url(), &text);
    assert_eq!(parts(&output), (0, format!("<{}>\n", token.trim()).as_str(), ""));
}

#[test]
fn half_of_a_surrogate_pair_in_an_answer_loses_nothing() {
    let body = r#"{"a": "\ud83d", "b": "\ude00\ud83d x", "c": "\ud83d\ude00", "d": "\\ud83d", "e": "\ud83d\u00e9\""}"#;
    let mock = Mock::answering(200, body);
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
fn a_family_of_addresses_is_chosen_in_any_place_and_the_last_one_holds() {
    let mock = Mock::answering(200, DOCUMENT_ANSWER);
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
        // An address of the one family alone.
        let output = seam(&mock.url(), &[&["--timeout=20"], arguments].concat());
        let (code, _, error) = parts(&output);
        assert_eq!(code, if reaches { 0 } else { 3 }, "{arguments:?}: {error}");
        assert_eq!(mock.requests().len() - before, usize::from(reaches));
    }
}
