//! `api/overrides.toml`: what the description gets wrong or leaves out. Each entry gives its reason.

use std::cell::RefCell;
use std::collections::BTreeSet;

use toml::{Table, Value};

use crate::description::{Description, Endpoint};
use crate::schema::{Field, Kind, Schema};

type Result<T> = std::result::Result<T, String>;

/// The tables that the file may have.
const TABLES: [&str; 20] = [
    "idempotent",
    "done_on_404",
    "response_key",
    "response_type",
    "one_of",
    "whole",
    "whole_fields",
    "time",
    "secret_fields",
    "secret_parameters",
    "nullable",
    "optional_fields",
    "lazy",
    "add_field",
    "add_parameter",
    "add_endpoint",
    "json",
    "name",
    "place",
    "resource",
];

#[derive(Debug)]
pub(crate) struct Overrides {
    tables: Table,
    /// The entries that something matched.
    used: RefCell<BTreeSet<(String, String)>>,
}

impl Overrides {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        let tables: Table = text.parse().map_err(|error: toml::de::Error| error.to_string())?;
        let mut flaws = Vec::new();
        for (name, table) in &tables {
            if !TABLES.contains(&name.as_str()) {
                flaws.push(format!("there is no table [{name}]"));
            }
            for (key, entry) in table.as_table().into_iter().flatten() {
                if !has_reason(entry) {
                    flaws.push(format!("[{name}] \"{key}\" has no reason"));
                }
            }
        }
        if flaws.is_empty() {
            Ok(Self { tables, used: RefCell::default() })
        } else {
            Err(flaws.join("\n"))
        }
    }

    /// The entries that nothing matched.
    pub(crate) fn unused(&self) -> Vec<String> {
        let used = self.used.borrow();
        let mut unused = Vec::new();
        for (name, table) in &self.tables {
            for key in table.as_table().into_iter().flat_map(Table::keys) {
                if !used.contains(&(name.clone(), key.clone())) {
                    unused.push(format!("[{name}] \"{key}\" matches nothing"));
                }
            }
        }
        unused
    }

    /// The entry with exactly this key.
    pub(crate) fn entry(&self, table: &str, key: &str) -> Option<&Value> {
        let entry = self.tables.get(table)?.get(key)?;
        self.used.borrow_mut().insert((table.to_owned(), key.to_owned()));
        Some(entry)
    }

    pub(crate) fn has(&self, table: &str, key: &str) -> bool {
        self.entry(table, key).is_some()
    }

    /// A text of the entry of this key, as `key = "…"`.
    pub(crate) fn text(&self, table: &str, key: &str, name: &str) -> Option<&str> {
        self.entry(table, key)?.get(name)?.as_str()
    }

    /// Whether there is an entry for this path, or for the name that it ends with.
    fn has_named(&self, table: &str, path: &str, name: &str) -> bool {
        // Both, so that both count as used.
        let (by_path, by_name) = (self.has(table, path), self.has(table, name));
        by_path || by_name
    }

    /// Whether there is an entry `*_ending` for the ending of this name.
    fn has_ending(&self, table: &str, name: &str) -> bool {
        let ends = |key: &&String| key.strip_prefix('*').is_some_and(|end| name.ends_with(end));
        let key = self.keys(table).find(ends);
        key.is_some_and(|key| self.has(table, key))
    }

    /// The keys of a table.
    pub(crate) fn keys(&self, table: &str) -> impl Iterator<Item = &String> {
        self.tables.get(table).and_then(Value::as_table).into_iter().flat_map(Table::keys)
    }

    /// Applies what is to be changed in the description itself.
    pub(crate) fn apply(&self, description: &mut Description) -> Result<()> {
        self.add_endpoints(description)?;
        self.name_resources(description)?;
        for key in self.keys("add_parameter") {
            let (path, parameter) = split(key, ' ')?;
            let endpoint = description.endpoints.iter_mut().find(|one| one.path == path);
            let parameters = endpoint.map(|endpoint| &mut endpoint.parameters);
            self.add_field("add_parameter", key, parameters, parameter)?;
        }
        for key in self.keys("add_field") {
            let (name, member) = split(key, '.')?;
            let resource = description.resources.iter_mut().find(|(other, _)| other == name);
            let members = resource.and_then(|(_, schema)| schema.members_mut());
            self.add_field("add_field", key, members, member)?;
        }
        for endpoint in &mut description.endpoints {
            let path = format!("{} ", endpoint.path);
            self.apply_to_parameters(&path, &mut endpoint.parameters)?;
        }
        for (name, schema) in &mut description.resources {
            self.apply_to_fields(name, schema)?;
        }
        Ok(())
    }

    fn apply_to_parameters(&self, prefix: &str, parameters: &mut [Field]) -> Result<()> {
        for field in parameters {
            let path = format!("{prefix}{}", field.name);
            if self.has_named("whole", &path, &field.name) {
                change(&path, &mut field.schema, &[Kind::Number, Kind::Whole], Kind::Whole)?;
            }
            if self.has_named("time", &path, &field.name) {
                change(&path, &mut field.schema, &[Kind::Text(Vec::new())], Kind::Time)?;
            }
            field.secret |= self.has_named("secret_parameters", &path, &field.name);
            field.schema.nullable = self.has_named("nullable", &path, &field.name);
            if let Some(parameters) = field.schema.members_mut() {
                self.apply_to_parameters(&format!("{path}."), parameters)?;
            }
        }
        Ok(())
    }

    /// Applies what is to be changed in the fields of this object, or of the objects in this list.
    pub(crate) fn apply_to_fields(&self, path: &str, schema: &mut Schema) -> Result<()> {
        for field in schema.members_mut().into_iter().flatten() {
            let path = format!("{path}.{}", field.name);
            if self.has_named("whole_fields", &path, &field.name) {
                change(&path, &mut field.schema, &[Kind::Number, Kind::Whole], Kind::Whole)?;
            }
            if self.has_named("json", &path, &field.name) {
                field.schema.kind = Kind::Any;
            }
            if self.has_named("optional_fields", &path, &field.name) {
                let is_list = matches!(field.schema.kind, Kind::List(_) | Kind::Map);
                field.empty |= is_list && field.required && !field.schema.nullable;
                field.required = false;
            }
            let is_object = matches!(field.schema.kind, Kind::Object(_));
            field.lazy |= is_object
                && (self.has_named("lazy", &path, &field.name)
                    || self.has_ending("lazy", &field.name));
            field.secret |= self.has_named("secret_fields", &path, &field.name);
            self.apply_to_fields(&path, &mut field.schema)?;
        }
        Ok(())
    }

    /// Makes resources of the objects that get a name, and of those of which the description says no more than that
    /// they are another resource.
    fn name_resources(&self, description: &mut Description) -> Result<()> {
        for endpoint in &mut description.endpoints {
            for (key, schema) in &mut endpoint.keys {
                let path = format!("{} {key}", endpoint.path);
                self.apply_to_fields(&path, schema)?;
                let Some(name) = self.text("resource", &path, "name") else { continue };
                let named = Kind::Resource(name.to_owned()).into();
                let mut inline = std::mem::replace(schema.innermost_mut(), named);
                if matches!(inline.kind, Kind::Resource(_)) {
                    inline = Kind::Object(Vec::new()).into();
                }
                match description.resources.iter().find(|(other, _)| other == name) {
                    Some((_, other)) if *other != inline => {
                        return Err(format!("[resource] \"{path}\": there is another {name}"));
                    }
                    Some(_) => {}
                    None => description.resources.push((name.to_owned(), inline)),
                }
            }
        }
        Ok(())
    }

    fn add_endpoints(&self, description: &mut Description) -> Result<()> {
        for path in self.keys("add_endpoint") {
            let Some(entry) = self.entry("add_endpoint", path) else { continue };
            if description.endpoints.iter().any(|endpoint| endpoint.path == *path) {
                return Err(format!("[add_endpoint] \"{path}\": the description has it now"));
            }
            let endpoint = added_endpoint(path, entry);
            description
                .endpoints
                .push(endpoint.map_err(|error| format!("[add_endpoint] \"{path}\": {error}"))?);
        }
        description.endpoints.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(())
    }

    /// Adds the field of a table's entry, at this path below these fields.
    fn add_field(
        &self,
        table: &str,
        key: &str,
        fields: Option<&mut Vec<Field>>,
        path: &str,
    ) -> Result<()> {
        let error = |error: &str| format!("[{table}] \"{key}\" {error}");
        let mut fields = fields.ok_or_else(|| error("matches nothing"))?;
        let mut names = path.split('.').peekable();
        while let Some(name) = names.next() {
            let there = fields.iter().position(|field| field.name == name);
            if names.peek().is_none() {
                if there.is_some() {
                    return Err(error("is in the description now"));
                }
                let entry = self.entry(table, key).ok_or_else(|| error("is missing"))?;
                fields.push(added_field(name, entry).map_err(|flaw| error(&flaw))?);
                break;
            }
            let inner = there.and_then(|index| fields.get_mut(index)?.schema.members_mut());
            fields = inner.ok_or_else(|| error("matches nothing"))?;
        }
        Ok(())
    }
}

