"""The demo: what a newcomer sees first, taken at its word."""

import os
import re
import shutil
import subprocess
import zipfile

import pytest

from api import Caller
from longshore import BINARY, DataFolder, Server, environment

HEADER = "Id,Last_Name,Company,Email,Owner.last_name"


class Demo:
    """A running demo and what it has printed."""

    def __init__(self, server: Server):
        self.server = server
        printed = server.wait_for(
            r"Organisation +(?P<organisation>\d+) \((?P<company>.+)\)\n"
            r"Access token +(?P<token>\S+) .*\n"
            r"\n.*\n\n"
            r"(?P<short>longshore login .+\nlongshore export .+\n)"
            r"\n.*\n\n"
            r"(?P<commands>JOB=.+\nuntil .+\ncurl .+\n)"
        )
        self.organisation = printed["organisation"]
        self.company = printed["company"]
        self.token = printed["token"]
        self.short = printed["short"]
        self.commands = printed["commands"]
        self.caller = Caller(server.url, self.token)


@pytest.fixture(scope="module")
def demo(demo_original, tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "data")
    shutil.copytree(demo_original.path, folder.path)
    with folder.serve("--demo") as server:
        yield Demo(server)


def test_the_three_lines_printed_make_an_export_and_fetch_it(demo, tmp_path):
    pasted = subprocess.run(
        ["bash", "-e", "-c", demo.commands], cwd=tmp_path, env=environment(), capture_output=True, text=True, timeout=60
    )

    assert pasted.returncode == 0, pasted.stderr
    assert pasted.stdout.splitlines()[0] == HEADER
    assert len(pasted.stdout.splitlines()) == 5
    with zipfile.ZipFile(tmp_path / "leads.zip") as archive:
        assert archive.testzip() is None
        [entry] = archive.namelist()
        lines = archive.read(entry).decode().splitlines()
    assert lines[0] == HEADER
    assert len([line for line in lines[1:] if re.match(r"\d{19},", line)]) == 10_000


def test_the_two_commands_printed_do_the_same(demo, tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/longshore").symlink_to(BINARY)
    own = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "LONGSHORE_PROFILES": str(tmp_path / "profiles.json")}
    pasted = subprocess.run(
        ["bash", "-e", "-c", demo.short], cwd=tmp_path, env=environment(own), capture_output=True, text=True, timeout=60
    )

    assert pasted.returncode == 0, pasted.stderr
    assert "Leads: 10,000 records in Leads.csv" in pasted.stderr


def test_the_demo_is_a_company_with_a_token(demo):
    assert re.fullmatch(r"\d{19}", demo.organisation)
    assert demo.company == "Zylker"
    assert re.fullmatch(r"1000\.[0-9a-f]{32}\.[0-9a-f]{32}", demo.token)


@pytest.mark.parametrize(
    "module, at_least",
    [
        ("Accounts", 2_000),
        ("Contacts", 10_000),
        ("Leads", 10_000),
        ("Deals", 1),
        ("Events", 1),
        ("Project_Details", 1),
        ("EmpXSkills", 1),
    ],
)
def test_the_demo_has_records_to_export(demo, module, at_least):
    job = demo.caller.create(module)

    assert demo.caller.finished(job)["result"]["count"] >= at_least


def test_a_second_start_does_not_fill_the_demo_again(folder):
    with folder.serve("--demo") as server:
        first = Demo(server)
        counts = [counted(first.caller, module) for module in ("Accounts", "Leads", "EmpXSkills")]

    with folder.serve("--demo") as server:
        second = Demo(server)
        assert "Filling" not in server.log.read_text()
        assert second.organisation == first.organisation
        assert [counted(second.caller, module) for module in ("Accounts", "Leads", "EmpXSkills")] == counts
        # Who noted the first token can go on with it.
        assert Caller(server.url, first.token).job(second.caller.create("Leads"))["operation"] == "read"


def test_a_demo_that_was_killed_while_it_was_filled_is_made_anew(folder):
    first = subprocess.Popen(
        demo_command(folder), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment()
    )
    try:
        # Once it has said that there are contacts, the demo is about half made.
        assert any("Contacts" in line for line in first.stderr), "the demo was made without a word"
    finally:
        first.kill()
        first.wait()
        first.stderr.close()

    with folder.serve("--demo") as server:
        demo = Demo(server)
        assert "Filling" in server.log.read_text()
        assert [counted(demo.caller, module) for module in ("Accounts", "Leads", "EmpXSkills")] == [2_000, 10_000, 900]


def counted(caller: Caller, module: str) -> int:
    return caller.finished(caller.create(module))["result"]["count"]


def demo_command(folder: DataFolder):
    return [BINARY, "serve", "--data", folder.path, "--demo", "--host", "127.0.0.1", "--port", "0"]
