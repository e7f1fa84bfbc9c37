//! The fake Seam of the tests and the examples behaves as Seam does, and deterministically.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use crate::support;

use seam_client::{
    Credential, Error, Seam, access_codes, action_attempts, connect_webviews, devices, events,
    locks, thermostats,
};
use serde_json::{Value, json};
use support::fake_seam::endpoints::{Callers, ENDPOINTS};
use support::fake_seam::{
    API_KEY, CLIMATE_ACCOUNT, FRONT_DOOR, FakeSeam, LOCKS_ACCOUNT, OFFLINE_DOOR, PUBLISHABLE_KEY,
    THERMOSTAT,
};

fn client(fake: &FakeSeam, credential: Result<Credential, Error>) -> Seam {
    Seam::builder(credential.unwrap()).endpoint(fake.url()).build().unwrap()
}

fn office(fake: &FakeSeam) -> Seam {
    client(fake, Credential::api_key(API_KEY))
}

fn call(seam: &Seam, path: &str, parameters: Value) -> Value {
    serde_json::from_str(&seam.call_json(path, &parameters.to_string()).unwrap()).unwrap()
}

/// An error's status and type, and what is wrong with which parameters.
fn refused(seam: &Seam, path: &str, parameters: Value) -> (u16, String, Vec<String>) {
    let Err(Error::Api(error)) = seam.call_json(path, &parameters.to_string()) else {
        panic!("{path} takes {parameters}");
    };
    let kind = error.error_type().unwrap().to_owned();
    (error.status(), kind, error.validation_errors().iter().map(ToString::to_string).collect())
}

/// The values of this field in the items of a list.
fn each<'a>(list: &'a Value, name: &str) -> Vec<&'a str> {
    list.as_array().unwrap().iter().map(|item| item[name].as_str().unwrap()).collect()
}

/// Parameters that Seam accepts and does not document.
const UNDOCUMENTED: [&str; 4] = ["device_selection_mode", "exclude_if", "include_if", "sync"];

#[test]
fn each_fake_endpoint_takes_the_described_parameters_and_callers() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/api/description.json");
    let description: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    for (path, callers, takes, _) in ENDPOINTS {
        let endpoint = &description["endpoints"][path];
        let may =
            |credential: &str| endpoint["callers"].as_array().unwrap().contains(&json!(credential));
        assert!(may("api_key"), "{path}");
        assert_eq!(may("client_session"), matches!(callers, Callers::User), "{path}");
        assert_eq!(may("publishable_key"), matches!(callers, Callers::Kiosk), "{path}");

        let mut described = endpoint["parameters"].as_object().unwrap().clone();
        for taken in takes.iter().flat_map(|some| some.split_whitespace()) {
            let (name, kind) = taken.split_once(':').unwrap_or((taken, "text"));
            let name = name.trim_end_matches(['!', '?', '+']);
            let Some(parameter) = described.remove(name) else {
                assert!(UNDOCUMENTED.contains(&name), "{path} {name}");
                continue;
            };
            assert_eq!(parameter["required"] == true, taken.contains('!'), "{path} {name}");
            assert_eq!(parameter["nullable"] == true, taken.contains('?'), "{path} {name}");
            let described = match parameter["type"].as_str().unwrap() {
                "uuid" | "text" | "time" => "text",
                "object" | "map" => "map",
                "whole" | "number" => "number",
                other => other,
            };
            let is_text = !["bool", "number", "list", "map"].contains(&kind);
            assert_eq!(described, if is_text { "text" } else { kind }, "{path} {name}");
        }
        assert!(described.is_empty(), "{path} takes no {described:?}");
    }
}

