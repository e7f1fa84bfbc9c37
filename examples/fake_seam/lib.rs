//! A fake Seam over real HTTP, all of it in memory: a house with two locks and a thermostat.
//!
//! It is deterministic. Its clock starts at a fixed time and goes on by a second with each request;
//! what takes Seam a while is done some requests later, whichever they are.

// It is for the tests and the examples of this repository alone.
#![allow(missing_docs, unnameable_types, unreachable_pub)]
// If it panics, a test has failed.
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

/// A lock that unlocks, some time after it is told to.
pub const FRONT_DOOR: &str = "c9cd621d-1b3e-4b1f-9d0b-000000000001";
/// A lock that is told to, and never does.
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

/// How many requests are yet to be carried out, and what becomes of the last one's answer.
type Interruption = (usize, Box<dyn FnMut(Response) -> Response + Send>);

/// All that the fake knows, as it answers it.
pub struct State {
    /// How many requests came: the fake's time.
    requests: usize,
    /// It answers 503, whatever it is asked.
    outage: bool,
    /// How many things of a kind have got an ID.
    made: BTreeMap<&'static str, usize>,
    sessions: Vec<Value>,
    /// Sessions that are over, and the type of error that says so.
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
            let answer = match state.answer(request) {
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
                    if *left == 0 { interrupt(answer) } else { answer }
                }
                _ => answer,
            }
        });
        Self { server, state, interruption }
    }

    /// After it has carried out so many more requests, calls this with the last one's answer, and sends what it
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

    /// Lets a session's time be up.
    pub fn expire(&self, client_session_id: &str) {
        let over = (client_session_id.to_owned(), "client_session_expired");
        self.state.lock().unwrap().over.push(over);
    }

    /// Does what the user does in a Connect Webview: connects the thermostat's account.
    pub fn sign_in(&self, connect_webview_id: &str) {
        self.state.lock().unwrap().sign_in(connect_webview_id);
    }
}

impl State {
    fn new() -> Self {
        let mut state = Self {
            requests: 0,
            outage: false,
            made: BTreeMap::new(),
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

    fn answer(&mut self, request: &Request) -> Result<Value, Refusal> {
        if self.outage {
            return refuse(503, "service_unavailable", "Back in a moment");
        }
        self.settle();
        let caller = self.caller(request)?;
        let (endpoint, parameters) = endpoints::find(request, &caller)?;
        endpoint(self, &Call { path: &request.path, caller, parameters })
    }

    /// Checks the credential.
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

    /// The number of the next thing of this kind.
    fn next(&mut self, kind: &'static str) -> usize {
        let made = self.made.entry(kind).or_default();
        *made += 1;
        *made
    }

    /// The ID of the next thing of a kind, which is the first of its parts.
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
