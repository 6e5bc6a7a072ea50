"""How long other callers of the same organisation wait while an import runs."""

import random
import time
from dataclasses import dataclass

from lib.exports.workloads import EMPTY
from lib.imports.copies import Copies
from lib.imports.workloads import Workload
from lib.jobs import POLL_SECONDS
from lib.latency import Latency
from lib.read_client import ReadClient
from lib.write_client import WriteClient, form

CALLS = 50
# An import of few rows ends before it can disturb anybody.
MOST_IMPORTS = 5
# Up to longer than the import keeps the store to itself at a time. A caller who comes back at once, or always after the
# same pause, meets the same moment again: the one after the import has let go.
LONGEST_PAUSE_SECONDS = 0.2


@dataclass
class Waiting:
    """`GET /crm/bulk/v8/write/{id}`, and `POST /crm/bulk/v8/read`, which writes to the same organisation."""

    details: Latency
    creation: Latency


def measure_waiting(copies: Copies, workload: Workload) -> Waiting | None:
    """Calls while the same import runs again and again; None if it ends too soon."""
    waiting = Waiting(Latency([]), Latency([]))
    pauses = random.Random(7)
    for _ in range(MOST_IMPORTS):
        call_during(copies, workload, waiting, pauses)
        if len(waiting.creation.seconds) == CALLS:
            return waiting
    return None


def call_during(copies: Copies, workload: Workload, waiting: Waiting, pauses: random.Random) -> None:
    """Adds calls for as long as an import runs, but no more than are wanted in all."""
    with copies.serve() as (_, connection):
        writer, reader = WriteClient(connection), ReadClient(connection)
        job = writer.create(workload.request, writer.upload(form(workload.archive)))
        while writer.details(job)["status"] == "ADDED":
            time.sleep(POLL_SECONDS)
        while len(waiting.creation.seconds) < CALLS:
            time.sleep(pauses.uniform(0, LONGEST_PAUSE_SECONDS))
            start = time.perf_counter()
            reader.create(EMPTY)
            created = time.perf_counter()
            details = writer.details(job)
            answered = time.perf_counter()
            # Calls that the import did not outlast don't count.
            if details["status"] == "COMPLETED":
                return
            waiting.creation.seconds.append(created - start)
            waiting.details.seconds.append(answered - created)
