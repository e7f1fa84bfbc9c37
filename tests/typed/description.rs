//! Every endpoint is what Seam's description says, as corrected by `api/overrides.toml`.
//!
//! The tests read both files themselves, and share no code with the generator that writes `src/api` from them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::panic::{catch_unwind, set_hook, take_hook};
use std::sync::Once;

use seam_client::endpoint::{Endpoint, Fields, Value as Field};
use serde_json::{Map, Value, json};

use crate::{shown, toml, typed};
use shown::{Compared, Kinds, compare, step};

/// How many endpoints Seam documents.
const DOCUMENTED: usize = 201;

/// Fields that the samples in Seam's documentation have and the description does not.
const UNDESCRIBED_FIELDS: [&str; 1] = ["ClientSession has a customer_id that is not described"];

/// The description, with the overrides' additions.
struct Described {
    endpoints: Map<String, Value>,
    resources: Map<String, Value>,
    overrides: Value,
}

impl Described {
    fn new() -> Self {
        let folder = env!("CARGO_MANIFEST_DIR");
        let read = |file: &str| std::fs::read_to_string(format!("{folder}/api/{file}")).unwrap();
        let description: Value = serde_json::from_str(&read("description.json")).unwrap();
        let part = |name: &str| description[name].as_object().unwrap().clone();
        let mut described = Self {
            endpoints: part("endpoints"),
            resources: part("resources"),
            overrides: toml::tables(&read("overrides.toml")),
        };
        assert_eq!(described.endpoints.len(), DOCUMENTED);
        described.add();
        described
    }

    fn add(&mut self) {
        let table = |name: &str| self.overrides[name].as_object().unwrap().clone();
        for (path, entry) in table("add_endpoint") {
            let mut endpoint = json!({ "callers": entry["callers"], "parameters": {}, "keys": {} });
            for (name, parameter) in entry["parameters"].as_object().unwrap() {
                endpoint["parameters"][name] = schema(parameter);
            }
            if let Some(key) = entry["key"].as_str() {
                endpoint["key"] = json!(key);
                endpoint["keys"][key] = json!({ "type": "resource", "name": entry["response"] });
            }
            self.endpoints.insert(path, endpoint);
        }
        for (place, entry) in table("add_parameter") {
            let (path, name) = place.split_once(' ').unwrap();
            self.endpoints[path]["parameters"][name] = schema(&entry);
        }
        for (place, entry) in table("add_field") {
            let mut names: Vec<_> = place.split('.').collect();
            let last = names.pop().unwrap();
            // The description does not have generated_code.
            let new = || json!({ "type": "object", "members": {} });
            let mut object = self.resources.entry(names[0]).or_insert_with(new);
            for name in &names[1..] {
                object = &mut object["members"][name];
            }
            object["members"][last] = schema(&entry);
        }
    }

    fn table(&self, name: &str) -> &Map<String, Value> {
        self.overrides[name].as_object().unwrap()
    }

    /// Whether a table has this path, or only the name at its end.
    fn has(&self, table: &str, path: &str) -> bool {
        let name = path.rsplit(['.', ' ']).next().unwrap();
        self.table(table).contains_key(path) || self.table(table).contains_key(name)
    }

    /// The key of an endpoint's response, the name of what is there, and its schema; `None` if the response is empty.
    fn response(&self, path: &str) -> Option<(&str, String, Value)> {
        let given =
            self.table("response_key").get(path).map(|entry| entry["key"].as_str().unwrap());
        let endpoint = &self.endpoints[path];
        let key = given.or_else(|| endpoint["key"].as_str()).filter(|key| !key.is_empty())?;
        let named =
            |name: &str| Some((key, name.to_owned(), json!({ "type": "resource", "name": name })));
        match self.table("response_type").get(path).map(|entry| entry["type"].as_str().unwrap()) {
            Some("nothing") => return None,
            Some(name) => return named(name),
            None => {}
        }
        let place = format!("{path} {key}");
        let name = self.table("resource").get(&place).map(|entry| entry["name"].as_str().unwrap());
        Some((key, name.map_or(place, str::to_owned), endpoint["keys"][key].clone()))
    }

