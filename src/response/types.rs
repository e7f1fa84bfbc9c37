//! The types of fields that keep JSON: as Seam sent it, until it is read, or as names and values.

use std::fmt;
use std::marker::PhantomData;

use super::{Field, Reader, ResponseStruct, read_response};
use crate::json::{Mismatch, ValueError};

/// JSON that Seam's documentation does not describe, as Seam sent it. `Debug` doesn't show it.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Json(String);

impl Json {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    /// The JSON text, including any secrets in it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Reads an object into a type of your own, by one of the readers of [`json`](crate::json).
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if the JSON is anything else.
    pub fn read<T>(
        &self,
        read: fn(&str, Option<&str>) -> Result<T, Mismatch>,
    ) -> Result<T, Mismatch> {
        read(&self.0, None)
    }
}

/// Hides the text, since it may contain secrets.
impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(…)")
    }
}

/// An object that is read into a `T` only when you call [`read`](Self::read): it belongs to the devices of one
/// manufacturer, or to one kind of action. A program that never reads it doesn't contain the code for its type, and
/// nothing in it can make a call fail.
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

impl<T: ResponseStruct> Lazy<T> {
    /// Reads the object. Returns `None` if Seam sent none.
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if Seam sent something else.
    pub fn read(&self) -> Result<Option<T>, Mismatch> {
        self.json.as_ref().map(|json| read_response(&json.0, None)).transpose()
    }
}

impl<T> Lazy<T> {
    /// The object's JSON, including any secrets in it; `None` if Seam sent none.
    pub fn json(&self) -> Option<&Json> {
        self.json.as_ref()
    }

    /// Whether Seam sent the object.
    pub fn is_some(&self) -> bool {
        self.json.is_some()
    }
}

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

impl<T> Field for Lazy<T> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        reader.optional_json(&mut self.json)
    }
}

/// Custom metadata: names and values that programs store with a device, a connected account or a Connect Webview.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata(pub(super) Vec<(String, MetadataValue)>);

/// A value of custom metadata.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum MetadataValue {
    /// Text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// Any other JSON, which Seam doesn't document.
    Other(Json),
}

impl Metadata {
    /// The value with this name, if there is one.
    pub fn get(&self, name: &str) -> Option<&MetadataValue> {
        // If a name is repeated, the last one counts.
        self.0.iter().rev().find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// The text with this name; `None` if there is none, or if the value isn't text.
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(MetadataValue::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// All names and values, in the order in which Seam sent them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &MetadataValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}
