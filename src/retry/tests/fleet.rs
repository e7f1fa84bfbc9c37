//! Many clients at once, in virtual time: what the policy does to a server, compared with the previous policy.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::*;

/// How a client retries: the time for a try, and the pause after it.
trait Rules {
    fn limit(&self, progress: Progress, left: Duration) -> Duration;
    fn next(
        &self,
        progress: &mut Progress,
        outcome: Outcome,
        left: Duration,
        random: f64,
    ) -> Option<Duration>;
}

impl Rules for Policy {
    fn limit(&self, progress: Progress, left: Duration) -> Duration {
        self.limits(progress, true, left).timeout
    }

    fn next(
        &self,
        progress: &mut Progress,
        outcome: Outcome,
        left: Duration,
        random: f64,
    ) -> Option<Duration> {
        Self::next(self, progress, true, outcome, left, random)
    }
}

/// The previous policy: two retries after up to 250 and 500 ms, and 10 s for a try that others follow.
struct Before;

impl Rules for Before {
    fn limit(&self, progress: Progress, left: Duration) -> Duration {
        if progress.tries < 2 { left.min(Duration::from_secs(10)) } else { left }
    }

    fn next(
        &self,
        progress: &mut Progress,
        outcome: Outcome,
        left: Duration,
        random: f64,
    ) -> Option<Duration> {
        let asked = outcome.retry_after.unwrap_or_default();
        progress.tries += 1;
        let room = left.checked_sub(asked).filter(|room| !room.is_zero() && progress.tries <= 2)?;
        let backoff = Duration::from_millis(250) * 2_u32.pow(progress.tries - 1);
        Some(asked + backoff.max(asked).min(room.mul_f64(0.9)).mul_f64(random))
    }
}

/// The policy of the official SDKs: two retries, after 200 and 400 ms, whatever the server says.
struct Official;

impl Rules for Official {
    fn limit(&self, _: Progress, left: Duration) -> Duration {
        left
    }

    fn next(&self, progress: &mut Progress, _: Outcome, _: Duration, _: f64) -> Option<Duration> {
        progress.tries += 1;
        (progress.tries <= 2).then(|| Duration::from_millis(100) * 2_u32.pow(progress.tries))
    }
}

/// What happens to requests over the rate.
#[derive(Clone, Copy, Debug)]
enum Excess {
    /// The server responds with 503 and this `Retry-After`.
    Busy(Option<Duration>),
    /// The connection is closed before anything is sent.
    Closed,
    /// The request waits in a queue for up to this time; then the response is 504. The server carries out requests in
    /// the queue even if the client has left.
    Queued(Duration),
}

/// Clients that all call within a second, as after a power cut, and a server that takes this many requests a
/// second. A client whose call fails calls again after five seconds.
#[derive(Clone, Copy, Debug)]
struct Fleet {
    clients: u32,
    rate: u32,
    excess: Excess,
}

#[derive(Default)]
struct Report {
    requests: u32,
    /// The most requests in any second after the first.
    peak: u32,
    /// How many clients were served by their first call.
    first_calls: u32,
    /// How many were served in each second.
    served: Vec<u32>,
}

impl Report {
    /// The second by which this share of the clients was served; the end if they never were.
    fn seconds(&self, fleet: &Fleet, share: f64) -> u64 {
        let wanted = f64::from(fleet.clients) * share;
        let mut sum = 0.0;
        let second = self.served.iter().position(|served| {
            sum += f64::from(*served);
            sum >= wanted
        });
        second.map_or(END, |second| second as u64)
    }

    /// All clients except one in a thousand, which chance may delay.
    fn recovered(&self, fleet: &Fleet) -> u64 {
        self.seconds(fleet, 0.999)
    }

    fn requests_each(&self, fleet: &Fleet) -> f64 {
        f64::from(self.requests) / f64::from(fleet.clients)
    }
}

const BETWEEN_CALLS: Duration = Duration::from_secs(5);
/// A client that is not served by then counts as never served.
const END: u64 = 600;

