//! JSON in and out: what reads an answer, and the only room that knows which codec is on.
//!
//! An endpoint that [`endpoint!`](crate::endpoint!) declares names its reader: `serde` or
//! `miniserde`, each there with the feature of its name, for an answer that derives that codec's
//! `Deserialize`. Both are there when both features are on, so that no crate's choice is another's.
//! The crate's own answers implement both codecs' traits, and are read by serde_json if it is there.

use crate::Error;
use crate::endpoint::{Endpoint, Fields, Value, each_item, set_fields};
use crate::error::ValidationError;

#[cfg(feature = "miniserde")]
// With both codecs on, only the tests write with this one.
#[cfg_attr(feature = "serde", allow(dead_code))]
mod miniserde;
#[cfg(feature = "serde")]
mod serde;
#[cfg(all(test, feature = "serde", feature = "miniserde"))]
mod tests;

#[cfg(feature = "miniserde")]
pub use self::miniserde::read as miniserde;
#[cfg(feature = "serde")]
pub use self::serde::read as serde;

#[cfg(all(feature = "miniserde", not(feature = "serde")))]
use self::miniserde as codec;
#[cfg(feature = "serde")]
use self::serde as codec;

/// The reader of this crate's own answers.
pub(crate) use codec::read as own;

#[cfg(not(any(feature = "serde", feature = "miniserde")))]
compile_error!("seam-client needs a JSON codec: enable its feature `serde` or `miniserde`");

/// The least that the crate needs without a codec, so that the sentence above is the only error.
#[cfg(not(any(feature = "serde", feature = "miniserde")))]
mod codec {
    use super::{Endpoint, Error, Fields, Mismatch, Walk};

    pub(super) fn encode(_: &dyn Fields) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
    pub(crate) fn read<E: Endpoint>(_: &E, _: &str) -> Result<E::Answer, Mismatch> {
        Err(Mismatch::NotJson)
    }
    pub(super) fn is_json(_: &str) -> bool {
        false
    }
    pub(super) fn walk(_: &str) -> Option<Walk> {
        None
    }
}

/// Why a text is not the answer that was hoped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mismatch {
    /// It is not JSON.
    NotJson,
    /// It is JSON of another shape; and what the codec said about it (miniserde says nothing).
    OtherShape(Option<String>),
}

/// Reads the answer of an endpoint that returns nothing: a JSON object, whatever is in it.
///
/// # Errors
///
/// [`Mismatch`], if it is anything else, as a captive portal's page is.
pub fn nothing<E: Endpoint<Answer = ()>>(_: &E, text: &str) -> Result<(), Mismatch> {
    object(text)
}

/// Checks that a text is one JSON object, sound to its end.
pub(crate) fn object(text: &str) -> Result<(), Mismatch> {
    if !codec::is_json(text) {
        Err(Mismatch::NotJson)
    } else if !text.trim_start().starts_with('{') {
        Err(Mismatch::OtherShape(None))
    } else {
        Ok(())
    }
}

/// Writes the set fields of a request as one JSON object, in the order of their declaration.
pub(crate) fn encode(request: &dyn Fields) -> Result<Vec<u8>, Error> {
    // JSON has no such numbers: the codecs would write `null`, which is another request.
    if let Some((name, _)) = set_fields(request).find(|(_, value)| !is_finite(*value)) {
        return Err(Error::invalid(format!("{name} is, or holds, a number that is not finite")));
    }
    codec::encode(request)
}

fn is_finite(value: Value<'_>) -> bool {
    match value {
        Value::Number(number) => number.is_finite(),
        Value::List(items) => each_item(items).all(is_finite),
        Value::Object(fields) => set_fields(fields).all(|(_, value)| is_finite(value)),
        Value::Bool(_) | Value::Integer(_) | Value::Text(_) => true,
    }
}

/// Reads an endpoint's answer; or says what is wrong with it, in words that may still hold a
/// secret.
pub(crate) fn decode<E: Endpoint>(request: &E, body: &[u8]) -> Result<E::Answer, String> {
    let text = text(body)?;
    request.read(text).map_err(|mismatch| describe(text, E::ANSWER_KEY, mismatch))
}

/// The answer as it came, if it is a JSON object at all.
pub(crate) fn decode_object(body: &[u8]) -> Result<String, String> {
    let text = text(body)?;
    object(text).map_err(|mismatch| describe(text, None, mismatch))?;
    Ok(text.to_owned())
}

fn text(body: &[u8]) -> Result<&str, String> {
    let text = std::str::from_utf8(body).map_err(|_| "it is not UTF-8 text".to_owned())?;
    if is_too_deep(text) {
        return Err(format!("it is nested more than {MAX_DEPTH} deep"));
    }
    Ok(text)
}

