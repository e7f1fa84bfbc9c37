//! What was added, removed and changed between two descriptions.

use std::collections::BTreeMap;

use crate::description::{Description, Endpoint};
use crate::schema::{Field, Kind, Schema};

/// The differences, a line each.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Drift {
    pub(crate) lines: Vec<String>,
    /// Those that break existing programs.
    pub(crate) breaking: Vec<String>,
}

pub(crate) fn drift(old: &Description, new: &Description) -> Drift {
    let mut drift = Drift::default();
    let by_path = |description: &Description| -> BTreeMap<String, Endpoint> {
        let endpoints = description.endpoints.iter();
        endpoints.map(|endpoint| (endpoint.path.clone(), endpoint.clone())).collect()
    };
    let (before, after) = (by_path(old), by_path(new));
    for (path, endpoint) in &after {
        match before.get(path) {
            Some(before) => drift.endpoint(before, endpoint),
            None => drift.lines.push(format!("+ {path}")),
        }
    }
    for path in before.keys().filter(|path| !after.contains_key(*path)) {
        drift.breaks(format!("- {path}"));
    }
    let names = |description: &Description| -> BTreeMap<String, Schema> {
        description.resources.iter().cloned().collect()
    };
    let (before, after) = (names(old), names(new));
    for (name, schema) in &after {
        match before.get(name) {
            Some(before) => drift.schema(name, before, schema, Side::Response),
            None => drift.lines.push(format!("+ {name}")),
        }
    }
    for name in before.keys().filter(|name| !after.contains_key(*name)) {
        drift.lines.push(format!("- {name}"));
    }
    drift
}

/// Who sends the value.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Request,
    Response,
}

impl Drift {
    fn breaks(&mut self, line: String) {
        self.breaking.push(line.clone());
        self.lines.push(line);
    }

    fn endpoint(&mut self, old: &Endpoint, new: &Endpoint) {
        let path = &new.path;
        if new.deprecated && !old.deprecated {
            self.lines.push(format!("~ {path} is deprecated now"));
        }
        if old.key != new.key {
            let key = |key: &Option<String>| key.clone().unwrap_or_else(|| "none".to_owned());
            self.breaks(format!(
                "~ {path}: its response's key is {}, and was {}",
                key(&new.key),
                key(&old.key)
            ));
        }
        let keys = |endpoint: &Endpoint| -> BTreeMap<String, Schema> {
            endpoint.keys.iter().cloned().collect()
        };
        let (before, after) = (keys(old), keys(new));
        for (key, schema) in &after {
            match before.get(key) {
                Some(before) => {
                    self.schema(&format!("{path} {key}"), before, schema, Side::Response)
                }
                None => self.lines.push(format!("+ {path}: key {key}")),
            }
        }
        for key in before.keys().filter(|key| !after.contains_key(*key)) {
            self.breaks(format!("- {path}: key {key}"));
        }
        if old.pages != new.pages {
            let has = if new.pages { "has" } else { "has no" };
            self.lines.push(format!("~ {path} {has} pages now"));
        }
        for (sign, some, others) in
            [("+", &new.callers, &old.callers), ("-", &old.callers, &new.callers)]
        {
            for caller in some.iter().filter(|caller| !others.contains(caller)) {
                self.lines.push(format!("{sign} {path}: may be called by {caller}"));
            }
        }
        self.fields(&format!("{path} "), &old.parameters, &new.parameters, Side::Request);
    }

    fn fields(&mut self, prefix: &str, old: &[Field], new: &[Field], side: Side) {
        for field in new {
            let path = format!("{prefix}{}", field.name);
            let Some(before) = old.iter().find(|other| other.name == field.name) else {
                let line = format!("+ {path}: {}", kind(&field.schema));
                if field.required && side == Side::Request {
                    self.breaks(format!("{line}, required"));
                } else {
                    self.lines.push(line);
                }
                continue;
            };
            match (before.required, field.required) {
                (false, true) if side == Side::Request => {
                    self.breaks(format!("~ {path} is required now"))
                }
                (false, true) => self.lines.push(format!("~ {path} is required now")),
                (true, false) => self.lines.push(format!("~ {path} is no longer required")),
                _ => {}
            }
            if field.deprecated && !before.deprecated {
                self.lines.push(format!("~ {path} is deprecated now"));
            }
            self.schema(&path, &before.schema, &field.schema, side);
        }
        for field in old.iter().filter(|field| !new.iter().any(|other| other.name == field.name)) {
            self.lines.push(format!("- {prefix}{}", field.name));
        }
    }

    fn schema(&mut self, path: &str, old: &Schema, new: &Schema, side: Side) {
        if old.nullable != new.nullable {
            let is = if new.nullable { "is" } else { "is not" };
            self.lines.push(format!("~ {path} {is} nullable now"));
        }
        match (&old.kind, &new.kind) {
            (Kind::List(old), Kind::List(new)) => self.schema(path, old, new, side),
            (Kind::Object(old), Kind::Object(new)) => {
                self.fields(&format!("{path}."), old, new, side)
            }
            (Kind::Text(old), Kind::Text(new)) => {
                let came = new.iter().filter(|value| !old.contains(value)).count();
                let went = old.iter().filter(|value| !new.contains(value)).count();
                if came + went > 0 {
                    self.lines.push(format!("~ {path}: {came} values came, {went} went"));
                }
            }
            (before, after) if before != after => {
                self.lines.push(format!("~ {path} is a {}, and was a {}", kind(new), kind(old)));
            }
            _ => {}
        }
    }
}

