//! The endpoints that can be called, as `cargo xtask api` writes them into `catalog.txt`. They are searched as text: a
//! command that needs one endpoint parses only the lines of that endpoint.

use std::iter;

/// One line for each namespace (N), endpoint (E), rule (R), parameter (P) and field of an object (M), in this order.
/// The columns are separated by tabs.
const TEXT: &str = include_str!("catalog.txt");

/// Endpoints that have something in common, such as `/acs/users`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Namespace {
    pub(crate) path: &'static str,
    pub(crate) sentence: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Endpoint {
    /// Such as `/locks/unlock_door`.
    pub(crate) path: &'static str,
    /// The field of the response that contains the result; empty if the endpoint returns nothing.
    pub(crate) key: &'static str,
    pub(crate) sentence: &'static str,
    /// What to use instead; empty unless it is deprecated.
    pub(crate) deprecated: &'static str,
    flags: &'static str,
    /// The lines of its rules and parameters.
    lines: &'static str,
}

/// Which parameters must be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rule {
    /// Comma-separated names.
    names: &'static str,
    /// Otherwise exactly one of them.
    pub(crate) is_at_least_one: bool,
}

/// A parameter of an endpoint, or a field of an object.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Parameter {
    /// Such as `device_id`; for a field of an object, without the object's name.
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) sentence: &'static str,
    /// What to use instead, if Seam has deprecated it.
    pub(crate) deprecated: Option<&'static str>,
    flags: &'static str,
    /// Comma-separated.
    values: &'static str,
    /// For an object: its name within the request, such as `user_identity`, and the lines after its own.
    within: &'static str,
    lines: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Text,
    Bool,
    Number,
    Whole,
    /// In ISO 8601.
    Time,
    Texts,
    Numbers,
    Wholes,
    Object,
    Objects,
    /// An object of texts and bools, whose names the caller chooses.
    Map,
    /// A text or a bool.
    Value,
}

pub(crate) fn namespaces() -> impl Iterator<Item = Namespace> {
    lines(TEXT).filter_map(|(line, _)| {
        let mut fields = line.strip_prefix("N ")?.split('\t');
        Some(Namespace { path: next(&mut fields), sentence: next(&mut fields) })
    })
}

pub(crate) fn endpoints() -> impl Iterator<Item = Endpoint> {
    lines(TEXT).filter_map(|(line, after)| Endpoint::read(line, after))
}

/// The endpoint with this path.
pub(crate) fn endpoint(path: &str) -> Option<Endpoint> {
    let start = format!("E {path}\t");
    lines(TEXT)
        .find(|(line, _)| line.starts_with(&start))
        .and_then(|(line, after)| Endpoint::read(line, after))
}

impl Namespace {
    /// Its endpoints, without those of the namespaces in it.
    pub(crate) fn endpoints(self) -> impl Iterator<Item = Endpoint> {
        endpoints().filter(move |endpoint| endpoint.namespace() == self.path)
    }
}

impl Endpoint {
    fn read(line: &'static str, lines: &'static str) -> Option<Self> {
        let mut fields = line.strip_prefix("E ")?.split('\t');
        Some(Self {
            path: next(&mut fields),
            flags: next(&mut fields),
            key: next(&mut fields),
            sentence: next(&mut fields),
            deprecated: next(&mut fields),
            lines,
        })
    }

    /// Such as `/locks`.
    pub(crate) fn namespace(&self) -> &'static str {
        self.path.rsplit_once('/').map_or("", |(namespace, _)| namespace)
    }

    /// Sending the request twice has the same effect as sending it once.
    pub(crate) fn is_idempotent(&self) -> bool {
        self.flags.contains('r')
    }

    /// If a retry gets a 404, an earlier try has done the work.
    pub(crate) fn is_done_at_404(&self) -> bool {
        self.flags.contains('g')
    }

    /// It returns a list in pages.
    pub(crate) fn has_pages(&self) -> bool {
        self.flags.contains('p')
    }

    pub(crate) fn is_list(&self) -> bool {
        self.flags.contains('l')
    }

    /// It returns an action attempt.
    pub(crate) fn is_action(&self) -> bool {
        self.flags.contains('a')
    }

    /// The response may lack the result.
    pub(crate) fn may_answer_nothing(&self) -> bool {
        self.flags.contains('o')
    }

    /// Seam's documentation has a page about it.
    pub(crate) fn is_documented(&self) -> bool {
        !self.flags.contains('u')
    }

    pub(crate) fn rules(&self) -> impl Iterator<Item = Rule> {
        endpoint_lines(self.lines).filter_map(|(line, _)| {
            let mut fields = line.strip_prefix("R ")?.split('\t');
            let is_at_least_one = next(&mut fields) == "some";
            Some(Rule { names: next(&mut fields), is_at_least_one })
        })
    }

    /// Required parameters come first.
    pub(crate) fn parameters(&self) -> impl Iterator<Item = Parameter> {
        endpoint_lines(self.lines)
            .filter_map(|(line, after)| Parameter::read(line.strip_prefix("P ")?, after))
    }

    pub(crate) fn parameter(&self, name: &str) -> Option<Parameter> {
        self.parameters().find(|parameter| parameter.name == name)
    }
}

impl Rule {
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.names.split(',')
    }
}

