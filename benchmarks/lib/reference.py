"""The C programs that Longshore is compared with."""

import json
import resource
import subprocess
from dataclasses import dataclass
from pathlib import Path

from lib.errors import BenchmarkError


@dataclass
class ReferenceRun:
    """One run. The wall time is the program's own, so that its start costs it nothing."""

    seconds: float
    cpu_seconds: float
    answer: dict


def build_references(root: Path) -> Path:
    """Compiles the programs and gives their folder."""
    subprocess.run(["make", "--quiet", "-C", root / "benchmarks/reference"], check=True)
    return root / ".build-benchmarks"


def run_reference(binary: Path, *arguments: str | Path) -> ReferenceRun:
    before = children_cpu_seconds()
    done = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if done.returncode != 0:
        raise BenchmarkError(f"the reference failed: {done.stderr.strip()}")
    answer = json.loads(done.stdout)
    return ReferenceRun(answer["seconds"], children_cpu_seconds() - before, answer)


def children_cpu_seconds() -> float:
    """User and system time of every child that has ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
