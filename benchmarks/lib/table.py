"""A table for people: one row per figure, one column per result. MB are millions of bytes."""

from collections.abc import Callable
from statistics import median
from typing import TypeVar

from lib.latency import Latency
from lib.samples import Comparison

Result = TypeVar("Result")
# Label and cell of a row.
Figure = tuple[str, Callable[[Result], str]]

MB = 1_000_000
NOT_MEASURED = "–"


def table(figures: list[Figure[Result]], results: list[Result]) -> str:
    rows = [(label, [figure(result) for result in results]) for label, figure in figures]
    label_width = max(len(label) for label, _ in rows)
    width = max(len(cell) for _, cells in rows for cell in cells)
    return "\n".join(
        f"{label:<{label_width}}  " + "  ".join(f"{cell:>{width}}" for cell in cells) for label, cells in rows
    )


def seconds(samples: list[float]) -> str:
    """Median and best."""
    return f"{median(samples):.3f} s ({min(samples):.3f})"


def latency(times: Latency | None) -> str:
    """Median and 95th percentile."""
    return f"{times.median * 1000:.1f} ms ({times.percentile_95 * 1000:.1f})" if times else NOT_MEASURED


def ratio(comparison: Comparison) -> str:
    """Of the medians and of the bests."""
    return f"{comparison.ratio_of_medians:.2f} × ({comparison.ratio_of_bests:.2f})"
