//! One `get_or_create` with reqwest and serde.
//!
//! `by_hand ENDPOINT API_KEY USER`; `CA_FILE` in the environment names certificates to trust instead of
//! the built-in ones.

use std::error::Error;
use std::{env, fs};

use reqwest::Certificate;
use reqwest::blocking::Client;

#[derive(serde::Serialize)]
struct Request<'a> {
    user_identifier_key: &'a str,
}

#[derive(serde::Deserialize)]
struct Response {
    client_session: ClientSession,
}

#[derive(serde::Deserialize)]
struct ClientSession {
    client_session_id: String,
    expires_at: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let [endpoint, key, user] = [(); 3].map(|()| arguments.next().unwrap_or_default());

    let mut client = Client::builder();
    if let Ok(file) = env::var("CA_FILE") {
        client = client.tls_certs_only(Certificate::from_pem_bundle(&fs::read(file)?)?);
    }
    let response: Response = client
        .build()?
        .post(format!("{endpoint}/client_sessions/get_or_create"))
        .bearer_auth(key)
        .json(&Request { user_identifier_key: &user })
        .send()?
        .error_for_status()?
        .json()?;
    println!(
        "{} ends {}",
        response.client_session.client_session_id, response.client_session.expires_at
    );
    Ok(())
}
