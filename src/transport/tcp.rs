//! The connection itself: from a name to a socket, each step of it within its deadline.
//!
//! ureq's own resolves the name for every call, starts a thread for it each time, and panics if none
//! is to be had; and a server that reads slowly keeps its writes going for longer than they may.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};
use std::{fmt, slice};

use ureq::unversioned::transport::time::Duration as Limit;
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, Either, LazyBuffers, NextTimeout, Transport,
};

use super::resolver::Resolver;
use super::{Step, mark};

/// Opens a connection to whatever the details name, by addresses that it looks up itself: so a call
/// on an open connection looks up nothing.
#[derive(Debug)]
pub(super) struct TcpConnector {
    resolver: Resolver,
}

impl TcpConnector {
    pub(super) fn new(resolver: Resolver) -> Self {
        Self { resolver }
    }

    fn open(&self, details: &ConnectionDetails<'_>) -> Result<TcpStream, ureq::Error> {
        let deadline = Deadline::new(details.timeout);
        let host = details.uri.host().unwrap_or_default();
        let default = if details.needs_tls() { 443 } else { 80 };
        let port = details.uri.port_u16().unwrap_or(default);

        let wanted = details.config.ip_family();
        let addresses = self
            .resolver
            .addresses(host, port, &deadline)
            .and_then(|found| {
                let addresses: Vec<_> = wanted.keep_wanted(found.into_iter()).collect();
                if addresses.is_empty() { Err(ureq::Error::HostNotFound) } else { Ok(addresses) }
            })
            .map_err(|error| mark(Step::Resolve, error))?;
        connect(&addresses, &deadline).map_err(|error| {
            self.resolver.distrust(host, port);
            mark(Step::Connect, error)
        })
    }
}

impl<In: Transport> Connector<In> for TcpConnector {
    type Out = Either<In, Socket>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, ureq::Error> {
        // A tunnel through a proxy is there already.
        if let Some(tunnel) = chained {
            return Ok(Some(Either::A(tunnel)));
        }
        let stream = self.open(details)?;
        // Without it the body of a request waits for the server to acknowledge the head.
        stream.set_nodelay(true)?;
        let buffers = LazyBuffers::new(
            details.config.input_buffer_size(),
            details.config.output_buffer_size(),
        );
        Ok(Some(Either::B(Socket { stream, buffers })))
    }
}

/// Tries one address after another. Each but the last gets half of the time that is left, so that
/// one that leads nowhere leaves some for the next.
fn connect(addresses: &[SocketAddr], deadline: &Deadline) -> Result<TcpStream, ureq::Error> {
    let mut result = Err(ureq::Error::HostNotFound);
    for (index, address) in addresses.iter().enumerate() {
        let left = match deadline.left() {
            Ok(left) => left,
            Err(timeout) => return if index == 0 { Err(timeout) } else { result },
        };
        let share = if index + 1 == addresses.len() { left } else { left / 2 };
        result = match TcpStream::connect_timeout(address, share) {
            Ok(stream) => return Ok(stream),
            Err(error) if error.kind() == io::ErrorKind::TimedOut => Err(deadline.passed()),
            Err(error) => Err(error.into()),
        };
    }
    result
}

/// A point in time that ureq gave as the time that is left.
pub(super) struct Deadline {
    at: Option<Instant>,
    timeout: NextTimeout,
}

impl Deadline {
    pub(super) fn new(timeout: NextTimeout) -> Self {
        let at = match timeout.after {
            Limit::Exact(after) => Instant::now().checked_add(after),
            Limit::NotHappening => None,
        };
        Self { at, timeout }
    }

    /// The time that is left: not zero, which a socket would take for no limit.
    pub(super) fn left(&self) -> Result<Duration, ureq::Error> {
        let Some(at) = self.at else { return Ok(super::FOREVER) };
        let left = at.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(self.passed()) } else { Ok(left.min(super::FOREVER)) }
    }

    pub(super) fn passed(&self) -> ureq::Error {
        ureq::Error::Timeout(self.timeout.reason)
    }

    /// What an attempt to read or write gave; `None` where it is to be made again.
    fn attempt(&self, result: io::Result<usize>) -> Result<Option<usize>, ureq::Error> {
        match result {
            Ok(amount) => Ok(Some(amount)),
            Err(error) => match error.kind() {
                io::ErrorKind::Interrupted => Ok(None),
                // The one on Unix, the other on Windows.
                io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => self.left().map(|_| None),
                _ => Err(error.into()),
            },
        }
    }
}

pub(super) struct Socket {
    stream: TcpStream,
    buffers: LazyBuffers,
}

impl Transport for Socket {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        let deadline = Deadline::new(timeout);
        let mut output = self.buffers.output().get(..amount).unwrap_or_default();
        while !output.is_empty() {
            self.stream.set_write_timeout(Some(deadline.left()?))?;
            if let Some(written) = deadline.attempt(self.stream.write(output))? {
                if written == 0 {
                    return Err(io::Error::from(io::ErrorKind::WriteZero).into());
                }
                output = output.get(written..).unwrap_or_default();
            }
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        let deadline = Deadline::new(timeout);
        loop {
            self.stream.set_read_timeout(Some(deadline.left()?))?;
            let input = self.buffers.input_append_buf();
            if let Some(amount) = deadline.attempt(self.stream.read(input))? {
                self.buffers.input_appended(amount);
                return Ok(amount > 0);
            }
        }
    }

    /// Nothing to read: neither the server's goodbye nor an answer that nobody asked for.
    fn is_open(&mut self) -> bool {
        let mut byte = 0;
        let peeked = self
            .stream
            .set_nonblocking(true)
            .and_then(|()| self.stream.peek(slice::from_mut(&mut byte)));
        matches!(peeked, Err(error) if error.kind() == io::ErrorKind::WouldBlock)
            && self.stream.set_nonblocking(false).is_ok()
    }
}

impl fmt::Debug for Socket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Socket").finish_non_exhaustive()
    }
}
