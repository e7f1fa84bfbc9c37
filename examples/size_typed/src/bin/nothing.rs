//! An endpoint that returns nothing.

use std::process::ExitCode;

use seam_client::acs::users::Suspend;

fn main() -> ExitCode {
    size_typed::run(|seam, id| seam.acs().users().suspend(Suspend::new().acs_user_id(id)))
}
