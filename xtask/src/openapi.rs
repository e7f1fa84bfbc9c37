//! Reads the facts of Seam's OpenAPI description: only what is documented, unions merged into one, and no sentences.

use serde_json::{Map, Value};

use crate::description::{Description, Endpoint};
use crate::schema::{Field, Kind, Schema, Union};

/// The credentials that a program can have. Only Seam's own programs have the others.
const CALLERS: [&str; 6] = [
    "api_key",
    "pat_with_workspace",
    "pat_without_workspace",
    "client_session",
    "client_session_with_customer",
    "publishable_key",
];

type Result<T> = std::result::Result<T, String>;

/// The facts of an OpenAPI description of this version.
pub(crate) fn read(openapi: &Value, version: &str) -> Result<Description> {
    let schemas = object(openapi, &["components", "schemas"])?;
    let reader = Reader { schemas };
    let mut endpoints = Vec::new();
    for (path, methods) in object(openapi, &["paths"])? {
        let mut methods = methods.as_object().into_iter().flat_map(Map::values);
        if !methods.any(is_undocumented) {
            let endpoint = reader.endpoint(path, within(openapi, &["paths", path, "post"]));
            endpoints.push(endpoint.map_err(|error| format!("{path}: {error}"))?);
        }
    }
    let resources = reader.resources(&endpoints)?;
    Ok(Description { version: version.to_owned(), endpoints, resources })
}

fn object<'v>(value: &'v Value, path: &[&str]) -> Result<&'v Map<String, Value>> {
    within(value, path).as_object().ok_or_else(|| format!("{} is not an object", path.join(".")))
}

/// What is there at the end of a path of names; null, if there is nothing.
fn within<'v>(value: &'v Value, path: &[&str]) -> &'v Value {
    path.iter().fold(value, |value, name| member(value, name))
}

fn member<'v>(value: &'v Value, name: &str) -> &'v Value {
    value.get(name).unwrap_or(&Value::Null)
}

fn is_undocumented(schema: &Value) -> bool {
    schema.get("x-undocumented").is_some()
}

fn is_true(schema: &Value, name: &str) -> bool {
    member(schema, name).as_bool().unwrap_or_default()
}

struct Reader<'d> {
    schemas: &'d Map<String, Value>,
}

