//! A list of the largest struct that Seam returns.

use std::process::ExitCode;

use seam_client::devices::List;

fn main() -> ExitCode {
    size_typed::run(|seam, _| {
        for device in seam.devices().list(List::new().limit(50))? {
            println!("{} {}", device.device_id, device.device_type);
        }
        Ok(())
    })
}
