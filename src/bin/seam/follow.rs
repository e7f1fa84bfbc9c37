//! `seam events list --follow`: prints events as they happen, one per line, through outages and restarts.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher as _;
use std::thread::sleep;
use std::time::Duration;

use seam_client::{Error, EventFollower, Seam, is_iso_8601, shown};

use crate::arguments::{Body, Invocation};
use crate::call::{set_times, time};
use crate::client::client;
use crate::failure::{Failure, in_own_words, is_refusal};
use crate::json::{parse_response, redact};
use crate::options::Options;
use crate::print::Rows;
use crate::value::Json;
use crate::writer::{Writer, say};

mod state;

use state::State;

/// The shortest pause: without one, the requests would flood the server.
const SHORTEST_PAUSE: Duration = Duration::from_millis(10);

/// The longest pause during an outage, unless `--interval` is longer or Seam asks for more.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// The longest `Retry-After` that counts: a larger number is more likely a proxy's mistake.
const MOST_ASKED: Duration = Duration::from_secs(15 * 60);

/// Runs until Seam refuses a request or nobody reads the output any more, so it only returns errors.
pub(crate) fn run(
    mut invocation: Invocation,
    options: &Options,
    out: &mut Writer,
) -> Result<(), Failure> {
    Filters::from_invocation(&invocation)?;
    for option in ["all", "wait", "retry"] {
        if options.is_given(option) {
            return Err(Failure::Usage(format!("--follow cannot be used with --{option}")));
        }
    }
    let interval = time(options, "interval")?.unwrap_or(Duration::from_secs(5));
    let interval = interval.max(SHORTEST_PAUSE);
    let mut state = options.get("state").map(State::open).transpose()?;
    let seam = client(&invocation, options)?;
    let mut outage = Outage::new(interval, options.is_given("quiet"));

    // With a saved position, the time is not needed.
    let has_position = state.as_ref().is_some_and(State::has_position);
    if !has_position {
        while let Err(failure) = set_times(&seam, &mut invocation) {
            match failure {
                Failure::Call { error, .. } => outage.pause(error)?,
                other => return Err(other),
            }
        }
    }
    let mut follower = Filters::from_invocation(&invocation)?.follower(seam);
    if let Some(state) = &mut state {
        state.restore(&mut follower)?;
    }

    let mut rows = Rows::new(options);
    loop {
        let event = match follower.next_event_json() {
            Ok(event) => event,
            Err(error) => {
                outage.pause(error)?;
                continue;
            }
        };
        outage.is_over();
        if let Some(event) = &event {
            let mut event = parse_response(event.as_str())
                .ok_or_else(|| Failure::Output("the response is not JSON".to_owned()))?;
            if options.is_given("redact") {
                redact("", &mut event);
            }
            out.write(&rows.row(&event))?;
        }
        // After the line: if this process stops between the two, the event is printed again instead of lost.
        if let Some(state) = &mut state {
            state.save(&follower.save())?;
        }
        if event.is_none() {
            sleep(interval);
        }
    }
}

/// The parameters of `events list` that --follow supports.
#[derive(Default)]
struct Filters {
    event_types: Vec<String>,
    device_ids: Vec<String>,
    since: Option<String>,
    limit: Option<u32>,
}

impl Filters {
    fn from_invocation(invocation: &Invocation) -> Result<Self, Failure> {
        let Body::Members(members) = &invocation.body else {
            return Err(Failure::Usage("--follow cannot be used with --raw".to_owned()));
        };
        let mut filters = Self::default();
        for (name, value) in &members.0 {
            match (name.as_str(), value) {
                ("event_types" | "event_type", _) if filters.event_types.is_empty() => {
                    filters.event_types = texts(value);
                }
                ("device_ids" | "device_id", _) if filters.device_ids.is_empty() => {
                    filters.device_ids = texts(value);
                }
                ("since", Json::Text(time)) => filters.since = Some(begin(time)?),
                ("limit", Json::Number(limit)) => filters.limit = limit.parse().ok(),
                _ => {
                    return Err(Failure::Usage(format!(
                        "--follow only supports event types, device IDs, --since and --limit, each \
                         once; leave out {}",
                        shown(name)
                    )));
                }
            }
        }
        Ok(filters)
    }

    fn follower(self, seam: Seam) -> EventFollower {
        let mut follower = EventFollower::new(seam);
        if !self.event_types.is_empty() {
            follower = follower.event_types(self.event_types);
        }
        if !self.device_ids.is_empty() {
            follower = follower.device_ids(self.device_ids);
        }
        if let Some(time) = &self.since {
            follower = follower.since(time.as_str());
        }
        if let Some(limit) = self.limit {
            follower = follower.limit(limit);
        }
        follower
    }
}

