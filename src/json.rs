//! JSON in and out: the functions that read a response into a type of your own.
//!
//! [`Seam::call_as`](crate::Seam::call_as), [`Json::read`](crate::Json::read) and your own
//! [`endpoint!`](crate::endpoint!) take one of them: `serde` or `miniserde`, for a type that derives that codec's
//! `Deserialize`. To derive serde's, your `Cargo.toml` needs `serde = { version = "1", features = ["derive"] }`: this
//! crate does not enable that feature. Each function requires the feature of its name. Both features can be on: what one crate chooses
//! doesn't change what another gets. This crate's structs are read by neither codec, but implement the `Deserialize`
//! of each that is on.
//!
//! Both codecs read through this crate's tokenizer, so that they accept and refuse the same JSON, and no error
//! contains a value of the response.

use std::borrow::Cow;
use std::fmt;

use self::tokens::{Fault, MAX_DEPTH, Raw, Step, Token, Tokens, Walk};
use crate::Error;
use crate::error::ValidationError;
use crate::value::{Fields, Value, each_item, set_fields};

#[cfg(feature = "miniserde")]
// With both codecs on, only the tests write with this one.
#[cfg_attr(feature = "serde", allow(dead_code))]
pub(crate) mod miniserde;
#[cfg(feature = "serde")]
pub(crate) mod serde;
#[cfg(all(test, feature = "serde", feature = "miniserde"))]
mod tests;
pub(crate) mod tokens;

#[cfg(feature = "miniserde")]
pub use self::miniserde::read as miniserde;
#[cfg(feature = "serde")]
pub use self::serde::read as serde;

#[cfg(all(feature = "miniserde", not(feature = "serde")))]
use self::miniserde as codec;
#[cfg(feature = "serde")]
use self::serde as codec;

#[cfg(not(any(feature = "serde", feature = "miniserde")))]
compile_error!("seam-client needs a JSON codec: enable its feature `serde` or `miniserde`");

/// Just enough for the crate to compile without a codec, so that the error above is the only one.
#[cfg(not(any(feature = "serde", feature = "miniserde")))]
mod codec {
    use super::{Error, Fields};

    pub(super) fn encode(_: &dyn Fields) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
}

/// Why a response could not be read. It contains no value of the response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Mismatch {
    /// It is not JSON.
    NotJson,
    /// It is JSON of another shape. The text says where, and what was expected there, such as
    /// `access_codes[2].code: expected text`. It becomes part of an error, which programs log: if you write your own
    /// reader, leave the values out, since one may be a PIN or a token.
    OtherShape(Option<String>),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("it is not JSON"),
            Self::OtherShape(None) => f.write_str("it is JSON of another shape"),
            Self::OtherShape(Some(detail)) => write!(f, "it is JSON of another shape: {detail}"),
        }
    }
}

impl std::error::Error for Mismatch {}

/// Why a value was refused, without a part of the value, and where it starts.
#[doc(hidden)]
#[derive(Debug)]
pub struct ValueError(Box<Inner>);

#[derive(Debug)]
struct Inner {
    reason: Cow<'static, str>,
    start: Option<usize>,
}

impl ValueError {
    pub(crate) fn new(reason: &'static str) -> Self {
        Self(Box::new(Inner { reason: Cow::Borrowed(reason), start: None }))
    }

    /// About a field that the type names, not one that only the response has.
    pub(crate) fn for_field(name: &str, what: &str) -> Self {
        Self(Box::new(Inner { reason: Cow::Owned(name.to_owned() + what), start: None }))
    }

    /// Says where the value starts, unless that is known: of nested values, the innermost one was refused.
    pub(crate) fn at(mut self, start: usize) -> Self {
        self.0.start.get_or_insert(start);
        self
    }

    pub(crate) fn reason(&self) -> &str {
        &self.0.reason
    }

    pub(crate) fn start(&self) -> usize {
        self.0.start.unwrap_or_default()
    }
}

impl Mismatch {
    fn shape(reason: &str) -> Self {
        Self::OtherShape(Some(reason.to_owned()))
    }

