//! The client against Seam's own fake of its API, which `.ci/seam-fake` installs and starts.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::collections::BTreeSet;
use std::error::Error as _;
use std::fmt::Debug;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use seam_client::action_attempts::{ActionAttempt, status};
use seam_client::client_sessions::{ClientSession, Create, Get, GetOrCreate};
use seam_client::endpoint::Endpoint;
use seam_client::{
    ActionError, ApiError, Credential, Error, Seam, SessionKeeper, access_codes, acs,
    action_attempts, connect_webviews, connected_accounts, devices, events, locks, noise_sensors,
    thermostats, user_identities, webhooks, workspaces,
};
use serde_json::Value;

use crate::{shown, typed};
use shown::Kinds;

const PUBLISHABLE_KEY: &str = "seam_pk1_token";

/// The fake's address. Without it, the tests are skipped.
fn fake() -> Option<String> {
    let url = std::env::var("SEAM_FAKE_URL").ok();
    if url.is_none() {
        println!("skipped: SEAM_FAKE_URL is not set; .ci/seam-fake sets it and runs this");
    }
    url
}

fn client(url: &str, credential: Result<Credential, Error>) -> Seam {
    Seam::builder(credential.unwrap()).endpoint(url).build().unwrap()
}

/// A key that no user has had before.
fn new_user() -> String {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    format!("user-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}

fn session_for(seam: &Seam, user: &str) -> ClientSession {
    let request = GetOrCreate::new().user_identifier_key(user);
    seam.client_sessions().get_or_create(request).unwrap()
}

/// The seed data of the fake's workspace.
fn workspace_credentials() -> [Result<Credential, Error>; 2] {
    [
        Credential::api_key("seam_apikey1_token"),
        Credential::personal_access_token("seam_at1_longtoken", "seed_workspace_1"),
    ]
}

fn refusal(seam: &Seam) -> ApiError {
    let request = GetOrCreate::new().user_identifier_key("jane");
    refused(seam.client_sessions().get_or_create(request))
}

fn refused<T: Debug>(result: Result<T, Error>) -> ApiError {
    match result.unwrap_err() {
        Error::Api(error) => {
            // The fake's errors have a long `stack`.
            assert!(!format!("{error} {error:?}").contains("node_modules"));
            *error
        }
        error => panic!("{error:?}"),
    }
}

/// Posts without the client. Returns the status and the response.
fn post(url: &str, path: &str, header: &str, body: &str) -> (u16, Value) {
    let host = url.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nhost: {host}\r\n{header}\r\ncontent-type: application/json\r\n\
         content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, serde_json::from_str(body).unwrap())
}

#[test]
fn a_publishable_key_creates_a_users_session_and_finds_it_again() {
    let Some(url) = fake() else { return };
    let seam = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let made = session_for(&seam, &user);
    assert_eq!(made.user_identifier_key.as_deref(), Some(user.as_str()));
    assert_eq!(made.workspace_id, "seed_workspace_1");
    assert_eq!(session_for(&seam, &user), made);
    assert_ne!(session_for(&seam, &new_user()).client_session_id, made.client_session_id);
}

#[test]
fn with_session_for_gives_a_client_that_can_get_its_session() {
    let Some(url) = fake() else { return };
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let seam = kiosk.with_session_for(&user).unwrap();
    assert_eq!(seam.session(), Some(&session_for(&kiosk, &user)));
    let got = seam.client_sessions().get(Get::new()).unwrap();
    assert_eq!(Some(&got), seam.session());
}

fn outage(url: &str, routes: &str) {
    let body = format!(r#"{{"workspace_id":"seed_workspace_1","routes":[{routes}]}}"#);
    let (status, response) = post(url, "/_fake/simulate_workspace_outage", "x-test: 1", &body);
    assert_eq!(status, 200, "{response}");
}

/// Held during an outage of the locks, and while there must be none.
static OUTAGE: Mutex<()> = Mutex::new(());

#[test]
fn a_keeper_holds_a_session_through_an_outage_and_a_restart() {
    let Some(url) = fake() else { return };
    let _alone = OUTAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let keeper = SessionKeeper::new(kiosk.clone(), &user);
    let session = keeper.session().unwrap();
    assert!(kiosk.clock_skew().is_some(), "the fake tells the time");
    let get = |seam: &Seam| seam.client_sessions().get(Get::new());
    assert_eq!(keeper.call(get).unwrap().client_session_id, session.client_session_id);
    // The token was reported as revoked: the keeper requests it again, the fake returns it, and the keeper continues.
    keeper.invalidate(&session.token);
    assert_eq!(keeper.session().unwrap().client_session_id, session.client_session_id);
    // The fake refuses what the session cannot do: the keeper requests another token once.
    let refusal = |seam: &Seam| seam.call_json("/client_sessions/list", "{}");
    refused(keeper.call(refusal));

    let bytes = keeper.save().unwrap();
    let seam = Seam::builder(Credential::publishable_key(PUBLISHABLE_KEY).unwrap()).endpoint(&url);
    let restarted = SessionKeeper::new(seam.retries(0).build().unwrap(), &user);
    restarted.restore(&bytes).unwrap();
    assert_eq!(restarted.call(get).unwrap().client_session_id, session.client_session_id);

    // An outage of the endpoint that the program calls says nothing about the session.
    let list = |seam: &Seam| seam.call_json("/locks/list", "{}");
    restarted.call(list).unwrap();
    outage(&url, r#""/locks/list""#);
    assert_eq!(restarted.call(list).unwrap_err().status(), Some(503));
    assert_eq!(restarted.token().unwrap(), session.token);
    outage(&url, "");
    restarted.call(list).unwrap();
    assert!(restarted.health().is_none());
}

#[test]
fn a_keeper_rejects_an_expired_session() {
    let Some(url) = fake() else { return };
    // `.ci/seam-fake.mjs` has created it, and the fake returns it again.
    let keeper = SessionKeeper::new(
        client(&url, Credential::publishable_key(PUBLISHABLE_KEY)),
        "user_of_the_expired_session",
    );
    let error = keeper.token().unwrap_err();
    assert!(error.to_string().contains("has already expired"), "{error}");
}

#[test]
fn a_session_is_created_once_for_a_user() {
    let Some(url) = fake() else { return };
    for credential in workspace_credentials() {
        let seam = client(&url, credential);
        let user = new_user();
        let request = || Create::new().user_identifier_key(&user).connected_account_ids(&["a"]);
        let made = seam.client_sessions().create(request()).unwrap();
        assert_eq!(made.user_identifier_key.as_deref(), Some(user.as_str()));
        assert_eq!(made.connected_account_ids, ["a"]);
        let error = refused(seam.client_sessions().create(request()));
        assert_eq!(error.status(), 400);
        assert_eq!(error.error_type(), Some("client_session_token_already_exists"));
    }
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let request = Create::new().user_identifier_key("jane").connected_account_ids(&["a"]);
    let error = kiosk.client_sessions().create(request).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)), "{error:?}");
    let header = format!("seam-publishable-key: {PUBLISHABLE_KEY}");
    let body = r#"{"user_identifier_key":"jane","connected_account_ids":["a"]}"#;
    let (_, response) = post(&url, "/client_sessions/create", &header, body);
    assert_eq!(response["error"]["type"], "publishable_keys_must_create_empty_client_sessions");
}

