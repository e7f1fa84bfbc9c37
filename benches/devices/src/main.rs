//! What reading a list of 100 devices costs compared with serde's derive on the same structs: a program may get such a
//! list with each call.
//!
//! `cargo run --profile small -p devices`. It fails if this crate takes more than three times as long, or
//! has more than twice as much memory at a time.

use std::hint::black_box;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use seam_client::endpoint::Endpoint as _;

// These are the crate's files; this program's macros declare the structs in them.
#[allow(dead_code, unused_imports, unreachable_pub, unnameable_types, missing_docs, deprecated)]
#[path = "../../../src/api"]
mod api {
    pub(crate) mod devices;
    pub(crate) mod issue;
}
use api::{devices, issue};
mod endpoint;
mod response;
use endpoint::{Pages, Seam};
use response::Secret;

type Error = Box<dyn std::error::Error>;
type Result<T = ()> = std::result::Result<T, Error>;

const DEVICES: usize = 100;
const TURNS: u32 = 301;
/// The limits of time and memory, relative to serde's derive.
const LONGER: f64 = 3.0;
const PEAK: f64 = 2.0;

/// A response with the sample devices, compact, and no two of them alike.
fn list() -> Result<String> {
    let samples: Vec<serde_json::Value> = serde_json::from_str(include_str!("../devices.json"))?;
    let mut devices = Vec::new();
    for (number, sample) in samples.iter().cycle().take(DEVICES).enumerate() {
        let text = sample.to_string();
        let id = sample["device_id"].as_str().and_then(|id| id.get(..8)).ok_or("no ID")?;
        devices.push(text.replace(id, &format!("{number:08x}")));
    }
    Ok(format!(r#"{{"devices":[{}],"ok":true}}"#, devices.join(",")))
}

/// The response, as serde's derive reads it.
#[derive(serde::Deserialize)]
struct Response {
    devices: Vec<devices::Device>,
}

fn by_derive(text: &str) -> Result<Vec<devices::Device>> {
    Ok(serde_json::from_str::<Response>(text)?.devices)
}

fn by_reader(text: &str) -> Result<Vec<seam_client::devices::Device>> {
    let list = seam_client::devices::List::new();
    list.read(text).map_err(|mismatch| format!("{mismatch:?}").into())
}

fn time<T>(read: impl Fn() -> Result<T>) -> Result<Duration> {
    let started = Instant::now();
    black_box(read()?);
    Ok(started.elapsed())
}

fn main() -> Result {
    let text = list()?;
    let text = black_box(text.as_str());
    // `Debug` hides secrets and raw JSON in both, and must show the same of everything else.
    let (ours, theirs) = (format!("{:?}", by_reader(text)?), format!("{:?}", by_derive(text)?));
    if ours != theirs {
        let at = ours.bytes().zip(theirs.bytes()).take_while(|(one, other)| one == other).count();
        let from =
            |text: &str| text.chars().skip(at.saturating_sub(200)).take(300).collect::<String>();
        return Err(format!("read as\n{}\nand as\n{}", from(&ours), from(&theirs)).into());
    }

    // The fastest turn of each counts: other programs can only slow a turn down.
    let (mut ours, mut theirs) = (Duration::MAX, Duration::MAX);
    for _ in 0..TURNS {
        ours = ours.min(time(|| by_reader(text))?);
        theirs = theirs.min(time(|| by_derive(text))?);
    }
    let longer = ours.as_secs_f64() / theirs.as_secs_f64();

    let reader = measure(|| drop(black_box(by_reader(text))));
    let derive = measure(|| drop(black_box(by_derive(text))));
    let peak = reader.bytes_max as f64 / derive.bytes_max as f64;
    println!(
        "{DEVICES} devices, {} bytes of JSON, over serde's derive: {longer:.2} times as long ({ours:?} over {theirs:?}), \
         {peak:.2} times as much memory at a time ({} over {} bytes), {} over {} allocations",
        text.len(),
        reader.bytes_max,
        derive.bytes_max,
        reader.count_total,
        derive.count_total,
    );
    if longer > LONGER || peak > PEAK {
        return Err(format!("over {LONGER} times as long, or {PEAK} times as much memory").into());
    }
    Ok(())
}
