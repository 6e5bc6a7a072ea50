"""What is imported, and what has to come of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from lib.archive import write_csv
from lib.imports.leads import BAD_EVERY, FIELDS, Row, fault, leads, spoiled

KEY = "Email"
SEED = 7
# Of the leads that an upsert meets; their cells differ from those of its file.
EARLIER_SEED = 8

# How many lines of a result have the same STATUS and ERRORS.
Lines = Counter[tuple[str, str]]


@dataclass(frozen=True)
class Workload:
    """A file, its operation and the result it has to have."""

    name: str
    operation: str
    archive: Path
    archive_bytes: int
    csv_bytes: int
    lines: Lines

    @property
    def rows(self) -> int:
        return self.lines.total()

    @property
    def request(self) -> dict:
        """The body of `POST /crm/bulk/v8/write`, but for the file."""
        resource = {
            "type": "data",
            "module": {"api_name": "Leads"},
            "field_mappings": [{"api_name": field, "index": index} for index, field in enumerate(FIELDS)],
        }
        if self.operation == "upsert":
            resource["find_by"] = KEY
        return {"operation": self.operation, "resource": [resource]}

    def count(self, status: str) -> int:
        return sum(count for (word, _), count in self.lines.items() if word == status)


def insert(rows: int, folder: Path) -> Workload:
    return workload("insert", "insert", folder, leads(rows, SEED), Counter({("ADDED", ""): rows}))


def half_of_upsert(rows: int, folder: Path) -> Workload:
    """Inserts every other lead of an upsert, as it was before."""
    earlier = islice(leads(rows, EARLIER_SEED), 0, None, 2)
    return workload("half of an upsert", "insert", folder, earlier, Counter({("ADDED", ""): half(rows)}))


def upsert(rows: int, folder: Path) -> Workload:
    lines = Counter({("UPDATED", ""): half(rows), ("ADDED", ""): rows - half(rows)})
    return workload("upsert", "upsert", folder, leads(rows, SEED), lines)


def insert_with_bad_rows(rows: int, folder: Path) -> Workload:
    bad = range(0, rows, BAD_EVERY)
    lines = Counter(("SKIPPED", fault(number)[2]) for number in bad)
    lines["ADDED", ""] = rows - len(bad)
    return workload("bad rows", "insert", folder, spoiled(leads(rows, SEED)), lines)


def half(rows: int) -> int:
    return (rows + 1) // 2


def workload(name: str, operation: str, folder: Path, rows: Iterable[Row], lines: Lines) -> Workload:
    """Writes the file."""
    archive = folder / f"{name.replace(' ', '-')}-{lines.total()}.zip"
    csv_bytes = write_csv(archive, "Leads.csv", chain([FIELDS], rows))
    return Workload(name, operation, archive, archive.stat().st_size, csv_bytes, lines)
