"""One kept-alive connection to the API."""

import http.client
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

from lib.errors import BenchmarkError


class Connection:
    def __init__(self, port: int, token: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._authorization = {"Authorization": f"Zoho-oauthtoken {token}"}

    def close(self) -> None:
        self._connection.close()

    def get(self, path: str) -> dict:
        return json.load(self._send("GET", path))

    def post(self, path: str, request: dict) -> dict:
        return self.post_bytes(path, json.dumps(request).encode(), {"Content-Type": "application/json"})

    def post_bytes(self, path: str, body: bytes, headers: Mapping[str, str]) -> dict:
        return json.load(self._send("POST", path, body, headers))

    def download(self, path: str, to: Path) -> None:
        """Streams an answer into a file."""
        response = self._send("GET", path)
        with to.open("wb") as file:
            shutil.copyfileobj(response, file, 1 << 20)

    def _send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, self._authorization | dict(headers or {}))
        response = self._connection.getresponse()
        if response.status not in (200, 201):
            text = response.read().decode(errors="replace")
            raise BenchmarkError(f"{method} {path} answered {response.status}: {text}")
        return response
