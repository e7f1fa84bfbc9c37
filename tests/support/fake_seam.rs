//! A fake Seam: client sessions and a few locks over real HTTP, all of it in memory.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::mock::{Answer, Mock, Request};

pub const API_KEY: &str = "seam_fakekey1_0123456789";
pub const PERSONAL_ACCESS_TOKEN: &str = "seam_at1_0123456789";
pub const WORKSPACE_ID: &str = "b887bf84-9849-4454-a562-cf84293d9781";
pub const PUBLISHABLE_KEY: &str = "seam_pk1_0123456789";

/// A lock that unlocks, some time after it is told to.
pub const FRONT_DOOR: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000001";
/// A lock that is told to, and never does.
pub const OFFLINE_DOOR: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000002";

pub struct FakeSeam {
    mock: Mock,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    requests: usize,
    /// How many sessions there have been.
    made: usize,
    sessions: Vec<Value>,
    /// It answers 503, whatever it is asked.
    outage: bool,
    /// Sessions that are over, and the type of error that says so.
    over: Vec<(String, &'static str)>,
    /// What was done to locks, and how often it is still asked after in vain.
    attempts: Vec<(Value, usize)>,
}

/// What Seam says no with: status, type, message, validation errors.
type Refusal = (usize, &'static str, String, Option<Value>);

/// Whom a credential shows.
#[derive(PartialEq)]
enum Caller {
    /// An API key, or a personal access token.
    Workspace,
    PublishableKey,
    /// A client session, by its ID.
    Session(String),
}

impl FakeSeam {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let shared = state.clone();
        let mock = Mock::start(move |request| {
            let mut state = shared.lock().unwrap();
            state.requests += 1;
            let request_id = format!("fake-request-{}", state.requests);
            match state.answer(request) {
                Ok(mut body) => {
                    body["ok"] = true.into();
                    Answer { status: 200, request_id, body: body.to_string() }
                }
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
        Self { mock, state }
    }

    pub fn url(&self) -> String {
        self.mock.url()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.mock.requests()
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> usize {
        self.state.lock().unwrap().sessions.len()
    }

    /// Begins or ends an outage.
    pub fn outage(&self, outage: bool) {
        self.state.lock().unwrap().outage = outage;
    }

    /// Lets a session's time be up.
    pub fn expire(&self, client_session_id: &str) {
        let over = (client_session_id.to_owned(), "client_session_expired");
        self.state.lock().unwrap().over.push(over);
    }
}

impl State {
    fn answer(&mut self, request: &Request) -> Result<Value, Refusal> {
        if self.outage {
            return Err((503, "service_unavailable", "Back in a moment".to_owned(), None));
        }
        let caller = self.caller(request)?;
        let parameters = parameters(&request.body)?;
        let by_workspace = caller == Caller::Workspace;
        let by_session = matches!(caller, Caller::Session(_));
        match request.path.as_str() {
            "/client_sessions/get_or_create" if !by_session => {
                check_new_session(&caller, &parameters)?;
                let found = self.position(|session| {
                    !self.is_over(session)
                        && (same(session, &parameters, "user_identifier_key")
                            || same(session, &parameters, "user_identity_id"))
                });
                let index = found.unwrap_or_else(|| self.make());
                set(&mut self.sessions[index], &parameters);
                Ok(json!({ "client_session": self.sessions[index] }))
            }
            "/client_sessions/create" if !by_session => {
                check_new_session(&caller, &parameters)?;
                if self.position(|it| same(it, &parameters, "user_identifier_key")).is_some() {
                    let kind = "client_session_token_already_exists";
                    let message = "A client session token already exists for this user";
                    return Err((400, kind, message.to_owned(), None));
                }
                let index = self.make();
                set(&mut self.sessions[index], &parameters);
                Ok(json!({ "client_session": self.sessions[index] }))
            }
            "/client_sessions/get" if by_workspace || by_session => {
                let index = match caller {
                    Caller::Session(id) => self.position(|it| it["client_session_id"] == id),
                    _ => self.position(|session| {
                        same(session, &parameters, "client_session_id")
                            || same(session, &parameters, "user_identifier_key")
                    }),
                };
                let index = index.ok_or_else(no_such_session)?;
                Ok(json!({ "client_session": self.sessions[index] }))
            }
            "/client_sessions/list" if by_workspace => {
                let wanted = |session: &&Value| {
                    ["client_session_id", "user_identifier_key", "user_identity_id"]
                        .iter()
                        .all(|name| parameters[name].is_null() || same(session, &parameters, name))
                        && (parameters["connect_webview_id"].is_null()
                            || session["connect_webview_ids"]
                                .as_array()
                                .unwrap()
                                .contains(&parameters["connect_webview_id"]))
                        && (parameters["without_user_identifier_key"] != true
                            || session["user_identifier_key"].is_null())
                };
                let sessions: Vec<_> = self.sessions.iter().filter(wanted).collect();
                Ok(json!({ "client_sessions": sessions }))
            }
            "/client_sessions/grant_access" if by_workspace => {
                let index = self
                    .position(|session| {
                        same(session, &parameters, "client_session_id")
                            || same(session, &parameters, "user_identifier_key")
                    })
                    .ok_or_else(no_such_session)?;
                for list in LISTS {
                    for id in parameters[list].as_array().into_iter().flatten() {
                        let list = self.sessions[index][list].as_array_mut().unwrap();
                        if !list.contains(id) {
                            list.push(id.clone());
                        }
                    }
                }
                Ok(json!({}))
            }
            "/client_sessions/revoke" | "/client_sessions/delete" if by_workspace => {
                let id = required(&parameters, "client_session_id")?;
                let index = self.position(|session| session["client_session_id"] == id);
                let index = index.ok_or_else(no_such_session)?;
                if request.path.ends_with("delete") {
                    self.sessions.remove(index);
                } else {
                    self.over.push((id.to_owned(), "client_session_revoked"));
                }
                Ok(json!({}))
            }
            "/locks/list" if by_workspace || by_session => {
                let lock = |id: &str, name: &str, online: bool| {
                    json!({
                        "device_id": id,
                        "device_type": "august_lock",
                        "display_name": name,
                        "properties": { "online": online, "locked": true, "battery_level": 0.87 },
                        "warnings": [],
                    })
                };
                let locks =
                    [lock(FRONT_DOOR, "Front door", true), lock(OFFLINE_DOOR, "Cellar", false)];
                Ok(json!({ "devices": locks, "locks": locks }))
            }
            "/locks/unlock_door" if by_workspace || by_session => {
                let (error, patience) = match required(&parameters, "device_id")? {
                    FRONT_DOOR => (Value::Null, 2),
                    OFFLINE_DOOR => {
                        (json!({ "type": "device_offline", "message": "The lock is offline" }), 0)
                    }
                    _ => {
                        let message = "Device not found".to_owned();
                        return Err((404, "device_not_found", message, None));
                    }
                };
                let attempt = json!({
                    "action_attempt_id": format!("attempt-{}", self.attempts.len() + 1),
                    "action_type": "UNLOCK_DOOR",
                    "status": "pending",
                    "error": null,
                    "result": null,
                });
                let mut settled = attempt.clone();
                settled["status"] = if error.is_null() { "success" } else { "error" }.into();
                settled["error"] = error;
                self.attempts.push((settled, patience));
                Ok(json!({ "action_attempt": attempt }))
            }
            "/action_attempts/get" if by_workspace || by_session => {
                let id = required(&parameters, "action_attempt_id")?;
                let found = self.attempts.iter_mut().find(|(it, _)| it["action_attempt_id"] == id);
                let Some((attempt, patience)) = found else {
                    let message = "action_attempt not found".to_owned();
                    return Err((404, "action_attempt_not_found", message, None));
                };
                let mut attempt = attempt.clone();
                if *patience > 0 {
                    *patience -= 1;
                    attempt["status"] = "pending".into();
                }
                Ok(json!({ "action_attempt": attempt }))
            }
            path if PATHS.contains(&path) => {
                let message = "This credential cannot use this endpoint".to_owned();
                Err((401, "unauthorized", message, None))
            }
            path => Err((404, "not_found", format!("no such path: {path}"), None)),
        }
    }

    /// Checks the credential.
    fn caller(&self, request: &Request) -> Result<Caller, Refusal> {
        if let Some(key) = request.header("seam-publishable-key") {
            return if key == PUBLISHABLE_KEY {
                Ok(Caller::PublishableKey)
            } else {
                let message =
                    "Cannot find workspace associated with this publishable_key".to_owned();
                Err((400, "workspace_not_found", message, None))
            };
        }
        let authorization = request.header("authorization").unwrap_or_default();
        let workspace = request.header("seam-workspace");
        let refuse = |kind, message: &str| Err((401, kind, message.to_owned(), None));
        match authorization.strip_prefix("Bearer ") {
            Some(API_KEY) => Ok(Caller::Workspace),
            Some(PERSONAL_ACCESS_TOKEN) if workspace == Some(WORKSPACE_ID) => Ok(Caller::Workspace),
            Some(PERSONAL_ACCESS_TOKEN) => {
                refuse("unauthorized", "No such workspace for this token")
            }
            Some(token) if token.starts_with("seam_cst") => {
                let Some(index) = self.position(|session| session["token"] == token) else {
                    let message = "Unauthorized (client session not found)";
                    return refuse("client_session_not_found", message);
                };
                let id = self.sessions[index]["client_session_id"].as_str().unwrap();
                match self.over.iter().find(|(over, _)| over == id) {
                    Some((_, kind)) => refuse(kind, "Unauthorized (the client session is over)"),
                    None => Ok(Caller::Session(id.to_owned())),
                }
            }
            Some(_) => refuse("unauthorized", "API Key not found"),
            None => refuse("unauthorized", "No Authorization header"),
        }
    }

    fn is_over(&self, session: &Value) -> bool {
        self.over.iter().any(|(id, _)| session["client_session_id"] == id.as_str())
    }

    fn position(&self, wanted: impl Fn(&Value) -> bool) -> Option<usize> {
        self.sessions.iter().position(wanted)
    }

    /// Makes a session of nobody's; returns its place.
    fn make(&mut self) -> usize {
        self.made += 1;
        let number = self.made;
        self.sessions.push(json!({
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
        self.sessions.len() - 1
    }
}

const PATHS: [&str; 10] = [
    "/client_sessions/create",
    "/client_sessions/delete",
    "/client_sessions/get",
    "/client_sessions/get_or_create",
    "/client_sessions/grant_access",
    "/client_sessions/list",
    "/client_sessions/revoke",
    "/locks/list",
    "/locks/unlock_door",
    "/action_attempts/get",
];

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

fn required<'a>(parameters: &'a Value, name: &str) -> Result<&'a str, Refusal> {
    parameters[name].as_str().ok_or_else(|| {
        let errors = json!({ "_errors": [], name: { "_errors": ["Required"] } });
        (400, "invalid_input", format!("Required for \"{name}\""), Some(errors))
    })
}

fn check_new_session(caller: &Caller, parameters: &Value) -> Result<(), Refusal> {
    if *caller != Caller::PublishableKey {
        return Ok(());
    }
    if !parameters["user_identifier_key"].is_string() {
        let message = "Must provide a user_identifier_key with a seam-publishable-key".to_owned();
        return Err((400, "publishable_key_requires_user_identifier_key", message, None));
    }
    if LISTS.iter().any(|list| !parameters[*list].is_null()) {
        let message = "You cannot specify connect_webview_ids or connected_account_ids".to_owned();
        return Err((403, "publishable_keys_must_create_empty_client_sessions", message, None));
    }
    Ok(())
}

/// Whether the session has what the parameter names.
fn same(session: &Value, parameters: &Value, name: &str) -> bool {
    parameters[name].is_string() && session[name] == parameters[name]
}

fn set(session: &mut Value, parameters: &Value) {
    for (name, value) in parameters.as_object().expect("checked before") {
        session[name] = value.clone();
    }
}

fn no_such_session() -> Refusal {
    (404, "client_session_not_found", "Could not find client session".to_owned(), None)
}
