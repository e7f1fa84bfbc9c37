//! The example says what it does, and never its token.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::PathBuf;
use std::process::{Command, Output};

use support::fake_seam::{API_KEY, FakeSeam};

/// Runs the example with these variables and no others of Seam's.
fn run(variables: &[(&str, &str)]) -> Output {
    // cargo builds a package's examples with its tests, into a folder beside theirs.
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program: PathBuf = folder.join("examples").join("get_or_create");
    assert!(program.exists(), "cargo test builds {}; --test alone does not", program.display());
    let mut command = Command::new(program);
    for name in ["SEAM_API_KEY", "SEAM_PERSONAL_ACCESS_TOKEN", "SEAM_ENDPOINT", "SEAM_API_URL"] {
        command.env_remove(name);
    }
    command.envs(variables.iter().copied()).output().unwrap()
}

#[test]
fn without_a_credential_it_makes_the_documents_session_at_a_fake() {
    let output = run(&[]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<_> = text.lines().collect();
    assert!(output.status.success(), "{text}");
    assert!(lines[0].starts_with("no credential in the environment: using a fake Seam at http://"));
    assert_eq!(
        lines[1..],
        [
            "client session c2cbd177-1ace-414b-bb1e-000000000001",
            "  for      jane_doe",
            "  ends     2025-06-18T06:10:42.000Z",
            "  devices  1",
            "  token    seam_cst…",
            "asked again: the same session",
        ]
    );
}

#[test]
fn with_a_credential_it_talks_to_the_endpoint() {
    let fake = FakeSeam::start();
    let output = run(&[("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &fake.url())]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.starts_with("client session "), "{text}");
    assert!(text.contains("asked again: the same session"), "{text}");
    assert!(!text.contains("seam_cst1"), "{text}");
    assert_eq!((fake.requests().len(), fake.sessions()), (2, 1));
}

#[test]
fn what_goes_wrong_is_one_line() {
    let output = run(&[("SEAM_API_KEY", "seam_pk1_hunter2")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "SEAM_API_KEY looks like a publishable key (seam_pk…), \
         which belongs in Credential::publishable_key\n"
    );
}

/// On Linux the machine's store is what `SSL_CERT_FILE` names, where it is set.
#[cfg(all(feature = "platform-verifier", target_os = "linux"))]
#[test]
fn an_authority_in_the_machines_own_store_is_trusted() {
    use support::DOCUMENT_ANSWER;
    use support::socket::{Reply, http};

    let authority = support::tls::Authority::new();
    let store = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("authority.pem");
    std::fs::write(&store, authority.pem()).unwrap();
    let answer = || Reply::Send(http("200 OK", DOCUMENT_ANSWER));
    let server = authority.serve("localhost", vec![answer(), answer()]);
    let output = run(&[
        ("SEAM_API_KEY", API_KEY),
        ("SEAM_ENDPOINT", &format!("https://localhost:{}", server.port())),
        ("SSL_CERT_FILE", store.to_str().unwrap()),
    ]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(server.requests().len(), 2);
}
