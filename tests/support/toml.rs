//! A parser for the part of TOML that `api/overrides.toml` uses.

use serde_json::{Map, Value};

/// The tables of a document, with their entries.
pub fn tables(text: &str) -> Value {
    let mut rest = text;
    let mut tables = Map::new();
    let mut table = String::new();
    loop {
        blank(&mut rest);
        if rest.is_empty() {
            return Value::Object(tables);
        }
        if eat(&mut rest, "[") {
            table = key(&mut rest);
            assert!(eat(&mut rest, "]"), "a table ends: {rest:.80}");
            assert!(!tables.contains_key(&table), "there are two [{table}]");
            tables.insert(table.clone(), Value::Object(Map::new()));
        } else {
            let (name, value) = entry(&mut rest);
            tables[&table].as_object_mut().unwrap().insert(name, value);
        }
    }
}

fn entry(rest: &mut &str) -> (String, Value) {
    let name = key(rest);
    blank(rest);
    assert!(eat(rest, "="), "{name} has a value: {rest:.80}");
    (name, value(rest))
}

fn key(rest: &mut &str) -> String {
    blank(rest);
    if rest.starts_with('"') {
        return text(rest);
    }
    let end = rest.find(|one: char| !one.is_alphanumeric() && one != '_').unwrap();
    let (name, after) = rest.split_at(end);
    *rest = after;
    assert!(!name.is_empty(), "no name: {rest:.80}");
    name.to_owned()
}

fn value(rest: &mut &str) -> Value {
    blank(rest);
    match rest.chars().next() {
        Some('"') => Value::String(text(rest)),
        Some('{') => Value::Object(list(rest, "{", "}", entry).into_iter().collect()),
        Some('[') => Value::Array(list(rest, "[", "]", value)),
        _ => match (eat(rest, "true"), eat(rest, "false")) {
            (false, false) => panic!("no value: {rest:.80}"),
            (value, _) => Value::Bool(value),
        },
    }
}

fn list<T>(rest: &mut &str, open: &str, close: &str, read: fn(&mut &str) -> T) -> Vec<T> {
    assert!(eat(rest, open));
    let mut items = Vec::new();
    loop {
        blank(rest);
        if eat(rest, close) {
            return items;
        }
        items.push(read(rest));
        blank(rest);
        eat(rest, ",");
    }
}

fn text(rest: &mut &str) -> String {
    assert!(eat(rest, "\""));
    let (text, after) = rest.split_once('"').unwrap();
    assert!(!text.contains('\\'), "nothing is escaped: {text}");
    *rest = after;
    text.to_owned()
}

/// Skips blanks and comments.
fn blank(rest: &mut &str) {
    loop {
        *rest = rest.trim_start();
        match rest.strip_prefix('#') {
            Some(comment) => *rest = comment.find('\n').map_or("", |end| &comment[end..]),
            None => return,
        }
    }
}

fn eat(rest: &mut &str, what: &str) -> bool {
    let after = rest.strip_prefix(what);
    *rest = after.unwrap_or(rest);
    after.is_some()
}
