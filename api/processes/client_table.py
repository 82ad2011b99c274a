"""What each client did lately, counted by all web processes of a server together."""

from __future__ import annotations

import mmap
from hashlib import blake2b
from typing import Any, Final

from api.processes.shared_lock import SharedLock

# Clients whose names fall together have so many places; who did least lately gives up its own.
_TOGETHER: Final = 8
_GROUPS: Final = 512
_MOST_BYTES: Final = 64 << 20
_WORD: Final = 8
# Words of an entry before its connections: two of the name, newest hit, place and number of hits.
_NEWEST, _PLACE, _HITS, _CONNECTIONS = 2, 3, 4, 5


class ClientTable:
    """Hits of each client within any stretch of time of a given length, and its connections.

    The memory has room for some thousand clients, of whom the least recent are forgotten first;
    a page of it is taken from the system when it is first written to.

    Args:
        processes: how many there are.
        most: hits of one client within a window; 0 counts none.
        seconds: length of a window, s.
    """

    def __init__(self, processes: int, most: int, seconds: float) -> None:
        self._processes = processes
        self._most = most
        self._seconds = seconds
        self._stride = _CONNECTIONS + processes + most
        room = _MOST_BYTES // (self._stride * _WORD * _TOGETHER)
        self._groups = max(1, min(_GROUPS, room))
        memory = memoryview(mmap.mmap(-1, self._groups * _TOGETHER * self._stride * _WORD))
        self._words: Any = memory.cast("Q")
        self._times: Any = memory.cast("d")
        self._lock = SharedLock()

    def hit(self, client: str, now: float) -> float:
        """Count a hit if there is room for it; seconds until there is, 0 if it was counted.

        Args:
            client: who it is.
            now: time of a clock that never goes back and that all processes share, s.
        """
        with self._lock:
            entry = self._find(client)
            place, hits = self._words[entry + _PLACE], self._words[entry + _HITS]
            ring = entry + _CONNECTIONS + self._processes
            if hits == self._most:
                # The place after the newest has the oldest.
                wait: float = self._times[ring + place] + self._seconds - now
                if wait > 0:
                    return wait
            self._times[ring + place] = self._times[entry + _NEWEST] = now
            self._words[entry + _PLACE] = (place + 1) % self._most
            self._words[entry + _HITS] = min(hits + 1, self._most)
            return 0.0

    def connected(self, client: str, process: int, change: int) -> int:
        """Count a connection that a client opened or closed; how many it holds then.

        Args:
            client: who it is.
            process: number of the process that holds it, from 0.
            change: 1 or -1.
        """
        with self._lock:
            entry = self._find(client)
            own = entry + _CONNECTIONS + process
            # Those of a client that was forgotten meanwhile are not there any more.
            self._words[own] = max(0, self._words[own] + change)
            return self._connections(entry)

    def leave(self, process: int) -> None:
        """Forget the connections of a process that ended."""
        with self._lock:
            for entry in range(0, len(self._words), self._stride):
                self._words[entry + _CONNECTIONS + process] = 0

    def _connections(self, entry: int) -> int:
        first = entry + _CONNECTIONS
        return sum(self._words[first : first + self._processes])

    def _find(self, client: str) -> int:
        """The entry of a client; a new one in the place of who did least lately."""
        digest = blake2b(client.encode(), digest_size=2 * _WORD).digest()
        name = int.from_bytes(digest[:_WORD]), int.from_bytes(digest[_WORD:])
        first = name[0] % self._groups * _TOGETHER * self._stride
        entries = range(first, first + _TOGETHER * self._stride, self._stride)
        for entry in entries:
            if (self._words[entry], self._words[entry + 1]) == name:
                return entry
        entry = min(entries, key=self._importance)
        self._words[entry], self._words[entry + 1] = name
        for word in range(entry + _NEWEST, entry + _CONNECTIONS + self._processes):
            self._words[word] = 0
        return entry

    def _importance(self, entry: int) -> tuple[bool, float]:
        return bool(self._connections(entry)), self._times[entry + _NEWEST]
