//! serde's attributes and types work as they do with serde_json.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeMap;

use serde_json::Value;

use super::super::Mismatch;
use crate::endpoint;
use crate::endpoint::Endpoint as _;

endpoint! {
    struct Everything {}
    post "/everything";
    response Sink, by super::read;
}

/// What a caller's response type may contain.
#[derive(Debug, PartialEq, serde_derive::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sink {
    plain_enum: Option<Vec<Variant>>,
    tagged: Option<Tagged>,
    untagged: Option<Vec<Untagged>>,
    #[serde(default)]
    wrapped: Wrapped,
    pair: Option<(u8, String)>,
    letter: Option<char>,
    unit: Option<Unit>,
    twice: Option<Option<bool>>,
    huge: Option<i128>,
    bytes: Option<Bytes>,
    by_number: Option<BTreeMap<i32, bool>>,
    by_bool: Option<BTreeMap<bool, u8>>,
    by_variant: Option<BTreeMap<Variant2, u8>>,
    by_wrapped: Option<BTreeMap<Option<Wrapped>, u8>>,
    short: Option<Vec<Short>>,
    only_bytes: Option<OnlyBytes>,
    strict: Option<Strict>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
enum Variant {
    Plain,
    Held(Box<Self>),
    Pair(u8, String),
    Struct { a: bool },
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, serde_derive::Deserialize)]
enum Variant2 {
    One,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Tagged {
    CodeSet { code: String },
    Other,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
#[serde(untagged)]
enum Untagged {
    Number(f64),
    Text(String),
    Object { a: u8 },
}

#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord, serde_derive::Deserialize)]
struct Wrapped(String);

/// What serde derives for it asks for more items than the list has.
#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Short(u8, #[serde(default)] u8, #[serde(default)] u8);

#[derive(Debug, PartialEq)]
struct OnlyBytes(Vec<u8>);

impl<'de> serde::Deserialize<'de> for OnlyBytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = OnlyBytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<OnlyBytes, E> {
                Ok(OnlyBytes(bytes.into()))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
#[serde(deny_unknown_fields)]
struct Strict {
    a: Option<u8>,
}

#[derive(Debug, PartialEq)]
struct Bytes(Vec<u8>);

impl<'de> serde::Deserialize<'de> for Bytes {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl serde::de::Visitor<'_> for Visitor {
            type Value = Bytes;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }

            fn visit_str<E>(self, text: &str) -> Result<Bytes, E> {
                Ok(Bytes(text.into()))
            }

            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Visitor)
    }
}

#[test]
fn derived_types_are_parsed_as_by_serde_json() {
    for text in [
        "{}",
        r#"{"plainEnum":["Plain",{"Held":"Plain"},{"Pair":[1,"a"]},{"Struct":{"a":true}}]}"#,
        r#"{"plainEnum":[{"Plain":null},{"Held":{"Held":{"Pair":[0,""]}}},"\u0050lain"]}"#,
        r#"{"tagged":{"type":"code_set","code":"1"}}"#,
        r#"{"tagged":{"code":"1","new":[{}],"type":"code_set"}}"#,
        r#"{"tagged":{"type":"other"}}"#,
        r#"{"untagged":[1,-1,1.5,"a",{"a":1},18446744073709551615]}"#,
        r#"{"wrapped":"a","pair":[255,"b"],"letter":"\u00e9","unit":null,"twice":null,"huge":-5}"#,
        r#"{"twice":true,"huge":18446744073709551615,"bytes":"a\nb"}"#,
        r#"{"byNumber":{"-2147483648":true,"7":false},"byBool":{"true":1,"false":2}}"#,
        r#"{"byVariant":{"One":1},"byWrapped":{"a":1},"strict":{"a":null}}"#,
        r#"{"short":[[1],[2,3],[4,5,6]],"letter":"a","onlyBytes":"a\u00e9"}"#,
        r#"{"new":{"a":[1,-2,3.5e-3,"b\t",null,true,{}]},"newer":[]}"#,
    ] {
        let expected: Sink = serde_json::from_str(text).expect(text);
        assert_eq!(Everything::new().read(text).expect(text), expected);
    }
}

