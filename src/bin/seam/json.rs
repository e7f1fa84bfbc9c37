//! JSON, whichever codec the command is built with.

use std::fmt::Write as _;

use seam_client::action_attempts::ActionAttempt;
use seam_client::{holds_codes, is_secret_name, redacted};

#[cfg(not(feature = "serde"))]
use miniserde::json as codec;
#[cfg(not(feature = "serde"))]
pub(crate) use miniserde::json::Value;
#[cfg(feature = "serde")]
use serde_json as codec;
#[cfg(feature = "serde")]
pub(crate) use serde_json::Value;

/// The fields of an object.
#[cfg(not(feature = "serde"))]
type Members = codec::Object;
#[cfg(feature = "serde")]
type Members = codec::Map<String, Value>;

/// `None` if it is not JSON.
pub(crate) fn parse(text: &str) -> Option<Value> {
    codec::from_str(text).ok()
}

/// `None` if it is not an action attempt.
pub(crate) fn action_attempt(value: &Value) -> Option<ActionAttempt> {
    codec::from_str(&compact(value)).ok()
}

/// A response from Seam; `None` if it is not JSON.
pub(crate) fn parse_response(text: &str) -> Option<Value> {
    parse(&whole_pairs(text))
}

/// The same JSON, with U+FFFD for each half of a surrogate pair: a program that cuts a text in the middle of a
/// character writes one, and the codecs refuse the whole text because of it.
fn whole_pairs(json: &str) -> String {
    fn unit(escape: &str) -> Option<u16> {
        u16::from_str_radix(escape.strip_prefix("\\u")?.get(..4)?, 16).ok()
    }

    let mut whole = String::with_capacity(json.len());
    let mut rest = json;
    while let Some((before, escape)) = rest.find('\\').and_then(|at| rest.split_at_checked(at)) {
        whole.push_str(before);
        let second = escape.get(6..).and_then(unit);
        let (text, length) = match (unit(escape), second) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => (None, 12),
            (Some(0xd800..=0xdfff), _) => (Some("\\ufffd"), 6),
            // The backslash and the escaped character.
            _ => (None, 1 + escape.chars().nth(1).map_or(0, char::len_utf8)),
        };
        let (escape, after) = escape.split_at_checked(length).unwrap_or((escape, ""));
        whole.push_str(text.unwrap_or(escape));
        rest = after;
    }
    whole + rest
}

/// What is at a path such as `devices.0.name`.
pub(crate) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(value, member)
}

/// A member of an object, or by its number an item of a list.
pub(crate) fn member<'a>(value: &'a Value, name: &str) -> Option<&'a Value> {
    match value {
        Value::Object(members) => members.get(name),
        Value::Array(items) => items.get(name.parse::<usize>().ok()?),
        _ => None,
    }
}

/// Hides every secret in a field of this name, by the library's rule.
pub(crate) fn redact(name: &str, value: &mut Value) {
    match value {
        Value::String(text) => *text = redacted(name, text),
        // A PIN.
        Value::Number(_) if is_secret_name(name) => *value = Value::String("…".to_owned()),
        Value::Array(items) => items.iter_mut().for_each(|item| redact(name, item)),
        Value::Object(members) => {
            let all = is_secret_name(name) && !holds_codes(name);
            let redacted = std::mem::take(members).into_iter().map(|(inner, mut value)| {
                redact(if all { name } else { &inner }, &mut value);
                (redacted("", &inner), value)
            });
            *members = redacted.collect();
        }
        _ => {}
    }
}

/// The members of an object, by name.
pub(crate) fn by_name(members: &Members) -> Vec<(&String, &Value)> {
    let mut sorted: Vec<(&String, &Value)> = Vec::with_capacity(members.len());
    // They are in order already, unless a feature of the codec keeps them as they came: a sort of std's would be 4 kB.
    for member in members.iter() {
        let at = sorted.partition_point(|(name, _)| *name < member.0);
        sorted.insert(at, member);
    }
    sorted
}

/// A text as JSON has it.
pub(crate) fn quoted(text: &str) -> String {
    compact(&Value::String(text.to_owned()))
}

/// On one line.
pub(crate) fn compact(value: &Value) -> String {
    #[cfg(feature = "serde")]
    return value.to_string();
    #[cfg(not(feature = "serde"))]
    return codec::to_string(value);
}

/// As Seam's documents print a response: members by name, each on a line, and lists of plain values on one.
pub(crate) fn pretty(value: &Value) -> String {
    let mut text = String::new();
    write_pretty(value, 0, &mut text);
    text
}

fn write_pretty(value: &Value, depth: usize, text: &mut String) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('{');
            for (index, (name, value)) in by_name(members).into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                text.push_str(&quoted(name));
                text.push_str(": ");
                write_pretty(value, depth + 1, text);
            }
            line(text, depth);
            text.push('}');
        }
        Value::Array(items) if items.iter().any(|it| matches!(it, Value::Object(_))) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                line(text, depth + 1);
                write_pretty(item, depth + 1, text);
            }
            line(text, depth);
            text.push(']');
        }
        Value::Array(items) => {
            let items: Vec<_> = items.iter().map(compact).collect();
            let _ = write!(text, "[{}]", items.join(", "));
        }
        other => text.push_str(&compact(other)),
    }
}
