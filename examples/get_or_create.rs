//! Creates a client session, and gets the same one with a second call.
//!
//! `cargo run --example get_or_create` calls a fake Seam that it starts on this machine. With a
//! credential in the environment (`SEAM_API_KEY`, `SEAM_PUBLISHABLE_KEY`, or
//! `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`) it calls Seam.

use std::process::ExitCode;
use std::time::Duration;

use fake_seam::FakeSeam;
use seam_client::client_sessions::{ClientSession, GetOrCreate};
use seam_client::{Credential, Error, Seam};

fn main() -> ExitCode {
    let credential_in_environment =
        ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_PUBLISHABLE_KEY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let result = if credential_in_environment { call_seam() } else { call_fake_seam() };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

/// Uses a user of its own, and a session that expires in an hour.
fn call_seam() -> Result<(), Error> {
    run(
        &Seam::from_env()?,
        GetOrCreate::new()
            .user_identifier_key("seam-client-example")
            .expires_in(Duration::from_secs(60 * 60)),
    )
}

/// Sends the request of Seam's documentation.
fn call_fake_seam() -> Result<(), Error> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let credential = Credential::api_key(fake_seam::API_KEY)?;
    run(
        &Seam::builder(credential).endpoint(fake.url()).build()?,
        GetOrCreate::new()
            .user_identifier_key("jane_doe")
            .connect_webview_ids(&["5e297cfe-23df-4638-bb87-08c4f0f8233b"])
            .connected_account_ids(&["f87f0ab7-b8d7-44aa-9e59-3239b209570e"])
            .user_identity_id("71ff7f71-2cf4-458a-8db4-6ad539c8b66a")
            .expires_at("2025-06-18T06:10:42.000Z"),
    )
}

fn run(seam: &Seam, request: GetOrCreate<'_>) -> Result<(), Error> {
    let session = seam.client_sessions().get_or_create(request)?;
    show(&session);
    let again = seam.client_sessions().get_or_create(request)?;
    let same = again.client_session_id == session.client_session_id;
    println!("asked again: {}", if same { "the same session" } else { "another session" });
    Ok(())
}

fn show(session: &ClientSession) {
    println!("client session {}", session.client_session_id);
    println!("  for      {}", session.user_identifier_key.as_deref().unwrap_or("no user"));
    println!("  ends     {}", session.expires_at);
    println!("  devices  {}", session.device_count);
    // This prints only the token's prefix: `expose()` returns the whole token.
    println!("  token    {}", session.token);
}
