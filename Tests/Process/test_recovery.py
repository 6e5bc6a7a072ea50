"""Servers that end in the middle of their work, and what the next one makes of it."""

import signal
import sys
import time

import pytest

from api import Export
from conftest import LEADS, Organisation

PAGE_COUNT = min(LEADS, 200_000)
ATTEMPTS = 5

# Puts its own process id into the lease of a job, and then becomes the server.
BECOME_THE_HOLDER = """
import os, sqlite3, sys
path, job, *server = sys.argv[1:]
store = sqlite3.connect(path)
[holder] = store.execute("SELECT lease_holder FROM _jobs WHERE id = ?", [job]).fetchone()
name, hyphen, old_id = holder.rpartition("-")
assert name and hyphen and old_id.isdigit(), holder
store.execute("UPDATE _jobs SET lease_holder = ? WHERE id = ?", [f"{name}-{os.getpid()}", job])
store.commit()
store.close()
os.execv(server[0], server)
"""


def test_a_job_whose_server_is_killed_in_the_middle_is_completed_by_the_next_server(large):
    job = interrupted_job(large, kill)
    assert partial_files(large) == [f"{job}.zip.partial"]

    with large.folder.serve() as server:
        caller = large.caller(server)
        result = caller.finished(job)["result"]
        export = Export(result, caller.download(job))

    assert partial_files(large) == []
    assert export.archive.testzip() is None
    assert result["count"] == PAGE_COUNT
    assert export.column("Id") == [str(id) for id in large.store.column("Leads", "id")[:PAGE_COUNT]]


def test_a_job_outlives_one_killed_server_after_the_other(large):
    job = interrupted_job(large, kill)
    for _ in range(3):
        with large.folder.serve() as server:
            wait_until_halfway(large, large.caller(server), job)
            server.kill()

    with large.folder.serve() as server:
        assert large.caller(server).finished(job)["result"]["count"] == PAGE_COUNT


def test_a_job_goes_on_even_if_the_next_server_has_the_process_id_of_the_killed_one(large):
    """As in a container, where the server has the same process id at every start."""
    job = interrupted_job(large, kill)
    launcher = [sys.executable, "-c", BECOME_THE_HOLDER, large.store.path, job]
    with large.folder.serve(launcher=launcher) as server:
        assert large.caller(server).finished(job, within=30)["result"]["count"] == PAGE_COUNT


def test_a_server_told_to_end_puts_the_job_under_way_back_and_the_next_one_completes_it(large):
    job = interrupted_job(large, lambda server: server.stop(within=10))
    assert partial_files(large) == []

    with large.folder.serve() as server:
        caller = large.caller(server)
        result = caller.finished(job)["result"]
        export = Export(result, caller.download(job))

    assert export.archive.testzip() is None
    assert result["count"] == PAGE_COUNT


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=lambda end: end.name)
def test_a_job_that_never_began_is_run_by_the_next_server(large, end):
    with large.folder.serve("--workers", "1") as server:
        caller = large.caller(server)
        under_way = caller.create("Leads")
        waiting = caller.create("Contacts", ["Last_Name"])
        assert caller.job(waiting)["state"] == "ADDED"
        server.process.send_signal(end)
        assert server.process.wait(timeout=20) == (0 if end == signal.SIGTERM else -signal.SIGKILL)

    with large.folder.serve() as server:
        caller = large.caller(server)
        assert caller.finished(waiting)["result"]["count"] == 5_000
        assert caller.finished(under_way)["result"]["count"] == PAGE_COUNT


def test_no_job_begins_once_the_server_is_told_to_end(large):
    with large.folder.serve("--workers", "1") as server:
        caller = large.caller(server)
        first = caller.create("Leads")
        for _ in range(100):
            caller.create("Contacts", ["Last_Name"])
        caller.finished(first)
        before = completed_jobs(large)
        server.stop(within=10)

    # A few may have been completed between the count and the signal.
    assert completed_jobs(large) - before < 20


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=lambda end: end.name)
def test_completed_jobs_and_their_results_outlive_the_server(large, end):
    with large.folder.serve() as server:
        caller = large.caller(server)
        job = caller.create("Contacts")
        details = caller.finished(job)
        archive = caller.download(job)
        server.process.send_signal(end)
        server.process.wait(timeout=20)

    with large.folder.serve() as server:
        caller = large.caller(server)
        assert caller.job(job) == details
        assert caller.download(job) == archive


def interrupted_job(organisation: Organisation, end) -> str:
    """Ends a server in the middle of an export of all leads; the job's id."""
    for _ in range(ATTEMPTS):
        with organisation.folder.serve() as server:
            caller = organisation.caller(server)
            job = caller.create("Leads")
            wait_until_halfway(organisation, caller, job)
            end(server)
        if not result(organisation, job).exists():
            return job
    raise AssertionError(f"{ATTEMPTS} exports were completed before their server ended")


def kill(server):
    server.kill()


def wait_until_halfway(organisation: Organisation, caller, job: str, within: float = 60):
    """Returns when the file of the job's result has begun to grow, or is complete."""
    deadline = time.monotonic() + within
    partial = result(organisation, job).with_suffix(".zip.partial")
    while not (size(partial) > 0 and caller.job(job)["state"] == "IN PROGRESS"):
        if result(organisation, job).exists():
            return
        assert time.monotonic() < deadline, f"after {within} s there is no {partial}: {caller.job(job)}"
        time.sleep(0.002)


def result(organisation: Organisation, job: str):
    return organisation.store.path.parent / "results" / f"{job}.zip"


def size(path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def partial_files(organisation: Organisation) -> list[str]:
    return [path.name for path in result(organisation, "any").parent.glob("*.partial")]


def completed_jobs(organisation: Organisation) -> int:
    [(count,)] = organisation.store.rows("SELECT count(*) FROM _jobs WHERE state = 'COMPLETED'")
    return count
