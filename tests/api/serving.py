"""Runs the command in a process of its own, on a free port, as a person would."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = (sys.executable, "-m", "api.cli.main")
ROOT = Path(__file__).resolve().parents[2]
_LISTENING = re.compile(r"Listening on (http://\S+)")


@dataclass
class Server:
    """A running ``venskab serve``.

    Attributes:
        process: its process, leader of a session of its own.
        origin: where it listens.
        greeting: what it printed until it listened.
    """

    process: subprocess.Popen[str]
    origin: str
    greeting: str

    def stop(self, number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Send a signal to the process alone; its exit status, and what it still printed."""
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=120)
        return self.process.returncode, out, err


def environment(**settings: str) -> dict[str, str]:
    """The environment without settings of the person who runs the tests, and with ``settings``.

    Requests are neither logged nor counted unless ``settings`` say so: nobody reads the log while
    the server runs, and the tests together are one busy client. Files are made when asked for.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VENSKAB_")}
    quiet = {
        "VENSKAB_LOG_REQUESTS": "false",
        "VENSKAB_REQUESTS_PER_MINUTE": "0",
        "VENSKAB_EXPORTS": "on-demand",
        # Most of the servers are searched by nobody.
        "VENSKAB_WARM_UP": "false",
    }
    return kept | {"LC_ALL": "C.UTF-8"} | quiet | settings


@contextmanager
def started(
    command: tuple[str, ...], home: Path, /, *words: str, **settings: str
) -> Generator[Server]:
    """A server that another program than ``venskab`` starts."""
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", "--home", str(home), *words],
        cwd=ROOT,
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        yield _when_listening(process)
    finally:
        process.kill()
        process.communicate()


def running(home: Path, /, *words: str, **settings: str) -> AbstractContextManager[Server]:
    """``venskab serve`` over a home folder, with more words after it."""
    return started(COMMAND, home, *words, **settings)


def _when_listening(process: subprocess.Popen[str]) -> Server:
    greeting = ""
    if process.stdout is None:
        raise RuntimeError("its output is not read")
    for line in process.stdout:
        greeting += line
        if line.startswith("Try"):
            break
    found = _LISTENING.search(greeting)
    if not found:
        pytest.fail(f"no server: {greeting}{process.communicate()[1]}")
    return Server(process, found[1], greeting)
