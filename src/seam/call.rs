//! One call: a request out, its retries, and the response read or refused.

use std::time::Duration;

use super::{Inner, Seam};
use crate::clock::SystemClock;
use crate::endpoint::{Endpoint, Fields, path_flaw};
use crate::error::{ApiError, DecodeError, ValidationError};
use crate::json::{Mismatch, Problem};
use crate::response::{Field, Json, Target, receive, receive_by};
use crate::retry::{Ended, Retry};
use crate::secret::{holds_secret, redact, shown};
use crate::transport::{End, Reply};
use crate::{Error, json};

impl Seam {
    /// Sends a request and reads the response. This crate's own methods do this; call it for an endpoint that you
    /// [declare](crate::endpoint!).
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call<E: Endpoint>(&self, request: &E) -> Result<E::Response, Error> {
        request.validate(&self.0.credential)?;
        let call = Call::new(request);
        request.receive(&mut |target| self.0.call(&call, target))
    }

    /// Sends a request as [`call`](Self::call) does, and reads the response into a type of your own, by one of the
    /// readers of [`json`](crate::json). Only the fields that your type names are read.
    ///
    /// ```no_run
    /// # #[cfg(not(feature = "serde"))]
    /// # fn main() {}
    /// # #[cfg(feature = "serde")]
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # use serde_derive as serde;
    /// use seam_client::{Seam, devices, json};
    ///
    /// #[derive(serde::Deserialize)]
    /// struct Mine {
    ///     device_id: String,
    /// }
    ///
    /// let seam = Seam::from_env()?;
    /// let devices: Vec<Mine> = seam.call_as(&devices::List::new(), json::serde)?;
    /// # let _ = devices.first().map(|device| &device.device_id);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call_as<E: Endpoint, T>(
        &self,
        request: &E,
        read: fn(&str, Option<&str>) -> Result<T, Mismatch>,
    ) -> Result<T, Error> {
        request.validate(&self.0.credential)?;
        let call = Call::new(request);
        receive_by(&mut |target| self.0.call(&call, target), &|text| read(text, E::RESPONSE_KEY))
    }

    /// Sends a request as [`call`](Self::call) does, and returns the whole response as JSON text, as Seam sent it: with
    /// what has no type, such as the `pagination` of a list, and with all the secrets in it. It fails if what `call`
    /// returns is missing in the response, or `null`.
    ///
    /// # Errors
    ///
    /// Any variant of [`Error`].
    pub fn call_for_json<E: Endpoint>(&self, request: &E) -> Result<String, Error> {
        request.validate(&self.0.credential)?;
        self.0.call_for_json(&Call::new(request))
    }

    /// Sends a request as [`call`](Self::call) does, and reads the response into another type of this crate.
    pub(crate) fn call_into<E: Endpoint, T: Field + Default>(
        &self,
        request: &E,
    ) -> Result<(T, Received), Error> {
        request.validate(&self.0.credential)?;
        let mut received = Received::default();
        let response = receive(&mut |target| {
            let call = Call::new(request);
            let accepted = self.0.send(&call)?;
            received.request_id = self.0.request_id(accepted.reply.request_id.clone());
            received.tries = accepted.tries;
            self.0.read(&call, accepted, target)
        })?;
        Ok((response, received))
    }

    /// Sends a request as [`call`](Self::call) does, with these fields instead of its own, and reads an extra field of
    /// the response too. If that fails, the response is returned with the error.
    pub(crate) fn call_with_extra<E: Endpoint>(
        &self,
        request: &E,
        fields: &dyn Fields,
        extra: &mut Extra<'_>,
    ) -> Result<(E::Response, Option<Error>), Error> {
        request.validate(&self.0.credential)?;
        let call = Call { fields, ..Call::new(request) };
        let mut flaw = None;
        let response = request.receive(&mut |target| {
            let accepted = self.0.send(&call)?;
            flaw = self.0.read_with_extra(call.path, call.key, accepted, target, extra)?;
            Ok(())
        })?;
        Ok((response, flaw))
    }

    /// Sends a JSON object to a path of Seam, and returns the response as JSON text, as Seam sent it: without types,
    /// and with all the secrets in it. It is not retried once Seam may have it: use it for what must not happen twice,
    /// such as an unlock, and [`call_json_idempotent`](Self::call_json_idempotent) for the rest.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let (seam, id) = (seam_client::Seam::from_env()?, "c9cd621d-1b3e-4b1f-9d0b-3c5e6a7b8c9d");
    /// let attempt = seam.call_json("/locks/unlock_door", &format!(r#"{{"device_id": "{id}"}}"#))?;
    /// println!("{attempt}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`], if `path` is not a path such as `/devices/list` (256 bytes at most, without segments
    /// that are empty, `.` or `..`) or `body` is not a JSON object, nested at most 100 deep; otherwise any other
    /// variant of [`Error`].
    pub fn call_json(&self, path: &str, body: &str) -> Result<String, Error> {
        self.send_json(path, body, false, None)
    }

    /// Sends a JSON object to a path of Seam, as [`call_json`](Self::call_json) does, and retries it even if Seam may
    /// have carried it out: for a request that does no more when it is sent twice than when it is sent once, such as a
    /// list, a `get` or a delete.
    ///
    /// `done_status` is the status by which Seam says that there is nothing left to do, such as `Some(404)` for a
    /// delete: a retry that gets it succeeds, and returns `{}` ([`Endpoint::DONE_STATUS`]). `None` if there is no such
    /// status.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), seam_client::Error> {
    /// # let seam = seam_client::Seam::from_env()?;
    /// let devices = seam.call_json_idempotent("/devices/list", r#"{"limit": 2}"#, None)?;
    /// println!("{devices}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As [`call_json`](Self::call_json).
    pub fn call_json_idempotent(
        &self,
        path: &str,
        body: &str,
        done_status: Option<u16>,
    ) -> Result<String, Error> {
        self.send_json(path, body, true, done_status)
    }

    /// Sends a JSON object as [`call_json_idempotent`](Self::call_json_idempotent) does, without its checks, and reads
    /// the list in the field `key`, and an extra field.
    pub(crate) fn list_json(
        &self,
        path: &str,
        body: &[u8],
        key: &str,
        extra: &mut Extra<'_>,
    ) -> Result<(Vec<Json>, Option<Error>), Error> {
        let mut flaw = None;
        let items = receive(&mut |target| {
            let accepted = self.0.exchange(path, body, true, None)?;
            flaw = self.0.read_with_extra(path, Some(key), accepted, target, extra)?;
            Ok(())
        })?;
        Ok((items, flaw))
    }

    fn send_json(
        &self,
        path: &str,
        body: &str,
        idempotent: bool,
        done_status: Option<u16>,
    ) -> Result<String, Error> {
        check_json(path, body)?;
        self.0
            .exchange(path, body.as_bytes(), idempotent, done_status)
            .and_then(|accepted| self.0.as_json(path, accepted, None))
    }

    /// A text of Seam as one printable line, without what looks like a credential.
    pub(crate) fn redact(&self, text: &str) -> String {
        self.0.redact(text)
    }
}

