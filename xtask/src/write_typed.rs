//! Writes `tests/support/typed.rs`: for tests, each endpoint's typed request, made from JSON.

use serde_json::{Map, Value, json};

use crate::plan::{Call, Module, Parameter, ParameterKind, Plan, Request, route_of};
use crate::schema::{Kind, Schema};
use crate::write_api::ORIGIN;

pub(crate) const PATH: &str = "tests/support/typed.rs";

/// Of the lines that rustfmt leaves alone.
const WIDTH: usize = 110;
const INDENT: usize = 12;

pub(crate) fn file(plan: &Plan) -> String {
    let mut calls: Vec<&Call> = plan.modules.iter().flat_map(|module| &module.calls).collect();
    calls.extend(&plan.by_hand);
    calls.sort_by(|one, other| one.path.cmp(&other.path));

    let mut text = format!("{HEAD}{ORIGIN}{START}");
    for call in &calls {
        let module = module_path(route_of(&call.path));
        let lifetime = if call.request.borrows { "<'_>" } else { "" };
        let path = format!("{module}::{}{lifetime}", call.request.name);
        let request = made(&path, &module, &call.request);
        text.push_str(&format!(
            "        {:?} => visitor.visit(\n            &{request}\n        ),\n",
            call.path
        ));
    }
    text.push_str("        _ => return false,\n    }\n    true\n}\n\n");
    for module in &plan.modules {
        module.objects.iter().for_each(|object| object_function(module, object, &mut text));
    }
    all(&calls, &mut text);
    secrets(&calls, &mut text);
    required(&calls, &mut text);
    lazy(plan, &mut text);
    text
}

const HEAD: &str = "\
//! The typed request of every endpoint, made from JSON.
";

const START: &str = r#"
// Each test uses a part of it.
#![allow(dead_code, unreachable_pub, missing_docs)]
// What Seam deprecated is tested too.
#![allow(deprecated)]
#![allow(clippy::indexing_slicing, clippy::panic)]

use std::fmt::Debug;

use seam_client::endpoint::{self, Endpoint, Time};
use seam_client::response::read_response;
use seam_client::json::Mismatch;
use seam_client::*;
use serde_json::Value;

/// What is to be done with a request, whatever its type.
pub trait Visit {
    fn visit<E: Endpoint + Debug>(&mut self, request: &E)
    where
        E::Response: Debug + PartialEq;
}

/// Shows `visitor` the request of this path that has these parameters; `false`, if there is no such path. Panics, if a
/// parameter is missing or is of another kind.
pub fn visit(path: &str, parameters: &Value, visitor: &mut impl Visit) -> bool {
    // Requests borrow what is in them, lists of lists too. A test can do without the bytes.
    let it = leak(parameters.clone());
    match path {
"#;

/// What follows the functions: how JSON becomes what setters take.
const END: &str = r#"
/// The request, or an object in one, that has what is set in a JSON object.
macro_rules! request {
    ($it:ident, $type:ty, [$($required:ident: $read:expr),*], [$($name:ident: $set:expr),*]) => {{
        assert!($it.is_object(), "{} is no object", $it);
        #[allow(unused_mut)]
        let mut request = <$type>::new($($read(&$it[name(stringify!($required))])),*);
        $(
            if let Some(value) = $it.get(name(stringify!($name))) {
                request = request.$name($set(value));
            }
        )*
        request
    }};
}
use request;

type It = &'static Value;

fn name(identifier: &'static str) -> &'static str {
    identifier.strip_prefix("r#").unwrap_or(identifier)
}

fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

fn text(it: It) -> &'static str {
    it.as_str().unwrap_or_else(|| panic!("{it} is no text"))
}

fn boolean(it: It) -> bool {
    it.as_bool().unwrap_or_else(|| panic!("{it} is no bool"))
}

fn number(it: It) -> f64 {
    it.as_f64().unwrap_or_else(|| panic!("{it} is no number"))
}

fn whole(it: It) -> i64 {
    it.as_i64().unwrap_or_else(|| panic!("{it} is no whole number"))
}

fn time(it: It) -> Time<'static> {
    Time::from(text(it))
}

fn list<T>(it: It, read: impl Fn(It) -> T) -> &'static Vec<T> {
    let items = it.as_array().unwrap_or_else(|| panic!("{it} is no list"));
    leak(items.iter().map(read).collect())
}