#[test]
fn each_permitted_credential_can_get_a_session() {
    let Some(url) = fake() else { return };
    let kiosk = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    let user = new_user();
    let session = session_for(&kiosk, &user);
    for credential in workspace_credentials() {
        let seam = client(&url, credential);
        let get = |request| seam.client_sessions().get(request);
        assert_eq!(get(Get::new().client_session_id(&session.client_session_id)).unwrap(), session);
        assert_eq!(get(Get::new().user_identifier_key(&user)).unwrap(), session);
        let error = refused(get(Get::new().user_identifier_key(&new_user())));
        assert_eq!((error.status(), error.error_type()), (404, Some("client_session_not_found")));
    }
    let jane = client(&url, Credential::client_session_token(session.token.clone()));
    assert_eq!(jane.client_sessions().get(Get::new()).unwrap(), session);
    let error = refused(kiosk.client_sessions().get(Get::new()));
    assert_eq!((error.status(), error.error_type()), (401, Some("unauthorized")));
}

#[test]
fn expired_and_unknown_tokens_have_different_errors() {
    let Some(url) = fake() else { return };
    // If an endpoint accepts several credentials, the fake's error is that of the last one that it tried; an endpoint
    // that accepts only sessions returns theirs. `.ci/seam-fake.mjs` has created the expired one.
    const FOR_SESSIONS_ALONE: &str = "/internal/phone/user_identities/list_endpoints";
    for (token, kind) in [
        ("seam_cst1_expired", "client_session_expired"),
        ("seam_cst1_unknown", "client_session_not_found"),
    ] {
        let seam = client(&url, Credential::client_session_token(token));
        for (error, kind) in [
            (refused(seam.call_json(FOR_SESSIONS_ALONE, "{}")), kind),
            (
                refused(seam.client_sessions().get(Get::new())),
                "client_session_token_used_for_api_key",
            ),
        ] {
            assert_eq!((error.status(), error.error_type()), (401, Some(kind)), "{error}");
            assert!(error.request_id().unwrap().starts_with("request"));
        }
    }
}

