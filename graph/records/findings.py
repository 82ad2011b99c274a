"""What is wrong in a record: where, in which field, what was written, what is expected instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graph.records.tree import Place, Scalar
from graph.texts import N_, Translate


@dataclass(frozen=True)
class RecordFinding:
    """One fault of a record, or one note on it.

    Attributes:
        place: the file, line and column, or the cell.
        field: the path of the field, such as ``agreement 2 > signed``.
        value: what was written.
        what: one plain sentence that says what is wrong.
        expected: one plain sentence that says what belongs there, or that of a shape by language;
            blank where ``what`` says it.
        example: how it could look; blank where there is no example.
        note: it is told only and keeps nothing out.
        choices: what may be written in place of the value, the likeliest first.
    """

    place: Place
    field: str
    value: str
    what: str
    expected: str | Mapping[str, str] = ""
    example: str = ""
    note: bool = False
    choices: tuple[str, ...] = ()

    @property
    def where(self) -> str:
        """The place as text: file, line and column, or file and cell."""
        place = self.place
        if place.cell:
            return N_("{file}, cell {cell}", file=place.file, cell=place.cell)
        if not place.line:
            return place.file
        head = N_("line {line}, column {column}", line=place.line, column=place.column)
        return (
            N_("{file}, {line_and_column}", file=place.file, line_and_column=head)
            if place.file
            else head
        )

    def sentence(self, translate: Translate = str, lang: str = "en") -> str:
        """The finding on one line: where, which field and value, what is wrong, what is expected.

        Args:
            translate: puts each text into the reader's language; English without it.
            lang: that language.
        """
        head = ": ".join(part for part in (translate(self.where), self.field) if part)
        if self.value:
            head = f"{head}: {_short(self.value)!r}" if head else repr(_short(self.value))
        example = translate(N_("Example: {example}", example=self.example)) if self.example else ""
        said = " ".join(
            part
            for part in (translate(self.what), self._expected(translate, lang), example)
            if part
        )
        return f"{head}: {said}" if head else said

    def _expected(self, translate: Translate, lang: str) -> str:
        if isinstance(self.expected, str):
            return translate(self.expected)
        return self.expected.get(lang) or self.expected.get("en", "")


def _short(value: str) -> str:
    return value if len(value) <= 80 else value[:77] + "..."


class RecordFault(Exception):
    """A fault that keeps a record, or one value of it, from being read."""

    def __init__(self, finding: RecordFinding) -> None:
        self.finding = finding
        super().__init__(finding.sentence())


def fault(
    scalar: Scalar | None,
    what: str,
    *,
    place: Place | None = None,
    field: str = "",
    expected: str | Mapping[str, str] = "",
    example: str = "",
    choices: tuple[str, ...] = (),
) -> RecordFault:
    """The fault of one value."""
    where = place or (scalar.place if scalar else Place())
    value = scalar.text if scalar else ""
    return RecordFault(RecordFinding(where, field, value, what, expected, example, choices=choices))
