"""Who signed or took part, in what office, for whom: the person, the post and the time in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from graph.identifiers import slugify
from graph.prefixes import BASE, PREFIXES
from graph.records.claims import RecordClaim, RecordThing
from graph.records.fields import RecordField
from graph.records.findings import fault
from graph.records.form import form
from graph.records.record_entries import RecordEntry, part
from graph.records.references import iri_of
from graph.records.tree import Fields, Node, Scalar, items_of
from graph.records.values import Values
from graph.terms import Term
from graph.texts import N_

VSK: Final = PREFIXES["vsk"]
_ORG: Final = PREFIXES["org"]
_LABEL: Final = PREFIXES["rdfs"] + "label"
PERSON: Final = ("person", "person")
OFFICE: Final = ("office", "embede")
VISITOR: Final = ("visitor", "gæst", "from", "fra")
# What tells one of several posts of an office from the others.
POST: Final = ("post", "post")
FOR: Final = ("for",)
# The fields that the office, the person and the party are of.
_SIGNATURE: Final = (VSK + "signedAs", VSK + "signatory", VSK + "signedFor")
_ATTENDANCE: Final = (VSK + "attendeeRole", VSK + "attendee", VSK + "attendeeFor")
_DRAFT: Final = BASE + "concept/document-status/draft-form"


def names_office(entry: RecordEntry) -> bool:
    """The thing is written with a person or an office of its own, to be made into things."""
    kind = entry.kind.slug_type if entry.kind else ""
    return kind in ("signature", "attendance") and (
        part(entry.node, OFFICE) is not None or part(entry.node, PERSON) is not None
    )


class Offices:
    """Makes the things that a signature or an attendance with an office stands for."""

    def __init__(self, values: Values, person_of: Callable[[Scalar], str]) -> None:
        self._values = values
        self._person_of = person_of

    def rest(self, entry: RecordEntry) -> Fields:
        """The fields of the thing that say no more than they say."""
        office = part(entry.node, OFFICE) is not None
        return entry.node.without(*PERSON, *OFFICE, *(POST if office else ()))

    def claims(self, entry: RecordEntry, above: RecordThing | None) -> Iterator[RecordClaim]:
        """What the signature or the attendance itself says of office, person and day."""
        role, holder, _ = self._parts(entry)
        person, post = self._person_iri(entry), self._post_iri(entry)
        if entry.kind and entry.kind.slug_type == "signature":
            yield from _claims(_SIGNATURE, (post, person, ""))
            yield from self._of_agreement(entry, above)
        else:
            who = person or post
            told = part(entry.node, FOR) is not None
            yield from _claims(_ATTENDANCE, (role, who, "" if told else holder))

    def _of_agreement(self, entry: RecordEntry, above: RecordThing | None) -> Iterator[RecordClaim]:
        """The day of the agreement, and that it is a draft, where the signature says no other."""
        told = {
            one.iri for key, _ in entry.node if entry.kind and (one := entry.kind.field(key.text))
        }
        for term in above.values(VSK + "signed") if above else ():
            if VSK + "date" not in told:
                yield RecordClaim(VSK + "date", term)
        for term in above.values(VSK + "documentStatus") if above else ():
            if term.value == _DRAFT and VSK + "documentStatus" not in told:
                yield RecordClaim(VSK + "documentStatus", term)

    def things(
        self, entry: RecordEntry, made: RecordThing, day: Term | None
    ) -> Iterator[RecordThing]:
        """The person, the post and the person's time in it.

        Args:
            entry: the signature or attendance.
            made: the thing that became of it.
            day: when the person is seen in the office.
        """
        role, holder, name = self._parts(entry)
        person, post = self._person_iri(entry), self._post_iri(entry)
        if person and name is not None and iri_of(name.text) is None:
            label = RecordClaim(_LABEL, Term("literal", name.text))
            yield RecordThing(person, (VSK + "Person",), [label], made.says, name.place, entry.path)
        if post:
            claims = [*_claims((_ORG + "postIn", _ORG + "role"), (holder, role))]
            yield RecordThing(
                post, (_ORG + "Post",), claims, made.says, entry.node.place, entry.path
            )
        if person and post:
            names = (_ORG + "member", _ORG + "organization", _ORG + "role", VSK + "post")
            claims = [*_claims(names, (person, holder, role, post))]
            if day is not None:
                claims.append(RecordClaim(VSK + "attested", day))
            iri = f"{BASE}id/membership/{_end(person)}-{_end(post)}"
            membership = (_ORG + "Membership",)
            yield RecordThing(iri, membership, claims, made.says, entry.node.place, entry.path)

    def _parts(self, entry: RecordEntry) -> tuple[str, str, Scalar | None]:
        """IRIs of the office and of its holder, and the person's name; blank where not written."""
        office, name = part(entry.node, OFFICE), part(entry.node, PERSON)
        role = holder = ""
        if office is not None:
            role = self._one(_field("post", _ORG + "role"), office)
        if isinstance(office, Scalar):
            holders = self._for(entry)
            if len(holders) != 1:
                raise fault(
                    office,
                    N_("The office has no holder."),
                    field=entry.path,
                    expected=N_("Say of which one municipality or organisation it is an office."),
                    example="{person: Anna Eksempel, office: mayor, for: Aarhus Kommune}",
                )
            holder = holders[0]
        if name is not None and not isinstance(name, Scalar):
            raise fault(None, N_("A name is one text."), place=name.place, field=entry.path)
        return role, holder, name

    def _for(self, entry: RecordEntry) -> list[str]:
        """IRIs of those it was for: as written, else of a visit those who visited."""
        kind, above = entry.kind, entry.parent
        node = part(entry.node, FOR)
        one = kind.field("for") if kind else None
        if node is None and above is not None and above.kind is not None:
            node, one = part(above.node, VISITOR), above.kind.field(VISITOR[0])
        terms = [] if node is None or one is None else self._values.terms(one, node)
        return [term.value for term in terms]

    def _one(self, one: RecordField, node: Node) -> str:
        terms = [term for each in items_of(node) for term in self._values.terms(one, each)]
        return terms[0].value if terms else ""

    def _person_iri(self, entry: RecordEntry) -> str:
        _, _, name = self._parts(entry)
        if name is None:
            return ""
        return iri_of(name.text) or self._person_of(name)

    def _post_iri(self, entry: RecordEntry) -> str:
        role, holder, _ = self._parts(entry)
        named = part(entry.node, POST)
        slug = slugify(named.text) if isinstance(named, Scalar) else _end(role)
        return f"{BASE}id/post/{_end(holder)}-{slug}" if role and holder else ""


def _claims(predicates: tuple[str, ...], iris: tuple[str, ...]) -> Iterator[RecordClaim]:
    for predicate, iri in zip(predicates, iris, strict=True):
        if iri:
            yield RecordClaim(predicate, Term("uri", iri))


def _field(kind: str, iri: str) -> RecordField:
    return form().kinds[kind].by_iri[iri]


def _end(iri: str) -> str:
    return iri.rpartition("/")[2]
