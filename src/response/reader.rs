//! Reads responses into this crate's structs: one reader for all of them, which knows their fields by index.

use std::borrow::Cow;

use super::{Json, MAX_FIELDS, TOO_MANY, VisitEntries, VisitFields, VisitItems, next_name};
use crate::Secret;
use crate::json::tokens::{Number, Token, Tokens, number, unescape};
use crate::json::{MISSING, ValueError, expected};

/// Reads the value that begins with this token, and stores it where the caller says.
#[allow(missing_debug_implementations)]
pub struct Reader<'a, 't> {
    pub(super) tokens: &'t mut Tokens<'a>,
    pub(super) token: Token<'a>,
    /// How many more bytes of memory the items of lists may take: a few bytes of JSON can become a struct of
    /// thousands.
    pub(super) bytes_left: usize,
}

macro_rules! reads {
    ($($read:ident, $optional:ident: $type:ty = |$this:ident| $value:expr;)*) => {
        $(
            pub(super) fn $read(&mut self, to: &mut $type) -> Result<(), ValueError> {
                let $this = self;
                *to = $value?;
                Ok(())
            }

            pub(super) fn $optional(&mut self, to: &mut Option<$type>) -> Result<(), ValueError> {
                let $this = self;
                *to = Some($value?);
                Ok(())
            }
        )*
    };
}

impl Reader<'_, '_> {
    reads! {
        text, optional_text: String = |this| text(this.token).map(Cow::into_owned);
        bool, optional_bool: bool = |this| boolean(this.token);
        number, optional_number: f64 = |this| float(this.token);
        integer, optional_integer: i64 = |this| integer(this.token);
        secret, optional_secret: Secret = |this| text(this.token).map(|text| text.into_owned().into());
        texts, optional_texts: Vec<String> = |this| texts(this.tokens, this.token);
        json, optional_json: Json = |this| json(this.tokens, this.token);
    }

    /// Recursive, but only as deep as the types are nested.
    pub(super) fn object(
        &mut self,
        to: &mut dyn VisitFields,
        names: &'static [u8],
    ) -> Result<(), ValueError> {
        if self.token != Token::Object {
            return Err(ValueError::new(expected::OBJECT));
        }
        let depth = self.tokens.depth;
        let mut names = Names { all: names, rest: names, index: 0 };
        let mut seen = 0_u128;
        while let Token::Name(name) = self.tokens.expect()? {
            let found = names.find(unescape(name).as_bytes());
            self.token = self.tokens.expect()?;
            if let Some((index, required)) = found {
                if self.token != Token::Null || required {
                    let start = self.tokens.start;
                    to.field(index, self).map_err(|error| error.at(start))?;
                }
                seen |= 1 << (index % MAX_FIELDS);
            }
            self.tokens.close(depth)?;
        }
        match names.missing(seen) {
            Some(name) => Err(ValueError::for_field(name, MISSING)),
            None => Ok(()),
        }
    }

    pub(super) fn map(&mut self, to: &mut dyn VisitEntries) -> Result<(), ValueError> {
        if self.token != Token::Object {
            return Err(ValueError::new(expected::OBJECT));
        }
        while let Token::Name(name) = self.tokens.expect()? {
            self.token = self.tokens.expect()?;
            let start = self.tokens.start;
            to.entry(&unescape(name), self).map_err(|error| error.at(start))?;
        }
        Ok(())
    }

    /// `size` is how many bytes of memory an item takes.
    pub(super) fn list(&mut self, to: &mut dyn VisitItems, size: usize) -> Result<(), ValueError> {
        list(self.token, self.tokens.start)?;
        while let Some(token) = item(self.tokens)? {
            self.bytes_left =
                self.bytes_left.checked_sub(size).ok_or_else(|| ValueError::new(TOO_MANY))?;
            self.token = token;
            let start = self.tokens.start;
            to.item(self).map_err(|error| error.at(start))?;
        }
        Ok(())
    }
}

fn list(token: Token<'_>, start: usize) -> Result<(), ValueError> {
    if token == Token::List { Ok(()) } else { Err(ValueError::new(expected::LIST).at(start)) }
}

