"""Imports as a user of the SDK makes them: upload a file, create a job, wait for it, download the result."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from archives import archive
from imports import Imports
from sdks import describe, plain
from server import Organisation

RECORD_ID = re.compile(r"\d{18,19}")
LEADS = [
    ["Surname", "Firm", "Mail", "Note", "Staff"],
    ["Boyle", "Zylker, Inc.", "boyle@zylker.example", 'says "hi"\nevery day', "1,250"],
    ["Müller", "", "mueller@zylker.example", "", ""],
    ["", "Aurora", "nobody@", "", ""],
]
MAPPINGS = [
    ("Company", 1, None, "Unknown"),
    ("Last_Name", 0),
    ("Email", 2),
    ("Description", 3),
    ("No_of_Employees", 4),
    ("Lead_Source", None, None, "Trade Show"),
]


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of this SDK's own, with accounts to point to."""
    return Organisation(tmp_path_factory.mktemp("imports"), {"Accounts": 3})


@pytest.fixture(scope="module")
def imports(sdk, tmp_path_factory):
    return Imports(sdk, tmp_path_factory.mktemp("uploads"))


@pytest.fixture(scope="module")
def leads(imports):
    """The answer to the creation of an import of leads: HTTP status and SuccessResponse."""
    file = imports.uploaded("customers.zip", archive("leads.csv", LEADS))
    status, answer = imports.create("insert", "Leads", file, MAPPINGS)
    return status, imports.success(answer)


@pytest.fixture(scope="module")
def finished(imports, leads):
    """The job of the import of leads, completed."""
    return imports.finished(str(leads[1].get_details()["id"]))


def test_an_upload_gives_a_success_response_with_the_id_of_the_file(imports):
    status, success = imports.upload("customers.zip", archive("leads.csv", LEADS))

    assert status == 200
    assert isinstance(success, imports.bulk.SuccessResponse), describe(success)
    assert plain(success.get_status()) == "success"
    assert plain(success.get_code()) == "FILE_UPLOAD_SUCCESS"
    assert plain(success.get_message()) == "file uploaded."
    assert RECORD_ID.fullmatch(str(success.get_details()["file_id"]))
    assert success.get_details()["created_time"]


def test_creating_an_import_gives_a_success_response(server, leads):
    status, success = leads

    assert status == 201
    assert plain(success.get_code()) == "SUCCESS"
    assert plain(success.get_message()) == "success"
    details = success.get_details()
    assert RECORD_ID.fullmatch(str(details["id"]))
    assert str(details["created_by"].get_id()) == server.owner["user"]["id"]
    assert details["created_by"].get_name()


def test_the_finished_job_counts_the_rows_and_repeats_the_mappings(sdk, imports, leads, finished):
    created = leads[1].get_details()

    assert str(finished.get_id()) == str(created["id"])
    assert finished.get_operation() == "insert"
    assert finished.get_character_encoding() == "UTF-8"
    assert finished.get_created_by().get_name() == created["created_by"].get_name()
    assert abs(datetime.now(timezone.utc) - finished.get_created_time()) < timedelta(minutes=10)
    assert finished.get_callback() is None
    [resource] = finished.get_resource()
    assert plain(resource.get_status()) == "COMPLETED"
    assert plain(resource.get_type()) == "data"
    assert imports.module_name(resource) == "Leads"
    assert sdk.version == 2 or resource.get_code() == "COMPLETED"
    assert [imports.tuple(mapping) for mapping in resource.get_field_mappings()] == MAPPINGS
    assert plain(resource.get_file().get_status()) == "COMPLETED"
    assert resource.get_file().get_name() == "leads.csv"
    assert counts(finished) == (2, 0, 1, 3)


def test_the_result_is_at_an_address_of_the_server_in_the_version_of_the_sdk(sdk, server, finished):
    id, zgid = finished.get_id(), server.owner["zgid"]
    version = "v2" if sdk.version < 3 else f"v{sdk.version}"

    address = finished.get_result().get_download_url()

    assert address.partition("?")[0] == f"{server.url}/{version}/crm/{zgid}/bulk-write/{id}/{id}.zip"


def test_the_result_tells_what_became_of_each_row(organisation, imports, finished):
    result = imports.result(finished)

    assert result.entries == ["Leads-leads.csv"]
    assert result.header == "Surname,Firm,Mail,STATUS,RECORD_ID,ERRORS"
    first, second = result.column("RECORD_ID")[:2]
    assert [list(row.values()) for row in result.rows] == [
        ["Boyle", "Zylker, Inc.", "boyle@zylker.example", "ADDED", first, ""],
        ["Müller", "", "mueller@zylker.example", "ADDED", second, ""],
        ["", "Aurora", "nobody@", "SKIPPED", "", "MANDATORY_NOT_FOUND-Surname:INVALID_DATA-Mail"],
    ]
    columns = '"Last_Name", "Company", "Email", "Description", "No_of_Employees", "Lead_Source"'
    assert organisation.execute(f'SELECT "id", {columns} FROM "Leads" WHERE "id" IN (?, ?)', first, second) == [
        (int(first), *LEADS[1][:4], 1250, "Trade Show"),
        (int(second), "Müller", "Unknown", "mueller@zylker.example", None, None, "Trade Show"),
    ]


