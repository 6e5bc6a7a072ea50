"""What a user of the SDK is told when an upload, an import or a result is refused."""

import pytest

from archives import archive
from imports import Imports
from sdks import describe, plain

LEADS = [["Last_Name", "Company"], ["Boyle", "Zylker"]]
MAPPINGS = [("Last_Name", 0), ("Company", 1)]
UNKNOWN = "5725767000006841003"


@pytest.fixture(scope="module")
def imports(sdk, tmp_path_factory):
    return Imports(sdk, tmp_path_factory.mktemp("uploads"))


@pytest.fixture(scope="module")
def file(imports):
    return imports.uploaded("leads.zip", archive("leads.csv", LEADS))


def test_a_file_that_is_no_archive_is_refused(imports):
    status, refusal = imports.upload("leads.zip", b"Last_Name,Company\nBoyle,Zylker\n")

    assert status == 200
    assert code(imports, refusal) == "INVALID_FILE_FORMAT"
    assert plain(refusal.get_message()) == "invalid file format. only zip format is supported"


def test_an_upload_for_another_organisation_is_refused(sdk, imports):
    status, refusal = imports.upload("leads.zip", archive("leads.csv", LEADS), organisation="1")

    assert status == 400
    assert isinstance(refusal, imports.bulk.APIException), describe(refusal)
    assert (plain(refusal.get_error_message()), refusal.get_error_code()) == ("Bad Request", 400)
    headers = "[feature:X-CRM-ORG]" if sdk.version < 3 else "[feature, X-CRM-ORG]"
    assert plain(refusal.get_x_error()) == f"check if headers {headers} are present and valid"


@pytest.mark.parametrize(
    "operation, module, mappings, expected",
    [
        ("insert", "Nonsense", MAPPINGS, "MODULE_NOT_AVAILABLE"),
        ("insert", "Events", MAPPINGS, "MODULE_NOT_AVAILABLE"),
        ("insert", "Leads", [*MAPPINGS, ("Shoe_Size", 1)], "INVALID_FIELD"),
        ("insert", "Leads", MAPPINGS[:1], "MANDATORY_FIELDS_NOT_MAPPED"),
        ("insert", "Leads", [("Last_Name", 7), ("Company", 1)], "COLUMN_INDEX_NOT_FOUND"),
    ],
    ids=["unknown module", "unsupported module", "unknown field", "mandatory field", "column"],
)
def test_an_import_that_cannot_be_is_refused(imports, file, operation, module, mappings, expected):
    status, refusal = imports.create(operation, module, file, mappings)

    assert (status, code(imports, refusal)) == (400, expected)


# The SDKs before refuse such a callback themselves.
@pytest.mark.since(5)
def test_a_callback_without_a_method_is_refused_by_a_code_that_the_sdk_knows(sdk, imports, file):
    callback = {"callback": "https://example.com/cb", "callback_method": None}

    status, refusal = imports.create("insert", "Leads", file, MAPPINGS, **callback)

    assert (status, code(imports, refusal)) == (400, "INVALID_DATA" if sdk.version < 6 else "INVALID_CALLBACK_METHOD")


def test_an_update_that_does_not_say_of_which_records_is_told_where(imports, file):
    status, refusal = imports.create("update", "Leads", file, MAPPINGS)

    assert (status, code(imports, refusal)) == (400, "MANDATORY_NOT_FOUND")
    assert refusal.get_details() == {"api_name": "find_by", "json_path": "$.resource[0].find_by"}


def test_an_import_of_a_file_that_is_not_there_is_refused(imports):
    status, refusal = imports.create("insert", "Leads", UNKNOWN, MAPPINGS)

    assert (status, code(imports, refusal)) == (400, "INVALID_FILE_ID")


def test_an_unknown_import_is_not_found(imports):
    status, refusal = imports.details(UNKNOWN)

    assert (status, code(imports, refusal)) == (404, "RESOURCE_NOT_FOUND")
    assert plain(refusal.get_message()) == "The requested resource doesn't exist."


def test_the_result_of_an_unknown_import_is_forbidden(server, imports):
    zgid = server.owner["zgid"]

    status, refusal = imports.download(f"{server.url}/v8/crm/{zgid}/bulk-write/{UNKNOWN}/{UNKNOWN}.zip")

    assert status == 403
    assert isinstance(refusal, imports.bulk.APIException), describe(refusal)
    assert (plain(refusal.get_info()), plain(refusal.get_x_info())) == ("Forbidden", "Link not valid")


def code(imports, refusal):
    """The code of what must be the SDK's exception."""
    assert isinstance(refusal, imports.bulk.APIException), describe(refusal)
    assert plain(refusal.get_status()) == "error"
    return plain(refusal.get_code())
