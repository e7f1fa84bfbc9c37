//! Simulated phones, for tests in a sandbox workspace.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/phones/simulate).
//!
//! ```no_run
//! use seam_client::phones::simulate;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! # let user_identity_id = "";
//! let phone = seam
//!     .phones()
//!     .simulate()
//!     .create_sandbox_phone(simulate::CreateSandboxPhone::new(user_identity_id))?;
//! println!("{}", phone.device_id);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::endpoint::{endpoint, object};
use crate::phones::Phone;
use crate::{Error, Seam};

/// The endpoints of `/phones/simulate`, returned by
/// [`Phones::simulate`](crate::phones::Phones::simulate).
#[derive(Clone, Copy, Debug)]
pub struct Simulate<'a> {
    seam: &'a Seam,
}

impl<'a> Simulate<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Gives a user identity a simulated phone. Sandbox workspaces only.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See
    /// [Seam's page on it](https://docs.seam.co/latest/api/phones/simulate/create_sandbox_phone).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create_sandbox_phone(&self, request: CreateSandboxPhone<'_>) -> Result<Phone, Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create_sandbox_phone`](Simulate::create_sandbox_phone).
    pub struct CreateSandboxPhone<'a>(
        /// The user identity's ID.
        user_identity_id: &'a str,
    ) {
        /// What ASSA ABLOY would report about the phone.
        assa_abloy_metadata: &'a AssaAbloyMetadata<'a>,
        /// The simulated app installation's ID.
        custom_sdk_installation_id: &'a str,
        /// Make and model of the simulated phone.
        phone_metadata: &'a PhoneMetadata<'a>,
    }
    post "/phones/simulate/create_sandbox_phone";
    response "phone": Phone;
}

object! {
    /// What is in [`assa_abloy_metadata`](CreateSandboxPhone::assa_abloy_metadata).
    pub struct AssaAbloyMetadata<'a> {
        /// Version of the app; `1.0.0` by default.
        application_version: &'a str,
        /// Whether the phone has Bluetooth Low Energy (BLE); true by default.
        ble_capability: bool,
        /// Whether the phone has host card emulation (HCE); false by default.
        hce_capability: bool,
        /// Whether the phone has near-field communication (NFC); false by default.
        nfc_capability: bool,
        /// Version of the Seos applet; `1.0.0` by default.
        seos_applet_version: &'a str,
        /// Number of the endpoint at the Seos trusted service manager (TSM); 1 by default.
        seos_tsm_endpoint_id: i64,
    }
}

object! {
    /// What is in [`phone_metadata`](CreateSandboxPhone::phone_metadata).
    pub struct PhoneMetadata<'a> {
        /// Who makes the phone; `Samsung` by default.
        device_manufacturer: &'a str,
        /// Model of the phone; `Samsung Galaxy S10` by default.
        device_model: &'a str,
        /// Operating system of the phone; `android` by default. Known values: [`operating_system`].
        operating_system: &'a str,
        /// Version of the operating system; `10` by default.
        os_version: &'a str,
    }
}

/// Known values of `operating_system`. Seam may add others.
pub mod operating_system {
    /// `android`
    pub const ANDROID: &str = "android";
    /// `ios`
    pub const IOS: &str = "ios";
}
