//! What a logger, which runs in the middle of a call, can do.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::rc::Rc;
use std::sync::mpsc::channel;
use std::sync::{Mutex, Once};
use std::thread;
use std::time::Duration;

use log::{LevelFilter, Log, Metadata, Record};
use seam_client::client_sessions::Get;
use seam_client::{Credential, Error, Seam};
use support::DOCUMENT_RESPONSE;
use support::socket::{Reply, Server, http, read_request};

type Call = Box<dyn Fn(&Record<'_>)>;

thread_local! {
    /// What the logger does with a record on this thread, except with those that it causes itself.
    static CALL: Cell<Option<Call>> = const { Cell::new(None) };
}

struct Logger;

impl Log for Logger {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        if let Some(call) = CALL.take() {
            call(record);
            CALL.set(Some(call));
        }
    }

    fn flush(&self) {}
}

fn client(calls: usize) -> Seam {
    let response = || Reply::Send(http("200 OK", DOCUMENT_RESPONSE));
    let server = Server::start((0..calls).map(move |_| response()));
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap()).endpoint(server.url());
    seam.build().unwrap()
}

fn call(seam: &Seam) -> Result<(), Error> {
    seam.client_sessions().get(Get::new()).map(drop)
}

fn set_logger() {
    static SET: Once = Once::new();
    SET.call_once(|| {
        log::set_logger(&Logger).unwrap();
        log::set_max_level(LevelFilter::Debug);
    });
}

/// Calls twice on the same connection, while the logger calls `with` for each record. Returns the targets of the
/// records, and the results of those calls.
fn log_with(
    seam: Seam,
    with: impl Fn() -> Result<(), Error> + Send + 'static,
) -> Vec<(String, String)> {
    set_logger();
    let (done, is_done) = channel();
    // A call that hangs cannot be stopped: with this timeout, the test fails instead of hanging all tests.
    thread::spawn(move || {
        let (seen, all) = channel();
        let seen = Mutex::new(seen);
        CALL.set(Some(Box::new(move |record| {
            let came_to = with().map_or_else(|error| error.to_string(), |()| "ok".to_owned());
            let text = format!("{} {}", record.target(), record.args());
            seen.lock().unwrap().send((text, came_to)).unwrap();
        })));
        for _ in 0..2 {
            call(&seam).unwrap();
        }
        drop(CALL.take());
        done.send(all.into_iter().collect()).unwrap();
    });
    is_done.recv_timeout(Duration::from_secs(120)).expect("a call hangs in the logger")
}

#[test]
fn a_logger_that_calls_the_client_it_logs_gets_an_error_and_no_hang() {
    let seam = client(2);
    let same = seam.clone();
    let records = log_with(seam, move || call(&same));
    // ureq holds the lock of its pool here. If this fails, look at the documentation of logging again.
    assert!(
        records.iter().any(|(text, _)| text.starts_with("ureq::pool Use pooled")),
        "{records:?}"
    );
    for (text, came_to) in &records {
        assert_eq!(
            came_to,
            "a logger called the client whose call it was logging: give the logger a client of its own",
            "{text}"
        );
        assert!(!text.starts_with("seam_client"), "{text}");
    }
}

#[test]
fn a_logger_may_call_a_client_of_its_own() {
    let own = client(1000);
    let records = log_with(client(2), move || call(&own));
    assert!(!records.is_empty());
    assert!(records.iter().all(|(_, came_to)| came_to == "ok"), "{records:?}");
}

/// What this crate logs during a call, with levels. Calls `then` after each line.
fn own_lines(seam: &Seam, then: impl Fn(usize) + 'static) -> (Result<(), Error>, Vec<String>) {
    set_logger();
    let lines = Rc::new(RefCell::new(Vec::new()));
    let seen = lines.clone();
    CALL.set(Some(Box::new(move |record| {
        if record.target().starts_with("seam_client") {
            seen.borrow_mut().push(format!("{} {}", record.level(), record.args()));
            let count = seen.borrow().len();
            then(count);
        }
    })));
    let result = call(seam);
    drop(CALL.take());
    (result, lines.take())
}

