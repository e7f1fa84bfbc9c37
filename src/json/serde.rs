//! The codec `serde`: serde_json.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Mismatch, Walk};
use crate::endpoint::{Endpoint, Fields, Value, each_item, set_fields};
use crate::{Count, Error, Secret};

pub(super) fn encode(request: &dyn Fields) -> Result<Vec<u8>, Error> {
    serde_json::to_vec(&Object(request))
        .map_err(|error| Error::invalid_because("the request could not be written as JSON", error))
}

struct Object<'a>(&'a dyn Fields);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(set_fields(self.0).map(|(name, value)| (name, Json(value))))
    }
}

/// A [`Value`], which does not implement the codec's trait itself: it is public, and the trait is not
/// this crate's.
struct Json<'a>(Value<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Bool(value) => serializer.serialize_bool(value),
            Value::Integer(number) => serializer.serialize_i64(number),
            Value::Number(number) => serializer.serialize_f64(number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::List(items) => serializer.collect_seq(each_item(items).map(Json)),
            Value::Object(fields) => Object(fields).serialize(serializer),
        }
    }
}

/// Reads an answer that implements serde's `Deserialize`. Of the members that it does not name,
/// nothing is kept.
///
/// # Errors
///
/// [`Mismatch`], if the text is not the answer, with what serde_json says about it.
#[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
pub fn read<E: Endpoint>(_: &E, text: &str) -> Result<E::Answer, Mismatch>
where
    E::Answer: DeserializeOwned,
{
    answer(text, E::ANSWER_KEY).map_err(|error| {
        if error.is_data() {
            Mismatch::OtherShape(Some(error.to_string()))
        } else {
            Mismatch::NotJson
        }
    })
}

fn answer<A: DeserializeOwned>(text: &str, key: Option<&'static str>) -> serde_json::Result<A> {
    let mut json = serde_json::Deserializer::from_str(text);
    let answer = match key {
        Some(key) => Envelope { key, answer: PhantomData }.deserialize(&mut json)?,
        None => A::deserialize(&mut json)?,
    };
    json.end()?;
    Ok(answer)
}

pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// The object around an answer. Of its other members (`ok`, and what may come) nothing is kept;
/// of a repeated answer, the last: as miniserde does it.
struct Envelope<A> {
    key: &'static str,
    answer: PhantomData<A>,
}

impl<'de, A: DeserializeOwned> DeserializeSeed<'de> for Envelope<A> {
    type Value = A;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<A, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de, A: DeserializeOwned> Visitor<'de> for Envelope<A> {
    type Value = A;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut members: M) -> Result<A, M::Error> {
        let mut answer = None;
        while let Some(is_answer) = members.next_key_seed(Name(|name: &str| name == self.key))? {
            if is_answer {
                answer = Some(members.next_value()?);
            } else {
                members.next_value::<IgnoredAny>()?;
            }
        }
        answer.ok_or_else(|| M::Error::missing_field(self.key))
    }
}

/// What a function makes of a member's name, which is not copied for it.
struct Name<F>(F);

impl<'de, T, F: FnOnce(&str) -> T> DeserializeSeed<'de> for Name<F> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<T, F: FnOnce(&str) -> T> Visitor<'_> for Name<F> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E>(self, name: &str) -> Result<T, E> {
        Ok((self.0)(name))
    }
}

pub(super) fn walk(text: &str) -> Option<Walk> {
    let mut walk = Walk::default();
    let mut json = serde_json::Deserializer::from_str(text);
    Walker(&mut walk).deserialize(&mut json).ok()?;
    json.end().ok()?;
    Some(walk)
}

/// Tells a walk what comes.
struct Walker<'a>(&'a mut Walk);

impl<'de> DeserializeSeed<'de> for Walker<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walker<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.0.text(text);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        loop {
            self.0.item();
            let item = items.next_element_seed(Walker(self.0))?;
            self.0.end();
            if item.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while members.next_key_seed(Name(|name: &str| self.0.member(name)))?.is_some() {
            members.next_value_seed(Walker(self.0))?;
            self.0.end();
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::from)
    }
}

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;

        impl Visitor<'_> for Number {
            type Value = Count;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }

            fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Count, E> {
                Count::from_u64(number).ok_or_else(|| E::custom("expected a whole number"))
            }

            fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<Count, E> {
                Count::from_f64(number).ok_or_else(|| E::custom("expected a whole number"))
            }
        }

        deserializer.deserialize_f64(Number)
    }
}
