"""The cases: what is wrong with a network, and what the client must do."""

import time

import servers
from namespaces import packed
from netem import TCP
from place import Case
from programs import Command

AAAA = 28
BOTH = ("get_or_create", "create")


def calls(*methods, over=None):
    """These calls succeed, each on a new connection."""

    def run(place):
        for method in methods:
            place.succeeds(place.call(method), over)

    return run


def once(first, then=0):
    """The first call takes up to `first` seconds more than a plain call, and later ones up to `then`."""

    def run(place):
        place.succeeds(place.call(), first)
        place.succeeds(place.call(), then)
        place.succeeds(place.call("create"), then)

    return run


def packets(*addresses):
    return {packed(address) for address in addresses}


# Servers that move.


def moved(way):
    """The server's address changes, and at the old one there is another server, or silence."""

    def run(place):
        name, port = f"moved.{servers.DOMAIN}", 4431
        name_server, new = (f"198.18.{part}.{place.number % 250 + 1}" for part in (200, 201))
        names = place.start(servers.Dnsmasq, name_server, {"moved": [place.own]})
        (place.namespace.settings / "resolv.conf").write_text(f"nameserver {name_server}\n")
        old = place.nginx(port, keeps="0")
        place.start(servers.Nginx, place.lab.certificates, [(new, port)], keeps="0")
        place.endpoint = f"https://{name}:{port}"
        place.succeeds(place.call(), 0)

        old.stop()
        if way == "another's":
            old.certificate = "others"
            old.start()
            cost = 2
        else:
            place.be_silent(place.own, port)
            # Silence cannot be told from a slow server at once.
            cost = None
        names.stop()
        names.names = {"moved": [new]}
        names.start()
        for method, over in (("get_or_create", cost), ("get_or_create", 0), ("create", 0)):
            place.succeeds(place.call(method), over)

    return run


# Connections that are kept.


def forgotten_flow(place):
    """A NAT forgets flows that were idle for 2 s."""
    place.succeeds(place.call(), 0)
    cost = 3
    for method in ("get_or_create", "get_or_create", "create", "get_or_create", "create"):
        place.sleep(4)
        place.succeeds(place.call(method), cost)
        # The client has learned the NAT's limit.
        cost = 0


def forgotten_by_threads(place):
    """The same with eight connections, all of which are dead."""
    for cost in (0, 3, 0):
        for result in place.program.many(8, "get_or_create", place.key()):
            place.take(result)
            place.succeeds(result, cost)
        place.sleep(4)


def forgotten_by_create(place):
    """The same in a program that makes no other calls."""
    for _ in range(4):
        place.succeeds(place.call("create"), 0)
        place.sleep(4)


def keep_alive(place):
    """The server says how long it keeps a connection; a request sent while it closes is lost."""
    place.nginx(keeps="1s")
    for pause in (0.90, 0.95, 1.0, 1.05, 0.92, 0.97, 1.02, 0.85):
        place.is_seen_once(place.succeeds(place.call("create")))
        place.sleep(pause)


def keep_alive_unsaid(place):
    """The server closes connections that were idle for half a second, without saying so in a header."""
    haproxy(place, "timeout http-keep-alive 500ms")
    for pause in (0.40, 0.42, 0.44, 0.46, 0.48, 0.50, 0.45, 0.47):
        place.succeeds(place.call())
        place.sleep(pause)


def haproxy(place, *lines, **options):
    place.endpoint = f"https://own{place.number}.{servers.DOMAIN}:4432"
    return place.start(servers.Haproxy, place.lab.certificates, place.own, 4432, lines, **options)


def threads(place):
    """Eight threads share a client: they need eight connections, not one for each request."""
    for _ in range(20):
        for result in place.program.many(8, "get_or_create", place.key()):
            place.take(result)
            place.succeeds(result)
    opened = len(place.link.connects)
    place.note = f"{opened} connections for {len(place.results)} requests"
    if opened > 24:
        place.wrong.append(f"opened {place.note}: expected at most 24")


# Outages that end.


