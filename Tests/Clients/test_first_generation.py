"""The SDK of the first generation, which fails over every member that it misses."""

import pytest

from examples import examples, run
from server import EMAIL, Organisation

MODULES = ["Leads", "Contacts", "Deals", "Events", "Tasks", "Quotes", "Quoted_Items", "Notes"]


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of its own, as it is written to."""
    return Organisation(tmp_path_factory.mktemp("first-generation"), {"Accounts": 3, "Contacts": 10})


def test_it_renews_its_access_token(first_generation, server):
    token = first_generation.tokens.get_access_token(EMAIL)

    assert token and token != server.owner["access_token"]


def test_a_grant_code_buys_tokens_that_are_kept_for_the_user(first_generation, organisation):
    tokens = first_generation.tokens.generate_access_token(organisation.grant_code())

    assert tokens.userEmail == EMAIL
    assert tokens.refreshToken.startswith("1000.")
    assert first_generation.tokens.get_access_token(EMAIL) == tokens.accessToken


def test_the_example_of_the_documentation_gets_a_token(first_generation, server, tmp_path):
    [example] = [code for code in examples() if "ZCRMRestClient" in code]

    printed = run([example, "print(ZohoOAuth.get_client_instance().get_access_token(email))"], server, tmp_path)

    assert printed.startswith("1000.")


def test_the_organisation_is_read_in_full(first_generation, server):
    organization = first_generation.client.get_organization_details().data

    assert (organization.org_id, organization.zgid) == (server.owner["org_id"], server.owner["zgid"])
    assert (organization.company_name, organization.time_zone) == ("Zylker", "Asia/Kolkata")
    assert organization.is_paid_account is True


def test_users_are_listed(first_generation, server):
    [user] = first_generation.users.get_all_active_users().data

    assert first_generation.users.get_user(user.id).data.full_name == user.full_name
    assert (user.id, user.email) == (server.owner["user"]["id"], EMAIL)
    assert (user.role.name, user.profile.name, user.is_confirm) == ("CEO", "Administrator", True)


def test_the_current_user_is_the_one_whose_token_it_is(first_generation):
    [user] = first_generation.users.get_current_user().data

    assert user.email == EMAIL


def test_modules_are_listed(first_generation):
    modules = first_generation.client.get_all_modules().data

    assert set(MODULES) <= {module.api_name for module in modules}


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_read_with_fields_and_layouts(first_generation, name):
    module = first_generation.module(name)
    assert first_generation.client.get_module(name).data.api_name == name
    fields = module.get_all_fields().data
    [layout] = module.get_all_layouts().data

    assert module.get_field(fields[-1].id).data.api_name == fields[-1].api_name
    assert module.get_layout(layout.id).data.name == "Standard"
    in_layout = {field.api_name for section in layout.sections for field in section.fields}
    assert in_layout and in_layout <= {field.api_name for field in fields}


def test_views_are_read(first_generation):
    module = first_generation.module("Leads")
    views = module.get_all_customviews().data

    view = module.get_customview(views[0].id).data

    assert (view.id, view.name, view.system_name) == (views[0].id, views[0].name, "ALLVIEWS")
    assert {category.actual_value for category in view.categories} >= {"public_views", "created_by_me"}


def test_records_are_listed_in_pages(first_generation, organisation):
    answer = first_generation.module("Contacts").get_records(per_page=5)

    wanted = organisation.execute('SELECT "id", "Last_Name" FROM "Contacts" ORDER BY "id" DESC LIMIT 5')
    assert [(int(record.entity_id), record.get_field_value("Last_Name")) for record in answer.data] == wanted
    assert (answer.info.page, answer.info.per_page, answer.info.is_more_records) == (1, 5, True)


def test_a_record_goes_from_its_creation_to_its_deletion(first_generation, server):
    record = first_generation.sdk.ZCRMRecord.get_instance("Leads")
    record.set_field_value("Last_Name", "Daly")
    record.set_field_value("Company", "ABC Foods")

    record.create()
    assert record.created_by.id == server.owner["user"]["id"]
    read = first_generation.sdk.ZCRMRecord.get_instance("Leads", record.entity_id).get().data
    assert (read.get_field_value("Last_Name"), read.owner.id) == ("Daly", server.owner["user"]["id"])

    read.set_field_value("Company", "Aurora")
    assert read.update().data.modified_by.id == server.owner["user"]["id"]
    [found] = first_generation.module("Leads").search_records_by_criteria(f"(id:equals:{record.entity_id})").data
    assert found.get_field_value("Company") == "Aurora"

    read.delete()
    deleted = first_generation.module("Leads").get_all_deleted_records().data
    assert record.entity_id in {each.id for each in deleted}
    with pytest.raises(first_generation.sdk.ZCRMException) as refusal:
        read.get()
    assert refusal.value.status_code == 204


def test_of_several_records_each_has_its_own_outcome(first_generation):
    records = []
    for name, email in (("Boyle", "boyle@zylker.example"), ("Singh", "no address")):
        record = first_generation.sdk.ZCRMRecord.get_instance("Leads")
        record.set_field_value("Last_Name", name)
        record.set_field_value("Company", "Zylker")
        record.set_field_value("Email", email)
        records.append(record)

    good, bad = first_generation.module("Leads").upsert_records(records).bulk_entity_response

    assert (good.status, good.code) == ("success", "SUCCESS")
    assert (bad.status, bad.code) == ("error", "INVALID_DATA")


def test_a_refusal_is_an_exception_with_code_and_details(first_generation):
    with pytest.raises(first_generation.sdk.ZCRMException) as refusal:
        first_generation.client.get_module("Nonsense")

    assert (refusal.value.status_code, refusal.value.error_code) == (400, "INVALID_MODULE")
    assert refusal.value.error_details is not None
