"""Real answers, held to what the description says of them."""

import copy
import json
from urllib.parse import quote, urlencode

import pytest

from archives import archive
from conftest import VERSIONS
from world import LEADS

# Objects whose members are of any kind.
OPEN = {"details"}

# A field of each kind that can be made.
FIELDS = [
    {"field_label": "Price", "data_type": "currency", "currency": {"rounding_option": "round_up", "precision": 2}},
    {"field_label": "Note", "data_type": "textarea", "textarea": {"type": "rich_text"}},
    {"field_label": "Number", "data_type": "text", "unique": {"case_sensitive": False}, "required": True},
    {"field_label": "Secret", "data_type": "text", "crypt": {"mode": "encryption"}, "private": {"restricted": True}},
    {"field_label": "Kinds", "data_type": "multiselectpicklist", "pick_list_values": [{"display_value": "A"}], "default_value": "A"},
]
LINKS = [
    {"field_label": "Rows", "data_type": "subform", "fields": [{"field_label": "Day", "data_type": "date"}]},
    {"field_label": "Leads", "data_type": "multiselectlookup", "multiselectlookup": {"connected_module": "Leads"}},
    {"field_label": "Team", "data_type": "multiuserlookup"},
    {"field_label": "Account", "data_type": "lookup", "lookup": {"module": {"api_name": "Accounts"}}},
    {"field_label": "Count", "data_type": "autonumber", "auto_number": {"prefix": "C-", "start_number": 7}},
]


@pytest.fixture(scope="module")
def answers(client, world):
    """Calls that reach every success of every operation, in every version."""
    areas = (tokens, operating, identity, metadata, settings, records, writes, queries, exports, imports, jobs)
    return [answer for area in areas for answer in area(client, world)]


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


def operating(client, world):
    anybody = client.with_token(None)
    for path in ("health", "health/live", "health/ready"):
        yield anybody.get(f"/longshore/v1/{path}")
    yield anybody.get("/metrics")


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
        yield client.get(f"/crm/{version}/__apis")
        for name, value in (("module", "Leads"), ("operation_types.method", "POST"), ("operation_types.oauth_scope", "none"), ("x", "y")):
            condition = {"field": {"api_name": name}, "comparator": "equals", "value": value}
            yield client.get(f"/crm/{version}/__apis?filters={quote(json.dumps(condition))}")
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


def records(client, world):
    for version in VERSIONS:
        place = f"/crm/{version}"
        for module in world.modules:
            yield client.get(f"{place}/{module}?fields=id,Created_Time,Owner,Tag,Account_Name,Parent_Id&per_page=5")
        first = client.get(f"{place}/Leads?fields=Last_Name,$approved&sort_by=Created_Time&sort_order=asc&per_page=2")
        yield first
        if token := first.json["info"].get("next_page_token"):
            yield client.get(f"{place}/Leads?fields=Last_Name,$approved&sort_by=Created_Time&sort_order=asc&page_token={token}")
        yield client.get(f"{place}/Leads?cvid={world.views[0]}&fields=Last_Name")
        yield client.get(f"{place}/Leads?fields=Last_Name&sort_by=Nope")
        yield client.get(f"{place}/Leads?fields=Last_Name&page=999999999999999999999")
        yield client.get(f"{place}/Leads?fields=Last_Name", **{"If-Modified-Since": "2099-01-01T00:00:00+00:00"})
        yield client.get(f"{place}/Leads?fields=Last_Name&ids=1")
        for module, ids in world.records.items():
            yield client.get(f"{place}/{module}/{ids[0]}")
        yield client.get(f"{place}/Leads/{world.records['Leads'][0]}", **{"If-Modified-Since": "2099-01-01T00:00:00+00:00"})
        yield client.get(f"{place}/Leads/1")
        yield client.get(f"{place}/Leads/nope")
        yield client.get(f"{place}/Leads/search?word=a")
        yield client.get(f"{place}/Leads/search?email=nobody@nowhere.example")
        yield client.get(f"{place}/Leads/search?criteria=(Last_Name:not_equal:Nobody)&fields=Last_Name,$state")
        yield client.get(f"{place}/Leads/search?criteria=(Last_Name:like:Nobody)")
        yield client.get(f"{place}/Leads/search")
        yield client.get(f"{place}/Leads/actions/count")
        yield client.get(f"{place}/Nope/actions/count")


