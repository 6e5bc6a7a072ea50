"""All that is measured of imports."""

from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from lib.imports.copies import Copies
from lib.imports.preparation import measure_preparation
from lib.imports.reference import ImportReference
from lib.imports.turns import ImportComparison, Turns, import_file
from lib.imports.waiting import Waiting, measure_waiting
from lib.imports.workloads import half_of_upsert, insert, insert_with_bad_rows, upsert
from lib.longshore import Longshore, Organization


@dataclass
class ImportResult:
    """A workload; `waiting` is None where it is not measured, or the import is too short for it.

    `preparation` has the seconds that the command takes before it sends anything; empty where that is not measured.
    """

    comparison: ImportComparison
    waiting: Waiting | None = None
    preparation: list[float] = field(default_factory=list)

    @property
    def preparation_ratio(self) -> float | None:
        """The command's preparation to the import itself, by medians."""
        return median(self.preparation) / self.comparison.longshore.median if self.preparation else None

    @property
    def idle_bytes(self) -> int:
        return max(run.idle_bytes for run in self.comparison.runs)

    @property
    def peak_bytes(self) -> int:
        return max(run.peak_bytes for run in self.comparison.runs)


def measure_imports(
    longshore: Longshore, reference: ImportReference, sizes: list[int], runs: int, work: Path
) -> list[ImportResult]:
    """Inserts of every size, and an upsert and bad rows of the smallest; `work` holds the files of this run."""
    empty = Copies(longshore, longshore.empty_organization(work / "empty"), work)
    turns = Turns(reference, empty, runs)
    inserts = {rows: insert(rows, work) for rows in sizes}
    results = [ImportResult(turns.against_reference(workload)) for workload in inserts.values()]
    smallest, largest = min(sizes), max(sizes)
    results[sizes.index(largest)].waiting = measure_waiting(empty, inserts[largest])
    results[sizes.index(largest)].preparation = measure_preparation(empty, inserts[largest], runs)

    half = Turns(reference, half_imported(empty, smallest), runs)
    results.append(ImportResult(half.against_reference(upsert(smallest, work))))
    bad = insert_with_bad_rows(smallest, work)
    results.append(ImportResult(turns.against_clean_file(inserts[smallest], bad)))
    return results


def half_imported(empty: Copies, rows: int) -> Copies:
    """Copies of an organisation that has every other record of an upsert."""
    import_file(empty, half_of_upsert(rows, empty.work))
    original = Organization(empty.work / "half", empty.original.org_id)
    empty.organization.data.rename(original.data)
    return Copies(empty.longshore, original, empty.work)
