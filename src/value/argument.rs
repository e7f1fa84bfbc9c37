//! What a parameter can be set to.

use std::fmt;
use std::time::SystemTime;

use super::{Fields, Items, Value, number};

/// A time for a request: text in ISO 8601, such as `2025-06-18T06:10:42.000Z`, which is sent as it is, or a
/// [`SystemTime`].
#[derive(Clone, Copy)]
pub struct Time<'a>(Value<'a>);

impl fmt::Debug for Time<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'a> From<&'a str> for Time<'a> {
    fn from(text: &'a str) -> Self {
        Self(Value::Text(text))
    }
}

impl<'a> From<&'a String> for Time<'a> {
    fn from(text: &'a String) -> Self {
        Self(Value::Text(text))
    }
}

impl From<SystemTime> for Time<'_> {
    fn from(time: SystemTime) -> Self {
        Self(Value::Time(time))
    }
}

/// A value that a parameter declared as `K` can be set to.
///
/// | declared | takes |
/// |---|---|
/// | `&'a str` | `&str`, `&String` |
/// | `bool` | `bool` |
/// | `i64` | `i64`, `i32`, `u32`, `u16`, `u8` |
/// | `i32`, `u32` | the same |
/// | `f64` | `f64`, `f32`, `i32`, `u32` |
/// | [`Time<'a>`](Time) | text in ISO 8601, a [`SystemTime`] |
/// | `&'a [&'a str]` | a slice, an array or a `Vec` of `&str`, or a `Vec<String>`, by reference |
/// | `&'a [T]` of a number, a `bool` or an object `T` | an array, a `Vec` or a slice of it, by reference: a slice is `&slice` |
/// | `&'a T` of an object `T` | the same |
/// | `&'a dyn Fields` | any object: also pairs, by reference: `&[("room", "12")]` |
/// | `&'a dyn Items` | any list, by reference |
/// | `Option<…>` | the same, and `None` for `null` |
///
/// Each also takes an `Option` of the declared type (for lists except `&[&str]`, an `Option` of `&Vec`), so that a
/// program can decide at run time. `None` leaves the parameter out. If the parameter is declared as an `Option`,
/// `None` sends `null`, which unsets it.
#[diagnostic::on_unimplemented(
    message = "a parameter that is declared as `{K}` cannot be set to `{Self}`",
    label = "not a value for a `{K}`",
    note = "text is `&str` or `&String`; a list is passed by reference; see the table of `endpoint::Argument`"
)]
pub trait Argument<'a, K> {
    /// The value; `None` leaves the parameter out.
    fn value(self) -> Option<Value<'a>>;
}

macro_rules! argument {
    ($([$($generic:tt)*] $kind:ty: { $($type:ty => $value:expr),+ $(,)? })*) => {
        $( argument!(@each [$($generic)*] $kind: [$($type => $value),+]); )*
    };
    (@each $generic:tt $kind:ty: [$($type:ty => $value:expr),+]) => {
        $( argument!(@one $generic $kind, $type, $value); )+
    };
    (@one [$($generic:tt)*] $kind:ty, $type:ty, $value:expr) => {
        impl<'a, $($generic)*> Argument<'a, $kind> for $type {
            #[inline]
            fn value(self) -> Option<Value<'a>> {
                let value: fn(Self) -> Value<'a> = $value;
                Some(value(self))
            }
        }
    };
}
argument! {
    [] &'a str: {
        &'a str => Value::Text,
        &'a String => |it| Value::Text(it),
        &'a &'a str => |it| Value::Text(it),
    }
    [] bool: { bool => Value::Bool }
    [] i64: {
        i64 => Value::Integer,
        i32 => |it| Value::Integer(it.into()),
        u32 => |it| Value::Integer(it.into()),
        u16 => |it| Value::Integer(it.into()),
        u8 => |it| Value::Integer(it.into()),
    }
    [] i32: { i32 => |it| Value::Integer(it.into()) }
    [] u32: { u32 => |it| Value::Integer(it.into()) }
    [] f64: {
        f64 => number,
        f32 => |it| number(it.into()),
        i32 => |it| Value::Integer(it.into()),
        u32 => |it| Value::Integer(it.into()),
    }
    [] Time<'a>: {
        Time<'a> => |it| it.0,
        &'a str => Value::Text,
        &'a String => |it| Value::Text(it),
        SystemTime => Value::Time,
    }
    [] &'a [&'a str]: {
        &'a [&'a str] => Value::Texts,
        &'a Vec<&'a str> => |it| Value::Texts(it),
        &'a Vec<String> => |it| Value::List(it),
    }
    [const N: usize] &'a [&'a str]: { &'a [&'a str; N] => |it| Value::Texts(it) }
    [T: Fields] &'a [T]: {
        &'a Vec<T> => |it| Value::List(it),
        &'a &'a [T] => |it| Value::List(it),
    }
    [T: Fields, const N: usize] &'a [T]: { &'a [T; N] => |it| Value::List(it) }
    [T: Fields] &'a T: { &'a T => |it| Value::Object(it) }
    [T: Fields] &'a dyn Fields: { &'a T => |it| Value::Object(it) }
    [] &'a dyn Fields: { &'a dyn Fields => Value::Object }
    [T: Items] &'a dyn Items: { &'a T => |it| Value::List(it) }
    [] &'a dyn Items: { &'a dyn Items => Value::List }
    [] Value<'a>: { Value<'a> => |it| it }
}

macro_rules! lists {
    ($($type:ty),*) => {
        $(
            argument! {
                [] &'a [$type]: { &'a Vec<$type> => |it| Value::List(it), &'a &'a [$type] => |it| Value::List(it) }
                [const N: usize] &'a [$type]: { &'a [$type; N] => |it| Value::List(it) }
            }
        )*
    };
}
lists!(bool, i32, u32, i64, f64);

/// Only one `Option` type for each kind, so that the compiler can infer the type of `None`.
macro_rules! optional {
    ($([$($generic:tt)*] $kind:ty => $type:ty,)*) => {
        $(
            impl<'a, $($generic)*> Argument<'a, $kind> for Option<$type> {
                #[inline]
                fn value(self) -> Option<Value<'a>> {
                    self.and_then(Argument::<'a, $kind>::value)
                }
            }
        )*
    };
}
optional! {
    [] &'a str => &'a str,
    [] bool => bool,
    [] i64 => i64,
    [] i32 => i32,
    [] u32 => u32,
    [] f64 => f64,
    [] Time<'a> => Time<'a>,
    [] &'a [&'a str] => &'a [&'a str],
    [] &'a [bool] => &'a Vec<bool>,
    [] &'a [i32] => &'a Vec<i32>,
    [] &'a [u32] => &'a Vec<u32>,
    [] &'a [i64] => &'a Vec<i64>,
    [] &'a [f64] => &'a Vec<f64>,
    [T: Fields] &'a [T] => &'a Vec<T>,
    [T: Fields] &'a T => &'a T,
    [] &'a dyn Fields => &'a dyn Fields,
    [] &'a dyn Items => &'a dyn Items,
    [] Value<'a> => Value<'a>,
}

impl<'a, K, A: Argument<'a, K>> Argument<'a, Option<K>> for A {
    #[inline]
    fn value(self) -> Option<Value<'a>> {
        Some(self.value().unwrap_or(Value::Null))
    }
}