def writes(client, world):
    for version in VERSIONS:
        place = f"/crm/{version}/Leads"
        good, bad = {"Last_Name": "Daly", "Company": "ABC", "Email": f"daly.{version}@abc.example"}, {"Company": "Nobody's"}
        added = client.post(place, {"data": [good, good | {"Email": f"other.{version}@abc.example"}]})
        yield added
        first, second = [element["details"]["id"] for element in added.json["data"]]
        yield client.post(place, {"data": [good | {"Email": None}, bad]})
        yield client.post(place, {"data": [bad | {"Email": "no address", "No_of_Employees": "many"}]})
        yield client.post(place, {})
        yield client.put(place, {"data": [{"id": first, "Company": "ABC Foods"}]})
        yield client.put(place, {"data": [{"id": first, "Company": "ABC"}, {"id": "1"}]})
        yield client.put(f"{place}/{first}", {"data": [{"Company": "Daly's"}]})
        yield client.put(f"{place}/1", {"data": [{"Company": "Daly's"}]})
        new = good | {"Email": f"third.{version}@abc.example"}
        for data in ([new], [good], [good | {"Email": f"fourth.{version}@abc.example"}, good], [good, bad]):
            yield client.post(f"{place}/upsert", {"data": data, "duplicate_check_fields": ["Email"]})
        old = {"Content-Type": "application/json", "If-Unmodified-Since": "2001-01-01T00:00:00+00:00"}
        change = json.dumps({"data": [{"id": first, "Company": "ABC"}]})
        yield client.send("PUT", place, change, old)
        yield client.send("PUT", f"{place}/{first}", change, old)
        yield client.send("POST", f"{place}/upsert", json.dumps({"data": [good]}), old)
        yield client.send("DELETE", f"{place}?ids={first}", headers=old)
        yield client.send("DELETE", f"{place}/{first}", headers=old)
        yield client.delete(f"{place}?ids={first},1")
        yield client.delete(f"{place}/{second}")
        yield client.delete(f"{place}?ids={world.records['Leads'].pop()}")
        yield client.delete(f"{place}/1")
        yield client.get(f"{place}/deleted")
        yield client.get(f"{place}/deleted?type=permanent")
        yield client.get(f"{place}/deleted?type=nope")


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


def settings(client, world):
    for version in VERSIONS:
        place = f"/crm/{version}/settings"
        module = f"Changes_{version.replace('.', '_')}"
        body = {"singular_label": "Change", "plural_label": f"Changes {version[1:]}", "api_name": module}
        created = client.post(f"{place}/modules", {"modules": [body | {"profiles": [{"id": world.profile}]}]})
        yield created
        yield client.post(f"{place}/modules", {"modules": [{"singular_label": ""}]})
        yield client.put(f"{place}/modules", {"modules": [{"api_name": module, "singular_label": "Edit"}]})
        yield client.put(f"{place}/modules/{module}", {"modules": [{"singular_label": "Revision"}]})
        if created.status == 201:
            yield from fields(client, f"{place}/fields", module)
        yield from views(client, f"{place}/custom_views", world)


def fields(client, place, module):
    made = client.post(f"{place}?module={module}", {"fields": FIELDS})
    yield made
    yield client.post(f"{place}?module={module}", {"fields": LINKS})
    ids = [element["details"]["id"] for element in made.json["fields"]]
    yield client.post(f"{place}?module={module}", {"fields": [{"field_label": "Other", "data_type": "text"}, {"field_label": "Bad"}]})
    yield client.post(f"{place}?module={module}", {"fields": [{"field_label": "Bad"}]})
    change = {"fields": [{"id": ids[0], "tooltip": {"name": "info_icon", "value": "What it costs"}}]}
    half = {"fields": [*change["fields"], {"id": "1"}]}
    for method in (client.patch, client.put):
        for body in (change, half):
            yield method(f"{place}?module={module}", body)
        yield method(f"{place}/{ids[0]}?module={module}", {"fields": [{"field_label": "Cost"}]})
    for kind in ("fields", "layouts"):
        yield client.get(f"{place.replace('fields', kind)}?module={module}")
    yield client.delete(f"{place}/{ids[0]}?module={module}")
    yield client.delete(f"{place}?module={module}&ids={ids[1]},1")
    yield client.delete(f"{place}?module={module}&ids={','.join(ids[2:])}")


