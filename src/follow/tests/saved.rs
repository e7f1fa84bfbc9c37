//! A position over a restart.

use super::*;
use crate::follow::position::{FORMAT, HASH, VERSION};
use crate::saved::{damaged, seal};

#[test]
fn a_longer_overlap_after_a_restart_repeats_no_event() {
    let world = World::new();
    let mut follower = begun(&world);
    for _ in 0..100 {
        world.pass(MINUTE);
        world.happen();
    }
    all(&mut follower);
    let hour = Duration::from_secs(3600);
    let mut longer = world.restart(&follower.save()).overlap(hour);
    assert_eq!(all(&mut longer), [""; 0]);
    let mut longer = follower.overlap(hour);
    assert_eq!(all(&mut longer), [""; 0]);
}

#[test]
fn restoring_a_position_replaces_the_current_state() {
    let world = World::new();
    let mut follower = begun(&world);
    let saved = follower.save();
    let ids = world.happen_every(SECOND, 5);
    assert_eq!(follower.next_event().unwrap().unwrap().event_id, ids[0]);
    let later = follower.save();
    follower.restore(&saved).unwrap();
    assert_eq!(follower.save(), saved);
    assert_eq!(all(&mut follower), ids);
    follower.restore(&later).unwrap();
    assert_eq!(all(&mut follower), ids[1..]);
}

#[test]
fn damaged_foreign_or_outdated_positions_are_rejected() {
    use RestorePositionError::{Damaged, OtherEndpoint, OtherVersion};

    let world = World::new();
    let mut follower = begun(&world);
    world.happen();
    world.happen();
    all(&mut follower);
    let bytes = follower.save();
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("seam-client events 1 "), "{text}");
    assert!(text.len() < 240, "{text}");
    let restored = |bytes: &[u8]| world.follower().restore(bytes);
    restored(&bytes).unwrap();
    for (place, bytes) in damaged(&bytes) {
        assert_eq!(restored(&bytes), Err(Damaged), "{place}");
    }
    let (_, body) = text.split_once('\n').unwrap();
    let given = body.split_once("\"given\":\"").unwrap().1.trim_end_matches("\"}");
    let (first, second) = given.split_at(HASH);
    let other = |version: &str, from: &str, to: &str| {
        assert!(body.contains(from), "{body}");
        restored(&seal(FORMAT, version, body.replace(from, to).as_bytes()))
    };
    assert_eq!(other(VERSION, "seam", "seam"), Ok(()));
    for (error, version, from, to) in [
        (OtherEndpoint, VERSION, "seam.example", "evil.example"),
        (OtherVersion, "0", "", ""),
        (OtherVersion, "2", "{", "anything"),
        (Damaged, VERSION, "\"reached\":\"1", "\"reached\":\"x"),
        (Damaged, VERSION, "\"lower\":\"1", "\"lower\":\"x"),
        (Damaged, VERSION, "\"lower\"", "\"other\""),
        (Damaged, VERSION, first, "é"),
        (Damaged, VERSION, first, &first[1..]),
        (Damaged, VERSION, first, &format!("{}x", &first[1..])),
        // Not in order, or twice.
        (Damaged, VERSION, given, &format!("{second}{first}")),
        (Damaged, VERSION, second, first),
    ] {
        assert_eq!(other(version, from, to), Err(error), "{from} {to}");
    }
    for bytes in [&b""[..], b"seam-client events 1 ", b"\n", b"{}", &[0xff; 100]] {
        assert_eq!(restored(bytes), Err(Damaged));
    }
    assert_eq!(Damaged.to_string(), "the saved position is damaged");
    // One that is not taken changes nothing.
    follower.restore(b"").unwrap_err();
    assert_eq!(follower.save(), bytes);
}
