//! JSON in and out: the only room that knows which codec is on.
//!
//! With both on, the wire uses serde_json, and answers implement both codecs' traits.

use crate::Error;
use crate::endpoint::{Endpoint, Fields};
use crate::error::ValidationError;

#[cfg(feature = "miniserde")]
// With both codecs on, only the tests read and write with this one.
#[cfg_attr(feature = "serde", allow(dead_code))]
pub(crate) mod miniserde;
#[cfg(feature = "serde")]
pub(crate) mod serde;
#[cfg(all(test, feature = "serde", feature = "miniserde"))]
mod tests;

#[cfg(all(feature = "miniserde", not(feature = "serde")))]
use self::miniserde as codec;
#[cfg(feature = "serde")]
use self::serde as codec;

#[cfg(not(any(feature = "serde", feature = "miniserde")))]
compile_error!("seam-client needs a JSON codec: enable its feature `serde` or `miniserde`");

/// The least that the crate needs without a codec, so that the sentence above is the only error.
#[cfg(not(any(feature = "serde", feature = "miniserde")))]
mod codec {
    use super::{Endpoint, Error, Fields, Mismatch, Problem};

    pub(crate) trait Decode: Sized {}
    impl<T> Decode for T {}
    pub(super) fn encode(_: &dyn Fields) -> Result<Vec<u8>, Error> {
        Ok(Vec::new())
    }
    pub(super) fn decode<E: Endpoint>(_: &str) -> Result<E::Answer, Mismatch> {
        Err(Mismatch::NotJson)
    }
    pub(super) fn decode_problem(_: &str) -> Option<Problem> {
        None
    }
}

#[cfg(not(all(feature = "serde", feature = "miniserde")))]
pub(crate) use codec::Decode;

/// What decodes with every codec that is on.
#[cfg(all(feature = "serde", feature = "miniserde"))]
pub(crate) trait Decode: serde::Decode + miniserde::Decode {}
#[cfg(all(feature = "serde", feature = "miniserde"))]
impl<T: serde::Decode + miniserde::Decode> Decode for T {}

/// Writes the set fields of a request as one JSON object, in the order of their declaration.
pub(crate) fn encode(request: &dyn Fields) -> Result<Vec<u8>, Error> {
    codec::encode(request)
}

/// Takes an endpoint's answer out of its envelope, the object that `body` is; or says what is
/// wrong with it, in words that may still hold a secret.
pub(crate) fn decode<E: Endpoint>(body: &[u8]) -> Result<E::Answer, String> {
    let text = std::str::from_utf8(body).map_err(|_| "it is not UTF-8 text".to_owned())?;
    codec::decode::<E>(text).map_err(|mismatch| describe(text, E::ANSWER_KEY, mismatch))
}

/// Why a text is not the answer that was hoped for.
pub(crate) enum Mismatch {
    NotJson,
    /// JSON of another shape, and what the codec said about it (miniserde says nothing).
    OtherShape(Option<String>),
}

/// Kept out of `decode`, which is copied for each type of answer.
fn describe(text: &str, key: &str, mismatch: Mismatch) -> String {
    let start = text.trim_start();
    if start.is_empty() {
        return "it is empty".to_owned();
    }
    match mismatch {
        Mismatch::NotJson if start.starts_with('<') => {
            "it is a web page, not JSON: a captive portal or a proxy may be answering in Seam's place"
                .to_owned()
        }
        Mismatch::NotJson => "it is not JSON".to_owned(),
        Mismatch::OtherShape(None) => format!("it is JSON, but holds no {key} as Seam documents it"),
        Mismatch::OtherShape(Some(detail)) => {
            format!("it is JSON, but holds no {key} as Seam documents it: {detail}")
        }
    }
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

/// Declares an answer: a plain struct that either codec decodes. A member that Seam may leave out
/// is an `Option`.
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
