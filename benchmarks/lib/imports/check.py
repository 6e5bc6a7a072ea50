"""Has an import done what it should?"""

import sqlite3
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from lib.archive import csv_rows
from lib.errors import BenchmarkError
from lib.imports.leads import FIELDS
from lib.imports.workloads import Lines, Workload

RESULT_HEADER = [*FIELDS[:3], "STATUS", "RECORD_ID", "ERRORS"]


def require_counts(workload: Workload, file: dict) -> None:
    """Compares the counts of a job's details."""
    expected = {
        "added_count": workload.count("ADDED"),
        "updated_count": workload.count("UPDATED"),
        "skipped_count": workload.count("SKIPPED"),
        "total_count": workload.rows,
    }
    actual = {key: file.get(key) for key in expected}
    if actual != expected:
        raise BenchmarkError(f"{workload.name}: the job counts {actual} instead of {expected}")


def require_result(workload: Workload, result: Path) -> None:
    """The result has the file's rows in order, each with its outcome, and an id of its own exactly if it was stored."""
    lines = Lines()
    ids: set[str] = set()
    with csv_rows(workload.archive) as rows, csv_rows(result) as outcomes:
        next(rows)
        if (header := next(outcomes)) != RESULT_HEADER:
            raise BenchmarkError(f"{workload.name}: the result's header is {header} instead of {RESULT_HEADER}")
        for number, (row, line) in enumerate(zip_longest(rows, outcomes), 1):
            if row is None or line is None or line[:3] != row[:3]:
                raise BenchmarkError(f"{workload.name}: line {number} of the result is {line}, the file's row {row}")
            _, _, _, status, record_id, errors = line
            lines[status, errors] += 1
            if bool(record_id) != (status != "SKIPPED") or record_id in ids:
                raise BenchmarkError(f"{workload.name}: line {number} of the result has the wrong id: {line}")
            if record_id:
                ids.add(record_id)
    if lines != workload.lines:
        raise BenchmarkError(f"{workload.name}: the result has {dict(lines)} instead of {dict(workload.lines)}")


def require_same_records(reference: Path, longshore: Path) -> None:
    """Compares the imported fields of all Leads, in the order in which they were made."""
    query = f"SELECT {', '.join(FIELDS)} FROM Leads ORDER BY id"
    with closing(sqlite3.connect(reference)) as theirs, closing(sqlite3.connect(longshore)) as ours:
        records = zip_longest(theirs.execute(query), ours.execute(query))
        different = next((pair for pair in records if pair[0] != pair[1]), None)
    if different:
        raise BenchmarkError(
            "the records differ, so the times of the imports cannot be compared\n"
            f"  reference: {different[0]}\n"
            f"  longshore: {different[1]}"
        )
