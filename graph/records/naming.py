"""Names and IRIs of the things of a record: what is written, else what is minted by rule.

A name that is a slug ends the IRI as it stands; one of words is made a slug, after that of the pair
it is about. Below another thing either follows that thing's slug. What has no name is named after
what makes it the one it is: its parties, the agreement and the year, the person and the office.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from graph.identifiers import slugify
from graph.prefixes import BASE, PREFIXES
from graph.records.fields import RecordField
from graph.records.findings import RecordFault, fault
from graph.records.implied import Pair
from graph.records.offices import PERSON, names_office
from graph.records.record_entries import IS, SAYS, RecordEntry, part
from graph.records.references import IS_SLUG, iri_of
from graph.records.tree import Fields, Items, Node, Scalar, items_of
from graph.records.values import Values
from graph.records.words import key_of
from graph.terms import Term
from graph.texts import N_

VSK: Final = PREFIXES["vsk"]
_LABEL: Final = PREFIXES["rdfs"] + "label"
_ORG: Final = PREFIXES["org"]
# Kinds whose things have names of their own wherever they are spoken of.
NAMED_BY_WORDS: Final = frozenset(
    ("municipality", "locality", "organisation", "network", "person", "event-series")
)
_OWN_NAME: Final = NAMED_BY_WORDS | {"partnership", "post", "source"}
_SORTS: Final = frozenset(("kommune", "kommunia", "kommuneqarfik", "municipality", "kommun"))
_WORDS: Final = 5


class Naming:
    """Gives every thing of a record its IRI.

    Args:
        values: reads the values that names are made of; it is told every name.
        slug: the slug of the source.
        person_of: IRI of the person of a name.

    Attributes:
        pair: the one partnership that the record is about, once things are named; else None.
    """

    def __init__(self, values: Values, slug: str, person_of: Callable[[Scalar], str]) -> None:
        self._values = values
        self._person_of = person_of
        self._scope = slug
        self._taken: set[str] = set()
        self._unread = False  # a value that the name of the thing hangs on has a fault
        self.pair: Pair | None = None

    def name(self, tops: list[RecordEntry], failed: Callable[[RecordFault, str], None]) -> None:
        """Name all things: first those with names of their own, then pairs, then the rest."""
        self._failed = failed
        for entry in tops:
            if entry.name is not None and self._is_exact(entry):
                self._give(entry)
        for entry in tops:
            if not entry.iri and _type(entry) in _OWN_NAME:
                self._give(entry)
        self._of_pair(tops)
        for entry in tops:
            for each in entry.all():
                if not each.iri:
                    self._give(each)

    def _of_pair(self, tops: list[RecordEntry]) -> None:
        """Learn the pair that the record is about, and its parties."""
        pairs = [each for each in tops if _type(each) == "partnership" and not each.known]
        if len(pairs) == 1 and pairs[0].iri:
            self._scope = pairs[0].iri.rpartition("/")[2]
            parties = tuple(dict.fromkeys(self._parties(pairs[0])))
            self._values.parties = [*parties]
            self.pair = Pair(pairs[0].iri, parties) if len(parties) > 1 else None

    def _parties(self, partnership: RecordEntry) -> list[str]:
        return [
            iri
            for each in partnership.below
            if _type(each) == "participation"
            for iri in self._iris(each, VSK + "party")
        ]

    def _is_exact(self, entry: RecordEntry) -> bool:
        name = entry.name
        return name is not None and (
            IS_SLUG.fullmatch(name.text) is not None or iri_of(name.text) is not None
        )

    def _give(self, entry: RecordEntry) -> None:
        self._unread = False
        try:
            entry.iri = self._iri(entry)
        except RecordFault as found:
            # A value that cannot be read is told where the thing is read: until then it needs a
            # name, and what has a fault goes no further.
            entry.iri = f"{BASE}id/{_type(entry) or 'thing'}/without-a-name-{len(self._taken)}"
            if not self._unread:
                self._failed(found, entry.path)
        self._taken.add(entry.iri)
        self._learn_person(entry)
        slug = entry.iri.rpartition("/")[2]
        names = {key_of(slug)} | ({key_of(entry.name.text)} if entry.name else set())
        for each in names:
            named = self._values.local.setdefault(each, [])
            if entry.iri not in named:
                named.append(entry.iri)

    def _learn_person(self, entry: RecordEntry) -> None:
        """A person who is named with an office can be named again."""
        name = part(entry.node, PERSON) if names_office(entry) else None
        if isinstance(name, Scalar) and not iri_of(name.text):
            person = self._person_of(name)
            named = self._values.local.setdefault(key_of(name.text), [])
            if person not in named:
                named.append(person)

    def _iri(self, entry: RecordEntry) -> str:
        name = entry.name
        if name is not None and (iri := iri_of(name.text)):
            return iri
        if entry.kind is None:
            what = N_("A thing of no kind is named by its address.")
            raise fault(name, what, place=entry.node.place, example="municipality/aarhus-kommune")
        head = f"{BASE}id/{entry.kind.slug_type}/"
        if name is None:
            return self._free(head + self._minted(entry))
        slug = name.text if IS_SLUG.fullmatch(name.text) else _slug(name)
        if entry.parent is not None:
            return f"{head}{_end(entry.parent)}-{slug}"
        if self._is_exact(entry) or _type(entry) in _OWN_NAME:
            return head + slug
        return f"{head}{self._scope}-{slug}"

    def _free(self, iri: str) -> str:
        """The IRI, with a number where another thing of the record has it."""
        if iri not in self._taken:
            return iri
        return next(
            f"{iri}-{n}" for n in range(2, len(self._taken) + 3) if f"{iri}-{n}" not in self._taken
        )

    def _minted(self, entry: RecordEntry) -> str:
        """The slug of a thing that was given no name."""
        maker = _MAKERS.get(_type(entry))
        slug = maker(self, entry) if maker else ""
        if not slug and (label := self._text(entry)):
            head = _end(entry.parent) if entry.parent else self._scope
            slug = "-".join(["" if _type(entry) in _OWN_NAME else head, *_words(label)]).strip("-")
        if not slug:
            raise fault(
                None,
                N_("The thing has no name, and nothing to make one of."),
                place=entry.node.place,
                expected=N_("Give it a name or a label."),
                example="name: renewal 2016",
            )
        return slug

    def _partnership(self, entry: RecordEntry) -> str:
        parties = [_short(iri) for iri in self._parties(entry)]
        return "-".join(sorted(parties)) if len(parties) > 1 else ""

    def _participation(self, entry: RecordEntry) -> str:
        above = _end(entry.parent) or _ends(self._iris(entry, VSK + "inPartnership"))
        party = _ends(self._iris(entry, VSK + "party"))
        return f"{above}-{party}" if above and party else ""

    def _agreement(self, entry: RecordEntry) -> str:
        if entry.parent and _type(entry.parent) == "agreement":
            n = 1 + [each for each in entry.parent.below if each.kind is entry.kind].index(entry)
            return f"{_end(entry.parent)}-annex-{n}"
        dates = (VSK + "signed", VSK + "inForceFrom")
        year = next((y for each in dates if (y := self._year(entry, each))), "")
        kind = _ends(self._iris(entry, VSK + "agreementKind")[:1])
        head = _end(entry.parent) or self._scope
        return f"{head}-{year or kind}" if year or kind else ""

    def _event(self, entry: RecordEntry) -> str:
        about = [_end(entry.parent)] if entry.parent else []
        about += [iri.rpartition("/")[2] for iri in self._iris(entry, VSK + "concerns")]
        kind = _ends(self._iris(entry, VSK + "eventKind"))
        if not about or not kind:
            return ""
        year = self._year(entry, VSK + "date")
        dated = [] if not year or year in about[0] else [year]
        return "-".join([about[0], *dated, kind])

    def _happening(self, entry: RecordEntry) -> str:
        head = _end(entry.parent) or self._scope
        month = self._year(entry, VSK + "date", 7)
        middle = ["meeting"] if _type(entry) == "meeting" else []
        return "-".join([head, *middle, month]) if month else ""

    def _post(self, entry: RecordEntry) -> str:
        holder = _ends(self._iris(entry, _ORG + "postIn"))
        role = _ends(self._iris(entry, _ORG + "role"))
        return f"{holder}-{role}" if holder and role else ""

    def _membership(self, entry: RecordEntry) -> str:
        names = ("member", "organization", "role")
        parts = [_ends(self._iris(entry, _ORG + name)) for name in names]
        return "-".join(part for part in parts if part) if parts[0] and parts[1] else ""

    def _person(self, entry: RecordEntry) -> str:
        label = self._text(entry)
        return _slug(Scalar(label, entry.node.place)) if label else ""

    def _signature(self, entry: RecordEntry) -> str:
        return self._beside(entry, ("signatory", "signedAs", "signedFor"))

    def _attendance(self, entry: RecordEntry) -> str:
        return self._beside(entry, ("attendee", "attendeeGroup", "attendeeRole"))

    def _head(self, above: RecordEntry | None) -> str:
        """The slug of a thing; a visit or meeting named by its month says which of them it is."""
        slug = _end(above) or self._scope
        month = slug.removeprefix(f"{self._scope}-")
        if above is None or _type(above) not in ("visit", "meeting") or month == slug:
            return slug
        is_month = month.replace("-", "").isdigit()
        return f"{self._scope}-{_type(above)}-{month}" if is_month else slug

    def _beside(self, entry: RecordEntry, names: Iterable[str]) -> str:
        """The slug of what stands between a thing and who takes part in it."""
        head = self._head(entry.parent)
        for word in ("person", "post", "office"):
            found = part(entry.node, (word,))
            if isinstance(found, Scalar):
                return f"{head}-{_slug(found)}"
        for name in names:
            if who := _ends(self._iris(entry, VSK + name)):
                return f"{head}-{who}"
        return ""

    def _iris(self, entry: RecordEntry, predicate: str) -> list[str]:
        return [each.value for each in self._terms(entry, predicate) if each.kind == "uri"]

    def _year(self, entry: RecordEntry, predicate: str, length: int = 4) -> str:
        """The year or month that a date starts with; blank where it says none."""
        found = next((each.value for each in self._terms(entry, predicate)), "")
        text = found.lstrip("./[{")[:length]
        return text if text.replace("-", "").isdigit() else ""

    def _text(self, entry: RecordEntry) -> str:
        """The thing's label, the English one if there is one."""
        terms = [each for each in self._terms(entry, _LABEL) if each.kind == "literal"]
        return next((t.value for t in terms if t.lang == "en"), terms[0].value if terms else "")

    def _terms(self, entry: RecordEntry, predicate: str) -> list[Term]:
        """The values of one field, as far as they can be read."""
        found: list[Term] = []
        for key, node in entry.node:
            one = _field(entry, key)
            if one is not None and one.iri == predicate:
                for each in _values(node):
                    try:
                        found += self._values.terms(one, each)
                    except RecordFault:
                        self._unread = True  # it is told where the thing is read
        return found


