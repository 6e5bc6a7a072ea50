"""What the binary prints of itself, as the programs take it that are given it: terminals, formatters of manual pages, shells. What help and
manual say is tested in the process (Tests/LongshoreTests/Help)."""

import json
import os
import re
import shlex
import subprocess

import pytest

from longshore import BINARY, environment, output, run

# Help


@pytest.mark.parametrize("columns", ["80", "200"])
@pytest.mark.parametrize("command", ["", "import", "serve"])
def test_help_is_as_wide_as_the_terminal(command, columns):
    shown = output("help", *command.split(), env={"COLUMNS": columns})
    lines = [line for line in shown.splitlines() if not line.startswith("USAGE:")]
    assert int(columns) * 0.8 < max(map(len, lines)) <= int(columns)


# The manual page


@pytest.fixture(scope="module")
def manual() -> str:
    return output("manual")


@pytest.mark.parametrize(
    "checker",
    [["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-z", "-Tutf8"]],
    ids=lambda checker: checker[0],
)
def test_formatters_have_nothing_to_say_about_the_manual(manual, tmp_path, checker):
    page = tmp_path / "longshore.1"
    page.write_text(manual)
    done = subprocess.run([*checker, page], capture_output=True, text=True)
    # A page with the date of its making would never be the same twice.
    said = [line for line in (done.stdout + done.stderr).splitlines() if "missing date" not in line]
    assert said == []


# Completions


# The shell, how it reads its script, and a call that prints what would come behind some words.
SHELLS = {
    "bash": (
        "source {script}; COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); COMP_LINE=\"{line}\"; COMP_POINT=${{#COMP_LINE}};"
        ' COMP_TYPE=9; _longshore longshore "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"; printf "%s\\n" "${{COMPREPLY[@]}}"'
    ),
    "fish": 'source {script}; complete -C "{line}" | string split -f1 \\t',
}
BEHIND = [
    ("longshore se", "serve"),
    ("longshore serve --limits ", "native"),
    ("longshore serve --log-format j", "json"),
    ("longshore completions f", "fish"),
    ("longshore token c", "create"),
    ("longshore serve --workers 2 --metr", "--metrics"),
]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory):
    """The script of each shell, under the name that zsh looks for."""
    folder = tmp_path_factory.mktemp("completions")
    for shell in ("bash", "zsh", "fish"):
        (folder / shell).mkdir()
        (folder / shell / "_longshore").write_text(output("completions", shell))
    return folder


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_script_without_a_word(shell, scripts):
    reading = f"source {scripts / shell / '_longshore'}"
    if shell == "zsh":
        reading = f"fpath=({scripts / shell} $fpath); autoload -Uz compinit; compinit -u -D; autoload +X _longshore"
    assert run_shell(shell, reading) == ""


@pytest.mark.parametrize("line, expected", BEHIND, ids=[line for line, _ in BEHIND])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes(shell, line, expected, scripts):
    words = " ".join(shlex.quote(word) for word in line.split(" "))
    printed = run_shell(shell, SHELLS[shell].format(script=scripts / shell / "_longshore", words=words, line=line))
    assert expected in [word.strip() for word in printed.splitlines()]


def run_shell(shell: str, text: str) -> str:
    """What a shell prints, with the binary on its path."""
    alone = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    path = {"PATH": f"{BINARY.parent}{os.pathsep}{os.environ['PATH']}", "TERM": "dumb"}
    done = subprocess.run([shell, *alone, "-c", text], capture_output=True, text=True, timeout=60, env=environment(path))
    assert done.stderr == ""
    return done.stdout


# The version


def test_the_version_is_told_in_lines_and_as_an_object():
    told = json.loads(output("version", "--json"))
    assert list(told) == ["version", "swift", "platform", "sqlite", "isal"]
    assert re.fullmatch(r"\d+\.\d+\.\d+", told["version"])
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", told[name]) for name in ("sqlite", "isal"))
    lines = output("version")
    assert lines.startswith(f"longshore {told['version']}\n")
    assert all(value in lines for value in told.values())
    assert output("--version") == lines
    assert json.loads(run("version", env={"LONGSHORE_JSON": "1"}).stdout) == told
