//! The declarations of client_sessions are what Seam's OpenAPI description says.
//!
//! `tests/openapi-client-sessions.json` holds of the description what is compared here. To compare
//! with a newer one, give its path: `SEAM_OPENAPI=openapi.json cargo test --test description`.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]
#![allow(deprecated)]

use std::collections::BTreeMap;

use seam_client::client_sessions::{
    ClientSession, Create, Delete, Get, GetOrCreate, GrantAccess, List, Revoke,
};
use seam_client::endpoint::{Endpoint, Fields, Value};
use serde_json::json;

fn description() -> serde_json::Value {
    let text = match std::env::var("SEAM_OPENAPI") {
        Ok(path) => std::fs::read_to_string(path).unwrap(),
        Err(_) => include_str!("openapi-client-sessions.json").to_owned(),
    };
    serde_json::from_str(&text).unwrap()
}

/// An endpoint, as the description and our declarations both have it.
#[derive(Debug, PartialEq)]
struct Shape {
    answer_key: Option<String>,
    /// The type of each parameter, by name.
    parameters: BTreeMap<String, String>,
    required: Vec<String>,
}

fn described() -> BTreeMap<String, Shape> {
    let description = description();
    let paths = description["paths"].as_object().unwrap().iter();
    let ours = paths.filter(|(path, _)| path.starts_with("/client_sessions/"));
    ours.map(|(path, methods)| {
        let post = &methods["post"];
        let body = &post["requestBody"]["content"]["application/json"]["schema"];
        let kind = |schema: &serde_json::Value| match schema["type"].as_str().unwrap() {
            "array" => format!("array of {}", schema["items"]["type"].as_str().unwrap()),
            kind => kind.to_owned(),
        };
        let parameters = body["properties"].as_object().unwrap().iter();
        let shape = Shape {
            answer_key: post["x-response-key"].as_str().map(str::to_owned),
            parameters: parameters.map(|(name, schema)| (name.clone(), kind(schema))).collect(),
            required: names(&body["required"]),
        };
        (path.clone(), shape)
    })
    .collect()
}

fn names(list: &serde_json::Value) -> Vec<String> {
    let names = list.as_array().into_iter().flatten();
    names.map(|name| name.as_str().unwrap().to_owned()).collect()
}

/// `least` has set what its `new` asks for, and `all` everything.
fn declared<E: Endpoint>(least: &E, all: &E) -> (String, Shape) {
    let fields = |request: &dyn Fields| {
        let fields = (0..).map_while(|index| request.field(index));
        let kind = |value: Option<Value<'_>>| match value {
            Some(Value::Text(_)) => Some("string"),
            Some(Value::Bool(_)) => Some("boolean"),
            Some(Value::Texts(_)) => Some("array of string"),
            None => None,
            other => panic!("{other:?}"),
        };
        fields.map(|(name, value)| (name.to_owned(), kind(value))).collect::<BTreeMap<_, _>>()
    };
    let of_a_type = |(name, kind): (String, Option<&str>)| {
        let kind = kind.unwrap_or_else(|| panic!("this test does not set {name}")).to_owned();
        (name, kind)
    };
    let set = |(name, kind): (String, Option<&str>)| kind.map(|_| name);
    let shape = Shape {
        answer_key: E::ANSWER_KEY.map(str::to_owned),
        parameters: fields(all).into_iter().map(of_a_type).collect(),
        required: fields(least).into_iter().filter_map(set).collect(),
    };
    (E::PATH.to_owned(), shape)
}

#[test]
fn each_endpoint_has_the_path_the_parameters_and_the_answer_of_the_description() {
    let ids = &["a"];
    let ours = BTreeMap::from([
        declared(
            &GetOrCreate::new(),
            &GetOrCreate::new()
                .connect_webview_ids(ids)
                .connected_account_ids(ids)
                .expires_at("a")
                .user_identifier_key("a")
                .user_identity_id("a")
                .user_identity_ids(ids),
        ),
        declared(
            &Create::new(),
            &Create::new()
                .connect_webview_ids(ids)
                .connected_account_ids(ids)
                .customer_id("a")
                .customer_key("a")
                .expires_at("a")
                .user_identifier_key("a")
                .user_identity_id("a")
                .user_identity_ids(ids),
        ),
        declared(&Get::new(), &Get::new().client_session_id("a").user_identifier_key("a")),
        declared(
            &List::new(),
            &List::new()
                .client_session_id("a")
                .connect_webview_id("a")
                .user_identifier_key("a")
                .user_identity_id("a")
                .without_user_identifier_key(true),
        ),
        declared(
            &GrantAccess::new(),
            &GrantAccess::new()
                .client_session_id("a")
                .connect_webview_ids(ids)
                .connected_account_ids(ids)
                .user_identifier_key("a")
                .user_identity_id("a")
                .user_identity_ids(ids),
        ),
        declared(&Revoke::new("a"), &Revoke::new("a")),
        declared(&Delete::new("a"), &Delete::new("a")),
    ]);
    let described = described();
    assert_eq!(described.len(), 7);
    assert_eq!(ours, described);
}

