"""What Linux knows about a running process."""

import os
from pathlib import Path

CLOCK_TICKS = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid: int) -> float:
    """User and system time of all threads so far; the kernel counts in ticks of 10 ms."""
    # The name, in parentheses, may hold blanks: fields are counted from behind it.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = fields[11], fields[12]
    return (int(user) + int(system)) / CLOCK_TICKS


def memory_bytes(pid: int, key: str) -> int:
    """`VmRSS` (resident now) or `VmHWM` (the most ever resident), in bytes."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        name, _, value = line.partition(":")
        if name == key:
            return int(value.removesuffix("kB")) * 1024
    raise KeyError(key)
