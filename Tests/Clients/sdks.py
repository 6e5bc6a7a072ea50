"""Zoho's Python SDKs as they are installed, told only where the server is, and their calls for bulk read.

All of them have the same classes, but two names for the package and a few differences that grew with the versions:
those are in the subclasses below.
"""

import csv
import logging
import re
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from importlib import import_module
from pathlib import Path

import requests

from export import Export
from server import EMAIL, Longshore

UNFINISHED = {"ADDED", "QUEUED", "IN PROGRESS"}

# A criterion is (field, comparator, value), a group (operator, [criterion or group, …]).
Criteria = tuple


class SDK:
    """An initialised SDK and the three bulk read calls."""

    distribution: str
    # Of the API.
    version: float
    package: str
    request_class: str
    module_class: str
    field_class: str
    # How the id of a view is given, and those of records in a list of them.
    view_type: type
    listed_id_type: type = str
    # Whether it hands out the API name in the details of an error.
    names_culprits = True

    def __init__(self, server: Longshore, folder: Path, grant_code: str | None = None):
        """With a code the SDK gets tokens of its own for it, otherwise it is given the refresh token of `init`."""
        self.server = server
        folder.mkdir(exist_ok=True)
        self.log = folder / "sdk.log"
        self.tokens = folder / "tokens.csv"
        self.bulk = self.part("crm.api.bulk_read")
        self.choice = self.part("crm.api.util").Choice
        self.calls = self.bulk.BulkReadOperations()

        logger = self.part("api.logger").Logger
        self.token = self.granted_token(grant_code) if grant_code else self.refreshed_token()
        initialize = partial(
            self.part("crm.api.initializer").Initializer.initialize,
            **self.identity(),
            token=self.token,
            store=self.part("api.authenticator.store").FileStore(str(self.tokens)),
            sdk_config=self.configuration(),
            resource_path=str(folder),
            logger=logger.get_instance(level=logger.Levels.INFO, file_path=str(self.log)),
        )
        # Some versions can be initialised only once in a thread, but what that brings about holds for all of them.
        with ThreadPoolExecutor(max_workers=1) as thread:
            thread.submit(initialize).result()

    def close(self):
        """Lets go of the log, or the next one initialised would write into it."""
        log = logging.getLogger("SDKLogger")
        for handler in log.handlers[:]:
            log.removeHandler(handler)
            handler.close()

    @property
    def exception(self) -> type:
        """What is raised for what no answer can tell."""
        return self.part("crm.api.exception").SDKException

    def part(self, path: str):
        return import_module(f"{self.package}.src.com.zoho.{path}")

    # What a user of the SDK writes.

    def refreshed_token(self):
        owner = self.server.owner
        return self.part("api.authenticator").OAuthToken(
            client_id=owner["client_id"], client_secret=owner["client_secret"], refresh_token=owner["refresh_token"]
        )

    def granted_token(self, code: str):
        owner = self.server.owner
        return self.part("api.authenticator").OAuthToken(
            client_id=owner["client_id"], client_secret=owner["client_secret"], grant_token=code
        )

    def access_token(self) -> str:
        return self.token.get_token()

    def refresh_token(self) -> str:
        return self.token.get_refresh_token()

    def let_token_run_out(self):
        """Makes it a token of long ago, in the file where the SDK keeps it."""
        with self.tokens.open(newline="") as file:
            names, *rows = filter(None, csv.reader(file))
        for row in rows:
            row[names.index("expiry_time")] = "1"
        with self.tokens.open("w", newline="") as file:
            csv.writer(file).writerows([names, *rows])

    def identity(self) -> dict:
        return {"environment": self.environment()}

    def environment(self, **more):
        """Our addresses in the place of one of Zoho's data centres."""
        url = self.server.url
        addresses = {"url": url, "accounts_url": f"{url}/oauth/v2/token", "file_upload_url": url}
        return self.part("crm.api.dc.data_center").DataCenter.Environment(**addresses, **more)

    def configuration(self):
        return self.part("crm.api.sdk_config").SDKConfig(connect_timeout=10, read_timeout=30)

    def module(self, name: str):
        module = getattr(self.part("crm.api.modules"), self.module_class)()
        module.set_api_name(name)
        return module

    def set_field(self, criterion, name: str):
        field = getattr(self.part("crm.api.fields"), self.field_class)()
        field.set_api_name(name)
        criterion.set_field(field)

    def file_type(self, name: str):
        return self.choice(name)

    def criteria(self, tree: Criteria):
        criteria = self.bulk.Criteria()
        if len(tree) == 2:
            operator, members = tree
            criteria.set_group_operator(self.choice(operator))
            criteria.set_group([self.criteria(member) for member in members])
        else:
            field, comparator, value = tree
            self.set_field(criteria, field)
            criteria.set_comparator(self.choice(comparator))
            criteria.set_value(value)
        return criteria

    # What it reads.

    def module_name(self, query) -> str:
        return query.get_module().get_api_name()

    def field_name(self, criterion) -> str:
        return criterion.get_field().get_api_name()

    def tree(self, criteria) -> Criteria:
        """The reverse of `criteria`."""
        if criteria.get_group() is not None:
            return plain(criteria.get_group_operator()), [self.tree(member) for member in criteria.get_group()]
        return self.field_name(criteria), plain(criteria.get_comparator()), criteria.get_value()

    # The calls: HTTP status and parsed body.

    def create(
        self,
        module: str | None = None,
        fields: list[str] | None = None,
        *,
        criteria: Criteria | None = None,
        view: str | None = None,
        page: int | None = None,
        page_token: str | None = None,
        file_type: str | None = None,
    ):
        query = self.bulk.Query()
        if module is not None:
            query.set_module(self.module(module))
        if fields is not None:
            query.set_fields(fields)
        if criteria is not None:
            query.set_criteria(self.criteria(criteria))
        if view is not None:
            query.set_cvid(self.view_type(view))
        if page is not None:
            query.set_page(page)
        if page_token is not None:
            query.set_page_token(page_token)
        request = getattr(self.bulk, self.request_class)()
        request.set_query(query)
        if file_type is not None:
            request.set_file_type(self.file_type(file_type))
        return self.answer(self.calls.create_bulk_read_job(request))

    def details(self, job: str):
        return self.answer(self.calls.get_bulk_read_job_details(int(job)))

    def download(self, job: str):
        return self.answer(self.calls.download_result(int(job)))

    def answer(self, response):
        """An SDK that understood nothing hands out None, as it does where there is nothing to understand."""
        assert response is not None, f"see the end of {self.log}"
        assert (response.get_object() is None) == (response.get_status_code() == 204), f"see the end of {self.log}"
        return response.get_status_code(), response.get_object()

    def parameters(self, kind: str, **values):
        """The parameters of a call, by the class that names them: `users.GetUsersParam`. Of a list each value is added."""
        part, name = kind.split(".")
        names = getattr(self.part(f"crm.api.{part}"), name)
        parameters = self.part("crm.api").ParameterMap()
        for key, value in values.items():
            for each in value if isinstance(value, list) else [value]:
                parameters.add(getattr(names, key), each)
        return parameters

    def organizations(self):
        return self.answer(self.part("crm.api.org").OrgOperations().get_organization())

    def sent(self, path: str, **parameters) -> dict:
        """What the server sends to a call of the SDK's version of the API, as it is before the SDK reads it."""
        answer = requests.get(
            f"{self.server.url}/crm/v{self.version}/{path}",
            params=parameters,
            headers={"Authorization": f"Zoho-oauthtoken {self.server.owner['access_token']}"},
            timeout=30,
        )
        answer.raise_for_status()
        return answer.json()

    # The calls as long as all goes well.

    def created_job(self, *query, **more) -> str:
        """Creates a job; its id."""
        _, answer = self.create(*query, **more)
        return str(self.success(answer).get_details()["id"])

    def success(self, answer):
        """Looks into the wrapper around a created job."""
        assert isinstance(answer, self.bulk.ActionWrapper), describe(answer)
        [success] = answer.get_data()
        assert isinstance(success, self.bulk.SuccessResponse), describe(success)
        return success

    def finished_job(self, job: str, within: float = 60):
        """Asks for the job as long as it is under way."""
        deadline = time.monotonic() + within
        while True:
            _, answer = self.details(job)
            assert isinstance(answer, self.bulk.ResponseWrapper), describe(answer)
            [detail] = answer.get_data()
            state = plain(detail.get_state())
            if state not in UNFINISHED:
                assert state == "COMPLETED", f"job {job} ended as {state}"
                return detail
            assert time.monotonic() < deadline, f"job {job} is still {state} after {within} s"
            time.sleep(0.1)

    def downloaded(self, job: str) -> Export:
        """The result of a finished job."""
        status, body = self.download(job)
        assert status == 200
        assert isinstance(body, self.bulk.FileBodyWrapper), describe(body)
        return self.archive(body.get_file(), job)

    def archive(self, file, job: str) -> Export:
        """What the SDK's StreamWrapper holds."""
        assert isinstance(file, self.part("crm.api.util").StreamWrapper)
        assert file.get_name() == f"{job}.zip"
        return Export(file.get_stream())

    def addresses_called(self) -> list[str]:
        """All the SDK's calls but the one for a token, which it does not log."""
        return re.findall(r" URL = (\S+) ,", self.log.read_text())