    fn resolved<'d>(&'d self, path: &mut String, schema: &'d Value) -> &'d Value {
        match schema["name"].as_str() {
            Some(name) if schema["type"] == "resource" => {
                *path = name.to_owned();
                &self.resources[name]
            }
            _ => schema,
        }
    }

    /// A value with all described fields, and a different text or number in each.
    fn sample(&self, path: &str, schema: &Value, count: &mut u32) -> Value {
        *count += 1;
        let mut path = path.to_owned();
        let schema = self.resolved(&mut path, schema);
        match schema["type"].as_str().unwrap() {
            "text" | "uuid" | "time" => json!(format!("text {count}")),
            "bool" => json!(*count % 2 == 0),
            "whole" => json!(count),
            "number" if self.has("whole_fields", &path) => json!(count),
            "number" => json!(f64::from(*count) + 0.5),
            "map" => json!({ "a name": format!("text {count}"), "another": true }),
            "any" | "number or text" => json!({ "any": count }),
            "list" => {
                // The response's own list has two items.
                let items = if path.contains('.') { 1 } else { 2 };
                (0..items).map(|_| self.sample(&path, &schema["items"], count)).collect()
            }
            "object" => {
                let members = schema["members"].as_object().unwrap();
                if members.is_empty() {
                    return json!({ "any": count });
                }
                let member = |(name, schema): (&String, _)| {
                    (name.clone(), self.sample(&format!("{path}.{name}"), schema, count))
                };
                Value::Object(members.iter().map(member).collect())
            }
            other => panic!("{path} is a {other}, which is new"),
        }
    }

    /// The fields below a value (for lists, of the first item), each with its JSON pointer, its path, its schema and how
    /// deep it is in an error or a warning.
    fn members(
        &self,
        at: &str,
        path: &str,
        schema: &Value,
        in_issue: u32,
        members: &mut Vec<(String, String, Value, u32)>,
    ) {
        let mut path = path.to_owned();
        let schema = self.resolved(&mut path, schema);
        if schema["type"] == "list" {
            let name = path.rsplit('.').next().unwrap();
            let endings = ["errors", "warnings", "_errors", "_warnings"];
            let is_issue =
                endings[..2].contains(&name) || endings[2..].iter().any(|end| name.ends_with(end));
            let is_issue = is_issue && schema["items"]["type"] == "object";
            let in_issue = in_issue.max(u32::from(is_issue));
            return self.members(&format!("{at}/0"), &path, &schema["items"], in_issue, members);
        }
        for (name, schema) in schema["members"].as_object().into_iter().flatten() {
            let (at, path) = (step(at, name), format!("{path}.{name}"));
            members.push((at.clone(), path.clone(), schema.clone(), in_issue));
            let deeper = if in_issue == 0 { 0 } else { in_issue + 1 };
            self.members(&at, &path, schema, deeper, members);
        }
    }

    /// Finds what is wrong with the parameters of a request, or the fields of an object in it. All of them are set.
    fn flaws(&self, path: &str, schemas: &Value, values: &Value, flaws: &mut Vec<String>) {
        let names =
            |object: &Value| object.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        if names(schemas) != names(values) {
            flaws.push(format!("{path}: {:?} are set, not {:?}", names(values), names(schemas)));
            return;
        }
        for (name, value) in values.as_object().unwrap() {
            let separator = if path.contains(' ') { "." } else { " " };
            self.flaws_of_value(&format!("{path}{separator}{name}"), &schemas[name], value, flaws);
        }
    }

