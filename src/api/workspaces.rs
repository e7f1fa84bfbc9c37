//! Workspaces: separate sets of devices and other resources, for production or as a sandbox.
//!
//! See [Seam's page on them](https://docs.seam.co/latest/api/workspaces).
//!
//! ```no_run
//! use seam_client::workspaces;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = seam_client::Seam::from_env()?;
//! let workspace = seam.workspaces().get(workspaces::Get::new())?;
//! println!("{}: a sandbox: {}", workspace.name, workspace.is_sandbox);
//! # Ok(())
//! # }
//! ```
// Written by `cargo xtask api`: edit api/*.toml instead.

use crate::action_attempts::ActionAttempt;
use crate::endpoint::{endpoint, object};
use crate::response::response;
use crate::{Error, Seam};

/// The endpoints of `/workspaces`, returned by [`Seam::workspaces`].
#[derive(Clone, Copy, Debug)]
pub struct Workspaces<'a> {
    seam: &'a Seam,
}

impl<'a> Workspaces<'a> {
    pub(crate) fn new(seam: &'a Seam) -> Self {
        Self { seam }
    }

    /// Creates a workspace, for production or as a sandbox.
    ///
    /// Requires a personal access token without a workspace. If the response is lost, the client
    /// does not retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces/create).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn create(&self, request: Create<'_>) -> Result<Workspace, Error> {
        self.seam.call(&request)
    }

    /// Returns the workspace that the credential is for.
    ///
    /// Requires an API key, a personal access token or a client session. If the response is lost,
    /// the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces/get).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn get(&self, request: Get) -> Result<Workspace, Error> {
        self.seam.call(&request)
    }

    /// Lists the workspaces that the credential can reach.
    ///
    /// Requires an API key, a personal access token, a personal access token without a workspace or
    /// a client session. If the response is lost, the client retries the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces/list).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn list(&self, request: List) -> Result<Vec<Workspace>, Error> {
        self.seam.call(&request)
    }

    /// Resets the sandbox workspace that the credential is for. Everything in it is lost.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client does not
    /// retry the call, since Seam may have carried it out.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces/reset_sandbox).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn reset_sandbox(&self, request: ResetSandbox) -> Result<ActionAttempt, Error> {
        self.seam.call(&request)
    }

    /// Changes the workspace that the credential is for.
    ///
    /// Requires an API key or a personal access token. If the response is lost, the client retries
    /// the call.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces/update).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn update(&self, request: Update<'_>) -> Result<(), Error> {
        self.seam.call(&request)
    }
}

endpoint! {
    /// The request of [`create`](Workspaces::create).
    pub struct Create<'a>(
        /// The workspace's name.
        name: &'a str,
    ) {
        /// Name of your company.
        company_name: &'a str,
        /// Name of your company.
        #[deprecated(note = "use `company_name`")]
        connect_partner_name: &'a str,
        /// How the workspace's Connect Webviews look.
        connect_webview_customization: &'a WebviewCustomization<'a>,
        /// Whether the workspace is a sandbox, with simulated devices; false by default.
        is_sandbox: bool,
        /// ID of the organization that the workspace belongs to.
        organization_id: &'a str,
        /// Shape of the logo on Connect Webviews. Known values: [`webview_logo_shape`].
        #[deprecated(note = "use `connect_webview_customization`: its `logo_shape`")]
        webview_logo_shape: &'a str,
        /// Color of the main button on Connect Webviews.
        #[deprecated(note = "use `connect_webview_customization`: its `primary_button_color`")]
        webview_primary_button_color: &'a str,
        /// Color of the text on that button.
        #[deprecated(note = "use `connect_webview_customization`: its `primary_button_text_color`")]
        webview_primary_button_text_color: &'a str,
        /// Message of Connect Webviews once the account is connected.
        #[deprecated(note = "use `connect_webview_customization`: its `success_message`")]
        webview_success_message: &'a str,
    }
    post "/workspaces/create";
    response "workspace": Workspace;
}

