//! The client that `.ci/network` runs in its networks. It runs until its standard input ends, so it keeps connections
//! and addresses between calls.
//!
//! Arguments: the endpoint, a file with the certificate authority, and the timeout in seconds. The proxy and
//! SEAM_HOST_HEADER come from the environment. Standard input has one command a line:
//!
//! ```text
//! call METHOD KEY             one call, for this user_identifier_key
//! many COUNT METHOD KEY       COUNT threads at once on one client, for KEY-0, KEY-1 and so on
//! fleet COUNT METHOD KEY      COUNT clients at once, each with its own connections
//! soak THREADS SECONDS KEY    threads on one client that call now and then
//! ```
//!
//! It prints a line for each call (`ok` or `error`, milliseconds, how many times the request was sent, the method, the
//! key, the error), and `done` after the last.

use std::error::Error;
use std::io::{self, BufRead};
use std::str::SplitWhitespace;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use seam_client::client_sessions::{ClientSession, Create, GetOrCreate};
use seam_client::{Credential, Seam};

type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// What the clients are built from.
struct Settings {
    endpoint: String,
    authority: Vec<u8>,
    timeout: Duration,
}

impl Settings {
    fn from_args() -> Result<Self> {
        let mut arguments = env::args().skip(1);
        let mut next = || arguments.next().ok_or("arguments: ENDPOINT CA_FILE SECONDS");
        let (endpoint, file, seconds) = (next()?, next()?, next()?);
        let timeout = Duration::from_secs_f64(seconds.parse()?);
        Ok(Self { endpoint, authority: fs::read(file)?, timeout })
    }

    fn client(&self) -> Result<Seam> {
        let builder = Seam::builder(Credential::api_key("seam_apikey1_token")?)
            .endpoint(&self.endpoint)
            .timeout(self.timeout);
        let builder = match env::var("SEAM_HOST_HEADER") {
            // Another program does TLS.
            Ok(host) => builder.host_header(host),
            Err(_) if self.endpoint.starts_with("http:") => builder,
            Err(_) => builder.ca_certificates(&self.authority)?,
        };
        Ok(builder.build()?)
    }
}

fn main() -> Result {
    let settings = Settings::from_args()?;
    let seam = settings.client()?;
    println!("ready");
    for line in io::stdin().lock().lines() {
        let line = line?;
        let mut words = line.split_whitespace();
        match words.next() {
            Some("call") => {
                let (method, key) = (word(&mut words)?, word(&mut words)?);
                report(&seam, method, key);
            }
            Some("many") => at_once(&mut words, || Ok(seam.clone()))?,
            Some("fleet") => at_once(&mut words, || settings.client())?,
            Some("soak") => soak(&seam, &mut words)?,
            _ => return Err(line.into()),
        }
        println!("done");
    }
    Ok(())
}

fn word<'a>(words: &mut SplitWhitespace<'a>) -> Result<&'a str> {
    words.next().ok_or_else(|| "a word is missing".into())
}

fn call(
    seam: &Seam,
    method: &str,
    key: &str,
) -> std::result::Result<ClientSession, seam_client::Error> {
    let sessions = seam.client_sessions();
    match method {
        "create" => sessions.create(Create::new().user_identifier_key(key)),
        _ => sessions.get_or_create(GetOrCreate::new().user_identifier_key(key)),
    }
}

/// Makes a call, and prints its result in a line.
fn report(seam: &Seam, method: &str, key: &str) {
    let started = Instant::now();
    let result = call(seam, method, key);
    let milliseconds = started.elapsed().as_secs_f64() * 1000.0;
    match result {
        Ok(_) => println!("ok\t{milliseconds:.1}\t1\t{method}\t{key}\t"),
        Err(error) => {
            println!("error\t{milliseconds:.1}\t{}\t{method}\t{key}\t{error}", error.tries())
        }
    }
}

/// Calls from many threads, which all start at the same time.
fn at_once(words: &mut SplitWhitespace<'_>, client: impl Fn() -> Result<Seam>) -> Result {
    let count: usize = word(words)?.parse()?;
    let (method, key) = (word(words)?, word(words)?);
    let clients = (0..count).map(|_| client()).collect::<Result<Vec<_>>>()?;
    thread::scope(|scope| {
        for (index, seam) in clients.iter().enumerate() {
            scope.spawn(move || report(seam, method, &format!("{key}-{index}")));
        }
    });
    Ok(())
}

/// Makes calls of both kinds until the time is over. Each thread has its own pauses.
fn soak(seam: &Seam, words: &mut SplitWhitespace<'_>) -> Result {
    let threads: u32 = word(words)?.parse()?;
    let time = Duration::from_secs(word(words)?.parse()?);
    let key = word(words)?;
    let end = Instant::now() + time;
    thread::scope(|scope| {
        for index in 0..threads {
            scope.spawn(move || {
                let mut number = 0_u32;
                while Instant::now() < end {
                    let method = if number % 3 == 0 { "create" } else { "get_or_create" };
                    report(seam, method, &format!("{key}-{index}-{number}"));
                    number += 1;
                    // From bursts to pauses longer than connections are kept.
                    let pause = (index + 1) * (number * 7919 % 1000);
                    thread::sleep(Duration::from_millis(pause.into()));
                }
            });
        }
    });
    Ok(())
}
