//! The events of one type, each once, with a position that is saved.

use std::process::ExitCode;

use seam_client::EventFollower;

fn main() -> ExitCode {
    size_typed::run(|seam, saved| {
        let mut follower = EventFollower::new(seam.clone()).event_types(["lock.unlocked"]);
        if let Err(error) = follower.restore(saved.as_bytes()) {
            println!("{error}");
        }
        while let Some(event) = follower.next_event()? {
            println!("{} {:?}", event.event_type, follower.save());
        }
        Ok(())
    })
}
