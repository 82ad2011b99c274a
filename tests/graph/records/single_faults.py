"""Records with one fault each, made of a valid one by the form: what is wrong, and in which line.

A fault is a value that its field cannot have, a word that is none, something needed that is left
out, or a slip in the writing of YAML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.records.fields import RecordField, RecordKind, ValueKind
from graph.records.form import form
from graph.records.tree import Fields, Items, Node, Record, Scalar
from graph.records.yaml_reader import read
from graph.records.yaml_writer import write

# Where a node stands: names of fields and places in lists.
Way = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """A record with one fault.

    Attributes:
        name: what was done to which field.
        text: the record.
        line: the line of the fault, from 1.
        field: a word that the told field holds; blank where there is no field.
        nearby: the line below is as good.
    """

    name: str
    text: str
    line: int
    field: str = ""
    nearby: bool = False

    def is_at(self, line: int | None) -> bool:
        """Whether a line is where the fault is."""
        return line is not None and 0 <= line - self.line <= self.nearby


_Slipped = tuple[str, list[str], int]


def faults(text: str) -> Iterator[Fault]:
    """Every fault that the form knows of for the fields of a record.

    Args:
        text: a valid record, as it is written.
    """
    record = read(text)
    for way, kind, thing in _things(record.root):
        yield from _of_thing(record, way, kind, thing)
    yield from _of_the_whole(record)
    yield from _of_the_writing(text)


def _things(root: Fields) -> Iterator[tuple[Way, RecordKind, Fields]]:
    """The things of a record, the source first."""
    for key, value in root:
        kind = form().source if key.text == "source" else form().kind(key.text)
        if kind is None:
            continue
        items = enumerate(value) if isinstance(value, Items) else [(None, value)]
        for place, each in items:
            if isinstance(each, Fields):
                yield (key.text,) if place is None else (key.text, place), kind, each


def _of_thing(record: Record, way: Way, kind: RecordKind, thing: Fields) -> Iterator[Fault]:
    for key, value in thing:
        one = kind.field(key.text)
        here = (*way, key.text)
        if one is None:
            continue
        yield _renamed(record, here, f"{key.text[:-1]}q")
        for name, wrong in _wrong_values(one):
            into = (*here, "is") if isinstance(value, Fields) and value.get("is") else here
            yield _with(record, into, wrong, f"{name} in {'/'.join(map(str, here))}", key.text)
        if one.required and one.word != "label":
            yield _without(record, here)
        if not one.many and isinstance(value, Scalar):
            twice = Items((value, Scalar(_another(one, value.text))))
            yield _with(record, here, twice, f"two values in {'/'.join(map(str, here))}", key.text)
    for name, wrong in _WRONG_WORDS.items():
        if thing.get("says") is not None:
            yield _with(record, (*way, "says"), wrong, f"{name} of {way[0]}", "says")


def _another(one: RecordField, text: str) -> str:
    """A second value that is right by itself."""
    if one.scheme:
        words = [each.notation for each in one.scheme.concepts]
        return next(word for word in words if word != text)
    others = {ValueKind.DATE: "1999", ValueKind.DURATION: "P9Y", ValueKind.INTEGER: "7"}
    return others.get(one.value, {"yes": "no", "no": "yes"}.get(text, "aalborg-kommune"))


_NO_WORD: Final = "hvad-som-helst"
_WRONG_WORDS: Final[Mapping[str, Node]] = {
    "words that are not in the text": Scalar("ord som ingen har skrevet nogen steder her"),
    "a field that no passage has": Fields(((Scalar("word"), Scalar("Nuuk")),)),
    "a passage without words": Fields(((Scalar("as stated"), Scalar("i går")),)),
    "a key that no passage has": Fields(((Scalar("key"), Scalar("ingen")),)),
}
_A_MAPPING: Final = Fields(((Scalar("value of"), Scalar("it")),))
_WRONG: Final[Mapping[ValueKind, Mapping[str, Node]]] = {
    ValueKind.DATE: {
        "no such day": Scalar("2019-02-30"),
        "no such month": Scalar("2019-13"),
        "no date": Scalar("snart"),
        "an end before its start": Scalar("2020/2019"),
    },
    ValueKind.DURATION: {"no length of time": Scalar("længe"), "half a year": Scalar("P0.5Y")},
    ValueKind.INTEGER: {"no number": Scalar("mange"), "half": Scalar("1,5")},
    ValueKind.DECIMAL: {"no number": Scalar("stor")},
    ValueKind.BOOLEAN: {"neither yes nor no": Scalar("måske")},
    ValueKind.CONCEPT: {
        "no concept": Scalar(_NO_WORD),
        "no such concept": Scalar("concept/event-kind/ingenting"),
    },
    ValueKind.THING: {
        "nothing known": Scalar("Ingensteds Kommune"),
        "no such address": Scalar("municipality/ingensteds"),
        "a name of several": Scalar("Herøy"),
    },
    ValueKind.LANGUAGE: {"no language": Scalar("klingonisk"), "no code": Scalar("lang:QQQQ")},
    ValueKind.COUNTRY: {"no country": Scalar("Atlantis")},
    ValueKind.IRI: {"no address": Scalar("ingen adresse")},
    ValueKind.TEXT: {"no language": Fields(((Scalar("dansk"), Scalar("tekst")),))},
}


def _wrong_values(one: RecordField) -> Iterator[tuple[str, Node]]:
    """Values that a field cannot have, each with what is wrong with it."""
    if one.value is not ValueKind.TEXT or not one.scheme:
        yield from _WRONG.get(one.value, {}).items()
    yield "a mapping", _A_MAPPING
    if one.word == "checksum (SHA-256)":
        yield "no checksum", Scalar("abc")
    if one.word == "text file":
        yield "another folder", Scalar("../avis.txt")


def _of_the_whole(record: Record) -> Iterator[Fault]:
    for key, _ in record.root:
        if key.text != "about":
            yield _renamed(record, (key.text,), f"{key.text}q")
    source = record.root.get("source")
    assert isinstance(source, Fields)
    yield _with(record, ("source", "name"), Scalar("Et navn!"), "no name of a source", "name")


def _of_the_writing(text: str) -> Iterator[Fault]:
    """Slips that are no YAML any more, or not what was meant; one in each line with a value."""
    lines = text.splitlines()
    for number, line in enumerate(lines[:-1]):
        if _SIMPLE.match(line):
            name, made, at = _SLIPS[number % len(_SLIPS)](lines, number)
            # Where an indentation changes, the line below is as wrong.
            yield Fault(f"{name} in line {number + 1}", "\n".join(made) + "\n", at, nearby=True)


# A field and its value on a line of its own, below another field.
_SIMPLE: Final = re.compile(r"(?:  )+[a-z][a-z ]*: \S")


def _indented(lines: list[str], n: int) -> _Slipped:
    return "indented too far", [*lines[:n], " " + lines[n], *lines[n + 1 :]], n + 1


def _doubled(lines: list[str], n: int) -> _Slipped:
    return "a field that is there twice", [*lines[: n + 1], *lines[n:]], n + 2


def _without_blank(lines: list[str], n: int) -> _Slipped:
    line = lines[n].replace(": ", ":", 1)
    return "no blank after the colon", [*lines[:n], line, *lines[n + 1 :]], n + 1


def _with_tab(lines: list[str], n: int) -> _Slipped:
    return "a tab", [*lines[:n], f"  \t{lines[n].lstrip()}", *lines[n + 1 :]], n + 1


def _open_quote(lines: list[str], n: int) -> _Slipped:
    line = lines[n].replace(": ", ': "', 1)
    return "an open quotation mark", [*lines[:n], line, *lines[n + 1 :]], n + 1


_SLIPS: Final = (_indented, _doubled, _without_blank, _with_tab, _open_quote)


# Changes of the tree


def _with(record: Record, way: Way, value: Node, name: str, field: str) -> Fault:
    text = write(Record(_changed(record.root, way, lambda key, _: (key, value))))
    key, node = _at(read(text).root, way)
    line = node.place.line if isinstance(node, Scalar) else key.place.line
    return Fault(name, text, line, field)


def _renamed(record: Record, way: Way, name: str) -> Fault:
    changed = _changed(record.root, way, lambda _, value: (Scalar(name), value))
    text = write(Record(changed))
    key, _ = _at(read(text).root, (*way[:-1], name))
    return Fault(f"{'/'.join(map(str, way))} is written {name}", text, key.place.line, name[:-1])


def _without(record: Record, way: Way) -> Fault:
    text = write(Record(_changed(record.root, way, lambda _key, _value: None)))
    _, thing = _at(read(text).root, way[:-1])
    first = thing.entries[0][0].place.line if isinstance(thing, Fields) else 0
    return Fault(f"{'/'.join(map(str, way))} is left out", text, first, str(way[-1]))


_Change = Callable[[Scalar, Node], tuple[Scalar, Node] | None]


def _changed(node: Node, way: Way, change: _Change) -> Fields:
    made = _inside(node, way, change)
    assert isinstance(made, Fields)
    return made


def _inside(node: Node, way: Way, change: _Change) -> Node:
    head, rest = way[0], way[1:]
    if isinstance(node, Items):
        return Items(
            tuple(_inside(each, rest, change) if n == head else each for n, each in enumerate(node))
        )
    assert isinstance(node, Fields)
    entries = []
    for key, value in node:
        if key.text != head:
            entries.append((key, value))
        elif rest:
            entries.append((key, _inside(value, rest, change)))
        elif (made := change(key, value)) is not None:
            entries.append(made)
    return Fields(tuple(entries))


def _at(node: Node, way: Way) -> tuple[Scalar, Node]:
    """The field's name and the value at a place."""
    key = Scalar("")
    for step in way:
        if isinstance(step, int):
            assert isinstance(node, Items)
            node = node.items[step]
        else:
            assert isinstance(node, Fields)
            key, node = next((k, v) for k, v in node if k.text == step)
    return key, node