def restart(method, seconds):
    def run(place):
        server = place.nginx(keeps="75s")
        place.succeeds(place.call(), 0)
        server.stop()
        place.after(seconds, server.start)
        # Wait until the client knows that the server closed: what is sent before may have been processed.
        place.sleep(0.3)
        place.succeeds(place.call(method), seconds + 5)

    return run


def interface_away(method):
    def run(place):
        place.succeeds(place.call(), 0)
        place.namespace.down()
        place.after(3, place.namespace.up)
        place.succeeds(place.call(method), 3 + 5)

    return run


def address_changes(place):
    """The device moves to another access point: kept connections are dead."""
    place.succeeds(place.call(), 0)
    old = place.namespace.addresses
    new = (old[0].replace("198.19.", "198.19.1"), old[1].replace(":99::", ":99:1::"))
    place.namespace.ip("addr", "del", f"{old[0]}/32", "dev", "lab")
    place.namespace.ip("addr", "del", f"{old[1]}/128", "dev", "lab")
    place.namespace.addresses = new
    place.namespace.up()
    place.lab.netem.add_addresses([packed(address) for address in new], place.link)
    place.link.dead |= packets(*old)
    place.succeeds(place.call(), 3)
    place.succeeds(place.call("create"), 0)


def unavailable(method):
    """A gateway responds with 503 for two seconds."""

    def run(place):
        end = time.monotonic() + 2
        place.lab.seam.behaviours[f"p{place.number}-"] = lambda *_: (
            (503, b"<html>busy</html>") if time.monotonic() < end else None
        )
        result = place.call(method)
        if method == "create":
            place.is_seen_once(result)
        else:
            place.succeeds(result, 2 + 5)

    return run


def slow_server(place):
    """A server takes 12 s for each response."""
    place.lab.seam.behaviours[f"p{place.number}-"] = lambda *_: time.sleep(12)
    place.succeeds(place.call())
    place.is_seen_once(place.succeeds(place.call("create")))


def fleet(*lines, **options):
    """All clients come back at once, to a load balancer that serves 20 connections a second."""

    def run(place):
        haproxy(place, *lines, **options)
        for result in place.fleet(200):
            place.succeeds(result)
        place.note = f"{len(place.link.connects)} connections"

    return run


# It counts only the connections that it accepts, so that rejected ones do not keep others out.
CLOSES_OVER_20 = (
    "stick-table type integer size 1 expire 60s store gpc0_rate(1s)",
    "tcp-request connection track-sc0 int(1)",
    "tcp-request connection reject if { sc0_gpc0_rate ge 20 }",
    "tcp-request connection accept if { sc0_inc_gpc0 ge 0 }",
)


# Names.


def lose_first_questions(place):
    """The first query of each type is lost."""
    asked = set()

    def is_lost(packet):
        first = packet.asks_for not in asked
        asked.add(packet.asks_for)
        return first

    place.link.lost_questions = is_lost
    place.succeeds(place.call(), 1)
    place.succeeds(place.call(), 0)


def never_aaaa(over):
    def run(place):
        place.link.lost_questions = lambda packet: packet.asks_for == AAAA
        place.succeeds(place.call(), over)
        place.succeeds(place.call(), 0)

    return run


def names_down(place):
    """The name server goes down, and then the server for a moment, so that its address is in doubt."""
    server = place.nginx(keeps="0")
    place.succeeds(place.call(), 0)
    place.link.lost_questions = lambda packet: True
    server.stop()
    place.after(1, server.start)
    # The restart, the pauses of the retries, and the wait for the name server.
    place.succeeds(place.call(), 1 + 5 + 2)
    for method in ("get_or_create", "create", "get_or_create"):
        place.succeeds(place.call(method), 0)


def names_never(place):
    """No query ever gets a response."""
    place.link.lost_questions = lambda packet: True
    fails_in_time(place, BOTH)


# Deadlines.


def fails_in_time(place, methods):
    """No call can succeed, and each ends by its deadline, which `Place.take` checks."""
    for method in methods:
        result = place.call(method)
        if result.ok:
            place.wrong.append(f"{method} succeeded")
    place.note = f"{max((result.seconds - place.timeout) * 1000 for result in place.results):.0f} ms late"


