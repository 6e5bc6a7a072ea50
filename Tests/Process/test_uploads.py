"""Uploads that end too early, and what is left of them: nothing."""

import os
import socket
import struct

import pytest

from archives import archive
from imports import multipart
from waiting import wait_for

SIZE = 8 * 1_048_576
RESET = struct.pack("ii", 1, 0)


@pytest.mark.parametrize("reset", [False, True], ids=["closed", "reset"])
def test_an_upload_broken_off_in_the_middle_leaves_nothing(zylker, reset):
    with zylker.folder.serve() as server:
        with half_an_upload(zylker, server) as connection:
            wait_for_files(zylker, 1)
            if reset:
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
        wait_for_files(zylker, 0)
        # The server goes on as if nothing had happened.
        zylker.importer(server).upload(archive("leads.csv", [["Last_Name"]]))

    assert zylker.store.rows("SELECT count(*) FROM _uploads") == [(1,)]


def test_an_upload_whose_server_is_killed_leaves_nothing_once_the_next_one_serves(zylker):
    with zylker.folder.serve() as server:
        with half_an_upload(zylker, server):
            wait_for_files(zylker, 1)
            server.kill()
    assert files(zylker) != []

    with zylker.folder.serve():
        assert files(zylker) == []


def test_an_upload_that_is_no_archive_leaves_nothing(zylker):
    with zylker.folder.serve() as server:
        importer = zylker.importer(server)
        status, answer = importer.caller.send(
            "POST", "/crm/v8/upload", multipart(b"PK but no archive"), importer.upload_headers
        )

        assert (status, b"INVALID_FILE_FORMAT" in answer) == (200, True)
        wait_for_files(zylker, 0)


def test_a_client_that_asks_before_it_sends_is_told_to_go_on(zylker):
    with zylker.folder.serve() as server, opened_upload(zylker, server, {"Expect": "100-continue"}) as connection:
        assert connection.recv(1024).startswith(b"HTTP/1.1 100 Continue\r\n")


def opened_upload(organisation, server, more):
    """A connection over which the head of an upload has come, and nothing of its body."""
    importer = organisation.importer(server)
    headers = importer.caller.authorization | importer.upload_headers | {"Content-Length": str(SIZE)} | more
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=30)
    connection.sendall(f"POST /crm/v8/upload HTTP/1.1\r\nHost: 127.0.0.1\r\n{head}\r\n".encode())
    return connection


def half_an_upload(organisation, server):
    """A connection over which an upload has come half of its way."""
    connection = opened_upload(organisation, server, {})
    connection.sendall(multipart(os.urandom(SIZE))[: SIZE // 2])
    return connection


def wait_for_files(organisation, count):
    """Returns once there are so many in the folder of uploads."""
    wait_for(lambda: f"{count} uploads; there are {files(organisation)}", lambda: len(files(organisation)) == count, pause=0.01)


def files(organisation):
    folder = organisation.store.path.parent / "uploads"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []
