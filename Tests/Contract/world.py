"""What the server under test holds, by the names and ids that requests need."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlencode

from archives import archive
from client import Client

LEADS = [["Last_Name", "Company", "Email"], ["Daly", "ABC Foods", "daly@abc.example"], ["Singh", "", "no address"]]


@dataclass
class World:
    """Objects of one organisation; each list has what there is, the first the best known."""

    zgid: str
    client_id: str
    client_secret: str
    refresh_token: str
    # A request for consent by a web application.
    consent: dict[str, str]
    modules: list[str] = field(default_factory=list)
    module_ids: list[str] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)
    layouts: list[str] = field(default_factory=list)
    views: list[str] = field(default_factory=list)
    system_views: dict[str, str] = field(default_factory=dict)
    users: list[str] = field(default_factory=list)
    reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    # Tokens that nobody needs.
    tokens: list[str] = field(default_factory=list)

    @classmethod
    def explored(cls, client: Client, owner: dict) -> "World":
        """Finds out what there is, and makes jobs and uploads."""
        world = cls(owner["zgid"], owner["client_id"], owner["client_secret"], owner["refresh_token"], consent(owner["web_client"]))
        modules = client.get("/crm/v8/settings/modules").json["modules"]
        modules.sort(key=lambda module: module["api_name"] != "Leads")
        world.modules = [module["api_name"] for module in modules]
        world.module_ids = [module["id"] for module in modules]
        world.fields = ids(client, "fields")
        world.layouts = ids(client, "layouts")
        views = client.get("/crm/v8/settings/custom_views?module=Leads").json["custom_views"]
        world.views = [view["id"] for view in views]
        world.system_views = {view["id"]: view["system_name"] for view in views}
        world.users = [user["id"] for user in client.get("/crm/v8/users").json["users"]]
        world.reads = [world.read(client, query) for query in ({"module": {"api_name": "Leads"}}, {"module": {"api_name": "Contacts"}})]
        world.uploads = [client.upload(archive("leads.csv", LEADS), world.zgid).json["details"]["file_id"] for _ in range(2)]
        world.writes = [world.write(client, upload) for upload in world.uploads]
        world.tokens = [world.granted(client) for _ in range(10)]
        return world

    def ticket(self, client: Client) -> str:
        """What the form of the authorisation page carries."""
        page = client.get(f"/oauth/v2/auth?{urlencode(self.consent)}").body.decode()
        return re.search(r'name="ticket" value="([^"]+)"', page).group(1)

    def granted(self, client: Client) -> str:
        """A new access token."""
        proof = f"client_id={self.client_id}&client_secret={self.client_secret}&refresh_token={self.refresh_token}"
        return client.form("/oauth/v2/token", f"grant_type=refresh_token&{proof}").json["access_token"]

    def read(self, client: Client, query: dict) -> str:
        job = client.post("/crm/bulk/v8/read", {"query": query}).json["data"][0]["details"]["id"]
        client.ended(f"/crm/bulk/v8/read/{job}")
        return job

    def write(self, client: Client, upload: str) -> str:
        resource = {"type": "data", "module": {"api_name": "Leads"}, "file_id": upload}
        job = client.post("/crm/bulk/v8/write", {"operation": "insert", "resource": [resource]}).json["details"]["id"]
        details = client.ended(f"/crm/bulk/v8/write/{job}").json
        self.results.append(details["result"]["download_url"])
        return job

    def segment(self, operation: str, name: str) -> str:
        """What to put into an operation's path."""
        job = self.reads[0] if "BulkRead" in operation else self.writes[0]
        known = {
            "version": "v8",
            "linkVersion": "v8",
            "zgid": self.zgid,
            "job": job,
            "file": f"{job}.zip",
            "module": self.modules[0],
            "field": self.fields[0],
            "layout": self.layouts[0],
            "view": self.views[0],
            "user": self.users[0],
        }
        return known[name]


def consent(client: dict) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": client["client_id"],
        "redirect_uri": client["redirect_uris"][0],
        "scope": "ZohoCRM.org.READ",
    }


def ids(client: Client, kind: str) -> list[str]:
    return [element["id"] for element in client.get(f"/crm/v8/settings/{kind}?module=Leads").json[kind]]
