"""What must hold for exports on any machine."""

from collections.abc import Iterator

from lib.exports.creation import CREATES
from lib.exports.measure import SizeResult
from lib.table import MB

MOST_RATIO = 1.5
MOST_PEAK_BYTES = 150_000_000
MOST_TOKEN_RATIO = 1.2
MOST_NUMBER_RATIO = 1.5
# By number, the records in front are counted: the bound is about this page, the last full one of 1,000,000 records.
NUMBERED_PAGE = 5
MOST_CREATION_SECONDS = 0.005


def broken_bounds(results: list[SizeResult]) -> list[str]:
    """A sentence for every bound that does not hold."""
    return [f"{result.records:,} records: {sentence}" for result in results for sentence in broken(result)]


def broken(result: SizeResult) -> Iterator[str]:
    ratio, peak = result.plain.ratio_of_medians, result.peak_bytes
    if ratio > MOST_RATIO:
        yield f"an export takes {ratio:.2f} × the reference; the bound is {MOST_RATIO} ×"
    if peak >= MOST_PEAK_BYTES:
        yield f"the server needs {peak / MB:.0f} MB of memory; the bound is below {MOST_PEAK_BYTES / MB:.0f} MB"
    if creation := result.creation:
        if creation.median >= MOST_CREATION_SECONDS:
            yield (
                f"creating a job during an export takes {creation.median * 1000:.1f} ms, the median of {CREATES}; "
                f"the bound is below {MOST_CREATION_SECONDS * 1000:.0f} ms"
            )
    if paging := result.paging:
        page = f"page {paging.page}, the last full one,"
        if paging.token_ratio > MOST_TOKEN_RATIO:
            yield f"{page} by token takes {paging.token_ratio:.2f} × page 1; the bound is {MOST_TOKEN_RATIO} ×"
        if paging.page == NUMBERED_PAGE and paging.number_ratio > MOST_NUMBER_RATIO:
            yield f"{page} by number takes {paging.number_ratio:.2f} × page 1; the bound is {MOST_NUMBER_RATIO} ×"
