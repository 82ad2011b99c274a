"""A record as a tree of values, each with its place in the file or the sheet it was written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands.

    Attributes:
        file: the file's name; blank where there is none.
        line: the line, from 1; 0 where there are no lines.
        column: the column, from 1; 0 where there are none.
        cell: sheet and cell of a workbook, such as ``Aftaler!C7``; blank elsewhere.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    cell: str = ""


NOWHERE: Final = Place()


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as it is written: always text, never read as a number, a date or a truth.

    Attributes:
        text: the text.
        place: where it stands.
        quoted: it stands in quotation marks, so that a blank one is a value.
        above: the lines of comments above it, without their ``#``.
    """

    text: str
    place: Place = field(default=NOWHERE, compare=False)
    quoted: bool = field(default=False, compare=False)
    above: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of values."""

    items: tuple[Node, ...]
    place: Place = field(default=NOWHERE, compare=False)
    above: tuple[str, ...] = field(default=(), compare=False)

    def __iter__(self) -> Iterator[Node]:
        return iter(self.items)


@dataclass(frozen=True, slots=True)
class Fields:
    """Values by the names of their fields, in their order."""

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place = field(default=NOWHERE, compare=False)
    above: tuple[str, ...] = field(default=(), compare=False)

    def __iter__(self) -> Iterator[tuple[Scalar, Node]]:
        return iter(self.entries)

    def get(self, name: str) -> Node | None:
        """The value of a field; None where it is not there."""
        return next((value for key, value in self.entries if key.text == name), None)

    def names(self) -> list[str]:
        """The names of its fields."""
        return [key.text for key, _ in self.entries]

    def without(self, *names: str) -> Fields:
        """The same without some of its fields."""
        kept = tuple(each for each in self.entries if each[0].text not in names)
        return Fields(kept, self.place, self.above)

    def with_(self, name: str, value: Node) -> Fields:
        """The same with one more field at its end."""
        return Fields((*self.entries, (Scalar(name), value)), self.place, self.above)


Node: TypeAlias = Scalar | Items | Fields


@dataclass(frozen=True, slots=True)
class Record:
    """A source as people write it: the source's own fields, then what it says, by kind of thing.

    Attributes:
        root: its fields.
        file: name of the file it was read from; blank where there is none.
        below: the lines of comments below everything.
    """

    root: Fields
    file: str = field(default="", compare=False)
    below: tuple[str, ...] = field(default=(), compare=False)


def node_of(value: object, place: Place = NOWHERE) -> Node:
    """The node of a plain value: text, or mappings and sequences of them, as programs have them."""
    if isinstance(value, Scalar | Items | Fields):
        return value
    if isinstance(value, Mapping):
        entries = tuple((Scalar(str(k), place), node_of(v, place)) for k, v in value.items())
        return Fields(entries, place)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return Items(tuple(node_of(each, place) for each in value), place)
    return Scalar(str(value), place, quoted=value == "")


def plain(node: Node) -> object:
    """The plain value of a node: text, dictionaries and lists."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Items):
        return [plain(each) for each in node]
    return {key.text: plain(value) for key, value in node}


def items_of(node: Node | None) -> tuple[Node, ...]:
    """The values of a list; a single value is a list of one, and what is not filled in is none."""
    if node is None or is_blank(node):
        return ()
    return node.items if isinstance(node, Items) else (node,)


def is_blank(node: Node) -> bool:
    """The field is there and not filled in."""
    return isinstance(node, Scalar) and not node.text and not node.quoted
