"""Exports of some of a module's records: by criteria, and by the criteria of a view."""

import pytest

from sdks import plain

# Nested, and in other letter cases than the records.
CRITERIA = (
    "and",
    [
        ("No_of_Employees", "greater_equal", 100),
        ("or", [("Lead_Source", "equal", "TRADE show"), ("Email", "ends_with", ".Org")]),
    ],
)


def test_nested_criteria_select_what_a_reader_of_the_store_would(sdk, organisation):
    id = sdk.created_job("Leads", ["Last_Name"], criteria=CRITERIA)
    job = sdk.finished_job(id)

    leads = organisation.execute('SELECT "id", "No_of_Employees", "Lead_Source", "Email" FROM "Leads"')
    large = {id for id, employees, _, _ in leads if employees is not None and employees >= 100}
    met = {id for id, _, source, _ in leads if source is not None and source.lower() == "trade show"}
    charitable = {id for id, _, _, email in leads if email is not None and email.lower().endswith(".org")}
    expected = large & (met | charitable)
    assert expected - met and expected - charitable and (met | charitable) - large, "each criterion is to matter"
    export = sdk.downloaded(id)
    assert export.column("Id") == [str(id) for id in sorted(expected)]
    assert job.get_result().get_count() == len(expected)


def test_the_job_repeats_the_criteria(sdk):
    job = sdk.finished_job(sdk.created_job("Leads", ["Last_Name"], criteria=CRITERIA))

    assert sdk.tree(job.get_query().get_criteria()) == CRITERIA


def test_a_criterion_for_a_field_that_is_not_there_is_refused(sdk):
    status, refusal = sdk.create("Leads", ["Last_Name"], criteria=("Shoe_Size", "equal", 44))

    assert status == 400
    assert isinstance(refusal, sdk.bulk.APIException)
    assert plain(refusal.get_code()) == "FIELD_IN_CRITERIA_NOT_AVAILABLE"


def test_a_view_exports_its_records_and_adds_its_criteria(sdk, organisation):
    view = organisation.view("Leads", "CONVERTEDVIEWS")

    id = sdk.created_job("Leads", ["Last_Name"], view=view)
    job = sdk.finished_job(id)

    converted = organisation.execute('SELECT "id" FROM "Leads" WHERE "Converted__s" ORDER BY "id"')
    assert 0 < len(converted) < 500
    assert sdk.downloaded(id).column("Id") == [str(id) for (id,) in converted]
    assert str(job.get_query().get_cvid()) == view
    assert sdk.tree(job.get_query().get_criteria()) == ("$converted", "equal", True)


@pytest.fixture
def colleague(organisation):
    """The owner of a third of all contacts, who are the administrator's again afterwards."""
    colleague = int(organisation.owner["user"]["id"]) + 1
    organisation.execute('UPDATE "Contacts" SET "Owner" = ? WHERE "id" % 3 = 0', colleague)
    yield colleague
    organisation.execute('UPDATE "Contacts" SET "Owner" = "Created_By"')


def test_my_contacts_are_those_of_the_user_who_exports_them(sdk, organisation, colleague):
    view = organisation.view("Contacts", "MYVIEWS")

    id = sdk.created_job("Contacts", ["Last_Name", "Owner"], view=view)
    job = sdk.finished_job(id)

    me = organisation.owner["user"]["id"]
    mine = organisation.execute('SELECT "id" FROM "Contacts" WHERE "Owner" <> ? ORDER BY "id"', colleague)
    export = sdk.downloaded(id)
    assert job.get_result().get_count() == len(mine) == 200
    assert export.column("Id") == [str(id) for (id,) in mine]
    assert set(export.column("Owner")) == {me}
