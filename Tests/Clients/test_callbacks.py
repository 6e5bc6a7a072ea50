"""What the SDK's callback object brings about: the details of the import come by themselves."""

import json
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from queue import Queue
from threading import Thread

import pytest
import requests

from archives import archive
from imports import Imports
from sdks import plain
from server import Longshore


@pytest.fixture(scope="module")
def server(organisation):
    longshore = Longshore(organisation, "--allow-callbacks-to", "127.0.0.1")
    yield longshore
    longshore.stop()


def test_the_callback_brings_the_details_of_the_finished_import(sdk, server, tmp_path):
    imports = Imports(sdk, tmp_path)
    file = imports.uploaded("vendors.zip", archive("vendors.csv", [["Name"], [sdk.distribution]]))

    with receiver() as (url, received):
        job = imports.imported("insert", "Vendors", file, [("Vendor_Name", 0)], callback=url)
        path, delivered = received.get(timeout=30)

    assert (job.get_callback().get_url(), plain(job.get_callback().get_method())) == (url, "post")
    assert path == "/imported?by=longshore"
    assert delivered["status"] == "COMPLETED"
    authorization = {"Authorization": f"Zoho-oauthtoken {server.owner['access_token']}"}
    details = f"{server.url}/crm/bulk/v{sdk.version}/write/{job.get_id()}"
    assert delivered == requests.get(details, headers=authorization, timeout=30).json()


@contextmanager
def receiver():
    """An address, and the queue of what is posted to it."""
    received = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            received.put((self.path, json.loads(self.rfile.read(int(self.headers["Content-Length"])))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as listener:
        thread = Thread(target=listener.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.server_port}/imported?by=longshore", received
        finally:
            listener.shutdown()
            thread.join()
