"""The folders and organisations that tests begin with, and what to show when one fails."""

import os
import shutil
from dataclasses import dataclass

import pytest

from api import Caller
from commands import User
from imports import Importer
from longshore import DataFolder, Server
from sharing import once
from store import Store

pytest_plugins = ["no_skips"]

# Enough to be in the middle of, for a debug build.
LEADS = int(os.environ.get("LONGSHORE_TEST_RECORDS") or 20_000)


@dataclass
class Organisation:
    """A data folder with one organisation, and what `init` said about that."""

    folder: DataFolder
    owner: dict

    def caller(self, server: Server) -> Caller:
        return Caller(server.url, self.owner["access_token"])

    def importer(self, server: Server) -> Importer:
        return Importer(self.caller(server), self.owner["zgid"])

    @property
    def store(self) -> Store:
        return Store(self.folder.path, self.owner["org_id"])


@pytest.fixture
def user(tmp_path):
    """Somebody with a home of their own, who isn't logged in."""
    return User(tmp_path / "home")


@pytest.fixture
def folder(tmp_path):
    """A data folder that isn't there yet."""
    return DataFolder(tmp_path / "data")


@pytest.fixture(scope="session")
def shared(tmp_path_factory, worker_id):
    """A folder that all workers of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


def original(path, records: dict[str, int]) -> Organisation:
    """An organisation that tests get copies of, made once."""
    folder = DataFolder(path / "data")

    def make() -> dict:
        owner = folder.init("--company", "Zylker", "--time-zone", "America/New_York")
        for module, count in records.items():
            folder.seed(module, count)
        return owner

    return Organisation(folder, once(path, make))


def copy(original: Organisation, folder: DataFolder) -> Organisation:
    shutil.copytree(original.folder.path, folder.path)
    return Organisation(folder, original.owner)


@pytest.fixture(scope="session")
def empty_original(shared):
    return original(shared / "empty", {})


@pytest.fixture(scope="session")
def large_original(shared):
    return original(shared / "large", {"Accounts": 2_000, "Contacts": 5_000, "Leads": LEADS})


@pytest.fixture(scope="session")
def demo_original(shared):
    """What `serve --demo` makes."""
    folder = DataFolder(shared / "demo/data")

    def make() -> dict:
        folder.path.parent.mkdir(exist_ok=True)
        with folder.serve("--demo"):
            return {}

    once(folder.path.parent, make)
    return folder


@pytest.fixture
def demo_folder(demo_original, folder):
    """The folder of a demo: a copy for this test."""
    shutil.copytree(demo_original.path, folder.path)
    return folder


@pytest.fixture
def zylker(empty_original, folder):
    """An organisation without records: a copy for this test."""
    return copy(empty_original, folder)


@pytest.fixture
def large(large_original, folder):
    """An organisation with 2,000 accounts, 5,000 contacts and LEADS leads: a copy for this test."""
    return copy(large_original, folder)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows the last words of a failed test's servers."""
    report = yield
    tmp_path = getattr(item, "funcargs", {}).get("tmp_path")
    if report.failed and tmp_path is not None:
        for log in sorted(tmp_path.rglob("server-*.log")):
            report.sections.append((log.name, "\n".join(log.read_text(errors="replace").splitlines()[-40:])))
    return report
