//! What the programs of this package share: each makes a call of its own, and then a `get_or_create`.
//!
//! `PROGRAM ENDPOINT API_KEY USER`

use std::env;
use std::process::ExitCode;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Error, Seam};

/// Makes the calls, and prints what they return. A call that needs an ID gets USER.
#[inline(always)]
pub fn run(call: impl FnOnce(&Seam, &str) -> Result<(), Error>) -> ExitCode {
    match try_run(call) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

#[inline(always)]
fn try_run(call: impl FnOnce(&Seam, &str) -> Result<(), Error>) -> Result<(), Error> {
    let mut arguments = env::args().skip(1);
    let [endpoint, key, user] = [(); 3].map(|()| arguments.next().unwrap_or_default());

    let seam = Seam::builder(Credential::api_key(key)?).endpoint(endpoint).build()?;
    call(&seam, &user)?;
    let request = GetOrCreate::new().user_identifier_key(&user);
    let session = seam.client_sessions().get_or_create(request)?;
    println!("{} ends {}", session.client_session_id, session.expires_at);
    Ok(())
}
