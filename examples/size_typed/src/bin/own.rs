//! A list, read into a struct of the program's own, with three fields.

use std::process::ExitCode;

#[cfg(not(feature = "serde"))]
use miniserde::Deserialize;
use seam_client::devices::List;
#[cfg(not(feature = "serde"))]
use seam_client::json::miniserde as codec;
#[cfg(feature = "serde")]
use seam_client::json::serde as codec;
#[cfg(feature = "serde")]
use serde::Deserialize;

#[derive(Deserialize)]
struct Mine {
    device_id: String,
    device_type: String,
    can_remotely_unlock: Option<bool>,
}

fn main() -> ExitCode {
    size_typed::run(|seam, _| {
        let devices: Vec<Mine> = seam.call_as(&List::new(), codec)?;
        for device in devices.iter().filter(|device| device.can_remotely_unlock == Some(true)) {
            println!("{} {}", device.device_id, device.device_type);
        }
        Ok(())
    })
}
