"""Organisations, users, clients, tokens and profiles, as whoever runs a server sees to them."""

import json
import re
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from api import Caller
from longshore import run

TOKEN = re.compile(r"1000\.[0-9a-f]{32}\.[0-9a-f]{32}")
FINGERPRINT = re.compile(r"[0-9a-f]{12}")


# Organisations


def test_an_organisation_added_beside_a_running_server_has_its_own_users_clients_and_data(zylker):
    with zylker.folder.serve() as server:
        aurora = answer(zylker, "org add", "--company", "Aurora", "--email", "ann@aurora.example", "--country", "JP")
        here = ["--org", aurora["org_id"]]
        client = answer(zylker, "client add", *here)
        code = zylker.folder.output("token grant", *here).strip()
        tokens = post(server, "/oauth/v2/token", exchange(client, code))
        caller = Caller(server.url, tokens["access_token"])

        assert json.loads(caller.request("GET", "/crm/v8/org")[1])["org"][0]["company_name"] == "Aurora"
        users = json.loads(caller.request("GET", "/crm/v8/users")[1])["users"]
        assert [user["email"] for user in users] == ["ann@aurora.example"]
        zylker.folder.seed("Leads", 5, *here)
        assert caller.export("Leads").count == 5
        assert zylker.caller(server).export("Leads").count == 0


def test_organisations_are_listed_and_shown(zylker):
    aurora = answer(zylker, "org add", "--company", "Aurora", "--time-zone", "Asia/Tokyo", "--country", "JP")

    names = {entry["org_id"]: entry["company_name"] for entry in answer(zylker, "org list")["organizations"]}
    assert names == {zylker.owner["org_id"]: "Zylker", aurora["org_id"]: "Aurora"}
    assert answer(zylker, "org show", "--org", aurora["zgid"]) == aurora
    assert aurora["country_code"] == "JP" and aurora["users"] == 1
    table = zylker.folder.output("org list").splitlines()
    assert table[0].split() == ["ORG_ID", "ZGID", "COMPANY", "TIME", "ZONE", "USERS"]
    assert len(table) == 3 and all(line == line.rstrip() for line in table)
    assert re.search(r"^  time zone +Asia/Tokyo$", zylker.folder.output("org show", "--org", aurora["org_id"]), re.MULTILINE)


# Users


def test_a_user_is_added_kept_out_and_let_in_again(zylker):
    options = ["--email", "jane@zylker.example", "--first-name", "Jane", "--last-name", "Smith", "--alias", "js"]
    jane = answer(zylker, "user add", *options, "--role", "Support", "--time-zone", "Europe/London")
    assert {name: jane[name] for name in ("first_name", "last_name", "alias", "role", "profile", "status", "time_zone")} == {
        "first_name": "Jane",
        "last_name": "Smith",
        "alias": "js",
        "role": "Support",
        "profile": "Standard",
        "status": "active",
        "time_zone": "Europe/London",
    }
    assert [user["email"] for user in answer(zylker, "user list")["users"]] == ["admin@example.com", "jane@zylker.example"]
    assert answer(zylker, "user show", "--user", "JANE@zylker.example") == jane

    with zylker.folder.serve() as server:
        caller = Caller(server.url, zylker.folder.token("--user", "jane@zylker.example"))
        assert caller.request("GET", "/crm/v8/org")[0] == 200
        assert zylker.folder.output("user deactivate", "--user", jane["id"]) == "jane@zylker.example is disabled\n"
        assert caller.refusal("GET", "/crm/v8/org") == (401, "INVALID_TOKEN")
        assert refusal(zylker, "token create", "--user", jane["id"]) == (
            64,
            "longshore: jane@zylker.example is disabled; let them in with 'longshore user activate' first\n",
        )
        assert answer(zylker, "user activate", "--user", jane["id"])["status"] == "active"
        assert caller.request("GET", "/crm/v8/org")[0] == 200


def test_a_user_is_made_of_an_email_alone(zylker):
    ann = answer(zylker, "user add", "--email", "ann.lee@zylker.example")

    assert (ann["first_name"], ann["last_name"], ann["alias"]) == (None, "Ann Lee", None)
    assert ann["time_zone"] == "America/New_York"


# Clients


