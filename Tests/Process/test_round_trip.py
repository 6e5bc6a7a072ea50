"""Records that leave one organisation by an export, enter another by an import, and leave that one just the same."""

import re

import pytest

from api import Export
from archives import archive, zipped
from conftest import Organisation
from imports import counts
from longshore import DataFolder

EMAIL = "patricia@zylker.example"
ID = re.compile(rb"^\d{19}(?=,)", re.MULTILINE)
LONG = "A long story.\n" * 2_000

# Ids mean nothing in another organisation, so users are known by their address and records by their name. Each module
# is imported after those it points to.
#
# module: [header, rows …], by the names that an import without mappings understands and an export gives
MODULES = {
    "Vendors": [
        ["Vendor_Name", "Owner.email", "Email", "Phone", "Website", "GL_Account", "Email_Opt_Out", "Description"],
        ["Aurora", EMAIL, "a@aurora.example", "+1 555-0100", "https://aurora.example", "Sales", "true", "a\r\nb"],
        ['Zyl, Ker & "Co"', "", "", "", "", "", "", ""],
    ],
    "Accounts": [
        [
            "Account_Name", "Parent_Account.Account_Name", "Account_Number", "Employees", "Annual_Revenue", "Industry",
            "Description",
        ],
        ["Zylker", "", "9007199254740993", "0", "0", "Large Enterprise", LONG],
        ["Zylker Europe", "Zylker", "-999999999999999999", "-7", "-0.05", "Shipping", " two\n\nlines "],
        ["Zylker Köln", "Zylker Europe", "999999999999999999", "999999999", "9999999999999999.99", "", '"'],
        ["田中 🚢", "", "", "", "0.10", "", ""],
    ],
    "Contacts": [
        [
            "Last_Name", "First_Name", "Account_Name.Account_Name", "Vendor_Name.Vendor_Name", "Date_of_Birth", "Email",
            "Mobile",
        ],
        ["Boyle", "Patricia", "Zylker Köln", "Aurora", "02/29/2000", "boyle@zylker.example", "555-0101"],
        ["O'Neill", "", "", 'Zyl, Ker & "Co"', "1900-01-01", "", ""],
        ["=1+1", "NULL", "田中 🚢", "", "2999-12-31", "JÖRG@zylker.example", ""],
    ],
    "Products": [
        [
            "Product_Name", "Handler.email", "Vendor_Name.Vendor_Name", "Tax", "Taxable", "Qty_in_Stock", "Unit_Price",
            "Sales_Start_Date", "Discount", "Tested", "Tester.email",
        ],
        [
            "Anchor", EMAIL, "Aurora", "Vat", "1", "-0.01", "1,250.5",
            "03/10/2024", "25%", "2024-03-10T07:00:00Z", EMAIL,
        ],
        [
            "Chain", "", "", "Vat; Sales Tax;;Vat", "FALSE", "12.349", "10",
            "2024-11-03", "99999.99", "11/03/2024 01:30:00", "",
        ],
        ["Rope", "", 'Zyl, Ker & "Co"', "Toll;Sales Tax", "", "", "", "", "-0.5", "2024-11-03T01:30:00-05:00", ""],
        ["Buoy", "", "", "", "", "0", "", "", "", "1943-12-31T23:59:59+05:30", ""],
    ],
    "Deals": [
        [
            "Deal_Name", "Stage", "Account_Name.Account_Name", "Contact_Name.Email", "Amount", "Closing_Date",
            "Probability",
        ],
        ["Harbour", "Qualification", "ZYLKER", "BOYLE@zylker.example", "100.00", "12/31/2026", "50"],
        ["Lighthouse", "Closed Won", "", "", "", "", ""],
    ],
}  # fmt: skip

# What no standard module has for an import: made for this test.
FIELDS = [
    ("Qty_in_Stock", "Discount", {"dataType": "percent"}),
    ("Sales_Start_Date", "Tested", {"dataType": "datetime"}),
    ("Handler", "Tester", {"dataType": "userlookup"}),
]