#[test]
fn an_unknown_publishable_key_is_a_typed_error() {
    let Some(url) = fake() else { return };
    let error = refusal(&client(&url, Credential::publishable_key("seam_pk1_unknown")));
    assert_eq!(error.status(), 400);
    assert_eq!(error.error_type(), Some("workspace_not_found"));
    assert_eq!(error.message(), "Cannot find workspace associated with this publishable_key");
    assert!(error.request_id().unwrap().starts_with("request"));
}

#[test]
fn an_api_key_that_the_fake_rejects_here_is_a_typed_error() {
    let Some(url) = fake() else { return };
    let error = refusal(&client(&url, Credential::api_key("seam_apikey1_token")));
    assert_eq!(error.status(), 400);
    assert_eq!(error.error_type(), Some("publishable_key_header_required"));
    assert!(error.request_id().unwrap().starts_with("request"));
}

/// Seam's fake also refuses what the client refuses without calling.
#[test]
fn the_clients_publishable_key_rules_match_seams() {
    let Some(url) = fake() else { return };
    let seam = client(&url, Credential::publishable_key(PUBLISHABLE_KEY));
    for (request, body, kind) in [
        (GetOrCreate::new(), "{}", "publishable_key_requires_user_identifier_key"),
        (
            GetOrCreate::new().user_identifier_key("jane").connect_webview_ids(&[]),
            r#"{"user_identifier_key":"jane","connect_webview_ids":[]}"#,
            "publishable_keys_must_create_empty_client_sessions",
        ),
        (
            GetOrCreate::new().user_identifier_key("jane").connected_account_ids(&["a"]),
            r#"{"user_identifier_key":"jane","connected_account_ids":["a"]}"#,
            "publishable_keys_must_create_empty_client_sessions",
        ),
    ] {
        let error = seam.client_sessions().get_or_create(request).unwrap_err();
        assert!(matches!(error, Error::Invalid(_)), "{error:?}");
        let header = format!("seam-publishable-key: {PUBLISHABLE_KEY}");
        let (_, response) = post(&url, "/client_sessions/get_or_create", &header, body);
        assert_eq!(response["error"]["type"], kind);
    }
}

/// Sets the outcome of an action. By default, actions succeed at once in the fake.
fn update(url: &str, attempt: &ActionAttempt, rest: &str) {
    let id = &attempt.action_attempt_id;
    let body = format!(r#"{{"action_attempt_id":"{id}",{rest}}}"#);
    let (status, response) = post(url, "/_fake/update_action_attempt", "x-test: 1", &body);
    assert_eq!(status, 200, "{response}");
}

fn unended(result: Result<ActionAttempt, Error>) -> ActionError {
    match result.unwrap_err() {
        Error::Action(error) => *error,
        error => panic!("{error:?}"),
    }
}

/// The test cases of Seam's Python SDK.
#[test]
fn waiting_for_an_action_behaves_like_seams_sdks() {
    const PENDING: &str = r#""status":"pending""#;
    const SUCCESS: &str = r#""status":"success","result":{"was_confirmed_by_device":true}"#;
    const FAILED: &str =
        r#""status":"error","error":{"type":"device_offline","message":"The lock is offline"}"#;
    let (time, moment) = (Duration::from_secs(60), Duration::from_millis(100));

    let Some(url) = fake() else { return };
    let _alone = OUTAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let [key, _] = workspace_credentials();
    let builder = Seam::builder(key.unwrap()).endpoint(&url);
    let seam = builder.clone().wait_timeout(time).build().unwrap();
    // Other tests use up the events of the other doors.
    let lock = locks::LockDoor::new("schlage_device_id");

    // Waiting is on by default, and for one call of a client for which it is off.
    assert_eq!(seam.run(&lock).unwrap().status, status::SUCCESS);
    let off = builder.wait_timeout(Duration::ZERO).build().unwrap();
    assert!(unended(off.run(&lock)).is_pending());
    assert_eq!(off.run_within(&lock, time).unwrap().status, status::SUCCESS);

    // Waiting is off: the plain call.
    let attempt = seam.locks().lock_door(lock).unwrap();
    assert_eq!(attempt.status, status::PENDING);
    update(&url, &attempt, PENDING);
    let got = seam.action_attempts().get(action_attempts::Get::new(&attempt.action_attempt_id));
    assert_eq!(got.unwrap().status, status::PENDING);

    // The attempt stays pending: the error has it.
    let pending = unended(seam.wait_within(attempt, moment));
    assert!(pending.is_pending());
    let attempt = pending.attempt();

    // The attempt succeeds before the wait, or during it.
    update(&url, attempt, SUCCESS);
    let done = seam.wait(attempt.clone()).unwrap();
    assert_eq!(done.action_attempt_id, attempt.action_attempt_id);
    assert_eq!(done.result.read().unwrap().unwrap().was_confirmed_by_device, Some(true));
    update(&url, attempt, PENDING);
    let done = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| seam.wait(attempt.clone()));
        update(&url, attempt, SUCCESS);
        waiting.join().unwrap()
    });
    assert_eq!(done.unwrap().status, status::SUCCESS);

    // The attempt failed.
    update(&url, attempt, FAILED);
    let failed = unended(seam.wait(attempt.clone()));
    assert!(!failed.is_pending());
    assert_eq!(failed.error_type(), Some("device_offline"));
    assert_eq!(failed.message(), "The lock is offline");
    assert_eq!(failed.attempt().action_attempt_id, attempt.action_attempt_id);

    // The wait continues through an outage of the polled endpoint.
    update(&url, attempt, SUCCESS);
    outage(&url, r#""/action_attempts/get""#);
    let error = unended(off.wait_within(attempt.clone(), moment));
    assert!(error.is_pending() && error.source().is_some());
    let done = std::thread::scope(|scope| {
        let waiting = scope.spawn(|| seam.wait(attempt.clone()));
        outage(&url, "");
        waiting.join().unwrap()
    });
    assert_eq!(done.unwrap().status, status::SUCCESS);

    // An attempt that Seam does not know.
    let mut unknown = attempt.clone();
    unknown.action_attempt_id = "unknown".to_owned();
    let error = unended(seam.wait(unknown));
    assert!(error.source().unwrap().to_string().contains("action_attempt_not_found"));
}