def views(client, place, world):
    name = place.split("/")[2]
    criterion = {"field": {"api_name": "Company"}, "comparator": "equal", "value": "Zylker"}
    shared = {"access_type": "shared", "shared_to": [{"type": "users", "id": world.users[0]}]}
    body = {"name": f"Ours {name}", "criteria": criterion, "fields": ["Last_Name"], "sort_by": "Created_Time"} | shared
    made = client.post(f"{place}?module=Leads", {"custom_views": [body, {"name": f"Others {name}"}]})
    yield made
    if made.status != 201:
        return
    ids = [element["details"]["id"] for element in made.json["custom_views"]]
    for version in VERSIONS:
        yield client.get(f"/crm/{version}/settings/custom_views/{ids[0]}?module=Leads")
    yield client.post(f"{place}?module=Leads", {"custom_views": [{"name": "Third"}, {"name": "Third"}]})
    yield client.put(f"{place}?module=Leads", {"custom_views": [{"id": ids[0], "locked": True}]})
    yield client.put(f"{place}?module=Leads", {"custom_views": [{"id": ids[0]}, {"id": "1"}]})
    yield client.put(f"{place}/{ids[0]}?module=Leads", {"custom_views": [{"name": "Ours as well"}]})
    yield client.put(f"{place}/{ids[0]}?module=Leads", {"custom_views": [{"criteria": {"field": {"api_name": "Nope"}}}]})
    yield client.delete(f"{place}?module=Leads&ids={ids[1]},1")
    yield client.delete(f"{place}/{ids[0]}?module=Leads")
    yield client.delete(f"{place}?module=Leads&ids={world.own_views[0]}")


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
        yield client.get(f"/crm/bulk/{version}/read/{job}/result", Range="bytes=0-9")
        yield client.get(f"/crm/bulk/{version}/read/{job}/result", Range="bytes=999999999-")
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
        yield client.with_token(None).get(details.json["result"]["download_url"], Range="bytes=-9")
        yield client.get(f"/longshore/v1/jobs/{job}/report")
        yield client.get(f"/longshore/v1/jobs/{job}/report?format=jsonl")


def jobs(client, world):
    place = "/longshore/v1/jobs"
    yield client.get(f"{place}?per_page=2")
    yield client.get(f"{place}?state=FAILURE&module=Nope")
    yield client.get(f"{place}?state=NONE")
    for job in (world.reads[0], world.writes[0]):
        yield client.get(f"{place}/{job}")
        yield client.get(f"{place}/{job}/events")
        yield client.get(f"{place}/{job}/result")
        yield client.get(f"{place}/{job}/result", Range="bytes=2-9")
        yield client.get(f"{place}/{job}/result", Range="bytes=999999999-")
        yield client.send("POST", f"{place}/{job}/actions/cancel")
        yield client.send("POST", f"{place}/{job}/actions/retry")
    first, second = waiting_imports(client, world)
    yield client.send("POST", f"{place}/{second}/actions/cancel")
    yield client.get(f"{place}/{second}")
    yield client.get(f"/crm/bulk/v8/write/{second}")
    yield client.get(f"{place}/{second}/report")
    yield client.send("POST", f"{place}/{second}/actions/retry")
    yield client.send("POST", f"{place}/{first}/actions/cancel")
    for job in (first, second):
        yield client.ended(f"/crm/bulk/v8/write/{job}")
        yield client.get(f"{place}/{job}")
        yield client.delete(f"{place}/{job}")
        yield client.delete(f"{place}/{job}")


def waiting_imports(client, world):
    """Two imports; the first has so many rows that the second, which waits for it, can be cancelled in time. They add no record."""
    leads = [["Last_Name", "Company"], *([f"Lead {row}", ""] for row in range(20_000))]
    upload = client.upload(archive("leads.csv", leads), world.zgid).json["details"]["file_id"]
    resource = {"type": "data", "module": {"api_name": "Leads"}, "file_id": upload}
    body = {"operation": "insert", "resource": [resource]}
    return [client.post("/crm/bulk/v8/write", body).json["details"]["id"] for _ in range(2)]


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
            if kind in seen or OPEN & set(place):
                continue
            seen.add(kind)
            changed = copy.deepcopy(value)
            at(changed, place)["not_described"] = {"nor": "this"}
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
