"""The folders and organisations that tests begin with, and what to show when one fails."""

import os
import shutil
from dataclasses import dataclass

import pytest

from api import Caller
from commands import User
from imports import Importer
from longshore import DataFolder, Server
from store import Store

# As many as a page holds, unless told otherwise.
LEADS = int(os.environ.get("LONGSHORE_TEST_RECORDS") or 200_000)


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


@pytest.fixture
def zylker(folder):
    """An organisation without records."""
    return Organisation(folder, folder.init("--company", "Zylker", "--time-zone", "America/New_York"))


@pytest.fixture(scope="session")
def large_original(tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("large") / "data")
    owner = folder.init("--company", "Zylker", "--time-zone", "America/New_York")
    owner["access_token"] = folder.token("--expires", "1d")
    folder.seed("Accounts", 2_000)
    folder.seed("Contacts", 5_000)
    folder.seed("Leads", LEADS)
    return Organisation(folder, owner)


@pytest.fixture
def large(large_original, folder):
    """An organisation with 2,000 accounts, 5,000 contacts and LEADS leads: a copy for this test."""
    shutil.copytree(large_original.folder.path, folder.path)
    return Organisation(folder, large_original.owner)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows the last words of a failed test's servers."""
    report = yield
    tmp_path = getattr(item, "funcargs", {}).get("tmp_path")
    if report.failed and tmp_path is not None:
        for log in sorted(tmp_path.rglob("server-*.log")):
            report.sections.append((log.name, "\n".join(log.read_text(errors="replace").splitlines()[-40:])))
    return report
