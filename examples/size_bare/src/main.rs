//! One `get_or_create` with ureq alone: a literal body, and the response printed unparsed.
//!
//! `size_bare ENDPOINT API_KEY USER`; with the feature `measure`, `CA_FILE` in the environment names
//! certificates to trust instead of the built-in ones, and `CALLS` how many calls to make.

use std::env;
use std::process::ExitCode;

use ureq::Agent;

#[path = "../../../tests/support/bare.rs"]
#[allow(unreachable_pub)]
mod bare;

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let [endpoint, key, user] = [(); 3].map(|()| arguments.next().unwrap_or_default());

    #[cfg(not(feature = "measure"))]
    let (agent, calls) = (Agent::new_with_defaults(), 1);
    #[cfg(feature = "measure")]
    let (agent, calls) = measured();

    let url = format!("{endpoint}/client_sessions/get_or_create");
    let authorization = format!("Bearer {key}");
    let body = format!(r#"{{"user_identifier_key":"{user}"}}"#);
    for left in (0..calls).rev() {
        match bare::get_or_create(&agent, &url, &authorization, &body) {
            Ok(response) if left == 0 => println!("{response}"),
            Ok(_) => {}
            Err(error) => {
                eprintln!("{error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

// If a measurement cannot be set up, it has failed.
#[allow(clippy::expect_used, clippy::panic)]
#[cfg(feature = "measure")]
fn measured() -> (Agent, u32) {
    let config = Agent::config_builder();
    #[cfg(feature = "tls")]
    let config = match env::var("CA_FILE") {
        Ok(file) => {
            let pem = std::fs::read(file).expect("the file of CA_FILE");
            let certificates = ureq::tls::parse_pem(&pem).map(|item| match item {
                Ok(ureq::tls::PemItem::Certificate(certificate)) => certificate,
                _ => panic!("CA_FILE contains something other than certificates"),
            });
            let roots = certificates.collect::<Vec<_>>().into();
            config.tls_config(ureq::tls::TlsConfig::builder().root_certs(roots).build())
        }
        Err(_) => config,
    };
    let calls = env::var("CALLS").map_or(1, |calls| calls.parse().expect("a number in CALLS"));
    (config.build().new_agent(), calls)
}
