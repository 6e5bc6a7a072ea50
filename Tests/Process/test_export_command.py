"""`longshore export` against servers that run, and what is left when either of the two ends in the middle."""

import csv
import json
import shutil
import signal
import time

import pytest

from commands import ended_after, moments, outliving_servers, rows
from conftest import LEADS
from longshore import DataFolder
from waiting import wait_for

FIELDS = "Last_Name,Email,Company,Created_Time"


@pytest.fixture(scope="module")
def demo(demo_original, tmp_path_factory):
    folder = DataFolder(tmp_path_factory.mktemp("demo") / "data")
    shutil.copytree(demo_original.path, folder.path)
    with folder.serve() as server:
        yield folder, server


@pytest.fixture
def at_demo(user, demo):
    user.log_in(*demo)
    return user


def lead_ids(organisation) -> list[str]:
    return [str(id) for id in organisation.store.column("Leads", "id")]


def export_jobs(organisation) -> int:
    return organisation.store.rows("SELECT count(*) FROM _jobs WHERE kind = 'read'")[0][0]


# What it does


def test_a_module_comes_into_a_file_of_its_name(at_demo):
    done = at_demo.run("export", "Contacts")

    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    assert "Contacts: 10,000 records in Contacts.csv" in done.stderr
    exported = rows(at_demo.home / "Contacts.csv")
    assert len(exported) == 10_001 and exported[0][0] == "Id"
    assert sorted(path.name for path in at_demo.home.iterdir()) == ["Contacts.csv", "profiles.json", "profiles.json.lock"]


def test_what_was_done_can_be_read_by_programs(at_demo):
    answer = at_demo.json("export", "Leads", "--fields", "Last_Name, Email", "-o", "some.csv")

    assert list(answer) == ["module", "format", "file", "records", "bytes", "guarded_cells", "jobs", "resumed", "seconds"]
    assert answer["guarded_cells"] is None
    assert answer["module"] == "Leads" and answer["format"] == "csv" and answer["file"] == "some.csv"
    assert answer["records"] == 10_000 and answer["bytes"] == (at_demo.home / "some.csv").stat().st_size
    assert len(answer["jobs"]) == 1 and answer["resumed"] is False
    assert rows(at_demo.home / "some.csv")[0] == ["Id", "Last_Name", "Email"]


def test_records_can_go_to_standard_output(at_demo):
    done = at_demo.run("export", "Leads", "--fields", "Last_Name", "-o", "-")

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("\n") == 10_001 and done.stdout.startswith("Id,Last_Name\n")
    assert "10,000 records in standard output" in done.stderr


def test_json_lines_have_an_object_for_each_record(at_demo):
    at_demo.output("export", "Leads", "--fields", "Last_Name,Annual_Revenue,Email_Opt_Out,No_of_Employees", "-o", "leads.jsonl")

    objects = [json.loads(line) for line in (at_demo.home / "leads.jsonl").read_text().splitlines()]
    assert len(objects) == 10_000
    kinds = {name: {type(each[name]) for each in objects} - {type(None)} for name in objects[0]}
    assert kinds["Id"] == {str} and kinds["Last_Name"] == {str} and kinds["Email_Opt_Out"] == {bool}
    assert kinds["Annual_Revenue"] <= {int, float} and kinds["No_of_Employees"] == {int}


def test_meetings_can_be_a_calendar(at_demo):
    at_demo.output("export", "Events", "-o", "meetings.ics")

    text = (at_demo.home / "meetings.ics").read_bytes().decode()
    assert text.startswith("BEGIN:VCALENDAR\r\n") and text.endswith("END:VCALENDAR\r\n")
    assert text.count("BEGIN:VCALENDAR") == 1 and text.count("BEGIN:VEVENT") >= 3_000


def test_a_view_can_be_named_as_people_name_it(at_demo):
    mine = at_demo.json("export", "Leads", "--view", "my leads", "-o", "mine.csv")

    assert 0 < mine["records"] < 10_000


def test_criteria_can_come_from_a_file(at_demo):
    criteria = {"field": {"api_name": "Lead_Source"}, "comparator": "equal", "value": "Advertisement"}
    (at_demo.home / "criteria.json").write_text(json.dumps(criteria))
    answer = at_demo.json("export", "Leads", "--criteria", "criteria.json", "--fields", "Lead_Source", "-o", "some.csv")

    exported = rows(at_demo.home / "some.csv")
    assert {row[1] for row in exported[1:]} == {"Advertisement"} and len(exported) - 1 == answer["records"]


