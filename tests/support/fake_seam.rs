//! A fake Seam: `client_sessions/get_or_create` over real HTTP, with its sessions in memory.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::mock::{Answer, Mock, Request};

pub const API_KEY: &str = "seam_fakekey1_0123456789";
pub const PERSONAL_ACCESS_TOKEN: &str = "seam_at1_0123456789";
pub const WORKSPACE_ID: &str = "b887bf84-9849-4454-a562-cf84293d9781";
pub const PUBLISHABLE_KEY: &str = "seam_pk1_0123456789";

pub struct FakeSeam {
    mock: Mock,
    sessions: Arc<Mutex<Vec<Value>>>,
}

/// What Seam says no with: status, type, message, validation errors.
type Refusal = (usize, &'static str, String, Option<Value>);

impl FakeSeam {
    pub fn start() -> Self {
        let sessions = Arc::new(Mutex::new(Vec::new()));
        let shared = sessions.clone();
        let count = Mutex::new(0);
        let mock = Mock::start(move |request| {
            let number = {
                let mut count = count.lock().unwrap();
                *count += 1;
                *count
            };
            let request_id = format!("fake-request-{number}");
            match answer(request, &mut shared.lock().unwrap()) {
                Ok(body) => Answer { status: 200, request_id, body: body.to_string() },
                Err((status, kind, message, validation_errors)) => {
                    let mut error = json!({ "type": kind, "message": message });
                    if let Some(errors) = validation_errors {
                        error["validation_errors"] = errors;
                    }
                    let body = json!({ "error": error, "ok": false }).to_string();
                    Answer { status, request_id, body }
                }
            }
        });
        Self { mock, sessions }
    }

    pub fn url(&self) -> String {
        self.mock.url()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.mock.requests()
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> usize {
        self.sessions.lock().unwrap().len()
    }
}

fn answer(request: &Request, sessions: &mut Vec<Value>) -> Result<Value, Refusal> {
    if request.path != "/client_sessions/get_or_create" {
        return Err((404, "not_found", format!("no such path: {}", request.path), None));
    }
    let by_publishable_key = let_in(request)?;
    let parameters = parameters(&request.body)?;
    if by_publishable_key {
        if !parameters["user_identifier_key"].is_string() {
            return Err((
                400,
                "publishable_key_requires_user_identifier_key",
                "Must provide a user_identifier_key with a seam-publishable-key".to_owned(),
                None,
            ));
        }
        if LISTS.iter().any(|list| !parameters[*list].is_null()) {
            return Err((
                403,
                "publishable_keys_must_create_empty_client_sessions",
                "You cannot specify connect_webview_ids or connected_account_ids".to_owned(),
                None,
            ));
        }
    }
    let session = get_or_create(&parameters, sessions);
    Ok(json!({ "client_session": session, "ok": true }))
}

/// Checks the credential; tells whether it is a publishable key.
fn let_in(request: &Request) -> Result<bool, Refusal> {
    if let Some(key) = request.header("seam-publishable-key") {
        return if key == PUBLISHABLE_KEY {
            Ok(true)
        } else {
            let message = "Cannot find workspace associated with this publishable_key".to_owned();
            Err((400, "workspace_not_found", message, None))
        };
    }
    let authorization = request.header("authorization").unwrap_or_default();
    let workspace = request.header("seam-workspace");
    let refuse = |message: &str| Err((401, "unauthorized", message.to_owned(), None));
    match authorization.strip_prefix("Bearer ") {
        Some(API_KEY) => Ok(false),
        Some(PERSONAL_ACCESS_TOKEN) if workspace == Some(WORKSPACE_ID) => Ok(false),
        Some(PERSONAL_ACCESS_TOKEN) => refuse("No such workspace for this token"),
        Some(token) if token.starts_with("seam_cst") => {
            refuse("Client sessions cannot use this endpoint")
        }
        Some(_) => refuse("API Key not found"),
        None => refuse("No Authorization header"),
    }
}

const LISTS: [&str; 2] = ["connect_webview_ids", "connected_account_ids"];

fn parameters(body: &str) -> Result<Value, Refusal> {
    let invalid = |message: String, errors| Err((400, "invalid_input", message, Some(errors)));
    let parameters: Value = match serde_json::from_str(body) {
        Ok(parameters @ Value::Object(_)) => parameters,
        _ => return invalid("Expected object".into(), json!({ "_errors": ["Expected object"] })),
    };
    for list in LISTS {
        if !(parameters[list].is_null() || parameters[list].is_array()) {
            let errors = json!({ "_errors": [], list: { "_errors": ["Expected array"] } });
            return invalid(format!("Expected array for \"{list}\""), errors);
        }
    }
    if let Some(time) = parameters["expires_at"].as_str() {
        if !(time.len() >= 20 && time.ends_with('Z') && time.as_bytes()[10] == b'T') {
            let errors = json!({ "_errors": [], "expires_at": { "_errors": ["Invalid date"] } });
            return invalid("Invalid date for \"expires_at\"".into(), errors);
        }
    }
    Ok(parameters)
}

fn get_or_create(parameters: &Value, sessions: &mut Vec<Value>) -> Value {
    let same = |session: &Value, name: &str| {
        parameters[name].is_string() && session[name] == parameters[name]
    };
    let found = sessions.iter_mut().position(|session| {
        same(session, "user_identifier_key") || same(session, "user_identity_id")
    });
    let index = found.unwrap_or_else(|| {
        let number = sessions.len() + 1;
        sessions.push(json!({
            "client_session_id": format!("c2cbd177-1ace-414b-bb1e-{number:012}"),
            "workspace_id": WORKSPACE_ID,
            "token": format!("seam_cst1fake{number:04}_6dBwV8PJ2Fsoe9dWYVyMfVHq"),
            "created_at": "2025-06-15T16:54:17.946309Z",
            "expires_at": "2025-06-17T16:54:17.946309Z",
            "device_count": 1.0,
            "connect_webview_ids": [],
            "connected_account_ids": [],
            "user_identifier_key": null,
            "user_identity_ids": [],
        }));
        number - 1
    });
    let session = &mut sessions[index];
    for (name, value) in parameters.as_object().expect("checked above") {
        session[name] = value.clone();
    }
    session.clone()
}