impl Fleet {
    fn run(&self, rules: &dyn Rules) -> Report {
        let timeout = Policy::default().timeout;
        let mut random = Random(0x5eed);
        // When, which client, and what happens: a request; or the end of a try, and whether it timed out; or the end
        // of the call.
        let mut due = BinaryHeap::new();
        const REQUEST: u8 = 0;
        const FAILED: u8 = 1;
        const TIMED_OUT: u8 = 2;
        const SERVED: u8 = 3;
        let mut calls = vec![(Duration::ZERO, Progress::default(), true); self.clients as usize];
        for client in 0..self.clients {
            let start = Duration::from_secs(1).mul_f64(random.next());
            calls[client as usize].0 = start;
            due.push(Reverse((start, client, REQUEST)));
        }
        let mut report = Report::default();
        let (mut second, mut in_second) = (0, 0);
        // When the server has carried out all that waits.
        let mut free = Duration::ZERO;
        let work = Duration::from_secs(1) / self.rate;
        let sent = !matches!(self.excess, Excess::Closed);
        let retry_after = if let Excess::Busy(time) = self.excess { time } else { None };
        let outcome = Outcome { sent, may_be_taken: sent, dead: false, retry_after };
        while let Some(Reverse((now, client, mut event))) = due.pop() {
            if now.as_secs() >= END {
                break;
            }
            let (start, progress, first) = &mut calls[client as usize];
            let left = timeout.saturating_sub(now - *start);
            if event == REQUEST {
                if now.as_secs() != second {
                    (second, in_second) = (now.as_secs(), 0);
                }
                in_second += 1;
                report.requests += 1;
                if second > 0 {
                    report.peak = report.peak.max(in_second);
                }
                event = if in_second <= self.rate { SERVED } else { FAILED };
                if let Excess::Queued(longest) = self.excess {
                    let limit = rules.limit(*progress, left);
                    let wait = free.saturating_sub(now) + work;
                    if wait <= longest {
                        free = now + wait;
                    }
                    let (time, then) = match wait {
                        _ if wait <= limit.min(longest) => (wait, SERVED),
                        _ if longest < limit => (longest, FAILED),
                        _ => (limit, TIMED_OUT),
                    };
                    due.push(Reverse((now + time, client, then)));
                    continue;
                }
            }
            if event == SERVED {
                report.served.resize(now.as_secs() as usize + 1, 0);
                *report.served.last_mut().unwrap() += 1;
                report.first_calls += u32::from(*first);
                continue;
            }
            progress.timed_out += u32::from(event == TIMED_OUT);
            let again = match rules.next(progress, outcome, left, random.next()) {
                Some(pause) => now + pause,
                None => {
                    (*start, *progress, *first) = (now + BETWEEN_CALLS, Progress::default(), false);
                    *start
                }
            };
            due.push(Reverse((again, client, REQUEST)));
        }
        report
    }
}

/// A linear congruential generator: the simulation is the same each time.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

const KIOSKS: u32 = 2_000;

fn kiosks(excess: Excess) -> Fleet {
    Fleet { clients: KIOSKS, rate: KIOSKS / 50, excess }
}

fn both(fleet: &Fleet) -> [Report; 2] {
    let reports = [fleet.run(&Before), fleet.run(&Policy::default())];
    for (name, report) in ["before", "now"].iter().zip(&reports) {
        println!(
            "{fleet:?} {name}: {:.2} requests each, at most {} a second; recovered in {} s; {} first calls succeed",
            report.requests_each(fleet),
            report.peak,
            report.recovered(fleet),
            report.first_calls,
        );
    }
    reports
}

/// No more requests per client and no later than the previous policy, within a margin for chance.
fn is_no_worse(fleet: &Fleet) -> [Report; 2] {
    let [before, now] = both(fleet);
    assert!(now.requests_each(fleet) <= before.requests_each(fleet) * 1.02, "{fleet:?}");
    assert!(now.recovered(fleet) <= before.recovered(fleet) + 1, "{fleet:?}");
    assert!(now.first_calls + fleet.clients / 500 >= before.first_calls, "{fleet:?}");
    [before, now]
}

/// `cargo test --lib fleet -- --nocapture` prints the numbers.
#[test]
fn a_fleet_that_reconnects_at_once_needs_few_requests() {
    let told = kiosks(Excess::Busy(Some(seconds(10))));
    let [_, now] = is_no_worse(&told);
    assert!(now.requests_each(&told) < 4.5);
    for retry_after in [5, 1] {
        is_no_worse(&kiosks(Excess::Busy(Some(seconds(retry_after)))));
    }
    let not_told = kiosks(Excess::Busy(None));
    let [before, now] = is_no_worse(&not_told);
    assert!(now.requests < before.requests / 2 && now.peak < before.peak * 2 / 3);
    assert!(now.first_calls > before.first_calls * 4);

    // The official SDKs do the same whatever the server says.
    let official = not_told.run(&Official);
    println!(
        "the official SDKs: {:.2} requests each, in {} s",
        official.requests_each(&not_told),
        official.recovered(&not_told)
    );
    assert!(official.requests_each(&not_told) > 2.0 * now.requests_each(&not_told));
    assert!(official.recovered(&not_told) > now.recovered(&not_told));
}

#[test]
fn clients_disconnected_by_a_rate_limit_succeed_in_their_first_call() {
    for fleet in [200, 500].map(|clients| Fleet { clients, rate: 20, excess: Excess::Closed }) {
        let [before, now] = is_no_worse(&fleet);
        assert_eq!((before.first_calls, now.first_calls), (40, fleet.clients));
        assert!(now.seconds(&fleet, 1.0) < 30);
    }
    is_no_worse(&kiosks(Excess::Closed));
}

