//! Two functions of seam-client for a C program, as `seam_gateway.h` declares them.

use std::ffi::{CStr, c_char, c_int};
use std::ptr;
use std::time::Duration;

use seam_client::{Credential, Error, Seam, client_sessions::GetOrCreate};

/// A client with the API key and the endpoint, to be shared by all threads and closed by `seam_close`; null, with a
/// sentence in `text`, if it cannot be.
///
/// # Safety
///
/// `api_key` and `endpoint` are texts that end with a zero byte, `endpoint` may be null for Seam's own; `text` has
/// room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_open(
    api_key: *const c_char,
    endpoint: *const c_char,
    text: *mut c_char,
    size: usize,
) -> *mut Seam {
    let open = || {
        // SAFETY: as the caller promises.
        let mut builder = Seam::builder(Credential::api_key(unsafe { read(api_key) }?)?);
        // Without a network, the client tries for as long as this.
        builder = builder.timeout(Duration::from_secs(10));
        if !endpoint.is_null() {
            // SAFETY: as the caller promises.
            builder = builder.endpoint(unsafe { read(endpoint) }?);
        }
        builder.build()
    };
    match open() {
        Ok(seam) => Box::into_raw(Box::new(seam)),
        Err(error) => {
            // SAFETY: as the caller promises.
            unsafe { write(&error.to_string(), text, size) };
            ptr::null_mut()
        }
    }
}

/// Gets or makes the client session of a user, and writes its token into `text`; or else the sentence that says what
/// went wrong. Returns 0, or which kind of error it was.
///
/// # Safety
///
/// `seam` is from `seam_open`, or null; `user_identifier_key` is a text that ends with a zero byte; `text` has room for `size`
/// bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_session_token(
    seam: *const Seam,
    user_identifier_key: *const c_char,
    text: *mut c_char,
    size: usize,
) -> c_int {
    let ask = || {
        // SAFETY: as the caller promises.
        let (seam, user) = unsafe { (seam.as_ref(), read(user_identifier_key)?) };
        let seam = seam.ok_or_else(|| Error::invalid("there is no client"))?;
        seam.client_sessions().get_or_create(GetOrCreate::new().user_identifier_key(user))
    };
    // SAFETY: as the caller promises.
    let write = |written: &str| unsafe { write(written, text, size) };
    match ask() {
        Ok(session) => {
            if write(session.token.expose()) {
                return 0;
            }
            // A piece of a token is none.
            write("the token is larger than the room for it");
            2
        }
        Err(error) => {
            write(&error.to_string());
            match error {
                Error::Api(_) => 1,
                Error::Invalid(_) => 2,
                Error::Transport(_) => 3,
                _ => 4,
            }
        }
    }
}

/// Closes a client and its connections; null is none.
///
/// # Safety
///
/// `seam` is from `seam_open`, and is not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_close(seam: *mut Seam) {
    if !seam.is_null() {
        // SAFETY: as the caller promises.
        drop(unsafe { Box::from_raw(seam) });
    }
}

unsafe fn read<'a>(text: *const c_char) -> Result<&'a str, Error> {
    if text.is_null() {
        return Err(Error::invalid("a text is null"));
    }
    // SAFETY: as the caller promises.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map_err(|_| Error::invalid("a text is not UTF-8"))
}

/// Writes as much of `text` as there is room for, and a zero byte; returns whether that is all of it.
unsafe fn write(text: &str, room: *mut c_char, size: usize) -> bool {
    if room.is_null() || size == 0 {
        return false;
    }
    let length = text.len().min(size - 1);
    // SAFETY: there is room for `length` bytes and one more, as the caller promises. Nothing of it is read, as C
    // need not have written anything there yet.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), room.cast(), length);
        room.add(length).write(0);
    }
    length == text.len()
}
