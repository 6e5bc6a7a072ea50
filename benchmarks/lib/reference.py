"""The C program that every export is compared with."""

import json
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lib import leads
from lib.errors import BenchmarkError


@dataclass
class ReferenceExport:
    """One run: times in seconds, sizes in bytes."""

    seconds: float
    cpu_seconds: float
    csv_bytes: int
    zip_bytes: int
    zip: Path


@dataclass
class Reference:
    binary: Path

    @classmethod
    def build(cls, root: Path) -> "Reference":
        subprocess.run(["make", "--quiet", "-C", root / "benchmarks/reference"], check=True)
        return cls(root / ".build-benchmarks/export-reference")

    def export(self, database: Path, records: int, out: Path, level: str = "isal1") -> ReferenceExport:
        """Exports to `out`. The wall time is the program's own, so that its start costs it nothing."""
        before = children_cpu_seconds()
        done = subprocess.run(
            [self.binary, database, out, "Leads.csv", leads.HEADER, leads.FORMATS, leads.sql(records)]
            + ["--level", level],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise BenchmarkError(f"the reference failed: {done.stderr.strip()}")
        result = json.loads(done.stdout)
        if result["rows"] != records:
            raise BenchmarkError(f"the reference found {result['rows']} of {records} records")
        return ReferenceExport(
            seconds=result["seconds"],
            cpu_seconds=children_cpu_seconds() - before,
            csv_bytes=result["csv_bytes"],
            zip_bytes=result["zip_bytes"],
            zip=out,
        )


def children_cpu_seconds() -> float:
    """User and system time of every child that has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
