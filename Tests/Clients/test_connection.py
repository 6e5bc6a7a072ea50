"""How an SDK gets in, and that it talks to nobody else."""

import pytest
import requests

from server import EMAIL

UNKNOWN_JOB = "5725767000006841003"


def test_the_sdk_fetches_its_access_token_from_the_server(sdk, server):
    sdk.details(UNKNOWN_JOB)

    token = sdk.access_token()
    assert token and token != server.owner["access_token"]
    answer = requests.get(
        f"{server.url}/crm/bulk/v8/read/{UNKNOWN_JOB}", headers={"Authorization": f"Zoho-oauthtoken {token}"}, timeout=30
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_FOUND")


def test_every_call_of_the_sdk_goes_to_the_server_in_its_version_of_the_api(sdk, server):
    sdk.details(UNKNOWN_JOB)

    called = sdk.addresses_called()
    assert f"{server.url}/crm/bulk/v{sdk.version}/read/{UNKNOWN_JOB}" in called
    assert [url for url in called if not url.startswith(f"{server.url}/crm/")] == []


@pytest.mark.since(5)
def test_the_sdk_is_told_whom_to_call_along_with_its_token(sdk, server):
    sdk.details(UNKNOWN_JOB)

    assert sdk.token.get_api_domain() == server.url


@pytest.mark.since(6)
def test_the_sdk_learns_user_and_organisation_of_its_token(sdk, server):
    sdk.details(UNKNOWN_JOB)

    signature = sdk.token.get_user_signature()
    assert signature is not None, f"GET /crm/v{sdk.version}/users or /crm/v{sdk.version}/org failed: see {sdk.log}"
    assert signature.get_name() == f"{EMAIL}:{server.owner['zgid']}"
