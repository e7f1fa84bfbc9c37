//! What a logger may do, which runs in the middle of a call.

#![allow(clippy::unwrap_used, clippy::expect_used)]

mod support;

use std::cell::Cell;
use std::sync::mpsc::channel;
use std::sync::{Mutex, Once};
use std::thread;
use std::time::Duration;

use log::{LevelFilter, Log, Metadata, Record};
use seam_client::client_sessions::Get;
use seam_client::{Credential, Error, Seam};
use support::DOCUMENT_ANSWER;
use support::socket::{Reply, Server, http};

type Call = Box<dyn Fn(&Record<'_>)>;

thread_local! {
    /// What the logger does on this thread with a record, but for those of its own doing.
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
    let answer = || Reply::Send(http("200 OK", DOCUMENT_ANSWER));
    let server = Server::start((0..calls).map(move |_| answer()));
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap()).endpoint(server.url());
    seam.build().unwrap()
}

fn call(seam: &Seam) -> Result<(), Error> {
    seam.client_sessions().get(Get::new()).map(drop)
}

/// Calls twice, the second time on the connection of the first, while the logger calls `with` for each
/// record. Gives the targets of the records, and what those calls came to.
fn log_with(
    seam: Seam,
    with: impl Fn() -> Result<(), Error> + Send + 'static,
) -> Vec<(String, String)> {
    static SET: Once = Once::new();
    SET.call_once(|| {
        log::set_logger(&Logger).unwrap();
        log::set_max_level(LevelFilter::Debug);
    });
    let (done, is_done) = channel();
    // If it hangs, nobody can end it: then this test fails, and not the time of all tests.
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
fn a_logger_that_calls_the_client_that_it_logs_gets_an_error_and_not_a_call_that_hangs() {
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
