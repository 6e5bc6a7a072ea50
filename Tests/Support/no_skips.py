"""A pytest plugin: a skipped test fails the run, since it has proved nothing. `scripts/setup --tests` installs what tests need."""

import pytest


class NoSkips:
    def __init__(self):
        self.skipped: dict[str, str] = {}

    def note(self, report):
        # Tests that are expected to fail are none of these.
        if report.skipped and not hasattr(report, "wasxfail"):
            reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
            self.skipped[report.nodeid] = reason

    pytest_runtest_logreport = note
    pytest_collectreport = note

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session, exitstatus):
        if self.skipped and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if not self.skipped:
            return
        terminalreporter.section("skipped tests fail the run", red=True, bold=True)
        for test, reason in self.skipped.items():
            terminalreporter.line(f"{test}: {reason}")
        terminalreporter.line("What tests need is installed by: scripts/setup --tests")


def pytest_configure(config):
    # A worker's reports come to the process that has begun it.
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NoSkips(), "no-skips")
