"""Waiting for a job."""

import time
from collections.abc import Callable

from lib.errors import BenchmarkError

POLL_SECONDS = 0.005
JOB_SECONDS = 300


def completed(details: Callable[[], dict], state: str, poll_seconds: float) -> dict:
    """Asks for a job's details until their `state` is COMPLETED, and gives the last ones."""
    start = time.perf_counter()
    while True:
        answer = details()
        if answer[state] == "COMPLETED":
            return answer
        if time.perf_counter() - start > JOB_SECONDS:
            raise BenchmarkError(f"the job is {answer[state]} after {JOB_SECONDS} s")
        time.sleep(poll_seconds)
