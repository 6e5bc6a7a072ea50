"""Records as SDKs list, find, search and count them."""

from datetime import date, datetime, timedelta, timezone

import pytest

from records import Records
from sdks import describe

UNKNOWN = "5725767000006841003"


@pytest.fixture(scope="module")
def contacts(sdk):
    return Records(sdk, "Contacts")


def test_a_list_has_the_fields_asked_for_in_pages(contacts, organisation):
    wanted = organisation.execute('SELECT "id", "Last_Name", "Email" FROM "Contacts" ORDER BY "id" DESC')
    assert len(wanted) == 300

    pages = [contacts.call("get_records", fields="Last_Name,Email", page=page, per_page=200) for page in (1, 2)]

    assert [status for status, _ in pages] == [200, 200]
    records = [record for _, answer in pages for record in contacts.rows(answer)]
    assert [(record.get_id(), *contacts.values(record, "Last_Name", "Email")) for record in records] == wanted
    infos = [answer.get_info() for _, answer in pages]
    assert [(info.get_page(), info.get_per_page(), info.get_count()) for info in infos] == [(1, 200, 200), (2, 200, 100)]
    assert [info.get_more_records() for info in infos] == [True, False]


def test_a_page_behind_the_last_is_empty(contacts):
    assert contacts.call("get_records", fields="Last_Name", page=3, per_page=200) == (204, None)


def test_a_list_can_be_sorted(contacts, organisation):
    _, answer = contacts.call("get_records", fields="Last_Name", sort_by="Created_Time", sort_order="asc", per_page=5)

    wanted = organisation.execute('SELECT "id" FROM "Contacts" ORDER BY "Created_Time", "id" LIMIT 5')
    assert contacts.ids(answer) == [str(id) for (id,) in wanted]


@pytest.mark.since(5)
def test_the_token_of_a_page_leads_to_the_next(contacts, organisation):
    _, first = contacts.call("get_records", fields="Last_Name", per_page=150)
    token = first.get_info().get_next_page_token()
    assert token

    _, second = contacts.call("get_records", fields="Last_Name", per_page=150, page_token=token)

    wanted = [str(id) for (id,) in organisation.execute('SELECT "id" FROM "Contacts" ORDER BY "id" DESC')]
    assert contacts.ids(first) + contacts.ids(second) == wanted
    assert second.get_info().get_more_records() is False


def test_a_record_has_all_its_values(contacts, organisation):
    [(id, name, account, created, modified)] = organisation.execute(
        'SELECT "id", "Last_Name", "Account_Name", "Created_Time", "Modified_Time"'
        ' FROM "Contacts" WHERE "Account_Name" IS NOT NULL ORDER BY "id" LIMIT 1'
    )

    status, answer = contacts.call("get_record", id=str(id))

    assert status == 200
    [record] = contacts.rows(answer)
    assert (record.get_id(), *contacts.values(record, "Last_Name")) == (id, name)
    assert record.get_key_value("Account_Name").get_id() == account
    assert record.get_key_value("Owner").get_name() and record.get_created_by().get_name()
    assert record.get_created_time() == datetime.fromtimestamp(created, timezone.utc)
    assert record.get_modified_time() == datetime.fromtimestamp(modified, timezone.utc)
    assert record.get_key_value("Email_Opt_Out") in {True, False}


def test_values_are_of_the_kinds_of_their_fields(sdk, organisation):
    deals = Records(sdk, "Deals")
    [(id, stage, closing, amount)] = organisation.execute(
        'SELECT "id", "Stage", "Closing_Date", "Amount" FROM "Deals"'
        ' WHERE "Closing_Date" IS NOT NULL AND "Amount" IS NOT NULL ORDER BY "id" LIMIT 1'
    )

    _, answer = deals.call("get_record", id=str(id))

    [deal] = deals.rows(answer)
    values = deals.values(deal, "Stage", "Closing_Date", "Amount")
    assert values == [stage, date(1970, 1, 1) + timedelta(days=closing), amount / 100]


def test_an_id_of_nothing_is_an_empty_answer(contacts):
    assert contacts.call("get_record", id=UNKNOWN) == (204, None)


def test_records_are_found_by_criteria(contacts, organisation):
    names = [name for (name,) in organisation.execute('SELECT "Last_Name" FROM "Contacts" NOT INDEXED')]
    name = next(name for name in names if name.isascii() and name.isalpha())

    status, answer = contacts.call("search_records", criteria=f"(Last_Name:equals:{name})")

    assert status == 200
    found = contacts.rows(answer)
    assert len(found) == names.count(name)
    assert {record.get_key_value("Last_Name") for record in found} == {name}
    assert answer.get_info().get_more_records() is False


@pytest.mark.parametrize("parameter", ["email", "word"])
def test_records_are_found_by_what_is_in_them(contacts, organisation, parameter):
    [(id, email)] = organisation.execute(
        'SELECT "id", "Email" FROM "Contacts" NOT INDEXED WHERE "Email" IS NOT NULL ORDER BY "id" LIMIT 1'
    )

    status, answer = contacts.call("search_records", **{parameter: email})

    assert status == 200
    assert contacts.ids(answer) == [str(id)]


def test_a_search_that_finds_nothing_is_an_empty_answer(contacts):
    assert contacts.call("search_records", email="nobody@nowhere.example") == (204, None)


@pytest.mark.since(2.1)
def test_records_are_counted(contacts):
    status, answer = contacts.call("record_count")

    assert status == 200
    assert isinstance(answer, contacts.part.CountWrapper), describe(answer)
    assert answer.get_count() == 300


@pytest.mark.since(2.1)
def test_records_are_counted_by_criteria(contacts, organisation):
    names = [name for (name,) in organisation.execute('SELECT "Last_Name" FROM "Contacts" NOT INDEXED')]

    _, answer = contacts.call("record_count", criteria="(Last_Name:starts_with:S)")

    assert answer.get_count() == sum(name.lower().startswith("s") for name in names)


def test_a_module_that_is_none_is_refused(sdk):
    """With the fields, which the SDK asks for first."""
    with pytest.raises(sdk.exception):
        Records(sdk, "Nonsense").call("get_records", fields="Last_Name")
