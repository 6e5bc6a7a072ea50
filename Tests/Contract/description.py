"""The server's own description, and what it says of an answer."""

import json
import re
from dataclasses import dataclass
from functools import cached_property

import jsonschema_rs

METHODS = {"get", "post", "put", "patch", "delete"}
JSON = "application/json"
DRAFT = "https://json-schema.org/draft/2020-12/schema"


@dataclass
class Answer:
    """What came back for a request."""

    method: str
    path: str
    status: int
    headers: dict[str, str]
    body: bytes

    @cached_property
    def json(self):
        return json.loads(self.body)

    @property
    def media_type(self) -> str | None:
        return self.headers.get("content-type", "").partition(";")[0] or None

    def __str__(self):
        return f"{self.method} {self.path}: {self.status} {self.body[:300]!r}"


@dataclass
class Operation:
    """One method of one path."""

    method: str
    path: str
    definition: dict

    @property
    def id(self) -> str:
        return self.definition["operationId"]

    @property
    def successes(self) -> set[int]:
        return {int(status) for status in self.definition["responses"] if status < "400"}

    def __str__(self):
        return f"{self.method} {self.path}"

    def fits(self, method: str, path: str) -> bool:
        pattern = "/".join("[^/]+" if part.startswith("{") else re.escape(part) for part in self.path.split("/"))
        return method == self.method and re.fullmatch(pattern, path.partition("?")[0]) is not None


class Description:
    def __init__(self, document: dict):
        self.document = document
        self.validators = {}
        self.operations = [
            Operation(method.upper(), path, definition)
            for path, item in document["paths"].items()
            for method, definition in item.items()
            if method in METHODS
        ]

    def operation(self, method: str, path: str) -> Operation:
        """The operation a request is for: of several, the one with the fewest segments that vary."""
        fitting = [operation for operation in self.operations if operation.fits(method, path)]
        assert fitting, f"{method} {path} is not described"
        return min(fitting, key=lambda operation: operation.path.count("{"))

    def named(self, id: str) -> Operation:
        return next(operation for operation in self.operations if operation.id == id)

    def resolved(self, part: dict) -> dict:
        """A part of the document, or what it refers to."""
        while "$ref" in part:
            place = part["$ref"]
            part = self.document
            for name in place.removeprefix("#/").split("/"):
                part = part[name]
        return part

    def parameters(self, operation: Operation) -> list[dict]:
        listed = self.document["paths"][operation.path].get("parameters", []) + operation.definition.get("parameters", [])
        return [self.resolved(parameter) for parameter in listed]

    def response(self, operation: Operation, status: int) -> dict | None:
        found = operation.definition["responses"].get(str(status))
        return found and self.resolved(found)

    def problems(self, answer: Answer) -> list[str]:
        """Where an answer is other than described."""
        operation = self.operation(answer.method, answer.path)
        response = self.response(operation, answer.status)
        if response is None:
            return [f"{operation}: status {answer.status} is not described: {answer.body[:300]!r}"]
        content = response.get("content")
        if not content:
            unexpected = answer.body or answer.media_type
            return [f"{operation}: {answer.status} has a body or a content type"] if unexpected else []
        if answer.media_type not in content:
            return [f"{operation}: {answer.status} is {answer.media_type}, not one of {list(content)}"]
        if answer.media_type != JSON:
            return []
        return [f"{operation}: {answer.status} {problem}" for problem in self.mismatches(content[JSON]["schema"], answer.json)]

    def mismatches(self, schema: dict, value) -> list[str]:
        """Where a value is other than its schema says."""
        text = json.dumps(schema)
        if text not in self.validators:
            # References lead to the components, wherever they stand.
            rooted = schema | {"$schema": DRAFT, "components": self.document["components"]}
            self.validators[text] = jsonschema_rs.validator_for(rooted, validate_formats=True)
        errors = self.validators[text].iter_errors(value)
        return [f"{'/'.join(map(str, error.instance_path))}: {error.message[:300]}" for error in errors]
