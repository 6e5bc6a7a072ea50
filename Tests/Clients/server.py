"""The server under test: one organisation with records."""

from pathlib import Path

from longshore import DataFolder, Server

EMAIL = "patricia@zylker.example"
RECORDS = {"Accounts": 50, "Contacts": 300, "Leads": 500}  # accounts first: contacts point to them


class Longshore:
    """A data folder made for the SDKs, and its server once it is started."""

    server: Server

    def __init__(self, folder: Path):
        self.folder = DataFolder(folder / "data")
        self.owner = self.folder.init("--company", "Zylker", "--email", EMAIL, "--time-zone", "Asia/Kolkata")
        for module, count in RECORDS.items():
            self.folder.seed(module, count, "--org", self.owner["org_id"])

    def start(self):
        self.server = self.folder.serve()
        self.port = self.server.port
        self.url = self.server.url

    def stop(self):
        self.server.stop()

    def tail(self) -> str:
        return self.server.tail()
