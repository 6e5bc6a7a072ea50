"""The calls for bulk write of Zoho's Python SDKs."""

import time
from pathlib import Path

from export import Export
from sdks import SDK, UNFINISHED, describe, plain

# API name, index, find_by, default value: as many as it takes.
Mapping = tuple


class Imports:
    """An initialised SDK and its four calls for imports."""

    def __init__(self, sdk: SDK, folder: Path):
        self.sdk = sdk
        self.folder = folder
        self.bulk = sdk.part("crm.api.bulk_write")
        self.calls = self.bulk.BulkWriteOperations()
        # Whether it has jobs with ids that are text, and a class for default values.
        self.is_current = sdk.version >= 5

    # What a user of the SDK writes.

    def mapping(self, api_name: str, index=None, find_by=None, default=None):
        mapping = self.bulk.FieldMapping()
        mapping.set_api_name(api_name)
        if index is not None:
            mapping.set_index(index)
        if find_by is not None:
            mapping.set_find_by(find_by)
        if default is not None:
            mapping.set_default_value(self.default_value(default))
        return mapping

    def default_value(self, value):
        if not self.is_current:
            return {"value": value}
        default = self.bulk.DefaultValue()
        default.set_value(value)
        return default

    def callback(self, url: str, method: str | None):
        callback = self.bulk.CallBack()
        callback.set_url(url)
        if method is not None:
            callback.set_method(self.sdk.choice(method))
        return callback

    # What it reads.

    def module_name(self, resource) -> str:
        module = resource.get_module()
        return module if isinstance(module, str) else module.get_api_name()

    def tuple(self, mapping) -> Mapping:
        """The reverse of `mapping`."""
        default = mapping.get_default_value()
        if default is not None:
            default = default.get_value() if self.is_current else default["value"]
        parts = (mapping.get_api_name(), mapping.get_index(), mapping.get_find_by(), default)
        return parts[: max(place for place, part in enumerate(parts) if part is not None) + 1]

    # The calls: HTTP status and parsed body.

    def upload(self, name: str, content: bytes, *, organisation: str | None = None):
        """Uploads a file of that name."""
        path = self.folder / name
        path.write_bytes(content)
        body = self.bulk.FileBodyWrapper()
        file = self.sdk.part("crm.api.util").StreamWrapper(file_path=str(path))
        body.set_file(file)
        headers = self.sdk.part("crm.api.header_map").HeaderMap()
        headers.add(self.bulk.UploadFileHeader.feature, "bulk-write")
        headers.add(self.bulk.UploadFileHeader.x_crm_org, organisation or self.sdk.server.owner["zgid"])
        with file.get_stream():
            return self.sdk.answer(self.calls.upload_file(body, headers))

    def create(
        self,
        operation: str,
        module: str,
        file: str,
        mappings: list[Mapping],
        *,
        find_by: str | None = None,
        ignore_empty: bool | None = None,
        callback: str | None = None,
        callback_method: str | None = "post",
    ):
        resource = self.bulk.Resource()
        resource.set_type(self.sdk.choice("data"))
        resource.set_module(self.sdk.module(module))
        resource.set_file_id(file)
        resource.set_field_mappings([self.mapping(*mapping) for mapping in mappings])
        if find_by is not None:
            resource.set_find_by(find_by)
        if ignore_empty is not None:
            resource.set_ignore_empty(ignore_empty)
        request = self.bulk.RequestWrapper()
        request.set_operation(self.sdk.choice(operation))
        request.set_resource([resource])
        if callback is not None:
            request.set_callback(self.callback(callback, callback_method))
        return self.sdk.answer(self.calls.create_bulk_write_job(request))

    def details(self, job: str):
        return self.sdk.answer(self.calls.get_bulk_write_job_details(job if self.is_current else int(job)))

    def download(self, url: str):
        return self.sdk.answer(self.calls.download_bulk_write_result(url))

    # The calls as long as all goes well.

    def uploaded(self, name: str, content: bytes) -> str:
        """The id of the uploaded file."""
        return str(self.success(self.upload(name, content)[1]).get_details()["file_id"])

    def success(self, answer):
        assert isinstance(answer, self.bulk.SuccessResponse), describe(answer)
        assert plain(answer.get_status()) == "success", describe(answer)
        return answer

    def finished(self, job: str, within: float = 60):
        """Asks for the job as long as it is under way."""
        deadline = time.monotonic() + within
        while True:
            _, details = self.details(job)
            assert isinstance(details, self.bulk.BulkWriteResponse), describe(details)
            if (state := details.get_status()) not in UNFINISHED:
                assert state == "COMPLETED", f"job {job} ended as {state}"
                return details
            assert time.monotonic() < deadline, f"job {job} is still {state} after {within} s"
            time.sleep(0.1)

    def imported(self, *request, **more):
        """Creates a job; what is known of it once it is finished."""
        _, answer = self.create(*request, **more)
        return self.finished(str(self.success(answer).get_details()["id"]))

    def result(self, details) -> Export:
        """The result of a finished job, by the address that its details give."""
        status, body = self.download(details.get_result().get_download_url())
        assert status == 200
        assert isinstance(body, self.bulk.FileBodyWrapper), describe(body)
        return self.sdk.archive(body.get_file(), str(details.get_id()))
