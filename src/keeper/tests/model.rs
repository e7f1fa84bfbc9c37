//! Random histories of a device, its clocks, its network and Seam; and what is always true in them.

use super::*;

/// What may happen. Times are in seconds.
#[derive(Clone, Copy, Debug)]
enum Event {
    Pass(u64),
    Suspend(u64),
    SetForward(u64),
    SetBack(u64),
    /// The network from now on, and how long a request takes.
    Network(Network, u64),
    Seam(Ends),
    /// Somebody ends the session.
    Revoke,
    /// The device is off for so long, and its clock is then off by so much.
    Restart(u64, Wall),
    /// The program asks for a token.
    Ask,
    /// It calls Seam with the token.
    Call,
    /// It calls once a second, so often.
    Busy(u64),
    Invalidate,
    /// All is well again, and the program hears of it.
    Heal,
}

/// The clock of a device that starts.
#[derive(Clone, Copy, Debug)]
enum Wall {
    Right,
    /// It stands at 1970.
    Unset,
    /// It goes on from where it was, as fake-hwclock has it.
    Stopped,
    Ahead(u64),
}

struct Random(u64);

impl Random {
    fn below(&mut self, below: u64) -> u64 {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % below
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }

    /// Mostly short, and now and then very long.
    fn seconds(&mut self) -> u64 {
        let longest = self.pick(&[3, 60, 3600, 20_000, 400_000]);
        self.below(longest)
    }

    fn event(&mut self) -> Event {
        match self.below(24) {
            0..=4 => Event::Pass(self.seconds()),
            5 => Event::Suspend(self.seconds()),
            6 => Event::SetForward(if self.below(4) == 0 { 1_700_000_000 } else { self.seconds() }),
            7 => Event::SetBack(if self.below(4) == 0 { 1_700_000_000 } else { self.seconds() }),
            8 => Event::Network(Network::Up, self.pick(&[0, 0, 1, 3, 20])),
            9 => Event::Network(self.pick(&[Network::Down, Network::Mute]), 0),
            10 => {
                let status = self.pick(&[408, 429, 500, 503, 400, 401, 403]);
                Event::Network(Network::Refuses(status), self.pick(&[0, 1]))
            }
            11 => {
                let status = self.pick(&[302, 403, 404, 405, 408, 429, 502, 503, 520]);
                Event::Network(Network::Gateway(status), self.pick(&[0, 1]))
            }
            12 => Event::Seam(self.pick(&[
                Ends::Honours,
                Ends::Ignores,
                Ends::Refuses,
                Ends::Are(Duration::from_secs(300)),
            ])),
            13 => Event::Revoke,
            14 => {
                let ahead = self.seconds();
                let wall = [Wall::Right, Wall::Unset, Wall::Stopped, Wall::Ahead(ahead)];
                Event::Restart(self.seconds(), self.pick(&wall))
            }
            15 => Event::Busy(self.below(200)),
            16 => Event::Invalidate,
            17 | 18 => Event::Heal,
            19..=21 => Event::Call,
            _ => Event::Ask,
        }
    }
}

const LIFETIME: Duration = HOUR;

/// A device that runs a program, and what is known of it from above.
struct Device {
    world: World,
    keeper: SessionKeeper,
    /// The session that was last given out, and saved.
    given: Option<ClientSession>,
    saved: Option<Vec<u8>>,
    /// The device's clocks hide that it slept, as the documentation has it: until Seam tells the time.
    hidden: Option<Option<u32>>,
    slept: bool,
    set_back: bool,
    /// How many tokens were given out that Seam knows, while the clocks hid nothing.
    checked: usize,
    /// When something happened that may lead to requests of its own.
    disturbed: Vec<Duration>,
}

impl Device {
    fn new(world: World) -> Self {
        let keeper = world.keeper().lifetime(LIFETIME);
        Self {
            world,
            keeper,
            given: None,
            saved: None,
            hidden: None,
            slept: false,
            set_back: false,
            checked: 0,
            disturbed: Vec::new(),
        }
    }

