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
    use super::{Endpoint, Error, Fields, Mismatch, Problem};

    pub(super) fn encode(_: &dyn Fields) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
    pub(crate) fn read<E: Endpoint>(_: &E, _: &str) -> Result<E::Answer, Mismatch> {
        Err(Mismatch::NotJson)
    }
    pub(super) fn is_json(_: &str) -> bool {
        false
    }
    pub(super) fn decode_problem(_: &str) -> Option<Problem> {
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
    std::str::from_utf8(body).map_err(|_| "it is not UTF-8 text".to_owned())
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
pub(crate) struct Problem {
    pub(crate) error_type: String,
    pub(crate) message: String,
    pub(crate) validation_errors: Vec<ValidationError>,
}

/// Reads Seam's error object; `None` if `body` is anything else.
pub(crate) fn decode_problem(body: &[u8]) -> Option<Problem> {
    codec::decode_problem(std::str::from_utf8(body).ok()?)
}

/// How deep inside `validation_errors` we look. A parameter of Seam's lies two deep; the limit
/// keeps a hostile answer from filling the stack.
#[cfg(any(feature = "serde", feature = "miniserde"))]
const MAX_DEPTH: usize = 8;

/// What both codecs need for Seam's error object, written once over the codec's `Value`: both
/// name its variants alike.
///
/// The object is `{"error": {"type", "message", "validation_errors"?}}`, and the last of these
/// nests: `{"_errors": ["…"], "parameter": {"_errors": […], "0": {…}}}`.
#[cfg(any(feature = "serde", feature = "miniserde"))]
macro_rules! problem {
    ($value:ty) => {
        pub(super) fn problem(answer: $value) -> Option<$crate::json::Problem> {
            type Value = $value;

            let Value::Object(mut envelope) = answer else { return None };
            let Some(Value::Object(mut error)) = envelope.remove("error") else { return None };
            let Some(Value::String(error_type)) = error.remove("type") else { return None };
            let message = match error.remove("message") {
                Some(Value::String(message)) => message,
                _ => String::new(),
            };
            let mut validation_errors = Vec::new();
            if let Some(errors) = error.get("validation_errors") {
                collect(errors, "", $crate::json::MAX_DEPTH, &mut validation_errors);
            }
            Some($crate::json::Problem { error_type, message, validation_errors })
        }

        fn collect(
            value: &$value,
            parameter: &str,
            depth: usize,
            found: &mut Vec<$crate::ValidationError>,
        ) {
            type Value = $value;

            let Value::Object(members) = value else { return };
            if let Some(Value::Array(errors)) = members.get("_errors") {
                let messages: Vec<String> = errors
                    .iter()
                    .filter_map(|error| match error {
                        Value::String(message) => Some(message.clone()),
                        _ => None,
                    })
                    .collect();
                if !messages.is_empty() {
                    let parameter = parameter.to_owned();
                    found.push($crate::ValidationError { parameter, messages });
                }
            }
            for (name, inner) in members {
                if depth > 0 && name != "_errors" {
                    let dot = if parameter.is_empty() { "" } else { "." };
                    collect(inner, &format!("{parameter}{dot}{name}"), depth - 1, found);
                }
            }
        }
    };
}
#[cfg(any(feature = "serde", feature = "miniserde"))]
use problem;

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
