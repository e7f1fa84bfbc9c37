//! A small, blocking client for the [Seam API](https://docs.seam.co) (smart locks and access
//! control), for gateways, kiosks, door controllers and scripts: plain function calls, plain structs,
//! no async runtime.
//!
//! ```no_run
//! use std::time::Duration;
//!
//! use seam_client::{Seam, client_sessions::GetOrCreate, devices, locks};
//!
//! fn main() -> Result<(), seam_client::Error> {
//!     let seam = Seam::from_env()?; // SEAM_API_KEY
//!     for device in seam.devices().pages(devices::List::new()) {
//!         let device = device?;
//!         println!("{}: battery {:?}", device.display_name, device.properties.battery_level);
//!     }
//!
//!     let front_door = "c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d";
//!     seam.run(&locks::UnlockDoor::new(front_door))?; // Waits until it is done.
//!     println!("unlocked");
//!
//!     // A session, for a program that may do only what one user may. `expires_in` requires the right time on the
//!     // device; without it, Seam chooses.
//!     let session = seam.client_sessions().get_or_create(
//!         GetOrCreate::new()
//!             .user_identifier_key("f3b1c8a05e7d4c2f")
//!             .expires_in(Duration::from_secs(24 * 60 * 60)),
//!     )?;
//!     println!("{} ends {}", session.client_session_id, session.expires_at);
//!     Ok(())
//! }
//! ```
//!
//! [`Seam`] is the client, and [`SeamBuilder`] has its settings, each with a default. A call returns a struct
//! with public fields, or an [`Error`].
//!
//! # What can be called
//!
#![doc = include_str!("namespaces.md")]
//!
//! Each method's documentation says which credentials it requires, whether the client
//! [retries](#when-things-go-wrong) it, and where Seam documents it. What Seam has deprecated is
//! `#[deprecated]`, with what to use instead. A program contains only the endpoints that it calls.
//!
//! ## Requests
//!
//! The request's `new` takes what is required, and there is a setter for each other parameter. Parameters that you
//! don't set are not sent. Requests borrow their strings and lists.
//!
//! ```no_run
//! use std::collections::BTreeMap;
//! use std::time::SystemTime;
//!
//! use seam_client::{Seam, access_codes, access_grants, devices};
//! use seam_client::access_grants::RequestedAccessMethod;
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = Seam::from_env()?;
//! # let (device_id, user_id, name) = ("", "", None::<&str>);
//! // A time is a string in ISO 8601 or a `SystemTime`. A setter takes an `Option` too: `None` leaves the
//! // parameter out.
//! seam.access_codes().create(
//!     access_codes::Create::new(device_id)
//!         .name(name)
//!         .starts_at(SystemTime::now())
//!         .ends_at("2030-12-04T11:00:00Z"),
//! )?;
//!
//! // Where Seam takes `null` to unset something, `None` sends `null`.
//! seam.devices().update(devices::Update::new(device_id).name(None))?;
//!
//! // Lists are passed by reference: an array, a `Vec` or a slice, of strings or of objects.
//! let methods = [RequestedAccessMethod::new("code").code("4711"), RequestedAccessMethod::new("card")];
//! let device_ids = vec![device_id];
//! seam.access_grants().create(
//!     access_grants::Create::new(&methods).user_identity_id(user_id).device_ids(&device_ids),
//! )?;
//!
//! // Objects whose keys you choose are pairs or a map.
//! let rooms = BTreeMap::from([("room", "12"), ("floor", "1")]);
//! seam.devices().update(devices::Update::new(device_id).custom_metadata(&rooms))?;
//! seam.devices().list(devices::List::new().custom_metadata_has(&[("room", "12")]))?;
//! # Ok(())
//! # }
//! ```
//!
//! [`Argument`](endpoint::Argument) lists every type that a setter takes. If Seam requires one of several parameters, the client
//! [refuses](Error::Invalid) a request with none of them before it is sent.
//!
//! ## Responses
//!
//! What a call returns is a plain struct, `Clone`, `Debug`, `PartialEq`, and `Default` for your tests. A field that
//! Seam may leave out is an `Option`. If Seam leaves out a field that it documents as required, the call fails with
//! [`Error::Decode`], which names the field. Fields and codes that this crate does not know never make a call
//! fail.
//!
//! | in a response | is |
//! |---|---|
//! | a text, an ID, a time in ISO 8601 | `String` |
//! | a code, such as `device_type` | `String`, with constants for the codes that are known: [`devices::device_type::AUGUST_LOCK`] |
//! | a PIN, a token, a link that lets in whoever opens it | [`Secret`], which prints only its prefix |
//! | custom metadata | [`Metadata`]: texts and `bool`s by name |
//! | data that differs by manufacturer or kind of action | [`Lazy`]: decoded when you read it; a program that never does does not contain its type |
//! | what Seam does not describe | [`Json`]: its text |
//! | errors and warnings of a device, a code or an account | [`issue::Issue`], with a code and a message |
//!
//! ## Other ways to call
//!
//! * [`Seam::call_as`] reads the response of any request into a struct of your own. Only the fields that your
//!   struct names are read. It derives `Deserialize` of serde (with serde's feature `derive`) or miniserde.
//! * [`Seam::call_for_json`] returns the response of any request as JSON text.
//! * [`Seam::call_json`] has no types at all: a path and JSON text in, JSON text out.
//!   [`Seam::call_json_idempotent`] retries it.
//! * [`endpoint!`] declares what Seam adds after this version, with a struct of yours for the response, and
//!   [`object!`] an object within such a request. [`Seam::call`] sends it as it does the crate's own requests.
//!   [The module `endpoint`](mod@endpoint) shows how.
//!
//! ```no_run
//! # #[cfg(not(feature = "serde"))]
//! # fn main() {}
//! # #[cfg(feature = "serde")]
//! # fn main() -> Result<(), seam_client::Error> {
//! # use serde_derive as serde;
//! use seam_client::{Seam, devices, json};
//!
//! #[derive(serde::Deserialize)]
//! struct Battery {
//!     device_id: String,
//!     properties: Properties,
//! }
//!
//! #[derive(serde::Deserialize)]
//! struct Properties {
//!     battery_level: Option<f64>,
//! }
//!
//! let seam = Seam::from_env()?;
//! let batteries: Vec<Battery> = seam.call_as(&devices::List::new(), json::serde)?;
//! for Battery { device_id, properties } in batteries {
//!     println!("{device_id}: {:?}", properties.battery_level);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Doing things and waiting
//!
//! An action, such as unlocking a door, takes seconds: its call returns an
//! [`ActionAttempt`](action_attempts::ActionAttempt) that is pending. [`Seam::run`] sends the request and polls Seam
//! until the action has succeeded or failed, for up to 10 seconds ([`SeamBuilder::wait_timeout`], or
//! [`Seam::run_within`] for one action). [`Seam::wait`] does the same for an attempt that you already have.
//!
//! ```no_run
//! use seam_client::{Error, Seam, locks::UnlockDoor};
//!
//! # fn main() -> Result<(), Error> {
//! # let (seam, front_door) = (Seam::from_env()?, "");
//! match seam.run(&UnlockDoor::new(front_door)) {
//!     Ok(_) => println!("unlocked"),
//!     // The time is over, and the action is still pending: `Seam::wait` continues.
//!     Err(Error::Action(error)) if error.is_pending() => println!("not yet: {error}"),
//!     // The action failed, and Seam says why.
//!     Err(Error::Action(error)) => println!("failed: {error}"),
//!     // The network broke: Seam may have unlocked it, or not.
//!     Err(error) if error.may_have_taken_effect() => println!("unknown: {error}"),
//!     // Nothing happened: you can retry.
//!     Err(error) => println!("not done: {error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! The client never sends an unlock again once it may have reached Seam, unless Seam itself has responded that it is too busy
//! to do it (429). While it waits, it repeats only the poll, so a
//! network that breaks does no harm. If the response to the action itself is lost, look for its attempt:
//! `seam.action_attempts().list(List::new().device_id(…))` lists those of the device. A client session may not call
//! that: for it, [events](#events) such as `lock.unlocked` say what happened, with the attempt's ID.
//!
//! # Lists
//!
//! A `list` that has pages returns one of them. `pages` goes through all of them, and requests each page when you ask
//! for its first item:
//!
//! ```no_run
//! use seam_client::{Seam, devices};
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! # let seam = Seam::from_env()?;
//! for device in seam.devices().pages(devices::List::new()) {
//!     println!("{}", device?.display_name);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! A page has 100 items unless you set `limit`: larger pages may exceed
//! [`max_response_size`](SeamBuilder::max_response_size). [`Pages`] says how to continue after an error and after a
//! restart. A list without pages, such as `events().list`, has no `pages` method. [`Seam::json_pages`] goes through
//! the pages of a list whose path you know only at run time.
//!
//! # Events
//!
//! A device behind NAT cannot receive webhooks; it asks Seam for events instead. [`EventFollower`] returns each event
//! once while it runs, even if Seam lists it late, if it has the same time as another, or if there are more events than Seam lists
//! at once. After a restart it continues where it was:
//!
//! ```no_run
//! use std::{fs, thread, time::Duration};
//!
//! use seam_client::{EventFollower, Seam};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mut follower = EventFollower::new(Seam::from_env()?).event_types(["lock.unlocked"]);
//! if fs::exists("/var/lib/gateway/position")? {
//!     follower.restore(&fs::read("/var/lib/gateway/position")?)?;
//! }
//! loop {
//!     let event = follower.next_event()?;
//!     if let Some(event) = &event {
//!         println!("{} {:?}", event.occurred_at, event.device_id);
//!     }
//!     // Save also if there is no event: the first position says where it began. `rename` replaces the file at once.
//!     fs::write("/var/lib/gateway/position.new", follower.save())?;
//!     fs::rename("/var/lib/gateway/position.new", "/var/lib/gateway/position")?;
//!     if event.is_none() {
//!         thread::sleep(Duration::from_secs(5));
//!     }
//! #   break Ok(());
//! }
//! # }
//! ```
//!
//! A program that is killed after it has handled an event, and before it has saved the position, gets that event again.
//! `save` returns the same bytes until the position changes: to spare a device's flash, write them only then, as
//! `examples/follow.rs` does.
//! [`next_event_json`](EventFollower::next_event_json) returns events as JSON text, with every field that Seam sent.
//!
//! # Webhooks
//!
//! A program that Seam can reach verifies each request to its webhook: [`webhook::verify`] takes the webhook's
//! secret, the request's headers and its body, and returns the [`Event`](events::Event).
//!
//! ```no_run
//! use seam_client::{Secret, webhook};
//!
//! # fn main() -> Result<(), webhook::VerifyError> {
//! # let (secret, headers, body) = (Secret::from(""), [("svix-id", "")], b"");
//! let event = webhook::verify(&secret, headers, body)?;
//! println!("{} at {}", event.event_type, event.occurred_at);
//! # Ok(())
//! # }
//! ```
//!
//! # Choosing a build for a device
//!
//! The size of a program with one typed call, with the profile below, stripped, on x86_64:
//!
#![doc = include_str!("builds.md")]
//!
//! Features can be combined. With both codecs, the structs of responses implement the `Deserialize` of both, and serde_json
//! writes the requests. With neither, compilation fails with a message that says so. The feature `cli` is the command
//! `seam`; a program that uses the library does not build it.
//!
//! Cargo builds each crate once for a whole program, with all features that any crate in it enables. So another crate
//! of your program that uses this one, or ureq or rustls, can change the following for your clients:
//!
//! | another crate enables | your clients |
//! |---|---|
//! | `platform-verifier` | trust the device's certificate store instead of the roots in the program. [`SeamBuilder::ca_certificates`] decides this in your code: with it, a client trusts only the certificates that you give |
//! | `tls` | can use HTTPS; the program gets larger |
//! | `serde` beside your `miniserde`, or the reverse | serde_json writes the requests, as the same bytes; the program gets larger |
//! | rustls's `aws_lc_rs`, with or without a default `CryptoProvider` | are not changed: they always use ring, with the algorithms that this crate chooses |
//! | rustls's `logging` | log rustls's records too |
//! | rustls's `brotli` or `zlib` | accept compressed certificates |
//! | rustls's `fips` | require the extended master secret in TLS 1.2 |
//! | ureq's `gzip` or `brotli` | do not ask for compressed responses, but read one that a server sends unasked |
//! | ureq's `cookies` | send back the cookies that the server sets |
//! | ureq's other features | are not changed: proxies and TLS are this crate's own |
//!
//! Without `tls`, a client speaks plain HTTP to a loopback host only, where [another program does
//! TLS](#tls-in-another-program): `SEAM_ENDPOINT=http://127.0.0.1:8080`.
//!
//! Cargo's defaults are for speed and debugging. The sizes above are those of this profile, built with `cargo build
//! --profile small`:
//!
//! ```toml
//! [profile.small]
//! inherits = "release"
//! opt-level = "z"
//! lto = "fat"
//! codegen-units = 1
//! panic = "abort"
//! strip = true
//! ```
//!
//! # TLS in another program
//!
#![doc = include_str!("sidecar.md")]
//!
//! # Credentials
//!
//! | credential | looks like | who has it | in the environment |
//! |---|---|---|---|
//! | [API key](Credential::api_key) | `seam_…` | a server or gateway of yours | `SEAM_API_KEY` |
//! | [personal access token](Credential::personal_access_token) | `seam_at…` | a person of your team, for a workspace | `SEAM_PERSONAL_ACCESS_TOKEN` and `SEAM_WORKSPACE_ID` |
//! | [publishable key](Credential::publishable_key) | `seam_pk…` | any program, such as on a kiosk: it can only create sessions | `SEAM_PUBLISHABLE_KEY` |
//! | [client session token](Credential::client_session_token) | `seam_cst…` | the user of the session | `SEAM_CLIENT_SESSION_TOKEN` |
//!
//! [`Seam::from_env`] reads the credential and the endpoint (`SEAM_ENDPOINT`, and `SEAM_HOST_HEADER` for [TLS in
//! another program](#tls-in-another-program)) from the environment. If a variable has a value that cannot be used, the
//! error names it. [`Seam::new`] and [`Seam::builder`] take a credential. A credential in the wrong place is refused,
//! and nothing is sent. A personal access token can be [without a
//! workspace](Credential::personal_access_token_without_workspace), as it is if `SEAM_WORKSPACE_ID` is not set;
//! [`Seam::with_workspace`] then uses it in one. [`Seam::with_token`] makes a client that uses a session's token that
//! your program saved. All of them use the [`Proxy`] of the environment, unless you give the builder another one, or
//! none.
//!
//! Credentials and tokens are [`Secret`]s, which print only their prefix. No error contains one, nor does anything
//! that ureq and rustls log at debug level. At trace level, ureq's protocol layer logs the raw bytes of requests and
//! responses, and a library cannot prevent that: a program that enables trace needs the filter `ureq_proto=debug`. `Debug`
//! of a session shows its `user_identifier_key`, which is not a `Secret`.
//!
//! # Logging
//!
//! This crate, ureq and rustls log through the crate [`log`](https://docs.rs/log). This crate logs the following,
//! without secrets:
//!
//! | level | target | when | message |
//! |---|---|---|---|
//! | warn | `seam_client::client_sessions` | before a call, if its `user_identifier_key` is an email address | a sentence |
//! | debug | `seam_client::seam` | before each retry | `/client_sessions/get: try 2 in 431ms, after status 503`; or `after an error: `, and its sentence |
//!
//! ureq and rustls log at debug level during a call. A logger that sends its records by calling Seam must not use the
//! client whose call it logs: ureq holds the lock of its connections while it logs `Use pooled` (target
//! `ureq::pool`). On the thread of the call, the logger's call fails with an [`Error::Transport`]. A logger that waits
//! for another thread to make the call hangs, and after a logger that panics at that moment, later calls of the client
//! panic too. Give the logger a client of its own, or use the filter `ureq=info`.
//!
//! # Errors and what to do
//!
//! [`Error`] has five kinds, one for each thing to do next. Each prints as one sentence for an operator.
//!
//! ```no_run
//! use seam_client::{Error, Seam, client_sessions::GetOrCreate};
//!
//! # fn main() -> Result<(), Error> {
//! # let seam = Seam::from_env()?;
//! match seam.client_sessions().get_or_create(GetOrCreate::new().user_identifier_key("f3b1c8a0")) {
//!     Ok(session) => println!("ends {}", session.expires_at),
//!     // Nothing was sent: fix the program or its configuration.
//!     Err(Error::Invalid(error)) => eprintln!("{error}"),
//!     // The network failed at a step: it may work later.
//!     Err(Error::Transport(error)) => eprintln!("{error} (step: {:?})", error.step()),
//!     // Seam refused, and says why.
//!     Err(Error::Api(error)) => eprintln!("{error} (type: {:?})", error.error_type()),
//!     // Something other than Seam responded, or Seam changed.
//!     Err(error) => eprintln!("{error}"),
//! }
//! # Ok(())
//! # }
//! ```
//!
#![doc = include_str!("errors.md")]
//!
//! # When things go wrong
//!
//! If nothing of a request was sent, the client retries any call until its deadline ([`SeamBuilder::timeout`], 30 s):
//! while the server's name has no address, nobody listens, the proxy is down, or
//! the TLS handshake breaks. So a call outlasts a network interface that is down and a server that restarts. Errors
//! that a retry would not change, such as a wrong certificate or a proxy that refuses, end the call at once.
//!
//! The client retries a request that may have reached Seam only if sending it twice does no more than sending it
//! once: every `get` and `list`, most deletes and updates, `get_or_create` of [`client_sessions`] with a
//! `user_identifier_key` or a `user_identity_id`, and an [`endpoint!`] that is declared so. Each method's
//! documentation says whether it is retried. The client then retries when the connection breaks before the whole
//! response has arrived, when a try times out, and when Seam or a gateway responds with 408, 421, 425, 429, 500, 502,
//! 503, 504 or 520 to 524. It sends any other request again only if Seam certainly did not take it: not one byte of
//! it was sent, or Seam itself, with its error object and its `seam-request-id`, responded with 429. A gateway's
//! response does not prove that, not even a 429 or a 503 with `Retry-After`: some gateways send it after Seam has
//! carried the request out.
//!
//! If a `delete` is retried because its outcome is unknown, and Seam responds with 404, the call succeeds.
//! [`endpoint!`] can declare other requests so.
//!
//! The client sends a request at most five more times ([`SeamBuilder::retries`]). Before each retry it pauses for a
//! random time ([`SeamBuilder::retry_pauses`]): 250 to 500 ms, then twice that, and so on, up to 5 s. Five such
//! pauses take at least 6 s, so that a server that restarts within 5 s is back by then. If Seam sends `Retry-After`,
//! the pause is between one and two times that long; if the deadline comes first, the call ends with the error at once,
//! and the error says how long to wait ([`ApiError::retry_after`]). [`Error::tries`] says how many times the request
//! was sent.
//!
//! The first try of a call that may be retried has 10 s ([`SeamBuilder::try_timeout`]), or a third of the time that is
//! left if that is less. After a try that timed out, the next one has twice that or all that is left, so that a slow server
//! can respond, and a full link is not filled with retries.
//!
//! If a user waits and should learn sooner that there is no network, set a shorter [`timeout`](SeamBuilder::timeout),
//! or [`retries(0)`](SeamBuilder::retries) for one try.
//!
//! These numbers were chosen by simulation, so that many devices that come back at the same moment, as after a power
//! cut, don't overload the server: `cargo test --lib fleet -- --nocapture` prints it.
//!
//! This is how a call ends, and how often the server receives the request. "Once" means that the next try
//! succeeds:
//!
#![doc = include_str!("faults.md")]
//!
//! The client checks certificates by the device's clock. If the clock is wrong, the error says what it reads and when
//! the certificate is valid. After a response, [`Seam::clock_skew`] says how far off the clock is.
//!
//! # On a bad network
//!
//! `.ci/network` tests each of these with real servers, in networks that it makes, beside curl:
//!
#![doc = include_str!("network.md")]
//!
//! The client keeps connections for later calls, one for each simultaneous call, up to eight
//! ([`SeamBuilder::max_idle_connections`]), for 15 seconds. A call that may not be retried uses one only if it
//! was idle for less than a second. Connections from before a suspend are not used. The client looks the server's name up only to open a
//! connection, and remembers its addresses for five minutes. A DNS lookup that hangs occupies a
//! thread, at most three for each name (the server's or the proxy's), however many calls time out on it.
//!
//! # Sessions that stay valid
//!
//! [`Seam::from_publishable_key`] turns a kiosk's publishable key into a client of its user's session. A new session of
//! this kind sees no devices until an account is connected to it: by your server, with
//! [`grant_access`](client_sessions::ClientSessions::grant_access), or by the user, in a Connect Webview. The session
//! expires, or somebody revokes it. A program that runs for years uses a [`SessionKeeper`]: it renews its session
//! before it expires, replaces one that Seam has ended, and keeps using the token while Seam is unreachable. It does
//! not trust the device's clock: it sets the new end of the session by the time in Seam's last response. While the
//! clock is so wrong that the server's certificate is not valid, calls fail with an error that says to set it; the
//! session is kept.
//!
//! ```no_run
//! use seam_client::{Credential, Seam, SessionKeeper, client_sessions::Get};
//!
//! # fn main() -> Result<(), seam_client::Error> {
//! let seam = Seam::new(Credential::publishable_key("seam_pk1_…")?)?;
//! let keeper = SessionKeeper::new(seam, "f3b1c8a05e7d4c2f");
//! let session = keeper.call(|seam| seam.client_sessions().get(Get::new()))?;
//! println!("{} devices", session.device_count);
//! # Ok(())
//! # }
//! ```
//!
//! Choose a `user_identifier_key` that is opaque and hard to guess, never an email address or a phone number:
//! anyone can extract the publishable key from a program, and with it, whoever knows the user's key can act as that user.
//!
//! # Cross-compiling
//!
//! The crate requires Rust 1.85 or later and a target with `std` and sockets; it needs no 64-bit atomics and works in
//! either byte order. `docs/platforms.md` in its repository says which targets are tested. `tls` contains C code
//! (ring's), and requires a C compiler for the device:
//!
//! ```sh
//! # With zig as the C compiler and linker: nothing else to install, and static binaries for any Linux.
//! cargo install cargo-zigbuild && pip install ziglang
//! rustup target add armv7-unknown-linux-musleabihf
//! cargo zigbuild --profile small --target armv7-unknown-linux-musleabihf
//!
//! # Or with a cross compiler of Debian's or Ubuntu's, for a device with glibc.
//! sudo apt install gcc-arm-linux-gnueabihf
//! rustup target add armv7-unknown-linux-gnueabihf
//! export CC_armv7_unknown_linux_gnueabihf=arm-linux-gnueabihf-gcc
//! export CARGO_TARGET_ARMV7_UNKNOWN_LINUX_GNUEABIHF_LINKER=arm-linux-gnueabihf-gcc
//! cargo build --profile small --target armv7-unknown-linux-gnueabihf
//!
//! # A Raspberry Pi 1 or Zero is ARMv6: Debian's compiler makes ARMv7 code, which crashes there. `packaging/zig` of this
//! # crate's repository downloads zig, and names the processor to it (`-mcpu=arm1176jzf_s`).
//! rustup target add arm-unknown-linux-musleabihf
//! eval "$(path/to/seam-client/packaging/zig arm-unknown-linux-musleabihf)"
//! cargo build --profile small --target arm-unknown-linux-musleabihf
//! ```
//!
//! | device | target |
//! |---|---|
//! | Raspberry Pi OS, 64 bits | `aarch64-unknown-linux-gnu` (`gcc-aarch64-linux-gnu`) |
//! | Raspberry Pi OS, 32 bits, on a Pi 2 or later | `armv7-unknown-linux-gnueabihf` (`gcc-arm-linux-gnueabihf`) |
//! | Raspberry Pi 1 and Zero | `arm-unknown-linux-musleabihf`, static, by `packaging/zig` |
//! | OpenWrt, Alpine, or any Linux at all: static | `aarch64-unknown-linux-musl`, `armv7-unknown-linux-musleabihf` |
//! | Yocto | its SDK's: source its `environment-setup-…`, then `export CARGO_TARGET_…_LINKER=<a script that execs $CC "$@">` and `CC_<target>="$CC"`; or the recipe of `meta-rust` |
//!
//! # Testing your own program
//!
//! Point the client at a server that your test starts on a loopback host, where plain HTTP is allowed. The builder sets
//! the endpoint; for a program that you test as a whole, `SEAM_ENDPOINT` does. With
//! [mockito](https://docs.rs/mockito):
//!
//! ```
//! use seam_client::{Credential, Error, Seam, client_sessions::GetOrCreate};
//!
//! # fn main() -> Result<(), Error> {
//! let mut server = mockito::Server::new();
//! let seam = Seam::builder(Credential::api_key("seam_test_key")?)
//!     .endpoint(server.url())
//!     .retries(0) // The test sees an error of the mock server at once.
//!     .build()?;
//!
//! let mock = server
//!     .mock("POST", "/client_sessions/get_or_create")
//!     .match_header("authorization", "Bearer seam_test_key")
//!     .match_body(r#"{"user_identifier_key":"jane"}"#)
//!     .with_body(
//!         r#"{"client_session": {
//!             "client_session_id": "c2cbd177", "workspace_id": "b887bf84", "token": "seam_cst1_test",
//!             "created_at": "2027-06-15T16:54:17.946Z", "expires_at": "2027-06-18T06:10:42.000Z",
//!             "device_count": 1, "connect_webview_ids": [], "connected_account_ids": ["f87f0ab7"]
//!         }, "ok": true}"#,
//!     )
//!     .create();
//! let request = || GetOrCreate::new().user_identifier_key("jane");
//! let session = seam.client_sessions().get_or_create(request())?;
//! assert_eq!(session.client_session_id, "c2cbd177");
//! mock.assert();
//!
//! // What does the program do when Seam refuses?
//! server
//!     .mock("POST", "/client_sessions/get_or_create")
//!     .with_status(401)
//!     .with_body(r#"{"error": {"type": "unauthorized", "message": "No such key"}, "ok": false}"#)
//!     .create();
//! let error = seam.client_sessions().get_or_create(request()).unwrap_err();
//! assert_eq!(error.status(), Some(401));
//! # Ok(())
//! # }
//! ```
//!
//! For a test without a server, make a response, such as a [`Device`](devices::Device), by `Device::default()` and set
//! its fields, or read it from JSON by the `Deserialize` of the codec that is enabled. To test a network that fails,
//! use a port where nobody listens (`http://127.0.0.1:1`) and `retries(0)`: with retries, the call tries to connect
//! until its deadline.
//!
//! To test with the behaviour of Seam itself, use Seam's own fake: `npx @seamapi/fake-seam-connect --seed` prints its
//! address. This crate is tested with it too.

