//! A server that responds to every request with the same client session: over http at one port and over
//! TLS at another, each connection in a thread of its own.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use crate::socket;
use crate::tls::Authority;

/// The response in Seam's documentation.
const SESSION: &str = include_str!("../../tests/support/document.json");

pub(crate) struct Server {
    pub(crate) http: SocketAddr,
    pub(crate) tls: SocketAddr,
    pub(crate) certificate: String,
}

pub(crate) fn start() -> io::Result<Server> {
    let authority = Authority::new();
    let config = Arc::new(authority.config("localhost"));
    let (plain, secured) = (listener()?, listener()?);
    let (http, tls) = (plain.local_addr()?, secured.local_addr()?);
    serve(plain, Ok);
    serve(secured, move |stream| secure(&config, stream));
    Ok(Server { http, tls, certificate: authority.pem() })
}

fn listener() -> io::Result<TcpListener> {
    TcpListener::bind("127.0.0.1:0")
}

fn secure(
    config: &Arc<ServerConfig>,
    stream: TcpStream,
) -> io::Result<StreamOwned<ServerConnection, TcpStream>> {
    let session = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
    Ok(StreamOwned::new(session, stream))
}

fn serve<S: Read + Write + 'static>(
    listener: TcpListener,
    wrap: impl Fn(TcpStream) -> io::Result<S> + Clone + Send + 'static,
) {
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let wrap = wrap.clone();
            // A client that hangs up is done.
            thread::spawn(move || stream.set_nodelay(true).and_then(|()| respond(wrap(stream)?)));
        }
    });
}

fn respond(mut stream: impl Read + Write) -> io::Result<()> {
    let response = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\
         seam-request-id: 8b1b2d8f-8f0d-4d52-b1d6-0f3ce4c5b0a1\r\n\r\n{SESSION}",
        SESSION.len()
    );
    while socket::read_request(&mut stream)?.is_some() {
        stream.write_all(response.as_bytes())?;
        stream.flush()?;
    }
    Ok(())
}
