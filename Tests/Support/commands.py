"""The commands that talk to a server, as a user with a home of their own gives them."""

import json
import random
import signal
import socket
import subprocess
from pathlib import Path

from longshore import BINARY, DataFolder, Server, environment, run


class User:
    """Somebody with a profile, whose commands run in a folder of their own."""

    def __init__(self, home: Path):
        self.home = home
        home.mkdir(exist_ok=True)
        self.environment = {"LONGSHORE_PROFILES": str(home / "profiles.json")}

    def run(self, *arguments, env=None, **how) -> subprocess.CompletedProcess:
        return run(*arguments, cwd=self.home, env=self.environment | (env or {}), **how)

    def output(self, *arguments, **how) -> str:
        done = self.run(*arguments, **how)
        assert done.returncode == 0, f"{' '.join(map(str, arguments))} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def json(self, *arguments, **how) -> dict:
        return json.loads(self.output(*arguments, "--json", **how))

    def log_in(self, folder: DataFolder, server: Server):
        self.output("login", "--data", folder.path, "--to", server.url)

    def start(self, *arguments) -> subprocess.Popen:
        """Begins a command that somebody will end."""
        return subprocess.Popen(
            [BINARY, *arguments],
            cwd=self.home,
            env=environment(self.environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


def ended_after(process: subprocess.Popen, seconds: float, how=signal.SIGKILL) -> subprocess.CompletedProcess:
    """Lets a command run for a while, then ends it unless it has ended by itself."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(how)
    stdout, stderr = process.communicate(timeout=60)
    return subprocess.CompletedProcess(process.args, process.returncode, stdout, stderr)


def moments(seed: int, longest: float):
    """Times to wait, short ones more often, always the same for a seed."""
    numbers = random.Random(seed)
    while True:
        yield longest * numbers.random() ** 2


def free_port() -> str:
    """A port that a server can be started on again and again."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])