/// The name of an extra field to read of a response, and what reads it.
pub(crate) type Extra<'b> = (&'b str, &'b mut dyn FnMut(&str) -> Result<(), Mismatch>);

/// Refuses a path and a body that cannot be right, where no type guarantees them.
pub(crate) fn check_json(path: &str, body: &str) -> Result<(), Error> {
    json::object(body, None)
        .map_err(|_| Error::invalid("the body of a request must be one JSON object"))?;
    check_path(path)?;
    // The path of a type is a constant of the program.
    if holds_secret(path) {
        return Err(Error::invalid(format!(
            "the path contains a credential, remove it: {}",
            shown(path)
        )));
    }
    Ok(())
}

/// Any other path could send the credential to another host, or with another request.
fn check_path(path: &str) -> Result<(), Error> {
    match path_flaw(path) {
        Some(flaw) => Err(Error::invalid(format!("{flaw}: {}", shown(path)))),
        None => Ok(()),
    }
}

/// What an error says about the response, if something in it turns out to be wrong later.
#[derive(Default)]
pub(crate) struct Received {
    pub(crate) request_id: Option<String>,
    pub(crate) tries: u32,
}

/// A reply with a status of success, and the number of tries.
struct Accepted {
    reply: Reply,
    tries: u32,
}

/// What a call needs of its endpoint, without the endpoint's types: so all that follows is compiled once.
struct Call<'r> {
    path: &'static str,
    key: Option<&'static str>,
    may_be_missing: bool,
    idempotent: bool,
    done_status: Option<u16>,
    fields: &'r dyn Fields,
}

