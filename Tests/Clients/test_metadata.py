"""What SDKs make of modules, fields, layouts and views; an answer they can't convert is None or empty."""

import pytest

from metadata import Metadata
from sdks import describe, plain

MODULES = ["Leads", "Contacts", "Deals", "Events", "Tasks", "Quotes", "Quoted_Items", "Appointments__s", "Notes"]


@pytest.fixture(scope="module")
def metadata(sdk):
    return Metadata(sdk)


def test_modules_are_listed_with_what_the_sdk_goes_by(metadata):
    status, answer = metadata.modules()

    assert status == 200
    modules = {module.get_api_name(): module for module in answer.get_modules()}
    assert set(MODULES) <= set(modules)
    for module in modules.values():
        assert module.get_api_supported() is True
        assert plain(module.get_generated_type()) in {"default", "subform"}
    assert (modules["Events"].get_plural_label(), modules["Events"].get_module_name()) == ("Meetings", "Meetings")


@pytest.mark.parametrize("name", MODULES)
def test_a_module_is_found_by_its_name(metadata, name):
    status, answer = metadata.module(name)

    assert status == 200
    [module] = answer.get_modules()
    assert module.get_api_name() == name
    assert (module.get_custom_view() is None) == (name in {"Notes"})


@pytest.mark.parametrize("name", MODULES)
def test_fields_are_read_in_full(sdk, metadata, name):
    status, answer = metadata.all("fields", name)

    assert status == 200
    fields = answer.get_fields()
    wanted = sdk.sent("settings/fields", module=name)["fields"]
    assert [(field.get_api_name(), str(field.get_id())) for field in fields] == [
        (field["api_name"], field["id"]) for field in wanted
    ]
    assert [(plain(field.get_data_type()), field.get_json_type(), plain(field.get_length())) for field in fields] == [
        (field["data_type"], field["json_type"], field.get("length")) for field in wanted
    ]
    assert ("id" in {field.get_api_name() for field in fields}) == (sdk.version >= 4)


def test_fields_tell_their_values_and_where_they_lead(sdk, metadata):
    _, answer = metadata.all("fields", "Contacts")
    fields = {field.get_api_name(): field for field in answer.get_fields()}

    assert fields["Last_Name"].get_system_mandatory() is True
    values = fields["Lead_Source"].get_pick_list_values()
    assert [value.get_display_value() for value in values][:2] == ["-None-", "Advertisement"]
    assert [value.get_actual_value() for value in values][:2] == ["-None-", "Advertisement"]
    module = fields["Account_Name"].get_lookup().get_module()
    assert (module if sdk.version < 3 else module.get_api_name()) == "Accounts"


@pytest.mark.parametrize("name", MODULES)
def test_layouts_are_read_in_full(sdk, metadata, name):
    status, answer = metadata.all("layouts", name)

    assert status == 200
    [layout] = answer.get_layouts()
    [wanted] = sdk.sent("settings/layouts", module=name)["layouts"]
    assert (layout.get_name(), str(layout.get_id())) == ("Standard", wanted["id"])
    assert plain(layout.get_status()) == wanted["status"]
    assert [profile.get_name() for profile in layout.get_profiles()] == ["Administrator", "Standard"]
    sections = [
        (section.get_name(), [field.get_api_name() for field in section.get_fields()]) for section in layout.get_sections()
    ]
    assert sections == [
        (section["name"], [field["api_name"] for field in section["fields"]]) for section in wanted["sections"]
    ]


def test_views_are_read_in_full(sdk, metadata):
    status, answer = metadata.all("custom_views", "Leads")

    assert status == 200
    views = [(view.get_name(), str(view.get_id()), view.get_default()) for view in answer.get_custom_views()]
    wanted = sdk.sent("settings/custom_views", module="Leads")["custom_views"]
    assert views == [(view["name"], view["id"], view["default"]) for view in wanted]
    assert [view.get_system_name() for view in answer.get_custom_views() if view.get_default()] == ["ALLVIEWS"]


@pytest.mark.parametrize("kind", ["fields", "layouts", "custom_views"])
def test_one_of_a_list_is_found_by_its_id(sdk, metadata, kind):
    last = sdk.sent(f"settings/{kind}", module="Leads")[kind][-1]

    status, answer = metadata.one(kind, "Leads", last["id"])

    assert status == 200
    [found] = getattr(answer, f"get_{kind}")()
    assert str(found.get_id()) == last["id"]


@pytest.mark.parametrize("kind", ["fields", "layouts", "custom_views"])
def test_an_id_that_is_nothing_of_the_module_s_is_refused(sdk, metadata, kind):
    status, refusal = metadata.one(kind, "Leads", "5725767000006841003")

    assert status == 400
    assert isinstance(refusal, sdk.part(f"crm.api.{kind}").APIException), describe(refusal)
    assert plain(refusal.get_code()) == "INVALID_DATA"
