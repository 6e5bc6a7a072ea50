"""The server under test: set up by its own commands, run as a process of its own."""

import json
import os
import socket
import subprocess
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("LONGSHORE_BINARY") or REPOSITORY / ".build/debug/longshore").absolute()

EMAIL = "patricia@zylker.example"
RECORDS = {"Accounts": 50, "Contacts": 300, "Leads": 500}  # accounts first: contacts point to them


class Longshore:
    """One organisation with records, served on a free port."""

    def __init__(self, folder: Path):
        self.data = folder / "data"
        self.data.mkdir()
        self.log = folder / "server.log"
        self.process = None

        company = ["--company", "Zylker", "--email", EMAIL, "--time-zone", "Asia/Kolkata"]
        self.owner = json.loads(self._command("init", *company, "--json"))
        for module, count in RECORDS.items():
            self._command("seed", "--org", self.owner["org_id"], "--module", module, "--records", str(count))

        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self):
        arguments = [BINARY, "serve", "--data", self.data, "--host", "127.0.0.1", "--port", str(self.port)]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(arguments, stdout=log, stderr=subprocess.STDOUT, env=environment())
        try:
            self._wait_until_listening()
        except BaseException:
            self.process.kill()
            self.process.wait()
            raise

    def stop(self):
        """Asks the server to end, and expects it to do so in peace."""
        self.process.terminate()
        try:
            status = self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError(f"the server ignores SIGTERM:\n{self.tail()}") from None
        assert status == 0, f"the server ended with {status} after SIGTERM:\n{self.tail()}"

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def _wait_until_listening(self, within: float = 30):
        deadline = time.monotonic() + within
        while not accepts_connections(self.port):
            assert self.process.poll() is None, f"the server ended before it listened:\n{self.tail()}"
            assert time.monotonic() < deadline, f"the server does not listen:\n{self.tail()}"
            time.sleep(0.05)

    def _command(self, name: str, *arguments: str) -> str:
        command = [BINARY, name, "--data", self.data, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment())
        assert done.returncode == 0, f"longshore {name} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout


def environment() -> dict[str, str]:
    """The caller's environment without settings meant for another server."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LONGSHORE_")}
    return kept | {"SWIFT_BACKTRACE": "enable=no"}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def accepts_connections(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