fn texts(it: It) -> &'static [&'static str] {
    list(it, text)
}

fn numbers(it: It) -> &'static Vec<f64> {
    list(it, number)
}

fn wholes(it: It) -> &'static Vec<i64> {
    list(it, whole)
}

fn value(it: It) -> endpoint::Value<'static> {
    match it {
        Value::Null => endpoint::Value::Null,
        Value::Bool(value) => endpoint::Value::Bool(*value),
        other => endpoint::Value::Text(text(other)),
    }
}

fn map(it: It) -> &'static Vec<(&'static str, endpoint::Value<'static>)> {
    let pairs = it.as_object().unwrap_or_else(|| panic!("{it} is no object"));
    leak(pairs.iter().map(|(name, it)| (name.as_str(), value(it))).collect())
}

/// `None` for `null`.
fn nullable<T>(it: It, read: impl Fn(It) -> T) -> Option<T> {
    (!it.is_null()).then(|| read(it))
}
"#;

fn module_path(route: &str) -> String {
    route.trim_start_matches('/').replace('/', "::")
}

/// The name of the function that makes an object.
fn function(module: &str, object: &str) -> String {
    let mut name = module.replace("::", "_");
    for one in object.chars() {
        if one.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(one.to_ascii_lowercase());
    }
    name
}

/// What makes a request, or an object, of its JSON.
fn made(path: &str, module: &str, request: &Request) -> String {
    let list = |parameters: &[Parameter]| {
        let parameters =
            parameters.iter().map(|one| format!("{}: {}", one.name, reader(module, one)));
        parameters.collect::<Vec<_>>()
    };
    let mut text = format!("request!(it, {path}, [");
    let mut width = INDENT + text.len();
    for (index, parameters) in [list(&request.required), list(&request.optional)].iter().enumerate()
    {
        if index > 0 {
            text.push_str("], [");
            width += 4;
        }
        for (index, parameter) in parameters.iter().enumerate() {
            let separator = if index == 0 { "" } else { ", " };
            if width + separator.len() + parameter.len() > WIDTH {
                text.push_str(&format!("{}\n{:INDENT$}{parameter}", separator.trim_end(), ""));
                width = INDENT + parameter.len();
            } else {
                text.push_str(&format!("{separator}{parameter}"));
                width += separator.len() + parameter.len();
            }
        }
    }
    text.push_str("])");
    text
}

/// What makes a parameter's value of its JSON.
fn reader(module: &str, parameter: &Parameter) -> String {
    let reader = match &parameter.kind {
        ParameterKind::Text => "text".to_owned(),
        ParameterKind::Bool => "boolean".to_owned(),
        ParameterKind::Number => "number".to_owned(),
        ParameterKind::Whole => "whole".to_owned(),
        ParameterKind::Time => "time".to_owned(),
        ParameterKind::Texts => "texts".to_owned(),
        ParameterKind::Numbers => "numbers".to_owned(),
        ParameterKind::Wholes => "wholes".to_owned(),
        ParameterKind::Object(name, _) => format!("|it| leak({}(it))", function(module, name)),
        ParameterKind::Objects(name, _) => format!("|it| list(it, {})", function(module, name)),
        ParameterKind::Map => "map".to_owned(),
        ParameterKind::Value => "value".to_owned(),
    };
    if parameter.nullable { format!("|it| nullable(it, {reader})") } else { reader }
}

fn object_function(module: &Module, object: &Request, text: &mut String) {
    let path = module_path(&module.route);
    let name = function(&path, &object.name);
    let lifetime = if object.borrows { "<'static>" } else { "" };
    let object_path = format!("{path}::{}{lifetime}", object.name);
    let made = made(&object_path, &path, object);
    text.push_str(&format!("fn {name}(it: It) -> {object_path} {{\n    {made}\n}}\n\n"));
}

/// The parameters of each endpoint, all set.
fn all(calls: &[&Call], text: &mut String) {
    text.push_str(END);
    text.push_str("\n/// The parameters of each endpoint, as JSON: every one is set, to a value that the description allows.\n");
    text.push_str("pub const ALL: &[(&str, &str)] = &[\n");
    for call in calls {
        let json = sample_of(&call.request);
        text.push_str(&format!("    ({:?}, r#\"{json}\"#),\n", call.path));
    }
    text.push_str("];\n");
}