/// Calls with the typed methods, and records the endpoints.
struct Calls {
    seam: Seam,
    called: BTreeSet<&'static str>,
}

impl Calls {
    fn call<E: Endpoint, T>(
        &mut self,
        request: E,
        method: impl FnOnce(&Seam, E) -> Result<T, Error>,
    ) -> T {
        self.called.insert(E::PATH);
        method(&self.seam, request).unwrap_or_else(|error| panic!("{}: {error:?}", E::PATH))
    }

    /// Calls twice, and compares the typed response with the JSON.
    fn read<E: Endpoint + Copy>(
        &mut self,
        request: E,
        method: impl FnOnce(&Seam, E) -> Result<E::Response, Error>,
    ) -> E::Response
    where
        E::Response: Debug + PartialEq,
    {
        let response = self.call(request, method);
        let json = self.seam.call_as(&request, |json, _| Ok(json.to_owned())).unwrap();
        assert_eq!(request.read(&json).unwrap(), response, "{}", E::PATH);
        let read = |json: &str, other: &str| {
            let read = |json: &str| request.read(json).map_err(|error| format!("{error:?}"));
            let one = read(json)?;
            Ok((format!("{one:?}"), read(other).is_ok_and(|other| one == other)))
        };
        let at = shown::step("", E::RESPONSE_KEY.unwrap());
        let json: Value = serde_json::from_str(&json).unwrap();
        let compared = shown::compare(&json, &at, Kinds::Tolerated, true, &read);
        assert!(compared.wrong.is_empty(), "{}: {:#?}", E::PATH, compared.wrong);
        response
    }

    /// Makes a call that the fake does not support, or supports in an old form. If it fails in another way or succeeds,
    /// this entry is out of date.
    fn fails<E: Endpoint, T: Debug>(
        &mut self,
        request: E,
        how: &str,
        method: impl FnOnce(&Seam, E) -> Result<T, Error>,
    ) {
        self.called.insert(E::PATH);
        let error = method(&self.seam, request).unwrap_err();
        assert!(error.to_string().contains(how), "{}: {error}", E::PATH);
    }
}

