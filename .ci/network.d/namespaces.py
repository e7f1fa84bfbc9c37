"""Network namespaces: one for all servers, and one for each client, joined by links."""

import ctypes
import ipaddress
import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

import netem

PREFIX = "seamlab"
# Reserved for benchmarks and documentation, so nobody uses them. The servers' namespace has all of these addresses.
SERVERS = ("198.18.0.0/16", "2001:db8:77::/48")
CLIENTS = ("198.19.0.0/16", "2001:db8:99::/48")
NAME_SERVER = "198.18.0.53"
CLONE_NEWNET = 0x40000000


def packed(address):
    return ipaddress.ip_address(address).packed


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def missing():
    """What this machine lacks for these tests, in a few words; `None` if it lacks nothing."""
    if os.geteuid() != 0:
        return "root"
    if not shutil.which("ip"):
        return "the command `ip`"
    try:
        os.close(netem.open_tun(f"l{os.getpid()}"))
    except OSError as error:
        return f"TUN devices ({error})"
    namespace = Namespace("try")
    try:
        namespace.open()
        namespace.add_device(1500)
        namespace.set("net.ipv6.ip_nonlocal_bind=1")
        namespace.ip("addr", "add", "2001:db8:99::1/128", "dev", "lab", "nodad")
    except subprocess.CalledProcessError as error:
        return f"network namespaces ({error.stderr.strip()})"
    finally:
        namespace.close()
    return None


def is_leftover(name):
    """Whether, by its name, it belongs to a run of these tests whose process is gone."""
    # Squid's names have no hyphens.
    found = re.match(rf"{PREFIX}-?(\d+)", name)
    return bool(found) and not Path(f"/proc/{found[1]}").exists()


def remove_leftovers():
    """Removes what killed runs left behind."""
    listed = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True).stdout
    for line in listed.splitlines():
        name = line.split()[0]
        if is_leftover(name):
            found = subprocess.run(["ip", "netns", "pids", name], capture_output=True, text=True).stdout
            for process in found.split():
                os.kill(int(process), signal.SIGKILL)
            subprocess.run(["ip", "netns", "del", name])
            shutil.rmtree(f"/etc/netns/{name}", ignore_errors=True)
    for path in (*Path(tempfile.gettempdir()).glob(f"{PREFIX}-*"), *Path("/dev/shm").glob(f"{PREFIX}*")):
        if is_leftover(path.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()


class Namespace:
    """One network namespace, and the processes that this run started in it."""

    numbers = itertools.count()

    def __init__(self, kind, name_server=NAME_SERVER):
        self.name = f"{PREFIX}-{os.getpid()}-{kind}"
        self.settings = Path("/etc/netns") / self.name
        self.name_server = name_server
        self.device = None
        self.processes = []
        self.lock = threading.Lock()

    def open(self):
        self.settings.mkdir(parents=True)
        (self.settings / "resolv.conf").write_text(f"nameserver {self.name_server}\n")
        run("ip", "netns", "add", self.name)

    def ip(self, *arguments):
        run("ip", "-n", self.name, *arguments)

    def set(self, setting):
        run("ip", "netns", "exec", self.name, "sysctl", "-qw", setting)

    def add_device(self, mtu):
        """Adds a TUN device. It is made outside and moved in, so that this process keeps its descriptor."""
        name = f"l{os.getpid()}n{next(self.numbers)}"
        self.device = netem.open_tun(name)
        run("ip", "link", "set", name, "netns", self.name)
        self.ip("link", "set", name, "name", "lab", "mtu", str(mtu))
        self.ip("link", "set", "lo", "up")
        self.ip("link", "set", "lab", "up")

    def start(self, command, log, **options):
        """Starts a program in the namespace."""
        with self.lock:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.name, *command], stderr=log, start_new_session=True, **options
            )
            self.processes.append(process)
        return process

    def inside(self, function):
        """Runs the function in this namespace: sockets that it makes belong to the namespace."""
        result = []

        def enter():
            # The namespace is set for the calling thread only, and this thread ends.
            libc = ctypes.CDLL(None, use_errno=True)
            with open(f"/run/netns/{self.name}", "rb") as file:
                if libc.setns(file.fileno(), CLONE_NEWNET) == 0:
                    result.append(function())

        thread = threading.Thread(target=enter)
        thread.start()
        thread.join()
        return result[0]

    def listen(self, address, port):
        """A listening socket of this process."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return self.inside(lambda: socket.create_server((address, port), family=family, backlog=512))

    def await_server(self, address, port, process):
        """Returns once the process listens there."""

        def is_there():
            try:
                socket.create_connection((address, port), timeout=5).close()
                return True
            except OSError:
                return False

        for _ in range(600):
            if self.inside(is_there):
                return
            if process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"{process.args[4]} does not listen at {address} port {port}")

    def close(self):
        with self.lock:
            for process in self.processes:
                end(process)
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True)
        if self.device is not None:
            os.close(self.device)
            self.device = None
        shutil.rmtree(self.settings, ignore_errors=True)


def end(process):
    """Kills a process that leads its own session, and all that it started."""
    if process.poll() is None:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    process.wait()


class Servers(Namespace):
    """The namespace of the servers. It has every address of `SERVERS`."""

    def __init__(self):
        super().__init__("servers")

    def open(self):
        super().open()
        self.add_device(1500)
        self.ip("addr", "add", "198.18.0.1/32", "dev", "lo")
        self.set("net.ipv6.ip_nonlocal_bind=1")
        for version, servers, clients in (("-4", SERVERS[0], CLIENTS[0]), ("-6", SERVERS[1], CLIENTS[1])):
            self.ip(version, "route", "add", "local", servers, "dev", "lo")
            self.ip(version, "route", "add", clients, "dev", "lab")


class Client(Namespace):
    """The namespace of one client."""

    def __init__(self, number, link, mtu, name_server):
        super().__init__(f"c{number}", name_server)
        self.number, self.link, self.mtu = number, link, mtu
        self.addresses = (f"198.19.{number // 250}.{number % 250 + 1}", f"2001:db8:99::{number + 1:x}")

    def open(self):
        super().open()
        self.add_device(self.mtu)
        # Otherwise the system remembers the link's metrics for the next connection.
        self.set("net.ipv4.tcp_no_metrics_save=1")
        self.up()
        self.link.netem.add(self.device, [packed(address) for address in self.addresses], self.link)

    def up(self):
        """Sets addresses and routes, as after a cable is plugged in."""
        self.ip("link", "set", "lab", "up")
        self.ip("addr", "replace", f"{self.addresses[0]}/32", "dev", "lab")
        self.ip("route", "replace", "default", "dev", "lab", "src", self.addresses[0])
        if self.mtu >= 1280:
            self.ip("addr", "replace", f"{self.addresses[1]}/128", "dev", "lab", "nodad")
            self.ip("-6", "route", "replace", "default", "dev", "lab")

    def down(self):
        self.ip("link", "set", "lab", "down")

    def close(self):
        self.link.netem.remove(self.link)
        super().close()
