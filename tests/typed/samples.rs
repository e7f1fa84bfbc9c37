//! The samples in Seam's documentation: the typed requests send their parameters, and the typed responses hold their
//! values.
//!
//! `tests/typed/samples.json` has the samples. `SEAM_SAMPLES=file cargo test --test typed samples::` reads another file
//! of the same form instead: a list of `{"path", "parameters", "body"}`.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fmt::Debug;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};

use seam_client::endpoint::{self, Endpoint, Fields};
use seam_client::{Credential, Seam, json};
use serde_json::{Value, json};

use crate::{shown, support, typed};
use shown::{Kinds, compare};
use support::mock::{Mock, Response};

/// What the samples have and the description does not, and errors in the documentation.
const KNOWN: &[(&str, &str)] = &[
    ("/acs/access_groups/list_users", "acs_users.last_successful_sync_at is not described"),
    ("/acs/users/create", "acs_user.last_successful_sync_at is not described"),
    ("/acs/users/get", "acs_user.last_successful_sync_at is not described"),
    ("/acs/users/list", "acs_users.last_successful_sync_at is not described"),
    ("/connect_webviews/list", "an item stands for its list"),
    // Earlier names.
    ("/connect_webviews/list", "connect_webviews.accepted_devices is not described"),
    ("/connect_webviews/list", "connect_webviews.any_device_allowed is not described"),
    ("/devices/get", "device.properties.active_climate_preset is not described"),
    ("/devices/list", "devices.properties.active_climate_preset is not described"),
    // Earlier names.
    ("/noise_sensors/list", "devices.properties.minut_metadata.device_location is not described"),
    ("/noise_sensors/list", "devices.properties.minut_metadata.home_address is not described"),
    ("/noise_sensors/list", "devices.properties.minut_metadata.home_id is not described"),
    ("/noise_sensors/list", "devices.properties.minut_metadata.home_location is not described"),
    ("/noise_sensors/list", "devices.properties.minut_metadata.home_name is not described"),
];

/// The body to read if the documentation leaves it out.
const NOTHING: &str = r#"{"ok":true}"#;

#[test]
fn each_sample_is_sent_and_decoded_without_loss() {
    let other = std::env::var("SEAM_SAMPLES").ok();
    let text = match &other {
        Some(path) => {
            std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
        }
        None => include_str!("samples.json").to_owned(),
    };
    let samples: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert!(!samples.is_empty());
    let description = description();
    let exchange = Exchange::new();
    let (mut failed, mut notes) = (0, Vec::new());
    for (index, sample) in samples.iter().enumerate() {
        let path = sample["path"].as_str().expect("a path");
        let (wrong, noted) = check(sample, &exchange, &description);
        notes.extend(noted.into_iter().map(|note| (path.to_owned(), note)));
        if !wrong.is_empty() {
            failed += 1;
            println!("sample {index}, of {path}:\n    {}", wrong.join("\n    "));
        }
    }
    println!("{} samples, {failed} of them fail", samples.len());
    notes.sort();
    notes.dedup();
    for (path, note) in &notes {
        println!("{path}: {note}");
    }
    assert_eq!(failed, 0, "see above");
    if other.is_none() {
        let known: Vec<_> =
            KNOWN.iter().map(|(path, note)| ((*path).to_owned(), (*note).to_owned())).collect();
        assert_eq!(notes, known, "what is known of the documentation's errors");
    }
}

/// Returns what this sample shows to be wrong with the types, and where the documentation itself is corrected.
fn check(sample: &Value, exchange: &Exchange, description: &Value) -> (Vec<String>, Vec<String>) {
    let path = sample["path"].as_str().expect("a path");
    let (wrong, notes) = (Vec::new(), Vec::new());
    let mut check = Check { path, exchange, sample, description, wrong, notes };
    check.run();
    (check.wrong, check.notes)
}