    /// About the value at this offset of the text.
    #[cfg_attr(not(any(feature = "serde", feature = "miniserde")), allow(dead_code))]
    fn at(text: &str, offset: usize, reason: &str) -> Self {
        let path = tokens::path_at(text, offset);
        let colon = if path.is_empty() { "" } else { ": " };
        Self::OtherShape(Some([path.as_str(), colon, reason].concat()))
    }
}

impl From<Fault> for Mismatch {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::NotJson => Self::NotJson,
            Fault::TooDeep => Self::shape(TOO_DEEP),
        }
    }
}

const TOO_DEEP: &str = "it is nested more than 100 deep";
const _: () = assert!(MAX_DEPTH == 100);

/// What an error says was expected: the same words for both codecs.
#[cfg_attr(not(any(feature = "serde", feature = "miniserde")), allow(dead_code))]
pub(crate) mod expected {
    pub(crate) const TEXT: &str = "expected text";
    pub(crate) const BOOL: &str = "expected true or false";
    pub(crate) const NUMBER: &str = "expected a number";
    pub(crate) const SMALLER: &str = "expected a smaller number";
    pub(crate) const WHOLE: &str = "expected a whole number";
    pub(crate) const LIST: &str = "expected a list";
    pub(crate) const OBJECT: &str = "expected an object";
    pub(crate) const OTHER: &str = "expected another value";
}

/// Reads the response of an endpoint that returns nothing: a JSON object, whatever is in it.
///
/// # Errors
///
/// [`Mismatch`], if it is anything else, as a captive portal's page is.
pub fn nothing(text: &str, _: Option<&str>) -> Result<(), Mismatch> {
    object(text, None)
}

/// Checks that a text is one JSON object, valid to its end; and if `key` names a field, that the object has it and it
/// is not `null`.
pub(crate) fn object(text: &str, key: Option<&str>) -> Result<(), Mismatch> {
    let outline = tokens::find(text, key.unwrap_or_default())?;
    if !outline.is_object {
        return Err(Mismatch::shape(expected::OBJECT));
    }
    let Some(key) = key else { return Ok(()) };
    let json = outline.field.and_then(|(start, end)| text.get(start..end));
    let problem = match json.map(str::trim_start) {
        Some("null") => " is null",
        Some(_) => return Ok(()),
        None => MISSING,
    };
    Err(Mismatch::OtherShape(Some(key.to_owned() + problem)))
}

/// Finds the value that `key` names, or the whole object without a key, and reads it. If the key is repeated, each
/// value is read, so that the last one is kept. Goes through the text only once, unless there is an error.
#[cfg_attr(not(any(feature = "serde", feature = "miniserde")), allow(dead_code))]
pub(crate) fn read_at_key(text: &str, key: Option<&str>, read: Read<'_>) -> Result<(), Mismatch> {
    let Err(error) = read_tokens(&mut Tokens::new(text), key, read) else { return Ok(()) };
    // If the text is not JSON, the error says so, whatever else is wrong.
    object(text, key)?;
    Err(Mismatch::at(text, error.start(), error.reason()))
}

/// Reads a value by its first token and those after it.
pub(crate) type Read<'r> =
    &'r mut dyn for<'a> FnMut(&mut Tokens<'a>, Token<'a>) -> Result<(), ValueError>;

fn read_tokens(
    tokens: &mut Tokens<'_>,
    key: Option<&str>,
    read: Read<'_>,
) -> Result<(), ValueError> {
    let token = tokens.expect()?;
    let mut is_there = token == Token::Object;
    if is_there {
        match key {
            None => {
                read(tokens, token)?;
                tokens.close(0)?;
            }
            Some(key) => {
                is_there = false;
                while let Token::Name(name) = tokens.expect()? {
                    let token = tokens.expect()?;
                    if tokens::is_name(name, key) {
                        // `null` counts as missing, whatever type it would be read into.
                        is_there = token != Token::Null;
                        if is_there {
                            read(tokens, token)?;
                        }
                    }
                    tokens.close(1)?;
                }
            }
        }
    }
    if is_there && tokens.next()?.is_none() {
        Ok(())
    } else {
        Err(ValueError::new(expected::OBJECT))
    }
}

