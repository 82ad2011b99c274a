"""The report of an import: what was left out, merged or doubted, by row and reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import NamedTuple

from graph.texts import N_, Text, Translate

ReportRow = tuple[str, ...]


class Fault(StrEnum):
    """The reasons for which a row is left out, merged or doubted."""

    UNREADABLE = "unreadable"
    DEPRECATED = "deprecated"
    PERSONAL = "personal"
    SELF_LOOP = "self-loop"
    TWO_NAMES = "two-names"
    DOUBLE = "double"
    BAD_POINT = "bad-point"
    TURNED_POINT = "turned-point"
    POINTS_DIFFER = "points-differ"
    OTHER_COUNTRY = "other-country"
    NO_COUNTRY = "no-country"
    NO_NAME = "no-name"
    BAD_DATE = "bad-date"


FAULTS: dict[Fault, Text] = {
    Fault.UNREADABLE: N_("left out: the row cannot be read"),
    Fault.DEPRECATED: N_("left out: the list itself calls it wrong"),
    Fault.PERSONAL: N_("left out: a personal identity number, as it seems, in a name"),
    Fault.SELF_LOOP: N_("left out: a place tied to itself"),
    Fault.TWO_NAMES: N_("left out: a place tied to itself under two names"),
    Fault.DOUBLE: N_("merged: the same tie, the same way, a second time"),
    Fault.BAD_POINT: N_("point left out: it is not on the earth, or stands for none"),
    Fault.TURNED_POINT: N_("point left out: latitude and longitude look swapped"),
    Fault.POINTS_DIFFER: N_("kept: one name and country with points far apart, so two places"),
    Fault.OTHER_COUNTRY: N_("kept with its doubt: the point lies in another country"),
    Fault.NO_COUNTRY: N_("country left out: it is not known by that name"),
    Fault.NO_NAME: N_("kept: no name is given, the identifier stands for it"),
    Fault.BAD_DATE: N_("date left out: it is no date"),
}


class LeftOutRow(NamedTuple):
    """One line of the report.

    Attributes:
        row: where, such as ``pairs.csv:17``.
        fault: the reason.
        what: the values it is about.
    """

    row: str
    fault: Fault
    what: str


class LeftOuts:
    """Takes down what an import leaves out.

    Args:
        keep: told of each line as it comes, for a report that is written while the list is read.
    """

    def __init__(self, keep: Callable[[LeftOutRow], object] | None = None) -> None:
        self.counts: Counter[Fault] = Counter()
        self.lines: list[LeftOutRow] = []
        self._keep = keep or self.lines.append

    def add(self, row: str, fault: Fault, what: str) -> None:
        """Take down one row."""
        self.counts[fault] += 1
        self._keep(LeftOutRow(row, fault, what))

    def summary(self, translate: Translate = str) -> list[tuple[str, int]]:
        """The reasons in words and how many rows each has, the order of :class:`Fault`."""
        return [(translate(FAULTS[each]), self.counts[each]) for each in Fault if self.counts[each]]


def report_lines(lines: Iterable[LeftOutRow], translate: Translate = str) -> Iterable[ReportRow]:
    """The report as rows of a table: row, code of the reason, the reason in words, the values."""
    yield ("row", "code", "reason", "values")
    for row, fault, what in lines:
        yield (row, fault.value, translate(FAULTS[fault]), what)
