"""The examples of systemd units are right: systemd reads them without a warning and finds them well closed off, and
their command lines do what the units say, at a Seam that answers, that refuses the key, and that is not there.

Argument: the folder that the Debian package is installed in.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(sys.argv[1])
EXAMPLES = ROOT / "usr/share/doc/seam-client/examples"
KEY = "seam_apikey1_token"
# On systemd's scale, where a service that is not closed off at all has 9.6.
MOST_EXPOSED = 2.0
REFUSAL = {"error": {"type": "unauthorized", "message": "no"}, "ok": False}
SESSION = {
    "client_session_id": "a", "workspace_id": "b", "token": "seam_cst1_token", "created_at": "2025-06-15T06:10:42.000Z",
    "expires_at": "2025-06-18T06:10:42.000Z", "device_count": 1, "connect_webview_ids": [],
    "connected_account_ids": [], "user_identifier_key": "jane",
}


class Seam(BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers["content-length"]))
        known = self.headers["authorization"] == "Bearer " + KEY
        body = json.dumps({"client_sessions": [SESSION], "ok": True} if known else REFUSAL).encode()
        self.send_response(200 if known else 401)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.send_header("seam-request-id", "8b1b2d8f-8f0d-4d52-b1d6-0f3ce4c5b0a1")
        self.end_headers()
        self.wfile.write(body)

    do_GET = do_POST

    def log_message(self, *_):
        pass


def settings(unit):
    """What stands in a unit, by name; of a name that stands there twice, the last."""
    return dict(re.findall(r"^(\w+)=(.*)$", (EXAMPLES / unit).read_text(), re.M))


def verify(folder):
    """By systemd itself, which looks for the command too."""
    units = []
    for example in sorted(EXAMPLES.iterdir()):
        unit = folder / example.name
        unit.write_text(example.read_text().replace("/usr/bin/seam", str(ROOT / "usr/bin/seam")))
        units.append(unit)
    found = subprocess.run(["systemd-analyze", "verify", "--man=no", *units], capture_output=True, text=True)
    if found.returncode or found.stderr:
        sys.exit(f"systemd does not take the units: {found.stderr.strip()}")
    for unit in units:
        if unit.suffix == ".service":
            threshold = f"--threshold={int(MOST_EXPOSED * 10)}"
            command = ["systemd-analyze", "security", "--offline=true", "--no-pager", threshold, unit]
            found = subprocess.run(command, capture_output=True, text=True)
            if found.returncode:
                sys.exit(f"{unit.name} is more exposed than {MOST_EXPOSED}: {found.stdout}{found.stderr.strip()}")
    return len(units)


class Service:
    """What systemd does with a service, but for closing it off."""

    def __init__(self, unit, folder):
        self.unit, self.settings = unit, settings(unit)
        self.environment = {"PATH": os.environ["PATH"]}
        for kind in ("Runtime", "State"):
            if name := self.settings.get(f"{kind}Directory"):
                (folder / name).mkdir()
                self.environment[f"{kind.upper()}_DIRECTORY"] = str(folder / name)
        name, self.file = self.settings["LoadCredential"].split(":")
        credentials = folder / f"{unit}.credentials"
        credentials.mkdir()
        self.key = credentials / name
        self.environment["CREDENTIALS_DIRECTORY"] = str(credentials)

    def run(self, key, endpoint):
        """Runs its command line with this key, and returns the exit code, and what standard error says."""
        self.key.unlink(missing_ok=True)
        self.key.write_text(key + "\n")
        self.key.chmod(0o400)
        # It would try for half a minute where there is no Seam.
        line = self.settings["ExecStart"].replace("/usr/bin/seam", f"{ROOT}/usr/bin/seam --timeout 5")
        words = shlex.split(line)
        command = [re.sub(r"\$\{(\w+)\}", lambda found: self.environment[found[1]], word) for word in words]
        environment = {**self.environment, "SEAM_ENDPOINT": endpoint}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
        assert KEY not in done.stdout + done.stderr
        return done.returncode, done.stderr

    def lists(self, setting, code):
        return str(code) in self.settings.get(setting, "").split()


def expect(service, what, found, code):
    if found[0] != code:
        sys.exit(f"{service.unit}, {what}: exit code {found[0]} instead of {code}: {found[1].strip()}")


def main():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Seam)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    there, nowhere = f"http://127.0.0.1:{server.server_port}", "http://127.0.0.1:1"
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        count = verify(folder)

        sessions = Service("seam-sessions.service", folder)
        file = folder / "seam-sessions/sessions.json"
        expect(sessions, "a Seam that answers", sessions.run(KEY, there), 0)
        written = file.read_text()
        assert json.loads(written)[0]["client_session_id"] == "a", written
        assert SESSION["token"] not in written, written
        expect(sessions, "no Seam", sessions.run(KEY, nowhere), 3)
        assert sessions.lists("SuccessExitStatus", 3) and not sessions.lists("SuccessExitStatus", 1)
        expect(sessions, "a key that was revoked", sessions.run("seam_apikey2_revoked", there), 1)
        assert file.read_text() == written, "what was there is lost"

        events = Service("seam-events.service", folder)
        expect(events, "a key that was revoked", events.run("seam_apikey2_revoked", there), 1)
        assert events.lists("RestartPreventExitStatus", 1) and events.settings["Restart"] == "on-failure"
    print(f"{count} units are as systemd wants them, and do what they say")


main()