pub(crate) const MISSING: &str = " is missing";

/// The reason doesn't matter: `read_at_key` then looks through the whole text, and says that it is not JSON.
impl From<Fault> for ValueError {
    fn from(_: Fault) -> Self {
        Self::new(expected::OTHER)
    }
}

/// Writes the fields that are set in a request as one JSON object, in the order of their declaration.
pub(crate) fn encode(request: &dyn Fields) -> Result<Vec<u8>, Error> {
    // JSON has no such numbers: the codecs would write `null`, which is a different request.
    if let Some((name, _)) = set_fields(request).find(|(_, value)| !is_finite(*value)) {
        return Err(Error::flawed(name, "contains a number that is not finite"));
    }
    codec::encode(request)
}

fn is_finite(value: Value<'_>) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(items) => each_item(items).all(is_finite),
        Value::Object(fields) => set_fields(fields).all(|(_, value)| is_finite(value)),
        _ => true,
    }
}

/// Reads a response that contains at most `max_values` values. The error says what is wrong, without a value of the
/// response.
pub(crate) fn decode(
    body: &[u8],
    key: Option<&str>,
    max_values: usize,
    read: &mut dyn FnMut(&str) -> Result<(), Mismatch>,
) -> Result<(), String> {
    let text = text(body, max_values)?;
    read(text).map_err(|mismatch| describe(text, key, mismatch))
}

/// Returns the body as text, in its own buffer, if it is a JSON object that has the field `key`; otherwise returns
/// the body, and what is wrong with it.
pub(crate) fn decode_object(body: Vec<u8>, key: Option<&str>) -> Result<String, (Vec<u8>, String)> {
    let checked = text(&body, usize::MAX)
        .and_then(|text| object(text, key).map_err(|mismatch| describe(text, key, mismatch)));
    match checked {
        Ok(()) => {
            String::from_utf8(body).map_err(|error| (error.into_bytes(), NOT_UTF_8.to_owned()))
        }
        Err(reason) => Err((body, reason)),
    }
}

const NOT_UTF_8: &str = "it is not UTF-8 text";

/// The text of a body, unless it is nested too deep or contains too many values.
fn text(body: &[u8], max_values: usize) -> Result<&str, String> {
    let text = std::str::from_utf8(body).map_err(|_| NOT_UTF_8.to_owned())?;
    // Nearly every response has so few commas and brackets that neither is possible. `| 0x20` maps `[` to `{`.
    let marks = text.bytes().filter(|byte| *byte == b',' || byte | 0x20 == b'{').count();
    if marks < max_values.min(MAX_DEPTH as usize) {
        return Ok(text);
    }
    let (mut tokens, mut values) = (Tokens::new(text), 0);
    loop {
        match tokens.next() {
            Ok(Some(Token::Name(_) | Token::End)) => {}
            Ok(Some(_)) => values += 1,
            Err(Fault::TooDeep) => return Err(TOO_DEEP.to_owned()),
            // The reader says that it is not JSON.
            Ok(None) | Err(Fault::NotJson) => return Ok(text),
        }
        if values > max_values {
            return Err(
                "it contains too many values, more than one for each 16 bytes of the limit: raise \
                        SeamBuilder::max_response_size"
                    .to_owned(),
            );
        }
    }
}

/// Whether a text is a web page.
pub(crate) fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// Whether a text is JSON, or may contain a piece of JSON.
pub(crate) fn may_be_json(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'{' | b'[' | b'"')) || tokens::find(text, "").is_ok()
}

/// How many lists and objects are open after each byte.
fn depths(json: &[u8]) -> impl Iterator<Item = usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    json.iter().map(move |byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'[' | b'{' if !quoted => depth += 1,
            b']' | b'}' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth
    })
}

