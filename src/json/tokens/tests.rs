//! The tokens beside serde_json's values, which both codecs' tests have.

#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;

use super::*;

/// What the tokens of a text make.
fn value(text: &str) -> Result<Value, Fault> {
    let mut tokens = Tokens::new(text);
    let token = tokens.next()?.ok_or(Fault::NotJson)?;
    let value = build(&mut tokens, token)?;
    assert_eq!(tokens.depth, 0);
    match tokens.next()? {
        None => Ok(value),
        Some(_) => panic!("{text}: more than one value"),
    }
}

fn build(tokens: &mut Tokens<'_>, token: Token<'_>) -> Result<Value, Fault> {
    Ok(match token {
        Token::Null => Value::Null,
        Token::Bool(value) => Value::Bool(value),
        Token::Number(text) => match number(text) {
            Number::Whole(number) => number.into(),
            Number::Negative(number) => number.into(),
            Number::Other(number) => number.into(),
        },
        Token::Text(text) => Value::String(unescape(text).into_owned()),
        Token::List => {
            let mut items = Vec::new();
            loop {
                match tokens.next()?.unwrap() {
                    Token::End => break Value::Array(items),
                    token => items.push(build(tokens, token)?),
                }
            }
        }
        Token::Object => {
            let mut fields = serde_json::Map::new();
            loop {
                match tokens.next()?.unwrap() {
                    Token::End => break Value::Object(fields),
                    Token::Name(name) => {
                        let token = tokens.next()?.unwrap();
                        fields.insert(unescape(name).into_owned(), build(tokens, token)?);
                    }
                    token => panic!("{token:?} in the place of a name"),
                }
            }
        }
        Token::Name(_) | Token::End => panic!("{token:?} in the place of a value"),
    })
}

/// Checks that a text is read as serde_json does it, but for what serde_json refuses in JSON.
fn like_serde_json(text: &str) -> Result<(), TestCaseError> {
    let ours = value(text);
    match serde_json::from_str::<Value>(text) {
        Ok(value) => prop_assert_eq!(ours, Ok(value), "{}", text),
        Err(error) => {
            let error = error.to_string();
            let is_json = error.contains("surrogate") || error.contains("out of range")
                // It stops at the first half, and does not see what else is wrong.
                || error.contains("unexpected end of hex escape");
            prop_assert!(is_json || ours == Err(Fault::NotJson), "{}: {} {:?}", text, error, ours);
        }
    }
    Ok(())
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

#[test]
fn valid_json_is_accepted_and_invalid_json_rejected() {
    for text in [
        "{}",
        " {\"a\":[1,-2.5e3,\"\\u0041\",null,true,{}]}\n",
        "[]",
        "null",
        "\"a\"",
        "0",
        "-0",
        "-0.0e-0",
        "1E+2",
        "10",
        "[0,0]",
        "[[],{},[[]]]",
        "\"\u{7f}\u{2028}\"",
        r#""\u00aF\"\\\/\b\f\n\r\t""#,
    ] {
        like_serde_json(text).unwrap();
        assert!(value(text).is_ok(), "{text}");
    }
    for text in [
        "",
        " ",
        "{}{}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":}",
        "{\"a\"}",
        "{\"a\",1}",
        "{,}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1;2]",
        "{\"a\":1 \"b\":2}",
        "[",
        "{",
        "[}",
        "{]",
        "[1}",
        "{\"a\":1]",
        "]",
        "}",
        ",",
        ":",
        "\u{a0}{}",
        "\u{feff}{}",
        "\u{b}1",
        "nul",
        "nulll",
        "Null",
        "tru",
        "truefalse",
        "fals",
        "undefined",
        "NaN",
        "-",
        "+1",
        "01",
        "-01",
        "00",
        "1.",
        ".5",
        "1.e5",
        "1e",
        "1e+",
        "0x1",
        "1_0",
        "--1",
        "1-",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x41\"",
        "\"\\u00g0\"",
        "\"\\u004\"",
        "\"\\u\"",
        "\"\\U0041\"",
        "\"\n\"",
        "\"\0\"",
        "\"\u{1f}\"",
        "'a'",
        "/**/1",
        "1//",
        "[1]x",
        "\"a\"\"b\"",
    ] {
        like_serde_json(text).unwrap();
        assert_eq!(value(text), Err(Fault::NotJson), "{text}");
        assert_eq!(find(text, "a"), Err(Fault::NotJson), "{text}");
    }
}

