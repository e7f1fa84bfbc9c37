//! Both codecs, side by side: what one reads or writes, the other does alike.

#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::Mismatch;
use crate::client_sessions::{ClientSession, Delete, GetOrCreate};
use crate::endpoint;
use crate::endpoint::{Endpoint, Fields, Value};

fn encode_by_both(request: &dyn Fields) -> String {
    let by_serde = super::serde::encode(request).unwrap();
    let by_miniserde = super::miniserde::encode(request).unwrap();
    assert_eq!(by_serde, by_miniserde);
    String::from_utf8(by_serde).unwrap()
}

/// The answer, or nothing where both refuse the text.
fn decode_by_both(text: &str) -> Option<ClientSession> {
    let by_serde = super::serde(&GetOrCreate::new(), text).ok();
    let by_miniserde = super::miniserde(&GetOrCreate::new(), text).ok();
    assert_eq!(by_serde, by_miniserde, "{text}");
    by_serde
}

/// An answer whose member `name` is `value`, or is left out.
fn session_with(name: &str, value: Option<&str>) -> String {
    let mut members = vec![
        ("client_session_id", r#""a""#),
        ("workspace_id", r#""b""#),
        ("token", r#""seam_cst1""#),
        ("created_at", r#""c""#),
        ("expires_at", r#""d""#),
        ("device_count", "1"),
        ("connect_webview_ids", "[]"),
        ("connected_account_ids", r#"["e","f"]"#),
        ("user_identifier_key", r#""g""#),
    ];
    members.retain(|(other, _)| *other != name);
    members.extend(value.map(|value| (name, value)));
    let members: Vec<_> =
        members.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!(r#"{{"ok":true,"client_session":{{{}}}}}"#, members.join(","))
}

#[test]
fn requests_are_written_alike() {
    assert_eq!(encode_by_both(&GetOrCreate::new()), "{}");
    let nasty = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é漢🔑\u{2028}\",\"token\":\"x";
    let list = ["a", nasty, ""];
    #[allow(deprecated)]
    let all = GetOrCreate::new()
        .user_identifier_key(nasty)
        .user_identity_id("")
        .user_identity_ids(&["i"])
        .expires_at(nasty)
        .connected_account_ids(&[])
        .connect_webview_ids(&list);
    let written: serde_json::Value = serde_json::from_str(&encode_by_both(&all)).unwrap();
    assert_eq!(
        written,
        serde_json::json!({
            "connect_webview_ids": list,
            "connected_account_ids": [],
            "expires_at": nasty,
            "user_identifier_key": nasty,
            "user_identity_id": "",
            "user_identity_ids": ["i"],
        })
    );
}

/// An object within a request.
#[derive(Debug)]
struct Range {
    lowest: f64,
    names: &'static [&'static str],
}

impl Fields for Range {
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)> {
        match index {
            0 => Some(("lowest", Some(Value::Number(self.lowest)))),
            1 => Some(("never", None)),
            2 => Some(("names", Some(Value::List(&self.names)))),
            _ => None,
        }
    }
}

endpoint! {
    struct EveryKind<'a> {
        flag: bool,
        count: i64,
        small: u32,
        number: f64,
        r#type: &'a str,
        numbers: &'a [f64],
        lists: &'a [&'a [i32]],
        range: &'a Range,
        ranges: &'a [&'a Range],
    }
    post "/every/kind";
}

#[test]
fn every_kind_of_value_is_written_alike() {
    let range = Range { lowest: -0.5, names: &["a", "b"] };
    let empty = Range { lowest: 1e300, names: &[] };
    let ranges = [&range, &empty];
    let request = EveryKind::new()
        .flag(false)
        .count(i64::MIN)
        .small(u32::MAX)
        .number(70.25)
        .r#type("x")
        .numbers(&[0.1, -3.0])
        .lists(&[&[], &[1, -2]])
        .range(&range)
        .ranges(&ranges);
    assert_eq!(
        encode_by_both(&request),
        concat!(
            r#"{"flag":false,"count":-9223372036854775808,"small":4294967295,"number":70.25,"#,
            r#""type":"x","numbers":[0.1,-3.0],"lists":[[],[1,-2]],"#,
            r#""range":{"lowest":-0.5,"names":["a","b"]},"#,
            r#""ranges":[{"lowest":-0.5,"names":["a","b"]},{"lowest":1e+300,"names":[]}]}"#
        )
    );
    assert_eq!(encode_by_both(&EveryKind::default()), "{}");
    assert_eq!(
        encode_by_both(&EveryKind::new().lists(&[]).flag(true)),
        r#"{"flag":true,"lists":[]}"#
    );
}

#[test]
fn a_number_that_is_not_finite_is_refused_wherever_it_stands() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let range = Range { lowest: number, names: &[] };
        for (request, name) in [
            (EveryKind::new().number(number), "number"),
            (EveryKind::new().numbers(&[1.0, number]), "numbers"),
            (EveryKind::new().range(&range), "range"),
            (EveryKind::new().ranges(&[&range]), "ranges"),
        ] {
            let error = super::encode(&request).unwrap_err().to_string();
            assert_eq!(error, format!("{name} is, or holds, a number that is not finite"));
        }
    }
}

#[test]
fn a_value_shows_itself() {
    let range = Range { lowest: 0.5, names: &["a"] };
    let shown = format!("{:?}", Value::Object(&range));
    assert_eq!(shown, r#"{"lowest": 0.5, "names": ["a"]}"#);
}

#[derive(Debug, PartialEq, serde::Deserialize, miniserde::Deserialize)]
struct Page {
    devices: Vec<Option<bool>>,
    next: Option<String>,
}

endpoint! {
    struct WholePage {}
    post "/devices/list";
    answer Page, by super::serde;
}

endpoint! {
    struct WholePageByMiniserde {}
    post "/devices/list";
    answer Page, by super::miniserde;
}

#[test]
fn without_a_key_the_answer_is_the_object_as_a_whole() {
    assert_eq!(WholePage::ANSWER_KEY, None);
    for (text, expected) in [
        (
            r#"{"ok":true,"devices":[true,null],"next":"n"} "#,
            Ok(Page { devices: vec![Some(true), None], next: Some("n".to_owned()) }),
        ),
        (r#"{"devices":[]}"#, Ok(Page { devices: vec![], next: None })),
        (r#"{"ok":true}"#, Err(false)),
        ("[]", Err(false)),
        (r#"{"devices":[]} x"#, Err(true)),
        ("<html>", Err(true)),
        ("", Err(true)),
    ] {
        let not_json = |mismatch| mismatch == Mismatch::NotJson;
        assert_eq!(WholePage::new().read(text).map_err(not_json), expected, "{text}");
        assert_eq!(WholePageByMiniserde::new().read(text).map_err(not_json), expected, "{text}");
    }
}

#[test]
fn what_is_json_is_told_alike() {
    let deep = "[".repeat(100_000);
    let closed = format!("{deep}{}", "]".repeat(100_000));
    for (text, is_json) in [
        ("{}", true),
        (" {\"a\":[1,-2.5e3,\"\\u0041\",null,true,{}]}\n", true),
        ("[]", true),
        ("null", true),
        ("\"a\"", true),
        (closed.as_str(), true),
        ("", false),
        ("{}{}", false),
        ("{\"a\":1,}", false),
        ("{a:1}", false),
        ("{'a':1}", false),
        ("{\"a\":}", false),
        ("\u{a0}{}", false),
        ("\u{feff}{}", false),
        (deep.as_str(), false),
    ] {
        let start: String = text.chars().take(20).collect();
        assert_eq!(super::serde::is_json(text), is_json, "{start}");
        assert_eq!(super::miniserde::is_json(text), is_json, "{start}");
    }
}

#[test]
fn an_answer_of_nothing_is_any_object_and_no_other_thing() {
    let read = |text| Delete::new("a").read(text);
    for text in ["{}", r#"{"ok":true}"#, r#" {"client_session":{},"ok":true}"#] {
        assert_eq!(read(text), Ok(()));
    }
    for text in ["[]", "null", "\"ok\"", "1"] {
        assert_eq!(read(text), Err(Mismatch::OtherShape(None)), "{text}");
    }
    for text in ["", "<html>", "{} x", "{"] {
        assert_eq!(read(text), Err(Mismatch::NotJson), "{text}");
    }
}

#[test]
fn counts_are_read_alike_as_whole_numbers() {
    for (number, count) in [
        ("1", 1),
        ("1.0", 1),
        ("0", 0),
        ("-0", 0),
        ("0.0", 0),
        ("-0.0", 0),
        ("1e3", 1000),
        ("10.5e1", 105),
        ("4294967295", u32::MAX),
        ("4294967295.0", u32::MAX),
    ] {
        let session = decode_by_both(&session_with("device_count", Some(number)));
        assert_eq!(session.expect(number).device_count, count);
    }
    for number in
        ["1.5", "-1", "-1.0", "4294967296", "1e300", "1e999", "01", "\"1\"", "null", "[1]", "NaN"]
    {
        assert_eq!(decode_by_both(&session_with("device_count", Some(number))), None, "{number}");
    }
}

#[test]
fn members_that_may_be_missing_may_and_others_may_not() {
    let missing = |name| decode_by_both(&session_with(name, None));
    let null = |name| decode_by_both(&session_with(name, Some("null")));
    for name in [
        "user_identifier_key",
        "user_identity_id",
        "user_identity_ids",
        "customer_id",
        "customer_key",
    ] {
        assert!(missing(name).is_some(), "{name}");
        assert_eq!(missing(name), null(name), "{name}");
    }
    for name in [
        "client_session_id",
        "workspace_id",
        "token",
        "created_at",
        "expires_at",
        "device_count",
        "connect_webview_ids",
        "connected_account_ids",
    ] {
        assert_eq!(missing(name), None, "{name}");
        assert_eq!(null(name), None, "{name}");
    }
}

#[test]
fn texts_are_read_alike() {
    for (json, text) in [
        (r#""jane""#, "jane"),
        (r#""\u006aane""#, "jane"),
        (r#""\ud83d\udd11""#, "🔑"),
        (r#""\uD83D\uDD11 🔑""#, "🔑 🔑"),
        (r#""\"\\\/\b\f\n\r\t\u0000""#, "\"\\/\u{8}\u{c}\n\r\t\0"),
    ] {
        let session = decode_by_both(&session_with("user_identifier_key", Some(json))).expect(json);
        assert_eq!(session.user_identifier_key.as_deref(), Some(text));
    }
    // Lone or broken surrogates, unknown escapes, bare control characters, unfinished strings.
    for json in [
        r#""\ud83d""#,
        r#""\udd11""#,
        r#""\ud83dx""#,
        r#""\ud83d\u0041""#,
        r#""\x41""#,
        r#""\u00g0""#,
        "\"a\nb\"",
        "\"a\0b\"",
        "\"a",
    ] {
        assert_eq!(
            decode_by_both(&session_with("user_identifier_key", Some(json))),
            None,
            "{json}"
        );
    }
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_ignored() {
    let plain = decode_by_both(&session_with("customer_key", Some(r#""h""#))).unwrap();
    let turned = r#" { "next" : [ { "a" : [ 1.5e-3 , null , true ] } , "\u0041" ] ,
        "client_session" : { "new_member" : { "token" : "x" } , "customer_key" : "h" ,
        "user_identifier_key" : "g" , "connected_account_ids" : [ "e" , "f" ] ,
        "connect_webview_ids" : [ ] , "device_count" : 1.0 , "expires_at" : "d" , "created_at" : "c" ,
        "\u0074oken" : "seam_cst1" , "workspace_id" : "b" , "client_session_id" : "a" } , "ok" : false } "#;
    assert_eq!(decode_by_both(turned), Some(plain));
}

#[test]
fn what_is_not_the_answer_is_refused_alike() {
    let whole = session_with("", None);
    assert!(decode_by_both(&whole).is_some());
    for length in 0..whole.len() {
        assert_eq!(decode_by_both(&whole[..length]), None);
    }
    for text in [
        "null",
        "[]",
        "\"client_session\"",
        "{}",
        r#"{"client_session":null}"#,
        r#"{"client_session":[]}"#,
        r#"{"client_sessions":{}}"#,
        r#"{"ok":true,}"#,
        &format!("{whole} x"),
        &format!("{whole}{whole}"),
        &format!("[{whole}]"),
        "<html>",
    ] {
        assert_eq!(decode_by_both(text), None, "{text}");
    }
}

/// Other differences are pinned in tests/properties.rs.
#[test]
fn of_a_repeated_member_serde_makes_an_error_and_miniserde_takes_the_last() {
    let text = session_with("", None)
        .replace(r#""created_at":"c""#, r#""created_at":"first","created_at":"last""#);
    assert!(super::serde(&GetOrCreate::new(), &text).is_err());
    let by_miniserde = super::miniserde(&GetOrCreate::new(), &text).ok().unwrap();
    assert_eq!(by_miniserde.created_at, "last");
}

#[test]
fn of_a_repeated_answer_both_take_the_last() {
    let (first, last) = (session_with("", None), session_with("created_at", Some("\"last\"")));
    let text = format!("{},{}", first.trim_end_matches('}'), last.trim_start_matches('{'));
    let text = text.replacen(r#""g","ok""#, r#""g"},"ok""#, 1);
    assert_eq!(decode_by_both(&text).expect("an answer").created_at, "last");
}

#[test]
fn depth_never_overflows_the_stack() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(decode_by_both(&session_with("new_member", Some(&deep))).is_some());
    assert!(decode_by_both(&session_with("token", Some(&deep))).is_none());
}

#[test]
fn what_is_nested_too_deep_is_not_read() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let request = GetOrCreate::new();
    for (depth, fits) in [(98, true), (99, false), (100_000, false)] {
        let answer = session_with("new_member", Some(&nested(depth)));
        let read = super::decode(&request, answer.as_bytes());
        assert_eq!(read.is_ok(), fits, "{depth}");
        if let Err(reason) = read {
            assert_eq!(reason, "it is nested more than 100 deep");
        }
        let problem =
            format!(r#"{{"error":{{"type":"t","validation_errors":{}}}}}"#, nested(depth));
        assert_eq!(super::decode_problem(problem.as_bytes()).is_some(), fits, "{depth}");
    }
    // What stands in a text is not nested.
    let text = format!(r#""\"\\\"{}\u005b""#, "[{".repeat(1_000));
    let answer = session_with("new_member", Some(&text));
    assert!(super::decode(&request, answer.as_bytes()).is_ok());
}

#[test]
fn of_seams_error_object_no_more_is_kept_than_a_reader_wants() {
    let long = "x".repeat(100_000);
    let members: Vec<_> =
        (0..1_000).map(|n| format!(r#""{n}{long:.200}":{{"_errors":["a"]}}"#)).collect();
    let list = vec![r#""b""#; 1_000].join(",");
    let text = format!(
        r#"{{"error":{{"type":"{long}","message":"{long}","validation_errors":{{"_errors":[{list}],{}}}}}}}"#,
        members.join(",")
    );
    let problem = problem_by_both(&text).unwrap();
    assert_eq!((problem.error_type.len(), problem.message.len()), (4096, 4096));
    assert_eq!(problem.validation_errors.len(), 100);
    assert_eq!(problem.validation_errors[0].messages.len(), 100);
    assert_eq!(problem.validation_errors[1].parameter.len(), 100);
}

fn problem_by_both(text: &str) -> Option<super::Problem> {
    let by_serde = super::serde::walk(text).and_then(super::Walk::problem);
    let by_miniserde = super::miniserde::walk(text).and_then(super::Walk::problem);
    assert_eq!(by_serde, by_miniserde, "{text:.200}");
    by_serde
}

#[test]
fn seams_error_object_is_read_alike() {
    for text in [
        r#"{"error":{"type":"t","message":"m"},"ok":false}"#,
        r#"{"error":{"type":"t"}}"#,
        r#"{"error":{"type":"t","message":"m","stack":"s","data":{"a":1},"validation_errors":
           {"_errors":["whole"],"ids":{"_errors":["list"],"0":{"_errors":["first","too"]}},"n":1}}}"#,
        r#"{"error":{"type":"t","message":5,"validation_errors":[{"_errors":["a"]},null]}}"#,
        r#"{"error":{"type":"t","validation_errors":{"_errors":"a","b":{"_errors":[["c"],1,{}]}}}}"#,
        r#"{"error":{"type":"t"},"ok":false,"a":{"type":"u"},"b":[{"error":{"type":"v"}}]}"#,
        r#"{"error":{"message":"m"}}"#,
        r#"[{"error":{"type":"u"}}]"#,
        r#"{"error":{"error":{"type":"u"}}}"#,
        r#"{"error":{"type":{"type":"u"}}}"#,
        r#"{"error":{"type":["u"]}}"#,
        r#"{"error":"t"}"#,
        r#"{"error":{"type":5}}"#,
        r#"{"message":"m"}"#,
        "[]",
        "<html>",
        "",
    ] {
        let problem = problem_by_both(text);
        assert_eq!(problem.is_some(), text.contains(r#""type":"t""#), "{text}");
        if let Some(problem) = problem.filter(|_| text.contains("stack")) {
            let errors = problem.validation_errors.iter();
            let errors: Vec<_> = errors.map(ToString::to_string).collect();
            assert_eq!(errors, ["request: whole", "ids: list", "ids.0: first, too"]);
        }
    }
}
