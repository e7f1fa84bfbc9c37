//! What can be called, as data: for a program that learns it at run time, as a command line does. So far it has the
//! endpoints of [`client_sessions`](crate::client_sessions); [`Seam::call_json`](crate::Seam::call_json) calls any
//! other by its path.
//!
//! ```no_run
//! use seam_client::{Seam, client_sessions};
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! let seam = Seam::from_env()?;
//! let (path, name, value) = ("/client_sessions/get", "user_identifier_key", "f3b1c8a0");
//! if let Some(endpoint) = client_sessions::ENDPOINTS.iter().find(|one| one.path == path) {
//!     println!("{}", endpoint.call(&seam, &[(name, vec![value])])?);
//! }
//! # Ok(())
//! # }
//! ```

use std::fmt;

use crate::endpoint::Time;
use crate::secret::shown;
use crate::{Error, Seam};

/// One endpoint: what it takes and how it is called, by names instead of types.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Description {
    /// Its path, as `/client_sessions/get`.
    pub path: &'static str,
    /// The field of the response that is read; `None`, if the endpoint returns nothing.
    pub answer_key: Option<&'static str>,
    /// What it takes, in the order in which it is sent.
    pub fields: &'static [FieldDescription],
    pub(crate) call: fn(&Seam, Values<'_>) -> Result<String, Error>,
}

/// One field of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldDescription {
    /// Its name, as it is sent.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether the request requires it.
    pub required: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FieldKind {
    /// A text.
    Text,
    /// A list of texts.
    List,
    /// `true` or `false`.
    Bool,
}

/// The values of the fields that are set, by name: for a list its items, for others one text.
pub type Values<'a> = &'a [(&'a str, Vec<&'a str>)];

impl Description {
    /// Calls the endpoint, as [`Seam::call`] does, and returns the response as JSON.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if a field has no such name, has a value of another kind, or is missing;
    /// otherwise any variant of [`Error`].
    pub fn call(&self, seam: &Seam, values: Values<'_>) -> Result<String, Error> {
        let unknown = values.iter().find(|(name, _)| self.field(name).is_none());
        match unknown {
            Some((name, _)) => {
                Err(Error::invalid(format!("{} takes no {}", self.path, shown(name))))
            }
            None => (self.call)(seam, values),
        }
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&'static FieldDescription> {
        self.fields.iter().find(|field| field.name == name)
    }
}

impl fmt::Debug for Description {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Description")
            .field("path", &self.path)
            .field("answer_key", &self.answer_key)
            .field("fields", &self.fields)
            .finish_non_exhaustive()
    }
}

/// What a field of this crate's requests is declared as.
pub(crate) trait FromValues<'a>: Sized {
    const KIND: FieldKind;

    fn from_values(values: &'a [&'a str]) -> Option<Self>;
}

impl<'a> FromValues<'a> for &'a str {
    const KIND: FieldKind = FieldKind::Text;

    fn from_values(values: &'a [&'a str]) -> Option<Self> {
        match values {
            [text] => Some(text),
            _ => None,
        }
    }
}

impl<'a> FromValues<'a> for Time<'a> {
    const KIND: FieldKind = FieldKind::Text;

    fn from_values(values: &'a [&'a str]) -> Option<Self> {
        <&str>::from_values(values).map(Self::from)
    }
}

impl<'a> FromValues<'a> for &'a [&'a str] {
    const KIND: FieldKind = FieldKind::List;

    fn from_values(values: &'a [&'a str]) -> Option<Self> {
        Some(values)
    }
}

impl FromValues<'_> for bool {
    const KIND: FieldKind = FieldKind::Bool;

    fn from_values(values: &[&str]) -> Option<Self> {
        match values {
            [text] => text.parse().ok(),
            _ => None,
        }
    }
}

pub(crate) fn value<'a, T: FromValues<'a>>(
    values: Values<'a>,
    name: &str,
) -> Result<Option<T>, Error> {
    let Some((_, given)) = values.iter().find(|(other, _)| *other == name) else {
        return Ok(None);
    };
    T::from_values(given).map(Some).ok_or_else(|| {
        Error::invalid(match T::KIND {
            FieldKind::Bool => format!("{name} is neither true nor false"),
            FieldKind::Text | FieldKind::List => format!("{name} is one text"),
        })
    })
}

/// Declares the endpoints of a namespace, each as [`endpoint!`](crate::endpoint!) has it, and a list
/// of their descriptions.
macro_rules! endpoints {
    ($( {
        $(#[$doc:meta])*
        pub struct $name:ident $(<$life:lifetime>)?
        $(( $( $required:ident: $required_type:ty ),+ ))?
        { $( $(#[$field_doc:meta])* $field:ident: $set:ty ),* $(,)? }
        post $path:literal;
        $($rest:tt)*
    } )*) => {
        $(
            $crate::endpoint! {
                $(#[$doc])*
                pub struct $name $(<$life>)?
                $(( $( $required: $required_type ),+ ))?
                { $( $(#[$field_doc])* $field: $set, )* }
                post $path;
                $($rest)*
            }

            impl $(<$life>)? $name $(<$life>)? {
                const DESCRIPTION: $crate::catalog::Description = $crate::catalog::Description {
                    path: $path,
                    answer_key: <Self as $crate::endpoint::Endpoint>::ANSWER_KEY,
                    fields: &[
                        $( $( $crate::catalog::FieldDescription {
                            name: stringify!($required),
                            kind: <$required_type as $crate::catalog::FromValues>::KIND,
                            required: true,
                        }, )+ )?
                        $( $crate::catalog::FieldDescription {
                            name: stringify!($field),
                            kind: <$set as $crate::catalog::FromValues>::KIND,
                            required: false,
                        }, )*
                    ],
                    call: |seam, values| $name::call_by_values(seam, values),
                };

                #[allow(deprecated)]
                fn call_by_values(
                    seam: &$crate::Seam,
                    values: $crate::catalog::Values<$($life)?>,
                ) -> Result<String, $crate::Error> {
                    use $crate::catalog::value;

                    let request = $name::new($( $(
                        value::<$required_type>(values, stringify!($required))?.ok_or_else(|| {
                            $crate::Error::invalid(concat!(stringify!($required), " is missing"))
                        })?
                    ),+ )?);
                    $(
                        let request = match value::<$set>(values, stringify!($field))? {
                            Some(value) => request.$field(value),
                            None => request,
                        };
                    )*
                    seam.call_for_json(&request)
                }
            }
        )*

        /// What each endpoint of this namespace takes.
        pub const ENDPOINTS: &[$crate::catalog::Description] = &[ $( $name::DESCRIPTION, )* ];
    };
}
pub(crate) use endpoints;
