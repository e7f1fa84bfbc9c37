//! The codec `miniserde`.

use std::borrow::Cow;

use miniserde::de::{Deserialize, Map, Seq, Visitor};
use miniserde::json;
use miniserde::ser::{self, Fragment, Serialize};
use miniserde::{Result, make_place};

use super::{Mismatch, Walk};
use crate::endpoint::{Endpoint, Fields, Items, Value};
use crate::{Count, Error, Secret};

// Infallible here, fallible with serde_json.
#[allow(clippy::unnecessary_wraps)]
pub(super) fn encode(request: &dyn Fields) -> std::result::Result<Vec<u8>, Error> {
    Ok(json::to_string(&Object(request)).into_bytes())
}

struct Object<'a>(&'a dyn Fields);

impl Serialize for Object<'_> {
    fn begin(&self) -> Fragment<'_> {
        object(self.0)
    }
}

fn object(fields: &dyn Fields) -> Fragment<'_> {
    Fragment::Map(Box::new(SetFields { fields, index: 0, value: Json(Value::Bool(false)) }))
}

struct SetFields<'a> {
    fields: &'a dyn Fields,
    index: usize,
    /// The value last handed out, which is borrowed from here.
    value: Json<'a>,
}

impl ser::Map for SetFields<'_> {
    fn next(&mut self) -> Option<(Cow<'_, str>, &dyn Serialize)> {
        loop {
            let (name, value) = self.fields.field(self.index)?;
            self.index += 1;
            if let Some(value) = value {
                self.value = Json(value);
                return Some((Cow::Borrowed(name), &self.value));
            }
        }
    }
}

/// A [`Value`], which does not implement the codec's trait itself: it is public, and the trait is not
/// this crate's.
#[derive(Clone, Copy)]
struct Json<'a>(Value<'a>);

impl Serialize for Json<'_> {
    fn begin(&self) -> Fragment<'_> {
        match self.0 {
            Value::Bool(value) => Fragment::Bool(value),
            Value::Integer(number) => Fragment::I64(number),
            Value::Number(number) => Fragment::F64(number),
            Value::Text(text) => Fragment::Str(Cow::Borrowed(text)),
            Value::List(items) => {
                Fragment::Seq(Box::new(EachItem { items, index: 0, value: *self }))
            }
            Value::Object(fields) => object(fields),
        }
    }
}

struct EachItem<'a> {
    items: &'a dyn Items,
    index: usize,
    /// The item last handed out, which is borrowed from here.
    value: Json<'a>,
}

impl ser::Seq for EachItem<'_> {
    fn next(&mut self) -> Option<&dyn Serialize> {
        self.value = Json(self.items.item(self.index)?);
        self.index += 1;
        Some(&self.value)
    }
}

/// Reads an answer that implements miniserde's `Deserialize`. Of the members that it does not name,
/// nothing is kept.
///
/// # Errors
///
/// [`Mismatch`], if the text is not the answer.
#[cfg_attr(docsrs, doc(cfg(feature = "miniserde")))]
pub fn read<E: Endpoint>(_: &E, text: &str) -> std::result::Result<E::Answer, Mismatch>
where
    E::Answer: Deserialize,
{
    let answer = match E::ANSWER_KEY {
        Some(_) => json::from_str(text).map(|Envelope::<E> { answer }| answer),
        None => json::from_str(text),
    };
    // miniserde's error says nothing, so look once more: is it JSON at all?
    answer.map_err(|_| if is_json(text) { Mismatch::OtherShape(None) } else { Mismatch::NotJson })
}

pub(super) fn is_json(text: &str) -> bool {
    /// Any JSON, of which nothing is kept.
    struct Anything;

    impl Deserialize for Anything {
        fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
            // What ignores all that comes never fills it.
            *out = Some(Self);
            <dyn Visitor>::ignore()
        }
    }

    json::from_str::<Anything>(text).is_ok()
}

/// The object around an answer. Of its other members (`ok`, and what may come) nothing is kept;
/// of a repeated answer, the last.
struct Envelope<E: Endpoint> {
    answer: E::Answer,
}

make_place!(Place);

impl<E: Endpoint> Deserialize for Envelope<E>
where
    E::Answer: Deserialize,
{
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        Place::new(out)
    }
}

impl<E: Endpoint> Visitor for Place<Envelope<E>>
where
    E::Answer: Deserialize,
{
    fn map(&mut self) -> Result<Box<dyn Map + '_>> {
        Ok(Box::new(Members { out: &mut self.out, answer: None }))
    }
}

struct Members<'a, E: Endpoint> {
    out: &'a mut Option<Envelope<E>>,
    answer: Option<E::Answer>,
}

impl<E: Endpoint> Map for Members<'_, E>
where
    E::Answer: Deserialize,
{
    fn key(&mut self, name: &str) -> Result<&mut dyn Visitor> {
        if Some(name) == E::ANSWER_KEY {
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

pub(super) fn walk(text: &str) -> Option<Walk> {
    json::from_str(text).ok()
}

impl Deserialize for Walk {
    fn begin(out: &mut Option<Self>) -> &mut dyn Visitor {
        out.insert(<Self as Default>::default())
    }
}

/// Is told what comes.
impl Visitor for Walk {
    fn null(&mut self) -> Result<()> {
        Ok(())
    }

    fn boolean(&mut self, _: bool) -> Result<()> {
        Ok(())
    }

    fn string(&mut self, text: &str) -> Result<()> {
        self.text(text);
        Ok(())
    }

    fn negative(&mut self, _: i64) -> Result<()> {
        Ok(())
    }

    fn nonnegative(&mut self, _: u64) -> Result<()> {
        Ok(())
    }

    fn float(&mut self, _: f64) -> Result<()> {
        Ok(())
    }

    fn seq(&mut self) -> Result<Box<dyn Seq + '_>> {
        Ok(Box::new(Inside { walk: self, within: false }))
    }

    fn map(&mut self) -> Result<Box<dyn Map + '_>> {
        Ok(Box::new(Inside { walk: self, within: false }))
    }
}

/// Inside an object or a list.
struct Inside<'a> {
    walk: &'a mut Walk,
    /// A member or an item has begun, which ends with the next one or the last.
    within: bool,
}

impl Inside<'_> {
    fn end(&mut self) {
        if self.within {
            self.walk.end();
        }
        self.within = true;
    }
}

impl Map for Inside<'_> {
    fn key(&mut self, name: &str) -> Result<&mut dyn Visitor> {
        self.end();
        self.walk.member(name);
        Ok(self.walk)
    }

    fn finish(&mut self) -> Result<()> {
        self.end();
        Ok(())
    }
}

impl Seq for Inside<'_> {
    fn element(&mut self) -> Result<&mut dyn Visitor> {
        self.end();
        self.walk.item();
        Ok(self.walk)
    }

    fn finish(&mut self) -> Result<()> {
        self.end();
        Ok(())
    }
}

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
