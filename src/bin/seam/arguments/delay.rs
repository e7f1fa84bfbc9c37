//! Times that are given as durations from now.

use std::time::Duration;

use crate::catalog::{Endpoint, Kind, Parameter};
use crate::duration;
use crate::failure::Failure;

/// The placeholder for a time until Seam's clock is known.
pub(super) const PLACE: &str = "1970-01-01T00:00:00.000Z";

/// A time that is given as a duration.
pub(crate) struct Delay {
    /// The parameter that it sets, such as `expires_at`.
    pub(crate) name: &'static str,
    pub(crate) duration: Duration,
    /// The time is in the past.
    pub(crate) is_past: bool,
}

impl Delay {
    /// `text` is the value of `flag`.
    pub(super) fn read(parameter: Parameter, flag: &str, text: &str) -> Result<Self, Failure> {
        let duration = duration::read(text, flag)?;
        Ok(Self { name: parameter.name, duration, is_past: false })
    }

    /// A duration where a time in the past is expected: `--since 1h`.
    pub(super) fn since(parameter: Parameter, words: &[String]) -> Option<Self> {
        let [text] = words else { return None };
        let is_meant = parameter.kind == Kind::Time && parameter.name == "since";
        let duration = duration::parse(text).filter(|_| is_meant && duration::has_units(text))?;
        Some(Self { name: parameter.name, duration, is_past: true })
    }
}

/// The time parameter that `name` sets by a duration: `expires_in`, where there is an `expires_at`.
pub(super) fn delayed(name: &str, endpoint: Endpoint) -> Option<Parameter> {
    let time = format!("{}_at", name.strip_suffix("_in")?);
    endpoint.parameter(&time).filter(|parameter| parameter.kind == Kind::Time)
}
