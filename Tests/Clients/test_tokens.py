"""How an SDK gets tokens of its own, renews and revokes them."""

import pytest
import requests

from server import Organisation


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of this SDK's own: a user has twenty refresh tokens at most, and five a minute."""
    return Organisation(tmp_path_factory.mktemp("tokens"), {})


@pytest.fixture
def granted(sdk, organisation, server, tmp_path):
    """The SDK as it starts with a grant code."""
    granted = type(sdk)(server, tmp_path, organisation.grant_code())
    yield granted
    granted.close()


def test_a_grant_code_buys_an_access_token_and_a_refresh_token(granted, server):
    status, _ = granted.organizations()

    assert status == 200
    assert granted.refresh_token().startswith("1000.")
    assert granted.refresh_token() != server.owner["refresh_token"]
    assert opens(granted.access_token(), server)


def test_a_grant_code_is_good_once(sdk, organisation, server, tmp_path):
    code = organisation.grant_code()
    first = type(sdk)(server, tmp_path / "first", code)
    first.organizations()
    first.close()

    with pytest.raises(sdk.exception) as refusal:
        second = type(sdk)(server, tmp_path / "second", code)
        second.organizations()

    assert "invalid_code" in str(refusal.value)


def test_a_token_that_has_run_out_is_renewed(granted, server):
    granted.organizations()
    old = granted.access_token()
    refresh_token = granted.refresh_token()
    granted.let_token_run_out()

    status, _ = granted.organizations()

    assert status == 200
    assert granted.access_token() != old
    assert granted.refresh_token() == refresh_token
    assert opens(granted.access_token(), server)


@pytest.mark.since(5)
def test_a_revoked_refresh_token_opens_nothing_any_more(granted, server):
    granted.organizations()
    access_token = granted.access_token()

    assert granted.token.revoke_refresh_token(granted.refresh_token(), f"{server.url}/oauth/v2/token/revoke") is True

    assert not opens(access_token, server)
    granted.let_token_run_out()
    with pytest.raises(granted.exception) as refusal:
        granted.organizations()
    assert "invalid_code" in str(refusal.value)


def opens(access_token: str, server) -> bool:
    answer = requests.get(
        f"{server.url}/crm/v8/org", headers={"Authorization": f"Zoho-oauthtoken {access_token}"}, timeout=30
    )
    assert answer.status_code in {200, 401}
    return answer.status_code == 200
