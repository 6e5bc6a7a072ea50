"""One size of the benchmark: reference and Longshore in turn on the same database."""

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from lib import leads, process
from lib.client import Client
from lib.compare import require_same_csv
from lib.longshore import Longshore, Server
from lib.reference import Reference

EXPORT = {"module": {"api_name": leads.MODULE}, "fields": leads.FIELDS}
EMPTY_EXPORT = {"module": {"api_name": "Solutions"}}
EMPTY_RUNS = 20

POLL_SECONDS = 0.005
# An empty job is over in a few milliseconds, which a slower poll would hide.
EMPTY_POLL_SECONDS = 0.001


@dataclass
class Samples:
    """Wall and CPU seconds of every run, in order."""

    seconds: list[float]
    cpu_seconds: list[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median_cpu(self) -> float:
        return median(self.cpu_seconds)

    def add(self, seconds: float, cpu_seconds: float) -> None:
        self.seconds.append(seconds)
        self.cpu_seconds.append(cpu_seconds)


@dataclass
class SizeResult:
    """Times in seconds, memory and sizes in bytes."""

    records: int
    seed_seconds: float | None
    reference: Samples
    longshore: Samples
    csv_bytes: int
    reference_zip_bytes: int
    reference_zlib_zip_bytes: int
    longshore_zip_bytes: int
    idle_bytes: int
    peak_bytes: int
    empty_seconds: float

    @property
    def ratio_of_medians(self) -> float:
        return self.longshore.median / self.reference.median

    @property
    def ratio_of_bests(self) -> float:
        return self.longshore.best / self.reference.best


def measure(
    longshore: Longshore, reference: Reference, records: int, runs: int, folder: Path, work: Path
) -> SizeResult:
    """Measures exports of `records` records; `folder` holds the data, `work` the files of this run."""
    organization = longshore.organization(folder, records)
    token = longshore.token(organization)
    ours, theirs = Samples([], []), Samples([], [])
    downloaded = work / "longshore.zip"
    with longshore.serve(organization, work / "serve.log") as server, closing(Client(server.port, token)) as client:
        idle = process.memory_bytes(server.pid, "VmRSS")
        for run in range(runs):
            expected = reference.export(organization.database, records, work / "reference.zip")
            theirs.add(expected.seconds, expected.cpu_seconds)
            job = export(client, server, ours)
            if run == 0:
                client.download(job, downloaded)
                require_same_csv(expected.zip, downloaded)
        smallest = reference.export(organization.database, records, work / "reference-zlib.zip", level="zlib6")
        empty = median(client.export(EMPTY_EXPORT, EMPTY_POLL_SECONDS)[1] for _ in range(EMPTY_RUNS))
        peak = process.memory_bytes(server.pid, "VmHWM")
    return SizeResult(
        records=records,
        seed_seconds=organization.seed_seconds,
        reference=theirs,
        longshore=ours,
        csv_bytes=expected.csv_bytes,
        reference_zip_bytes=expected.zip_bytes,
        reference_zlib_zip_bytes=smallest.zip_bytes,
        longshore_zip_bytes=downloaded.stat().st_size,
        idle_bytes=idle,
        peak_bytes=peak,
        empty_seconds=empty,
    )


def export(client: Client, server: Server, samples: Samples) -> str:
    """Exports once, adds the times to `samples` and gives the job's id."""
    before = process.cpu_seconds(server.pid)
    job, seconds = client.export(EXPORT, POLL_SECONDS)
    samples.add(seconds, process.cpu_seconds(server.pid) - before)
    return job