    fn flaws_of_value(&self, path: &str, schema: &Value, value: &Value, flaws: &mut Vec<String>) {
        let text = value.as_str().unwrap_or_default();
        let is_valid = match schema["type"].as_str().unwrap() {
            "text" if self.has("time", path) => is_time(text),
            "text" => match schema["values"].as_array() {
                Some(values) => values.contains(value),
                None => value.is_string(),
            },
            "uuid" => text.len() == 36 && text.split('-').map(str::len).eq([8, 4, 4, 4, 12]),
            "time" => is_time(text),
            "bool" => value.is_boolean(),
            "text or bool" => value.is_boolean() || value.is_string(),
            "whole" => value.is_i64(),
            "number" if self.has("whole", path) => value.is_i64(),
            "number" => value.is_f64(),
            "map" => value.as_object().is_some_and(|map| {
                !map.is_empty() && map.values().all(|value| value.is_string() || value.is_boolean())
            }),
            "list" => value.as_array().is_some_and(|items| {
                for item in items {
                    self.flaws_of_value(path, &schema["items"], item, flaws);
                }
                !items.is_empty()
            }),
            "object" => {
                self.flaws(path, &schema["members"], value, flaws);
                true
            }
            other => panic!("{path} is a {other}, which is new"),
        };
        if !is_valid {
            flaws.push(format!("{path}: {value} is not what is described: {schema}"));
        }
    }
}

fn is_time(text: &str) -> bool {
    text.len() == 24 && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

/// The schema of an override's addition.
fn schema(entry: &Value) -> Value {
    let text = entry["type"].as_str().unwrap();
    let plain = |text: &str| json!({ "type": if text == "secret" { "text" } else { text } });
    let mut schema = match text.strip_prefix("list of ") {
        Some(item) => json!({ "type": "list", "items": plain(item) }),
        None => plain(text),
    };
    schema["required"] = entry["required"].clone();
    schema
}

/// The fields that are set in a request, or in an object in one, as JSON.
fn set(fields: &dyn Fields) -> Value {
    let fields = (0..).map_while(|index| fields.field(index));
    let set = fields.filter_map(|(name, value)| Some((name.to_owned(), as_json(value?))));
    Value::Object(set.collect())
}

fn as_json(value: Field<'_>) -> Value {
    match value {
        Field::Null => Value::Null,
        Field::Bool(value) => json!(value),
        Field::Integer(value) => json!(value),
        Field::Number(value) => json!(value),
        Field::Text(value) => json!(value),
        Field::Texts(texts) => json!(texts),
        Field::List(items) => (0..).map_while(|index| items.item(index)).map(as_json).collect(),
        Field::Object(fields) => set(fields),
        other => panic!("{other:?} is of a new kind"),
    }
}

/// Returns the closure's result, or `None` if it panics. The panic is not printed.
fn caught<T>(run: impl FnOnce() -> T + std::panic::UnwindSafe) -> Option<T> {
    thread_local!(static IS_QUIET: Cell<bool> = const { Cell::new(false) });
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let tell = take_hook();
        set_hook(Box::new(move |panic| {
            if !IS_QUIET.get() {
                tell(panic)
            }
        }));
    });
    IS_QUIET.set(true);
    let caught = catch_unwind(run);
    IS_QUIET.set(false);
    caught.ok()
}

/// The JSON of the request with these parameters; `None` if no request can be made of them.
fn request_of(path: &'static str, parameters: &Value) -> Option<Value> {
    struct Set(Value);
    impl typed::Visit for Set {
        fn visit<E: Endpoint + Debug>(&mut self, request: &E) {
            self.0 = set(request);
        }
    }
    let parameters = parameters.clone();
    caught(move || {
        let mut all = Set(Value::Null);
        assert!(typed::visit(path, &parameters, &mut all), "{path}");
        all.0
    })
}

fn all() -> impl Iterator<Item = (&'static str, Value)> {
    typed::ALL.iter().map(|(path, all)| (*path, serde_json::from_str(all).unwrap()))
}

