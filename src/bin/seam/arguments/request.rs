//! The parameters of a request, as they were given: by flags, as `key=value` or as `key:=json`.

use seam_client::shown;

use super::{Members, unknown};
use crate::catalog::{Endpoint, Parameter};
use crate::failure::Failure;
use crate::names::flag;
use crate::near::did_you_mean;
use crate::value::check::check;
use crate::value::schema::Schema;
use crate::value::{self, Json, Misfit};

/// What was given for one parameter of the request.
struct Given {
    name: String,
    /// `None` if it is unknown.
    parameter: Option<Parameter>,
    /// It is JSON, by `:=`.
    is_json: bool,
    words: Vec<String>,
}

/// The given parameters, in their order.
#[derive(Default)]
pub(super) struct Request(Vec<Given>);

impl Request {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn give(
        &mut self,
        name: &str,
        parameter: Option<Parameter>,
        is_json: bool,
        words: Vec<String>,
    ) {
        let before = self.0.iter_mut().find(|it| it.name == name && it.is_json == is_json);
        match before {
            Some(before) => before.words.extend(words),
            None => self.0.push(Given { name: name.to_owned(), parameter, is_json, words }),
        }
    }

    /// `key=value` and `key:=json`.
    pub(super) fn pair(
        &mut self,
        word: &str,
        endpoint: Option<Endpoint>,
        is_by_path: bool,
    ) -> Result<(), Failure> {
        let Some((key, value)) = word.split_once('=').filter(|(key, _)| !matches!(*key, "" | ":"))
        else {
            return Err(Failure::Usage(format!("unexpected argument {}", shown(word))));
        };
        let (key, is_json) = key.strip_suffix(':').map_or((key, false), |key| (key, true));
        let snake = key.replace('-', "_");
        let parameter = endpoint.and_then(|endpoint| endpoint.parameter(&snake));
        if parameter.is_none() && !is_by_path {
            return Err(unknown(key, endpoint));
        }
        let name = parameter.map_or(key, |parameter| parameter.name);
        self.give(name, parameter, is_json, vec![value.to_owned()]);
        Ok(())
    }

    /// The values, by their kinds.
    pub(super) fn members(
        self,
        endpoint: Option<Endpoint>,
        is_by_path: bool,
        warnings: &mut Vec<String>,
    ) -> Result<Members, Failure> {
        let mut members = Members::default();
        for given in self.0 {
            let place = match given.parameter {
                Some(parameter) => flag(parameter.name),
                None => shown(&given.name),
            };
            if members.is_given(&given.name) {
                return Err(Failure::Usage(format!("{place} is given twice")));
            }
            let value = given.value(&place, is_by_path, warnings).map_err(Failure::Usage)?;
            match (given.parameter, endpoint) {
                (Some(Parameter { deprecated: Some(note), .. }), Some(endpoint)) => {
                    warnings.push(format!("{place} is deprecated: {}", with_flags(note, endpoint)));
                }
                (None, Some(endpoint)) => {
                    let names = endpoint.parameters().map(|it| it.name);
                    let near = did_you_mean(&given.name, names, "");
                    warnings
                        .push(format!("{} has no known parameter {place}{near}", endpoint.path));
                }
                _ => {}
            }
            members.0.push((given.name, value));
        }
        Ok(members)
    }
}

impl Given {
    fn value(
        &self,
        place: &str,
        is_by_path: bool,
        warnings: &mut Vec<String>,
    ) -> Result<Json, String> {
        let twice = || format!("{place} is given twice");
        let value = match (&self.parameter, self.words.as_slice()) {
            (_, [word]) if self.is_json => Json::read(word)
                .ok_or_else(|| format!("{place}: the value after := is not JSON"))?,
            (Some(parameter), words) if !self.is_json => {
                let schema = Schema::new(*parameter);
                value::read(schema, words).map_err(|misfit| match misfit {
                    Misfit::Kind => format!("{place} must be {}", schema.what()),
                    Misfit::Unclear => value::unclear(place),
                    Misfit::Twice => twice(),
                })?
            }
            (_, [word]) => Json::Text(word.clone()),
            _ => return Err(twice()),
        };
        if let Some(parameter) = self.parameter.filter(|_| !(self.is_json && is_by_path)) {
            check(Schema::new(parameter), &value, place, warnings)?;
            if !self.is_json && value == Json::Text("null".to_owned()) {
                warnings
                    .push(format!("{place} is sent as the text \"null\", which does not unset it"));
            }
        }
        Ok(value)
    }
}

/// Rejects a request without a required parameter, or with parameters that exclude each other.
pub(super) fn missing(endpoint: Endpoint, members: &Members) -> Result<(), Failure> {
    let required = endpoint.parameters().filter(Parameter::is_required);
    let missing: Vec<_> =
        required.map(|it| it.name).filter(|name| !members.is_given(name)).map(flag).collect();
    match missing.as_slice() {
        [] => {}
        [one] => return Err(Failure::Usage(format!("{one} is required"))),
        more => return Err(Failure::Usage(format!("{} are required", listed(more, "and")))),
    }
    for rule in endpoint.rules() {
        let names: Vec<_> = rule.names().map(flag).collect();
        let count = rule.names().filter(|name| members.is_given(name)).count();
        if count == 0 {
            return Err(Failure::Usage(format!("{} is required", listed(&names, "or"))));
        }
        if count > 1 && !rule.is_at_least_one {
            return Err(Failure::Usage(format!("give only one of {}", listed(&names, "and"))));
        }
    }
    Ok(())
}

/// `a, b and c`.
fn listed(names: &[String], before_last: &str) -> String {
    match names {
        [before @ .., last] if !before.is_empty() => {
            format!("{} {before_last} {last}", before.join(", "))
        }
        names => names.join(""),
    }
}

/// A note with the endpoint's parameters as flags.
pub(super) fn with_flags(note: &str, endpoint: Endpoint) -> String {
    let pieces = note.split('`').enumerate().map(|(index, piece)| match index % 2 {
        0 => piece.to_owned(),
        _ if endpoint.parameter(piece).is_some() => flag(piece),
        _ => format!("`{piece}`"),
    });
    pieces.collect()
}