#[test]
fn values_that_serde_json_rejects_are_rejected_and_not_shown() {
    for (text, reason) in [
        (r#"{"plainEnum":["4711"]}"#, ""),
        (r#"{"plainEnum":[{"4711":null}]}"#, ""),
        (r#"{"plainEnum":[{"Plain":4711}]}"#, ""),
        (r#"{"plainEnum":[{"Plain":null,"4711":4711}]}"#, ""),
        (r#"{"plainEnum":[{"Pair":[1,"4711",4711]}]}"#, ""),
        (r#"{"plainEnum":[{"Pair":[1]}]}"#, ""),
        (r#"{"plainEnum":[{}]}"#, ""),
        (r#"{"plainEnum":[4711]}"#, ""),
        (r#"{"tagged":{"type":"4711"}}"#, ""),
        (r#"{"tagged":{"type":1}}"#, ""),
        (r#"{"tagged":{"code":"4711","type":0}}"#, ""),
        (r#"{"tagged":{"code":"4711"}}"#, "type is missing"),
        (r#"{"tagged":{"type":"code_set"}}"#, "code is missing"),
        (r#"{"untagged":[["4711"]]}"#, ""),
        (r#"{"wrapped":4711}"#, "expected text"),
        (r#"{"pair":[4711,"4711"]}"#, "expected a whole number"),
        (r#"{"pair":[1,"4711",4711]}"#, ""),
        (r#"{"pair":[1]}"#, ""),
        (r#"{"pair":{"4711":1}}"#, ""),
        (r#"{"letter":"4711"}"#, ""),
        (r#"{"unit":4711}"#, ""),
        (r#"{"twice":"4711"}"#, "expected true or false"),
        (r#"{"huge":"4711"}"#, "expected a whole number"),
        (r#"{"bytes":4711}"#, ""),
        (r#"{"byNumber":{"a4711":true}}"#, ""),
        (r#"{"byNumber":{"47114711471147":true}}"#, ""),
        (r#"{"byNumber":{"7 ":true}}"#, ""),
        (r#"{"byBool":{"4711":1}}"#, ""),
        (r#"{"byBool":{"truex":1}}"#, ""),
        (r#"{"byBool":{" true":1}}"#, ""),
        (r#"{"byBool":{"false\n":1}}"#, ""),
        (r#"{"short":[[]]}"#, ""),
        (r#"{"byVariant":{"4711":1}}"#, ""),
        (r#"{"strict":{"4711":1}}"#, ""),
        (r#"{"strict":{"a":1,"a":1}}"#, "a is repeated"),
        (r#"{"new":1e999}"#, "expected a smaller number"),
    ] {
        assert!(serde_json::from_str::<Sink>(text).is_err(), "{text}");
        let refused = Everything::new().read(text).unwrap_err();
        let Mismatch::OtherShape(Some(said)) = refused else { panic!("{text}: {refused:?}") };
        assert!(!said.contains("4711"), "{text}: {said}");
        assert!(said.ends_with(reason), "{text}: {said}");
    }
}

endpoint! {
    struct Forgiving {}
    post "/forgiving";
    response Forgiven, by super::read;
}

/// A type that ignores what is wrong with one of its fields.
#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Forgiven {
    #[serde(deserialize_with = "or_default")]
    v: Vec<u8>,
    w: u8,
}

fn or_default<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    Ok(serde::Deserialize::deserialize(deserializer).unwrap_or_default())
}

#[test]
fn invalid_json_is_rejected_even_if_a_type_ignores_errors() {
    for v in ["[1 2]", "[1,-]", "[01]", "[1;]", "[nulx]", "[\"\n\"]"] {
        let text = format!(r#"{{"v":{v},"w":3}}"#);
        assert_eq!(Forgiving::new().read(&text), Err(Mismatch::NotJson), "{text}");
    }
    let text = r#"{"v":[1,2],"w":3}"#;
    assert_eq!(Forgiving::new().read(text).unwrap(), Forgiven { v: vec![1, 2], w: 3 });
}

/// A type that reads nothing.
#[derive(Debug, PartialEq)]
struct Whatever;

impl<'de> serde::Deserialize<'de> for Whatever {
    fn deserialize<D: serde::Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

endpoint! {
    struct Whole {}
    post "/whole";
    response Whatever, by super::read;
}

endpoint! {
    struct Inner {}
    post "/inner";
    response "a": Whatever, by super::read;
}

endpoint! {
    struct Many {}
    post "/many";
    response "a": BTreeMap<String, (Whatever, u8, Whatever)>, by super::read;
}

#[test]
fn values_that_a_type_leaves_unread_are_skipped() {
    let text = r#"{"a":{"b":[{"c":{"a":[]}},7,["]"]],"d":[[1,[2]],8,{}]},"a2":null}"#;
    assert_eq!(Whole::new().read(text), Ok(Whatever));
    assert_eq!(Inner::new().read(text), Ok(Whatever));
    let many = Many::new().read(text).unwrap();
    assert_eq!(many.values().map(|(_, number, _)| *number).collect::<Vec<_>>(), [7, 8]);
    for broken in ["x", "}", " {}"] {
        let text = format!("{text}{broken}");
        assert_eq!(Whole::new().read(&text), Err(Mismatch::NotJson));
        assert_eq!(Inner::new().read(&text), Err(Mismatch::NotJson));
    }
    let missing = Mismatch::OtherShape(Some("a is missing".to_owned()));
    assert_eq!(Inner::new().read(r#"{"b":{"a":1}}"#), Err(missing));
}

/// Visitors whose words begin as a number's or a struct's do, and one that accepts no text that it gets.
mod worded {
    use std::fmt;

    use serde::de::{Deserializer, Error, Unexpected, Visitor};

    #[derive(Debug, PartialEq)]
    pub(super) struct User;

    struct AnyUser;

    impl Visitor<'_> for AnyUser {
        type Value = User;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("user ID, or u8, or struct, or a string")
        }
    }

    impl<'de> serde::Deserialize<'de> for User {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_any(AnyUser)
        }
    }

    #[derive(Debug, PartialEq)]
    pub(super) struct Text;

    impl<'de> serde::Deserialize<'de> for Text {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(match text.as_str() {
                "value" => D::Error::invalid_value(Unexpected::Str(&text), &"a string"),
                _ => D::Error::invalid_type(Unexpected::Str(&text), &"a map"),
            })
        }
    }

    #[derive(Debug, PartialEq)]
    pub(super) struct Name;

    struct NoName;

    impl Visitor<'_> for NoName {
        type Value = Name;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a name")
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<Name, E> {
            Err(E::invalid_type(Unexpected::Str(text), &self))
        }
    }

    impl<'de> serde::Deserialize<'de> for Name {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            deserializer.deserialize_str(NoName)
        }
    }
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Asked {
    text: Option<String>,
    boxed: Option<Box<str>>,
    flag: Option<bool>,
    whole: Option<u8>,
    large: Option<i64>,
    larger: Option<u128>,
    size: Option<usize>,
    number: Option<f32>,
    list: Option<Vec<u8>>,
    pair: Option<(u8, u8)>,
    map: Option<BTreeMap<u8, u8>>,
    object: Option<Strict>,
    user: Option<worded::User>,
    own: Option<worded::Text>,
    name: Option<worded::Name>,
    outer: Option<Outer>,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Outer {
    #[serde(flatten)]
    inner: Flat,
}

#[derive(Debug, PartialEq, serde_derive::Deserialize)]
struct Flat {
    a: u8,
}

endpoint! {
    struct Ask {}
    post "/ask";
    response Asked, by super::read;
}

/// And not by the sentences that serde has for them.
#[test]
fn an_error_says_what_the_type_asked_for() {
    for (field, value, expected) in [
        ("text", "1", "expected text"),
        ("boxed", "[]", "expected text"),
        ("flag", "{}", "expected true or false"),
        ("whole", "true", "expected a whole number"),
        ("whole", "256", "expected a whole number"),
        ("whole", "-1", "expected a whole number"),
        ("large", "1.5", "expected a whole number"),
        ("larger", "[]", "expected a whole number"),
        ("size", "\"1\"", "expected a whole number"),
        ("number", "\"1\"", "expected a number"),
        ("list", "{}", "expected a list"),
        ("pair", "{}", "expected a list"),
        ("pair", "[1]", "expected another value"),
        ("map", "[]", "expected an object"),
        ("map", r#"{"a":1}"#, "expected a whole number"),
        ("object", "1", "expected an object"),
        ("object", "[1]", "expected an object"),
        ("user", "1", "expected another value"),
        ("user", "{}", "expected another value"),
        ("own", "1", "expected text"),
        ("own", "\"value\"", "expected another value"),
        ("own", "\"type\"", "expected another value"),
        ("name", "1", "expected text"),
        ("name", "\"a\"", "expected another value"),
        ("outer", "1", "expected an object"),
        ("outer", r#"{"a":"1"}"#, "expected another value"),
    ] {
        let text = format!(r#"{{"{field}":{value}}}"#);
        let reason = Mismatch::OtherShape(Some(format!("{field}: {expected}")));
        assert_eq!(Ask::new().read(&text), Err(reason), "{text}");
    }
}
