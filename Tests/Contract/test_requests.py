"""Requests as the description has them: its examples work, and the scopes it names are those that are needed."""

import json

import pytest

from archives import archive
from client import Client
from world import LEADS


def test_every_example_of_a_body_works(description, client, world):
    tried = 0
    for operation in description.operations:
        content = operation.definition.get("requestBody", {}).get("content", {})
        for name, example in content.get("application/json", {}).get("examples", {}).items():
            path = filled(description, operation, world)
            body = world.real(json.dumps(example["value"]))
            answer = client.send(operation.method, path, body, {"Content-Type": "application/json"})
            assert answer.status in operation.successes, f"{operation}, {name}: {answer}"
            assert description.problems(answer) == []
            tried += 1
    assert tried >= 5


def test_a_token_with_the_scopes_named_is_enough_and_one_with_others_is_not(description, client, folder, world):
    stranger = folder.token("--scopes", "ZohoCRM.notifications.READ")
    for operation in description.operations:
        needed = [alternative["oauth"] for alternative in operation.definition["security"] if "oauth" in alternative]
        if not needed:
            continue
        path = filled(description, operation, world)
        for scopes in filter(None, needed):
            answer = call(client.with_token(folder.token("--scopes", ",".join(scopes))), operation, path, world)
            assert answer.status != 401, f"{operation} with {scopes}: {answer}"
        answer = call(client.with_token(stranger), operation, path, world)
        assert description.problems(answer) == []
        if [] in needed:
            assert answer.status in operation.successes
        else:
            assert answer.status == 401, f"{operation} with another scope: {answer}"
            assert answer.json["code"] == "OAUTH_SCOPE_MISMATCH"


@pytest.mark.parametrize("token", [None, "1000.00000000000000000000000000000000.00000000000000000000000000000000"])
def test_nobody_unknown_comes_in(description, client, world, token):
    for operation in description.operations:
        if {} in operation.definition["security"] or not operation.definition["security"]:
            continue
        answer = call(client.with_token(token), operation, filled(description, operation, world), world)
        assert answer.status == 401, f"{operation}: {answer}"
        assert description.problems(answer) == []


def call(client: Client, operation, path: str, world):
    """A call that works, if the caller may make it."""
    if operation.id == "uploadFile":
        return client.upload(archive("leads.csv", LEADS), world.zgid)
    content = operation.definition.get("requestBody", {}).get("content", {}).get("application/json", {})
    bodies = [example["value"] for example in content.get("examples", {}).values()]
    if bodies:
        body = world.real(json.dumps(bodies[0]))
        return client.send(operation.method, path, body, {"Content-Type": "application/json"})
    return client.send(operation.method, path)


def filled(description, operation, world) -> str:
    """The operation's path with the examples of its parameters."""
    path, query = operation.path, []
    for parameter in description.parameters(operation):
        name, place = parameter["name"], parameter["in"]
        if place == "path":
            path = path.replace("{" + name + "}", parameter["example"])
        elif place == "query" and parameter.get("required"):
            query.append(f"{name}={parameter['example']}")
    path += "?" + "&".join(query) if query else ""
    # What there is isn't removed: other tests need it.
    return path if operation.method == "DELETE" else world.real(path)
