#![allow(clippy::unwrap_used)]

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;

use ureq::Timeout;

use super::*;

const HOUR: Duration = Duration::from_secs(3600);
/// How long a test waits for something that must come, even on a very busy machine.
const LONG: Duration = Duration::from_secs(30);
const SOON: Duration = Duration::from_millis(1);

/// Times so long that they pass only when a test makes them.
const STILL: Times = Times {
    fresh: HOUR,
    partial: HOUR,
    patience: HOUR,
    quiet: HOUR,
    second: HOUR,
    third: HOUR,
    lost: HOUR,
};

type Answer = Result<(Vec<SocketAddr>, bool), String>;

fn within(time: Duration) -> Deadline {
    Deadline::after(time, Timeout::Connect)
}

fn v4(last: u8) -> SocketAddr {
    (Ipv4Addr::new(192, 0, 2, last), 443).into()
}

fn v6(last: u16) -> SocketAddr {
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, last), 443).into()
}

fn fresh(addresses: &[SocketAddr]) -> Answer {
    Ok((addresses.to_vec(), true))
}

fn remembered(addresses: &[SocketAddr]) -> Answer {
    Ok((addresses.to_vec(), false))
}

/// A name server that responds when the test tells it to.
struct Server {
    resolver: Resolver,
    asked: mpsc::Receiver<Asked>,
    has_threads: Arc<AtomicBool>,
}

/// A lookup that hangs until it gets a response, or is dropped.
struct Asked {
    family: IpFamily,
    reply: mpsc::Sender<io::Result<Vec<SocketAddr>>>,
}

/// A call in its own thread.
struct Call(mpsc::Receiver<Answer>);

fn server(times: Times) -> Server {
    let (ask, asked) = mpsc::channel();
    let (start, started) = mpsc::channel();
    let started = Mutex::new(started);
    let look_up = move |_: &str, _, family| {
        let (reply, replied) = mpsc::channel();
        let _ = ask.send(Asked { family, reply });
        let _ = start.send(());
        replied.recv().unwrap_or_else(|_| Err(io::Error::other("the name server is down")))
    };
    let has_threads = Arc::new(AtomicBool::new(true));
    let has = has_threads.clone();
    let scarce = move |what| match has.load(Ordering::SeqCst) {
        // Wait until it has asked, so that lookups arrive in order.
        true => spawn(what).map(|()| started.lock().unwrap().recv().unwrap()),
        false => Err(io::ErrorKind::OutOfMemory.into()),
    };
    let resolver = Resolver::with(Box::new(look_up), Box::new(scarce), times);
    Server { resolver, asked, has_threads }
}

impl Server {
    fn call_within(&self, family: IpFamily, time: Duration) -> Call {
        let (end, ended) = mpsc::channel();
        let resolver = self.resolver.clone();
        thread::spawn(move || {
            let found = resolver.look_up("seam.example", 443, family, within(time));
            let found = found.map(|found| (found.addresses, found.fresh));
            let _ = end.send(found.map_err(|error| error.to_string()));
        });
        Call(ended)
    }

    fn call(&self) -> Call {
        self.call_within(IpFamily::Any, HOUR)
    }

    /// The result of a call that does not wait for the name server.
    fn at_once(&self) -> Answer {
        self.call().ends()
    }

    fn next(&self) -> Asked {
        self.asked.recv_timeout(LONG).expect("nothing is asked")
    }

    fn next_of(&self, family: IpFamily) -> Asked {
        let asked = self.next();
        assert_eq!(asked.family, family);
        asked
    }

    /// Lets an hour pass for calls that wait for the next lookup.
    fn passes(&self) {
        let shared = &self.resolver.0;
        for round in shared.state().names.iter_mut().filter_map(|name| name.round.as_mut()) {
            round.last = round.last.checked_sub(HOUR).unwrap();
        }
        shared.changed.notify_all();
    }

    fn nothing_is_asked(&self) {
        assert!(self.asked.try_recv().is_err());
    }

