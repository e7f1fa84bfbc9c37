//! What carries the bytes of a connection: a socket, or TLS with a proxy over one.

use std::io::{self, Read, Write};
use std::time::Duration;

#[cfg(feature = "tls")]
use rustls::ClientConnection;

use super::exchange::present;
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls;

/// Reads and writes end by the deadline of the exchange.
pub(super) struct Link {
    raw: Raw,
    /// The proxy is spoken to over TLS, in which the server's own stands.
    #[cfg(feature = "tls")]
    outer: Option<Box<ClientConnection>>,
    /// Something of the present exchange's request may have gone.
    pub(super) wrote: bool,
}

struct Raw(Socket);

impl Link {
    pub(super) fn new(socket: Socket) -> Self {
        Self {
            raw: Raw(socket),
            #[cfg(feature = "tls")]
            outer: None,
            wrote: false,
        }
    }

    /// From now on, all goes through this.
    #[cfg(feature = "tls")]
    pub(super) fn wrap(&mut self, session: ClientConnection) {
        self.outer = Some(Box::new(session));
    }

    /// Nothing to read: neither a goodbye nor what nobody asked for.
    pub(super) fn is_silent(&self) -> bool {
        #[cfg(feature = "tls")]
        if self.outer.as_ref().is_some_and(|session| !session.wants_read()) {
            return false;
        }
        self.raw.0.is_silent()
    }

    /// How long what was sent may go without a sign that it arrived; `None`: as the system has it.
    pub(super) fn set_patience(&mut self, time: Option<Duration>) {
        self.raw.0.set_patience(time);
    }

    /// How long a round trip to the other end took.
    pub(super) fn round_trip(&self) -> Duration {
        self.raw.0.round_trip()
    }

    #[cfg(test)]
    pub(super) fn socket(&mut self) -> &mut Socket {
        &mut self.raw.0
    }
}

impl Read for Raw {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.0.read(into, present().deadline)
    }
}

impl Write for Raw {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes, present().deadline)
    }

    /// What ends the handshake of TLS, and the first request. Joined, since to a socket that is closed
    /// `writev` is a signal that ends a program which is not all Rust.
    #[cfg(feature = "tls")]
    fn write_vectored(&mut self, pieces: &[io::IoSlice<'_>]) -> io::Result<usize> {
        match pieces {
            [piece] => self.write(piece),
            _ => self
                .write(&pieces.iter().flat_map(|piece| piece.iter().copied()).collect::<Vec<_>>()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Read for Link {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.outer {
            return tls::read(session, &mut self.raw, into);
        }
        self.raw.read(into)
    }
}

impl Write for Link {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(feature = "tls")]
        if let Some(session) = &mut self.outer {
            // Even of what is not written to its end, something may have gone.
            self.wrote |= !bytes.is_empty();
            return tls::write(session, &mut self.raw, bytes).map(|()| bytes.len());
        }
        let amount = self.raw.write(bytes)?;
        self.wrote |= amount > 0;
        Ok(amount)
    }

    #[cfg(feature = "tls")]
    fn write_vectored(&mut self, pieces: &[io::IoSlice<'_>]) -> io::Result<usize> {
        if self.outer.is_none() {
            let amount = self.raw.write_vectored(pieces)?;
            self.wrote |= amount > 0;
            return Ok(amount);
        }
        self.write(&pieces.iter().flat_map(|piece| piece.iter().copied()).collect::<Vec<_>>())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