impl Reader<'_> {
    fn endpoint(&self, path: &str, post: &Value) -> Result<Endpoint> {
        let body = within(post, &["requestBody", "content", "application/json", "schema"]);
        let mut parameters = match self.optional(body)?.kind {
            Kind::Object(parameters) => parameters,
            Kind::Any => Vec::new(),
            kind => return Err(format!("the body is a {}", kind.name())),
        };
        // The order of what is required says more than the alphabet: what it is about comes first.
        let mut order = Vec::new();
        required_names(body, &mut order);
        parameters.sort_by_key(|parameter| {
            let place = order.iter().position(|name| *name == parameter.name);
            place.filter(|_| parameter.required).unwrap_or(usize::MAX)
        });
        let response = within(post, &["responses", "200", "content", "application/json", "schema"]);
        let mut keys = match self.optional(response)?.kind {
            Kind::Object(keys) => keys,
            _ => Vec::new(),
        };
        keys.retain(|key| key.name != "ok");
        let pages = keys.iter().any(|key| key.name == "pagination");
        keys.retain(|key| key.name != "pagination");
        let security = member(post, "security").as_array().into_iter().flatten();
        let security: Vec<_> = security.filter_map(Value::as_object).flat_map(Map::keys).collect();
        let callers = CALLERS.iter().filter(|&&caller| security.iter().any(|&one| one == caller));
        Ok(Endpoint {
            path: path.to_owned(),
            deprecated: is_true(post, "deprecated") || post.get("x-deprecated").is_some(),
            callers: callers.map(|&caller| caller.to_owned()).collect(),
            key: member(post, "x-response-key").as_str().map(str::to_owned),
            keys: keys.into_iter().map(|key| (key.name, key.schema)).collect(),
            pages,
            parameters,
        })
    }

    fn named(&self, name: &str) -> Result<&Value> {
        self.schemas.get(name).ok_or_else(|| format!("there is no schema {name}"))
    }

    fn optional(&self, schema: &Value) -> Result<Schema> {
        if schema.is_null() { Ok(Kind::Any.into()) } else { self.schema(schema) }
    }

    /// The resources that endpoints return, and those within them.
    fn resources(&self, endpoints: &[Endpoint]) -> Result<Vec<(String, Schema)>> {
        let keys = endpoints.iter().flat_map(|endpoint| &endpoint.keys);
        let mut wanted = Vec::new();
        keys.for_each(|(_, schema)| names_of_resources(schema, &mut wanted));
        let mut resources = Vec::new();
        while let Some(name) = wanted.pop() {
            if resources.iter().any(|(other, _)| *other == name) {
                continue;
            }
            let schema =
                self.schema(self.named(&name)?).map_err(|error| format!("{name}: {error}"))?;
            names_of_resources(&schema, &mut wanted);
            resources.push((name, schema));
        }
        resources.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(resources)
    }

    fn schema(&self, schema: &Value) -> Result<Schema> {
        if let Some(reference) = member(schema, "$ref").as_str() {
            let name = reference.rsplit('/').next().unwrap_or(reference);
            return Ok(Kind::Resource(name.to_owned()).into());
        }
        let unions = [("oneOf", Union::One), ("anyOf", Union::One), ("allOf", Union::All)];
        let union = unions
            .iter()
            .find_map(|(name, union)| Some((member(schema, name).as_array()?, *union)));
        let nullable = is_true(schema, "nullable");
        if let Some((variants, union)) = union {
            let merged = self.union(variants, union)?;
            return Ok(Schema { nullable: merged.nullable || nullable, ..merged });
        }
        let kind = match member(schema, "type").as_str() {
            Some("object") => self.object(schema)?,
            Some("array") => Kind::List(Box::new(self.schema(member(schema, "items"))?)),
            Some("string") => text(schema),
            Some("boolean") => Kind::Bool,
            Some("number") => Kind::Number,
            Some("integer") => Kind::Whole,
            None if nullable => Kind::Null,
            None => Kind::Any,
            Some(other) => return Err(format!("there is a value of type {other}")),
        };
        Ok(Schema { kind, nullable })
    }

    fn union(&self, variants: &[Value], union: Union) -> Result<Schema> {
        let mut documented: Vec<_> = variants.iter().filter(|one| !is_undocumented(one)).collect();
        if documented.is_empty() {
            documented.extend(variants);
        }
        let mut merged: Option<Schema> = None;
        for &variant in &documented {
            let mut schema = self.schema(variant)?;
            // Looks up a reference, so that it can be merged with the others.
            if let (Kind::Resource(name), 2..) = (&schema.kind, documented.len()) {
                schema = self.schema(self.named(name)?)?;
            }
            merged = Some(match merged {
                Some(merged) => merged.merge(schema, union),
                None => schema,
            });
        }
        merged.ok_or_else(|| "there is a union of nothing".to_owned())
    }

    fn object(&self, schema: &Value) -> Result<Kind> {
        let Some(properties) = member(schema, "properties").as_object() else {
            let values = self.optional(member(schema, "additionalProperties"))?.kind;
            return Ok(match values {
                Kind::Text(_) | Kind::Bool => Kind::Map,
                Kind::Either(kinds) if kinds == "text or bool" => Kind::Map,
                _ => Kind::Any,
            });
        };
        let required = member(schema, "required").as_array();
        let is_required = |name: &str| {
            required
                .is_some_and(|required| required.iter().any(|other| other.as_str() == Some(name)))
        };
        let mut members = Vec::new();
        for (name, property) in properties {
            if is_undocumented(property) {
                continue;
            }
            let member = self.schema(property).map_err(|error| format!("{name}: {error}"))?;
            members.push(Field {
                name: name.clone(),
                schema: member,
                required: is_required(name),
                deprecated: is_true(property, "deprecated"),
                secret: false,
                empty: false,
                lazy: false,
            });
        }
        Ok(Kind::Object(members))
    }
}

fn text(schema: &Value) -> Kind {
    match (member(schema, "format").as_str(), member(schema, "enum").as_array()) {
        (_, Some(values)) => {
            let values: Vec<_> =
                values.iter().filter_map(Value::as_str).map(str::to_owned).collect();
            // The list of all time zones is not a fact about Seam.
            let is_time_zone = values.iter().any(|value| value == "Europe/London");
            Kind::Text(if is_time_zone { Vec::new() } else { values })
        }
        (Some("uuid"), None) => Kind::Uuid,
        (Some("date-time"), None) => Kind::Time,
        (_, None) => Kind::Text(Vec::new()),
    }
}