    /// Waits until at most this many lookups are running.
    fn settles(&self, number: usize) {
        let shared = &self.resolver.0;
        let busy = |state: &mut State| state.names.iter().any(|it| it.asking.len() > number);
        let (guard, time_out) =
            shared.changed.wait_timeout_while(shared.state(), LONG, busy).unwrap();
        drop(guard);
        assert!(!time_out.timed_out());
    }

    /// Makes the resolver know these addresses.
    fn knows(&self, addresses: &[SocketAddr]) {
        let call = self.call();
        self.next().answers(addresses);
        call.ends().unwrap();
        self.settles(0);
    }

    fn fails(&self, address: SocketAddr) {
        self.resolver.failed("seam.example", 443, address);
    }

    fn works(&self, address: SocketAddr) {
        self.resolver.worked("seam.example", 443, address);
    }
}

impl Asked {
    fn answers(self, addresses: &[SocketAddr]) {
        self.reply.send(Ok(addresses.to_vec())).unwrap();
    }

    fn errs(self, error: &str) {
        self.reply.send(Err(io::Error::other(error.to_owned()))).unwrap();
    }
}

impl Call {
    fn ends(self) -> Answer {
        self.0.recv_timeout(LONG).expect("the call hangs")
    }

    fn is_waiting(&self) {
        assert!(matches!(self.0.try_recv(), Err(mpsc::TryRecvError::Empty)));
    }
}

#[test]
fn addresses_are_cached_until_they_expire_or_fail() {
    let server = server(STILL);
    let call = server.call();
    server.next().answers(&[v4(1), v4(2)]);
    assert_eq!(call.ends(), fresh(&[v4(1), v4(2)]));
    for _ in 0..100 {
        assert_eq!(server.at_once(), remembered(&[v4(1), v4(2)]));
    }
    server.nothing_is_asked();

    // An address that the name server did not return changes nothing.
    server.fails(v4(9));
    server.works(v4(9));
    assert_eq!(server.at_once(), remembered(&[v4(1), v4(2)]));
    server.fails(v4(1));
    let call = server.call();
    server.next().answers(&[v4(3)]);
    assert_eq!(call.ends(), fresh(&[v4(3)]));
    assert_eq!(server.at_once(), remembered(&[v4(3)]));

    let old = self::server(Times { fresh: Duration::ZERO, ..STILL });
    for last in 1..4 {
        let call = old.call();
        old.next().answers(&[v4(last)]);
        assert_eq!(call.ends(), fresh(&[v4(last)]));
    }
}

#[test]
fn addresses_that_worked_go_first_and_failed_ones_last() {
    let server = server(STILL);
    let all = [v6(1), v6(2), v4(1), v4(2)];
    let ask = || {
        let call = server.call();
        server.next().answers(&all);
        call.ends().unwrap().0
    };
    assert_eq!(ask(), [v6(1), v4(1), v6(2), v4(2)]);
    // After it comes the other family.
    server.works(v6(2));
    assert_eq!(server.at_once(), remembered(&[v6(2), v4(1), v6(1), v4(2)]));
    server.works(v4(2));
    assert_eq!(server.at_once(), remembered(&[v4(2), v6(1), v4(1), v6(2)]));

    server.fails(v6(1));
    assert_eq!(ask(), [v4(2), v6(2), v4(1), v6(1)]);
    server.fails(v4(2));
    assert_eq!(ask(), [v6(2), v4(1), v6(1), v4(2)]);
    // An address that fails again counts as the last failure.
    server.fails(v6(1));
    assert_eq!(ask(), [v6(2), v4(1), v4(2), v6(1)]);
    server.works(v6(1));
    assert_eq!(server.at_once(), remembered(&[v6(1), v4(1), v6(2), v4(2)]));
}

#[test]
fn addresses_missing_from_a_new_lookup_are_forgotten() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1), v4(2), v4(3)]);
    server.works(v4(3));
    server.fails(v4(1));
    server.knows(&[v4(5)]);
    server.knows(&[v4(1), v4(2), v4(3)]);
    let call = server.call();
    server.next().answers(&[v4(1), v4(2), v4(3)]);
    assert_eq!(call.ends(), fresh(&[v4(1), v4(2), v4(3)]));
    let state = server.resolver.0.state();
    assert!(state.names.iter().all(|name| name.failed.is_empty() && name.worked.is_none()));
}

