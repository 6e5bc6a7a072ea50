"""Imports tell the truth: of made-up files, spoilt at random, every value is stored as it was meant, or its row comes back with a reason.

Columns hold dates, amounts, whole numbers and texts as people of several countries write them. Cells become junk, bytes get lost, cells come
too many or too few. A row that was spoilt may be refused; one that was not goes in.
"""

import csv
import io
import json
import random
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest

from archives import zipped

SCHEMA = """
longshore_schema: 1
modules:
  Facts:
    singular: Fact
    plural: Facts
    name: Fact Name
    fields:
      Note: {type: text, length: 255}
      Day: date
      Amount: {type: currency, decimal_places: 2}
      Items: integer
      Remark: {type: text, length: 255}
"""
FIELDS = ["Name", "Note", "Day", "Amount", "Items", "Remark"]
JUNK = {"Day": ["n/a", "-", "00/00/0000", "soon", "1981"], "Amount": ["n/a", "€ 5", "five", "1,2,3", "--"], "Items": ["n/a", "many", "1.5.2"]}
TEXTS = ["plain", "Müller & Söhne", "Café – Ærø", 'the "best" one', "Acme, Inc.", "a;b|c:d", "two\nlines", "O'Neil", "5\" pipe", "ends with dot."]
BEYOND = ["Žižka Łódź", "Дарья", "吉野家", "😀 smile", "שלום"]


@dataclass
class Country:
    name: str
    day: str
    pattern: str
    delimiter: str
    groups: str
    point: str
    number: str | None
    indian: bool = False

    def amount(self, cents: int) -> str:
        sign = "-" if cents < 0 else ""
        whole, rest = divmod(abs(cents), 100)
        return f"{sign}{self.grouped(whole)}{self.point}{rest:02}"

    def grouped(self, whole: int) -> str:
        digits = str(whole)
        parts = [digits[-3:]]
        digits = digits[:-3]
        size = 2 if self.indian else 3
        while digits:
            parts.insert(0, digits[-size:])
            digits = digits[:-size]
        return self.groups.join(parts)


COUNTRIES = [
    Country("Germany", "%d.%m.%Y", "dd.MM.yyyy", ";", ".", ",", "#.###,##"),
    Country("the United States", "%m/%d/%Y", "MM/dd/yyyy", ",", ",", ".", "#,###.##"),
    Country("Britain", "%d/%m/%Y", "dd/MM/yyyy", ",", ",", ".", "#,###.##"),
    Country("France", "%d/%m/%Y", "dd/MM/yyyy", ";", " ", ",", "# ###,##"),
    Country("India", "%d-%m-%Y", "dd-MM-yyyy", ",", ",", ".", "#,##,###.##", indian=True),
    Country("programs", "%Y-%m-%d", "yyyy-MM-dd", "|", "", ".", "####.##"),
]


@dataclass
class Made:
    """A file, and what each of its rows means: the values that are to be stored, or nothing if the row was spoilt."""

    country: Country
    content: bytes
    encoding: str
    meant: dict[str, list | None] = field(default_factory=dict)


def made(seed: int, for_command: bool) -> Made:
    numbers = random.Random(seed)
    country = COUNTRIES[seed % len(COUNTRIES)]
    delimiter = "\t" if for_command and numbers.random() < 0.15 else country.delimiter
    encoding = numbers.choice(["utf-8", "utf-8", "utf-8-sig", "cp1252"] + (["utf-16"] if for_command else []))
    texts = TEXTS if encoding == "cp1252" else TEXTS + BEYOND
    labels = ["Fact Name", *FIELDS[1:]] if for_command else FIELDS
    lines = [delimiter.join(labels).encode("utf-8")]
    meant: dict[str, list | None] = {}
    for row in range(numbers.randrange(30, 70)):
        day = date(1990, 1, 1) + timedelta(days=numbers.randrange(12_000))
        # One day that can be no month and one group of thousands show how the columns are written.
        if row < 2:
            day, cents = date(2020, 3, 25 + row), 123_456_789
        else:
            cents = numbers.randrange(-5_000_000, 900_000_000)
        values = [f"R{row}", numbers.choice(texts), day, cents, numbers.randrange(-99, 99_999), numbers.choice(texts)]
        cells = [values[0], values[1], day.strftime(country.day), country.amount(cents), str(values[4]), values[5]]
        line, intact = spoilt(cells, values, row, delimiter, encoding, numbers)
        lines.append(line)
        meant[values[0]] = intact
    text = b"\n".join(lines) + b"\n"
    if encoding == "utf-8-sig":
        text = b"\xef\xbb\xbf" + text
    elif encoding == "utf-16":
        text = text.decode("utf-8").encode("utf-16")
    return Made(country, text, encoding, meant)


