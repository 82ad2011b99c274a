"""The files that can be downloaded at this moment."""

from __future__ import annotations

from dataclasses import dataclass

from graph.exports.distributions import Distribution


@dataclass(frozen=True)
class Made:
    """A file that has been made.

    Attributes:
        about: what it is.
        size: bytes.
        modified: when it was made, xsd:dateTime.
    """

    about: Distribution
    size: int
    modified: str
