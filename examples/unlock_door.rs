//! Unlocks a door: lists the locks that the credential can see, unlocks one, and waits until the door is open.
//!
//! `cargo run --example unlock_door` calls a fake Seam that it starts on this machine. With a credential in the
//! environment (`SEAM_CLIENT_SESSION_TOKEN`, `SEAM_API_KEY`, or `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`)
//! it calls Seam. The first argument is the ID or the name of the lock; without it, the example only lists Seam's
//! locks. The second argument is how many seconds to wait (default: 30).

use std::process::ExitCode;
use std::time::Duration;

use fake_seam::{FRONT_DOOR, FakeSeam, PUBLISHABLE_KEY};
use seam_client::action_attempts::{self, action_type, status};
use seam_client::devices::{self, Device};
use seam_client::locks::{self, UnlockDoor};
use seam_client::{Credential, Error, Seam};

const CREDENTIALS: [&str; 3] =
    ["SEAM_CLIENT_SESSION_TOKEN", "SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN"];

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1);
    let seconds = std::env::args().nth(2).and_then(|seconds| seconds.parse().ok()).unwrap_or(30);
    let timeout = Duration::from_secs(seconds);
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let result = if CREDENTIALS.into_iter().any(is_set) {
        Seam::from_env().and_then(|seam| run(&seam, wanted.as_deref(), timeout))
    } else {
        call_fake_seam(wanted.as_deref(), timeout)
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

/// Calls it as a kiosk does: with a publishable key, for a user.
fn call_fake_seam(wanted: Option<&str>, timeout: Duration) -> Result<ExitCode, Error> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let kiosk = Seam::builder(Credential::publishable_key(PUBLISHABLE_KEY)?).endpoint(fake.url());
    let seam = kiosk.build()?.with_session_for("f3b1c8a05e7d4c2f")?;
    run(&seam, wanted.or(Some(FRONT_DOOR)), timeout)
}

fn run(seam: &Seam, wanted: Option<&str>, timeout: Duration) -> Result<ExitCode, Error> {
    let locks = seam.locks().pages(locks::List::new()).collect::<Result<Vec<_>, _>>()?;
    for lock in &locks {
        println!("lock {}  {}", lock.device_id, lock.display_name);
    }
    let Some(wanted) = wanted else {
        println!("to unlock one of them, pass its ID or name");
        return Ok(ExitCode::SUCCESS);
    };
    let mut named =
        locks.iter().filter(|lock| [&*lock.device_id, &*lock.display_name].contains(&wanted));
    match (named.next(), named.next()) {
        (Some(lock), None) => unlock(seam, lock, timeout),
        (None, _) => Err(Error::invalid("no lock has this ID or name")),
        (Some(_), Some(_)) => Err(Error::invalid("several locks have this name: pass an ID")),
    }
}

fn unlock(seam: &Seam, lock: &Device, timeout: Duration) -> Result<ExitCode, Error> {
    println!("unlocking {}", lock.display_name);
    match seam.run_within(&UnlockDoor::new(&lock.device_id), timeout) {
        Ok(_) => {
            println!("it is unlocked");
            return Ok(ExitCode::SUCCESS);
        }
        // The lock failed, and Seam says why.
        Err(Error::Action(error)) if !error.is_pending() => {
            eprintln!("it did not unlock: {}", error.message());
        }
        // Keep the attempt's ID, and call `wait` again if you need the result.
        Err(Error::Action(error)) => {
            let attempt = &error.attempt().action_attempt_id;
            eprintln!("it did not unlock in time, but still may: action attempt {attempt}");
        }
        // The response was lost. Sending the request again might open the door a second time: check first.
        Err(error) if error.may_have_taken_effect() => {
            eprintln!("it may have unlocked: {error}");
            return check(seam, &lock.device_id, timeout);
        }
        // Seam refused or could not be reached. Nothing happened, so you can safely retry.
        Err(error) => eprintln!("the door was not unlocked: {error}"),
    }
    Ok(ExitCode::FAILURE)
}

/// Finds out whether a request whose response was lost took effect.
fn check(seam: &Seam, lock: &str, timeout: Duration) -> Result<ExitCode, Error> {
    // Its action attempt is one of the door's. A client session cannot list attempts, but can get the door's state.
    let request = action_attempts::List::new().device_id(lock);
    for attempt in seam.action_attempts().pages(request).map_while(Result::ok) {
        if attempt.action_type == action_type::UNLOCK_DOOR && attempt.status == status::PENDING {
            println!("waiting for action attempt {}", attempt.action_attempt_id);
            // The result does not matter: the door's state is checked below.
            let _ = seam.wait_within(attempt, timeout);
        }
    }
    let lock = seam.devices().get(devices::Get::new().device_id(lock))?;
    let is_unlocked = lock.properties.locked == Some(false);
    println!(
        "the door {}",
        if is_unlocked { "is unlocked" } else { "is locked, or its state is unknown" }
    );
    Ok(if is_unlocked { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