#[test]
fn missing_unknown_and_mistyped_parameters_are_rejected() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let id = || json!(FRONT_DOOR);
    for (path, parameters, problem) in [
        ("/locks/unlock_door", json!({}), "device_id: Required"),
        (
            "/locks/unlock_door",
            json!({ "device_id": 1 }),
            "device_id: Expected string, received number",
        ),
        (
            "/locks/unlock_door",
            json!({ "device_id": id(), "lock_id": id() }),
            "request: Unrecognized key(s) in object: 'lock_id'",
        ),
        (
            "/devices/list",
            json!({ "device_ids": FRONT_DOOR }),
            "device_ids: Expected array, received string",
        ),
        ("/devices/list", json!({ "limit": null }), "limit: Expected number, received null"),
        (
            "/devices/list",
            json!({ "limit": 0 }),
            "limit: Number must be greater than or equal to 1",
        ),
        ("/devices/list", json!({ "page_cursor": "a" }), "page_cursor: Invalid page cursor"),
        ("/devices/list", json!({ "created_before": "today" }), "created_before: Invalid date"),
        (
            "/devices/update",
            json!({ "device_id": id(), "custom_metadata": "a" }),
            "custom_metadata: Expected object, received string",
        ),
        ("/devices/get", json!({}), "request: Must specify either device_id or name"),
        (
            "/thermostats/heat",
            json!({ "device_id": THERMOSTAT }),
            "request: Must specify either heating_set_point_celsius or heating_set_point_fahrenheit",
        ),
        (
            "/events/list",
            json!({ "between": ["2025-06-15T00:00:00Z"] }),
            "between: Array must contain exactly 2 element(s)",
        ),
        ("/access_codes/get", json!({ "device_id": id() }), "code: Required"),
        ("/events/list", json!({}), "request: Must specify either since or between"),
        (
            "/access_codes/create",
            json!({ "device_id": id(), "code": "12a4" }),
            "code: Must only contain digits",
        ),
        (
            "/thermostats/set_fan_mode",
            json!({ "device_id": THERMOSTAT, "fan_mode_setting": "off" }),
            "fan_mode_setting: Invalid enum value. Expected 'auto' | 'on' | 'circulate', received 'off'",
        ),
        (
            "/thermostats/set_hvac_mode",
            json!({ "device_id": THERMOSTAT, "hvac_mode_setting": "heat", "cooling_set_point_celsius": 20 }),
            "cooling_set_point_celsius: No set point of this kind in mode 'heat'",
        ),
    ] {
        let refusal = (400, "invalid_input".to_owned(), vec![problem.to_owned()]);
        assert_eq!(refused(&seam, path, parameters), refusal);
    }
}

