"""How long a caller waits for a new job while an export keeps the machine busy."""

import time

from lib.exports.workloads import EMPTY, PLAIN
from lib.jobs import POLL_SECONDS
from lib.latency import Latency
from lib.read_client import ReadClient

CREATES = 50
# Long enough for the small job before to end, so that calls meet the export and not one another.
PAUSE_SECONDS = 0.01
# An export of few records ends before it can disturb anybody.
MOST_EXPORTS = 20


def measure_creation(client: ReadClient) -> Latency | None:
    """Creates small jobs while exports of all records run, one after the other; None if those end too soon."""
    seconds: list[float] = []
    for _ in range(MOST_EXPORTS):
        seconds += create_during(client, client.create(PLAIN.request), CREATES - len(seconds))
        client.export(EMPTY, POLL_SECONDS)
        if len(seconds) == CREATES:
            return Latency(seconds)
    return None


def create_during(client: ReadClient, export: str, count: int) -> list[float]:
    """Creates up to `count` jobs and waits for the export; calls that it did not outlast don't count."""
    seconds: list[float] = []
    while client.details(export)["state"] == "ADDED":
        time.sleep(POLL_SECONDS)
    while len(seconds) < count:
        time.sleep(PAUSE_SECONDS)
        start = time.perf_counter()
        client.create(EMPTY)
        end = time.perf_counter()
        if client.details(export)["state"] == "COMPLETED":
            return seconds
        seconds.append(end - start)
    while client.details(export)["state"] != "COMPLETED":
        time.sleep(POLL_SECONDS)
    return seconds
