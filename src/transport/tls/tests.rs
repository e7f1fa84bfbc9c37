#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::time::{Duration, UNIX_EPOCH};

use rcgen::{CertificateParams, KeyPair};
use rustls::{ServerConfig, ServerConnection};

use super::*;

/// A TLS server and the link to it, both in memory.
struct Link {
    server: ServerConnection,
    /// What the server has read.
    arrived: Vec<u8>,
    /// The most bytes that one read or write carries.
    piece: usize,
}

impl Read for Link {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = into.len().min(self.piece);
        self.server.write_tls(&mut &mut into.get_mut(..room).unwrap())
    }
}

impl Write for Link {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let amount = bytes.len().min(self.piece);
        let taken = self.server.read_tls(&mut bytes.get(..amount).unwrap())?;
        // The server reports errors by an alert.
        let _ = self.server.process_new_packets();
        // Ends with `WouldBlock` once all is read.
        let _ = self.server.reader().read_to_end(&mut self.arrived);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A server for `localhost`, and a client that trusts it.
fn server() -> (Link, Tls) {
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let certificate = params.self_signed(&key).unwrap();
    let config =
        ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                key.serialize_der().try_into().unwrap(),
            );
    let mut roots = Roots::default();
    roots.set_instead(certificate.pem().as_bytes()).unwrap();
    let server = ServerConnection::new(Arc::new(config.unwrap())).unwrap();
    (Link { server, arrived: Vec::new(), piece: usize::MAX }, Tls::new(roots))
}

/// rustls's own time provider would panic.
#[test]
fn a_clock_before_1970_is_treated_as_1970_and_reported() {
    let (mut link, tls) = server();
    let config = tls.build_config(|| UNIX_EPOCH - Duration::from_secs(3600)).unwrap();
    assert!(tls.config.set(Arc::new(config)).is_ok());
    let error = tls.connect("localhost", &mut link).err().unwrap();
    assert_eq!(
        reason(&error).unwrap(),
        "the device clock reads 1970-01-01T00:00:00.000Z; the server's certificate begins \
         1975-01-01T00:00:00.000Z: set the clock"
    );

    let (mut link, tls) = server();
    let config = tls.build_config(|| UNIX_EPOCH + Duration::from_secs(1_750_227_042)).unwrap();
    assert!(tls.config.set(Arc::new(config)).is_ok());
    assert!(tls.connect("localhost", &mut link).is_ok());
}

#[test]
fn requests_and_responses_survive_any_chunk_size() {
    for piece in [1, 7, 1000, usize::MAX] {
        let (mut link, tls) = server();
        link.piece = piece;
        let mut session = tls.connect("localhost", &mut link).unwrap();
        // More than fits into a record or rustls's buffer.
        let text: Vec<u8> = (0..100_000).map(|number: u32| (number % 251) as u8).collect();
        for sent in text.chunks(40_000) {
            write(&mut session, &mut link, sent).unwrap();
        }
        assert!(link.arrived == text, "{piece}");

        link.server.set_buffer_limit(None);
        link.server.writer().write_all(&text).unwrap();
        let mut received = Vec::new();
        while received.len() < text.len() {
            let mut input = [0; 4096];
            let amount = read(&mut session, &mut link, &mut input).unwrap();
            received.extend_from_slice(input.get(..amount).unwrap());
        }
        assert!(received == text, "{piece}");
        link.server.send_close_notify();
        assert_eq!(read(&mut session, &mut link, &mut [0; 10]).unwrap(), 0);
    }
}

/// A link that accepts and returns nothing, as if the other side had gone.
struct Gone;

impl Read for Gone {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Ok(0)
    }
}

impl Write for Gone {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        Ok(0)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_connection_that_ends_early_is_an_error() {
    let (mut link, tls) = server();
    let mut session = tls.connect("localhost", &mut link).unwrap();
    let kind = |result: io::Result<usize>| result.unwrap_err().kind();
    let written = write(&mut session, &mut Gone, b"a request").map(|()| 0);
    assert_eq!(kind(written), io::ErrorKind::WriteZero);
    // Without the server's `close_notify`, a response may have been cut off.
    assert_eq!(kind(read(&mut session, &mut Gone, &mut [0; 10])), io::ErrorKind::UnexpectedEof);

    /// Accepts everything, and returns nothing.
    struct Silent;

    impl Read for Silent {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Ok(0)
        }
    }

    impl Write for Silent {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    let (_, tls) = server();
    let connected = tls.connect("localhost", &mut Silent).map(|_| 0);
    assert_eq!(kind(connected), io::ErrorKind::UnexpectedEof);
}

/// The server's log then shows our alert instead of a broken connection.
#[test]
fn the_server_receives_an_alert_if_its_certificate_is_not_trusted() {
    let (mut link, _) = server();
    let tls = server().1;
    assert!(tls.connect("localhost", &mut link).is_err());
    let error = link.server.process_new_packets().unwrap_err();
    assert!(matches!(error, rustls::Error::AlertReceived(_)), "{error}");
}

/// Otherwise an eavesdropper could compute the keys.
#[test]
fn random_bytes_are_new_each_time() {
    let provider = provider();
    let mut bytes = [[0; 32]; 3];
    for some in bytes.iter_mut().take(2) {
        provider.secure_random.fill(some).unwrap();
    }
    assert!(bytes[0] != bytes[1] && bytes[1] != bytes[2] && bytes[0] != bytes[2]);
}

#[test]
fn the_debug_output_of_tls_types_is_short() {
    let (_, tls) = server();
    assert_eq!(format!("{:?}", tls.roots), "Roots(1 instead, 0 beside)");
    let verifier = Verifier {
        store: RootCertStore::empty(),
        #[cfg(feature = "platform-verifier")]
        platform: None,
    };
    assert_eq!(format!("{verifier:?}"), "Verifier");
    assert_eq!(LoneCertificate.to_string(), "unknown issuer of a certificate that was sent alone");
}

#[test]
fn connections_share_a_configuration_for_session_resumption() {
    let (_, tls) = server();
    let first = tls.config().unwrap();
    assert!(Arc::ptr_eq(&first, &tls.config().unwrap()));
}

/// rustls returns a certificate's names as webpki's `Debug` writes them, which no type guarantees.
#[test]
fn the_names_of_a_real_certificate_are_shown_without_the_syntax_that_webpki_writes_them_in() {
    let names = ["a.example", "*.b.example"].map(str::to_owned).to_vec();
    let mut params = CertificateParams::new(names).unwrap();
    params.subject_alt_names.push(rcgen::SanType::IpAddress([192, 0, 2, 1].into()));
    let certificate = params.self_signed(&KeyPair::generate().unwrap()).unwrap();
    let parsed = ParsedCertificate::try_from(certificate.der()).unwrap();
    let error = verify_server_name(&parsed, &"seam.example".try_into().unwrap()).unwrap_err();
    assert_eq!(
        reason(&io::Error::other(error)).unwrap(),
        "its certificate is not for seam.example, but for a.example, *.b.example, 192.0.2.1"
    );
}
