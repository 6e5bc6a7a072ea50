"""The table for people, the JSON for programs, and the bounds."""

import os
from dataclasses import asdict

from lib.measure import SizeResult

MOST_RATIO = 1.5
MOST_PEAK_BYTES = 150_000_000

MB = 1_000_000

# Label and cell of every row.
FIGURES = [
    ("reference, median (best)", lambda r: f"{r.reference.median:.3f} s ({r.reference.best:.3f})"),
    ("longshore, median (best)", lambda r: f"{r.longshore.median:.3f} s ({r.longshore.best:.3f})"),
    ("ratio of medians (of bests)", lambda r: f"{r.ratio_of_medians:.2f} × ({r.ratio_of_bests:.2f})"),
    ("reference, CSV", lambda r: f"{r.csv_bytes / r.reference.median / MB:.0f} MB/s"),
    ("longshore, CSV", lambda r: f"{r.csv_bytes / r.longshore.median / MB:.0f} MB/s"),
    ("reference, CPU per export", lambda r: f"{r.reference.median_cpu:.2f} s"),
    ("longshore, CPU per export", lambda r: f"{r.longshore.median_cpu:.2f} s"),
    ("CSV", lambda r: f"{r.csv_bytes / MB:.1f} MB"),
    ("reference, ZIP", lambda r: f"{r.reference_zip_bytes / MB:.1f} MB"),
    ("longshore, ZIP", lambda r: f"{r.longshore_zip_bytes / MB:.1f} MB"),
    ("longshore, ZIP against zlib 6", lambda r: f"{r.longshore_zip_bytes / r.reference_zlib_zip_bytes:.2f} ×"),
    ("server memory, idle", lambda r: f"{r.idle_bytes / MB:.0f} MB"),
    ("server memory, peak", lambda r: f"{r.peak_bytes / MB:.0f} MB"),
    ("empty export", lambda r: f"{r.empty_seconds * 1000:.1f} ms"),
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


def broken_bounds(results: list[SizeResult]) -> list[str]:
    """A sentence for every bound that does not hold."""
    broken = []
    for result in results:
        if result.ratio_of_medians > MOST_RATIO:
            broken.append(
                f"{result.records:,} records take {result.ratio_of_medians:.2f} × the reference; "
                f"the bound is {MOST_RATIO} ×"
            )
        if result.peak_bytes >= MOST_PEAK_BYTES:
            broken.append(
                f"{result.records:,} records need {result.peak_bytes / MB:.0f} MB of memory; "
                f"the bound is below {MOST_PEAK_BYTES / MB:.0f} MB"
            )
    return broken


def document(results: list[SizeResult], broken: list[str]) -> dict:
    """Everything measured: seconds and bytes, with every run's sample."""
    sizes = [
        asdict(result) | {"ratio_of_medians": result.ratio_of_medians, "ratio_of_bests": result.ratio_of_bests}
        for result in results
    ]
    return {"cpus": os.cpu_count(), "sizes": sizes, "broken_bounds": broken}