impl<'r> Call<'r> {
    fn new<E: Endpoint>(request: &'r E) -> Self {
        Self {
            path: E::PATH,
            key: E::RESPONSE_KEY,
            may_be_missing: E::RESPONSE_MAY_BE_MISSING,
            idempotent: request.is_idempotent(),
            done_status: E::DONE_STATUS,
            fields: request,
        }
    }
}

impl Inner {
    fn call(&self, call: &Call<'_>, target: Target<'_>) -> Result<(), Error> {
        self.read(call, self.send(call)?, target)
    }

    fn read(
        &self,
        call: &Call<'_>,
        accepted: Accepted,
        mut target: Target<'_>,
    ) -> Result<(), Error> {
        let Accepted { reply, tries } = accepted;
        let mut read = |text: &str| target.read(text, call.key, self.max_values);
        json::decode(&reply.body, call.key, self.max_values, &mut read)
            .map_err(|reason| self.decode_error(call.path, reply, tries, &reason))
    }

    /// Reads the response, and its extra field.
    fn read_with_extra(
        &self,
        path: &str,
        key: Option<&str>,
        accepted: Accepted,
        mut target: Target<'_>,
        extra: &mut Extra<'_>,
    ) -> Result<Option<Error>, Error> {
        let Accepted { reply, tries } = accepted;
        let mut flaw = None;
        let mut read = |text: &str| {
            target.read(text, key, self.max_values)?;
            let (name, read_extra) = &mut *extra;
            flaw =
                read_extra(text).err().map(|mismatch| json::describe(text, Some(name), mismatch));
            Ok(())
        };
        match json::decode(&reply.body, key, self.max_values, &mut read) {
            Ok(()) => Ok(flaw.map(|reason| self.decode_error(path, reply, tries, &reason))),
            Err(reason) => Err(self.decode_error(path, reply, tries, &reason)),
        }
    }

    fn call_for_json(&self, call: &Call<'_>) -> Result<String, Error> {
        let key = if call.may_be_missing { None } else { call.key };
        self.send(call).and_then(|accepted| self.as_json(call.path, accepted, key))
    }

    fn send(&self, call: &Call<'_>) -> Result<Accepted, Error> {
        self.exchange(call.path, &json::encode(call.fields)?, call.idempotent, call.done_status)
    }

    fn as_json(&self, path: &str, accepted: Accepted, key: Option<&str>) -> Result<String, Error> {
        let Accepted { mut reply, tries } = accepted;
        json::decode_object(std::mem::take(&mut reply.body), key).map_err(|(body, reason)| {
            reply.body = body;
            self.decode_error(path, reply, tries, &reason)
        })
    }

