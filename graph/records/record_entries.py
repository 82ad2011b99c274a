"""The things of a record as they are written: one below another, with the field that links them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.near_names import nearest
from graph.records.fields import RecordField, RecordKind
from graph.records.findings import fault
from graph.records.form import form
from graph.records.tree import Fields, Items, Node, Scalar, is_blank, items_of
from graph.records.words import key_of
from graph.texts import N_

ABOUT: Final = ("about", "om")
THING: Final = ("thing", "ting")
SOURCE: Final = ("source", "kilde")
PASSAGES: Final = ("passages", "tekststeder")
NAME: Final = ("name", "navn")
SAYS: Final = ("says", "siger")
IS: Final = ("is", "er")
CLASS: Final = ("class", "klasse")
# What stands below a thing of a kind under a word of its own: the kind of what it makes, and the
# field of it that a single value is of. Any other thing stands below under the word of its kind.
_BELOW: Final[Mapping[str, tuple[str, str]]] = {
    "parties": ("vsk:Participation", "party"),
    "parter": ("vsk:Participation", "party"),
    "signed by": ("vsk:Signature", "signatory"),
    "underskrevet af": ("vsk:Signature", "signatory"),
    "delegation": ("vsk:Attendance", "attendee"),
    "attended by": ("vsk:Attendance", "attendee"),
    "deltagere": ("vsk:Attendance", "attendee"),
}


@dataclass
class RecordEntry:
    """A thing as it is written.

    Attributes:
        kind: what it is; None for a thing of no kind that people write.
        node: its own fields.
        path: where it stands in the record, such as ``agreement 2``.
        known: it is described in another graph, so that it gets no class here.
        parent: the thing that it stands below; None at the top.
        link: its field that leads to that thing.
        iri: its IRI, once it has one.
        below: the things that stand below it.
    """

    kind: RecordKind | None
    node: Fields
    path: str
    known: bool = False
    parent: RecordEntry | None = None
    link: RecordField | None = None
    iri: str = ""
    below: list[RecordEntry] = field(default_factory=list)

    @property
    def name(self) -> Scalar | None:
        """What it is called in the record.

        Raises:
            RecordFault: the name is no text.
        """
        return name_of(self.node)

    def all(self) -> Iterator[RecordEntry]:
        """It and what stands below it, in their order."""
        yield self
        for each in self.below:
            yield from each.all()


def part(node: Fields, names: tuple[str, ...]) -> Node | None:
    """The value of a field that has one of these names, if it is filled in."""
    for key, value in node:
        if key_of(key.text) in names and not is_blank(value):
            return value
    return None


def name_of(node: Fields) -> Scalar | None:
    """What a thing is called in the record; None where it has no name.

    Raises:
        RecordFault: the name is no text.
    """
    found = part(node, NAME)
    if found is not None and not isinstance(found, Scalar):
        raise fault(None, N_("A name is one text."), place=found.place, field="name")
    return found


def entries(root: Fields) -> Iterator[RecordEntry]:
    """The things of a record in their order, those below others within them.

    Raises:
        RecordFault: a word that is no kind, or what is no thing.
    """
    for key, value in root:
        word = key_of(key.text)
        if word in ABOUT:
            if not isinstance(value, Fields):
                what = N_("What is said of known things stands under their kind.")
                example = "about:\n  municipality:\n    name: aarhus-kommune"
                raise fault(None, what, place=value.place, field=key.text, example=example)
            for inner, node in value:
                yield from _of_kind(kind_of(inner), inner, node, known=True)
        elif word not in (*PASSAGES, *SOURCE):
            yield from _of_kind(kind_of(key), key, value)


def _of_kind(
    kind: RecordKind | None,
    key: Scalar,
    value: Node,
    *,
    known: bool = False,
    parent: RecordEntry | None = None,
) -> Iterator[RecordEntry]:
    things = items_of(value)
    head = f"{parent.path} > {key.text}" if parent else key.text
    for n, each in enumerate(things, 1):
        path = f"{head} {n}" if len(things) > 1 else head
        node = _fields(key, each, path)
        link = link_between(kind, parent.kind) if parent else None
        entry = RecordEntry(kind, node, path, known, parent, link)
        entry.node = Fields(tuple(_own(entry)), node.place, node.above)
        yield entry


def _fields(key: Scalar, node: Node, path: str) -> Fields:
    """The fields of a thing; a single value is that of the field that matters most."""
    if isinstance(node, Fields):
        return node
    single = _BELOW.get(key_of(key.text))
    if single and isinstance(node, Scalar):
        return Fields(((Scalar(single[1], node.place), node),), node.place)
    scalar = node if isinstance(node, Scalar) else None
    example = f"{key.text}:\n  name: …"
    raise fault(scalar, N_("A thing has fields."), place=node.place, field=path, example=example)


def _own(entry: RecordEntry) -> Iterator[tuple[Scalar, Node]]:
    """The fields that are its own; the things among them are put below it."""
    for key, value in entry.node:
        kind = _kind_below(entry.kind, key)
        if kind is None:
            yield key, value
        else:
            entry.below += _together(kind, key, value, entry)


def _together(
    kind: RecordKind, key: Scalar, value: Node, parent: RecordEntry
) -> Iterator[RecordEntry]:
    """The things of a field; words that stand with all of them are those of each."""
    says = part(value, SAYS) if isinstance(value, Fields) and part(value, IS) else None
    inner = part(value, IS) if says is not None and isinstance(value, Fields) else value
    common: list[Node] = [says] if says is not None else []
    things: list[Node] = []
    for each in items_of(inner):
        if isinstance(each, Fields) and all(key_of(name) in SAYS for name in each.names()):
            common += [node for _, node in each]
        else:
            things.append(each)
    if not common and not any(isinstance(each, Fields) for each in things):
        # Names alone have no place for words of their own: those of the thing above are theirs.
        common = [words] if (words := part(parent.node, SAYS)) is not None else []
    for made in _of_kind(kind, key, _listed(things, value), parent=parent):
        for each in common:
            made.node = _with_says(made.node, each)
        yield made


def _listed(things: list[Node], value: Node) -> Node:
    return Items(tuple(things), value.place)


def _with_says(node: Fields, says: Node) -> Fields:
    own = part(node, SAYS)
    both = Items((*items_of(own), *items_of(says)), says.place)
    return node.without(*SAYS).with_(SAYS[0], both)


def _kind_below(kind: RecordKind | None, key: Scalar) -> RecordKind | None:
    """The kind of the things that a field holds; None where it is a field of the thing itself."""
    word = key_of(key.text)
    if kind is None:
        return None
    if kind.field(word) or word in (*NAME, *SAYS, *CLASS):
        return None
    found = form().kind(_BELOW[word][0] if word in _BELOW else word)
    return found if link_between(found, kind) else None


def words_below(kind: RecordKind, above: RecordKind) -> list[str]:
    """The words under which things of a kind stand below a thing of another, the best first."""
    if link_between(kind, above) is None:
        return []
    own = [word for word, (name, _) in _BELOW.items() if form().kind(name) is kind]
    words = dict.fromkeys((*own, kind.word, *kind.words.all()))
    return [word for word in words if _kind_below(above, Scalar(word)) is kind]


def link_between(kind: RecordKind | None, above: RecordKind | None) -> RecordField | None:
    """The field of things of a kind that leads to the thing they stand below; None if none does."""
    classes = {above.iri, *above.broader} if above else set()
    return next((one for one in kind.fields if classes & set(one.classes)), None) if kind else None


def kind_of(key: Scalar) -> RecordKind | None:
    """The kind of a word; None for what is of no kind.

    Raises:
        RecordFault: there is no such kind.
    """
    word = key_of(key.text)
    if word in THING:
        return None
    kind = form().evidence if word in form().evidence.words.all() else form().kind(key.text)
    if kind is not None:
        return kind
    words = [each for known in form().kinds.values() for each in known.words.all()]
    raise fault(
        key,
        N_("There is no such kind of thing."),
        field=key.text,
        expected=N_("Do you mean one of these?"),
        example=", ".join(nearest(key.text, words) or [*form().kinds][:5]),
    )
