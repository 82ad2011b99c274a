"""From the sheets of a workbook to the record that they hold, each value with its cell.

A row is a thing and what is said of it. A further row of the same name says more of the same thing,
and its words are those of its values alone. Nothing is judged here but what a record cannot have
wrong: sheets, headings, and cells that a spreadsheet program spoilt.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.records.fields import ValueKind
from graph.records.findings import RecordFault, RecordFinding
from graph.records.tree import NOWHERE, Fields, Items, Node, Place, Record, Scalar, node_of, plain
from graph.records.words import key_of
from graph.records.yaml_reader import read
from graph.sheets.cells import CellRemark, Workbook, position
from graph.sheets.sheet_layout import (
    ColumnRole,
    SheetColumn,
    SheetPart,
    SheetSection,
    is_beside,
    section_of,
    unknown_sheet,
)
from graph.sheets.sheet_rows import CellNote, SheetRow, read_rows
from graph.texts import N_

# A cell that begins like this is written as a record is, for what cells alone cannot say; a set of
# days begins with a bracket too.
RECORD_TEXT: Final = ("{", "[{")


@dataclass(frozen=True)
class SheetRecord:
    """What became of a workbook.

    Attributes:
        record: the record; None where the workbook holds nothing.
        findings: what is wrong with sheets, headings and cells, with their places.
    """

    record: Record | None
    findings: tuple[RecordFinding, ...]


@dataclass
class _Value:
    """A value with the words of its row; none in the first row of a thing."""

    node: Node
    says: Node | None = None


@dataclass
class _Draft:
    """A thing as its rows are met."""

    section: SheetSection
    name: Scalar | None
    place: Place
    says: list[Node] = field(default_factory=list)
    classes: list[Node] = field(default_factory=list)
    values: defaultdict[str, list[_Value]] = field(default_factory=lambda: defaultdict(list))
    keys: dict[str, Scalar] = field(default_factory=dict)


def from_sheets(workbook: Workbook, lang: str) -> SheetRecord:
    """The record of a workbook.

    Args:
        workbook: its cells.
        lang: the language to name sheets and columns in.
    """
    return _Reader(workbook, lang).record()


class _Reader:
    def __init__(self, workbook: Workbook, lang: str) -> None:
        self._workbook = workbook
        self._lang = lang
        self._findings: list[RecordFinding] = []
        self._drafts: dict[tuple[str, str], _Draft] = {}
        self._passages: dict[str, tuple[Scalar, Fields]] = {}

    def record(self) -> SheetRecord:
        read_sheets = []
        for sheet in self._workbook.sheets.values():
            section = section_of(sheet.name)
            if section is not None:
                found = read_rows(sheet, section, self._lang)
                self._note(found.notes)
                read_sheets.append((sheet.name, section, found.rows))
            elif sheet.rows and not is_beside(sheet.name):
                remark = CellRemark(*unknown_sheet(sheet.name, self._lang))
                self._note([CellNote(sheet.name, "", remark)])
        # Passages first, for rows refer to them by their names.
        read_sheets.sort(key=lambda each: each[1].part is not SheetPart.PASSAGES)
        for name, section, rows in read_sheets:
            for row in rows:
                if section.part is SheetPart.PASSAGES:
                    self._passage(name, row)
                else:
                    self._row(name, section, row)
        entries = tuple(self._entries())
        record = Record(Fields(entries, Place(self._workbook.file)), self._workbook.file)
        return SheetRecord(record if entries else None, tuple(self._findings))

    def _place(self, sheet: str, cell: str) -> Place:
        file = self._workbook.sheets[sheet].file
        row, column = position(cell)
        return Place(file, row, column, f"{sheet}!{cell}" if cell else sheet)

    def _note(self, notes: Iterable[CellNote]) -> None:
        for each in notes:
            self._findings.append(
                RecordFinding(
                    self._place(each.sheet, each.cell),
                    each.heading,
                    each.value,
                    each.remark.what,
                    each.remark.hint,
                    note=not each.remark.error,
                )
            )

    def _passage(self, sheet: str, row: SheetRow) -> None:
        """A passage with its key; several cells of one text by language are one text."""
        entries: list[tuple[Scalar, Node]] = []
        texts: defaultdict[str, list[tuple[str, Scalar]]] = defaultdict(list)
        key: Scalar | None = None
        for column, text, at in row.cells:
            scalar = Scalar(text, self._place(sheet, at), quoted=True)
            if column.role is ColumnRole.NAME:
                key = scalar
            elif column.lang:
                texts[column.key].append((column.lang, scalar))
            else:
                entries.extend(self._of_passage(column, scalar))
        for name, parts in texts.items():
            entries.append((Scalar(name, parts[0][1].place), _by_language(parts)))
        place = self._place(sheet, row.cells[0][2])
        if key is None:
            what = N_("The passage has no name.")
            hint = N_("Give it one, by which other sheets refer to it.")
            self._findings.append(RecordFinding(place, "", "", what, hint))
        elif key.text in self._passages:
            what = N_("Two passages have this name.")
            self._findings.append(RecordFinding(key.place, "", key.text, what))
        else:
            self._passages[key.text] = (key, Fields(tuple(entries), place))

    def _of_passage(self, column: SheetColumn, scalar: Scalar) -> Iterator[tuple[Scalar, Node]]:
        """What a cell says of a passage; the words may be all that a record says of it."""
        node = self._node(scalar)
        if column.role is ColumnRole.SAYS and isinstance(node, Fields):
            yield from node
        elif column.key == "supports":
            parts = tuple(_parted(scalar))
            yield Scalar(column.key, scalar.place), Items(parts, scalar.place)
        else:
            yield Scalar(column.key, scalar.place), node

    def _row(self, sheet: str, section: SheetSection, row: SheetRow) -> None:
        cells = [(column, Scalar(text, self._place(sheet, at))) for column, text, at in row.cells]
        place = cells[0][1].place
        name = next((each for column, each in cells if column.role is ColumnRole.NAME), None)
        # A row without a name is a thing of its own.
        key = key_of(name.text) if name else f"\0{place.cell}"
        draft = self._drafts.get((section.word, key))
        says = self._says(cells)
        if draft is None:
            draft = self._drafts[section.word, key] = _Draft(section, name, place)
            draft.says.extend(says)
            says = []
        own: Node | None = None
        if says:
            own = says[0] if len(says) == 1 else Items(tuple(says), says[0].place)
        self._values(draft, cells, own)

    def _says(self, cells: Sequence[tuple[SheetColumn, Scalar]]) -> list[Node]:
        """The passages of a row, each in a line; the place in the source is that of each."""
        at = [(each.lang, text) for each, text in cells if each.role is ColumnRole.AT]
        lines = [
            Scalar(line.strip(), text.place, quoted=True)
            for column, text in cells
            if column.role is ColumnRole.SAYS
            for line in text.text.splitlines()
            if line.strip()
        ]
        if not at:
            return list(lines)
        where = at[0][1] if not at[0][0] else _by_language(at)
        place = at[0][1].place
        if not lines:
            return [Fields(((Scalar("at", place), where),), place)]
        return [
            line
            if line.text in self._passages
            else Fields(
                ((Scalar("words", line.place), line), (Scalar("at", place), where)), line.place
            )
            for line in lines
        ]

    def _values(
        self, draft: _Draft, cells: Sequence[tuple[SheetColumn, Scalar]], own: Node | None
    ) -> None:
        texts: defaultdict[str, list[tuple[str, Scalar]]] = defaultdict(list)
        for column, scalar in cells:
            if column.role is ColumnRole.CLASS:
                draft.classes.extend(_parted(scalar))
            if column.role is not ColumnRole.FIELD:
                continue
            draft.keys.setdefault(column.key, Scalar(column.key, scalar.place))
            if column.lang:
                texts[column.key].append((column.lang, scalar))
                # The values of a field stand in the order of the columns.
                continue
            for node in self._cell(column, scalar):
                draft.values[column.key].append(_Value(node, own))
        for key, parts in texts.items():
            draft.values[key].append(_Value(_by_language(parts), own))

    def _cell(self, column: SheetColumn, scalar: Scalar) -> Iterator[Node]:
        """The values of a cell."""
        if column.several and not scalar.text.startswith(RECORD_TEXT):
            yield from _parted(scalar)
        else:
            quoted = column.field is None or column.field.value is ValueKind.STRING
            yield self._node(Scalar(scalar.text, scalar.place, quoted))

    def _node(self, scalar: Scalar) -> Node:
        """The value of a cell; one that begins with a brace is read as a record is."""
        if not scalar.text.startswith(RECORD_TEXT):
            return scalar
        try:
            value = read(f"value: {scalar.text}").root.get("value")
        except RecordFault as found:
            said = found.finding
            self._findings.append(
                RecordFinding(scalar.place, "", scalar.text, said.what, said.expected, said.example)
            )
            return scalar
        return scalar if value is None else _moved(value, scalar.place)

    def _entries(self) -> Iterator[tuple[Scalar, Node]]:
        drafts = defaultdict[str, list[_Draft]](list)
        for (word, _), draft in self._drafts.items():
            drafts[word].append(draft)
        about: list[tuple[Scalar, Node]] = []
        passages = tuple(self._passages.values())
        # The source stands first, wherever its sheet does.
        for things in sorted(drafts.values(), key=lambda each: each[0].section.word != "source"):
            section = things[0].section
            nodes = tuple(_thing(each) for each in things)
            node: Node = nodes[0] if len(nodes) == 1 else Items(nodes, nodes[0].place)
            word = section.kind.word if section.kind else "thing"
            entry = (Scalar(word, nodes[0].place), node)
            if section.part is SheetPart.ABOUT:
                about.append(entry)
                continue
            yield entry
            if section.part is SheetPart.SOURCE and passages:
                yield Scalar("passages", passages[0][0].place), Fields(passages)
                passages = ()
        if about:
            yield Scalar("about", about[0][0].place), Fields(tuple(about))


def _thing(draft: _Draft) -> Fields:
    entries: list[tuple[Scalar, Node]] = []
    if draft.name:
        entries.append((Scalar("name", draft.name.place), draft.name))
    for key, nodes in (("class", draft.classes), ("says", draft.says)):
        if nodes:
            entries.append((Scalar(key, nodes[0].place), _listed(nodes)))
    for key, scalar in draft.keys.items():
        entries.append((scalar, _claimed(draft.values[key])))
    return Fields(tuple(entries), draft.place)


def _claimed(values: Sequence[_Value]) -> Node:
    """The values of a field: words that are those of all stand once, others with their value."""
    first = values[0].says
    if first is not None and all(each.says == first for each in values):
        return _with_words(_listed([each.node for each in values]), first)
    return _listed(
        [each.node if each.says is None else _with_words(each.node, each.says) for each in values]
    )


def _with_words(node: Node, says: Node) -> Fields:
    place = node.place
    return Fields(((Scalar("is", place), node), (Scalar("says", says.place), says)), place)


def _listed(nodes: Sequence[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Items(tuple(nodes), nodes[0].place)


def _by_language(parts: Sequence[tuple[str, Scalar]]) -> Fields:
    place = parts[0][1].place
    return Fields(
        tuple(
            (Scalar(lang, each.place), Scalar(each.text, each.place, quoted=True))
            for lang, each in parts
        ),
        place,
    )


def _parted(scalar: Scalar) -> list[Scalar]:
    """The values that a cell holds, parted by semicolons or line breaks; at least one."""
    parts = [part.strip() for part in scalar.text.replace("\n", ";").split(";")]
    return [Scalar(part, scalar.place) for part in parts if part] or [scalar]


def _moved(node: Node, place: Place) -> Node:
    return node_of(plain(node), place or NOWHERE)