    fn told(&self) -> Option<u32> {
        self.world.things().told.map(|(number, _)| number)
    }

    fn hides(&mut self) {
        self.hidden = Some(self.told());
    }

    fn happen(&mut self, event: Event) {
        let world = self.world.clone();
        let is_disturbance = !matches!(
            event,
            Event::Pass(_) | Event::Ask | Event::Call | Event::Busy(_) | Event::SetBack(_)
        );
        if is_disturbance {
            self.disturbed.push(world.things().time);
        }
        let seconds = Duration::from_secs;
        match event {
            Event::Pass(time) => world.pass(seconds(time)),
            Event::Suspend(time) => {
                world.suspend(seconds(time));
                self.slept |= time > 0;
                let doubted = self.keeper.lock().time.distrusted_until;
                if self.set_back || world.now() < doubted {
                    self.hides();
                }
            }
            Event::SetForward(time) => world.things().wall += seconds(time),
            Event::SetBack(time) => {
                world.set_back(seconds(time));
                self.set_back = true;
                if self.slept {
                    self.hides();
                }
            }
            Event::Network(network, latency) => {
                let mut things = world.things();
                (things.network, things.latency) = (network, seconds(latency));
            }
            Event::Seam(ends) => world.things().ends = ends,
            Event::Revoke => world.things().session = None,
            Event::Restart(off, wall) => self.restart(seconds(off), wall),
            Event::Ask => {
                let _ = self.request();
            }
            Event::Call => {
                let _ = self.call();
            }
            Event::Busy(calls) => {
                for _ in 0..calls {
                    let _ = self.call();
                    world.pass(SECOND);
                }
            }
            Event::Invalidate => {
                let token = self.world.things().session.map(|(number, _)| token_of(number));
                if let Some(token) = token {
                    self.keeper.invalidate(&token);
                }
            }
            Event::Heal => self.heal(),
        }
    }

    fn restart(&mut self, off: Duration, wall: Wall) {
        let mut things = self.world.things();
        things.time += off;
        things.monotonic = Duration::from_secs(5);
        things.wall = match wall {
            Wall::Right => things.time,
            Wall::Unset => Duration::from_secs(9),
            Wall::Stopped => things.wall,
            Wall::Ahead(by) => things.time + Duration::from_secs(by),
        };
        let is_behind = things.wall < things.time;
        drop(things);
        self.keeper = self.world.restart().lifetime(LIFETIME);
        (self.hidden, self.slept, self.set_back) = (None, false, false);
        let restored = self.saved.as_ref().is_some_and(|it| self.keeper.restore(it).is_ok());
        if restored && is_behind {
            self.hides();
        }
    }

    /// Checks what is given out, and saves it.
    fn request(&mut self) -> Result<ClientSession, Error> {
        let before = self.world.things().time;
        let in_hand = {
            let mut state = self.keeper.lock();
            let now = self.keeper.seam_now(&mut state).unwrap_or_default();
            state.held.as_ref().is_some_and(|held| held.end > now + MIN_VALIDITY)
        };
        let result = self.keeper.session();
        // As the clocks are looked at, nothing is between any more.
        (self.slept, self.set_back) = (false, false);
        if self.hidden.is_some_and(|told| told != self.told()) {
            self.hidden = None;
        }
        let things = self.world.things();
        let took = things.time - before;
        assert!(took <= TIMEOUT + SECOND, "{took:?}");
        assert!(!in_hand || took <= RENEWAL_TIMEOUT + SECOND, "{took:?} with a token in hand");
        if let Ok(session) = &result {
            let known = things.session.filter(|(number, _)| session.token == token_of(*number));
            if let Some((_, end)) = known.filter(|_| self.hidden.is_none()) {
                assert!(end > things.time, "over since {:?}", things.time - end);
                self.checked += 1;
            }
        }
        drop(things);
        let given = result.as_ref().ok();
        if given.is_some() && given != self.given.as_ref() {
            self.given = given.cloned();
            self.saved = self.keeper.save();
        }
        result
    }

