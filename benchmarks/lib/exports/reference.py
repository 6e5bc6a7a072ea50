"""The C program that every export is compared with."""

from dataclasses import dataclass
from pathlib import Path

from lib.exports.workloads import Workload
from lib.reference import run_reference


@dataclass
class ReferenceExport:
    """One run: times in seconds, sizes in bytes."""

    seconds: float
    cpu_seconds: float
    rows: int
    csv_bytes: int
    zip_bytes: int
    zip: Path


@dataclass
class ExportReference:
    binary: Path

    def export(self, database: Path, workload: Workload, out: Path, level: str = "isal1") -> ReferenceExport:
        """Exports to `out`."""
        run = run_reference(
            self.binary, database, out, f"{workload.module}.csv", workload.header, workload.formats, workload.sql,
            "--level", level,
        )
        return ReferenceExport(
            seconds=run.seconds,
            cpu_seconds=run.cpu_seconds,
            rows=run.answer["rows"],
            csv_bytes=run.answer["csv_bytes"],
            zip_bytes=run.answer["zip_bytes"],
            zip=out,
        )
