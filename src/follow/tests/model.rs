//! Random histories: what happens and when Seam lists it, the network, and a program that stops at any moment.

use std::collections::HashMap;

use super::*;

/// So many are tried: enough for each fault that was put in by way of trial to be found many times.
const HISTORIES: u64 = 120;

/// A program that follows events, and what it was given.
struct Program {
    world: World,
    follower: EventFollower,
    limit: u32,
    overlap: u64,
    only_unlocked: bool,
    way: Way,
    /// It saves after each event, or now and then.
    saves_each: bool,
    saved: Vec<u8>,
    unsaved: Vec<String>,
    /// How often each was given, and how often it may be: once more after each stop before it was saved.
    given: HashMap<String, u32>,
    due: HashMap<String, u32>,
    /// The latest one that was given since the latest request, by what they are ordered by.
    latest: Option<(usize, (u64, u64, String))>,
    errors: usize,
}

/// How it asks for the next event.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Typed,
    Json,
    /// Now so, now so.
    Both,
}

impl Program {
    fn new(world: World, random: &mut Random) -> Self {
        let limit = random.pick(&[1, 3, 10, 20, 50, 50]);
        let overlap = random.pick(&[0, SECOND, MINUTE, 5 * MINUTE, HOUR]);
        let only_unlocked = random.below(3) == 0;
        let mut program = Self {
            follower: world.follower(),
            world,
            limit,
            overlap,
            only_unlocked,
            way: random.pick(&[Way::Typed, Way::Json, Way::Both]),
            saves_each: random.below(2) == 0,
            saved: Vec::new(),
            unsaved: Vec::new(),
            given: HashMap::new(),
            due: HashMap::new(),
            latest: None,
            errors: 0,
        };
        program.follower = program.start();
        program.saved = program.follower.save();
        program
    }

    fn start(&self) -> EventFollower {
        let follower = self.world.follower().limit(self.limit);
        let follower = follower.overlap(Duration::from_micros(self.overlap));
        if self.only_unlocked { follower.event_types(["lock.unlocked"]) } else { follower }
    }

    /// The next event, handled and perhaps saved. Returns whether there was one.
    fn next(&mut self, random: &mut Random) -> bool {
        let typed = match self.way {
            Way::Typed => true,
            Way::Json => false,
            Way::Both => random.below(2) == 0,
        };
        let next = match typed {
            true => self
                .follower
                .next_event()
                .map(|event| event.map(|it| (it.event_id, it.created_at, it.occurred_at))),
            false => self.follower.next_event_json().map(|json| {
                json.map(|json| {
                    let id = id_of(&self.world, &json);
                    let it: Head = read_response(json.as_str(), None).unwrap();
                    (id, it.created_at, it.occurred_at)
                })
            }),
        };
        let (id, created_at, occurred_at) = match next {
            Ok(Some(event)) => event,
            Ok(None) => return false,
            Err(error) => {
                // The errors that say what to raise, when bursts have met.
                if is_too_large(&error) {
                    self.world.things().largest = usize::MAX;
                } else if error.to_string().contains("raise EventFollower::limit") {
                    self.limit *= 8;
                    let follower = std::mem::replace(&mut self.follower, self.world.follower());
                    self.follower = follower.limit(self.limit);
                } else if self.way != Way::Json && error.to_string().contains("has no event ") {
                    // It is not skipped: all the same, it comes as JSON, or once Seam has fixed it.
                    assert!(typed);
                    if self.way == Way::Typed && random.below(4) == 0 {
                        self.world.things().events.iter_mut().for_each(|it| it.odd = false);
                    }
                } else {
                    assert_eq!(error.to_string(), NO_NETWORK);
                }
                self.errors += 1;
                // What was passed before it stays passed; nothing is given out by an error.
                return self.errors % 8 != 0;
            }
        };
        {
            let things = self.world.things();
            let event = things.events.iter().find(|it| it.id == id).unwrap();
            assert!(!self.only_unlocked || event.kind == "lock.unlocked");
            assert!(!(typed && event.odd));
        }
        let given = self.given.entry(id.clone()).or_default();
        *given += 1;
        let due = self.due.get(&id).copied().unwrap_or(1);
        assert!(*given <= due, "{id} came {given} times, not {due}");

        let requests = self.world.requests();
        let micros = |text: &str| Timestamp::parse(text).unwrap().as_micros() as u64;
        let order = (micros(&created_at), micros(&occurred_at), id.clone());
        if let Some((at, latest)) = &self.latest {
            assert!(*at != requests || *latest < order, "{latest:?} came before {order:?}");
        }
        self.latest = Some((requests, order));

        self.unsaved.push(id);
        if self.saves_each || random.below(4) == 0 {
            self.save();
        }
        true
    }

