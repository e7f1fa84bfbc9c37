//! One `get_or_create` with this crate: typed, and its errors printed.
//!
//! `size_client ENDPOINT API_KEY USER`; with the feature `measure`, `CA_FILE` in the environment names
//! certificates to trust instead of the built-in ones, and `CALLS` how many calls to make.

use std::env;
use std::process::ExitCode;

use seam_client::client_sessions::{ClientSession, GetOrCreate};
use seam_client::{Credential, Error, Seam};

fn main() -> ExitCode {
    match run() {
        Ok(session) => {
            println!("{} ends {}", session.client_session_id, session.expires_at);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ClientSession, Error> {
    let mut arguments = env::args().skip(1);
    let [endpoint, key, user] = [(); 3].map(|()| arguments.next().unwrap_or_default());

    let builder = Seam::builder(Credential::api_key(key)?).endpoint(endpoint);
    #[cfg(feature = "measure")]
    let (builder, calls) = measured(builder)?;
    let seam = builder.build()?;
    let call = || {
        let request = GetOrCreate::new().user_identifier_key(&user);
        seam.client_sessions().get_or_create(request)
    };
    #[cfg(feature = "measure")]
    for _ in 1..calls {
        call()?;
    }
    call()
}

// If a measurement cannot be set up, it has failed.
#[allow(clippy::expect_used, clippy::panic)]
#[cfg(feature = "measure")]
fn measured(builder: seam_client::SeamBuilder) -> Result<(seam_client::SeamBuilder, u32), Error> {
    #[cfg(feature = "tls")]
    let builder = match env::var("CA_FILE") {
        Ok(file) => builder.ca_certificates(std::fs::read(file).expect("the file of CA_FILE"))?,
        Err(_) => builder,
    };
    let calls = env::var("CALLS").map_or(1, |calls| calls.parse().expect("a number in CALLS"));
    Ok((builder, calls))
}