#[test]
fn a_credential_reaches_only_its_own_endpoints_and_devices() {
    let fake = FakeSeam::start();
    let office = office(&fake);
    let kiosk = client(&fake, Credential::publishable_key(PUBLISHABLE_KEY));
    let jane = kiosk.with_session_for("jane").unwrap();
    let unauthorized = (401, "unauthorized".to_owned(), vec![]);
    assert_eq!(refused(&kiosk, "/devices/list", json!({})), unauthorized);
    assert_eq!(refused(&jane, "/action_attempts/list", json!({})), unauthorized);

    // Jane has no account, and sees the locks.
    let devices = |seam| call(seam, "/devices/list", json!({}))["devices"].clone();
    assert_eq!(each(&devices(&office), "device_id"), [FRONT_DOOR, OFFLINE_DOOR, THERMOSTAT]);
    assert_eq!(each(&devices(&jane), "device_id"), [FRONT_DOOR, OFFLINE_DOOR]);
    let heat = json!({ "device_id": THERMOSTAT, "heating_set_point_celsius": 20.5 });
    let unseen = (404, "device_not_found".to_owned(), vec![]);
    assert_eq!(refused(&jane, "/thermostats/heat", heat.clone()), unseen);
    let since = json!({ "since": "2025-06-15T00:00:00Z" });
    let accounts = |seam| {
        let events = call(seam, "/events/list", since.clone());
        each(&events["events"], "connected_account_id").join(" ")
    };
    assert!(accounts(&office).contains(CLIMATE_ACCOUNT));
    assert!(!accounts(&jane).contains(CLIMATE_ACCOUNT));

    // A user with an account sees what belongs to it.
    let joan = json!({ "user_identifier_key": "joan", "connected_account_ids": [CLIMATE_ACCOUNT] });
    let joan = call(&office, "/client_sessions/get_or_create", joan);
    let token = joan["client_session"]["token"].as_str().unwrap();
    let joan = client(&fake, Credential::client_session_token(token));
    assert_eq!(each(&devices(&joan), "device_id"), [THERMOSTAT]);

    // Jane connects that account too; John does not.
    let john = kiosk.with_session_for("john").unwrap();
    let webview =
        call(&jane, "/connect_webviews/create", json!({ "custom_metadata": { "a": "b" } }));
    let id = &webview["connect_webview"]["connect_webview_id"];
    assert_eq!(webview["connect_webview"]["status"], "pending");
    fake.sign_in(id.as_str().unwrap());
    let webview = call(&jane, "/connect_webviews/get", json!({ "connect_webview_id": id }));
    assert_eq!(webview["connect_webview"]["status"], "authorized");
    assert_eq!(each(&devices(&jane), "device_id").last(), Some(&THERMOSTAT));
    let attempt = call(&jane, "/thermostats/heat", heat);
    let list = |seam, has| {
        let parameters = json!({ "custom_metadata_has": { "a": has } });
        call(seam, "/connect_webviews/list", parameters)["connect_webviews"].clone()
    };
    assert_eq!(list(&jane, "b").as_array().unwrap().len(), 1);
    assert_eq!(list(&jane, "c"), json!([]));
    assert_eq!(list(&john, "b"), json!([]));
    assert_eq!(each(&devices(&john), "device_id"), [FRONT_DOOR, OFFLINE_DOOR]);
    let attempt = json!({ "action_attempt_id": attempt["action_attempt"]["action_attempt_id"] });
    assert_eq!(call(&jane, "/action_attempts/get", attempt.clone())["ok"], true);
    assert_eq!(refused(&john, "/action_attempts/get", attempt).1, "action_attempt_not_found");
    let event =
        call(&office, "/events/get", json!({ "event_type": "connect_webview.login_succeeded" }));
    assert_eq!(event["event"]["connect_webview_id"], *id);

    let gone = || json!({ "connect_webview_id": id });
    assert_eq!(call(&office, "/connect_webviews/delete", gone()), json!({ "ok": true }));
    assert_eq!(refused(&jane, "/connect_webviews/get", gone()).1, "connect_webview_not_found");
}

#[test]
fn the_fakes_lists_support_pages_and_filters() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let mut ids = Vec::new();
    let mut cursor = Value::Null;
    for has_next_page in [true, true, false] {
        let page = call(&seam, "/devices/list", json!({ "limit": 1, "page_cursor": cursor }));
        ids.extend(each(&page["devices"], "device_id").into_iter().map(str::to_owned));
        assert_eq!(page["pagination"]["has_next_page"], has_next_page);
        assert_eq!(page["pagination"]["next_page_url"].is_string(), has_next_page);
        cursor = page["pagination"]["next_page_cursor"].clone();
    }
    assert_eq!(ids, [FRONT_DOOR, OFFLINE_DOOR, THERMOSTAT]);
    assert_eq!(cursor, Value::Null);

    let page = call(&seam, "/devices/list", json!({ "limit": 1 }));
    let other = json!({
        "limit": 1,
        "device_type": "august_lock",
        "page_cursor": page["pagination"]["next_page_cursor"],
    });
    assert_eq!(refused(&seam, "/devices/list", other).0, 400);

    for (parameters, expected) in [
        (json!({ "device_ids": [THERMOSTAT, FRONT_DOOR] }), &[FRONT_DOOR, THERMOSTAT][..]),
        (json!({ "connected_account_id": CLIMATE_ACCOUNT }), &[THERMOSTAT]),
        (json!({ "connected_account_ids": [LOCKS_ACCOUNT] }), &[FRONT_DOOR, OFFLINE_DOOR]),
        (json!({ "device_type": "ecobee_thermostat" }), &[THERMOSTAT]),
        (json!({ "device_types": ["august_lock"], "search": "cell" }), &[OFFLINE_DOOR]),
        (json!({ "manufacturer": "ecobee" }), &[THERMOSTAT]),
        (json!({ "created_before": "2025-06-01T09:00:00Z" }), &[]),
        (json!({ "space_id": "unknown" }), &[]),
    ] {
        let devices = call(&seam, "/devices/list", parameters);
        assert_eq!(each(&devices["devices"], "device_id"), expected);
    }
    for (path, key, expected) in [
        ("/locks/list", "locks", &[FRONT_DOOR, OFFLINE_DOOR][..]),
        ("/thermostats/list", "thermostats", &[THERMOSTAT]),
    ] {
        let response = call(&seam, path, json!({}));
        assert_eq!(each(&response[key], "device_id"), expected);
        assert_eq!(response, json!({ "devices": response[key], key: response[key], "ok": true }));
    }
}

