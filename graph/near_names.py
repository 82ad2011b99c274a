"""The known names that are nearest to one that nobody knows: "Did you mean …?"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

# A shorter likeness is another name, not a slip of the pen.
_LIKE: Final = 0.6


def nearest(name: str, known: Iterable[str], most: int = 3) -> list[str]:
    """The known names that are nearest to a name, the nearest first; none where none is near.

    Args:
        name: as it was written.
        known: the names that there are.
        most: of which at most so many are given.
    """
    # Read only for an unknown name: every command would wait for it.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    found = process.extract(
        name,
        sorted(known),
        scorer=OSA.normalized_similarity,
        processor=str.lower,
        score_cutoff=_LIKE,
        limit=most,
    )
    return [each for each, _likeness, _place in found]
