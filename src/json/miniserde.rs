//! The codec `miniserde`.

use std::borrow::Cow;

use miniserde::de::{Deserialize, Map, Visitor};
use miniserde::json;
use miniserde::ser::{self, Fragment, Serialize};
use miniserde::{Result, make_place};

use super::{Mismatch, Problem};
use crate::endpoint::{Endpoint, Fields, Value};
use crate::{Count, Error, Secret};

pub(crate) trait Decode: Deserialize {}
impl<T: Deserialize> Decode for T {}

// Infallible here, fallible with serde_json.
#[allow(clippy::unnecessary_wraps)]
pub(crate) fn encode(request: &dyn Fields) -> std::result::Result<Vec<u8>, Error> {
    Ok(json::to_string(&Object(request)).into_bytes())
}

struct Object<'a>(&'a dyn Fields);

impl Serialize for Object<'_> {
    fn begin(&self) -> Fragment<'_> {
        Fragment::Map(Box::new(SetFields { fields: self.0, index: 0, value: Value::Text("") }))
    }
}

struct SetFields<'a> {
    fields: &'a dyn Fields,
    index: usize,
    /// The value last handed out, which is borrowed from here.
    value: Value<'a>,
}

impl ser::Map for SetFields<'_> {
    fn next(&mut self) -> Option<(Cow<'_, str>, &dyn Serialize)> {
        loop {
            let (name, value) = self.fields.field(self.index)?;
            self.index += 1;
            if let Some(value) = value {
                self.value = value;
                return Some((Cow::Borrowed(name), &self.value));
            }
        }
    }
}

impl Serialize for Value<'_> {
    fn begin(&self) -> Fragment<'_> {
        match self {
            Value::Text(text) => Fragment::Str(Cow::Borrowed(text)),
            Value::List(list) => Fragment::Seq(Box::new(Texts(list.iter()))),
        }
    }
}

struct Texts<'a>(std::slice::Iter<'a, &'a str>);

impl ser::Seq for Texts<'_> {
    fn next(&mut self) -> Option<&dyn Serialize> {
        self.0.next().map(|text| text as _)
    }
}

pub(crate) fn decode<E: Endpoint>(text: &str) -> std::result::Result<E::Answer, Mismatch> {
    json::from_str(text).map(|Envelope::<E> { answer }| answer).map_err(|_| {
        // miniserde's error says nothing, so look once more: is it JSON at all?
        match json::from_str::<json::Value>(text) {
            Ok(_) => Mismatch::OtherShape(None),
            Err(_) => Mismatch::NotJson,
        }
    })
}

/// The object around an answer. Of its other members (`ok`, and what may come) nothing is kept;
/// of a repeated answer, the last.
struct Envelope<E: Endpoint> {
    answer: E::Answer,
}

make_place!(Place);

impl<E: Endpoint> Deserialize for Envelope<E> {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl<E: Endpoint> Visitor for Place<Envelope<E>> {
    fn map(&mut self) -> Result<Box<dyn Map + '_>> {
        Ok(Box::new(Members { out: &mut self.out, answer: None }))
    }
}

struct Members<'a, E: Endpoint> {
    out: &'a mut Option<Envelope<E>>,
    answer: Option<E::Answer>,
}

impl<E: Endpoint> Map for Members<'_, E> {
    fn key(&mut self, name: &str) -> Result<&mut dyn Visitor> {
        if name == E::ANSWER_KEY {
            // A repeated answer must not be built on what the one before left.
            self.answer = None;
            Ok(Deserialize::begin(&mut self.answer))
        } else {
            Ok(<dyn Visitor>::ignore())
        }
    }

    fn finish(&mut self) -> Result<()> {
        let answer = self.answer.take().ok_or(miniserde::Error)?;
        *self.out = Some(Envelope { answer });
        Ok(())
    }
}

pub(crate) fn decode_problem(text: &str) -> Option<Problem> {
    problem(json::from_str(text).ok()?)
}

super::problem!(json::Value);

impl Deserialize for Secret {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<Secret> {
    fn string(&mut self, text: &str) -> Result<()> {
        self.out = Some(Secret::from(text));
        Ok(())
    }
}

impl Deserialize for Count {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl Visitor for Place<Count> {
    fn negative(&mut self, number: i64) -> Result<()> {
        // `-0`, which serde_json reads as a floating-point number.
        self.float(number as f64)
    }

    fn nonnegative(&mut self, number: u64) -> Result<()> {
        self.out = Some(Count::from_u64(number).ok_or(miniserde::Error)?);
        Ok(())
    }

    fn float(&mut self, number: f64) -> Result<()> {
        self.out = Some(Count::from_f64(number).ok_or(miniserde::Error)?);
        Ok(())
    }
}
