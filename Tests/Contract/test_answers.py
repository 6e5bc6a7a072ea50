"""Real answers, held to what the description says of them."""

import copy
import json
from urllib.parse import urlencode

import pytest

from archives import archive
from conftest import VERSIONS
from world import LEADS


def is_open(operation, place) -> bool:
    """Whether the members of an object are the data's own names, or the columns that a query asks for."""
    return "details" in place or operation.id == "query" and "data" in place


@pytest.fixture(scope="module")
def answers(client, world):
    """Calls that reach every success of every operation, in every version."""
    return [answer for area in (tokens, identity, metadata, queries, exports, imports) for answer in area(client, world)]


def tokens(client, world):
    secret = f"client_id={world.client_id}&client_secret={world.client_secret}"
    for address in ("token", "auth"):
        yield client.form(f"/oauth/v2/{address}", f"grant_type=refresh_token&{secret}&refresh_token=1000.unknown")
        yield client.form(f"/oauth/v2/{address}", f"grant_type=refresh_token&{secret}&refresh_token={world.refresh_token}")
    for address in ("token/revoke", "revoke/token"):
        yield client.form(f"/oauth/v2/{address}", f"token={world.granted(client)}")
        yield client.form(f"/oauth/v2/{address}", "token=1000.unknown")
    yield client.get("/oauth/user/info")
    yield client.get(f"/oauth/v2/auth?{urlencode(world.consent)}")
    yield client.get("/oauth/v2/auth?client_id=1000.unknown")
    for ticket in (world.ticket(client), "unknown"):
        yield client.form("/oauth/v2/auth/consent", urlencode({"ticket": ticket, "decision": "refuse"}))
    yield client.get("/longshore/v1/openapi.json")


def identity(client, world):
    for version in VERSIONS:
        yield client.get(f"/crm/{version}/org")
        yield client.get(f"/crm/{version}/users")
        yield client.get(f"/crm/{version}/users?type=DeletedUsers")
        yield client.get(f"/crm/{version}/users", **{"If-Modified-Since": "2099-01-01T00:00:00+00:00"})
        yield client.get(f"/crm/{version}/users/{world.users[0]}")
        yield client.get(f"/crm/{version}/users/actions/count")


def metadata(client, world):
    for version in VERSIONS:
        settings = f"/crm/{version}/settings"
        yield client.get(f"{settings}/modules")
        yield client.get(f"{settings}/modules?status=user_hidden")
        for module in world.modules:
            yield client.get(f"{settings}/modules/{module}")
            for kind in ("fields", "layouts", "custom_views", "related_lists"):
                yield client.get(f"{settings}/{kind}?module={module}")
        yield client.get(f"{settings}/fields?module=Leads&type=unused")
        yield client.get(f"{settings}/fields/{world.fields[0]}?module=Leads")
        yield client.get(f"{settings}/layouts/{world.layouts[0]}?module=Leads")
        yield client.get(f"{settings}/custom_views?module=Leads&page=9")
        for view in world.views:
            yield client.get(f"{settings}/custom_views/{view}?module=Leads")


def queries(client, world):
    for version in VERSIONS:
        for query in (
            "select Last_Name, Owner, Owner.last_name, Created_Time from Leads where id is not null limit 3",
            "select Owner, COUNT(id) as n from Leads where id is not null group by Owner order by n desc",
            "select id from Leads where Last_Name = 'Nobody of that name'",
            "select id form Leads",
            "select id from Leads where Nope = 1",
        ):
            yield client.post(f"/crm/{version}/coql", {"select_query": query, "include_meta": ["fields"]})