def silent_server(place):
    """The server accepts the request, and sends no response."""
    place.lab.seam.behaviours[f"p{place.number}-"] = lambda *_: time.sleep(20)
    fails_in_time(place, BOTH)


def silent_tls(place):
    fails_in_time(place, BOTH)


# Proxies.


def proxy(password=servers.PROXY_PASSWORD, **variables):
    address, port = servers.PROXY
    url = f"http://{servers.PROXY_USER}:{password}@{address}:{port}"
    return {"HTTPS_PROXY": url, **variables}


def through_proxy(place):
    place.succeeds(place.call(), 1)
    place.succeeds(place.call("create"), 1)
    if packed(servers.GOOD4) in {target for (target, _) in place.link.targets}:
        place.wrong.append("it bypassed the proxy")


def wrong_password(place):
    place.says(place.call(), "user", "password")
    place.says(place.call("create"), "user", "password")


def no_proxy(place):
    place.succeeds(place.call(), 0)
    if packed(servers.PROXY[0]) in {target for (target, _) in place.link.targets}:
        place.wrong.append("it used the proxy")


def proxy_restarts(place):
    squid = place.start(servers.Squid, place.own, 3129)
    url = f"http://{servers.PROXY_USER}:{servers.PROXY_PASSWORD}@{place.own}:3129"
    place.environment["HTTPS_PROXY"] = url
    place.succeeds(place.call(), 1)
    squid.stop()
    squid.start()
    place.succeeds(place.call("create"), 2)
    squid.stop()
    squid.start()
    place.succeeds(place.call(), 2)


# Another program does TLS.


def sidecar(server):
    def run(place):
        host = f"plain.{servers.DOMAIN}"
        place.start(server, place.lab.certificates, host, namespace=place.namespace)
        place.endpoint = "http://127.0.0.1:8080"
        if server is servers.Stunnel:
            place.environment["SEAM_HOST_HEADER"] = host
        place.succeeds(place.call(), 0)
        place.succeeds(place.call("create"), 0)

    return run


# Bad links.


def lossy(*must):
    """Three calls of each kind; calls of the named kinds must succeed."""

    def run(place):
        for method in BOTH * 3:
            result = place.call(method)
            if method in must:
                place.succeeds(result)

    return run


def is_data(packet):
    return packet.outgoing and packet.protocol == TCP and packet.payload > 0


def second_data():
    """The client's second data packet: the handshake's end and the request."""
    seen = []

    def condition(packet):
        if is_data(packet):
            seen.append(packet)
        return len(seen) > 1

    return condition


PHASES = {
    "DNS": lambda: lambda packet: packet.is_query,
    "connecting": lambda: lambda packet: packet.is_connect,
    "TLS": lambda: is_data,
    "the request": second_data,
    "the response": None,
}


def cut(phase, seconds, method):
    """No packet passes for this long, from this phase of the call on."""

    def run(place):
        if PHASES[phase]:
            place.link.when(PHASES[phase](), lambda: place.link.cut(seconds))
        else:

            def behaviour(_, count):
                if count == 1:
                    place.link.cut(seconds)

            place.lab.seam.behaviours[f"p{place.number}-"] = behaviour
        result = place.call(method)
        # TCP retransmits after 0.2, 0.6, 1.4, 3, 6.2, 12.6 and 25.4 s. A request that was sent and must not be retried
        # depends on that; everything else must succeed.
        if method == "get_or_create" or phase in ("DNS", "connecting", "TLS") or seconds < 20:
            place.succeeds(result)

    return run