    /// `done_status` is the status by which Seam says of a retry that it has nothing left to do.
    fn exchange(
        &self,
        path: &str,
        body: &[u8],
        idempotent: bool,
        done_status: Option<u16>,
    ) -> Result<Accepted, Error> {
        check_path(path)?;
        self.credential.check_allows(path)?;
        let mut problem = None;
        let mut attempt = |limits| {
            let mut reply = self.transport.exchange(path, &self.headers, body, limits)?;
            problem = match reply.status {
                400.. => json::decode_problem(&reply.body),
                _ => None,
            };
            // Gateways write such an object too, but do not name the request as Seam does.
            reply.is_seams_error = problem.is_some() && reply.request_id.is_some();
            Ok(reply)
        };
        let log = |retry: Retry<'_>| {
            self.transport.log(|| log::debug!(target: "seam_client::seam", "{retry}"))
        };
        let Ended { result, tries, in_doubt } =
            self.policy.run(&SystemClock::new(), path, idempotent, &mut attempt, &log);
        let mut reply = result?;
        if in_doubt && reply.is_seams_error && done_status == Some(reply.status) {
            // A try before this one did it, and its response was lost. What is left is a success without fields.
            reply = Reply { status: 200, body: b"{}".to_vec(), end: End::Whole, ..reply };
        }
        self.check_status(path, reply, tries, in_doubt, problem)
    }

    fn check_status(
        &self,
        path: &str,
        mut reply: Reply,
        tries: u32,
        in_doubt: bool,
        problem: Option<Problem>,
    ) -> Result<Accepted, Error> {
        match reply.status {
            200..=299 => match reply.end {
                End::Whole => Ok(Accepted { reply, tries }),
                End::Broken(error) => Err(error.into()),
                End::TooLarge(limit) => {
                    let reason = format!(
                        "it is larger than the limit of {limit} bytes; raise SeamBuilder::max_response_size"
                    );
                    Err(self.decode_error(path, reply, tries, &reason))
                }
            },
            300..=399 => {
                let to = reply.location.take().unwrap_or_else(|| "no location".to_owned());
                let reason = format!(
                    "it is a redirect to {to}, which the client does not follow; check the endpoint"
                );
                Err(self.decode_error(path, reply, tries, &reason))
            }
            400..=599 => Err(self.api_error(path, reply, tries, in_doubt, problem).into()),
            _ => Err(self.decode_error(path, reply, tries, "no response can have this status")),
        }
    }

    fn api_error(
        &self,
        path: &str,
        reply: Reply,
        tries: u32,
        in_doubt: bool,
        problem: Option<Problem>,
    ) -> ApiError {
        let (error_type, message, validation_errors) = match problem {
            Some(problem) => (
                Some(self.redact(&problem.error_type)),
                self.redact(&problem.message),
                problem
                    .validation_errors
                    .into_iter()
                    .map(|error| ValidationError {
                        parameter: self.redact(&error.parameter),
                        messages: error.messages.iter().map(|text| self.redact(text)).collect(),
                    })
                    .collect(),
            ),
            None => (None, self.excerpt(&reply), Vec::new()),
        };
        ApiError {
            status: reply.status,
            request_id: self.request_id(reply.request_id),
            error_type,
            message,
            validation_errors,
            retry_after: reply.retry_after,
            in_doubt,
            path: path.into(),
            tries,
            age: Duration::ZERO,
        }
    }

    fn decode_error(&self, path: &str, reply: Reply, tries: u32, reason: &str) -> Error {
        Error::from(DecodeError {
            status: reply.status,
            excerpt: self.excerpt(&reply),
            request_id: self.request_id(reply.request_id),
            // Names of fields may have any length.
            reason: self.shorten(reason, 400),
            path: path.into(),
            tries,
            age: Duration::ZERO,
        })
    }

    fn request_id(&self, id: Option<String>) -> Option<String> {
        id.map(|id| self.shorten(&id, 200))
    }

    fn redact(&self, text: &str) -> String {
        redact(text, &self.credential.secret)
    }

    /// The beginning of a body that Seam did not write, as one printable line. Empty if Seam may have written it: it
    /// could be a PIN.
    fn excerpt(&self, reply: &Reply) -> String {
        if reply.request_id.is_some() {
            return String::new();
        }
        // More than is shown, since white space is shortened; limited, since a body may be large.
        let start = reply.body.get(..8 * 1024).unwrap_or(&reply.body);
        let text = String::from_utf8_lossy(start);
        let is_page = json::is_page(&text) || reply.status >= 400 && !json::may_be_json(&text);
        if is_page { self.shorten(&text, 200) } else { String::new() }
    }

    /// A text as one printable line, cut to `longest` characters.
    fn shorten(&self, text: &str, longest: usize) -> String {
        let mut line = self.redact(text);
        if let Some((end, _)) = line.char_indices().nth(longest) {
            line.truncate(end);
            line.push('…');
        }
        line
    }
}
