//! Both codecs read and write the same.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]

use super::Mismatch;
use crate::client_sessions::{ClientSession, Delete, GetOrCreate};
use crate::endpoint;
use crate::endpoint::{Endpoint, Fields, Value};
use crate::response::{ResponseStruct as _, next_name};

mod callers_types;
mod problem;

fn encode_by_both(request: &dyn Fields) -> String {
    let by_serde = super::serde::encode(request).unwrap();
    let by_miniserde = super::miniserde::encode(request).unwrap();
    assert_eq!(by_serde, by_miniserde);
    String::from_utf8(by_serde).unwrap()
}

/// The session; `None` if the text is refused.
fn decode(text: &str) -> Option<ClientSession> {
    read(text).ok()
}

/// Reads a session as this crate's requests do, and through the codecs' traits, as a caller's request may.
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

/// Why a JSON text is refused.
fn refused(text: &str) -> String {
    match read(text) {
        Err(Mismatch::OtherShape(Some(reason))) => reason,
        other => panic!("{text}: {other:?}"),
    }
}

/// A response whose field `name` has this value, or is missing.
fn session_with(name: &str, value: Option<&str>) -> String {
    let mut fields = vec![
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
    fields.retain(|(other, _)| *other != name);
    fields.extend(value.map(|value| (name, value)));
    let fields: Vec<_> = fields.iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!(r#"{{"ok":true,"client_session":{{{}}}}}"#, fields.join(","))
}

#[test]
fn both_codecs_encode_requests_alike() {
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
fn both_codecs_encode_every_kind_of_value_alike() {
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
fn non_finite_numbers_are_rejected_at_any_depth() {
    for number in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let range = Range { lowest: number, names: &[] };
        for (request, name) in [
            (EveryKind::new().number(number), "number"),
            (EveryKind::new().numbers(&[1.0, number]), "numbers"),
            (EveryKind::new().range(&range), "range"),
            (EveryKind::new().ranges(&[&range]), "ranges"),
        ] {
            let error = super::encode(&request).unwrap_err().to_string();
            assert_eq!(error, format!("{name} contains a number that is not finite"));
        }
    }
}

#[test]
fn a_value_has_a_readable_debug_format() {
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
fn without_a_key_the_response_is_the_whole_object() {
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
fn a_response_that_is_not_read_has_to_be_an_object() {
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
fn both_codecs_parse_counts_as_whole_numbers() {
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
fn only_optional_fields_may_be_missing_or_null() {
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
fn both_codecs_parse_strings_alike() {
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
fn fields_come_in_any_order_and_unknown_ones_are_ignored() {
    let plain = decode(&session_with("customer_key", Some(r#""h""#))).unwrap();
    let turned = r#" { "next" : [ { "a" : [ 1.5e-3 , null , true ] } , "\u0041" ] ,
        "client_session" : { "new_member" : { "token" : "x" } , "customer_key" : "h" ,
        "user_identifier_key" : "g" , "connected_account_ids" : [ "e" , "f" ] ,
        "connect_webview_ids" : [ ] , "device_count" : 1.0 , "expires_at" : "d" , "created_at" : "c" ,
        "\u0074oken" : "seam_cst1" , "workspace_id" : "b" , "client_session_id" : "a" } , "ok" : false } "#;
    assert_eq!(decode(turned), Some(plain));
}

#[test]
fn other_text_is_refused_by_both() {
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
fn the_last_value_of_a_repeated_field_is_kept() {
    let text = session_with("", None)
        .replace(r#""created_at":"c""#, r#""created_at":"first","created_at":"last""#);
    assert_eq!(decode(&text).unwrap().created_at, "last");
}

#[test]
fn the_last_value_of_a_repeated_key_is_kept() {
    let (first, last) = (session_with("", None), session_with("created_at", Some("\"last\"")));
    let text = format!("{},{}", first.trim_end_matches('}'), last.trim_start_matches('{'));
    let text = text.replacen(r#""g","ok""#, r#""g"},"ok""#, 1);
    assert_eq!(decode(&text).expect("a response").created_at, "last");
}

#[test]
fn depth_never_overflows_the_stack() {
    for open in ["[", r#"{"a":"#] {
        let deep = open.repeat(100_000);
        for name in ["new_member", "token"] {
            let response = session_with(name, Some(&deep));
            assert_eq!(refused(&response), "it is nested more than 100 deep");
        }
        assert!(super::decode_problem(deep.as_bytes()).is_none());
    }
}

/// What the client does with a body.
fn checked(body: &str) -> Result<(), String> {
    super::decode(body.as_bytes(), KEY, usize::MAX, &mut |text| read(text).map(drop))
}

#[test]
fn json_nested_too_deep_is_rejected() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for (depth, fits) in [(98, true), (99, false), (100_000, false)] {
        let response = session_with("new_member", Some(&nested(depth)));
        let read = checked(&response);
        assert_eq!(read.is_ok(), fits, "{depth}");
        assert_eq!(decode(&response).is_some(), fits, "{depth}");
        if let Err(reason) = read {
            assert_eq!(reason, "it is nested more than 100 deep");
        }
        let problem =
            format!(r#"{{"error":{{"type":"t","validation_errors":{}}}}}"#, nested(depth));
        assert_eq!(super::decode_problem(problem.as_bytes()).is_some(), fits, "{depth}");
    }
    // Brackets in a string are not nested.
    let text = format!(r#""\"\\\"{}\u005b""#, "[{".repeat(1_000));
    let response = session_with("new_member", Some(&text));
    assert!(checked(&response).is_ok());
    // Nor are lists beside each other.
    let list = format!("[{}[]]", "[],".repeat(1_000));
    let response = session_with("new_member", Some(&list));
    assert!(checked(&response).is_ok());
}

/// Without a value of the response.
#[test]
fn an_error_says_where_and_what_was_expected() {
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
    let fields =
        std::iter::successors(next_name(ClientSession::NAMES), |(.., rest)| next_name(rest));
    let fields: Vec<_> = fields.collect();
    assert_eq!(fields.len(), 13);
    for (name, required, _) in fields {
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

crate::response::response! {
    /// An optional field comes first.
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

#[test]
fn the_first_missing_required_field_is_named() {
    let shape = |reason: &str| Mismatch::OtherShape(Some(reason.to_owned()));
    let read = |text| ListMixed::new().read(text).unwrap_err();
    assert_eq!(read(r#"{"a":[{"must":""},{}]}"#), shape("a[1]: must is missing"));
    assert_eq!(read(r#"{"a":[{"may":"x"}]}"#), shape("a[0]: must is missing"));
    assert_eq!(read(r#"{"a":[{"must":null}]}"#), shape("a[0].must: expected text"));
}

#[test]
fn a_response_with_too_many_values_is_not_read() {
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
    // The reader says that it is not JSON.
    assert!(super::text(b"{,,,,,", 1).is_ok());
}
