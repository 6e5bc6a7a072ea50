"""A client of the bulk read API on one kept-alive connection."""

import http.client
import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from lib.errors import BenchmarkError

READ = "/crm/bulk/v8/read"
JOB_SECONDS = 300


@dataclass
class Export:
    """A completed job; `seconds` are those from sending the request to seeing COMPLETED."""

    job: str
    seconds: float
    page: int
    count: int
    next_page_token: str | None


class Client:
    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Authorization": f"Zoho-oauthtoken {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        self._connection.close()

    def export(self, request: dict, poll_seconds: float) -> Export:
        """Runs a read job to its end."""
        start = time.perf_counter()
        job = self.create(request)
        while True:
            details = self.details(job)
            seconds = time.perf_counter() - start
            if details["state"] == "COMPLETED":
                result = details["result"]
                return Export(job, seconds, result["page"], result["count"], result.get("next_page_token"))
            if seconds > JOB_SECONDS:
                raise BenchmarkError(f"the job is {details['state']} after {seconds:.1f} s")
            time.sleep(poll_seconds)

    def create(self, request: dict) -> str:
        """Creates a read job and gives its id."""
        return self._json("POST", READ, json.dumps(request))["data"][0]["details"]["id"]

    def details(self, job: str) -> dict:
        """A job as it is now, which is never FAILURE."""
        details = self._json("GET", f"{READ}/{job}")["data"][0]
        if details["state"] == "FAILURE":
            raise BenchmarkError(f"a job has failed: {json.dumps(details)}")
        return details

    def download(self, job: str, to: Path) -> None:
        """Streams a job's ZIP into a file."""
        response = self._send("GET", f"{READ}/{job}/result")
        with to.open("wb") as file:
            shutil.copyfileobj(response, file, 1 << 20)

    def _json(self, method: str, path: str, body: str | None = None) -> dict:
        return json.load(self._send(method, path, body))

    def _send(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, self._headers)
        response = self._connection.getresponse()
        if response.status not in (200, 201):
            text = response.read().decode(errors="replace")
            raise BenchmarkError(f"{method} {path} answered {response.status}: {text}")
        return response
