"""An export of more records than the 200,000 of a page."""

import pytest

from server import Organisation

PAGE = 200_000
REST = 50


@pytest.fixture(scope="module")
def organisation(data):
    return Organisation(data / "large", {"Leads": PAGE + REST})


@pytest.fixture(scope="module")
def ids(organisation):
    return [str(id) for (id,) in organisation.execute('SELECT "id" FROM "Leads" ORDER BY "id"')]


@pytest.fixture(scope="module")
def first(sdk):
    """The finished job of the first page."""
    return sdk.finished_job(sdk.created_job("Leads", ["Last_Name"], page=1))


def test_two_pages_hold_every_lead_once(sdk, ids, first):
    second = sdk.finished_job(sdk.created_job("Leads", ["Last_Name"], page=2))

    pages = [sdk.downloaded(str(job.get_id())).column("Id") for job in (first, second)]
    assert [len(page) for page in pages] == [PAGE, REST]
    assert pages[0] + pages[1] == ids
    assert [outline(job) for job in (first, second)] == [(1, PAGE, PAGE, True), (2, PAGE, REST, False)]


@pytest.mark.since(7)
def test_the_token_of_the_first_page_leads_to_the_second(sdk, ids, first):
    token = first.get_result().get_next_page_token()
    assert token

    second = sdk.finished_job(sdk.created_job(page_token=token))

    assert outline(second) == (2, PAGE, REST, False)
    assert second.get_result().get_next_page_token() is None
    assert sdk.module_name(second.get_query()) == "Leads"
    assert second.get_query().get_fields() == ["Last_Name"]
    export = sdk.downloaded(str(second.get_id()))
    assert export.header == "Id,Last_Name"
    assert export.column("Id") == ids[PAGE:]


def outline(job):
    result = job.get_result()
    return result.get_page(), result.get_per_page(), result.get_count(), result.get_more_records()
