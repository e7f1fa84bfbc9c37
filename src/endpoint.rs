//! How to call an endpoint that Seam has added since this version.
//!
//! Everything that Seam documented before [has types](crate#what-can-be-called). For anything else, declare the
//! request with [`endpoint!`](crate::endpoint!), as this crate does for its own, and send it with [`Seam::call`]:
//! with the same deadline, limits, retries and errors. The response is read into your own struct. Deriving
//! `Deserialize` requires `serde` in your `Cargo.toml`, with its feature `derive`:
//!
//! ```no_run
//! # #[cfg(not(feature = "serde"))]
//! # fn main() {}
//! # #[cfg(feature = "serde")]
//! # fn main() -> Result<(), seam_client::Error> {
//! # use serde_derive as serde;
//! use seam_client::{Seam, endpoint, json};
//!
//! endpoint! {
//!     /// Unlocks a lock.
//!     struct UnlockDoor<'a>(device_id: &'a str) {}
//!     post "/locks/unlock_door";
//!     response "action_attempt": ActionAttempt, by json::serde;
//! }
//!
//! /// Other fields of the response are ignored.
//! #[derive(serde::Deserialize)]
//! struct ActionAttempt {
//!     action_attempt_id: String,
//!     status: String,
//! }
//!
//! let seam = Seam::from_env()?;
//! let attempt = seam.call(&UnlockDoor::new("c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d"))?;
//! println!("{}: {}", attempt.action_attempt_id, attempt.status);
//! # Ok(())
//! # }
//! ```
//!
//! [`Seam::call_as`] sends one of this crate's requests and reads the response into your own struct.
//! [`Seam::call_json`] requires no types.
//!
//! [`Seam::call`]: crate::Seam::call
//! [`Seam::call_as`]: crate::Seam::call_as
//! [`Seam::call_json`]: crate::Seam::call_json

mod object;
mod path;

pub use self::path::{check_path, path_flaw};
pub use crate::value::{Argument, AsValue, Fields, Items, Time, Value};

use crate::json::Mismatch;
use crate::response::{Target, receive_by};
use crate::value::get;
use crate::{Credential, Error};

/// A request to one of Seam's endpoints. [`endpoint!`](crate::endpoint!) declares one.
pub trait Endpoint: Fields {
    /// The path: a slash, then ASCII letters, digits, `_`, `-`, `.` and slashes. At most 256 bytes, without empty
    /// segments, `.` or `..`.
    const PATH: &'static str;

    /// The field of Seam's response that is read, such as `devices`; `None` reads the response as a whole.
    const RESPONSE_KEY: Option<&'static str>;

    /// Whether the call succeeds if that field is missing.
    #[doc(hidden)]
    const RESPONSE_MAY_BE_MISSING: bool = false;

    /// What the response is read into.
    type Response;

    /// Reads the JSON of the response, with one of the functions of [`json`](crate::json) or your own.
    ///
    /// # Errors
    ///
    /// [`Mismatch`], if the JSON is anything else. The call then fails with [`Error::Decode`].
    fn read(&self, json: &str) -> Result<Self::Response, Mismatch>;

    /// Makes the call by `fill`, and returns the response.
    #[doc(hidden)]
    fn receive(
        &self,
        fill: &mut dyn FnMut(Target<'_>) -> Result<(), Error>,
    ) -> Result<Self::Response, Error> {
        receive_by(fill, &|text| self.read(text))
    }

    /// Whether sending this request twice has the same effect as sending it once. If so, the client retries it when it
    /// is not known whether Seam has carried it out. Default: `false`.
    fn is_idempotent(&self) -> bool {
        Self::IDEMPOTENT
    }

    /// The same, for all requests of this type. Default: `false`.
    const IDEMPOTENT: bool = false;

    /// The status with which Seam says that there is nothing left to do, such as 404 for a delete.
    ///
    /// If the client retries because it is not known whether Seam has carried out the request, and Seam responds with
    /// this status and its error object, the call succeeds, as if the response were the empty object `{}`. In the
    /// response to the first try, or from a gateway, this status is an error like any other. Default: `None`.
    const DONE_STATUS: Option<u16> = None;

    /// Refuses an invalid request before it is sent.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], created by [`Error::invalid`].
    fn validate(&self, credential: &Credential) -> Result<(), Error> {
        let _ = credential;
        Ok(())
    }
}

/// A request for a list in pages, which [`Seam::pages`](crate::Seam::pages) iterates over.
///
/// This crate's requests for lists in pages implement it, and so do requests that [`endpoint!`](crate::endpoint!)
/// declares with `pages;`: those that take `limit` and `page_cursor`, and whose response has `pagination` besides the
/// list.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request for a list in pages",
    label = "this has no pages",
    note = "use `Seam::call`, or the method with its name, which returns the whole list",
    note = "to declare a list in pages, add `pages;` to its `endpoint!`"
)]
pub trait Paged: Endpoint<Response: IntoIterator> {}