/// Calls all documented endpoints of the fake with the typed methods.
#[test]
fn the_typed_methods_call_every_endpoint_of_the_fake() {
    let Some(url) = fake() else { return };
    let _alone = OUTAGE.lock().unwrap_or_else(PoisonError::into_inner);
    let seam = Seam::builder(Credential::api_key("seam_apikey1_token").unwrap());
    let seam = seam.endpoint(&url).retries(0).build().unwrap();
    let mut calls = Calls { seam, called: BTreeSet::new() };

    let (lock, sensor, thermostat) = ("august_device_1", "minut_device_1", "ecobee_device_1");
    go_through_pages(&calls.seam);
    call_devices(&mut calls, lock);
    call_access_codes(&mut calls, lock);
    call_noise_sensors(&mut calls, sensor);
    call_thermostats(&mut calls, thermostat);
    call_access_control(&mut calls);
    call_accounts(&mut calls);
    call_workspaces(&mut calls, &url);
    call_client_sessions(&mut calls, &url);

    // For a path that it does not have, it sends 404 without an error object.
    let has = |path: &str| post(&url, path, "x-test: 1", "{}").1 != 404;
    let fakes: BTreeSet<_> =
        typed::ALL.iter().map(|(path, _)| *path).filter(|path| has(path)).collect();
    assert_eq!(calls.called, fakes);
    assert_eq!(fakes.len(), 71);
}

/// Paged lists, and those that the fake does not page.
fn go_through_pages(seam: &Seam) {
    let ids = |devices: Vec<devices::Device>| -> Vec<String> {
        devices.into_iter().map(|device| device.device_id).collect()
    };
    let all = |request| ids(seam.devices().pages(request).collect::<Result<_, _>>().unwrap());
    let list = devices::List::new();
    let whole = ids(seam.devices().list(list).unwrap());
    assert!(whole.len() > 3, "{whole:?}");
    assert_eq!(all(list), whole);
    for limit in 1..4 {
        assert_eq!(all(list.limit(limit)), whole);
    }

    let mut pages = seam.devices().pages(list.limit(1));
    let first = ids(pages.page().unwrap().unwrap().items);
    let cursor = pages.cursor().unwrap().to_owned();
    assert_eq!([first, all(list.limit(1).page_cursor(&cursor))].concat(), whole);
    // A cursor is valid only for the request that it came from.
    let other = seam.devices().pages(list.limit(2).page_cursor(&cursor)).next().unwrap();
    assert_eq!(refused(other).status(), 400);

    // The fake has no pages and no limit for these.
    let whole = ids(seam.locks().list(locks::List::new()).unwrap());
    assert!(whole.len() > 1, "{whole:?}");
    let pages = seam.locks().pages(locks::List::new().limit(1)).collect::<Result<_, _>>();
    assert_eq!(ids(pages.unwrap()), whole);
}

// A device's earlier field, and an earlier endpoint.
#[allow(deprecated)]
fn call_devices(calls: &mut Calls, id: &str) {
    let all = calls.read(devices::List::new(), |seam, it| seam.devices().list(it));
    assert!(all.iter().any(|device| device.device_id == id));
    let ids = [id];
    let one = devices::List::new().device_ids(&ids).device_type(locks::device_type::AUGUST_LOCK);
    assert_eq!(calls.read(one, |seam, it| seam.devices().list(it)).len(), 1);
    let get = devices::Get::new().device_id(id);
    let device = calls.read(get, |seam, it| seam.devices().get(it));
    assert_eq!((device.device_id.as_str(), device.device_type.as_str()), (id, "august_lock"));
    assert_eq!(device.properties.battery.unwrap().level, 1.0);
    calls.call(devices::Update::new(id).name("Gate"), |seam, it| seam.devices().update(it));
    assert_eq!(
        calls.read(get, |seam, it| seam.devices().get(it)).properties.name.as_deref(),
        Some("Gate")
    );
    let providers = devices::ListDeviceProviders::new();
    assert!(!calls.read(providers, |seam, it| seam.devices().list_device_providers(it)).is_empty());

    let other = "august_device_2";
    calls.call(devices::Update::new(other).is_managed(false), |seam, it| seam.devices().update(it));
    let list = devices::unmanaged::List::new();
    assert_eq!(calls.read(list, |seam, it| seam.devices().unmanaged().list(it)).len(), 1);
    let get = devices::unmanaged::Get::new().device_id(other);
    assert_eq!(calls.read(get, |seam, it| seam.devices().unmanaged().get(it)).device_id, other);
    let update = devices::unmanaged::Update::new(other).is_managed(true);
    calls.call(update, |seam, it| seam.devices().unmanaged().update(it));

    assert!(!calls.read(locks::List::new(), |seam, it| seam.locks().list(it)).is_empty());
    let lock = calls.read(locks::Get::new().device_id(id), |seam, it| seam.locks().get(it));
    assert_eq!(lock.device_id, id);
    let attempt = calls.call(locks::UnlockDoor::new(id), |seam, it| seam.locks().unlock_door(it));
    assert_eq!(attempt.action_type, "UNLOCK_DOOR");
    calls.call(locks::LockDoor::new(id), |seam, it| seam.locks().lock_door(it));
    let get = action_attempts::Get::new(&attempt.action_attempt_id);
    let done = calls.read(get, |seam, it| seam.action_attempts().get(it));
    assert_eq!(done.status, status::SUCCESS);
    let ids = [attempt.action_attempt_id.as_str()];
    let list = action_attempts::List::new().action_attempt_ids(&ids);
    assert_eq!(calls.read(list, |seam, it| seam.action_attempts().list(it)).len(), 1);

    let list = events::List::new().since("2020-01-01T00:00:00.000Z");
    let events = calls.read(list, |seam, it| seam.events().list(it));
    let unlocked = events.iter().find(|event| event.event_type == "lock.unlocked").unwrap();
    assert_eq!(unlocked.device_id.as_deref(), Some(id));
    let get = events::Get::new().event_id(&unlocked.event_id);
    assert_eq!(calls.read(get, |seam, it| seam.events().get(it)), *unlocked);
}

