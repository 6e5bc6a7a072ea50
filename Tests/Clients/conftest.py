"""One server for the whole run, and each SDK connected to it."""

import os

import pytest

from sdks import SDK8, SDK21
from server import Longshore

os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    longshore = Longshore(tmp_path_factory.mktemp("longshore"))
    longshore.start()
    yield longshore
    longshore.stop()


@pytest.fixture(scope="session", params=[SDK8, SDK21], ids=["v8", "v2.1"])
def sdk(request, server, tmp_path_factory):
    return request.param(server, tmp_path_factory.mktemp("sdk"))


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
