"""What is in the file an export hands out."""

import csv
import io
import zipfile
from dataclasses import dataclass


@dataclass
class Export:
    entries: list[str]
    header: str
    rows: list[dict[str, str]]

    def column(self, name: str) -> list[str]:
        return [row[name] for row in self.rows]


def unpack(chunks) -> Export:
    """Reads the ZIP as the SDKs' samples do, chunk by chunk."""
    with zipfile.ZipFile(io.BytesIO(b"".join(chunks))) as archive:
        entries = archive.namelist()
        text = archive.read(entries[0]).decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return Export(entries, text.split("\n", 1)[0], rows)
