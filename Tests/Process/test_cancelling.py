"""Imports that are cancelled while they run, in a server that lives on and in one that is killed; and what goes on afterwards."""

import csv
import io
import json
import time

import pytest

from archives import archive

# Four batches, for which a debug build takes more than a second.
ROWS = 40_000
EACH = [f"Lead {row}" for row in range(ROWS)]


@pytest.fixture(scope="module")
def leads():
    """The archive with all rows; the notes are there to take their time."""
    rows = ([name, "Zylker", "A note. " * 40] for name in EACH)
    return archive("leads.csv", [["Last_Name", "Company", "Description"], *rows])


def test_a_running_import_that_is_cancelled_and_tried_again_does_no_row_twice(zylker, leads):
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("insert", "Leads", importer.upload(leads))
        wait_for_rows(importer.caller, job)
        assert action(importer.caller, job, "cancel")["state"] in ("CANCELLING", "CANCELLED")
        cancelled = ended(importer.caller, job)

        assert cancelled["state"] == "CANCELLED" and cancelled["report"] and cancelled["result"]["size"] > 0
        added = expect_true_counters(zylker, importer.caller, cancelled)
        assert 0 < added < ROWS

        # The worker may have been quick, too.
        assert action(importer.caller, job, "retry")["state"] in ("ADDED", "IN PROGRESS")
        completed = ended(importer.caller, job)
        result = importer.result(importer.job(job))

    assert completed["state"] == "COMPLETED"
    assert completed["rows"] == {"total": ROWS, "read": ROWS, "added": ROWS, "updated": 0, "skipped": 0, "failed": 0}
    assert zylker.store.column("Leads", "Last_Name") == EACH
    assert result.column("Last_Name") == EACH
    assert result.column("RECORD_ID") == [str(id) for id in zylker.store.column("Leads", "id")]


def test_a_server_that_is_killed_while_it_cancels_leaves_that_to_the_next(zylker, leads):
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("insert", "Leads", importer.upload(leads))
        wait_for_rows(importer.caller, job)
        assert action(importer.caller, job, "cancel")["state"] == "CANCELLING"
        server.kill()
    [(state,)] = zylker.store.rows(f"SELECT state FROM _jobs WHERE id = {job}")
    # The worker may have been quick, too.
    assert state in ("CANCELLING", "CANCELLED")

    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        cancelled = ended(importer.caller, job)
        assert cancelled["state"] == "CANCELLED"
        added = expect_true_counters(zylker, importer.caller, cancelled)
        assert 0 < added < ROWS
        assert list(zylker.store.path.parent.rglob("*.partial")) == []

        action(importer.caller, job, "retry")
        assert ended(importer.caller, job)["state"] == "COMPLETED"

    assert zylker.store.column("Leads", "Last_Name") == EACH


def test_the_events_of_a_job_end_with_the_server(zylker, leads):
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("insert", "Leads", importer.upload(leads))
        wait_for_rows(importer.caller, job)
        events = importer.caller.stream(f"/longshore/v1/jobs/{job}/events")
        assert events.readline() == b"event: progress\n"
        begun = time.monotonic()
        server.stop(within=10)
        rest = events.read()
        # Cut off by the end, and not by the time that is left to open requests.
        assert b"event: ended" not in rest and time.monotonic() - begun < 6


def expect_true_counters(organisation, caller, job: dict) -> int:
    """Compares what a cancelled job says with what is in the store and in the report; the rows that were imported."""
    added = job["rows"]["added"]
    assert job["rows"] == {"total": ROWS, "read": added, "added": added, "updated": 0, "skipped": ROWS - added, "failed": 0}
    assert organisation.store.column("Leads", "Last_Name") == EACH[:added]
    status, report = caller.request("GET", f"/longshore/v1/jobs/{job['id']}/report")
    assert status == 200
    rows = list(csv.DictReader(io.StringIO(report.decode(), newline="")))
    assert [row["Last_Name"] for row in rows] == EACH
    assert [row["LONGSHORE_STATUS"] for row in rows] == ["ADDED"] * added + ["UNPROCESSED"] * (ROWS - added)
    return added


def action(caller, job: str, name: str) -> dict:
    status, body = caller.request("POST", f"/longshore/v1/jobs/{job}/actions/{name}")
    assert status == 202, body
    return json.loads(body)


def shown(caller, job: str) -> dict:
    status, body = caller.request("GET", f"/longshore/v1/jobs/{job}")
    assert status == 200, body
    return json.loads(body)


def wait_for_rows(caller, job: str, within: float = 60):
    """Returns when some rows are in, but not all."""
    deadline = time.monotonic() + within
    while (state := shown(caller, job))["rows"]["read"] == 0:
        assert time.monotonic() < deadline, f"after {within} s the job is still {state}"
        time.sleep(0.002)
    assert state["rows"]["read"] < ROWS, "the import was completed before it could be cancelled"


def ended(caller, job: str, within: float = 120) -> dict:
    """The job once it has ended."""
    deadline = time.monotonic() + within
    while (state := shown(caller, job))["stage"] != "ended":
        assert time.monotonic() < deadline, f"after {within} s the job is still {state}"
        time.sleep(0.02)
    return state
