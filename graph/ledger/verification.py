"""Whether a ledger is whole: its file, the text of each version, the order of its changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.errors import UnreadableFile, VenskabError
from graph.ledger.ledger import Ledger
from graph.ledger.short_names import SHORT, short_graph
from graph.ledger.versions import text_of
from graph.texts import N_, Text

_ROWS: Final = "SELECT sequence, step, made, graph, changes.hash, versions.hash FROM changes"
_CHAIN: Final = f"{_ROWS} LEFT JOIN versions ON versions.hash = changes.hash ORDER BY sequence"


@dataclass(frozen=True)
class Verification:
    """The outcome of reading a whole ledger.

    Attributes:
        head: number of the last change.
        versions: how many there are.
        releases: how many there are.
        faults: what is not as it was written, a sentence each.
        remarks: what is no fault and should be known.
    """

    head: int
    versions: int
    releases: int
    faults: Sequence[Text]
    remarks: Sequence[Text] = ()


def verify(ledger: Ledger) -> Verification:
    """Read the whole ledger and compare it with what it says of itself.

    Raises:
        LimitMet: another process kept the ledger locked.
    """
    faults: list[Text] = []
    for check in (_pages, _versions, _chain, _releases):
        faults += _told(check, ledger)
    head, versions, releases = 0, 0, 0
    remarks: list[Text] = []
    if not _told(_counted, ledger):
        head, versions = ledger.head(), _count(ledger, "versions")
        releases = _count(ledger, "releases")
        remarks = list(_gaps(ledger))
    return Verification(head, versions, releases, faults, remarks)


def _told(check: Callable[[Ledger], Iterator[Text]], ledger: Ledger) -> list[Text]:
    """The findings of a check; a file that cannot be read further is the last of them."""
    found: list[Text] = []
    try:
        with ledger.reading():
            found.extend(check(ledger))
    except UnreadableFile as error:
        found.append(N_("The file cannot be read to its end: {reason}", reason=error.what))
    return found


def _count(ledger: Ledger, table: str) -> int:
    (number,) = ledger.connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - ours
    return int(number)


def _counted(ledger: Ledger) -> Iterator[Text]:
    for table in ("versions", "changes", "releases"):
        _count(ledger, table)
    yield from ()


def _pages(ledger: Ledger) -> Iterator[Text]:
    for (said,) in ledger.connection.execute("PRAGMA integrity_check"):
        if said != "ok":
            yield N_("The file is damaged: {reason}.", reason=said)


def _versions(ledger: Ledger) -> Iterator[Text]:
    rows = ledger.connection.execute("SELECT hash, text, quads, bytes FROM versions")
    for name, packed, quads, size in rows:
        try:
            text = text_of(name, packed)
        except UnreadableFile:
            yield N_("Version {name} is damaged ({graphs}).", name=name[:SHORT],
                     graphs=", ".join(graphs_of(ledger, name)))  # fmt: skip
            continue
        if (text.count(b"\n"), len(text)) != (quads, size):
            yield N_("Version {name} says another size than it has.", name=name[:SHORT])


def graphs_of(ledger: Ledger, version: str) -> list[str]:
    """Short names of the graphs that ever had a version."""
    rows = ledger.connection.execute("SELECT graph FROM changes WHERE hash = ?", (version,))
    return sorted({short_graph(graph) for (graph,) in rows})


def _chain(ledger: Ledger) -> Iterator[Text]:
    """Each change follows the one before it, and names a version that is there."""
    before = 0, ""
    for sequence, step, made, graph, wanted, there in ledger.connection.execute(_CHAIN):
        if step < before[0] or made < before[1] or step > sequence:
            yield N_("Change {sequence} stands before an earlier one.", sequence=sequence)
        if wanted != there:
            yield N_(
                "Change {sequence} names version {name} of {graph}, which is not there.",
                sequence=sequence, name=str(wanted)[:SHORT], graph=short_graph(graph),
            )  # fmt: skip
        before = step, made


def _gaps(ledger: Ledger) -> Iterator[Text]:
    rows = ledger.connection.execute("SELECT sequence FROM changes")
    there = {sequence for (sequence,) in rows}
    missing = sorted(set(range(1, max(there, default=0) + 1)) - there)
    if missing:
        yield N_(
            "Changes that are not there, as in a ledger that was salvaged: {missing}.",
            missing=", ".join(map(str, missing)),
        )


def _releases(ledger: Ledger) -> Iterator[Text]:
    for release in ledger.releases.all():
        try:
            same = ledger.releases.measured(release.sequence)[0] == release.hash
        except VenskabError:
            same = False
        if not same:
            yield N_("Release {name} is not what was released.", name=release.name)
