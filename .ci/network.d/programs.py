"""The clients that are compared: this crate's, and curl. Each makes a call and reports the result."""

import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

KEY = "seam_apikey1_token"
PATHS = {method: f"/client_sessions/{method}" for method in ("get_or_create", "create")}


@dataclass
class Result:
    """The result of a call."""

    method: str
    key: str
    ok: bool
    seconds: float
    text: str = ""


class Ours:
    """The client of benches/examples/network.rs: one process for all calls of a case, started by the first."""

    name = "ours"

    def __init__(self, place):
        self.place = place
        self.process = None
        self.lock = threading.Lock()

    def _start(self):
        place = self.place
        command = ["env", *(f"{name}={value}" for name, value in place.environment.items())]
        command += [place.lab.client, place.endpoint, str(place.lab.certificates.authority), str(place.timeout)]
        self.process = place.namespace.start(
            command, place.log, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if self.process.stdout.readline() != "ready\n":
            raise RuntimeError("the client did not start")

    def tell(self, line):
        """Sends a command to the client, and yields the results."""
        with self.lock:
            if self.process is None:
                self._start()
            print(line, file=self.process.stdin, flush=True)
            while (line := self.process.stdout.readline()) != "done\n":
                if not line:
                    raise RuntimeError("the client died")
                print(line, end="", file=self.place.text_log, flush=True)
                kind, milliseconds, _, method, key, text = line.rstrip("\n").split("\t", 5)
                yield Result(method, key, kind == "ok", float(milliseconds) / 1000, text)

    def call(self, method, key):
        return next(iter(list(self.tell(f"call {method} {key}"))))

    def fleet(self, count, method, key):
        return list(self.tell(f"fleet {count} {method} {key}"))

    def many(self, count, method, key):
        return list(self.tell(f"many {count} {method} {key}"))

    def soak(self, threads, seconds, key):
        return self.tell(f"soak {threads} {seconds} {key}")


class Processes:
    """A process for each call."""

    def __init__(self, place):
        self.place = place

    def call(self, method, key):
        place = self.place
        environment = [f"{name}={value}" for name, value in place.environment.items()]
        started = time.monotonic()
        process = place.namespace.start(
            ["env", *environment, *self.command(method, key)], subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        text = process.stderr.read().strip().replace("\n", "; ")
        ok = process.wait() == 0
        result = Result(method, key, ok, time.monotonic() - started, text)
        print(result, file=place.text_log, flush=True)
        return result

    def fleet(self, count, method, key):
        with ThreadPoolExecutor(count) as pool:
            return list(pool.map(lambda index: self.call(method, f"{key}-{index}"), range(count)))


class Command(Processes):
    """The command `seam`."""

    name = "seam"

    def command(self, method, key):
        place = self.place
        arguments = ["--endpoint", place.endpoint, "--ca-file", str(place.lab.certificates.authority)]
        arguments += ["--timeout", str(place.timeout), *place.options]
        method = method.replace("_", "-")
        command = ["client-sessions", method, "--user-identifier-key", key, *arguments]
        return [f"SEAM_API_KEY={KEY}", place.lab.command, *command]


class Curl(Processes):
    """With the options that a careful user gives: retries only for requests that may be retried."""

    name = "curl"

    def command(self, method, key):
        place = self.place
        command = ["curl", "--silent", "--show-error", "--fail", "--request", "POST"]
        command += ["--cacert", str(place.lab.certificates.authority), *place.options]
        if method == "create":
            command += ["--max-time", str(place.timeout)]
        else:
            command += ["--max-time", str(min(10, place.timeout)), "--retry-max-time", str(place.timeout)]
            command += ["--retry", "5", "--retry-all-errors"]
        command += ["--header", f"authorization: Bearer {KEY}", "--header", "content-type: application/json"]
        command += ["--data", '{"user_identifier_key":"%s"}' % key, place.endpoint + PATHS[method]]
        return command
