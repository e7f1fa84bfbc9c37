//! A JSON tokenizer, which both codecs read through, so that they read the same.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Far deeper than Seam's responses, and so low that a codec's recursion fits a small stack.
pub(crate) const MAX_DEPTH: u32 = 100;

/// Why a text is refused: it is not JSON, or nested too deep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    NotJson,
    TooDeep,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Token<'a> {
    Null,
    Bool(bool),
    Number(&'a str),
    Text(Raw<'a>),
    List,
    Object,
    /// A field's name; its value comes next.
    Name(Raw<'a>),
    /// The innermost list or object ends.
    End,
}

/// A JSON string as it is written, without its quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Raw<'a> {
    pub(crate) text: &'a str,
    /// Whether there are escapes in it.
    escaped: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    Value,
    /// The first item or field, or the end.
    First,
    /// A comma and another item or field, or the end.
    More,
}

/// Splits a text into tokens. It allocates nothing.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    /// Where the latest token starts.
    pub(crate) start: usize,
    /// Where it ends; for a name, after the colon.
    pub(crate) end: usize,
    /// How many lists and objects are open.
    pub(crate) depth: u32,
    /// One bit for each, the innermost lowest: whether it is an object.
    objects: u128,
    expected: Expected,
}

impl<'a> Tokens<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, start: 0, end: 0, depth: 0, objects: 0, expected: Expected::Value }
    }

    /// The next token; `None` after the last, if the text ends there.
    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        let next = self.read();
        if next.is_err() {
            // A type that ignores an error may call again: it gets the error again.
            (self.text, self.expected) = ("", Expected::Value);
        }
        next
    }

    fn read(&mut self) -> Result<Option<Token<'a>>, Fault> {
        let mut byte = self.next_byte();
        self.start = self.end;
        if self.expected != Expected::Value {
            if self.depth == 0 {
                return if byte.is_none() { Ok(None) } else { Err(Fault::NotJson) };
            }
            let in_object = self.objects & 1 == 1;
            if byte == Some(if in_object { b'}' } else { b']' }) {
                self.end += 1;
                self.depth -= 1;
                self.objects >>= 1;
                self.expected = Expected::More;
                return Ok(Some(Token::End));
            }
            if self.expected == Expected::More {
                self.skip(byte == Some(b','))?;
                byte = self.next_byte();
                self.start = self.end;
            }
            if in_object {
                let name = self.string()?;
                let colon = self.next_byte() == Some(b':');
                self.skip(colon)?;
                self.expected = Expected::Value;
                return Ok(Some(Token::Name(name)));
            }
        }
        self.expected = Expected::More;
        let token = match byte {
            Some(b'"') => Token::Text(self.string()?),
            Some(b'[') => self.open(Token::List)?,
            Some(b'{') => self.open(Token::Object)?,
            Some(b'n') => self.word("null", Token::Null)?,
            Some(b't') => self.word("true", Token::Bool(true))?,
            Some(b'f') => self.word("false", Token::Bool(false))?,
            _ => Token::Number(self.number()?),
        };
        Ok(Some(token))
    }

    /// The next token inside a value: an error if the text ends here.
    pub(crate) fn expect(&mut self) -> Result<Token<'a>, Fault> {
        self.next()?.ok_or(Fault::NotJson)
    }

    /// Skips tokens that nobody has read, until only this many lists and objects are open.
    pub(crate) fn close(&mut self, depth: u32) -> Result<(), Fault> {
        while self.depth > depth {
            self.expect()?;
        }
        Ok(())
    }

    // Inlined, it is smaller than a call.
    #[inline(always)]
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.end).copied()
    }

    /// The next byte that is not white space.
    fn next_byte(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.end += 1;
        }
        self.byte()
    }

    /// Skips a byte that is required.
    fn skip(&mut self, is_there: bool) -> Result<(), Fault> {
        self.end += 1;
        if is_there { Ok(()) } else { Err(Fault::NotJson) }
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.end..).unwrap_or_default()
    }

    /// The text from this offset to the end of the latest token.
    pub(crate) fn since(&self, start: usize) -> Result<&'a str, Fault> {
        self.text.get(start..self.end).ok_or(Fault::NotJson)
    }

    fn open(&mut self, token: Token<'a>) -> Result<Token<'a>, Fault> {
        if self.depth == MAX_DEPTH {
            return Err(Fault::TooDeep);
        }
        self.end += 1;
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(token == Token::Object);
        self.expected = Expected::First;
        Ok(token)
    }

    fn word(&mut self, word: &str, token: Token<'a>) -> Result<Token<'a>, Fault> {
        self.end += word.len();
        if self.since(self.start)? == word { Ok(token) } else { Err(Fault::NotJson) }
    }

    fn string(&mut self) -> Result<Raw<'a>, Fault> {
        self.skip(self.byte() == Some(b'"'))?;
        let (start, mut escaped) = (self.end, false);
        self.end += plain(self.rest());
        loop {
            match self.byte() {
                Some(b'"') => break,
                Some(b'\\') => {
                    self.end += 1;
                    self.end += match self.byte() {
                        Some(b'u') => unit(self.rest()).map(|_| 5).ok_or(Fault::NotJson)?,
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 1,
                        _ => return Err(Fault::NotJson),
                    };
                    self.end += plain(self.rest());
                    escaped = true;
                }
                None | Some(..b' ') => return Err(Fault::NotJson),
                Some(_) => self.end += 1,
            }
        }
        let text = self.since(start)?;
        self.end += 1;
        Ok(Raw { text, escaped })
    }

    fn number(&mut self) -> Result<&'a str, Fault> {
        if self.byte() == Some(b'-') {
            self.end += 1;
        }
        // No digit may follow a leading zero.
        if self.byte() == Some(b'0') {
            self.end += 1;
        } else {
            self.digits()?;
        }
        if self.byte() == Some(b'.') {
            self.end += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.byte() {
            self.end += 1;
            if let Some(b'+' | b'-') = self.byte() {
                self.end += 1;
            }
            self.digits()?;
        }
        self.since(self.start)
    }

    fn digits(&mut self) -> Result<(), Fault> {
        let start = self.end;
        while self.byte().is_some_and(|byte| byte.is_ascii_digit()) {
            self.end += 1;
        }
        if self.end > start { Ok(()) } else { Err(Fault::NotJson) }
    }
}

