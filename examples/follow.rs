//! Follows the events of locks, and loses none when it is stopped and started again.
//!
//! `cargo run --example follow` calls a fake Seam that it starts on this machine: a door is unlocked while the follower
//! runs and while it is stopped. With a credential in the environment (`SEAM_API_KEY`, or
//! `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`) it follows Seam's events. The arguments are the file that
//! keeps the position (default: `seam-position`), and after how many rounds to stop (default: never).

use std::error::Error as StdError;
use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use fake_seam::{FRONT_DOOR, FakeSeam};
use seam_client::events::event_type::{LOCK_LOCKED, LOCK_UNLOCKED};
use seam_client::{Credential, Error, EventFollower, Seam, locks::UnlockDoor};

type Result<T> = std::result::Result<T, Box<dyn StdError>>;

fn main() -> ExitCode {
    let is_set = |name| std::env::var_os(name).is_some_and(|text| !text.is_empty());
    let has_credential = ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN"].into_iter().any(is_set);
    let result = if has_credential { call_seam() } else { call_fake_seam() };
    if let Err(error) = result {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Resumes at the position in the file. Without a file, starts at the present time.
fn start(seam: &Seam, file: &Path) -> Result<EventFollower> {
    let follower = EventFollower::new(seam.clone());
    let mut follower = follower.event_types([LOCK_LOCKED, LOCK_UNLOCKED]);
    match fs::read(file) {
        // If the position cannot be read, somebody has to look at it: starting over would skip events.
        Ok(bytes) => follower.restore(&bytes)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    Ok(follower)
}

/// Handles the events that are available now. Returns how many there were.
fn round(follower: &mut EventFollower, file: &Path) -> Result<usize> {
    let (mut count, mut saved) = (0, follower.save());
    loop {
        let event = follower.next_event()?;
        if let Some(event) = &event {
            println!("{} {}", event.created_at, event.event_type);
            count += 1;
        }
        // Save after handling an event, not before: if the device stops in between, the event comes again.
        let bytes = follower.save();
        if bytes != saved {
            // Write a new file and rename it: a power failure leaves either the old position or the new one.
            let new = file.with_extension("new");
            let mut out = File::create(&new)?;
            out.write_all(&bytes)?;
            out.sync_all()?;
            fs::rename(new, file)?;
            saved = bytes;
        }
        if event.is_none() {
            return Ok(count);
        }
    }
}

fn call_seam() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let file = arguments.next().map_or_else(|| "seam-position".into(), PathBuf::from);
    let rounds = arguments.next().and_then(|rounds| rounds.to_str()?.parse().ok());
    let mut follower = start(&Seam::from_env()?, &file)?;
    for number in 1.. {
        if let Err(error) = round(&mut follower, &file) {
            match error.downcast_ref::<Error>().map(Error::status) {
                Some(Some(400..=403)) | None => return Err(error),
                // The network or Seam is down: the next round resumes at the same position.
                _ => println!("retrying later: {error}"),
            }
        }
        if Some(number) == rounds {
            break;
        }
        sleep(Duration::from_secs(5));
    }
    Ok(())
}

fn call_fake_seam() -> Result<()> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let key = Credential::api_key(fake_seam::API_KEY)?;
    let seam = Seam::builder(key).endpoint(fake.url()).build()?;
    let unlock = || seam.locks().unlock_door(UnlockDoor::new(FRONT_DOOR));
    let file = std::env::temp_dir().join(format!("seam-position-{}", std::process::id()));

    // The fake's clock differs from this machine's.
    let mut follower = start(&seam, &file)?.since("2025-06-15T00:00:00Z");
    unlock()?;
    while round(&mut follower, &file)? == 0 {}
    drop(follower);
    println!("stopped; meanwhile, the door is unlocked twice");
    unlock()?;
    unlock()?;
    println!("restarted");
    let mut follower = start(&seam, &file)?;
    // The fake unlocks the door a few requests later.
    let rounds: Result<Vec<_>> = (0..4).map(|_| round(&mut follower, &file)).collect();
    println!("{} events, each once", rounds?.iter().sum::<usize>());
    Ok(fs::remove_file(file)?)
}
