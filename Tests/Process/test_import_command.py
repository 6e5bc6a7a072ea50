"""`longshore import` against servers that run: what comes in, what is handed back, and what is left when either side ends in the middle."""

import csv
import fcntl
import json
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import termios
import time
import zipfile
from datetime import date, timedelta

import pytest

from commands import ended_after, moments, outliving_servers, rows
from longshore import BINARY, environment
from waiting import wait_for

# More than a job has.
ROWS = 30_000
HEADER = ["Last Name", "Company", "E-mail", "Annual_Revenue", "Remark"]
# Every twentieth row is refused: it has no name, or no address.
NAMES = [f"Lead {row}" for row in range(ROWS) if row % 20]
SUBFORM = """
longshore_schema: 1
modules:
  Leads:
    fields:
      Calls:
        type: subform
        rows:
          module: Lead_Calls
          label: Calls
          fields:
            Topic: {type: text, length: 80}
            Minutes: {type: integer}
"""


@pytest.fixture
def served(zylker, user):
    """An organisation without records whose server runs, and whose user is logged in."""
    with zylker.folder.serve() as server:
        user.log_in(zylker.folder, server)
        yield server


@pytest.fixture(scope="module")
def leads(tmp_path_factory):
    """The large file, a twentieth of it dirty, some cells with line ends."""
    path = tmp_path_factory.mktemp("leads") / "leads.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for row in range(ROWS):
            name = "" if row % 40 == 0 else f"Lead {row}"
            address = "nowhere" if row % 40 == 20 else f"lead{row}@zylker.example"
            writer.writerow([name, "Zylker", address, row / 4, f"two\nlines of {row}" if row % 1000 == 0 else "one"])
    return path


def take(leads, user) -> str:
    """The large file in the user's folder."""
    os.link(leads, user.home / "leads.csv")
    return "leads.csv"


def names(zylker) -> list[str]:
    return zylker.store.column("Leads", "Last_Name")


def left_in(user) -> list[str]:
    return sorted(path.name for path in user.home.iterdir() if not path.name.startswith("profiles.json"))


def write(user, name: str, *lines: str) -> str:
    (user.home / name).write_text("\n".join(lines) + "\n")
    return name


# What it does


def test_a_large_file_comes_in_and_its_dirty_rows_come_back(zylker, served, user, leads):
    done = user.run("import", "Leads", take(leads, user), "--insert")

    assert done.returncode == 1, done.stderr
    assert "1 Last Name       Last_Name       label" in done.stderr
    assert "5 Remark          -               no such field" in done.stderr
    assert re.search(r"^MODULE +ROWS +ADDED +UPDATED +FAILED\nLeads +30,000 +28,500 +0 +1,500$", done.stdout, re.MULTILINE)
    assert "2 jobs, " in done.stdout
    assert "  750 × MANDATORY_NOT_FOUND in Last Name, first in line 2\n" in done.stdout
    assert "      Email takes one e-mail address, such as name@example.com.\n" in done.stdout
    assert done.stdout.endswith(
        "Rows that are not in: leads.failed.csv. Correct them, then:\n"
        "  longshore import Leads leads.failed.csv --insert --format 'Annual_Revenue=#,###.##'\n"
    )
    assert done.stderr.endswith("longshore: 1,500 of 30,000 rows are not in\n")
    assert names(zylker) == NAMES
    assert left_in(user) == ["leads.csv", "leads.failed.csv"]

    # Corrected, they come in by the command that was printed.
    header, *failed = rows(user.home / "leads.failed.csv")
    assert header == [*HEADER, *(f"LONGSHORE_{name}" for name in ("STATUS", "RECORD_ID", "LINE", "ERRORS", "HINTS", "NOTES"))]
    source = (user.home / "leads.csv").read_text().split("\n")
    for row in failed:
        assert source[int(row[7]) - 1].startswith(f"{row[0]},{row[1]},{row[2]},")
        row[0] = row[0] or "Corrected"
        row[2] = row[2].replace("nowhere", "somewhere@zylker.example")
    with (user.home / "leads.failed.csv").open("w", newline="") as file:
        csv.writer(file).writerows([header, *failed])
    again = user.run("import", "Leads", "leads.failed.csv", "--insert")

    assert again.returncode == 0, again.stderr
    assert len(names(zylker)) == ROWS
    assert left_in(user) == ["leads.csv", "leads.failed.csv"]


