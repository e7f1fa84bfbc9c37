//! A fake Seam over real HTTP, with its state in memory: a house with two locks and a thermostat.
//!
//! It is deterministic. Its clock starts at a fixed time and advances by a second with each request. What takes Seam
//! a while, such as an action, is done a few requests later, whichever they are.

// Only the tests and the examples of this repository use it.
#![allow(missing_docs, unnameable_types, unreachable_pub)]
// If it panics, a test fails.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use endpoints::{Call, Caller, Refusal, refuse};
use http::{Request, Response, Server};

mod access_codes;
mod actions;
mod client_sessions;
mod connect_webviews;
mod devices;
pub mod endpoints;
mod events;
pub mod http;
mod lists;

pub const API_KEY: &str = "seam_fakekey1_0123456789";
pub const PERSONAL_ACCESS_TOKEN: &str = "seam_at1_0123456789";
pub const WORKSPACE_ID: &str = "b887bf84-9849-4454-a562-cf84293d9781";
pub const PUBLISHABLE_KEY: &str = "seam_pk1_0123456789";

/// A lock that is online: it unlocks a few requests after the action.
pub const FRONT_DOOR: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000001";
/// A lock that is offline: it never unlocks.
pub const OFFLINE_DOOR: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000002";
pub const THERMOSTAT: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000003";

/// The account that the locks belong to.
pub const LOCKS_ACCOUNT: &str = "0d5e7f2a-1b3e-4b1f-9d0b-000000000001";
/// The account that the thermostat belongs to.
pub const CLIMATE_ACCOUNT: &str = "0d5e7f2a-1b3e-4b1f-9d0b-000000000002";

pub struct FakeSeam {
    server: Server,
    state: Arc<Mutex<State>>,
    interruption: Arc<Mutex<Option<Interruption>>>,
}

/// How many more requests to handle, and the function that replaces the response to the last one.
type Interruption = (usize, Box<dyn FnMut(Response) -> Response + Send>);

/// The fake's whole state, as its responses have it.
pub struct State {
    /// How many requests have come. The fake's clock counts them.
    requests: usize,
    /// Whether it responds to every request with 503.
    outage: bool,
    /// How many objects of each kind have an ID.
    created: BTreeMap<&'static str, usize>,
    sessions: Vec<Value>,
    /// Sessions that have ended, and the type of error that their tokens get.
    over: Vec<(String, &'static str)>,
    devices: Vec<Value>,
    access_codes: Vec<Value>,
    connect_webviews: Vec<Value>,
    attempts: Vec<actions::Attempt>,
    events: Vec<Value>,
}

impl FakeSeam {
    pub fn start() -> Self {
        let state = Arc::new(Mutex::new(State::new()));
        let shared = state.clone();
        let interruption = Arc::new(Mutex::new(None::<Interruption>));
        let interrupted = interruption.clone();
        let server = Server::start(move |request| {
            let mut state = shared.lock().unwrap();
            state.requests += 1;
            let request_id = format!("fake-request-{}", state.requests);
            let response = match state.respond(request) {
                Ok(mut body) => {
                    body["ok"] = true.into();
                    Response { status: 200, request_id, body: body.to_string() }
                }
                Err((status, kind, message, validation_errors)) => {
                    let mut error = json!({ "type": kind, "message": message });
                    if let Some(errors) = validation_errors {
                        error["validation_errors"] = errors;
                    }
                    let body = json!({ "error": error, "ok": false }).to_string();
                    Response { status, request_id, body }
                }
            };
            drop(state);
            match &mut *interrupted.lock().unwrap() {
                Some((left, interrupt)) if *left > 0 => {
                    *left -= 1;
                    if *left == 0 { interrupt(response) } else { response }
                }
                _ => response,
            }
        });
        Self { server, state, interruption }
    }

    /// Handles this many more requests, then calls `interrupt` with the response to the last one, and sends what it
    /// returns.
    pub fn interrupt_after(
        &self,
        requests: usize,
        interrupt: impl FnMut(Response) -> Response + Send + 'static,
    ) {
        *self.interruption.lock().unwrap() = Some((requests, Box::new(interrupt)));
    }

    pub fn url(&self) -> String {
        self.server.url()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// How many sessions there are.
    pub fn sessions(&self) -> usize {
        self.state.lock().unwrap().sessions.len()
    }

    /// Begins or ends an outage.
    pub fn outage(&self, outage: bool) {
        self.state.lock().unwrap().outage = outage;
    }

    /// Lets a session expire.
    pub fn expire(&self, client_session_id: &str) {
        let over = (client_session_id.to_owned(), "client_session_expired");
        self.state.lock().unwrap().over.push(over);
    }

    /// Signs in as the user does in a Connect Webview: connects the thermostat's account.
    pub fn sign_in(&self, connect_webview_id: &str) {
        self.state.lock().unwrap().sign_in(connect_webview_id);
    }
}

impl State {
    fn new() -> Self {
        let mut state = Self {
            requests: 0,
            outage: false,
            created: BTreeMap::new(),
            sessions: Vec::new(),
            over: Vec::new(),
            devices: devices::all(),
            access_codes: Vec::new(),
            connect_webviews: Vec::new(),
            attempts: Vec::new(),
            events: Vec::new(),
        };
        state.first_events();
        state
    }

    fn respond(&mut self, request: &Request) -> Result<Value, Refusal> {
        if self.outage {
            return refuse(503, "service_unavailable", "Back in a moment");
        }
        self.settle();
        let caller = self.caller(request)?;
        let (endpoint, parameters) = endpoints::find(request, &caller)?;
        endpoint(self, &Call { path: &request.path, caller, parameters })
    }

    /// Checks the credential, and returns whose it is.
    fn caller(&self, request: &Request) -> Result<Caller, Refusal> {
        if let Some(key) = request.header("seam-publishable-key") {
            if key == PUBLISHABLE_KEY {
                return Ok(Caller::PublishableKey);
            }
            let message = "Cannot find workspace associated with this publishable_key";
            return refuse(400, "workspace_not_found", message);
        }
        let authorization = request.header("authorization").unwrap_or_default();
        let workspace = request.header("seam-workspace");
        match authorization.strip_prefix("Bearer ") {
            Some(API_KEY) => Ok(Caller::Workspace),
            Some(PERSONAL_ACCESS_TOKEN) if workspace == Some(WORKSPACE_ID) => Ok(Caller::Workspace),
            Some(PERSONAL_ACCESS_TOKEN) => {
                refuse(401, "unauthorized", "No such workspace for this token")
            }
            Some(token) if token.starts_with("seam_cst") => self.session_of(token),
            Some(_) => refuse(401, "unauthorized", "API Key not found"),
            None => refuse(401, "unauthorized", "No Authorization header"),
        }
    }

    /// The number of the next object of this kind.
    fn next(&mut self, kind: &'static str) -> usize {
        let created = self.created.entry(kind).or_default();
        *created += 1;
        *created
    }

    /// The ID of the next object of this kind. It begins with `kind`.
    fn new_id(&mut self, kind: &'static str) -> String {
        format!("{kind}-1b3e-4b1f-9d0b-{:012}", self.next(kind))
    }

    /// The fake's time.
    fn now(&self) -> String {
        let seconds = 60_857 + self.requests;
        let [day, hour] = [15 + seconds / 86_400, seconds / 3_600 % 24];
        let [minute, second] = [seconds / 60 % 60, seconds % 60];
        format!("2025-06-{day:02}T{hour:02}:{minute:02}:{second:02}.946329Z")
    }
}
