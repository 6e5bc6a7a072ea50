"""The examples of docs/sdk.md, as they are written there."""

import zipfile

import pytest

from archives import archive
from examples import examples, run
from server import Organisation


@pytest.fixture(scope="module")
def organisation(tmp_path_factory):
    """One of their own, as they write to it."""
    return Organisation(tmp_path_factory.mktemp("examples"), {})


@pytest.mark.since(8)
def test_the_examples_for_python_do_what_they_say(sdk, server, tmp_path):
    (tmp_path / "leads.zip").write_bytes(archive("leads.csv", [["Last_Name", "Company"], ["Boyle", "Zylker"]]))

    printed = run([code for code in examples() if "zohocrmsdk" in code], server, tmp_path)

    [id, listed] = printed.splitlines()
    assert listed == f"{id} Daly"
    assert rows(tmp_path / "export.zip") == ["Id,Last_Name,Company", f"{id},Daly,ABC Foods"]
    [_, outcome] = rows(tmp_path / "outcomes.zip")
    assert outcome.startswith("Boyle,Zylker,ADDED,")


def rows(path) -> list[str]:
    with zipfile.ZipFile(path) as entries:
        return entries.read(entries.namelist()[0]).decode().splitlines()
