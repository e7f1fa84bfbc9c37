//! Unlocks a door: lists the locks that it may see, chooses one, unlocks it, and waits until that is done.
//!
//! `cargo run --example unlock_door` does so at a fake Seam that it starts on this machine. With a credential in the
//! environment (`SEAM_CLIENT_SESSION_TOKEN`, `SEAM_API_KEY`, or `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`)
//! it talks to Seam. Its first argument is the ID or the name of the lock; without one, it unlocks none at Seam. The
//! second is how many seconds to wait: 30, unless it says otherwise.

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
    let patience = Duration::from_secs(seconds);
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let result = if CREDENTIALS.into_iter().any(is_set) {
        Seam::from_env().and_then(|seam| run(&seam, wanted.as_deref(), patience))
    } else {
        at_the_fake(wanted.as_deref(), patience)
    };
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        ExitCode::FAILURE
    })
}

/// As a kiosk does, with a publishable key and a user.
fn at_the_fake(wanted: Option<&str>, patience: Duration) -> Result<ExitCode, Error> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let kiosk = Seam::builder(Credential::publishable_key(PUBLISHABLE_KEY)?).endpoint(fake.url());
    let seam = kiosk.build()?.with_session_for("f3b1c8a05e7d4c2f")?;
    run(&seam, wanted.or(Some(FRONT_DOOR)), patience)
}

fn run(seam: &Seam, wanted: Option<&str>, patience: Duration) -> Result<ExitCode, Error> {
    let locks = seam.locks().pages(locks::List::new()).collect::<Result<Vec<_>, _>>()?;
    for lock in &locks {
        println!("lock {}  {}", lock.device_id, lock.display_name);
    }
    let Some(wanted) = wanted else {
        println!("to unlock one of them, give its ID or its name");
        return Ok(ExitCode::SUCCESS);
    };
    let mut named =
        locks.iter().filter(|lock| [&*lock.device_id, &*lock.display_name].contains(&wanted));
    match (named.next(), named.next()) {
        (Some(lock), None) => unlock(seam, lock, patience),
        (None, _) => Err(Error::invalid("there is no lock of this ID or name")),
        (Some(_), Some(_)) => Err(Error::invalid("several locks have this name: give an ID")),
    }
}

fn unlock(seam: &Seam, lock: &Device, patience: Duration) -> Result<ExitCode, Error> {
    println!("unlocking {}", lock.display_name);
    match seam.run_within(&UnlockDoor::new(&lock.device_id), patience) {
        Ok(_) => {
            println!("it is unlocked");
            return Ok(ExitCode::SUCCESS);
        }
        // The lock failed, and Seam says why.
        Err(Error::Action(error)) if !error.is_pending() => {
            eprintln!("it did not unlock: {}", error.message());
        }
        // Keep the attempt's ID, and `wait` once more if it matters.
        Err(Error::Action(error)) => {
            let attempt = &error.attempt().action_attempt_id;
            eprintln!("it did not unlock in time; it still may: action attempt {attempt}");
        }
        // The response is lost. To send the request again might open the door a second time: look first.
        Err(error) if error.may_have_taken_effect() => {
            eprintln!("it may have unlocked: {error}");
            return look(seam, &lock.device_id, patience);
        }
        // Seam refused, or was not reached: certainly nothing happened, and it may be tried again.
        Err(error) => eprintln!("it was not told to unlock: {error}"),
    }
    Ok(ExitCode::FAILURE)
}

/// Finds out what became of a request whose response was lost.
fn look(seam: &Seam, lock: &str, patience: Duration) -> Result<ExitCode, Error> {
    // Its attempt is among the door's. A client session may not list them, but may ask how the door is.
    let request = action_attempts::List::new().device_id(lock);
    for attempt in seam.action_attempts().pages(request).map_while(Result::ok) {
        if attempt.action_type == action_type::UNLOCK_DOOR && attempt.status == status::PENDING {
            println!("waiting for action attempt {}", attempt.action_attempt_id);
            // However it ends, the door tells.
            let _ = seam.wait_within(attempt, patience);
        }
    }
    let lock = seam.devices().get(devices::Get::new().device_id(lock))?;
    let is_unlocked = lock.properties.locked == Some(false);
    println!("now it {}", if is_unlocked { "is unlocked" } else { "is locked, or does not tell" });
    Ok(if is_unlocked { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