#[test]
fn random_text_is_parsed_as_by_serde_json() {
    let piece = select(vec![
        "{",
        "}",
        "[",
        "]",
        "[]",
        "{}",
        ",",
        ",",
        ":",
        "\"a\":",
        "\"\":",
        "\"a\"",
        "\"",
        "\\",
        "\\n",
        "\\\"",
        "\\u0041",
        "\\ud83d",
        "\\udd11",
        "\\uD83D\\uDD11",
        "\\ufffd",
        "\\ud83",
        "é",
        "🔑",
        "null",
        "true",
        "false",
        "0",
        "1",
        "-",
        ".",
        "e",
        "E",
        "+",
        " ",
        "\n",
        "\t",
        "\r",
        "\u{b}",
        "1.5e3",
        "-0",
        "1e999",
    ]);
    let nested = vec(piece.clone(), 0..12).prop_map(|pieces| pieces.concat());
    let list = vec(nested.clone(), 0..3).prop_map(|items| format!("[{}]", items.join(",")));
    let text = vec(piece, 0..8).prop_map(|pieces| format!("\"{}\"", pieces.concat()));
    let text = prop_oneof![nested, list, text, ".{0,20}"];
    proptest!(cases(4_000), |(text in text)| like_serde_json(&text)?);
}

fn unescaped(raw: &str) -> String {
    let json = format!("\"{raw}\"");
    let Ok(Some(Token::Text(raw))) = Tokens::new(&json).next() else { panic!("{json}") };
    let text = unescape(raw);
    // What has no escape is not copied.
    assert_eq!(matches!(text, Cow::Borrowed(_)), !json.contains('\\'));
    text.into_owned()
}

#[test]
fn a_lone_surrogate_becomes_a_replacement_character() {
    for (raw, text) in [
        ("", ""),
        ("a", "a"),
        (r"\ud83d", "\u{fffd}"),
        (r"\udd11", "\u{fffd}"),
        (r"\udd11\udd11", "\u{fffd}\u{fffd}"),
        (r"\ud83d\udd11", "🔑"),
        (r"a\ud83d\ud83d\udd11b", "a\u{fffd}🔑b"),
        (r"\udd11\ud83dx\ud83d\n", "\u{fffd}\u{fffd}x\u{fffd}\n"),
        (r"\ud83d\\udd11", "\u{fffd}\\udd11"),
        (r"\\ud83d", "\\ud83d"),
        (r"\ufffd\u0000", "\u{fffd}\0"),
    ] {
        assert_eq!(unescaped(raw), text, "{raw}");
    }
}

