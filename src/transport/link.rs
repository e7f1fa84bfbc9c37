//! What carries the bytes of a connection: a socket, or TLS with a proxy over one.

use std::io::{self, Read, Write};

#[cfg(feature = "tls")]
use rustls::ClientConnection;

use super::exchange::current;
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls;

/// Reads and writes end by the deadline of the exchange.
pub(super) struct Link {
    way: Way,
    /// Something of the present exchange's request may have gone.
    pub(super) wrote: bool,
}

enum Way {
    Socket(Socket),
    /// A proxy that is spoken to over TLS, in which the server's own stands.
    #[cfg(feature = "tls")]
    Secure(Box<(ClientConnection, Link)>),
}

impl Link {
    pub(super) fn new(socket: Socket) -> Self {
        Self { way: Way::Socket(socket), wrote: false }
    }

    /// The one that goes through this.
    #[cfg(feature = "tls")]
    pub(super) fn through(self, session: ClientConnection) -> Self {
        Self { way: Way::Secure(Box::new((session, self))), wrote: false }
    }

    #[cfg(any(feature = "tls", test))]
    pub(super) fn socket(&mut self) -> &mut Socket {
        match &mut self.way {
            Way::Socket(socket) => socket,
            #[cfg(feature = "tls")]
            Way::Secure(way) => way.1.socket(),
        }
    }

    /// Nothing to read: neither a goodbye nor what nobody asked for.
    pub(super) fn is_silent(&self) -> bool {
        match &self.way {
            Way::Socket(socket) => socket.is_silent(),
            #[cfg(feature = "tls")]
            Way::Secure(way) => way.0.wants_read() && way.1.is_silent(),
        }
    }
}

impl Read for Link {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match &mut self.way {
            Way::Socket(socket) => socket.read(into, current().deadline),
            #[cfg(feature = "tls")]
            Way::Secure(way) => tls::read(&mut way.0, &mut way.1, into),
        }
    }
}

impl Write for Link {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.way {
            Way::Socket(socket) => {
                let amount = socket.write(bytes, current().deadline)?;
                self.wrote |= amount > 0;
                Ok(amount)
            }
            #[cfg(feature = "tls")]
            Way::Secure(way) => {
                // Part of it may have been sent even if the write fails.
                self.wrote |= !bytes.is_empty();
                tls::write(&mut way.0, &mut way.1, bytes).map(|()| bytes.len())
            }
        }
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
