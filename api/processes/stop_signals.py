"""The signals that a parent of processes waits for: to stop, and that a child has ended."""

from __future__ import annotations

import select
import signal
import socket
from types import FrameType, TracebackType
from typing import Final, Self

STOP: Final = (signal.SIGINT, signal.SIGTERM)
_HEARD: Final = (*STOP, signal.SIGCHLD)


class StopSignals:
    """Hears signals while the block lasts, without doing anything in the middle of other work.

    Attributes:
        stop: true since this process was told to stop.
    """

    def __init__(self) -> None:
        self.stop = False
        self._woken, self._waker = socket.socketpair()
        self._woken.setblocking(False)
        self._waker.setblocking(False)

    def __enter__(self) -> Self:
        """Begin to hear."""
        self._before = {number: signal.signal(number, self._note) for number in _HEARD}
        signal.set_wakeup_fd(self._waker.fileno(), warn_on_full_buffer=False)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Leave the signals as they were."""
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._woken.close()
        self._waker.close()

    def _note(self, number: int, frame: FrameType | None) -> None:
        self.stop |= number in STOP

    def wait(self, seconds: float) -> None:
        """Wait until there is one, or so long, s."""
        if select.select([self._woken], [], [], seconds)[0]:
            self._woken.recv(1 << 12)
