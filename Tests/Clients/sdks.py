"""Zoho's Python SDKs as they are installed, told only where the server is.

Both generations have the same classes under different package names; what differs is in the two subclasses below.
"""

import re
import time
from importlib import import_module
from pathlib import Path

from server import EMAIL, Longshore

UNFINISHED = {"ADDED", "QUEUED", "IN PROGRESS"}


class SDK:
    """An initialised SDK and the three bulk read calls."""

    package: str
    request_class: str
    module_class: str

    def __init__(self, server: Longshore, folder: Path):
        self.server = server
        self.log = folder / "sdk.log"
        self.bulk = self.part("crm.api.bulk_read")
        self.calls = self.bulk.BulkReadOperations()

        authenticator = self.part("api.authenticator")
        logger = self.part("api.logger").Logger
        self.token = authenticator.OAuthToken(
            client_id=server.owner["client_id"],
            client_secret=server.owner["client_secret"],
            refresh_token=server.owner["refresh_token"],
        )
        self.part("crm.api.initializer").Initializer.initialize(
            **self.identity(),
            token=self.token,
            store=self.part("api.authenticator.store").FileStore(str(folder / "tokens.csv")),
            sdk_config=self.part("crm.api.sdk_config").SDKConfig(connect_timeout=10, read_timeout=30),
            resource_path=str(folder),
            logger=logger.get_instance(level=logger.Levels.INFO, file_path=str(self.log)),
        )

    def part(self, path: str):
        return import_module(f"{self.package}.src.com.zoho.{path}")

    def addresses(self) -> dict:
        """Our addresses in the place of one of Zoho's data centres."""
        url = self.server.url
        return {"url": url, "accounts_url": f"{url}/oauth/v2/token", "file_upload_url": url}

    def create(self, module: str, fields: list[str]):
        reference = getattr(self.part("crm.api.modules"), self.module_class)()
        reference.set_api_name(module)
        query = self.bulk.Query()
        query.set_module(reference)
        query.set_fields(fields)
        query.set_page(1)
        request = getattr(self.bulk, self.request_class)()
        request.set_query(query)
        return self.answer(self.calls.create_bulk_read_job(request))

    def details(self, job: str):
        return self.answer(self.calls.get_bulk_read_job_details(int(job)))

    def download(self, job: str):
        return self.answer(self.calls.download_result(int(job)))

    def finished_job(self, job: str, within: float = 60):
        """Asks for the job as long as it is under way."""
        deadline = time.monotonic() + within
        while True:
            _, answer = self.details(job)
            assert isinstance(answer, self.bulk.ResponseWrapper), describe(answer)
            [detail] = answer.get_data()
            state = detail.get_state().get_value()
            if state not in UNFINISHED:
                return detail
            assert time.monotonic() < deadline, f"job {job} is still {state} after {within} s"
            time.sleep(0.2)

    def answer(self, response):
        """HTTP status and parsed body; an SDK that understood nothing hands out None."""
        assert response is not None and response.get_object() is not None, f"see the end of {self.log}"
        return response.get_status_code(), response.get_object()

    def addresses_called(self) -> list[str]:
        """All the SDK's calls but the one for a token, which it does not log."""
        return re.findall(r" URL = (\S+) ,", self.log.read_text())


class SDK8(SDK):
    """zohocrmsdk8-0: gets its token at once, and then asks for the user and the organisation."""

    package = "zohocrmsdk"
    request_class = "BodyWrapper"
    module_class = "MinifiedModule"

    def identity(self) -> dict:
        environment = self.part("crm.api.dc.data_center").DataCenter.Environment
        return {"environment": environment(**self.addresses())}


class SDK21(SDK):
    """zohocrmsdk2-1: is told the user, names its environment, and gets its token with the first call."""

    package = "zcrmsdk"
    request_class = "RequestWrapper"
    module_class = "Module"

    def identity(self) -> dict:
        environment = self.part("crm.api.dc.data_center").DataCenter.Environment
        user = self.part("crm.api.user_signature").UserSignature
        return {"user": user(EMAIL), "environment": environment(**self.addresses(), name="longshore")}


def describe(answer) -> str:
    """What an unexpected answer says, if it is one of the SDK's exceptions."""
    if not hasattr(answer, "get_code"):
        return repr(answer)
    return f"{type(answer).__name__} {answer.get_code().get_value()} {answer.get_details()}"
