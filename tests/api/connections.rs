//! A client opens as many connections as it has calls at the same time.

#![allow(clippy::unwrap_used)]

use crate::support;

use std::io::Write;
use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::thread;

use seam_client::client_sessions::GetOrCreate;
use seam_client::{Credential, Proxy, Seam};
use support::DOCUMENT_RESPONSE;
use support::socket::{http, read_request};

/// A server that keeps its connections open, and how many it has.
fn serve() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let connections = Arc::new(AtomicUsize::new(0));
    let count = connections.clone();
    thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            count.fetch_add(1, SeqCst);
            thread::spawn(move || {
                while let Ok(Some(_)) = read_request(&mut stream) {
                    stream.write_all(&http("200 OK", DOCUMENT_RESPONSE)).unwrap();
                }
            });
        }
    });
    (url, connections)
}

/// Makes this many calls in each of this many threads, all with one client.
fn call(url: &str, threads: usize, calls: usize) {
    let seam = Seam::builder(Credential::api_key("seam_key").unwrap())
        .endpoint(url)
        .proxy(Proxy::none())
        .build()
        .unwrap();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                for _ in 0..calls {
                    let request = GetOrCreate::new().user_identifier_key("jane");
                    seam.client_sessions().get_or_create(request).unwrap();
                }
            });
        }
    });
}

#[test]
fn threads_sharing_a_client_open_at_most_one_connection_each() {
    for threads in [1, 2, 8] {
        let (url, connections) = serve();
        call(&url, threads, 46);
        let opened = connections.load(SeqCst);
        assert!((1..=threads).contains(&opened), "{threads} threads opened {opened}");
    }
}
