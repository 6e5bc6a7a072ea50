"""How long a caller waits for a new job while an export keeps the machine busy."""

import time
from dataclasses import dataclass
from math import ceil
from statistics import median

from lib.client import Client
from lib.turns import POLL_SECONDS
from lib.workloads import EMPTY, PLAIN

CREATES = 50
# Long enough for the small job before to end, so that calls meet the export and not one another.
PAUSE_SECONDS = 0.01
# An export of few records ends before it can disturb anybody.
MOST_EXPORTS = 20


@dataclass
class Creation:
    """Seconds from `POST /crm/bulk/v8/read` to its 201, in order."""

    seconds: list[float]

    @property
    def median(self) -> float:
        return median(self.seconds)

    @property
    def percentile_95(self) -> float:
        return sorted(self.seconds)[ceil(0.95 * len(self.seconds)) - 1]


def measure_creation(client: Client) -> Creation | None:
    """Creates small jobs while exports of all records run, one after the other; None if those end too soon."""
    seconds: list[float] = []
    for _ in range(MOST_EXPORTS):
        seconds += create_during(client, client.create(PLAIN.request), CREATES - len(seconds))
        client.export(EMPTY, POLL_SECONDS)
        if len(seconds) == CREATES:
            return Creation(seconds)
    return None


def create_during(client: Client, export: str, count: int) -> list[float]:
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
