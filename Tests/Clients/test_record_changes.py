"""Records as SDKs create, update, upsert and delete them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from records import Records
from sdks import plain
from server import Organisation

UNKNOWN = "5725767000006841003"


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of this SDK's own, with accounts to point to."""
    return Organisation(tmp_path_factory.mktemp("records"), {"Accounts": 3})


@pytest.fixture(scope="module")
def leads(sdk):
    return Records(sdk, "Leads")


@pytest.fixture(scope="module")
def deals(sdk):
    return Records(sdk, "Deals")


def test_a_created_lead_is_told_with_its_id_and_its_author(leads, server):
    status, answer = created(leads, {"Last_Name": "Daly", "Company": "ABC Foods"})

    assert status == 201
    [outcome] = leads.outcomes(answer)
    details = leads.success(outcome)
    assert (plain(outcome.get_code()), plain(outcome.get_message())) == ("SUCCESS", "record added")
    assert str(details["id"]).isdigit()
    assert str(details["Created_By"].get_id()) == server.owner["user"]["id"]
    assert details["Created_By"].get_name() and details["Modified_By"].get_name()
    assert abs(datetime.now(timezone.utc) - details["Created_Time"]) < timedelta(minutes=10)
    assert details["Modified_Time"] == details["Created_Time"]


def test_values_of_all_kinds_are_read_as_they_were_written(deals, organisation):
    [(account, name)] = organisation.execute('SELECT "id", "Account_Name" FROM "Accounts" ORDER BY "id" LIMIT 1')
    values = {
        "Deal_Name": "Büro für »Zylker«, 東京",
        "Description": 'first line\nsecond "line"',
        "Stage": deals.picked("Qualification"),
        "Closing_Date": date(2027, 2, 28),
        "Amount": 1250.75,
        "Probability": 40,
        "Account_Name": deals.lookup(str(account)),
    }
    id = created_id(deals, values)

    [deal] = deals.rows(deals.call("get_record", id=id)[1])

    names = ["Deal_Name", "Description", "Stage", "Closing_Date", "Amount", "Probability"]
    assert deals.values(deal, *names) == [plain(values[name]) for name in names]
    found = deal.get_key_value("Account_Name")
    assert (found.get_id(), found.get_key_value("name")) == (account, name)


def test_moments_and_truth_values_are_read_as_they_were_written(sdk):
    events = Records(sdk, "Events")
    start = datetime(2027, 3, 28, 9, 30, tzinfo=timezone(timedelta(hours=2)))
    values = {"Event_Title": "Review", "Start_DateTime": start, "End_DateTime": start + timedelta(hours=1), "All_day": False}
    id = created_id(events, values)

    [event] = events.rows(events.call("get_record", id=id)[1])

    assert events.values(event, *values) == list(values.values())


def test_of_several_records_each_has_its_own_outcome(leads):
    status, answer = created(
        leads,
        {"Last_Name": "Boyle", "Company": "Zylker"},
        {"Last_Name": "Singh", "Company": "Zylker", "Email": "no address"},
        {"Last_Name": "Okoye", "Company": "Zylker"},
    )

    assert status in {200, 201, 202, 207}
    first, second, third = leads.outcomes(answer)
    assert leads.success(first)["id"] != leads.success(third)["id"]
    assert isinstance(second, leads.part.APIException)
    assert (plain(second.get_status()), plain(second.get_code())) == ("error", "INVALID_DATA")
    assert second.get_details()["api_name"] == "Email"


def test_a_record_is_updated_by_its_id(leads):
    id = created_id(leads, {"Last_Name": "Hara", "Company": "Aurora", "City": "Osaka"})

    status, answer = leads.call("update_record", leads.body([leads.record({"City": "Kyoto"})]), id=id)

    assert status == 200
    [outcome] = leads.outcomes(answer)
    assert str(leads.success(outcome)["id"]) == id
    assert plain(outcome.get_message()) == "record updated"
    [lead] = leads.rows(leads.call("get_record", id=id)[1])
    assert leads.values(lead, "Last_Name", "Company", "City") == ["Hara", "Aurora", "Kyoto"]


