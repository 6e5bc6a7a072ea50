"""Longshore as its users run it: commands, and servers that are processes of their own."""

import json
import os
import re
import signal
import subprocess
import time
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ.get("LONGSHORE_BINARY") or REPOSITORY / ".build/debug/longshore").absolute()


def run(*arguments, env=None, cwd=None, binary=BINARY, timeout=120) -> subprocess.CompletedProcess:
    """Runs a command to its end, whatever that is."""
    return subprocess.run(
        [binary, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        cwd=cwd,
        env=environment(env),
    )


def output(*arguments, **how) -> str:
    """What a command prints that must succeed."""
    done = run(*arguments, **how)
    command = " ".join(map(str, arguments))
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


class Server:
    """A server that is listening, with what it writes kept in files of a folder."""

    def __init__(self, logs: Path, *arguments, env=None, launcher=(), within: float = 60):
        number = len(list(logs.glob("server-*.log"))) + 1
        self.stdout = logs / f"server-{number}.out"
        self.log = logs / f"server-{number}.log"
        with self.stdout.open("wb") as stdout, self.log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [*launcher, BINARY, "serve", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                env=environment(env),
            )
        try:
            self.url = self.wait_for(r"listens on (https?://\S+)\n", within).group(1)
        except BaseException:
            self.kill()
            raise
        self.port = int(self.url.rpartition(":")[2])

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None and self.is_running:
            self.stop()
        else:
            self.kill()

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def wait_for(self, pattern: str, within: float = 60) -> re.Match:
        """Waits until the server has printed something."""
        deadline = time.monotonic() + within
        while not (found := re.search(pattern, self.stdout.read_text())):
            assert self.is_running, f"the server ended before it printed '{pattern}':\n{self.tail()}"
            assert time.monotonic() < deadline, f"the server does not print '{pattern}':\n{self.tail()}"
            time.sleep(0.02)
        return found

    def stop(self, how=signal.SIGTERM, within: float = 20):
        """Asks the server to end, and expects it to do so in peace."""
        self.process.send_signal(how)
        try:
            status = self.process.wait(timeout=within)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"the server still runs {within} s after {how.name}:\n{self.tail()}") from None
        assert status == 0, f"the server ended with {status} after {how.name}:\n{self.tail()}"

    def kill(self):
        self.process.kill()
        self.process.wait()

    def tail(self, lines: int = 40) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])


class DataFolder:
    """A data folder, and the commands as they are given for it. Logs go beside it."""

    def __init__(self, path: Path):
        self.path = path

    def run(self, command: str, *options, **how) -> subprocess.CompletedProcess:
        return run(*command.split(), "--data", self.path, *options, **how)

    def output(self, command: str, *options, **how) -> str:
        return output(*command.split(), "--data", self.path, *options, **how)

    def init(self, *options) -> dict:
        return json.loads(self.output("init", "--json", *options))

    def seed(self, module: str, records: int, *options):
        self.output("seed", "--module", module, "--records", str(records), *options, timeout=600)

    def token(self, *options) -> str:
        return self.output("token create", *options).strip()

    def serve(self, *options, **how) -> Server:
        where = [] if "--port" in options else ["--port", "0"]
        return Server(self.path.parent, "--data", self.path, "--host", "127.0.0.1", *where, *options, **how)


def environment(more=None) -> dict[str, str]:
    """The caller's environment without settings meant for another server, and without backtraces that take minutes."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LONGSHORE_")}
    return kept | {"SWIFT_BACKTRACE": "enable=no", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"} | (more or {})
