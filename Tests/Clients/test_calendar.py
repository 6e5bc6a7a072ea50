"""An export of meetings as a calendar."""

from datetime import datetime

import pytest

from sdks import plain


@pytest.fixture(scope="module")
def meetings(sdk):
    """The finished job of an export of all meetings."""
    return sdk.finished_job(sdk.created_job("Events", file_type="ics"))


def test_the_job_is_one_of_a_calendar(sdk, meetings):
    assert plain(meetings.get_file_type()) == "ics"
    assert sdk.module_name(meetings.get_query()) == "Events"
    result = meetings.get_result()
    assert (result.get_page(), result.get_per_page(), result.get_count()) == (1, 20_000, 300)
    assert result.get_more_records() is False


def test_a_calendar_program_reads_every_meeting(sdk, organisation, meetings):
    id = str(meetings.get_id())
    columns = '"Event_Title", "Start_DateTime", "All_day", "Recurring_Activity"'
    records = {str(id): rest for id, *rest in organisation.execute(f'SELECT "id", {columns} FROM "Events"')}

    export = sdk.downloaded(id)

    assert export.entries == [f"{id}.ics"]
    events = [event for event in export.calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    assert len(events) == len(records) == 300
    assert [event.errors for event in events if event.errors] == []
    assert sorted(record_id(event) for event in events) == sorted(records)
    for event in events:
        title, start, all_day, recurrence = records[record_id(event)]
        assert event["SUMMARY"] == title
        assert isinstance(event.start, datetime) == (not all_day)
        assert all_day or event.start.timestamp() == start
        assert ("RRULE" in event) == (recurrence is not None)


def test_a_calendar_of_leads_is_refused(sdk):
    status, refusal = sdk.create("Leads", file_type="ics")

    assert status == 400
    assert isinstance(refusal, sdk.bulk.APIException)
    assert plain(refusal.get_code()) == "MODULE_NOT_SUPPORTED"


def record_id(event):
    return event["UID"].partition("@")[0]
