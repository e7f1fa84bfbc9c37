//! Opens the connections of ureq's pool.

use std::fmt;
#[cfg(feature = "tls")]
use std::sync::Arc;
use std::time::Duration;

use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver as Resolve};
use ureq::unversioned::transport::{ConnectionDetails, Connector as Connect, NextTimeout};
use ureq::{Agent, Timeout};

use super::{Buffers, Connection};
use crate::transport::deadline::Deadline;
use crate::transport::exchange::{self, current};
#[cfg(feature = "tls")]
use crate::transport::idle::Idle;
use crate::transport::route::{Route, Server};

pub(in crate::transport) fn agent(config: Config, connector: Connector) -> Agent {
    Agent::with_parts(config, connector, NoLookup)
}

/// Opens connections.
pub(in crate::transport) struct Connector {
    pub(in crate::transport) route: Route,
    /// For connecting, all that belongs to it included.
    pub(in crate::transport) timeout: Duration,
    #[cfg(feature = "tls")]
    pub(in crate::transport) idle: Arc<Idle>,
}

impl Connect for Connector {
    type Out = Connection;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<Connection>, ureq::Error> {
        let https = details.needs_tls();
        let default = if https { 443 } else { 80 };
        let server = Server {
            https,
            host: details.uri.host().unwrap_or_default(),
            port: details.uri.port_u16().unwrap_or(default),
        };
        let to_connect = Deadline::after(self.timeout, Timeout::Connect);
        let deadline = current().deadline.or_earlier(to_connect);
        let (link, session) = exchange::until(deadline, || self.route.open(server, deadline))?;
        Ok(Some(Connection {
            link,
            session,
            buffers: Buffers::default(),
            #[cfg(feature = "tls")]
            idle: self.idle.clone(),
            kept_for: Duration::MAX,
            idle_since: None,
            was_idle: None,
            answered: true,
        }))
    }
}

/// Resolves nothing: the connector does, and only if it opens a connection.
#[derive(Debug)]
struct NoLookup;

impl Resolve for NoLookup {
    fn resolve(
        &self,
        _: &Uri,
        _: &Config,
        _: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}

// Nobody prints it.
impl fmt::Debug for Connector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Connector")
    }
}