class SDK8(SDK):
    """Gets its token at once, and then asks for the user and the organisation."""

    distribution = "zohocrmsdk8-0"
    version = 8
    package = "zohocrmsdk"
    request_class = "BodyWrapper"
    module_class = "MinifiedModule"
    field_class = "MinifiedField"
    view_type = int

    def file_type(self, name):
        return name


class SDK7(SDK):
    """Has a choice of file types, of which jobs are only known to have one."""

    distribution = "zohocrmsdk7-0"
    version = 7
    package = "zohocrmsdk"
    request_class = "BodyWrapper"
    module_class = "MinifiedModule"
    field_class = "MinifiedField"
    view_type = int

class SDK6(SDK7):
    """Knows no page tokens."""

    distribution = "zohocrmsdk6-0"
    version = 6


class SDK5(SDK6):
    """Names its environment, and asks for no user."""

    distribution = "zohocrmsdk5-0"
    version = 5
    request_class = "RequestWrapper"
    names_culprits = False

    def identity(self):
        return {"environment": self.environment(name="longshore")}


class SDK21(SDK5):
    """Is told the user, and gets its token with the first call."""

    distribution = "zohocrmsdk2-1"
    version = 2.1
    package = "zcrmsdk"
    module_class = "Module"
    field_class = "Field"
    view_type = str
    names_culprits = True

    def identity(self):
        user = self.part("crm.api.user_signature").UserSignature
        return {"user": user(EMAIL)} | super().identity()

    def access_token(self):
        return self.token.get_access_token()

    def let_token_run_out(self):
        # It goes by what it remembers.
        self.token.set_expires_in("1")