#[test]
fn retries_do_not_fill_the_servers_queue() {
    for clients in [200, 400] {
        for longest in [2, 5, 10, 30, 60] {
            let excess = Excess::Queued(seconds(longest));
            let [_, now] = is_no_worse(&Fleet { clients, rate: 20, excess });
            assert_eq!(now.first_calls, clients, "{longest}");
        }
    }
    for longest in [5, 10, 20, 30] {
        is_no_worse(&kiosks(Excess::Queued(seconds(longest))));
    }
    // With half of the time for the first try, clients have given up half of the requests in the queue, and it never
    // gets shorter.
    let fleet = Fleet { clients: 400, rate: 20, excess: Excess::Queued(seconds(60)) };
    let shorter = fleet.run(&Policy { try_timeout: seconds(5), ..Policy::default() });
    assert_eq!(shorter.recovered(&fleet), END);
}

/// `UPDATE_DOCS=1 cargo test --lib fleet` updates it.
#[test]
fn the_picture_shows_these_fleets() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fleet.svg");
    let picture = picture();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, &picture).unwrap();
    }
    // The published package has no pictures.
    if let Ok(documented) = std::fs::read_to_string(path) {
        assert!(documented == picture, "UPDATE_DOCS=1 cargo test --lib fleet updates it");
    }
}

fn picture() -> String {
    let panels = [
        ("2,000 kiosks, 40 a second, the others get 503", kiosks(Excess::Busy(None)), 100),
        (
            "200 clients, 20 a second, the others' connections are closed",
            Fleet { clients: 200, rate: 20, excess: Excess::Closed },
            30,
        ),
        (
            "2,000 kiosks, 40 a second, the others wait in a queue for up to 20 s",
            kiosks(Excess::Queued(seconds(20))),
            350,
        ),
    ];
    let mut svg = String::from(PICTURE_HEAD);
    for ((title, fleet, width), top) in panels.into_iter().zip([0, 190, 380]) {
        let reports = both(&fleet);
        svg += &format!(
            "<g transform=\"translate(0 {top})\">\n<text x=\"60\" y=\"30\">{title}</text>\n"
        );
        svg += "<path class=\"axis\" d=\"M60 45V150H540\"/>\n";
        for (y, share) in [(50, "all"), (100, "half"), (150, "none")] {
            svg += &format!(
                "<text class=\"small\" x=\"52\" y=\"{}\" text-anchor=\"end\">{share}</text>\n",
                y + 4
            );
        }
        for part in 0..=5 {
            let unit = if part == 5 { " s" } else { "" };
            let (x, second) = (60 + part * 96, width * part / 5);
            svg += &format!(
                "<text class=\"small\" x=\"{x}\" y=\"168\" text-anchor=\"middle\">{second}{unit}</text>\n"
            );
        }
        for (index, (name, report)) in
            ["two quick retries", "seam-client"].into_iter().zip(&reports).enumerate()
        {
            let mut line = String::from("M60 150");
            for step in 1..=50 {
                let second = width * step / 50;
                let upto = report.served.len().min(second as usize);
                let served: u32 = report.served[..upto].iter().sum();
                let y = 150.0 - 100.0 * f64::from(served) / f64::from(fleet.clients);
                line += &format!("L{:.0} {y:.0}", 60.0 + 9.6 * f64::from(step));
                if served == fleet.clients {
                    break;
                }
            }
            let (class, y) = (["before", "now"][index], 65 + 46 * index);
            svg += &format!(
                "<path class=\"{class}\" d=\"{line}\"/>\n<path class=\"{class}\" d=\"M564 {}h20\"/>\n\
                 <text x=\"592\" y=\"{y}\">{name}</text>\n\
                 <text class=\"small\" x=\"592\" y=\"{}\">{:.1} requests each; {:.0} % of first calls succeed</text>\n",
                y - 5,
                y + 18,
                report.requests_each(&fleet),
                100.0 * f64::from(report.first_calls) / f64::from(fleet.clients),
            );
        }
        svg += "</g>\n";
    }
    svg + "</svg>\n"
}

const PICTURE_HEAD: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 570" width="900" height="570" role="img" aria-labelledby="title desc">
<title id="title">Many clients at once</title>
<desc id="desc">How many of the clients that all come within a second have been served after so many seconds: with two retries within 0.75 s, and with the client's own. A client whose call fails calls again after 5 s.</desc>
<style>
text { font: 14px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; fill: #1f2328; }
.small { font-size: 12px; fill: #59636e; }
.axis, .before, .now { fill: none; stroke: #8c959f; }
.before { stroke: #d1605a; stroke-width: 2; stroke-dasharray: 5 4; }
.now { stroke: #2f9e55; stroke-width: 2.5; }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3; }
.small { fill: #9da7b3; }
.before { stroke: #e0736d; }
.now { stroke: #3fb566; }
}
</style>
"##;
