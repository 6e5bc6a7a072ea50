"""What operators see of a server: health, numbers, logs, and how it ends."""

import json
import re
import socket
import time
from datetime import datetime
from http.client import HTTPConnection

import pytest
from prometheus_client.parser import text_string_to_metric_families

from longshore import Server
from waiting import wait_for


def get(server: Server, path: str, **headers):
    """Status, headers and body of an answer."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode()
    finally:
        connection.close()


def metrics(server: Server) -> dict:
    """Families by name, as Prometheus' own client reads them."""
    status, headers, body = get(server, "/metrics")
    assert status == 200 and headers["Content-Type"].startswith("text/plain; version=0.0.4")
    return {family.name: family for family in text_string_to_metric_families(body)}


def value(families: dict, family: str, **labels) -> float:
    """A number of a family, whatever stands behind its name."""
    found = [sample.value for sample in families[family].samples if sample.labels == labels]
    assert len(found) == 1, families[family].samples
    return found[0]


# Metrics


def test_prometheus_can_read_the_metrics_of_a_server_that_has_worked(zylker):
    zylker.folder.seed("Leads", 500)
    with zylker.folder.serve() as server:
        assert zylker.caller(server).export("Leads").count == 500

        families = metrics(server)

    assert all(family.documentation and family.type in ("counter", "gauge", "histogram") for family in families.values())
    assert value(families, "longshore_jobs_ended", kind="read", state="COMPLETED") == 1
    assert value(families, "longshore_job_rows", kind="read", outcome="exported") == 500
    assert value(families, "longshore_jobs", kind="read", state="ADDED") == 0
    assert value(families, "longshore_build_info", version="0.1.0") == 1
    assert abs(value(families, "process_start_time_seconds") - time.time()) < 120
    assert 1e6 < value(families, "process_resident_memory_bytes") < 1e10
    assert 3 < value(families, "process_open_fds") < value(families, "process_max_fds")
    assert value(families, "process_cpu_seconds") > 0


def test_buckets_of_a_histogram_rise_to_its_count(zylker):
    with zylker.folder.serve() as server:
        zylker.caller(server).export("Leads")
        families = metrics(server)

    series = {}
    for family in families.values():
        for sample in family.samples:
            if sample.name.endswith("_bucket"):
                labels = tuple(sorted((name, text) for name, text in sample.labels.items() if name != "le"))
                series.setdefault((family.name, labels), []).append((float(sample.labels["le"]), sample.value))
    assert len(series) > 5
    for (name, labels), buckets in series.items():
        count = [s.value for s in families[name].samples if s.name == f"{name}_count" and s.labels == dict(labels)]
        assert buckets == sorted(buckets) and buckets[-1] == (float("inf"), count[0])
        assert [rows for _, rows in buckets] == sorted(rows for _, rows in buckets)


def test_the_metrics_tell_nothing_of_an_organisation(zylker):
    with zylker.folder.serve() as server:
        zylker.caller(server).export("Leads", ["Last_Name"])
        _, _, text = get(server, "/metrics")

    for secret in (zylker.owner["org_id"], zylker.owner["zgid"], zylker.owner["access_token"], "Zylker", "Leads", "admin@"):
        assert secret not in text


def test_a_client_that_goes_away_amid_a_download_is_not_counted_for_ever(zylker):
    zylker.folder.seed("Leads", 20_000)
    with zylker.folder.serve() as server:
        caller = zylker.caller(server)
        job = caller.create("Leads")
        caller.finished(job)
        for _ in range(3):
            with socket.create_connection(("127.0.0.1", server.port)) as connection:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                head = f"GET /crm/bulk/v8/read/{job}/result HTTP/1.1\r\nHost: localhost\r\n"
                connection.sendall(f"{head}Authorization: {caller.authorization['Authorization']}\r\n\r\n".encode())
                assert connection.recv(100)
        # The request for the metrics itself is the one that is left.
        wait_for("no download is counted", lambda: value(metrics(server), "longshore_http_requests_in_flight") == 1)


