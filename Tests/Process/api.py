"""A caller of the bulk read API, with nothing between the test and the wire but the standard library."""

import csv
import io
import json
import time
import zipfile
from http.client import HTTPConnection
from urllib.parse import urlsplit

UNFINISHED = {"ADDED", "IN PROGRESS"}


class Caller:
    def __init__(self, url: str, token: str):
        self.address = urlsplit(url).netloc
        self.authorization = {"Authorization": f"Zoho-oauthtoken {token}"}

    def request(self, method: str, path: str, body: dict | None = None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"} if body else {}
        return self.send(method, path, json.dumps(body) if body else None, headers)

    def send(self, method: str, path: str, body=None, headers: dict | None = None) -> tuple[int, bytes]:
        """Sends a body as it is."""
        connection = HTTPConnection(self.address, timeout=60)
        try:
            connection.request(method, path, body, self.authorization | (headers or {}))
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def stream(self, path: str):
        """The answer to a GET, to be read as it comes."""
        connection = HTTPConnection(self.address, timeout=60)
        connection.request("GET", path, headers=self.authorization)
        response = connection.getresponse()
        assert response.status == 200, response.read()
        return response

    def create(self, module: str, fields: list[str] | None = None, page: int | None = None) -> str:
        """Creates an export; the job's id."""
        query = {"module": {"api_name": module}}
        if fields:
            query["fields"] = fields
        if page:
            query["page"] = page
        status, body = self.request("POST", "/crm/bulk/v8/read", {"query": query})
        assert status == 201, body
        return json.loads(body)["data"][0]["details"]["id"]

    def job(self, id: str) -> dict:
        status, body = self.request("GET", f"/crm/bulk/v8/read/{id}")
        assert status == 200, body
        return json.loads(body)["data"][0]

    def finished(self, id: str, within: float = 120) -> dict:
        """The job once it is completed."""
        deadline = time.monotonic() + within
        while (job := self.job(id))["state"] in UNFINISHED:
            assert time.monotonic() < deadline, f"after {within} s the job is still {job}"
            time.sleep(0.05)
        assert job["state"] == "COMPLETED", job
        return job

    def download(self, id: str) -> bytes:
        status, body = self.request("GET", f"/crm/bulk/v8/read/{id}/result")
        assert status == 200, body
        return body

    def export(self, module: str, fields: list[str] | None = None, page: int | None = None) -> "Export":
        """Creates an export, waits for it and fetches it."""
        id = self.create(module, fields, page)
        return Export(self.finished(id)["result"], self.download(id))

    def refusal(self, method: str, path: str, body: dict | None = None) -> tuple[int, str]:
        """Status and code of an answer that must be an error."""
        status, answer = self.request(method, path, body)
        assert status >= 400, answer
        return status, json.loads(answer)["code"]


class Export:
    """A finished export: what the job says about it, and the rows of its file."""

    def __init__(self, result: dict, archive: bytes):
        self.count = result["count"]
        self.more_records = result["more_records"]
        self.archive = zipfile.ZipFile(io.BytesIO(archive))
        [self.entry] = self.archive.namelist()
        self.header = next(self.lines())

    def lines(self):
        """The header, then each row, cell by cell."""
        with self.archive.open(self.entry) as file:
            yield from csv.reader(io.TextIOWrapper(file, "utf-8", newline=""), strict=True)

    def rows(self):
        rows = self.lines()
        next(rows)
        return rows

    def column(self, name: str) -> list[str]:
        index = self.header.index(name)
        return [row[index] for row in self.rows()]