/// Many times deeper than what Seam answers. Deeper still, a codec would need a hostile answer's
/// length in memory many times over, or refuse it where the other does not.
const MAX_DEPTH: usize = 100;

fn is_too_deep(text: &str) -> bool {
    // Nearly every answer opens less than that in all. `|` makes the two signs one.
    if text.bytes().filter(|byte| byte | 0x20 == b'{').count() <= MAX_DEPTH {
        return false;
    }
    depths(text.as_bytes()).any(|depth| depth > MAX_DEPTH)
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

/// Whether a body is the beginning of a JSON object, and not all of it. A web page is not.
pub(crate) fn is_cut(body: &[u8]) -> bool {
    let body = body.trim_ascii_start();
    body.first().is_none_or(|byte| *byte == b'{') && depths(body).all(|depth| depth > 0)
}

/// Kept out of `decode`, which is copied for each type of answer.
fn describe(text: &str, key: Option<&str>, mismatch: Mismatch) -> String {
    let start = text.trim_start();
    if start.is_empty() {
        return "it is empty".to_owned();
    }
    let detail = match mismatch {
        Mismatch::NotJson if start.starts_with('<') => {
            return "it is a web page, not JSON: a captive portal or a proxy may be answering in \
                    Seam's place"
                .to_owned();
        }
        Mismatch::NotJson => return "it is not JSON".to_owned(),
        Mismatch::OtherShape(detail) => detail,
    };
    let mut reason = match key {
        Some(key) => format!("it is JSON, but holds no {key} as Seam documents it"),
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

/// Reads Seam's error object; `None` if `body` is anything else.
pub(crate) fn decode_problem(body: &[u8]) -> Option<Problem> {
    let text = text(body).ok()?;
    codec::walk(text)?.problem()
}

/// What a codec tells of a JSON text while it goes through it, and Seam's error object out of that:
/// `{"error": {"type", "message", "validation_errors"?}}`, of which the last nests as in
/// `{"_errors": ["…"], "parameter": {"_errors": […], "0": {…}}}`.
///
/// Nothing else of the text is kept, however large it is, and of this no more than a reader wants.
#[derive(Default)]
struct Walk {
    /// Where it is: the names of members; for an item of a list, an empty one.
    path: Vec<String>,
    error_type: Option<String>,
    message: String,
    validation_errors: Vec<ValidationError>,
}

#[cfg_attr(not(any(feature = "serde", feature = "miniserde")), allow(dead_code))]
impl Walk {
    const MAX_NAME: usize = 100;
    const MAX_TEXT: usize = 4 * 1024;
    const MAX_ERRORS: usize = 100;

    /// A member begins.
    fn member(&mut self, name: &str) {
        self.path.push(start(name, Self::MAX_NAME));
    }

    /// An item of a list begins.
    fn item(&mut self) {
        self.path.push(String::new());
    }

    /// The member or the item ends.
    fn end(&mut self) {
        self.path.pop();
    }

    fn text(&mut self, text: &str) {
        let mut path = self.path.iter().map(String::as_str);
        if path.next() != Some("error") {
            return;
        }
        match (path.next(), path.next_back(), path.next_back()) {
            (Some("type"), None, _) => self.error_type = Some(start(text, Self::MAX_TEXT)),
            (Some("message"), None, _) => self.message = start(text, Self::MAX_TEXT),
            (Some("validation_errors"), Some(""), Some("_errors")) => {
                let parameter = path.collect::<Vec<_>>().join(".");
                self.validation_error(parameter, start(text, Self::MAX_TEXT));
            }
            _ => {}
        }
    }

    fn validation_error(&mut self, parameter: String, message: String) {
        let full = self.validation_errors.len() >= Self::MAX_ERRORS;
        match self.validation_errors.last_mut() {
            Some(last) if last.parameter == parameter => {
                if last.messages.len() < Self::MAX_ERRORS {
                    last.messages.push(message);
                }
            }
            _ if full => {}
            _ => {
                self.validation_errors.push(ValidationError { parameter, messages: vec![message] })
            }
        }
    }

    fn problem(self) -> Option<Problem> {
        Some(Problem {
            error_type: self.error_type?,
            message: self.message,
            validation_errors: self.validation_errors,
        })
    }
}

/// The first characters of a text.
fn start(text: &str, longest: usize) -> String {
    let end = text.char_indices().nth(longest).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or_default().to_owned()
}

/// Declares an answer of this crate's: a plain struct that either codec decodes. A member that Seam
/// may leave out is an `Option`.
macro_rules! answer {
    ($(#[$doc:meta])* pub struct $name:ident { $($fields:tt)* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        #[cfg_attr(feature = "serde", derive(::serde::Deserialize))]
        #[cfg_attr(feature = "miniserde", derive(::miniserde::Deserialize))]
        #[non_exhaustive]
        pub struct $name { $($fields)* }
    };
}
pub(crate) use answer;
