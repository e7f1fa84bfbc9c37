//! Each kind of field: which values it accepts, and what the errors say.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(unreachable_pub, unnameable_types, missing_docs)]

use crate::Secret;
use crate::json::{Mismatch, decode};
use crate::response::{
    Json, Lazy, Metadata, MetadataValue, ResponseStruct as _, Root, Target, next_name,
    read_response, response,
};

#[cfg(feature = "serde")]
mod beside_serde;

response! {
    pub struct Every {
        text: String,
        flag: bool,
        number: f64,
        whole: i64,
        token: Secret,
        texts: Vec<String>,
        numbers: Vec<f64>,
        wholes: Vec<i64>,
        json: Json,
        metadata: Metadata,
        part: Part,
        parts: Vec<Part>,
        r#type: String,
        may_text: Option<String>,
        may_flag: Option<bool>,
        may_number: Option<f64>,
        may_whole: Option<i64>,
        may_token: Option<Secret>,
        may_texts: Option<Vec<String>>,
        may_numbers: Option<Vec<f64>>,
        may_wholes: Option<Vec<i64>>,
        may_json: Option<Json>,
        may_metadata: Option<Metadata>,
        may_part: Option<Box<Part>>,
        may_parts: Option<Vec<Part>>,
        r#in: Option<String>,
        parts_or_none: Vec<Part> = empty,
        texts_or_none: Vec<String> = empty,
        metadata_or_none: Metadata = empty,
        lazy: Lazy<Inner>,
    }

    pub struct Part {
        code: Option<String>,
        inner: Option<Box<Inner>>,
        inners: Option<Vec<Inner>>,
    }

    pub struct Inner {
        slots: Vec<f64>,
        name: Option<String>,
    }

    pub struct Nothing {}

    pub struct Wide {
        a: Option<String>,
        b: Option<String>,
        c: Option<String>,
        d: Option<String>,
        e: Option<String>,
        f: Option<String>,
        g: Option<String>,
        h: Option<String>,
        wides: Option<Vec<Wide>>,
    }

    pub struct Page {
        devices: Vec<Inner>,
        next: Option<String>,
    }
}

