"""The C program that every export is compared with."""

import json
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lib.errors import BenchmarkError
from lib.workloads import Workload


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
class Reference:
    binary: Path

    @classmethod
    def build(cls, root: Path) -> "Reference":
        subprocess.run(["make", "--quiet", "-C", root / "benchmarks/reference"], check=True)
        return cls(root / ".build-benchmarks/export-reference")

    def export(self, database: Path, workload: Workload, out: Path, level: str = "isal1") -> ReferenceExport:
        """Exports to `out`. The wall time is the program's own, so that its start costs it nothing."""
        before = children_cpu_seconds()
        done = subprocess.run(
            [self.binary, database, out, f"{workload.module}.csv", workload.header, workload.formats, workload.sql]
            + ["--level", level],
            capture_output=True,
            text=True,
        )
        if done.returncode != 0:
            raise BenchmarkError(f"the reference failed: {done.stderr.strip()}")
        result = json.loads(done.stdout)
        return ReferenceExport(
            seconds=result["seconds"],
            cpu_seconds=children_cpu_seconds() - before,
            rows=result["rows"],
            csv_bytes=result["csv_bytes"],
            zip_bytes=result["zip_bytes"],
            zip=out,
        )


def children_cpu_seconds() -> float:
    """User and system time of every child that has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
