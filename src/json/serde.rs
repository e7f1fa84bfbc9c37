//! The codec `serde`: reads with its traits over our tokens, and writes with serde_json.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{
    DeserializeOwned, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::tokens::{Number, Raw, Token, Tokens, number, unescape};
use super::{MISSING, Mismatch, ValueError, expected, read_at_key};
use crate::timestamp::{Timestamp, since_1970};
use crate::value::{Fields, Value, each_item, set_fields};
use crate::{Error, Secret};

pub(super) fn encode(request: &dyn Fields) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&Object(request))
        .map_err(|error| Error::invalid_because("the request could not be written as JSON", error))
}

struct Object<'a>(&'a dyn Fields);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(set_fields(self.0).map(|(name, value)| (name, Json(value))))
    }
}

/// A [`Value`], which does not implement the codec's trait itself: it is part of the public API, and the trait
/// belongs to another crate.
struct Json<'a>(Value<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Null => serializer.serialize_unit(),
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Integer(number) => serializer.serialize_i64(number),
            Value::Number(number) => serializer.serialize_f64(number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Time(time) => {
                serializer.serialize_str(Timestamp::since_epoch(since_1970(time)).as_str())
            }
            Value::Texts(texts) => serializer.collect_seq(texts),
            Value::List(items) => serializer.collect_seq(each_item(items).map(Json)),
            Value::Object(fields) => Object(fields).serialize(serializer),
        }
    }
}

/// Reads a response into a type that implements serde's `Deserialize`. Fields that the type does not name are ignored,
/// unless it denies them.
///
/// To derive `Deserialize`, depend on `serde` with its feature `derive`, which this crate does not enable.
///
/// It reads what serde_json reads, except `RawValue`, numbers of more than 64 bits, and a struct that is written as
/// the array of its values. If your type refuses a value with a message of its own, the error does not contain that
/// message, since it may quote the value.
///
/// # Errors
///
/// [`Mismatch`], if the text is anything else.
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub fn read<T: DeserializeOwned>(text: &str, key: Option<&str>) -> Result<T, Mismatch> {
    let mut response = None;
    read_at_key(text, key, &mut |tokens, token| {
        let read = T::deserialize(Reader { tokens, token });
        response = Some(read.map_err(|error| error.or(expected::OTHER))?);
        Ok(())
    })?;
    response.ok_or(Mismatch::OtherShape(None))
}

impl ValueError {
    /// An error whose reason is what the reader expected there: see [`or`](Self::or).
    fn unexplained() -> Self {
        Self::new("")
    }

    /// Adds a reason if there is none. The innermost reader knows best: it knows what the type asked for.
    fn or(mut self, reason: &'static str) -> Self {
        if self.0.reason.is_empty() {
            self.0.reason = Cow::Borrowed(reason);
        }
        self
    }
}

impl fmt::Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}

impl std::error::Error for ValueError {}

impl serde::de::Error for ValueError {
    /// Without the type's own message, which may quote the value.
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::new(expected::OTHER)
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Self {
        Self::unexplained()
    }

    /// A value of the right type, except that a number may be too large for its type, or negative.
    fn invalid_value(value: Unexpected<'_>, _: &dyn Expected) -> Self {
        match value {
            Unexpected::Unsigned(_) | Unexpected::Signed(_) | Unexpected::Float(_) => {
                Self::unexplained()
            }
            _ => Self::new(expected::OTHER),
        }
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Self {
        Self::new(expected::OTHER)
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(expected::OTHER)
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Self {
        Self::new(expected::OTHER)
    }

    fn missing_field(name: &'static str) -> Self {
        Self::for_field(name, MISSING)
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::for_field(name, " is repeated")
    }
}

/// Reads the value that begins with this token. Recursive, but only as deep as the tokens are nested.
struct Reader<'a, 't> {
    tokens: &'t mut Tokens<'a>,
    token: Token<'a>,
}

impl Reader<'_, '_> {
    /// `expected` says what the type asked for. serde's errors have only a sentence for that.
    fn read<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        expected: &'static str,
    ) -> Result<V::Value, ValueError> {
        let start = self.tokens.start;
        let expected = match (&self.token, expected) {
            // It got that: what the type refuses is within it, such as a field of a flattened struct.
            (Token::List, expected::LIST)
            | (Token::Object, expected::OBJECT)
            | (Token::Text(_), expected::TEXT) => expected::OTHER,
            _ => expected,
        };
        let read = match self.token {
            Token::Null => visitor.visit_unit(),
            Token::Bool(value) => visitor.visit_bool(value),
            Token::Number(text) => read_number(text, visitor),
            Token::Text(text) => visitor.visit_str(&unescape(text)),
            Token::List => {
                let mut inside = Inside::new(self.tokens);
                visitor.visit_seq(&mut inside).and_then(|read| inside.end(read))
            }
            Token::Object => {
                let mut inside = Inside::new(self.tokens);
                visitor.visit_map(&mut inside).and_then(|read| inside.end(read))
            }
            Token::Name(_) | Token::End => Err(ValueError::new(expected::OTHER)),
        };
        read.map_err(|error| error.or(expected).at(start))
    }
}

macro_rules! deserialize {
    ($($deserialize:ident: $expected:ident;)*) => {
        $(
            fn $deserialize<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
                self.read(visitor, expected::$expected)
            }
        )*
    };
}

impl<'de> Deserializer<'de> for Reader<'_, '_> {
    type Error = ValueError;

