"""A value of a generation that is worked out once, when it is first asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Hashable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """A value that many may ask for and that is made once; what fails is tried again.

    It belongs to a generation and goes with it: whoever holds that asks no further.

    Args:
        make: makes the value.
    """

    def __init__(self, make: Callable[[], Awaitable[T]]) -> None:
        self._make = make
        self._lock = asyncio.Lock()
        self._made: list[T] = []

    async def get(self) -> T:
        """The value; whoever comes while it is made waits for it.

        Raises:
            VenskabError: it could not be made, as ``make`` says.
        """
        async with self._lock:
            if not self._made:
                self._made.append(await self._make())
            return self._made[0]


class OnceEach:
    """Values by keys, each worked out once; for keys that are few, as days and languages are."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Once[Any]] = {}

    async def get(self, key: Hashable, make: Callable[[], Awaitable[T]]) -> T:
        """The value kept under a key, made by ``make`` where there is none.

        Raises:
            VenskabError: it could not be made, as ``make`` says.
        """
        found: T = await self._kept.setdefault(key, Once(make)).get()
        return found