def spoilt(cells: list[str], values: list, row: int, delimiter: str, encoding: str, numbers: random.Random) -> tuple[bytes, list | None]:
    """A line, and the values that it means; none if a part of it is lost."""
    plain = {"cp1252": "cp1252"}.get(encoding, "utf-8")
    kind = numbers.random() if row >= 2 else 1
    if kind < 0.06:
        column = numbers.choice(list(JUNK))
        cells[FIELDS.index(column)] = numbers.choice(JUNK[column])
        return joined(cells, delimiter).encode(plain), None
    if kind < 0.10 and encoding in ("utf-8", "utf-8-sig"):
        return joined(cells, delimiter).encode(plain).replace(b"R", b"R\xfc", 1), None
    if kind < 0.14:
        # A delimiter that nobody has put between quotes.
        cells[1] = "left" + delimiter + "right"
        return delimiter.join(quoted(c, delimiter) if i != 1 else c for i, c in enumerate(cells)).encode(plain), None
    if kind < 0.18:
        kept = numbers.randrange(1, len(cells))
        return joined(cells[:kept], delimiter).encode(plain), values[:kept] + [None] * (len(values) - kept)
    return joined(cells, delimiter).encode(plain), values


def joined(cells: list[str], delimiter: str) -> str:
    return delimiter.join(quoted(cell, delimiter) for cell in cells)


def quoted(cell: str, delimiter: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in (delimiter, "\n")) or cell.startswith('"') else cell


def expected(values: list) -> list[str]:
    name, note, day, cents, items, remark = values
    amount = "" if cents is None else f"{cents / 100:.2f}".rstrip("0").rstrip(".")
    return [name, note or "", day.isoformat() if day else "", amount, "" if items is None else str(items), remark or ""]


def compared(file: Made, stored: dict[str, list[str]], refused: set[str]) -> int:
    """The rows that were refused without need, of which there must be none."""
    needless = 0
    for name, values in file.meant.items():
        if name in stored:
            assert values is not None, f"{name} was spoilt, and is stored as {stored[name]}"
            assert stored[name] == expected(values), f"{name} of {file.country.name}"
        else:
            assert name in refused or values is None, f"{name} is neither stored nor refused"
            needless += values is not None
    assert set(stored) <= set(file.meant), "records that no row means"
    return needless


@pytest.fixture
def facts(zylker, user, tmp_path):
    schema = tmp_path / "schema.yaml"
    schema.write_text(SCHEMA)
    zylker.folder.output("schema apply", schema)
    with zylker.folder.serve("--limits", "native") as server:
        user.log_in(zylker.folder, server)
        yield server


def stored(user, seen: set[str]) -> dict[str, list[str]]:
    """The records that are new since the last look, by their names."""
    text = user.output("export", "Facts", "--fields", ",".join(FIELDS), "-o", "-")
    rows = list(csv.reader(io.StringIO(text, newline="")))[1:]
    new = {row[1]: row[1:] for row in rows if row[0] not in seen}
    seen.update(row[0] for row in rows)
    return new


def test_whatever_the_command_imports_is_what_was_meant(facts, user):
    seen: set[str] = set()
    rows = needless = spoilt_rows = 0
    for seed in range(24):
        file = made(seed, for_command=True)
        (user.home / "facts.csv").write_bytes(file.content)
        done = user.run("import", "Facts", "facts.csv", "--insert", "--yes", "--json")
        assert done.returncode in (0, 1), f"{seed}, {file.country.name}, {file.encoding}: {done.stderr}"
        summary = json.loads(done.stdout)
        refused = set()
        for path in summary["failed_files"]:
            header, *lines = csv.reader(io.StringIO((user.home / path).read_text(), newline=""))
            refused = {line[0].replace("\ufffd", "") for line in lines}
            for line in lines:
                assert line[header.index("LONGSHORE_HINTS")], f"{seed}: a row without a reason: {line}"
        needless += compared(file, stored(user, seen), refused)
        rows += len(file.meant)
        spoilt_rows += sum(values is None for values in file.meant.values())
    print(f"{rows} rows, {spoilt_rows} spoilt; refused without need: {needless} ({needless / rows:.2%})")
    assert needless == 0


def test_whatever_the_api_imports_is_what_was_meant(facts, zylker, user):
    importer = zylker.importer(facts)
    seen: set[str] = set()
    rows = needless = 0
    for seed in range(100, 118):
        file = made(seed, for_command=False)
        formats = {"Day": file.country.pattern, "Amount": file.country.number}
        mappings = [
            {"api_name": name, "index": index} | ({"format": formats[name]} if formats.get(name) else {}) for index, name in enumerate(FIELDS)
        ]
        job, result = importer.imported("insert", "Facts", zipped("facts.csv", file.content), mappings)
        refused = {
            line[0].replace("\ufffd", "") for line in result.lines if line[result.header.index("STATUS")] == "SKIPPED" and line[-1]
        }
        needless += compared(file, stored(user, seen), refused)
        rows += len(file.meant)
    print(f"{rows} rows; refused without need: {needless} ({needless / rows:.2%})")
    assert needless == 0
