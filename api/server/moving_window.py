"""Counts what each client did within the last seconds, wherever those begin."""

from __future__ import annotations

from collections import OrderedDict, deque


class MovingWindow:
    """At most so many hits of one client within any stretch of time of a given length.

    Args:
        most: hits within a window, at least 1.
        seconds: length of a window, s.
    """

    def __init__(self, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        # Whoever was let through last stands last.
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def hit(self, client: str, now: float) -> float:
        """Count a hit if there is room for it; seconds until there is, 0 if it was counted.

        Args:
            client: who it is.
            now: time of a clock that never goes back, s.
        """
        self._forget(now - self._seconds)
        hits = self._hits.setdefault(client, deque(maxlen=self._most))
        if len(hits) == self._most and (wait := hits[0] + self._seconds - now) > 0:
            return wait
        hits.append(now)
        self._hits.move_to_end(client)
        return 0.0

    def __len__(self) -> int:
        """Clients that are remembered."""
        return len(self._hits)

    def _forget(self, until: float) -> None:
        while self._hits:
            client, hits = next(iter(self._hits.items()))
            if hits[-1] > until:
                return
            del self._hits[client]
