"""An import of as many leads as a file may have, compared cell by cell with what another reader makes of the file."""

import csv
import io
import random
import re
import time

from archives import archive, zipped
from imports import counts

ROWS = 25_000
# Of a row's cells, one in so many is no value of its field.
FLAWED = 1_000
ADMINISTRATOR = "admin@example.com"


class Refused(Exception):
    """A cell that is no value of its field."""


def text(limit):
    def read(cell, _):
        if len(cell) > limit:
            raise Refused
        return cell

    return read


def matching(pattern, limit):
    def read(cell, store):
        if not re.fullmatch(pattern, cell, re.IGNORECASE):
            raise Refused
        return text(limit)(cell, store)

    return read


def whole(cell, _):
    if not re.fullmatch(r"-?\d{1,9}", number := cell.replace(",", "")):
        raise Refused
    return int(number)


def amount(cell, _):
    """Hundredths; what is smaller is cut off."""
    if not (parts := re.fullmatch(r"(-?)(\d{1,16})(?:\.(\d{1,9}))?", cell.replace(",", ""))):
        raise Refused
    sign, units, fraction = parts.groups()
    return int(f"{sign}{units}{(fraction or '').ljust(2, '0')[:2]}")


def truth(cell, _):
    try:
        return {"true": 1, "1": 1, "false": 0, "0": 0}[cell.lower()]
    except KeyError:
        raise Refused from None


def option(*values):
    """A value of the list, in any letter case, or one of its own."""
    listed = {value.lower(): value for value in values}
    return lambda cell, store: listed.get(cell.lower()) or text(120)(cell, store)


def user(cell, users):
    """An id or an address, in any letter case."""
    try:
        return users[cell.lower()]
    except KeyError:
        raise Refused from None


EMAIL = r"[\w+-][\w.+-]*@([^\W_]+[-\w]*\.)+[a-z]{2,22}"
PHONE = r"[\da-z +.(),;#/-]+"
WEBSITE = r"(https?://|www\.).+\..+"

# header in the file: field, reader, good cells, bad cells
COLUMNS = {
    "Firm": (
        "Company",
        text(200),
        ["Zylker, Inc.", "Müller & Söhne", 'the "best"', " blanks around ", "x" * 200],
        ["x" * 201],
    ),
    "Given": ("First_Name", text(40), ["Patricia", "", "太郎", "Zoë"], ["x" * 41]),
    "Surname": (
        "Last_Name",
        text(80),
        ["Boyle", "O'Neill", "田中", "\ttabbed\t", "=1+1", "NULL", "🚢" * 80],
        ["x" * 81, ""],
    ),
    "Mr/Ms": ("Salutation", option("Mr.", "Mrs."), ["Mr.", "mrs.", "", "Herr"], []),
    "Job": ("Designation", text(100), ["CEO", "", "Ship's doctor"], ["é" * 101]),
    "Mail": (
        "Email",
        matching(EMAIL, 100),
        ["p.boyle@zylker.example", "Jörg@müller.example", "a+b@x.co", ""],
        ["boyle", "a@b"],
    ),
    "Mail 2": ("Secondary_Email", matching(EMAIL, 100), ["", "second@zylker.example"], ["x" * 100 + "@zylker.example"]),
    "Tel": (
        "Phone",
        matching(PHONE, 30),
        ["9800000099", "91(987)654321", "+1 555-0100 #12", ""],
        ["one_two", "5" * 31],
    ),
    "Cell": ("Mobile", matching(PHONE, 30), ["555/0101", ""], ["☎"]),
    "Fax": ("Fax", text(30), ["555 0102", ""], ["5" * 31]),
    "Site": (
        "Website",
        matching(WEBSITE, 255),
        ["https://www.zylker.example/a?b=c", "www.zylker.example", ""],
        ["not a site"],
    ),
    "Source": (
        "Lead_Source",
        option("Advertisement", "Trade Show"),
        ["TRADE SHOW", "Advertisement", "", "Word of mouth"],
        ["x" * 121],
    ),
    "State of things": (
        "Lead_Status",
        option("Contacted", "Not Contacted"),
        ["Contacted", "not contacted", ""],
        ["x" * 121],
    ),
    "Branch": ("Industry", option("Large Enterprise"), ["Large Enterprise", "Shipping", ""], []),
    "Staff": (
        "No_of_Employees",
        whole,
        ["0", "350", "123,344", "-7", "999999999", ""],
        ["1.5", "1234567890", "many", "1e3"],
    ),
    "Revenue": (
        "Annual_Revenue",
        amount,
        ["0", "10.999", "1,250,000.5", "-0.05", "9" * 16, ""],
        ["$5", "1.2.3", "9" * 17],
    ),
    "Rating": ("Rating", option("Active", "Acquired"), ["active", "Acquired", ""], []),
    "Skype": ("Skype_ID", text(50), ["boyle", ""], ["x" * 51]),
    "Twitter": ("Twitter", text(50), ["@zylker", ""], ["x" * 51]),
    "Street": ("Street", text(250), ["Harbour St. 1\nBack yard", ""], ["x" * 251]),
    "City": ("City", text(100), ["Austin", "Köln", ""], ["x" * 101]),
    "Province": ("State", text(100), ["Texas", ""], ["x" * 101]),
    "Post": ("Zip_Code", text(30), ["01234", ""], ["0" * 31]),
    "Country": ("Country", text(100), ["USA", ""], ["x" * 101]),
    "Note": (
        "Description",
        text(32_000),
        ["two\nlines", 'CRLF\r\nand "quotes", and more', "", "long " * 200],
        ["x" * 32_001],
    ),
    "No mail": ("Email_Opt_Out", truth, ["TRUE", "false", "1", "0", ""], ["maybe", "2"]),
    "Whose": ("Owner", user, [ADMINISTRATOR, "ADMIN@Example.com", ""], ["nobody@example.com", "4711"]),
}
MAPPINGS = [{"api_name": field, "index": index} for index, (field, *_) in enumerate(COLUMNS.values())]
MANDATORY = {"Firm", "Surname"}


