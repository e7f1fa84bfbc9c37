//! The codec `miniserde`.

use std::borrow::Cow;

use miniserde::de::{Deserialize, Map, Seq, Visitor};
use miniserde::json;
use miniserde::ser::{self, Fragment, Serialize};
use miniserde::{Result, make_place};

use super::tokens::{Number, Token, Tokens, find, number, unescape};
use super::{Mismatch, ValueError, expected, read_at_key};
use crate::timestamp::{Timestamp, since_1970};
use crate::value::{Fields, Items, Value};
use crate::{Error, Secret};

// Infallible here, fallible with serde_json.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn encode(request: &dyn Fields) -> std::result::Result<Vec<u8>, Error> {
    Ok(json::to_string(&Object(request)).into_bytes())
}

struct Object<'a>(&'a dyn Fields);

impl Serialize for Object<'_> {
    fn begin(&self) -> Fragment<'_> {
        object(self.0)
    }
}

fn object(fields: &dyn Fields) -> Fragment<'_> {
    Fragment::Map(Box::new(SetFields { fields, index: 0, value: Json(Value::Bool(false)) }))
}

struct SetFields<'a> {
    fields: &'a dyn Fields,
    index: usize,
    /// The value last returned, which the caller borrows.
    value: Json<'a>,
}

impl ser::Map for SetFields<'_> {
    fn next(&mut self) -> Option<(Cow<'_, str>, &dyn Serialize)> {
        loop {
            let (name, value) = self.fields.field(self.index)?;
            self.index += 1;
            if let Some(value) = value {
                self.value = Json(value);
                return Some((Cow::Borrowed(name), &self.value));
            }
        }
    }
}

/// A [`Value`], which does not implement the codec's trait itself: it is part of the public API, and the trait
/// belongs to another crate.
#[derive(Clone, Copy)]
struct Json<'a>(Value<'a>);

impl Serialize for Json<'_> {
    fn begin(&self) -> Fragment<'_> {
        match self.0 {
            Value::Null => Fragment::Null,
            Value::Bool(value) => Fragment::Bool(value),
            Value::Integer(number) => Fragment::I64(number),
            Value::Number(number) => Fragment::F64(number),
            Value::Text(text) => Fragment::Str(Cow::Borrowed(text)),
            Value::Time(time) => {
                let time = Timestamp::since_epoch(since_1970(time));
                Fragment::Str(Cow::Owned(time.as_str().to_owned()))
            }
            Value::Texts(texts) => Fragment::Seq(Box::new(EachText(texts.iter()))),
            Value::List(items) => {
                Fragment::Seq(Box::new(EachItem { items, index: 0, value: *self }))
            }
            Value::Object(fields) => object(fields),
        }
    }
}

struct EachItem<'a> {
    items: &'a dyn Items,
    index: usize,
    /// The item last returned, which the caller borrows.
    value: Json<'a>,
}

impl ser::Seq for EachItem<'_> {
    fn next(&mut self) -> Option<&dyn Serialize> {
        self.value = Json(self.items.item(self.index)?);
        self.index += 1;
        Some(&self.value)
    }
}

struct EachText<'a>(std::slice::Iter<'a, &'a str>);

impl ser::Seq for EachText<'_> {
    fn next(&mut self) -> Option<&dyn Serialize> {
        self.0.next().map(|text| text as &dyn Serialize)
    }
}

/// Reads a response into a type that implements miniserde's `Deserialize`. Fields that the type does not name are
/// ignored.
///
/// # Errors
///
/// [`Mismatch`], if the text is anything else.
#[cfg_attr(docsrs, doc(cfg(feature = "miniserde")))]
pub fn read<T: Deserialize>(text: &str, key: Option<&str>) -> std::result::Result<T, Mismatch> {
    let mut response = None;
    read_at_key(text, key, &mut |tokens, token| {
        response = None;
        fill(tokens, token, Deserialize::begin(&mut response))
    })?;
    response.ok_or(Mismatch::OtherShape(None))
}

/// Reads a value into a visitor. miniserde's own reader could do that too, but its errors say nothing.
fn fill(
    tokens: &mut Tokens<'_>,
    token: Token<'_>,
    visitor: &mut dyn Visitor,
) -> std::result::Result<(), ValueError> {
    let mut reader = Reader { tokens, refused: None };
    let filled = reader.value(token, visitor);
    filled.map_err(|_| reader.refused.unwrap_or_else(|| ValueError::new(expected::OTHER)))
}