#[test]
fn setting_a_devices_name_to_null_restores_its_own_name() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let device =
        || call(&seam, "/devices/get", json!({ "device_id": FRONT_DOOR }))["device"].clone();
    let update = |mut changes: Value| {
        changes["device_id"] = FRONT_DOOR.into();
        assert_eq!(call(&seam, "/devices/update", changes), json!({ "ok": true }));
    };
    let before = device();
    update(json!({ "name": "Main entrance", "custom_metadata": { "floor": "1", "wing": "A" } }));
    let renamed = call(&seam, "/locks/get", json!({ "name": "Main entrance" }));
    assert_eq!(renamed["lock"]["nickname"], "Main entrance");
    assert_eq!(renamed["lock"], renamed["device"]);
    update(json!({ "custom_metadata": { "floor": null } }));
    assert_eq!(device()["custom_metadata"], json!({ "wing": "A" }));
    assert_eq!(device()["display_name"], "Main entrance");
    update(json!({ "properties": { "name": null }, "custom_metadata": { "wing": null } }));
    assert_eq!(device(), before);
    update(json!({ "properties": { "name": "Main entrance" } }));
    assert_eq!(device()["nickname"], "Main entrance");
    update(json!({ "name": null }));
    assert_eq!(device(), before);

    update(json!({ "is_managed": false }));
    assert_eq!(refused(&seam, "/devices/get", json!({ "device_id": FRONT_DOOR })).0, 404);
}

#[test]
fn an_action_takes_its_time_and_changes_the_device() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    for (path, mut parameters, property, value, event) in [
        ("/locks/unlock_door", json!({}), "/locked", json!(false), Some("lock.unlocked")),
        ("/locks/lock_door", json!({}), "/locked", json!(true), Some("lock.locked")),
        (
            "/locks/configure_auto_lock",
            json!({ "auto_lock_enabled": true, "auto_lock_delay_seconds": 30 }),
            "/auto_lock_delay_seconds",
            json!(30),
            None,
        ),
        (
            "/thermostats/heat",
            json!({ "heating_set_point_celsius": 20 }),
            "/current_climate_setting/heating_set_point_fahrenheit",
            json!(68.0),
            None,
        ),
        (
            "/thermostats/heat_cool",
            json!({ "heating_set_point_celsius": 20, "cooling_set_point_fahrenheit": 77 }),
            "/current_climate_setting/cooling_set_point_celsius",
            json!(25.0),
            None,
        ),
        (
            "/thermostats/off",
            json!({}),
            "/current_climate_setting/hvac_mode_setting",
            json!("off"),
            None,
        ),
        (
            "/thermostats/set_fan_mode",
            json!({ "fan_mode_setting": "on" }),
            "/fan_mode_setting",
            json!("on"),
            None,
        ),
        (
            "/thermostats/set_hvac_mode",
            json!({ "hvac_mode_setting": "cool" }),
            "/current_climate_setting/hvac_mode_setting",
            json!("cool"),
            None,
        ),
    ] {
        let id = if path.starts_with("/locks") { FRONT_DOOR } else { THERMOSTAT };
        let device = || call(&seam, "/devices/get", json!({ "device_id": id }))["device"].clone();
        parameters["device_id"] = id.into();
        let attempt = call(&seam, path, parameters)["action_attempt"].clone();
        let attempt_id = json!({ "action_attempt_id": attempt["action_attempt_id"] });
        assert_eq!(attempt["status"], "pending");
        let before = device();
        let attempt =
            || call(&seam, "/action_attempts/get", attempt_id.clone())["action_attempt"].clone();
        assert_eq!(attempt()["status"], "pending");
        assert_ne!(before["properties"].pointer(property), Some(&value), "{path}");
        assert_eq!(attempt()["status"], "success");
        assert_eq!(device()["properties"].pointer(property), Some(&value), "{path}");
        if let Some(event) = event {
            let event = call(&seam, "/events/get", json!({ "event_type": event, "device_id": id }));
            assert_eq!(event["event"]["action_attempt_id"], attempt_id["action_attempt_id"]);
        }
    }
    // A mode that does not cool has no set point for it.
    let device = call(&seam, "/devices/get", json!({ "device_id": THERMOSTAT }));
    let setting = &device["device"]["properties"]["current_climate_setting"];
    assert!(setting.get("cooling_set_point_celsius").is_none());

    let attempts =
        call(&seam, "/action_attempts/list", json!({ "device_id": THERMOSTAT, "limit": 4 }));
    assert_eq!(each(&attempts["action_attempts"], "status"), ["success"; 4]);
    assert_eq!(attempts["pagination"]["has_next_page"], true);
    assert!(attempts["action_attempts"][0].get("device_id").is_none());
    let not_a_lock = json!({ "device_id": THERMOSTAT });
    assert_eq!(refused(&seam, "/locks/unlock_door", not_a_lock).0, 404);
}

