//! An action, and the wait until it ends.

use std::process::ExitCode;

use seam_client::locks::UnlockDoor;

fn main() -> ExitCode {
    size_typed::run(|seam, id| {
        let attempt = seam.run(&UnlockDoor::new(id))?;
        println!("{} {}", attempt.action_attempt_id, attempt.status);
        Ok(())
    })
}
