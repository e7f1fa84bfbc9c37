//! A gateway that polls the locks of a site, and handles each kind of error.
//!
//! `cargo run --example gateway` polls a fake Seam that it starts on this machine three times, once during an
//! outage. With a credential in the environment (`SEAM_API_KEY`, or `SEAM_PERSONAL_ACCESS_TOKEN` and
//! `SEAM_WORKSPACE_ID`) it polls Seam, for the user `seam-client-example`, until you stop it.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use fake_seam::FakeSeam;
use seam_client::{Credential, Error, Seam, SessionKeeper, locks};

/// What to do next.
#[derive(Debug, PartialEq)]
enum Next {
    Poll(Duration),
    Stop,
}

/// Lists the locks once, prints their state or the error, and returns what to do next.
fn poll(keeper: &SessionKeeper, interval: Duration) -> Next {
    match keeper.call(|seam| seam.locks().list(locks::List::new())) {
        Ok(locks) => {
            for lock in locks {
                let state = if lock.properties.online { "online" } else { "offline" };
                print!("{} is {state}", lock.display_name);
                // Not every lock has a battery or reports its level.
                if let Some(level) = lock.properties.battery_level {
                    print!(", battery {:.0}%", 100.0 * level);
                }
                println!();
            }
        }
        // The program or its configuration is wrong: somebody has to fix it.
        Err(Error::Invalid(error)) => {
            println!("stopping: {error}");
            return Next::Stop;
        }
        // The credential is wrong: somebody has to fix it.
        Err(Error::Api(error)) if matches!(error.status(), 401 | 403) => {
            println!("stopping: {error}");
            return Next::Stop;
        }
        // Seam is busy or down, and may say how long to wait.
        Err(Error::Api(error)) if error.status() == 429 || error.status() >= 500 => {
            println!("retrying later: {error}");
            return Next::Poll(error.retry_after().unwrap_or_default().max(interval));
        }
        // The network is down, the response is not Seam's, or Seam refused this request: the next one may succeed.
        Err(error) => println!("retrying later: {error}"),
    }
    Next::Poll(interval)
}

fn main() -> ExitCode {
    let in_environment = ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN"]
        .iter()
        .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    let result = if in_environment { call_seam() } else { call_fake_seam() };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn call_seam() -> Result<(), Error> {
    let keeper = SessionKeeper::new(Seam::from_env()?, "seam-client-example");
    while let Next::Poll(pause) = poll(&keeper, Duration::from_secs(30)) {
        sleep(pause);
    }
    Ok(())
}

fn call_fake_seam() -> Result<(), Error> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let seam = Seam::builder(Credential::api_key(fake_seam::API_KEY)?)
        .endpoint(fake.url())
        .retry_pauses(Duration::from_millis(10), Duration::from_millis(20))
        .build()?;
    let keeper = SessionKeeper::new(seam, "seam-client-example");
    for outage in [false, true, false] {
        fake.outage(outage);
        if let Next::Poll(pause) = poll(&keeper, Duration::from_millis(100)) {
            sleep(pause);
        }
    }
    Ok(())
}