/// Removes the pause, which is random, from a line.
fn without_pause(line: &str) -> String {
    let (start, rest) = line.split_once(" in ").expect(line);
    let (pause, reason) = rest.split_once(", ").expect(line);
    assert!(pause.ends_with('s') && pause.starts_with(|c: char| c.is_ascii_digit()), "{line}");
    format!("{start}, {reason}")
}

fn quick(url: &str) -> Seam {
    let seam = Seam::builder(Credential::api_key("seam_hunter2").unwrap()).endpoint(url);
    let pause = Duration::from_millis(2);
    seam.retry_pauses(pause, pause).build().unwrap()
}

#[test]
fn each_retry_is_logged_at_debug_level_without_secrets() {
    let echo = r#"{"error":{"type":"busy","message":"seam_hunter2"}}"#;
    let server = Server::start([
        Reply::Send(http("503 Service Unavailable", echo)),
        Reply::Send(http("429 Too Many Requests", echo)),
        Reply::Close(b"HTTP/1.1 200 OK\r\nx: seam_hunter2".to_vec()),
        Reply::Send(http("200 OK", DOCUMENT_RESPONSE)),
    ]);
    let (result, lines) = own_lines(&quick(&server.url()), |_| ());
    result.unwrap();
    assert!(!lines.concat().contains("hunter2"), "{lines:?}");
    let lines: Vec<_> = lines.iter().map(|line| without_pause(line)).collect();
    assert_eq!(
        lines[..2],
        [
            "DEBUG /client_sessions/get: try 2, after status 503",
            "DEBUG /client_sessions/get: try 3, after status 429"
        ]
    );
    let broke = "DEBUG /client_sessions/get: try 4, after an error: the connection to 127.0.0.1:";
    assert!(lines[2].starts_with(broke) && lines.len() == 3, "{lines:?}");
}

#[test]
fn a_retry_logger_that_calls_the_client_it_logs_gets_an_error() {
    let busy = || Reply::Send(http("503 Service Unavailable", "{}"));
    let server = Server::start(std::iter::repeat_with(busy));
    let seam = quick(&server.url());
    let same = seam.clone();
    let (result, lines) = own_lines(&seam, move |_| {
        let error = call(&same).unwrap_err().to_string();
        assert!(
            error.starts_with("a logger called the client whose call it was logging"),
            "{error}"
        );
    });
    assert_eq!((result.unwrap_err().tries(), lines.len()), (6, 5), "{lines:?}");
    assert_eq!(server.requests().len(), 6);
}

/// When a retry is logged, the server takes its port again: the test does not wait.
#[test]
fn a_server_is_reached_once_it_is_back() {
    fn serve_once(listener: TcpListener) -> thread::JoinHandle<()> {
        thread::spawn(move || {
            let mut stream: TcpStream = listener.accept().unwrap().0;
            drop(listener);
            read_request(&mut stream).unwrap();
            stream.write_all(&http("200 OK", DOCUMENT_RESPONSE)).unwrap();
        })
    }

    // A server that never listened, and one whose connection was kept.
    for restarts in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seam = quick(&format!("http://{address}"));
        if restarts {
            let server = serve_once(listener);
            call(&seam).unwrap();
            server.join().unwrap();
        } else {
            drop(listener);
        }
        let (result, lines) = own_lines(&seam, move |count| {
            if count == 4 {
                serve_once(TcpListener::bind(address).unwrap());
            }
        });
        result.unwrap();
        assert_eq!(lines.len(), 4, "{lines:?}");
        let refused =
            format!("an error: could not connect to {address} for /client_sessions/get: ");
        assert!(lines[1..].iter().all(|line| line.contains(&refused)), "{lines:?}");
    }
}
