//! A webhook's request, verified and read.

use std::process::ExitCode;

use seam_client::{Secret, webhook};

fn main() -> ExitCode {
    size_typed::run(|_, text| {
        match webhook::verify(&Secret::from(text), [("svix-id", text)], text.as_bytes()) {
            Ok(event) => println!("{}", event.event_type),
            Err(error) => println!("{error}"),
        }
        Ok(())
    })
}