/// Declares a request to one of Seam's endpoints: a struct that implements
/// [`Endpoint`](crate::endpoint::Endpoint).
///
/// ```
/// # #[cfg(not(feature = "serde"))]
/// # fn main() {}
/// # #[cfg(feature = "serde")]
/// # fn main() {
/// # use serde_derive as serde;
/// use seam_client::endpoint;
/// use seam_client::endpoint::{Endpoint as _, Fields as _, Value};
///
/// #[derive(Debug, serde::Deserialize)]
/// pub struct Device {
///     pub device_id: String,
/// }
///
/// endpoint! {
///     /// Lists the devices of one account.
///     ///
///     /// In parentheses: the required parameters, which `new` takes. In braces: the optional ones, each
///     /// with a setter of its name. They are sent in this order; parameters that you don't set are not
///     /// sent.
///     pub struct ListDevices<'a>(
///         connected_account_id: &'a str,
///     ) {
///         /// At most this many devices in a response.
///         limit: u32,
///         device_ids: &'a [&'a str],
///     }
///     // The path.
///     post "/devices/list";
///     // The field of the response to read, its type, and the function that reads it. Without the field's name
///     // (`response Response, by …`), the whole response is read; without this line, nothing is.
///     response "devices": Vec<Device>, by seam_client::json::serde;
///     // The list has pages: `Seam::pages` iterates over them. This line and those that follow are optional.
///     pages;
///     // The client may retry this request when it is not known whether Seam has carried it out. Without
///     // this line, it does not. For a delete, say `idempotent, done on 404;`: a retry that finds nothing left to
///     // delete succeeds. If the request can only be retried when some parameter is set, give a function:
///     // `idempotent |request| request.get("name").is_some();`.
///     idempotent;
///     // A function of the request and the client's credential that refuses invalid requests before they are
///     // sent.
///     validate |request, _| match request.get("limit") {
///         Some(Value::Integer(0)) => Err(seam_client::Error::invalid("a limit of 0 lists nothing")),
///         _ => Ok(()),
///     };
/// }
///
/// let request = ListDevices::new("a7f4b2c1").limit(10);
/// assert!(request.is_idempotent());
/// # }
/// ```
///
/// A path that could be understood in two ways does not compile:
///
/// ```compile_fail
/// seam_client::endpoint! {
///     struct List {}
///     post "/locks/../list"; // the path has a segment that is . or ..
/// }
/// ```
///
/// Nor does a parameter that is set to a value of another type:
///
/// ```compile_fail,E0277
/// seam_client::endpoint! {
///     struct List {
///         limit: u32,
///     }
///     post "/devices/list";
/// }
///
/// let request = List::new().limit("10"); // a parameter that is declared as `u32` cannot be set to `&str`
/// ```
///
/// The table of [`Argument`](crate::endpoint::Argument) shows what a parameter can be declared as and set to. A
/// struct that borrows nothing has no `<'a>`.
///
/// The response to a list in pages has the field `pagination` too, in which [`Seam::pages`](crate::Seam::pages) finds
/// the cursor of the next page. It sets `page_cursor`, and `limit` unless the request sets it, whether or not you
/// declare them. It only takes requests that are declared with `pages;`:
///
/// ```compile_fail,E0277
/// # fn main() -> Result<(), seam_client::Error> {
/// # let seam = seam_client::Seam::from_env()?;
/// let request = seam_client::client_sessions::List::new();
/// seam.pages(request); // `List` is not a request for a list in pages
/// # Ok(())
/// # }
/// ```
///
/// The function that reads the response is `serde` or `miniserde` of [`json`](crate::json), for a type that derives
/// that codec's `Deserialize`; or your own function, which takes the JSON text of the response and the name of the
/// field to read.
#[macro_export]
macro_rules! endpoint {
    (
        $(#[$doc:meta])*
        $vis:vis struct $name:ident $(<$life:lifetime>)? $(($($required:tt)*))? { $($fields:tt)* }
        post $path:literal;
        $( response $($key:literal $(, $optional:ident)?:)? $response:ty $(, by $read:path)?; )?
        $( pages $pages:tt )?
        $( idempotent $($idempotent:expr)? $(, done on $done:literal)?; )?
        $( validate $validate:expr; )?
    ) => {
        $crate::object! {
            $(#[$doc])*
            #[must_use = "a request does nothing until it is sent"]
            $vis struct $name $(<$life>)? $(($($required)*))? { $($fields)* }
        }

        impl $(<$life>)? $crate::endpoint::Endpoint for $name $(<$life>)? {
            const PATH: &'static str = $path;

            $crate::endpoint!(@response $( $($key $($optional)?)? => $response $(, $read)? )?);

            $( $crate::endpoint!(@idempotent $($idempotent)?);
                $( const DONE_STATUS: ::core::option::Option<u16> = ::core::option::Option::Some($done); )?
            )?

            $(
                fn validate(
                    &self,
                    credential: &$crate::Credential,
                ) -> ::core::result::Result<(), $crate::Error> {
                    let validate: fn(
                        &Self,
                        &$crate::Credential,
                    ) -> ::core::result::Result<(), $crate::Error> = $validate;
                    validate(self, credential)
                }
            )?
        }

        $crate::endpoint!(@pages [$($pages)?] [$(<$life>)?] $name);

        const _: () = $crate::endpoint::check_path($path);
    };

    (@pages [] [$($generics:tt)*] $name:ident) => {};
    (@pages [;] [$($generics:tt)*] $name:ident) => {
        impl $($generics)* $crate::endpoint::Paged for $name $($generics)* {}
    };

    (@idempotent) => {
        const IDEMPOTENT: bool = true;
    };
    (@idempotent $idempotent:expr) => {
        fn is_idempotent(&self) -> bool {
            let idempotent: fn(&Self) -> bool = $idempotent;
            idempotent(self)
        }
    };

    (@response) => {
        $crate::endpoint!(@response => (), $crate::json::nothing);
    };
    (@response $($key:literal)? => $response:ty) => {
        $crate::endpoint!(@response $($key)? => $response, $crate::response::read_response);

        fn receive(
            &self,
            fill: &mut dyn FnMut($crate::response::Target<'_>) -> ::core::result::Result<(), $crate::Error>,
        ) -> ::core::result::Result<$response, $crate::Error> {
            $crate::response::receive(fill)
        }
    };
    (@response $key:literal optional => $response:ty) => {
        const RESPONSE_MAY_BE_MISSING: bool = true;
        $crate::endpoint!(
            @response $key => ::core::option::Option<$response>, $crate::response::read_optional_response
        );
    };
    (@response => $response:ty, $read:path) => {
        const RESPONSE_KEY: ::core::option::Option<&'static str> = ::core::option::Option::None;
        $crate::endpoint!(@read $response, $read);
    };
    (@response $key:literal => $response:ty, $read:path) => {
        const RESPONSE_KEY: ::core::option::Option<&'static str> = ::core::option::Option::Some($key);
        $crate::endpoint!(@read $response, $read);
    };
    (@read $response:ty, $read:path) => {
        type Response = $response;

        fn read(&self, json: &str) -> ::core::result::Result<$response, $crate::json::Mismatch> {
            $read(json, Self::RESPONSE_KEY)
        }
    };
}

pub(crate) use crate::{endpoint, object};

/// Refuses a request unless exactly one of these parameters is set.
#[doc(hidden)]
pub fn one_of(request: &dyn Fields, names: &[&str]) -> Result<(), Error> {
    let set = names.iter().filter(|name| get(request, name).is_some()).count();
    if set == 1 {
        Ok(())
    } else {
        Err(Error::invalid(format!("set exactly one of {}", names.join(", "))))
    }
}

/// Refuses a request unless at least one of these parameters is set.
pub(crate) fn at_least_one(request: &dyn Fields, names: &[&str]) -> Result<(), Error> {
    if names.iter().any(|name| get(request, name).is_some()) {
        Ok(())
    } else {
        Err(Error::invalid(format!("set at least one of {}", names.join(", "))))
    }
}

/// Borrows a list of strings, as a request takes it.
pub(crate) fn texts(list: &Option<Vec<String>>) -> Option<Vec<&str>> {
    Some(list.as_ref()?.iter().map(String::as_str).collect())
}
