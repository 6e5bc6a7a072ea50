"""Whose data it is: the organisation and its users."""

import pytest

from metadata import Metadata
from sdks import describe, plain
from server import EMAIL


@pytest.fixture(scope="module")
def metadata(sdk):
    return Metadata(sdk)


def test_the_organisation_is_read_in_full(sdk, server):
    status, answer = sdk.organizations()

    assert status == 200
    [organization] = answer.get_org()
    [wanted] = sdk.sent("org")["org"]
    assert str(organization.get_id()) == wanted["id"] == server.owner["org_id"]
    assert (organization.get_company_name(), organization.get_zgid()) == ("Zylker", server.owner["zgid"])
    assert (organization.get_time_zone(), organization.get_domain_name()) == ("Asia/Kolkata", f"org{server.owner['zgid']}")
    currency = organization.get_currency_symbol(), organization.get_iso_code()
    assert currency == (wanted["currency_symbol"], wanted["iso_code"])
    assert (organization.get_mc_status(), organization.get_gapps_enabled()) == (False, False)
    assert organization.get_license_details().get_paid() is True
    assert organization.get_license_details().get_paid_type() == "enterprise"


def test_users_are_listed_with_what_the_sdk_goes_by(sdk, metadata):
    status, answer = metadata.users("ActiveUsers")

    assert status == 200
    seen = [
        (str(user.get_id()), user.get_full_name(), user.get_email(), plain(user.get_status()), user.get_time_zone())
        for user in answer.get_users()
    ]
    sent = sdk.sent("users", type="ActiveUsers")
    assert seen == [
        (user["id"], user["full_name"], user["email"], user["status"], user["time_zone"]) for user in sent["users"]
    ]
    assert EMAIL in {email for _, _, email, _, _ in seen}
    assert answer.get_info().get_count() == len(seen)
    assert answer.get_info().get_more_records() is False


def test_the_current_user_is_the_one_whose_token_it_is(metadata, server):
    status, answer = metadata.users("CurrentUser")

    assert status == 200
    [user] = answer.get_users()
    assert (str(user.get_id()), user.get_email()) == (server.owner["user"]["id"], EMAIL)
    assert (user.get_role().get_name(), user.get_profile().get_name()) == ("CEO", "Administrator")
    assert user.get_confirm() is True


def test_a_user_is_found_by_id(metadata, server):
    status, answer = metadata.user(server.owner["user"]["id"])

    assert status == 200
    [user] = answer.get_users()
    assert user.get_email() == EMAIL


def test_a_page_holds_as_many_users_as_were_asked_for(metadata):
    status, answer = metadata.users("ActiveUsers", page=1, per_page=1)

    assert status == 200
    assert len(answer.get_users()) == 1
    info = answer.get_info()
    assert (info.get_page(), info.get_per_page(), info.get_count()) == (1, 1, 1)


def test_an_unknown_user_is_refused(sdk, metadata):
    status, refusal = metadata.user("5725767000006841003")

    assert status == 400
    assert isinstance(refusal, sdk.part("crm.api.users").APIException), describe(refusal)
    assert plain(refusal.get_code()) == "INVALID_DATA"
