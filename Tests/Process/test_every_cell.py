"""Exports, compared cell by cell with what lies in the store."""

import csv
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from conftest import LEADS

# What a page holds in Zoho's own service.
PAGE = 200_000
NEW_YORK = ZoneInfo("America/New_York")


def text(value):
    return value


def whole(value):
    return str(value)


def amount(value):
    return str(Decimal(value) / 100)


def truth(value):
    return {0: "false", 1: "true"}[value]


def moment(value):
    return datetime.fromtimestamp(value, NEW_YORK).isoformat()


LEAD_COLUMNS = {
    "Id": whole,
    "Owner": whole,
    "Company": text,
    "First_Name": text,
    "Last_Name": text,
    "Full_Name": text,
    "Salutation": text,
    "Designation": text,
    "Email": text,
    "Secondary_Email": text,
    "Phone": text,
    "Mobile": text,
    "Fax": text,
    "Website": text,
    "Lead_Source": text,
    "Lead_Status": text,
    "Industry": text,
    "No_of_Employees": whole,
    "Annual_Revenue": amount,
    "Rating": text,
    "Skype_ID": text,
    "Twitter": text,
    "Street": text,
    "City": text,
    "State": text,
    "Zip_Code": text,
    "Country": text,
    "Description": text,
    "Email_Opt_Out": truth,
    "Unsubscribed_Mode": text,
    "Unsubscribed_Time": moment,
    "Converted__s": truth,
    "Converted_Date_Time": moment,
    "Lead_Conversion_Time": whole,
    "Converted_Account": whole,
    "Converted_Contact": whole,
    "Converted_Deal": whole,
    "Change_Log_Time__s": moment,
    "Last_Enriched_Time__s": moment,
    "Enrich_Status__s": text,
    "Created_By": whole,
    "Modified_By": whole,
    "Created_Time": moment,
    "Modified_Time": moment,
    "Last_Activity_Time": moment,
    "Tag": text,
    "Locked__s": truth,
    "Record_Status__s": text,
}


@pytest.mark.timeout(900)
def test_every_cell_of_an_export_of_all_fields_is_what_the_store_holds(large):
    records = large.store.records("Leads", ["id", *list(LEAD_COLUMNS)[1:]])
    with large.folder.serve("--limits", "strict") as server:
        pages = exported_pages(large.caller(server), "Leads")

    assert [page.count for page in pages] == page_sizes(LEADS)
    assert [page.header for page in pages] == [list(LEAD_COLUMNS)] * len(pages)
    exported = (row for page in pages for row in page.rows())
    offsets = set()
    for row, record in zip(exported, records, strict=True):
        expected = [
            "" if value is None else written(value)
            for written, value in zip(LEAD_COLUMNS.values(), record, strict=True)
        ]
        assert row == expected, f"lead {record[0]}"
        offsets.add(row[-6][-6:])
    assert offsets == {"-05:00", "-04:00"}, "the records are to show winter and summer"


def test_one_record_more_than_a_page_holds_stands_alone_on_the_next(zylker):
    first = zylker.store.prefix * 10**12 + 900_000_000_000
    numbers = f"WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {PAGE})"
    zylker.store.execute(f'INSERT INTO "Leads" ("id", "Last_Name") {numbers} SELECT {first} + n, \'Boyle\' FROM numbers')
    with zylker.folder.serve("--limits", "strict") as server:
        pages = exported_pages(zylker.caller(server), "Leads", ["Last_Name"])

    assert [page.count for page in pages] == [PAGE, 1]
    assert [id for page in pages for id in page.column("Id")] == [str(first + number) for number in range(PAGE + 1)]