    fn call(&mut self) -> Result<(), Error> {
        self.request()?;
        let world = self.world.clone();
        let network = world.things().network;
        let result = self.keeper.call(|seam| match network {
            Network::Up => world.judge(seam.session().unwrap()),
            Network::Down => Err(broken(false)),
            Network::Mute => Err(broken(true)),
            Network::Refuses(status) => Err(refused(status)),
            Network::Gateway(status) => Err(gateway(status)),
        });
        self.request()?;
        result
    }

    /// Seam can be reached: a token is there within one call's time, and it is a good one.
    fn heal(&mut self) {
        // What was refused lately is asked for once a minute.
        self.world.pass(LONGEST_PAUSE + SECOND);
        let mut things = self.world.things();
        (things.network, things.latency) = (Network::Up, Duration::ZERO);
        drop(things);
        self.keeper.retry_now();
        self.request().unwrap();
        self.call().unwrap();
        self.world.judge(&self.keeper.session().unwrap()).unwrap();
        assert!(self.hidden.is_none());
    }
}

/// In each hour, requests are bounded, however often the program asks.
fn check_bounds(device: &Device) {
    let things = device.world.things();
    let in_hour = |times: &mut dyn Iterator<Item = Duration>, start: Duration| {
        times.filter(|time| *time >= start && *time < start + HOUR).count()
    };
    let attempts: Vec<_> = things.attempts.iter().map(|(time, _)| *time).collect();
    for start in attempts.iter().step_by(50) {
        let made = in_hour(&mut attempts.iter().copied(), *start);
        let disturbed = in_hour(&mut device.disturbed.iter().copied(), *start);
        // While nothing reaches Seam, one every 2.5 s at the most; for a session of five minutes, a few.
        assert!(made <= 1500 + 20 * disturbed, "{made} requests, {disturbed} disturbances");
    }
    for start in things.requests.iter().map(|(time, _)| *time).step_by(20) {
        let made = in_hour(&mut things.requests.iter().map(|(time, _)| *time), start);
        let disturbed = in_hour(&mut device.disturbed.iter().copied(), start);
        assert!(made <= 240 + 20 * disturbed, "{made} requests, {disturbed} disturbances");
    }
    for (time, end) in &things.requests {
        // That it is not in the past was asserted when it arrived.
        let off = end.map(|end| end.abs_diff(*time + LIFETIME)).unwrap_or_default();
        assert!(off <= RENEWAL_TIMEOUT + SECOND, "an end that is off by {off:?}");
    }
}

#[test]
fn in_any_history_a_valid_token_is_available_and_requests_are_few() {
    let (mut checked, mut asked) = (0, 0);
    for seed in 0..3_000_u64 {
        let mut random = Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
        let world = World::new();
        {
            let mut things = world.things();
            things.slow = random.pick(&[-500, -50, 0, 0, 50, 500]);
            things.wall =
                random.pick(&[START, START, Duration::from_secs(7), START - DAY, START + DAY]);
            things.gives_what_is_over = random.below(8) == 0;
        }
        let mut device = Device::new(world.clone());
        let mut events = Vec::new();
        for _ in 0..60 {
            let mut event = random.event();
            // Who gives sessions that are over must let their ends be moved, or nobody gets another.
            if world.things().gives_what_is_over && matches!(event, Event::Seam(_)) {
                event = Event::Ask;
            }
            world.things().random = random.below(1000) as f64 / 1000.0;
            events.push(event);
            let happened =
                std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| device.happen(event)));
            if let Err(panic) = happened {
                eprintln!("seed {seed}: {events:?}");
                std::panic::resume_unwind(panic);
            }
        }
        check_bounds(&device);
        checked += device.checked;
        asked += world.attempts();
    }
    assert!(checked > 500_000 && asked > 50_000, "{checked} tokens, {asked} requests");
}
