//! What a response is read into, and how that is declared: a plain struct whose fields have indices, so that one
//! reader fills all structs.

use crate::Error;
use crate::json::{Mismatch, ValueError, object, read_at_key};

pub(crate) mod codecs;
mod fields;
mod reader;
mod types;

pub use self::fields::Field;
pub(crate) use self::fields::WithJson;
pub use self::reader::Reader;
pub use self::types::{Json, Lazy, Metadata, MetadataValue};

/// A struct to be filled, field by field.
pub trait VisitFields {
    /// Reads the value of the field with this index.
    fn field(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError>;
}

/// A list to be filled, item by item.
pub trait VisitItems {
    /// Reads one more item.
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError>;
}

/// An object whose field names are data, to be filled.
pub trait VisitEntries {
    /// Reads the value with this name.
    fn entry(&mut self, name: &str, reader: &mut Reader<'_, '_>) -> Result<(), ValueError>;
}

/// A struct of this crate that a response, or an object in one, is read into.
pub trait ResponseStruct: Default {
    /// The names of its fields. Before each name, one byte holds its length and whether Seam has to send the field.
    const NAMES: &'static [u8];

    /// Reads the value of the field with this index.
    fn field(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError>;
}

/// Implemented for references, not for the structs themselves: the vtable of a `dyn` contains the type's drop
/// function, so each struct within another would need one of its own.
impl<T: ResponseStruct> VisitFields for &mut T {
    #[inline]
    fn field(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        T::field(self, index, reader)
    }
}

/// A struct has at most this many fields.
pub(crate) const MAX_FIELDS: usize = 128;

/// This bit of the byte before a name is set if Seam has to send the field.
const REQUIRED: u8 = 0x80;

/// Builds [`NAMES`](ResponseStruct::NAMES). `text` holds the names with a comma before each.
// The compiler evaluates this for each struct, and each step takes it long. So the loop runs once a name, not once a
// byte, and the result stays bytes: checking that it is UTF-8 would again take a step for each byte.
#[allow(clippy::indexing_slicing, clippy::panic)]
pub const fn names<const LENGTH: usize>(text: &str, fields: &[(&str, bool)]) -> [u8; LENGTH] {
    assert!(fields.len() <= MAX_FIELDS);
    let Some(text) = text.as_bytes().first_chunk() else { panic!("the text is shorter") };
    let (mut names, mut rest, mut at) = (*text, fields, 0);
    while let [(name, required), others @ ..] = rest {
        assert!(name.len() < REQUIRED as usize);
        names[at] = name.len() as u8 | if *required { REQUIRED } else { 0 };
        (rest, at) = (others, at + 1 + name.len());
    }
    names
}

/// Splits off the first name. Returns it, whether Seam has to send the field, and the names after it.
pub(crate) fn next_name(names: &'static [u8]) -> Option<(&'static [u8], bool, &'static [u8])> {
    let (head, rest) = names.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(head & !REQUIRED))?;
    // In Rust, the field `type` has to be called `r#type`.
    Some((name.strip_prefix(b"r#").unwrap_or(name), head & REQUIRED != 0, rest))
}

/// Treats the whole response as the only field of a struct, so that a response can be whatever a field can be.
pub(crate) struct Root<'a, T>(pub(crate) &'a mut T);

impl<T: Field + Default> VisitFields for Root<'_, T> {
    fn field(&mut self, _: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        // If the key is repeated, the last value counts, and nothing of the others stays.
        *self.0 = T::default();
        self.0.read(reader)
    }
}

/// Reads a response into a type of this crate.
///
/// # Errors
///
/// [`Mismatch`], if the text is anything else.
pub fn read_response<T: Field + Default>(text: &str, key: Option<&str>) -> Result<T, Mismatch> {
    let mut response = T::default();
    fill(text, key, &mut Root(&mut response), usize::MAX)?;
    Ok(response)
}

/// Like [`Root`], for a struct that is created where it is to stay: a large one is not moved.
struct InPlace<'a, T>(&'a mut Option<T>);

impl<T: ResponseStruct> VisitFields for InPlace<'_, T> {
    fn field(&mut self, _: usize, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut this = self.0.insert(T::default());
        reader.object(&mut this, T::NAMES)
    }
}

/// Reads a large response into a struct of this crate.
pub(crate) fn read_response_into<T: ResponseStruct>(
    text: &str,
    response: &mut Option<T>,
) -> Result<(), Mismatch> {
    fill(text, None, &mut InPlace(response), usize::MAX)
}

/// Reads a response into a type of this crate; returns `None` if the key is missing.
///
/// # Errors
///
/// [`Mismatch`], if the text is anything else.
pub fn read_optional_response<T: Field + Default>(
    text: &str,
    key: Option<&str>,
) -> Result<Option<T>, Mismatch> {
    object(text, None)?;
    if object(text, key).is_err() {
        return Ok(None);
    }
    read_response(text, key).map(Some)
}

