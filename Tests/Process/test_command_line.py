"""The commands as they are typed: what they print, what they refuse, and where they look for what isn't said."""

import json
import re
import shutil
import signal
import socket
import stat
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from api import Caller
from longshore import BINARY, DataFolder, Server, output, run
from store import Store

ID = re.compile(r"\d{19}")
TOKEN = re.compile(r"1000\.[0-9a-f]{32}\.[0-9a-f]{32}")


# What `init` makes


def test_init_prints_one_json_object_with_all_that_a_client_needs(folder):
    printed = folder.output("init", "--json", "--email", "patricia@zylker.example")

    assert printed.endswith("}\n") and printed.count("\n") == 1
    owner = json.loads(printed)
    assert list(owner) == ["org_id", "zgid", "user", "client_id", "client_secret", "refresh_token", "access_token"]
    assert list(owner["user"]) == ["id", "email"]
    assert owner["user"]["email"] == "patricia@zylker.example"
    assert ID.fullmatch(owner["org_id"]) and ID.fullmatch(owner["user"]["id"])
    assert re.fullmatch(r"\d{9,11}", owner["zgid"])
    assert re.fullmatch(r"1000\.[A-Z0-9]{30}", owner["client_id"])
    assert re.fullmatch(r"[0-9a-f]{42}", owner["client_secret"])
    assert TOKEN.fullmatch(owner["refresh_token"]) and TOKEN.fullmatch(owner["access_token"])


def test_init_tells_people_the_same_in_lines(folder):
    printed = folder.output("init", "--email", "patricia@zylker.example")

    assert re.findall(r"^  (\w+) +(\S+)$", printed, re.MULTILINE)[2] == ("user", "patricia@zylker.example")
    assert re.findall(r"^  (\w+) +\S+$", printed, re.MULTILINE) == [
        "org_id",
        "zgid",
        "user",
        "client_id",
        "client_secret",
        "refresh_token",
        "access_token",
    ]
    assert printed.endswith(f"Start the server with: longshore serve --data {folder.path}\n")


def test_nobody_but_the_owner_can_enter_a_new_data_folder(zylker):
    assert stat.filemode(zylker.folder.path.stat().st_mode) == "drwx------"


def test_no_secret_is_written_to_the_data_folder_or_to_the_log(zylker):
    with zylker.folder.serve("--log-level", "trace") as server:
        granted = access_token_for(zylker.owner, server)
        created = zylker.folder.token("--expires", "1h")
        for token in (granted, created):
            Caller(server.url, token).export("Leads")
        given = [zylker.owner[name] for name in ("client_secret", "refresh_token", "access_token")]
        secrets = [*given, granted, created]
        assert places_of(secrets, zylker.folder.path, server.log) == []

    assert places_of(secrets, zylker.folder.path, server.log) == []


@pytest.mark.parametrize("command", ["seed --module Leads --records 5", "token create"])
def test_where_there_are_two_organisations_a_command_asks_for_one_and_lists_both(folder, command):
    first = folder.init("--company", "Zylker")["org_id"]
    second = folder.init("--company", "Aurora")["org_id"]

    refused = folder.run(command)

    known = ", ".join(sorted([f"{first} (Zylker)", f"{second} (Aurora)"]))
    assert refusal(refused) == (64, f"longshore: --org is missing; there are {known}\n")
    assert folder.run(command, "--org", first).returncode == 0
    assert folder.run(command, "--org", second).returncode == 0


def test_the_same_seed_makes_the_same_records_in_every_organisation(tmp_path):
    columns = ["Full_Name", "Company", "Email", "Phone", "Street", "Description", "Annual_Revenue", "Created_Time"]
    made = []
    for name in ("one", "two"):
        folder = DataFolder(tmp_path / name)
        owner = folder.init("--company", name)
        folder.seed("Leads", 300, "--seed", "42")
        store = Store(folder.path, owner["org_id"])
        made.append((store.records("Leads", columns), [id % 10**12 for id in store.column("Leads", "id")]))

    assert len(made[0][0]) == 300
    assert made[0] == made[1]


