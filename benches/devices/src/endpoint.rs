//! Replaces the crate's module that sends requests, which this program does not need.

#![allow(dead_code)]

use super::Result;

pub(crate) trait Fields {}
pub(crate) type Time<'a> = &'a str;

#[derive(Debug)]
pub(crate) struct Seam;

impl Seam {
    pub(crate) fn call<T>(&self, _: &impl Sized) -> Result<T> {
        Err("nothing is sent here".into())
    }

    pub(crate) fn pages<E>(&self, request: E) -> Pages<'_, E> {
        Pages(self, request)
    }
}

#[derive(Debug)]
pub(crate) struct Pages<'a, E>(&'a Seam, E);

pub(crate) fn at_least_one(_: &impl Sized, _: &[&str]) -> Result {
    Ok(())
}

macro_rules! endpoint {
    ($(#[$doc:meta])* $vis:vis struct $name:ident<$life:lifetime> $($rest:tt)*) => {
        $vis struct $name<$life>(std::marker::PhantomData<&$life ()>);
    };
    ($(#[$doc:meta])* $vis:vis struct $name:ident $($rest:tt)*) => {
        $vis struct $name;
    };
}
pub(crate) use endpoint;
pub(crate) use endpoint as object;
