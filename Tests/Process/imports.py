"""The bulk write API, through a plain caller, and what it says of each row."""

import csv
import io
import json
import time
import zipfile
from urllib.parse import urlsplit

from api import UNFINISHED, Caller

BOUNDARY = "a-boundary-that-no-archive-has"


class Importer:
    def __init__(self, caller: Caller, zgid: str):
        self.caller = caller
        self.upload_headers = {
            "feature": "bulk-write",
            "X-CRM-ORG": zgid,
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
        }

    def upload(self, archive: bytes) -> str:
        """The id of the uploaded file."""
        status, body = self.caller.send("POST", "/crm/v8/upload", multipart(archive), self.upload_headers)
        answer = json.loads(body)
        assert (status, answer["status"]) == (200, "success"), answer
        return answer["details"]["file_id"]

    def create(self, operation: str, module: str, file: str, mappings: list[dict] | None = None, **resource) -> str:
        """Creates an import; the job's id. Without mappings the header says what is in the columns."""
        resource |= {"type": "data", "module": {"api_name": module}, "file_id": file}
        if mappings is not None:
            resource["field_mappings"] = mappings
        body = {"operation": operation, "resource": [resource]}
        status, answer = self.caller.request("POST", "/crm/bulk/v8/write", body)
        assert status == 201, answer
        return json.loads(answer)["details"]["id"]

    def job(self, id: str) -> dict:
        status, body = self.caller.request("GET", f"/crm/bulk/v8/write/{id}")
        assert status == 200, body
        return json.loads(body)

    def finished(self, id: str, within: float = 120) -> dict:
        """The job once it is completed."""
        deadline = time.monotonic() + within
        while (job := self.job(id))["status"] in UNFINISHED:
            assert time.monotonic() < deadline, f"after {within} s the job is still {job}"
            time.sleep(0.05)
        assert job["status"] == "COMPLETED", job
        return job

    def result(self, job: dict) -> "Result":
        """What a completed job says of each row."""
        address = urlsplit(job["result"]["download_url"])
        status, body = self.caller.send("GET", f"{address.path}?{address.query}")
        assert status == 200, body
        return Result(body)

    def imported(self, operation: str, module: str, archive: bytes, mappings=None, **resource) -> tuple[dict, "Result"]:
        """Uploads a file, imports it, and fetches the result."""
        job = self.finished(self.create(operation, module, self.upload(archive), mappings, **resource))
        return job, self.result(job)


class Result:
    """The file with one line for each row of an import."""

    def __init__(self, archive: bytes):
        with zipfile.ZipFile(io.BytesIO(archive)) as file:
            [self.entry] = file.namelist()
            lines = csv.reader(io.StringIO(file.read(self.entry).decode(), newline=""), strict=True)
            self.header, *self.lines = lines

    def column(self, name: str) -> list[str]:
        index = self.header.index(name)
        return [line[index] for line in self.lines]


def multipart(archive: bytes) -> bytes:
    """The body of an upload."""
    disposition = 'Content-Disposition: form-data; name="file"; filename="records.zip"'
    return f"--{BOUNDARY}\r\n{disposition}\r\n\r\n".encode() + archive + f"\r\n--{BOUNDARY}--\r\n".encode()


def counts(job: dict) -> tuple[int, int, int, int]:
    """Added, updated, skipped, and all rows."""
    file = job["resource"][0]["file"]
    return tuple(file[f"{name}_count"] for name in ("added", "updated", "skipped", "total"))