#[test]
fn exactly_the_described_endpoints_exist() {
    let described = Described::new();
    let ours: Vec<_> = typed::ALL.iter().map(|(path, _)| *path).collect();
    let theirs: BTreeSet<_> = described.endpoints.keys().map(String::as_str).collect();
    assert!(ours.iter().copied().eq(theirs), "{ours:#?}");
    assert_eq!(ours.len(), DOCUMENTED + described.table("add_endpoint").len());

    struct Path(String);
    impl typed::Visit for Path {
        fn visit<E: Endpoint + Debug>(&mut self, _: &E) {
            self.0 = E::PATH.to_owned();
        }
    }
    for (path, all) in all() {
        let mut sent_to = Path(String::new());
        typed::visit(path, &all, &mut sent_to);
        assert_eq!(sent_to.0, path);
    }
}

#[test]
fn a_request_with_every_parameter_matches_the_description() {
    let described = Described::new();
    let mut flaws = Vec::new();
    for (path, all) in all() {
        let set = request_of(path, &all).expect(path);
        described.flaws(path, &described.endpoints[path]["parameters"], &set, &mut flaws);
        if set != all {
            flaws.push(format!("{path}: {set} is set, not {all}"));
        }
    }
    assert!(flaws.is_empty(), "{flaws:#?}");
}

#[test]
fn a_new_request_holds_exactly_the_required_parameters() {
    let described = Described::new();
    for (path, all) in all() {
        let parameters = described.endpoints[path]["parameters"].as_object().unwrap();
        let required = parameters.iter().filter(|(_, schema)| schema["required"] == true);
        let least: Value = required
            .map(|(name, _)| (name.clone(), all[name].clone()))
            .collect::<Map<_, _>>()
            .into();
        assert_eq!(request_of(path, &least), Some(least.clone()), "{path}");
        for name in least.as_object().unwrap().keys() {
            let mut less = least.clone();
            less.as_object_mut().unwrap().remove(name);
            assert_eq!(request_of(path, &less), None, "{path} goes without {name}");
        }
        let listed = typed::REQUIRED.iter().find(|(other, _)| *other == path);
        let listed: BTreeSet<_> = listed.into_iter().flat_map(|(_, names)| *names).collect();
        assert!(least.as_object().unwrap().keys().eq(listed), "{path}");
    }
}

/// The JSON pointer of each parameter, and of each field in them; for lists, of the first item's.
fn places(at: &str, value: &Value, places: &mut Vec<String>) {
    match value {
        Value::Array(items) => self::places(&format!("{at}/0"), &items[0], places),
        Value::Object(fields) => {
            for (name, value) in fields {
                let at = step(at, name);
                places.push(at.clone());
                self::places(&at, value, places);
            }
        }
        _ => {}
    }
}

#[test]
fn null_is_sent_only_for_nullable_parameters() {
    let described = Described::new();
    let mut nullable = described.table("nullable").keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(nullable.len(), 47);
    for (path, all) in all() {
        let mut all_places = Vec::new();
        places("", &all, &mut all_places);
        for at in all_places {
            // In a map, `null` removes a name.
            let names: Vec<_> = at.split('/').skip(1).filter(|name| *name != "0").collect();
            if at.contains("custom_metadata") && ["text", "bool"].contains(names.last().unwrap()) {
                continue;
            }
            let mut parameters = all.clone();
            *parameters.pointer_mut(&at).unwrap() = Value::Null;
            let set = request_of(path, &parameters);
            let set = set.as_ref().and_then(|set| set.pointer(&at));
            if nullable.remove(&format!("{path} {}", names.join("."))) {
                assert_eq!(set, Some(&Value::Null), "{path} {at}");
            } else {
                // This filter may be any JSON.
                if at == "/customer_resources_filters/0/value" {
                    continue;
                }
                assert_ne!(set, Some(&Value::Null), "{path} {at}: null is sent");
            }
            // A parameter that is left out is not sent.
            let (outer, name) = at.rsplit_once('/').unwrap();
            parameters.pointer_mut(outer).and_then(Value::as_object_mut).map(|it| it.remove(name));
            if let Some(set) = request_of(path, &parameters) {
                assert_eq!(set.pointer(&at), None, "{path} {at}");
            }
        }
    }
    assert!(nullable.is_empty(), "{nullable:?}");
}

