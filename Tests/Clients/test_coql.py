"""Queries in COQL, which SDKs send and read like records."""

import pytest

from sdks import describe, plain


@pytest.fixture(scope="module")
def queries(sdk):
    return Queries(sdk)


class Queries:
    """An initialised SDK and its call for queries."""

    def __init__(self, sdk):
        self.sdk = sdk
        self.part = sdk.part("crm.api.coql" if sdk.version >= 6 else "crm.api.query")
        self.calls = getattr(self.part, "CoqlOperations" if sdk.version >= 6 else "QueryOperations")()

    def select(self, query: str):
        body = self.part.BodyWrapper()
        body.set_select_query(query)
        return self.sdk.answer(self.calls.get_records(body))

    def rows(self, answer) -> list[dict]:
        assert isinstance(answer, self.part.ResponseWrapper), describe(answer)
        return [record.get_key_values() for record in answer.get_data()]


def test_a_query_selects_fields_of_records(queries, organisation):
    wanted = organisation.execute('SELECT "id", "Last_Name" FROM "Contacts" ORDER BY "id" LIMIT 3')

    status, answer = queries.select("select id, Last_Name from Contacts where id > 0 order by id limit 3")

    assert status == 200
    assert [(int(row["id"]), row["Last_Name"]) for row in queries.rows(answer)] == wanted
    assert answer.get_info().get_more_records() is True
    assert answer.get_info().get_count() == 3


def test_a_query_follows_lookups(queries, organisation):
    [(id, account)] = organisation.execute(
        'SELECT "Contacts"."id", "Accounts"."Account_Name" FROM "Contacts" JOIN "Accounts"'
        ' ON "Accounts"."id" = "Contacts"."Account_Name" ORDER BY 1 LIMIT 1'
    )

    _, answer = queries.select(f"select Account_Name.Account_Name from Contacts where id = {id}")

    [row] = queries.rows(answer)
    assert row["Account_Name.Account_Name"] == account


def test_a_query_that_finds_nothing_is_an_empty_answer(queries):
    assert queries.select("select id from Contacts where id = 5725767000006841003") == (204, None)


def test_a_query_that_can_t_be_read_is_refused(queries):
    status, refusal = queries.select("select Last_Name of Contacts")

    assert status == 400
    assert isinstance(refusal, queries.part.APIException), describe(refusal)
    assert plain(refusal.get_code()) == "SYNTAX_ERROR"
