"""How an SDK gets in, and that it talks to nobody else."""

import pytest
import requests

from sdks import SDK8
from server import EMAIL

UNKNOWN_JOB = "5725767000006841003"


def test_the_sdk_fetches_its_access_token_from_the_server(sdk, server):
    sdk.details(UNKNOWN_JOB)

    token = sdk.token.get_access_token()
    assert token and token != server.owner["access_token"]
    answer = requests.get(
        f"{server.url}/crm/bulk/v8/read/{UNKNOWN_JOB}", headers={"Authorization": f"Zoho-oauthtoken {token}"}, timeout=30
    )
    assert (answer.status_code, answer.json()["code"]) == (404, "RESOURCE_NOT_FOUND")


def test_every_call_of_the_sdk_goes_to_the_server(sdk, server):
    sdk.details(UNKNOWN_JOB)

    called = sdk.addresses_called()
    assert called
    assert [url for url in called if not url.startswith(f"{server.url}/crm/")] == []


@pytest.mark.parametrize("sdk", [SDK8], indirect=True, ids=["v8"])
def test_the_sdk_learns_user_and_organisation_of_its_token(sdk, server):
    signature = sdk.token.get_user_signature()

    assert signature is not None, f"GET /crm/v8/users or /crm/v8/org failed: see {sdk.log}"
    assert signature.get_name() == f"{EMAIL}:{server.owner['zgid']}"
    assert sdk.token.get_api_domain() == server.url
