"""Chromium without a window, told what to do through the pipe of its DevTools protocol."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path


class Browser:
    """A browser with a profile of its own, and the pages that are open in it."""

    def __init__(self, folder: Path):
        assert shutil.which("chromium"), "there is no chromium; scripts/setup --tests installs it"
        folder.mkdir()
        commands, self.commands = (high(end) for end in os.pipe())
        self.answers, answers = (high(end) for end in os.pipe())
        self.received = b""
        self.number = 0
        self.log = folder / "browser.log"
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                # The protocol wants the pipes at 3 and 4.
                ["bash", "-c", f'exec chromium "$@" 3<&{commands} 4>&{answers}', "chromium"]
                + ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
                + ["--disable-popup-blocking", f"--user-data-dir={folder / 'profile'}", "--remote-debugging-pipe"],
                pass_fds=(commands, answers),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=os.environ | {"HOME": str(folder)},
            )
        os.close(commands)
        os.close(answers)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.commands)
        os.close(self.answers)

    def open(self, url: str) -> "Page":
        return Page(self, self.call("Target.createTarget", url=url)["targetId"])

    def page(self, url: str, within: float = 30) -> "Page":
        """The page whose address begins like that, once there is one."""
        deadline = time.monotonic() + within
        while True:
            targets = self.call("Target.getTargets")["targetInfos"]
            found = [target["targetId"] for target in targets if target["type"] == "page" and target["url"].startswith(url)]
            if found:
                return Page(self, found[0])
            assert time.monotonic() < deadline, f"no page of {url}, but {[target['url'] for target in targets]}"
            time.sleep(0.1)

    def call(self, method: str, session: str | None = None, **parameters) -> dict:
        self.number += 1
        command = {"id": self.number, "method": method, "params": parameters} | ({"sessionId": session} if session else {})
        os.write(self.commands, json.dumps(command).encode() + b"\0")
        while (answer := self.message()).get("id") != self.number:
            pass
        assert "error" not in answer, f"{method}: {answer['error']}"
        return answer["result"]

    def message(self, within: float = 60) -> dict:
        """The next message, be it an answer or an event."""
        while b"\0" not in self.received:
            ready, _, _ = select.select([self.answers], [], [], within)
            piece = os.read(self.answers, 1 << 16) if ready else b""
            assert piece, f"the browser says nothing:\n{self.log.read_text(errors='replace')[-2000:]}"
            self.received += piece
        message, _, self.received = self.received.partition(b"\0")
        return json.loads(message)


class Page:
    def __init__(self, browser: Browser, target: str):
        self.browser = browser
        self.session = browser.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def evaluate(self, script: str):
        """What an expression is in the page; a promise is waited for."""
        answer = self.browser.call(
            "Runtime.evaluate", self.session, expression=script, awaitPromise=True, returnByValue=True, userGesture=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, script: str, within: float = 30):
        """Waits until an expression is true, also while the page is loaded anew; what it is then."""
        deadline = time.monotonic() + within
        while True:
            try:
                value = self.evaluate(script)
            except AssertionError as problem:
                value, reason = None, problem
            else:
                reason = "it never was"
            if value:
                return value
            assert time.monotonic() < deadline, f"{script}: {reason}"
            time.sleep(0.1)


def high(end: int) -> int:
    """The end of a pipe under a number that nobody else has plans for."""
    moved = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return moved
