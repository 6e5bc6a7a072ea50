"""What `make install` puts where, and that it can be used from there."""

import os
import re
import subprocess

import pytest

from longshore import BINARY, REPOSITORY, DataFolder, Server, output, run

FILES = {
    "usr/bin/longshore": 0o755,
    "usr/share/man/man1/longshore.1": 0o644,
    "usr/share/bash-completion/completions/longshore": 0o644,
    "usr/share/zsh/site-functions/_longshore": 0o644,
    "usr/share/fish/vendor_completions.d/longshore.fish": 0o644,
    "usr/lib/systemd/system/longshore.service": 0o644,
    "usr/lib/sysusers.d/longshore.conf": 0o644,
    "etc/longshore/longshore.yaml": 0o644,
}


def make(target: str, destination) -> None:
    command = ["make", "-s", "-C", REPOSITORY, target, f"DESTDIR={destination}", "PREFIX=/usr", f"BINARY={BINARY}"]
    done = subprocess.run(command, capture_output=True, text=True, umask=0o077)
    assert done.returncode == 0, done.stderr


def files(folder):
    return {str(file.relative_to(folder)): file.stat().st_mode & 0o777 for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def installed(tmp_path):
    destination = tmp_path / "root"
    make("install", destination)
    return destination


def test_everything_is_in_its_place_for_everyone_to_use(installed):
    assert files(installed) == FILES


def test_uninstalling_leaves_the_configuration_and_nothing_else(installed):
    make("uninstall", installed)
    assert list(files(installed)) == ["etc/longshore/longshore.yaml"]


def test_installing_again_keeps_the_configuration_that_is_there(installed):
    configuration = installed / "etc/longshore/longshore.yaml"
    configuration.write_text("port: 9000\n")
    make("install", installed)
    assert configuration.read_text() == "port: 9000\n"


def test_the_installed_binary_serves_with_the_installed_configuration(installed, tmp_path):
    folder = DataFolder(tmp_path / "data")
    folder.init()
    configuration = installed / "etc/longshore/longshore.yaml"
    configuration.write_text(configuration.read_text().replace("/var/lib/longshore", str(folder.path)))
    shown = subprocess.run([installed / "usr/bin/longshore", "version"], capture_output=True, text=True)
    assert shown.stdout == run("version").stdout
    with Server(tmp_path, "--config", configuration, "--port", "0") as server:
        assert server.url.startswith("http://127.0.0.1:")


def test_the_example_configuration_has_every_setting_of_serve_and_takes_each(tmp_path):
    text = (REPOSITORY / "packaging/longshore.yaml").read_text()
    named = set(re.findall(r"^#?([a-z][a-z-]+): ", text, re.MULTILINE))
    options = set(re.findall(r"^  (?:-\w, )?--([a-z-]+)", output("serve", "--help"), re.MULTILINE)) - {"help", "version"}
    assert named - {"ownerByName"} == options - {"config"}

    folder = DataFolder(tmp_path / "data")
    folder.init()
    # Switched on as they stand, but for what isn't on this machine.
    told = re.sub(r"^#(?=[a-zA-Z][a-zA-Z-]+: )", "", text, flags=re.MULTILINE)
    told = re.sub(r"^(tls-.*|port: .*)$", "", told, flags=re.MULTILINE).replace("/var/lib/longshore", str(folder.path))
    file = tmp_path / "longshore.yaml"
    file.write_text(told)
    with Server(tmp_path, "--config", file, "--port", "0") as server:
        server.stop()


def test_the_unit_is_one_that_systemd_understands(installed, tmp_path):
    unit = tmp_path / "longshore.service"
    text = (installed / "usr/lib/systemd/system/longshore.service").read_text()
    assert "ExecStart=/usr/bin/longshore serve" in text
    # The binary and the page aren't installed on this machine.
    unit.write_text(re.sub(r"^Documentation=.*$", "", text, flags=re.MULTILINE).replace("/usr/bin/longshore", str(BINARY)))
    done = subprocess.run(["systemd-analyze", "verify", unit], capture_output=True, text=True, env=os.environ | {"SYSTEMD_LOG_LEVEL": "warning"})
    about = [line for line in done.stderr.splitlines() if "longshore" in line]
    assert (done.returncode, about) == (0, [])
