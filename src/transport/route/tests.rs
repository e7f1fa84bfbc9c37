#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn of_several_failures_the_one_that_got_furthest_is_reported() {
    let wrong = || std::io::Error::other(rustls::Error::NoCertificatesPresented);
    let gone = || std::io::ErrorKind::ConnectionRefused.into();
    let told = |failures: Vec<(Step, std::io::Error)>| {
        let mut failure = None;
        for (step, error) in failures {
            keep_furthest(&mut failure, Failure::before(step, error));
        }
        failure.unwrap().step
    };
    assert_eq!(told(vec![(Step::Tls, wrong())]), Step::Tls);
    assert_eq!(told(vec![(Step::Connect, gone()), (Step::Tls, wrong())]), Step::Tls);
    assert_eq!(told(vec![(Step::Tls, wrong()), (Step::Connect, gone())]), Step::Tls);
    assert_eq!(told(vec![(Step::Tls, gone()), (Step::Connect, gone())]), Step::Tls);
    assert_eq!(told(vec![(Step::Connect, gone()), (Step::Tls, gone())]), Step::Tls);
    assert_eq!(told(vec![(Step::Resolve, gone()), (Step::Connect, gone())]), Step::Connect);
    let mut failure = None;
    for error in [wrong(), gone()] {
        keep_furthest(&mut failure, Failure::before(Step::Tls, error));
    }
    let ureq::Error::Io(error) = failure.unwrap().error else { unreachable!() };
    assert!(tls::is_final(&error));
}

mod by_name {
    use std::io::{Read, Write};
    use std::net::{TcpListener, TcpStream};
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::mpsc::{self, Receiver};
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::Duration;

    use rcgen::{CertificateParams, KeyPair};
    use rustls::crypto::ring::default_provider;
    use rustls::{ServerConfig, ServerConnection, StreamOwned};

    use super::*;
    use crate::transport::exchange::within;
    use crate::transport::socket::refusing_address;
    use crate::transport::{Limits, tls};

    const NAME: &str = "seam.example";
    const HOUR: Duration = Duration::from_secs(3600);
    const MINUTE: Duration = Duration::from_secs(60);