fn sample_of(request: &Request) -> Value {
    let parameters = request.required.iter().chain(&request.optional);
    let parameters = parameters.map(|one| {
        let name = one.name.trim_start_matches("r#").to_owned();
        (name, sample(&one.schema))
    });
    Value::Object(parameters.collect())
}

/// A value that the description allows.
fn sample(schema: &Schema) -> Value {
    match &schema.kind {
        Kind::Text(values) => json!(values.first().map_or("text", String::as_str)),
        Kind::Uuid => json!("5e297cfe-23df-4638-bb87-08c4f0f8233b"),
        Kind::Time => json!("2025-06-18T06:10:42.000Z"),
        Kind::Bool | Kind::Any | Kind::Either(_) => json!(true),
        Kind::Number => json!(20.5),
        Kind::Whole => json!(20),
        Kind::List(item) => json!([sample(item)]),
        Kind::Object(fields) => {
            let members = fields
                .iter()
                .filter(|field| field.required)
                .chain(fields.iter().filter(|field| !field.required));
            let members = members.map(|field| (field.name.clone(), sample(&field.schema)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Kind::Map => json!({ "text": "text", "bool": true }),
        Kind::Resource(_) | Kind::Null => Value::Null,
    }
}

/// The parameters that `Debug` must not show.
fn secrets(calls: &[&Call], text: &mut String) {
    text.push_str(
        "\n/// The parameters that `Debug` must not show, by their endpoints and paths.\n",
    );
    text.push_str("pub const SECRETS: &[(&str, &str)] = &[\n");
    for call in calls {
        for parameter in call.request.required.iter().chain(&call.request.optional) {
            let name = parameter.name.trim_start_matches("r#");
            if parameter.secret {
                text.push_str(&format!("    ({:?}, {name:?}),\n", call.path));
            }
            secrets_within(&call.path, name, &parameter.schema, text);
        }
    }
    text.push_str("];\n");
}

fn secrets_within(endpoint: &str, path: &str, schema: &Schema, text: &mut String) {
    for field in schema.members().into_iter().flatten() {
        let path = format!("{path}.{}", field.name);
        if field.secret {
            text.push_str(&format!("    ({endpoint:?}, {path:?}),\n"));
        }
        secrets_within(endpoint, &path, &field.schema, text);
    }
}

/// The parameters that each endpoint must have.
fn required(calls: &[&Call], text: &mut String) {
    text.push_str("\n/// The parameters that each endpoint must have.\n");
    text.push_str("pub const REQUIRED: &[(&str, &[&str])] = &[\n");
    for call in calls.iter().filter(|call| !call.request.required.is_empty()) {
        let names = call.request.required.iter().map(|one| one.name.trim_start_matches("r#"));
        text.push_str(&format!("    ({:?}, &{:?}),\n", call.path, names.collect::<Vec<_>>()));
    }
    text.push_str("];\n");
}

/// The fields that are read on demand, and what reads them.
fn lazy(plan: &Plan, text: &mut String) {
    text.push_str(LAZY);
    for module in &plan.modules {
        let path = module_path(&module.route);
        for (response, member) in module
            .responses
            .iter()
            .flat_map(|response| response.fields.iter().map(move |member| (response, member)))
        {
            let kind = member.kind.strip_prefix("Lazy<").and_then(|kind| kind.strip_suffix('>'));
            if let Some(kind) = kind {
                let member = member.name.trim_start_matches("r#");
                text.push_str(&format!(
                    "    ({:?}, {member:?}, read::<{path}::{kind}>),\n",
                    response.name
                ));
            }
        }
    }
    text.push_str("];\n");
}

const LAZY: &str = r#"
/// What is read of JSON, as `Debug` shows it, and whether other JSON is read as equal to it.
pub type Read = fn(&str, &str) -> Result<(String, bool), Mismatch>;

fn read<T: response::ResponseStruct + Debug + PartialEq>(
    json: &str,
    other: &str,
) -> Result<(String, bool), Mismatch> {
    let read: T = read_response(json, None)?;
    Ok((format!("{read:?}"), read_response::<T>(other, None).is_ok_and(|other| other == read)))
}

/// The fields that are read on demand, by the names of their structs (which several modules may have) and their own,
/// and what reads them.
pub const LAZY: &[(&str, &str, Read)] = &[
"#;
