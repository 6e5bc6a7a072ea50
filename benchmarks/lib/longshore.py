"""The longshore binary: filling a data folder, and running the server."""

import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.errors import BenchmarkError

START_SECONDS = 30
STOP_SECONDS = 10


@dataclass
class Organization:
    """A data folder with one organisation; `seed_seconds` of the Leads is None when nothing was seeded in this run."""

    data: Path
    org_id: str
    seed_seconds: float | None = None

    @property
    def database(self) -> Path:
        return self.data / self.org_id / "records.sqlite"


@dataclass
class Server:
    pid: int
    port: int


@dataclass
class Longshore:
    binary: Path

    def organization(self, folder: Path, records: dict[str, int]) -> Organization:
        """Makes a data folder with `records` of each module in `folder`, or finds the one an earlier run kept there."""
        data = folder / "data"
        note = folder / "organization.json"
        if note.exists():
            kept = json.loads(note.read_text())
            if kept.get("records") != records:
                raise BenchmarkError(f"{folder} holds other records than are measured now; remove it")
            return Organization(data, kept["org_id"])
        if data.exists():
            raise BenchmarkError(f"{folder} is from a run that did not finish; remove it")
        folder.mkdir(parents=True, exist_ok=True)
        org_id = self.empty_organization(data).org_id
        seconds = {module: self._seed(data, org_id, module, count) for module, count in records.items()}
        note.write_text(json.dumps({"org_id": org_id, "records": records}))
        return Organization(data, org_id, seed_seconds=seconds["Leads"])

    def empty_organization(self, data: Path) -> Organization:
        """Makes a data folder with an organisation that has no records."""
        answer = self._json("init", "--data", data, "--company", "Bench", "--time-zone", "UTC", "--json")
        return Organization(data, answer["org_id"])

    def token(self, organization: Organization) -> str:
        """An access token for a day; the one of `init` ends after an hour, and a kept folder is older."""
        answer = self._json(
            "token", "create", "--data", organization.data, "--org", organization.org_id,
            "--scopes", "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL,ZohoCRM.org.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ,ZohoFiles.files.ALL",
            "--expires", "1d", "--json",
        )
        return answer["access_token"]

    @contextmanager
    def serve(self, organization: Organization, limits: str, log: Path) -> Iterator[Server]:
        """A server on a free local port, stopped at the end whatever happens."""
        port = free_port()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [self.binary, "serve", "--data", organization.data, "--host", "127.0.0.1"]
                + ["--port", str(port), "--limits", limits],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            wait_until_open(process, port, log)
            yield Server(process.pid, port)
        finally:
            stop(process)

    def _seed(self, data: Path, org_id: str, module: str, records: int) -> float:
        """Fills a module and gives the seconds it took."""
        start = time.perf_counter()
        self._run(
            "seed", "--data", data, "--org", org_id,
            "--module", module, "--records", str(records), "--seed", "7",
        )
        return time.perf_counter() - start

    def _run(self, *arguments: str | Path) -> str:
        done = subprocess.run([self.binary, *arguments], capture_output=True, text=True)
        if done.returncode != 0:
            raise BenchmarkError(f"longshore {arguments[0]} failed: {done.stderr.strip() or done.stdout.strip()}")
        return done.stdout

    def _json(self, *arguments: str | Path) -> dict:
        return json.loads(self._run(*arguments))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until_open(process: subprocess.Popen, port: int, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.02)
    raise BenchmarkError(f"the server did not start:\n{log.read_text(errors='replace')[-2000:]}")


def stop(process: subprocess.Popen) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