fn call_access_codes(calls: &mut Calls, device: &str) {
    let create = access_codes::Create::new(device).name("Jane").code("1234");
    let code = calls.call(create, |seam, it| seam.access_codes().create(it));
    assert_eq!(code.code.as_ref().unwrap().expose(), "1234");
    let id = code.access_code_id.as_str();
    let create = access_codes::Create::new(device)
        .starts_at("2027-01-01T00:00:00.000Z")
        .ends_at("2027-01-02T00:00:00.000Z")
        .use_backup_access_code_pool(true);
    let guest = calls.call(create, |seam, it| seam.access_codes().create(it));
    assert_eq!(guest.ends_at.as_deref(), Some("2027-01-02T00:00:00.000Z"));
    let pull = access_codes::PullBackupAccessCode::new(&guest.access_code_id);
    calls.call(pull, |seam, it| seam.access_codes().pull_backup_access_code(it));
    let devices = [device, "august_device_2"];
    let create = access_codes::CreateMultiple::new(&devices).name("Team");
    assert_eq!(calls.call(create, |seam, it| seam.access_codes().create_multiple(it)).len(), 2);

    let get = access_codes::Get::new().access_code_id(id);
    assert_eq!(calls.read(get, |seam, it| seam.access_codes().get(it)).access_code_id, id);
    let list = access_codes::List::new().device_id(device);
    assert!(calls.read(list, |seam, it| seam.access_codes().list(it)).len() >= 3);
    let generate = access_codes::GenerateCode::new(device);
    let generated = calls.call(generate, |seam, it| seam.access_codes().generate_code(it));
    assert!(!generated.code.expose().is_empty());
    let update = access_codes::Update::new(id).name("June");
    let attempt = calls.call(update, |seam, it| seam.access_codes().update(it));
    assert_eq!(attempt.unwrap().action_type, "UPDATE_ACCESS_CODE");
    assert_eq!(
        calls.read(get, |seam, it| seam.access_codes().get(it)).name.as_deref(),
        Some("June")
    );

    let simulate = access_codes::simulate::CreateUnmanagedAccessCode::new(device, "Old", "9999");
    let old = calls
        .call(simulate, |seam, it| seam.access_codes().simulate().create_unmanaged_access_code(it));
    let list = access_codes::unmanaged::List::new(device);
    assert_eq!(calls.read(list, |seam, it| seam.access_codes().unmanaged().list(it)).len(), 1);
    let update = access_codes::unmanaged::Update::new(&old.access_code_id, true);
    calls.call(update, |seam, it| seam.access_codes().unmanaged().update(it));

    let delete = access_codes::Delete::new(id);
    let attempt = calls.call(delete, |seam, it| seam.access_codes().delete(it));
    assert_eq!(attempt.unwrap().action_type, "DELETE_ACCESS_CODE");
    // It is deleted already: 404 is an error. Only on a retry it means success.
    calls.fails(delete, "access_code_not_found", |seam, it| seam.access_codes().delete(it));
}

