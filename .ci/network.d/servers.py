"""The servers of these tests: Debian's, each with a configuration of a few lines, and behind them a stand-in for
Seam, which counts the requests."""

import subprocess
import threading
from collections import Counter
from pathlib import Path

from namespaces import NAME_SERVER, end

DOMAIN = "lab.test"
DOCUMENT = Path(__file__).resolve().parents[2] / "src/sidecar.md"
# The addresses of nginx, and of the stand-in for Seam behind it.
GOOD4, GOOD6 = "198.18.1.1", "2001:db8:77:1::1"
SEAM = ("198.18.0.80", 8000)
# Addresses that are dead on the links of some cases.
DEAD4 = [f"198.18.2.{number}" for number in range(1, 4)]
DEAD6 = [f"2001:db8:77:2::{number}" for number in range(1, 4)]
# Addresses that accept connections and are then silent.
SILENT6, SILENT4 = "2001:db8:77:3::1", "198.18.3.1"
PROXY = ("198.18.8.1", 3128)
PROXY_USER, PROXY_PASSWORD = "kiosk", "right"
NAMES = {
    "plain": [GOOD4],
    "both": [GOOD6, GOOD4],
    "one-dead": [DEAD6[0], GOOD4],
    "six-dead": [*DEAD6, *DEAD4, GOOD4],
    "silent6": [SILENT6, GOOD4],
    "silent": [SILENT4],
}
# nginx keeps connections at the first port, and closes each after its response at the second.
KEEPS, CLOSES = 443, 4430
SESSION = (
    b'{"client_session":{"client_session_id":"a","workspace_id":"b","token":"seam_cst1_token",'
    b'"created_at":"c","expires_at":"d","device_count":1,"connect_webview_ids":[],'
    b'"connected_account_ids":[],"user_identifier_key":"jane"},"ok":true}'
)


class Certificates:
    """An authority, a certificate for the tests' domain, and one for another domain."""

    def __init__(self, folder):
        self.folder = folder
        self.authority = folder / "authority.pem"
        self._openssl("req", "-x509", *self._new("authority"), "-subj", "/CN=Laboratory", "-days", "30")
        for name, hosts in (("ours", f"DNS:*.{DOMAIN}"), ("others", "DNS:other.example")):
            self._openssl(
                "req", "-x509", *self._new(name), "-subj", f"/CN={name}", "-days", "30",
                "-CA", str(self.authority), "-CAkey", str(folder / "authority.key"),
                "-addext", f"subjectAltName={hosts}", "-addext", "basicConstraints=critical,CA:FALSE",
            )  # fmt: skip
            # Certificate and key in one file, as haproxy wants them.
            both = (folder / f"{name}.pem").read_text() + (folder / f"{name}.key").read_text()
            (folder / f"{name}-both.pem").write_text(both)

    def _new(self, name):
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
        return (*key, "-keyout", str(self.folder / f"{name}.key"), "-out", str(self.folder / f"{name}.pem"))

    @staticmethod
    def _openssl(*arguments):
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)


class Seam:
    """Sends the same response to every request, and counts each `user_identifier_key` on each path."""

    def __init__(self, namespace):
        self.listener = namespace.listen(*SEAM)
        self.requests = Counter()
        # By a key's prefix: a function of the key and its count, called before the response. It may wait, and may
        # return a status and a body.
        self.behaviours = {}
        self.lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def seen(self, path, key):
        return self.requests[(path, key)]

    def _accept(self):
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection):
        with connection:
            connection.settimeout(60)
            try:
                status, body = self._answer(connection)
                head = f"HTTP/1.1 {status} X\r\ncontent-length: {len(body)}\r\nconnection: close\r\n"
                if status == 200:
                    head += "content-type: application/json\r\nseam-request-id: lab\r\n"
                connection.sendall(head.encode() + b"\r\n" + body)
            except (OSError, ValueError):
                # The client is gone.
                return

    def _answer(self, connection):
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more(connection)
        head, _, body = data.partition(b"\r\n\r\n")
        lines = head.decode().lower().split("\r\n")
        length = next(int(line.split(":")[1]) for line in lines if line.startswith("content-length:"))
        while len(body) < length:
            body += self._more(connection)
        path = lines[0].split()[1]
        key = body.decode().partition('"user_identifier_key":"')[2].partition('"')[0]
        with self.lock:
            self.requests[(path, key)] += 1
            count = self.requests[(path, key)]
        for start, behaviour in list(self.behaviours.items()):
            if key.startswith(start):
                return behaviour(key, count) or (200, SESSION)
        return 200, SESSION

    @staticmethod
    def _more(connection):
        piece = connection.recv(65536)
        if not piece:
            raise ValueError("closed early")
        return piece


