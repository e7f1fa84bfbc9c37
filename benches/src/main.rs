//! What a call costs compared with ureq alone, on an open connection: over http and over TLS, with a server in another
//! process. Both clients run in turns in one run.
//!
//! `cargo run --profile small -p benches --features serde` (or `miniserde`). Times are ratios, with their
//! quartiles. It fails if a budget that does not depend on the machine is exceeded.

use std::error::Error;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, hint};

use allocation_counter::measure;
use seam_client::client_sessions::{ClientSession, GetOrCreate};
use seam_client::{Credential, Seam};
use ureq::Agent;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

#[allow(unreachable_pub)]
#[path = "../../tests/support/bare.rs"]
mod bare;
#[allow(unreachable_pub)]
#[path = "../../tests/support/parts.rs"]
mod parts;
mod server;
#[allow(dead_code, unreachable_pub, clippy::unwrap_used, clippy::expect_used)]
#[allow(clippy::indexing_slicing)]
#[path = "../../tests/support/socket.rs"]
mod socket;
#[allow(dead_code, unreachable_pub, clippy::unwrap_used)]
#[path = "../../tests/support/tls.rs"]
mod tls;

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

const CODEC: &str = if cfg!(feature = "serde") { "serde" } else { "miniserde" };

/// How many calls a turn has, and how many turns there are.
const CALLS: u32 = 100;
const TURNS: usize = 101;

/// The allocations that a call may make in addition to ureq's and the response's strings and lists.
const ALLOCATIONS: u64 = 4;

const KEY: &str = "seam_key_0123456789";

fn main() -> Result {
    match env::args().nth(1).as_deref() {
        Some("serve") => serve(),
        Some("compare") => compare(),
        _ => on_one_processor(),
    }
}

/// Pins both processes to one processor. Otherwise their placement decides the time: the same call took from a quarter
/// of ureq's time to twice as long.
fn on_one_processor() -> Result {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let allowed = status.lines().find_map(|line| line.strip_prefix("Cpus_allowed_list:"));
    let first = allowed.and_then(|list| list.trim().split([',', '-']).next()).unwrap_or("0");
    let pinned = Command::new("taskset")
        .args(["-c", first])
        .arg(env::current_exe()?)
        .arg("compare")
        .status();
    match pinned {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(status.to_string().into()),
        Err(error) => {
            println!("on all processors, since there is no taskset ({error}): times vary widely");
            compare()
        }
    }
}

/// Writes the authority's certificate to the named file, prints the ports of http and TLS, and serves until standard
/// input ends.
fn serve() -> Result {
    let server = server::start()?;
    fs::write(
        env::args().nth(2).ok_or("no file is named for the certificate")?,
        &server.certificate,
    )?;
    println!("{} {}", server.http.port(), server.tls.port());
    io::copy(&mut io::stdin(), &mut io::sink())?;
    Ok(())
}

struct Peer {
    process: Child,
    http: String,
    tls: String,
    certificate: Vec<u8>,
}

impl Peer {
    fn start() -> Result<Self> {
        let file = env::temp_dir().join(format!("seam-client-benches-{}.pem", std::process::id()));
        let mut process = Command::new(env::current_exe()?)
            .arg("serve")
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        let output = process.stdout.take().ok_or("no output")?;
        BufReader::new(output).read_line(&mut line)?;
        let (http, tls) = line.trim().split_once(' ').ok_or("no ports")?;
        let certificate = fs::read(&file)?;
        fs::remove_file(&file)?;
        Ok(Self {
            http: format!("http://localhost:{http}"),
            tls: format!("https://localhost:{tls}"),
            certificate,
            process,
        })
    }

    fn client(&self, endpoint: &str) -> Result<Seam> {
        let builder = Seam::builder(Credential::api_key(KEY)?).endpoint(endpoint);
        Ok(builder.ca_certificates(&self.certificate)?.build()?)
    }