/// Whether a body is the beginning of a JSON object, but not all of it.
pub(crate) fn is_cut(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    body.first().is_none_or(|byte| *byte == b'{') && depths(body).all(|depth| depth > 0)
}

/// Says what is wrong with a text in which `key` was looked for.
pub(crate) fn describe(text: &str, key: Option<&str>, mismatch: Mismatch) -> String {
    if text.trim_start().is_empty() {
        return "it is empty".to_owned();
    }
    let detail = match mismatch {
        Mismatch::NotJson if is_page(text) => {
            return "it is a web page, not JSON: a captive portal or a proxy may be responding in \
                    Seam's place"
                .to_owned();
        }
        Mismatch::NotJson => return "it is not JSON".to_owned(),
        Mismatch::OtherShape(detail) => detail,
    };
    let mut reason = match key {
        Some(key) => format!("it is JSON, but has no {key} as Seam documents it"),
        None => "it is JSON, but not an object as Seam documents it".to_owned(),
    };
    if let Some(detail) = detail {
        reason.push_str(": ");
        reason.push_str(&detail);
    }
    reason
}

/// Seam's error object.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Problem {
    pub(crate) error_type: String,
    pub(crate) message: String,
    pub(crate) validation_errors: Vec<ValidationError>,
}

const MAX_NAME: usize = 100;
const MAX_TEXT: usize = 4 * 1024;
const MAX_ERRORS: usize = 100;

/// Reads Seam's error object, `{"error": {"type", "message", "validation_errors"?}}`; returns `None` if `body` is
/// anything else. `validation_errors` nests: `{"_errors": ["…"], "parameter": {"_errors": […], "0": {…}}}`.
///
/// However large the body is, only this is kept, and only as much of it as someone would read.
pub(crate) fn decode_problem(body: &[u8]) -> Option<Problem> {
    let mut walk = Walk::new(std::str::from_utf8(body).ok()?);
    // No work for a text that is not kept: a hostile body may have a million of them, each under very long names.
    let (mut problem, mut error_type, mut seen) = (Problem::default(), None, 0);
    while let Some(token) = walk.next().ok()? {
        let Token::Text(text) = token else { continue };
        let is = |step: Option<&Step<'_>>, name| matches!(step, Some(Step::Field(raw)) if tokens::is_name(*raw, name));
        let mut path = walk.path.iter();
        if !is(path.next(), "error") {
            continue;
        }
        let (second, last) = (path.next(), path.next_back());
        match last {
            None if is(second, "type") => error_type = Some(first_chars(text, MAX_TEXT)),
            None if is(second, "message") => problem.message = first_chars(text, MAX_TEXT),
            Some(Step::Item(_))
                if is(second, "validation_errors")
                    && is(path.next_back(), "_errors")
                    && seen < MAX_ERRORS * MAX_ERRORS =>
            {
                seen += 1;
                let mut parameter = String::new();
                for (at, step) in path.enumerate() {
                    let room = MAX_NAME.saturating_sub(parameter.len() + usize::from(at > 0));
                    if room == 0 {
                        break;
                    }
                    if at > 0 {
                        parameter.push('.');
                    }
                    if let Step::Field(name) = step {
                        parameter.push_str(&first_chars(*name, room));
                    }
                }
                problem.validation_error(parameter, first_chars(text, MAX_TEXT));
            }
            _ => {}
        }
    }
    problem.error_type = error_type?;
    Some(problem)
}

impl Problem {
    fn validation_error(&mut self, parameter: String, message: String) {
        let full = self.validation_errors.len() >= MAX_ERRORS;
        match self.validation_errors.last_mut() {
            Some(last) if last.parameter == parameter => {
                if last.messages.len() < MAX_ERRORS {
                    last.messages.push(message);
                }
            }
            _ if full => {}
            _ => {
                self.validation_errors.push(ValidationError { parameter, messages: vec![message] })
            }
        }
    }
}

/// The first characters of a text, unescaped. It looks at no more of the text, however long that is.
fn first_chars(raw: Raw<'_>, longest: usize) -> String {
    tokens::unescape(raw.start(longest)).chars().take(longest).collect()
}
