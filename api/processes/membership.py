"""One web process's place among those that share a port."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any, Final

from api.processes.board import LOAD, Board, Epoch, Point
from api.processes.client_table import ClientTable
from graph.engine.base import EngineState

# A process that waits for the others looks so often, s; a request that comes meanwhile looks too.
LOOK_AGAIN: Final = 0.01


class Membership:
    """What one process reads from the board and writes to it.

    Args:
        board: the shared memory.
        number: place of the process, from 0.
        clients: what each client did, as all processes count it.

    Attributes:
        number: place of the process, from 0.
        board: the shared memory.
        clients: what each client did, as all processes count it.
    """

    def __init__(self, board: Board, number: int, clients: ClientTable) -> None:
        self.board = board
        self.number = number
        self.clients = clients
        self._slot = board.slots[number]
        self._slot.pid = os.getpid()
        self._waits_with = 0

    @property
    def serving(self) -> bool:
        """True while this process is among those that answer."""
        return bool(self._slot.serving)

    @property
    def turned(self) -> bool:
        """True if the state that this process has made ready, and waits with, is that of all."""
        return 0 < self._waits_with <= self.board.epoch

    @property
    def connections_elsewhere(self) -> int:
        """Connections that the other processes hold."""
        return self.board.total("connections") - self._slot.connections

    def holds_more(self) -> bool:
        """True if another process that answers holds fewer connections than this one."""
        mine = self._slot.connections
        return any(slot.serving and slot.connections < mine for slot in self.board.slots)

    def tell_connections(self, number: int) -> None:
        """Tell how many connections this process holds."""
        self._slot.connections = number

    def tell(self, state: EngineState) -> None:
        """Tell the load of this process's engine, and that the process is alive."""
        self._slot.beats += 1
        for name in LOAD:
            setattr(self._slot, name, getattr(state, name))

    def of_all(self, mine: EngineState) -> EngineState:
        """The load of the engines of all processes; of the others as they told it last.

        Args:
            mine: that of the engine of this process.
        """
        self.tell(mine)
        totals: dict[str, Any] = {name: self.board.total(name) for name in LOAD}
        return replace(mine, **totals)

    def count_request(self) -> None:
        """Count a request that this process answered."""
        self._slot.requests += 1

    def tell_loaded(self, graphs: float, quads: float, seconds: float) -> None:
        """Tell what the index holds, and the time it took to load it, s."""
        self._slot.graphs, self._slot.quads = int(graphs), int(quads)
        self._slot.seconds = seconds

    def begin(self, point: Point) -> bool:
        """Begin with a state that this process can answer of; False where others answer already."""
        with self.board.lock:
            return self.board.begin(self._slot, point)

    def ask(self, point: Point) -> bool:
        """Ask all processes to take up a state; False while they take up another."""
        with self.board.lock:
            return self.board.ask(point)

    @property
    def wanted(self) -> Epoch | None:
        """The state that this process is to make ready next, if there is one."""
        with self.board.lock:
            for state in (self.board.coming, self.board.current):
                if state and max(self._slot.ready, self._slot.failed) < state.number:
                    return state
            return None

    def ready(self, state: Epoch) -> None:
        """Say that this process can answer of a state."""
        with self.board.lock:
            self._slot.ready = state.number
            if state.number == self.board.epoch:
                self._slot.serving = 1
        self.settle()

    def wait_with(self, state: Epoch | None) -> None:
        """Answer of a state as soon as all can, or of none but that which the engine holds."""
        self._waits_with = state.number if state else 0

    def failed(self, state: Epoch) -> None:
        """Say that this process cannot make a state ready."""
        with self.board.lock:
            self._slot.failed = state.number
        self.settle()

    def try_again(self) -> None:
        """Make ready again what failed."""
        self._slot.failed = 0

    def settle(self) -> None:
        """Turn the epoch if it is time to."""
        with self.board.lock:
            self.board.settle()

    def given_up(self, state: Epoch) -> bool:
        """True if a state is not wanted any more and will never be that of all."""
        with self.board.lock:
            coming = self.board.coming
            return self.board.epoch < state.number and (
                coming is None or coming.number != state.number
            )
