//! A receiver of Seam's webhooks, behind a reverse proxy that does HTTPS: prints each event that Seam has signed.
//!
//! `cargo run --example webhook` sends itself an event, the same event again, and one that was changed on the way.
//! With the webhook's secret in `SEAM_WEBHOOK_SECRET` it listens on 127.0.0.1:8080, or on the address that you pass,
//! until you stop it. With `--once`, it handles one request.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime};
use std::{env, thread};

use seam_client::webhook::{Verifier, VerifyError};

type Request = (Vec<(String, String)>, Vec<u8>);
type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// How long one request may take. Others wait meanwhile, and Seam sends them again if that takes too long.
const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_HEAD: u64 = 16 * 1024;
const MAX_BODY: usize = 1024 * 1024;

fn main() -> ExitCode {
    let Err(error) = run() else { return ExitCode::SUCCESS };
    eprintln!("{error}");
    ExitCode::FAILURE
}

fn run() -> Result<()> {
    let Ok(secret) = env::var("SEAM_WEBHOOK_SECRET") else { return send_to_itself() };
    let (once, address): (Vec<_>, Vec<_>) = env::args().skip(1).partition(|it| it == "--once");
    let verifier = Verifier::new(&secret.into())?;
    let listener = TcpListener::bind(address.first().map_or("127.0.0.1:8080", String::as_str))?;
    println!("listening on http://{}", listener.local_addr()?);
    serve(&listener, &verifier, if once.is_empty() { usize::MAX } else { 1 });
    Ok(())
}

/// Handles this many requests, one at a time.
fn serve(listener: &TcpListener, verifier: &Verifier, requests: usize) {
    let mut seen = VecDeque::new();
    for mut stream in listener.incoming().flatten().take(requests) {
        let status = match handle(&stream, verifier, &mut seen) {
            Ok(()) => "204 No Content",
            Err(error) => {
                println!("refused: {error}");
                match error.downcast_ref() {
                    Some(VerifyError::Signature | VerifyError::Time { .. }) => "401 Unauthorized",
                    _ => "400 Bad Request",
                }
            }
        };
        // If the response is lost, Seam sends the event again.
        let _ = write!(stream, "HTTP/1.1 {status}\r\nconnection: close\r\n\r\n");
    }
}

fn handle(stream: &TcpStream, verifier: &Verifier, seen: &mut VecDeque<String>) -> Result<()> {
    let (headers, body) = read(Timed(stream, Instant::now() + TIMEOUT))?;
    let event = verifier.verify(headers, &body)?;
    let duplicate = if seen.contains(&event.event_id) { "duplicate: " } else { "" };
    println!("{duplicate}{} {} {:?}", event.occurred_at, event.event_type, event.device_id);
    seen.push_front(event.event_id);
    seen.truncate(1000);
    Ok(())
}

/// Reads the headers and the body of a request that has a Content-Length, as those of reverse proxies have.
fn read(stream: impl Read) -> Result<Request> {
    let (mut reader, mut headers, mut length) = (BufReader::new(stream), Vec::new(), None);
    let mut lines = reader.by_ref().take(MAX_HEAD).lines().skip(1);
    loop {
        let line = lines.next().ok_or("the headers are too large, or cut off")??;
        let Some((name, value)) = line.split_once(':') else { break }; // The empty line.
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse().ok().filter(|length| *length <= MAX_BODY);
        }
        headers.push((name.to_owned(), value.to_owned()));
    }
    let mut body = vec![0; length.ok_or("the Content-Length is missing or too large")?];
    reader.read_exact(&mut body).map_err(|_| "the body is cut off, or took too long")?;
    Ok((headers, body))
}

/// Reads until a deadline: with a timeout for each read, a slow sender could hold the connection forever.
struct Timed<'a>(&'a TcpStream, Instant);

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.1.saturating_duration_since(Instant::now());
        self.0.set_read_timeout(Some(left))?; // Fails if no time is left.
        self.0.read(buffer)
    }
}

fn send_to_itself() -> Result<()> {
    const BODY: &str = r#"{"event_id": "9e1d", "event_type": "lock.unlocked", "workspace_id": "b887",
        "created_at": "2025-06-15T16:54:17.946Z", "occurred_at": "2025-06-15T16:54:17.946Z"}"#;
    let verifier = Verifier::new(&"whsec_C5ehXMgxR0OapkJpLmJT8ScbVpwx2k2y".into())?;
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let address = listener.local_addr()?;
    println!("no secret in the environment: sending events to http://{address}");
    let signed = verifier.sign("msg_1", SystemTime::now(), BODY.as_bytes());
    let headers = signed.map(|(name, value)| format!("{name}: {value}\r\n")).concat();
    let send = move |body: String| {
        let length = format!("content-length: {}\r\n", body.len());
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "POST / HTTP/1.1\r\n{headers}{length}\r\n{body}")?;
        BufReader::new(stream).lines().next().unwrap_or(Ok(String::new()))
    };
    let bodies = [BODY.to_owned(), BODY.to_owned(), BODY.replace("unlocked", "locked")];
    let sender = thread::spawn(move || bodies.map(send));
    serve(&listener, &verifier, 3);
    for response in sender.join().map_err(|_| "the sender panicked")? {
        println!("response: {}", response?);
    }
    Ok(())
}