#[test]
fn actions_on_an_offline_device_fail_until_it_is_back() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let door = || json!({ "device_id": OFFLINE_DOOR });
    let unlock = || {
        let attempt = call(&seam, "/locks/unlock_door", door())["action_attempt"].clone();
        let id = json!({ "action_attempt_id": attempt["action_attempt_id"] });
        let get = || call(&seam, "/action_attempts/get", id.clone())["action_attempt"].clone();
        [get(), get(), get()][2].clone()
    };
    let failed = unlock();
    assert_eq!(
        failed["error"],
        json!({ "type": "device_offline", "message": "The lock is offline" })
    );
    assert_eq!((&failed["status"], &failed["result"]), (&json!("error"), &Value::Null));

    call(&seam, "/devices/simulate/connect", door());
    let device = call(&seam, "/devices/get", door())["device"].clone();
    assert_eq!((&device["properties"]["online"], &device["errors"]), (&json!(true), &json!([])));
    assert_eq!(unlock()["status"], "success");
    call(&seam, "/devices/simulate/disconnect", door());
    assert_eq!(unlock()["status"], "error");
    let events = json!({
        "device_id": OFFLINE_DOOR,
        "event_types": ["device.connected", "device.disconnected"],
        "since": "2025-06-15T16:54:17.946329Z",
    });
    let events = call(&seam, "/events/list", events);
    assert_eq!(each(&events["events"], "event_type"), ["device.connected", "device.disconnected"]);
    assert_eq!(call(&seam, "/events/get", door())["event"], events["events"][1]);
}

