"""Data folders of other versions: those of Tests/Folders open, and what an upgrade can't decide by itself is said and decided."""

import hashlib
import json
import sqlite3
import tarfile
import unicodedata
from contextlib import closing
from pathlib import Path

import pytest

from api import Caller, Export
from archives import archive
from imports import Importer, counts
from longshore import DataFolder, Server

ARCHIVES = sorted((Path(__file__).parents[1] / "Folders").glob("*.tar.gz"))
CLOSED = 80
# What the folders hold would be cleaned away otherwise.
FOREVER = ["--keep-exports", "36500d", "--keep-imports", "36500d", "--keep-jobs", "36500d"]


class Folder:
    """A folder of another version, and what is known of it."""

    def __init__(self, archive: Path, where: Path):
        with tarfile.open(archive) as file:
            file.extractall(where, filter="data")
        self.data = DataFolder(where / "data")
        self.facts = json.loads((where / "facts.json").read_text())

    def id(self, name: str) -> str:
        return self.facts["organisations"][name]["org_id"]

    def serve(self) -> Server:
        return self.data.serve(*FOREVER)

    def importer(self, name: str, server: Server) -> Importer:
        token = self.data.token("--org", self.id(name))
        return Importer(Caller(server.url, token), self.facts["organisations"][name]["zgid"])

    def rows(self, file: str, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(self.data.path / file)) as connection:
            return connection.execute(sql).fetchall()

    def collations(self, name: str) -> set[str]:
        """Those of an organisation's indexes over text."""
        statements = self.rows(f"{self.id(name)}/records.sqlite", "SELECT sql FROM sqlite_schema WHERE type = 'index'")
        return {sql.rpartition("COLLATE ")[2].rstrip(")") for (sql,) in statements if sql and "COLLATE CRM" in sql}

    def codes(self) -> list[str | None]:
        return [code for (code,) in self.rows(f"{self.id('Aurora')}/records.sqlite", "SELECT Code FROM Parts ORDER BY id")]


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def write(importer: Importer, operation: str, module: str, rows: list[list[str]], **resource) -> tuple[int, int, int, int]:
    """Imports rows below their header; how many were added, updated and skipped, and all."""
    job, _ = importer.imported(operation, module, archive("rows.csv", rows), **resource)
    return counts(job)


@pytest.fixture(params=ARCHIVES, ids=lambda path: path.name.removesuffix(".tar.gz"))
def old(request, tmp_path) -> Folder:
    return Folder(request.param, tmp_path)


@pytest.fixture
def colliding(tmp_path) -> Folder:
    [path] = [path for path in ARCHIVES if path.name.startswith("before-composed-text")]
    return Folder(path, tmp_path)


def test_a_folder_of_an_older_version_has_all_that_was_in_it(old):
    with old.serve() as server:
        importer = old.importer("Zylker", server)
        contacts = importer.caller.export("Contacts", ["Last_Name", "Account_Name.Account_Name"])
        result = importer.caller.job(old.facts["export"])["result"]
        kept = Export(result, importer.caller.download(old.facts["export"]))
        imported = importer.job(old.facts["import"])

    # What was written stays as its author wrote it.
    names = [composed("Núñez"), decomposed("Šimková"), "Smith"]
    assert contacts.column("Last_Name") == names
    accounts = [composed("Café Müller"), decomposed("Ångström Söner"), "Plain Goods"]
    assert contacts.column("Account_Name.Account_Name") == accounts
    assert kept.column("Last_Name") == names
    assert counts(imported) == (3, 0, 0, 3)
    users = json.loads(old.data.output("user list", "--org", old.id("Zylker"), "--json"))["users"]
    assert [user["email"] for user in users] == ["patricia@zylker.example", "rene@zylker.example"]


def test_composed_and_decomposed_texts_are_one_text_in_an_older_folder(old):
    with old.serve() as server:
        importer = old.importer("Zylker", server)
        header = ["Code", "Name", "Finish", "Maker"]
        rows = [
            [decomposed("dé-1"), "Lid 2", decomposed("métal"), decomposed("CAFÉ MÜLLER")],
            [composed("DÉ-2"), "Rim 2", "bois", composed("Ångström Söner")],
        ]
        mappings = [{"api_name": name, "index": index} for index, name in enumerate(header)]
        mappings[3]["find_by"] = "Account_Name"
        updated = write(importer, "update", "Parts", [header, *rows], mappings=mappings, find_by="Code")
        again = write(importer, "insert", "Parts", [["Name", "Code"], ["Lid 3", decomposed("Dé-1")]])
        parts = importer.caller.export("Parts", ["Name", "Finish", "Maker.Account_Name"])

    assert (updated, again) == ((0, 2, 0, 2), (0, 0, 1, 1))
    assert [cells for _, *cells in parts.rows()] == [
        ["Lid 2", composed("Métal"), composed("Café Müller")],
        ["Rim 2", "Bois", decomposed("Ångström Söner")],
        ["Cap", "", ""],
    ]
    assert old.collations("Zylker") == {"CRM_TEXT_2"}


