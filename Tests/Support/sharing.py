"""What is made once in a run, however many workers share in it."""

import fcntl
import json
from pathlib import Path


def once(folder: Path, make) -> dict:
    """What `make` said about a folder that it has filled; whoever comes first makes it, and the others wait."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = folder.with_name(f"{folder.name}.json")
    with open(folder.with_name(f"{folder.name}.lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            made.write_text(json.dumps(make()))
        return json.loads(made.read_text())