#[test]
fn each_endpoint_is_retried_as_the_overrides_say() {
    let described = Described::new();
    struct Retries(bool, Option<u16>);
    impl typed::Visit for Retries {
        fn visit<E: Endpoint + Debug>(&mut self, request: &E) {
            assert!(E::IDEMPOTENT == request.is_idempotent() || E::PATH.ends_with("get_or_create"));
            *self = Self(request.is_idempotent(), E::DONE_STATUS);
        }
    }
    for (path, all) in all() {
        let mut retries = Retries(false, None);
        typed::visit(path, &all, &mut retries);
        // With all parameters set, it names a user, so it is idempotent.
        let is_idempotent = described.table("idempotent").contains_key(path)
            || path == "/client_sessions/get_or_create";
        assert_eq!(retries.0, is_idempotent, "{path}");
        let done = described.table("done_on_404").contains_key(path).then_some(404);
        assert_eq!(retries.1, done, "{path}");
    }
    let of =
        |table| described.table(table).keys().all(|path| described.endpoints.contains_key(path));
    assert!(of("idempotent") && of("done_on_404"));
}

/// Checks the response of an endpoint.
struct Responses<'d> {
    described: &'d Described,
    path: &'static str,
    /// The types that have been checked already.
    seen: &'d mut BTreeSet<String>,
    flaws: Vec<String>,
}

impl typed::Visit for Responses<'_> {
    fn visit<E: Endpoint + Debug>(&mut self, request: &E)
    where
        E::Response: Debug + PartialEq,
    {
        let read = |json: &str| request.read(json).map_err(|error| format!("{error:?}"));
        let read_both = |json: &str, other: &str| {
            let one = read(json)?;
            Ok((format!("{one:?}"), read(other).is_ok_and(|other| one == other)))
        };
        let Some((key, name, schema)) = self.described.response(self.path) else {
            let reads_nothing =
                E::RESPONSE_KEY.is_none() && std::any::type_name::<E::Response>() == "()";
            if !reads_nothing || read(r#"{"ok":true}"#).is_err() {
                self.flaws.push("its response is empty".to_owned());
            }
            return;
        };
        if E::RESPONSE_KEY != Some(key) {
            self.flaws.push(format!("its response key is {key}, not {:?}", E::RESPONSE_KEY));
            return;
        }
        let may_be_missing =
            self.described.table("optional_fields").contains_key(&format!("{} {key}", self.path));
        if read(r#"{"ok":true}"#).is_ok() != may_be_missing
            || E::RESPONSE_MAY_BE_MISSING != may_be_missing
        {
            self.flaws.push(format!("whether {key} may be missing is wrong"));
        }
        let at = step("", key);
        let body = json!({ key: self.described.sample(&name, &schema, &mut 0), "ok": true });
        // Each type's hidden fields are checked once.
        let is_new = self.seen.insert(std::any::type_name::<E::Response>().to_owned());
        let compared = compare(&body, &at, Kinds::Exact, is_new, &read_both);
        self.compared(&body, &at, &name, &schema, compared);
        let mut resource = name.clone();
        let item = schema.get("items").unwrap_or(&schema);
        self.described.resolved(&mut resource, item);
        if self.seen.insert(resource) {
            self.left_out(&body, &at, &name, &schema, &|json| read(json).is_ok());
        }
    }
}

