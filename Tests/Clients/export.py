"""What is in the file that an export hands out, or the result of an import."""

import csv
import io
import zipfile
from functools import cached_property

from icalendar import Calendar


class Export:
    def __init__(self, chunks):
        """Reads the ZIP as the SDKs' samples do, chunk by chunk."""
        with zipfile.ZipFile(io.BytesIO(b"".join(chunks))) as archive:
            self.entries = archive.namelist()
            self.content = archive.read(self.entries[0])

    @cached_property
    def header(self) -> str:
        return self.content.split(b"\n", 1)[0].decode("utf-8")

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.content.decode("utf-8"), newline="")))

    def column(self, name: str) -> list[str]:
        return [row[name] for row in self.rows]

    @cached_property
    def calendar(self) -> Calendar:
        return Calendar.from_ical(self.content)