/// The required fields, each with a valid value.
const MUST: [(&str, &str); 13] = [
    ("text", r#""a""#),
    ("flag", "true"),
    ("number", "0.5"),
    ("whole", "-1"),
    ("token", r#""seam_cst1""#),
    ("texts", r#"["b","c"]"#),
    ("numbers", "[1,0.5]"),
    ("wholes", "[1,-1.0]"),
    ("json", r#"{"a":[1.0]}"#),
    ("metadata", r#"{"a":"b"}"#),
    ("part", r#"{"code":"d"}"#),
    ("parts", r#"[{},{"code":"e"}]"#),
    ("type", r#""f""#),
];

const MAY: [(&str, &str); 17] = [
    ("may_text", r#""a""#),
    ("may_flag", "false"),
    ("may_number", "1e2"),
    ("may_whole", "1.0"),
    ("may_token", r#""seam_cst2""#),
    ("may_texts", "[]"),
    ("may_numbers", "[]"),
    ("may_wholes", "[1]"),
    ("may_json", "[null]"),
    ("may_metadata", "{}"),
    ("may_part", r#"{"inner":{"slots":[1]}}"#),
    ("may_parts", "[]"),
    ("in", r#""g""#),
    ("parts_or_none", r#"[{"code":"h"}]"#),
    ("texts_or_none", r#"["i"]"#),
    ("metadata_or_none", "{}"),
    ("lazy", r#"{"slots":[1]}"#),
];

fn object<'m>(fields: impl IntoIterator<Item = (&'m str, &'m str)>) -> String {
    let fields: Vec<_> =
        fields.into_iter().map(|(name, value)| format!("\"{name}\":{value}")).collect();
    format!("{{{}}}", fields.join(","))
}

/// The required fields, one of them with another value.
fn with(name: &str, value: &str) -> String {
    object(MUST.into_iter().filter(|(other, _)| *other != name).chain([(name, value)]))
}

fn without(name: &str) -> String {
    object(MUST.into_iter().filter(|(other, _)| *other != name))
}

fn read(every: &str) -> Result<Every, String> {
    let text = format!(r#"{{"ok":true,"every":{every}}}"#);
    let read = read_response(&text, Some("every"));
    // As an item of a list, and without a key, it reads the same.
    let list = read_response(&format!(r#"{{"every":[{every},{every}]}}"#), Some("every"));
    assert_eq!(list.ok(), read.as_ref().ok().map(|read: &Every| vec![read.clone(), read.clone()]));
    assert_eq!(read_response(every, None).ok(), read.as_ref().ok().cloned());
    read.map_err(reason)
}

fn reason(mismatch: Mismatch) -> String {
    match mismatch {
        Mismatch::NotJson => "not JSON".to_owned(),
        Mismatch::OtherShape(reason) => reason.unwrap(),
    }
}

fn texts(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn part(code: Option<&str>) -> Part {
    Part { code: code.map(str::to_owned), ..Part::default() }
}

fn lazy(json: &str) -> Lazy<Inner> {
    read(&with("lazy", json)).unwrap().lazy
}

fn must() -> Every {
    Every {
        text: "a".to_owned(),
        flag: true,
        number: 0.5,
        whole: -1,
        token: "seam_cst1".into(),
        texts: texts(&["b", "c"]),
        numbers: vec![1.0, 0.5],
        wholes: vec![1, -1],
        json: Json::new(r#"{"a":[1.0]}"#.to_owned()),
        metadata: read(&without("")).unwrap().metadata,
        part: part(Some("d")),
        parts: vec![part(None), part(Some("e"))],
        r#type: "f".to_owned(),
        ..Every::default()
    }
}

#[test]
fn each_kind_of_field_is_read() {
    assert_eq!(read(&object(MUST)), Ok(must()));
    let all = read(&object(MUST.into_iter().chain(MAY))).unwrap();
    let inner = Inner { slots: vec![1.0], name: None };
    let expected = Every {
        may_text: Some("a".to_owned()),
        may_flag: Some(false),
        may_number: Some(100.0),
        may_whole: Some(1),
        may_token: Some("seam_cst2".into()),
        may_texts: Some(Vec::new()),
        may_numbers: Some(Vec::new()),
        may_wholes: Some(vec![1]),
        may_json: Some(Json::new("[null]".to_owned())),
        may_metadata: Some(Metadata::default()),
        may_part: Some(Box::new(Part { inner: Some(Box::new(inner)), ..Part::default() })),
        may_parts: Some(Vec::new()),
        r#in: Some("g".to_owned()),
        parts_or_none: vec![part(Some("h"))],
        texts_or_none: texts(&["i"]),
        lazy: lazy(r#"{"slots":[1]}"#),
        ..must()
    };
    assert_eq!(all, expected);
    // Whatever the order.
    assert_eq!(read(&object(MAY.into_iter().chain(MUST))).as_ref(), Ok(&all));
    assert_eq!(read(&object(MUST.into_iter().chain(MAY).rev())).as_ref(), Ok(&all));
    for turn in 0..MUST.len() {
        let (end, start) = MUST.split_at(turn);
        let turned = start.iter().chain(end).chain(&MAY).copied();
        assert_eq!(read(&object(turned)).as_ref(), Ok(&all), "{turn}");
    }
}

#[test]
fn a_missing_required_field_is_named() {
    for (name, _) in MUST {
        assert_eq!(read(&without(name)).unwrap_err(), format!("every: {name} is missing"));
    }
    // Of several, the first.
    assert_eq!(read("{}").unwrap_err(), "every: text is missing");
    assert_eq!(read(r#"{"text":"a","type":"b"}"#).unwrap_err(), "every: flag is missing");
    let inner = with("part", r#"{"inner":{"name":"a"}}"#);
    assert_eq!(read(&inner).unwrap_err(), "every.part.inner: slots is missing");
    let inner = with("parts", r#"[{},{"inners":[{"slots":[]},{}]}]"#);
    assert_eq!(read(&inner).unwrap_err(), "every.parts[1].inners[1]: slots is missing");
    assert_eq!(read_response::<Nothing>("{}", None), Ok(Nothing {}));
    assert_eq!(read_response::<Nothing>(r#"{"a":1}"#, None), Ok(Nothing {}));
}

#[test]
fn optional_fields_may_be_null_and_required_ones_may_not() {
    for (name, _) in MAY {
        assert_eq!(read(&with(name, "null")), Ok(must()), "{name}");
    }
    for (name, expected) in [
        ("text", "text"),
        ("flag", "true or false"),
        ("number", "a number"),
        ("whole", "a whole number"),
        ("token", "text"),
        ("texts", "a list"),
        ("numbers", "a list"),
        ("wholes", "a list"),
        ("metadata", "an object"),
        ("part", "an object"),
        ("parts", "a list"),
        ("type", "text"),
    ] {
        let reason = format!("every.{name}: expected {expected}");
        assert_eq!(read(&with(name, "null")).unwrap_err(), reason);
    }
    // Untyped JSON may be null.
    assert_eq!(read(&with("json", "null")).unwrap().json.as_str(), "null");
    let parts = read(&with("parts", r#"[{"code":null,"inner":null,"inners":null}]"#)).unwrap();
    assert_eq!(parts.parts, [part(None)]);
}

#[test]
fn a_value_of_the_wrong_type_is_rejected_and_not_shown() {
    let values = ["true", "4711", "47.11", r#""4711""#, r#"["4711"]"#, r#"{"4711":"4711"}"#];
    for (names, expected, fits) in [
        (&["text", "token", "type", "may_text", "may_token", "in"][..], "text", &[0, 1, 2, 3][..]),
        (&["flag", "may_flag"], "true or false", &[0]),
        (&["number", "may_number"], "a number", &[1, 2]),
        (&["whole", "may_whole"], "a whole number", &[1]),
        (&["texts", "may_texts", "texts_or_none"], "a list", &[4]),
        (&["metadata", "may_metadata", "metadata_or_none", "part", "may_part"], "an object", &[5]),
        (&["json", "may_json", "lazy"], "nothing", &[0, 1, 2, 3, 4, 5]),
    ] {
        for name in names {
            for (at, value) in values.iter().enumerate() {
                let read = read(&with(name, value));
                if fits.contains(&at) {
                    assert!(read.is_ok(), "{name} {value}: {read:?}");
                } else {
                    let reason = format!("every.{name}: expected {expected}");
                    assert_eq!(read.unwrap_err(), reason, "{value}");
                }
            }
        }
    }
    for (name, expected) in [
        ("texts", "text"),
        ("numbers", "a number"),
        ("wholes", "a whole number"),
        ("parts", "an object"),
    ] {
        for name in [name.to_owned(), format!("may_{name}")] {
            let refused = |value: &str| read(&with(&name, value)).unwrap_err();
            assert_eq!(refused("[null]"), format!("every.{name}[0]: expected {expected}"));
            assert_eq!(refused("[[]]"), format!("every.{name}[0]: expected {expected}"));
            assert_eq!(refused("4711"), format!("every.{name}: expected a list"));
            assert_eq!(refused("{}"), format!("every.{name}: expected a list"));
        }
    }
    assert_eq!(read("[]").unwrap_err(), "every: expected an object");
    assert_eq!(read("4711").unwrap_err(), "every: expected an object");
    assert_eq!(read("null").unwrap_err(), "every is null");
}

#[test]
fn a_wrong_value_in_nested_objects_is_named_with_its_path() {
    for (name, value, place) in [
        ("part", r#"{"inner":{"slots":[1,"4711"]}}"#, "part.inner.slots[1]: expected a number"),
        (
            "parts",
            r#"[{},{"code":"x"},{"inners":[{"slots":[]},{"slots":[1, 2 ,[4711]]}]}]"#,
            "parts[2].inners[1].slots[2]: expected a number",
        ),
        (
            "may_part",
            r#"{"new":[{"a":1}],"inners":[{"slots":[],"name":[4711]}]}"#,
            "may_part.inners[0].name: expected text",
        ),
        ("may_parts", r#"[{"inner":[]}]"#, "may_parts[0].inner: expected an object"),
        ("metadata", r#"{"a":"b"} "#, ""),
    ] {
        let text = with(name, value);
        match read(&text) {
            Ok(_) => assert_eq!(place, ""),
            Err(reason) => assert_eq!(reason, format!("every.{place}")),
        }
    }
}

#[test]
fn a_number_is_accepted_in_any_json_notation() {
    let whole = |text: &str| read(&with("whole", text)).ok().map(|every| every.whole);
    let number = |text: &str| read(&with("number", text)).ok().map(|every| every.number);
    for text in ["1", "1.0", "1.000", "1e0", "10e-1", "0.1e1", "0.01E+2"] {
        assert_eq!((whole(text), number(text)), (Some(1), Some(1.0)));
        assert_eq!(read(&with("may_whole", text)).unwrap().may_whole, Some(1), "{text}");
        assert_eq!(read(&with("may_number", text)).unwrap().may_number, Some(1.0), "{text}");
        let list = format!("[{text}]");
        assert_eq!(read(&with("wholes", &list)).unwrap().wholes, [1], "{text}");
        assert_eq!(read(&with("numbers", &list)).unwrap().numbers, [1.0], "{text}");
    }
    for text in ["0", "-0", "0.0", "-0.0", "0e9", "-0e-9"] {
        assert_eq!((whole(text), number(text)), (Some(0), Some(0.0)));
    }
    for (text, expected) in [
        ("-1", Some(-1)),
        ("-1.0", Some(-1)),
        ("1e3", Some(1000)),
        ("9223372036854775807", Some(i64::MAX)),
        ("-9223372036854775808", Some(i64::MIN)),
        ("9007199254740992.0", Some(1 << 53)),
        ("-9007199254740992.0", Some(-(1 << 53))),
        // These may have been rounded.
        ("9007199254740994.0", None),
        ("-9007199254740994.0", None),
        ("1e300", None),
        ("9223372036854775808", None),
        ("-9223372036854775809", None),
        ("18446744073709551616", None),
        ("1.5", None),
        ("-0.5", None),
        ("1e-300", None),
    ] {
        assert_eq!(whole(text), expected, "{text}");
        if expected.is_none() {
            let reason = "every.whole: expected a whole number";
            assert_eq!(read(&with("whole", text)).unwrap_err(), reason);
        }
    }
    for (text, expected) in [
        ("18446744073709551615", 18_446_744_073_709_551_615.0),
        ("-9223372036854775808", -9_223_372_036_854_775_808.0),
        ("1e22", 1e22),
        ("-0.5", -0.5),
        ("1e-400", 0.0),
    ] {
        assert_eq!(number(text), Some(expected), "{text}");
    }
    for name in ["number", "whole", "may_number", "may_whole"] {
        for text in ["1e309", "-1e309", "1e99999999999", &"9".repeat(400)] {
            let reason = format!("every.{name}: expected a smaller number");
            assert_eq!(read(&with(name, text)).unwrap_err(), reason);
        }
    }
}

/// Seam's documentation has `true` and `1234` where it means `on` and a PIN.
#[test]
fn a_string_field_accepts_numbers_and_booleans() {
    for (value, text) in [
        ("1234", "1234"),
        ("-0", "-0"),
        ("1.50E+02", "1.50E+02"),
        ("1e999", "1e999"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("true", "true"),
        ("false", "false"),
    ] {
        assert_eq!(read(&with("text", value)).unwrap().text, text);
        assert_eq!(read(&with("token", value)).unwrap().token.expose(), text);
        assert_eq!(read(&with("may_text", value)).unwrap().may_text.as_deref(), Some(text));
        assert_eq!(
            read(&with("texts", &format!("[{value},{value}]"))).unwrap().texts,
            [text, text]
        );
    }
}

#[test]
fn unknown_fields_are_skipped() {
    for value in [
        "null",
        "1e999",
        r#""\ud83d""#,
        "[[],{}]",
        r#"{"text":1,"flag":{"whole":[null]},"part":{"code":1},"}":"]"}"#,
    ] {
        let unknown: Vec<_> =
            ["", "new", "texts ", "Text", "r#type", "text,", "tex", "text!", "a,"]
                .into_iter()
                .flat_map(|name| [(name, value), (name, value)])
                .collect();
        let mut fields = MUST.to_vec();
        for (at, field) in unknown.into_iter().enumerate() {
            fields.insert(2 * at % fields.len(), field);
        }
        assert_eq!(read(&object(fields)), Ok(must()), "{value}");
        let nested = with("part", &format!(r#"{{"new":{value},"code":"d","newer":{value}}}"#));
        assert_eq!(read(&nested), Ok(must()), "{value}");
    }
    let long = "text".repeat(1_000);
    assert_eq!(read(&object(MUST.into_iter().chain([(long.as_str(), "1")]))), Ok(must()));
    // Invalid JSON is refused even in a field that nobody reads.
    assert_eq!(read(&with("new", "[01]")).unwrap_err(), "not JSON");
    assert_eq!(read(&with("whole", "01")).unwrap_err(), "not JSON");
    assert_eq!(read(&with("flag", "True")).unwrap_err(), "not JSON");
}

#[test]
fn field_names_may_contain_escapes() {
    for (name, escaped) in [
        ("text", r"\u0074ext"),
        ("type", r"typ\u0065"),
        ("in", r"\u0069\u006E"),
        ("may_text", r"may\u005ftext"),
    ] {
        let plain = read(&with(name, r#""z\n""#)).unwrap();
        assert_ne!(plain, must());
        let fields = MUST.into_iter().filter(|(other, _)| *other != name);
        assert_eq!(read(&object(fields.chain([(escaped, r#""z\n""#)]))), Ok(plain), "{escaped}");
    }
    assert_eq!(
        read(&without("text").replace("\"type\"", r#""\u0000text""#)).unwrap_err(),
        "every: text is missing"
    );
}

#[test]
fn the_last_value_of_a_repeated_field_counts() {
    for (name, _) in MUST {
        let twice = |first: &str, last: &str| {
            let fields = MUST.into_iter().filter(|(other, _)| *other != name);
            read(&object(fields.chain([(name, first), (name, last)])))
        };
        let (first, last) = match name {
            "text" | "token" | "type" => (r#""first""#, r#""last""#),
            "flag" => ("false", "true"),
            "texts" => (r#"["first"]"#, r#"["last"]"#),
            "numbers" | "wholes" => ("[1,2]", "[3]"),
            "part" => (r#"{"code":"first"}"#, r#"{"code":"last","inners":[]}"#),
            "parts" => (r#"[{"code":"first"}]"#, r#"[{}]"#),
            "metadata" => (r#"{"a":"b"}"#, r#"{"c":"d"}"#),
            _ => ("1", "2"),
        };
        assert_eq!(twice(first, last), read(&with(name, last)), "{name}");
        assert!(twice("nul", last).is_err(), "{name}");
        // A wrong value is refused, although it does not count.
        assert!(name == "json" || twice("[[]]", last).is_err(), "{name}");
    }
    // In a required object, fields that the last value leaves out keep the first one's values.
    let parts = [r#"{"code":"first","inners":[]}"#, r#"{"code":"last"}"#];
    let fields = MUST.into_iter().filter(|(name, _)| *name != "part");
    let twice = read(&object(fields.chain(parts.map(|part| ("part", part)))));
    assert_eq!(twice.unwrap().part, Part { inners: Some(Vec::new()), ..part(Some("last")) });
    for (name, first, last) in [
        ("may_text", r#""first""#, r#""last""#),
        ("may_texts", r#"["first"]"#, "[]"),
        ("may_numbers", "[1]", "[2]"),
        ("may_metadata", r#"{"a":"b"}"#, r#"{"c":"d"}"#),
        ("may_part", r#"{"code":"first"}"#, "{}"),
        ("may_parts", r#"[{"code":"first"}]"#, r#"[{}]"#),
        ("parts_or_none", r#"[{"code":"first"}]"#, r#"[{}]"#),
        ("texts_or_none", r#"["first"]"#, "[]"),
    ] {
        let fields = MUST.into_iter().chain([(name, first), (name, last)]);
        assert_eq!(read(&object(fields)), read(&with(name, last)), "{name}");
        // `null` is ignored.
        let fields = MUST.into_iter().chain([(name, first), (name, "null")]);
        assert_eq!(read(&object(fields)), read(&with(name, first)), "{name}");
    }
    // The same goes for a repeated key: nothing of the other values stays.
    let (one, other) = (r#"{"slots":[1],"name":"a"}"#, r#"{"slots":[2]}"#);
    let last = Inner { slots: vec![2.0], name: None };
    let text = format!(r#"{{"a":{one},"a":{other}}}"#);
    assert_eq!(read_response(&text, Some("a")), Ok(last.clone()));
    let text = format!(r#"{{"a":[{one}],"a":[{other}]}}"#);
    assert_eq!(read_response(&text, Some("a")), Ok(vec![last.clone()]));
    assert_eq!(
        read_response(&format!(r#"{{"a":{other},"a":null,"a":{one},"a":{other}}}"#), Some("a")),
        Ok(last)
    );
}

#[test]
fn json_is_kept_byte_for_byte() {
    for value in [
        "0",
        "-1.50E+02",
        "null",
        "true",
        r#""a\u0041\/\ud83d \n é""#,
        "[]",
        "{}",
        "[ 1 ,\n\t{ \"a\" : [ ] , \"a\" : 1e999 } ]",
        "{ \"}\" : \"]\\\"\" , \"\\u0041\" : [ [ ] ] }",
    ] {
        let spaced = format!(" \n{value}\t ");
        let every = read(&with("json", &spaced)).unwrap();
        assert_eq!(every.json.as_str(), value);
        assert_eq!(every.json, Json::new(value.to_owned()));
        if value != "null" {
            let every = read(&with("may_json", &spaced)).unwrap();
            assert_eq!(every.may_json.unwrap().as_str(), value);
        }
    }
    let json = Json::new(r#"{"slots":[1,2.0],"name":"a"}"#.to_owned());
    assert_eq!(
        json.read(read_response::<Inner>),
        Ok(Inner { slots: vec![1.0, 2.0], name: Some("a".into()) })
    );
    let refused = Json::new("[4711]".to_owned()).read(read_response::<Inner>);
    assert_eq!(refused, Err(Mismatch::OtherShape(Some("expected an object".to_owned()))));
    assert_eq!(Json::default().as_str(), "");
}

#[test]
fn a_lazy_field_is_json_until_it_is_read() {
    let json = r#"{ "new" : 1e999 , "slots" : [ 1.0 ] , "name":"seam_cst1" }"#;
    let there = lazy(&format!(" {json} "));
    assert_eq!(there.json().map(Json::as_str), Some(json));
    let inner = Inner { slots: vec![1.0], name: Some("seam_cst1".to_owned()) };
    assert_eq!(there.read(), Ok(Some(inner)));
    assert!(there.is_some() && there.clone() == there && there != lazy("{}"));
    assert_eq!(format!("{there:?}"), "Some(Json(…))");
    for json in ["null", ""] {
        let none = if json.is_empty() { must().lazy } else { lazy(json) };
        assert_eq!((none.json(), none.is_some(), none.read()), (None, false, Ok(None)));
        assert_eq!((format!("{none:?}").as_str(), &none), ("None", &Lazy::default()));
    }
    for (json, reason) in [
        ("{}", "slots is missing"),
        (r#"{"slots":["4711"]}"#, "slots[0]: expected a number"),
        ("[4711]", "expected an object"),
        ("4711", "expected an object"),
    ] {
        let refused = Mismatch::OtherShape(Some(reason.to_owned()));
        assert_eq!(lazy(json).read(), Err(refused));
    }
}

#[test]
fn metadata_is_looked_up_by_name() {
    let text = r#"{ "b" : "text" , "a" : true , "\u0063" : "\n" , "b" : false , "n" : null , "o" : {"a":[1.0]} , "" : "" , "f" : 1.50 }"#;
    let metadata = read(&with("metadata", text)).unwrap().metadata;
    let other = |text: &str| MetadataValue::Other(Json::new(text.to_owned()));
    // Of a repeated name, the last.
    assert_eq!(metadata.get("b"), Some(&MetadataValue::Bool(false)));
    assert_eq!(metadata.get("a"), Some(&MetadataValue::Bool(true)));
    assert_eq!(metadata.get("c"), Some(&MetadataValue::Text("\n".to_owned())));
    assert_eq!(metadata.get("n"), Some(&other("null")));
    assert_eq!(metadata.get("o"), Some(&other(r#"{"a":[1.0]}"#)));
    assert_eq!(metadata.get("f"), Some(&MetadataValue::Text("1.50".to_owned())));
    assert_eq!(metadata.get("x"), None);
    assert_eq!(
        (metadata.text("c"), metadata.text(""), metadata.text("a")),
        (Some("\n"), Some(""), None)
    );
    let names: Vec<_> = metadata.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["b", "a", "c", "b", "n", "o", "", "f"]);
    assert_eq!(read(&with("metadata", "{}")).unwrap().metadata, Metadata::default());
}

#[test]
fn debug_shows_no_secret() {
    let json = (r#"{"pin":"4711"}"#, r#"["4711"]"#);
    let fields =
        MUST.into_iter().chain([("may_token", r#""seam_cst24711""#), ("may_json", json.1)]);
    let every = read(&object(fields)).unwrap();
    let shown = format!("{every:?}");
    assert!(!shown.contains("4711") && !shown.contains("cst1"), "{shown}");
    assert!(
        shown.contains("json: Json(…)") && shown.contains("may_json: Some(Json(…))"),
        "{shown}"
    );
    assert_eq!(format!("{:?}", Json::new(json.0.to_owned())), "Json(…)");
}

#[test]
fn a_mismatch_reads_as_a_sentence() {
    for (mismatch, sentence) in [
        (Mismatch::NotJson, "it is not JSON"),
        (Mismatch::OtherShape(None), "it is JSON of another shape"),
        (
            read_response::<Inner>(r#"{"slots":"4711"}"#, None).unwrap_err(),
            "it is JSON of another shape: slots: expected a list",
        ),
    ] {
        let error: Box<dyn std::error::Error + Send + Sync> = mismatch.into();
        assert_eq!(error.to_string(), sentence);
    }
}

#[test]
fn nesting_depth_and_value_count_are_limited() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    for name in ["new", "json", "may_json"] {
        for (depth, fits) in [(97, true), (100_000, false)] {
            let text = with(name, &nested(depth));
            match read_response::<Vec<Every>>(&format!(r#"{{"every":[{text}]}}"#), Some("every")) {
                Ok(_) => assert!(fits, "{name} {depth}"),
                Err(mismatch) => {
                    assert!(!fits, "{name} {depth}");
                    assert_eq!(reason(mismatch), "it is nested more than 100 deep");
                }
            }
        }
    }
    let text = format!(r#"{{"ok":true,"every":{}}}"#, object(MUST));
    let read = |most| {
        let mut every = Every::default();
        let mut root = Root(&mut every);
        let mut target = Target::Fields(&mut root);
        let mut read = |text: &str| target.read(text, Some("every"), most);
        decode(text.as_bytes(), Some("every"), most, &mut read).map(|()| every)
    };
    // The object, its two fields, and what is in `every`.
    let values = 3 + 11 + 2 + 2 + 2 + 2 + 1 + 1 + 3;
    assert_eq!(read(1_000), Ok(must()));
    assert_eq!(read(values + 3), Ok(must()));
    assert!(read(10).unwrap_err().starts_with("it contains too many values"));
}

#[test]
fn the_memory_for_items_of_lists_is_bounded() {
    let read = |text: &str| {
        let mut wides = Vec::<Wide>::new();
        let mut root = Root(&mut wides);
        let mut target = Target::Fields(&mut root);
        let mut read = |text: &str| target.read(text, Some("a"), 1_000);
        // With 32-bit pointers twice as many items fit: more than the same limit of values would allow.
        decode(text.as_bytes(), Some("a"), 2_000, &mut read).map(|()| wides.len())
    };
    let list = |count: usize| format!("[{}]", vec!["{}"; count].join(","));
    let fits = 1_000 * 128 / size_of::<Wide>();
    let refused = |place: &str| {
        Err(format!(
            "it is JSON, but has no a as Seam documents it: {place}: \
             there are too many values: raise SeamBuilder::max_response_size"
        ))
    };
    assert_eq!(read(&format!(r#"{{"a":{}}}"#, list(fits))), Ok(fits));
    assert_eq!(read(&format!(r#"{{"a":{}}}"#, list(fits + 1))), refused("a"));
    // All lists of a response share it.
    let inner = |count| format!(r#"{{"a":[{{"wides":{}}},{{}},{{}}]}}"#, list(count));
    assert_eq!(read(&inner(fits - 3)), Ok(3));
    assert_eq!(read(&inner(fits - 2)), refused("a"));
    assert_eq!(read(&inner(fits)), refused("a[0].wides"));
    // Where no limit is given, there is none.
    assert_eq!(
        read_response::<Vec<Wide>>(&format!(r#"{{"a":{}}}"#, list(5_000)), Some("a"))
            .unwrap()
            .len(),
        5_000
    );
}

#[test]
fn the_name_table_marks_required_fields() {
    let names = |mut rest: &'static [u8]| {
        let mut names = String::new();
        while let Some((name, required, after)) = next_name(rest) {
            names += std::str::from_utf8(name).unwrap();
            names += if required { "!" } else { "," };
            rest = after;
        }
        names
    };
    assert_eq!(names(Part::NAMES), "code,inner,inners,");
    assert_eq!(names(Inner::NAMES), "slots!name,");
    assert_eq!(names(Nothing::NAMES), "");
    let every = names(Every::NAMES);
    assert!(every.starts_with("text!flag!") && every.contains("parts!type!may_text,"));
    assert_eq!(
        read_response::<Page>(r#"{"devices":[{"slots":[1]}],"next":"n","ok":true}"#, None)
            .unwrap()
            .next
            .as_deref(),
        Some("n")
    );
}
