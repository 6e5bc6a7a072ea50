"""Exports as a user of the SDK makes them: create a job, wait for it, download the result."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from sdks import describe, plain

LEAD_FIELDS = ["Last_Name", "Company", "Email", "Owner", "Owner.last_name", "Created_Time"]
RECORD_ID = re.compile(r"\d{18,19}")


@pytest.fixture(scope="module")
def leads(sdk):
    """The answer to the creation of an export of all leads: HTTP status and SuccessResponse."""
    status, answer = sdk.create("Leads", LEAD_FIELDS, page=1)
    return status, sdk.success(answer)


def test_creating_an_export_gives_a_success_response(sdk, server, leads):
    status, success = leads

    assert status == 201
    assert plain(success.get_status()) == "success"
    assert plain(success.get_code()) == "ADDED_SUCCESSFULLY"
    assert plain(success.get_message()) == "Added successfully."
    details = success.get_details()
    assert RECORD_ID.fullmatch(str(details["id"]))
    assert details["operation"] == "read"
    assert plain(details["state"]) == "ADDED"
    assert str(details["created_by"].get_id()) == server.owner["user"]["id"]
    assert details["created_by"].get_name()
    assert abs(datetime.now(timezone.utc) - details["created_time"]) < timedelta(minutes=10)


def test_the_finished_job_counts_the_records_and_repeats_the_query(sdk, leads):
    _, success = leads
    id = str(success.get_details()["id"])

    job = sdk.finished_job(id)

    assert str(job.get_id()) == id
    assert job.get_operation() == "read"
    assert plain(job.get_state()) == "COMPLETED"
    assert plain(job.get_file_type()) == "csv"
    assert job.get_created_by().get_name() == success.get_details()["created_by"].get_name()
    assert job.get_created_time() == success.get_details()["created_time"]
    assert sdk.module_name(job.get_query()) == "Leads"
    assert job.get_query().get_fields() == LEAD_FIELDS
    assert job.get_query().get_page() == 1
    assert job.get_result().get_page() == 1
    assert job.get_result().get_count() == 500
    assert job.get_result().get_per_page() == 200000
    assert job.get_result().get_more_records() is False
    assert job.get_result().get_download_url().endswith(f"/read/{id}/result")


def test_the_result_is_a_zip_with_a_csv_of_the_fields_asked_for(sdk, leads):
    id = str(leads[1].get_details()["id"])
    sdk.finished_job(id)

    export = sdk.downloaded(id)

    assert export.entries == [f"{id}.csv"]
    assert export.header == "Id,Last_Name,Company,Email,Owner,Owner.last_name,Created_Time"
    assert len(export.rows) == 500
    ids = export.column("Id")
    assert [id for id in ids if not RECORD_ID.fullmatch(id)] == []
    assert ids == sorted(set(ids), key=int)
    emails = [email for email in export.column("Email") if email]
    assert len(emails) > 0
    assert len(emails) == len(set(emails))
    offsets = {datetime.fromisoformat(time).utcoffset() for time in export.column("Created_Time")}
    assert offsets == {timedelta(hours=5, minutes=30)}


def test_a_dotted_lookup_exports_the_name_of_the_account(sdk):
    id = sdk.created_job("Contacts", ["Last_Name", "Account_Name", "Account_Name.Account_Name"])
    assert sdk.finished_job(id).get_result().get_count() == 300

    export = sdk.downloaded(id)

    assert export.header == "Id,Last_Name,Account_Name,Account_Name.Account_Name"
    assert len(export.rows) == 300
    accounts = {(row["Account_Name"], row["Account_Name.Account_Name"]) for row in export.rows} - {("", "")}
    assert accounts, "no contact has an account"
    assert [id for id, name in accounts if not (RECORD_ID.fullmatch(id) and name)] == []
    assert len(accounts) == len({id for id, _ in accounts}), "an account has two names"


def test_an_export_of_an_unknown_module_is_refused(sdk):
    status, refusal = sdk.create("Nonsense", ["Last_Name"])

    assert status == 400
    assert isinstance(refusal, sdk.bulk.APIException), describe(refusal)
    assert plain(refusal.get_status()) == "error"
    assert plain(refusal.get_code()) == "MODULE_NOT_AVAILABLE"
    assert refusal.get_details().get("api_name") == ("Nonsense" if sdk.names_culprits else None)


@pytest.mark.parametrize("call", ["details", "download"])
def test_an_unknown_job_is_not_found(sdk, call):
    status, refusal = getattr(sdk, call)("5725767000006841003")

    assert status == 404
    assert isinstance(refusal, sdk.bulk.APIException), describe(refusal)
    assert plain(refusal.get_status()) == "error"
    assert plain(refusal.get_code()) == "RESOURCE_NOT_FOUND"
    assert refusal.get_details()["resource"] == "5725767000006841003"
