//! `api/description.json`: the facts of Seam's description that this crate is made from.

use serde_json::{Map, Value, json};

use crate::schema::{Field, Kind, Schema};

type Result<T> = std::result::Result<T, String>;

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Description {
    /// Of npm's `@seamapi/types`.
    pub(crate) version: String,
    pub(crate) endpoints: Vec<Endpoint>,
    /// By name.
    pub(crate) resources: Vec<(String, Schema)>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Endpoint {
    pub(crate) path: String,
    pub(crate) deprecated: bool,
    /// The credentials that may call it, as the description calls them.
    pub(crate) callers: Vec<String>,
    /// The field of the response that holds what the endpoint returns.
    pub(crate) key: Option<String>,
    /// All fields of the response except `ok` and `pagination`.
    pub(crate) keys: Vec<(String, Schema)>,
    /// Whether the response has `pagination` too.
    pub(crate) pages: bool,
    pub(crate) parameters: Vec<Field>,
}

impl Description {
    pub(crate) fn to_json(&self) -> String {
        let endpoints = self.endpoints.iter().map(|one| (one.path.clone(), endpoint_to_json(one)));
        let resources =
            self.resources.iter().map(|(name, one)| (name.clone(), schema_to_json(one)));
        let whole = json!({
            "version": self.version,
            "endpoints": endpoints.collect::<Map<_, _>>(),
            "resources": resources.collect::<Map<_, _>>(),
        });
        let mut text = String::new();
        write(&whole, "", 0, &mut text);
        text.push('\n');
        text
    }

    pub(crate) fn from_json(text: &str) -> Result<Self> {
        let json: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut description = Self { version: string(&json, "version")?, ..Self::default() };
        for (path, endpoint) in members(&json, "endpoints") {
            let endpoint = endpoint_from_json(path, endpoint);
            description.endpoints.push(endpoint.map_err(|error| format!("{path}: {error}"))?);
        }
        for (name, schema) in members(&json, "resources") {
            let schema = schema_from_json(schema).map_err(|error| format!("{name}: {error}"))?;
            description.resources.push((name.clone(), schema));
        }
        Ok(description)
    }
}

fn endpoint_to_json(endpoint: &Endpoint) -> Value {
    let keys = endpoint.keys.iter().map(|(name, schema)| (name.clone(), schema_to_json(schema)));
    let mut json = Map::new();
    json.insert("callers".to_owned(), json!(endpoint.callers));
    json.insert("key".to_owned(), json!(endpoint.key));
    json.insert("keys".to_owned(), Value::Object(keys.collect()));
    set_if(&mut json, "pages", endpoint.pages);
    set_if(&mut json, "deprecated", endpoint.deprecated);
    json.insert("parameters".to_owned(), fields_to_json(&endpoint.parameters));
    Value::Object(json)
}

fn endpoint_from_json(path: &str, json: &Value) -> Result<Endpoint> {
    let callers = member(json, "callers").as_array().into_iter().flatten();
    let keys = members(json, "keys").map(|(name, key)| Ok((name.clone(), schema_from_json(key)?)));
    Ok(Endpoint {
        path: path.to_owned(),
        deprecated: is_set(json, "deprecated"),
        callers: callers.filter_map(Value::as_str).map(str::to_owned).collect(),
        key: member(json, "key").as_str().map(str::to_owned),
        keys: keys.collect::<Result<_>>()?,
        pages: is_set(json, "pages"),
        parameters: fields_from_json(json, "parameters")?,
    })
}

fn fields_to_json(fields: &[Field]) -> Value {
    let fields = fields.iter().map(|field| {
        let mut json = schema_to_map(&field.schema);
        set_if(&mut json, "required", field.required);
        set_if(&mut json, "deprecated", field.deprecated);
        (field.name.clone(), Value::Object(json))
    });
    Value::Object(fields.collect())
}

fn fields_from_json(json: &Value, name: &str) -> Result<Vec<Field>> {
    let fields = members(json, name).map(|(name, json)| {
        Ok(Field {
            name: name.clone(),
            schema: schema_from_json(json).map_err(|error| format!("{name}: {error}"))?,
            required: is_set(json, "required"),
            deprecated: is_set(json, "deprecated"),
            secret: false,
            empty: false,
            lazy: false,
        })
    });
    fields.collect()
}

fn schema_to_json(schema: &Schema) -> Value {
    Value::Object(schema_to_map(schema))
}

fn schema_to_map(schema: &Schema) -> Map<String, Value> {
    let mut json = Map::new();
    json.insert("type".to_owned(), json!(schema.kind.name()));
    let more = match &schema.kind {
        Kind::Text(values) if !values.is_empty() => Some(("values", json!(values))),
        Kind::List(item) => Some(("items", schema_to_json(item))),
        Kind::Object(members) => Some(("members", fields_to_json(members))),
        Kind::Resource(name) => Some(("name", json!(name))),
        _ => None,
    };
    json.extend(more.map(|(name, value)| (name.to_owned(), value)));
    set_if(&mut json, "nullable", schema.nullable);
    json
}

fn schema_from_json(json: &Value) -> Result<Schema> {
    let values =
        || member(json, "values").as_array().into_iter().flatten().filter_map(Value::as_str);
    let kind = match string(json, "type")?.as_str() {
        "text" => Kind::Text(values().map(str::to_owned).collect()),
        "uuid" => Kind::Uuid,
        "time" => Kind::Time,
        "bool" => Kind::Bool,
        "number" => Kind::Number,
        "whole" => Kind::Whole,
        "list" => Kind::List(Box::new(schema_from_json(member(json, "items"))?)),
        "object" => Kind::Object(fields_from_json(json, "members")?),
        "map" => Kind::Map,
        "resource" => Kind::Resource(string(json, "name")?),
        "any" => Kind::Any,
        "null" => Kind::Null,
        kinds if kinds.contains(" or ") => Kind::Either(kinds.to_owned()),
        other => return Err(format!("there is no type {other}")),
    };
    Ok(Schema { kind, nullable: is_set(json, "nullable") })
}

fn set_if(json: &mut Map<String, Value>, name: &str, condition: bool) {
    if condition {
        json.insert(name.to_owned(), Value::Bool(true));
    }
}

fn member<'v>(json: &'v Value, name: &str) -> &'v Value {
    json.get(name).unwrap_or(&Value::Null)
}

