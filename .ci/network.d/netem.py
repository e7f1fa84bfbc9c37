"""Links between network namespaces, as bad as they are configured to be.

A link is a TUN device in a client's namespace. All links lead to one TUN device in the servers' namespace: a packet
that is read at one end is written to the other, later or never. One thread does it for all links, so that events on a
link have an order.
"""

import fcntl
import heapq
import os
import random
import select
import struct
import threading
import time
from collections import Counter

TUNSETIFF = 0x400454CA
IFF_TUN, IFF_NO_PI = 0x0001, 0x1000
ICMPV6, TCP, UDP = 58, 6, 17
FIN, SYN, RST, ACK = 1, 2, 4, 16


def open_tun(name):
    """Makes a TUN device in this namespace; closing the descriptor removes it."""
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    try:
        fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    except OSError:
        os.close(device)
        raise
    return device


class Packet:
    """The headers of a packet, for a link's rules."""

    def __init__(self, data, outgoing):
        self.data, self.outgoing = data, outgoing
        self.protocol = self.sport = self.dport = self.flags = self.payload = 0
        if data[0] >> 4 == 4:
            head = (data[0] & 15) * 4
            self.protocol, self.source, self.target = data[9], data[12:16], data[16:20]
        else:
            head = 40
            self.protocol, self.source, self.target = data[6], data[8:24], data[24:40]
        if self.protocol in (TCP, UDP) and len(data) >= head + 8:
            self.sport, self.dport = struct.unpack_from("!HH", data, head)
            if self.protocol == TCP:
                self.flags = data[head + 13]
                self.payload = len(data) - head - (data[head + 12] >> 4) * 4
            else:
                self.payload = len(data) - head - 8
        self.head = head

    @property
    def client(self):
        """The client's end, as an address and a port."""
        return (self.source, self.sport) if self.outgoing else (self.target, self.dport)

    @property
    def server(self):
        return (self.target, self.dport) if self.outgoing else (self.source, self.sport)

    @property
    def is_connect(self):
        return self.outgoing and self.protocol == TCP and self.flags & (SYN | ACK) == SYN

    @property
    def is_query(self):
        return self.outgoing and self.protocol == UDP and self.dport == 53

    @property
    def asks_for(self):
        """The type of a DNS query: 1 is A, and 28 AAAA."""
        at = self.head + 8 + 12
        while self.data[at]:
            at += self.data[at] + 1
        return struct.unpack_from("!H", self.data, at + 1)[0]


class Link:
    """One client's link to the servers. All settings may change at any time."""

    def __init__(self, netem, seed):
        self.netem = netem
        self.device = None
        self.random = random.Random(seed)
        self.round_trip = 0.0
        self.loss = 0.0
        # Bits a second in each direction, and the bytes that the queue before it holds.
        self.rate, self.queue = None, 64 * 1024
        self.free_at = [0.0, 0.0]
        self.cut_until = 0.0
        # Addresses that drop every packet, and those that accept connections and are then silent.
        self.dead, self.mute = set(), set()
        # A NAT forgets flows that were idle for this many seconds.
        self.forgets_after = None
        self.flows, self.forgotten = {}, set()
        # Which DNS queries are lost: a function of the packet.
        self.lost_questions = lambda packet: False
        self.triggers = []
        # The sources and targets of connections.
        self.connects, self.targets = Counter(), set()

    def cut(self, seconds):
        """Drops every packet for this long, including those on their way."""
        self.cut_until = time.monotonic() + seconds

    def when(self, condition, action):
        """Calls `action` once, before the first packet passes that meets the condition."""
        self.triggers.append((condition, action))

    def delay(self, packet, now):
        """How many seconds this packet takes; `None` if it is lost."""
        for trigger in list(self.triggers):
            condition, action = trigger
            if condition(packet):
                self.triggers.remove(trigger)
                action()
        if packet.is_connect:
            self.connects[packet.client] += 1
            self.targets.add(packet.server)
        if now < self.cut_until or packet.server[0] in self.dead:
            return None
        if packet.server[0] in self.mute and not packet.outgoing and packet.payload > 0:
            return None
        if packet.is_query and self.lost_questions(packet):
            return None
        if self.forgets_after is not None and packet.protocol == TCP and self._is_forgotten(packet, now):
            return None
        if self.loss and self.random.random() < self.loss:
            return None
        wait = self.round_trip / 2
        if self.rate:
            direction = int(packet.outgoing)
            start = max(now, self.free_at[direction])
            if (start - now) * self.rate / 8 > self.queue:
                return None
            self.free_at[direction] = start + len(packet.data) * 8 / self.rate
            wait += self.free_at[direction] - now
        return wait

    def _is_forgotten(self, packet, now):
        flow = (packet.client, packet.server)
        if packet.is_connect:
            self.forgotten.discard(flow)
            self.flows[flow] = now
        last = self.flows.get(flow, 0.0)
        if now - last > self.forgets_after:
            self.forgotten.add(flow)
        self.flows[flow] = now
        return flow in self.forgotten