def test_an_update_changes_the_records_it_names_and_no_other(organisation, imports, finished):
    boyle, mueller = imports.result(finished).column("RECORD_ID")[:2]
    rows = [["id", "Phone", "Firm"], [boyle, "555-0100", ""], ["4711", "555-0101", "Nowhere"]]
    file = imports.uploaded("phones.zip", archive("phones.csv", rows))
    mappings = [("id", 0), ("Phone", 1), ("Company", 2)]

    job = imports.imported("update", "Leads", file, mappings, find_by="id", ignore_empty=True)

    assert job.get_operation() == "update"
    assert job.get_resource()[0].get_find_by() == "id"
    assert job.get_resource()[0].get_ignore_empty() is True
    assert counts(job) == (0, 1, 1, 2)
    result = imports.result(job)
    assert result.header == "id,Phone,Firm,STATUS,RECORD_ID,ERRORS"
    assert outcomes(result) == [("UPDATED", boyle, ""), ("SKIPPED", "", "RESOURCE_NOT_FOUND-id")]
    stored = 'SELECT "Phone", "Company" FROM "Leads" WHERE "id" = ?'
    assert organisation.execute(stored, boyle) == [("555-0100", "Zylker, Inc.")]
    assert organisation.execute(stored, mueller) == [(None, "Unknown")]


def test_an_upsert_changes_what_it_finds_and_adds_the_rest(organisation, imports, finished):
    boyle = imports.result(finished).column("RECORD_ID")[0]
    rows = [
        ["Mail", "Surname", "Firm", "City"],
        ["BOYLE@zylker.example", "Boyle", "Zylker, Inc.", "Austin"],
        ["smith@zylker.example", "Smith", "Zylker, Inc.", "London"],
        ["smith@zylker.example", "Smith", "Zylker, Inc.", "Leeds"],
    ]
    file = imports.uploaded("cities.zip", archive("cities.csv", rows))
    mappings = [("Email", 0), ("Last_Name", 1), ("Company", 2), ("City", 3)]

    job = imports.imported("upsert", "Leads", file, mappings, find_by="Email")

    assert job.get_operation() == "upsert"
    assert counts(job) == (1, 2, 0, 3)
    result = imports.result(job)
    smith = result.column("RECORD_ID")[1]
    assert outcomes(result) == [("UPDATED", boyle, ""), ("ADDED", smith, ""), ("UPDATED", smith, "")]
    stored = 'SELECT "Email", "City" FROM "Leads" WHERE "id" = ?'
    assert organisation.execute(stored, boyle) == [("BOYLE@zylker.example", "Austin")]
    assert organisation.execute(stored, smith) == [("smith@zylker.example", "Leeds")]


def test_lookups_find_records_and_users_by_what_they_are_known_by(server, organisation, imports):
    accounts = organisation.execute('SELECT "id", "Account_Name" FROM "Accounts" ORDER BY "id"')
    rows = [
        ["Surname", "Account", "Account Id", "Owner"],
        ["Kumar", accounts[0][1].upper(), "", server.owner["user"]["email"]],
        ["Tanaka", accounts[1][1], "", server.owner["user"]["id"]],
        ["Nobody", "No such account", "", "nobody@zylker.example"],
    ]
    file = imports.uploaded("contacts.zip", archive("contacts.csv", rows))
    mappings = [("Last_Name", 0), ("Account_Name", 1, "Account_Name"), ("Owner", 3)]

    job = imports.imported("insert", "Contacts", file, mappings)

    assert [imports.tuple(mapping) for mapping in job.get_resource()[0].get_field_mappings()] == mappings
    assert counts(job) == (2, 0, 1, 3)
    result = imports.result(job)
    assert result.header == "Surname,Account,Owner,STATUS,RECORD_ID,ERRORS"
    assert result.rows[2]["ERRORS"] == "INVALID_DATA-Owner:RESOURCE_NOT_FOUND-Account"
    contacts = organisation.execute('SELECT "Last_Name", "Account_Name", "Owner" FROM "Contacts" ORDER BY "id"')
    user = int(server.owner["user"]["id"])
    assert contacts == [("Kumar", accounts[0][0], user), ("Tanaka", accounts[1][0], user)]


def counts(job):
    [resource] = job.get_resource()
    file = resource.get_file()
    return file.get_added_count(), file.get_updated_count(), file.get_skipped_count(), file.get_total_count()


def outcomes(result):
    return [(row["STATUS"], row["RECORD_ID"], row["ERRORS"]) for row in result.rows]
