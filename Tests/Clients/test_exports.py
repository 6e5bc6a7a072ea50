"""Exports as a user of the SDK makes them: create a job, wait for it, download the result."""

import re
from datetime import datetime, timedelta, timezone

import pytest

from export import unpack
from sdks import describe

LEAD_FIELDS = ["Last_Name", "Company", "Email", "Owner", "Owner.last_name", "Created_Time"]
RECORD_ID = re.compile(r"\d{18,19}")


@pytest.fixture(scope="module")
def leads(sdk):
    """The answer to the creation of an export of all leads: HTTP status and SuccessResponse."""
    return added(sdk, *sdk.create("Leads", LEAD_FIELDS))


def test_creating_an_export_gives_a_success_response(sdk, server, leads):
    status, success = leads

    assert status == 201
    assert success.get_status().get_value() == "success"
    assert success.get_code().get_value() == "ADDED_SUCCESSFULLY"
    assert success.get_message().get_value() == "Added successfully."
    details = success.get_details()
    assert RECORD_ID.fullmatch(str(details["id"]))
    assert details["operation"] == "read"
    assert details["state"].get_value() == "ADDED"
    assert str(details["created_by"].get_id()) == server.owner["user"]["id"]
    assert details["created_by"].get_name()
    assert abs(datetime.now(timezone.utc) - details["created_time"]) < timedelta(minutes=10)


def test_the_finished_job_counts_the_records_and_repeats_the_query(sdk, leads):
    _, success = leads
    id = str(success.get_details()["id"])

    job = sdk.finished_job(id)

    assert str(job.get_id()) == id
    assert job.get_operation() == "read"
    assert job.get_state().get_value() == "COMPLETED"
    assert job.get_file_type() == "csv"
    assert job.get_created_by().get_name() == success.get_details()["created_by"].get_name()
    assert job.get_created_time() == success.get_details()["created_time"]
    assert job.get_query().get_module().get_api_name() == "Leads"
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

    export = downloaded(sdk, id)

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
    _, success = added(sdk, *sdk.create("Contacts", ["Last_Name", "Account_Name", "Account_Name.Account_Name"]))
    id = str(success.get_details()["id"])
    assert sdk.finished_job(id).get_result().get_count() == 300

    export = downloaded(sdk, id)

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
    assert refusal.get_status().get_value() == "error"
    assert refusal.get_code().get_value() == "MODULE_NOT_AVAILABLE"
    assert refusal.get_details()["api_name"] == "Nonsense"


@pytest.mark.parametrize("call", ["details", "download"])
def test_an_unknown_job_is_not_found(sdk, call):
    status, refusal = getattr(sdk, call)("5725767000006841003")

    assert status == 404
    assert isinstance(refusal, sdk.bulk.APIException), describe(refusal)
    assert refusal.get_status().get_value() == "error"
    assert refusal.get_code().get_value() == "RESOURCE_NOT_FOUND"
    assert refusal.get_details()["resource"] == "5725767000006841003"


def added(sdk, status, answer):
    """Looks into the wrapper around a created job."""
    assert isinstance(answer, sdk.bulk.ActionWrapper), describe(answer)
    [success] = answer.get_data()
    assert isinstance(success, sdk.bulk.SuccessResponse), describe(success)
    return status, success


def downloaded(sdk, id):
    """The result of a finished job, out of the SDK's StreamWrapper."""
    status, body = sdk.download(id)
    assert status == 200
    assert isinstance(body, sdk.bulk.FileBodyWrapper), describe(body)
    file = body.get_file()
    assert isinstance(file, sdk.part("crm.api.util").StreamWrapper)
    assert file.get_name() == f"{id}.zip"
    return unpack(file.get_stream())
