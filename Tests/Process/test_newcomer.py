"""The newcomer's path: the README's own commands, in the README's order, as they stand there."""

import csv
import os
import re
import signal
import subprocess

import pytest

from commands import free_port
from longshore import BINARY, REPOSITORY, environment
from waiting import wait_for

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def commands(heading: str) -> list[str]:
    """The blocks of commands below a heading."""
    section = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", README, re.S | re.M)
    assert section, f"the README has no section '{heading}'"
    return re.findall(r"^```sh\n(.*?)^```", section[1], re.S | re.M)


class Clone:
    """What a newcomer has after a clone, but for the build, which is done."""

    def __init__(self, folder, home):
        self.folder = folder
        (folder / ".build/release").mkdir(parents=True)
        (folder / ".build/release/longshore").symlink_to(BINARY)
        (folder / "Makefile").symlink_to(REPOSITORY / "Makefile")
        (folder / "scripts").symlink_to(REPOSITORY / "scripts")
        # The binary is there, so that nothing is to be built.
        self.environment = environment({"HOME": str(home), "XDG_CONFIG_HOME": str(home), "SWIFT": "true"})

    def paste(self, block: str) -> subprocess.CompletedProcess:
        """Runs a block in a shell that has logged in as the README says."""
        path = f'export PATH="{self.folder}/.build/release:$PATH"\n'
        return subprocess.run(
            ["bash", "-e", "-c", path + block],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=120,
        )


@pytest.fixture
def clone(tmp_path):
    for name in ("clone", "home"):
        (tmp_path / name).mkdir()
    return Clone(tmp_path / "clone", tmp_path / "home")


@pytest.fixture
def running(clone):
    """The first terminal: what `make run` runs."""
    with open(clone.folder / "terminal.txt", "w+") as terminal:
        # The port of the README may be taken on the machine of a test.
        port = free_port()
        clone.environment |= {"LONGSHORE_PORT": port, "LONGSHORE_TO": f"http://127.0.0.1:{port}"}
        first = re.match(r"make run\b", commands("Two commands")[0])
        assert first
        process = subprocess.Popen(
            first[0].split(), cwd=clone.folder, env=clone.environment, stdout=terminal, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            def words() -> str:
                return (clone.folder / "terminal.txt").read_text()

            wait_for(lambda: f"'make run' listens. It has printed:\n{words()}", lambda: "listens on" in words(), within=120, process=process)
            yield clone
        finally:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def test_the_commands_of_the_readme_take_a_dirty_file_in_and_out_again(running):
    login = commands("Two commands")[1]
    first, again = commands("A first import")
    [export] = commands("A first export")

    done = running.paste(login)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Logged in to Zylker ")

    done = running.paste(first)
    assert done.returncode == 1, done.stdout + done.stderr
    for column, field in [("Last Name", "Last_Name"), ("E-mail", "Email"), ("Annual Revenue", "Annual_Revenue")]:
        assert re.search(rf"{column} +{field} ", done.stderr), done.stderr
    assert re.search(r"^Leads +3 +2 +0 +1$", done.stdout, re.M), done.stdout
    assert "leads.failed.csv" in done.stdout
    refused = rows(running.folder / "leads.failed.csv")
    assert [row["Last Name"] for row in refused] == ["Singh"]
    assert refused[0]["LONGSHORE_LINE"] == "3"
    assert {"MANDATORY_NOT_FOUND-Company", "INVALID_DATA-E-mail,Annual Revenue"} == set(refused[0]["LONGSHORE_ERRORS"].split(":"))

    done = running.paste(again)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^Leads +1 +1 +0 +0$", done.stdout, re.M), done.stdout

    done = running.paste(export)
    assert done.returncode == 0, done.stderr
    exported = rows(running.folder / "new.csv")
    assert done.stdout == (running.folder / "new.csv").read_text(encoding="utf-8")
    assert [[row[name] for name in list(row)[1:]] for row in exported] == [
        ["Daly", "ABC Foods", "daly@abc.example", "Advertisement", "12500.5"],
        ["Müller, Eva", "Hafen & Söhne", "eva@hafen.example", "Web Download", "990"],
        ["Singh", "Harbour Ltd", "singh@harbour.example", "Trade Show", "1200"],
    ]
    assert list(exported[0]) == ["Id", "Last_Name", "Company", "Email", "Lead_Source", "Annual_Revenue"]


def rows(path) -> list[dict]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
