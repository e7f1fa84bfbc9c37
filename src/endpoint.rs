//! What an endpoint is, and how one is declared.

use crate::Error;
use crate::auth::CredentialKind;
use crate::json::Decode;
use crate::timestamp::Timestamp;

/// A request to one of Seam's endpoints.
pub(crate) trait Endpoint: Fields {
    /// The path, from the slash on.
    const PATH: &'static str;
    /// The member of the answer's envelope that holds the answer itself.
    const ANSWER_KEY: &'static str;
    type Answer: Decode;

    /// Refuses what Seam is known to refuse for this kind of credential, before it is sent.
    fn check(&self, credential: CredentialKind) -> Result<(), Error>;
}

/// The fields of a request, by their place in its declaration.
///
/// Both codecs write requests through this one object-safe trait, so that an endpoint brings no
/// code of its own for either.
pub(crate) trait Fields {
    /// The `index`-th field's name, and its value if it is set; `None` after the last.
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)>;
}

/// A field's value.
#[derive(Clone, Copy)]
pub(crate) enum Value<'a> {
    Text(&'a str),
    List(&'a [&'a str]),
}

/// What a field of a request may be declared as.
pub(crate) trait AsValue {
    fn as_value(&self) -> Value<'_>;
}

impl AsValue for &str {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl AsValue for &[&str] {
    fn as_value(&self) -> Value<'_> {
        Value::List(self)
    }
}

/// A point in time: the caller's own text, or one that we computed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Time<'a> {
    Text(&'a str),
    Computed(Timestamp),
}

impl<'a> From<&'a str> for Time<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl AsValue for Time<'_> {
    fn as_value(&self) -> Value<'_> {
        Value::Text(match self {
            Time::Text(text) => text,
            Time::Computed(time) => time.as_str(),
        })
    }
}

/// Declares an endpoint: the name of its request, path, answer, and fields in the order in which
/// they are sent. Each field gets a setter of its name; one that is not set is not sent.
///
/// `field: Set => Held` is a field whose setter takes a `Set` and which is held as a `Held`.
macro_rules! endpoint {
    (
        $(#[$doc:meta])*
        $name:ident, $path:literal => $key:literal: $answer:ty, check: $check:path {
            $( $(#[$field_doc:meta])* $field:ident: $set:ty $(=> $held:ty)?, )*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct $name<'a> {
            $( $field: Option<endpoint!(@held $set $(=> $held)?)>, )*
        }

        impl<'a> $name<'a> {
            /// A request in which nothing is set.
            pub fn new() -> Self {
                Self::default()
            }

            $(
                $(#[$field_doc])*
                pub fn $field(mut self, $field: $set) -> Self {
                    self.$field = Some($field.into());
                    self
                }
            )*
        }

        impl $crate::endpoint::Fields for $name<'_> {
            fn field(&self, index: usize) -> Option<(&'static str, Option<$crate::endpoint::Value<'_>>)> {
                use $crate::endpoint::{AsValue, Value};
                type Getter = for<'b> fn(&'b $name<'_>) -> Option<Value<'b>>;
                const FIELDS: &[(&str, Getter)] = &[
                    $( (stringify!($field), |request| request.$field.as_ref().map(AsValue::as_value)), )*
                ];
                FIELDS.get(index).map(|(name, get)| (*name, get(self)))
            }
        }

        impl $crate::endpoint::Endpoint for $name<'_> {
            const PATH: &'static str = $path;
            const ANSWER_KEY: &'static str = $key;
            type Answer = $answer;

            fn check(&self, credential: $crate::auth::CredentialKind) -> Result<(), $crate::Error> {
                $check(self, credential)
            }
        }
    };
    (@held $set:ty) => { $set };
    (@held $set:ty => $held:ty) => { $held };
}
pub(crate) use endpoint;
