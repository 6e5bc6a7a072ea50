"""The server under test, its description, and what it holds."""

import json

import pytest

from client import Client
from description import Description
from longshore import DataFolder, Server
from world import World

pytest_plugins = ["no_skips"]

VERSIONS = ["v2", "v2.1", "v3", "v4", "v5", "v6", "v7", "v8"]
RECORDS = {
    "Accounts": 20,
    "Contacts": 40,
    "Leads": 60,
    "Deals": 20,
    "Events": 20,
    "Tasks": 10,
    "Products": 5,
    "Quotes": 5,
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory) -> DataFolder:
    return DataFolder(tmp_path_factory.mktemp("contract") / "data")


def founded(folder: DataFolder) -> dict:
    """Makes the organisation; what `init` says about it."""
    owner = folder.init("--company", "Zylker", "--time-zone", "America/New_York")
    for module, records in RECORDS.items():
        folder.seed(module, records)
    options = ("--type", "server", "--redirect-uri", "http://localhost:9/callback")
    owner["web_client"] = json.loads(folder.output("client add", "--json", *options))
    return owner


def serving(folder: DataFolder) -> Server:
    """A server that refuses nothing for having been asked too often, and calls nobody back."""
    return folder.serve("--limits", "native")


def caller(server: Server, folder: DataFolder) -> Client:
    """A caller who may do everything."""
    return Client(server.url, folder.token("--expires", "1d"))


@pytest.fixture(scope="session")
def owner(folder) -> dict:
    return founded(folder)


@pytest.fixture(scope="session")
def server(folder, owner):
    with serving(folder) as server:
        yield server


@pytest.fixture(scope="session")
def client(server, folder) -> Client:
    return caller(server, folder)


@pytest.fixture(scope="session")
def description(client) -> Description:
    return Description(client.with_token(None).get("/longshore/v1/openapi.json").json)


@pytest.fixture(scope="session")
def world(client, owner) -> World:
    return World.explored(client, owner)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Shows the server's last words under a failed test."""
    report = yield
    server: Server | None = getattr(item, "funcargs", {}).get("server")
    if report.failed and server is not None:
        report.sections.append(("server log", server.tail()))
    return report
