//! A kiosk that shows how many devices its user has, with a session that is always valid.
//!
//! `cargo run --example kiosk` calls a fake Seam that it starts on this machine, with sessions that
//! expire after seconds: one is renewed, one lasts through an outage, and one is revoked and replaced.
//! With `SEAM_PUBLISHABLE_KEY` and `SEAM_USER_IDENTIFIER_KEY` in the environment it calls Seam, until
//! you stop it.

use std::process::ExitCode;
use std::thread::sleep;
use std::time::Duration;

use fake_seam::FakeSeam;
use seam_client::client_sessions::{ClientSession, Get, Revoke};
use seam_client::{Credential, Error, Seam, SessionKeeper};

fn main() -> ExitCode {
    let variable = |name| std::env::var(name).ok().filter(|text| !text.is_empty());
    let result = match (variable("SEAM_PUBLISHABLE_KEY"), variable("SEAM_USER_IDENTIFIER_KEY")) {
        (Some(key), Some(user)) => call_seam(&key, &user),
        _ => call_fake_seam(),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn call_seam(key: &str, user: &str) -> Result<(), Error> {
    let keeper = SessionKeeper::new(Seam::new(Credential::publishable_key(key)?)?, user);
    loop {
        match refresh(&keeper) {
            Ok(session) => println!("{} devices", session.device_count),
            Err(error) => println!("no devices to show: {error}"),
        }
        if let Some(failure) = keeper.health() {
            println!("{failure}");
        }
        sleep(Duration::from_secs(60));
    }
}

/// Gets what the kiosk shows. If Seam has ended the session, the keeper gets a new one and calls again.
fn refresh(keeper: &SessionKeeper) -> Result<ClientSession, Error> {
    keeper.call(|seam| seam.client_sessions().get(Get::new()))
}

fn call_fake_seam() -> Result<(), Error> {
    let fake = FakeSeam::start();
    println!("no publishable key in the environment: using a fake Seam at {}", fake.url());
    let client = |credential| Seam::builder(credential).endpoint(fake.url()).retries(0).build();
    let kiosk = client(Credential::publishable_key(fake_seam::PUBLISHABLE_KEY)?)?;
    let keeper = SessionKeeper::new(kiosk, "f3b1c8a05e7d4c2f")
        .lifetime(Duration::from_secs(10))
        .margin(Duration::from_secs(8));

    let first = refresh(&keeper)?;
    println!("session valid until {}", first.expires_at);
    let renewed = wait(&keeper, |now| now.expires_at != first.expires_at)?;
    println!("renewed in time: valid until {}", renewed.expires_at);

    fake.outage(true);
    while keeper.health().is_none() {
        keeper.token()?;
        sleep(TICK);
    }
    println!("Seam is down; the current token is still valid");
    fake.outage(false);
    while keeper.health().is_some() {
        keeper.token()?;
        sleep(TICK);
    }
    println!("Seam is back; the session is renewed");

    let session = keeper.session()?;
    let office = client(Credential::api_key(fake_seam::API_KEY)?)?;
    office.client_sessions().revoke(Revoke::new(&session.client_session_id))?;
    let replaced = wait(&keeper, |now| now.client_session_id != session.client_session_id)?;
    println!("the session was revoked and replaced: valid until {}", replaced.expires_at);
    Ok(())
}

const TICK: Duration = Duration::from_millis(200);

/// Refreshes until the session is as wanted.
fn wait(
    keeper: &SessionKeeper,
    wanted: impl Fn(&ClientSession) -> bool,
) -> Result<ClientSession, Error> {
    loop {
        let session = refresh(keeper)?;
        if wanted(&session) {
            return Ok(session);
        }
        sleep(TICK);
    }
}
