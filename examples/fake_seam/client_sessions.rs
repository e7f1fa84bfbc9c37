//! `/client_sessions`, and what each session can see.

use serde_json::{Value, json};

use super::endpoints::{Call, Caller, Refusal, refuse};
use super::{LOCKS_ACCOUNT, State, WORKSPACE_ID};

const LISTS: [&str; 2] = ["connect_webview_ids", "connected_account_ids"];

impl State {
    pub fn get_or_create_session(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        check_new_session(call)?;
        let found = self.sessions.iter().position(|session| {
            !self.is_over(session)
                && (same(session, call, "user_identifier_key")
                    || same(session, call, "user_identity_id"))
        });
        let index = found.unwrap_or_else(|| self.make_session());
        set(&mut self.sessions[index], &call.parameters);
        Ok(json!({ "client_session": self.sessions[index] }))
    }

    pub fn create_session(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        check_new_session(call)?;
        if self.sessions.iter().any(|it| same(it, call, "user_identifier_key")) {
            let message = "A client session token already exists for this user";
            return refuse(400, "client_session_token_already_exists", message);
        }
        let index = self.make_session();
        set(&mut self.sessions[index], &call.parameters);
        Ok(json!({ "client_session": self.sessions[index] }))
    }

    pub fn get_session(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = match &call.caller {
            Caller::Session(id) => self.session(|it| it["client_session_id"] == id.as_str())?,
            _ => self.named_session(call)?,
        };
        Ok(json!({ "client_session": self.sessions[index] }))
    }

    pub fn list_sessions(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let Call { parameters, .. } = call;
        let wanted = |session: &&Value| {
            ["client_session_id", "user_identifier_key", "user_identity_id"]
                .iter()
                .all(|name| parameters[name].is_null() || same(session, call, name))
                && (parameters["connect_webview_id"].is_null()
                    || holds(&session["connect_webview_ids"], &parameters["connect_webview_id"]))
                && (parameters["without_user_identifier_key"] != true
                    || session["user_identifier_key"].is_null())
        };
        let sessions: Vec<_> = self.sessions.iter().filter(wanted).collect();
        Ok(json!({ "client_sessions": sessions }))
    }

    pub fn grant_access(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.named_session(call)?;
        for list in LISTS {
            for id in call.parameters[list].as_array().into_iter().flatten() {
                add(&mut self.sessions[index][list], id);
            }
        }
        Ok(json!({}))
    }

    /// Revokes or deletes a session.
    pub fn end_session(&mut self, call: &Call<'_>) -> Result<Value, Refusal> {
        let index = self.named_session(call)?;
        if call.path.ends_with("delete") {
            self.sessions.remove(index);
        } else {
            let id = self.sessions[index]["client_session_id"].as_str().unwrap().to_owned();
            self.over.push((id, "client_session_revoked"));
        }
        Ok(json!({}))
    }

    /// The caller that a session's token identifies.
    pub fn session_of(&self, token: &str) -> Result<Caller, Refusal> {
        let Some(session) = self.sessions.iter().find(|session| session["token"] == token) else {
            let message = "Unauthorized (client session not found)";
            return refuse(401, "client_session_not_found", message);
        };
        let id = session["client_session_id"].as_str().unwrap();
        match self.over.iter().find(|(over, _)| over == id) {
            Some((_, kind)) => refuse(401, kind, "Unauthorized (the client session is over)"),
            None => Ok(Caller::Session(id.to_owned())),
        }
    }

    /// Whether the caller can see this account's devices and events.
    pub fn sees_account(&self, caller: &Caller, account: &Value) -> bool {
        match self.own_session(caller) {
            Some(session) => accounts(session).contains(account),
            None => true,
        }
    }

    pub fn sees_webview(&self, caller: &Caller, connect_webview: &Value) -> bool {
        match self.own_session(caller) {
            Some(session) => holds(&session["connect_webview_ids"], connect_webview),
            None => true,
        }
    }