/// As `list of uuid`.
fn kind(schema: &Schema) -> String {
    match &schema.kind {
        Kind::List(item) => format!("list of {}", kind(item)),
        Kind::Resource(name) => name.clone(),
        kind => kind.name().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn description(change: impl FnOnce(&mut Description)) -> Description {
        let device = r#"{"type": "object", "members": {
            "device_id": {"type": "uuid", "required": true},
            "battery": {"type": "object", "members": {"status": {"type": "text", "values": ["low", "full"]}}}
        }}"#;
        let json = format!(
            r#"{{"version": "1", "endpoints": {{"/devices/list": {{
                "callers": ["api_key"], "key": "devices",
                "keys": {{"devices": {{"type": "list", "items": {{"type": "resource", "name": "device"}}}}}},
                "parameters": {{
                    "limit": {{"type": "number"}},
                    "filter": {{"type": "object", "members": {{"name": {{"type": "text"}}}}}}
                }}
            }}}}, "resources": {{"device": {device}}}}}"#
        );
        let mut description = Description::from_json(&json).unwrap();
        change(&mut description);
        description
    }

    fn field(name: &str, required: bool) -> Field {
        let schema = Kind::Uuid.into();
        Field {
            name: name.to_owned(),
            schema,
            required,
            deprecated: false,
            secret: false,
            empty: false,
            lazy: false,
        }
    }

    /// What a change says, and whether it breaks.
    fn changed(change: impl FnOnce(&mut Description)) -> (Vec<String>, bool) {
        let drift = drift(&description(|_| {}), &description(change));
        (drift.lines, !drift.breaking.is_empty())
    }

    fn parameters(description: &mut Description) -> &mut Vec<Field> {
        &mut description.endpoints[0].parameters
    }

    fn members(description: &mut Description) -> &mut Vec<Field> {
        description.resources[0].1.members_mut().unwrap()
    }

    fn said(line: &str, breaks: bool) -> (Vec<String>, bool) {
        (vec![line.to_owned()], breaks)
    }

    #[test]
    fn identical_descriptions_show_no_drift() {
        assert_eq!(changed(|_| {}), (Vec::new(), false));
    }

    #[test]
    fn adding_an_endpoint_is_compatible_and_removing_one_is_breaking() {
        let new = Endpoint { path: "/devices/get".to_owned(), ..Endpoint::default() };
        assert_eq!(changed(|it| it.endpoints.push(new)), said("+ /devices/get", false));
        assert_eq!(changed(|it| it.endpoints.clear()), said("- /devices/list", true));
        assert_eq!(
            changed(|it| it.endpoints[0].deprecated = true),
            said("~ /devices/list is deprecated now", false)
        );
    }

    #[test]
    fn only_newly_required_parameters_are_breaking() {
        let optional = changed(|it| parameters(it).push(field("id", false)));
        assert_eq!(optional, said("+ /devices/list id: uuid", false));
        let required = changed(|it| parameters(it).push(field("id", true)));
        assert_eq!(required, said("+ /devices/list id: uuid, required", true));
        let became = changed(|it| parameters(it)[0].required = true);
        assert_eq!(became, said("~ /devices/list limit is required now", true));
        let nested = changed(|it| {
            parameters(it)[1].schema.members_mut().unwrap()[0].required = true;
        });
        assert_eq!(nested, said("~ /devices/list filter.name is required now", true));
        let went = changed(|it| drop(parameters(it).remove(0)));
        assert_eq!(went, said("- /devices/list limit", false));
    }

    #[test]
    fn changing_a_response_key_is_breaking() {
        assert_eq!(
            changed(|it| it.endpoints[0].key = None),
            said("~ /devices/list: its response's key is none, and was devices", true)
        );
        assert_eq!(
            changed(|it| it.endpoints[0].keys.clear()),
            said("- /devices/list: key devices", true)
        );
        let other = ("others".to_owned(), Kind::Any.into());
        assert_eq!(
            changed(|it| it.endpoints[0].keys.push(other)),
            said("+ /devices/list: key others", false)
        );
    }

    #[test]
    fn fields_come_and_go() {
        let came = changed(|it| members(it).push(field("id", true)));
        assert_eq!(came, said("+ device.id: uuid", false));
        let went = changed(|it| drop(members(it).remove(0)));
        assert_eq!(went, said("- device.device_id", false));
        let became = changed(|it| members(it)[0].required = false);
        assert_eq!(became, said("~ device.device_id is no longer required", false));
        let other = changed(|it| members(it)[0].schema = Kind::Whole.into());
        assert_eq!(other, said("~ device.device_id is a whole, and was a uuid", false));
    }

    #[test]
    fn changed_enum_values_are_counted() {
        let drift = changed(|it| {
            let status = &mut members(it)[1].schema.members_mut().unwrap()[0].schema;
            let values = ["full", "good", "critical"];
            status.kind = Kind::Text(values.iter().map(|&value| value.to_owned()).collect());
        });
        assert_eq!(drift, said("~ device.battery.status: 2 values came, 1 went", false));
    }

    #[test]
    fn changes_of_the_callers_are_reported() {
        let (lines, breaks) =
            changed(|it| it.endpoints[0].callers = vec!["client_session".to_owned()]);
        let said = [
            "+ /devices/list: may be called by client_session",
            "- /devices/list: may be called by api_key",
        ];
        assert_eq!((&lines[..], breaks), (&said.map(str::to_owned)[..], false));
    }
}
