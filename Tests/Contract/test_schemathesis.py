"""Requests that schemathesis makes up from the description: good ones, bad ones, and jobs followed from call to call."""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from conftest import caller, founded, serving
from longshore import DataFolder
from world import World

# Requests made up for each operation, in each of two phases.
EXAMPLES = os.environ.get("LONGSHORE_TEST_EXAMPLES") or "40"
# What the examples make, and other tests have made before: there can be one of the name.
FRESH = {
    "Leads of large companies": "Leads of the largest companies",
    "Building": "Harbour",
    "Budget": "Allowance",
    "Priority": "Urgency",
    "Visits": "Journeys",
    "boyle@zylker.example": "boyle@umbrella.example",
}
CHECKS = [
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "missing_required_header",
    "ignored_auth",
]


# Two runs beside each other take about the same time.
PHASES = ["examples,coverage,stateful", "fuzzing"]


@pytest.fixture
def second(tmp_path_factory):
    """A server of its own for the second run, and what it holds."""
    folder = DataFolder(tmp_path_factory.mktemp("second") / "data")
    owner = founded(folder)
    with serving(folder) as server:
        client = caller(server, folder)
        yield client, World.explored(client, owner)


@pytest.mark.timeout(600)
def test_made_up_requests_are_answered_as_described(client, description, world, second, tmp_path):
    folders = [tmp_path / phases for phases in PHASES]
    with ThreadPoolExecutor() as threads:
        runs = list(threads.map(schemathesis, [description] * 2, [client, second[0]], [world, second[1]], PHASES, folders))

    for run in runs:
        assert run.returncode == 0, run.stdout[-20_000:]
    reached = set().union(*(statuses(folder / "events.ndjson") for folder in folders))
    # A run that is refused throughout would say little. Which successes are reached is chance; test_answers.py sees every one.
    refused = {
        str(operation)
        for operation in description.operations
        if operation.successes and not any((str(operation), status) in reached for status in operation.successes)
    }
    assert len(refused) * 20 <= len(list(description.operations)), refused