def test_another_seed_makes_other_records(tmp_path):
    made = []
    for seed in ("42", "43"):
        folder = DataFolder(tmp_path / seed)
        owner = folder.init()
        folder.seed("Leads", 300, "--seed", seed)
        made.append(Store(folder.path, owner["org_id"]).column("Leads", "Full_Name"))

    assert made[0] != made[1]


def test_the_binary_runs_wherever_it_is_copied(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copy = shutil.copy(BINARY, elsewhere / "longshore")

    owner = json.loads(output("init", "--data", "data", "--json", binary=copy, cwd=elsewhere))

    output("seed", "--data", "data", "--module", "Leads", "--records", "5", binary=copy, cwd=elsewhere)
    assert len(Store(elsewhere / "data", owner["org_id"]).column("Leads", "id")) == 5


# What is refused, and how

REFUSALS = [
    ("serve --data {data} --bogus", 64, "Error: Unknown option '--bogus'"),
    ("serve --data {data} --limits huge", 64, "longshore: limits takes one of strict, native, not 'huge'"),
    ("serve --data {data} --quirks loose", 64, "longshore: quirks takes one of lenient, rigid, not 'loose'"),
    ("serve --data {data} --port 65536", 64, "longshore: port takes a whole number from 0 to 65535, not '65536'"),
    ("serve --data {data} --workers 0", 64, "longshore: workers takes a whole number from 1 to 64, not '0'"),
    (
        "token create --data {data} --expires soon",
        64,
        "longshore: expires takes a number and a unit such as 30d, 12h, 45m or 90s, not 'soon'",
    ),
    (
        "token create --data {data} --expires 0d",
        64,
        "longshore: expires takes a number and a unit such as 30d, 12h, 45m or 90s, not '0d'",
    ),
    (
        "token create --data {data} --user nobody@zylker.example",
        64,
        "longshore: organisation {org} has no user 'nobody@zylker.example'; there are admin@example.com",
    ),
    (
        "token create --data {data} --org 4711",
        66,
        "longshore: there is no organisation 4711 in {data}; there are {org} (Zylker)",
    ),
    (
        "seed --data {data} --module Unicorns --records 5",
        64,
        "longshore: there is no module 'Unicorns'; names are API names such as Leads or Price_Books",
    ),
    (
        "seed --data {data} --module Quoted_Items --records 5",
        64,
        "longshore: records of Quoted_Items need a Parent_Id, and there are none to choose from:"
        " seed Quotes first",
    ),
    (
        "seed --data {data} --module Leads --records 0",
        64,
        "longshore: records takes a whole number from 1 to 100000000, not '0'",
    ),
    ("seed --data {data} --module Leads", 64, "longshore: --records is missing; give the number of records to add"),
    (
        "seed --data {data} --records 5",
        64,
        "longshore: --module is missing; give it here, as LONGSHORE_MODULE, or in the configuration file",
    ),
    ("serve", 64, "longshore: --data is missing; give it here, as LONGSHORE_DATA, or in the configuration file"),
    (
        "init --data {data} --time-zone Mars/Olympus",
        64,
        "longshore: time-zone takes an IANA name such as Europe/Berlin, not 'Mars/Olympus'",
    ),
    (
        "init --data {data} --time-zone PST",
        64,
        "longshore: time-zone takes an IANA name such as Europe/Berlin, not 'PST'",
    ),
    (
        "init --data {data} --email nobody",
        64,
        "longshore: email takes an address such as admin@example.com, not 'nobody'",
    ),
]


@pytest.mark.parametrize("command, code, message", REFUSALS, ids=[command for command, _, _ in REFUSALS])
def test_what_cannot_be_done_is_refused_with_a_code_and_a_message_that_helps(zylker, command, code, message):
    names = {"data": zylker.folder.path, "org": zylker.owner["org_id"]}

    refused = run(*(word.format(**names) for word in command.split()))

    assert (refused.returncode, refused.stderr.partition("\n")[0]) == (code, message.format(**names))
    assert refused.stdout == ""


@pytest.mark.parametrize("command", ["serve", "seed --module Leads --records 5", "token create"])
def test_a_folder_without_an_organisation_is_left_as_it_is(folder, command):
    refused = folder.run(command)

    path = folder.path
    assert refusal(refused) == (
        66,
        f"longshore: {path} holds no organisation. Make one with 'longshore init --data {path}',"
        f" or try 'longshore serve --data {path} --demo'\n",
    )
    assert not path.exists()


def test_a_port_in_use_is_refused(zylker):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        refused = zylker.folder.run("serve", "--port", str(port))

    assert refused.returncode == 69
    assert refused.stderr.splitlines()[-1] == (
        f"longshore: port {port} of 127.0.0.1 is in use; stop what listens there or choose another with --port"
    )


def test_an_address_of_another_machine_is_refused(zylker):
    refused = zylker.folder.run("serve", "--host", "203.0.113.5", "--port", "0")

    assert refused.returncode == 69
    message = refused.stderr.splitlines()[-1]
    assert message.startswith("longshore: ") and "203.0.113.5" in message and "--host" in message


def test_a_folder_that_is_served_already_is_refused(zylker):
    with zylker.folder.serve() as server:
        refused = zylker.folder.run("serve", "--port", "0")

        assert refusal(refused) == (
            75,
            f"longshore: the data folder {zylker.folder.path} is served by process {server.process.pid} already;"
            " stop that one first\n",
        )
        assert Caller(server.url, zylker.owner["access_token"]).export("Leads").count == 0


@pytest.mark.parametrize("command", ["init", "serve --demo"])
def test_a_file_in_the_place_of_the_data_folder_is_refused_in_words(folder, command):
    folder.path.write_text("a file")

    code, message = refusal(folder.run(command))

    assert code == 70
    assert message.startswith(f"longshore: the data folder {folder.path} can't be ") and message.count("\n") == 1
    assert "NSCocoaErrorDomain" not in message and "UserInfo" not in message


CONFIGURATIONS = [
    (
        "data: here\n\n# a remark\nport: 0\ncolour: blue\n",
        "FILE, line 5: there is no setting 'colour'; there are data, host, port, limits, quirks, workers,"
        " allow-callbacks-to, allow-origins, public-url, tls-certificate, tls-key, daily-credits, concurrent-calls,"
        " keep-exports, keep-imports, keep-jobs, shutdown-delay, metrics, log-level, log-format, demo, company, email, time-zone,"
        " org, user, module, records, seed, scopes,"
        " expires, country, name, type, redirect-uri, client, first-name, last-name, alias, role, profile, permission, token,"
        " authorization-page, dry-run, allow-data-loss, to, accounts, files, api-version, wait, client-secret,"
        " refresh-token, code, json, callbackWithoutURL, ownerByName, singleMemberGroup,"
        " zeroFraction, gatewayTexts,"
        " complementMatchesEmpty, callbackKeyCase, blankInApiName, nestedResource, missingKeyCode, layoutRestrictsUpdates,"
        " runningWord, resultColumns, uploadErrorsAreOK, resourceCodeWhenDone, missingJobIsNotFound, unknownApiNameCode,"
        " ignoreHiddenEntries, dateFallbackISO, addUnknownPicklistValues, enforceModuleScope, conditionChains\n",
    ),
    ("data: here\nport: [1, 2]\n", "FILE, line 2: 'port' takes a single value"),
    ("just words\n", "FILE must hold lines of the form 'name: value'"),
    ("data: here\nport: '1\n", "FILE is not valid YAML: "),
    (None, "the configuration file FILE can't be read"),
]


@pytest.mark.parametrize(
    "text, message", CONFIGURATIONS, ids=["unknown setting", "list", "no settings", "broken YAML", "no file"]
)
@pytest.mark.parametrize("given", ["option", "environment"])
def test_a_configuration_file_that_makes_no_sense_is_refused(tmp_path, text, message, given):
    file = tmp_path / "longshore.yaml"
    if text is not None:
        file.write_text(text)

    refused = run("serve", "--config", file) if given == "option" else run("serve", env={"LONGSHORE_CONFIG": str(file)})

    assert refused.returncode == 78
    assert refused.stderr.startswith(f"longshore: {message.replace('FILE', str(file))}")
    assert refused.stdout == ""


# Where settings come from


@pytest.mark.parametrize(
    "given, chosen",
    [
        ({"file"}, "file"),
        ({"environment"}, "environment"),
        ({"command line"}, "command line"),
        ({"file", "environment"}, "environment"),
        ({"file", "command line"}, "command line"),
        ({"environment", "command line"}, "command line"),
        ({"file", "environment", "command line"}, "command line"),
    ],
    ids=lambda value: value if isinstance(value, str) else " and ".join(sorted(value)),
)
def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path, given, chosen):
    places = ("file", "environment", "command line")
    folders = {place: DataFolder(tmp_path / place.replace(" ", "-")) for place in places}
    organisations = {place: folder.init()["org_id"] for place, folder in folders.items()}
    ports = dict(zip(places, free_ports(3)))
    common, port, environment = [], [], {}
    if "file" in given:
        file = tmp_path / "longshore.yaml"
        file.write_text(f"# where things are\ndata: {folders['file'].path}\nport: {ports['file']}\n")
        common += ["--config", file]
    if "environment" in given:
        environment["LONGSHORE_DATA"] = str(folders["environment"].path)
        environment["LONGSHORE_PORT"] = str(ports["environment"])
    if "command line" in given:
        common += ["--data", folders["command line"].path]
        port = ["--port", str(ports["command line"])]

    with Server(tmp_path, *common, *port, env=environment) as server:
        assert server.url == f"http://127.0.0.1:{ports[chosen]}"
        created = json.loads(output("token", "create", "--json", *common, env=environment))
        assert created["org_id"] == organisations[chosen]
        assert Caller(server.url, created["access_token"]).export("Leads").count == 0


