"""A client of the bulk read API."""

import json
import time
from dataclasses import dataclass
from pathlib import Path

from lib.connection import Connection
from lib.errors import BenchmarkError
from lib.jobs import completed

READ = "/crm/bulk/v8/read"


@dataclass
class Export:
    """A completed job; `seconds` are those from sending the request to seeing COMPLETED."""

    job: str
    seconds: float
    page: int
    count: int
    next_page_token: str | None


class ReadClient:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def export(self, request: dict, poll_seconds: float) -> Export:
        """Runs a read job to its end."""
        start = time.perf_counter()
        job = self.create(request)
        result = completed(lambda: self.details(job), "state", poll_seconds)["result"]
        seconds = time.perf_counter() - start
        return Export(job, seconds, result["page"], result["count"], result.get("next_page_token"))

    def create(self, request: dict) -> str:
        """Creates a read job and gives its id."""
        return self._connection.post(READ, request)["data"][0]["details"]["id"]

    def details(self, job: str) -> dict:
        """A job as it is now, which is never FAILURE."""
        details = self._connection.get(f"{READ}/{job}")["data"][0]
        if details["state"] == "FAILURE":
            raise BenchmarkError(f"a job has failed: {json.dumps(details)}")
        return details

    def download(self, job: str, to: Path) -> None:
        """Streams a job's ZIP into a file."""
        self._connection.download(f"{READ}/{job}/result", to)