def test_a_client_is_added_shown_and_removed_with_its_tokens(zylker):
    made = answer(zylker, "client add", "--type", "server", "--name", "Reports", "--redirect-uri", "http://localhost:1/a, app:/b")
    assert re.fullmatch(r"[0-9a-f]{42}", made["client_secret"])
    shown = answer(zylker, "client show", "--client", made["client_id"])
    assert shown == {name: value for name, value in made.items() if name != "client_secret"}
    assert (shown["name"], shown["type"], shown["redirect_uris"]) == ("Reports", "server", ["http://localhost:1/a", "app:/b"])
    first = zylker.owner["client_id"]
    assert [client["client_id"] for client in answer(zylker, "client list")["clients"]] == [first, made["client_id"]]

    with zylker.folder.serve() as server:
        granted = post(server, "/oauth/v2/token", refresh(zylker.owner))
        assert "(" + first + ")" in zylker.folder.output("client remove", "--client", first)
        assert post(server, "/oauth/v2/token", refresh(zylker.owner)) == {"error": "invalid_client"}
        assert Caller(server.url, granted["access_token"]).refusal("GET", "/crm/v8/org") == (401, "INVALID_TOKEN")
        # A token that was made at the server is nobody's.
        assert zylker.caller(server).request("GET", "/crm/v8/org")[0] == 200
    assert [client["name"] for client in answer(zylker, "client list")["clients"]] == ["Reports"]


# Tokens


def test_a_grant_code_is_exchanged_once(zylker):
    grant = answer(zylker, "token grant", "--scopes", "ZohoCRM.org.READ", "--expires", "3m")
    assert list(grant) == ["code", "client_id", "org_id", "user", "scopes", "expires_in"]
    assert (grant["client_id"], grant["expires_in"]) == (zylker.owner["client_id"], 180)

    with zylker.folder.serve() as server:
        tokens = post(server, "/oauth/v2/token", exchange(zylker.owner, grant["code"]))
        assert list(tokens) == ["access_token", "refresh_token", "scope", "api_domain", "token_type", "expires_in"]
        assert Caller(server.url, tokens["access_token"]).request("GET", "/crm/v8/org")[0] == 200
        assert post(server, "/oauth/v2/token", exchange(zylker.owner, grant["code"])) == {"error": "invalid_code"}


@pytest.mark.parametrize("by", ["id", "token"])
def test_a_token_that_is_listed_can_be_revoked(zylker, by):
    token = zylker.folder.token("--scopes", "ZohoCRM.org.READ", "--expires", "2d")
    entries = answer(zylker, "token list")["tokens"]
    assert [entry["kind"] for entry in entries] == ["refresh", "access", "access"]
    assert all(FINGERPRINT.fullmatch(entry["id"]) for entry in entries)
    assert (entries[0]["client_id"], entries[0]["expires"]) == (zylker.owner["client_id"], None)
    assert entries[2]["scopes"] == ["ZohoCRM.org.READ"]
    assert not TOKEN.search(zylker.folder.output("token list"))

    with zylker.folder.serve() as server:
        caller = Caller(server.url, token)
        assert caller.request("GET", "/crm/v8/org")[0] == 200
        how = {"options": ["--token", entries[2]["id"]]} if by == "id" else {"env": {"LONGSHORE_TOKEN": token}}
        revoked = zylker.folder.output("token revoke", *how.get("options", []), env=how.get("env"))
        assert revoked == f"the access token {entries[2]['id']} is void\n"
        assert caller.refusal("GET", "/crm/v8/org") == (401, "INVALID_TOKEN")
    assert [entry["id"] for entry in answer(zylker, "token list")["tokens"]] == [entry["id"] for entry in entries[:2]]


def test_a_refresh_token_takes_its_access_tokens_along(zylker):
    with zylker.folder.serve() as server:
        granted = post(server, "/oauth/v2/token", refresh(zylker.owner))
        zylker.folder.output("token revoke", "--token", zylker.owner["refresh_token"])
        assert Caller(server.url, granted["access_token"]).refusal("GET", "/crm/v8/org") == (401, "INVALID_TOKEN")


# The authorisation page


