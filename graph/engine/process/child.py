"""Runs a module's ``main`` in a process of its own, and gives what it wrote.

For one piece of work that must not stop, crash or swell this process. What is asked again and
again is prepared once and forked: see :mod:`graph.engine.process.prepared`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from graph.texts import N_

# The status of a child that met its deadline is that of one that used up its processor time.
TOO_LONG: Final = -getattr(signal, "SIGXCPU", 24)

# The child's modules come from where ours do; -P: no other folder may shadow one of Python's.
_ROOT: Final = str(Path(__file__).resolve().parents[3])
_PROGRAM: Final = (
    "import sys; from importlib import import_module; root, module, *words = sys.argv[1:];"
    "sys.path.append(root); sys.exit(import_module(module).main(*words))"
)


@dataclass(frozen=True)
class Ended:
    """How a child ended.

    Attributes:
        status: exit status, or minus the signal that ended it.
        output: what it wrote on standard output, whole.
        errors: what it wrote on standard error.
    """

    status: int
    output: bytes
    errors: bytes


def run_child(module: str, *words: str, given: IO[bytes], seconds: float) -> Ended:
    """Run a module and wait for its end; any thread may do so.

    Args:
        module: the module; its ``main`` takes ``words`` and returns its exit status, or None for 0.
        words: what it is told.
        given: file that is its standard input.
        seconds: time after which it is killed, s; then its status is :data:`TOO_LONG`.
    """
    with subprocess.Popen(
        _command(module, words), stdin=given, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        try:
            output, errors = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return Ended(TOO_LONG, b"", b"")
        except BaseException:
            process.kill()
            raise
    return Ended(process.returncode, output, errors)


async def await_child(
    module: str,
    *words: str,
    given: bytes = b"",
    seconds: float | None = None,
    temporary: Path | None = None,
) -> Ended:
    """Run a module while the event loop does other things; who cancels this kills it.

    Args:
        module: as for :func:`run_child`.
        words: what it is told.
        given: bytes that it reads on standard input.
        seconds: as for :func:`run_child`; None for as long as it takes.
        temporary: where its temporary files go, which it does not remove when it is killed;
            default: where those of this process go.
    """
    own = {} if temporary is None else {"TMPDIR": str(temporary), "TEMP": str(temporary)}
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *_command(module, words), stdin=pipe, stdout=pipe, stderr=pipe, env=os.environ | own
    )
    try:
        async with asyncio.timeout(seconds):
            output, errors = await process.communicate(given)
    except TimeoutError:
        return Ended(TOO_LONG, b"", b"")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    return Ended(process.returncode or 0, output, errors)


def why_it_died(status: int, memory: int, seconds: float) -> str:
    """A sentence for a child that ended before it was done.

    Args:
        status: as :class:`Ended` has it.
        memory: what it might take, bytes.
        seconds: how long it might take, s.
    """
    if status == TOO_LONG:
        return N_("reading it takes longer than {seconds:g} s.", seconds=seconds)
    if status in (-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)):
        return N_("reading it takes more than {memory:,} MB of memory.", memory=memory >> 20)
    if status > 0:
        return N_("it cannot be read: the reader gave up on it.")
    return N_("it cannot be read: it is nested too deeply, or made to break a reader.")


def _command(module: str, words: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-P", "-c", _PROGRAM, _ROOT, module, *words]