def test_an_organisation_with_values_that_became_equal_is_closed_and_the_others_are_served(colliding):
    before = colliding.codes()
    with colliding.serve() as server:
        aurora = colliding.importer("Zylker", server)
        assert aurora.caller.export("Parts", ["Name"]).count == 3
        # A token can't be made for the one that is closed, and those it has are answered.
        refused = colliding.data.run("token create", "--org", colliding.id("Aurora"))
        log = server.tail()

    assert refused.returncode == CLOSED and "longshore org check" in refused.stderr
    [line] = [line for line in log.splitlines() if "an organisation is closed" in line]
    assert "Parts.Code (4 records)" in line and "Parts.Serial (2 records)" in line
    assert "Caf" not in log and "STRA" not in log
    assert (colliding.codes(), colliding.collations("Aurora")) == (before, {"CRM_TEXT"})


def test_the_values_are_listed_and_whoever_decides_opens_the_organisation(colliding):
    aurora = colliding.id("Aurora")
    first, second, third, fourth, fifth = [
        str(id) for (id,) in colliding.rows(f"{aurora}/records.sqlite", "SELECT id FROM Parts ORDER BY id")
    ]

    listed = colliding.data.run("org check")
    assert listed.returncode == CLOSED
    assert f"{colliding.id('Zylker')} (Zylker) is open" in listed.stdout and f"{aurora} (Aurora) is closed" in listed.stdout
    states = json.loads(colliding.data.run("org check", "--org", aurora, "--json").stdout)["organizations"]
    groups = [
        (group["module"], group["field"], [(record["id"], record["value"]) for record in group["records"]])
        for group in states[0]["collisions"]
    ]
    assert groups == [
        ("Parts", "Code", [(first, composed("Café")), (second, decomposed("Café"))]),
        ("Parts", "Code", [(fourth, "STRASSE"), (fifth, "STRA\u1e9eE")]),
        ("Parts", "Serial", [(second, composed("Nº é")), (third, decomposed("Nº é"))]),
    ]

    before = colliding.codes()
    not_enough = colliding.data.run("org settle", "--org", aurora, "--keep", first)
    assert not_enough.returncode == 64 and "nothing was changed" in not_enough.stderr and "STRASSE" in not_enough.stdout
    assert colliding.codes() == before

    with colliding.serve() as server:
        colliding.data.output("org settle", "--org", aurora, "--keep", first, "--set", f"{fifth}:Code=Street", "--keep-oldest")
        # The server that runs serves it at once.
        importer = colliding.importer("Aurora", server)
        parts = importer.caller.export("Parts", ["Name", "Code", "Serial"])
        assert write(importer, "insert", "Parts", [["Name", "Code"], ["Sixth", decomposed("CAFÉ")]]) == (0, 0, 1, 1)

    assert [cells for _, *cells in parts.rows()] == [
        ["First", composed("Café"), "1"],
        ["Second", "", composed("Nº é")],
        ["Third", "Tea", ""],
        ["Fourth", "STRASSE", "4"],
        ["Fifth", "Street", "5"],
    ]
    assert colliding.data.run("org check").returncode == 0
    settled = json.loads(colliding.data.output("org settle", "--org", aurora, "--keep-oldest", "--json"))
    assert settled == {"org_id": aurora, "company_name": "Aurora", "open": True, "reason": None, "collisions": []}
    assert colliding.collations("Aurora") == {"CRM_TEXT_2"}


def test_calls_to_an_organisation_that_is_closed_are_answered_with_words(colliding):
    aurora = colliding.id("Aurora")
    # A token from before the upgrade: it is known by its hash, so one can be written.
    with closing(sqlite3.connect(colliding.data.path / "catalog.sqlite")) as connection, connection:
        [(user,)] = colliding.rows(f"{aurora}/records.sqlite", "SELECT id FROM Users")
        connection.execute(
            "INSERT INTO access_tokens (hash, organization_id, user_id, scopes, created, expires) VALUES (?, ?, ?, ?, 0, ?)",
            (hashlib.sha256(b"old-token").digest(), int(aurora), user, "ZohoCRM.bulk.ALL,ZohoCRM.modules.ALL", 2**40),
        )
    with colliding.serve() as server:
        caller = Caller(server.url, "old-token")
        for method, path, body in [
            ("POST", "/crm/bulk/v8/read", {"query": {"module": {"api_name": "Parts"}}}),
            ("GET", "/crm/v8/Parts?fields=Name", None),
            ("GET", "/crm/bulk/v8/write/1", None),
        ]:
            status, answer = caller.request(method, path, body)
            answer = json.loads(answer)
            assert (status, answer["code"], answer["status"]) == (423, "ORGANIZATION_CLOSED", "error")
            assert "operator" in answer["message"]
        # The server itself is well.
        assert caller.request("GET", "/longshore/v1/health")[0] == 200


def test_a_folder_of_a_newer_version_is_refused_in_words(zylker):
    with closing(sqlite3.connect(zylker.folder.path / "catalog.sqlite")) as connection, connection:
        connection.execute("INSERT INTO grdb_migrations VALUES ('99 something later')")
    for command in ("serve --port 0", "org list", "seed --module Leads --records 1"):
        refused = zylker.folder.run(command)
        assert refused.returncode == 70
        assert "made or changed by a newer version of Longshore; use that version" in refused.stderr