def test_every_option_can_come_from_the_environment(folder):
    made = run(
        "init",
        env={
            "LONGSHORE_DATA": str(folder.path),
            "LONGSHORE_COMPANY": "Zylker",
            "LONGSHORE_EMAIL": "patricia@zylker.example",
            "LONGSHORE_TIME_ZONE": "Asia/Kolkata",
            "LONGSHORE_JSON": "true",
        },
    )
    owner = json.loads(made.stdout)

    with folder.serve() as server:
        status, body = Caller(server.url, owner["access_token"]).request("GET", "/crm/v8/org")
    assert status == 200
    organisation = json.loads(body)["org"][0]
    assert (organisation["company_name"], organisation["time_zone"]) == ("Zylker", "Asia/Kolkata")
    assert owner["user"]["email"] == "patricia@zylker.example"


@pytest.mark.parametrize("given", ["file", "environment"])
def test_a_quirk_can_be_switched_by_itself(zylker, tmp_path, given):
    file = tmp_path / "longshore.yaml"
    file.write_text("missingJobIsNotFound: false\n" if given == "file" else "")
    environment = {"LONGSHORE_QUIRK_MISSINGJOBISNOTFOUND": "false"} if given == "environment" else {}

    with zylker.folder.serve() as server:
        assert zylker.caller(server).refusal("GET", "/crm/bulk/v8/write/1") == (404, "RESOURCE_NOT_FOUND")
    with zylker.folder.serve("--config", file, env=environment) as server:
        assert zylker.caller(server).refusal("GET", "/crm/bulk/v8/write/1") == (400, "RESOURCE_NOT_FOUND")