/// The time to begin at. A date means its first moment.
fn begin(text: &str) -> Result<String, Failure> {
    let is_date = text.bytes().all(|it| it.is_ascii_digit() || it == b'-');
    let time = if is_date { format!("{text}T00:00:00Z") } else { text.to_owned() };
    if is_iso_8601(&time) {
        return Ok(time);
    }
    Err(Failure::Usage(
        "--since is not a time, such as 2025-06-18T06:10:42Z, 2025-06-18 or 1h".to_owned(),
    ))
}

/// The texts of a list, or a single text as a list.
fn texts(value: &Json) -> Vec<String> {
    match value {
        Json::List(items) => items.iter().flat_map(texts).collect(),
        Json::Text(text) => vec![text.clone()],
        _ => Vec::new(),
    }
}

/// A time in which requests fail. The command says so once when it begins, and once when it ends.
struct Outage {
    interval: Duration,
    is_quiet: bool,
    /// The next pause; `None` while requests succeed.
    pause: Option<Duration>,
}

impl Outage {
    fn new(interval: Duration, is_quiet: bool) -> Self {
        Self { interval, is_quiet, pause: None }
    }

    /// Pauses; or returns the error, if a retry would fail too.
    fn pause(&mut self, error: Error) -> Result<(), Failure> {
        if !may_pass(&error) {
            return Err(match error {
                // All arguments were checked before, so this error is about Seam's response.
                Error::Invalid(error) => Failure::Lacking(in_own_words(error.to_string())),
                error => Failure::Call { error, is_idempotent: true },
            });
        }
        if self.pause.is_none() {
            let sentence = in_own_words(error.to_string());
            self.tell(&format!("{sentence}; retrying until it works"));
        }
        let asked = match &error {
            Error::Api(error) => error.retry_after().unwrap_or_default(),
            _ => Duration::ZERO,
        };
        let chance = RandomState::new().hash_one(0) % 1000;
        sleep(self.next_pause(asked, chance as u32));
        Ok(())
    }

    /// The pauses grow, and are at least what Seam asks for. `chance`, in thousandths, adds up to half as much, so that
    /// not all gateways come back at the same moment.
    fn next_pause(&mut self, asked: Duration, chance: u32) -> Duration {
        let pause = self.pause.unwrap_or(self.interval);
        self.pause = Some(pause.saturating_mul(2).min(LONGEST_PAUSE).max(self.interval));
        let pause = pause.max(asked.min(MOST_ASKED));
        pause.saturating_add(pause / 2000 * chance)
    }

    fn is_over(&mut self) {
        if self.pause.take().is_some() {
            self.tell("requests succeed again");
        }
    }

    fn tell(&self, sentence: &str) {
        if !self.is_quiet {
            say(&format!("seam: {sentence}"));
        }
    }
}

/// Whether a retry may help: not if Seam itself refuses the request, or its own response cannot be read.
fn may_pass(error: &Error) -> bool {
    match error {
        Error::Transport(_) => true,
        Error::Api(error) => !(is_refusal(error) && error.request_id().is_some()),
        // A page of a gateway has no request ID of Seam's.
        Error::Decode(error) => error.request_id().is_none(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_30_seconds_and_respect_retry_after() {
        let seconds = Duration::from_secs;
        let mut outage = Outage::new(seconds(5), true);
        let pauses: Vec<_> = (0..5).map(|_| outage.next_pause(Duration::ZERO, 0)).collect();
        assert_eq!(pauses, [5, 10, 20, 30, 30].map(seconds));
        assert_eq!(outage.next_pause(seconds(60), 0), seconds(60));
        assert_eq!(outage.next_pause(seconds(1), 1000), seconds(45));
        assert_eq!(outage.next_pause(Duration::MAX, 0), MOST_ASKED);
        // After it, they begin anew.
        outage.is_over();
        assert_eq!(outage.next_pause(Duration::ZERO, 0), seconds(5));

        let mut rare = Outage::new(seconds(3600), true);
        let pauses: Vec<_> = (0..2).map(|_| rare.next_pause(Duration::ZERO, 0)).collect();
        assert_eq!(pauses, [3600, 3600].map(seconds));
        let mut never = Outage::new(Duration::MAX, true);
        never.next_pause(Duration::ZERO, 1000);
        assert_eq!(never.next_pause(Duration::ZERO, 1000), Duration::MAX);
    }
}