/// The names that a body requires, in the order in which it says so.
fn required_names<'b>(body: &'b Value, names: &mut Vec<&'b str>) {
    let required = member(body, "required").as_array().into_iter().flatten();
    names.extend(required.filter_map(Value::as_str));
    for union in ["allOf", "oneOf", "anyOf"] {
        for variant in member(body, union).as_array().into_iter().flatten() {
            required_names(variant, names);
        }
    }
}

fn names_of_resources(schema: &Schema, names: &mut Vec<String>) {
    match &schema.innermost().kind {
        Kind::Resource(name) => names.push(name.clone()),
        Kind::Object(members) => {
            members.iter().for_each(|member| names_of_resources(&member.schema, names));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn described() -> Value {
        json!({
            "components": { "schemas": {
                "lock": { "type": "object", "required": ["lock_id"], "properties": {
                    "lock_id": { "type": "string", "format": "uuid", "description": "An ID." },
                    "inner": { "type": "boolean", "x-undocumented": "No." },
                    "hub": { "$ref": "#/components/schemas/hub" },
                    "zone": { "type": "string", "enum": ["Europe/London", "Europe/Paris"] },
                    "either": { "oneOf": [
                        { "$ref": "#/components/schemas/hub" },
                        { "type": "object", "properties": { "name": { "type": "string" } } },
                    ] },
                    "mode": { "oneOf": [
                        { "type": "string", "enum": ["on"] },
                        { "type": "string", "enum": ["test"], "x-undocumented": "No." },
                    ] },
                } },
                "hub": { "type": "object", "properties": { "metadata": {
                    "type": "object",
                    "additionalProperties": { "oneOf": [{ "type": "string" }, { "type": "boolean" }] },
                } } },
                "other": { "type": "object" },
            } },
            "paths": {
                "/locks/hidden": { "post": { "x-undocumented": "No." } },
                "/locks/list": { "post": {
                    "security": [{ "api_key": [] }],
                    "x-response-key": "locks",
                    "requestBody": { "content": { "application/json": { "schema": {
                        "type": "object",
                        "properties": { "limit": { "type": "number", "format": "float" } },
                    } } } },
                    "responses": { "200": { "content": { "application/json": { "schema": {
                        "type": "object",
                        "properties": {
                            "locks": { "type": "array", "items": { "$ref": "#/components/schemas/lock" } },
                            "pagination": {},
                            "ok": { "type": "boolean" },
                        },
                    } } } } },
                } },
            },
        })
    }

    #[test]
    fn only_documented_endpoints_and_resources_in_use_are_read() {
        let description = read(&described(), "1.2.3").unwrap();
        let [endpoint] = &description.endpoints[..] else { panic!("{description:?}") };
        assert_eq!(endpoint.path, "/locks/list");
        assert!(endpoint.pages);
        assert_eq!(endpoint.callers, ["api_key"]);
        assert_eq!(endpoint.parameters[0].schema.kind, Kind::Number);
        let locks = Kind::List(Box::new(Kind::Resource("lock".to_owned()).into()));
        assert_eq!(endpoint.keys, [("locks".to_owned(), locks.into())]);

        let [(hub, hub_schema), (lock, lock_schema)] = &description.resources[..] else {
            panic!("{description:?}")
        };
        assert_eq!([hub, lock], ["hub", "lock"]);
        assert_eq!(hub_schema.members().unwrap()[0].schema.kind, Kind::Map);
        let names = lock_schema.members().unwrap().iter().map(|member| &member.name);
        assert_eq!(names.collect::<Vec<_>>(), ["lock_id", "hub", "zone", "either", "mode"]);
        let [lock_id, hub, zone, either, mode] = lock_schema.members().unwrap() else { panic!() };
        assert!(lock_id.required && !hub.required);
        assert_eq!(hub.schema.kind, Kind::Resource("hub".to_owned()));
        // The names of all time zones are left out, and a resource is merged with an object.
        assert_eq!(zone.schema.kind, Kind::Text(Vec::new()));
        let names = either.schema.members().unwrap().iter().map(|member| &member.name);
        assert_eq!(names.collect::<Vec<_>>(), ["metadata", "name"]);
        assert_eq!(mode.schema.kind, Kind::Text(vec!["on".to_owned()]));
    }
}