/// How many bytes, in steps of eight, come before the next quote, escape or control character. Most of a response is
/// strings: read one byte at a time, they would take most of the time.
fn plain(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::MAX / 255;
    let is_plain = |eight: &[u8; 8]| {
        let eight = u64::from_ne_bytes(*eight);
        let (quotes, escapes) = (eight ^ (ONES * 0x22), eight ^ (ONES * 0x5c));
        // Subtracting sets the highest bit of each byte that was smaller than what is subtracted.
        let control = eight.wrapping_sub(ONES * 0x20) & !eight;
        let quotes = quotes.wrapping_sub(ONES) & !quotes;
        let escapes = escapes.wrapping_sub(ONES) & !escapes;
        (control | quotes | escapes) & (ONES * 0x80) == 0
    };
    let eights = bytes.chunks_exact(8).map_while(|eight| eight.try_into().ok());
    8 * eights.take_while(is_plain).count()
}

/// The outermost value of a JSON text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outline {
    pub(crate) is_object: bool,
    /// Where the value of the field starts and ends; the last one, if the field is repeated.
    pub(crate) field: Option<(usize, usize)>,
}

/// Checks that a text is JSON to its end, and looks for the field with this name.
pub(crate) fn find(text: &str, name: &str) -> Result<Outline, Fault> {
    let mut tokens = Tokens::new(text);
    let is_object = tokens.next()? == Some(Token::Object);
    let (mut field, mut within, mut start) = (None, false, 0);
    while let Some(token) = tokens.next()? {
        // The value may be a list or an object: then its last token sets the end.
        if tokens.depth == 1 && is_object {
            if let Token::Name(raw) = token {
                within = is_name(raw, name);
                start = tokens.end;
            } else if within {
                field = Some((start, tokens.end));
            }
        }
    }
    Ok(Outline { is_object, field })
}

impl<'a> Raw<'a> {
    /// The beginning of the string, with at least this many whole characters.
    pub(crate) fn start(self, longest: usize) -> Self {
        let end = self.text.char_indices().nth(12 * (longest + 1));
        let text = end.and_then(|(end, _)| self.text.get(..end)).unwrap_or(self.text);
        Self { text, ..self }
    }
}

/// Whether a field's name, once unescaped, is this one.
pub(crate) fn is_name(raw: Raw<'_>, name: &str) -> bool {
    // The longest escape has twelve characters, so a longer name cannot be equal.
    raw.text.len() <= 12 * name.len() && unescape(raw) == name
}

