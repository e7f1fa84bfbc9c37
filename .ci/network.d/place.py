"""Where a case runs: a program, in a namespace with its own link."""

import statistics
import threading
import time
from dataclasses import dataclass, field
from typing import Callable

import servers
from namespaces import NAME_SERVER, Client, packed
from netem import Link
from programs import PATHS, Ours

# The default: that of two continents, half of it each way.
ROUND_TRIP = 0.1
# What a busy machine may add to a call, in seconds. The faults that these tests look for cost more.
SLACK = 1.0
# The same for the end of a deadline, which the crate promises to meet within 50 ms.
LATE = 0.25


@dataclass(eq=False)
class Case:
    """One row of the table."""

    name: str
    # Makes the calls in a place, and checks them.
    run: Callable
    host: str = "plain"
    port: int = servers.CLOSES
    # Settings of the link by name.
    link: dict = field(default_factory=dict)
    mtu: int = 1500
    timeout: float = 30
    # The program that makes the calls, besides curl.
    program: type = Ours
    # Environment variables of both programs, and options for programs with a command line.
    environment: dict = field(default_factory=dict)
    options: tuple = ()
    # Whether curl can do the same.
    curl: bool = True
    # Whether it needs so much processor time that others would be late: it then runs after them.
    alone: bool = False


def own(number):
    """The address of a place's own servers, named `own1`, `own2` and so on."""
    return f"198.18.{100 + number // 250}.{number % 250 + 1}"


class Place:
    """A case for one of the two programs."""

    def __init__(self, lab, case, program, number):
        self.lab, self.case, self.number = lab, case, number
        self.folder = lab.folder / f"place-{number}"
        self.folder.mkdir()
        self.log = open(self.folder / "program", "ab")
        self.text_log = open(self.folder / "calls", "a")
        self.timeout = case.timeout
        self.environment = dict(case.environment)
        self.options = case.options
        self.host = f"{case.host}.{servers.DOMAIN}"
        self.endpoint = f"https://{self.host}:{case.port}"
        self.link = Link(lab.netem, seed=number)
        self.link.round_trip = ROUND_TRIP
        for name, value in case.link.items():
            setattr(self.link, name, value)
        self.namespace = Client(number, self.link, case.mtu, NAME_SERVER)
        self.program = program(self)
        # The address for this place's own servers.
        self.own = own(number)
        self.servers, self.timers, self.silent = [], [], []
        self.results, self.keys = [], 0
        # Faults that must never happen, delays that may happen once on a busy machine, and a note for the table.
        self.wrong, self.late, self.note = [], [], ""

    def open(self):
        self.namespace.open()

    def close(self):
        for timer in self.timers:
            timer.cancel()
            timer.join()
        for server in self.servers:
            server.stop()
        for stop in self.silent:
            stop()
        self.namespace.close()
        self.log.close()
        self.text_log.close()

    # What a case uses.

    @property
    def plain(self):
        """How long our client's call takes here if all is well: DNS, connecting, TLS, request and response."""
        return 4 * self.link.round_trip + self.lab.overhead

    def key(self):
        self.keys += 1
        return f"p{self.number}-{self.keys}"

    def call(self, method="get_or_create"):
        result = self.program.call(method, self.key())
        self.take(result)
        return result

    def fleet(self, count, method="get_or_create"):
        results = self.program.fleet(count, method, self.key())
        for result in results:
            self.take(result)
        return results

    def take(self, result):
        self.results.append(result)
        if result.seconds > self.timeout + LATE:
            over = result.seconds - self.timeout
            self.late.append(f"{result.method} ended {over * 1000:.0f} ms after its deadline (expected at most 50)")

    def seen(self, result):
        return self.lab.seam.seen(PATHS[result.method], result.key)

    def look_for_duplicates(self):
        """Checks after all cases, since a duplicate may come late."""
        for result in self.results:
            if result.method == "create" and self.seen(result) > 1:
                self.wrong.append(f"a create arrived {self.seen(result)} times")

    def succeeds(self, result, over=None):
        """Checks that the call succeeded; with `over`, within this many seconds more than a plain call."""
        if not result.ok:
            self.wrong.append(f"{result.method} failed after {result.seconds:.2f} s: {result.text}")
        elif over is not None and result.seconds > self.plain + over + SLACK:
            taken = f"{result.method} took {result.seconds:.2f} s"
            more = f"{result.seconds - self.plain:.2f} s more than a plain call"
            self.late.append(f"{taken}, {more}: expected at most {over}")
        return result

    def is_seen_once(self, result):
        if self.seen(result) != 1:
            self.wrong.append(f"{result.method} arrived {self.seen(result)} times instead of once")

    def says(self, result, *words):
        """Checks that the call failed, with one of these words in the error."""
        if result.ok or not any(word in result.text for word in words):
            self.wrong.append(f"expected an error with {' or '.join(words)}, got: {result.text or 'success'}")

    def dead(self, *addresses):
        self.link.dead = {packed(address) for address in addresses}

    def after(self, seconds, action):
        timer = threading.Timer(seconds, action)
        self.timers.append(timer)
        timer.start()

    def start(self, server, *arguments, **options):
        """Starts a server for this place only."""
        namespace = options.pop("namespace", self.lab.servers)
        name = f"place-{self.number}-{server.__name__.lower()}-{len(self.servers)}"
        started = server(namespace, self.lab.folder, name, *arguments, **options).start()
        self.servers.append(started)
        return started

    def nginx(self, port=4431, **options):
        """Starts an nginx for this place only, with its own name."""
        self.endpoint = f"https://own{self.number}.{servers.DOMAIN}:{port}"
        return self.start(servers.Nginx, self.lab.certificates, [(self.own, port)], **options)

    def be_silent(self, address, port):
        """Accepts connections at that address, and sends nothing."""
        self.silent.append(servers.be_silent(self.lab.servers, address, port))

    def sleep(self, seconds):
        time.sleep(seconds)

    # What the table shows.

    def outcome(self):
        good = sum(result.ok for result in self.results)
        count = len(self.results)
        if count == good:
            return "succeeds" if count == 1 else f"{count} succeed"
        return "fails" if count == 1 else f"{good} of {count} succeed"

    def seen_in_all(self):
        return sum(self.seen(result) for result in self.results)

    def times(self):
        ratios = [result.seconds / self.plain for result in self.results]
        if len(ratios) > 6:
            return f"median {statistics.median(ratios):.1f}, most {max(ratios):.1f}"
        return ", ".join(f"{ratio:.1f}" for ratio in ratios)

    def logs(self):
        """The logs of this place."""
        folders = [self.folder, *(server.folder for server in self.servers)]
        for path in (path for folder in folders for path in sorted(folder.iterdir()) if path.is_file()):
            if path.name in ("program", "calls", "log"):
                text = path.read_text(errors="replace")
                if text:
                    yield f"--- {path.relative_to(self.lab.folder)}\n{text[-4000:]}"
