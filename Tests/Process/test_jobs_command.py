"""`longshore jobs` and `longshore open`: what people see of jobs, and what they can do with them."""

import csv
import io
import json
import signal
import zipfile

import pytest

from commands import ended_after
from imports import Importer
from waiting import wait_for


@pytest.fixture
def served(large, user):
    """A server with room for imports of any size, and somebody who is logged in."""
    with large.folder.serve("--limits", "native") as server:
        user.log_in(large.folder, server)
        yield large, large.importer(server)


def archive(rows: int) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(["Last_Name", "Company", "Email"])
    for row in range(rows):
        writer.writerow([f"Person {row}", "" if row % 20 == 3 else f"Company {row % 50}", f"person{row}@jobs.example"])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("people.csv", text.getvalue())
    return packed.getvalue()


def started(importer: Importer, rows: int) -> str:
    return importer.create("insert", "Leads", importer.upload(archive(rows)))


def imported(organisation) -> list[str]:
    return [name for name in organisation.store.column("Leads", "Last_Name") if name.startswith("Person ")]


def test_jobs_are_listed_with_their_counts(served, user):
    organisation, importer = served
    done = started(importer, 100)
    importer.finished(done)
    user.output("export", "Accounts")

    lines = user.output("jobs", "list").splitlines()
    assert lines[0].split() == ["ID", "KIND", "STATE", "MODULES", "ROWS", "FAILED", "CREATED", "BY"]
    assert [line.split()[1:6] for line in lines[1:]] == [
        ["read", "COMPLETED", "Accounts", "2,000", "-"],
        ["insert", "COMPLETED", "Leads", "100", "5"],
    ]
    listed = user.json("jobs", "list", "--kind", "write", "--module", "Leads", "--state", "COMPLETED")
    assert [job["id"] for job in listed["jobs"]] == [done] and listed["more_records"] is False
    assert user.output("jobs", "list", "--state", "FAILURE") == "There are no such jobs.\n"
    assert len(user.json("jobs", "list", "--limit", "1")["jobs"]) == 1


def test_a_job_is_shown_with_what_became_of_its_rows(served, user):
    _, importer = served
    done = started(importer, 100)
    importer.finished(done)

    shown = user.output("jobs", "show", done)
    assert "kind     import (insert)" in shown and "state    COMPLETED" in shown
    assert shown.splitlines()[-1].split() == ["Leads", "people.csv", "COMPLETED", "100", "95", "0", "5", "0"]
    assert user.json("jobs", "show", done)["rows"] == {
        "total": 100, "read": 100, "added": 95, "updated": 0, "skipped": 0, "failed": 5,
    }  # fmt: skip


def test_a_job_is_watched_to_its_end(served, user):
    _, importer = served
    job = started(importer, 40_000)
    watched = [json.loads(line) for line in user.output("jobs", "watch", job, "--json").splitlines()]

    assert watched[-1]["state"] == "COMPLETED" and watched[-1]["rows"]["added"] == 38_000
    handled = [each["rows"]["added"] + each["rows"]["failed"] for each in watched]
    assert handled == sorted(handled) and len(set(handled)) > 2
    assert {each["state"] for each in watched} <= {"ADDED", "IN PROGRESS", "COMPLETED"}


def test_a_job_that_is_cancelled_has_its_report_and_goes_on_when_it_is_told_to(served, user):
    organisation, importer = served
    job = started(importer, 60_000)
    wait_for(f"job {job} has added rows", lambda: user.json("jobs", "show", job)["rows"]["added"] > 0)
    user.output("jobs", "cancel", job)
    stopped = user.run("jobs", "watch", job)

    assert stopped.returncode == 2 and stopped.stderr.endswith(f"longshore: job {job} ended as CANCELLED\n")
    account = user.json("jobs", "show", job)["rows"]
    assert 0 < account["added"] < 57_000 and account["skipped"] > 0
    assert account["added"] + account["failed"] + account["skipped"] == 60_000
    assert len(imported(organisation)) == account["added"]
    report = list(csv.DictReader(io.StringIO(user.output("jobs", "report", job))))
    statuses = [row["LONGSHORE_STATUS"] for row in report]
    assert [statuses.count(word) for word in ("ADDED", "SKIPPED", "UNPROCESSED")] == [
        account["added"], account["failed"], account["skipped"],
    ]  # fmt: skip

    user.output("jobs", "retry", job)
    user.output("jobs", "watch", job)
    assert user.json("jobs", "show", job)["rows"]["added"] == 57_000
    assert len(imported(organisation)) == len(set(imported(organisation))) == 57_000


def test_a_job_that_has_ended_is_deleted_and_its_records_stay(served, user):
    organisation, importer = served
    job = started(importer, 100)
    importer.finished(job)
    assert user.output("jobs", "delete", job) == f"Job {job} is deleted.\n"

    gone = user.run("jobs", "show", job)
    assert gone.returncode == 79 and "RESOURCE_NOT_FOUND" in gone.stderr
    assert len(imported(organisation)) == 95


def test_a_report_goes_into_a_file(served, user):
    _, importer = served
    job = started(importer, 100)
    importer.finished(job)
    user.output("jobs", "report", job, "--only-failed", "-o", "failed.csv")

    with open(user.home / "failed.csv", newline="") as file:
        assert [row["Last_Name"] for row in csv.DictReader(file)] == [f"Person {row}" for row in range(3, 100, 20)]
    lines = user.output("jobs", "report", job, "--format", "jsonl", "--only-failed").splitlines()
    assert [json.loads(line)["errors"][0]["code"] for line in lines] == ["MANDATORY_NOT_FOUND"] * 5


def test_a_result_is_unpacked_where_there_is_no_desktop(served, user):
    _, importer = served
    exported = user.json("export", "Accounts", "--fields", "Account_Name")["jobs"][0]
    job = started(importer, 100)
    importer.finished(job)

    [path] = user.output("open", exported).splitlines()
    assert open(path).read() == (user.home / "Accounts.csv").read_text()
    [path] = user.output("open", job).splitlines()
    with open(path, newline="") as file:
        assert [row["LONGSHORE_STATUS"] for row in csv.DictReader(file)].count("ADDED") == 95


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        ("show 1", 79, "the server refuses: RESOURCE_NOT_FOUND: "),
        ("show ../x", 64, "A job's id is a number such as 5725767000001046378, not '../x'"),
        ("list --limit=-1", 64, "limit takes a whole number from 0, not '-1'"),
        ("list --state DONE", 79, "the server refuses: "),
        ("report 1 --format xml", 64, "format takes one of csv, jsonl, not 'xml'"),
    ],
)
def test_what_cannot_be_done_is_said(served, user, arguments, code, message):
    done = user.run("jobs", *arguments.split())

    assert done.returncode == code and message in done.stderr, done.stderr


def test_watching_can_be_ended_and_the_job_goes_on(served, user):
    _, importer = served
    job = started(importer, 60_000)
    done = ended_after(user.start("jobs", "watch", job), 0.5, signal.SIGINT)

    assert done.returncode in (0, 130)
    if done.returncode == 130:
        assert done.stderr.endswith(f"longshore: the job goes on without being watched: longshore jobs watch {job}\n")
    assert importer.finished(job)["status"] == "COMPLETED"