/// The string without its escapes.
pub(crate) fn unescape(raw: Raw<'_>) -> Cow<'_, str> {
    if !raw.escaped {
        return Cow::Borrowed(raw.text);
    }
    // None is left if this is only the beginning of a string.
    let Some((start, mut rest)) = raw.text.split_once('\\') else { return Cow::Borrowed(raw.text) };
    let mut text = start.to_owned();
    loop {
        let (character, length) = escape(rest);
        text.push(character);
        let after = rest.get(length..).unwrap_or_default();
        let Some((plain, more)) = after.split_once('\\') else {
            text.push_str(after);
            return Cow::Owned(text);
        };
        text.push_str(plain);
        rest = more;
    }
}

/// Reads an escape, whose backslash is before this text. Returns the character, and the length of the escape without
/// the backslash. Half a surrogate pair, as an emoji that was cut in two leaves, becomes U+FFFD.
fn escape(text: &str) -> (char, usize) {
    let Some(unit) = unit(text.as_bytes()) else {
        let character = match text.bytes().next() {
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(byte) => byte.into(),
            None => char::REPLACEMENT_CHARACTER,
        };
        return (character, 1);
    };
    let next = text.as_bytes().get(5..).and_then(|rest| self::unit(rest.strip_prefix(b"\\")?));
    let (character, length) = match (unit, next) {
        (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
            (0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 11)
        }
        _ => (unit, 5),
    };
    (char::from_u32(character).unwrap_or(char::REPLACEMENT_CHARACTER), length)
}

/// The code unit that `u` and four digits stand for.
fn unit(text: &[u8]) -> Option<u32> {
    let digits = text.strip_prefix(b"u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| Some(unit * 16 + char::from(*digit).to_digit(16)?))
}

/// A number, in the forms that serde_json distinguishes.
pub(crate) enum Number {
    Whole(u64),
    Negative(i64),
    /// With a fraction or an exponent, too large for an integer, or `-0`.
    Other(f64),
}

pub(crate) fn number(text: &str) -> Number {
    if let Ok(number) = text.parse() {
        return Number::Whole(number);
    }
    match text.parse() {
        Ok(number) if number != 0 => Number::Negative(number),
        _ => Number::Other(float(text)),
    }
}

/// The value of a valid number, computed as serde_json does: exact up to 2^53 and 10^±22, close beyond that, and
/// infinite if the number is too large.
fn float(text: &str) -> f64 {
    let (digits, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let (mut significand, mut exponent, mut step) = (0_u64, 0_i32, 0);
    for byte in digits.bytes() {
        match byte {
            b'-' => {}
            b'.' => step = 1,
            _ => {
                let digit = u64::from(byte & 0xf);
                match significand.checked_mul(10).and_then(|tens| tens.checked_add(digit)) {
                    Some(more) => {
                        significand = more;
                        exponent -= step;
                    }
                    // Digits that don't fit are left out, but count for the magnitude.
                    None => exponent += 1 - step,
                }
            }
        }
    }
    let beyond = if power.starts_with('-') { i32::MIN } else { i32::MAX };
    exponent = exponent.saturating_add(power.parse().unwrap_or(beyond));
    let mut number = significand as f64;
    while exponent < -308 && number > 0.0 {
        number /= 1e308;
        exponent += 308;
    }
    if exponent < 0 {
        number /= 10_f64.powi(exponent.saturating_neg());
    } else if significand > 0 {
        number *= 10_f64.powi(exponent);
    }
    if text.starts_with('-') { -number } else { number }
}

/// A step of the path to a value.
#[derive(Clone, Copy)]
pub(crate) enum Step<'a> {
    Item(usize),
    Field(Raw<'a>),
}

/// Splits a text into tokens, and knows the path of each.
pub(crate) struct Walk<'a> {
    tokens: Tokens<'a>,
    /// The path of the latest token's value.
    pub(crate) path: Vec<Step<'a>>,
    latest: Option<Token<'a>>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { tokens: Tokens::new(text), path: Vec::new(), latest: None }
    }

    pub(crate) fn next(&mut self) -> Result<Option<Token<'a>>, Fault> {
        match self.latest {
            Some(Token::List | Token::Object) => self.path.push(Step::Item(0)),
            Some(Token::Name(_)) => {}
            _ => {
                if let Some(Step::Item(index)) = self.path.last_mut() {
                    *index += 1;
                }
            }
        }
        self.latest = self.tokens.next()?;
        match self.latest {
            Some(Token::End) => drop(self.path.pop()),
            Some(Token::Name(name)) => {
                self.path.pop();
                self.path.push(Step::Field(name));
            }
            _ => {}
        }
        Ok(self.latest)
    }
}

/// The path of the value that starts at this offset, such as `devices[2].name`.
pub(crate) fn path_at(text: &str, offset: usize) -> String {
    let mut walk = Walk::new(text);
    while let Ok(Some(token)) = walk.next() {
        if walk.tokens.start >= offset && !matches!(token, Token::Name(_) | Token::End) {
            break;
        }
    }
    let mut path = String::new();
    for step in walk.path {
        let _ = match step {
            Step::Item(index) => write!(path, "[{index}]"),
            Step::Field(name) => {
                let dot = if path.is_empty() { "" } else { "." };
                write!(
                    path,
                    "{dot}{}",
                    if can_be_shown(name.text) && !crate::secret::holds_secret(name.text) {
                        name.text
                    } else {
                        "*"
                    }
                )
            }
        };
    }
    path
}

/// Whether a field's name can be shown. In a map, a name may itself be data, such as an email address, an ID or a PIN.
fn can_be_shown(name: &str) -> bool {
    let digits = name.bytes().filter(u8::is_ascii_digit).count();
    (1..=64).contains(&name.len())
        && digits < 4
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests;
