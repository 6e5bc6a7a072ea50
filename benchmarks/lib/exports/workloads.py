"""What is exported, and the SQL by which the reference selects the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Workload:
    """An export of one module; `criteria` and `condition` are the same filter, once for each program."""

    module: str
    # Field, where it lies in the store, and its column letter (README.md).
    columns: list[tuple[str, str, str]]
    joins: list[str]
    criteria: dict | None = None
    condition: str | None = None

    @property
    def request(self) -> dict:
        """The body of `POST /crm/bulk/v8/read`."""
        query = {"module": {"api_name": self.module}, "fields": [field for field, _, _ in self.columns]}
        if self.criteria:
            query["criteria"] = self.criteria
        return {"query": query}

    @property
    def header(self) -> str:
        return ",".join(["Id", *(field for field, _, _ in self.columns)])

    @property
    def formats(self) -> str:
        return "i" + "".join(letter for _, _, letter in self.columns)

    @property
    def sql(self) -> str:
        columns = ", ".join(["r.id", *(column for _, column, _ in self.columns)])
        where = [f"WHERE {self.condition}"] if self.condition else []
        return " ".join([f'SELECT {columns} FROM "{self.module}" r', *self.joins, *where, "ORDER BY r.id"])


def criterion(field: str, comparator: str, value: str | list[str]) -> dict:
    return {"field": {"api_name": field}, "comparator": comparator, "value": value}


LEADS = [
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

CONTACTS = [
    ("Last_Name", 'r."Last_Name"', "t"),
    ("Email", 'r."Email"', "t"),
    ("Account_Name.Account_Name", 'a."Account_Name"', "t"),
    ("Account_Name.Owner.last_name", 'ao."last_name"', "t"),
    ("Owner.last_name", 'o."last_name"', "t"),
    ("Created_Time", 'r."Created_Time"', "z"),
]

OWNER = 'LEFT JOIN "Users" o ON o.id = r."Owner"'
ACCOUNT = 'LEFT JOIN "Accounts" a ON a.id = r."Account_Name"'
ACCOUNT_OWNER = 'LEFT JOIN "Users" ao ON ao.id = a."Owner"'

PLAIN = Workload("Leads", LEADS, [OWNER])

# Every seeded record is available, and their times spread over 2018 to 2025: four years are half of them.
FILTERED = Workload(
    "Leads",
    LEADS,
    [OWNER],
    criteria={
        "group_operator": "and",
        "group": [
            criterion("Record_Status__s", "equal", "Available"),
            criterion("Created_Time", "between", ["2020-01-01T00:00:00+00:00", "2023-12-31T23:59:59+00:00"]),
        ],
    },
    condition='r."Record_Status__s" = \'Available\' AND r."Created_Time" BETWEEN 1577836800 AND 1704067199',
)

CONTAINS = Workload(
    "Leads",
    LEADS,
    [OWNER],
    criteria=criterion("Company", "contains", "robotics"),
    condition="r.\"Company\" LIKE '%robotics%'",
)

LOOKUPS = Workload("Contacts", CONTACTS, [OWNER, ACCOUNT, ACCOUNT_OWNER])

# No records, so that a job costs as little as a job can.
EMPTY = {"query": {"module": {"api_name": "Solutions"}}}
CALENDAR = {"query": {"module": {"api_name": "Events"}}, "file_type": "ics"}


def records_of_modules(leads: int) -> dict[str, int]:
    """What a data folder holds. Lookups choose among the records of the modules before them."""
    return {"Leads": leads, "Accounts": 5_000, "Contacts": max(leads // 5, 1), "Events": 20_000}