    fn save(&mut self) {
        let saved = self.follower.save();
        assert!(saved != self.saved || self.unsaved.is_empty(), "the position has to change");
        self.saved = saved;
        self.unsaved.clear();
    }

    /// It stops, and starts from what was saved: what it did not save comes again.
    fn restart(&mut self) {
        for id in self.unsaved.drain(..) {
            *self.due.entry(id).or_insert(1) += 1;
        }
        self.follower = self.start();
        self.follower.restore(&self.saved).unwrap();
        assert_eq!(self.follower.save(), self.saved);
        self.latest = None;
    }

    fn poll(&mut self, random: &mut Random) {
        while self.next(random) {}
    }
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Pass(u64),
    /// So many events at one moment.
    Happen(u64),
    /// The program asks so often, and then does something else for a while.
    Ask(u64),
    Poll,
    Save,
    /// It saves and starts anew, or stops as it is.
    Restart,
    Stop,
    Fail(u64),
    /// So many of a thousand responses have no `Date`.
    Dateless(u64),
    /// `Date` is so many milliseconds ahead, or behind.
    Date(i64),
}

fn step(random: &mut Random, date_ahead: u64) -> Step {
    match random.below(22) {
        0..=3 => Step::Pass(random.time(3 * HOUR)),
        4..=9 => Step::Happen(random.pick(&[1, 1, 1, 2, 5, 100])),
        10..=12 => Step::Ask(1 + random.below(20)),
        13..=15 => Step::Poll,
        16 => Step::Save,
        17 => Step::Restart,
        18 => Step::Stop,
        19 => Step::Fail(random.pick(&[0, 0, 50, 300, 1000])),
        20 => Step::Dateless(random.pick(&[0, 50, 300, 1000])),
        _ => match random.below(4) {
            0..2 => Step::Date(0),
            2 => Step::Date((date_ahead / MILLI) as i64),
            _ => Step::Date(-((random.time(10_000 * HOUR) / MILLI) as i64)),
        },
    }
}

/// Lets events happen at one moment, some of them with a `created_at` in the future. Returns their IDs, if Seam lists
/// them in time.
fn happen(
    world: &World,
    random: &mut Random,
    count: u64,
    overlap: u64,
    ahead: &mut usize,
) -> Vec<String> {
    let now = {
        let mut things = world.things();
        // Times that are the same, to the second or to the millisecond, are where things get lost.
        let round = random.pick(&[1, MILLI, MILLI, SECOND]);
        things.time = things.time.div_ceil(round) * round;
        things.time
    };
    let (by, mut ids) = (world.things().by, Vec::new());
    let is_late = random.below(10) == 0;
    let longest = if random.below(3) == 0 { 0 } else { overlap };
    let shared = random.time(longest);
    for _ in 0..count {
        world.things().odd = random.below(30) == 0;
        let delay = match random.below(8) {
            0..4 => shared,
            4 => longest,
            _ => random.time(longest),
        };
        let delay = if is_late { overlap + 1 + random.time(HOUR) } else { delay };
        let id = match by {
            _ if *ahead > 0 && random.below(10) == 0 => {
                *ahead -= 1;
                world.happen_at(now + random.time(100 * HOUR), now, now + delay)
            }
            // The device that it is about may have any clock.
            By::Created => {
                let occurred = match random.below(6) {
                    0 => now - random.below(1000 * HOUR),
                    1 => now + random.below(1000 * HOUR),
                    _ => now - random.time(HOUR),
                };
                world.happen_at(now, occurred, now + delay)
            }
            // The device is ahead.
            By::Occurred if random.below(10) == 0 => {
                world.happen_at(now, now + random.time(10 * HOUR), now + delay)
            }
            // Created when it came, or a moment before it was listed.
            By::Occurred => {
                let listed = now + delay;
                let created = listed - random.below(delay + 1);
                world.happen_at(created, now, listed)
            }
        };
        if !is_late {
            ids.push(id);
        }
    }
    ids
}