@pytest.mark.parametrize(
    "options, host, status",
    [
        ([], "127.0.0.1", 200),
        ([], "localhost:8080", 200),
        ([], "rebound.example", 403),
        (["--authorization-page", "off"], "127.0.0.1", 403),
        (["--authorization-page", "on"], "crm.example", 200),
        (["--public-url", "https://crm.example"], "127.0.0.1", 403),
        (["--host", "0.0.0.0"], "127.0.0.1", 403),
        (["--host", "0.0.0.0", "--authorization-page", "on"], "127.0.0.1", 200),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_the_authorisation_page_is_for_this_machine_unless_the_operator_says_otherwise(zylker, options, host, status):
    client = answer(zylker, "client add", "--type", "server", "--redirect-uri", "http://localhost:1/cb")
    query = {
        "response_type": "code",
        "client_id": client["client_id"],
        "scope": "ZohoCRM.org.READ",
        "redirect_uri": "http://localhost:1/cb",
    }
    with zylker.folder.serve(*options) as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        connection.request("GET", f"/oauth/v2/auth?{urlencode(query)}", headers={"Host": host})
        page = connection.getresponse()
        text = page.read().decode()
        connection.close()
    assert (page.status, "<form" in text) == (status, status == 200)
    assert client["client_id"] not in server.log.read_text()


# Profiles


def test_a_profile_lacks_what_is_denied_until_it_is_allowed_again(zylker):
    jane = answer(zylker, "user add", "--email", "jane@zylker.example")
    permission = ["--profile", "Standard", "--permission", "Crm_Implied_Export_Leads"]
    with zylker.folder.serve() as server:
        caller = Caller(server.url, zylker.folder.token("--user", jane["id"]))
        create = ("POST", "/crm/bulk/v8/read", {"query": {"module": {"api_name": "Leads"}}})

        assert zylker.folder.output("profile deny", *permission) == "Standard lacks Crm_Implied_Export_Leads\n"
        assert caller.refusal(*create) == (403, "NO_PERMISSION")
        assert zylker.caller(server).request(*create)[0] == 201
        denied = {profile["name"]: profile["denied"] for profile in answer(zylker, "profile list")["profiles"]}
        assert denied == {"Administrator": [], "Standard": ["Crm_Implied_Export_Leads"]}

        assert zylker.folder.output("profile allow", *permission) == "Standard may do everything\n"
        assert caller.request(*create)[0] == 201


def test_a_profile_of_ones_own_is_made_by_denying_it_something(zylker):
    command = ["user add", "--email", "ann@zylker.example", "--profile", "Interns"]
    assert refusal(zylker, *command) == (
        64,
        "longshore: there is no profile 'Interns'; there are Administrator, Standard, and 'longshore profile deny' makes others\n",
    )
    answer(zylker, "profile deny", "--profile", "Interns", "--permission", "Crm_Implied_Delete_Leads,Crm_Implied_Api_Access")
    assert answer(zylker, *command)["profile"] == "Interns"


# Records


def test_seeding_says_what_it_has_done_in_json_too(zylker):
    assert answer(zylker, "seed", "--module", "Leads", "--records", "3") == {
        "org_id": zylker.owner["org_id"],
        "module": "Leads",
        "records": 3,
    }


# Every option may come from elsewhere


def test_a_user_and_a_client_may_be_described_in_the_environment(zylker):
    jane = json.loads(
        run(
            "user",
            "add",
            env={
                "LONGSHORE_DATA": str(zylker.folder.path),
                "LONGSHORE_EMAIL": "jane@zylker.example",
                "LONGSHORE_FIRST_NAME": "Jane",
                "LONGSHORE_LAST_NAME": "Smith",
                "LONGSHORE_JSON": "true",
            },
        ).stdout
    )
    assert (jane["first_name"], jane["last_name"]) == ("Jane", "Smith")
    client = json.loads(
        run(
            "client",
            "add",
            env={
                "LONGSHORE_DATA": str(zylker.folder.path),
                "LONGSHORE_TYPE": "mobile",
                "LONGSHORE_NAME": "App",
                "LONGSHORE_REDIRECT_URI": "app:/cb",
                "LONGSHORE_JSON": "true",
            },
        ).stdout
    )
    assert (client["name"], client["type"], client["redirect_uris"]) == ("App", "mobile", ["app:/cb"])


# What is refused, and how

REFUSALS = [
    ("org show --org 4711", 66, "there is no organisation 4711 in {data}; there are {org} (Zylker)"),
    ("org add --country usa", 64, "country takes a code of two capitals such as US, not 'usa'"),
    ("org add --email a@b@c", 64, "email takes an address such as admin@example.com, not 'a@b@c'"),
    ("user add", 64, "--email is missing; give it here, as LONGSHORE_EMAIL, or in the configuration file"),
    ("user add --email ADMIN@example.com", 64, "a user with the e-mail ADMIN@example.com is there already"),
    ("user add --email a@b.example --time-zone PST", 64, "time-zone takes an IANA name such as Europe/Berlin, not 'PST'"),
    ("user show --user nobody", 64, "organisation {org} has no user 'nobody'; there are admin@example.com"),
    ("user deactivate", 64, "--user is missing; give it here, as LONGSHORE_USER, or in the configuration file"),
    (
        "user deactivate --user admin@example.com",
        64,
        "admin@example.com is the last active administrator; add or activate another one first",
    ),
    ("client add --type robot", 64, "type takes one of self, server, client, mobile, not 'robot'"),
    ("client add --type server", 64, "a client of type server needs --redirect-uri, such as https://example.com/callback"),
    (
        "client add --redirect-uri https://a.example",
        64,
        "a client of type self has no --redirect-uri: its codes come from 'longshore token grant'",
    ),
    (
        "client add --type server --redirect-uri javascript:alert(1)",
        64,
        "redirect-uri takes an address such as https://example.com/callback, not 'javascript:alert(1)'",
    ),
    ("client remove", 64, "--client is missing; give it here, as LONGSHORE_CLIENT, or in the configuration file"),
    ("client show --client 1000.X", 64, "organisation {org} has no client '1000.X'; there are {client} (longshore init)"),
    ("token grant --expires 2m", 64, "a grant code lasts from 3m to 10m, not '2m'"),
    ("token grant --expires 11m", 64, "a grant code lasts from 3m to 10m, not '11m'"),
    (
        "token create --scopes ZohoCRM.bulk",
        64,
        "--scopes: 'ZohoCRM.bulk' is no scope: one is a service, names and an operation, joined by points,"
        " such as ZohoCRM.modules.leads.READ",
    ),
    (
        "token grant --scopes ZohoCRM.bulk.SING",
        64,
        "--scopes: 'ZohoCRM.bulk.SING' is no scope: it must end with ALL, READ, CREATE, UPDATE, WRITE or DELETE",
    ),
    ("token create --scopes ,", 64, "--scopes: at least one scope is needed, such as ZohoCRM.modules.ALL"),
    ("serve --authorization-page maybe", 64, "authorization-page takes one of local, on, off, not 'maybe'"),
    ("token revoke --token nonsense", 64, "there is no such token; 'longshore token list' shows those there are"),
    ("profile deny --permission Crm_Implied_Api_Access", 64, "--profile is missing; give it here, as LONGSHORE_PROFILE,"),
    ("profile deny --profile Standard --permission Crm_Implied_Export_Lead", 64, "there is no permission 'Crm_Implied_Export_Lead';"),
]


@pytest.mark.parametrize("command, code, message", REFUSALS, ids=[command for command, _, _ in REFUSALS])
def test_what_cannot_be_done_is_refused_with_a_message_that_helps(zylker, command, code, message):
    names = {"data": zylker.folder.path, "org": zylker.owner["org_id"], "client": zylker.owner["client_id"]}

    refused = zylker.folder.run(command)

    assert refused.returncode == code
    assert refused.stderr.startswith("longshore: " + message.format(**names))
    assert refused.stdout == ""


@pytest.mark.parametrize(
    "command", ["org list", "org add", "user list", "user add --email a@b.example", "client list", "token list", "profile list"]
)
def test_a_folder_without_an_organisation_is_left_as_it_is(folder, command):
    refused = folder.run(command)

    assert refused.returncode == 66
    assert refused.stderr.startswith(f"longshore: {folder.path} holds no organisation. Make one with 'longshore init")
    assert not folder.path.exists()


def answer(organisation, command, *options):
    """What a command prints as JSON: one object on one line."""
    printed = organisation.folder.output(command, "--json", *options)
    assert printed.endswith("}\n") and printed.count("\n") == 1
    return json.loads(printed)


def refusal(organisation, command, *options):
    refused = organisation.folder.run(command, *options)
    assert refused.stdout == ""
    return refused.returncode, refused.stderr


def refresh(owner):
    return {"grant_type": "refresh_token"} | {name: owner[name] for name in ("client_id", "client_secret", "refresh_token")}


def exchange(client, code):
    return {
        "grant_type": "authorization_code",
        "client_id": client["client_id"],
        "client_secret": client["client_secret"],
        "code": code,
    }


def post(server, path, parameters):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("POST", path, urlencode(parameters), {"Content-Type": "application/x-www-form-urlencoded"})
        return json.loads(connection.getresponse().read())
    finally:
        connection.close()
