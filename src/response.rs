//! What an answer is, and how one is declared: a plain struct, and the places of its members, by which one reader
//! fills all of them.

use std::fmt;
use std::marker::PhantomData;

use crate::json::{Mismatch, Refusal, object, read_answer};
use crate::{Error, Secret};

pub(crate) mod codecs;
mod reader;

pub use self::reader::Reader;

/// The members of a struct, by their place.
pub trait Record {
    /// Has the `index`-th member read.
    fn member(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), Refusal>;
}

/// A list of objects.
pub trait List {
    /// Has one more item read.
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal>;
}

/// An object whose names are data.
pub trait Map {
    /// Has the value of one more name read.
    fn entry(&mut self, name: &str, reader: &mut Reader<'_, '_>) -> Result<(), Refusal>;
}

/// A struct of this crate's that Seam answers.
pub trait Named {
    /// The names of its members: before each a byte with its length, and whether Seam has to send it.
    const NAMES: &'static [u8];

    /// Has the `index`-th member read.
    fn member(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), Refusal>;
}

/// References implement it, not the structs: the table of a `dyn` names what drops its type, and so every struct within
/// another would have code of its own for that.
impl<T: Named> Record for &mut T {
    #[inline]
    fn member(&mut self, index: usize, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        T::member(self, index, reader)
    }
}

/// The most members that a struct may have.
pub(crate) const MOST_MEMBERS: usize = 128;

/// Set in the byte before a name, if Seam has to send it.
const REQUIRED: u8 = 0x80;

/// The names of a struct's members as the reader goes through them, from the names with a comma before each.
// The compiler runs it for each struct, and takes long for each step: so it goes name by name, not byte by byte, and what
// it makes stays bytes, since it would check byte by byte that they are text.
#[allow(clippy::indexing_slicing, clippy::panic)]
pub const fn names<const LENGTH: usize>(text: &str, members: &[(&str, bool)]) -> [u8; LENGTH] {
    assert!(members.len() <= MOST_MEMBERS);
    let Some(text) = text.as_bytes().first_chunk() else { panic!("the text is shorter") };
    let (mut names, mut rest, mut at) = (*text, members, 0);
    while let [(name, required), others @ ..] = rest {
        assert!(name.len() < REQUIRED as usize);
        names[at] = name.len() as u8 | if *required { REQUIRED } else { 0 };
        (rest, at) = (others, at + 1 + name.len());
    }
    names
}

/// The first of the names, whether Seam has to send it, and the names after it.
pub(crate) fn first(names: &'static [u8]) -> Option<(&'static [u8], bool, &'static [u8])> {
    let (mark, rest) = names.split_first()?;
    let (name, rest) = rest.split_at_checked(usize::from(mark & !REQUIRED))?;
    // `type`, where Rust has to call it `r#type`.
    Some((name.strip_prefix(b"r#").unwrap_or(name), mark & REQUIRED != 0, rest))
}

/// An answer as the only member of a struct, so that what a member can be an answer can be.
pub(crate) struct Root<'a, T>(pub(crate) &'a mut T);

impl<T: Member + Default> Record for Root<'_, T> {
    fn member(&mut self, _: usize, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        // Of a repeated answer, the last counts, with nothing of the others in it.
        *self.0 = T::default();
        self.0.read(reader)
    }
}

/// Reads an answer of this crate's own.
///
/// # Errors
///
/// [`Mismatch`], if the text is not the answer.
pub fn own<T: Member + Default>(text: &str, key: Option<&str>) -> Result<T, Mismatch> {
    let mut answer = T::default();
    read_own(text, key, &mut Root(&mut answer), usize::MAX)?;
    Ok(answer)
}

/// A struct as the only member of one, made where it is to be: large ones are not moved.
struct Place<'a, T>(&'a mut Option<T>);

impl<T: Named + Default> Record for Place<'_, T> {
    fn member(&mut self, _: usize, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut it = self.0.insert(T::default());
        reader.object(&mut it, T::NAMES)
    }
}

