//! The user of a client session: the user identifier key, which works like a password.

use crate::arguments::{Body, Invocation};
use crate::client::variable;
use crate::failure::Failure;
use crate::json::{Value, member, parse};
use crate::options::Options;
use crate::secret_file::secret_file;
use crate::value::Json;

const KEY: &str = "user_identifier_key";

/// The endpoints for which it identifies the user. For a list it is only one of several filters.
const ENDPOINTS: [&str; 4] = [
    "/client_sessions/create",
    "/client_sessions/get",
    "/client_sessions/get_or_create",
    "/client_sessions/grant_access",
];

/// Sets the user identifier key from the file or the variable, and warns if others may know it.
pub(crate) fn fill_in(invocation: &mut Invocation, options: &Options) -> Result<(), Failure> {
    let is_file = options.is_given("user_identifier_key_file");
    if !ENDPOINTS.contains(&invocation.path.as_str()) {
        return match is_file {
            false => Ok(()),
            true => Err(Failure::Usage(
                "--user-identifier-key-file is only for client-sessions create, get, get-or-create and \
                 grant-access; leave it out"
                    .to_owned(),
            )),
        };
    }
    let body = parsed(&invocation.body);
    let is_given = is_set(&body, KEY);
    // If the session's ID is given, a key that only happens to be in the environment would change the request.
    let is_about_an_id = is_set(&body, "client_session_id");
    match &mut invocation.body {
        Body::Raw(_) if is_file => {
            return Err(Failure::Usage(
                "--raw is the whole request; leave out --user-identifier-key-file".to_owned(),
            ));
        }
        Body::Members(members) if !is_given => {
            let key = match secret_file(options, "user_identifier_key_file")? {
                Some(key) => Some(key.expose().to_owned()),
                // A session's own token says whose it is.
                None if is_about_an_id || variable("SEAM_CLIENT_SESSION_TOKEN")?.is_some() => None,
                None => variable("SEAM_USER_IDENTIFIER_KEY")?,
            };
            members.0.extend(key.map(|key| (KEY.to_owned(), Json::Text(key))));
        }
        _ => {}
    }
    if invocation.path != "/client_sessions/get"
        && is_email_address(text(&parsed(&invocation.body), KEY))
    {
        invocation.warnings.push(
            "the user_identifier_key looks like an email address: together with a publishable key it \
             works like a password, so make it opaque and hard to guess"
                .to_owned(),
        );
    }
    Ok(())
}

/// Seam's two rules for sessions that a publishable key creates.
pub(crate) fn check_for_publishable_key(invocation: &Invocation) -> Result<(), Failure> {
    let body = &parsed(&invocation.body);
    let makes = ["/client_sessions/create", "/client_sessions/get_or_create"];
    let flaw = if !makes.contains(&invocation.path.as_str()) {
        return Ok(());
    } else if text(body, KEY).is_empty() {
        "with a publishable key, a session requires a user_identifier_key: set SEAM_USER_IDENTIFIER_KEY, \
         or give --user-identifier-key-file or --user-identifier-key"
    } else if is_set(body, "connect_webview_ids") || is_set(body, "connected_account_ids") {
        "a publishable key only creates sessions without accounts: leave out --connect-webview-ids and \
         --connected-account-ids, even empty ones"
    } else {
        return Ok(());
    };
    Err(Failure::Usage(flaw.to_owned()))
}

/// Whether the body identifies a user. Sending it twice then returns the session of the first request.
pub(crate) fn is_for_a_user(body: &Body) -> bool {
    let body = parsed(body);
    [KEY, "user_identity_id"].iter().any(|name| !text(&body, name).is_empty())
}

/// Anyone who knows the email address could get the user's session.
fn is_email_address(text: &str) -> bool {
    let parts = text.split_once('@');
    parts.is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// The body as JSON; `null` if it is not JSON.
fn parsed(body: &Body) -> Value {
    let text = match body {
        Body::Raw(text) => text,
        Body::Members(members) => &members.to_json(),
    };
    parse(text).unwrap_or(Value::Null)
}

/// The text of a parameter; empty if it has none.
fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    match member(body, name) {
        Some(Value::String(text)) => text,
        _ => "",
    }
}

fn is_set(body: &Value, name: &str) -> bool {
    member(body, name).is_some()
}
