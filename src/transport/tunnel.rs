//! A tunnel through a proxy, by `CONNECT`.

use std::fmt::Write as _;
use std::io::{self, Read, Write};

use zeroize::Zeroizing;

use super::MAX_HEADER_SIZE;
use super::failure::Failure;
use super::link::Link;
use super::route::Server;
use crate::error::Step;
use crate::proxy::Chosen;

/// Asks the proxy at the other end of `link` for a tunnel to the server.
///
/// See [RFC 9110](https://www.rfc-editor.org/rfc/rfc9110#name-connect).
pub(super) fn open(
    link: &mut Link,
    server: Server<'_>,
    proxy: &Chosen,
    user_agent: &str,
) -> Result<(), Failure> {
    let failed =
        |error: io::Error| Failure { at_proxy: true, ..Failure::before(Step::Connect, error) };
    let refused = |reason: String, is_final| Failure {
        at_proxy: true,
        is_final,
        ..Failure::before(Step::Connect, ureq::Error::ConnectProxyFailed(reason))
    };

    let Server { host, port, .. } = server;
    let authorization = proxy.authorization.as_ref().map_or("", |it| it.expose());
    // Allocate room for all of it: a text that grows leaves a copy behind that is not zeroed.
    let mut request = Zeroizing::new(String::with_capacity(
        2 * host.len() + user_agent.len() + authorization.len() + 128,
    ));
    // Writing to a String does not fail.
    let _ = write!(
        request,
        "CONNECT {host}:{port} HTTP/1.1\r\nHost: {host}:{port}\r\nUser-Agent: {user_agent}\r\n"
    );
    if !authorization.is_empty() {
        let _ = write!(request, "Proxy-Authorization: {authorization}\r\n");
    }
    request.push_str("\r\n");
    link.write_all(request.as_bytes()).map_err(failed)?;

    match read_status(link).map_err(failed)? {
        Some(200..=299) => Ok(()),
        Some(407) => Err(refused(
            match proxy.authorization {
                Some(_) => "refuses the user or password in its URL (status 407)",
                None => "requires a user and password (status 407): put them in its URL",
            }
            .to_owned(),
            true,
        )),
        // A proxy that is too busy or cannot reach the server may succeed next time.
        Some(status) => {
            let is_final = matches!(status, 300..=499) && !matches!(status, 408 | 425 | 429);
            Err(refused(format!("did not connect to {host}:{port} (status {status})"), is_final))
        }
        None => Err(refused("did not respond in HTTP: check its URL".to_owned(), true)),
    }
}

/// Reads the response's head to its end, and returns the status; `None` if it is not HTTP.
fn read_status(link: &mut Link) -> io::Result<Option<u16>> {
    let mut head = Vec::new();
    loop {
        let mut piece = [0; 1024];
        let amount = link.read(&mut piece)?;
        if amount == 0 {
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "it closed the connection"));
        }
        head.extend_from_slice(piece.get(..amount).unwrap_or_default());
        let is_http = head.iter().zip(b"HTTP/1.").all(|(got, wanted)| got == wanted);
        if !is_http || head.len() > MAX_HEADER_SIZE {
            return Ok(None);
        }
        // Skip interim responses.
        while let Some(end) = end_of_head(&head) {
            let status = status(&head);
            if !matches!(status, Some(100..=199)) {
                // Nothing was sent to the server yet, so data after the head cannot be its response.
                let is_sound = |status: &u16| !matches!(status, 200..=299) || end == head.len();
                return Ok(status.filter(is_sound));
            }
            head.drain(..end);
        }
    }
}

fn end_of_head(head: &[u8]) -> Option<usize> {
    let end = |mark: &[u8]| {
        head.windows(mark.len()).position(|window| window == mark).map(|at| at + mark.len())
    };
    // Whichever comes first ends the head.
    [end(b"\r\n\r\n"), end(b"\n\n")].into_iter().flatten().min()
}

/// The number in `HTTP/1.1 200 OK`.
fn status(head: &[u8]) -> Option<u16> {
    let digits = head.get(9..12)?;
    let is_number = head.get(8) == Some(&b' ') && digits.iter().all(u8::is_ascii_digit);
    std::str::from_utf8(digits).ok().filter(|_| is_number)?.parse().ok()
}

#[cfg(test)]
mod tests;
