"""The rows of exports: for people and for programs."""

from collections.abc import Callable
from dataclasses import asdict

from lib.exports.measure import SizeResult
from lib.exports.turns import ExportComparison
from lib.exports.workloads import records_of_modules
from lib.table import MB, NOT_MEASURED, Figure, latency, ratio, seconds


def compared(name: str, comparison: Callable[[SizeResult], ExportComparison]) -> list[Figure[SizeResult]]:
    """The rows of an export beside the plain one."""
    return [
        (f"{name}, records", lambda r: f"{comparison(r).records:,}"),
        (f"{name}, reference", lambda r: seconds(comparison(r).reference.seconds)),
        (f"{name}, longshore", lambda r: seconds(comparison(r).longshore.seconds)),
        (f"{name}, ratio", lambda r: ratio(comparison(r))),
    ]


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


FIGURES: list[Figure[SizeResult]] = [
    ("records", lambda r: f"{r.records:,}"),
    ("reference, median (best)", lambda r: seconds(r.plain.reference.seconds)),
    ("longshore, median (best)", lambda r: seconds(r.plain.longshore.seconds)),
    ("ratio of medians (of bests)", lambda r: ratio(r.plain)),
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
    ("create in an export", lambda r: latency(r.creation)),
    ("seed", lambda r: f"{r.records / r.seed_seconds:,.0f} rows/s" if r.seed_seconds else "kept"),
]


def document(result: SizeResult) -> dict:
    """Seconds and bytes, with every run's sample.

    The plain export's figures stand at the top, those of the others under their names.
    """
    others = {name: with_ratios(getattr(result, name)) for name in ("filtered", "contains", "lookups")}
    figures = asdict(result) | others
    del figures["plain"]
    return with_ratios(result.plain) | {"modules": records_of_modules(result.records)} | figures


def with_ratios(comparison: ExportComparison) -> dict:
    return asdict(comparison) | comparison.ratios
