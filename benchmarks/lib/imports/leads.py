"""Made-up leads, the same in every run."""

import random
from collections.abc import Iterator

# Field and column letter (README.md), in the order of the file.
COLUMNS = [
    ("Last_Name", "t"),
    ("First_Name", "t"),
    ("Company", "t"),
    ("Email", "t"),
    ("Phone", "t"),
    ("Mobile", "t"),
    ("Website", "t"),
    ("Designation", "t"),
    ("Lead_Source", "t"),
    ("Lead_Status", "t"),
    ("Industry", "t"),
    ("No_of_Employees", "i"),
    ("Annual_Revenue", "2"),
    ("Email_Opt_Out", "b"),
    ("Street", "t"),
    ("City", "t"),
    ("State", "t"),
    ("Zip_Code", "t"),
    ("Country", "t"),
    ("Description", "t"),
]
FIELDS = [field for field, _ in COLUMNS]
FORMATS = "".join(letter for _, letter in COLUMNS)

FIRST_NAMES = [
    "Ada", "Benedikt", "Carla", "Dmitri", "Esra", "Finn", "Giulia", "Håkon", "Inés", "Jörg", "Katarzyna", "Leo",
    "Maïté", "Noor", "Ömer", "Paula", "Rasmus", "Sinéad", "Tomás", "Ulrike", "Vera", "William", "Ylva", "結衣",
]
LAST_NAMES = [
    "Abel", "Brandão", "Černý", "Dahl", "Eriksson", "Fournier", "Grünwald", "Hansen", "Ionescu", "Jansen", "Kowalska",
    "Lindqvist", "Moretti", "Nováková", "O'Connell", "Petit", "Quint", "Rossi", "Sørensen", "Tóth", "Vogel", "Yıldız",
    "山本",
]
COMPANIES = ["Amber Mills", "Bright Anchor", "Cedar & Finch", "Eastgate", "Harrow", "Nordlicht", "Tideway", "Zenith"]
SUFFIXES = [" Inc.", ", Inc.", " GmbH", " Ltd", " S.p.A.", " AB", ", \"the\" Partnership", " Group"]
DESIGNATIONS = ["Buyer", "CEO", "Head of Purchasing", "Engineer, Systems", "Office Manager", "Owner", ""]
SOURCES = ["Advertisement", "Cold Call", "Employee Referral", "Online Store", "Partner", "Trade Show", "Web Download"]
STATUSES = ["Attempted to Contact", "Contact in Future", "Contacted", "Not Contacted", "Pre-Qualified"]
INDUSTRIES = ["Data/Telecom OEM", "Government/Military", "Large Enterprise", "ManagementISV", "Optical Networking", ""]
STREETS = ["Harbour Road", "Kirchgasse", "Market Square, 2nd floor", "Rue des Tanneurs", "Storgata", "Via Roma, int. 4"]
PLACES = [
    ("Aarhus", "Midtjylland", "8000", "Denmark"),
    ("Bergen", "Vestland", "5003", "Norway"),
    ("Brno", "Jihomoravský kraj", "602 00", "Czechia"),
    ("Cork", "Munster", "T12 W8K7", "Ireland"),
    ("Göteborg", "Västra Götaland", "411 03", "Sweden"),
    ("Graz", "Steiermark", "8010", "Austria"),
    ("Portland", "ME", "04101", "United States"),
    ("Valparaíso", "Valparaíso", "2340000", "Chile"),
    ("横浜市", "神奈川県", "220-0012", "Japan"),
]
SENTENCES = [
    "Asked for a price list, samples and delivery times. ",
    "Met at the spring fair; wants a call back after the holidays. ",
    "Uses a rival's product until the contract ends in autumn. ",
    "Said \"send the offer to my colleague\", who has the budget. ",
    "Two sites, about forty seats, one warehouse.\n",
    "Prefers e-mail to phone. ",
    "Ça dépend du délai de livraison, dit-elle. ",
]
DESCRIPTION_LENGTH = 200

# One row of so many is bad.
BAD_EVERY = 20
# What is put into a bad row, in turn, and what its line of the result then says.
FAULTS = [
    ("Email", "nobody at example.com", "INVALID_DATA-Email"),
    ("Last_Name", "", "MANDATORY_NOT_FOUND-Last_Name"),
    ("Company", " ".join(["Long"] * 41), "INVALID_DATA-Company"),
]

Row = list[str]


def leads(count: int, seed: int) -> Iterator[Row]:
    """A person has the same name and e-mail address with every seed, so that one file can update another's leads."""
    numbers = random.Random(seed)
    for number in range(count):
        yield lead(number, numbers)


def lead(number: int, numbers: random.Random) -> Row:
    first_name, last_name = FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[number % len(LAST_NAMES)]
    company, place = numbers.choice(COMPANIES), numbers.choice(PLACES)
    domain = company.lower().replace(" ", "-").replace("&", "and") + ".example"
    return [
        last_name,
        first_name,
        company + numbers.choice(SUFFIXES),
        email(number),
        phone(numbers),
        phone(numbers) if numbers.random() < 0.5 else "",
        f"https://www.{domain}",
        numbers.choice(DESIGNATIONS),
        numbers.choice(SOURCES),
        numbers.choice(STATUSES),
        numbers.choice(INDUSTRIES),
        str(numbers.randrange(1, 5_000)),
        f"{numbers.randrange(1_000_000_000) / 100:.2f}",
        numbers.choice(["true", "false"]),
        f"{numbers.randrange(1, 200)} {numbers.choice(STREETS)}",
        *place,
        description(numbers),
    ]


def email(number: int) -> str:
    """Unique, and in no order: an index is not filled from left to right in life."""
    # Multiplying by an odd number only changes the order of the 32-bit numbers.
    return f"Person.{number * 2_654_435_761 % 2**32:08x}@mail.example.com"


def phone(numbers: random.Random) -> str:
    return f"+{numbers.randrange(1, 99)} {numbers.randrange(100, 999)} {numbers.randrange(1_000_000, 9_999_999)}"


def description(numbers: random.Random) -> str:
    """Has no white space at its end, which an import would trim."""
    text = ""
    while len(text) < DESCRIPTION_LENGTH:
        text += numbers.choice(SENTENCES)
    return text[: DESCRIPTION_LENGTH - 1].rstrip().ljust(DESCRIPTION_LENGTH, ".")


def spoiled(rows: Iterator[Row]) -> Iterator[Row]:
    """The same rows, some of them bad; the first of them is the first row."""
    for number, row in enumerate(rows):
        if number % BAD_EVERY == 0:
            field, cell, _ = fault(number)
            row[FIELDS.index(field)] = cell
        yield row


def fault(number: int) -> tuple[str, str, str]:
    """What is wrong with a bad row."""
    return FAULTS[number // BAD_EVERY % len(FAULTS)]