#[test]
fn a_slow_lookup_is_joined_by_others_and_the_first_result_is_used() {
    let server = server(STILL);
    let call = server.call_within(IpFamily::V4, HOUR);
    let first = server.next_of(IpFamily::V4);
    server.passes();
    let second = server.next_of(IpFamily::V4);
    server.passes();
    let third = server.next_of(IpFamily::V4);
    second.answers(&[v4(2)]);
    assert_eq!(call.ends(), fresh(&[v4(2)]));

    // A late response of the first lookup is outdated, and one of the third is newer.
    first.answers(&[v4(1)]);
    server.settles(1);
    assert_eq!(server.call_within(IpFamily::V4, HOUR).ends(), remembered(&[v4(2)]));
    third.answers(&[v4(3)]);
    server.settles(0);
    assert_eq!(server.call_within(IpFamily::V4, HOUR).ends(), remembered(&[v4(3)]));
    server.nothing_is_asked();
}

#[test]
fn the_third_lookup_has_its_own_delay() {
    let server = server(Times { third: 3 * HOUR, ..STILL });
    let call = server.call_within(IpFamily::V4, HOUR);
    let _first = server.next();
    server.passes();
    let second = server.next();
    server.passes();
    call.is_waiting();
    second.answers(&[v4(1)]);
    assert_eq!(call.ends(), fresh(&[v4(1)]));
    server.nothing_is_asked();
}

#[test]
fn a_hanging_name_server_blocks_at_most_three_threads() {
    let times = Times { second: Duration::ZERO, third: Duration::ZERO, ..STILL };
    let server = server(times);
    for _ in 0..200 {
        let time = SOON;
        let found = server.resolver.look_up("seam.example", 443, IpFamily::V4, within(time));
        let error = ureq::Error::from(found.err().unwrap());
        assert!(matches!(error, ureq::Error::Timeout(Timeout::Connect)), "{error:?}");
    }
    let three = [server.next(), server.next(), server.next()];
    server.nothing_is_asked();

    // The next call uses the late response.
    let [_first, second, _third] = three;
    second.answers(&[v4(1)]);
    server.settles(2);
    assert_eq!(server.call_within(IpFamily::V4, HOUR).ends(), remembered(&[v4(1)]));

    // The call after it has a free thread again.
    server.fails(v4(1));
    let call = server.call_within(IpFamily::V4, HOUR);
    server.next().answers(&[v4(2)]);
    assert_eq!(call.ends(), fresh(&[v4(2)]));
}

#[test]
fn a_hanging_lookup_does_not_delay_a_later_call() {
    // Long after the first lookup.
    let server = server(Times { second: Duration::ZERO, ..STILL });
    let early = server.call_within(IpFamily::V4, Duration::ZERO);
    let _hangs = server.next();
    early.ends().unwrap_err();
    let late = server.call_within(IpFamily::V4, HOUR);
    server.next().answers(&[v4(1)]);
    assert_eq!(late.ends(), fresh(&[v4(1)]));

    // At once too, if no call waits for the hanging lookup any more.
    let server = self::server(STILL);
    let call = server.call_within(IpFamily::V4, HOUR);
    let _hangs = server.next();
    server.passes();
    let second = server.next();
    second.answers(&[v4(1)]);
    call.ends().unwrap();
    server.fails(v4(1));
    let call = server.call_within(IpFamily::V4, HOUR);
    server.next().answers(&[v4(2)]);
    assert_eq!(call.ends(), fresh(&[v4(2)]));
}

