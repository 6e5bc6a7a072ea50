"""A whole import from a shell: zip, curl, and nothing else."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from archives import zipped
from export import Export
from sdks import UNFINISHED
from server import Organisation

LEADS = 'Last_Name,Company,Email\r\nBoyle,"Zylker, Inc.",boyle@zylker.example\r\nSmith,,smith@zylker.example\r\n'
UNKNOWN = "5725767000006841003"


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    return Organisation(tmp_path_factory.mktemp("imports"), {})


@pytest.fixture(scope="module")
def shell(tmp_path_factory, server):
    return Shell(tmp_path_factory.mktemp("shell"), server)


@pytest.fixture(scope="module")
def finished(shell):
    """The details of an import, completed."""
    (shell.folder / "leads.csv").write_text(LEADS, newline="")
    file = shell.upload(shell.zipped("leads.csv"))["details"]["file_id"]
    job = shell.create({"operation": "insert", "resource": [resource(file)]})["details"]["id"]
    return shell.finished(job)


def test_an_import_goes_from_the_file_to_the_records(organisation, finished):
    [done] = finished["resource"]

    assert finished["status"] == done["status"] == "COMPLETED"
    assert done["file"] == {
        "status": "COMPLETED",
        "name": "leads.csv",
        "added_count": 1,
        "skipped_count": 1,
        "updated_count": 0,
        "total_count": 2,
    }
    leads = organisation.execute('SELECT "Last_Name", "Company", "Email" FROM "Leads"')
    assert leads == [("Boyle", "Zylker, Inc.", "boyle@zylker.example")]


def test_the_result_is_handed_out_for_a_token(organisation, shell, finished):
    id = finished["id"]
    address, _, _ = finished["result"]["download_url"].partition("?")

    status, headers, content = shell.curl(address, *shell.authorization)

    assert status == 200
    assert headers["content-type"] == ["application/octet-stream"]
    assert headers["content-disposition"] == [f"attachment;filename*=UTF-8''{id}.zip"]
    [(lead,)] = organisation.execute('SELECT "id" FROM "Leads"')
    result = Export([content])
    assert result.entries == ["Leads-leads.csv"]
    assert result.content.decode() == (
        "Last_Name,Company,Email,STATUS,RECORD_ID,ERRORS\n"
        f'Boyle,"Zylker, Inc.",boyle@zylker.example,ADDED,{lead},\n'
        "Smith,,smith@zylker.example,SKIPPED,,MANDATORY_NOT_FOUND-Company"
    )


def test_the_signature_in_the_address_of_the_result_stands_for_a_token(shell, finished):
    address = finished["result"]["download_url"]

    status, _, content = shell.curl(address)

    assert status == 200
    assert content == shell.curl(address, *shell.authorization)[2]


def swapped(digit):
    return "0" if digit != "0" else "1"


@pytest.mark.parametrize(
    "change",
    [
        lambda address: address[:-1] + swapped(address[-1]),
        lambda address: address.replace("expires=", "expires=1"),
        lambda address: address.partition("signature=")[0] + "signature=",
        lambda address: address.partition("expires=")[0] + address.partition("&")[2],
        lambda address: address.replace("/bulk-write/", "/bulk-write/1"),
    ],
    ids=["other signature", "other time", "empty signature", "no time", "other job"],
)
def test_an_address_of_a_result_that_was_changed_is_forbidden(shell, finished, change):
    status, headers, content = shell.curl(change(finished["result"]["download_url"]))

    assert (status, headers["content-type"]) == (403, ["application/json;charset=UTF-8"])
    assert json.loads(content) == {"x-info": "Link not valid", "info": "Forbidden", "http_status": "403"}


@pytest.mark.parametrize(
    "authorization", [[], ["-H", "Authorization: Zoho-oauthtoken bad"]], ids=["no token", "bad token"]
)
def test_nobody_uploads_or_fetches_results_without_a_token(shell, finished, authorization):
    address, _, _ = finished["result"]["download_url"].partition("?")
    upload = [f"{shell.url}/crm/v8/upload", *shell.upload_headers, "-F", "file=@leads.zip"]

    for request in ([address], upload):
        status, headers, content = shell.curl(*request, *authorization)

        assert (status, headers["content-type"]) == (401, ["application/json;charset=UTF-8"])
        answer = json.loads(content)
        assert answer["ERROR_CODE"] == 401
        assert answer["ERROR_MESSAGE"].startswith("Unauthorized")


def test_a_bad_token_is_refused_even_beside_a_signature(shell, finished):
    status, _, _ = shell.curl(finished["result"]["download_url"], "-H", "Authorization: Zoho-oauthtoken bad")

    assert status == 401


@pytest.mark.parametrize(
    "authorization, code",
    [([], "AUTHENTICATION_FAILURE"), (["-H", "Authorization: Zoho-oauthtoken bad"], "INVALID_TOKEN")],
    ids=["no token", "bad token"],
)
def test_nobody_creates_or_looks_at_imports_without_a_token(shell, finished, authorization, code):
    body = json.dumps({"operation": "insert", "resource": [resource(UNKNOWN)]})

    for request in ([f"{shell.jobs}/{finished['id']}"], [shell.jobs, "-d", body]):
        status, _, content = shell.curl(*request, *authorization)

        assert (status, json.loads(content)["code"]) == (401, code)


class Shell:
    """A folder in which commands are typed."""

    def __init__(self, folder: Path, server):
        self.folder = folder
        self.url = server.url
        self.jobs = f"{server.url}/crm/bulk/v8/write"
        self.authorization = ["-H", f"Authorization: Zoho-oauthtoken {server.owner['access_token']}"]
        self.upload_headers = ["-H", "feature: bulk-write", "-H", f"X-CRM-ORG: {server.owner['zgid']}"]

    def run(self, *command: str) -> bytes:
        done = subprocess.run(command, cwd=self.folder, capture_output=True, timeout=60)
        assert done.returncode == 0, done.stderr.decode()
        return done.stdout

    def curl(self, *arguments: str) -> tuple[int, dict, bytes]:
        """Status, headers and body of the answer."""
        written = ["-o", "answer", "-w", '{"status":%{http_code},"headers":%{header_json}}']
        answer = json.loads(self.run("curl", "--silent", "--show-error", *written, *arguments))
        return answer["status"], answer["headers"], (self.folder / "answer").read_bytes()

    def zipped(self, name: str) -> str:
        """The name of an archive with one file."""
        archive = Path(name).with_suffix(".zip").name
        if shutil.which("zip"):
            self.run("zip", "-q", archive, name)
        else:
            (self.folder / archive).write_bytes(zipped(name, (self.folder / name).read_bytes()))
        return archive

    def upload(self, archive: str) -> dict:
        request = [f"{self.url}/crm/v8/upload", *self.authorization, *self.upload_headers, "-F", f"file=@{archive}"]
        status, _, content = self.curl(*request)
        assert status == 200, content
        return json.loads(content)

    def create(self, job: dict) -> dict:
        status, _, content = self.curl(self.jobs, *self.authorization, "-d", json.dumps(job))
        assert status == 201, content
        return json.loads(content)

    def finished(self, job: str, within: float = 60) -> dict:
        deadline = time.monotonic() + within
        while True:
            status, _, content = self.curl(f"{self.jobs}/{job}", *self.authorization)
            assert status == 200, content
            if (details := json.loads(content))["status"] not in UNFINISHED:
                return details
            assert time.monotonic() < deadline, f"after {within} s the job is still {details}"
            time.sleep(0.1)


def resource(file):
    mappings = [{"api_name": name, "index": i} for i, name in enumerate(["Last_Name", "Company", "Email"])]
    return {"type": "data", "module": {"api_name": "Leads"}, "file_id": file, "field_mappings": mappings}