#[test]
fn the_nesting_limit_is_100() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let nested = |depth| format!("{}1{}", open.repeat(depth), close.repeat(depth));
        assert!(find(&nested(100), "b").is_ok());
        assert_eq!(find(&nested(101), "b"), Err(Fault::TooDeep));
        // Lists and objects are not mistaken for each other, however deep.
        let mixed = nested(98).replace('1', r#"[{"a":[]},{}]"#);
        assert_eq!(find(&mixed, "b"), Err(Fault::TooDeep));
        let mixed = nested(97).replace('1', r#"[{"a":[]},{}]"#);
        assert!(find(&mixed, "b").is_ok());
        let crossed = nested(97).replace('1', r#"[{"a":[}]"#);
        assert_eq!(find(&crossed, "b"), Err(Fault::NotJson));
    }
}

#[test]
fn a_field_is_found_anywhere_in_an_object() {
    for (text, found) in [
        (r#"{"a":1}"#, Some("1")),
        (r#"{"b":{"a":2},"a":[1,{"a":3}],"c":{"a":4}}"#, Some(r#"[1,{"a":3}]"#)),
        (r#"{"a":{"b":1,"a":5},"b":6}"#, Some(r#"{"b":1,"a":5}"#)),
        (r#"{"a":1,"a":2}"#, Some("2")),
        (r#"{"\u0061":"x"}"#, Some(r#""x""#)),
        (r#"{"b":"a"}"#, None),
        (r#"{"b":{"a":1}}"#, None),
        (r#"[{"a":1}]"#, None),
        (r#"["a",1]"#, None),
        (r#""a""#, None),
        ("{}", None),
    ] {
        let Outline { is_object, field } = find(text, "a").unwrap();
        assert_eq!(is_object, text.starts_with('{'));
        assert_eq!(field.map(|(start, end)| &text[start..end]), found, "{text}");
    }
}

#[test]
fn an_offset_maps_to_the_path_of_the_value_there() {
    let text = r#" { "a" : [ 1 , {"b":[[],"x"]} , {} ] , "c" : { } , "d" : null } "#;
    for (mark, path) in [
        ("{ \"a\"", ""),
        ("[ 1", "a"),
        ("1 ,", "a[0]"),
        ("{\"b\"", "a[1]"),
        ("[[]", "a[1].b"),
        ("[],", "a[1].b[0]"),
        ("\"x\"", "a[1].b[1]"),
        ("{} ]", "a[2]"),
        ("{ }", "c"),
        ("null", "d"),
    ] {
        assert_eq!(path_at(text, text.find(mark).unwrap()), path, "{mark}");
    }
    assert_eq!(path_at(text, 0), "");
    assert_eq!(path_at(text, usize::MAX), "");
}

#[test]
fn a_key_that_may_be_data_is_not_shown_in_paths() {
    for (name, shown) in [
        ("access_code_id", true),
        ("is_latest_desired_state_synced_with_provider", true),
        ("Line_123", true),
        ("", false),
        ("4711", false),
        ("code_4711", false),
        ("a1b2c3d4", false),
        ("5e297cfe-23df-4638-bb87-08c4f0f8233b", false),
        ("jane@example.com", false),
        (r"\u0034711", false),
        ("Jane Doe", false),
        ("seam_cst1abcdefgh", false),
        ("seam_pk_abcdef", false),
        ("whsec_abcdefgh", false),
        (&"a".repeat(64), true),
        (&"a".repeat(65), false),
    ] {
        let text = format!(r#"{{"{name}":1}}"#);
        assert_eq!(path_at(&text, text.len() - 2), if shown { name } else { "*" });
    }
}

fn float_of(text: &str) -> f64 {
    match number(text) {
        Number::Whole(number) => number as f64,
        Number::Negative(number) => number as f64,
        Number::Other(number) => number,
    }
}

#[test]
fn numbers_in_seams_range_are_parsed_exactly() {
    for number in [
        "0",
        "-0",
        "0.0",
        "0e999",
        "-0.000e-999",
        "0.5",
        "-117.25",
        "37.7749295",
        "0.99995323479938",
        "1e22",
        "123e-20",
        "1.5E+3",
        "1e2",
        "18446744073709551615",
        "18446744073709551616",
        "-1",
        "184467440737095516190",
        "184467440737095516150",
        "1844674407370955161900.5",
        "1e-400",
        "1e-99999999999",
        "9007199254740993",
        "-9223372036854775808",
        "-9223372036854775809",
    ] {
        let exact: f64 = number.parse().unwrap();
        assert_eq!(float_of(number).to_bits(), exact.to_bits(), "{number}");
    }
    assert!((4e-320..6e-320).contains(&float_of("5e-320")));
    assert_eq!(float_of(&format!("0.{}1e1000", "0".repeat(999))), 1.0);
    assert!((float_of(&format!("1{}e-1000", "0".repeat(1000))) - 1.0).abs() < 1e-13);
    for number in ["1e309", "1e99999999999", "17976931348623157e300", "-1e999"] {
        assert_eq!(float_of(number), number.parse::<f64>().unwrap(), "{number}");
    }
    for (text, is_whole, is_negative) in [
        ("0", true, false),
        ("18446744073709551615", true, false),
        ("18446744073709551616", false, false),
        ("-1", false, true),
        ("-9223372036854775808", false, true),
        ("-9223372036854775809", false, false),
        ("-0", false, false),
        ("1.0", false, false),
        ("1e0", false, false),
    ] {
        assert_eq!(matches!(number(text), Number::Whole(_)), is_whole, "{text}");
        assert_eq!(matches!(number(text), Number::Negative(_)), is_negative, "{text}");
    }
}

#[test]
fn any_number_is_parsed_within_a_small_error() {
    let number = prop_oneof![
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,4})?([eE][+-]?[0-9]{1,2})?",
        "-?(0|[1-9][0-9]{0,25})(\\.[0-9]{1,25})?([eE][+-]?[0-9]{1,3})?",
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite())
            .prop_map(|number| format!("{number:e}")),
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
    ];
    proptest!(cases(4_000), |(number in number)| {
        let (ours, exact) = (float_of(&number), number.parse::<f64>().unwrap());
        let (digits, power) = number.split_once(['e', 'E']).unwrap_or((&number, "0"));
        let power: i32 = power.parse().unwrap();
        // Up to 15 digits, and up to there a power of ten, are exact.
        let is_exact = digits.len() <= 15 && power.abs() <= 7;
        let off = if is_exact { 0.0 } else { exact.abs() * 1e-13 };
        prop_assert_eq!(ours.is_sign_negative(), exact.is_sign_negative());
        let is_at_the_edge = exact.abs() < 1e-290 || exact.abs() > 1e307;
        prop_assert!((ours - exact).abs() <= off || is_at_the_edge, "{} {:e} {:e}", number, ours, exact);
    });
}