    deserialize! {
        deserialize_any: OTHER;
        deserialize_bool: BOOL;
        deserialize_i8: WHOLE;
        deserialize_i16: WHOLE;
        deserialize_i32: WHOLE;
        deserialize_i64: WHOLE;
        deserialize_i128: WHOLE;
        deserialize_u8: WHOLE;
        deserialize_u16: WHOLE;
        deserialize_u32: WHOLE;
        deserialize_u64: WHOLE;
        deserialize_u128: WHOLE;
        deserialize_f32: NUMBER;
        deserialize_f64: NUMBER;
        deserialize_char: OTHER;
        deserialize_str: TEXT;
        deserialize_string: TEXT;
        deserialize_unit: OTHER;
        deserialize_seq: LIST;
        deserialize_map: OBJECT;
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        self.read(visitor, expected::OTHER)
    }

    fn deserialize_tuple<V: Visitor<'de>>(
        self,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        self.read(visitor, expected::LIST)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        self.read(visitor, expected::LIST)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.token {
            Token::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        // A struct that derives `Deserialize` would also accept the array of its values.
        if self.token == Token::List {
            return Err(ValueError::new(expected::OBJECT).at(self.tokens.start));
        }
        self.read(visitor, expected::OBJECT)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        let start = self.tokens.start;
        let read = match self.token {
            Token::Text(text) => visitor.visit_enum(unescape(text).into_deserializer()),
            Token::Object => {
                let mut inside = Inside::new(self.tokens);
                visitor
                    .visit_enum(MapAccessDeserializer::new(&mut inside))
                    .and_then(|read| inside.end(read))
            }
            _ => Err(ValueError::new(expected::OTHER)),
        };
        read.map_err(|error| error.or(expected::OTHER).at(start))
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        // Whoever reads the next value skips the tokens of this one.
        visitor.visit_unit()
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.token {
            Token::Text(text) => visitor.visit_bytes(unescape(text).as_bytes()),
            _ => self.deserialize_any(visitor),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        match self.token {
            Token::Text(_) => self.deserialize_any(visitor),
            _ => Err(ValueError::new(expected::OTHER).at(self.tokens.start)),
        }
    }
}

fn read_number<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, ValueError> {
    match number(text) {
        Number::Whole(number) => visitor.visit_u64(number),
        Number::Negative(number) => visitor.visit_i64(number),
        Number::Other(number) if number.is_infinite() => Err(ValueError::new(expected::SMALLER)),
        Number::Other(number) => visitor.visit_f64(number),
    }
}

/// Reads the items of a list, or the fields of an object.
struct Inside<'a, 't> {
    tokens: &'t mut Tokens<'a>,
    /// How many lists and objects are open inside it.
    depth: u32,
    ended: bool,
}

impl<'a, 't> Inside<'a, 't> {
    fn new(tokens: &'t mut Tokens<'a>) -> Self {
        Self { depth: tokens.depth, tokens, ended: false }
    }

    fn next(&mut self) -> Result<Option<Token<'a>>, ValueError> {
        if self.ended {
            return Ok(None);
        }
        self.tokens.close(self.depth)?;
        let token = self.tokens.expect()?;
        self.ended = token == Token::End;
        Ok(if self.ended { None } else { Some(token) })
    }

    fn value<'de, S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
        token: Token<'a>,
    ) -> Result<S::Value, ValueError> {
        let start = self.tokens.start;
        // A type may refuse what a reader has read for it.
        let read = seed.deserialize(Reader { tokens: self.tokens, token });
        read.map_err(|error| error.or(expected::OTHER).at(start))
    }

    /// Returns what was read, unless the visitor has left items or fields unread.
    fn end<T>(mut self, read: T) -> Result<T, ValueError> {
        if self.ended || self.next()?.is_none() {
            Ok(read)
        } else {
            Err(ValueError::new(expected::OTHER))
        }
    }
}

impl<'de> SeqAccess<'de> for &mut Inside<'_, '_> {
    type Error = ValueError;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ValueError> {
        match self.next()? {
            Some(token) => self.value(seed, token).map(Some),
            None => Ok(None),
        }
    }
}

impl<'de> MapAccess<'de> for &mut Inside<'_, '_> {
    type Error = ValueError;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, ValueError> {
        match self.next()? {
            Some(Token::Name(name)) => {
                seed.deserialize(Name(name)).map(Some).map_err(|error| error.or(expected::OTHER))
            }
            _ => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, ValueError> {
        let token = self.tokens.expect()?;
        self.value(seed, token)
    }
}

/// A field's name, which a map's key type may read as a number or a bool.
struct Name<'a>(Raw<'a>);

impl Name<'_> {
    fn read<'de, V: Visitor<'de>>(
        self,
        visitor: V,
        expected: &'static str,
    ) -> Result<V::Value, ValueError> {
        let read = match Tokens::new(self.0.text).next() {
            Ok(Some(Token::Number(text))) if text == self.0.text => read_number(text, visitor),
            Ok(Some(Token::Bool(value))) if self.0.text.len() == 4 + usize::from(!value) => {
                visitor.visit_bool(value)
            }
            _ => self.deserialize_any(visitor),
        };
        read.map_err(|error| error.or(expected))
    }
}

impl<'de> Deserializer<'de> for Name<'_> {
    type Error = ValueError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_str(&unescape(self.0))
    }

    deserialize! {
        deserialize_bool: BOOL;
        deserialize_i8: WHOLE;
        deserialize_i16: WHOLE;
        deserialize_i32: WHOLE;
        deserialize_i64: WHOLE;
        deserialize_u8: WHOLE;
        deserialize_u16: WHOLE;
        deserialize_u32: WHOLE;
        deserialize_u64: WHOLE;
        deserialize_f32: NUMBER;
        deserialize_f64: NUMBER;
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, ValueError> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, ValueError> {
        visitor.visit_enum(unescape(self.0).into_deserializer())
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char str string bytes byte_buf unit unit_struct seq tuple tuple_struct map struct
        identifier ignored_any
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests;
