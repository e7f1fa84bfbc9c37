//! Both codecs, side by side: what one reads or writes, the other does alike.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::Mismatch;
use crate::client_sessions::{ClientSession, Delete, GetOrCreate};
use crate::endpoint;
use crate::endpoint::{Endpoint, Fields, Value};
use crate::response::{ResponseStruct as _, next_name};

fn encode_by_both(request: &dyn Fields) -> String {
    let by_serde = super::serde::encode(request).unwrap();
    let by_miniserde = super::miniserde::encode(request).unwrap();
    assert_eq!(by_serde, by_miniserde);
    String::from_utf8(by_serde).unwrap()
}

/// The answer; or nothing where the text is refused.
fn decode(text: &str) -> Option<ClientSession> {
    read(text).ok()
}

/// Reads a session as the crate's own requests do; and, by way of the codecs' own traits, as a caller's may.
fn read(text: &str) -> Result<ClientSession, Mismatch> {
    let read = GetOrCreate::new().read(text);
    let by_codecs: [Result<ClientSession, _>; 2] =
        [super::serde(text, KEY), super::miniserde(text, KEY)];
    for by_codec in by_codecs {
        assert_eq!(by_codec.as_ref().ok(), read.as_ref().ok(), "{text:.2000}");
    }
    read
}

const KEY: Option<&str> = GetOrCreate::RESPONSE_KEY;