def schemathesis(description, client, world, phases: str, folder: Path) -> subprocess.CompletedProcess:
    """Runs it with the ids of things that are there among the values it makes up."""
    folder.mkdir()
    config = folder / "schemathesis.toml"
    config.write_text(configuration(client, world))
    document = folder / "openapi.json"
    examples = world.real(json.dumps(description.document))
    for name, other in FRESH.items():
        examples = examples.replace(name, other)
    document.write_text(examples)
    return subprocess.run(
        [
            Path(sys.executable).parent / "schemathesis",
            *("--config-file", config),
            *("run", document, "--url", client.url),
            *("--header", f"Authorization: Zoho-oauthtoken {client.token}"),
            *("--phases", phases),
            *("--checks", ",".join(CHECKS)),
            *("--max-examples", EXAMPLES, "--seed", "1", "--workers", "1"),
            *("--report-ndjson-path", folder / "events.ndjson", "--warnings", "off", "--no-color"),
        ],
        cwd=folder,
        env=os.environ | {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=580,
    )


def configuration(client, world) -> str:
    """What is known, and which parameters take it; for most requests, so that some still name what there is not."""
    known = {
        "modules": world.modules[:10] + world.module_ids[:2],
        "leads": ["Leads"],
        "lists": ["Leads", "Vendors"],
        "latest": ["v8"],
        "pages": [1, 9],
        "columns": ["Last_Name", "Company", "Email", "Owner", "Created_Time", "Owner.last_name", "id"],
        "views": world.views,
        "queries": [
            "select Last_Name, Owner from Leads where id is not null limit 3",
            "select COUNT(id) as n, Owner from Leads where id is not null group by Owner",
            "select id from Leads where Last_Name = 'Nobody of that name'",
        ],
        "users": world.users,
        "profiles": [world.profile],
        "labels": ["Bridge", "Bridges", "Tower", "Towers", "Harbour", "Quay", "Crane", "Ship"],
        "types": ["text", "date", "integer", "boolean"],
        "changed_fields": world.own_fields[:5],
        "removed_fields": world.own_fields[5:15],
        "other_removed_fields": world.own_fields[15:],
        "changed_views": world.own_views[:5],
        "removed_views": world.own_views[5:15],
        "other_removed_views": world.own_views[15:],
        "dates": ["2099-01-01T00:00:00+00:00", "2001-01-01T00:00:00+00:00"],
        "zgid": [world.zgid],
        "records": world.records["Leads"][:10],
        "removed_records": world.records["Leads"][10:20],
        "other_removed_records": world.records["Leads"][20:30],
        "filters": [listed("module", "Leads"), listed("operation_types.oauth_scope", "none")],
        "words": ["a", "Nobody of that name"],
        "criteria": ["(Last_Name:not_equal:Nobody)", "(Company:starts_with:A)or(Email:equals:b@c.example)"],
        "statuses": ["visible", "user_hidden"],
        "uploads": world.uploads,
        "reads": world.reads,
        "own_reads": world.own_reads,
        "write": world.writes[:1],
        "file": [f"{world.writes[0]}.zip"],
        "fields": world.fields,
        "layouts": world.layouts,
        "client": [world.client_id],
        "secret": [world.client_secret],
        "refresh": [world.refresh_token],
        "tokens": world.tokens[::2],
        "other_tokens": world.tokens[1::2],
        "web_client": [world.consent["client_id"]],
        "addresses": [world.consent["redirect_uri"]],
        "scopes": [world.consent["scope"]],
        "tickets": [world.ticket(client)],
        # Nobody listens there, and the server wouldn't call this machine anyway.
        "callbacks": ["http://127.0.0.1:9/"],
    }
    everywhere = {
        "query.module": "modules",
        "query.status": "statuses",
        "query.page": "pages",
        "path.module": "modules",
        "path.field": "fields",
        "path.layout": "layouts",
        "path.view": "views",
        "path.user": "users",
        "path.record": "records",
        "query.fields": "columns",
        "query.cvid": "views",
        "query.filters": "filters",
        "query.word": "words",
        "query.criteria": "criteria",
        "query.ids": "users",
        "header.If-Modified-Since": "dates",
        "path.zgid": "zgid",
        "path.file": "file",
        "path.job": "write",
        "header.X-CRM-ORG": "zgid",
        "body.query.module.api_name": "modules",
        "body.query.fields[*]": "columns",
        "body.query.criteria.field.api_name": "columns",
        "body.query.cvid": "views",
        "body.callback.url": "callbacks",
        "body.resource[*].module.api_name": "modules",
        "body.resource[*].file_id": "uploads",
        "body.resource[*].field_mappings[*].api_name": "columns",
        "body.select_query": "queries",
        "body.modules[*].api_name": "labels",
        "body.modules[*].singular_label": "labels",
        "body.modules[*].plural_label": "labels",
        "body.modules[*].profiles[*].id": "profiles",
        "body.fields[*].id": "changed_fields",
        "body.fields[*].api_name": "labels",
        "body.fields[*].field_label": "labels",
        "body.fields[*].data_type": "types",
        "body.custom_views[*].id": "changed_views",
        "body.custom_views[*].name": "labels",
        "body.data[*].id": "records",
        "body.data[*].Last_Name": "labels",
        "body.data[*].Company": "labels",
        "body.client_id": "client",
        "body.client_secret": "secret",
        "body.refresh_token": "refresh",
    }
    latest = {"path.version": "latest", "query.module": "leads"}
    somewhere = {
        "getBulkReadJob": {"path.job": "reads"},
        "downloadBulkReadResult": {"path.job": "reads"},
        "deleteJob": {"path.job": "own_reads"},
        "askForConsent": {"query.client_id": "web_client", "query.redirect_uri": "addresses", "query.scope": "scopes"},
        "answerConsent": {"body.ticket": "tickets"},
        # What is changed and removed is made beforehand, and by itself.
        "createBulkWriteJob": {"body.resource[*].module.api_name": "leads"},
        "getRecords": {"path.module": "lists"},
        **{name: {"path.module": "leads"} for name in ("getRecord", "searchRecords", "getDeletedRecords")},
        **{name: {"path.module": "leads"} for name in ("insertRecords", "updateRecords", "updateRecord", "upsertRecords")},
        "deleteRecords": {"path.module": "leads", "query.ids": "removed_records"},
        "deleteRecord": {"path.module": "leads", "path.record": "other_removed_records"},
        "updateModules": {"path.version": "latest", "body.modules[*].api_name": "modules"},
        **{name: latest | {"path.field": "changed_fields"} for name in ("updateField", "replaceField")},
        **{name: latest for name in ("createFields", "updateFields", "replaceFields", "createCustomViews", "updateCustomViews")},
        "deleteFields": latest | {"query.ids": "removed_fields"},
        "deleteField": latest | {"path.field": "other_removed_fields"},
        "updateCustomView": latest | {"path.view": "changed_views"},
        "deleteCustomViews": latest | {"query.ids": "removed_views"},
        "deleteCustomView": latest | {"path.view": "other_removed_views"},
        "revokeToken": {"body.token": "tokens"},
        "revokeTokenAtOtherAddress": {"body.token": "other_tokens"},
    }
    lines = [f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in known.items()]
    lines += ["[parameters]", *(f"{json.dumps(place)} = {binding(name)}" for place, name in everywhere.items())]
    for operation, places in somewhere.items():
        bound = ", ".join(f"{json.dumps(place)} = {binding(name)}" for place, name in places.items())
        lines += ["[[operations]]", f'include-operation-id = "{operation}"', f"parameters = {{ {bound} }}"]
    return "\n".join(lines) + "\n"


def listed(name: str, value: str) -> str:
    """A filter of the list of calls."""
    return json.dumps({"field": {"api_name": name}, "comparator": "equals", "value": value})


def binding(name: str) -> str:
    return f'{{ dictionary = "{name}", probability = 0.8 }}'


def statuses(events: Path) -> set[tuple[str, int]]:
    """Which operation was answered how."""
    found = set()
    with events.open() as lines:
        for line in lines:
            recorder = json.loads(line).get("ScenarioFinished", {}).get("recorder") or {}
            for id, interaction in recorder.get("interactions", {}).items():
                case = recorder["cases"].get(id, {}).get("value", {})
                if interaction.get("response"):
                    name = f"{case.get('method')} {case.get('path')}"
                    found.add((name, interaction["response"]["status_code"]))
    return found
