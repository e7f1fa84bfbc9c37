//! A session over a restart.

use super::*;
use crate::keeper::saved::{FORMAT, VERSION};
use crate::saved::{damaged, seal};

#[test]
fn a_saved_session_is_used_after_a_restart_without_a_network() {
    let world = World::new();
    let keeper = world.keeper();
    assert!(keeper.save().is_none());
    let session = keeper.session().unwrap();
    let bytes = keeper.save().unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("seam-client session 2 "), "{text}");

    world.network(Network::Down);
    for (what, wall) in
        [("the clock is right", START + HOUR), ("the clock is at 1970", Duration::from_secs(9))]
    {
        world.things().wall = wall;
        let keeper = world.restart();
        keeper.restore(&bytes).expect(what);
        assert_eq!(keeper.session().unwrap(), session, "{what}");
        world.pass(2 * DAY);
        keeper.token().unwrap_err();
    }
    // It has ended.
    world.things().wall = START + 2 * DAY;
    assert_eq!(world.restart().restore(&bytes), Err(RestoreError::Ended));

    // What Seam says is newer than what was saved.
    world.network(Network::Up);
    let keeper = world.keeper();
    token(&keeper);
    assert_eq!(keeper.restore(&bytes), Err(RestoreError::NotNeeded));

    // Seam's time is known, and the device's clock is wrong.
    let world = World::new();
    let keeper = world.keeper();
    token(&keeper);
    let bytes = keeper.save().unwrap();
    world.things().wall = START + 2 * DAY;
    let _ = world.judge(&session);
    world.keeper().restore(&bytes).unwrap();
    world.things().wall = START;
    world.things().time = START + 2 * DAY;
    let _ = world.judge(&session);
    assert_eq!(world.keeper().restore(&bytes), Err(RestoreError::Ended));
}

#[test]
fn the_saved_bytes_change_only_with_the_session() {
    let world = World::new();
    let keeper = world.keeper();
    let session = keeper.session().unwrap();
    let bytes = keeper.save().unwrap();
    for _ in 0..20 {
        world.pass(HOUR);
        token(&keeper);
        assert_eq!(keeper.save().unwrap(), bytes);
    }
    // A restart changes nothing of it either, and nothing is lost.
    let other = world.restart();
    other.restore(&bytes).unwrap();
    assert_eq!(other.save().unwrap(), bytes);
    assert_eq!(other.session().unwrap(), session);
    world.pass(DAY);
    token(&keeper);
    assert_ne!(keeper.save().unwrap(), bytes);
}

#[test]
fn damaged_foreign_or_outdated_sessions_are_rejected() {
    use RestoreError::{Damaged, OtherEndpoint, OtherUser, OtherVersion};

    let world = World::new();
    let keeper = world.keeper();
    keeper.token().unwrap();
    let bytes = keeper.save().unwrap();
    let restored = |bytes: &[u8]| world.keeper().restore(bytes);
    restored(&bytes).unwrap();
    for (place, bytes) in damaged(&bytes) {
        assert_eq!(restored(&bytes), Err(Damaged), "{place}");
    }
    assert_eq!(restored(&[bytes.clone(), vec![b' ']].concat()), Err(Damaged));
    let other = |version: &str, from: &str, to: &str| {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let (_, body) = text.split_once('\n').unwrap();
        assert!(body.contains(from), "{body}");
        let body = body.replace(from, to);
        restored(&seal(FORMAT, version, body.as_bytes()))
    };
    assert_eq!(other(VERSION, "jane", "jane"), Ok(()));
    for (error, version, from, to) in [
        (OtherUser, VERSION, "\"jane\"", "\"john\""),
        (OtherEndpoint, VERSION, "seam.example", "evil.example"),
        (Damaged, VERSION, "seam_cst1_1", "seam_pk1_1"),
        (Damaged, VERSION, "\"end\":\"1", "\"end\":\"x"),
        (Damaged, VERSION, "\"token\"", "\"other\""),
        (OtherVersion, "1", "", ""),
        (OtherVersion, "3", "{", "anything"),
    ] {
        assert_eq!(other(version, from, to), Err(error), "{from} {to}");
    }
    let keeper = world.keeper().user_identity_id("u2");
    assert_eq!(keeper.restore(&bytes), Err(OtherUser));
    for bytes in [&b""[..], b"seam-client session 2 ", b"\n", b"{}", &[0xff; 100]] {
        assert_eq!(restored(bytes), Err(Damaged));
    }
    assert_eq!(Damaged.to_string(), "the saved session is damaged");
}