endpoint! {
    /// The request of [`get`](Workspaces::get).
    pub struct Get {}
    post "/workspaces/get";
    response "workspace": Workspace;
    idempotent;
}

endpoint! {
    /// The request of [`list`](Workspaces::list).
    pub struct List {}
    post "/workspaces/list";
    response "workspaces": Vec<Workspace>;
    idempotent;
}

endpoint! {
    /// The request of [`reset_sandbox`](Workspaces::reset_sandbox).
    pub struct ResetSandbox {}
    post "/workspaces/reset_sandbox";
    response "action_attempt": ActionAttempt;
}

endpoint! {
    /// The request of [`update`](Workspaces::update).
    pub struct Update<'a> {
        /// Name of your company.
        connect_partner_name: &'a str,
        /// How the workspace's Connect Webviews look.
        connect_webview_customization: &'a WebviewCustomization<'a>,
        /// Whether publishable keys of the workspace are accepted.
        is_publishable_key_auth_enabled: bool,
        /// True suspends the workspace, false resumes it.
        is_suspended: bool,
        /// The workspace's name.
        name: &'a str,
        /// ID of the organization to move the workspace to; you must own it and administer the
        /// organization.
        organization_id: &'a str,
    }
    post "/workspaces/update";
    idempotent;
}

object! {
    /// What is in [`connect_webview_customization`](Create::connect_webview_customization).
    pub struct WebviewCustomization<'a> {
        /// Shape of the logo; `None` unsets it. Known values: [`logo_shape`].
        logo_shape: Option<&'a str>,
        /// Color of the main button; `None` unsets it.
        primary_button_color: Option<&'a str>,
        /// Color of the text on the main button; `None` unsets it.
        primary_button_text_color: Option<&'a str>,
        /// Message once the account is connected; `None` unsets it.
        success_message: Option<&'a str>,
    }
}

response! {
    /// A workspace: the devices, accounts and other resources that one API key can reach.
    ///
    /// See [Seam's page on it](https://docs.seam.co/latest/api/workspaces).
    pub struct Workspace {
        /// Name of the company behind the workspace.
        pub company_name: String,
        /// Name of the company behind the workspace.
        #[deprecated(note = "use `company_name`")]
        pub connect_partner_name: Option<String>,
        /// How the workspace's Connect Webviews look.
        pub connect_webview_customization: ConnectWebviewCustomization,
        /// Whether the workspace accepts its publishable key.
        pub is_publishable_key_auth_enabled: Option<bool>,
        /// Whether it is a sandbox, where devices are simulated.
        pub is_sandbox: bool,
        /// Whether it is suspended.
        pub is_suspended: bool,
        /// Its name.
        pub name: String,
        /// ID of the workspace's organization; absent if it has none.
        pub organization_id: Option<String>,
        /// Key for client-side apps; it can only create client sessions.
        pub publishable_key: Option<String>,
        /// The workspace's ID.
        pub workspace_id: String,
    }
}

response! {
    /// How a workspace's Connect Webviews look.
    pub struct ConnectWebviewCustomization {
        /// URL of the logo at the top.
        pub inviter_logo_url: Option<String>,
        /// Shape of the logo: `circle` or `square`. Known values: [`logo_shape`].
        pub logo_shape: Option<String>,
        /// Color of the main button.
        pub primary_button_color: Option<String>,
        /// Color of the text on the main button.
        pub primary_button_text_color: Option<String>,
        /// Text that users see once their account is connected.
        pub success_message: Option<String>,
    }
}

/// Known values of `webview_logo_shape`. Seam may add others.
pub mod webview_logo_shape {
    /// `circle`
    pub const CIRCLE: &str = "circle";
    /// `square`
    pub const SQUARE: &str = "square";
}

/// Known values of `logo_shape`. Seam may add others.
pub mod logo_shape {
    /// `circle`
    pub const CIRCLE: &str = "circle";
    /// `square`
    pub const SQUARE: &str = "square";
}
