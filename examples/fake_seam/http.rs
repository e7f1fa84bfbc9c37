//! An HTTP server that records every request, and responds to it with what a function returns.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::SystemTime;

/// A request, as it came over the wire.
#[derive(Clone, Debug)]
pub struct Request {
    pub method: String,
    /// With the query, if there is one.
    pub path: String,
    /// Sorted, with names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Request {
    pub fn header(&self, name: &str) -> Option<&str> {
        let header = self.headers.iter().find(|(other, _)| other == name);
        header.map(|(_, value)| value.as_str())
    }
}

#[derive(Clone, Debug)]
pub struct Response {
    pub status: usize,
    pub request_id: String,
    pub body: String,
}

pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

struct Shared {
    respond: Box<dyn Fn(&Request) -> Response + Send + Sync>,
    requests: Mutex<Vec<Request>>,
    /// Held while a request is handled: they are handled one at a time.
    turn: Mutex<()>,
    stopped: AtomicBool,
}

impl Server {
    pub fn start(respond: impl Fn(&Request) -> Response + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let shared = Arc::new(Shared {
            respond: Box::new(respond),
            requests: Mutex::default(),
            turn: Mutex::default(),
            stopped: AtomicBool::new(false),
        });
        let for_connections = shared.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = for_connections.clone();
                if shared.stopped.load(Ordering::SeqCst) {
                    return;
                }
                // A client may hang up at any time.
                thread::spawn(move || drop(shared.serve(&stream)));
            }
        });
        Self { address, shared }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn requests(&self) -> Vec<Request> {
        self.shared.requests.lock().unwrap().clone()
    }
}

/// The server accepts no more connections, and handles no more requests on the open ones.
impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for a connection.
        drop(TcpStream::connect(self.address));
    }
}

impl Shared {
    fn serve(&self, stream: &TcpStream) -> io::Result<()> {
        let mut reader = BufReader::new(stream);
        while let Some(request) = read(&mut reader)? {
            if self.stopped.load(Ordering::SeqCst) {
                break;
            }
            let turn = self.turn.lock().unwrap();
            let is_last = request.header("connection") == Some("close");
            let Response { status, request_id, body } = (self.respond)(&request);
            self.requests.lock().unwrap().push(request);
            drop(turn);
            let (length, date) = (body.len(), httpdate::fmt_http_date(SystemTime::now()));
            let head = format!(
                "HTTP/1.1 {status} \r\ncontent-type: application/json\r\nseam-request-id: {request_id}\r\n\
                 content-length: {length}\r\ndate: {date}\r\n\r\n"
            );
            // In one write, so that it is sent at once.
            (&mut &*stream).write_all((head + &body).as_bytes())?;
            if is_last {
                break;
            }
        }
        Ok(())
    }
}

/// The next request; `None` if there is none.
fn read(reader: &mut BufReader<&TcpStream>) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split_whitespace().map(str::to_owned);
    let (Some(method), Some(path)) = (words.next(), words.next()) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    headers.sort();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or_default();
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8_lossy(&body).into_owned();
    Ok(Some(Request { method, path, headers, body }))
}