#![cfg_attr(docsrs, feature(doc_cfg))]

// For the code that `endpoint!` and `object!` write. Not part of the API but for what `endpoint` and this file export.
#[doc(hidden)]
pub mod response;
pub use response::{Json, Lazy, Metadata, MetadataValue};

mod api;
pub use api::*;

mod attempt;
pub use attempt::ActionError;

mod auth;
pub use auth::Credential;

pub mod client_sessions;

mod clock;

pub mod endpoint;

mod error;
pub use error::{
    ApiError, DecodeError, Error, InvalidError, Step, TransportError, ValidationError,
};

mod follow;
pub use follow::{EventFollower, RestorePositionError};

pub mod json;

mod keeper;
pub use keeper::{RenewalFailure, RestoreError, SessionKeeper};

mod origin;

mod pages;
pub use pages::{JsonPages, Page, Pages};

mod proxy;
pub use proxy::Proxy;

mod retry;

mod saved;

mod seam;
pub use seam::{Seam, SeamBuilder};

mod secret;
pub use secret::Secret;
// For the command, which is a crate of its own. Not part of the API.
#[doc(hidden)]
pub use secret::{holds_codes, is_secret_name, redacted, shown};

mod timestamp;
// For the command too.
#[doc(hidden)]
pub use timestamp::{is_iso_8601, iso_8601};

mod transport;
pub use transport::IpFamily;

// For the code that `endpoint!` and `object!` write. Not part of the API but for what `endpoint` and this file export.
#[doc(hidden)]
pub mod value;

pub mod webhook;

/// The README's programs compile. One of them derives serde's `Deserialize`.
#[cfg(all(doctest, feature = "serde"))]
#[doc = include_str!("../README.md")]
struct Readme;
