"""A client of the bulk write API."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from lib.connection import Connection
from lib.errors import BenchmarkError
from lib.jobs import POLL_SECONDS, completed

WRITE = "/crm/bulk/v8/write"
BOUNDARY = "longshore-benchmark"


@dataclass
class Import:
    """A completed job; `file` are its counts, and the phases follow one another without a pause."""

    file: dict
    upload_seconds: float
    job_seconds: float
    download_seconds: float

    @property
    def seconds(self) -> float:
        return self.upload_seconds + self.job_seconds + self.download_seconds


class WriteClient:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._organization = connection.get("/crm/v8/org")["org"][0]["zgid"]

    def run(self, archive: Path, request: dict, result: Path) -> Import:
        """Uploads a ZIP, runs a write job with it to its end and downloads the result."""
        body = form(archive)
        start = time.perf_counter()
        file_id = self.upload(body)
        uploaded = time.perf_counter()
        job = self.create(request, file_id)
        details = completed(lambda: self.details(job), "status", POLL_SECONDS)
        ended = time.perf_counter()
        self._connection.download(urlsplit(details["result"]["download_url"]).path, result)
        downloaded = time.perf_counter()
        return Import(details["resource"][0]["file"], uploaded - start, ended - uploaded, downloaded - ended)

    def upload(self, body: bytes) -> str:
        """Uploads a form and gives the file's id."""
        headers = {
            "feature": "bulk-write",
            "X-CRM-ORG": self._organization,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }
        answer = self._connection.post_bytes("/crm/v8/upload", body, headers)
        if answer["status"] != "success":
            raise BenchmarkError(f"an upload was refused: {json.dumps(answer)}")
        return answer["details"]["file_id"]

    def create(self, request: dict, file_id: str) -> str:
        """Creates a write job with an uploaded file for its one resource, and gives the job's id."""
        resources = [resource | {"file_id": file_id} for resource in request["resource"]]
        return self._connection.post(WRITE, request | {"resource": resources})["details"]["id"]

    def details(self, job: str) -> dict:
        """A job as it is now, which is never FAILED."""
        details = self._connection.get(f"{WRITE}/{job}")
        if details["status"] == "FAILED":
            raise BenchmarkError(f"a job has failed: {json.dumps(details)}")
        return details


def form(archive: Path) -> bytes:
    """The multipart body of an upload."""
    head = (
        f"--{BOUNDARY}\r\n"
        f'Content-Disposition: form-data; name="file"; filename="{archive.name}"\r\n'
        "Content-Type: application/zip\r\n\r\n"
    )
    return head.encode() + archive.read_bytes() + f"\r\n--{BOUNDARY}--\r\n".encode()
