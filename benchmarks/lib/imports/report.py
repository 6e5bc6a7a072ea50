"""The rows of imports: for people and for programs."""

from collections.abc import Callable
from dataclasses import asdict
from statistics import median

from lib.imports.measure import ImportResult
from lib.imports.waiting import Waiting
from lib.latency import Latency
from lib.table import MB, NOT_MEASURED, Figure, latency, ratio, seconds
from lib.write_client import Import


def phase(name: str, part: Callable[[Import], float]) -> Figure[ImportResult]:
    """A part of Longshore's time."""
    return f"longshore, {name}", lambda r: seconds([part(run.phases) for run in r.comparison.runs])


def waited(part: Callable[[Waiting], Latency]) -> Callable[[ImportResult], str]:
    return lambda result: latency(part(result.waiting) if result.waiting else None)


def per_second(result: ImportResult, samples: list[float]) -> str:
    return f"{result.comparison.workload.rows / median(samples):,.0f} rows/s"


def prepared(result: ImportResult) -> str:
    """Median and best, and the ratio to the import itself."""
    if result.preparation_ratio is None:
        return NOT_MEASURED
    return f"{seconds(result.preparation)}, {result.preparation_ratio:.2f} ×"


FIGURES: list[Figure[ImportResult]] = [
    ("import", lambda r: r.comparison.workload.name),
    ("rows", lambda r: f"{r.comparison.workload.rows:,}"),
    ("compared with", lambda r: r.comparison.baseline),
    ("baseline, median (best)", lambda r: seconds(r.comparison.reference.seconds)),
    ("longshore, median (best)", lambda r: seconds(r.comparison.longshore.seconds)),
    ("ratio of medians (of bests)", lambda r: ratio(r.comparison)),
    phase("upload", lambda phases: phases.upload_seconds),
    phase("job", lambda phases: phases.job_seconds),
    phase("download", lambda phases: phases.download_seconds),
    ("command, preparation", prepared),
    ("baseline, speed", lambda r: per_second(r, r.comparison.reference.seconds)),
    ("longshore, speed", lambda r: per_second(r, r.comparison.longshore.seconds)),
    ("baseline, CPU per import", lambda r: f"{r.comparison.reference.median_cpu:.2f} s"),
    ("longshore, CPU per import", lambda r: f"{r.comparison.longshore.median_cpu:.2f} s"),
    ("CSV", lambda r: f"{r.comparison.workload.csv_bytes / MB:.1f} MB"),
    ("ZIP", lambda r: f"{r.comparison.workload.archive_bytes / MB:.1f} MB"),
    ("server memory, idle", lambda r: f"{r.idle_bytes / MB:.0f} MB"),
    ("server memory, peak", lambda r: f"{r.peak_bytes / MB:.0f} MB"),
    ("create in an import", waited(lambda waiting: waiting.creation)),
    ("job details in an import", waited(lambda waiting: waiting.details)),
]


def document(result: ImportResult) -> dict:
    """Seconds and bytes, with every run's sample."""
    workload, comparison = result.comparison.workload, result.comparison
    return {
        "import": workload.name,
        "rows": workload.rows,
        "csv_bytes": workload.csv_bytes,
        "zip_bytes": workload.archive_bytes,
        "baseline": comparison.baseline,
        "reference": asdict(comparison.reference),
        "longshore": asdict(comparison.longshore),
        **comparison.ratios,
        "runs": [asdict(run) for run in comparison.runs],
        "preparation": result.preparation,
        "waiting": asdict(result.waiting) if result.waiting else None,
    }