fn is_set(json: &Value, name: &str) -> bool {
    member(json, name).as_bool().unwrap_or_default()
}

fn string(json: &Value, name: &str) -> Result<String> {
    member(json, name).as_str().map(str::to_owned).ok_or_else(|| format!("{name} is missing"))
}

fn members<'v>(json: &'v Value, name: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    member(json, name).as_object().into_iter().flatten()
}

const WIDTH: usize = 120;

/// Objects whose fields have a line each, however short they are, so that a change is a line of a diff.
const TALL: [&str; 4] = ["endpoints", "parameters", "resources", "members"];

/// Writes JSON, each field of an object on a line of its own if it does not fit on one.
fn write(value: &Value, name: &str, indent: usize, text: &mut String) {
    let (open, close, items): (_, _, Vec<(Option<&str>, &Value)>) = match value {
        Value::Object(members) => {
            let members = members.iter().map(|(name, value)| (Some(name.as_str()), value));
            ('{', '}', members.collect())
        }
        Value::Array(items) => ('[', ']', items.iter().map(|item| (None, item)).collect()),
        scalar => return text.push_str(&scalar.to_string()),
    };
    let line = value.to_string();
    let fits = indent + name.len() + line.len() < WIDTH;
    if items.is_empty() || fits && !is_tall(name, value) {
        return text.push_str(&line);
    }
    text.push(open);
    for (index, (name, value)) in items.into_iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.extend(std::iter::repeat_n(' ', indent + 1));
        if let Some(name) = name {
            text.push_str(&format!("{name:?}: "));
        }
        write(value, name.unwrap_or_default(), indent + 1, text);
    }
    text.push('\n');
    text.extend(std::iter::repeat_n(' ', indent));
    text.push(close);
}

fn is_tall(name: &str, value: &Value) -> bool {
    let mut members = value.as_object().into_iter().flatten();
    TALL.contains(&name) || members.any(|(name, value)| is_tall(name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_survives_a_round_trip() {
        let text = |values: &[&str]| Kind::Text(values.iter().map(|&it| it.to_owned()).collect());
        let kinds = [
            text(&[]),
            text(&["on", "off"]),
            Kind::Uuid,
            Kind::Time,
            Kind::Bool,
            Kind::Number,
            Kind::Whole,
            Kind::Map,
            Kind::Any,
            Kind::Null,
            Kind::Either("text or bool".to_owned()),
            Kind::Resource("device".to_owned()),
            Kind::List(Box::new(Kind::Uuid.into())),
            Kind::Object(Vec::new()),
        ];
        let fields = kinds.into_iter().enumerate().map(|(index, kind)| Field {
            name: format!("field_{index}"),
            schema: Schema { kind, nullable: index % 2 == 0 },
            required: index % 3 == 0,
            deprecated: index % 5 == 0,
            secret: false,
            empty: false,
            lazy: false,
        });
        let fields: Vec<_> = fields.collect();
        let endpoint = Endpoint {
            path: "/locks/list".to_owned(),
            deprecated: true,
            callers: vec!["api_key".to_owned()],
            key: Some("locks".to_owned()),
            keys: vec![("locks".to_owned(), Kind::Resource("lock".to_owned()).into())],
            pages: true,
            parameters: fields.clone(),
        };
        let plain = Endpoint { path: "/locks/get".to_owned(), ..Endpoint::default() };
        let description = Description {
            version: "1.2.3".to_owned(),
            endpoints: vec![endpoint, plain],
            resources: vec![("lock".to_owned(), Kind::Object(fields).into())],
        };
        let json = description.to_json();
        assert_eq!(Description::from_json(&json), Ok(description));
        assert!(
            json.contains("\n    \"field_2\": {\"type\":\"uuid\",\"nullable\":true},\n"),
            "{json}"
        );
    }
}