def test_what_was_done_can_be_read_by_programs(served, user):
    write(user, "leads.csv", "Last_Name,Company", "Ann,X", ",X", "Bob,Y")
    done = user.run("import", "Leads", "leads.csv", "--insert", "--part-rows", "2", "--json")

    assert done.returncode == 1
    answer = json.loads(done.stdout)
    counts = ["rows", "added", "updated", "failed", "skipped"]
    assert list(answer) == [
        *("module", "operation", "files", "parts", "modules"),
        *counts,
        *("seconds", "failed_files", "errors", "notes"),
    ]
    assert [list(part) for part in answer["parts"]] == [["job", *counts]] * 2
    assert [list(module) for module in answer["modules"]] == [["module", "file", *counts, "failed_file"]]
    assert [answer[name] for name in counts] == [3, 2, 0, 1, 0]
    assert answer["failed_files"] == ["leads.failed.csv"]
    assert answer["errors"] == [
        {
            "module": "Leads",
            "code": "MANDATORY_NOT_FOUND",
            "column": "Last_Name",
            "count": 1,
            "first_line": 3,
            "hint": "Last Name must not be empty: fill the cell, or map a default value.",
        }
    ]


def test_records_are_updated_and_upserted_by_a_field(zylker, served, user):
    write(user, "new.csv", "Last_Name,Company,Email", "Ann,X,ann@x.com", "Bob,X,bob@x.com")
    user.output("import", "Leads", "new.csv", "--insert")
    write(user, "changed.csv", "Mail,Phone,Last Name,Company", "ann@x.com,111,Ann,X", "cid@x.com,333,Cid,X")
    answer = user.json("import", "Leads", "changed.csv", "--upsert", "--find-by", "email", "--map", "Mail=Email")

    assert [answer[name] for name in ("added", "updated", "failed")] == [1, 1, 0]
    write(user, "ids.csv", "id,Phone", f"{zylker.store.column('Leads', 'id')[1]},222")
    assert user.json("import", "Leads", "ids.csv", "--update")["updated"] == 1
    assert zylker.store.records("Leads", ["Last_Name", "Phone"]) == [("Ann", "111"), ("Bob", "222"), ("Cid", "333")]


def test_a_mapping_is_kept_and_followed(zylker, served, user):
    write(user, "a.csv", "N,F,X", "Ann,Zylker,1")
    options = ["--map", "N=Last_Name", "--map", "2=Company", "--set", "Lead_Source=Fair"]
    user.output("import", "Leads", "a.csv", "--insert", *options, "--save-mapping", "leads.json")
    write(user, "b.csv", "F,N,X", "Zylker,Bob,2")
    user.output("import", "Leads", "b.csv", "--insert", "--mapping", "leads.json")

    assert zylker.store.records("Leads", ["Last_Name", "Company", "Lead_Source"]) == [
        ("Ann", "Zylker", "Fair"),
        ("Bob", "Zylker", "Fair"),
    ]


def test_lookups_find_records_by_a_field(zylker, served, user):
    write(user, "accounts.csv", "Account_Name", "Zylker", "Zoho")
    user.output("import", "Accounts", "accounts.csv", "--insert")
    write(user, "people.csv", "Last_Name,Account", "Ann,Zoho", "Bob,Nobody")
    options = ["--map", "Account=Account_Name", "--lookup", "Account_Name=Account_Name"]
    done = user.run("import", "Contacts", "people.csv", "--insert", *options)

    assert done.returncode == 1, done.stderr
    assert zylker.store.records("Contacts", ["Last_Name", "Account_Name"]) == [("Ann", zylker.store.column("Accounts", "id")[1])]