def test_a_file_for_a_spreadsheet_has_a_mark_in_front_and_nothing_that_is_calculated(at_demo):
    at_demo.output("export", "Contacts", "--fields", "Last_Name,Phone", "-o", "plain.csv")
    done = at_demo.run("export", "Contacts", "--fields", "Last_Name,Phone", "--bom", "--spreadsheet-safe", "-o", "safe.csv")

    assert done.returncode == 0, done.stderr
    plain = rows(at_demo.home / "plain.csv")
    bytes = (at_demo.home / "safe.csv").read_bytes()
    assert bytes.startswith(b"\xef\xbb\xbf")
    with (at_demo.home / "safe.csv").open(newline="", encoding="utf-8-sig") as file:
        safe = list(csv.reader(file))
    # Every phone number begins with the + of its country.
    phones = [row[2] for row in plain[1:] if row[2]]
    assert phones and all(phone.startswith("+") for phone in phones)
    assert safe == [[cell if not cell.startswith("+") else "'" + cell for cell in row] for row in plain]
    assert f"note: {len(phones):,} cells have a ' in front now" in done.stderr and "don't import this file again" in done.stderr
    answer = at_demo.json("export", "Contacts", "--fields", "Last_Name,Phone", "--spreadsheet-safe", "-o", "again.csv")
    assert answer["guarded_cells"] == len(phones)


