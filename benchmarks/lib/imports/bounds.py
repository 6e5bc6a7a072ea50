"""What must hold for imports on any machine."""

from collections.abc import Iterator

from lib.imports.measure import ImportResult
from lib.imports.turns import CLEAN_FILE, REFERENCE
from lib.table import MB

MOST_RATIOS = {REFERENCE: 2.5, CLEAN_FILE: 1.3}
# Of the time of the import itself.
MOST_PREPARATION = 0.5
MOST_PEAK_BYTES = 200_000_000


def broken_bounds(results: list[ImportResult]) -> list[str]:
    """A sentence for every bound that does not hold."""
    return [
        f"{result.comparison.workload.name} of {result.comparison.workload.rows:,} rows: {sentence}"
        for result in results
        for sentence in broken(result)
    ]


def broken(result: ImportResult) -> Iterator[str]:
    ratio, baseline, peak = result.comparison.ratio_of_medians, result.comparison.baseline, result.peak_bytes
    if ratio > (most := MOST_RATIOS[baseline]):
        yield f"the import takes {ratio:.2f} × {baseline}; the bound is {most} ×"
    if (preparation := result.preparation_ratio) and preparation > MOST_PREPARATION:
        yield f"the command prepares for {preparation:.2f} × the import itself; the bound is {MOST_PREPARATION} ×"
    if peak >= MOST_PEAK_BYTES:
        yield f"the server needs {peak / MB:.0f} MB of memory; the bound is below {MOST_PEAK_BYTES / MB:.0f} MB"