fn description() -> Value {
    let folder = env!("CARGO_MANIFEST_DIR");
    let text = std::fs::read_to_string(format!("{folder}/api/description.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A client, and the server that it talks to.
struct Exchange {
    seam: Seam,
    /// The body of the server's response.
    body: Arc<Mutex<String>>,
    /// The path and the body of the last request.
    sent: Arc<Mutex<(String, String)>>,
    _server: Mock,
}

impl Exchange {
    fn new() -> Self {
        let (body, sent) = (Arc::new(Mutex::new(String::new())), Arc::default());
        let (to_send, seen): (_, Arc<Mutex<(String, String)>>) = (body.clone(), Arc::clone(&sent));
        let server = Mock::start(move |request| {
            *seen.lock().unwrap() = (request.path.clone(), request.body.clone());
            Response {
                status: 200,
                request_id: "request-1".into(),
                body: to_send.lock().unwrap().clone(),
            }
        });
        let credential = Credential::api_key("seam_test1_key").unwrap();
        let seam = Seam::builder(credential).endpoint(server.url()).build().unwrap();
        Self { seam, body, sent, _server: server }
    }
}

struct Check<'c> {
    path: &'c str,
    exchange: &'c Exchange,
    sample: &'c Value,
    description: &'c Value,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl Check<'_> {
    fn run(&mut self) {
        let Some((_, all)) = typed::ALL.iter().find(|(path, _)| *path == self.path) else {
            self.wrong.push("there is no such endpoint".to_owned());
            return;
        };
        let all: Value = serde_json::from_str(all).unwrap();
        let mut parameters = match &self.sample["parameters"] {
            Value::Null => json!({}),
            parameters => parameters.clone(),
        };
        self.correct(&mut parameters, &all, "");
        // Required parameters that the sample lacks are sent too, and left out of the comparison.
        let (mut complete, mut added) = (parameters.clone(), Vec::new());
        let required = typed::REQUIRED.iter().filter(|(path, _)| *path == self.path);
        for name in required.flat_map(|(_, names)| *names) {
            if parameters.get(name).is_none() {
                self.notes.push(format!("the required parameter {name} is missing"));
                complete[name] = all[name].clone();
                added.push(*name);
            }
        }
        let path = self.path;
        let visited = catch_unwind(AssertUnwindSafe(|| {
            let mut visitor = Visitor { check: self, expected: &parameters, added: &added };
            typed::visit(path, &complete, &mut visitor)
        }));
        match visited {
            Ok(true) => {}
            Ok(false) => self.wrong.push("typed.rs has no such endpoint".to_owned()),
            Err(panic) => {
                let text = panic.downcast_ref::<String>().map_or("a panic", String::as_str);
                self.wrong.push(format!("the request cannot be made: {text}"));
            }
        }
    }

    /// Corrects the parameters so that the request can take them, by comparison with a complete request: a bool or a
    /// number from YAML becomes a text, and a single item a list. Drops `null` and names that are not described.
    fn correct(&mut self, parameters: &mut Value, all: &Value, at: &str) {
        let (Value::Object(fields), Value::Object(known)) = (&mut *parameters, all) else { return };
        let mut drop = Vec::new();
        for (name, value) in fields.iter_mut() {
            let place = format!("{at}{name}");
            let Some(known) = known.get(name) else {
                if described(&self.description["endpoints"][self.path]["parameters"], &place) {
                    self.wrong.push(format!("the request has no parameter {place}"));
                } else {
                    self.notes.push(format!("the parameter {place} is not described"));
                }
                drop.push(name.clone());
                continue;
            };
            if value.is_null() {
                // Make the request to see whether it takes null.
                let mut one = json!({});
                set(&mut one, &place, Value::Null);
                if !self.takes(&one) {
                    self.notes.push(format!("the parameter {place} is null"));
                    drop.push(name.clone());
                }
                continue;
            }
            let corrected = match (&*value, known) {
                (Value::Bool(_) | Value::Number(_), Value::String(_)) => json!(value.to_string()),
                (Value::String(text), Value::Bool(_))
                    if ["true", "false"].contains(&text.as_str()) =>
                {
                    json!(text == "true")
                }
                (Value::String(text), Value::Number(_)) => {
                    serde_json::from_str(text).unwrap_or_default()
                }
                (Value::Number(number), Value::Number(_)) => match number.as_f64() {
                    // A whole number is sent without a fraction.
                    Some(float) if !number.is_i64() && float.fract() == 0.0 => json!(float as i64),
                    _ => continue,
                },
                (Value::Array(items), Value::Array(known)) => {
                    let mut items = items.clone();
                    for item in &mut items {
                        self.correct(
                            item,
                            known.first().unwrap_or(&Value::Null),
                            &format!("{place}."),
                        );
                    }
                    *value = Value::Array(items);
                    continue;
                }
                (other, Value::Array(known)) => {
                    let mut other = other.clone();
                    self.correct(
                        &mut other,
                        known.first().unwrap_or(&Value::Null),
                        &format!("{place}."),
                    );
                    json!([other])
                }
                (Value::Object(_), Value::Object(known)) => {
                    // A map's names are not in the description.
                    if !known.contains_key("text") || !known.contains_key("bool") {
                        self.correct(value, &Value::Object(known.clone()), &format!("{place}."));
                    }
                    continue;
                }
                _ => continue,
            };
            self.notes.push(format!("the parameter {place} is of another kind"));
            *value = corrected;
        }
        for name in drop {
            fields.remove(&name);
        }
    }

    /// Whether a request can be made of these and the required parameters.
    fn takes(&self, parameters: &Value) -> bool {
        struct Nothing;
        impl typed::Visit for Nothing {
            fn visit<E: Endpoint + Debug>(&mut self, _: &E) {}
        }
        let (_, all) = typed::ALL.iter().find(|(path, _)| *path == self.path).unwrap();
        let all: Value = serde_json::from_str(all).unwrap();
        let mut parameters = parameters.clone();
        let required = typed::REQUIRED.iter().filter(|(path, _)| *path == self.path);
        for name in required.flat_map(|(_, names)| *names) {
            if parameters.get(name).is_none() {
                parameters[name] = all[name].clone();
            }
        }
        catch_unwind(|| typed::visit(self.path, &parameters, &mut Nothing)).is_ok()
    }

    /// The body as Seam sends it, and whether it has the response key.
    fn body<E: Endpoint>(&mut self) -> (Value, bool) {
        let body = &self.sample["body"];
        let Value::Object(_) = body else {
            let is_needed = E::RESPONSE_KEY.is_some() && !E::RESPONSE_MAY_BE_MISSING;
            if is_needed {
                self.notes.push("no response is shown".to_owned());
            }
            return (serde_json::from_str(NOTHING).unwrap(), !is_needed);
        };
        let mut body = body.clone();
        if let Some(response) = E::RESPONSE_KEY.and_then(|key| body.get_mut(key)) {
            let is_list = std::any::type_name::<E::Response>().contains("Vec<");
            match response.take() {
                Value::Array(items) if !is_list => {
                    self.notes.push("a list stands for its item".to_owned());
                    *response = items.into_iter().next().unwrap_or_default();
                }
                item @ Value::Object(_) if is_list => {
                    self.notes.push("an item stands for its list".to_owned());
                    *response = json!([item]);
                }
                as_it_is => *response = as_it_is,
            }
        }
        (body, true)
    }
}

/// Sets a parameter, or a field in one.
fn set(parameters: &mut Value, place: &str, value: Value) {
    match place.split_once('.') {
        Some((outer, inner)) => set(&mut parameters[outer], inner, value),
        None => parameters[place] = value,
    }
}

/// Whether the description has the field at this place: names separated by dots, without indices of lists.
fn described(members: &Value, place: &str) -> bool {
    match place.split_once('.') {
        Some((outer, inner)) => described(&innermost(&members[outer])["members"], inner),
        None => members.get(place).is_some(),
    }
}

/// The schema of a list's item.
fn innermost(schema: &Value) -> &Value {
    match schema.get("items") {
        Some(item) => innermost(item),
        None => schema,
    }
}

/// Whether the description has a field at this JSON pointer of a value.
fn is_described(description: &Value, schema: &Value, at: &str) -> bool {
    let mut schema = schema;
    for name in at.split('/').skip(1) {
        schema = match schema["type"].as_str() {
            Some("resource") => &description["resources"][schema["name"].as_str().unwrap()],
            _ => schema,
        };
        schema = match schema.get("items") {
            Some(item) => item,
            None => &schema["members"][name],
        };
    }
    !schema.is_null()
}

struct Visitor<'v, 'c> {
    check: &'v mut Check<'c>,
    expected: &'v Value,
    /// The parameters that are not in the sample.
    added: &'v [&'static str],
}

impl typed::Visit for Visitor<'_, '_> {
    fn visit<E: Endpoint + Debug>(&mut self, request: &E)
    where
        E::Response: Debug + PartialEq,
    {
        let (body, has_response) = self.check.body::<E>();
        let exchange = self.check.exchange;
        *exchange.body.lock().unwrap() = body.to_string();
        *exchange.sent.lock().unwrap() = Default::default();
        let response = match has_response {
            true => exchange.seam.call(request).map(Some),
            false => exchange.seam.call_as(request, json::nothing).map(|()| None),
        };
        let response = match response {
            Ok(response) => response,
            Err(error) => {
                self.check.wrong.push(format!("the call failed: {error}"));
                None
            }
        };
        let (path, sent) = exchange.sent.lock().unwrap().clone();
        self.sent(&path, &sent);

        let Some(response) = response else { return };
        let read = |json: &str, other: &str| {
            let read = |json: &str| request.read(json).map_err(|error| format!("{error:?}"));
            let one = read(json)?;
            Ok((format!("{one:?}"), read(other).is_ok_and(|other| one == other)))
        };
        let at = E::RESPONSE_KEY.map_or(String::new(), |key| shown::step("", key));
        match read(&body.to_string(), NOTHING) {
            Ok((shown, _)) if shown == format!("{response:?}") => {}
            _ => self
                .check
                .wrong
                .push("the client read another response than the request".to_owned()),
        }
        if E::RESPONSE_KEY.is_none() {
            assert_eq!(
                std::any::type_name::<E::Response>(),
                "()",
                "every typed response has a key"
            );
            return;
        }
        let compared = compare(&body, &at, Kinds::Tolerated, true, &read);
        self.check.wrong.extend(compared.wrong);
        let description = self.check.description;
        let keys = &description["endpoints"][self.check.path]["keys"];
        for unknown in compared.unknown {
            let below = unknown.strip_prefix(&at).unwrap_or(&unknown);
            let schema = &keys[E::RESPONSE_KEY.unwrap_or_default()];
            // Without the indices of lists.
            let names = unknown.split('/').filter(|name| name.parse::<usize>().is_err());
            let place = names.skip(1).collect::<Vec<_>>().join(".");
            if is_described(description, schema, below) {
                self.check.wrong.push(format!("no field is read of {place}"));
            } else {
                self.check.notes.push(format!("{place} is not described"));
            }
        }
    }
}

impl Visitor<'_, '_> {
    /// Compares the request byte for byte, except for the order of fields: the samples have none.
    fn sent(&mut self, path: &str, sent: &str) {
        if path.is_empty() {
            self.check.wrong.push("nothing was sent".to_owned());
            return;
        }
        if path != self.check.path {
            self.check.wrong.push(format!("it was sent to {path}"));
        }
        let Ok(mut sent_json) = serde_json::from_str::<Value>(sent) else {
            self.check.wrong.push(format!("no JSON was sent: {sent}"));
            return;
        };
        // With the length of the shortest JSON, it has no blanks, no needless escapes, and no field twice.
        if sent.len() != sent_json.to_string().len() {
            self.check.wrong.push(format!("the shortest JSON is not what was sent: {sent}"));
        }
        for name in self.added {
            sent_json.as_object_mut().and_then(|sent| sent.remove(*name));
        }
        let (sent, expected) = (sent_json.to_string(), self.expected.to_string());
        if sent != expected {
            self.check.wrong.push(format!("sent {sent}\n      not  {expected}"));
        }
    }
}

#[test]
fn errors_in_seams_docs_are_noted_and_not_blamed_on_the_client() {
    let exchange = Exchange::new();
    let description = json!({
        "endpoints": { "/devices/update": { "parameters": { "nick": {} } }, "/webhooks/get": { "keys": {
            "webhook": { "type": "resource", "name": "webhook" }
        } } },
        "resources": { "webhook": { "members": { "colors": {
            "type": "list", "items": { "type": "object", "members": { "red": {} } }
        } } } },
    });
    let attempt = json!({
        "action_attempt_id": "a", "action_type": "UNLOCK_DOOR", "status": "pending", "result": null, "error": null
    });
    let webhook = |name: &str, value: Value| {
        let mut webhook = json!({ "webhook_id": "a", "url": "b" });
        webhook[name] = value;
        json!({ "webhook": webhook })
    };
    let webhook_get = "/webhooks/get";
    let id = json!({ "webhook_id": "a" });
    for (path, parameters, body, wrong, noted) in [
        (
            "/locks/unlock_door",
            json!({ "device_id": "a" }),
            json!({ "action_attempt": attempt }),
            "",
            "",
        ),
        (
            "/locks/unlock_door",
            json!({}),
            json!({ "action_attempt": attempt }),
            "",
            "device_id is missing",
        ),
        (
            "/locks/unlock_door",
            json!({ "device_id": 1 }),
            json!({ "action_attempt": [attempt] }),
            "",
            "device_id is of another kind; a list",
        ),
        ("/locks/unlock_door", json!({ "device_id": "a" }), Value::Null, "", "no response"),
        (
            "/locks/unlock_door",
            json!({ "device_id": ["a"] }),
            Value::Null,
            r#"cannot be made: ["a"] is no text"#,
            "",
        ),
        (
            "/locks/unlock_door",
            json!({ "device_id": "a" }),
            json!({ "attempt": attempt }),
            "failed",
            "",
        ),
        ("/locks/unlock", json!({}), Value::Null, "no such endpoint", ""),
        (
            "/spaces/add_devices",
            json!({ "space_id": "a", "device_ids": "b" }),
            Value::Null,
            "",
            "device_ids is of another kind",
        ),
        (
            "/devices/list",
            json!({ "limit": 10.0, "custom_metadata_has": { "a b": true } }),
            json!({ "devices": [] }),
            "",
            "limit is of another kind",
        ),
        ("/devices/list", json!({ "limit": null }), json!({ "devices": [] }), "", "limit is null"),
        (
            "/devices/update",
            json!({ "device_id": "a", "name": null, "properties": { "name": null } }),
            Value::Null,
            "",
            "",
        ),
        (
            "/devices/update",
            json!({ "device_id": "a", "nick": 1 }),
            Value::Null,
            "no parameter nick",
            "",
        ),
        (
            "/devices/update",
            json!({ "device_id": "a", "properties": { "nick": 1 } }),
            Value::Null,
            "",
            "properties.nick is not described",
        ),
        (webhook_get, id.clone(), webhook("event_types", json!(["a", true, 1])), "", ""),
        (webhook_get, id.clone(), webhook("secret", json!(1234)), "", ""),
        (webhook_get, id.clone(), webhook("secret", json!({})), "failed", ""),
        (webhook_get, id.clone(), webhook("color", json!(1)), "", "webhook.color is not described"),
        (webhook_get, id, webhook("colors", json!(1)), "no field is read of webhook.colors", ""),
    ] {
        let sample = json!({ "path": path, "parameters": parameters, "body": body });
        let (wrongs, notes) = check(&sample, &exchange, &description);
        for (what, found) in [(wrong, wrongs), (noted, notes)] {
            let expected: Vec<_> = what.split("; ").filter(|what| !what.is_empty()).collect();
            let as_expected = expected.iter().all(|what| found.iter().any(|it| it.contains(what)));
            assert!(as_expected && expected.is_empty() == found.is_empty(), "{sample}: {found:?}");
        }
    }
}

#[test]
fn parameters_are_sent_in_declaration_order() {
    struct InOrder<'e>(&'e Exchange);
    impl typed::Visit for InOrder<'_> {
        fn visit<E: Endpoint + Debug>(&mut self, request: &E) {
            *self.0.body.lock().unwrap() = NOTHING.to_owned();
            let unchecked = Unchecked(request);
            self.0.seam.call(&unchecked).unwrap();
            let (_, sent) = self.0.sent.lock().unwrap().clone();
            let fields = (0..).map_while(|index| request.field(index));
            let names: Vec<_> = fields.map(|(name, _)| name.to_owned()).collect();
            let mut rest = sent.as_str();
            for name in names {
                let start =
                    rest.find(&format!("\"{name}\":")).unwrap_or_else(|| panic!("{name}: {sent}"));
                rest = &rest[start..];
            }
        }
    }
    let exchange = Exchange::new();
    for (path, all) in typed::ALL {
        let all: Value = serde_json::from_str(all).unwrap();
        assert!(typed::visit(path, &all, &mut InOrder(&exchange)), "{path}");
        let (_, sent) = exchange.sent.lock().unwrap().clone();
        assert_eq!(serde_json::from_str::<Value>(&sent).unwrap(), all, "{path}");
    }
}

/// A request that is sent without validation, and whose response is not read.
struct Unchecked<'r, E>(&'r E);

impl<E: Endpoint> Fields for Unchecked<'_, E> {
    fn field(&self, index: usize) -> Option<(&str, Option<endpoint::Value<'_>>)> {
        self.0.field(index)
    }
}

impl<E: Endpoint> Endpoint for Unchecked<'_, E> {
    const PATH: &'static str = E::PATH;
    const RESPONSE_KEY: Option<&'static str> = None;
    type Response = ();

    fn read(&self, json: &str) -> Result<(), json::Mismatch> {
        json::nothing(json, None)
    }
}
