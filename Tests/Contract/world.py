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
    profile: str = ""
    # Fields and views of Leads that nobody needs.
    own_fields: list[str] = field(default_factory=list)
    own_views: list[str] = field(default_factory=list)
    records: dict[str, list[str]] = field(default_factory=dict)
    reads: list[str] = field(default_factory=list)
    # Exports that nobody needs.
    own_reads: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    uploads: list[str] = field(default_factory=list)
    results: list[str] = field(default_factory=list)
    # Tokens that nobody needs.
    tokens: list[str] = field(default_factory=list)

    @classmethod
    def explored(cls, client: Client, owner: dict) -> "World":
        """Finds out what there is, and makes jobs and uploads."""
        credentials = [owner[name] for name in ("zgid", "client_id", "client_secret", "refresh_token")]
        world = cls(*credentials, consent(owner["web_client"]))
        modules = client.get("/crm/v8/settings/modules").json["modules"]
        modules.sort(key=lambda module: module["api_name"] != "Leads")
        world.modules = [module["api_name"] for module in modules]
        world.module_ids = [module["id"] for module in modules]
        world.profile = modules[0]["profiles"][0]["id"]
        world.fields = ids(client, "fields")
        world.layouts = ids(client, "layouts")
        views = client.get("/crm/v8/settings/custom_views?module=Leads").json["custom_views"]
        world.views = [view["id"] for view in views]
        world.system_views = {view["id"]: view["system_name"] for view in views}
        world.users = [user["id"] for user in client.get("/crm/v8/users").json["users"]]
        for module in ("Leads", "Contacts", "Accounts", "Deals", "Events", "Tasks", "Quotes"):
            listed = client.get(f"/crm/v8/{module}?fields=id&per_page=100").json["data"]
            world.records[module] = [record["id"] for record in listed]
        world.reads = [world.read(client, query) for query in ({"module": {"api_name": "Leads"}}, {"module": {"api_name": "Contacts"}})]
        world.own_reads = [world.read(client, {"module": {"api_name": "Accounts"}}) for _ in range(5)]
        world.uploads = [client.upload(archive("leads.csv", LEADS), world.zgid).json["details"]["file_id"] for _ in range(2)]
        world.writes = [world.write(client, upload) for upload in world.uploads]
        world.make(client, 30)
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

    @property
    def stand_ins(self) -> dict[str, str]:
        """What the description's examples call by made-up names, by those names."""
        return {
            "605725767": self.zgid,
            "5725767000000002175": self.module_ids[0],
            "5725767000000026011": self.profile,
            "5725767000000411001": self.users[0],
            "5725767000001000007": self.fields[0],
            "5725767500000002175": self.layouts[0],
            "5725767000001000804": self.views[0],
            "5725767000001013144": self.records["Leads"][0],
            "5725767000001013145": self.records["Leads"][-1],
            "5725767000001100001": self.reads[0],
            "5725767000001100002": self.uploads[0],
            "5725767000001100003": self.writes[0],
        }

    def real(self, text: str) -> str:
        """An example with what there is in place of what there isn't."""
        for name, thing in self.stand_ins.items():
            text = text.replace(name, thing)
        return text

    def make(self, client: Client, number: int):
        """Fields and views that may be changed and removed."""
        for start in range(0, number, 5):
            labels = [f"Extra {start + index}" for index in range(5)]
            fields = [{"field_label": label, "data_type": "text"} for label in labels]
            self.own_fields += made(client.post("/crm/v8/settings/fields?module=Leads", {"fields": fields}))
            views = [{"name": label} for label in labels]
            self.own_views += made(client.post("/crm/v8/settings/custom_views?module=Leads", {"custom_views": views}))


def made(answer) -> list[str]:
    assert answer.status == 201, answer
    [elements] = answer.json.values()
    return [element["details"]["id"] for element in elements]


def consent(client: dict) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": client["client_id"],
        "redirect_uri": client["redirect_uris"][0],
        "scope": "ZohoCRM.org.READ",
    }


def ids(client: Client, kind: str) -> list[str]:
    return [element["id"] for element in client.get(f"/crm/v8/settings/{kind}?module=Leads").json[kind]]