    /// A server on a port of this machine that does this with each connection, and reports how each ended.
    fn serve(what: impl Fn(TcpStream) -> bool + Send + 'static) -> (SocketAddr, Receiver<bool>) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let (ended, ends) = mpsc::channel();
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if ended.send(what(stream)).is_err() {
                    return;
                }
            }
        });
        (address, ends)
    }

    /// A TLS server and its certificate. It reports whether the client accepted the certificate and sent data.
    fn secure() -> (SocketAddr, Receiver<bool>, String) {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(vec![NAME.to_owned()]).unwrap();
        let certificate = params.self_signed(&key).unwrap();
        let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                key.serialize_der().try_into().unwrap(),
            );
        let config = Arc::new(config.unwrap());
        let (address, ends) = serve(move |stream| {
            let session = ServerConnection::new(config.clone()).unwrap();
            let mut stream = StreamOwned::new(session, stream);
            stream.read_exact(&mut [0]).is_ok()
        });
        (address, ends, certificate.pem())
    }

    /// A route to a server with this certificate, and the number of its lookups. Its name server returns these lists of
    /// addresses in turn, and then the last one again and again.
    struct Fixture {
        route: Route,
        asked: Arc<AtomicUsize>,
    }

    impl Fixture {
        fn new(lists: Vec<Vec<SocketAddr>>, pem: &str, proxy: Option<Chosen>) -> Self {
            let asked = Arc::new(AtomicUsize::new(0));
            let count = asked.clone();
            let lists = Mutex::new(lists);
            let look_up = move |_: &str, _| {
                count.fetch_add(1, Ordering::SeqCst);
                let mut lists = lists.lock().unwrap();
                let list =
                    if lists.len() > 1 { lists.remove(0) } else { lists.first().unwrap().clone() };
                Ok(list)
            };
            let mut roots = tls::Roots::default();
            roots.set_instead(pem.as_bytes()).unwrap();
            let route = Route {
                resolver: Resolver::new(Box::new(look_up), HOUR, MINUTE),
                ip_family: IpFamily::Any,
                tls: Tls::new(roots),
                proxy,
                user_agent: "test".to_owned(),
            };
            Self { route, asked }
        }

        /// Opens a connection, and sends something on it.
        fn open(&self, time: Duration) -> Result<(), Failure> {
            let server = Server { https: true, host: NAME, port: 443 };
            let limits = Limits { timeout: time, max_idle: HOUR, others_follow: true };
            within(limits, || {
                let (mut link, mut session) =
                    self.route.open(server, exchange::current().deadline)?;
                tls::write(session.as_mut().unwrap(), &mut link, b"a")
                    .map_err(|error| Failure::before(Step::Send, error))
            })
        }

        fn asked(&self) -> usize {
            self.asked.load(Ordering::SeqCst)
        }
    }

    #[test]
    fn a_moved_server_is_found_within_the_same_call() {
        let (good, good_ends, pem) = secure();
        let (other, other_ends, _) = secure();
        for old in [other, refusing_address()] {
            let fixture = Fixture::new(vec![vec![old], vec![good]], &pem, None);
            // From an earlier lookup.
            fixture.route.resolver.look_up(NAME, 443, IpFamily::Any, exchange_deadline()).unwrap();
            fixture.open(MINUTE).unwrap();
            assert!(good_ends.recv().unwrap());
            assert_eq!(fixture.asked(), 2);
            // From then on, nothing goes to the old address.
            fixture.open(MINUTE).unwrap();
            assert!(good_ends.recv().unwrap());
            assert_eq!(fixture.asked(), 2);
        }
        // The server with the other certificate was connected to once, and got no data.
        assert!(!other_ends.recv().unwrap());
        assert!(other_ends.try_recv().is_err());
    }

    fn exchange_deadline() -> Deadline {
        Deadline::after(MINUTE, ureq::Timeout::Connect)
    }

    #[test]
    fn the_address_with_the_right_certificate_is_found_and_remembered() {
        let (good, good_ends, pem) = secure();
        let (other, other_ends, _) = secure();
        let fixture = Fixture::new(vec![vec![other, refusing_address(), good]], &pem, None);
        for _ in 0..3 {
            fixture.open(MINUTE).unwrap();
            assert!(good_ends.recv().unwrap());
        }
        assert!(!other_ends.recv().unwrap());
        assert!(other_ends.try_recv().is_err());
    }

    #[test]
    fn a_silent_handshake_leaves_time_for_other_addresses() {
        let (good, good_ends, pem) = secure();
        let (silent, _ends) = serve(|mut stream| {
            // Until the client closes the connection.
            let _ = stream.read_to_end(&mut Vec::new());
            false
        });
        let fixture = Fixture::new(vec![vec![silent, good]], &pem, None);
        fixture.open(Duration::from_secs(6)).unwrap();
        assert!(good_ends.recv().unwrap());
    }

    #[test]
    fn wrong_certificates_everywhere_are_reported_after_a_new_lookup() {
        let (_, _, pem) = secure();
        let (others, _ends): (Vec<_>, Vec<_>) = (0..2)
            .map(|_| {
                let (address, ends, _) = secure();
                (address, ends)
            })
            .unzip();
        let fixture = Fixture::new(vec![others], &pem, None);
        for asked in [1, 2] {
            let failure = fixture.open(MINUTE).err().unwrap();
            let ureq::Error::Io(error) = &failure.error else { unreachable!() };
            assert!(failure.step == Step::Tls && tls::is_final(error));
            assert_eq!(fixture.asked(), asked);
        }
    }

    /// A proxy with a name that resolves to this address.
    fn proxy(host: &str) -> Option<Chosen> {
        Some(Chosen { https: false, host: host.to_owned(), port: 3128, authorization: None })
    }

    fn tunnel(mut stream: TcpStream, to: SocketAddr) -> bool {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            let mut byte = [0];
            if stream.read_exact(&mut byte).is_err() {
                return false;
            }
            head.extend(byte);
        }
        let mut server = TcpStream::connect(to).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").unwrap();
        let (mut there, mut back) = (stream.try_clone().unwrap(), server.try_clone().unwrap());
        thread::spawn(move || {
            let _ = std::io::copy(&mut there, &mut server);
            let _ = server.shutdown(std::net::Shutdown::Write);
        });
        let _ = std::io::copy(&mut back, &mut stream);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        true
    }

    #[test]
    fn a_server_failure_is_not_blamed_on_the_proxy() {
        let (_, _, pem) = secure();
        let (other, _ends, _) = secure();
        let (through, _ends) = serve(move |stream| tunnel(stream, other));
        let fixture = Fixture::new(vec![vec![through]], &pem, proxy("proxy.example"));
        for _ in 0..2 {
            let failure = fixture.open(MINUTE).err().unwrap();
            assert_eq!((failure.step, failure.at_proxy), (Step::Tls, false));
            assert_eq!(fixture.asked(), 1);
        }
    }

    #[test]
    fn a_moved_proxy_is_found_and_a_refusal_is_final() {
        let (good, good_ends, pem) = secure();
        let (through, _ends) = serve(move |stream| tunnel(stream, good));
        let (closes, _ends) = serve(|_| true);
        for old in [refusing_address(), closes] {
            let fixture =
                Fixture::new(vec![vec![old], vec![through]], &pem, proxy("proxy.example"));
            fixture
                .route
                .resolver
                .look_up("proxy.example", 3128, IpFamily::Any, exchange_deadline())
                .unwrap();
            fixture.open(MINUTE).unwrap();
            assert!(good_ends.recv().unwrap());
            assert_eq!(fixture.asked(), 2);
        }
        let (refuses, _ends) = serve(|mut stream| {
            let _ = stream.read(&mut [0; 1024]);
            stream.write_all(b"HTTP/1.1 403 Forbidden\r\n\r\n").is_ok()
        });
        let fixture = Fixture::new(vec![vec![refuses, through]], &pem, proxy("proxy.example"));
        let failure = fixture.open(MINUTE).err().unwrap();
        assert!(failure.is_final && failure.at_proxy);
        assert_eq!(fixture.asked(), 1);
    }
}