def _field(entry: RecordEntry, key: Scalar) -> RecordField | None:
    if entry.kind is None:
        return None
    if key_of(key.text) == "label":
        return entry.kind.by_iri.get(_LABEL)
    return entry.kind.field(key.text)


def _values(node: Node) -> list[Node]:
    """The values of a field without the words that stand with them."""
    if isinstance(node, Fields) and part(node, SAYS) is not None:
        return [each for inner in items_of(part(node, IS)) for each in _values(inner)]
    return [v for each in node for v in _values(each)] if isinstance(node, Items) else [node]


def _type(entry: RecordEntry) -> str:
    return entry.kind.slug_type if entry.kind else ""


def _end(entry: RecordEntry | None) -> str:
    return entry.iri.rpartition("/")[2] if entry else ""


def _ends(iris: list[str]) -> str:
    return "-".join(iri.rpartition("/")[2] for iri in iris)


def _short(iri: str) -> str:
    """A party's slug without what sort of party it is."""
    slug = iri.rpartition("/")[2]
    return "-".join(word for word in slug.split("-") if word not in _SORTS) or slug


def iri_by_words(kind: str, name: Scalar) -> str:
    """IRI of a thing by the words of its name.

    Raises:
        RecordFault: no slug can be made of them.
    """
    return f"{BASE}id/{kind}/{_slug(name)}"


def _slug(name: Scalar) -> str:
    try:
        return slugify(name.text)
    except ValueError:
        what = N_("No address can be made of this name.")
        raise fault(name, what, field="name", example="renewal 2016") from None


def _words(label: str) -> list[str]:
    try:
        return slugify(label).split("-")[:_WORDS]
    except ValueError:
        return []


_MAKERS: Final[Mapping[str, Callable[[Naming, RecordEntry], str]]] = {
    "partnership": Naming._partnership,
    "participation": Naming._participation,
    "agreement": Naming._agreement,
    "event": Naming._event,
    "visit": Naming._happening,
    "meeting": Naming._happening,
    "post": Naming._post,
    "membership": Naming._membership,
    "person": Naming._person,
    "signature": Naming._signature,
    "attendance": Naming._attendance,
}
