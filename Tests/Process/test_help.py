"""What the commands say of themselves: help, examples, the documents, the manual page, completions. All commands are found by asking
the binary, so a new one is held to the same."""

import json
import os
import re
import shlex
import shutil
import subprocess
from dataclasses import dataclass, field

import pytest

from longshore import BINARY, REPOSITORY, environment, output, run

# What the argument parser adds to every command.
PARSERS_OWN = {"--help", "-h", "--version"}


@dataclass
class Command:
    path: list[str]
    definition: dict
    subcommands: list["Command"] = field(default_factory=list)

    @property
    def name(self) -> str:
        """As it is typed behind `longshore`."""
        return " ".join(self.path)

    @property
    def options(self) -> dict[str, dict]:
        """Options and flags by each of their names."""
        named = [argument for argument in self.definition.get("arguments", []) if argument["kind"] != "positional"]
        return {("-" if n["kind"] == "short" else "--") + n["name"]: argument for argument in named for n in argument["names"]}

    @property
    def long_options(self) -> set[str]:
        return {name for name in self.options if name.startswith("--")} - PARSERS_OWN

    @property
    def positionals(self) -> list[dict]:
        return [argument for argument in self.definition.get("arguments", []) if argument["kind"] == "positional"]

    @property
    def examples(self) -> list[str]:
        """Command lines of the discussion, each on one line."""
        discussion = re.sub(r" \\\n +", " ", self.definition.get("discussion", ""))
        return re.findall(r"^  (\S.*)$", discussion, re.MULTILINE)


def tree(path, definition) -> Command:
    below = [command for command in definition.get("subcommands", []) if command["commandName"] != "help"]
    return Command(path, definition, [tree([*path, command["commandName"]], command) for command in below])


def walk(command: Command):
    yield command
    for below in command.subcommands:
        yield from walk(below)


ROOT = tree([], json.loads(output("--experimental-dump-help"))["command"])
COMMANDS = [command for command in walk(ROOT) if command.path]
LEAVES = [command for command in COMMANDS if not command.subcommands]
SHOWN = [command for command in LEAVES if command.definition.get("shouldDisplay", True)]
BY_NAME = {command.name: command for command in [ROOT, *COMMANDS]}


def each(commands):
    return pytest.mark.parametrize("command", commands, ids=[command.name or "longshore" for command in commands])


# What is said


@each([ROOT, *COMMANDS])
def test_every_command_says_what_it_does_and_shows_an_example(command):
    abstract = command.definition.get("abstract", "")
    assert abstract.endswith(".") and abstract[0].isupper()
    assert command.examples, "the discussion has no example"


@each([ROOT, *COMMANDS])
def test_every_option_says_what_it_is(command):
    for argument in command.definition.get("arguments", []):
        text = argument.get("abstract", "")
        assert text.endswith((".", ").")) and (text[0].isupper() or text[0].islower()), f"{argument['valueName']}: {text!r}"


@each([ROOT, *COMMANDS])
def test_prose_is_wrapped_by_the_terminal_and_examples_fit_into_one(command):
    lines = command.definition.get("discussion", "").split("\n")
    for line, following in zip(lines, [*lines[1:], ""]):
        if line.startswith("  "):
            assert len(line) <= 80, line
        elif line and following and not following.startswith(" "):
            assert "  " in line and "  " in following, f"prose must be one line of the discussion: {line!r}"


@each(COMMANDS)
@pytest.mark.parametrize("columns", ["80", "200"])
def test_help_fits_the_terminal(command, columns):
    shown = output("help", *command.path, env={"COLUMNS": columns})
    assert command.definition["abstract"].split()[0] in shown
    for line in shown.splitlines():
        assert len(line) <= int(columns) or line.startswith("USAGE:"), line


# Examples


def commands_of(example: str) -> list[list[str]]:
    """The words of each call of longshore in a line for a shell."""
    lexer = shlex.shlex(example, posix=True, punctuation_chars="|&;<>()")
    lexer.whitespace_split = True
    calls, words = [], []
    for word in [*lexer, ";"]:
        if set(word) <= set("|&;<>()"):
            if words[:1] == ["longshore"]:
                calls.append(words[1:])
            words = []
        else:
            words.append(word)
    return calls


EXAMPLES = [(command, example) for command in [ROOT, *COMMANDS] for example in command.examples]