#[test]
fn with_three_hanging_lookups_a_call_waits_for_a_newer_one() {
    let server = server(Times { second: Duration::ZERO, third: Duration::ZERO, ..STILL });
    let call = server.call_within(IpFamily::V4, HOUR);
    let (first, second, third) = (server.next(), server.next(), server.next());
    // The first lookup's failure says nothing about later ones; and it frees a thread.
    first.errs("lost");
    let fourth = server.next();
    second.errs("lost");
    let fifth = server.next();
    call.is_waiting();
    drop((third, fourth));
    fifth.answers(&[v4(1)]);
    assert_eq!(call.ends(), fresh(&[v4(1)]));
}

#[test]
fn each_address_family_is_resolved_separately() {
    for family in [IpFamily::V4, IpFamily::V6, IpFamily::Any] {
        let server = server(STILL);
        let call = server.call_within(family, HOUR);
        let many = (1..=100).map(v6).chain([v4(1)]).collect::<Vec<_>>();
        server.next_of(family).answers(&many);
        let (found, fresh) = call.ends().unwrap();
        assert!(fresh);
        // Addresses of the requested family are found behind any number of others.
        let expected = match family {
            IpFamily::Any => [v6(1), v4(1)].into_iter().chain((2..=15).map(v6)).collect::<Vec<_>>(),
            IpFamily::V4 => vec![v4(1)],
            IpFamily::V6 => (1..=16).map(v6).collect(),
        };
        assert_eq!(found, expected);
    }
}

#[test]
fn a_name_without_addresses_of_the_family_is_not_cached() {
    let server = server(STILL);
    let call = server.call_within(IpFamily::V6, HOUR);
    server.next().answers(&[v4(1)]);
    assert_eq!(call.ends(), Err(ureq::Error::HostNotFound.into_io().to_string()));
    let call = server.call_within(IpFamily::V6, HOUR);
    server.next().answers(&[v6(1)]);
    assert_eq!(call.ends(), fresh(&[v6(1)]));
}

#[test]
fn without_an_aaaa_response_a_call_proceeds_with_a_records() {
    let server = server(STILL);
    let call = server.call();
    let both = server.next_of(IpFamily::Any);
    server.passes();
    server.next_of(IpFamily::V4).answers(&[v4(1), v4(2)]);
    // The result is not complete.
    assert_eq!(call.ends(), remembered(&[v4(1), v4(2)]));
    server.works(v4(2));
    assert_eq!(server.at_once(), remembered(&[v4(2), v4(1)]));

    // The other family is added when it arrives; for IPv4, the newer lookup counts.
    both.answers(&[v6(1), v4(9)]);
    server.settles(0);
    assert_eq!(server.at_once(), remembered(&[v4(2), v6(1), v4(1)]));
    server.nothing_is_asked();
    assert!(!server.resolver.0.state().names.iter().any(|name| name.partial));
}

#[test]
fn a_lookup_of_one_family_keeps_the_addresses_of_the_other() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v6(1), v6(2), v4(1)]);
    server.works(v4(1));
    server.fails(v6(1));
    let call = server.call();
    let both = server.next_of(IpFamily::Any);
    server.passes();
    server.next_of(IpFamily::V4).answers(&[v4(2)]);
    assert_eq!(call.ends(), remembered(&[v4(2), v6(2), v6(1)]));
    drop(both);
}

#[test]
fn after_a_partial_result_failed_both_families_are_looked_up() {
    let server = server(STILL);
    let call = server.call();
    let _hangs = server.next_of(IpFamily::Any);
    server.passes();
    server.next_of(IpFamily::V4).answers(&[v4(1)]);
    call.ends().unwrap();
    server.fails(v4(1));
    let call = server.call();
    server.next_of(IpFamily::Any).answers(&[v6(1), v4(1)]);
    assert_eq!(call.ends(), fresh(&[v6(1), v4(1)]));

    // While a lookup of both families hangs already, one of IPv4 starts at once.
    server.fails(v6(1));
    let call = server.call();
    server.next_of(IpFamily::V4).answers(&[v4(2)]);
    assert_eq!(call.ends(), remembered(&[v4(2), v6(1)]));
}

