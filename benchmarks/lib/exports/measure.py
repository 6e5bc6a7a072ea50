"""One size of exports: everything that is measured on its data folder."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lib import process
from lib.connection import Connection
from lib.errors import BenchmarkError
from lib.exports.creation import measure_creation
from lib.exports.paging import Paging, measure_paging
from lib.exports.reference import ExportReference
from lib.exports.turns import ExportComparison, Turns
from lib.exports.workloads import CALENDAR, CONTAINS, EMPTY, FILTERED, LOOKUPS, PLAIN, records_of_modules
from lib.jobs import POLL_SECONDS
from lib.latency import Latency
from lib.longshore import Longshore
from lib.read_client import ReadClient

EMPTY_RUNS = 20
# An empty job is over in a few milliseconds, which a slower poll would hide.
EMPTY_POLL_SECONDS = 0.001


@dataclass
class SizeResult:
    """Times in seconds, memory and sizes in bytes; None where the size is too small to measure it."""

    seed_seconds: float | None
    plain: ExportComparison
    reference_zlib_zip_bytes: int
    idle_bytes: int
    peak_bytes: int
    empty_seconds: float
    filtered: ExportComparison
    contains: ExportComparison
    lookups: ExportComparison
    calendar_seconds: list[float]
    creation: Latency | None
    paging: Paging | None

    @property
    def records(self) -> int:
        return self.plain.records


def measure(
    longshore: Longshore, reference: ExportReference, records: int, runs: int, folder: Path, work: Path
) -> SizeResult:
    """Measures exports of `records` Leads; `folder` holds the data, `work` the files of this run."""
    organization = longshore.organization(folder, records_of_modules(records))
    token = longshore.token(organization)
    with (
        longshore.serve(organization, "native", work / "native.log") as server,
        closing(Connection(server.port, token)) as connection,
    ):
        client = ReadClient(connection)
        idle = process.memory_bytes(server.pid, "VmRSS")
        turns = Turns(reference, organization.database, server, client, work, runs)
        plain = turns.compare(PLAIN)
        if plain.records != records:
            raise BenchmarkError(f"there are {plain.records} Leads instead of {records}")
        smallest = reference.export(organization.database, PLAIN, work / "reference-zlib.zip", level="zlib6")
        empty = median(client.export(EMPTY, EMPTY_POLL_SECONDS).seconds for _ in range(EMPTY_RUNS))
        filtered = turns.compare(FILTERED)
        contains = turns.compare(CONTAINS)
        lookups = turns.compare(LOOKUPS)
        calendar = [client.export(CALENDAR, POLL_SECONDS).seconds for _ in range(runs)]
        creation = measure_creation(client)
        peak = process.memory_bytes(server.pid, "VmHWM")
    with (
        longshore.serve(organization, "strict", work / "strict.log") as server,
        closing(Connection(server.port, token)) as connection,
    ):
        paging = measure_paging(ReadClient(connection), records, runs)
    return SizeResult(
        seed_seconds=organization.seed_seconds,
        plain=plain,
        reference_zlib_zip_bytes=smallest.zip_bytes,
        idle_bytes=idle,
        peak_bytes=peak,
        empty_seconds=empty,
        filtered=filtered,
        contains=contains,
        lookups=lookups,
        calendar_seconds=calendar,
        creation=creation,
        paging=paging,
    )
