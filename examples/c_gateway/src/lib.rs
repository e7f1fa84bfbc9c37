//! seam-client for C programs: the functions that `seam_gateway.h` declares and documents.

use std::ffi::{CStr, c_char, c_int};
use std::ptr;
use std::time::Duration;

use seam_client::{Credential, Error, Seam, SessionKeeper};

/// `enum seam_result`.
const OK: c_int = 0;
const REFUSED: c_int = 1;
const INVALID: c_int = 2;
const LATER: c_int = 3;
const UNKNOWN: c_int = 4;
const TOO_SMALL: c_int = 5;

/// The header documents it for each function that blocks.
const TIMEOUT: Duration = Duration::from_secs(10);

// The header says that threads can share them.
const _: () = {
    const fn is_shared<T: Send + Sync>() {}
    is_shared::<Seam>();
    is_shared::<SessionKeeper>();
};

/// Opens a client.
///
/// # Safety
///
/// `credential` and `endpoint` are strings that end with a zero byte, or null; `text` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_open(
    credential: *const c_char,
    endpoint: *const c_char,
    text: *mut c_char,
    size: usize,
) -> *mut Seam {
    let open = || {
        // SAFETY: as the caller promises.
        let credential = unsafe { read(credential, "there is no credential") }?;
        let credential = match credential {
            key if key.starts_with("seam_pk") => Credential::publishable_key(key),
            token if token.starts_with("seam_cst") => Credential::client_session_token(token),
            key => Credential::api_key(key),
        };
        let mut builder = Seam::builder(credential?).timeout(TIMEOUT);
        if !endpoint.is_null() {
            // SAFETY: as the caller promises.
            builder = builder.endpoint(unsafe { read(endpoint, "") }?);
        }
        builder.build()
    };
    // SAFETY: as the caller promises.
    unsafe { opened(open(), text, size) }
}

/// Calls an endpoint.
///
/// # Safety
///
/// `seam` is from `seam_open`, or null; `path` and `json` are strings that end with a zero byte, or null; `size` is
/// null, or points to the size of `out`, and only this call uses both.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_call(
    seam: *const Seam,
    path: *const c_char,
    json: *const c_char,
    out: *mut c_char,
    size: *mut usize,
) -> c_int {
    let call = || {
        // SAFETY: as the caller promises.
        let (seam, path) = unsafe { (client(seam)?, read(path, "there is no path")?) };
        // SAFETY: as the caller promises.
        let json = if json.is_null() { "{}" } else { unsafe { read(json, "") }? };
        seam.call_json(path, json)
    };
    let (result, written) = match call() {
        Ok(response) => (OK, response),
        Err(error) => (result_of(&error), error.to_string()),
    };
    // SAFETY: as the caller promises.
    let is_whole = unsafe {
        let room = size.as_mut().map_or(0, |size| std::mem::replace(size, written.len() + 1));
        write(&written, out, room)
    };
    if result == OK && !is_whole { TOO_SMALL } else { result }
}

/// Opens a keeper of a user's session.
///
/// # Safety
///
/// `seam` is from `seam_open`, or null; `user_identifier_key` is a string that ends with a zero byte, or null;
/// `text` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_keeper_open(
    seam: *const Seam,
    user_identifier_key: *const c_char,
    text: *mut c_char,
    size: usize,
) -> *mut SessionKeeper {
    let open = || {
        // SAFETY: as the caller promises.
        let (seam, user) =
            unsafe { (client(seam)?, read(user_identifier_key, "there is no user")?) };
        Ok(SessionKeeper::new(seam.clone(), user))
    };
    // SAFETY: as the caller promises.
    unsafe { opened(open(), text, size) }
}

/// Writes the session's token.
///
/// # Safety
///
/// `keeper` is from `seam_keeper_open`, or null; `text` has room for `size` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_keeper_token(
    keeper: *const SessionKeeper,
    text: *mut c_char,
    size: usize,
) -> c_int {
    // SAFETY: as the caller promises.
    let keeper = unsafe { keeper.as_ref() };
    let token =
        keeper.ok_or_else(|| Error::invalid("there is no keeper")).and_then(SessionKeeper::token);
    match token {
        // A part of a token is useless.
        Ok(token) if token.expose().len() < size && !text.is_null() => {
            // SAFETY: as the caller promises.
            unsafe { write(token.expose(), text, size) };
            OK
        }
        Ok(_) => {
            // SAFETY: as the caller promises.
            unsafe { write("the buffer is too small for the token", text, size) };
            TOO_SMALL
        }
        Err(error) => {
            // SAFETY: as the caller promises.
            unsafe { write(&error.to_string(), text, size) };
            result_of(&error)
        }
    }
}

/// Closes a keeper. With null, does nothing.
///
/// # Safety
///
/// `keeper` is from `seam_keeper_open`, and is not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_keeper_close(keeper: *mut SessionKeeper) {
    // SAFETY: as the caller promises.
    unsafe { close(keeper) }
}

/// Closes a client and its connections. With null, does nothing.
///
/// # Safety
///
/// `seam` is from `seam_open`, and is not used any more.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn seam_close(seam: *mut Seam) {
    // SAFETY: as the caller promises.
    unsafe { close(seam) }
}

/// The result that tells the caller what to do about an error: above all, whether it can retry.
fn result_of(error: &Error) -> c_int {
    match error {
        Error::Invalid(_) => INVALID,
        error if error.may_have_taken_effect() => UNKNOWN,
        Error::Api(error) if error.status() != 429 => REFUSED,
        _ => LATER,
    }
}

/// Returns a pointer to a new object for C; or writes the error, and returns null.
unsafe fn opened<T>(result: Result<T, Error>, text: *mut c_char, size: usize) -> *mut T {
    match result {
        Ok(object) => Box::into_raw(Box::new(object)),
        Err(error) => {
            // SAFETY: as the caller promises.
            unsafe { write(&error.to_string(), text, size) };
            ptr::null_mut()
        }
    }
}

unsafe fn close<T>(object: *mut T) {
    if !object.is_null() {
        // SAFETY: `object` is from `opened`, and the caller no longer uses it.
        drop(unsafe { Box::from_raw(object) });
    }
}

unsafe fn client<'a>(seam: *const Seam) -> Result<&'a Seam, Error> {
    // SAFETY: as the caller promises.
    unsafe { seam.as_ref() }.ok_or_else(|| Error::invalid("there is no client"))
}

unsafe fn read<'a>(text: *const c_char, missing: &'static str) -> Result<&'a str, Error> {
    if text.is_null() {
        return Err(Error::invalid(missing));
    }
    // SAFETY: as the caller promises.
    let text = unsafe { CStr::from_ptr(text) };
    text.to_str().map_err(|_| Error::invalid("a string is not UTF-8"))
}

/// Writes as much of `text` as fits, and a zero byte. Returns whether all of it fits.
unsafe fn write(text: &str, room: *mut c_char, size: usize) -> bool {
    if room.is_null() || size == 0 {
        return false;
    }
    let mut length = text.len().min(size - 1);
    while !text.is_char_boundary(length) {
        length -= 1;
    }
    // SAFETY: there is room for `length` bytes and one more, as the caller promises. Nothing of it is read, as C
    // need not have written anything there yet.
    unsafe {
        ptr::copy_nonoverlapping(text.as_ptr(), room.cast(), length);
        room.add(length).write(0);
    }
    length == text.len()
}
