"""Two programs, or two files, in turn."""

from collections.abc import Callable
from dataclasses import dataclass

from lib import process
from lib.imports.check import require_counts, require_result, require_same_records
from lib.imports.copies import Copies
from lib.imports.reference import ImportReference
from lib.imports.workloads import Workload
from lib.samples import Comparison, Samples
from lib.write_client import Import, WriteClient

# What a workload is compared with.
REFERENCE = "the reference"
CLEAN_FILE = "the clean file"


@dataclass
class ImportRun:
    """An import by a server of its own; memory in bytes."""

    phases: Import
    cpu_seconds: float
    idle_bytes: int
    peak_bytes: int


@dataclass
class ImportComparison(Comparison):
    """Longshore's runs of a workload beside those it is compared with."""

    workload: Workload
    baseline: str
    runs: list[ImportRun]


@dataclass
class Turns:
    reference: ImportReference
    copies: Copies
    runs: int

    def against_reference(self, workload: Workload) -> ImportComparison:
        """Takes turns with the C program. After each both have to hold the same records."""

        def reference() -> tuple[float, float]:
            run = self.reference.run(self.copies.new_database(), workload)
            return run.seconds, run.cpu_seconds

        def check() -> None:
            require_same_records(self.copies.database, self.copies.organization.database)

        return self._compare(workload, REFERENCE, reference, check)

    def against_clean_file(self, clean: Workload, workload: Workload) -> ImportComparison:
        """Takes turns with Longshore's own import of another file."""

        def other() -> tuple[float, float]:
            run = import_file(self.copies, clean)
            return run.phases.seconds, run.cpu_seconds

        return self._compare(workload, CLEAN_FILE, other, lambda: None)

    def _compare(
        self, workload: Workload, name: str, baseline: Callable[[], tuple[float, float]], check: Callable[[], None]
    ) -> ImportComparison:
        comparison = ImportComparison(Samples([], []), Samples([], []), workload, name, [])
        for _ in range(self.runs):
            comparison.reference.add(*baseline())
            run = import_file(self.copies, workload)
            comparison.longshore.add(run.phases.seconds, run.cpu_seconds)
            comparison.runs.append(run)
            check()
        return comparison


def import_file(copies: Copies, workload: Workload) -> ImportRun:
    """Imports through the whole API, on a new copy, and checks what came of it."""
    result = copies.work / "result.zip"
    with copies.serve() as (server, connection):
        client = WriteClient(connection)
        idle = process.memory_bytes(server.pid, "VmRSS")
        before = process.cpu_seconds(server.pid)
        phases = client.run(workload.archive, workload.request, result)
        cpu_seconds = process.cpu_seconds(server.pid) - before
        peak = process.memory_bytes(server.pid, "VmHWM")
    require_counts(workload, phases.file)
    require_result(workload, result)
    return ImportRun(phases, cpu_seconds, idle, peak)