class SDK20(SDK21):
    """Has names where the others have modules and fields."""

    distribution = "zohocrmsdk2-0"
    version = 2

    def module(self, name):
        return name

    def module_name(self, query):
        return query.get_module()

    def set_field(self, criterion, name):
        criterion.set_api_name(name)

    def field_name(self, criterion):
        return criterion.get_api_name()


class OlderSDK20(SDK20):
    """Under an older name: tells kinds of tokens apart, and knows neither names of environments nor time-outs."""

    distribution = "zcrmsdk"
    listed_id_type = int

    def refreshed_token(self):
        kind = self.part("api.authenticator.oauth_token").TokenType.REFRESH
        owner = self.server.owner
        return self.part("api.authenticator").OAuthToken(
            owner["client_id"], owner["client_secret"], owner["refresh_token"], kind
        )

    def granted_token(self, code):
        kind = self.part("api.authenticator.oauth_token").TokenType.GRANT
        owner = self.server.owner
        return self.part("api.authenticator").OAuthToken(owner["client_id"], owner["client_secret"], code, kind)

    def access_token(self):
        return self.token.access_token

    def refresh_token(self):
        return self.token.refresh_token

    def let_token_run_out(self):
        SDK.let_token_run_out(self)

    def environment(self, name):
        return super().environment()

    def configuration(self):
        return self.part("crm.api.sdk_config").SDKConfig()


SDKS = {sdk.distribution: sdk for sdk in (OlderSDK20, SDK20, SDK21, SDK5, SDK6, SDK7, SDK8)}


def plain(value):
    """What is in a Choice; some versions have one where others have text."""
    return value.get_value() if hasattr(value, "get_value") else value


def describe(answer) -> str:
    """What an unexpected answer says, if it is one of the SDK's exceptions."""
    if not hasattr(answer, "get_code"):
        return repr(answer)
    return f"{type(answer).__name__} {plain(answer.get_code())} {answer.get_details()}"
