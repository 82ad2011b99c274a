"""From a record to the rows of sheets, from which :mod:`graph.sheets.from_sheets` makes it again.

What a row cannot say (a value of a datatype that its field does not have, words that are one
value's and all values' at once) is written into its cell as a record has it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.records.fields import ValueKind
from graph.records.findings import fault
from graph.records.form import form
from graph.records.record_entries import ABOUT, CLASS, IS, NAME, PASSAGES, SAYS, SOURCE, kind_of
from graph.records.tree import Fields, Items, Node, Record, Scalar, items_of, plain
from graph.records.values import is_text
from graph.records.words import key_of
from graph.sheets.excel_values import written
from graph.sheets.from_sheets import RECORD_TEXT
from graph.sheets.sheet_layout import SheetColumn, SheetPart, SheetSection, column_of, columns
from graph.texts import N_

# What is made again of a passage that is written where it is named.
_MADE_AGAIN: Final = frozenset({"key", "start", "as stated"})
# A row: texts by the key of the column and its language.
Cells = dict[tuple[str, str], str]


@dataclass
class SheetTable:
    """The rows of a sheet.

    Attributes:
        section: the section that it holds.
        rows: texts by the key of the column and its language.
    """

    section: SheetSection
    rows: list[Cells] = field(default_factory=list)

    def columns(self) -> tuple[SheetColumn, ...]:
        """The columns that are filled, in the order of the template, then any others."""
        used = list(dict.fromkeys(key for row in self.rows for key in row))
        shown = [each for each in columns(self.section) if (each.key, each.lang) in used]
        there = {(each.key, each.lang) for each in shown}
        for key, lang in used:
            if (key, lang) not in there:
                heading = f"{key} ({lang})" if lang else key
                if column := column_of(self.section, heading):
                    shown.append(column)
        return tuple(shown)


def to_sheets(record: Record, lang: str = "en", *, in_place: bool = False) -> list[SheetTable]:
    """The tables of a record, in its order.

    Args:
        record: the record.
        lang: the language of what is chosen from lists.
        in_place: write the words of passages into the rows that rest on them, where they are all
            there is to a passage but its name and position; those are made again, otherwise.

    Raises:
        RecordFault: it is no record.
    """
    return list(_Writer(record.root, lang, in_place=in_place).tables())


class _Writer:
    def __init__(self, root: Fields, lang: str, *, in_place: bool) -> None:
        self._in_place = in_place
        self._root = root
        self._lang = lang
        self._passages: dict[str, Node] = {}
        self._named: set[str] = set()

    def tables(self) -> Iterator[SheetTable]:
        for key, value in self._root:
            if key_of(key.text) in PASSAGES and isinstance(value, Fields):
                self._passages.update((name.text, node) for name, node in value)
        # All are made before the passages, which they add to.
        yield from [self._table(section, value) for section, value in self._sections()]
        left = self._named if self._in_place else self._passages
        if left:
            table = SheetTable(SheetSection(SheetPart.PASSAGES))
            table.rows = [_passage_row(key, self._passages[key]) for key in sorted(left)]
            yield table

    def _sections(self) -> Iterator[tuple[SheetSection, Node]]:
        for key, value in self._root:
            word = key_of(key.text)
            if word in SOURCE:
                yield SheetSection(SheetPart.SOURCE, form().source), value
            elif word in ABOUT and isinstance(value, Fields):
                for inner, node in value:
                    yield SheetSection(SheetPart.ABOUT, kind_of(inner)), node
            elif word not in PASSAGES:
                yield SheetSection(SheetPart.THINGS, kind_of(key)), value

    def _table(self, section: SheetSection, value: Node) -> SheetTable:
        table = SheetTable(section)
        for node in items_of(value):
            if not isinstance(node, Fields):
                raise fault(None, N_("A thing has fields."), place=node.place)
            table.rows.extend(self._thing(section, node))
        return table

    def _thing(self, section: SheetSection, node: Fields) -> Iterator[Cells]:
        """The rows of a thing: the first with what its own words back, then the others."""
        rows = _Rows()
        for key, value in node:
            word = key_of(key.text)
            if word in NAME:
                rows.name = _text(value)
            elif word in CLASS:
                rows.first["class", ""] = "\n".join(_text(each) for each in items_of(value))
            elif word in SAYS:
                rows.first.update(self._says(value))
            else:
                self._field(rows, section, key, value)
        yield from rows.all()

    def _field(self, rows: _Rows, section: SheetSection, key: Scalar, value: Node) -> None:
        column = column_of(section, key.text)
        if column is None:
            raise fault(key, N_("There is no such field here."))
        values = list(_values(value))
        if not _is_plain(value, values):
            rows.first[column.key, ""] = _as_record(value)
            return
        for says, nodes in values:
            words = {} if says is None else self._says(says)
            for cells in _cells(column, nodes, self._lang):
                rows.put(words, cells)

    def _says(self, node: Node) -> Cells:
        """The cells of the words of a row: names of passages, or the words and where they stand."""
        plain_ones = [self._words(each) for each in items_of(node)]
        words = [each for each in plain_ones if each]
        if len(words) == len(plain_ones) and len({at for _, at in words}) == 1:
            at: Cells = {("at", ""): words[0][1]} if words[0][1] else {}
            return {("says", ""): "\n".join(text for text, _ in words), **at}
        return {("says", ""): "\n".join(self._name(each) for each in items_of(node))}

    def _name(self, node: Node) -> str:
        """The name of a passage, under which it is kept."""
        if isinstance(node, Scalar) and node.text in self._passages:
            key = node.text
        else:
            key = _text(node.get("key")) if isinstance(node, Fields) else ""
            key = key or f"p{len(self._passages) + 1}"
            if not isinstance(node, Fields) or node.names() != ["key"]:
                self._passages.setdefault(key, node)
        self._named.add(key)
        return key

    def _words(self, node: Node) -> tuple[str, str] | None:
        """The words of a passage and their place, where that is all a row need say of it."""
        if isinstance(node, Scalar):
            known = self._passages.get(node.text)
            if known is None:
                return None if "\n" in node.text else (node.text, "")
            node = known if self._in_place else node
        if isinstance(node, Scalar):
            return (node.text, "") if self._in_place and "\n" not in node.text else None
        said = _MADE_AGAIN | {"words", "at"} if self._in_place else {"words", "at"}
        if not isinstance(node, Fields) or not said.issuperset(node.names()):
            return None
        words, at = node.get("words"), node.get("at")
        if not isinstance(words, Scalar) or "\n" in words.text or isinstance(at, Fields | Items):
            return None
        return words.text, _text(at)


class _Rows:
    """The rows of one thing."""

    def __init__(self) -> None:
        self.name = ""
        self.first: Cells = {}
        self._more: list[tuple[Cells, Cells]] = []

    def put(self, words: Cells, cells: Cells) -> None:
        """Put values that stand in one row with their words into the first row that is free."""
        if not words and not cells.keys() & self.first.keys():
            self.first.update(cells)
            return
        for said, row in self._more:
            if said == words and not cells.keys() & row.keys():
                row.update(cells)
                return
        self._more.append((words, dict(cells)))

    def all(self) -> Iterator[Cells]:
        yield {("name", ""): self.name, **self.first}
        for words, row in self._more:
            yield {("name", ""): self.name, **row, **words}


def _values(value: Node) -> Iterator[tuple[Node | None, Sequence[Node]]]:
    """The values of a field, those with the same words together; None for no words of their own."""
    says, inner = _claim(value)
    if says is not None:
        yield says, items_of(inner)
        return
    bare: list[Node] = []
    own: list[tuple[Node | None, Sequence[Node]]] = []
    for each in items_of(value):
        said, one = _claim(each)
        if said is None:
            bare.append(one)
        else:
            own.append((said, [one]))
    if bare:
        yield None, bare
    yield from own


def _claim(node: Node) -> tuple[Node | None, Node]:
    """The words of a value and the value; None where it has none of its own."""
    if not isinstance(node, Fields) or not any(key_of(name) in SAYS for name in node.names()):
        return None, node
    says = next(value for key, value in node if key_of(key.text) in SAYS)
    value = next((value for key, value in node if key_of(key.text) in IS), Items(()))
    return says, value


def _is_plain(value: Node, values: Sequence[tuple[Node | None, Sequence[Node]]]) -> bool:
    """Whether rows say the same of a field as the record does."""
    words = [says for says, _ in values if says is not None]
    if any(not items_of(says) for says in words):
        # “Rests on nothing” has no words to write.
        return False
    if any(_claim(each)[0] is not None for _, nodes in values for each in nodes):
        return False
    alone = isinstance(value, Items) and words
    # Rows of the same words, and of no other, are read as the words of all.
    return not alone or len(words) != len(values) or len({repr(plain(each)) for each in words}) > 1


def _cells(column: SheetColumn, nodes: Sequence[Node], lang: str) -> Iterator[Cells]:
    """The cells of values: one for all that may stand in one, else a row for each."""
    texts: list[str] = []
    for node in nodes:
        if isinstance(node, Fields) and is_text(node) and _single(node):
            yield {(column.key, key.text): _text(value) for key, value in node}
            continue
        text = _said(column, node.text, lang) if isinstance(node, Scalar) else _as_record(node)
        if isinstance(node, Scalar) and _misread(column, text):
            text = _as_record(node)
        if column.several and not text.startswith(RECORD_TEXT):
            texts.append(text)
        else:
            yield {(column.key, ""): text}
    if texts:
        yield {(column.key, ""): "; ".join(texts)}


def _said(column: SheetColumn, text: str, lang: str) -> str:
    """What is chosen from a list, in the language of the sheet."""
    one = column.field
    if one is None:
        return text
    if one.value is ValueKind.BOOLEAN and lang == "da":
        return {"yes": "ja", "no": "nej"}.get(text, text)
    concept = one.scheme.concept(text) if one.scheme else None
    said = concept.words.said(lang) if concept else text
    return said if one.scheme and one.scheme.concept(said) is concept else text


def _single(node: Fields) -> bool:
    """Texts that a cell holds as they are."""
    return all(isinstance(value, Scalar) and not _spoilt(value.text) for _, value in node)


def _spoilt(text: str) -> bool:
    """Whether a cell would give a text back otherwise."""
    return written(text).text != text or text.startswith(RECORD_TEXT)


def _misread(column: SheetColumn, text: str) -> bool:
    return _spoilt(text) or (column.several and (";" in text or "\n" in text))


def _as_record(node: Node) -> str:
    """A value as a record has it, on one line."""
    value = plain(node)
    return json.dumps({"value": value} if isinstance(value, str) else value, ensure_ascii=False)


def _passage_row(key: str, node: Node) -> Cells:
    row: Cells = {("name", ""): key}
    if isinstance(node, Scalar):
        node = Fields(((Scalar("words"), node),))
    for name, value in node if isinstance(node, Fields) else ():
        if name.text == "key":
            continue
        if isinstance(value, Fields) and is_text(value) and _single(value):
            row.update({(name.text, tag.text): _text(each) for tag, each in value})
        elif isinstance(value, Scalar) and not _spoilt(value.text):
            row[name.text, ""] = value.text
        elif name.text == "supports" and items_of(value):
            row[name.text, ""] = "; ".join(_text(each) for each in items_of(value))
        else:
            # What no cell can say is in the cell of the words, with all that is said of it.
            return {("name", ""): key, ("words", ""): _as_record(node)}
    return row


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