# Tokens


def test_a_token_has_the_lifetime_and_the_scopes_it_was_made_with(zylker):
    scopes = ["ZohoCRM.bulk.READ", "ZohoCRM.modules.leads.READ"]

    options = ["--json", "--expires", "90s", "--scopes", ",".join(scopes)]
    created = json.loads(zylker.folder.output("token create", *options))

    assert {**created, "access_token": "…"} == {
        "access_token": "…",
        "org_id": zylker.owner["org_id"],
        "user": {"id": zylker.owner["user"]["id"], "email": "admin@example.com"},
        "scopes": scopes,
        "expires_in": 90,
    }
    with zylker.folder.serve() as server:
        caller = Caller(server.url, created["access_token"])
        assert caller.export("Leads").count == 0
        assert caller.refusal("POST", "/crm/bulk/v8/read", query("Contacts")) == (401, "OAUTH_SCOPE_MISMATCH")


def test_a_token_without_a_scope_for_bulk_creates_no_export(zylker):
    token = zylker.folder.token("--expires", "90s", "--scopes", "ZohoCRM.modules.ALL,ZohoCRM.settings.ALL")

    with zylker.folder.serve() as server:
        refused = Caller(server.url, token).refusal("POST", "/crm/bulk/v8/read", query("Leads"))
    assert refused == (401, "OAUTH_SCOPE_MISMATCH")


