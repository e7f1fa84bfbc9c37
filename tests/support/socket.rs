//! A server of raw bytes: it reads whole requests, and sends the next reply of its script to each.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

#[derive(Clone, Debug)]
pub enum Reply {
    /// Sends these bytes, and keeps the connection open for the next request.
    Send(Vec<u8>),
    /// Sends these bytes, and closes the connection.
    Close(Vec<u8>),
    /// Sends nothing, and keeps the connection open until the client closes it.
    Silence,
    /// Waits this long, then sends these bytes, and keeps the connection open.
    Late(Duration, Vec<u8>),
    /// Sends the first bytes, then the second again and again, slowly, until the client closes the connection.
    Drip(Vec<u8>, Vec<u8>),
    /// Closes the connection as soon as it is accepted, before TLS and before any request.
    HangUp,
}

pub struct Server {
    address: SocketAddr,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Default)]
struct Seen {
    connections: usize,
    requests: Vec<String>,
}

/// A port at which no server listens, as long as the caller holds the streams: they are both ends of a connection that
/// was accepted there, so no other listener gets the port. The port that a stream connects from would not do: the
/// system may give it to another stream too, even to one that connects to this address, and so to itself.
pub fn closed_port() -> ([TcpStream; 2], u16) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    let stream = TcpStream::connect(address).expect("a stream");
    let (accepted, _) = listener.accept().expect("the stream's other end");
    ([stream, accepted], address.port())
}

/// A response with this status, this body and a request ID.
pub fn http(status: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\ncontent-length: {length}\r\nseam-request-id: request-1\r\n\r\n{body}"
    )
    .into_bytes()
}

impl Server {
    /// Responds to requests by the script. After the script's end, the server accepts no more connections.
    pub fn start(script: impl IntoIterator<Item = Reply, IntoIter: Send + 'static>) -> Self {
        Self::start_with(script, Ok)
    }

    /// Like `start`, over what `wrap` makes of each connection.
    pub fn start_with<S: Read + Write>(
        script: impl IntoIterator<Item = Reply, IntoIter: Send + 'static>,
        wrap: impl Fn(TcpStream) -> std::io::Result<S> + Send + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let seen = Arc::new(Mutex::new(Seen::default()));
        let noted = seen.clone();
        let script = script.into_iter();
        thread::spawn(move || {
            let mut script = script.peekable();
            while script.peek().is_some() {
                let Ok((stream, _)) = listener.accept() else { return };
                noted.lock().unwrap().connections += 1;
                if script.next_if(|reply| matches!(reply, Reply::HangUp)).is_some() {
                    continue;
                }
                // Some tests have the client hang up.
                let _ = wrap(stream).and_then(|mut s| serve(&mut s, &mut script, &noted));
            }
        });
        Self { address, seen }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn port(&self) -> u16 {
        self.address.port()
    }

    pub fn connections(&self) -> usize {
        self.seen.lock().unwrap().connections
    }

    /// The requests that came, with their headers and bodies.
    pub fn requests(&self) -> Vec<String> {
        self.seen.lock().unwrap().requests.clone()
    }
}

fn serve<S: Read + Write>(
    stream: &mut S,
    script: &mut dyn Iterator<Item = Reply>,
    seen: &Mutex<Seen>,
) -> std::io::Result<()> {
    while let Some(request) = read_request(stream)? {
        seen.lock().unwrap().requests.push(request);
        match script.next() {
            Some(Reply::Send(bytes)) => {
                stream.write_all(&bytes)?;
                stream.flush()?;
            }
            Some(Reply::Close(bytes)) => {
                stream.write_all(&bytes)?;
                return stream.flush();
            }
            Some(Reply::Late(time, bytes)) => {
                thread::sleep(time);
                stream.write_all(&bytes)?;
                stream.flush()?;
            }
            Some(Reply::Silence) => {
                return std::io::copy(stream, &mut std::io::sink()).map(|_| ());
            }
            Some(Reply::Drip(head, drop)) => {
                stream.write_all(&head)?;
                loop {
                    stream.write_all(&drop)?;
                    stream.flush()?;
                    thread::sleep(Duration::from_millis(5));
                }
            }
            Some(Reply::HangUp) | None => return Ok(()),
        }
    }
    Ok(())
}

/// Reads the headers and the body of the next request. Returns `None` if the client has hung up.
pub fn read_request(stream: &mut impl Read) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    loop {
        if let Some(head) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(&bytes[..head]).to_ascii_lowercase();
            let length = text.lines().find_map(|line| line.strip_prefix("content-length: "));
            let length: usize = length.map_or(0, |length| length.parse().unwrap());
            if bytes.len() >= head + 4 + length {
                return Ok(Some(String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
        let mut piece = [0; 4096];
        match stream.read(&mut piece)? {
            0 => return Ok(None),
            count => bytes.extend_from_slice(&piece[..count]),
        }
    }
}