CASES = [
    Case("a good network", calls("get_or_create", "get_or_create", "create", over=0), host="both"),
    Case("a dead AAAA and a good A", once(0.3), host="one-dead", link={"dead": packets(*servers.DEAD6)}),
    Case(
        "six dead addresses and a good one",
        once(2),
        host="six-dead",
        link={"dead": packets(*servers.DEAD6, *servers.DEAD4)},
    ),
    Case("a round trip of 1.5 s", calls(*BOTH, over=3), host="both", link={"round_trip": 1.5}),
    Case("IPv6 connects, its TLS is silent", once(None, 0.3), host="silent6"),
    Case("the server moved, another's certificate is there", moved("another's")),
    Case("the server moved, there TLS is silent", moved("silent")),
    Case(
        "a NAT forgets kept connections",
        forgotten_flow,
        port=servers.KEEPS,
        link={"forgets_after": 2.0},
        curl=False,
    ),
    Case(
        "a NAT forgets kept connections, `create` alone",
        forgotten_by_create,
        port=servers.KEEPS,
        link={"forgets_after": 2.0},
        curl=False,
    ),
    Case(
        "a NAT forgets kept connections, eight threads",
        forgotten_by_threads,
        port=servers.KEEPS,
        link={"forgets_after": 2.0},
        curl=False,
    ),
    Case(
        "a NAT forgets kept connections, through squid",
        forgotten_flow,
        port=servers.KEEPS,
        link={"forgets_after": 2.0},
        environment=proxy(),
        curl=False,
    ),
    Case("the device's address changes", address_changes, port=servers.KEEPS, curl=False),
    Case("the server keeps connections for 1 s, and says so", keep_alive, curl=False),
    Case("the server keeps connections for 0.5 s", keep_alive_unsaid, curl=False),
    Case("eight threads share a client", threads, port=servers.KEEPS, curl=False),
    *(
        Case(f"the server restarts in {seconds} s: `{method}`", restart(method, seconds))
        for seconds in (2, 5)
        for method in BOTH
    ),
    *(
        Case(f"the interface is away for 3 s: `{method}`", interface_away(method), port=servers.KEEPS)
        for method in BOTH
    ),
    *(Case(f"503 for 2 s: `{method}`", unavailable(method)) for method in BOTH),
    Case("a server that takes 12 s", slow_server),
    Case("200 clients at once, 20 a second are served, others closed", fleet(*CLOSES_OVER_20), alone=True),
    Case("200 clients at once, 20 a second are served, others wait", fleet(rate=20), alone=True),
    Case("DNS: the first queries are lost", lose_first_questions),
    Case("DNS: AAAA never gets a response", never_aaaa(None)),
    Case(
        "DNS: AAAA never gets a response, `seam -4`",
        never_aaaa(0),
        program=Command,
        options=("-4",),
    ),
    Case("DNS: the name server is down, addresses are known", names_down),
    Case("DNS: never a response, 3 s", names_never, timeout=3),
    Case("a deadline of 5 s, the server is silent", silent_server, timeout=5),
    Case("a deadline of 5 s, its TLS is silent", silent_tls, host="silent", timeout=5),
    Case("squid", through_proxy, environment=proxy()),
    Case("squid: the wrong password", wrong_password, environment=proxy("wrong")),
    Case("squid: NO_PROXY", no_proxy, environment=proxy(NO_PROXY=f"example.com, {servers.DOMAIN}")),
    Case("squid restarts while a connection is kept", proxy_restarts, port=servers.KEEPS),
    Case("stunnel does TLS", sidecar(servers.Stunnel), curl=False),
    Case("haproxy does TLS", sidecar(servers.HaproxySidecar), curl=False),
    # At 20 %, TCP needs more than 30 s for one in a hundred of the requests that must not be retried.
    Case("5 % of packets are lost", lossy(*BOTH), link={"loss": 0.05}),
    Case("20 % of packets are lost", lossy("get_or_create"), link={"loss": 0.20}),
    Case("40 % of packets are lost", lossy(), link={"loss": 0.40}),
    Case("20 kbit/s", calls(*BOTH), link={"rate": 20_000}),
    Case("an MTU of 576", calls(*BOTH, over=0), mtu=576),
    *(
        Case(f"cut for {seconds} s at {phase}: `{method}`", cut(phase, seconds, method))
        for phase in PHASES
        for seconds in (1, 5, 20)
        for method in BOTH
    ),
]