def test_a_token_is_void_once_its_time_is_up(zylker):
    with zylker.folder.serve() as server:
        caller = Caller(server.url, zylker.folder.token("--expires", "2s"))
        assert caller.refusal("GET", "/crm/bulk/v8/read/1") == (404, "RESOURCE_NOT_FOUND")

        deadline = time.monotonic() + 10
        while (refused := caller.refusal("GET", "/crm/bulk/v8/read/1")) == (404, "RESOURCE_NOT_FOUND"):
            assert time.monotonic() < deadline
            time.sleep(0.1)
    assert refused == (401, "INVALID_TOKEN")


def test_a_job_is_unknown_to_every_other_organisation(folder):
    owner = folder.init("--company", "Zylker")
    stranger = folder.init("--company", "Aurora")
    with folder.serve() as server:
        ours = Caller(server.url, owner["access_token"])
        job = ours.create("Leads")
        ours.finished(job)

        theirs = Caller(server.url, stranger["access_token"])
        assert theirs.refusal("GET", f"/crm/bulk/v8/read/{job}") == (404, "RESOURCE_NOT_FOUND")
        assert theirs.refusal("GET", f"/crm/bulk/v8/read/{job}/result") == (404, "RESOURCE_NOT_FOUND")
        assert ours.download(job)


# Commands beside a running server


def test_records_seeded_beside_a_running_server_are_in_the_next_export(zylker):
    zylker.folder.seed("Leads", 500)
    with zylker.folder.serve() as server:
        caller = zylker.caller(server)
        assert caller.export("Leads", ["Last_Name"]).count == 500

        zylker.folder.seed("Leads", 300)

        export = caller.export("Leads", ["Last_Name"])
        assert export.count == 800
        assert export.column("Id") == [str(id) for id in zylker.store.column("Leads", "id")]


def test_an_organisation_made_beside_a_running_server_is_served_at_once(zylker):
    with zylker.folder.serve() as server:
        aurora = zylker.folder.init("--company", "Aurora")
        zylker.folder.seed("Leads", 20, "--org", aurora["org_id"])

        assert Caller(server.url, aurora["access_token"]).export("Leads").count == 20


# The end of a server


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_a_server_asked_to_end_does_so_although_a_client_keeps_its_connection(zylker, how):
    with zylker.folder.serve() as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        try:
            connection.request("GET", "/crm/v8/org", headers=zylker.caller(server).authorization)
            response = connection.getresponse()
            response.read()
            assert (response.status, response.will_close) == (200, False)

            server.stop(how, within=10)
        finally:
            connection.close()


CONNECTIONS = {
    "silent": b"",
    "halfway through a header": b"GET /crm/v8/org HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthor",
}


@pytest.mark.parametrize("sent", CONNECTIONS.values(), ids=CONNECTIONS.keys())
def test_a_server_asked_to_end_does_not_wait_for_a_client_that_says_no_more(zylker, sent):
    with zylker.folder.serve() as server:
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(sent)
            # An answer to somebody else shows that the server has taken this connection before.
            zylker.caller(server).request("GET", "/crm/v8/org")

            server.stop(within=10)


def refusal(done):
    """Exit code and message of a command that must print nothing else."""
    assert done.stdout == ""
    return done.returncode, done.stderr


def query(module):
    return {"query": {"module": {"api_name": module}}}


def access_token_for(owner, server):
    """An access token bought with the refresh token, all in the query string, where a log is likeliest to have it."""
    grant = {name: owner[name] for name in ("client_id", "client_secret", "refresh_token")}
    grant["grant_type"] = "refresh_token"
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("POST", f"/oauth/v2/token?{urlencode(grant)}")
        return json.loads(connection.getresponse().read())["access_token"]
    finally:
        connection.close()


def places_of(secrets, *places):
    """Which files hold which of some secrets as they are."""
    files = [file for place in places for file in ([place] if place.is_file() else place.rglob("*")) if file.is_file()]
    assert files
    return [(file.name, secret) for file in files for secret in secrets if secret.encode() in file.read_bytes()]


def free_ports(count):
    probes = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports
