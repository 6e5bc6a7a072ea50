"""What clients without a current SDK see: tokens, and errors in JSON down to the outermost layer."""

import json
import socket
from http.client import HTTPResponse

import pytest
import requests

CREATE = "/crm/bulk/v8/read"
QUERY = b'{"query":{"module":{"api_name":"Leads"},"fields":["Last_Name"]}}'
JSON = {"Content-Type": "application/json"}
TEXT = {"Content-Type": "text/plain"}
NOT_JSON = b'{"query":'
WRONG_PATH = "Please check if the URL trying to access is a correct one"
WRONG_METHOD = "The http request method type is not a valid one"


@pytest.mark.parametrize("carrier", ["urlencoded body", "multipart body", "query string"])
def test_a_refresh_token_buys_an_access_token(server, carrier):
    parameters = {
        "client_id": server.owner["client_id"],
        "client_secret": server.owner["client_secret"],
        "grant_type": "refresh_token",
        "refresh_token": server.owner["refresh_token"],
    }
    request = {
        "urlencoded body": {"data": parameters},
        "multipart body": {"files": {name: (None, value) for name, value in parameters.items()}},
        "query string": {"params": parameters, "data": "null"},
    }[carrier]

    answer = requests.post(f"{server.url}/oauth/v2/token", **request, timeout=30)

    assert answer.status_code == 200
    assert media_type(answer.headers) == "application/json"
    assert b"\n" not in answer.content and b"\r" not in answer.content
    grant = answer.json()
    assert grant["access_token"]
    assert type(grant["expires_in"]) is int and grant["expires_in"] == 3600
    assert grant["api_domain"] == server.url
    assert grant["token_type"] == "Bearer"
    assert "refresh_token" not in grant
    assert "expires_in_sec" not in grant
    job = requests.get(f"{server.url}{CREATE}/1", headers=authorization(grant["access_token"]), timeout=30)
    assert job.json()["code"] == "RESOURCE_NOT_FOUND"


def test_an_unknown_refresh_token_is_refused_with_status_200(server):
    parameters = {
        "client_id": server.owner["client_id"],
        "client_secret": server.owner["client_secret"],
        "grant_type": "refresh_token",
        "refresh_token": "1000.unknown.unknown",
    }

    answer = requests.post(f"{server.url}/oauth/v2/token", data=parameters, timeout=30)

    assert answer.status_code == 200
    assert media_type(answer.headers) == "application/json"
    assert answer.json() == {"error": "invalid_code"}


@pytest.mark.parametrize(
    "method, path, headers, body, status, code, message",
    [
        ("GET", "/crm/bulk/v8/nothing", {}, None, 404, "INVALID_URL_PATTERN", WRONG_PATH),
        ("GET", "/nowhere", {}, None, 404, "INVALID_URL_PATTERN", WRONG_PATH),
        ("PUT", CREATE, JSON, QUERY, 400, "INVALID_REQUEST_METHOD", WRONG_METHOD),
        ("POST", CREATE, TEXT, QUERY, 415, "MEDIA_TYPE_NOT_SUPPORTED", "Media type is not supported."),
        ("POST", CREATE, JSON, b"", 400, "REQUEST_BODY_IS_EMPTY", "Request body is empty."),
        ("POST", CREATE, JSON, NOT_JSON, 400, "REQUEST_BODY_NOT_READABLE", "Unable to parse the request body."),
    ],
    ids=["unknown call", "unknown path", "wrong method", "text body", "empty body", "broken JSON"],
)
def test_a_wrong_request_is_answered_with_a_whole_error(server, method, path, headers, body, status, code, message):
    headers = headers | authorization(server.owner["access_token"])

    answer = requests.request(method, f"{server.url}{path}", headers=headers, data=body, timeout=30)

    assert answer.status_code == status
    assert error(answer.headers, answer.content) == refusal(code, message)


@pytest.mark.parametrize(
    "headers, code, message",
    [
        ({}, "AUTHENTICATION_FAILURE", "Authentication failed"),
        ({"Authorization": "Zoho-oauthtoken bad"}, "INVALID_TOKEN", "invalid oauth token"),
    ],
    ids=["no token", "bad token"],
)
def test_nobody_gets_in_without_a_token(server, headers, code, message):
    answer = requests.post(f"{server.url}{CREATE}", headers=JSON | headers, data=QUERY, timeout=30)

    assert answer.status_code == 401
    assert error(answer.headers, answer.content) == refusal(code, message)


@pytest.mark.parametrize(
    "request_bytes",
    [b"THIS IS NOT HTTP\r\n\r\n", b"GET /crm/bulk/v8/read/1 HTTP/1.1\r\nHost: localhost\r\nno colon here\r\n\r\n"],
    ids=["request line", "header line"],
)
def test_a_request_that_is_no_http_is_answered_in_json(server, request_bytes):
    status, headers, body = exchange(server, request_bytes)

    assert status == 400
    error(headers, body)


def test_a_body_of_two_megabytes_is_refused_in_json(server):
    body = QUERY[:-1] + b',"padding":"' + b"x" * 2_000_000 + b'"}'
    head = (
        f"POST {CREATE} HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Type: application/json\r\n"
        f"Authorization: Zoho-oauthtoken {server.owner['access_token']}\r\nContent-Length: {len(body)}\r\n\r\n"
    )

    status, headers, answer = exchange(server, head.encode() + body)

    assert 400 <= status < 500
    error(headers, answer)


def authorization(token):
    return {"Authorization": f"Zoho-oauthtoken {token}"}


def media_type(headers):
    return headers.get("Content-Type", "").split(";")[0]


def error(headers, body):
    """The error body, with the four members that first-generation SDKs read without looking."""
    assert media_type(headers) == "application/json", body
    answer = json.loads(body)
    assert answer["status"] == "error"
    assert isinstance(answer["code"], str) and answer["code"]
    assert isinstance(answer["message"], str) and answer["message"]
    assert isinstance(answer["details"], dict)
    return answer


def refusal(code, message):
    return {"status": "error", "code": code, "message": message, "details": {}}


def exchange(server, request):
    """Sends bytes as they are, as far as the server takes them, and reads its answer."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        try:
            connection.sendall(request)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the server has answered before the end
        response = HTTPResponse(connection)
        response.begin()
        return response.status, response.headers, response.read()