def be_silent(namespace, address, port):
    """Accepts connections, and sends nothing. Returns a function that stops it."""
    listener = namespace.listen(address, port)
    kept = []

    def accept():
        while True:
            try:
                kept.append(listener.accept()[0])
            except OSError:
                return

    threading.Thread(target=accept, daemon=True).start()
    return listener.close


class Server:
    """One of Debian's servers, which can be stopped and started again."""

    def __init__(self, namespace, folder, name, address, port):
        self.namespace, self.address, self.port = namespace, address, port
        self.folder = folder / name
        self.folder.mkdir()
        self.log = open(self.folder / "log", "ab")
        self.process = None

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return str(path)

    def start(self):
        self.process = self.namespace.start(self.command(), self.log, stdout=self.log, cwd=self.folder)
        if self.port:
            try:
                self.namespace.await_server(self.address, self.port, self.process)
            except RuntimeError as error:
                log = (self.folder / "log").read_text(errors="replace")
                raise RuntimeError(f"{error}: {log[-2000:]}") from None
        return self

    def stop(self):
        end(self.process)


class Nginx(Server):
    """Does TLS in front of Seam, at each of the addresses."""

    def __init__(self, namespace, folder, name, certificates, listen, certificate="ours", keeps="75s"):
        self.certificates, self.certificate = certificates, certificate
        self.listen, self.keeps = listen, keeps
        super().__init__(namespace, folder, name, *listen[0])

    def command(self):
        servers = "".join(self._server(*where) for where in self.listen)
        # One process, so that killing it stops everything.
        text = f"""
            daemon off; master_process off; user root; pid {self.folder}/pid; error_log stderr;
            events {{ worker_connections 1024; }}
            http {{
                access_log off; client_body_temp_path {self.folder}/body; proxy_temp_path {self.folder}/proxy;
                fastcgi_temp_path {self.folder}/1; uwsgi_temp_path {self.folder}/2; scgi_temp_path {self.folder}/3;
                ssl_protocols TLSv1.2 TLSv1.3; proxy_read_timeout 300s; keepalive_timeout {self.keeps} {self.keeps};
                {servers}
            }}"""
        return ["nginx", "-p", str(self.folder), "-c", self.write("conf", text)]

    def _server(self, address, port):
        address = f"[{address}]" if ":" in address else address
        folder = self.certificates.folder
        return f"""
            server {{
                listen {address}:{port} ssl default_server;
                ssl_certificate {folder}/{self.certificate}.pem;
                ssl_certificate_key {folder}/{self.certificate}.key;
                return 421;
            }}
            server {{
                listen {address}:{port} ssl;
                server_name *.{DOMAIN};
                ssl_certificate {folder}/{self.certificate}.pem;
                ssl_certificate_key {folder}/{self.certificate}.key;
                location / {{ proxy_pass http://{SEAM[0]}:{SEAM[1]}; }}
            }}"""