#[test]
fn a_partial_result_expires_sooner_and_is_refreshed_in_the_background() {
    // The lookup took so long that a packet was lost, and returned one family.
    let times = Times { lost: Duration::ZERO, partial: Duration::ZERO, ..STILL };
    let server = server(times);
    let call = server.call();
    server.next().answers(&[v4(1)]);
    assert_eq!(call.ends(), remembered(&[v4(1)]));
    server.settles(0);
    // The partial result is used while the next lookup runs.
    assert_eq!(server.at_once(), remembered(&[v4(1)]));
    server.next_of(IpFamily::Any).answers(&[v6(2), v4(2)]);
    server.settles(0);
    assert_eq!(server.at_once(), remembered(&[v6(2), v4(2)]));
    server.nothing_is_asked();

    // Once its addresses have failed, calls wait for the next lookup.
    for last in [v6(3), v4(3)] {
        let server = self::server(times);
        let call = server.call();
        server.next().answers(&[last]);
        call.ends().unwrap();
        server.settles(0);
        server.fails(last);
        let call = server.call();
        server.next().answers(&[v6(4), v4(4)]);
        assert_eq!(call.ends(), fresh(&[v6(4), v4(4)]));
    }

    // The same applies once it is old.
    let server = self::server(Times { fresh: Duration::ZERO, ..times });
    server.knows(&[v4(1)]);
    let call = server.call();
    server.next().answers(&[v6(4), v4(4)]);
    assert_eq!(call.ends(), fresh(&[v6(4), v4(4)]));

    // A lookup of one family, or a fast one, is complete.
    let server = self::server(times);
    let call = server.call_within(IpFamily::V4, HOUR);
    server.next().answers(&[v4(1)]);
    assert_eq!(call.ends(), fresh(&[v4(1)]));
    assert_eq!(server.call_within(IpFamily::V4, HOUR).ends(), remembered(&[v4(1)]));
    server.nothing_is_asked();
    let server = self::server(Times { partial: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    assert_eq!(server.at_once(), remembered(&[v4(1)]));
    server.nothing_is_asked();
}

#[test]
fn a_nonexistent_name_fails_at_once_with_its_own_error() {
    for family in [IpFamily::Any, IpFamily::V6] {
        let server = server(STILL);
        // For all calls that are waiting, and none that come later.
        let calls = [server.call_within(family, HOUR), server.call_within(family, HOUR)];
        server.next().errs("no such name");
        for call in calls {
            let answer = loop {
                if let Ok(answer) = call.0.recv_timeout(SOON) {
                    break answer;
                }
                // The call came too late for it, and started a new lookup.
                server.asked.try_iter().for_each(|again| again.errs("no such name"));
            };
            assert_eq!(answer, Err("no such name".to_owned()));
        }
        server.settles(0);
        let call = server.call_within(family, HOUR);
        server.next().answers(&[v6(1)]);
        assert_eq!(call.ends(), fresh(&[v6(1)]));
    }
}

#[test]
fn a_nonexistent_name_fails_at_once_despite_a_hanging_lookup() {
    let server = server(Times { second: Duration::ZERO, ..STILL });
    let early = server.call_within(IpFamily::V4, Duration::ZERO);
    let hangs = server.next();
    early.ends().unwrap_err();
    let late = server.call_within(IpFamily::V4, HOUR);
    server.next().errs("no such name");
    assert_eq!(late.ends(), Err("no such name".to_owned()));
    drop(hangs);
}

#[test]
fn a_missing_a_record_does_not_rule_out_aaaa() {
    let server = server(STILL);
    let call = server.call();
    let both = server.next_of(IpFamily::Any);
    server.passes();
    server.next_of(IpFamily::V4).errs("no such address");
    server.settles(1);
    server.passes();
    // The next lookup is of both families again.
    server.next_of(IpFamily::Any).answers(&[v6(1)]);
    assert_eq!(call.ends(), fresh(&[v6(1)]));
    drop(both);

    // The name server's error for both families ends the call.
    let server = self::server(STILL);
    let call = server.call();
    let both = server.next_of(IpFamily::Any);
    server.passes();
    let a = server.next_of(IpFamily::V4);
    both.errs("the name server fails");
    assert_eq!(call.ends(), Err("the name server fails".to_owned()));
    a.errs("late");
    server.settles(0);
    let call = server.call();
    server.next_of(IpFamily::Any).answers(&[v6(1)]);
    assert_eq!(call.ends(), fresh(&[v6(1)]));
}

#[test]
fn a_failing_old_lookup_does_not_end_a_later_call() {
    let server = server(Times { second: Duration::ZERO, lost: Duration::ZERO, ..STILL });
    let early = server.call_within(IpFamily::Any, Duration::ZERO);
    let old = server.next_of(IpFamily::Any);
    early.ends().unwrap_err();
    let late = server.call();
    let newer = server.next_of(IpFamily::V4);
    old.errs("lost");
    // The lookup that replaces it.
    let _another = server.next_of(IpFamily::Any);
    late.is_waiting();
    newer.answers(&[v4(1)]);
    assert_eq!(late.ends().unwrap().0, [v4(1)]);
}

#[test]
fn known_addresses_are_used_at_once_while_the_name_server_is_down() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1), v4(2)]);
    let call = server.call();
    server.next().errs("the name server is down");
    assert_eq!(call.ends(), remembered(&[v4(1), v4(2)]));
    server.settles(0);

    // At most three lookups continue, and no call waits for them.
    let mut asked = Vec::new();
    for _ in 0..100 {
        assert_eq!(server.at_once(), remembered(&[v4(1), v4(2)]));
        server.passes();
        asked.extend(server.asked.try_iter());
    }
    server.fails(v4(1));
    assert_eq!(server.at_once(), remembered(&[v4(2), v4(1)]));
    asked.extend(server.asked.try_iter());
    assert!((1..=3).contains(&asked.len()), "{}", asked.len());

    // Once one succeeds, calls wait again.
    let under_way = asked.len();
    asked.pop().unwrap().answers(&[v4(3)]);
    server.settles(under_way - 1);
    let name_answers = server.call();
    server.next().answers(&[v4(4)]);
    assert_eq!(name_answers.ends().unwrap().0, [v4(4)]);
}