def test_every_cell_of_an_import_is_what_another_reader_makes_of_the_file(zylker):
    content = file_of_leads(ROWS)
    begun = int(time.time())
    with zylker.folder.serve("--limits", "strict") as server:
        job, result = zylker.importer(server).imported("insert", "Leads", zipped("leads.csv", content), MAPPINGS)
    ended = int(time.time())

    user_id = int(zylker.owner["user"]["id"])
    header, *rows = [
        row for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";") if row
    ]
    assert (header, len(rows)) == (list(COLUMNS), ROWS)
    assert result.entry == "Leads-leads.csv"
    assert result.header == [*list(COLUMNS)[:3], "STATUS", "RECORD_ID", "ERRORS"]
    expected = []
    for row, (*cells, status, id, errors) in zip(rows, result.lines, strict=True):
        assert cells == row[:3]
        values, refused = reading(row, {ADMINISTRATOR: user_id})
        assert (status, errors) == (("SKIPPED", refused) if refused else ("ADDED", "")), row
        assert (id == "") == bool(refused)
        if not refused:
            expected.append({"id": int(id)} | constants(user_id) | values | full_name(values))
    added = len(expected)
    assert ROWS / 2 < added < ROWS
    assert counts(job) == (added, 0, ROWS - added, ROWS)

    times = ["Created_Time", "Modified_Time", "Last_Activity_Time"]
    columns = [name for _, name, *_ in zylker.store.rows('PRAGMA table_info("Leads")') if name not in times]
    assert {name for lead in expected for name in lead} <= set(columns)
    for record, lead in zip(zylker.store.records("Leads", columns), expected, strict=True):
        assert record == tuple(lead.get(name) for name in columns)
    assert all(begun <= moment <= ended for row in zylker.store.records("Leads", times) for moment in row)


def test_a_file_with_one_row_more_than_it_may_have_is_refused(zylker):
    rows = [["Last_Name", "Company"], *(["Boyle", "Zylker"] for _ in range(ROWS + 1))]
    with zylker.folder.serve("--limits", "strict") as server:
        importer = zylker.importer(server)
        file = importer.upload(archive("leads.csv", rows))
        resource = {"type": "data", "module": {"api_name": "Leads"}, "file_id": file}
        body = {"operation": "insert", "resource": [resource]}

        assert importer.caller.refusal("POST", "/crm/bulk/v8/write", body) == (400, "FILE_NOT_SUPPORTED")
    assert zylker.store.column("Leads", "id") == []


def test_the_values_a_file_brings_are_in_the_picklist_afterwards_but_not_those_of_skipped_rows(zylker):
    rows = [
        ["Last_Name", "Company", "Lead_Source", "Email"],
        ["Boyle", "Zylker", "PIGEON", "no address"],
        ["Smith", "Zylker", "Pigeon", ""],
        ["Kumar", "Zylker", "pigeon", ""],
        ["Tanaka", "Zylker", "trade show", ""],
    ]
    with zylker.folder.serve() as server:
        job, _ = zylker.importer(server).imported("insert", "Leads", archive("leads.csv", rows))

    assert counts(job) == (3, 0, 1, 4)
    assert zylker.store.column("Leads", "Lead_Source") == ["Pigeon", "Pigeon", "Trade Show"]
    values = zylker.store.fields("Leads")["Lead_Source"]["pickListValues"]
    assert [value for value in values if value.lower() == "pigeon"] == ["Pigeon"]


def file_of_leads(rows):
    """A CSV as a spreadsheet may have written it: a mark at its start, semicolons, quotes where none are needed."""
    chance = random.Random(7)
    content = io.StringIO(newline="")
    content.write("\ufeff")
    plain = csv.writer(content, delimiter=";")
    quoted = csv.writer(content, delimiter=";", quoting=csv.QUOTE_ALL)
    plain.writerow(COLUMNS)
    for number in range(rows):
        row = [
            chance.choice(bad if bad and chance.randrange(FLAWED) == 0 else good)
            for _, _, good, bad in COLUMNS.values()
        ]
        chance.choice([plain, quoted]).writerow(row)
        if number % 1_000 == 0:
            content.write("\r\n")
    return content.getvalue().encode()


def reading(row, users):
    """The fields of a row that have a value, and the errors as the result spells them."""
    values, missing, invalid = {"Owner": users[ADMINISTRATOR], "Email_Opt_Out": 0}, [], []
    for (header, (field, read, *_)), cell in zip(COLUMNS.items(), row, strict=True):
        cell = cell.strip(" \t\r\n")
        try:
            if cell:
                values[field] = read(cell, users)
            elif header in MANDATORY:
                missing.append(header)
        except Refused:
            invalid.append(header)
    errors = {"MANDATORY_NOT_FOUND": missing, "INVALID_DATA": invalid}
    return values, ":".join(f"{code}-{','.join(headers)}" for code, headers in errors.items() if headers)


def constants(user):
    """What every new lead has, whatever the file says."""
    return {
        "Converted__s": 0,
        "Created_By": user,
        "Modified_By": user,
        "Locked__s": 0,
        "Record_Status__s": "Available",
    }


def full_name(values):
    return {"Full_Name": " ".join(values[name] for name in ("First_Name", "Last_Name") if name in values)}
