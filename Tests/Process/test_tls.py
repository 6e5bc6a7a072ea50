"""HTTPS, as some official clients insist on it."""

import json
import ssl
from http.client import HTTPSConnection
from urllib.parse import urlencode

import pytest

from certificates import self_signed


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A certificate for 127.0.0.1 with its key, and the key of another."""
    folder = tmp_path_factory.mktemp("tls")
    for name in ("server", "other"):
        self_signed(folder, name)
    return folder


def test_with_a_certificate_the_server_speaks_https_and_gives_out_https_addresses(zylker, certificates):
    files = ("--tls-certificate", certificates / "server.pem", "--tls-key", certificates / "server.key")
    with zylker.folder.serve(*files) as server:
        assert server.url.startswith("https://127.0.0.1:")
        trust = ssl.create_default_context(cafile=certificates / "server.pem")
        connection = HTTPSConnection("127.0.0.1", server.port, context=trust, timeout=30)
        parameters = {name: zylker.owner[name] for name in ("client_id", "client_secret", "refresh_token")}
        connection.request(
            "POST",
            "/oauth/v2/token",
            urlencode({"grant_type": "refresh_token", **parameters}),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        granted = json.load(connection.getresponse())
        assert granted["api_domain"] == server.url
        connection.request("GET", "/crm/v8/org", headers={"Authorization": f"Zoho-oauthtoken {granted['access_token']}"})
        answer = connection.getresponse()
        assert answer.status == 200
        assert json.load(answer)["org"][0]["zgid"] == zylker.owner["zgid"]


REFUSALS = [
    (["--tls-certificate", "server.pem"], 64, "--tls-certificate needs --tls-key beside it"),
    (["--tls-key", "server.key"], 64, "--tls-key needs --tls-certificate beside it"),
    (
        ["--tls-certificate", "none.pem", "--tls-key", "server.key"],
        78,
        "TLS is not possible: FOLDER/none.pem holds no certificate in PEM form that can be read",
    ),
    (
        ["--tls-certificate", "server.pem", "--tls-key", "server.pem"],
        78,
        "TLS is not possible: FOLDER/server.pem holds no private key in PEM form that can be read; it must not have a pass phrase",
    ),
    (
        ["--tls-certificate", "server.pem", "--tls-key", "other.key"],
        78,
        "TLS is not possible: the key in FOLDER/other.key is not the one of the certificate in FOLDER/server.pem",
    ),
]


@pytest.mark.parametrize("files, status, message", REFUSALS, ids=[message.split(": ")[-1][:40] for _, _, message in REFUSALS])
def test_files_that_will_not_do_are_named(zylker, certificates, files, status, message):
    options = [certificates / text if "." in text else text for text in files]
    refused = zylker.folder.run("serve", *options)
    assert refused.returncode == status
    assert refused.stderr == f"longshore: {message.replace('FOLDER', str(certificates))}\n"
