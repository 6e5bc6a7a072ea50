"""Are the two exports the same CSV?"""

from itertools import zip_longest
from pathlib import Path
from zipfile import ZipFile

from lib.archive import only_entry
from lib.errors import BenchmarkError


def require_same_csv(reference: Path, longshore: Path) -> None:
    """Compares size and CRC-32 of the one entry of each ZIP, and shows the first line that differs."""
    with ZipFile(reference) as expected, ZipFile(longshore) as actual:
        left, right = only_entry(expected), only_entry(actual)
        if (left.file_size, left.CRC) == (right.file_size, right.CRC):
            return
        with expected.open(left) as want, actual.open(right) as got:
            number, lines = next(
                (number, pair) for number, pair in enumerate(zip_longest(want, got), 1) if pair[0] != pair[1]
            )
    raise BenchmarkError(
        "the exports differ, so their times cannot be compared\n"
        f"  reference: {left.file_size} bytes, CRC-32 {left.CRC:08x}, line {number}: {lines[0]}\n"
        f"  longshore: {right.file_size} bytes, CRC-32 {right.CRC:08x}, line {number}: {lines[1]}"
    )
