"""The servers, and the SDK of this run connected to each of them."""

import os
from pathlib import Path

import pytest

from first_generation import FirstGeneration
from sdks import SDKS
from server import Longshore, Organisation

pytest_plugins = ["no_skips"]

# Whom the requests come from, and the fixture that its tests want.
CLIENTS = {"curl": None, "zcrmsdk-2": "first_generation"} | dict.fromkeys(SDKS, "sdk")

os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"


def pytest_addoption(parser):
    parser.addoption("--client", default="curl", choices=list(CLIENTS), help="whom the requests come from")


def pytest_report_header(config):
    return f"client: {config.option.client}"


def pytest_generate_tests(metafunc):
    if "sdk" in metafunc.fixturenames:
        metafunc.parametrize("sdk", [metafunc.config.option.client], indirect=True, scope="module")


def pytest_collection_modifyitems(config, items):
    """An SDK runs the tests that want it, and curl all others."""
    client = config.option.client
    wanted = CLIENTS[client]

    def is_for_client(item):
        since = item.get_closest_marker("since")
        wants = next((fixture for fixture in ("sdk", "first_generation") if fixture in item.fixturenames), None)
        return wants == wanted and (not since or SDKS[client].version >= since.args[0])

    config.hook.pytest_deselected(items=[item for item in items if not is_for_client(item)])
    items[:] = filter(is_for_client, items)


@pytest.fixture(scope="session")
def data(tmp_path_factory) -> Path:
    """Where organisations are kept: as long as this run lasts, or for the runs of other clients as well."""
    shared = os.environ.get("LONGSHORE_TEST_DATA")
    return Path(shared) if shared else tmp_path_factory.mktemp("organisations")


@pytest.fixture(scope="session")
def organisation(data):
    records = {"Accounts": 50, "Contacts": 300, "Leads": 500, "Events": 300, "Deals": 20}
    return Organisation(data / "small", records)


@pytest.fixture(scope="module")
def server(organisation):
    """A server for each file of tests, as it allows only ten downloads a minute."""
    longshore = Longshore(organisation)
    yield longshore
    longshore.stop()


@pytest.fixture(scope="module")
def sdk(request, server, tmp_path_factory):
    sdk = SDKS[request.param](server, tmp_path_factory.mktemp("sdk"))
    yield sdk
    sdk.close()


@pytest.fixture(scope="module")
def first_generation(server, tmp_path_factory):
    return FirstGeneration(server, tmp_path_factory.mktemp("sdk"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows the server's last words under a failed test."""
    report = yield
    longshore = getattr(item, "funcargs", {}).get("server")
    if report.failed and longshore is not None:
        report.sections.append(("server log", longshore.tail()))
    return report


def pytest_sessionfinish(session, exitstatus):
    """A run in which no test passed is no success, even if none failed."""
    passed = session.config.pluginmanager.get_plugin("terminalreporter").stats.get("passed")
    if exitstatus == 0 and not passed and not session.config.option.collectonly:
        session.exitstatus = pytest.ExitCode.NO_TESTS_COLLECTED