impl Parameter {
    fn read(line: &'static str, lines: &'static str) -> Option<Self> {
        let mut fields = line.split('\t');
        let within = next(&mut fields);
        let kind = Kind::named(next(&mut fields))?;
        let flags = next(&mut fields);
        let values = next(&mut fields);
        let sentence = next(&mut fields);
        let note = next(&mut fields);
        Some(Self {
            name: within.rsplit_once('.').map_or(within, |(_, name)| name),
            kind,
            sentence,
            deprecated: flags.contains('d').then_some(note),
            flags,
            values,
            within,
            lines,
        })
    }

    pub(crate) fn is_required(&self) -> bool {
        self.flags.contains('r')
    }

    /// `null` has a meaning: it unsets a value, or finds items without one.
    pub(crate) fn is_nullable(&self) -> bool {
        self.flags.contains('n')
    }

    /// Its value can open a door or log in.
    pub(crate) fn is_secret(&self) -> bool {
        self.flags.contains('s')
    }

    /// The values known when the catalog was written; empty if any value is possible.
    pub(crate) fn values(&self) -> impl Iterator<Item = &'static str> {
        self.values.split(',').filter(|value| !value.is_empty())
    }

    /// The fields of an object.
    pub(crate) fn members(&self) -> impl Iterator<Item = Self> {
        let (within, depth) = (self.within, self.within.matches('.').count() + 1);
        endpoint_lines(self.lines)
            .map_while(|(line, after)| Self::read(line.strip_prefix("M ")?, after))
            .take_while(move |member| is_within(member.within, within))
            .filter(move |member| member.within.matches('.').count() == depth)
    }

    pub(crate) fn member(&self, name: &str) -> Option<Self> {
        self.members().find(|member| member.name == name)
    }
}

/// Whether this is the name of a field of the object with that name.
fn is_within(name: &str, object: &str) -> bool {
    name.strip_prefix(object).is_some_and(|rest| rest.starts_with('.'))
}

impl Kind {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "text" => Self::Text,
            "bool" => Self::Bool,
            "number" => Self::Number,
            "whole" => Self::Whole,
            "time" => Self::Time,
            "texts" => Self::Texts,
            "numbers" => Self::Numbers,
            "wholes" => Self::Wholes,
            "object" => Self::Object,
            "objects" => Self::Objects,
            "map" => Self::Map,
            "value" => Self::Value,
            _ => return None,
        })
    }

    pub(crate) fn is_list(self) -> bool {
        matches!(self, Self::Texts | Self::Numbers | Self::Wholes | Self::Objects)
    }
}

/// The lines of a text, each with the rest of the text after it.
fn lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut rest = text;
    iter::from_fn(move || {
        let (line, after) = rest.split_once('\n')?;
        rest = after;
        Some((line, after))
    })
}

/// The lines at the start of a text that belong to one endpoint.
fn endpoint_lines(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    lines(text).take_while(|(line, _)| !line.starts_with(['N', 'E']))
}

fn next(fields: &mut dyn Iterator<Item = &'static str>) -> &'static str {
    fields.next().unwrap_or_default()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn every_catalog_line_is_parsed() {
        let lines = |letter| TEXT.lines().filter(|line| line.starts_with(letter)).count();
        assert_eq!(namespaces().count(), lines("N "));
        assert_eq!(endpoints().count(), lines("E "));
        assert_eq!(endpoints().map(|it| it.rules().count()).sum::<usize>(), lines("R "));
        assert_eq!(endpoints().map(|it| it.parameters().count()).sum::<usize>(), lines("P "));
        fn members(of: Parameter) -> usize {
            of.members().map(|member| 1 + members(member)).sum()
        }
        let all = endpoints().flat_map(|it| it.parameters().map(members).collect::<Vec<_>>());
        assert_eq!(all.sum::<usize>(), lines("M "));
        assert_eq!(lines(""), ["N ", "E ", "R ", "P ", "M "].into_iter().map(lines).sum::<usize>());
    }

    #[test]
    fn looking_up_an_endpoint_finds_its_parameters_and_rules() {
        let unlock = endpoint("/locks/unlock_door").unwrap();
        assert_eq!((unlock.key, unlock.namespace()), ("action_attempt", "/locks"));
        assert!(unlock.is_action() && !unlock.is_idempotent() && !unlock.has_pages());
        let names: Vec<_> = unlock.parameters().map(|it| (it.name, it.is_required())).collect();
        assert_eq!(names, [("device_id", true)]);

        let grant = endpoint("/access_grants/create").unwrap();
        let rules: Vec<_> = grant.rules().map(|rule| rule.names().collect::<Vec<_>>()).collect();
        assert_eq!(rules, [["user_identity_id", "user_identity"]]);
        let user = grant.parameter("user_identity").unwrap();
        assert_eq!(user.kind, Kind::Object);
        assert!(user.member("email_address").is_some());
        assert!(endpoint("/locks/unlock").is_none() && endpoint("").is_none());
    }

    #[test]
    fn nested_fields_belong_to_their_own_object() {
        let portal = endpoint("/customers/create_portal").unwrap();
        let features = portal.parameter("features").unwrap();
        let names: Vec<_> = features.members().map(|it| it.name).collect();
        assert_eq!(names, ["configure", "connect", "manage", "manage_devices", "organize"]);
        let question = features.member("manage").unwrap().member("device_management_confirmation");
        assert_eq!(question.unwrap().members().count(), 4);
    }
}
