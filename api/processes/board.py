"""The memory that the web processes of one server share: who serves, and which state all are at.

A change is taken up by all processes together. One asks for a state of the ledger; each makes it
ready beside the one that it answers with, and says so here; when all are ready the *epoch* is
turned, by whichever is last, in one store of eight bytes. Every request reads the epoch before it
is answered, so whoever was answered of the new state is never answered of the one before, whichever
process takes its next connection (decision 0193).
"""

from __future__ import annotations

import mmap
import time
from collections.abc import Callable, Iterator
from ctypes import Structure, c_char, c_double, c_uint64, sizeof
from typing import Any, Final, NamedTuple

from api.processes.shared_lock import SharedLock

LOAD: Final = ("busy", "idle", "waiting", "hits", "misses", "kept")
"""What each process tells of its engine; see ``graph.engine.base.EngineState``."""
_SUMS: Final = ("hits", "misses")
_TOLD: Final = (
    *("pid", "beats", "serving", "ready", "failed", "connections", "requests"),
    *("graphs", "quads", "seconds"),
    *LOAD,
)


class Point(NamedTuple):
    """A point of the ledger's history.

    Attributes:
        head: number of its last change.
        made: when that was made, as the ledger has it.
    """

    head: int
    made: str


class Epoch(NamedTuple):
    """A state that a process is to be at.

    Attributes:
        number: of the epoch that it is, or will be, the state of.
        point: which state.
    """

    number: int
    point: Point


class _Point(Structure):
    head: int
    made: bytes
    _fields_ = (("head", c_uint64), ("made", c_char * 64))

    def read(self) -> Point:
        return Point(self.head, self.made.decode())

    def write(self, point: Point) -> None:
        self.head, self.made = point.head, point.made.encode()


class Slot(Structure):
    """One process.

    Attributes:
        pid: the process; 0 for none.
        beats: looks it has taken; stands still where the process does.
        serving: 1 while it is among those that answer.
        ready: number of the newest state that it can answer of.
        failed: number of the newest state that it could not make ready.
        connections: connections that it holds.
        requests: requests that it answered.
        graphs: named graphs in its index.
        quads: statements in its index.
        seconds: time it took to load the index, s.
    """

    pid: int
    beats: int
    serving: int
    ready: int
    failed: int
    connections: int
    requests: int
    graphs: int
    quads: int
    seconds: float
    _fields_ = tuple((name, c_double if name == "seconds" else c_uint64) for name in _TOLD)

    def clear(self) -> None:
        """Make it that of no process."""
        for name in _TOLD:
            setattr(self, name, 0)


class _Common(Structure):
    epoch: int
    asked: int
    given_up: int
    since: float
    current: _Point
    coming: _Point
    hits: int
    misses: int
    _fields_ = (
        ("epoch", c_uint64),
        ("asked", c_uint64),
        ("given_up", c_uint64),
        ("since", c_double),
        ("current", _Point),
        ("coming", _Point),
        *((name, c_uint64) for name in _SUMS),
    )


class Board:
    """The shared memory of ``processes`` processes; made by their parent before it forks.

    Args:
        processes: how many there are.
        patience: time that processes which are ready wait for one that is not, s.
        clock: tells a time that never goes back and that all processes share, s.

    Attributes:
        slots: what each process tells.
        lock: held by whoever changes what all go by.
    """

    def __init__(
        self, processes: int, patience: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._patience = patience
        self._clock = clock
        head = sizeof(_Common)
        memory: Any = mmap.mmap(-1, head + processes * sizeof(Slot))
        self._common = _Common.from_buffer(memory)
        self.slots = tuple(
            Slot.from_buffer(memory, head + number * sizeof(Slot)) for number in range(processes)
        )
        self.lock = SharedLock()

    @property
    def epoch(self) -> int:
        """Number of the state that all answer of; 0 before there is one."""
        return self._common.epoch

    @property
    def current(self) -> Epoch | None:
        """The state of the epoch; None before there is one."""
        common = self._common
        return Epoch(common.epoch, common.current.read()) if common.epoch else None

    @property
    def coming(self) -> Epoch | None:
        """The state that the processes are making ready, if there is one."""
        common = self._common
        if common.asked <= max(common.epoch, common.given_up):
            return None
        return Epoch(common.asked, common.coming.read())

    def total(self, name: str) -> int:
        """The sum of a number over all processes, with those that ended where it only grows."""
        ended = getattr(self._common, name) if name in _SUMS else 0
        return int(ended + sum(getattr(slot, name) for slot in self.slots))

    def serving(self) -> int:
        """The number of processes that answer."""
        return sum(slot.serving for slot in self.slots)

    def begin(self, slot: Slot, point: Point) -> bool:
        """Begin an epoch with a state, where nobody answers yet or any more; hold the lock.

        Args:
            slot: a process that can answer of it.
            point: the state.

        Returns:
            Whether nobody did.
        """
        if self.serving():
            return False
        slot.ready = max(self._common.epoch, self._common.asked) + 1
        self._turn(Epoch(slot.ready, point))
        return True

    def ask(self, point: Point) -> bool:
        """Ask all to make a state ready, unless they make another ready; hold the lock.

        Returns:
            Whether nothing is left to ask: it is asked, or all are there.
        """
        coming, current = self.coming, self.current
        if coming is not None:
            return coming.point == point
        if current is not None and current.point != point:
            self._common.coming.write(point)
            self._common.since = 0.0
            self._common.asked = max(self._common.asked, current.number) + 1
        return True

    def settle(self) -> None:
        """Turn the epoch if it is time to, or give up what nobody can make ready; hold the lock.

        It is time when all that serve are ready, or some have been for ``patience``: who is not,
        is not among those that serve until it has caught up.
        """
        coming = self.coming
        if coming is None:
            return
        now, late = self._clock(), list(self._late(coming.number))
        ready = any(slot.ready >= coming.number for slot in self.slots)
        if ready and not self._common.since:
            self._common.since = now
        if not ready:
            if not late:
                self._common.given_up = coming.number
        elif not late or now - self._common.since >= self._patience:
            self._turn(coming)

    def _late(self, number: int) -> Iterator[Slot]:
        """The processes that serve, and have not said whether they can make a state ready."""
        for slot in self.slots:
            if slot.serving and slot.ready < number and slot.failed < number:
                yield slot

    def _turn(self, state: Epoch) -> None:
        # First: whoever is late must not answer once others answer of the new state.
        for slot in self.slots:
            slot.serving = int(bool(slot.pid) and slot.ready >= state.number)
        self._common.current.write(state.point)
        self._common.asked = max(self._common.asked, state.number)
        self._common.epoch = state.number

    def leave(self, number: int) -> None:
        """Take a process that ended off the board.

        Args:
            number: its place.
        """
        with self.lock:
            slot = self.slots[number]
            for name in _SUMS:
                ended = getattr(self._common, name) + getattr(slot, name)
                setattr(self._common, name, ended)
            slot.clear()
            self.settle()