/// Reads a large answer of this crate's own.
pub(crate) fn own_into<T: Named + Default>(
    text: &str,
    answer: &mut Option<T>,
) -> Result<(), Mismatch> {
    read_own(text, None, &mut Place(answer), usize::MAX)
}

/// Reads an answer of this crate's own, which is a success if it is missing too.
///
/// # Errors
///
/// [`Mismatch`], if the text is not the answer.
pub fn own_or_nothing<T: Member + Default>(
    text: &str,
    key: Option<&str>,
) -> Result<Option<T>, Mismatch> {
    object(text, None)?;
    if object(text, key).is_err() {
        return Ok(None);
    }
    own(text, key).map(Some)
}

fn read_own(
    text: &str,
    key: Option<&str>,
    root: &mut dyn Record,
    room: usize,
) -> Result<(), Mismatch> {
    read_answer(text, key, &mut |tokens, token| {
        let start = tokens.start;
        let mut reader = Reader { tokens, token, room };
        root.member(0, &mut reader).map_err(|refusal| refusal.at(start))
    })
}

/// How many bytes the items of lists may take for each value that an answer may have: eight times the limit of its
/// size. The largest are events, of 1,904 bytes; Seam writes each with 300 and more.
const ROOM: usize = 16 * 8;

const TOO_MANY: &str = "there are too many for SeamBuilder::max_response_size";

/// Lets the codecs' own traits read it too.
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

/// What is to be done with the response: whatever the endpoint, the call needs no more of it, and is compiled once.
#[allow(missing_debug_implementations)]
pub enum Target<'t> {
    /// Fill this.
    Record(&'t mut dyn Record),
    /// Have the text read.
    Text(&'t mut dyn FnMut(&str) -> Result<(), Mismatch>),
}

impl Target<'_> {
    /// `most` is how many values there may be.
    pub(crate) fn read(
        &mut self,
        text: &str,
        key: Option<&str>,
        most: usize,
    ) -> Result<(), Mismatch> {
        match self {
            Target::Record(record) => read_own(text, key, *record, most.saturating_mul(ROOM)),
            Target::Text(read) => read(text),
        }
    }
}

/// Has an answer of this crate's filled.
pub fn receive<T: Member + Default>(
    fill: &mut dyn FnMut(Target<'_>) -> Result<(), Error>,
) -> Result<T, Error> {
    let mut answer = T::default();
    fill(Target::Record(&mut Root(&mut answer)))?;
    Ok(answer)
}

/// Has an answer read by a function.
pub(crate) fn receive_by<T>(
    fill: &mut dyn FnMut(Target<'_>) -> Result<(), Error>,
    read: &dyn Fn(&str) -> Result<T, Mismatch>,
) -> Result<T, Error> {
    let mut answer = None;
    fill(Target::Text(&mut |text| {
        answer = Some(read(text)?);
        Ok(())
    }))?;
    // What fills has had it read by then, or has failed.
    answer.ok_or_else(|| Error::invalid("the response was not read"))
}

/// What a member can be declared as.
pub trait Member {
    /// Whether Seam has to send it.
    const REQUIRED: bool;

    /// Has it read.
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal>;
}

macro_rules! members {
    ($($type:ty => $read:ident, $optional:ident;)*) => {
        $(
            impl Member for $type {
                const REQUIRED: bool = true;

                #[inline(always)]
                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
                    reader.$read(self)
                }
            }

            impl Member for Option<$type> {
                const REQUIRED: bool = false;

                #[inline(always)]
                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
                    reader.$optional(self)
                }
            }
        )*
    };
}
members! {
    String => text, optional_text;
    bool => bool, optional_bool;
    f64 => number, optional_number;
    i64 => integer, optional_integer;
    Secret => secret, optional_secret;
    Vec<String> => texts, optional_texts;
    Json => json, optional_json;
}

