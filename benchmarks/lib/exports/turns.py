"""Reference and Longshore in turn at the same export."""

from dataclasses import dataclass
from pathlib import Path

from lib import process
from lib.errors import BenchmarkError
from lib.exports.compare import require_same_csv
from lib.exports.reference import ExportReference
from lib.exports.workloads import Workload
from lib.jobs import POLL_SECONDS
from lib.longshore import Server
from lib.read_client import ReadClient
from lib.samples import Comparison, Samples


@dataclass
class ExportComparison(Comparison):
    """Reference and Longshore at the same export; sizes in bytes."""

    records: int
    csv_bytes: int
    reference_zip_bytes: int
    longshore_zip_bytes: int


@dataclass
class Turns:
    """Both programs on one database; `work` holds the files of this run."""

    reference: ExportReference
    database: Path
    server: Server
    client: ReadClient
    work: Path
    runs: int

    def compare(self, workload: Workload) -> ExportComparison:
        """Takes `runs` turns. The first proves that both write the same, the others that they count the same."""
        ours, theirs = Samples([], []), Samples([], [])
        downloaded = self.work / "longshore.zip"
        for run in range(self.runs):
            expected = self.reference.export(self.database, workload, self.work / "reference.zip")
            theirs.add(expected.seconds, expected.cpu_seconds)
            before = process.cpu_seconds(self.server.pid)
            export = self.client.export(workload.request, POLL_SECONDS)
            ours.add(export.seconds, process.cpu_seconds(self.server.pid) - before)
            if export.count != expected.rows:
                raise BenchmarkError(
                    f"Longshore counts {export.count} records of {workload.module}, the reference {expected.rows}"
                )
            if run == 0:
                self.client.download(export.job, downloaded)
                require_same_csv(expected.zip, downloaded)
        return ExportComparison(
            reference=theirs,
            longshore=ours,
            records=expected.rows,
            csv_bytes=expected.csv_bytes,
            reference_zip_bytes=expected.zip_bytes,
            longshore_zip_bytes=downloaded.stat().st_size,
        )