def test_a_file_that_is_there_is_not_overwritten_unless_told(at_demo):
    (at_demo.home / "Vendors.csv").write_text("precious\n")
    refused = at_demo.run("export", "Vendors")

    assert refused.returncode == 73
    assert refused.stderr == (
        "longshore: Vendors.csv is there already; give --force to replace it, or another name with -o\n"
    )
    assert (at_demo.home / "Vendors.csv").read_text() == "precious\n"
    at_demo.output("export", "Vendors", "--force")
    assert len(rows(at_demo.home / "Vendors.csv")) == 81


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["Leeds"], 79, "the server refuses: MODULE_NOT_AVAILABLE: "),
        (["Leads", "--fields", "Nope"], 79, "the server refuses: FIELD_NOT_AVAILABLE: "),
        (["Leads", "--view", "Nobody's"], 64, "Leads has no view 'Nobody's'; there are 'All Leads', "),
        (["Leads", "--format", "xml"], 64, "format takes one of csv, ics, jsonl, not 'xml'"),
        (["Leads", "--criteria", "none.json"], 65, "the criteria in none.json can't be read"),
        (["Leads", "--criteria", "broken.json"], 65, "broken.json is no JSON: "),
        (["Leads", "--criteria", "whole.json"], 65, "whole.json holds a whole request; leave only what stands behind"),
        (["Events", "--format", "ics", "--fields", "Subject"], 64, "a calendar has no fields to choose"),
        (["Leads", "--format", "jsonl", "--bom"], 64, "--bom is for CSV files, and this is jsonl; leave it out, or choose"),
        (["Events", "-o", "e.ics", "--spreadsheet-safe"], 64, "--spreadsheet-safe is for CSV files, and this is ics;"),
        (["Leads", "-o", "-", "--json"], 64, "--json and the records can't both go to standard output"),
        (["Leads", "-o", "nowhere/leads.csv"], 65, "the folder nowhere/leads.csv.longshore-export can't be made"),
        (["Leads", "--to", "ftp://x"], 64, "--to takes an address such as http://127.0.0.1:8080, or one of us, eu, in,"),
        (["Leads", "--to", "http://127.0.0.1:1"], 64, "profile 'default' is for http://127.0.0.1:"),
        (["Leads", "--profile", "work"], 78, "there is no profile 'work'; there are default"),
        (["Leads", "--wait", "long"], 64, "wait takes a number and a unit such as 30d, 12h, 45m or 90s, not 'long'"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(at_demo, arguments, code, message):
    (at_demo.home / "broken.json").write_text('{"field":')
    (at_demo.home / "whole.json").write_text('{"query":{"module":"Leads"}}')
    before = sorted(path.name for path in at_demo.home.iterdir())
    if arguments[-1] == "nowhere/leads.csv":
        (at_demo.home / "nowhere").write_text("a file, no folder")
        before.append("nowhere")
    done = at_demo.run("export", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(f"longshore: {message}"), done.stderr
    assert sorted(path.name for path in at_demo.home.iterdir()) == sorted(before)


def test_a_server_that_is_not_there_is_waited_for_as_long_as_is_said(user):
    start = time.monotonic()
    done = user.run("export", "Leads", "--to", "http://127.0.0.1:1", "--wait", "1s", env={"LONGSHORE_TOKEN": "1000.a.b"})

    assert done.returncode == 69
    assert "trying again in" in done.stderr
    assert done.stderr.endswith(
        "longshore: http://127.0.0.1:1 can't be reached: nothing listens there."
        " Is the server running, and is the address right (--to)?\n"
    )
    assert time.monotonic() - start < 10


def test_a_token_that_is_not_good_is_said_to_be(user, demo):
    done = user.run("export", "Leads", "--to", demo[1].url, env={"LONGSHORE_TOKEN": "1000.a.b"})

    assert done.returncode == 77
    assert done.stderr.startswith("longshore: the server doesn't take the token ")
    assert "1000.a.b" not in done.stderr


def test_who_is_not_logged_in_is_told_how(user):
    done = user.run("export", "Leads")

    assert done.returncode == 78
    assert done.stderr.startswith("longshore: not logged in. For a server on this machine: longshore login --data DIR.")


# Profiles


def test_a_profile_is_for_its_owner_alone(at_demo):
    file = at_demo.home / "profiles.json"
    assert file.stat().st_mode & 0o777 == 0o600
    file.chmod(0o640)
    done = at_demo.run("export", "Leads")

    assert done.returncode == 78
    assert "others may read it; close it with: chmod 600" in done.stderr


def test_profiles_are_listed_without_their_secrets(at_demo, demo):
    at_demo.output("login", "--to", demo[1].url, "--profile", "work", env={"LONGSHORE_TOKEN": demo[0].token()})

    assert at_demo.json("login", "--list") == {
        "profiles": [
            {"profile": "default", "to": demo[1].url, "kind": "client"},
            {"profile": "work", "to": demo[1].url, "kind": "access token"},
        ]
    }
    assert "1000." not in at_demo.output("login", "--list")
    at_demo.output("export", "Vendors", "--profile", "work")


def test_a_grant_code_is_exchanged_for_a_profile(user, demo):
    client = json.loads(demo[0].output("client add", "--name", "Laptop", "--json"))
    code = demo[0].output("token grant", "--client", client["client_id"]).strip()
    secret = {"LONGSHORE_CLIENT_SECRET": client["client_secret"]}
    answer = user.json("login", "--to", demo[1].url, "--client", client["client_id"], "--code", code, env=secret)

    assert list(answer) == ["profile", "to", "org_id", "zgid", "company_name", "file"]
    assert answer["company_name"] == "Zylker"
    user.output("export", "Vendors")
    again = user.run("login", "--to", demo[1].url, "--client", client["client_id"], "--code", code, env=secret)
    assert again.returncode == 77 and "invalid_code" in again.stderr


def test_what_does_not_work_is_not_kept(user, demo):
    done = user.run("login", "--to", demo[1].url, env={"LONGSHORE_TOKEN": "1000.a.b"})

    assert done.returncode == 77
    assert not (user.home / "profiles.json").exists()


def test_logging_out_ends_the_tokens(user, demo):
    user.log_in(*demo)
    kept = json.loads((user.home / "profiles.json").read_text())["profiles"]["default"]["access_token"]
    assert user.output("logout") == "Profile 'default' is forgotten.\n"

    done = user.run("export", "Vendors", "--to", demo[1].url, env={"LONGSHORE_TOKEN": kept})
    assert done.returncode == 77
    assert user.run("export", "Vendors").returncode == 78


# Interruptions


def test_an_export_whose_client_is_killed_again_and_again_ends_complete_with_one_job(large, user):
    with large.folder.serve() as server:
        user.log_in(large.folder, server)
        command = ["export", "Leads", "--fields", FIELDS]
        killed = 0
        for moment in moments(seed=1, longest=1.5):
            done = ended_after(user.start(*command), moment)
            if done.returncode == 0:
                break
            assert done.returncode == -signal.SIGKILL, done.stderr
            assert not (user.home / "Leads.csv").exists()
            killed += 1
            if killed == 12:
                user.output(*command)
                break

    assert killed > 0
    assert [row[0] for row in rows(user.home / "Leads.csv")[1:]] == lead_ids(large)
    assert not (user.home / "Leads.csv.longshore-export").exists()
    assert export_jobs(large) <= 2  # one; two if the very first kill was before the ledger's first word was on the disk


@pytest.mark.parametrize("kills_client", [False, True], ids=["server", "both"])
def test_an_export_whose_server_is_killed_again_and_again_ends_complete(large, user, kills_client):
    command = ["export", "Leads", "--fields", FIELDS, "--wait", "60s"]
    outliving_servers(large.folder, user, command, seed=2, kills_client=kills_client)

    assert [row[0] for row in rows(user.home / "Leads.csv")[1:]] == lead_ids(large)


def test_ctrl_c_says_how_to_go_on(large, user):
    with large.folder.serve() as server:
        user.log_in(large.folder, server)
        command = ["export", "Leads", "--fields", FIELDS]
        client = user.start(*command)
        ledger = user.home / "Leads.csv.longshore-export/ledger.json"
        wait_for("the export is begun", ledger.exists, pause=0.005, process=client)
        done = ended_after(client, 0, signal.SIGINT)

        assert done.returncode == 130
        assert done.stderr.endswith(
            "longshore: interrupted. Nothing is lost: give the same command again to go on."
            " Leads.csv.longshore-export holds what there is so far\n"
        )
        again = user.run(*command)

    assert again.returncode == 0, again.stderr
    assert "Going on with the export begun " in again.stderr
    assert [row[0] for row in rows(user.home / "Leads.csv")[1:]] == lead_ids(large)
    assert len(lead_ids(large)) == LEADS
