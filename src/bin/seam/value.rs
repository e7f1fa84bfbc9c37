//! Values of a request: JSON whose fields stay in the order in which they were given.

mod bare;
pub(crate) mod check;
mod expanded;
pub(crate) mod schema;

use std::path::Path;

use crate::catalog::Kind;
use crate::json::{self, quoted};
use schema::Schema;

/// How deep lists and objects may be nested.
const DEEPEST: usize = 60;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    /// As it was given.
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Json {
    /// `None` if it is not JSON, or an object has the same name twice.
    pub(crate) fn read(text: &str) -> Option<Self> {
        // The codec decides whether it is JSON.
        json::parse(text)?;
        Reader { rest: text }.value(0)
    }

    /// Without whitespace, as `JSON.stringify` writes it.
    pub(crate) fn write(&self, text: &mut String) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(it) => text.push_str(if *it { "true" } else { "false" }),
            Self::Number(it) => text.push_str(it),
            Self::Text(it) => text.push_str(&quoted(it)),
            Self::List(items) => {
                text.push('[');
                for (index, item) in items.iter().enumerate() {
                    comma(index, text);
                    item.write(text);
                }
                text.push(']');
            }
            Self::Object(members) => write_object(members, text),
        }
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

pub(crate) fn write_object(members: &[(String, Json)], text: &mut String) {
    text.push('{');
    for (index, (name, value)) in members.iter().enumerate() {
        comma(index, text);
        text.push_str(&quoted(name));
        text.push(':');
        value.write(text);
    }
    text.push('}');
}

fn comma(index: usize, text: &mut String) {
    if index > 0 {
        text.push(',');
    }
}

/// Why words are not a value.
#[derive(Debug, PartialEq)]
pub(crate) enum Misfit {
    /// They are of another type.
    Kind,
    /// They are ambiguous.
    Unclear,
    /// The value is given twice.
    Twice,
}

pub(crate) fn unclear(place: &str) -> String {
    format!("{place} is ambiguous without quotes; put its JSON in single quotes")
}

/// The value of a parameter, from the words given for it: one for each time that it was given, or several that bash
/// made of one.
pub(crate) fn read(schema: Schema, words: &[String]) -> Result<Json, Misfit> {
    if schema.kind.is_list() {
        return match words {
            [word] if word == "null" => Ok(Json::Null),
            _ => list(schema, words).map(Json::List),
        };
    }
    if let [word] = words {
        if !schema.is_object() {
            return schema.plain(word).ok_or(Misfit::Kind);
        }
        return match Json::read(word) {
            Some(value) => Ok(value),
            None if !word.starts_with('{') || json::parse(word).is_some() => Err(Misfit::Kind),
            None => bare::read(schema, word).ok_or(Misfit::Unclear),
        };
    }
    let is_whole = |word: &String| matches!(Json::read(word), Some(Json::Object(_)));
    if !schema.is_object() || words.first().is_none_or(is_whole) {
        return Err(Misfit::Twice);
    }
    let words: Vec<_> = words.iter().map(String::as_str).collect();
    expanded::read(schema, &words).ok_or(Misfit::Unclear)
}

/// The items of all words together.
fn list(schema: Schema, words: &[String]) -> Result<Vec<Json>, Misfit> {
    let (mut items, mut bare) = (Vec::new(), Vec::new());
    for word in words {
        match Json::read(word).filter(|it| matches!(it, Json::List(_) | Json::Object(_))) {
            // Numbers may be texts that lost their quotes.
            Some(Json::List(list)) if schema.kind == Kind::Texts => {
                items.extend(list.into_iter().map(as_text));
            }
            // Texts that lost their quotes in bash may read as `[true]`.
            Some(Json::List(list))
                if schema.kind != Kind::Objects
                    || words.len() == 1
                    || list.iter().all(|it| matches!(it, Json::Object(_))) =>
            {
                items.extend(list);
            }
            Some(object @ Json::Object(_)) => items.push(object),
            _ if schema.kind == Kind::Objects => bare.push(word.as_str()),
            _ if word.trim().starts_with('[') => match bare::read(schema, word.trim()) {
                Some(Json::List(list)) => items.extend(list),
                _ => return Err(Misfit::Unclear),
            },
            // A shell replaces a list in brackets by the name of a one-letter file, if the list contains that letter.
            _ if word.chars().count() == 1 && Path::new(word).exists() => {
                return Err(Misfit::Unclear);
            }
            _ => {
                let texts = word.split(',').map(str::trim).filter(|item| !item.is_empty());
                for item in texts {
                    items.push(schema.item().plain(item).ok_or(Misfit::Kind)?);
                }
            }
        }
    }
    let bare = match bare.as_slice() {
        [] => return Ok(items),
        // Their order is unknown.
        _ if !items.is_empty() => None,
        [word] if word.starts_with('{') => {
            bare::read(schema.item(), word).map(|item| Json::List(vec![item]))
        }
        [word] if word.starts_with('[') => bare::read(schema, word),
        [_] => return Err(Misfit::Kind),
        words => expanded::read(schema, words),
    };
    match bare {
        Some(Json::List(items)) => Ok(items),
        _ => Err(Misfit::Unclear),
    }
}

fn as_text(item: Json) -> Json {
    match item {
        Json::Number(text) => Json::Text(text),
        Json::Bool(it) => Json::Text(it.to_string()),
        other => other,
    }
}

/// The rest of a JSON text.
struct Reader<'t> {
    rest: &'t str,
}

impl<'t> Reader<'t> {
    fn value(&mut self, depth: usize) -> Option<Json> {
        if depth > DEEPEST {
            return None;
        }
        self.blanks();
        Some(match self.rest.as_bytes().first()? {
            b'"' => Json::Text(self.text()?),
            b'[' => {
                self.take("[");
                let mut items = Vec::new();
                while !self.take("]") {
                    items.push(self.value(depth + 1)?);
                    self.take(",");
                }
                Json::List(items)
            }
            b'{' => {
                self.take("{");
                let mut members: Vec<(String, Json)> = Vec::new();
                while !self.take("}") {
                    let name = self.text()?;
                    self.take(":");
                    if members.iter().any(|(other, _)| *other == name) {
                        return None;
                    }
                    let value = self.value(depth + 1)?;
                    members.push((name, value));
                    self.take(",");
                }
                Json::Object(members)
            }
            _ => {
                let is_end = |c: char| ",]}".contains(c) || c.is_ascii_whitespace();
                let token = self.split(self.rest.find(is_end).unwrap_or(self.rest.len()))?;
                match token {
                    "null" => Json::Null,
                    "true" | "false" => Json::Bool(token == "true"),
                    number => Json::Number(number.to_owned()),
                }
            }
        })
    }

    fn blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    /// Takes this text, if it comes next after whitespace.
    fn take(&mut self, what: &str) -> bool {
        self.blanks();
        let after = self.rest.strip_prefix(what);
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    fn text(&mut self) -> Option<String> {
        self.blanks();
        let mut is_escaped = true;
        // The first quote begins the text.
        let end = self.rest.bytes().position(|byte| {
            let ends = byte == b'"' && !is_escaped;
            is_escaped = byte == b'\\' && !is_escaped;
            ends
        })?;
        match json::parse(self.split(end + 1)?)? {
            json::Value::String(text) => Some(text),
            _ => None,
        }
    }

    fn split(&mut self, at: usize) -> Option<&'t str> {
        let (before, after) = self.rest.split_at_checked(at)?;
        self.rest = after;
        Some(before)
    }
}

#[cfg(test)]
mod tests;
