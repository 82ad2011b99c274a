"""The web process's side: places, queue, deadline."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import asdict
from pathlib import Path
from typing import Final

from graph.engine.process import frames
from graph.engine.process.channel import Channel
from graph.engine.process.prepared import Prepared, prepare
from graph.errors import LimitMet, VenskabError
from graph.texts import N_, unpacked
from graph.validation.jobs import ERRORS, MEMORY, TOLD, Judgement, ValidationJob, of_header

_IN_PARTS: Final = N_("Send it in parts, or use `venskab validate`.")


class ValidatorPool:
    """Judges a few bodies at a time.

    The process that forks is started by the first body, and stays.

    Args:
        ledger: the ledger whose graphs the bodies lean on.
        places: bodies judged at the same time.
        queue: bodies that may wait for a place.
        program: the module that runs :func:`graph.validation.validator_process.serve`.
        told: what it is told beside the ledger.
    """

    def __init__(self, ledger: Path, places: int, queue: int, program: str, **told: str) -> None:
        self._program = program
        self._told = told | {"ledger": str(ledger)}
        self._places = asyncio.Semaphore(places)
        self._free = places + queue
        self._started: asyncio.Task[Prepared] | None = None

    async def judge(self, body: bytes, order: ValidationJob) -> Judgement:
        """Judge ``body``.

        Raises:
            UnreadableFile: the body cannot be read; says where and how to mend it.
            UnusableInput: it has other graphs than the job names.
            LimitMet: it takes too long, or too many wait.
            VenskabError: the shapes cannot be run on it.
        """
        if not self._free:
            what = N_("Too many bodies wait to be judged.")
            raise LimitMet(
                "queue", N_("waiting bodies"), what, hint=N_("Send it again."), retry_after=10
            )
        self._free -= 1
        try:
            async with self._places:
                return await self._judged(body, order)
        finally:
            self._free += 1

    async def close(self) -> None:
        """End the process that forks, and with it all that it forked."""
        started, self._started = self._started, None
        if started is not None:
            with contextlib.suppress(frames.Closed):
                await (await started).close()

    async def _judged(self, body: bytes, order: ValidationJob) -> Judgement:
        try:
            zygote = await self._ready()
            pid, channel = await _forked(zygote)
        except frames.Closed as error:
            await self.close()  # the next body starts another
            raise VenskabError(
                N_("The process that judges ended."), hint=N_("Send it again.")
            ) from error
        try:
            async with asyncio.timeout(order.seconds):
                told, report = await channel.ask(asdict(order), body)
        except TimeoutError as error:
            raise _too_long(order) from error
        except frames.Closed as error:
            what = N_("Judging it takes more memory or time than it may.")
            raise LimitMet("memory", f"{MEMORY >> 20} MB", what, hint=_IN_PARTS) from error
        finally:
            await _bury(zygote, pid, channel)
        return _read(told, report)

    async def _ready(self) -> Prepared:
        if self._started is None:
            self._started = asyncio.create_task(self._start())
        # Shielded: it is started for all, whoever goes away.
        return await asyncio.shield(self._started)

    async def _start(self) -> Prepared:
        zygote, _ = await prepare(self._program, self._told)
        return zygote


async def _forked(zygote: Prepared) -> tuple[int, Channel]:
    making = asyncio.ensure_future(zygote.fork({}))
    try:
        return await asyncio.shield(making)
    except asyncio.CancelledError:
        await _bury(zygote, *await making)
        raise


async def _bury(zygote: Prepared, pid: int, channel: Channel) -> None:
    # Shielded: a client that goes away must not leave half a reply in the socket.
    with contextlib.suppress(frames.Closed):
        await asyncio.shield(zygote.bury(pid, channel))


def _too_long(order: ValidationJob) -> LimitMet:
    what = N_("Judging it takes longer than {seconds:g} s.", seconds=order.seconds)
    return LimitMet("time", f"{order.seconds:g} s", what, hint=_IN_PARTS)


def _read(told: frames.Header, report: bytes) -> Judgement:
    if "conforms" in told:
        return of_header(told, report)
    what, where, hint = (unpacked(told[name]) for name in TOLD)
    raise ERRORS[told["error"]](what, where=where, hint=hint)
