"""The JavaScript sample of the bulk-read document for v2, in a browser, as it is printed: only hosts and ids are changed."""

import json
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from browser import Browser

PAGES = Path(__file__).parent / "pages"


# What the sample asks for, in the store's own words; nobody here is called Boyle.
FOUND = """
    SELECT count(*) FROM "Contacts" c LEFT JOIN "Accounts" a ON a."id" = c."Account_Name"
    WHERE instr(c."Lead_Source", 'Advertisement') = 1 OR instr(a."Phone", '5') > 0
"""


class Site(ThreadingHTTPServer):
    """The application: its pages, and what is posted to it."""

    def __init__(self, folder: Path):
        super().__init__(("127.0.0.1", 0), partial(Handler, directory=folder))
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.posted = []
        self.has_posted = threading.Event()

    def __enter__(self):
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()


class Handler(SimpleHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append((self.path, json.loads(body)))
        self.server.has_posted.set()
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    for name in ["index.html", "redirect.html"]:
        (folder / name).write_text((PAGES / name).read_text())
    with Site(folder) as site:
        site.folder = folder
        yield site


@pytest.fixture
def browser(tmp_path):
    with Browser(tmp_path / "browser") as browser:
        yield browser


def test_the_sample_of_the_document_works_in_a_browser(zylker, site, browser):
    zylker.folder.seed("Accounts", 10)
    zylker.folder.seed("Contacts", 20)
    [(found,)] = zylker.store.rows(FOUND)
    assert 0 < found < 20
    client = json.loads(
        zylker.folder.output("client add", "--type", "client", "--redirect-uri", f"{site.url}/redirect.html", "--json")
    )
    with zylker.folder.serve("--allow-callbacks-to", "127.0.0.1") as server:
        sample = (PAGES / "sample.js").read_text()
        for printed, real in {
            "https://www.zohoapis.com": server.url,
            "https://accounts.zoho.com": server.url,
            "1000.NPY9M1V0XXXXXXXXXXXXXXXXXXXF7H": client["client_id"],
            "http://127.0.0.1:5500": site.url,
            "https://www.example.com": site.url,
        }.items():
            assert printed in sample
            sample = sample.replace(printed, real)
        (site.folder / "sample.js").write_text(sample)

        page = browser.open(f"{site.url}/index.html")
        # Without a token yet: the refusal, too, is one that the page can read.
        assert page.wait_for("shown.length >= 2 && shown")[0] == [401]
        consent = browser.page(f"{server.url}/oauth/v2/auth")
        consent.wait_for("document.querySelector('[value=accept]') !== null")
        consent.evaluate("document.querySelector('[value=accept]').click()")
        # The token came back, so the sample loads itself anew and creates the job.
        [[status], [answer]] = page.wait_for("shown.length >= 2 && shown[0][0] !== 401 && shown")
        assert status == 201, answer
        job = json.loads(answer)["data"][0]["details"]["id"]

        state = page.evaluate(FOLLOWING % (server.url, job))
        assert state["job"]["state"] == "COMPLETED"
        assert state["job"]["result"]["count"] == found
        assert state["signature"] == "PK"
        assert state["name"] == f"attachment;filename*=UTF-8''{job}.zip"
        assert site.has_posted.wait(30)
        [(path, body)] = site.posted
        assert path == "/callback" and body["job_id"] == job


# How a page goes on: by the sample's own way of calling, and a download.
FOLLOWING = """
(async () => {
    const address = "%s/crm/bulk/v2/read/%s";
    const headers = { Authorization: "Zoho-oauthtoken " + sessionStorage.getItem("access_token") };
    let job;
    do {
        const answer = await new CreateBulkReadjob().makeAPICall({ uri: address, method: "GET", headers });
        job = JSON.parse(answer.response).data[0];
        await new Promise((resolve) => setTimeout(resolve, 100));
    } while (job.state !== "COMPLETED" && job.state !== "FAILURE");
    const file = await fetch(address + "/result", { headers, credentials: "include" });
    const bytes = new Uint8Array(await file.arrayBuffer());
    return { job, signature: String.fromCharCode(bytes[0], bytes[1]), name: file.headers.get("Content-Disposition") };
})()
"""


def test_a_page_of_an_origin_that_is_named_may_call_and_another_may_not(zylker, site, browser):
    (site.folder / "sample.js").write_text("class CreateBulkReadjob { createBulkReadJob() {} }")
    calling = """
        fetch("%s/crm/v8/org", { headers: { Authorization: "Zoho-oauthtoken %s" } }).then((answer) => answer.status, () => "blocked")
    """
    for options, result in [(["--allow-origins", f"https://app.example.com, {site.url}"], 200), ([], "blocked")]:
        with zylker.folder.serve(*options) as server:
            page = browser.open(f"{site.url}/index.html")
            page.wait_for("document.readyState === 'complete' && typeof CreateBulkReadjob === 'function'")
            assert page.evaluate(calling % (server.url, zylker.owner["access_token"])) == result


@pytest.mark.parametrize("origins", ["*", "app.example.com", "https://app.example.com/page", "null"])
def test_what_is_no_origin_is_refused(zylker, origins):
    refused = zylker.folder.run("serve", "--port", "0", "--allow-origins", f"http://localhost:5173,{origins}")

    assert refused.returncode == 64
    assert refused.stderr == (
        "longshore: allow-origins takes schemes with hosts and ports, such as"
        f" https://app.example.com,http://localhost:5173, not '{origins}'\n"
    )