#[test]
fn after_a_lookup_timed_out_later_calls_do_not_wait_for_it() {
    // The first call has a short deadline and so waits only briefly; those after it would wait long.
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    assert_eq!(
        server.call_within(IpFamily::Any, Duration::from_secs(4)).ends(),
        remembered(&[v4(1)])
    );
    let hangs = server.next();
    for _ in 0..3 {
        assert_eq!(server.at_once(), remembered(&[v4(1)]));
    }
    // A late response is used.
    hangs.answers(&[v4(2)]);
    server.settles(0);
    let call = server.call();
    server.next().answers(&[v4(3)]);
    assert_eq!(call.ends(), fresh(&[v4(3)]));

    // After a while, calls wait for the name server again.
    let server = self::server(Times { fresh: Duration::ZERO, quiet: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    let call = server.call();
    server.next().errs("down");
    assert_eq!(call.ends(), remembered(&[v4(1)]));
    let call = server.call();
    server.next().answers(&[v4(2)]);
    assert_eq!(call.ends(), fresh(&[v4(2)]));
}

#[test]
fn a_call_that_gives_up_wakes_the_other_waiting_calls() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    let long = server.call();
    let _hangs = server.next();
    // It waits for a quarter of its time.
    let short = server.call_within(IpFamily::Any, Duration::from_secs(4));
    assert_eq!(short.ends(), remembered(&[v4(1)]));
    assert_eq!(long.ends(), remembered(&[v4(1)]));
}

#[test]
fn once_all_known_addresses_failed_a_call_waits_for_a_lookup() {
    let server = server(STILL);
    server.knows(&[v4(1), v4(2)]);
    server.fails(v4(1));
    let call = server.call();
    server.next().errs("down");
    assert_eq!(call.ends(), remembered(&[v4(2), v4(1)]));
    server.settles(0);

    // One address is left: it is used at once.
    assert_eq!(server.at_once(), remembered(&[v4(2), v4(1)]));
    server.next().errs("down");
    server.settles(0);

    // No address is left: one call waits.
    server.fails(v4(2));
    let call = server.call();
    let asked = server.next();
    call.is_waiting();
    asked.errs("down");
    assert_eq!(call.ends(), remembered(&[v4(1), v4(2)]));
    server.settles(0);
    for _ in 0..3 {
        assert_eq!(server.at_once(), remembered(&[v4(1), v4(2)]));
        server.next().errs("down");
        server.settles(0);
    }

    // The server has moved.
    assert_eq!(server.at_once(), remembered(&[v4(1), v4(2)]));
    server.next().answers(&[v4(3)]);
    server.settles(0);
    assert_eq!(server.at_once(), remembered(&[v4(3)]));
    server.fails(v4(3));
    let call = server.call();
    server.next().answers(&[v4(4)]);
    assert_eq!(call.ends(), fresh(&[v4(4)]));
}

#[test]
fn a_short_deadline_falls_back_to_known_addresses_in_time_to_connect() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    // It waits for a quarter of its time.
    let deadline = Duration::from_secs(2);
    let started = Instant::now();
    let found = server.resolver.look_up("seam.example", 443, IpFamily::Any, within(deadline));
    assert_eq!(found.unwrap().addresses, [v4(1)]);
    assert!(started.elapsed() >= deadline / 4);
    let millis = Duration::from_millis;
    assert_eq!(patience(deadline, SYSTEM.patience), millis(500));
    assert_eq!(patience(HOUR, SYSTEM.patience), millis(2000));
    // If no time is left, the known addresses are used too.
    server.resolver.0.state().names.clear();
    server.asked.try_iter().for_each(drop);
    server.knows(&[v4(1)]);
    let none = server.resolver.look_up("seam.example", 443, IpFamily::Any, within(Duration::ZERO));
    assert_eq!(none.unwrap().addresses, [v4(1)]);
}

#[test]
fn addresses_are_cached_per_name_port_and_family() {
    let count = AtomicUsize::new(0);
    let look_up = move |_: &str, _, _| Ok(vec![v4(count.fetch_add(1, Ordering::SeqCst) as u8 + 1)]);
    let resolver = Resolver::with(Box::new(look_up), Box::new(spawn), STILL);
    let of = |host: &str, port, family| {
        resolver.look_up(host, port, family, within(HOUR)).unwrap().addresses
    };
    let look_up = |host: &str, port| of(host, port, IpFamily::Any);
    assert_eq!(look_up("seam.example", 443), [v4(1)]);
    assert_eq!(look_up("proxy.example", 443), [v4(2)]);
    assert_eq!(look_up("seam.example", 444), [v4(3)]);
    assert_eq!(look_up("Seam.Example", 443), [v4(1)]);
    assert_eq!(of("seam.example", 443, IpFamily::V4), [v4(4)]);
    assert_eq!(look_up("seam.example", 443), [v4(1)]);
    resolver.failed("proxy.example", 443, v4(2));
    assert_eq!(look_up("seam.example", 443), [v4(1)]);
    assert_eq!(look_up("proxy.example", 443), [v4(5)]);
    // The oldest entry is removed if there are too many.
    assert_eq!(look_up("other.example", 1), [v4(6)]);
    assert_eq!(look_up("proxy.example", 443), [v4(5)]);
    assert_eq!(look_up("seam.example", 443), [v4(7)]);
    assert_eq!(resolver.0.state().names.len(), MAX_NAMES);
}

#[test]
fn a_name_being_looked_up_is_not_evicted() {
    let server = server(STILL);
    let call = server.call();
    let asked = server.next();
    for port in 1..10 {
        let resolver = server.resolver.clone();
        let other = thread::spawn(move || {
            resolver.look_up("other.example", port, IpFamily::Any, within(HOUR)).map(drop)
        });
        server.next().answers(&[v4(9)]);
        other.join().unwrap().unwrap();
    }
    asked.answers(&[v4(1)]);
    assert_eq!(call.ends(), fresh(&[v4(1)]));
}