/// What is to be true of any history. Returns how many events were given.
fn run(seed: u64, steps: &mut Vec<Step>) -> usize {
    let mut random = Random::new(seed);
    let world = World::new();
    {
        let mut things = world.things();
        things.by = random.pick(&[By::Created, By::Occurred]);
        things.precision = random.pick(&[Precision::Fine, Precision::FineTexts, Precision::Millis]);
        things.order =
            random.pick(&[Order::Ascending, Order::Descending, Order::ById, Order::None]);
        things.latency = random.pick(&[0, 300 * MILLI, 3 * SECOND, 5 * MINUTE]);
        things.random = Random::new(seed + 1);
        things.time += random.below(SECOND);
    }
    let mut program = Program::new(world.clone(), &mut random);
    // By how much `Date` may be ahead: the overlap is shorter by as much.
    let date_ahead = if random.below(3) == 0 { random.time(program.overlap) } else { 0 };
    let on_time = program.overlap - date_ahead;
    // How many events may be created in the future.
    let mut ahead = random.pick(&[0, 1, WITNESSES - 1]);
    let mut wanted = Vec::new();
    // The position begins here, if there is a network or not.
    if random.below(3) == 0 {
        world.things().failing = 1000;
        program.next(&mut random);
        world.things().failing = 0;
        for _ in 0..random.below(5) {
            world.pass(MILLI + random.time(HOUR));
            wanted.extend(happen(&world, &mut random, 1, on_time, &mut ahead));
        }
        program.next(&mut random);
    } else {
        assert!(!program.next(&mut random));
    }
    program.save();
    // There is no `Date` at all from here on.
    if random.below(5) == 0 {
        {
            let mut things = world.things();
            (things.tells_time, things.told) = (false, None);
        }
        program.restart();
    }
    world.pass(MILLI);
    if program.limit == 50 && random.below(2) == 0 {
        world.things().largest = random.pick(&[30, 49]);
    }

    for _ in 0..80 {
        let step = step(&mut random, date_ahead);
        steps.push(step);
        match step {
            Step::Pass(time) => world.pass(time),
            Step::Happen(count) => {
                let most = u64::from(program.limit * 4).min(world.things().largest as u64 / 2);
                let count = count.min(most).max(1);
                wanted.extend(happen(&world, &mut random, count, on_time, &mut ahead));
            }
            Step::Ask(times) => {
                for _ in 0..times {
                    program.next(&mut random);
                }
            }
            Step::Poll => program.poll(&mut random),
            Step::Save => program.save(),
            Step::Restart => {
                program.save();
                program.restart();
            }
            Step::Stop => program.restart(),
            Step::Fail(failing) => world.things().failing = failing,
            Step::Dateless(dateless) => world.things().dateless = dateless,
            Step::Date(ahead) => world.things().date_ahead = ahead,
        }
    }

    {
        let mut things = world.things();
        (things.failing, things.dateless, things.date_ahead) = (0, 0, 0);
        things.tells_time = true;
        things.odd = false;
        match program.way {
            Way::Typed => things.events.iter_mut().for_each(|it| it.odd = false),
            _ => program.way = Way::Json,
        }
    }
    let last = world.things().events.iter().map(|it| it.listed).max().unwrap_or_default();
    let time = world.things().time.max(last) + SECOND;
    world.things().time = time;
    program.errors = 0;
    let before = world.requests();
    program.poll(&mut random);
    program.poll(&mut random);
    let is_wanted = |id: &str| {
        let things = world.things();
        let event = things.events.iter().find(|it| it.id == id).unwrap();
        !program.only_unlocked || event.kind == "lock.unlocked"
    };
    for id in wanted.iter().filter(|id| is_wanted(id)) {
        let given = program.given.get(id).copied().unwrap_or_default();
        let due = program.due.get(id).copied().unwrap_or(1);
        assert_eq!(given, due, "{id} came {given} times");
    }
    let events = world.things().events.len();
    let made = world.requests() - before;
    // Up to three rounds. Each as many events as half a response takes may need a window that is found by halving
    // some hours down to milliseconds, and from which it grows to hours again.
    let most = 3 * 2 * 24 * (1 + 2 * events / program.limit as usize);
    assert!(made <= most, "{made} requests for {events} events, {} at a time", program.limit);

    // While nothing happens, a round is few requests, and the position stays.
    world.pass(100 * HOUR);
    program.poll(&mut random);
    program.poll(&mut random);
    let saved = program.follower.save();
    for _ in 0..3 {
        program.poll(&mut random);
        assert_eq!(program.follower.save(), saved);
    }

    // What cannot come again is forgotten.
    for _ in 0..2 {
        world.pass(2 * program.overlap + 2000 * HOUR);
        world.happen();
        world.pass(SECOND);
        (0..3).for_each(|_| program.poll(&mut random));
    }
    let remembered = program.follower.returned.len();
    assert!(remembered <= 2, "{remembered} events are remembered");
    program.given.len()
}

#[test]
fn in_any_history_each_event_is_delivered_exactly_once() {
    let mut given = 0;
    for seed in 0..HISTORIES {
        let mut steps = Vec::new();
        let ran = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| run(seed, &mut steps)));
        given += ran.unwrap_or_else(|panic| {
            eprintln!("seed {seed}: {steps:?}");
            std::panic::resume_unwind(panic)
        });
    }
    assert!(given > 100 * HISTORIES as usize, "{given} events");
}
