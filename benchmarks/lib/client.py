"""A client of the bulk read API on one kept-alive connection."""

import http.client
import json
import shutil
import time
from pathlib import Path

from lib.errors import BenchmarkError

JOB_SECONDS = 300


class Client:
    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._headers = {"Authorization": f"Zoho-oauthtoken {token}", "Content-Type": "application/json"}

    def close(self) -> None:
        self._connection.close()

    def export(self, query: dict, poll_seconds: float) -> tuple[str, float]:
        """Runs a read job; gives its id and the seconds from sending the request to seeing COMPLETED."""
        body = json.dumps({"query": query})
        start = time.perf_counter()
        job = self._json("POST", "/crm/bulk/v8/read", body)["data"][0]["details"]["id"]
        while True:
            answer = self._json("GET", f"/crm/bulk/v8/read/{job}")
            seconds = time.perf_counter() - start
            state = answer["data"][0]["state"]
            if state == "COMPLETED":
                return job, seconds
            if state == "FAILURE" or seconds > JOB_SECONDS:
                raise BenchmarkError(f"the job is {state} after {seconds:.1f} s: {json.dumps(answer)}")
            time.sleep(poll_seconds)

    def download(self, job: str, to: Path) -> None:
        """Streams a job's ZIP into a file."""
        response = self._send("GET", f"/crm/bulk/v8/read/{job}/result")
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
