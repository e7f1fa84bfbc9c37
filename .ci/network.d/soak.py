"""A long-lived client with many threads on a network that turns good and bad at random, with a fixed seed: the client
does not leak, no call ends after its deadline, and no `create` arrives twice."""

import os
import random
import threading
import time
from pathlib import Path

import servers
from namespaces import packed
from place import LATE, Case
from programs import Ours

THREADS = 8
TIMEOUT = 15
# The last seconds, in which the network is good, so that the client's resources at the end can be compared.
CALM = 60


def held(process):
    """Threads, descriptors and kilobytes of memory of the client."""
    folder = Path(f"/proc/{process.pid}")
    status = dict(line.split(":\t", 1) for line in (folder / "status").read_text().splitlines() if ":\t" in line)
    return int(status["Threads"]), len(os.listdir(folder / "fd")), int(status["VmRSS"].split()[0])


def be_good(link):
    link.round_trip, link.loss, link.rate, link.forgets_after = 0.05, 0.0, None, None
    link.dead, link.mute, link.lost_questions = set(), set(), lambda packet: False


def weather(place, chance):
    """Changes the network; returns how long it stays so, and the kind."""
    link = place.link
    be_good(link)
    kind = chance.choice(
        ("good", "good", "loss", "cut", "slow", "far", "dead", "mute", "no names", "NAT", "restart", "interface")
    )
    seconds = chance.uniform(2, 8)
    if kind == "loss":
        link.loss = chance.choice((0.05, 0.2, 0.4))
    elif kind == "cut":
        link.cut(seconds)
    elif kind == "slow":
        link.rate = 20_000
    elif kind == "far":
        link.round_trip = 1.5
    elif kind == "dead":
        link.dead = {packed(chance.choice((servers.GOOD4, servers.GOOD6)))}
    elif kind == "mute":
        link.mute = {packed(chance.choice((servers.GOOD4, servers.GOOD6)))}
    elif kind == "no names":
        link.lost_questions = lambda packet: True
    elif kind == "NAT":
        link.forgets_after = 0.5
    elif kind == "restart":
        server = place.lab.nginx[servers.KEEPS]
        server.stop()
        time.sleep(seconds)
        server.start()
        seconds = 0
    elif kind == "interface":
        place.namespace.down()
        time.sleep(seconds)
        place.namespace.up()
        seconds = 0
    return seconds, kind


def run(lab, seconds):
    started = time.monotonic()

    def case(place):
        place.call()
        process = place.program.process
        before = held(process)
        most = [0, 0, 0]
        calls = threading.Thread(
            target=lambda: [place.take(result) for result in place.program.soak(THREADS, seconds, place.key())]
        )
        calls.start()
        chance = random.Random(seconds)
        while time.monotonic() - started < seconds - CALM:
            wait, kind = weather(place, chance)
            print(f"{time.monotonic() - started:5.0f} s: {kind}", file=place.text_log, flush=True)
            time.sleep(wait)
            most = [max(pair) for pair in zip(most, held(process))]
        be_good(place.link)
        calls.join()
        place.succeeds(place.call())
        time.sleep(5)
        after = held(process)
        print("        threads  descriptors  kB")
        for name, figures in (("before", before), ("most", most), ("after", after)):
            print(f"{name:6}  {figures[0]:7}  {figures[1]:11}  {figures[2]}")
        # The threads that call, and up to three for DNS lookups.
        for what, figure, limit in (
            ("threads", most[0], before[0] + THREADS + 3),
            ("threads at the end", after[0], before[0]),
            # A connection for each thread, and those that race, and DNS lookups.
            ("descriptors", most[1], before[1] + 4 * THREADS),
            ("descriptors at the end", after[1], before[1] + THREADS),
            # Connections' buffers, and what the allocator keeps for each thread.
            ("kB at the end", after[2], before[2] + 4096),
        ):
            if figure > limit:
                place.wrong.append(f"{what}: {figure}, expected at most {limit}")

    place = lab.run(Case("soak", case, host="both", port=servers.KEEPS, timeout=TIMEOUT), Ours)
    place.look_for_duplicates()
    good = [result for result in place.results if result.ok]
    late = max(result.seconds for result in place.results) - TIMEOUT
    print(f"{len(good)} of {len(place.results)} calls succeeded; {place.seen_in_all()} requests arrived")
    if late > 0:
        print(f"the latest was {late * 1000:.0f} ms after its deadline (at most {LATE * 1000:.0f})")
    return place