def test_dotted_lookups_are_joined_as_a_reader_of_the_store_would(large):
    jane, ravi = (large.store.prefix * 10**12 + sequence for sequence in (412_001, 413_001))
    colleagues = [user(jane, "Smith", "jane@zylker.example"), user(ravi, "Kumar", "ravi@zylker.example")]
    large.store.insert("Users", colleagues)
    large.store.execute('UPDATE "Contacts" SET "Owner" = ? WHERE "id" % 3 = 0', jane)
    large.store.execute('UPDATE "Accounts" SET "Owner" = ? WHERE "id" % 2 = 0', ravi)
    contacts = large.store.records("Contacts", ["id", "Last_Name", "Owner", "Account_Name"])
    users = {id: rest for id, *rest in large.store.records("Users", ["id", "last_name", "email"])}
    accounts = {id: rest for id, *rest in large.store.records("Accounts", ["id", "Account_Name", "Owner"])}
    lookups = ["Owner.last_name", "Account_Name.Account_Name", "Account_Name.Owner.email", "Account_Name.id"]
    fields = ["Last_Name", *lookups]
    with large.folder.serve("--limits", "strict") as server:
        export = large.caller(server).export("Contacts", fields)

    expected = []
    for id, last_name, owner, account in contacts:
        row = [str(id), last_name, users[owner][0]]
        if account is None:
            row += ["", "", ""]
        else:
            account_name, account_owner = accounts[account]
            row += [account_name, users[account_owner][1], str(account)]
        expected.append(row)
    assert export.count == 5_000
    assert export.header == ["Id", *fields]
    assert list(export.rows()) == expected
    assert {row[2] for row in expected} == {"Admin", "Smith"}
    assert {row[4] for row in expected} == {"admin@example.com", "ravi@zylker.example", ""}


SUMMER_BEGINS = datetime(2024, 3, 10, 7, tzinfo=timezone.utc)
SUMMER_ENDS = datetime(2024, 11, 3, 6, tzinfo=timezone.utc)
SECOND = timedelta(seconds=1)
LONG = "A long story, in one cell. " * 40_000

# module, field, as it is stored, as it is written
EDGES = [
    *[
        ("Leads", "Company", text, text)
        for text in [
            "",
            " blanks at either end ",
            "a,b",
            ",",
            '"',
            'say "hi"',
            'ends in a quote"',
            "two\nlines",
            "two\r\nlines",
            "one\rreturn",
            "tab\tinside",
            "=1+1",
            "NULL",
            "Jörg 田中 🚢",
            "\ufeffmarked",
            LONG,
        ]
    ],
    # Each special character at each place of short and long texts.
    *[
        ("Leads", "Company", text, text)
        for special in ',"\n\r'
        for length in (1, 3, 4, 7, 8, 9, 16, 17)
        for place in range(length)
        for text in ["." * place + special + "." * (length - place - 1)]
    ],
    ("Leads", "No_of_Employees", 0, "0"),
    ("Leads", "No_of_Employees", -7, "-7"),
    ("Leads", "No_of_Employees", 2**63 - 1, "9223372036854775807"),
    ("Leads", "No_of_Employees", -(2**63), "-9223372036854775808"),
    ("Leads", "Annual_Revenue", 0, "0"),
    ("Leads", "Annual_Revenue", 1, "0.01"),
    ("Leads", "Annual_Revenue", -5, "-0.05"),
    ("Leads", "Annual_Revenue", 100_000, "1000"),
    ("Leads", "Annual_Revenue", 250_050, "2500.5"),
    ("Leads", "Annual_Revenue", -250_055, "-2500.55"),
    ("Leads", "Annual_Revenue", 2**63 - 1, "92233720368547758.07"),
    ("Leads", "Annual_Revenue", -(2**63), "-92233720368547758.08"),
    ("Leads", "Email_Opt_Out", 0, "false"),
    ("Leads", "Email_Opt_Out", 1, "true"),
    ("Leads", "Email_Opt_Out", None, ""),
    ("Leads", "Unsubscribed_Time", 0, "1969-12-31T19:00:00-05:00"),
    ("Leads", "Unsubscribed_Time", -1, "1969-12-31T18:59:59-05:00"),
    ("Leads", "Unsubscribed_Time", SUMMER_BEGINS - SECOND, "2024-03-10T01:59:59-05:00"),
    ("Leads", "Unsubscribed_Time", SUMMER_BEGINS, "2024-03-10T03:00:00-04:00"),
    ("Leads", "Unsubscribed_Time", SUMMER_ENDS - SECOND, "2024-11-03T01:59:59-04:00"),
    ("Leads", "Unsubscribed_Time", SUMMER_ENDS, "2024-11-03T01:00:00-05:00"),
    ("Leads", "Unsubscribed_Time", datetime(1943, 12, 31, 4, tzinfo=timezone.utc), "1943-12-31T00:00:00-04:00"),
    ("Leads", "Unsubscribed_Time", datetime(2099, 7, 1, tzinfo=timezone.utc), "2099-06-30T20:00:00-04:00"),
    ("Leads", "Unsubscribed_Time", datetime(9999, 12, 31, tzinfo=timezone.utc), "9999-12-30T19:00:00-05:00"),
    ("Contacts", "Date_of_Birth", date(1970, 1, 1), "1970-01-01"),
    ("Contacts", "Date_of_Birth", date(1969, 12, 31), "1969-12-31"),
    ("Contacts", "Date_of_Birth", date(2000, 2, 29), "2000-02-29"),
    ("Contacts", "Date_of_Birth", date(1900, 2, 28), "1900-02-28"),
    ("Contacts", "Date_of_Birth", date(1, 1, 1), "0001-01-01"),
    ("Contacts", "Date_of_Birth", date(9999, 12, 31), "9999-12-31"),
    ("Contacts", "Date_of_Birth", None, ""),
    # A lookup shows its id even if there is no such record.
    ("Contacts", "Account_Name", 4_711, "4711"),
]


