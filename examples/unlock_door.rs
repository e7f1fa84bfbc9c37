//! Unlocks a lock for a user: lists the locks that the user's session can see, unlocks one, and waits
//! until it is done.
//!
//! `cargo run --example unlock_door` does so at a fake Seam that it starts on this machine. With a
//! client session's token in `SEAM_CLIENT_SESSION_TOKEN` it talks to Seam: it lists the locks, and
//! unlocks the one whose ID is its first argument, if there is one. The second is how many seconds to
//! wait: 30, unless it says otherwise.

use std::env::VarError;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use seam_client::action_attempts::{ActionAttempt, Get, status};
use seam_client::locks::{self, UnlockDoor};
use seam_client::{Credential, Error, Seam};

#[path = "../tests/support/mod.rs"]
mod support;

use support::fake_seam::{self, FakeSeam};

fn main() -> ExitCode {
    let lock = std::env::args().nth(1);
    let seconds = std::env::args().nth(2).and_then(|seconds| seconds.parse().ok()).unwrap_or(30);
    let patience = Duration::from_secs(seconds);
    let result = match std::env::var("SEAM_CLIENT_SESSION_TOKEN") {
        Ok(token) => at_seam(token, lock.as_deref(), patience),
        Err(VarError::NotPresent) => at_the_fake(lock.as_deref(), patience),
        Err(VarError::NotUnicode(_)) => {
            Err(Error::invalid("SEAM_CLIENT_SESSION_TOKEN is not UTF-8 text"))
        }
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn at_seam(token: String, lock: Option<&str>, patience: Duration) -> Result<ExitCode, Error> {
    let seam = Seam::builder(Credential::client_session_token(token)?).endpoint_from_env()?;
    run(&seam.build()?, lock, patience)
}

/// As a kiosk does, with a publishable key and a user.
fn at_the_fake(lock: Option<&str>, patience: Duration) -> Result<ExitCode, Error> {
    let fake = FakeSeam::start();
    println!("no token in the environment: using a fake Seam at {}", fake.url());
    let key = Credential::publishable_key(fake_seam::PUBLISHABLE_KEY)?;
    let kiosk = Seam::builder(key).endpoint(fake.url()).build()?;
    let seam = kiosk.with_session_for("f3b1c8a05e7d4c2f")?;
    run(&seam, lock.or(Some(fake_seam::FRONT_DOOR)), patience)
}

fn run(seam: &Seam, lock: Option<&str>, patience: Duration) -> Result<ExitCode, Error> {
    for lock in seam.locks().list(locks::List::new())? {
        println!("lock {}  {}", lock.device_id, lock.display_name);
    }
    let Some(lock) = lock else {
        println!("to unlock one of them, give its ID");
        return Ok(ExitCode::SUCCESS);
    };

    // Not retried once Seam may have it: nobody wants a door to open by itself a second time.
    let attempt = seam.locks().unlock_door(UnlockDoor::new(lock))?;
    println!("unlocking {lock}");
    let attempt = wait(seam, attempt, patience)?;
    match attempt.status.as_str() {
        status::SUCCESS => {
            println!("it is unlocked");
            return Ok(ExitCode::SUCCESS);
        }
        status::PENDING => eprintln!("it did not unlock in time; it still may"),
        _ => {
            let reason = attempt.error.map_or(attempt.status, |error| error.message);
            eprintln!("it did not unlock: {reason}");
        }
    }
    Ok(ExitCode::FAILURE)
}

/// Asks after the attempt until it is no longer pending, or `patience` is over.
fn wait(
    seam: &Seam,
    mut attempt: ActionAttempt,
    patience: Duration,
) -> Result<ActionAttempt, Error> {
    let start = Instant::now();
    while attempt.status == status::PENDING && start.elapsed() < patience {
        sleep(Duration::from_millis(250));
        attempt = seam.action_attempts().get(Get::new(&attempt.action_attempt_id))?;
    }
    Ok(attempt)
}
