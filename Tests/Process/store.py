"""An organisation's records as they lie in SQLite, reached without Longshore."""

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
            connection.create_collation("CRM_TEXT", compare_text)
            for record in records:
                names = ", ".join(f'"{name}"' for name in record)
                marks = ", ".join("?" * len(record))
                connection.execute(f'INSERT INTO "{module}" ({names}) VALUES ({marks})', list(record.values()))

    def execute(self, sql: str, *values):
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(sql, values)


def compare_text(left: str, right: str) -> int:
    """Longshore's collation, as far as tests need it: ASCII without regard to case."""
    assert left.isascii() and right.isascii()
    left, right = left.lower(), right.lower()
    return (left > right) - (left < right)