/// Seam's documents show this member in their samples, and the description does not have it.
const MEMBERS_OF_THE_DOCUMENTS_ALONE: [&str; 1] = ["customer_id"];

/// A session that has each member of the description, with a value that tells where it is from.
fn session() -> serde_json::Map<String, serde_json::Value> {
    let description = description();
    let members = &description["components"]["schemas"]["client_session"]["properties"];
    let value = |name: &str, schema: &serde_json::Value| match schema["type"].as_str().unwrap() {
        "string" => json!(format!("the {name}")),
        "number" => json!(7.0),
        "array" => json!([format!("the {name}")]),
        other => panic!("{name} is of a type that is new: {other}"),
    };
    let members = members.as_object().unwrap().iter();
    members.map(|(name, schema)| (name.clone(), value(name, schema))).collect()
}

fn read<E: Endpoint<Answer = ClientSession>>(
    request: &E,
    session: &serde_json::Map<String, serde_json::Value>,
) -> Option<ClientSession> {
    request.read(&json!({ "client_session": session, "ok": true }).to_string()).ok()
}

#[test]
fn a_session_has_the_members_of_the_description_and_their_types() {
    let session = session();
    let read = read(&Get::new(), &session).expect("the types are the description's");
    let shown = format!("{read:?}");
    for (name, value) in &session {
        let value = match value {
            serde_json::Value::String(_) if name == "token" => {
                assert_eq!(read.token.expose(), "the token");
                continue;
            }
            serde_json::Value::Number(_) => "7".to_owned(),
            value => value.to_string(),
        };
        let (plain, option) = (format!(" {name}: {value}"), format!(" {name}: Some({value})"));
        assert!(shown.contains(&plain) || shown.contains(&option), "{name} is not in {shown}");
    }

    // And no others, each of them on a line of its own.
    let shown = format!("{read:#?}");
    let members = shown.lines().filter_map(|line| line.strip_prefix("    ")?.split_once(": "));
    let mut unknown: Vec<_> = members.map(|(name, _)| name.to_owned()).collect();
    unknown.retain(|name| !name.starts_with(' ') && !session.contains_key(name));
    assert_eq!(unknown, MEMBERS_OF_THE_DOCUMENTS_ALONE);
}

#[test]
fn a_member_that_may_be_missing_or_null_may() {
    let description = description();
    let schema = &description["components"]["schemas"]["client_session"];
    let required = names(&schema["required"]);
    for (name, schema) in schema["properties"].as_object().unwrap() {
        let mut session = session();
        if schema["nullable"] == true {
            session[name] = serde_json::Value::Null;
            assert!(read(&Get::new(), &session).is_some(), "{name} may be null");
        }
        if !required.contains(name) {
            session.remove(name);
            assert!(read(&Get::new(), &session).is_some(), "{name} may be missing");
        }
    }
}

#[test]
fn each_endpoint_answers_what_the_description_says() {
    let session = session();
    let expected = read(&Get::new(), &session);
    assert!(expected.is_some());
    assert_eq!(read(&Create::new(), &session), expected);
    assert_eq!(read(&GetOrCreate::new(), &session), expected);

    let list = json!({ "client_sessions": [session, session], "ok": true }).to_string();
    let expected = expected.unwrap();
    assert_eq!(List::new().read(&list), Ok(vec![expected.clone(), expected]));

    let nothing = r#"{"ok":true}"#;
    assert_eq!(GrantAccess::new().read(nothing), Ok(()));
    assert_eq!(Revoke::new("a").read(nothing), Ok(()));
    assert_eq!(Delete::new("a").read(nothing), Ok(()));
}
