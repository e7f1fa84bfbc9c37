//! The parts of a session that allocate memory.

use seam_client::client_sessions::ClientSession;

pub fn texts(session: &ClientSession) -> impl Iterator<Item = &str> {
    let lists = session.connect_webview_ids.iter().chain(&session.connected_account_ids);
    let options = [
        &session.user_identifier_key,
        &session.user_identity_id,
        &session.customer_id,
        &session.customer_key,
    ];
    lists.map(String::as_str).chain(options.into_iter().filter_map(Option::as_deref)).chain([
        session.client_session_id.as_str(),
        session.workspace_id.as_str(),
        session.token.expose(),
        session.created_at.as_str(),
        session.expires_at.as_str(),
    ])
}

/// How many strings and lists that are not empty the session has: each is an allocation.
pub fn texts_and_lists(session: &ClientSession) -> u64 {
    texts(session).count() as u64 + 2
}