fn call_noise_sensors(calls: &mut Calls, device: &str) {
    use noise_sensors::noise_thresholds::{Create, Delete, Get, List, Update};
    let create =
        Create::new(device, "22:00:00[America/Los_Angeles]", "23:00:00[America/Los_Angeles]");
    let create = create.name("Night").noise_threshold_decibels(50.0);
    let threshold =
        calls.call(create, |seam, it| seam.noise_sensors().noise_thresholds().create(it));
    assert_eq!(threshold.noise_threshold_decibels, 50.0);
    let id = threshold.noise_threshold_id.as_str();
    let list =
        calls.read(List::new(device), |seam, it| seam.noise_sensors().noise_thresholds().list(it));
    assert!(list.contains(&threshold));
    let update = Update::new(id, device).name("Late");
    calls.call(update, |seam, it| seam.noise_sensors().noise_thresholds().update(it));
    let got = calls.read(Get::new(id), |seam, it| seam.noise_sensors().noise_thresholds().get(it));
    assert_eq!(got.name, "Late");
    calls.call(Delete::new(id, device), |seam, it| {
        seam.noise_sensors().noise_thresholds().delete(it)
    });
}

fn call_thermostats(calls: &mut Calls, id: &str) {
    use thermostats::{Cool, Heat, HeatCool, List, Off, SetFanMode};
    let heat = Heat::new(id).heating_set_point_celsius(20);
    calls.call(heat, |seam, it| seam.thermostats().heat(it));
    let cool = Cool::new(id).cooling_set_point_celsius(25.5);
    calls.call(cool, |seam, it| seam.thermostats().cool(it));
    let both = HeatCool::new(id).heating_set_point_celsius(18).cooling_set_point_celsius(25);
    calls.call(both, |seam, it| seam.thermostats().heat_cool(it));
    calls.call(Off::new(id), |seam, it| seam.thermostats().off(it));
    let fan = SetFanMode::new(id).fan_mode_setting(thermostats::fan_mode_setting::ON);
    let attempt = calls.call(fan, |seam, it| seam.thermostats().set_fan_mode(it));
    assert_eq!(attempt.action_type, "SET_FAN_MODE");
    // Their key used to be `thermostats`.
    calls.fails(List::new(), "devices is missing", |seam, it| seam.thermostats().list(it));
}

fn call_access_control(calls: &mut Calls) {
    let systems = calls.read(acs::systems::List::new(), |seam, it| seam.acs().systems().list(it));
    let system = "visionline_acs_system_1";
    assert!(systems.iter().any(|one| one.acs_system_id == system));
    let get = acs::systems::Get::new(system);
    assert_eq!(calls.read(get, |seam, it| seam.acs().systems().get(it)).acs_system_id, system);

    let create = acs::users::Create::new("Jane Doe", system);
    let user = calls.call(create, |seam, it| seam.acs().users().create(it));
    let id = user.acs_user_id.as_str();
    let update = acs::users::Update::new().acs_user_id(id).full_name("Jane Roe");
    calls.call(update, |seam, it| seam.acs().users().update(it));
    let get = acs::users::Get::new().acs_user_id(id);
    let got = calls.read(get, |seam, it| seam.acs().users().get(it));
    assert_eq!(got.full_name.as_deref(), Some("Jane Roe"));
    let list = acs::users::List::new().acs_system_id(system);
    assert!(calls.read(list, |seam, it| seam.acs().users().list(it)).contains(&got));
    let suspend = acs::users::Suspend::new().acs_user_id(id);
    calls.call(suspend, |seam, it| seam.acs().users().suspend(it));
    assert_eq!(calls.read(get, |seam, it| seam.acs().users().get(it)).is_suspended, Some(true));
    let unsuspend = acs::users::Unsuspend::new().acs_user_id(id);
    calls.call(unsuspend, |seam, it| seam.acs().users().unsuspend(it));
    // `.ci/seam-fake.mjs` has created it.
    let group = "acs_access_group1";
    let add = acs::users::AddToAccessGroup::new(id, group);
    calls.call(add, |seam, it| seam.acs().users().add_to_access_group(it));
    let remove = acs::users::RemoveFromAccessGroup::new(group).acs_user_id(id);
    calls.call(remove, |seam, it| seam.acs().users().remove_from_access_group(it));

    let entrances =
        calls.read(acs::entrances::List::new(), |seam, it| seam.acs().entrances().list(it));
    // `.ci/seam-fake.mjs` has created it.
    let entrance = entrances.first().expect("an entrance");
    let door = entrance.visionline_metadata.read().unwrap().unwrap();
    assert_eq!(door.door_name.as_deref(), Some("Lobby"));
    let get = acs::entrances::Get::new(&entrance.acs_entrance_id);
    assert_eq!(calls.read(get, |seam, it| seam.acs().entrances().get(it)), *entrance);
    let grant = acs::entrances::GrantAccess::new(&entrance.acs_entrance_id).acs_user_id(id);
    calls.call(grant, |seam, it| seam.acs().entrances().grant_access(it));

    let create = user_identities::Create::new().full_name("Jane");
    calls.fails(create, "500", |seam, it| seam.user_identities().create(it));
    let uuid = "5e297cfe-23df-4638-bb87-08c4f0f8233b";
    let add = user_identities::AddAcsUser::new(uuid).user_identity_id(uuid);
    calls.fails(add, "500", |seam, it| seam.user_identities().add_acs_user(it));
    calls.call(acs::users::Delete::new().acs_user_id(id), |seam, it| seam.acs().users().delete(it));
}

