"""A ZIP with one CSV."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lib.errors import BenchmarkError


def only_entry(archive: ZipFile) -> ZipInfo:
    entries = archive.infolist()
    if len(entries) != 1:
        raise BenchmarkError(f"{archive.filename} has {len(entries)} entries instead of one")
    return entries[0]


@contextmanager
def csv_rows(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of the CSV, its header first."""
    with ZipFile(path) as archive, archive.open(only_entry(archive)) as entry:
        with io.TextIOWrapper(entry, encoding="utf-8", newline="") as text:
            yield csv.reader(text)


def write_csv(path: Path, name: str, rows: Iterable[list[str]]) -> int:
    """Writes a ZIP as people make it, and gives the size of its CSV."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        with archive.open(name, "w") as entry, io.TextIOWrapper(entry, encoding="utf-8", newline="") as text:
            csv.writer(text, lineterminator="\n").writerows(rows)
        return only_entry(archive).file_size