def exports(client, world):
    for version in VERSIONS:
        module = "Leads" if version == "v2" else {"api_name": "Leads"}
        named = {"api_name": "Company"} if version == "v2" else {"field": {"api_name": "Company"}}
        criterion = named | {"comparator": "not_equal", "value": "${EMPTY}"}
        view = [id for id, name in world.system_views.items() if name == "ALLVIEWS"][0]
        for query in (
            {"module": module},
            {"module": module, "fields": ["id", "Last_Name"], "criteria": criterion, "page": 2, "cvid": view},
        ):
            created = client.post(f"/crm/bulk/{version}/read", {"query": query})
            yield created
            job = created.json["data"][0]["details"]["id"]
            yield client.get(f"/crm/bulk/{version}/read/{job}")
            yield client.ended(f"/crm/bulk/{version}/read/{job}")
        yield client.get(f"/crm/bulk/{version}/read/{job}/result")
        yield client.post(f"/crm/bulk/{version}/read", {"query": {"module": module, "fields": ["Nope"]}})


def imports(client, world):
    for version in VERSIONS:
        uploaded = client.upload(archive("leads.csv", LEADS), world.zgid, version)
        yield uploaded
        yield client.upload(b"no archive", world.zgid, version)
        yield client.upload(archive("leads.csv", LEADS), "1", version)
        resource = {
            "type": "data",
            "module": {"api_name": "Leads"},
            "file_id": uploaded.json["details"]["file_id"],
            "field_mappings": [
                {"api_name": "Last_Name", "index": 0},
                {"api_name": "Company", "default_value": {"value": "None"}},
            ],
        }
        body = {"operation": "insert", "resource": [resource], "callback": {"url": "http://127.0.0.1:9/", "method": "post"}}
        created = client.post(f"/crm/bulk/{version}/write", body)
        yield created
        job = created.json["details"]["id"]
        yield client.get(f"/crm/bulk/{version}/write/{job}")
        details = client.ended(f"/crm/bulk/{version}/write/{job}")
        yield details
        yield client.with_token(None).get(details.json["result"]["download_url"])
        yield client.get(f"/longshore/v1/jobs/{job}/report")
        yield client.get(f"/longshore/v1/jobs/{job}/report?format=jsonl")


def test_every_answer_is_as_described(description, answers):
    problems = {problem for answer in answers for problem in description.problems(answer)}
    assert problems == set()


def test_every_success_was_seen(description, answers):
    seen = {(description.operation(answer.method, answer.path).id, answer.status) for answer in answers}
    described = {(operation.id, status) for operation in description.operations for status in operation.successes}
    assert described - seen == set()


def test_an_answer_with_another_member_would_be_noticed(description, answers):
    """The description is worth something only if it says what is not there, too."""
    seen = set()
    for answer in answers:
        operation = description.operation(answer.method, answer.path)
        if answer.media_type != "application/json" or operation.id == "getDescription":
            continue
        value = trimmed(answer.json)
        schema = description.response(operation, answer.status)["content"]["application/json"]["schema"]
        for place in objects(value):
            kind = (operation.id, answer.status, *("*" if isinstance(step, int) else step for step in place))
            if kind in seen or is_open(operation, place):
                continue
            seen.add(kind)
            changed = copy.deepcopy(value)
            at(changed, place)["not_described"] = 1
            assert description.mismatches(schema, changed), f"{operation}: {'.'.join(map(str, place))} may have any member"
    assert len(seen) > 50


def test_every_line_of_a_report_is_as_described(description, client, world):
    schema = description.document["components"]["schemas"]["ReportedRow"]
    lines = client.get(f"/longshore/v1/jobs/{world.writes[0]}/report?format=jsonl").body.decode().splitlines()
    assert len(lines) == 2
    for line in lines:
        assert description.mismatches(schema, json.loads(line)) == []


def trimmed(value, length: int = 3):
    """The value with lists cut off: what is further behind is of the same kind."""
    if isinstance(value, dict):
        return {name: trimmed(part, length) for name, part in value.items()}
    return [trimmed(part, length) for part in value[:length]] if isinstance(value, list) else value


def objects(value, place=()):
    """Where the objects are that aren't empty."""
    if isinstance(value, dict) and value:
        yield place
    for step, part in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from objects(part, (*place, step))


def at(value, place):
    for step in place:
        value = value[step]
    return value
