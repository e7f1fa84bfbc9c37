//! What an endpoint of Seam's is, and how to declare one that this crate has no types for yet.
//!
//! A request is declared by [`endpoint!`](crate::endpoint!), sent by [`Seam::call`], and has all
//! that this crate's own requests have: the deadline, the limits, the errors.
//!
//! ```no_run
//! # #[cfg(not(feature = "serde"))]
//! # fn main() {}
//! # #[cfg(feature = "serde")]
//! # fn main() -> Result<(), seam_client::Error> {
//! use seam_client::{Seam, endpoint, json};
//!
//! endpoint! {
//!     /// Unlocks a lock.
//!     struct UnlockDoor<'a>(device_id: &'a str) {}
//!     post "/locks/unlock_door";
//!     answer "action_attempt": ActionAttempt, by json::serde;
//! }
//!
//! /// Of all that Seam answers, what this program wants.
//! #[derive(serde::Deserialize)]
//! struct ActionAttempt {
//!     action_attempt_id: String,
//!     status: String,
//! }
//!
//! let seam = Seam::from_env()?;
//! let attempt = seam.call(&UnlockDoor::new("c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d"))?;
//! println!("{}: {}", attempt.action_attempt_id, attempt.status);
//! # Ok(())
//! # }
//! ```
//!
//! The example `unlock_door` is a whole program of this kind. [`Seam::call_json`] does without
//! types.
//!
//! [`Seam::call`]: crate::Seam::call
//! [`Seam::call_json`]: crate::Seam::call_json

use std::fmt;

use crate::json::Mismatch;
use crate::{Credential, Error};

/// A request to one of Seam's endpoints, as [`endpoint!`](crate::endpoint!) declares it.
pub trait Endpoint: Fields {
    /// The path: a slash, then ASCII letters, digits, `_`, `-`, `.` and slashes; 256 bytes at the most,
    /// and no segment that is empty, `.` or `..`.
    const PATH: &'static str;

    /// The member of Seam's answer that holds the answer itself; `None`, if the object that Seam
    /// answers is wanted as a whole.
    const ANSWER_KEY: Option<&'static str>;

    /// What the answer is read into.
    type Answer;

    /// Reads the answer from the JSON that came, by one of the readers of [`json`](crate::json) or
    /// one of your own.
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if the JSON is not the answer. It becomes an
    /// [`Error::Decode`].
    fn read(&self, json: &str) -> Result<Self::Answer, Mismatch>;

    /// Whether sending this request twice does no more than sending it once, so that it may be
    /// sent again when it is not known whether Seam has carried it out. `false`, unless declared
    /// otherwise.
    fn is_repeatable(&self) -> bool {
        false
    }

    /// The status by which Seam says that there is nothing left to do, as 404 for a delete.
    ///
    /// If the request was sent again because nobody knew whether Seam had carried it out, and Seam
    /// then answers this status with its error object, the call is a success: its answer is the empty
    /// object `{}`. On the first try, or on the page of a gateway, this status is an error as any
    /// other. `None`, unless declared otherwise.
    const UNTIL: Option<u16> = None;

    /// Refuses a request that cannot be right, before it is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], made by [`Error::invalid`].
    fn check(&self, credential: &Credential) -> Result<(), Error> {
        let _ = credential;
        Ok(())
    }
}

/// The fields of a request, or of an object in one, by their place.
pub trait Fields {
    /// The `index`-th field's name, and its value if it is set; `None` after the last.
    fn field(&self, index: usize) -> Option<(&'static str, Option<Value<'_>>)>;
}

/// The items of a list, by their place.
pub trait Items {
    /// The `index`-th item; `None` after the last.
    fn item(&self, index: usize) -> Option<Value<'_>>;
}

/// A field's value.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number; one that is infinite or not a number is refused before sending.
    Number(f64),
    /// A text.
    Text(&'a str),
    /// A list.
    List(&'a dyn Items),
    /// An object: fields within a field.
    Object(&'a dyn Fields),
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Bool(value) => value.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => text.fmt(f),
            Value::List(items) => f.debug_list().entries(each_item(*items)).finish(),
            Value::Object(fields) => f.debug_map().entries(set_fields(*fields)).finish(),
        }
    }
}

/// The fields that are set.
pub(crate) fn set_fields(fields: &dyn Fields) -> impl Iterator<Item = (&'static str, Value<'_>)> {
    let all = (0..).map_while(|index| fields.field(index));
    all.filter_map(|(name, value)| Some((name, value?)))
}

pub(crate) fn each_item(items: &dyn Items) -> impl Iterator<Item = Value<'_>> {
    (0..).map_while(|index| items.item(index))
}

/// What a field of a request may be declared as: `bool`, `i32`, `u32`, `i64`, `f64`, `&str`, a
/// slice of these, and a reference to an object's [`Fields`].
pub trait AsValue {
    /// This, as a value.
    fn as_value(&self) -> Value<'_>;
}

