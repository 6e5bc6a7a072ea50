"""Servers that end in the middle of an import, and the next one, which loses no row and does none twice."""

import signal
import time

import pytest

from archives import archive
from imports import counts

# Four batches, for which a debug build takes more than a second.
ROWS = 40_000
# Rows without a company are skipped.
SKIPPED = ROWS // 100
EACH = [f"Lead {row}" for row in range(ROWS)]
ADDED = [name for row, name in enumerate(EACH) if row % 100]
MOMENTS = [1, ROWS // 4, ROWS // 2]


@pytest.fixture(scope="module")
def leads():
    """The archive with all rows; the notes are there to take their time."""
    rows = (
        [name, "Zylker" if row % 100 else "", f"lead{row // 2}@zylker.example", "A note. " * 40]
        for row, name in enumerate(EACH)
    )
    return archive("leads.csv", [["Last_Name", "Company", "Email", "Description"], *rows])


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM], ids=lambda end: end.name)
def test_an_import_is_completed_by_the_server_after_the_one_that_ended(zylker, leads, end, moment):
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("insert", "Leads", importer.upload(leads))
        wait_for_rows(importer, job, moment)
        end_server(server, end)
    committed = len(zylker.store.column("Leads", "id"))
    assert 0 < committed < len(ADDED)

    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        assert (going_on := importer.job(job))["status"] == "ADDED" or rows_done(going_on) >= committed
        details = importer.finished(job)
        result = importer.result(details)

    assert counts(details) == (ROWS - SKIPPED, 0, SKIPPED, ROWS)
    assert result.column("Last_Name") == EACH
    assert [id for id in result.column("RECORD_ID") if id] == [str(id) for id in zylker.store.column("Leads", "id")]
    assert zylker.store.column("Leads", "Last_Name") == ADDED
    assert unfinished_files(zylker) == []


def test_an_upsert_outlives_one_killed_server_after_the_other(zylker, leads):
    """Every address is in two rows: the first adds a lead, the second changes it. Done twice, the first would, too."""
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("upsert", "Leads", importer.upload(leads), find_by="Email")
    for moment in MOMENTS:
        with zylker.folder.serve("--limits", "native") as server:
            wait_for_rows(zylker.importer(server), job, moment)
            server.kill()

    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        details = importer.finished(job)
        result = importer.result(details)

    # A skipped row is the first of its two: then the second adds the lead.
    assert counts(details) == (ROWS // 2, ROWS // 2 - SKIPPED, SKIPPED, ROWS)
    assert result.column("Last_Name") == EACH
    assert zylker.store.column("Leads", "Last_Name") == EACH[1::2]


def test_a_result_whose_server_is_killed_while_it_writes_it_is_written_by_the_next_server(zylker, leads):
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        job = importer.create("insert", "Leads", importer.upload(leads))
        wait_for_result(zylker, job)
        server.kill()
    assert zylker.store.column("Leads", "Last_Name") == ADDED

    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        details = importer.finished(job)
        assert importer.result(details).column("Last_Name") == EACH

    assert counts(details) == (ROWS - SKIPPED, 0, SKIPPED, ROWS)
    assert zylker.store.column("Leads", "Last_Name") == ADDED
    assert unfinished_files(zylker) == []


def end_server(server, how):
    if how == signal.SIGKILL:
        server.kill()
    else:
        server.stop(how, within=10)


def wait_for_rows(importer, job: str, number: int, within: float = 60):
    """Returns when so many rows are done, or more, but not all."""
    deadline = time.monotonic() + within
    while True:
        details = importer.job(job)
        done = rows_done(details)
        assert done < ROWS, "the import was completed before its server ended"
        if done >= number:
            return
        assert time.monotonic() < deadline, f"after {within} s the job is still {details}"
        time.sleep(0.002)


def rows_done(details) -> int:
    file = details["resource"][0]["file"]
    return sum(file.get(f"{name}_count", 0) for name in ("added", "updated", "skipped"))


def wait_for_result(organisation, job: str, within: float = 60):
    """Returns when the result has been begun."""
    deadline = time.monotonic() + within
    result = organisation.store.path.parent / "results" / f"{job}.zip"
    while not result.with_suffix(".zip.partial").exists() and not result.exists():
        assert time.monotonic() < deadline, f"after {within} s there is no {result}"
        time.sleep(0.002)


def unfinished_files(organisation) -> list[str]:
    return [path.name for path in organisation.store.path.parent.rglob("*.partial")]