def test_parents_and_children_go_together(zylker, user):
    (user.home / "schema.yaml").write_text(SUBFORM)
    zylker.folder.output("schema apply", user.home / "schema.yaml")
    with zylker.folder.serve() as server:
        user.log_in(zylker.folder, server)
        write(user, "leads.csv", "Key,Last_Name,Company", *(f"K{n},Lead {n},{'X' if n % 10 else ''}" for n in range(50)))
        calls = (f"Topic {n},{n},K{n % 50}" for n in range(150))
        write(user, "calls.csv", "Topic,Minutes,Lead", *calls)
        command = ["import", "Leads", "leads.csv", "--insert", "--child", "Lead_Calls=calls.csv", "--join", "Lead=Key", "--part-rows", "20"]
        done = user.run(*command)

        assert done.returncode == 1, done.stderr
        assert "calls.csv → Lead_Calls  150 rows" in done.stderr
        assert re.search(r"^Leads +50 +45 +0 +5 +0$", done.stdout, re.MULTILINE)
        assert re.search(r"^Lead_Calls +150 +135 +0 +0 +15$", done.stdout, re.MULTILINE)
        again = done.stdout.splitlines()[-1].removeprefix("  longshore ").split()
        assert again[1:6] == ["Leads", "leads.failed.csv", "--insert", "--child", "Lead_Calls=calls.failed.csv"]
        failed = user.home / "leads.failed.csv"
        failed.write_text(failed.read_text().replace(",,SKIPPED", ",X,SKIPPED"))
        user.output(*again)

    leads = dict(zylker.store.records("Leads", ["id", "Last_Name"]))
    children = zylker.store.records("Lead_Calls", ["Topic", "Parent_Id"])
    assert sorted(leads.values()) == sorted(f"Lead {n}" for n in range(50))
    assert sorted((topic, leads[parent]) for topic, parent in children) == sorted((f"Topic {n}", f"Lead {n % 50}") for n in range(150))


def test_archives_may_hold_parents_and_children(zylker, user):
    (user.home / "schema.yaml").write_text(SUBFORM)
    zylker.folder.output("schema apply", user.home / "schema.yaml")
    with zylker.folder.serve() as server:
        user.log_in(zylker.folder, server)
        with zipfile.ZipFile(user.home / "all.zip", "w") as archive:
            archive.writestr("leads.csv", "Last_Name,Company\nAnn,X\n")
            archive.writestr("calls.csv", "Topic,Last_Name\nHello,Ann\n")
        user.output("import", "Leads", "all.zip", "--insert", "--child", "Lead_Calls=calls.csv")
        undecided = user.run("import", "Contacts", "all.zip", "--insert")

    assert zylker.store.column("Lead_Calls", "Topic") == ["Hello"]
    assert undecided.returncode == 64 and "all.zip holds leads.csv, calls.csv: unpack it and import them one by one" in undecided.stderr