/// A member that is read by what others are read by, and so costs a program that has none nothing.
macro_rules! rare_members {
    ($($type:ty => $read:ident $(, $size:expr)?;)*) => {
        $(
            impl Member for $type {
                const REQUIRED: bool = true;

                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
                    // Of a repeated member, the last counts.
                    *self = Self::default();
                    let mut it = self;
                    reader.$read(&mut it $(, $size)?)
                }
            }

            impl Member for Option<$type> {
                const REQUIRED: bool = false;

                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
                    self.get_or_insert_default().read(reader)
                }
            }
        )*
    };
}
rare_members! {
    Vec<f64> => list, size_of::<f64>();
    Vec<i64> => list, size_of::<i64>();
    Vec<Json> => list, size_of::<Json>();
    Metadata => map;
}

impl List for &mut Vec<f64> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut number = 0.0;
        reader.number(&mut number)?;
        self.push(number);
        Ok(())
    }
}

impl List for &mut Vec<i64> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut number = 0;
        reader.integer(&mut number)?;
        self.push(number);
        Ok(())
    }
}

impl List for &mut Vec<Json> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut json = Json::default();
        reader.json(&mut json)?;
        self.push(json);
        Ok(())
    }
}

impl Map for &mut Metadata {
    fn entry(&mut self, name: &str, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let (mut text, mut is_true, mut json) = (String::new(), false, Json::default());
        // A text is read of `true` too.
        let value = if reader.bool(&mut is_true).is_ok() {
            MetadataValue::Bool(is_true)
        } else if reader.text(&mut text).is_ok() {
            MetadataValue::Text(text)
        } else {
            reader.json(&mut json)?;
            MetadataValue::Other(json)
        };
        self.0.push((name.to_owned(), value));
        Ok(())
    }
}

impl<T: Named> Member for T {
    const REQUIRED: bool = true;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut it = self;
        reader.object(&mut it, T::NAMES)
    }
}

impl<T: Named + Default> Member for Option<Box<T>> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut it = &mut **self.insert(Box::default());
        reader.object(&mut it, T::NAMES)
    }
}

impl<T: Named + Default> Member for Vec<T> {
    const REQUIRED: bool = true;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        // Of a repeated member, the last counts.
        self.clear();
        let mut it = self;
        reader.list(&mut it, size_of::<T>())
    }
}

impl<T: Named + Default> Member for Option<Vec<T>> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let mut it = self.insert(Vec::new());
        reader.list(&mut it, size_of::<T>())
    }
}

impl<T: Named + Default> List for &mut Vec<T> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        self.push(T::default());
        match self.last_mut() {
            Some(mut last) => reader.object(&mut last, T::NAMES),
            None => Ok(()),
        }
    }
}

/// What is read of an object, and all of it as JSON.
#[derive(Default)]
pub(crate) struct Kept<T> {
    pub(crate) it: T,
    pub(crate) json: Json,
}

impl<T: Named + Default> Member for Vec<Kept<T>> {
    const REQUIRED: bool = true;

    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        // Of a repeated member, the last counts.
        self.clear();
        let mut it = self;
        reader.list(&mut it, size_of::<Kept<T>>())
    }
}

impl<T: Named + Default> List for &mut Vec<Kept<T>> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        let start = reader.tokens.start;
        let mut kept = Kept::<T>::default();
        let mut it = &mut kept.it;
        reader.object(&mut it, T::NAMES)?;
        kept.json = Json::new(reader.tokens.since(start)?.to_owned());
        self.push(kept);
        Ok(())
    }
}

/// JSON that Seam's documentation does not describe, as it came. `Debug` does not show it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The JSON text, with all the secrets in it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads an object into a type of your own, by one of the readers of [`json`](crate::json).
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if it is something else.
    pub fn read<T>(
        &self,
        read: fn(&str, Option<&str>) -> Result<T, Mismatch>,
    ) -> Result<T, Mismatch> {
        read(&self.0, None)
    }
}

