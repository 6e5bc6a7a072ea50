"""The C program that every import is compared with."""

from dataclasses import dataclass
from pathlib import Path

from lib.errors import BenchmarkError
from lib.imports.leads import FIELDS, FORMATS
from lib.imports.workloads import KEY, Workload
from lib.reference import ReferenceRun, run_reference

# Constants where the server has a counter, a user and a clock, with as many digits. The ids are above all that the
# server gives.
FIRST_ID = 9_223_372_000_001_000_001
USER = 5_000_000_000_000_411_001
TIME = 1_735_689_600

SYSTEM = {"Owner": USER, "Created_By": USER, "Modified_By": USER, "Created_Time": TIME, "Modified_Time": TIME}
# Parameter 1 is the id, the cells follow in the order of their columns.
CELLS = {field: f"?{parameter}" for parameter, field in enumerate(FIELDS, 2)}

INSERT = (
    f"INSERT INTO Leads (id, {', '.join([*SYSTEM, *CELLS])}) "
    f"VALUES (?1, {', '.join([*map(str, SYSTEM.values()), *CELLS.values()])})"
)
FIND = f"SELECT id FROM Leads WHERE {KEY} = ?1 COLLATE CRM_TEXT_2"
UPDATE = (
    f"UPDATE Leads SET Modified_By = {USER}, Modified_Time = {TIME}, "
    f"{', '.join(f'{field} = {parameter}' for field, parameter in CELLS.items())} WHERE id = ?1"
)


@dataclass
class ImportReference:
    binary: Path

    def run(self, database: Path, workload: Workload) -> ReferenceRun:
        """Imports into Longshore's own tables, which makes columns and indexes the same."""
        upsert = [str(FIELDS.index(KEY)), FIND, UPDATE] if workload.operation == "upsert" else []
        run = run_reference(self.binary, database, workload.archive, str(FIRST_ID), FORMATS, INSERT, *upsert)
        counts = run.answer["inserted"], run.answer["updated"]
        if counts != (workload.count("ADDED"), workload.count("UPDATED")):
            raise BenchmarkError(f"the reference has inserted {counts[0]} and updated {counts[1]} of {workload.lines}")
        return run