class Netem:
    """Carries the packets of all links."""

    def __init__(self, server_device):
        self.server_device = server_device
        # Links by the client's address, and by the device that its packets are read from.
        self.links, self.devices = {}, {}
        self.waiting, self.count = [], 0
        self.poll = select.epoll()
        self.poll.register(server_device, select.EPOLLIN)
        # While another thread holds it, no device is read or written, so it may close one.
        self.lock = threading.Lock()
        self.stopped = False
        self.thread = threading.Thread(target=self._run, daemon=True)

    def start(self):
        self.thread.start()

    def add(self, device, addresses, link):
        """Adds a link whose client has these addresses (as bytes)."""
        with self.lock:
            link.device = device
            self.devices[device] = link
            self.poll.register(device, select.EPOLLIN)
        self.add_addresses(addresses, link)

    def add_addresses(self, addresses, link):
        with self.lock:
            self.links |= {address: link for address in addresses}

    def remove(self, link):
        """Removes a link; its device may then be closed."""
        with self.lock:
            if link.device is not None:
                self.poll.unregister(link.device)
                del self.devices[link.device]
                link.device = None
                self.links = {address: other for address, other in self.links.items() if other is not link}

    def stop(self):
        self.stopped = True
        if self.thread.is_alive():
            self.thread.join()

    def _run(self):
        while not self.stopped:
            timeout = 0.2
            if self.waiting:
                timeout = min(timeout, max(0.0, self.waiting[0][0] - time.monotonic()))
            ready = self.poll.poll(timeout)
            with self.lock:
                for device, _ in ready:
                    self._read(device)
                now = time.monotonic()
                while self.waiting and self.waiting[0][0] <= now:
                    _, _, link, outgoing, data = heapq.heappop(self.waiting)
                    # A packet on its way when the link is cut is lost too.
                    if link.device is not None and now >= link.cut_until:
                        self._write(self.server_device if outgoing else link.device, data)

    def _read(self, device):
        for _ in range(64):
            try:
                data = os.read(device, 65536)
            except OSError:
                # There is nothing more, or the device is down.
                return
            try:
                self._carry(device, data)
            except (IndexError, struct.error):
                # Not a packet that is understood: drop it.
                continue

    def _carry(self, device, data):
        outgoing = device != self.server_device
        packet = Packet(data, outgoing)
        link = self.devices.get(device) if outgoing else self.links.get(packet.target)
        if link is None or packet.protocol == ICMPV6:
            return
        now = time.monotonic()
        wait = link.delay(packet, now)
        if wait is not None:
            self.count += 1
            heapq.heappush(self.waiting, (now + wait, self.count, link, outgoing, data))

    @staticmethod
    def _write(device, data):
        try:
            os.write(device, data)
        except OSError:
            # It is down, or its queue is full.
            pass
