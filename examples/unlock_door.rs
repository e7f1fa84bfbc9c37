//! Unlocks a lock for a user, by endpoints that this program declares itself: lists the locks that
//! the user's session can see, unlocks one, and waits until it is done.
//!
//! `cargo run --example unlock_door` does so at a fake Seam that it starts on this machine. With a
//! client session's token in `SEAM_CLIENT_SESSION_TOKEN` it talks to Seam: it lists the locks, and
//! unlocks the one whose ID is its first argument, if there is one. The second is how many seconds to
//! wait: 30, unless it says otherwise.

use std::env::VarError;
use std::process::ExitCode;
use std::thread::sleep;
use std::time::{Duration, Instant};

use seam_client::{Credential, Error, Seam, endpoint};

// One codec is enough for a program of your own: these lines let the example use either.
#[cfg(not(feature = "serde"))]
use miniserde::Deserialize;
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
#[cfg(feature = "serde")]
use serde::Deserialize;

#[path = "../tests/support/mod.rs"]
mod support;

use support::fake_seam::{self, FakeSeam};

endpoint! {
    struct ListLocks {}
    post "/locks/list";
    answer "devices": Vec<Lock>, by codec;
    repeatable;
}

/// What this program wants of the hundred members of a device.
#[derive(Deserialize)]
struct Lock {
    device_id: String,
    display_name: String,
}

endpoint! {
    struct UnlockDoor<'a>(device_id: &'a str) {}
    post "/locks/unlock_door";
    answer "action_attempt": ActionAttempt, by codec;
    // Nothing says `repeatable`: nobody wants a door to open by itself a second time.
}

endpoint! {
    struct GetActionAttempt<'a>(action_attempt_id: &'a str) {}
    post "/action_attempts/get";
    answer "action_attempt": ActionAttempt, by codec;
    repeatable;
}

#[derive(Deserialize)]
struct ActionAttempt {
    action_attempt_id: String,
    status: String,
    error: Option<ActionError>,
}

#[derive(Deserialize)]
struct ActionError {
    message: String,
}

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
    for lock in seam.call(&ListLocks::new())? {
        println!("lock {}  {}", lock.device_id, lock.display_name);
    }
    let Some(lock) = lock else {
        println!("to unlock one of them, give its ID");
        return Ok(ExitCode::SUCCESS);
    };

    let attempt = seam.call(&UnlockDoor::new(lock))?;
    println!("unlocking {lock}");
    let Some(attempt) = settled(seam, attempt, patience)? else {
        eprintln!("it did not unlock in time; it still may");
        return Ok(ExitCode::FAILURE);
    };
    if attempt.status == "success" {
        println!("it is unlocked");
        Ok(ExitCode::SUCCESS)
    } else {
        let reason = attempt.error.map_or(attempt.status, |error| error.message);
        eprintln!("it did not unlock: {reason}");
        Ok(ExitCode::FAILURE)
    }
}

/// Asks after the attempt until Seam says how it ended; `None`, if that takes longer than `patience`.
fn settled(
    seam: &Seam,
    mut attempt: ActionAttempt,
    patience: Duration,
) -> Result<Option<ActionAttempt>, Error> {
    let start = Instant::now();
    while attempt.status == "pending" {
        if start.elapsed() >= patience {
            return Ok(None);
        }
        sleep(Duration::from_millis(250));
        attempt = seam.call(&GetActionAttempt::new(&attempt.action_attempt_id))?;
    }
    Ok(Some(attempt))
}