fn item<'a>(tokens: &mut Tokens<'a>) -> Result<Option<Token<'a>>, ValueError> {
    let token = tokens.expect()?;
    Ok(if token == Token::End { None } else { Some(token) })
}

fn texts<'a>(tokens: &mut Tokens<'a>, token: Token<'a>) -> Result<Vec<String>, ValueError> {
    list(token, tokens.start)?;
    let mut texts = Vec::new();
    while let Some(token) = item(tokens)? {
        let start = tokens.start;
        texts.push(text(token).map_err(|error| error.at(start))?.into_owned());
    }
    Ok(texts)
}

fn json<'a>(tokens: &mut Tokens<'a>, token: Token<'a>) -> Result<Json, ValueError> {
    let start = tokens.start;
    if matches!(token, Token::List | Token::Object) {
        tokens.close(tokens.depth.saturating_sub(1))?;
    }
    Ok(Json::new(tokens.since(start)?.to_owned()))
}

fn text(token: Token<'_>) -> Result<Cow<'_, str>, ValueError> {
    match token {
        Token::Text(text) => Ok(unescape(text)),
        // Accepted, since a response should not fail for this: Seam's documentation has `true` and `1234` where it
        // means `on` and a PIN.
        Token::Bool(value) => Ok(if value { "true" } else { "false" }.into()),
        Token::Number(text) => Ok(text.into()),
        _ => Err(ValueError::new(expected::TEXT)),
    }
}

fn boolean(token: Token<'_>) -> Result<bool, ValueError> {
    match token {
        Token::Bool(value) => Ok(value),
        _ => Err(ValueError::new(expected::BOOL)),
    }
}

fn float(token: Token<'_>) -> Result<f64, ValueError> {
    let Token::Number(text) = token else { return Err(ValueError::new(expected::NUMBER)) };
    match number(text) {
        Number::Whole(number) => Ok(number as f64),
        Number::Negative(number) => Ok(number as f64),
        Number::Other(number) if number.is_infinite() => Err(ValueError::new(expected::SMALLER)),
        Number::Other(number) => Ok(number),
    }
}

/// A whole number, however it is written: `1` and `1.0`.
fn integer(token: Token<'_>) -> Result<i64, ValueError> {
    let whole = |number: f64| {
        // The cast saturates, so the comparison finds fractions and numbers that are too large.
        let whole = number as i64;
        (whole as f64 == number && whole.unsigned_abs() <= 1 << 53).then_some(whole)
    };
    let read = match token {
        Token::Number(text) => match number(text) {
            Number::Whole(number) => i64::try_from(number).ok(),
            Number::Negative(number) => Some(number),
            Number::Other(number) if number.is_infinite() => {
                return Err(ValueError::new(expected::SMALLER));
            }
            Number::Other(number) => whole(number),
        },
        _ => None,
    };
    read.ok_or_else(|| ValueError::new(expected::WHOLE))
}

/// The names of a struct's fields, and where the last one was found: most come in the order of their declaration.
struct Names {
    all: &'static [u8],
    rest: &'static [u8],
    index: usize,
}

impl Names {
    /// The index of the field with this name, and whether it is required.
    fn find(&mut self, name: &[u8]) -> Option<(usize, bool)> {
        let (mut rest, mut index, mut all) = (self.rest, self.index, self.index == 0);
        loop {
            match next_name(rest) {
                Some((first, required, after)) => {
                    if first == name {
                        (self.rest, self.index) = (after, index + 1);
                        return Some((index, required));
                    }
                    (rest, index) = (after, index + 1);
                    if all && index == self.index {
                        return None;
                    }
                }
                None if all => return None,
                None => (rest, index, all) = (self.all, 0, true),
            }
        }
    }

    /// The first required field that has not been seen.
    fn missing(&self, seen: u128) -> Option<&'static str> {
        let (mut rest, mut seen) = (self.all, seen);
        while let Some((name, required, after)) = next_name(rest) {
            if required && seen & 1 == 0 {
                return std::str::from_utf8(name).ok();
            }
            (rest, seen) = (after, seen >> 1);
        }
        None
    }
}

#[cfg(test)]
mod tests;
