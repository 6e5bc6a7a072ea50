"""How long the command takes to find out what a file is and to cut it into jobs: all that it does before it sends anything."""

import os
import subprocess
import time

from lib.errors import BenchmarkError
from lib.imports.copies import Copies
from lib.imports.workloads import Workload


def measure_preparation(copies: Copies, workload: Workload, runs: int) -> list[float]:
    """Seconds of `longshore import --dry-run`, which reads the whole file, chooses mappings and formats, and writes the parts."""
    with copies.serve() as (server, _):
        environment = os.environ | {
            "LONGSHORE_TO": f"http://127.0.0.1:{server.port}",
            "LONGSHORE_TOKEN": copies.longshore.token(copies.organization),
        }
        return [prepare(copies, workload, environment) for _ in range(runs)]


def prepare(copies: Copies, workload: Workload, environment: dict[str, str]) -> float:
    command = [copies.longshore.binary, "import", "Leads", workload.archive, "--insert", "--dry-run", "--yes"]
    start = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        raise BenchmarkError(f"longshore import failed: {done.stderr.strip()}")
    return seconds
