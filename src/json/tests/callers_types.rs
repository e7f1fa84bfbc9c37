//! Responses that are read into types of the caller.

use crate::endpoint;
use crate::endpoint::Endpoint as _;
use crate::json::Mismatch;

endpoint! {
    struct Codes {}
    post "/access_codes/list";
    response "access_codes": Vec<Code>, by crate::json::serde;
}

endpoint! {
    struct CodesByMiniserde {}
    post "/access_codes/list";
    response "access_codes": Vec<Code>, by crate::json::miniserde;
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
fn both_codecs_refuse_a_callers_type_in_the_same_words() {
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

/// miniserde does not tell the names of the caller's fields.
#[test]
fn miniserde_does_not_say_which_field_of_a_callers_type_is_missing() {
    let text = r#"{"access_codes":[{"code":"4711"},{"flag":true}]}"#;
    let shape = |reason: &str| Err(Mismatch::OtherShape(Some(reason.to_owned())));
    assert_eq!(Codes::new().read(text), shape("access_codes[1]: code is missing"));
    let reason = shape("access_codes[1]: a required field is missing");
    assert_eq!(CodesByMiniserde::new().read(text), reason);
}

#[test]
fn both_codecs_read_a_callers_type_alike() {
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
    response "a": Number, by crate::json::serde;
}

endpoint! {
    struct NumbersByMiniserde {}
    post "/numbers";
    response "a": Number, by crate::json::miniserde;
}

#[derive(Debug, PartialEq, serde_derive::Deserialize, miniserde::Deserialize)]
struct Number {
    float: Option<f64>,
    signed: Option<i64>,
    unsigned: Option<u64>,
    small: Option<i16>,
}

/// What both codecs read from a number in one field.
fn number_by_both(field: &str, number: &str) -> Result<Number, Mismatch> {
    let text = format!(r#"{{"a":{{"{field}":{number}}}}}"#);
    let by_serde = Numbers::new().read(&text);
    assert_eq!(by_serde, NumbersByMiniserde::new().read(&text), "{text}");
    by_serde
}

#[test]
fn both_codecs_parse_numbers_alike() {
    for number in ["1e309", "-1e309", "1e99999999999", "17976931348623157e300"] {
        let reason = Some("a.float: expected a smaller number".to_owned());
        assert_eq!(number_by_both("float", number), Err(Mismatch::OtherShape(reason)), "{number}");
    }
    for (field, number, is_one) in [
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
        assert_eq!(number_by_both(field, number).is_ok(), is_one, "{field} {number}");
    }
}

endpoint! {
    struct ByNumber {}
    post "/numbers";
    response "a": std::collections::BTreeMap<u8, bool>, by crate::json::miniserde;
}

endpoint! {
    struct Maybe {}
    post "/maybe";
    response "a": Option<String>, by crate::json::serde;
}

endpoint! {
    struct MaybeByMiniserde {}
    post "/maybe";
    response "a": Option<String>, by crate::json::miniserde;
}

#[test]
fn a_name_that_miniserde_refuses_is_not_called_missing() {
    let shape = |reason: &str| Mismatch::OtherShape(Some(reason.to_owned()));
    let refused = ByNumber::new().read(r#"{"a":{"1":true,"4711":true}}"#).unwrap_err();
    assert_eq!(refused, shape("a: expected another value"));
}

#[test]
fn a_response_that_is_an_option_has_to_be_there() {
    for (text, reason) in [(r#"{"a":null}"#, "a is null"), (r#"{"b":1}"#, "a is missing")] {
        let refused = Err(Mismatch::OtherShape(Some(reason.to_owned())));
        assert_eq!(Maybe::new().read(text), refused);
        assert_eq!(MaybeByMiniserde::new().read(text), refused);
    }
    let text = r#"{"a":null,"a":"x"}"#;
    assert_eq!(Maybe::new().read(text), Ok(Some("x".to_owned())));
    assert_eq!(MaybeByMiniserde::new().read(text), Ok(Some("x".to_owned())));
}