impl Responses<'_> {
    fn compared(&mut self, body: &Value, at: &str, name: &str, schema: &Value, compared: Compared) {
        self.flaws.extend(compared.wrong);
        self.flaws.extend(compared.unknown.iter().map(|at| format!("{at} is not read")));
        let mut members = Vec::new();
        self.described.members(at, name, schema, 0, &mut members);
        let hidden: BTreeMap<_, _> =
            compared.hidden.iter().map(|it| (it.at.as_str(), it.kind.as_str())).collect();
        for (at, path, schema, in_issue) in &members {
            let is_secret = hidden.get(at.as_str()) == Some(&"Secret");
            let must_be = self.described.has("secret_fields", path)
                || self
                    .described
                    .table("add_field")
                    .get(path)
                    .is_some_and(|entry| entry["type"] == "secret");
            // Errors and warnings share one struct: what is secret in one kind is secret in all.
            if is_secret != must_be && !(is_secret && *in_issue > 0) {
                // `Debug` hides untyped JSON as a whole.
                let within_json = compared.hidden.iter().any(|it| {
                    it.kind == "Json"
                        && at.starts_with(&format!("{}/", it.at))
                        && !compared.lazy.iter().any(|(lazy, _)| *lazy == it.at)
                });
                if !within_json {
                    self.flaws.push(format!("whether {path} is secret is wrong"));
                }
            }
            let is_json = hidden.get(at.as_str()) == Some(&"Json");
            let is_lazy = compared.lazy.iter().any(|(lazy, _)| lazy == at);
            let is_untyped = schema["type"] == "any"
                || schema["members"] == json!({})
                || self.described.has("json", path);
            if is_json && is_lazy == is_untyped {
                self.flaws.push(format!("{path} is JSON without a type"));
            }
        }
        // Types that are read on demand have required fields too.
        for (at, read) in &compared.lazy {
            let Some((_, path, schema, _)) = members.iter().find(|(other, ..)| other == at) else {
                continue;
            };
            let part = body.pointer(at).unwrap();
            if self.seen.insert(format!("{path} {schema}")) {
                self.left_out(part, "", path, schema, &|json| read(json, json).is_ok());
            }
        }
    }

    /// Leaves out each field, and makes it `null`: only for a required field, reading must fail.
    fn left_out(
        &mut self,
        body: &Value,
        at: &str,
        name: &str,
        schema: &Value,
        reads: &dyn Fn(&str) -> bool,
    ) {
        let mut members = Vec::new();
        self.described.members(at, name, schema, 0, &mut members);
        // Fields of other resources are checked with their own type.
        let resource = |schema: &Value| schema.get("items").unwrap_or(schema)["type"] == "resource";
        let resources: Vec<_> = members
            .iter()
            .filter(|(.., schema, _)| resource(schema))
            .map(|(at, ..)| format!("{at}/"))
            .collect();
        members.retain(|(at, ..)| !resources.iter().any(|outer| at.starts_with(outer.as_str())));
        let is_lazy = |path: &str, schema: &Value| {
            schema["type"] == "object"
                && (path.ends_with("_metadata") || self.described.has("lazy", path))
        };
        let lazy: Vec<_> = members
            .iter()
            .filter(|(_, path, schema, _)| is_lazy(path, schema))
            .map(|(at, ..)| format!("{at}/"))
            .collect();
        let mut flaws = Vec::new();
        for (at, path, schema, in_issue) in &members {
            let name = path.rsplit('.').next().unwrap();
            let within = lazy.iter().any(|lazy| at.starts_with(lazy.as_str()))
                || members.iter().any(|(outer, path, ..)| {
                    at.starts_with(&format!("{outer}/")) && self.described.has("json", path)
                });
            let is_needed = schema["required"] == true
                && schema["nullable"] != true
                && !self.described.has("optional_fields", path)
                && (*in_issue != 1 || name == "message")
                && !within
                && !is_lazy(path, schema);
            let mut less = body.clone();
            *less.pointer_mut(at).unwrap() = Value::Null;
            if reads(&less.to_string()) == is_needed {
                flaws.push(format!("whether {path} may be null is wrong"));
            }
            let (outer, name) = at.rsplit_once('/').unwrap();
            less.pointer_mut(outer).and_then(Value::as_object_mut).unwrap().remove(name).unwrap();
            if reads(&less.to_string()) == is_needed {
                flaws.push(format!("whether {path} may be missing is wrong"));
            }
        }
        self.flaws.extend(flaws);
    }
}

