"""Starts the web processes, puts another in the place of one that ends, and ends them all."""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from api.processes.board import Board, Slot
from api.processes.stop_signals import STOP, StopSignals
from graph.engine.process.sandbox import die_with_parent

_LOG: Final = logging.getLogger("venskab.processes")
_LOOK: Final = 0.5
# Looks at which a process has done nothing, until it is ended: half a minute. They are counted
# and not timed, so that a machine that sleeps does not end its processes when it wakes.
_STILL: Final = 60
# One that ended before it answered is started again after a while, which doubles up to this, s.
_LONGEST_WAIT: Final = 30.0


@dataclass
class _Place:
    """One web process, or the place of one that is to be started.

    Attributes:
        slot: what it tells.
        pid: the process; 0 for none.
        due: when another is started, s.
        wait: time until the next is started if this one never answers, s.
        beats: its beats at the last look.
        still: looks at which they stood still.
    """

    slot: Slot
    pid: int = 0
    due: float = 0.0
    wait: float = 1.0
    beats: int = 0
    still: int = 0


class Supervisor:
    """The parent of the web processes; it holds no data and answers nobody.

    Args:
        board: the memory that it shares with them.
        work: what a process does, given its number; its exit status comes back.
        ended: done for a process that ended, given its number.
        grace: time for what runs when all are told to end, s.

    Attributes:
        served: true since all answered for the first time.
    """

    def __init__(
        self,
        board: Board,
        work: Callable[[int], int],
        ended: Callable[[int], None],
        grace: float,
    ) -> None:
        self._board = board
        self._work = work
        self._done = ended
        self._grace = grace
        self._places = [_Place(slot) for slot in board.slots]
        self._status = 0
        self.served = False

    def run(self, greet: Callable[[], None], stopping: Callable[[], None]) -> int:
        """Keep all running until a signal tells this process to stop.

        Args:
            greet: done when all answer for the first time.
            stopping: done before they are told to end.

        Returns:
            The exit status: 0, or that of a process that could not start.
        """
        # Objects that the collector does not touch stay shared with the processes.
        gc.collect()
        gc.freeze()
        with StopSignals() as signals:
            while not signals.stop and not self._status:
                self._start()
                if not self.served and self._board.serving() == len(self._places):
                    self.served = True
                    greet()
                signals.wait(_LOOK if self.served else _LOOK / 10)
                self._reap()
                if self.served:
                    self._end_the_still()
            stopping()
            self._stop(signals)
        return self._status

    def _start(self) -> None:
        now = time.monotonic()
        for number, place in enumerate(self._places):
            if not place.pid and place.due <= now:
                place.pid = self._fork(number)

    def _fork(self, number: int) -> int:
        parent = os.getpid()
        # A signal to the child waits until it no longer hears with its parent's ears.
        before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP)
        pid = os.fork()
        if pid:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            return pid
        status = 1
        try:
            die_with_parent()
            signal.set_wakeup_fd(-1)
            # Ctrl-C reaches the whole process group; the parent decides when to end.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            for heard in (signal.SIGTERM, signal.SIGCHLD):
                signal.signal(heard, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            if os.getppid() == parent:
                status = self._work(number)
        except BaseException:
            traceback.print_exc()
        finally:
            with contextlib.suppress(OSError):
                sys.stdout.flush()
                sys.stderr.flush()
            os._exit(status)

    def _reap(self) -> None:
        for number, place in enumerate(self._places):
            if place.pid:
                with contextlib.suppress(ChildProcessError):
                    pid, status = os.waitpid(place.pid, os.WNOHANG)
                    if pid:
                        self._ended(number, place, os.waitstatus_to_exitcode(status))

    def _ended(self, number: int, place: _Place, status: int) -> None:
        wait = 0.0 if place.slot.serving else place.wait
        self._places[number] = _Place(
            place.slot,
            due=time.monotonic() + wait,
            wait=min(2 * place.wait, _LONGEST_WAIT) if wait else 1.0,
        )
        self._done(number)
        if status > 0 and not self.served:
            self._status = status
        elif status:
            how = f"by signal {-status}" if status < 0 else f"with status {status}"
            _LOG.error("Web process %d ended %s; another is started.", number + 1, how)

    def _end_the_still(self) -> None:
        for number, place in enumerate(self._places):
            beats = place.slot.beats
            place.still = place.still + 1 if beats and beats == place.beats else 0
            place.beats = beats
            if place.still >= _STILL:
                _LOG.error("Web process %d does nothing any more; it is ended.", number + 1)
                os.kill(place.pid, signal.SIGKILL)
                place.still = 0

    def _stop(self, signals: StopSignals) -> None:
        """Tell all to end, and end those that take longer than they may."""
        self._send(signal.SIGTERM)
        deadline = time.monotonic() + self._grace
        while self._running() and time.monotonic() < deadline:
            signals.wait(_LOOK)
            self._bury(os.WNOHANG)
        self._send(signal.SIGKILL)
        self._bury(0)

    def _running(self) -> list[_Place]:
        return [place for place in self._places if place.pid]

    def _send(self, number: int) -> None:
        for place in self._running():
            with contextlib.suppress(ProcessLookupError):
                os.kill(place.pid, number)

    def _bury(self, how: int) -> None:
        for place in self._running():
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(place.pid, how)[0]:
                    place.pid = 0
