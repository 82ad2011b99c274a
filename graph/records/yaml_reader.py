"""Reads a record from YAML: every value as the text that is written, with its place.

YAML's own guesses are left out: ``no``, ``2019-12``, ``08`` and ``1:30`` stay what they are. What a
record has no use for is refused, for it would hide what is said: anchors, tags, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import yaml

from graph.records.findings import RecordFault, RecordFinding
from graph.records.tree import Fields, Items, Node, Place, Record, Scalar
from graph.records.yaml_faults import fault_of
from graph.texts import N_

LIMIT_CHARACTERS: Final = 2_000_000
_LIMIT_DEPTH: Final = 12
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_COMMENT_BESIDE: Final = re.compile(r"[ \t]+#(.*)")


def read(text: str, file: str = "") -> Record:
    """Read a record.

    Args:
        text: YAML 1.2, with or without a byte order mark.
        file: the file's name, for the places of its values.

    Raises:
        RecordFault: it is no YAML, or holds what a record has no use for; says where.
    """
    text = text.removeprefix("\N{BYTE ORDER MARK}").replace("\r\n", "\n")
    if len(text) > LIMIT_CHARACTERS:
        what = N_("The record is longer than {n} characters.", n=LIMIT_CHARACTERS)
        raise RecordFault(
            RecordFinding(Place(file), "", "", what, N_("Divide it into several sources."))
        )
    reader = _Reader(text, file)
    try:
        return reader.record()
    except yaml.YAMLError as error:
        raise fault_of(error, file, reader.quoted) from None


class _Reader:
    """Builds the tree from the events of the parser, without recursion of its own depth."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._lines = text.splitlines()
        self._comments = _Comments(self._lines)
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._documents = 0
        self.quoted: Any = None  # the last text in quotation marks over several lines

    def record(self) -> Record:
        root: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise self._fault(
                        event, N_("A file holds one record, and here starts another.")
                    )
            elif isinstance(event, yaml.NodeEvent):
                root = self._node(event, 0)
        if not isinstance(root, Fields):
            what = N_("The record has no fields.")
            expected = N_("A record starts with the source and its fields.")
            place = root.place if root else Place(self._file, 1, 1)
            raise RecordFault(RecordFinding(place, "", "", what, expected, "source:\n  title: …"))
        return Record(root, self._file, self._comments.rest(len(self._lines) + 1))

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            what = N_("A record has no anchors (& and *).")
            raise self._fault(event, what, N_("Write it out, or name a passage by its key."))
        if event.tag and event.tag != "!":
            raise self._fault(event, N_("A record has no tags (!)."), N_("Remove it."))
        if depth > _LIMIT_DEPTH:
            raise self._fault(event, N_("The values are nested too deep."))
        place = self._place(event)
        if isinstance(event, yaml.ScalarEvent):
            self._remember(event)
            self._comments.inside(place.line, event.end_mark)
            return Scalar(event.value, place, quoted=bool(event.style))
        above = self._comments.until(place.line)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._items(place, above, depth)
        return self._fields(place, above, depth)

    def _remember(self, event: Any) -> None:
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.quoted = event

    def _items(self, place: Place, above: tuple[str, ...], depth: int) -> Items:
        items: list[Node] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            over = self._comments.until(event.start_mark.line + 1)
            node = self._node(event, depth + 1)
            if over:
                node = _with_comments(node, over)
            items.append(node)
        self._comments.beside(event.end_mark)
        return Items(tuple(items), place, above)

    def _fields(self, place: Place, above: tuple[str, ...], depth: int) -> Fields:
        entries: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            over = self._comments.until(event.start_mark.line + 1)
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar) or not key.text:
                raise self._fault(event, N_("A field has a name of words."))
            if key.text in entries:
                what = N_("The field {name} is there twice.", name=key.text)
                expected = N_("Write one field with a list of values.")
                raise self._fault(event, what, expected, f"{key.text}: [1, 2]")
            value = self._node(next(self._events), depth + 1)
            over = (*over, *self._comments.beside_of(key.place.line, value))
            entries[key.text] = (Scalar(key.text, key.place, key.quoted, over), value)
        self._comments.beside(event.end_mark)
        return Fields(tuple(entries.values()), place, above)

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _fault(self, event: Any, what: str, expected: str = "", example: str = "") -> RecordFault:
        return RecordFault(RecordFinding(self._place(event), "", "", what, expected, example))


class _Comments:
    """The comments of a text, each given once to the value below it."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._next = 1
        self._taken: dict[int, str] = {}
        self._whole = {
            number: line.strip().removeprefix("#").removeprefix(" ")
            for number, line in enumerate(lines, 1)
            if line.lstrip().startswith("#")
        }

    def until(self, line: int) -> tuple[str, ...]:
        """The lines of comments above a line that nobody has had yet."""
        found = tuple(self._whole[n] for n in range(self._next, line) if n in self._whole)
        self._next = max(self._next, line)
        return found

    def rest(self, line: int) -> tuple[str, ...]:
        """Those that are left."""
        return self.until(line)

    def inside(self, first: int, end: Any) -> None:
        """Lines within a text are no comments; what is behind it on its last line may be one."""
        for number in range(first + 1, end.line + 1 + (end.column > 0)):
            self._whole.pop(number, None)
        self.beside(end)

    def beside(self, end: Any) -> None:
        """Remember the comment behind a value."""
        if end.line >= len(self._lines):
            return
        if found := _COMMENT_BESIDE.match(self._lines[end.line], end.column):
            self._taken[end.line + 1] = found[1].removeprefix(" ")

    def beside_of(self, line: int, value: Node) -> tuple[str, ...]:
        """The comments behind a field, and behind its value where that is a single one."""
        lines = {line, value.place.line} if isinstance(value, Scalar) else {line}
        found = [self._taken.pop(each) for each in sorted(lines) if each in self._taken]
        return tuple(found)


def _with_comments(node: Node, above: tuple[str, ...]) -> Node:
    if isinstance(node, Scalar):
        return Scalar(node.text, node.place, node.quoted, above)
    if isinstance(node, Items):
        return Items(node.items, node.place, (*above, *node.above))
    return Fields(node.entries, node.place, (*above, *node.above))
