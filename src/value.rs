//! The fields of a request as data: names and values, whatever the type of the request.

use std::collections::BTreeMap;
use std::fmt;
use std::time::SystemTime;

use crate::secret::is_secret_name;

mod argument;

pub use self::argument::{Argument, Time};

/// The fields of a request, or of an object in one, by index.
///
/// All requests and their objects implement it: see [`endpoint!`](crate::endpoint!) and [`object!`](crate::object!).
/// Pairs and maps do too, for objects whose names you choose, such as custom metadata: `&[("room", "12"), ("floor",
/// "1")]`.
pub trait Fields {
    /// The name of the field with this index, and its value if it is set; `None` after the last field. If a field is
    /// not set, its name may be empty.
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)>;

    /// The value of the field with this name, if it is set.
    fn get(&self, name: &str) -> Option<Value<'_>>
    where
        Self: Sized,
    {
        get(self, name)
    }
}

/// The value of the field with this name, if it is set.
pub(crate) fn get<'f>(fields: &'f dyn Fields, name: &str) -> Option<Value<'f>> {
    set_fields(fields).find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// The items of a list, by index.
pub trait Items {
    /// The item with this index; `None` after the last item.
    fn item(&self, index: usize) -> Option<Value<'_>>;
}

/// A field's value.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum Value<'a> {
    /// `null`, which unsets something where Seam documents that.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// A number. Infinite numbers and NaN are refused before the request is sent.
    Number(f64),
    /// Text.
    Text(&'a str),
    /// A time from 1970 to 9999, sent in ISO 8601 with milliseconds.
    Time(SystemTime),
    /// A list of texts.
    Texts(&'a [&'a str]),
    /// Any other list.
    List(&'a dyn Items),
    /// An object: fields within a field.
    Object(&'a dyn Fields),
}

impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Null => f.write_str("null"),
            Value::Bool(value) => value.fmt(f),
            Value::Integer(number) => number.fmt(f),
            Value::Number(number) => number.fmt(f),
            Value::Text(text) => text.fmt(f),
            Value::Time(time) => time.fmt(f),
            Value::Texts(texts) => texts.fmt(f),
            Value::List(items) => f.debug_list().entries(each_item(*items)).finish(),
            Value::Object(fields) => {
                let mut map = f.debug_map();
                for (name, value) in set_fields(*fields) {
                    map.entry(&name, shown(name, &value));
                }
                map.finish()
            }
        }
    }
}

/// The value as `Debug` shows it, without secrets.
fn shown<'v>(name: &str, value: &'v Value<'_>) -> &'v dyn fmt::Debug {
    match value {
        Value::Text(_) | Value::Texts(_) | Value::List(_) if is_secret_name(name) => &Hidden,
        value => value,
    }
}

struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Implements `Debug` for a request: a struct with the fields that are set.
#[doc(hidden)]
pub fn debug(f: &mut fmt::Formatter<'_>, name: &str, fields: &dyn Fields) -> fmt::Result {
    let mut shape = f.debug_struct(name);
    for (name, value) in set_fields(fields) {
        shape.field(name, shown(name, &value));
    }
    shape.finish()
}

/// The fields that are set.
pub(crate) fn set_fields(fields: &dyn Fields) -> impl Iterator<Item = (&str, Value<'_>)> {
    let all = (0..).map_while(|index| fields.field(index));
    all.filter_map(|(name, value)| Some((name, value?)))
}

pub(crate) fn each_item(items: &dyn Items) -> impl Iterator<Item = Value<'_>> {
    (0..).map_while(|index| items.item(index))
}

/// The values of a request in which nothing is set.
#[doc(hidden)]
#[inline]
pub fn unset<'v, const COUNT: usize>() -> [Option<Value<'v>>; COUNT] {
    [None; COUNT]
}

/// The values, with the one at this index replaced.
#[doc(hidden)]
#[inline]
pub fn with<'v, const COUNT: usize>(
    mut values: [Option<Value<'v>>; COUNT],
    index: usize,
    value: Option<Value<'v>>,
) -> [Option<Value<'v>>; COUNT] {
    if let Some(place) = values.get_mut(index) {
        *place = value;
    }
    values
}

