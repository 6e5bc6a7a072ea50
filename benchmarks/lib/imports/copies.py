"""Every import starts from a copy of the same organisation, made just before."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from lib.connection import Connection
from lib.longshore import Longshore, Organization, Server


@dataclass
class Copies:
    """`work` holds the copy of each program, until its next one."""

    longshore: Longshore
    original: Organization
    work: Path

    @property
    def organization(self) -> Organization:
        """Longshore's copy."""
        return Organization(self.work / "copy", self.original.org_id)

    @property
    def database(self) -> Path:
        """The reference's copy, with Longshore's tables and indexes."""
        return self.work / "reference.sqlite"

    @contextmanager
    def serve(self) -> Iterator[tuple[Server, Connection]]:
        """A server on a new copy."""
        copy = self.organization
        shutil.rmtree(copy.data, ignore_errors=True)
        shutil.copytree(self.original.data, copy.data)
        token = self.longshore.token(copy)
        sync()
        with (
            self.longshore.serve(copy, "native", self.work / "import.log") as server,
            closing(Connection(server.port, token)) as connection,
        ):
            yield server, connection

    def new_database(self) -> Path:
        """A new copy for the reference."""
        for file in self.work.glob(f"{self.database.name}*"):
            file.unlink()
        with (
            closing(sqlite3.connect(self.original.database)) as original,
            closing(sqlite3.connect(self.database)) as copy,
        ):
            original.backup(copy)
        sync()
        return self.database


def sync() -> None:
    """An import waits for its own bytes to reach the disk, and should not wait for those of the run before."""
    os.sync()
