//! Replaces the macros that declare the crate's response types, so that serde's derive reads them.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

macro_rules! response {
    ($(
        $(#[$doc:meta])*
        pub struct $name:ident {
            $( $(#[$member_doc:meta])* $vis:vis $member:ident: $type:ty $(= $empty:ident)? ),* $(,)?
        }
    )*) => { $(
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
        pub struct $name {
            $( $( #[doc = stringify!($empty)] #[serde(default)] )? $vis $member: $type, )*
        }
    )* };
}
pub(crate) use response;

#[derive(Clone, Default, PartialEq, serde::Deserialize)]
pub(crate) struct Secret(String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", seam_client::Secret::from(self.0.clone()))
    }
}

/// The raw JSON of an object that `T` would be read from.
pub(crate) struct Raw<T>(Box<RawValue>, PhantomData<fn() -> T>);

pub(crate) type Json = Raw<()>;
pub(crate) type Lazy<T> = Option<Raw<T>>;

impl<T> Clone for Raw<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone(), PhantomData)
    }
}

impl<T> PartialEq for Raw<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0.get() == other.0.get()
    }
}

impl<T> fmt::Debug for Raw<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Json(…)")
    }
}

impl<'de, T> Deserialize<'de> for Raw<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::deserialize(deserializer).map(|json| Self(json, PhantomData))
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Metadata(Vec<(String, MetadataValue)>);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum MetadataValue {
    Text(String),
    Bool(bool),
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;

        impl<'de> Visitor<'de> for Pairs {
            type Value = Metadata;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metadata, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Metadata(pairs))
            }
        }

        deserializer.deserialize_map(Pairs)
    }
}

impl<'de> Deserialize<'de> for MetadataValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Value;

        impl Visitor<'_> for Value {
            type Value = MetadataValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, true or false")
            }

            fn visit_bool<E>(self, value: bool) -> Result<MetadataValue, E> {
                Ok(MetadataValue::Bool(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<MetadataValue, E> {
                Ok(MetadataValue::Text(value.to_owned()))
            }
        }

        deserializer.deserialize_any(Value)
    }
}