/// The reasons of an entry: its text, its `why`, or the `why` of each of its items.
fn has_reason(entry: &Value) -> bool {
    match entry {
        Value::String(reason) => !reason.trim().is_empty(),
        Value::Table(entry) => entry.get("why").is_some_and(has_reason),
        Value::Array(entries) => entries.iter().all(has_reason),
        _ => false,
    }
}

fn split(key: &str, separator: char) -> Result<(&str, &str)> {
    key.split_once(separator).ok_or_else(|| format!("\"{key}\" is not a path"))
}

/// Changes what a value is, or what the items of a list are.
fn change(path: &str, schema: &mut Schema, from: &[Kind], to: Kind) -> Result<()> {
    let schema = schema.innermost_mut();
    if !from.contains(&schema.kind) {
        return Err(format!(
            "{path} is a {}: it cannot be made a {}",
            schema.kind.name(),
            to.name()
        ));
    }
    schema.kind = to;
    Ok(())
}

/// As `{ parameters = { device_id = { type = "uuid", required = true } }, key = "device", response = "device", callers =
/// ["api_key"], why = "…" }`.
fn added_endpoint(path: &str, entry: &Value) -> Result<Endpoint> {
    let text = |name| entry.get(name).and_then(Value::as_str);
    let parameters = entry.get("parameters").and_then(Value::as_table).into_iter().flatten();
    let parameters = parameters.map(|(name, entry)| added_field(name, entry));
    let callers = entry.get("callers").and_then(Value::as_array).into_iter().flatten();
    let mut endpoint = Endpoint {
        path: path.to_owned(),
        callers: callers.filter_map(Value::as_str).map(str::to_owned).collect(),
        parameters: parameters.collect::<Result<_>>()?,
        ..Endpoint::default()
    };
    if let Some(response) = text("response") {
        let key = text("key").unwrap_or(response);
        endpoint.key = Some(key.to_owned());
        endpoint.keys.push((key.to_owned(), kind(response).into()));
    }
    Ok(endpoint)
}