class Haproxy(Server):
    """Does TLS in front of Seam, with extra configuration; `rate` limits the connections a second."""

    def __init__(self, namespace, folder, name, certificates, address, port, lines, rate=None):
        self.certificates, self.lines = certificates, lines
        self.rate = f"maxconnrate {rate}" if rate else ""
        super().__init__(namespace, folder, name, address, port)

    def command(self):
        lines = "\n    ".join(self.lines)
        text = f"""
global
    maxconn 2000
    {self.rate}
defaults
    mode http
    timeout connect 5s
    timeout client 60s
    timeout server 60s
frontend front
    bind {self.address}:{self.port} ssl crt {self.certificates.folder}/ours-both.pem
    {lines}
    default_backend seam
backend seam
    server seam {SEAM[0]}:{SEAM[1]}
"""
        return ["haproxy", "-db", "-f", self.write("conf", text)]


class Sidecar(Server):
    """In a client's namespace: from plain http on loopback to TLS, configured as the documentation says."""

    # Its configuration is the block of src/sidecar.md that starts with this; `before` is what only these tests need.
    starts, before = "", ""

    def __init__(self, namespace, folder, name, certificates, host):
        self.certificates, self.host = certificates, host
        super().__init__(namespace, folder, name, "127.0.0.1", 8080)

    def configuration(self):
        blocks = DOCUMENT.read_text().split("```")[1::2]
        block = next(block for block in blocks if block.startswith(f"text\n{self.starts}"))
        block = block.removeprefix("text\n").replace("connect.getseam.com", self.host)
        block = block.replace("/etc/ssl/certs/ca-certificates.crt", str(self.certificates.authority))
        return self.write("conf", self.before + block)


class HaproxySidecar(Sidecar):
    """Sets the `Host` header itself."""

    starts = "defaults"

    def command(self):
        return ["haproxy", "-db", "-f", self.configuration()]


class Stunnel(Sidecar):
    """Forwards the bytes unchanged."""

    starts, before = "[seam]", "foreground = yes\nsyslog = no\npid =\n"

    def command(self):
        return ["stunnel", self.configuration()]


class Squid(Server):
    """A proxy with one user."""

    def __init__(self, namespace, folder, name, address, port):
        super().__init__(namespace, folder, name, address, port)

    def command(self):
        hashed = subprocess.run(["openssl", "passwd", "-apr1", PROXY_PASSWORD], check=True, capture_output=True)
        # It refuses to run as root.
        self.folder.chmod(0o777)
        (self.folder / "log").chmod(0o666)
        users = self.write("users", f"{PROXY_USER}:{hashed.stdout.decode()}")
        text = f"""
http_port {self.address}:{self.port}
pid_filename none
access_log none
cache deny all
cache_log {self.folder}/log
cache_effective_user proxy
netdb_filename none
coredump_dir {self.folder}
dns_nameservers {NAME_SERVER}
shutdown_lifetime 0 seconds
auth_param basic program /usr/lib/squid/basic_ncsa_auth {users}
auth_param basic children 2
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
"""
        # Shared memory is named after the service, and remains if squid is killed.
        self.service = f"{self.namespace.name}-{self.folder.name}".replace("-", "")
        return ["squid", "-N", "-n", self.service, "-f", self.write("conf", text)]

    def stop(self):
        super().stop()
        for path in Path("/dev/shm").glob(f"{self.service}-*"):
            path.unlink()


class Dnsmasq(Server):
    """A name server that knows these names, and no others."""

    def __init__(self, namespace, folder, name, address, names):
        self.names = names
        super().__init__(namespace, folder, name, address, 53)

    def command(self):
        records = "\n".join(
            f"host-record={name}.{DOMAIN},{address}" for name, found in self.names.items() for address in found
        )
        text = f"""
keep-in-foreground
no-resolv
no-hosts
user=root
group=root
pid-file=
bind-interfaces
listen-address={self.address}
port=53
local=/{DOMAIN}/
no-round-robin
{records}
"""
        return ["dnsmasq", "-C", self.write("conf", text)]