macro_rules! as_value {
    ($($type:ty => $variant:ident),*) => {
        $(
            impl AsValue for $type {
                fn as_value(&self) -> Value<'_> {
                    Value::$variant((*self).into())
                }
            }
        )*
    };
}
as_value!(bool => Bool, i32 => Integer, u32 => Integer, i64 => Integer, f64 => Number);

impl AsValue for &str {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl AsValue for String {
    fn as_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<T: AsValue> AsValue for &[T] {
    fn as_value(&self) -> Value<'_> {
        Value::List(self)
    }
}

impl<T: AsValue> Items for &[T] {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(AsValue::as_value)
    }
}

impl<T: AsValue> Items for Vec<T> {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(AsValue::as_value)
    }
}

impl<F: Fields> AsValue for &F {
    fn as_value(&self) -> Value<'_> {
        Value::Object(*self)
    }
}

/// Four times as long as the longest of Seam's.
const LONGEST_PATH: usize = 256;

/// What keeps a path from being one that an endpoint can have: nothing in it may lead out of the path, or to
/// another host, and servers and proxies on the way must not be able to read it in two ways.
#[doc(hidden)]
pub const fn path_flaw(path: &str) -> Option<&'static str> {
    let mut rest = path.as_bytes();
    if rest.len() > LONGEST_PATH {
        return Some("the path is longer than 256 bytes");
    }
    if !matches!(rest, [b'/', ..]) {
        return Some("the path does not begin with a slash, as /locks/list does");
    }
    while let [byte, after @ ..] = rest {
        if *byte == b'/' {
            match after {
                [] | [b'/', ..] => return Some("the path has an empty segment"),
                [b'.'] | [b'.', b'/', ..] | [b'.', b'.'] | [b'.', b'.', b'/', ..] => {
                    return Some("the path has a segment that is . or ..");
                }
                _ => {}
            }
        } else if !(byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')) {
            return Some(
                "the path has a character that is not a letter, a digit, _, -, . or a slash",
            );
        }
        rest = after;
    }
    None
}

/// A field by its name on the wire: `type`, where Rust has to call it `r#type`.
#[doc(hidden)]
pub fn field<'a>(
    identifier: &'static str,
    value: Option<Value<'a>>,
) -> Option<(&'static str, Option<Value<'a>>)> {
    Some((identifier.strip_prefix("r#").unwrap_or(identifier), value))
}

