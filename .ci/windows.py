"""The command on Windows: what docs/command.md says of cmd.exe, the file of a key, the state of `--follow`.

Arguments: the folder with seam.exe, and Wine's program.
"""

import http.server
import json
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEY = "seam_apikey1_0123456789"
TIME = "2025-06-15T07:00:00.000Z"
EVENT = {
    "event_id": "e1", "event_type": "lock.unlocked", "workspace_id": "w", "device_id": "d",
    "created_at": TIME, "occurred_at": TIME,
}
# What the examples of docs/command.md send, one line after another.
SENT = [
    {"device_id": "DOOR", "note": "Jane's & John's"},
    {"limit": 20, "custom_metadata_has": {"floor": "2"}},
    {"limit": 20},
    {"limit": 20},
]


class Seam(http.server.BaseHTTPRequestHandler):
    """Has one event, and keeps the body of each request."""

    protocol_version = "HTTP/1.1"
    bodies, keys = [], set()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.keys.add(self.headers["authorization"])
        self.bodies.append(body)
        self.respond(200, {"events": [EVENT], "devices": [], "ok": True})

    def respond(self, status, response):
        text = json.dumps(response).encode()
        self.send_response(status)
        for name, value in [("content-type", "application/json"), ("seam-request-id", "r"), ("content-length", len(text))]:
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, *_):
        pass


def main():
    folder, wine = Path(sys.argv[1]).resolve(), sys.argv[2]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Seam)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    work = folder / "work"
    work.mkdir(exist_ok=True)
    for file in work.iterdir():
        file.unlink()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SEAM_")}
    environment["SEAM_ENDPOINT"] = "http://127.0.0.1:%d" % server.server_address[1]

    def seam(*arguments, key=True, **options):
        variables = environment | ({"SEAM_API_KEY": KEY} if key else {})
        run = [wine, str(folder / "seam.exe"), *arguments]
        return subprocess.run(run, env=variables, cwd=work, capture_output=True, timeout=40, **options)

    def check(output, code, out=None, error=""):
        text, errors = output.stdout.decode(), output.stderr.decode()
        assert output.returncode == code, (output.args, output.returncode, text, errors)
        assert out is None or text == out, (output.args, text)
        assert error in errors if error else not errors, (output.args, errors)

    # The exit codes.
    check(seam("--version", key=False), 0)
    check(seam("devices", "list", "--json"), 0, "[]\n")
    check(seam("devices", "list", key=False), 2, "", "SEAM_API_KEY")
    check(seam("devices", "list", "--nope"), 2, "", "--nope")
    check(seam("devices", "list", "--endpoint", "http://127.0.0.1:9", "--timeout", "2s"), 3, "", "nothing was done")
    check(seam("devices", "list", "--field", "0.device_id"), 6, "", "device_id")

    # A key as an editor of Windows saves it, and as PowerShell's `>` does.
    (work / "key.txt").write_bytes(b"\xef\xbb\xbf" + KEY.encode() + b"\r\n")
    (work / "wide.txt").write_bytes(KEY.encode("utf-16"))
    check(seam("devices", "list", "--api-key-file", "key.txt", key=False), 0)
    check(seam("devices", "list", "--api-key-file", r"C:..\nowhere", key=False), 2, "", "--api-key-file")
    check(seam("devices", "list", "--api-key-file", "wide.txt", key=False), 2, "", "UTF-16")
    with open(work / "key.txt", "rb") as file:
        check(seam("devices", "list", "--api-key-file", "-", key=False, stdin=file), 0)

    # What the document has for cmd.exe, run by it.
    document = (ROOT / "docs/command.md").read_text()
    (commands,) = re.findall(r"```bat\n(.*?)```", document, re.S)
    (work / "body.json").write_bytes(b"\xef\xbb\xbf" + b'{"limit": 20}\r\n')
    (work / "lines.bat").write_text("@echo off\r\n" + commands.replace("\n", "\r\n"))
    Seam.bodies.clear()
    run = [wine, "cmd", "/c", "lines.bat"]
    variables = environment | {"WINEPATH": str(folder)}
    output = subprocess.run(run, env=variables, cwd=work, capture_output=True, timeout=40)
    assert output.returncode == 0, output
    assert Seam.bodies == SENT, (Seam.bodies, output)
    assert Seam.keys == {"Bearer " + KEY}, Seam.keys

    # A position, which is kept by a file that takes the place of another; and by one process at a time.
    follow = ["events", "list", "--follow", "--state", "state", "--interval", "10ms", "--since", TIME]
    run = [wine, str(folder / "seam.exe"), *follow]
    variables = environment | {"SEAM_API_KEY": KEY}
    with subprocess.Popen(run, env=variables, cwd=work, stdout=subprocess.PIPE) as first:
        assert json.loads(first.stdout.readline()) == EVENT
        for _ in range(1000):
            if (work / "state").exists():
                break
            threading.Event().wait(0.05)
        check(seam(*follow), 2, "", "another process")
        # Its own end, as Wine's programs are not ended with the one that started them: Seam refuses.
        Seam.do_POST = lambda self: self.respond(401, {"error": {"type": "unauthorized", "message": "no"}})
        first.wait(timeout=40)
        assert first.returncode == 1, first.returncode
    assert (work / "state").stat().st_size > 0
    assert not (work / "state.new").exists()
    print("windows: the command works as docs/command.md says, by Wine")


main()
