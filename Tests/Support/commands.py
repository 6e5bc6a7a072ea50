"""The commands that talk to a server, as a user with a home of their own gives them."""

import csv
import json
import random
import signal
import socket
import subprocess
import time
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


def outliving_servers(folder: DataFolder, user: User, command: list, seed: int, kills_client: bool, done=(0,)) -> int:
    """Kills the server of a command six times, and the command as well if told to, and begins again what was killed.

    Returns the exit code of the command, which is one of those that mean it is done.
    """
    port = free_port()
    pauses = moments(seed, longest=1.5)
    server = folder.serve("--port", port)
    try:
        user.log_in(folder, server)
        client = user.start(*command)
        for _ in range(6):
            time.sleep(next(pauses))
            server.kill()
            if kills_client and client.poll() is None:
                client.kill()
                client.wait()
            server = folder.serve("--port", port)
            if kills_client and client.poll() not in done:
                client = user.start(*command)
        _, words = client.communicate(timeout=240)
        assert client.returncode in done, words
        return client.returncode
    finally:
        server.kill()


def rows(path) -> list[list[str]]:
    """The header and the rows of a CSV."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.reader(file))