#[test]
fn an_access_code_is_set_changed_and_removed_with_events() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let create = json!({
        "device_id": FRONT_DOOR,
        "name": "Jane",
        "code": "1234",
        "starts_at": "2025-06-20T06:49:21.000Z",
        "ends_at": "2025-06-22T12:08:26.000Z",
    });
    let made = call(&seam, "/access_codes/create", create.clone());
    let (code, attempt) = (&made["access_code"], &made["action_attempt"]);
    assert_eq!((&code["type"], &code["status"]), (&json!("time_bound"), &json!("setting")));
    assert_eq!(each(&code["pending_mutations"], "mutation_code"), ["creating"]);
    let id = &code["access_code_id"];
    let duplicate = refused(&seam, "/access_codes/create", create);
    assert_eq!((duplicate.0, duplicate.1.as_str()), (409, "duplicate_access_code"));
    let by_code = json!({ "device_id": FRONT_DOOR, "code": "1234" });
    assert_eq!(call(&seam, "/access_codes/get", by_code)["access_code"], *code);
    let attempt_id = json!({ "action_attempt_id": attempt["action_attempt_id"] });
    let attempt = call(&seam, "/action_attempts/get", attempt_id)["action_attempt"].clone();
    let get =
        || call(&seam, "/access_codes/get", json!({ "access_code_id": id }))["access_code"].clone();
    assert_eq!(attempt["result"]["access_code"], get());
    assert_eq!((&get()["status"], &get()["pending_mutations"]), (&json!("set"), &json!([])));

    // Another code, whose PIN the lock chose, cannot get the same PIN.
    let other = call(
        &seam,
        "/access_codes/create",
        json!({ "device_id": FRONT_DOOR, "preferred_code_length": 6 }),
    );
    assert_eq!(other["access_code"]["code"], "004821");
    let other_id = &other["access_code"]["access_code_id"];
    let same = json!({ "access_code_id": other_id, "code": "1234" });
    assert_eq!(refused(&seam, "/access_codes/update", same).0, 409);
    let codes = |parameters| call(&seam, "/access_codes/list", parameters)["access_codes"].clone();
    assert_eq!(each(&codes(json!({ "device_id": FRONT_DOOR })), "code"), ["1234", "004821"]);
    assert_eq!(each(&codes(json!({ "access_code_ids": [other_id] })), "code"), ["004821"]);

    let update = json!({ "access_code_id": id, "name": "Jane Doe", "type": "ongoing" });
    call(&seam, "/access_codes/update", update);
    let code = get();
    let pending = each(&code["pending_mutations"], "mutation_code");
    assert_eq!(pending, ["updating_name", "updating_time_frame"]);
    assert_eq!(code["pending_mutations"][0]["from"], json!({ "name": "Jane" }));
    assert_eq!((&code["type"], code.get("ends_at")), (&json!("ongoing"), None));

    call(&seam, "/access_codes/delete", json!({ "access_code_id": id }));
    assert_eq!(get()["status"], "removing");
    assert_eq!(get()["status"], "removing");
    let gone = refused(&seam, "/access_codes/get", json!({ "access_code_id": id }));
    assert_eq!((gone.0, gone.1.as_str()), (404, "access_code_not_found"));
    let events = json!({ "access_code_id": id, "since": "2025-06-15T16:54:17Z" });
    let events = call(&seam, "/events/list", events)["events"].clone();
    let kinds = ["created", "set_on_device", "changed", "set_on_device", "deleted"];
    assert_eq!(each(&events, "event_type"), kinds.map(|kind| format!("access_code.{kind}")));

    let between = json!({ "between": [events[0]["created_at"], events[4]["created_at"]] });
    let mut inner = call(&seam, "/events/list", between)["events"].clone();
    inner.as_array_mut().unwrap().retain(|event| event["access_code_id"] == *id);
    assert_eq!(inner.as_array().unwrap()[..], events.as_array().unwrap()[1..4]);
}

#[test]
fn a_code_for_an_offline_lock_reports_the_error() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let create = || call(&seam, "/access_codes/create", json!({ "device_id": OFFLINE_DOOR }));
    let [made, other] = [create(), create()];
    assert_ne!(made["access_code"]["code"], other["access_code"]["code"]);
    let id = json!({ "access_code_id": made["access_code"]["access_code_id"] });
    let code = call(&seam, "/access_codes/get", id)["access_code"].clone();
    assert_eq!((&code["status"], &code["type"]), (&json!("setting"), &json!("ongoing")));
    assert_eq!(each(&code["errors"], "error_code"), ["device_offline"]);
}

