"""The same over HTTPS, with a certificate that the SDK was told to trust."""

import pytest

from archives import archive
from certificates import self_signed
from imports import Imports
from server import Longshore, Organisation


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of this SDK's own, as it is written to."""
    return Organisation(tmp_path_factory.mktemp("https"), {"Leads": 20})


@pytest.fixture(scope="module")
def server(organisation, tmp_path_factory):
    certificate, key = self_signed(tmp_path_factory.mktemp("certificates"), "server")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        longshore = Longshore(organisation, "--tls-certificate", certificate, "--tls-key", key)
        yield longshore
        longshore.stop()


def test_an_export_goes_the_whole_way(sdk, organisation):
    job = sdk.finished_job(sdk.created_job("Leads", ["Last_Name"]))

    export = sdk.downloaded(str(job.get_id()))

    assert export.column("Id") == [str(id) for (id,) in organisation.execute('SELECT "id" FROM "Leads" ORDER BY "id"')]


def test_an_import_goes_the_whole_way(sdk, tmp_path):
    imports = Imports(sdk, tmp_path)
    file = imports.uploaded("leads.zip", archive("leads.csv", [["Surname", "Firm"], ["Daly", "ABC Foods"]]))

    job = imports.imported("insert", "Leads", file, [("Last_Name", 0), ("Company", 1)])

    assert job.get_result().get_download_url().startswith(f"{sdk.server.url}/")
    [row] = imports.result(job).rows
    assert (row["STATUS"], row["ERRORS"]) == ("ADDED", "")


def test_nothing_goes_another_way(sdk, server):
    sdk.organizations()

    assert server.url.startswith("https://")
    assert [url for url in sdk.addresses_called() if not url.startswith(f"{server.url}/")] == []


@pytest.mark.since(5)
def test_the_sdk_is_sent_back_to_an_https_address(sdk, server):
    sdk.organizations()

    assert sdk.token.get_api_domain() == server.url