/// A device may have no memory left for a thread.
#[test]
fn without_a_free_thread_known_addresses_are_used_or_the_call_fails() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    let look_up = || server.resolver.look_up("seam.example", 443, IpFamily::V4, within(HOUR));
    server.has_threads.store(false, Ordering::SeqCst);
    assert_eq!(look_up().err().unwrap().kind(), io::ErrorKind::OutOfMemory);
    server.has_threads.store(true, Ordering::SeqCst);
    let call = server.call_within(IpFamily::V4, HOUR);
    let first = server.next();
    // There is no thread for the second lookup, but the first may succeed.
    server.has_threads.store(false, Ordering::SeqCst);
    server.passes();
    first.answers(&[v4(1)]);
    assert_eq!(call.ends(), fresh(&[v4(1)]));
    server.settles(0);
    assert_eq!(look_up().unwrap().addresses, [v4(1)]);
    server.nothing_is_asked();
}

#[test]
fn a_call_without_time_left_does_not_blame_the_name_server() {
    let server = server(Times { fresh: Duration::ZERO, ..STILL });
    server.knows(&[v4(1)]);
    let call = server.call_within(IpFamily::Any, Duration::ZERO);
    assert_eq!(call.ends(), remembered(&[v4(1)]));
    let _hangs = server.next();
    // No call has waited for it in vain.
    assert!(server.resolver.0.state().names.iter().all(|name| name.silence.is_none()));
}

#[test]
fn a_panicking_lookup_frees_its_slot() {
    let count = AtomicUsize::new(0);
    let look_up = move |_: &str, _| match count.fetch_add(1, Ordering::SeqCst) {
        0..=4 => std::panic::resume_unwind(Box::new(())),
        _ => Ok(vec![v4(1)]),
    };
    let resolver = Resolver::new(Box::new(look_up), HOUR, HOUR);
    let look_up = || resolver.look_up("seam.example", 443, IpFamily::Any, within(HOUR));
    for _ in 0..5 {
        assert_eq!(look_up().err().unwrap().to_string(), "the DNS lookup failed");
    }
    assert_eq!(look_up().unwrap().addresses, [v4(1)]);
}

#[test]
fn concurrent_calls_share_a_lookup() {
    let server = server(STILL);
    let calls = [(); 8].map(|()| server.call());
    server.next().answers(&[v4(1)]);
    for call in calls {
        assert_eq!(call.ends().unwrap().0, [v4(1)]);
    }
    server.nothing_is_asked();
}

#[test]
fn the_system_resolver_has_these_delays() {
    let seconds = Duration::from_secs;
    assert_eq!((SYSTEM.fresh, SYSTEM.partial), (seconds(300), seconds(30)));
    assert_eq!((SYSTEM.patience, SYSTEM.quiet), (seconds(2), seconds(30)));
    assert_eq!((SYSTEM.second, SYSTEM.third, SYSTEM.lost), (seconds(1), seconds(2), seconds(1)));
}

#[test]
fn the_system_resolver_returns_only_the_requested_family() {
    let resolver = Resolver::system();
    let (v4, v6) = (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST);
    let look_up = |host, family| resolver.look_up(host, 7, family, within(HOUR));
    for family in [IpFamily::Any, IpFamily::V4] {
        assert_eq!(look_up("127.0.0.1", family).unwrap().addresses, [(v4, 7).into()]);
    }
    for family in [IpFamily::Any, IpFamily::V6] {
        assert_eq!(look_up("::1", family).unwrap().addresses, [(v6, 7).into()]);
    }
    look_up("127.0.0.1", IpFamily::V6).err().unwrap();
    look_up("::1", IpFamily::V4).err().unwrap();
    // This needs no name server, and no address comes twice.
    let found = look_up("localhost", IpFamily::V4).unwrap().addresses;
    assert_eq!(found, [(v4, 7).into()]);
}