fn call_accounts(calls: &mut Calls) {
    let create = connect_webviews::Create::new().accepted_providers(&["august"]);
    let webview = calls.call(create, |seam, it| seam.connect_webviews().create(it));
    assert!(webview.url.expose().starts_with("http"));
    let id = webview.connect_webview_id.as_str();
    let get = connect_webviews::Get::new(id);
    assert_eq!(calls.read(get, |seam, it| seam.connect_webviews().get(it)), webview);
    let list = connect_webviews::List::new();
    assert!(calls.read(list, |seam, it| seam.connect_webviews().list(it)).contains(&webview));

    let list = connected_accounts::List::new();
    let accounts = calls.read(list, |seam, it| seam.connected_accounts().list(it));
    let id = "john_connected_account_id";
    assert!(accounts.iter().any(|account| account.connected_account_id == id));
    let update = connected_accounts::Update::new(id).automatically_manage_new_devices(true);
    let updated = calls.call(update, |seam, it| seam.connected_accounts().update(it));
    assert!(updated.unwrap().automatically_manage_new_devices);
    let get = connected_accounts::Get::new().connected_account_id(id);
    assert_eq!(
        calls.read(get, |seam, it| seam.connected_accounts().get(it)).connected_account_id,
        id
    );
    let delete = connected_accounts::Delete::new(id);
    calls.call(delete, |seam, it| seam.connected_accounts().delete(it));
    calls.fails(get, "connected_account_not_found", |seam, it| seam.connected_accounts().get(it));

    let create = webhooks::Create::new("https://example.com/seam");
    let webhook = calls.call(create, |seam, it| seam.webhooks().create(it));
    let id = webhook.webhook_id.as_str();
    assert_eq!(calls.read(webhooks::Get::new(id), |seam, it| seam.webhooks().get(it)), webhook);
    let list = calls.read(webhooks::List::new(), |seam, it| seam.webhooks().list(it));
    assert!(list.contains(&webhook));
    calls.call(webhooks::Delete::new(id), |seam, it| seam.webhooks().delete(it));
}

fn call_workspaces(calls: &mut Calls, url: &str) {
    let got = calls.read(workspaces::Get::new(), |seam, it| seam.workspaces().get(it));
    assert_eq!(got.workspace_id, "seed_workspace_1");
    let [_, token] = workspace_credentials();
    let person = client(url, token);
    let create = workspaces::Create::new("New").company_name("Acme").is_sandbox(true);
    // The fake requires the earlier name of `company_name`.
    calls.fails(create, "connect_partner_name is required", |_, it| person.workspaces().create(it));
    #[allow(deprecated)]
    let create = create.connect_partner_name("Acme");
    let made = calls.call(create, |_, it| person.workspaces().create(it));
    assert_eq!((made.name.as_str(), made.is_sandbox), ("New", true));
    let list = calls.call(workspaces::List::new(), |_, it| person.workspaces().list(it));
    assert!(list.iter().any(|one| one.workspace_id == "seed_workspace_1"));
    // `.ci/seam-fake.mjs` has created it: deleting it by its key deletes everything in it.
    let other = client(url, Credential::api_key("seam_apikeyother_token"));
    let reset = workspaces::ResetSandbox::new();
    let attempt = calls.call(reset, |_, it| other.workspaces().reset_sandbox(it));
    assert_eq!(attempt.action_type, "RESET_SANDBOX_WORKSPACE");
}

fn call_client_sessions(calls: &mut Calls, url: &str) {
    let user = new_user();
    let create = Create::new().user_identifier_key(&user);
    let session = calls.call(create, |seam, it| seam.client_sessions().create(it));
    let get = Get::new().user_identifier_key(&user);
    assert_eq!(calls.read(get, |seam, it| seam.client_sessions().get(it)), session);
    let kiosk = client(url, Credential::publishable_key(PUBLISHABLE_KEY));
    let found = GetOrCreate::new().user_identifier_key(&user);
    let found = calls.call(found, |_, it| kiosk.client_sessions().get_or_create(it));
    assert_eq!(found.client_session_id, session.client_session_id);
}