fn fill(
    text: &str,
    key: Option<&str>,
    root: &mut dyn VisitFields,
    bytes_left: usize,
) -> Result<(), Mismatch> {
    read_at_key(text, key, &mut |tokens, token| {
        let start = tokens.start;
        let mut reader = Reader { tokens, token, bytes_left };
        root.field(0, &mut reader).map_err(|error| error.at(start))
    })
}

/// For each value that a response may contain, the items of its lists may take this many bytes of memory: eight times
/// the limit of the response's size. The largest items are events, of 1,904 bytes; Seam's JSON for one has at least
/// 300.
const BYTES_PER_VALUE: usize = 16 * 8;

const TOO_MANY: &str = "there are too many values: raise SeamBuilder::max_response_size";

/// Implements the codecs' `Deserialize` for a struct.
macro_rules! deserialize {
    ($name:ident) => {
        #[cfg(feature = "serde")]
        impl<'de> ::serde::Deserialize<'de> for $name {
            fn deserialize<D: ::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                $crate::response::codecs::by_serde(deserializer)
            }
        }

        #[cfg(feature = "miniserde")]
        impl ::miniserde::Deserialize for $name {
            fn begin(out: &mut Option<Self>) -> &mut dyn ::miniserde::de::Visitor {
                $crate::response::codecs::by_miniserde(out)
            }
        }
    };
}
pub(crate) use deserialize;

/// What to do with the response. A call knows nothing else about its endpoint's type, so it is compiled only once.
#[allow(missing_debug_implementations)]
pub enum Target<'t> {
    /// Fill these fields.
    Fields(&'t mut dyn VisitFields),
    /// Pass the JSON text to this function.
    Text(&'t mut dyn FnMut(&str) -> Result<(), Mismatch>),
}

impl Target<'_> {
    /// Reads the response, which may contain at most `max_values` values.
    pub(crate) fn read(
        &mut self,
        text: &str,
        key: Option<&str>,
        max_values: usize,
    ) -> Result<(), Mismatch> {
        match self {
            Target::Fields(fields) => {
                fill(text, key, *fields, max_values.saturating_mul(BYTES_PER_VALUE))
            }
            Target::Text(read) => read(text),
        }
    }
}

/// Makes a call whose response is read into a type of this crate.
pub fn receive<T: Field + Default>(
    fill: &mut dyn FnMut(Target<'_>) -> Result<(), Error>,
) -> Result<T, Error> {
    let mut response = T::default();
    fill(Target::Fields(&mut Root(&mut response)))?;
    Ok(response)
}

/// Makes a call whose response is read by a function.
pub(crate) fn receive_by<T>(
    fill: &mut dyn FnMut(Target<'_>) -> Result<(), Error>,
    read: &dyn Fn(&str) -> Result<T, Mismatch>,
) -> Result<T, Error> {
    let mut response = None;
    fill(Target::Text(&mut |text| {
        response = Some(read(text)?);
        Ok(())
    }))?;
    // Never missing: `fill` has passed on the text, or has failed.
    response.ok_or_else(|| Error::invalid("the response was not read"))
}

/// Declares structs that responses are read into. A field that Seam may leave out is an `Option`; or it is a list or
/// a map with `= empty`, which is empty then.
macro_rules! response {
    (@required $type:ty) => {
        <$type as $crate::response::Field>::REQUIRED
    };
    (@required $type:ty, empty) => {
        false
    };
    ($(
        $(#[$doc:meta])*
        pub struct $name:ident {
            $( $(#[$field_doc:meta])* $vis:vis $field:ident: $type:ty $(= $empty:ident)? ),* $(,)?
        }
    )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$field_doc])* $vis $field: $type, )*
        }

        $crate::response::deserialize!($name);

        impl $crate::response::ResponseStruct for $name {
            const NAMES: &'static [u8] =
                &$crate::response::names::<{ concat!($(",", stringify!($field)),*).len() }>(
                    concat!($(",", stringify!($field)),*),
                    &[$((
                        stringify!($field),
                        $crate::response::response!(@required $type $(, $empty)?),
                    )),*],
                );

            #[allow(unused_assignments, unused_mut, unused_variables, deprecated)]
            fn field(
                &mut self,
                mut index: usize,
                reader: &mut $crate::response::Reader<'_, '_>,
            ) -> ::core::result::Result<(), $crate::json::ValueError> {
                $(
                    if index == 0 {
                        return $crate::response::Field::read(&mut self.$field, reader);
                    }
                    index -= 1;
                )*
                Ok(())
            }
        }
    )* };
}
pub(crate) use response;