struct Reader<'a, 't> {
    tokens: &'t mut Tokens<'a>,
    /// Where a visitor refused a value, and what it would have accepted.
    refused: Option<ValueError>,
}

impl<'a> Reader<'a, '_> {
    fn token(&mut self) -> Result<Token<'a>> {
        self.tokens.expect().map_err(|_| miniserde::Error)
    }

    /// Recursive, but only as deep as the tokens are nested.
    fn value(&mut self, token: Token<'_>, visitor: &mut dyn Visitor) -> Result<()> {
        let start = self.tokens.start;
        let filled = match token {
            Token::Null => visitor.null(),
            Token::Bool(value) => visitor.boolean(value),
            Token::Number(text) => read_number(text, visitor),
            Token::Text(text) => visitor.string(&unescape(text)),
            Token::List => visitor.seq().and_then(|seq| self.items(seq)),
            Token::Object => visitor.map().and_then(|map| self.fields(map)),
            Token::Name(_) | Token::End => Err(miniserde::Error),
        };
        if filled.is_err() && self.refused.is_none() {
            let error = match token {
                // The reader is past the opening bracket: the visitor refused the value at its end.
                Token::Object if self.tokens.end > start + 1 => self.missing(start),
                Token::List if self.tokens.end > start + 1 => ValueError::new(expected::OTHER),
                Token::Number(text) if is_too_large(text) => ValueError::new(expected::SMALLER),
                _ => ValueError::new(wanted(visitor)),
            };
            self.refused = Some(error.at(start));
        }
        filled
    }

    fn items(&mut self, mut seq: Box<dyn Seq + '_>) -> Result<()> {
        loop {
            match self.token()? {
                Token::End => return seq.finish(),
                token => self.value(token, seq.element()?)?,
            }
        }
    }

    fn fields(&mut self, mut map: Box<dyn Map + '_>) -> Result<()> {
        while let Token::Name(name) = self.token()? {
            let visitor = map.key(&unescape(name))?;
            let token = self.token()?;
            self.value(token, visitor)?;
        }
        map.finish()
    }

    /// Why the object that starts there was refused at its end: miniserde does not say which field is missing.
    fn missing(&self, start: usize) -> ValueError {
        let object = self.tokens.since(start).unwrap_or_default();
        // It was refused before its end, so not for a missing field.
        if find(object, "").is_err() {
            return ValueError::new(expected::OTHER);
        }
        ValueError::new("a required field is missing")
    }
}

/// What a visitor would have accepted, found out by trying.
fn wanted(visitor: &mut dyn Visitor) -> &'static str {
    if visitor.string("").is_ok() {
        expected::TEXT
    } else if visitor.boolean(false).is_ok() {
        expected::BOOL
    } else if visitor.float(0.5).is_ok() {
        expected::NUMBER
    } else if visitor.nonnegative(0).is_ok() {
        expected::WHOLE
    } else if visitor.seq().is_ok() {
        expected::LIST
    } else if visitor.map().is_ok() {
        expected::OBJECT
    } else {
        expected::OTHER
    }
}

fn is_too_large(text: &str) -> bool {
    matches!(number(text), Number::Other(number) if number.is_infinite())
}

/// Passes a number to a visitor.
fn read_number(text: &str, visitor: &mut dyn Visitor) -> Result<()> {
    match number(text) {
        Number::Whole(number) => visitor.nonnegative(number),
        Number::Negative(number) => visitor.negative(number),
        // A visitor that accepts a list too accepts anything, as one for a field that nobody reads does. It gets
        // `null`, since an infinite number is not JSON.
        Number::Other(number) if number.is_infinite() => {
            if visitor.seq().is_err() {
                return Err(miniserde::Error);
            }
            visitor.null()
        }
        Number::Other(number) => visitor.float(number),
    }
}

make_place!(Place);

impl Deserialize for Secret {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<Secret> {
    fn string(&mut self, text: &str) -> Result<()> {
        self.out = Some(Secret::from(text));
        Ok(())
    }
}