/// Declares a request to one of Seam's endpoints: a struct that implements
/// [`Endpoint`](crate::endpoint::Endpoint).
///
/// ```
/// # #[cfg(not(feature = "serde"))]
/// # fn main() {}
/// # #[cfg(feature = "serde")]
/// # fn main() {
/// use seam_client::endpoint;
/// use seam_client::endpoint::Endpoint as _;
///
/// #[derive(Debug, serde::Deserialize)]
/// pub struct Device {
///     pub device_id: String,
/// }
///
/// endpoint! {
///     /// Lists the devices of one account.
///     ///
///     /// In parentheses: what the request must have, the arguments of its `new`. In braces: what it
///     /// may have, each with a setter of its name. In this order they are sent; what is not set is
///     /// not sent.
///     pub struct ListDevices<'a>(
///         connected_account_id: &'a str,
///     ) {
///         /// At most so many.
///         limit: u32,
///         device_ids: &'a [&'a str],
///     }
///     // The path.
///     post "/devices/list";
///     // The member of Seam's answer that is wanted, its type, and what reads it. Without the member's
///     // name, the answer is Seam's object as a whole; without this line, there is nothing in it that
///     // is wanted.
///     answer "devices": Vec<Device>, by seam_client::json::serde;
///     // Whether this request may be sent twice. Without this line, it may not. A delete says
///     // `repeatable |_| true, until 404;`: where a lost answer made the client repeat it, it is a
///     // success that Seam finds nothing more to delete.
///     repeatable |_| true;
///     // What refuses a request that cannot be right: a function that takes the request and the
///     // client's credential. It may be left out.
///     check |request, _| match request.limit {
///         Some(0) => Err(seam_client::Error::invalid("a limit of 0 lists nothing")),
///         _ => Ok(()),
///     };
/// }
///
/// let request = ListDevices::new("a7f4b2c1").limit(10);
/// assert!(request.is_repeatable());
/// # }
/// ```
///
/// A path that could be read in two ways does not compile:
///
/// ```compile_fail
/// seam_client::endpoint! {
///     struct List {}
///     post "/locks/../list"; // the path has a segment that is . or ..
/// }
/// ```
///
/// A field is a `bool`, `i32`, `u32`, `i64`, `f64`, `&'a str`, a slice of these, or a reference to a
/// struct of yours that implements [`Fields`](crate::endpoint::Fields) and `Debug`: an object. A struct that
/// borrows nothing has no `<'a>`.
///
/// An answer in pages has a member `pagination` beside its list: take it as a whole, or the pages
/// after the first are missed.
///
/// The reader is `serde` or `miniserde` of [`json`](crate::json), for an
/// answer that derives that codec's `Deserialize`; or a function of yours, which takes the request and
/// the JSON text of Seam's answer.
#[macro_export]
macro_rules! endpoint {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)?
        $(( $( $(#[$required_doc:meta])* $required:ident: $required_type:ty ),+ $(,)? ))?
        { $( $(#[$field_doc:meta])* $field:ident: $set:ty $(=> $held:ty)? ),* $(,)? }
        post $path:literal;
        $( answer $($key:literal:)? $answer:ty, by $read:path; )?
        $( repeatable $repeatable:expr $(, until $until:literal)?; )?
        $( check $check:expr; )?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        #[must_use = "a request does nothing until it is sent"]
        $vis struct $name $(<$life>)? {
            $($( $required: $required_type, )+)?
            $( $field: ::core::option::Option<$crate::endpoint!(@held $set $(=> $held)?)>, )*
        }

        #[allow(dead_code)]
        impl $(<$life>)? $name $(<$life>)? {
            /// A request in which nothing is set but what it must have.
            $vis fn new($($( $required: $required_type ),+)?) -> Self {
                Self {
                    $($( $required, )+)?
                    $( $field: ::core::option::Option::None, )*
                }
            }

            $(
                $(#[$field_doc])*
                $vis fn $field(mut self, $field: $set) -> Self {
                    self.$field = ::core::option::Option::Some($field.into());
                    self
                }
            )*
        }

        $crate::endpoint!(@default [$($( $required )+)?] $name $(<$life>)?);

        impl $(<$life>)? $crate::endpoint::Fields for $name $(<$life>)? {
            #[allow(unused_assignments, unused_mut, unused_variables)]
            fn field(
                &self,
                mut index: usize,
            ) -> ::core::option::Option<(
                &'static str,
                ::core::option::Option<$crate::endpoint::Value<'_>>,
            )> {
                $($(
                    if index == 0 {
                        let value = $crate::endpoint::AsValue::as_value(&self.$required);
                        return $crate::endpoint::field(
                            stringify!($required),
                            ::core::option::Option::Some(value),
                        );
                    }
                    index -= 1;
                )+)?
                $(
                    if index == 0 {
                        let value = self.$field.as_ref().map($crate::endpoint::AsValue::as_value);
                        return $crate::endpoint::field(stringify!($field), value);
                    }
                    index -= 1;
                )*
                ::core::option::Option::None
            }
        }

        impl $(<$life>)? $crate::endpoint::Endpoint for $name $(<$life>)? {
            const PATH: &'static str = $path;

            $crate::endpoint!(@answer $( $($key)? => $answer, $read )?);

            $(
                fn is_repeatable(&self) -> bool {
                    let repeatable: fn(&Self) -> bool = $repeatable;
                    repeatable(self)
                }

                $( const UNTIL: ::core::option::Option<u16> = ::core::option::Option::Some($until); )?
            )?

            $(
                fn check(
                    &self,
                    credential: &$crate::Credential,
                ) -> ::core::result::Result<(), $crate::Error> {
                    let check: fn(
                        &Self,
                        &$crate::Credential,
                    ) -> ::core::result::Result<(), $crate::Error> = $check;
                    check(self, credential)
                }
            )?
        }

        const _: () = if let ::core::option::Option::Some(flaw) = $crate::endpoint::path_flaw($path) {
            ::core::panic!("{}", flaw)
        };
    };

    (@held $set:ty) => { $set };
    (@held $set:ty => $held:ty) => { $held };

    (@default [] $name:ident $(<$life:lifetime>)?) => {
        impl $(<$life>)? ::core::default::Default for $name $(<$life>)? {
            fn default() -> Self {
                Self::new()
            }
        }
    };
    (@default [$($required:ident)+] $($name:tt)+) => {};

    (@answer) => {
        $crate::endpoint!(@answer => (), $crate::json::nothing);
    };
    (@answer => $answer:ty, $read:path) => {
        const ANSWER_KEY: ::core::option::Option<&'static str> = ::core::option::Option::None;
        $crate::endpoint!(@read $answer, $read);
    };
    (@answer $key:literal => $answer:ty, $read:path) => {
        const ANSWER_KEY: ::core::option::Option<&'static str> = ::core::option::Option::Some($key);
        $crate::endpoint!(@read $answer, $read);
    };
    (@read $answer:ty, $read:path) => {
        type Answer = $answer;

        fn read(&self, json: &str) -> ::core::result::Result<$answer, $crate::json::Mismatch> {
            $read(self, json)
        }
    };
}
