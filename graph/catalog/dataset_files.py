"""The files that can be taken at this moment: those of an export, and the latest release."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from graph.exports.manifest import DISTRIBUTIONS, MANIFEST, Distribution
from graph.ledger import Ledger
from graph.tiers import DEFAULT


@dataclass(frozen=True)
class MadeFile:
    """A file that has been made.

    Attributes:
        about: what it is.
        size: bytes.
        modified: when it was made, xsd:dateTime.
    """

    about: Distribution
    size: int
    modified: str


@dataclass(frozen=True)
class Released:
    """The latest release.

    Attributes:
        name: its name.
        size: bytes of its N-Quads.
        modified: when it was made, xsd:dateTime.
        is_now: whether nothing has changed since.
    """

    name: str
    size: int
    modified: str
    is_now: bool


@dataclass(frozen=True)
class Files:
    """All of them.

    Attributes:
        made: files of the export, in the order of the list.
        released: the latest release, if there is one.
    """

    made: tuple[MadeFile, ...] = ()
    released: Released | None = None

    @property
    def modified(self) -> str:
        """The time when the last of them was made; blank for none."""
        moments = [each.modified for each in self.made]
        return max([*moments, *([self.released.modified] if self.released else [])], default="")


def made_in(folder: Path, listed: Mapping[str, Mapping[str, Any]]) -> tuple[MadeFile, ...]:
    """The files of a whole export.

    Args:
        folder: where it is.
        listed: what its manifest says of each file.
    """
    try:
        moment = _stamp(datetime.fromtimestamp((folder / MANIFEST).stat().st_mtime, UTC))
    except FileNotFoundError:  # it has just made room for a newer one
        return ()
    known = (each for each in DISTRIBUTIONS if each.file in listed)
    return tuple(MadeFile(each, int(listed[each.file]["bytes"]), moment) for each in known)


def latest_release(ledger: Path) -> Released | None:
    """The latest release in a ledger, if there is one.

    Raises:
        UnreadableFile: the ledger is damaged.
        LimitMet: another process kept it locked.
    """
    with Ledger.open(ledger) as opened:
        releases = opened.releases.all()
        if not releases:
            return None
        last = releases[-1]
        # A list that was loaded since is no part of a release.
        is_newest = opened.point(last.sequence, DEFAULT) == opened.point(None, DEFAULT)
    return Released(last.name, last.bytes, _stamp(last.when), is_newest)


def of_dataset(slug: str, files: Iterable[MadeFile]) -> list[MadeFile]:
    """Those files that are forms of a dataset."""
    return [each for each in files if each.about.dataset == slug]


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds").replace("+00:00", "Z")