#[test]
fn each_response_has_exactly_the_described_fields_and_types() {
    let described = Described::new();
    let mut seen = BTreeSet::new();
    let (mut flaws, mut unknown) = (Vec::new(), BTreeSet::new());
    for (path, all) in all() {
        let mut responses =
            Responses { described: &described, path, seen: &mut seen, flaws: Vec::new() };
        typed::visit(path, &all, &mut responses);
        for flaw in responses.flaws {
            // A struct has a field that the JSON lacks.
            match flaw.ends_with("is not described") {
                true => drop(unknown.insert(flaw)),
                false => flaws.push(format!("{path}: {flaw}")),
            }
        }
    }
    assert!(flaws.is_empty(), "{} flaws: {flaws:#?}", flaws.len());
    let unseen: Vec<_> = described.resources.keys().filter(|name| !seen.contains(*name)).collect();
    // It comes with a customer portal, and only the portal is read from that response.
    assert_eq!(unseen, ["magic_link"]);
    assert!(unknown.iter().eq(UNDESCRIBED_FIELDS), "{unknown:#?}");
}

/// An endpoint's source code.
struct Source {
    /// Each parameter's name and type; the required ones first.
    parameters: Vec<(String, String)>,
    /// The names of the deprecated parameters.
    deprecated: Vec<String>,
    /// The doc comment of its method, without the slashes.
    doc: String,
    /// The signature of its method.
    method: String,
}