/// The value with this name. `names` has a comma after each name, and as many names as there are values.
#[doc(hidden)]
pub fn find<'v>(
    names: &'static str,
    values: &'v [Option<Value<'v>>],
    name: &str,
) -> Option<Value<'v>> {
    let named = Names(names).zip(values).find(|(other, _)| *other == name);
    named.and_then(|(_, value)| *value)
}

/// The name and value at this index. `names` is as for [`find`].
#[doc(hidden)]
pub fn nth<'v>(
    names: &'static str,
    values: &'v [Option<Value<'v>>],
    index: usize,
) -> Option<(&'static str, Option<Value<'v>>)> {
    let value = *values.get(index)?;
    // Most fields are not set, and finding the name takes most of the time here.
    let name = if value.is_some() { Names(names).nth(index)? } else { "" };
    Some((name, value))
}

/// Iterates over names, as they are sent: `type`, which Rust has to call `r#type`.
struct Names(&'static str);

impl Iterator for Names {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let end = self.0.bytes().position(|byte| byte == b',')?;
        let (name, rest) = self.0.split_at_checked(end)?;
        self.0 = rest.get(1..)?;
        Some(name.strip_prefix("r#").unwrap_or(name))
    }
}

/// How many names there are. Counting commas instead would take the compiler a step for each byte of each request.
#[doc(hidden)]
pub const fn count(names: &[&str]) -> usize {
    names.len()
}

/// A type that can be an item of a list, or the value beside a name.
pub trait AsValue {
    /// Converts it into a value.
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
as_value!(bool => Bool, i32 => Integer, u32 => Integer, i64 => Integer);

impl AsValue for f64 {
    fn as_value(&self) -> Value<'_> {
        number(*self)
    }
}

/// Whole numbers are sent as integers: `70`, not `70.0`.
fn number(number: f64) -> Value<'static> {
    // The cast saturates, so the comparison finds fractions. Beyond 2^53, a float may have been rounded.
    let whole = number as i64;
    if whole as f64 == number && whole.unsigned_abs() < 1 << 53 {
        Value::Integer(whole)
    } else {
        Value::Number(number)
    }
}

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

impl AsValue for Value<'_> {
    fn as_value(&self) -> Value<'_> {
        *self
    }
}

/// `None` is `null`.
impl<T: AsValue> AsValue for Option<T> {
    fn as_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, AsValue::as_value)
    }
}

impl<F: Fields> AsValue for F {
    fn as_value(&self) -> Value<'_> {
        Value::Object(self)
    }
}

impl<T: AsValue> Items for &[T] {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(AsValue::as_value)
    }
}

impl<T: AsValue, const N: usize> Items for [T; N] {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(AsValue::as_value)
    }
}

impl<T: AsValue> Items for Vec<T> {
    fn item(&self, index: usize) -> Option<Value<'_>> {
        self.get(index).map(AsValue::as_value)
    }
}

impl<F: Fields + ?Sized> Fields for &F {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        (**self).field(index)
    }
}

fn pair<'p, N: AsRef<str>, V: AsValue>(
    pair: Option<(&'p N, &'p V)>,
) -> Option<(&'p str, Option<Value<'p>>)> {
    pair.map(|(name, value)| (name.as_ref(), Some(value.as_value())))
}

impl<N: AsRef<str>, V: AsValue> Fields for [(N, V)] {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        pair(self.get(index).map(|(name, value)| (name, value)))
    }
}

impl<N: AsRef<str>, V: AsValue, const COUNT: usize> Fields for [(N, V); COUNT] {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        self.as_slice().field(index)
    }
}

impl<N: AsRef<str>, V: AsValue> Fields for Vec<(N, V)> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        self.as_slice().field(index)
    }
}

impl<N: AsRef<str>, V: AsValue> Fields for BTreeMap<N, V> {
    fn field(&self, index: usize) -> Option<(&str, Option<Value<'_>>)> {
        pair(self.iter().nth(index))
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

#[cfg(test)]
mod tests;