/// What is said of a text that is JSON, but not the answer.
fn refused(text: &str) -> String {
    match read(text) {
        Err(Mismatch::OtherShape(Some(reason))) => reason,
        other => panic!("{text}: {other:?}"),
    }
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
        .range(&range)
        .ranges(&ranges);
    assert_eq!(
        encode_by_both(&request),
        concat!(
            r#"{"flag":false,"count":-9223372036854775808,"small":4294967295,"number":70.25,"#,
            r#""type":"x","numbers":[0.1,-3],"#,
            r#""range":{"lowest":-0.5,"names":["a","b"]},"#,
            r#""ranges":[{"lowest":-0.5,"names":["a","b"]},{"lowest":1e+300,"names":[]}]}"#
        )
    );
    assert_eq!(encode_by_both(&EveryKind::default()), "{}");
    assert_eq!(
        encode_by_both(&EveryKind::new().numbers(&[] as &[f64; 0]).flag(true)),
        r#"{"flag":true,"numbers":[]}"#
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

#[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
struct Page {
    devices: Vec<Option<bool>>,
    next: Option<String>,
}

endpoint! {
    struct WholePage {}
    post "/devices/list";
    response Page, by super::serde;
}

endpoint! {
    struct WholePageByMiniserde {}
    post "/devices/list";
    response Page, by super::miniserde;
}

#[test]
fn without_a_key_the_answer_is_the_object_as_a_whole() {
    assert_eq!(WholePage::RESPONSE_KEY, None);
    for (text, expected) in [
        (
            r#"{"ok":true,"devices":[true,null],"next":"n"} "#,
            Ok(Page { devices: vec![Some(true), None], next: Some("n".to_owned()) }),
        ),
        (r#"{"devices":[]}"#, Ok(Page { devices: vec![], next: None })),
        (r#"{"ok":true}"#, Err(false)),
        ("[]", Err(false)),
        ("null", Err(false)),
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
fn an_answer_of_nothing_is_any_object_and_no_other_thing() {
    let read = |text| Delete::new("a").read(text);
    for text in ["{}", r#"{"ok":true}"#, r#" {"client_session":{},"ok":true}"#] {
        assert_eq!(read(text), Ok(()));
    }
    for text in ["[]", "null", "\"ok\"", "1"] {
        let reason = Some("expected an object".to_owned());
        assert_eq!(read(text), Err(Mismatch::OtherShape(reason)), "{text}");
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
        ("-1", -1),
        ("4294967296", 1 << 32),
        ("4294967296.0", 1 << 32),
    ] {
        let session = decode(&session_with("device_count", Some(number)));
        assert_eq!(session.expect(number).device_count, count);
    }
    for number in ["1.5", "1e300", "1e999", "01", "\"1\"", "null", "[1]", "NaN"] {
        assert_eq!(decode(&session_with("device_count", Some(number))), None, "{number}");
    }
}

#[test]
fn members_that_may_be_missing_may_and_others_may_not() {
    let missing = |name| decode(&session_with(name, None));
    let null = |name| decode(&session_with(name, Some("null")));
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
        // Halves of surrogate pairs: an emoji that was cut in two.
        (r#""\ud83d""#, "\u{fffd}"),
        (r#""\udd11""#, "\u{fffd}"),
        (r#""a\uD83Dx""#, "a\u{fffd}x"),
        (r#""\ud83d\u0041""#, "\u{fffd}A"),
        (r#""\ud83d\n""#, "\u{fffd}\n"),
        (r#""\ud83d\ud83d\udd11""#, "\u{fffd}🔑"),
        (r#""\udd11\ud83d\ufffd""#, "\u{fffd}\u{fffd}\u{fffd}"),
        (r#""\\ud83d\ud83d\\""#, "\\ud83d\u{fffd}\\"),
    ] {
        let session = decode(&session_with("user_identifier_key", Some(json))).expect(json);
        assert_eq!(session.user_identifier_key.as_deref(), Some(text));
    }
    // Unknown escapes, bare control characters, unfinished strings.
    for json in [
        r#""\ud83""#,
        r#""\ud83d\ug000""#,
        r#""\x41""#,
        r#""\u00g0""#,
        "\"a\nb\"",
        "\"a\0b\"",
        "\"a",
    ] {
        assert_eq!(decode(&session_with("user_identifier_key", Some(json))), None, "{json}");
    }
}

#[test]
fn members_come_in_any_order_and_unknown_ones_are_ignored() {
    let plain = decode(&session_with("customer_key", Some(r#""h""#))).unwrap();
    let turned = r#" { "next" : [ { "a" : [ 1.5e-3 , null , true ] } , "\u0041" ] ,
        "client_session" : { "new_member" : { "token" : "x" } , "customer_key" : "h" ,
        "user_identifier_key" : "g" , "connected_account_ids" : [ "e" , "f" ] ,
        "connect_webview_ids" : [ ] , "device_count" : 1.0 , "expires_at" : "d" , "created_at" : "c" ,
        "\u0074oken" : "seam_cst1" , "workspace_id" : "b" , "client_session_id" : "a" } , "ok" : false } "#;
    assert_eq!(decode(turned), Some(plain));
}

#[test]
fn what_is_not_the_answer_is_refused_alike() {
    let whole = session_with("", None);
    assert!(decode(&whole).is_some());
    for length in 0..whole.len() {
        assert_eq!(decode(&whole[..length]), None);
    }
    for text in [
        "null",
        "[]",
        "\"client_session\"",
        "{}",
        r#"{"client_session":null}"#,
        r#"{"client_session":"a"}"#,
        r#"{"client_session":["a","b","c","d","e",1,[],[],null,null,null,null,null]}"#,
        r#"{"client_sessions":{}}"#,
        r#"{"ok":true,}"#,
        &format!("{whole} x"),
        &format!("{whole}{whole}"),
        &format!("[{whole}]"),
        "<html>",
    ] {
        assert_eq!(decode(text), None, "{text}");
    }
}

#[test]
fn of_a_repeated_member_the_last_is_kept() {
    let text = session_with("", None)
        .replace(r#""created_at":"c""#, r#""created_at":"first","created_at":"last""#);
    assert_eq!(decode(&text).unwrap().created_at, "last");
}

#[test]
fn of_a_repeated_answer_the_last_is_kept() {
    let (first, last) = (session_with("", None), session_with("created_at", Some("\"last\"")));
    let text = format!("{},{}", first.trim_end_matches('}'), last.trim_start_matches('{'));
    let text = text.replacen(r#""g","ok""#, r#""g"},"ok""#, 1);
    assert_eq!(decode(&text).expect("an answer").created_at, "last");
}

#[test]
fn depth_never_overflows_the_stack() {
    for open in ["[", r#"{"a":"#] {
        let deep = open.repeat(100_000);
        for name in ["new_member", "token"] {
            let answer = session_with(name, Some(&deep));
            assert_eq!(refused(&answer), "it is nested more than 100 deep");
        }
        assert!(super::decode_problem(deep.as_bytes()).is_none());
    }
}

/// What the client does with a body.
fn checked(body: &str) -> Result<(), String> {
    super::decode(body.as_bytes(), KEY, usize::MAX, &mut |text| read(text).map(drop))
}

#[test]
fn what_is_nested_too_deep_is_not_read() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (depth, fits) in [(98, true), (99, false), (100_000, false)] {
        let answer = session_with("new_member", Some(&nested(depth)));
        let read = checked(&answer);
        assert_eq!(read.is_ok(), fits, "{depth}");
        assert_eq!(decode(&answer).is_some(), fits, "{depth}");
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
    assert!(checked(&answer).is_ok());
    // Nor is what stands side by side.
    let list = format!("[{}[]]", "[],".repeat(1_000));
    let answer = session_with("new_member", Some(&list));
    assert!(checked(&answer).is_ok());
}

#[test]
fn a_parameter_is_named_by_its_first_hundred_characters() {
    let name = |length: usize| "n".repeat(length);
    let named = |names: &[String]| {
        let inner = r#"{"_errors":["a"]}"#.to_owned();
        let errors = names.iter().rev().fold(inner, |it, name| format!(r#"{{"{name}":{it}}}"#));
        let text = format!(r#"{{"error":{{"type":"t","validation_errors":{errors}}}}}"#);
        super::decode_problem(text.as_bytes()).unwrap().validation_errors[0].parameter.clone()
    };
    assert_eq!(named(&[name(60), name(30)]), format!("{}.{}", name(60), name(30)));
    assert_eq!(named(&[name(60), name(60)]), format!("{}.{}", name(60), name(39)));
    // Names that do not fit are not decoded, however many and long they are.
    assert_eq!(named(&vec![name(1200); 90]), name(100));
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
    let problem = super::decode_problem(text.as_bytes()).unwrap();
    assert_eq!((problem.error_type.len(), problem.message.len()), (4096, 4096));
    assert_eq!(problem.validation_errors.len(), 100);
    assert_eq!(problem.validation_errors[0].messages.len(), 100);
    assert_eq!(problem.validation_errors[1].parameter.len(), 100);

    // Whatever the escapes in it, and after it.
    for (text, start) in [
        (r"\ud83d\udd11".repeat(10_000), "🔑".repeat(4096)),
        (r"\u0041".repeat(10_000), "A".repeat(4096)),
        ("é".repeat(10_000) + r"\n", "é".repeat(4096)),
        ("x".repeat(100_000) + r"\n", "x".repeat(4096)),
    ] {
        let text = format!(r#"{{"error":{{"type":"t","message":"{text}"}}}}"#);
        let problem = super::decode_problem(text.as_bytes()).unwrap();
        assert!(problem.message == start, "{:.20}", problem.message);
    }
}

#[test]
fn seams_error_object_is_found() {
    for text in [
        r#"{"error":{"type":"t","message":"m"},"ok":false}"#,
        r#"{"error":{"type":"t"}}"#,
        r#"{"error":{"type":"t","message":"m","stack":"s","data":{"a":1},"validation_errors":
           {"_errors":["whole"],"ids":{"_errors":["list"],"0":{"_errors":["first","too"]}},"n":1}}}"#,
        r#"{"error":{"type":"t","message":5,"validation_errors":[{"_errors":["a"]},null]}}"#,
        r#"{"error":{"type":"t","validation_errors":{"_errors":"a","b":{"_errors":[["c"],1,{}]}}}}"#,
        r#"{"error":{"type":"t"},"ok":false,"a":{"type":"u"},"b":[{"error":{"type":"v"}}]}"#,
        r#"{"\u0065rror":{"typ\u0065":"t"}}"#,
        r#"{"\ud83d":1e999,"error":{"type":"t","message":"\ud83d","data":{"a":["\udd11",1e999]}}}"#,
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
        let problem = super::decode_problem(text.as_bytes());
        assert_eq!(
            problem.is_some(),
            text.contains(r#""type":"t""#) || text.contains("typ\\u0065"),
            "{text}"
        );
        if let Some(problem) = problem.filter(|_| text.contains("stack")) {
            let errors = problem.validation_errors.iter();
            let errors: Vec<_> = errors.map(ToString::to_string).collect();
            assert_eq!(errors, ["request: whole", "ids: list", "ids.0: first, too"]);
        }
    }
}

/// Without the value.
#[test]
fn a_refused_answer_says_where_and_what_was_expected() {
    for (name, value, reason) in [
        ("token", "null", "client_session.token: expected text"),
        ("token", r#"["4711"]"#, "client_session.token: expected text"),
        ("token", r#"{"4711":"4711"}"#, "client_session.token: expected text"),
        ("created_at", "[]", "client_session.created_at: expected text"),
        ("user_identifier_key", "[[4711]]", "client_session.user_identifier_key: expected text"),
        ("device_count", r#""4711""#, "client_session.device_count: expected a whole number"),
        ("device_count", "4711.5", "client_session.device_count: expected a whole number"),
        ("device_count", "4711e300", "client_session.device_count: expected a whole number"),
        ("device_count", "[4711]", "client_session.device_count: expected a whole number"),
        ("device_count", "{}", "client_session.device_count: expected a whole number"),
        ("device_count", "false", "client_session.device_count: expected a whole number"),
        ("device_count", "1e999", "client_session.device_count: expected a smaller number"),
        ("device_count", "-1e999", "client_session.device_count: expected a smaller number"),
        ("connect_webview_ids", "4711", "client_session.connect_webview_ids: expected a list"),
        ("connect_webview_ids", "{}", "client_session.connect_webview_ids: expected a list"),
        ("connect_webview_ids", r#""4711""#, "client_session.connect_webview_ids: expected a list"),
        (
            "connect_webview_ids",
            "[ \"4711\" ,\n\t\"4711\",\n {\"a\":4711} ]",
            "client_session.connect_webview_ids[2]: expected text",
        ),
        (
            "connect_webview_ids",
            r#"["4711",null]"#,
            "client_session.connect_webview_ids[1]: expected text",
        ),
        (
            "user_identity_ids",
            r#"["\ud83d",{"a":"4711"}]"#,
            "client_session.user_identity_ids[1]: expected text",
        ),
    ] {
        assert_eq!(refused(&session_with(name, Some(value))), reason, "{value}");
    }
    let members =
        std::iter::successors(next_name(ClientSession::NAMES), |(.., rest)| next_name(rest));
    let members: Vec<_> = members.collect();
    assert_eq!(members.len(), 13);
    for (name, required, _) in members {
        let name = std::str::from_utf8(name).unwrap();
        let text = session_with(name, None);
        if required {
            assert_eq!(refused(&text), format!("client_session: {name} is missing"));
        } else {
            assert!(decode(&text).is_some(), "{name}");
        }
    }
    for (text, reason) in [
        ("[]", "expected an object"),
        ("\"4711\"", "expected an object"),
        ("4711", "expected an object"),
        ("{}", "client_session is missing"),
        (r#"{"client_sessions":{}}"#, "client_session is missing"),
        (r#"{"a":{"client_session":{}}}"#, "client_session is missing"),
        (r#"[{"client_session":{}}]"#, "expected an object"),
        (r#"{"client_session": null }"#, "client_session is null"),
        (r#"{"client_session":"4711"}"#, "client_session: expected an object"),
        (r#"{"client_session":4711}"#, "client_session: expected an object"),
        (r#"{"client_session":{}}"#, "client_session: client_session_id is missing"),
        (
            "\n {\"ok\":\ntrue,\n\"client_session\" :\n {} }",
            "client_session: client_session_id is missing",
        ),
    ] {
        assert_eq!(refused(text), reason, "{text}");
    }
}

endpoint! {
    struct Codes {}
    post "/access_codes/list";
    response "access_codes": Vec<Code>, by super::serde;
}

endpoint! {
    struct CodesByMiniserde {}
    post "/access_codes/list";
    response "access_codes": Vec<Code>, by super::miniserde;
}

// miniserde's derive does not know `Self`.
#[allow(clippy::use_self)]
#[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
struct Code {
    code: String,
    kind: Option<Kind>,
    flag: Option<bool>,
    slot: Option<u8>,
    offset: Option<i64>,
    weight: Option<f32>,
    parts: Option<std::collections::BTreeMap<String, Vec<Code>>>,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
enum Kind {
    Ongoing,
}

fn codes_by_both(codes: &str) -> Result<Vec<Code>, Mismatch> {
    let text = format!(r#"{{"access_codes":{codes}}}"#);
    let by_serde = Codes::new().read(&text);
    assert_eq!(by_serde, CodesByMiniserde::new().read(&text), "{text}");
    by_serde
}

#[test]
fn a_callers_own_answer_is_refused_in_the_same_words() {
    for (codes, reason) in [
        (r#"{"code":"4711"}"#, "access_codes: expected a list"),
        (r#"[{"code":"4711"},"4711"]"#, "access_codes[1]: expected an object"),
        (
            r#"[{"code":"4711"},{"code":"4711"},{"code":4711}]"#,
            "access_codes[2].code: expected text",
        ),
        (r#"[{"code":"4711","flag":"4711"}]"#, "access_codes[0].flag: expected true or false"),
        (r#"[{"code":"4711","slot":4711}]"#, "access_codes[0].slot: expected a whole number"),
        (r#"[{"code":"4711","slot":-1}]"#, "access_codes[0].slot: expected a whole number"),
        (r#"[{"code":"4711","slot":1e2}]"#, "access_codes[0].slot: expected a whole number"),
        (r#"[{"code":"4711","offset":-0}]"#, "access_codes[0].offset: expected a whole number"),
        (r#"[{"code":"4711","offset":"4711"}]"#, "access_codes[0].offset: expected a whole number"),
        (r#"[{"code":"4711","weight":"4711"}]"#, "access_codes[0].weight: expected a number"),
        (
            r#"[{"code":"4711","weight":1e400}]"#,
            "access_codes[0].weight: expected a smaller number",
        ),
        (r#"[{"code":"4711","kind":"4711"}]"#, "access_codes[0].kind: expected another value"),
        (r#"[{"code":"4711","kind":4711}]"#, "access_codes[0].kind: expected another value"),
        (r#"[{"code":"4711","parts":["4711"]}]"#, "access_codes[0].parts: expected an object"),
        (
            r#"[{"code":"4711","parts":{"4711":["4711"]}}]"#,
            "access_codes[0].parts.*[0]: expected an object",
        ),
        (
            r#"[{"code":"4711","parts":{"front_door":[{"code":[]}]}}]"#,
            "access_codes[0].parts.front_door[0].code: expected text",
        ),
        (
            r#"[{"code":", expected a map","flag":", expected a map"}]"#,
            "access_codes[0].flag: expected true or false",
        ),
    ] {
        let refused = codes_by_both(codes).unwrap_err();
        assert_eq!(refused, Mismatch::OtherShape(Some(reason.to_owned())), "{codes}");
    }
}

/// miniserde alone does not know the names of a caller's members.
#[test]
fn of_a_callers_own_answer_miniserde_does_not_say_which_member_is_missing() {
    let text = r#"{"access_codes":[{"code":"4711"},{"flag":true}]}"#;
    let shape = |reason: &str| Err(Mismatch::OtherShape(Some(reason.to_owned())));
    assert_eq!(Codes::new().read(text), shape("access_codes[1]: code is missing"));
    let reason = shape("access_codes[1]: a required field is missing");
    assert_eq!(CodesByMiniserde::new().read(text), reason);
}

#[test]
fn a_callers_own_answer_is_read_alike() {
    let codes = codes_by_both(
        r#" [ {"code":"\ud83d","offset":-9223372036854775808,"weight":1,"slot":255,"new":-1e999,
        "kind":"Ongoing","flag":false,"parts":{"\ud83d":[{"code":""}],"a":[]},"\udd11":["\udd11"]} ] "#,
    )
    .unwrap();
    assert_eq!(codes[0].code, "\u{fffd}");
    assert_eq!((codes[0].offset, codes[0].weight), (Some(i64::MIN), Some(1.0)));
    assert_eq!(codes[0].parts.as_ref().unwrap()["\u{fffd}"][0].code, "");
}

endpoint! {
    struct Numbers {}
    post "/numbers";
    response "a": Number, by super::serde;
}

endpoint! {
    struct NumbersByMiniserde {}
    post "/numbers";
    response "a": Number, by super::miniserde;
}

#[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
struct Number {
    float: Option<f64>,
    signed: Option<i64>,
    unsigned: Option<u64>,
    small: Option<i16>,
}

/// What both make of a number in one member.
fn number_by_both(member: &str, number: &str) -> Result<Number, Mismatch> {
    let text = format!(r#"{{"a":{{"{member}":{number}}}}}"#);
    let by_serde = Numbers::new().read(&text);
    assert_eq!(by_serde, NumbersByMiniserde::new().read(&text), "{text}");
    by_serde
}

#[test]
fn numbers_are_read_alike() {
    for number in ["1e309", "-1e309", "1e99999999999", "17976931348623157e300"] {
        let reason = Some("a.float: expected a smaller number".to_owned());
        assert_eq!(number_by_both("float", number), Err(Mismatch::OtherShape(reason)), "{number}");
    }
    for (member, number, is_one) in [
        ("signed", "9223372036854775807", true),
        ("signed", "9223372036854775808", false),
        ("signed", "-9223372036854775808", true),
        ("signed", "-9223372036854775809", false),
        ("signed", "1e2", false),
        ("signed", "1.0", false),
        ("signed", "-0", false),
        ("unsigned", "18446744073709551615", true),
        ("unsigned", "18446744073709551616", false),
        ("unsigned", "-1", false),
        ("small", "-32768", true),
        ("small", "-32769", false),
        ("small", "32768", false),
        ("float", "1", true),
        ("float", "-1", true),
        ("float", "-0", true),
        ("float", "1e308", true),
    ] {
        assert_eq!(number_by_both(member, number).is_ok(), is_one, "{member} {number}");
    }
}

crate::response::response! {
    /// What may be missing comes first.
    #[allow(unreachable_pub, unnameable_types, missing_docs)]
    pub struct Mixed {
        may: Option<String>,
        must: String,
    }
}

endpoint! {
    struct ListMixed {}
    post "/mixed";
    response "a": Vec<Mixed>;
}

endpoint! {
    struct ByNumber {}
    post "/numbers";
    response "a": std::collections::BTreeMap<u8, bool>, by super::miniserde;
}

endpoint! {
    struct Maybe {}
    post "/maybe";
    response "a": Option<String>, by super::serde;
}

endpoint! {
    struct MaybeByMiniserde {}
    post "/maybe";
    response "a": Option<String>, by super::miniserde;
}

#[test]
fn the_first_member_that_has_to_be_there_is_named() {
    let shape = |reason: &str| Mismatch::OtherShape(Some(reason.to_owned()));
    let read = |text| ListMixed::new().read(text).unwrap_err();
    assert_eq!(read(r#"{"a":[{"must":""},{}]}"#), shape("a[1]: must is missing"));
    assert_eq!(read(r#"{"a":[{"may":"x"}]}"#), shape("a[0]: must is missing"));
    assert_eq!(read(r#"{"a":[{"must":null}]}"#), shape("a[0].must: expected text"));
}

#[test]
fn a_name_that_miniserde_refuses_is_none_that_is_missing() {
    let shape = |reason: &str| Mismatch::OtherShape(Some(reason.to_owned()));
    let refused = ByNumber::new().read(r#"{"a":{"1":true,"4711":true}}"#).unwrap_err();
    assert_eq!(refused, shape("a: expected another value"));
}

#[test]
fn an_optional_answer_has_to_be_there() {
    for (text, reason) in [(r#"{"a":null}"#, "a is null"), (r#"{"b":1}"#, "a is missing")] {
        let refused = Err(Mismatch::OtherShape(Some(reason.to_owned())));
        assert_eq!(Maybe::new().read(text), refused);
        assert_eq!(MaybeByMiniserde::new().read(text), refused);
    }
    let text = r#"{"a":null,"a":"x"}"#;
    assert_eq!(Maybe::new().read(text), Ok(Some("x".to_owned())));
    assert_eq!(MaybeByMiniserde::new().read(text), Ok(Some("x".to_owned())));
}

#[test]
fn what_holds_too_many_values_is_not_read() {
    for (body, values) in [
        ("[1,2,3]", 4),
        (r#"[1,",,,,[{"]"#, 3),
        (r#"{"a":{"b":[{},[]]},"c":null}"#, 6),
        ("[[[[1]]]]", 5),
    ] {
        for most in 0..10 {
            let text = super::text(body.as_bytes(), most);
            assert_eq!(text.is_ok(), most >= values, "{body} {most}");
            if let Err(reason) = text {
                assert!(reason.starts_with("it contains too many values"), "{reason}");
            }
        }
    }
    assert!(super::text(b"[[[", 1).is_err());
    // That it is not JSON is for the reader to say.
    assert!(super::text(b"{,,,,,", 1).is_ok());
}
