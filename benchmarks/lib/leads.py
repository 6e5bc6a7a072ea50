"""What is exported: 20 fields of Leads, one of them through a lookup, the same for both programs."""

MODULE = "Leads"

# Field, where it lies in the store, and its column letter (README.md).
COLUMNS = [
    ("Last_Name", 'r."Last_Name"', "t"),
    ("First_Name", 'r."First_Name"', "t"),
    ("Company", 'r."Company"', "t"),
    ("Email", 'r."Email"', "t"),
    ("Phone", 'r."Phone"', "t"),
    ("Mobile", 'r."Mobile"', "t"),
    ("Designation", 'r."Designation"', "t"),
    ("Lead_Source", 'r."Lead_Source"', "t"),
    ("Lead_Status", 'r."Lead_Status"', "t"),
    ("Industry", 'r."Industry"', "t"),
    ("No_of_Employees", 'r."No_of_Employees"', "i"),
    ("Annual_Revenue", 'r."Annual_Revenue"', "2"),
    ("Email_Opt_Out", 'r."Email_Opt_Out"', "b"),
    ("Street", 'r."Street"', "t"),
    ("City", 'r."City"', "t"),
    ("State", 'r."State"', "t"),
    ("Zip_Code", 'r."Zip_Code"', "t"),
    ("Country", 'r."Country"', "t"),
    ("Owner.last_name", 'o."last_name"', "t"),
    ("Created_Time", 'r."Created_Time"', "z"),
]

FIELDS = [field for field, _, _ in COLUMNS]
HEADER = ",".join(["Id", *FIELDS])
FORMATS = "i" + "".join(letter for _, _, letter in COLUMNS)


def sql(records: int) -> str:
    """The reference's statement for the first `records` rows by id."""
    columns = ", ".join(["r.id", *(column for _, column, _ in COLUMNS)])
    return (
        f'SELECT {columns} FROM "{MODULE}" r LEFT JOIN "Users" o ON o.id = r."Owner" '
        f"ORDER BY r.id LIMIT {records}"
    )