def test_many_records_are_updated_at_once(leads):
    ids = [created_id(leads, {"Last_Name": name, "Company": "Before"}) for name in ("Alpha", "Beta")]

    status, answer = leads.call("update_records", leads.body([leads.record({"Company": "After"}, id) for id in ids]))

    assert status == 200
    assert [str(leads.success(outcome)["id"]) for outcome in leads.outcomes(answer)] == ids
    for id in ids:
        [lead] = leads.rows(leads.call("get_record", id=id)[1])
        assert lead.get_key_value("Company") == "After"


def test_an_upsert_adds_what_is_new_and_updates_what_is_there(leads):
    old = created_id(leads, {"Last_Name": "Rossi", "Company": "Milano", "Email": "rossi@zylker.example"})
    records = [
        leads.record({"Last_Name": "Rossi", "Company": "Torino", "Email": "Rossi@zylker.example"}),
        leads.record({"Last_Name": "Bianchi", "Company": "Roma", "Email": "bianchi@zylker.example"}),
    ]

    status, answer = leads.call("upsert_records", leads.body(records, duplicate_check_fields=["Email"]))

    assert status in {200, 201}
    updated, added = leads.outcomes(answer)
    assert str(leads.success(updated)["id"]) == old != str(leads.success(added)["id"])
    assert [plain(outcome.get_action()) for outcome in (updated, added)] == ["update", "insert"]
    assert plain(updated.get_duplicate_field()) == "Email"
    [lead] = leads.rows(leads.call("get_record", id=old)[1])
    assert lead.get_key_value("Company") == "Torino"


def test_a_deleted_record_is_gone_and_listed_as_deleted(leads, server):
    id = created_id(leads, {"Last_Name": "Novak", "Company": "Praha"})

    status, answer = leads.call("delete_record", id=id)

    assert status == 200
    [outcome] = leads.outcomes(answer)
    assert str(leads.success(outcome)["id"]) == id
    assert plain(outcome.get_message()) == "record deleted"
    assert leads.call("get_record", id=id) == (204, None)
    status, answer = leads.call("get_deleted_records", type="all", page=1, per_page=200)
    assert status == 200
    assert isinstance(answer, leads.part.DeletedRecordsWrapper)
    [deleted] = [record for record in answer.get_data() if str(record.get_id()) == id]
    assert deleted.get_display_name() == "Novak"
    assert plain(deleted.get_type()) == "recycle"
    assert str(deleted.get_deleted_by().get_id()) == server.owner["user"]["id"]
    assert abs(datetime.now(timezone.utc) - deleted.get_deleted_time()) < timedelta(minutes=10)
    assert answer.get_info().get_more_records() is False


def test_many_records_are_deleted_at_once(leads):
    ids = [created_id(leads, {"Last_Name": name, "Company": "Gone"}) for name in ("Gamma", "Delta")]

    status, answer = leads.call("delete_records", ids=[leads.sdk.listed_id_type(id) for id in ids])

    assert status == 200
    assert [str(leads.success(outcome)["id"]) for outcome in leads.outcomes(answer)] == ids


def test_an_update_of_no_record_is_refused(leads):
    status, answer = leads.call("update_records", leads.body([leads.record({"City": "Kyoto"}, UNKNOWN)]))

    assert status == 400
    [outcome] = leads.outcomes(answer)
    assert isinstance(outcome, leads.part.APIException)
    assert plain(outcome.get_code()) == "INVALID_DATA"


def created(records: Records, *values: dict):
    return records.call("create_records", records.body([records.record(each) for each in values]))


def created_id(records: Records, values: dict) -> str:
    status, answer = created(records, values)
    assert status == 201
    [outcome] = records.outcomes(answer)
    return str(records.success(outcome)["id"])
