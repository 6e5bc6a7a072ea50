"""The server under test, and what it serves."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from longshore import DataFolder, Server

EMAIL = "patricia@zylker.example"


class Organisation:
    """A data folder with one organisation, made once and then found again."""

    def __init__(self, path: Path, records: dict[str, int]):
        """Makes `records`, in their order: those that point to others come after them."""
        self.folder = DataFolder(path / "data")
        made = path / "owner.json"
        if not made.exists():
            shutil.rmtree(path, ignore_errors=True)
            path.mkdir(parents=True)
            owner = self.folder.init("--company", "Zylker", "--email", EMAIL, "--time-zone", "Asia/Kolkata")
            for module, count in records.items():
                self.folder.seed(module, count, "--org", owner["org_id"])
            made.write_text(json.dumps(owner))
        self.owner = json.loads(made.read_text())
        self.store = self.folder.path / self.owner["org_id"] / "records.sqlite"

    def grant_code(self) -> str:
        """What a client exchanges for tokens, once."""
        return self.folder.output("token grant").strip()

    def execute(self, sql: str, *values) -> list[tuple]:
        """What somebody else finds in the store, or does to it, without Longshore."""
        with closing(sqlite3.connect(self.store)) as connection, connection:
            return connection.execute(sql, values).fetchall()

    def view(self, module: str, system_name: str) -> str:
        """The id of one of the views that every organisation has."""
        views = self.execute('SELECT "id", "definition" FROM "_views" WHERE "module" = ? ORDER BY "id"', module)
        return next(str(id) for id, definition in views if json.loads(definition)["systemName"] == system_name)


class Longshore:
    """A server of one organisation."""

    def __init__(self, organisation: Organisation, *options: str):
        self.organisation = organisation
        self.owner = organisation.owner
        self.server: Server = organisation.folder.serve(*options)
        self.port = self.server.port
        self.url = self.server.url

    def stop(self):
        self.server.stop()

    def tail(self) -> str:
        return self.server.tail()