@pytest.mark.parametrize("command, example", EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_an_example_is_a_command_line_that_can_be_given(command, example):
    calls = commands_of(example)
    assert calls, "no call of longshore"
    for words in calls:
        called = ROOT
        while words and f"{called.name} {words[0]}".strip() in BY_NAME:
            called = BY_NAME[f"{called.name} {words.pop(0)}".strip()]
        assert not called.subcommands, f"'{called.name}' does nothing by itself"
        assert called.name.startswith(command.name), f"an example of '{command.name}' shows '{called.name}'"
        values = 0
        while words:
            word = words.pop(0)
            if word.startswith("-") and word != "-":
                name, _, value = word.partition("=")
                assert name in called.options, f"'{called.name}' has no option {name}"
                if called.options[name]["kind"] == "option" and not value:
                    assert words, f"{name} lacks its value"
                    words.pop(0)
            else:
                values += 1
        needed = [argument for argument in called.positionals if not argument["isOptional"]]
        repeats = any(argument["isRepeating"] for argument in called.positionals)
        assert len(needed) <= values and (repeats or values <= len(called.positionals)), f"{values} arguments in {example!r}"


# docs/cli.md


CLI = (REPOSITORY / "docs/cli.md").read_text()
SECTIONS = {m[1]: m[2] for m in re.finditer(r"^## `longshore ([a-z]+)`\n(.*?)(?=^## |\Z)", CLI, re.MULTILINE | re.DOTALL)}


def settings() -> dict[str, tuple[str, list[str]]]:
    """The table of settings: the variable, and the column of commands, of each line about an option."""
    found = {}
    for option, variable, commands in re.findall(r"^\| (?:`(--[a-z-]+)`)? ?\| (?:`([A-Z_]+)`)? ?\| (.*?) \|", CLI, re.MULTILINE):
        if option:
            name = option
            found[name] = (variable, [])
        found[name][1].append(commands)
    return found


SETTINGS = settings()


def admits(column: str, command: Command) -> bool:
    """Whether a cell such as `all but ``serve`` ` is about a command; a group's name is about all below it."""
    names = re.findall(r"`([^`]+)`", column)
    named = any(command.name == name or command.name.startswith(name + " ") for name in names)
    return not named if column.startswith("all but") else named


def test_the_list_of_commands_is_that_of_the_binary():
    text = CLI.split("```")[1]
    for command in SHOWN:
        assert re.search(rf"^longshore {command.name} +[a-z]", text, re.MULTILINE), f"docs/cli.md lacks '{command.name}'"
    for line in text.strip().splitlines():
        words = line.split()
        assert words[0] == "longshore"
        assert words[1] in BY_NAME, f"docs/cli.md has '{line}'"
        if BY_NAME[words[1]].subcommands:
            assert " ".join(words[1:3]) in BY_NAME, f"docs/cli.md has '{line}'"
    assert len(text.strip().splitlines()) == len(SHOWN)


@each(SHOWN)
def test_every_option_of_a_command_is_documented(command):
    section = SECTIONS.get(command.path[0], "")
    for option in command.long_options - {"--config"}:
        in_table = option in SETTINGS and any(admits(column, command) for column in SETTINGS[option][1])
        in_section = re.search(rf"(?<![\w-]){option}(?![\w-])", section) is not None
        assert in_table or in_section, f"docs/cli.md doesn't tell of {option} of '{command.name}'"


def test_the_table_of_settings_names_only_what_there_is():
    assert len(SETTINGS) > 30
    for option, (variable, columns) in SETTINGS.items():
        assert variable == "LONGSHORE_" + option.removeprefix("--").replace("-", "_").upper()
        for column in columns:
            claimed = [command for command in SHOWN if admits(column, command)]
            assert claimed, f"{option}: '{column}' names no command"
            if not column.startswith("all but"):
                for name in re.findall(r"`([^`]+)`", column):
                    assert name in BY_NAME, f"{option}: there is no command '{name}'"
            for command in claimed:
                assert option in command.long_options, f"docs/cli.md says that '{command.name}' has {option}"


@pytest.mark.parametrize("document", sorted((REPOSITORY / "docs").glob("*.md")) + [REPOSITORY / "README.md"], ids=lambda path: path.name)
def test_the_documents_show_only_options_that_there_are(document):
    for line in re.findall(r"^(?:\w+=\$\()?longshore [^\n]*(?:\\\n[^\n]*)*", document.read_text(), re.MULTILINE):
        words = line.replace("\\\n", " ").split()[1:]
        called = ROOT
        while words and f"{called.name} {words[0]}".strip() in BY_NAME:
            called = BY_NAME[f"{called.name} {words.pop(0)}".strip()]
        for option in re.findall(r"(?<!\S)--[a-z][a-z-]*", " ".join(words).partition("|")[0]):
            assert option in called.options, f"{line!r}: '{called.name}' has no {option}"


# The manual page


@pytest.fixture(scope="module")
def manual() -> str:
    return output("manual")


def test_the_manual_has_the_usual_sections_in_their_order(manual):
    sections = re.findall(r'^\.SH "(.+)"$', manual, re.MULTILINE)
    assert sections == [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "COMMANDS",
        "ENVIRONMENT",
        "FILES",
        "EXIT STATUS",
        "EXAMPLES",
        "SEE ALSO",
    ]


def test_the_manual_tells_of_every_command_and_every_option(manual):
    text = manual.replace("\\-", "-")
    parts = dict(re.findall(r'^\.SS "([a-z -]+?)(?: [A-Z_ -]+)?"\n(.*?)(?=^\.S[SH] )', text, re.MULTILINE | re.DOTALL))
    assert set(parts) == {command.name for command in SHOWN}
    for command in SHOWN:
        for option in command.long_options:
            assert re.search(rf"\\fB(-\w, )?{option}\\fR", parts[command.name]), f"{command.name}: {option}"


@pytest.mark.parametrize(
    "checker",
    [["mandoc", "-T", "lint", "-W", "warning"], ["groff", "-man", "-ww", "-z", "-Tutf8"]],
    ids=lambda checker: checker[0],
)
def test_formatters_have_nothing_to_say_about_the_manual(manual, tmp_path, checker):
    if not shutil.which(checker[0]):
        pytest.skip(f"there is no {checker[0]} on this machine")
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


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_takes_its_script_without_a_word(shell, tmp_path):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} on this machine")
    script = tmp_path / "_longshore"
    script.write_text(output("completions", shell))
    reading = f"source {script}"
    if shell == "zsh":
        reading = f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -u -D; autoload +X _longshore"
    assert run_shell(shell, reading) == ""


@pytest.mark.parametrize("line, expected", BEHIND, ids=[line for line, _ in BEHIND])
@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_completes(shell, line, expected, tmp_path):
    if not shutil.which(shell):
        pytest.skip(f"there is no {shell} on this machine")
    script = tmp_path / "script"
    script.write_text(output("completions", shell))
    words = " ".join(shlex.quote(word) for word in line.split(" "))
    printed = run_shell(shell, SHELLS[shell].format(script=script, words=words, line=line))
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