def test_metrics_can_be_switched_off(zylker):
    with zylker.folder.serve("--metrics", "off") as server:
        status, _, body = get(server, "/metrics")
        assert (status, json.loads(body)["code"]) == (404, "INVALID_URL_PATTERN")
        assert zylker.caller(server).export("Leads").count == 0


# Health


def test_a_server_that_has_started_is_ready(zylker):
    with zylker.folder.serve() as server:
        ready = wait_for("the server is ready", lambda: (answer := get(server, "/longshore/v1/health"))[0] == 200 and answer)
        checks = json.loads(ready[2])["checks"]
        assert checks == dict.fromkeys(["data_folder", "stores", "job_runner", "http_server"], {"status": "ok"})


def test_a_server_that_ends_says_so_first_and_goes_on_meanwhile(zylker):
    with zylker.folder.serve("--shutdown-delay", "2") as server:
        wait_for("the server is ready", lambda: get(server, "/longshore/v1/health/ready")[0] == 200)
        server.process.terminate()
        begin = time.monotonic()

        wait_for("the server says that it ends", lambda: get(server, "/longshore/v1/health/ready")[0] == 503, within=1.5)
        assert get(server, "/longshore/v1/health/live")[0] == 200
        assert zylker.caller(server).export("Leads").count == 0
        assert server.process.wait(timeout=20) == 0
        assert time.monotonic() - begin > 1.9


# The service manager


def test_a_service_manager_is_told_of_the_start_and_the_end(zylker, tmp_path):
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(address))
        manager.settimeout(10)
        with zylker.folder.serve(env={"NOTIFY_SOCKET": str(address)}) as server:
            assert manager.recv(100) == b"READY=1"
            assert get(server, "/longshore/v1/health/live")[0] == 200
            server.stop()
        assert manager.recv(100) == b"STOPPING=1"


def test_an_abstract_address_of_a_service_manager_will_do(zylker):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0longshore-test-{zylker.owner['org_id']}")
        manager.settimeout(10)
        with zylker.folder.serve(env={"NOTIFY_SOCKET": f"@longshore-test-{zylker.owner['org_id']}"}):
            assert manager.recv(100) == b"READY=1"


# Logs


def test_each_line_of_a_json_log_is_an_object_and_tells_of_a_job_from_its_request_to_its_end(zylker):
    with zylker.folder.serve("--log-format", "json", "--log-level", "debug") as server:
        caller = zylker.caller(server)
        job = caller.create("Leads")
        caller.finished(job)
        server.stop()

    lines = [json.loads(line) for line in server.log.read_text().splitlines()]
    assert all(list(line)[:3] == ["time", "level", "message"] for line in lines)
    assert all(datetime.fromisoformat(line["time"]).utcoffset().total_seconds() == 0 for line in lines)
    about = {line["message"]: line for line in lines if line.get("job") == job}
    assert set(about) >= {"job created", "job begins", "job ended"}
    calls = {line["request"]: line for line in lines if line["message"] == "request"}
    call = calls[about["job created"]["request"]]
    assert (call["method"], call["path"], call["status"]) == ("POST", "/crm/bulk/v8/read", "201")


def test_a_text_log_begins_each_line_with_its_time_and_level(zylker):
    with zylker.folder.serve("--log-level", "trace") as server:
        zylker.caller(server).export("Leads")
        server.stop()

    for line in server.log.read_text().splitlines():
        assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (trace|debug|info|notice|warning|error|critical) ", line), line


@pytest.mark.parametrize(
    "option, message",
    [
        (("--log-format", "xml"), "log-format takes one of text, json, not 'xml'"),
        (("--metrics", "yes"), "metrics takes one of on, off, not 'yes'"),
        (("--shutdown-delay", "-1"), "shutdown-delay takes a whole number from 0 to 3600, not '-1'"),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_setting_that_cannot_be_is_refused(zylker, option, message):
    refused = zylker.folder.run("serve", "=".join(option))
    assert (refused.returncode, refused.stderr) == (64, f"longshore: {message}\n")
