"""Files to import, as they are uploaded."""

import csv
import io
import zipfile


def archive(name: str, rows) -> bytes:
    """A ZIP with one CSV."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    return zipped(name, text.getvalue().encode())


def zipped(name: str, content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as entries:
        entries.writestr(name, content)
    return file.getvalue()