    fn agent(&self) -> Result<Agent> {
        let roots = RootCerts::new_with_certs(&[Certificate::from_pem(&self.certificate)?]);
        let tls = TlsConfig::builder().root_certs(roots).build();
        Ok(Agent::config_builder().tls_config(tls).build().new_agent())
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // The server ends when its standard input does.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

fn call(seam: &Seam) -> Result<ClientSession> {
    Ok(seam.client_sessions().get_or_create(GetOrCreate::new().user_identifier_key("jane_doe"))?)
}

fn compare() -> Result {
    let peer = Peer::start()?;
    let mut over = Vec::new();
    println!("{CODEC}: a call on an open connection, over that of ureq alone");
    println!(
        "| over | time, in the median | quartiles | allocations | bytes allocated | kept open | peak of the first call |"
    );
    println!("|---|---|---|---|---|---|---|");
    for (name, endpoint) in [("http", &peer.http), ("TLS", &peer.tls)] {
        let (seam, agent) = (peer.client(endpoint)?, peer.agent()?);
        let url = format!("{endpoint}/client_sessions/get_or_create");
        let authorization = format!("Bearer {KEY}");
        let bare = || {
            bare::get_or_create(
                &agent,
                &url,
                &authorization,
                r#"{"user_identifier_key":"jane_doe"}"#,
            )
        };
        let mut response = None;
        let first = measure(|| response = call(&seam).ok());
        let session = response.ok_or("no response")?;
        let first_bare = measure(|| drop(bare()));
        let kept = first.bytes_current - held(&session);

        let mut ratios = Vec::new();
        for _ in 0..TURNS {
            let ours = time(|| call(&seam).map(drop))?;
            let others = time(|| {
                bare()?;
                Ok(())
            })?;
            ratios.push(ours.as_secs_f64() / others.as_secs_f64());
        }
        ratios.sort_by(f64::total_cmp);
        let at = |share: usize| ratios.get(TURNS * share / 4).copied().unwrap_or_default();

        let (warm, warm_bare) = (measure(|| drop(call(&seam))), measure(|| drop(bare())));
        println!(
            "| {name} | {:.2} | {:.2} to {:.2} | {} over {} | {} over {} | {kept} over {} | {} over {} |",
            at(2),
            at(1),
            at(3),
            warm.count_total,
            warm_bare.count_total,
            warm.bytes_total,
            warm_bare.bytes_total,
            first_bare.bytes_current,
            first.bytes_max,
            first_bare.bytes_max,
        );
        let most = warm_bare.count_total + parts::texts_and_lists(&session) + ALLOCATIONS;
        if warm.count_total > most {
            over.push(format!("{name}: {} allocations, over {most}", warm.count_total));
        }
        if first.bytes_max > 80_000 {
            over.push(format!("{name}: a peak of {} bytes, over 80,000", first.bytes_max));
        }
    }

    let builder = || Seam::builder(Credential::api_key(KEY)?).endpoint(&peer.tls).build();
    let mut times = Vec::new();
    for _ in 0..TURNS {
        let started = Instant::now();
        let seam = hint::black_box(builder()?);
        times.push(started.elapsed());
        drop(seam);
    }
    times.sort_unstable();
    let median = times.get(TURNS / 2).copied().unwrap_or_default();
    println!("a client is built in {median:?}");

    let seam = peer.client(&peer.tls)?;
    let mut after_100 = 0;
    for number in 1..=10_000 {
        call(&seam)?;
        if number == 100 {
            after_100 = resident()?;
        }
    }
    let grown = resident()?.saturating_sub(after_100);
    println!("resident memory after 10,000 calls is {grown} kB more than after 100");
    if grown > 64 {
        over.push(format!("resident memory grew by {grown} kB, over 64"));
    }
    if over.is_empty() { Ok(()) } else { Err(over.join("; ").into()) }
}

fn time(mut call: impl FnMut() -> Result) -> Result<Duration> {
    let started = Instant::now();
    for _ in 0..CALLS {
        call()?;
    }
    Ok(started.elapsed())
}

/// The size of a session's strings and lists, in bytes.
fn held(session: &ClientSession) -> i64 {
    let lists = session.connect_webview_ids.capacity() + session.connected_account_ids.capacity();
    let texts = parts::texts(session).map(str::len).sum::<usize>();
    (texts + lists * size_of::<String>()) as i64
}

/// This process's memory, in kB.
fn resident() -> Result<u64> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