    fn own_session(&self, caller: &Caller) -> Option<&Value> {
        let Caller::Session(id) = caller else { return None };
        self.sessions.iter().find(|session| session["client_session_id"] == id.as_str())
    }

    /// Gives a Connect Webview to the session that created it.
    pub fn give_webview(&mut self, caller: &Caller, connect_webview: &Value) {
        let Caller::Session(id) = caller else { return };
        for session in &mut self.sessions {
            if session["client_session_id"] == id.as_str() {
                add(&mut session["connect_webview_ids"], connect_webview);
            }
        }
    }

    /// Gives an account to the sessions that have the Connect Webview.
    pub fn give_account(&mut self, connect_webview: &Value, account: &str) {
        for session in &mut self.sessions {
            if holds(&session["connect_webview_ids"], connect_webview) {
                session["connected_account_ids"] = accounts(session).into();
                add(&mut session["connected_account_ids"], &account.into());
            }
        }
    }

    fn is_over(&self, session: &Value) -> bool {
        self.over.iter().any(|(id, _)| session["client_session_id"] == id.as_str())
    }

    /// The index of the session that the parameters name.
    fn named_session(&self, call: &Call<'_>) -> Result<usize, Refusal> {
        self.session(|session| {
            same(session, call, "client_session_id") || same(session, call, "user_identifier_key")
        })
    }

    fn session(&self, wanted: impl Fn(&Value) -> bool) -> Result<usize, Refusal> {
        match self.sessions.iter().position(wanted) {
            Some(index) => Ok(index),
            None => refuse(404, "client_session_not_found", "Could not find client session"),
        }
    }

    /// Creates a session without a user, and returns its index.
    fn make_session(&mut self) -> usize {
        let number = self.next("c2cbd177");
        self.sessions.push(json!({
            "client_session_id": format!("c2cbd177-1ace-414b-bb1e-{number:012}"),
            "workspace_id": WORKSPACE_ID,
            "token": format!("seam_cst1fake{number:04}_6dBwV8PJ2Fsoe9dWYVyMfVHq"),
            "created_at": "2025-06-15T16:54:17.946329Z",
            "expires_at": "2025-06-17T16:54:17.946329Z",
            "device_count": 1.0,
            "connect_webview_ids": [],
            "connected_account_ids": [],
            "user_identifier_key": null,
            "user_identity_ids": [],
        }));
        self.sessions.len() - 1
    }
}

/// The accounts that a session can see. A session that has none sees the locks' account, so that a program can unlock
/// a door before anybody has signed in.
fn accounts(session: &Value) -> Vec<Value> {
    match session["connected_account_ids"].as_array() {
        Some(accounts) if !accounts.is_empty() => accounts.clone(),
        _ => vec![LOCKS_ACCOUNT.into()],
    }
}

fn check_new_session(call: &Call<'_>) -> Result<(), Refusal> {
    if call.caller != Caller::PublishableKey {
        return Ok(());
    }
    if call.parameters["user_identifier_key"].is_null() {
        let message = "Must provide a user_identifier_key with a seam-publishable-key";
        return refuse(400, "publishable_key_requires_user_identifier_key", message);
    }
    if LISTS.iter().any(|list| !call.parameters[*list].is_null()) {
        let message = "You cannot specify connect_webview_ids or connected_account_ids";
        return refuse(403, "publishable_keys_must_create_empty_client_sessions", message);
    }
    Ok(())
}

/// Whether the parameter is set, and the session's field has the same value.
fn same(session: &Value, call: &Call<'_>, name: &str) -> bool {
    call.parameters[name].is_string() && session[name] == call.parameters[name]
}

fn set(session: &mut Value, parameters: &Value) {
    for (name, value) in parameters.as_object().expect("checked before") {
        session[name] = value.clone();
    }
}

fn holds(list: &Value, id: &Value) -> bool {
    list.as_array().is_some_and(|list| list.contains(id))
}

fn add(list: &mut Value, id: &Value) {
    if !holds(list, id) {
        list.as_array_mut().expect("a list").push(id.clone());
    }
}
