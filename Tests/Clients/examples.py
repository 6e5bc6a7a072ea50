"""The examples for Python in docs/sdk.md, and how they are run."""

import re
import subprocess
import sys
from pathlib import Path

from longshore import REPOSITORY, environment
from server import EMAIL, Longshore

BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples() -> list[str]:
    return BLOCK.findall((REPOSITORY / "docs/sdk.md").read_text())


def run(codes: list[str], server: Longshore, folder: Path) -> str:
    """What a program of the pieces prints that is given this server and its credentials."""
    owner = server.owner
    program = "\n".join(codes).replace("http://127.0.0.1:8080", server.url).replace("patricia@zylker.com", EMAIL)
    for name in ("client_id", "client_secret"):
        program = re.sub(rf'({name}"?[=:] ?)"[^"]*…"', rf'\1"{owner[name]}"', program)
    program = program.replace('"1000.…"', f'"{owner["refresh_token"]}"')
    (folder / "program.py").write_text(program)
    done = subprocess.run(
        [sys.executable, "program.py"], cwd=folder, env=environment(), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