/// As `{ type = "list of uuid", required = true, nullable = true }`.
fn added_field(name: &str, entry: &Value) -> Result<Field> {
    let is = |name| entry.get(name).and_then(Value::as_bool).unwrap_or_default();
    let text = entry.get("type").and_then(Value::as_str).ok_or("has no type")?;
    let (text, secret) = if text == "secret" { ("text", true) } else { (text, false) };
    Ok(Field {
        name: name.to_owned(),
        schema: Schema { kind: kind(text), nullable: is("nullable") },
        required: is("required"),
        deprecated: is("deprecated"),
        secret,
        empty: false,
        lazy: false,
    })
}

/// The kind of a type as an entry calls it: `text`, `list of uuid`, or a resource.
pub(crate) fn kind(text: &str) -> Kind {
    match text {
        "text" => Kind::Text(Vec::new()),
        "uuid" => Kind::Uuid,
        "time" => Kind::Time,
        "bool" => Kind::Bool,
        "number" => Kind::Number,
        "whole" => Kind::Whole,
        "map" => Kind::Map,
        "any" => Kind::Any,
        _ => match text.strip_prefix("list of ") {
            Some(item) => Kind::List(Box::new(kind(item).into())),
            None => Kind::Resource(text.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(name: &str, kind: Kind, required: bool) -> Field {
        Field {
            name: name.to_owned(),
            schema: kind.into(),
            required,
            deprecated: false,
            secret: false,
            empty: false,
            lazy: false,
        }
    }

    fn description() -> Description {
        let settings = Kind::Object(vec![field("level", Kind::Number, true)]);
        let device = vec![
            field("code", Kind::Text(Vec::new()), true),
            field("settings", Kind::List(Box::new(settings.into())), true),
        ];
        let update = vec![
            field("device_id", Kind::Uuid, true),
            field("name", Kind::Text(Vec::new()), false),
            Field {
                schema: Schema { nullable: true, kind: Kind::Uuid },
                ..field("hub", Kind::Uuid, false)
            },
            field("limit", Kind::Number, false),
        ];
        let inline = Kind::Object(vec![field("code", Kind::Text(Vec::new()), true)]);
        let update = Endpoint {
            path: "/devices/update".to_owned(),
            parameters: update,
            keys: vec![("inline".to_owned(), inline.into())],
            ..Endpoint::default()
        };
        Description {
            version: "1".to_owned(),
            endpoints: vec![update],
            resources: vec![("device".to_owned(), Kind::Object(device).into())],
        }
    }

    fn applied(toml: &str) -> Result<Description> {
        let overrides = Overrides::parse(toml)?;
        let mut description = description();
        overrides.apply(&mut description)?;
        match overrides.unused() {
            unused if unused.is_empty() => Ok(description),
            unused => Err(unused.join("\n")),
        }
    }

    fn members<'d>(description: &'d Description, name: &str) -> &'d [Field] {
        let mut resources = description.resources.iter();
        resources.find(|(other, _)| other == name).unwrap().1.members().unwrap()
    }

    #[test]
    fn a_path_matches_one_field_and_a_bare_name_every_field() {
        let changed = applied(
            r#"
            [nullable]
            "/devices/update name" = "unset it"
            [whole]
            limit = "a count"
            [whole_fields]
            "device.settings.level" = "a count"
            [secret_fields]
            code = "a PIN"
            [optional_fields]
            "device.code" = "left out"
            "#,
        )
        .unwrap();
        let [device_id, name, hub, limit] = &changed.endpoints[0].parameters[..] else { panic!() };
        assert!(name.schema.nullable && !device_id.schema.nullable);
        // What the description says of it means nothing.
        assert!(!hub.schema.nullable);
        assert_eq!(limit.schema.kind, Kind::Whole);
        let [code, settings] = members(&changed, "device") else { panic!() };
        assert!(code.secret && !code.required);
        assert_eq!(settings.schema.members().unwrap()[0].schema.kind, Kind::Whole);
    }

    #[test]
    fn an_entry_that_matches_nothing_is_an_error() {
        let error =
            applied("[whole]\nlimt = 'a count'\n[json]\n'device.codes' = 'why'").unwrap_err();
        assert_eq!(
            error,
            "[whole] \"limt\" matches nothing\n[json] \"device.codes\" matches nothing"
        );
        assert_eq!(
            applied("[add_field]\n'devices.a' = { type = 'text', why = 'b' }").unwrap_err(),
            "[add_field] \"devices.a\" matches nothing"
        );
    }

    #[test]
    fn an_entry_without_a_reason_or_of_an_unknown_table_is_an_error() {
        let error = applied("[whole]\nlimit = ''\n[wholes]\nlimit = 'a count'").unwrap_err();
        assert_eq!(error, "[whole] \"limit\" has no reason\nthere is no table [wholes]");
    }

    #[test]
    fn only_a_number_can_be_overridden_as_whole() {
        let error = applied("[whole]\nname = 'a count'").unwrap_err();
        assert_eq!(error, "/devices/update name is a text: it cannot be made a whole");
    }

    #[test]
    fn fields_and_endpoints_are_added_only_while_the_description_lacks_them() {
        let changed = applied(
            r#"
            [add_field]
            "device.settings.pin" = { type = "secret", why = "the samples have it" }
            [add_parameter]
            "/devices/update ids" = { type = "list of uuid", required = true, why = "the SDKs have it" }
            [add_endpoint]
            "/devices/get" = { parameters = { name = { type = "text" } }, response = "device", why = "the SDKs" }
            "#,
        )
        .unwrap();
        let pin = &members(&changed, "device")[1].schema.members().unwrap()[1];
        assert!(pin.name == "pin" && pin.secret && pin.schema.kind == Kind::Text(Vec::new()));
        let [get, update] = &changed.endpoints[..] else { panic!() };
        assert_eq!(get.keys, [("device".to_owned(), Kind::Resource("device".to_owned()).into())]);
        let ids = update.parameters.last().unwrap();
        assert!(ids.required && ids.schema.kind == Kind::List(Box::new(Kind::Uuid.into())));
        assert_eq!(
            applied("[add_field]\n'device.code' = { type = 'text', why = 'a' }").unwrap_err(),
            "[add_field] \"device.code\" is in the description now"
        );
        assert_eq!(
            applied("[add_endpoint]\n'/devices/update' = { why = 'a' }").unwrap_err(),
            "[add_endpoint] \"/devices/update\": the description has it now"
        );
    }

    #[test]
    fn an_object_without_a_name_becomes_a_resource() {
        let changed = applied(
            r#"
            [resource]
            "/devices/update inline" = { name = "thing", why = "the SDKs' name" }
            [optional_fields]
            "/devices/update inline.code" = "left out"
            [secret_fields]
            "thing.code" = "a PIN"
            "#,
        )
        .unwrap();
        assert_eq!(changed.endpoints[0].keys[0].1.kind, Kind::Resource("thing".to_owned()));
        let [code] = members(&changed, "thing") else { panic!() };
        assert!(code.secret && !code.required);
    }
}
