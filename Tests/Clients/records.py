"""The calls of Zoho's Python SDKs for the records of one module."""

from sdks import SDK, describe, plain


class Records:
    """An initialised SDK and what it can do with records."""

    def __init__(self, sdk: SDK, module: str):
        self.sdk = sdk
        self.module = module
        self.part = sdk.part("crm.api.record")
        # Whether the module is told once, or with each call.
        self.knows_module = sdk.version >= 6
        self.calls = self.part.RecordOperations(*([module] if self.knows_module else []))

    def call(self, name: str, *arguments, id: str | None = None, **parameters):
        """HTTP status and parsed body of one of the SDK's calls."""
        place = [] if id is None else [int(id)]
        module = [] if self.knows_module else [self.module]
        if parameters:
            kind = "".join(word.capitalize() for word in name.split("_")) + "Param"
            arguments = (*arguments, self.sdk.parameters(f"record.{kind}", **parameters))
        return self.sdk.answer(getattr(self.calls, name)(*place, *module, *arguments))

    # What a user of the SDK writes.

    def record(self, values: dict, id: str | None = None):
        record = self.part.Record()
        if id is not None:
            record.set_id(int(id))
        for name, value in values.items():
            record.add_key_value(name, value)
        return record

    def body(self, records: list, **members):
        body = self.part.BodyWrapper()
        body.set_data(records)
        for name, value in members.items():
            getattr(body, f"set_{name}")(value)
        return body

    def picked(self, value: str):
        return self.sdk.choice(value)

    def lookup(self, id: str):
        return self.record({}, id)

    # What it reads.

    def values(self, record, *names: str) -> list:
        """The values of some fields, without what wraps them."""
        return [plain(record.get_key_value(name)) for name in names]

    def rows(self, answer) -> list:
        assert isinstance(answer, self.part.ResponseWrapper), describe(answer)
        return answer.get_data()

    def ids(self, answer) -> list[str]:
        return [str(record.get_id()) for record in self.rows(answer)]

    def outcomes(self, answer) -> list:
        """What became of each record that was sent: a success or an exception."""
        assert isinstance(answer, self.part.ActionWrapper), describe(answer)
        return answer.get_data()

    def success(self, outcome):
        assert isinstance(outcome, self.part.SuccessResponse), describe(outcome)
        assert plain(outcome.get_status()) == "success"
        return outcome.get_details()
