"""How much memory a server needs for files that are larger than it may grow."""

import csv
import io
import random
from pathlib import Path

from archives import zipped
from imports import counts

ROWS = 200_000
LENGTH = 500
MEGABYTE = 1_000_000


def test_a_file_of_a_hundred_megabytes_is_imported_in_less_than_two_hundred(zylker):
    content = leads()
    assert len(content) > 100 * MEGABYTE
    with zylker.folder.serve("--limits", "native") as server:
        importer = zylker.importer(server)
        file = importer.upload(zipped("leads.csv", content))
        job = importer.finished(importer.create("insert", "Leads", file))
        peak = largest_size(server)
        result = importer.result(job)

    assert counts(job) == (ROWS, 0, 0, ROWS)
    assert peak < 200 * MEGABYTE
    assert len(result.lines) == ROWS
    assert sum(zylker.store.rows('SELECT sum(length("Description")) FROM "Leads"')[0]) == ROWS * LENGTH


def leads() -> bytes:
    """Notes that differ from row to row, so that they are as large in the archive as such notes are."""
    words = "".join(random.Random(7).choices("abcdefghijklmnopqrstuvwxyz-", k=1_000_000))
    content = io.StringIO(newline="")
    rows = csv.writer(content)
    rows.writerow(["Last_Name", "Company", "Description"])
    rows.writerows(
        [f"Lead {row}", "Zylker", words[row * 4 % 999_000 : row * 4 % 999_000 + LENGTH]] for row in range(ROWS)
    )
    return content.getvalue().encode()


def largest_size(server) -> int:
    """The most bytes the process has had in memory so far."""
    status = Path(f"/proc/{server.process.pid}/status").read_text()
    [kilobytes] = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(kilobytes) * 1024
