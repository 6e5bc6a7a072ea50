"""The table for people and the JSON for programs."""

import os
from collections.abc import Callable
from dataclasses import asdict
from statistics import median

from lib.bounds import MB
from lib.measure import SizeResult
from lib.samples import Comparison
from lib.workloads import records_of_modules

Figure = tuple[str, Callable[[SizeResult], str]]

NOT_MEASURED = "–"


def compared(name: str, comparison: Callable[[SizeResult], Comparison]) -> list[Figure]:
    """The rows of an export beside the plain one."""

    def ratio(result: SizeResult) -> str:
        both = comparison(result)
        return f"{both.ratio_of_medians:.2f} × ({both.ratio_of_bests:.2f})"

    return [
        (f"{name}, records", lambda r: f"{comparison(r).records:,}"),
        (f"{name}, reference", lambda r: seconds(comparison(r).reference.seconds)),
        (f"{name}, longshore", lambda r: seconds(comparison(r).longshore.seconds)),
        (f"{name}, ratio", ratio),
    ]


def seconds(samples: list[float]) -> str:
    return f"{median(samples):.3f} s ({min(samples):.3f})"


def creation(result: SizeResult) -> str:
    times = result.creation
    return f"{times.median * 1000:.1f} ms ({times.percentile_95 * 1000:.1f})" if times else NOT_MEASURED


def last_page(result: SizeResult) -> str:
    return str(result.paging.page) if result.paging else NOT_MEASURED


def first_page(result: SizeResult) -> str:
    return f"{result.paging.first:.3f} s" if result.paging else NOT_MEASURED


def by_token(result: SizeResult) -> str:
    paging = result.paging
    return f"{paging.by_token:.3f} s ({paging.token_ratio:.2f} ×)" if paging else NOT_MEASURED


def by_number(result: SizeResult) -> str:
    paging = result.paging
    return f"{paging.by_number:.3f} s ({paging.number_ratio:.2f} ×)" if paging else NOT_MEASURED


# Label and cell of every row.
FIGURES: list[Figure] = [
    ("reference, median (best)", lambda r: seconds(r.plain.reference.seconds)),
    ("longshore, median (best)", lambda r: seconds(r.plain.longshore.seconds)),
    ("ratio of medians (of bests)", lambda r: f"{r.plain.ratio_of_medians:.2f} × ({r.plain.ratio_of_bests:.2f})"),
    ("reference, CSV", lambda r: f"{r.plain.csv_bytes / r.plain.reference.median / MB:.0f} MB/s"),
    ("longshore, CSV", lambda r: f"{r.plain.csv_bytes / r.plain.longshore.median / MB:.0f} MB/s"),
    ("reference, CPU per export", lambda r: f"{r.plain.reference.median_cpu:.2f} s"),
    ("longshore, CPU per export", lambda r: f"{r.plain.longshore.median_cpu:.2f} s"),
    ("CSV", lambda r: f"{r.plain.csv_bytes / MB:.1f} MB"),
    ("reference, ZIP", lambda r: f"{r.plain.reference_zip_bytes / MB:.1f} MB"),
    ("longshore, ZIP", lambda r: f"{r.plain.longshore_zip_bytes / MB:.1f} MB"),
    ("longshore, ZIP against zlib 6", lambda r: f"{r.plain.longshore_zip_bytes / r.reference_zlib_zip_bytes:.2f} ×"),
    *compared("filtered", lambda r: r.filtered),
    *compared("contains", lambda r: r.contains),
    *compared("lookups", lambda r: r.lookups),
    ("calendar", lambda r: seconds(r.calendar_seconds)),
    ("paging, last full page", last_page),
    ("paging, page 1", first_page),
    ("paging, last by token", by_token),
    ("paging, last by number", by_number),
    ("server memory, idle", lambda r: f"{r.idle_bytes / MB:.0f} MB"),
    ("server memory, peak", lambda r: f"{r.peak_bytes / MB:.0f} MB"),
    ("empty export", lambda r: f"{r.empty_seconds * 1000:.1f} ms"),
    ("create in an export", creation),
    ("seed", lambda r: f"{r.records / r.seed_seconds:,.0f} rows/s" if r.seed_seconds else "kept"),
]


def table(results: list[SizeResult]) -> str:
    """One row per figure, one column per size. MB are millions of bytes."""
    rows = [("records", [f"{result.records:,}" for result in results])]
    for label, figure in FIGURES:
        rows.append((label, [figure(result) for result in results]))
    label_width = max(len(label) for label, _ in rows)
    width = max(len(cell) for _, cells in rows for cell in cells)
    return "\n".join(
        f"{label:<{label_width}}  " + "  ".join(f"{cell:>{width}}" for cell in cells) for label, cells in rows
    )


def document(results: list[SizeResult], broken: list[str]) -> dict:
    """Everything measured: seconds and bytes, with every run's sample."""
    return {"cpus": os.cpu_count(), "sizes": [size(result) for result in results], "broken_bounds": broken}


def size(result: SizeResult) -> dict:
    """The plain export's figures stand at the top, those of the others under their names."""
    others = {name: with_ratios(getattr(result, name)) for name in ("filtered", "contains", "lookups")}
    figures = asdict(result) | others
    del figures["plain"]
    return with_ratios(result.plain) | {"modules": records_of_modules(result.records)} | figures


def with_ratios(comparison: Comparison) -> dict:
    return asdict(comparison) | {
        "ratio_of_medians": comparison.ratio_of_medians,
        "ratio_of_bests": comparison.ratio_of_bests,
    }
