//! The examples do what they say, and never print a token.

#![allow(clippy::unwrap_used, clippy::panic)]

mod support;

use std::path::PathBuf;
use std::process::Output;

use seam_client::{Credential, Seam};
use support::fake_seam::{API_KEY, FRONT_DOOR, FakeSeam, OFFLINE_DOOR};

/// Runs an example with these variables and no others of Seam's.
fn run(example: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    // cargo builds a package's examples with its tests, into a folder beside theirs.
    let test = std::env::current_exe().unwrap();
    let folder = test.parent().and_then(|deps| deps.parent()).unwrap();
    let program: PathBuf = folder.join("examples").join(example);
    assert!(program.exists(), "cargo test builds {}; --test alone does not", program.display());
    let mut command = support::command(program);
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("SEAM_") {
            command.env_remove(name);
        }
    }
    command.args(arguments).envs(variables.iter().copied()).output().unwrap()
}

/// What a program printed: lines of standard output, and standard error.
fn printed(output: &Output) -> (Vec<&str>, &str) {
    let [out, error] = [&output.stdout, &output.stderr].map(|it| std::str::from_utf8(it).unwrap());
    assert!(!format!("{out}{error}").contains("seam_cst1"), "{out}{error}");
    (out.lines().collect(), error)
}

#[test]
fn without_a_credential_it_makes_the_documents_session_at_a_fake() {
    let output = run("get_or_create", &[], &[]);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
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
    let variables = [("SEAM_API_KEY", API_KEY), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("get_or_create", &[], &variables);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(lines[0].starts_with("client session "), "{lines:?}");
    assert_eq!(lines.last(), Some(&"asked again: the same session"));
    assert_eq!((fake.requests().len(), fake.sessions()), (2, 1));
}

#[test]
fn what_goes_wrong_is_one_line() {
    let output = run("get_or_create", &[], &[("SEAM_API_KEY", "seam_pk1_hunter2")]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        printed(&output).1,
        "SEAM_API_KEY looks like a publishable key (seam_pk…), \
         which belongs in Credential::publishable_key or SEAM_PUBLISHABLE_KEY\n"
    );
}

#[test]
fn a_door_is_unlocked_at_a_fake() {
    let output = run("unlock_door", &[], &[]);
    let (lines, _) = printed(&output);
    assert!(output.status.success(), "{output:?}");
    assert!(lines[0].starts_with("no token in the environment: using a fake Seam at http://"));
    let [unlocking, front, cellar] = [
        format!("unlocking {FRONT_DOOR}"),
        format!("lock {FRONT_DOOR}  Front door"),
        format!("lock {OFFLINE_DOOR}  Cellar"),
    ];
    assert_eq!(lines[1..], [&front, &cellar, &unlocking, "it is unlocked"]);
}

#[test]
fn a_door_that_does_not_unlock_says_why() {
    for (arguments, sentence) in [
        (&[FRONT_DOOR, "0"][..], "it did not unlock in time; it still may\n"),
        (&[OFFLINE_DOOR], "it did not unlock: The lock is offline\n"),
        (
            &["no-such-door"],
            "Seam refused /locks/unlock_door: device_not_found: Device not found \
             (status 404, request fake-request-3)\n",
        ),
    ] {
        let output = run("unlock_door", arguments, &[]);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(printed(&output).1, sentence);
    }
}

#[test]
fn a_kiosk_keeps_its_session_through_expiry_outage_and_revocation() {
    let output = run("kiosk", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, _) = printed(&output);
    let beginnings: Vec<_> =
        lines.iter().map(|line| line.split(" 20").next().unwrap_or_default()).collect();
    assert!(beginnings[0].starts_with("no publishable key in the environment"));
    assert_eq!(
        beginnings[1..],
        [
            "a session until",
            "renewed in time: until",
            "Seam is down; the token in hand is still good",
            "Seam is back, and the session renewed",
            "the session was revoked, and replaced: until",
        ]
    );
}

#[test]
fn a_gateway_goes_on_after_an_outage_and_stops_at_a_refusal() {
    let output = run("gateway", &[], &[]);
    assert!(output.status.success(), "{output:?}");
    let (lines, _) = printed(&output);
    assert_eq!(lines.len(), 6, "{lines:?}");
    let state = ["Front door is online, battery 87%", "Cellar is offline, battery 31%"];
    assert_eq!(lines[1..3], state);
    assert!(lines[3].starts_with("later: Seam refused /locks/list: service_unavailable"));
    assert!(lines[3].ends_with(", tried 6 times)"), "{lines:?}");
    assert_eq!(lines[4..], state);

    let fake = FakeSeam::start();
    let variables = [("SEAM_API_KEY", "seam_unknown"), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("gateway", &[], &variables);
    let stopping = "stopping: Seam refused /client_sessions/get_or_create: unauthorized: API Key not \
                    found (status 401, request fake-request-1)";
    assert_eq!(printed(&output).0, [stopping]);
}

#[test]
fn with_a_token_no_door_is_unlocked_that_was_not_named() {
    let fake = FakeSeam::start();
    let seam = Seam::builder(Credential::api_key(API_KEY).unwrap()).endpoint(fake.url());
    let jane = seam.build().unwrap().with_session_for("jane").unwrap();
    let token = jane.session().unwrap().token.expose();
    let variables = [("SEAM_CLIENT_SESSION_TOKEN", token), ("SEAM_ENDPOINT", &fake.url())];
    let output = run("unlock_door", &[], &variables);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(printed(&output).0.last(), Some(&"to unlock one of them, give its ID"));
    let output = run("unlock_door", &[FRONT_DOOR], &variables);
    assert_eq!(printed(&output).0.last(), Some(&"it is unlocked"));
    let requests = fake.requests();
    let unlocked = requests.iter().filter(|it| it.path == "/locks/unlock_door");
    assert_eq!(unlocked.count(), 1);
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
    let variables = [
        ("SEAM_API_KEY", API_KEY),
        ("SEAM_ENDPOINT", &format!("https://localhost:{}", server.port())),
        ("SSL_CERT_FILE", store.to_str().unwrap()),
    ];
    let output = run("get_or_create", &[], &variables);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(server.requests().len(), 2);
}
