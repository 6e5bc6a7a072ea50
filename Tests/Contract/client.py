"""A caller with a token, with nothing between the tests and the wire but the standard library."""

import json
import time
import uuid
from http.client import HTTPConnection
from urllib.parse import urlsplit

from description import Answer


class Client:
    def __init__(self, url: str, token: str | None):
        self.url = url
        self.token = token

    def with_token(self, token: str | None) -> "Client":
        return Client(self.url, token)

    def send(self, method: str, path: str, body: bytes | str | None = None, headers: dict | None = None) -> Answer:
        """Sends a body as it is; `path` may be a whole address."""
        address = urlsplit(path)
        target = address._replace(scheme="", netloc="").geturl()
        connection = HTTPConnection(address.netloc or urlsplit(self.url).netloc, timeout=60)
        authorization = {"Authorization": f"Zoho-oauthtoken {self.token}"} if self.token else {}
        try:
            connection.request(method, target, body, authorization | (headers or {}))
            response = connection.getresponse()
            received = {name.lower(): value for name, value in response.getheaders()}
            return Answer(method, target, response.status, received, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers) -> Answer:
        return self.send("GET", path, headers=headers)

    def post(self, path: str, body) -> Answer:
        return self.send("POST", path, json.dumps(body), {"Content-Type": "application/json"})

    def put(self, path: str, body) -> Answer:
        return self.send("PUT", path, json.dumps(body), {"Content-Type": "application/json"})

    def patch(self, path: str, body) -> Answer:
        return self.send("PATCH", path, json.dumps(body), {"Content-Type": "application/json"})

    def delete(self, path: str) -> Answer:
        return self.send("DELETE", path)

    def form(self, path: str, body: str) -> Answer:
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, archive: bytes, organisation: str, version: str = "v8") -> Answer:
        boundary = uuid.uuid4().hex
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.zip"\r\n\r\n'.encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "feature": "bulk-write",
            "X-CRM-ORG": organisation,
        }
        body = head + archive + f"\r\n--{boundary}--\r\n".encode()
        return self.send("POST", f"/crm/{version}/upload", body, headers)

    def ended(self, path: str, within: float = 60) -> Answer:
        """The answer about a job once it has ended."""
        deadline = time.monotonic() + within
        while True:
            answer = self.get(path)
            assert answer.status == 200, answer
            job = answer.json.get("data", [answer.json])[0]
            if job.get("state", job.get("status")) in ("COMPLETED", "FAILURE", "FAILED"):
                return answer
            assert time.monotonic() < deadline, f"after {within} s the job is still {job}"
            time.sleep(0.05)
