"""An organisation's records as they lie in SQLite, reached without Longshore."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path


class Store:
    def __init__(self, folder: Path, organisation: str):
        self.path = folder / organisation / "records.sqlite"
        self.prefix = int(organisation) // 10**12

    def rows(self, sql: str) -> list[tuple]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(sql).fetchall()

    def records(self, module: str, columns: list[str]) -> list[tuple]:
        names = ", ".join(f'"{column}"' for column in columns)
        return self.rows(f'SELECT {names} FROM "{module}" ORDER BY "id"')

    def column(self, module: str, column: str) -> list:
        return [value for (value,) in self.records(module, [column])]

    def insert(self, module: str, records: list[dict]):
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.create_collation("CRM_TEXT_2", compare_text)
            for record in records:
                names = ", ".join(f'"{name}"' for name in record)
                marks = ", ".join("?" * len(record))
                connection.execute(f'INSERT INTO "{module}" ({names}) VALUES ({marks})', list(record.values()))

    def fields(self, module: str) -> dict[str, dict]:
        """The definitions of a module's fields, by their names."""
        sql = "SELECT f.definition FROM _fields f JOIN _modules m ON m.id = f.module_id"
        definitions = (
            json.loads(text) for (text,) in self.rows(f"{sql} WHERE m.api_name = '{module}' ORDER BY f.position")
        )
        return {definition["apiName"]: definition for definition in definitions}

    def add_field(self, module: str, like: str, name: str, **definition):
        """Gives a module a field of its own: one like another, but for what is said here. No server may be running."""
        fields = self.fields(module)
        [(module_id,)] = self.rows(f"SELECT module_id FROM _fields WHERE id = {fields[like]['id']}")
        id = max(int(field["id"]) for field in fields.values()) + 500_000
        field = fields[like] | {"id": str(id), "apiName": name, "isCustom": True} | definition
        self.execute(f'ALTER TABLE "{module}" ADD COLUMN "{name}" INTEGER')
        values = (id, module_id, 1_000 + len(fields), name, json.dumps(field))
        self.execute("INSERT INTO _fields VALUES (?, ?, ?, ?, ?)", *values)

    def execute(self, sql: str, *values):
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.create_collation("CRM_TEXT_2", compare_text)
            connection.execute(sql, values)


def compare_text(left: str, right: str) -> int:
    """Longshore's collation, as far as tests need it: ASCII without regard to case."""
    assert left.isascii() and right.isascii()
    left, right = left.lower(), right.lower()
    return (left > right) - (left < right)
