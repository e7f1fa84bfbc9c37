//! Follows the events of locks, each once, whatever stops it and when.
//!
//! `cargo run --example follow` does so at a fake Seam that it starts on this machine: a door is unlocked while it
//! runs and while it does not. With a credential in the environment (`SEAM_API_KEY`, or
//! `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID`) it follows Seam's events. Its arguments are the file for its
//! position (`seam-position`, if there is none), and after how many rounds to stop (never, if there is none).

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
    let result = if has_credential { at_seam() } else { at_the_fake() };
    if let Err(error) = result {
        eprintln!("{error}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

/// Goes on where the file says, or begins now.
fn start(seam: &Seam, file: &Path) -> Result<EventFollower> {
    let follower = EventFollower::new(seam.clone());
    let mut follower = follower.event_types([LOCK_LOCKED, LOCK_UNLOCKED]);
    match fs::read(file) {
        // A position that cannot be read is for a person to look at: to begin anew would skip events.
        Ok(bytes) => follower.restore(&bytes)?,
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    Ok(follower)
}

/// Handles the events that there are now. Returns how many.
fn round(follower: &mut EventFollower, file: &Path) -> Result<usize> {
    let (mut count, mut saved) = (0, follower.save());
    loop {
        let event = follower.next_event()?;
        if let Some(event) = &event {
            println!("{} {}", event.created_at, event.event_type);
            count += 1;
        }
        // After an event is handled, not before: if the device stops in between, it comes again.
        let bytes = follower.save();
        if bytes != saved {
            // A file that takes the old one's place at once, should the power go.
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

fn at_seam() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let file = arguments.next().map_or_else(|| "seam-position".into(), PathBuf::from);
    let rounds = arguments.next().and_then(|rounds| rounds.to_str()?.parse().ok());
    let mut follower = start(&Seam::from_env()?, &file)?;
    for number in 1.. {
        if let Err(error) = round(&mut follower, &file) {
            match error.downcast_ref::<Error>().map(Error::status) {
                Some(Some(400..=403)) | None => return Err(error),
                // The network is down, or Seam is: it goes on where it was.
                _ => println!("later: {error}"),
            }
        }
        if Some(number) == rounds {
            break;
        }
        sleep(Duration::from_secs(5));
    }
    Ok(())
}

fn at_the_fake() -> Result<()> {
    let fake = FakeSeam::start();
    println!("no credential in the environment: using a fake Seam at {}", fake.url());
    let key = Credential::api_key(fake_seam::API_KEY)?;
    let seam = Seam::builder(key).endpoint(fake.url()).build()?;
    let unlock = || seam.locks().unlock_door(UnlockDoor::new(FRONT_DOOR));
    let file = std::env::temp_dir().join(format!("seam-position-{}", std::process::id()));

    // The fake's clock is another than this machine's.
    let mut follower = start(&seam, &file)?.since("2025-06-15T00:00:00Z");
    unlock()?;
    while round(&mut follower, &file)? == 0 {}
    drop(follower);
    println!("stopped; the door is unlocked twice meanwhile");
    unlock()?;
    unlock()?;
    println!("started again");
    let mut follower = start(&seam, &file)?;
    // The fake does it some requests later.
    let rounds: Result<Vec<_>> = (0..4).map(|_| round(&mut follower, &file)).collect();
    println!("{} events, each once", rounds?.iter().sum::<usize>());
    Ok(fs::remove_file(file)?)
}
