//! All pages of a list.

use std::process::ExitCode;

use seam_client::user_identities::List;

fn main() -> ExitCode {
    size_typed::run(|seam, _| {
        for identity in seam.user_identities().pages(List::new()) {
            println!("{}", identity?.user_identity_id);
        }
        Ok(())
    })
}
