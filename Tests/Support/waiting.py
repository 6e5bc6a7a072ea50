"""Waiting with an end, and with a message when it comes."""

import time


def wait_for(what: str, condition, within: float = 60, pause: float = 0.02, process=None):
    """Waits until a condition holds, and returns what it gave.

    `what` is what is waited for, in words or as a function that makes them; `process` is one that must run meanwhile.
    """
    deadline = time.monotonic() + within
    while not (outcome := condition()):
        words = what() if callable(what) else what
        assert process is None or process.poll() is None, f"the process ended with {process.returncode} before this: {words}"
        assert time.monotonic() < deadline, f"{within} s have passed without this: {words}"
        time.sleep(pause)
    return outcome
