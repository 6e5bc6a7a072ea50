"""Schema files: written, applied, refused."""

import json
import re

import pytest

from longshore import DataFolder

FILE = """\
longshore_schema: 1
modules:
  Projects:
    singular: Project
    plural: Projects
    name: {label: Project No, prefix: P-, start: 100}
    fields:
      Start: date
      Budget: {type: currency, decimal_places: 3}
      Code: {type: text, length: 20, unique: true, required: true, tooltip: as on the invoice}
      State: {type: picklist, default: Open, values: [Open, {value: won, label: Won}, "No"], unused_values: [Lost]}
      Customer: {type: lookup, module: Accounts}
      Stops:
        type: subform
        rows:
          module: Project_Stops
          label: Stops
          fields:
            Town: {type: text, length: 80}
            Hours: {type: double, decimal_places: 1}
      Members:
        type: multiselectlookup
        module: Contacts
        links:
          module: Projects_X_Contacts
          label: Members of projects
          lookup: Project
          connected_lookup: Member
          connected_field: Member_Of
          connected_label: Member of
    layouts: [Standard, Internal]
    views:
      Large ones:
        criteria:
          and:
          - {field: Budget, greater_than: 1000}
          - or:
            - {field: State, in: [Open, "No"]}
            - {field: Owner, equal: '${CURRENTUSER}'}
        columns: [Name, Budget]
        sort_by: Budget
        sort_order: desc
      Everything: {}
  Leads:
    fields:
      Shoe_Size: integer
      Company: {label: Firm}
      Lead_Source: {values: [Advertisement, Trade Fair]}
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "schema.yaml"
    path.write_text(FILE)
    return path


@pytest.fixture
def other(tmp_path):
    """Another organisation without anything of its own."""
    folder = DataFolder(tmp_path / "other")
    folder.init()
    return folder


def apply(folder, file, *options):
    return folder.output("schema apply", file, *options).splitlines()


def test_the_steps_are_printed_and_taken_once(zylker, file):
    rehearsed = apply(zylker.folder, file, "--dry-run")
    assert zylker.folder.output("schema export") == "longshore_schema: 1\nmodules: {}\n"

    taken = apply(zylker.folder, file)

    assert rehearsed[:-1] == taken[:-1]
    assert rehearsed[-1] == "14 steps to take." and taken[-1] == "14 steps taken."
    assert taken[0] == "+ module Projects Projects"
    assert "+ field Projects.Budget currency" in taken
    assert "+ layout Projects.Internal" in taken
    assert "+ view Projects.Large ones" in taken
    assert "~ field Leads.Lead_Source values" in taken
    assert apply(zylker.folder, file) == ["Nothing to do."]


def test_what_is_written_makes_another_organisation_the_same(zylker, file, other, tmp_path):
    apply(zylker.folder, file)
    written = zylker.folder.output("schema export")
    copy = tmp_path / "copy.yaml"
    copy.write_text(written)

    assert apply(zylker.folder, copy) == ["Nothing to do."]
    apply(other, copy)

    assert other.output("schema export") == written
    assert "      Start: date\n" in written
    assert "name: {label: Project No, prefix: P-, start: 100}" in written
    assert "Lead_Source: {values: [Advertisement, Trade Fair], unused_values: [-None-, " in written.replace('"', "")


def test_the_demo_can_be_written_and_made_anew(demo_folder, other, tmp_path):
    written = demo_folder.output("schema export")
    copy = tmp_path / "copy.yaml"
    copy.write_text(written)

    assert {"Project_Details", "Employees", "Skills", "EmpXSkills"} <= set(re.findall(r"\w+", written))
    apply(other, copy)

    assert other.output("schema export") == written


def test_a_file_can_be_applied_beside_a_running_server(zylker, file):
    with zylker.folder.serve() as server:
        apply(zylker.folder, file)
        zylker.folder.seed("Accounts", 5)
        zylker.folder.seed("Projects", 20)
        result = zylker.caller(server).export("Projects")

    assert result.count == 20
    assert {"Budget", "Code", "State", "Customer", "Start"} <= set(result.header)


def test_what_would_be_lost_is_refused_and_nothing_is_changed(zylker, file):
    apply(zylker.folder, file)
    zylker.folder.seed("Projects", 3)
    before = zylker.folder.output("schema export")
    file.write_text("longshore_schema: 1\nmodules:\n  Leads: {fields: {Height: double}}\n")

    refused = zylker.folder.run("schema apply", file)

    assert refused.returncode == 77
    assert refused.stderr == (
        "longshore: nothing was changed: field Leads.Shoe_Size, module Projects would be lost; add it to the file,"
        " or say --allow-data-loss\n"
    )
    assert zylker.folder.output("schema export") == before
    assert apply(zylker.folder, file, "--dry-run") == [
        "+ field Leads.Height double",
        "- field Leads.Shoe_Size with its values",
        "- module Projects with 3 records",
        "3 steps to take.",
    ]
    assert apply(zylker.folder, file, "--allow-data-loss")[-1] == "3 steps taken."
    assert "Projects" not in zylker.folder.output("schema export")


def test_the_steps_can_be_had_as_json(zylker, file):
    file.write_text("longshore_schema: 1\nmodules:\n  Leads: {fields: {Height: double}}\n")

    answer = json.loads(zylker.folder.output("schema apply", file, "--json"))

    step = {"action": "add", "object": "field", "name": "Leads.Height", "detail": "double", "loses_data": False}
    assert answer == {"applied": True, "steps": [step]}
    assert json.loads(zylker.folder.output("schema apply", file, "--json", "--dry-run")) == {"applied": False, "steps": []}


MISTAKES = [
    ("", "", "the file is empty; begin with 'longshore_schema: 1'"),
    ("modules: {}\n", ":1:1", "the file must say 'longshore_schema: 1'"),
    ("longshore_schema: 2\n", ":1:19", "the file must say 'longshore_schema: 1'"),
    ("longshore_schema: 1\nmodule: {}\n", ":2:1", "the file has no 'module'; there are longshore_schema, modules"),
    ("longshore_schema: 1\nmodules: [\n", ":3:1", "this is no YAML: "),
    ("longshore_schema: 1\nmodules: []\n", ":2:10", "'modules' takes 'name: value' lines"),
    ("{modules}\n  Boats: {colour: red}\n", ":3:11", "a module has no 'colour'; there are singular, "),
    ("{modules}\n  Boats: {plural: Boats}\n", ":3:3", "Boats: 'singular' is missing"),
    ("{modules}\n  Boats: {singular: Boat!, plural: Boats}\n", ":3:21", "Boats: 'singular' must match ^[\\p{L}\\p{N} ]+$"),
    ("{modules}\n  leads: {singular: B, plural: Bs}\n", ":3:3", "leads: is there already; take another"),
    ("{modules}\n  Leads: {fields: {X: colour}}\n", ":3:23", "there is no type 'colour'; there are text, textarea, "),
    ("{modules}\n  Leads: {fields: {X: {type: date, length: 3}}}\n", ":3:36", "a field of the type date has no 'length'; "),
    (
        "{modules}\n  Leads: {fields: {X: {type: text, length: 300}}}\n",
        ":3:44",
        "Leads.X: 'length' must be from 1 to 255",
    ),
    (
        "{modules}\n  Leads: {fields: {X: {type: text, length: long}}}\n",
        ":3:44",
        "'length' takes a whole number, not 'long'",
    ),
    ("{modules}\n  Leads: {fields: {X: {label: Y}}}\n", ":3:20", "Leads.X: 'type' is missing"),
    ("{modules}\n  Leads: {fields: {Company: {type: email}}}\n", ":3:36", "Leads.Company: 'type' can't be changed: "),
    ("{modules}\n  Leads: {fields: {X: {type: lookup, module: Nope}}}\n", ":3:46", "Leads.X: 'module' names something that there is not"),
    (
        "{modules}\n  Leads: {fields: {X: {type: subform, rows: {fields: {Y: {type: text, length: 0}}}}}}\n",
        ":3:79",
        "Leads.X: 'length' must be from 1 to 255",
    ),
    ("{modules}\n  Leads: {views: {V: {criteria: {field: Nope, equal: 1}}}}\n", ":3:33", "Leads.V: 'criteria' can't be used: "),
    ("{modules}\n  Leads: {views: {V: {criteria: {field: Company, is: 1}}}}\n", ":3:33", "a criterion is a 'field' and one of equal, "),
    ("{modules}\n  Leads: {views: {V: {columns: [Company, Nope]}}}\n", ":3:32", "Leads.V: 'columns' names something that there is not"),
    ("{modules}\n  Users: {fields: {X: text}}\n", ":3:3", "Users: can't be changed: only standard and custom modules can be"),
    ("{modules}\n  Leads: {}\n  Leads: {}\n", ":3:3", "'Leads' comes twice"),
]


@pytest.mark.parametrize("text, place, message", MISTAKES, ids=[message for _, _, message in MISTAKES])
def test_a_mistake_is_told_with_its_place_and_nothing_is_changed(zylker, file, text, place, message):
    file.write_text(text.replace("{modules}", "longshore_schema: 1\nmodules:"))

    refused = zylker.folder.run("schema apply", file)

    assert refused.returncode == 65
    assert refused.stderr.startswith(f"longshore: {file}{place}") and message in refused.stderr, refused.stderr
    assert refused.stderr.count("\n") == 1
    assert zylker.folder.output("schema export") == "longshore_schema: 1\nmodules: {}\n"


def test_records_that_stand_against_a_step_are_told(zylker, file):
    zylker.folder.seed("Leads", 50)
    file.write_text("longshore_schema: 1\nmodules:\n  Leads: {fields: {Lead_Source: {unique: true}}}\n")
    assert zylker.folder.run("schema apply", file).returncode == 65
    file.write_text("longshore_schema: 1\nmodules:\n  Leads: {fields: {City: {unique: true}}}\n")

    refused = zylker.folder.run("schema apply", file)

    assert refused.returncode == 65
    assert re.search(r"'unique' can't be: records \d+ and \d+ have the same value; change one of them first\n$", refused.stderr)


def test_a_file_that_is_not_there_is_told(zylker, tmp_path):
    refused = zylker.folder.run("schema apply", tmp_path / "nope.yaml")

    assert (refused.returncode, refused.stderr) == (65, f"longshore: the schema file {tmp_path}/nope.yaml can't be read\n")
