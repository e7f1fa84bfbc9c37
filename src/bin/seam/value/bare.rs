//! JSON that lost its quotes, in one word, as dash passes it on, and bash if no braces contain a comma:
//! `{full_name:Jane Doe,is_managed:true}`. The names and types of the catalog tell where a value ends.

use crate::catalog::Kind;
use crate::value::Json;
use crate::value::schema::Schema;

/// `None` if it is ambiguous.
pub(crate) fn read(schema: Schema, text: &str) -> Option<Json> {
    match schema.kind {
        Kind::Object => {
            let pieces = split(within(text, '{', '}')?, |after| {
                after.split_once(':').is_some_and(|(name, _)| schema.member(name).is_some())
            });
            object(schema, pieces)
        }
        Kind::Map => {
            let pieces = split(within(text, '{', '}')?, |after| {
                after.split_once(':').is_some_and(|(name, _)| is_word(name))
            });
            object(schema, pieces)
        }
        Kind::Objects => {
            let items = split(within(text, '[', ']')?, |after| after.starts_with('{'));
            items
                .into_iter()
                .map(|item| read(schema.item(), item))
                .collect::<Option<_>>()
                .map(Json::List)
        }
        kind if kind.is_list() => {
            let items = within(text, '[', ']')?;
            let items = items.split(',').filter(|_| !items.is_empty());
            let is_one = |item: &&str| !item.is_empty() && item.trim() == *item;
            let items = items.map(|text| item(schema.item(), Some(text).filter(is_one)?));
            items.collect::<Option<_>>().map(Json::List)
        }
        _ => plain(schema, text),
    }
}

/// A value that is neither a list nor an object. `None` if it has a quote or a backslash, since the shell may have
/// changed them; or if it has a word between a comma and a colon, which may be the name of a field.
pub(crate) fn plain(schema: Schema, text: &str) -> Option<Json> {
    let begins_member = |text: &str| {
        let name = text.trim_start_matches(['{', '[']).split_once(':').map(|(name, _)| name);
        // In a map, it may have any name.
        name.is_some_and(|name| schema.kind == Kind::Value || is_word(name))
    };
    let is_unclear = text.contains(['"', '\\']) || text.split(',').skip(1).any(begins_member);
    schema.plain(text).filter(|_| !is_unclear)
}

/// An item of a list, which is neither a list nor an object.
pub(crate) fn item(schema: Schema, text: &str) -> Option<Json> {
    plain(schema, text).filter(|_| !text.contains(['[', ']']))
}

pub(crate) fn within(text: &str, open: char, close: char) -> Option<&str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

fn object(schema: Schema, pieces: Vec<&str>) -> Option<Json> {
    let mut members: Vec<(String, Json)> = Vec::new();
    for piece in pieces {
        let (name, value, member) = named(schema, piece)?;
        if members.iter().any(|(other, _)| other == name) {
            return None;
        }
        members.push((name.to_owned(), read(member, value)?));
    }
    Some(Json::Object(members))
}

/// The name of the field that a piece begins with, the value after it, and the value's type.
pub(crate) fn named(schema: Schema, piece: &str) -> Option<(&str, &str, Schema)> {
    let (name, value) = piece.split_once(':')?;
    // The names in a map are unknown: a name may contain a colon, as in `10:30` or an address.
    let is_unclear = name.contains(['"', '\\', ','])
        || schema.kind == Kind::Map
            && value.contains(':')
            && (!is_word(name) || value.starts_with("//"));
    let member = schema.member(name).filter(|_| !is_unclear)?;
    Some((name, value, member))
}

/// Splits at the commas outside of brackets after which something begins; any other comma belongs to a text.
fn split(text: &str, begins: impl Fn(&str) -> bool) -> Vec<&str> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (at, character) in text.char_indices() {
        match character {
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            ',' if depth == 0 => {
                let (before, after) = (text.get(start..at), text.get(at + 1..));
                if after.is_some_and(&begins) {
                    pieces.extend(before);
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    if !text.is_empty() {
        pieces.extend(text.get(start..));
    }
    pieces
}

/// Whether it may be the name of a field: not several words, and not a time of day.
fn is_word(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && !name.contains(|c: char| c.is_whitespace() || "{}[]\"\\".contains(c))
}
