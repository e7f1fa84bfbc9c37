//! What carries the bytes of a connection: a socket, or TLS to a proxy over a socket.

use std::io::{self, Read, Write};

#[cfg(feature = "tls")]
use rustls::ClientConnection;

use super::exchange::current;
use super::socket::Socket;
#[cfg(feature = "tls")]
use super::tls;

/// A link to the server. Reads and writes end by the exchange's deadline.
pub(super) struct Link {
    way: Way,
    /// Part of the current exchange's request may have been sent.
    pub(super) wrote: bool,
}

enum Way {
    Socket(Socket),
    /// TLS to a proxy. The server's TLS goes inside it.
    #[cfg(feature = "tls")]
    Secure(Box<(ClientConnection, Link)>),
}

impl Link {
    pub(super) fn new(socket: Socket) -> Self {
        Self { way: Way::Socket(socket), wrote: false }
    }

    /// A link through this one, inside this TLS session.
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

    /// Whether there is nothing to read: the other end has neither closed the connection nor sent unsolicited data.
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
                // Even a failed write may have sent part of it.
                self.wrote |= !bytes.is_empty();
                tls::write(&mut way.0, &mut way.1, bytes).map(|()| bytes.len())
            }
        }
    }

    /// Writes the last message of the TLS handshake together with the first request. The pieces are joined, since
    /// `writev` on a closed socket raises SIGPIPE, which kills a program whose `main` is not Rust.
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