#[test]
fn the_typed_api_decodes_the_fakes_responses() {
    let fake = FakeSeam::start();
    let seam = office(&fake);
    let listed = seam.devices().list(devices::List::new().limit(50)).unwrap();
    let [front, cellar, thermostat] = &listed[..] else { panic!("{listed:?}") };
    assert_eq!(front.device_type, devices::device_type::AUGUST_LOCK);
    assert_eq!(front.properties.battery_level, Some(0.87));
    assert_eq!(cellar.errors[0].error_code.as_deref(), Some("device_offline"));
    assert_eq!(seam.locks().list(locks::List::new()).unwrap(), listed[..2]);
    assert_eq!(seam.thermostats().list(thermostats::List::new()).unwrap(), listed[2..]);
    let get = |id: &str| seam.devices().get(devices::Get::new().device_id(id)).unwrap();
    seam.devices().update(devices::Update::new(FRONT_DOOR).name("Main entrance")).unwrap();
    assert_eq!(get(FRONT_DOOR).nickname.as_deref(), Some("Main entrance"));
    seam.devices().update(devices::Update::new(FRONT_DOOR).name(None::<&str>)).unwrap();
    assert_eq!(get(FRONT_DOOR), *front);

    let done = |attempt: action_attempts::ActionAttempt| {
        let id = &attempt.action_attempt_id;
        let get = || seam.action_attempts().get(action_attempts::Get::new(id)).unwrap();
        assert_eq!(attempt.status, action_attempts::status::PENDING);
        [get(), get(), get()][2].clone()
    };
    let unlocked = done(seam.locks().unlock_door(locks::UnlockDoor::new(FRONT_DOOR)).unwrap());
    let result = unlocked.result.read().unwrap().unwrap();
    assert_eq!(result.was_confirmed_by_device, Some(true));
    let failed = done(seam.locks().lock_door(locks::LockDoor::new(OFFLINE_DOOR)).unwrap());
    assert_eq!(failed.error.unwrap().r#type, "device_offline");
    let heat = thermostats::Heat::new(&thermostat.device_id).heating_set_point_celsius(20.5);
    done(seam.thermostats().heat(heat).unwrap());
    let setting = get(THERMOSTAT).properties.current_climate_setting.unwrap();
    assert_eq!(setting.heating_set_point_celsius, Some(20.5));

    let create = access_codes::Create::new(FRONT_DOOR).name("Jane").code("1234");
    let made = seam.access_codes().create(create.ends_at("2025-06-22T12:08:26.000Z")).unwrap();
    let id = &made.access_code_id;
    assert_eq!(made.pending_mutations[0].mutation_code, "creating");
    let rename = access_codes::Update::new(id).name("Jane Doe");
    done(seam.access_codes().update(rename).unwrap().unwrap());
    let code = seam.access_codes().get(access_codes::Get::new().access_code_id(id)).unwrap();
    assert_eq!((code.name.as_deref(), code.status.as_str()), (Some("Jane Doe"), "set"));
    assert_eq!(code.code.as_ref().unwrap().expose(), "1234");
    let list = || access_codes::List::new().device_id(FRONT_DOOR);
    assert_eq!(seam.access_codes().list(list()).unwrap(), [code]);
    done(seam.access_codes().delete(access_codes::Delete::new(id)).unwrap().unwrap());
    assert!(seam.access_codes().list(list()).unwrap().is_empty());

    let webview = seam.connect_webviews().create(connect_webviews::Create::new()).unwrap();
    fake.sign_in(&webview.connect_webview_id);
    let get = connect_webviews::Get::new(&webview.connect_webview_id);
    assert!(seam.connect_webviews().get(get).unwrap().login_successful);
    let listed = seam.connect_webviews().list(connect_webviews::List::new()).unwrap();
    assert_eq!(listed[0].url, webview.url);
    let delete = connect_webviews::Delete::new(&webview.connect_webview_id);
    seam.connect_webviews().delete(delete).unwrap();

    let all = events::List::new().since("2025-06-15T00:00:00Z");
    let all = seam.events().list(all).unwrap();
    let newest = all.last().unwrap();
    let get = events::Get::new().event_id(&newest.event_id);
    assert_eq!(seam.events().get(get).unwrap(), *newest);
    let attempts = seam.action_attempts().list(action_attempts::List::new()).unwrap();
    assert_eq!(attempts.len(), 6);
}