DATA_TYPES = {
    "text", "textarea", "email", "phone", "website", "picklist", "multiselectpicklist", "integer", "bigint", "double",
    "currency", "percent", "boolean", "date", "datetime", "lookup", "ownerlookup", "userlookup",
}  # fmt: skip


@pytest.fixture
def first(tmp_path):
    return empty_organisation(tmp_path / "first", "Zylker")


@pytest.fixture
def second(tmp_path):
    return empty_organisation(tmp_path / "second", "Aurora")


def test_what_was_exported_and_imported_elsewhere_is_exported_the_same(first, second):
    with first.folder.serve() as server:
        importer = first.importer(server)
        for module, rows in MODULES.items():
            job, result = importer.imported("insert", module, archive(f"{module}.csv", rows))
            assert counts(job) == (len(rows) - 1, 0, 0, len(rows) - 1), result.lines
        exports = {module: importer.caller.export(module, rows[0]) for module, rows in MODULES.items()}

    with second.folder.serve() as server:
        importer = second.importer(server)
        for module, export in exports.items():
            job, result = importer.imported("insert", module, zipped(f"{module}.csv", content(export)))
            assert counts(job) == (export.count, 0, 0, export.count), result.lines
        again = {module: importer.caller.export(module, rows[0]) for module, rows in MODULES.items()}

    for module, export in exports.items():
        assert export.header == again[module].header == ["Id", *MODULES[module][0]]
        assert export.column("Id") != again[module].column("Id")
        assert ID.sub(b"", content(export)) == ID.sub(b"", content(again[module]))


def test_the_first_export_has_the_values_in_their_plain_form(first):
    with first.folder.serve() as server:
        importer = first.importer(server)
        for module in ("Vendors", "Accounts", "Products"):
            importer.imported("insert", module, archive(f"{module}.csv", MODULES[module]))
        accounts = importer.caller.export("Accounts", MODULES["Accounts"][0])
        products = importer.caller.export("Products", MODULES["Products"][0])

    assert [row[1:] for row in accounts.rows()] == [
        ["Zylker", "", "9007199254740993", "0", "0", "Large Enterprise", LONG.strip()],
        ["Zylker Europe", "Zylker", "-999999999999999999", "-7", "-0.05", "Shipping", "two\n\nlines"],
        ["Zylker Köln", "Zylker Europe", "999999999999999999", "999999999", "9999999999999999.99", "", '"'],
        ["田中 🚢", "", "", "", "0.1", "", ""],
    ]
    assert [row[1:] for row in products.rows()] == [
        [
            "Anchor", EMAIL, "Aurora", "Vat", "true", "-0.01", "1250.5",
            "2024-03-10", "25", "2024-03-10T03:00:00-04:00", EMAIL,
        ],
        [
            "Chain", "", "", "Vat;Sales Tax", "false", "12.34", "10",
            "2024-11-03", "99999.99", "2024-11-03T01:30:00-04:00", "",
        ],
        ["Rope", "", 'Zyl, Ker & "Co"', "Toll;Sales Tax", "false", "", "", "", "-0.5", "2024-11-03T01:30:00-05:00", ""],
        ["Buoy", "", "", "", "false", "0", "", "", "", "1943-12-31T14:29:59-04:00", ""],
    ]  # fmt: skip


def test_the_modules_of_the_round_trip_have_every_type_of_data_that_can_be_imported(first):
    types = set()
    for module, (header, *_) in MODULES.items():
        fields = first.store.fields(module)
        types |= {fields[name.partition(".")[0]]["dataType"] for name in header}
    assert types == DATA_TYPES


def empty_organisation(path, company):
    path.mkdir()
    folder = DataFolder(path / "data")
    owner = folder.init("--company", company, "--email", EMAIL, "--time-zone", "America/New_York")
    organisation = Organisation(folder, owner)
    for like, name, definition in FIELDS:
        organisation.store.add_field("Products", like, name, **definition)
    return organisation


def content(export: Export) -> bytes:
    return export.archive.read(export.entry)
