//! What the field of a response can be declared as, and how each is read.

use super::{Json, Metadata, MetadataValue, Reader, ResponseStruct, VisitEntries, VisitItems};
use crate::Secret;
use crate::json::ValueError;

/// A type that a field can be declared as.
pub trait Field {
    /// Whether Seam has to send the field.
    const REQUIRED: bool;

    /// Reads the field's value.
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError>;
}

macro_rules! fields {
    ($($type:ty => $read:ident, $optional:ident;)*) => {
        $(
            impl Field for $type {
                const REQUIRED: bool = true;

                #[inline(always)]
                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
                    reader.$read(self)
                }
            }

            impl Field for Option<$type> {
                const REQUIRED: bool = false;

                #[inline(always)]
                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
                    reader.$optional(self)
                }
            }
        )*
    };
}
fields! {
    String => text, optional_text;
    bool => bool, optional_bool;
    f64 => number, optional_number;
    i64 => integer, optional_integer;
    Secret => secret, optional_secret;
    Vec<String> => texts, optional_texts;
    Json => json, optional_json;
}

/// Fields that are read with the functions that lists and maps have anyway: a program without such a field pays
/// nothing.
macro_rules! rare_fields {
    ($($type:ty => $read:ident $(, $size:expr)?;)*) => {
        $(
            impl Field for $type {
                const REQUIRED: bool = true;

                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
                    // If a field is repeated, the last one counts.
                    *self = Self::default();
                    let mut this = self;
                    reader.$read(&mut this $(, $size)?)
                }
            }

            impl Field for Option<$type> {
                const REQUIRED: bool = false;

                fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
                    self.get_or_insert_default().read(reader)
                }
            }
        )*
    };
}
rare_fields! {
    Vec<f64> => list, size_of::<f64>();
    Vec<i64> => list, size_of::<i64>();
    Vec<Json> => list, size_of::<Json>();
    Metadata => map;
}

impl VisitItems for &mut Vec<f64> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut number = 0.0;
        reader.number(&mut number)?;
        self.push(number);
        Ok(())
    }
}

impl VisitItems for &mut Vec<i64> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut number = 0;
        reader.integer(&mut number)?;
        self.push(number);
        Ok(())
    }
}

impl VisitItems for &mut Vec<Json> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut json = Json::default();
        reader.json(&mut json)?;
        self.push(json);
        Ok(())
    }
}

impl VisitEntries for &mut Metadata {
    fn entry(&mut self, name: &str, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let (mut text, mut is_true, mut json) = (String::new(), false, Json::default());
        // First, since `true` can be read as text too.
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

impl<T: ResponseStruct> Field for T {
    const REQUIRED: bool = true;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut this = self;
        reader.object(&mut this, T::NAMES)
    }
}

impl<T: ResponseStruct> Field for Option<Box<T>> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut this = &mut **self.insert(Box::default());
        reader.object(&mut this, T::NAMES)
    }
}

impl<T: ResponseStruct> Field for Vec<T> {
    const REQUIRED: bool = true;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        // If a field is repeated, the last one counts.
        self.clear();
        let mut this = self;
        reader.list(&mut this, size_of::<T>())
    }
}

impl<T: ResponseStruct> Field for Option<Vec<T>> {
    const REQUIRED: bool = false;

    #[inline(always)]
    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let mut this = self.insert(Vec::new());
        reader.list(&mut this, size_of::<T>())
    }
}

impl<T: ResponseStruct> VisitItems for &mut Vec<T> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        self.push(T::default());
        match self.last_mut() {
            Some(mut last) => reader.object(&mut last, T::NAMES),
            None => Ok(()),
        }
    }
}

/// An object read into a struct, together with all of its JSON.
#[derive(Default)]
pub(crate) struct WithJson<T> {
    pub(crate) value: T,
    pub(crate) json: Json,
}

impl<T: ResponseStruct> Field for Vec<WithJson<T>> {
    const REQUIRED: bool = true;

    fn read(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        // If a field is repeated, the last one counts.
        self.clear();
        let mut this = self;
        reader.list(&mut this, size_of::<WithJson<T>>())
    }
}

impl<T: ResponseStruct> VisitItems for &mut Vec<WithJson<T>> {
    fn item(&mut self, reader: &mut Reader<'_, '_>) -> Result<(), ValueError> {
        let start = reader.tokens.start;
        let mut kept = WithJson::<T>::default();
        let mut value = &mut kept.value;
        reader.object(&mut value, T::NAMES)?;
        kept.json = Json::new(reader.tokens.since(start)?.to_owned());
        self.push(kept);
        Ok(())
    }
}