impl Source {
    fn new(path: &str) -> Self {
        let (route, last) = path.rsplit_once('/').unwrap();
        let folder = if route == "/client_sessions" { "/src" } else { "/src/api" };
        let file = format!("{}{folder}{route}.rs", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"));
        let (before, _) = text.split_once(&format!("post \"{path}\";")).expect(path);
        let (_, request) = before.rsplit_once("pub struct ").unwrap();
        let name = request.split(|one: char| !one.is_alphanumeric()).next().unwrap();
        let (mut parameters, mut deprecated, mut is_deprecated) = (Vec::new(), Vec::new(), false);
        for line in request.lines().map(str::trim).filter(|line| !line.starts_with("//")) {
            if line.starts_with("#[") || line.starts_with("note = ") {
                is_deprecated |= line.starts_with("#[deprecated");
                continue;
            }
            for parameter in line.split(['(', ')', '{', '}']) {
                let Some((name, kind)) = parameter.split_once(": ") else { continue };
                let name = name.strip_prefix("r#").unwrap_or(name).to_owned();
                if std::mem::take(&mut is_deprecated) {
                    deprecated.push(name.clone());
                }
                parameters.push((name, kind.trim_end_matches(',').to_owned()));
            }
        }
        let (before, after) = text.split_once(&format!("    pub fn {last}(")).expect(path);
        let lines: Vec<_> = before.lines().rev().take_while(|line| !line.is_empty()).collect();
        let doc = lines.iter().rev().map(|line| line.trim().trim_start_matches("/// "));
        let method =
            after.split_once('{').unwrap().0.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(method.contains(&format!("request: {name}")), "{path}: {method}");
        Self { parameters, deprecated, doc: doc.collect::<Vec<_>>().join(" "), method }
    }
}

/// Who may call, as the doc comment of a method says it.
fn callers(callers: &Value) -> String {
    let has = |name: &str| callers.as_array().unwrap().iter().any(|caller| caller == name);
    let mut names = Vec::new();
    if has("api_key") {
        names.push("an API key");
    }
    if has("pat_with_workspace") {
        names.push("a personal access token");
    }
    if has("pat_without_workspace") {
        names.push("a personal access token without a workspace");
    }
    // `client_session` includes a customer's session.
    if has("client_session") {
        names.push("a client session");
    } else if has("client_session_with_customer") {
        names.push("a customer's client session");
    }
    if has("publishable_key") {
        names.push("a publishable key");
    }
    let last = names.pop().unwrap();
    let others = names.join(", ");
    format!("Requires {others}{}{last}. ", if names.is_empty() { "" } else { " or " })
}

#[test]
fn the_docs_state_callers_retries_and_deprecations() {
    let described = Described::new();
    for (path, endpoint) in &described.endpoints {
        let source = Source::new(path);
        let says = |what: &str| source.doc.contains(what);
        // Documented by hand, in other words.
        if !path.starts_with("/client_sessions/") {
            assert!(says(&callers(&endpoint["callers"])), "{path}: {}", source.doc);
            let [idempotent, done_status] = ["idempotent", "done_on_404"]
                .map(|table| described.table(table).contains_key(path));
            assert_eq!(
                says("If the response is lost, the client retries the call"),
                idempotent,
                "{path}"
            );
            assert_eq!(says("a retry that finds nothing"), done_status, "{path}");
            assert_eq!(
                says("the client does not retry the call, since Seam may have carried it out."),
                !idempotent,
                "{path}"
            );
            let takes_cursor = endpoint["parameters"]["page_cursor"].is_object();
            assert!(endpoint["pages"] != true || takes_cursor, "{path}");
            assert_eq!(says("Returns one page"), takes_cursor, "{path}");
            assert!(!takes_cursor || source.method.contains("Vec<"), "{path}");
        }
        let page = format!("https://docs.seam.co/latest/api{path})");
        let is_documented = !described.table("add_endpoint").contains_key(path);
        assert_eq!(says(&page), is_documented, "{path}");
        assert_eq!(says("#[deprecated("), endpoint["deprecated"] == true, "{path}");
        let parameters = endpoint["parameters"].as_object().unwrap();
        let deprecated = parameters.iter().filter(|(_, schema)| schema["deprecated"] == true);
        let deprecated: BTreeSet<_> = deprecated.map(|(name, _)| name).collect();
        assert_eq!(source.deprecated.iter().collect::<BTreeSet<_>>(), deprecated, "{path}");
    }
}

#[test]
fn each_parameter_has_its_described_type() {
    let described = Described::new();
    for (path, endpoint) in &described.endpoints {
        let source = Source::new(path);
        let parameters = endpoint["parameters"].as_object().unwrap();
        let is_optional = |(name, _): &(String, String)| parameters[name]["required"] != true;
        assert!(source.parameters.iter().is_sorted_by_key(is_optional), "{path}: the order");
        assert_eq!(source.parameters.len(), parameters.len(), "{path}");
        for (name, declared) in &source.parameters {
            let place = format!("{path} {name}");
            let schema = &parameters[name];
            let is_time = schema["type"] == "time" || described.has("time", &place);
            // A name that is listed for all fields of a kind is not listed for another kind.
            let item = schema["items"]["type"].as_str().unwrap_or_default();
            let expected = match (schema["type"].as_str().unwrap(), item) {
                ("list", "text" | "uuid" | "time") => "&'a [&'a str]".to_owned(),
                ("list", "number") => "&'a [f64]".to_owned(),
                ("list", "whole") => "&'a [i64]".to_owned(),
                _ if is_time => "Time<'a>".to_owned(),
                ("text" | "uuid", _) => "&'a str".to_owned(),
                ("bool", _) => "bool".to_owned(),
                ("whole", _) => "i64".to_owned(),
                ("number", _) if described.has("whole", &place) => "i64".to_owned(),
                ("number", _) => "f64".to_owned(),
                ("map", _) => "&'a dyn Fields".to_owned(),
                // These values are the types of objects.
                _ => continue,
            };
            let declared =
                match declared.strip_prefix("Option<").and_then(|it| it.strip_suffix('>')) {
                    Some(inner) => {
                        assert!(described.has("nullable", &place), "{place}");
                        inner
                    }
                    None => declared,
                };
            assert_eq!(declared, expected, "{place}");
        }
    }
}