def test_rows_can_come_from_standard_input(zylker, served, user):
    done = subprocess.run(
        [BINARY, "import", "Leads", "-", "--insert"],
        input="Last_Name;Company\nAnn;X\n;Y\n",
        cwd=user.home,
        env=environment(user.environment | {"XDG_STATE_HOME": str(user.home / "state")}),
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 1, done.stderr
    assert "standard input → Leads  2 rows" in done.stderr
    assert "longshore import Leads Leads.failed.csv --insert" in done.stdout
    assert names(zylker) == ["Ann"]
    assert left_in(user) == ["Leads.failed.csv", "state"]
    assert list((user.home / "state/longshore").iterdir()) == []


def test_a_trial_sends_nothing(zylker, served, user, leads):
    done = user.run("import", "Leads", take(leads, user), "--insert", "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "2 Company         Company         API name" in done.stdout
    assert re.search(r"2 jobs:\n  part 1  25,000 rows, \d+ KB compressed\n", done.stdout)
    assert done.stdout.endswith("Nothing was sent.\n")
    answer = user.json("import", "Leads", "leads.csv", "--insert", "--dry-run")
    assert [part["rows"] for part in answer["parts"]] == [25_000, 5_000]
    assert zylker.store.rows("SELECT count(*) FROM _uploads") == [(0,)]
    assert left_in(user) == ["leads.csv"]


@pytest.mark.parametrize(
    "arguments, code, message",
    [
        (["Leads", "ok.csv"], 64, "say what is to be done with the rows: --insert, --update or --upsert"),
        (["Leads", "ok.csv", "--upsert"], 64, "--upsert needs the field that tells which record a row is"),
        (["Leads", "ok.csv", "--upsert", "--find-by", "Emial"], 64, "--find-by Emial: Leads has no such field; fields that tell"),
        (["Leeds", "ok.csv", "--insert"], 64, "there is no module 'Leeds'; did you mean Leads"),
        (["Leads", "none.csv", "--insert"], 65, "can't read none.csv: No such file or directory"),
        (["Leads", "open.csv", "--insert"], 65, "open.csv, "),
        (["Leads", "empty.csv", "--insert"], 65, "empty.csv is empty: its first row must name the columns"),
        (["Leads", "broken.zip", "--insert"], 65, "broken.zip: "),
        (["Leads", "ok.csv", "--insert", "--map", "Nope=Email"], 64, "--map Nope=Email: the file has no column Nope"),
        (["Leads", "ok.csv", "--insert", "--mapping", "nowhere.json"], 65, "can't read nowhere.json: "),
        (["Leads", "ok.csv", "--insert", "--child", "calls.csv"], 64, "--child takes a module and a file"),
        (["Leads", "ok.csv", "--insert", "--encoding", "klingon"], 64, "--encoding takes a name such as UTF-8"),
        (["Leads", "ok.csv", "--insert", "--assume-not-created"], 64, "nothing needs to be assumed: no job is in doubt"),
        (["Leads", "ok.csv", "--insert", "--to", "http://127.0.0.1:1"], 64, "profile 'default' is for "),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(zylker, served, user, arguments, code, message):
    write(user, "ok.csv", "Last_Name,Company", "Ann,X")
    write(user, "open.csv", "Last_Name,Company", 'Ann,"X')
    (user.home / "empty.csv").write_text("")
    (user.home / "broken.zip").write_bytes(b"PK\x03\x04 and nothing more")
    before = left_in(user)
    done = user.run("import", *arguments)

    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.splitlines()[-1].startswith(f"longshore: {message}"), done.stderr
    assert left_in(user) == before
    assert names(zylker) == []


def test_mandatory_fields_that_no_column_is_are_named_before_anything_is_sent(zylker, served, user):
    write(user, "leads.csv", "Company", "X")
    done = user.run("import", "Leads", "leads.csv", "--insert")

    assert done.returncode == 64
    assert "nothing was sent: Last_Name is mandatory" in done.stderr
    assert left_in(user) == ["leads.csv"]


def test_a_token_that_is_not_good_is_said_to_be(served, user):
    write(user, "leads.csv", "Last_Name,Company", "Ann,X")
    done = user.run("import", "Leads", "leads.csv", "--insert", "--to", served.url, env={"LONGSHORE_TOKEN": "1000.a.b"})

    assert done.returncode == 77
    assert "1000.a.b" not in done.stderr
    assert left_in(user) == ["leads.csv"]


def test_a_server_that_is_not_there_is_waited_for_as_long_as_is_said(user):
    write(user, "leads.csv", "Last_Name,Company", "Ann,X")
    done = user.run(
        *("import", "Leads", "leads.csv", "--insert", "--to", "http://127.0.0.1:1", "--wait", "1s"),
        env={"LONGSHORE_TOKEN": "1000.a.b"},
    )

    assert done.returncode == 69
    assert left_in(user) == ["leads.csv"]


# What cells leave open


def born(zylker) -> list[str]:
    return [str(date(1970, 1, 1) + timedelta(days=days)) for days in zylker.store.column("Contacts", "Date_of_Birth")]


def test_dates_that_could_be_two_things_are_asked_on_a_terminal(zylker, served, user):
    write(user, "people.csv", "Last Name,Date of Birth", "Ann,12/03/1981", "Bo,04/05/1982")
    screen = on_terminal(
        *(user, ["import", "Contacts", "people.csv", "--insert"], 200),
        answers={"or nothing to leave it open: ": "2\n", "[Y/n] ": "y\n"},
    )

    assert "1  month first, MM/dd/yyyy: 12/03/1981 is 3 December 1981, 04/05/1982 is 5 April 1982" in screen
    assert "2  day first, dd/MM/yyyy: 12/03/1981 is 12 March 1981, 04/05/1982 is 4 May 1982" in screen
    assert born(zylker) == ["1981-03-12", "1982-05-04"]


def test_a_file_that_is_refused_is_an_outcome_for_programs_too(zylker, served, user):
    write(user, "leads.csv", "Last Name,Company", 'Ann,"Zylker', "Bo,Zylker")
    done = user.run("import", "Leads", "leads.csv", "--insert", "--yes", "--json")

    assert done.returncode == 65
    answer = json.loads(done.stdout)
    assert answer["parts"] == [] and answer["added"] == 0 and answer["mappings"] == []
    assert [error["code"] for error in answer["errors"]] == ["NOT_BEGUN"]
    assert "line 2: the quote that opens here is never closed" in answer["problems"][0]
    assert answer["problems"][0] in done.stderr


def test_a_second_line_of_a_header_is_told(zylker, served, user):
    write(user, "leads.csv", "Last Name,Annual Revenue,No of Employees", "Name,in Euro,Heads", "Ann,10,1", "Bo,20,2")
    done = user.run("import", "Leads", "leads.csv", "--insert", "--yes", "--set", "Company=Zylker")

    assert "line 2 (Name, in Euro, Heads) has words where the rows below it have numbers" in done.stderr
    assert names(zylker) == ["Ann", "Bo"]


def test_without_a_terminal_they_are_no_import(zylker, served, user):
    write(user, "people.csv", "Last Name,Date of Birth", "Ann,12/03/1981")
    done = user.run("import", "Contacts", "people.csv", "--insert", "--yes", "--json")

    assert done.returncode == 64
    answer = json.loads(done.stdout)
    assert answer["dry_run"] is False and answer["parts"] == [] and answer["added"] == 0
    assert [error["code"] for error in answer["errors"]] == ["NOT_BEGUN"]
    assert "--format Date_of_Birth=MM/dd/yyyy or --format Date_of_Birth=dd/MM/yyyy" in answer["problems"][0]
    assert answer["problems"][0] in done.stderr
    assert names_of(zylker, "Contacts") == []
    trial = json.loads(user.run("import", "Contacts", "people.csv", "--insert", "--dry-run", "--json").stdout)
    assert trial["problems"] == answer["problems"]

    taken = user.json("import", "Contacts", "people.csv", "--insert", "--default-formats")
    assert "--default-formats takes month first" in taken["notes"][0]
    assert born(zylker) == ["1981-12-03"]


def names_of(zylker, module: str) -> list[str]:
    return zylker.store.column(module, "Last_Name")


def test_failed_rows_mean_what_the_whole_file_meant(zylker, served, user):
    write(user, "people.csv", "Last Name,Email,Date of Birth", "Ann,a@x.example,25/12/1981", "Bo,nowhere,04/03/1981")
    done = user.run("import", "Contacts", "people.csv", "--insert", "--encoding", "UTF-8", "--null", "n/a")

    command = done.stdout.splitlines()[-1].strip()
    assert command == "longshore import Contacts people.failed.csv --insert --null n/a --format Date_of_Birth=dd/MM/yyyy"
    failed = user.home / "people.failed.csv"
    failed.write_text(failed.read_text().replace("nowhere", "b@x.example"))
    again = user.run(*shlex.split(command)[1:])
    assert again.returncode == 0, again.stderr
    assert born(zylker) == ["1981-12-25", "1981-03-04"]


def test_what_is_told_on_the_terminal_is_told_to_programs(zylker, served, user):
    write(user, "leads.csv", "Last Name,Company,Lead Source", "Ann,X,Advertisment")
    for arguments in (["--dry-run"], []):
        done = user.run("import", "Leads", "leads.csv", "--insert", "--json", *arguments)
        notes = json.loads(done.stdout)["notes"]
        assert len(notes) == 1 and '"Advertisment" (1 row, first in line 2, near "Advertisement")' in notes[0]
    assert f"note: {notes[0]}" in done.stderr


def test_files_of_an_archive_that_are_left_out_are_named(zylker, served, user):
    def archive(*names):
        with zipfile.ZipFile(user.home / "a.zip", "w") as file:
            for name in names:
                file.writestr(name, "Last_Name,Company\nAnn,X\n")

    archive("leads.csv", "more.csv", "sheet.xlsx", "__MACOSX/._leads.csv", "Thumbs.db")
    assert user.json("import", "Leads", "a.zip", "--insert")["notes"] == [
        "a.zip: more.csv, sheet.xlsx are in the archive too, and left out"
    ]
    archive("2025/leads.csv", "2026/leads.csv")
    done = user.run("import", "Leads", "a.zip", "--insert")
    assert done.returncode == 64
    assert "a.zip holds 2025/leads.csv, 2026/leads.csv: unpack it and import them one by one" in done.stderr
    assert names(zylker) == ["Ann"]


# How it looks


@pytest.mark.parametrize("width", [80, 200])
def test_on_a_terminal_lines_fit_and_it_asks_before_it_begins(zylker, served, user, leads, width):
    take(leads, user)
    screen = on_terminal(user, ["import", "Leads", "leads.csv", "--insert"], width, answers={"[Y/n] ": "y\n"})

    assert f"Insert 30,000 rows: Leads of Zylker at {served.url}? [Y/n] " in screen
    drawn = re.findall(r"\r([^\r\n\x1b]*)\x1b\[K", screen)
    assert any(line.startswith("Importing part ") and "of 30,000 rows" in line for line in drawn), drawn
    assert all(len(line) < width for line in drawn)
    assert any("█" in line for line in drawn)
    plain = re.sub(r"\x1b\[[0-9;]*[mK]", "", screen)
    assert all(len(line) <= max(width, 120) for line in plain.split("\r\n") if "\r" not in line)
    assert names(zylker) == NAMES


def test_whoever_says_no_has_sent_nothing(zylker, served, user):
    write(user, "leads.csv", "Last_Name,Company", "Ann,X")
    screen = on_terminal(user, ["import", "Leads", "leads.csv", "--insert"], 80, answers={"[Y/n] ": "n\n"}, code=130)

    assert "nothing was sent" in screen
    assert names(zylker) == []
    assert left_in(user) == ["leads.csv"]


def on_terminal(user, arguments, width, answers, code=None) -> str:
    """What a command draws on a terminal of a width, to which somebody answers."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [BINARY, *arguments],
        cwd=user.home,
        env=environment(user.environment | {"TERM": "xterm"}),
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    screen = b""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        if select.select([master], [], [], 0.5)[0]:
            try:
                piece = os.read(master, 65_536)
            except OSError:  # the other side is closed
                break
            screen += piece
            for question in [question for question in answers if question.encode() in screen]:
                os.write(master, answers.pop(question).encode())
    else:
        process.kill()
        raise AssertionError(f"after 120 s the command still runs:\n{screen.decode(errors='replace')}")
    os.close(master)
    assert process.wait(timeout=60) in ([0, 1] if code is None else [code]), screen.decode()
    return screen.decode()


# Interruptions


def test_an_import_whose_client_is_killed_again_and_again_ends_complete(zylker, served, user, leads):
    command = ["import", "Leads", take(leads, user), "--insert", "--part-rows", "3500"]
    killed = 0
    for moment in moments(seed=3, longest=2):
        done = ended_after(user.start(*command), moment)
        if done.returncode == 1:
            break
        assert done.returncode == -signal.SIGKILL, done.stderr
        killed += 1
        if killed == 12:
            done = user.run(*command)
            break

    assert killed > 0 and done.returncode == 1, done.stderr
    assert names(zylker) == NAMES
    assert len(rows(user.home / "leads.failed.csv")) == ROWS - len(NAMES) + 1
    assert left_in(user) == ["leads.csv", "leads.failed.csv"]


@pytest.mark.parametrize("kills_client", [False, True], ids=["server", "both"])
def test_an_import_whose_server_is_killed_again_and_again_ends_complete(zylker, user, leads, kills_client):
    command = ["import", "Leads", take(leads, user), "--insert", "--part-rows", "3500", "--wait", "60s"]
    assert outliving_servers(zylker.folder, user, command, seed=4, kills_client=kills_client, done=(0, 1)) == 1

    assert names(zylker) == NAMES
    assert len(rows(user.home / "leads.failed.csv")) == ROWS - len(NAMES) + 1


def begun(user, *command) -> subprocess.Popen:
    """An import that is in the middle of its jobs."""
    client = user.start(*command)
    ledger = user.home / "leads.csv.longshore-import/ledger.json"
    wait_for("a part is done", lambda: ledger.exists() and '"collected"' in ledger.read_text(), pause=0.005, process=client)
    return client


def test_ctrl_c_says_what_is_safe_and_how_to_go_on(zylker, served, user, leads):
    command = ["import", "Leads", take(leads, user), "--insert", "--part-rows", "3500"]
    done = ended_after(begun(user, *command), 0, signal.SIGINT)

    assert done.returncode == 130, done.stderr
    assert done.stderr.endswith(
        "longshore: interrupted. Rows that are in stay in, and the job that is under way goes on at the server."
        " Give the same command again to go on; no row comes twice. leads.csv.longshore-import holds what is known\n"
    )
    again = user.run(*command)
    assert again.returncode == 1
    assert "Going on with the import begun " in again.stderr
    assert names(zylker) == NAMES


def test_a_file_that_is_changed_in_between_is_not_gone_on_with(zylker, served, user, leads):
    command = ["import", "Leads", "leads.csv", "--insert", "--part-rows", "3500"]
    (user.home / "leads.csv").write_bytes(leads.read_bytes())
    ended_after(begun(user, *command), 0)
    with (user.home / "leads.csv").open("a") as file:
        file.write("One more,Zylker,,,\n")
    done = user.run(*command)

    assert done.returncode == 64
    assert "leads.csv has been changed since" in done.stderr and "--restart" in done.stderr
    assert user.run(*command, "--restart").returncode == 1
    assert len(names(zylker)) > len(NAMES) + 1


def test_two_processes_cannot_import_the_same_file(zylker, served, user, leads):
    command = ["import", "Leads", take(leads, user), "--insert", "--part-rows", "3500"]
    first = begun(user, *command)
    second = user.run(*command)
    first.communicate(timeout=120)

    assert second.returncode == 75
    assert "another process is importing this file" in second.stderr
    assert first.returncode == 1
    assert names(zylker) == NAMES


def test_a_cancelled_job_is_gone_on_with_once_it_is_told_to(zylker, served, user, leads):
    command = ["import", "Leads", take(leads, user), "--insert"]
    client = user.start(*command)

    def jobs_under_way():
        jobs = user.json("jobs", "list")["jobs"]
        return [job for job in jobs[:1] if job["state"] == "IN PROGRESS"]

    jobs = wait_for("a job is in progress", jobs_under_way, pause=0, process=client)
    cancelled = user.run("jobs", "cancel", jobs[0]["id"])
    assert cancelled.returncode == 0, cancelled.stderr
    _, words = client.communicate(timeout=60)

    assert client.returncode == 2, words
    assert f"longshore jobs retry {jobs[0]['id']}" in words
    assert user.run("jobs", "retry", jobs[0]["id"]).returncode == 0
    assert user.run(*command).returncode == 1
    assert names(zylker) == NAMES