/// Without the text, since there may be secrets in it.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(…)")
    }
}

/// An object that is read into a `T` when you ask for it: what only one manufacturer's devices have, or only one kind of
/// action returns. A program that never reads it does not contain the code for its type, and its contents cannot make a
/// call fail.
///
/// ```no_run
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let seam = seam_client::Seam::from_env()?;
/// for device in seam.devices().list(seam_client::devices::List::new())? {
///     if let Some(august) = device.properties.august_metadata.read()? {
///         println!("{} is {:?} to August", device.display_name, august.lock_name);
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Lazy<T> {
    json: Option<Json>,
    read_as: PhantomData<fn() -> T>,
}

impl<T: Typed> Lazy<T> {
    /// The object; `None`, if Seam sent none.
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if Seam sent something else.
    pub fn read(&self) -> Result<Option<T>, Mismatch> {
        self.json.as_ref().map(|json| own(&json.0, None)).transpose()
    }
}

impl<T> Lazy<T> {
    /// Its JSON, with all the secrets in it; `None`, if Seam sent none.
    pub fn json(&self) -> Option<&Json> {
        self.json.as_ref()
    }

    /// Whether Seam sent one.
    pub fn is_some(&self) -> bool {
        self.json.is_some()
    }
}

/// A struct of this crate's that Seam answers.
pub trait Typed: Member + Named + Default {}

impl<T: Member + Named + Default> Typed for T {}

impl<T> Clone for Lazy<T> {
    fn clone(&self) -> Self {
        Self { json: self.json.clone(), read_as: PhantomData }
    }
}

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self { json: None, read_as: PhantomData }
    }
}

impl<T> PartialEq for Lazy<T> {
    fn eq(&self, other: &Self) -> bool {
        self.json == other.json
    }
}

impl<T> fmt::Debug for Lazy<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.json.fmt(f)
    }
}

impl<T> Member for Lazy<T> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), Refusal> {
        reader.optional_json(&mut self.json)
    }
}

/// Custom metadata: names and values that programs have stored with a device, an account or a Connect Webview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata(Vec<(String, MetadataValue)>);

/// A value of custom metadata.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataValue {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// Anything else, which Seam does not document.
    Other(Json),
}

impl Metadata {
    /// The value of this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&MetadataValue> {
        // Of a repeated name, the last counts.
        self.0.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The text of this name; `None` if there is none, or it is something else.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(MetadataValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// All names and values, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &MetadataValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// Declares an answer of this crate's: a plain struct that the reader fills. A member that Seam may leave out is an
/// `Option`, or a list or a map that is `= empty` then.
macro_rules! response {
    (@required $type:ty) => {
        <$type as $crate::response::Member>::REQUIRED
    };
    (@required $type:ty, empty) => {
        false
    };
    ($(
        $(#[$doc:meta])*
        pub struct $name:ident {
            $( $(#[$member_doc:meta])* $vis:vis $member:ident: $type:ty $(= $empty:ident)? ),* $(,)?
        }
    )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct $name {
            $( $(#[$member_doc])* $vis $member: $type, )*
        }

        $crate::response::deserialize!($name);

        impl $crate::response::Named for $name {
            const NAMES: &'static [u8] =
                &$crate::response::names::<{ concat!($(",", stringify!($member)),*).len() }>(
                    concat!($(",", stringify!($member)),*),
                    &[$((
                        stringify!($member),
                        $crate::response::response!(@required $type $(, $empty)?),
                    )),*],
                );

            #[allow(unused_assignments, unused_mut, unused_variables, deprecated)]
            fn member(
                &mut self,
                mut index: usize,
                reader: &mut $crate::response::Reader<'_, '_>,
            ) -> ::core::result::Result<(), $crate::json::Refusal> {
                $(
                    if index == 0 {
                        return $crate::response::Member::read(&mut self.$member, reader);
                    }
                    index -= 1;
                )*
                Ok(())
            }
        }
    )* };
}
pub(crate) use response;
