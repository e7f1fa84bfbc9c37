//! The endpoints: who may call each, with which parameters, and which function handles it.

use serde_json::{Value, json};

use super::State;
use super::http::Request;

/// An error response: status, type, message, validation errors.
pub type Refusal = (usize, &'static str, String, Option<Value>);

pub struct Call<'a> {
    pub path: &'a str,
    pub caller: Caller,
    /// Validated against the endpoint's parameters.
    pub parameters: Value,
}

/// The caller that a credential identifies.
#[derive(PartialEq)]
pub enum Caller {
    /// An API key, or a personal access token.
    Workspace,
    PublishableKey,
    /// A client session, by its ID.
    Session(String),
}

/// Who may call an endpoint.
#[derive(Clone, Copy)]
pub enum Callers {
    /// The workspace alone.
    Office,
    /// The workspace, and a publishable key.
    Kiosk,
    /// The workspace, and a client session.
    User,
}
use Callers::{Kiosk, Office, User};

type Handler = fn(&mut State, &Call<'_>) -> Result<Value, Refusal>;

/// Path, callers, parameters, and handler.
///
/// A parameter is a name, `!` if it is required, `?` if it may be null, and a kind: `bool`, `number`, `list`, `map`,
/// `time`, `pin`, or all the values that it can have; text has none. At least one of the parameters with `+` in one
/// string is required.
pub const ENDPOINTS: &[(&str, Callers, &[&str], Handler)] = &[
    ("/access_codes/create", User, &["device_id! common_code_key", CODE], State::create_code),
    ("/access_codes/delete", User, &["access_code_id! device_id sync:bool"], State::delete_code),
    ("/access_codes/get", User, &["access_code_id+ code device_id+"], State::get_code),
    (
        "/access_codes/list",
        User,
        &[
            PAGE,
            "access_code_ids+:list access_grant_id+ access_grant_key+ access_method_id+ customer_key+ \
             device_id+ search+ user_identifier_key+",
        ],
        State::list_codes,
    ),
    (
        "/access_codes/update",
        User,
        &["access_code_id! device_id is_managed:bool type:ongoing|time_bound", CODE],
        State::update_code,
    ),
    ("/action_attempts/get", User, &["action_attempt_id!"], State::get_attempt),
    (
        "/action_attempts/list",
        Office,
        &[PAGE, "action_attempt_ids:list device_id"],
        State::list_attempts,
    ),
    (
        "/client_sessions/create",
        Kiosk,
        &[SESSION, "customer_id customer_key expires_at:time"],
        State::create_session,
    ),
    ("/client_sessions/delete", Office, &["client_session_id!"], State::end_session),
    ("/client_sessions/get", User, &["client_session_id user_identifier_key"], State::get_session),
    (
        "/client_sessions/get_or_create",
        Kiosk,
        &[SESSION, "expires_at:time"],
        State::get_or_create_session,
    ),
    ("/client_sessions/grant_access", Office, &[SESSION, "client_session_id"], State::grant_access),
    (
        "/client_sessions/list",
        Office,
        &[
            "client_session_id connect_webview_id user_identifier_key user_identity_id",
            "without_user_identifier_key:bool",
        ],
        State::list_sessions,
    ),
    ("/client_sessions/revoke", Office, &["client_session_id!"], State::end_session),
    (
        "/connect_webviews/create",
        User,
        &[
            "accepted_capabilities:list accepted_providers:list automatically_manage_new_devices:bool",
            "custom_metadata:map custom_redirect_failure_url custom_redirect_url customer_key",
            "device_selection_mode:none|single|multiple excluded_providers:list provider_category",
            "wait_for_device_creation:bool",
        ],
        State::create_webview,
    ),
    ("/connect_webviews/delete", Office, &["connect_webview_id!"], State::delete_webview),
    ("/connect_webviews/get", User, &["connect_webview_id!"], State::get_webview),
    (
        "/connect_webviews/list",
        User,
        &[PAGE, USERS, "custom_metadata_has:map"],
        State::list_webviews,
    ),
    ("/devices/get", User, &["device_id+ name+"], State::get_device),
    ("/devices/list", User, &[PAGE, USERS, DEVICES], State::list_devices),
    ("/devices/simulate/connect", Office, &["device_id!"], State::simulate_connection),
    ("/devices/simulate/disconnect", Office, &["device_id!"], State::simulate_connection),
    (
        "/devices/update",
        User,
        &[
            "backup_access_code_pool_enabled:bool custom_metadata:map device_id! is_managed:bool name?",
            "properties:map",
        ],
        State::update_device,
    ),
    ("/events/get", User, &["device_id+ event_id+ event_type+"], State::get_event),
    (
        "/events/list",
        User,
        &[
            "access_code_id access_code_ids:list access_grant_id access_grant_ids:list access_method_id",
            "access_method_ids:list acs_access_group_id acs_credential_id acs_encoder_id acs_entrance_id",
            "acs_system_id acs_system_ids:list acs_user_id connect_webview_id",
            "connected_account_id customer_key device_id device_ids:list event_ids:list event_type",
            "event_types:list limit:number space_id space_ids:list unstable_offset:number",
            "user_identity_id",
            "since+:time between+:list",
        ],
        State::list_events,
    ),
    (
        "/locks/configure_auto_lock",
        User,
        &["auto_lock_delay_seconds:number auto_lock_enabled!:bool device_id!"],
        State::act,
    ),
    ("/locks/get", User, &["device_id+ name+"], State::get_device),
    ("/locks/list", User, &[PAGE, USERS, DEVICES], State::list_devices),
    ("/locks/lock_door", User, &[ACT], State::act),
    ("/locks/unlock_door", User, &[ACT], State::act),
    ("/thermostats/cool", User, &[ACT, COOL], State::act),
    ("/thermostats/heat", User, &[ACT, HEAT], State::act),
    ("/thermostats/heat_cool", User, &[ACT, COOL, HEAT], State::act),
    ("/thermostats/list", User, &[PAGE, USERS, DEVICES], State::list_devices),
    ("/thermostats/off", User, &[ACT], State::act),
    (
        "/thermostats/set_fan_mode",
        User,
        &[ACT, "fan_mode:auto|on|circulate fan_mode_setting:auto|on|circulate"],
        State::act,
    ),
    (
        "/thermostats/set_hvac_mode",
        User,
        &[
            "device_id! hvac_mode_setting!:off|cool|heat|heat_cool|eco",
            "cooling_set_point_celsius:number cooling_set_point_fahrenheit:number",
            "heating_set_point_celsius:number heating_set_point_fahrenheit:number",
        ],
        State::act,
    ),
];

const ACT: &str = "device_id! sync:bool";
const CODE: &str = "allow_external_modification:bool attempt_for_offline_device:bool code:pin \
     ends_at:time is_external_modification_allowed:bool is_offline_access_code:bool \
     is_one_time_use:bool max_time_rounding:1hour|1day|1h|1d name prefer_native_scheduling:bool \
     preferred_code_length:number starts_at:time sync:bool use_backup_access_code_pool:bool \
     use_offline_access_code:bool";
const COOL: &str = "cooling_set_point_celsius+:number cooling_set_point_fahrenheit+:number";
const DEVICES: &str = "connect_webview_id connected_account_id connected_account_ids:list \
     created_before:time custom_metadata_has:map device_ids:list device_type device_types:list \
     exclude_if:list include_if:list manufacturer space_id unstable_location_id?";
const HEAT: &str = "heating_set_point_celsius+:number heating_set_point_fahrenheit+:number";
const PAGE: &str = "limit:number page_cursor?";
const SESSION: &str = "connect_webview_ids:list connected_account_ids:list \
     user_identifier_key user_identity_id user_identity_ids:list";
const USERS: &str = "customer_key search user_identifier_key";

/// The request's handler and parameters, if this caller may call it with these parameters.
pub fn find(request: &Request, caller: &Caller) -> Result<(Handler, Value), Refusal> {
    let found = ENDPOINTS.iter().find(|(path, ..)| *path == request.path);
    let Some((_, callers, takes, handler)) = found else {
        return refuse(404, "not_found", &format!("no such path: {}", request.path));
    };
    let may = match caller {
        Caller::Workspace => true,
        Caller::PublishableKey => matches!(callers, Kiosk),
        Caller::Session(_) => matches!(callers, User),
    };
    if !may {
        return refuse(401, "unauthorized", "This credential cannot use this endpoint");
    }
    Ok((*handler, parameters(takes, &request.body)?))
}

fn parameters(takes: &[&str], body: &str) -> Result<Value, Refusal> {
    let Ok(Value::Object(mut unknown)) = serde_json::from_str(body) else {
        return Err(invalid("", "Expected object"));
    };
    let parameters = Value::Object(unknown.clone());
    for some in takes {
        for taken in some.split_whitespace() {
            let (name, kind) = taken.split_once(':').unwrap_or((taken, "text"));
            let name = name.trim_end_matches(['!', '?', '+']);
            let problem = match unknown.remove(name) {
                None if taken.contains('!') => Some("Required".to_owned()),
                None => None,
                Some(Value::Null) if taken.contains('?') => None,
                Some(value) => problem(kind, &value),
            };
            if let Some(problem) = problem {
                return Err(invalid(name, &problem));
            }
        }
        let choice = some.split_whitespace().filter_map(|taken| Some(taken.split_once('+')?.0));
        let choice: Vec<_> = choice.collect();
        if !choice.is_empty() && choice.iter().all(|name| parameters[name].is_null()) {
            return Err(invalid("", &format!("Must specify either {}", choice.join(" or "))));
        }
    }
    match unknown.keys().next() {
        None => Ok(parameters),
        Some(name) => Err(invalid("", &format!("Unrecognized key(s) in object: '{name}'"))),
    }
}

/// What is wrong with a value that must be of this kind.
fn problem(kind: &str, value: &Value) -> Option<String> {
    let expected = match kind {
        "bool" => "boolean",
        "number" => "number",
        "list" => "array",
        "map" => "object",
        _ => "string",
    };
    let received = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    if expected != received {
        return Some(format!("Expected {expected}, received {received}"));
    }
    let text = value.as_str().unwrap_or_default();
    match kind {
        "time" if !is_time(text) => Some("Invalid date".to_owned()),
        "pin" if !text.bytes().all(|byte| byte.is_ascii_digit()) => {
            Some("Must only contain digits".to_owned())
        }
        "pin" if !(4..=12).contains(&text.len()) => Some("Must have 4 to 12 digits".to_owned()),
        values if values.contains('|') && !values.split('|').any(|value| value == text) => {
            let expected = format!("'{}'", values.replace('|', "' | '"));
            Some(format!("Invalid enum value. Expected {expected}, received '{text}'"))
        }
        _ => None,
    }
}

fn is_time(text: &str) -> bool {
    text.len() >= 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

pub fn refuse<T>(status: usize, kind: &'static str, message: &str) -> Result<T, Refusal> {
    Err((status, kind, message.to_owned(), None))
}

/// The error for a parameter; without a name, for all of them.
pub fn invalid(name: &str, problem: &str) -> Refusal {
    let (message, errors) = if name.is_empty() {
        (problem.to_owned(), json!({ "_errors": [problem] }))
    } else {
        let message = format!("{problem} for \"{name}\"");
        (message, json!({ "_errors": [], name: { "_errors": [problem] } }))
    };
    (400, "invalid_input", message, Some(errors))
}