def test_values_at_the_edge_of_what_a_field_can_hold_arrive_unharmed(zylker):
    csv.field_size_limit(len(LONG) + 1)
    for module in ("Leads", "Contacts"):
        edges = [(field, value, cell) for edge_module, field, value, cell in EDGES if edge_module == module]
        first = zylker.store.prefix * 10**12 + 900_000_000_000
        records = [{"id": first + i, field: stored(value)} for i, (field, value, _) in enumerate(edges)]
        zylker.store.insert(module, records)
        fields = list(dict.fromkeys(field for field, _, _ in edges))
        with zylker.folder.serve() as server:
            export = zylker.caller(server).export(module, fields)

        expected = [
            [str(first + i), *(cell if name == field else "" for name in fields)]
            for i, (field, _, cell) in enumerate(edges)
        ]
        for row, expected_row in zip(export.rows(), expected, strict=True):
            assert row == expected_row


def test_the_file_of_an_export_is_plain_utf_8_with_a_line_feed_behind_every_row(zylker):
    first = zylker.store.prefix * 10**12 + 900_000_000_000
    zylker.store.insert("Leads", [{"id": first, "Last_Name": "Müller", "Company": 'M, "N" & Co'}, {"id": first + 1}])
    with zylker.folder.serve() as server:
        export = zylker.caller(server).export("Leads", ["Last_Name", "Company"])

    expected = f'Id,Last_Name,Company\n{first},Müller,"M, ""N"" & Co"\n{first + 1},,\n'
    assert export.archive.read(export.entry) == expected.encode()


def user(id, last_name, email):
    return {
        "id": id,
        "last_name": last_name,
        "full_name": last_name,
        "email": email,
        "time_zone": "Europe/London",
        "role": "Manager",
        "profile": "Standard",
        "status": "active",
    }


def exported_pages(caller, module, fields=None):
    """Page after page, as long as there are more records."""
    pages = [caller.export(module, fields, 1)]
    while pages[-1].more_records:
        pages.append(caller.export(module, fields, len(pages) + 1))
    return pages


def page_sizes(records):
    """200,001 records make a page of 200,000 and one of 1."""
    full, rest = divmod(records, PAGE)
    return [PAGE] * full + ([rest] if rest else [])


def stored(value):
    """A value as the store has it: days for a date, UTC seconds for a point in time."""
    if isinstance(value, datetime):
        return int(value.timestamp())
    if isinstance(value, date):
        return (value - date(1970, 1, 1)).days
    return value
