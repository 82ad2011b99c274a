"""The facts about a list as a source: title, kind, licence, day, address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.identifiers import concept, list_graph
from graph.lists.nquads_text import LABEL, TYPE, Saying, iri, is_address, literal, term
from graph.prefixes import EDTF
from graph.texts import N_
from graph.time.edtf_dates import is_edtf

KINDS: Final = ("aggregator", "register")
_NAME: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_TEXTS: Final = ("title", "label", "description", "rights")
_FIELDS: Final = frozenset({"name", "kind", "licence", "published", "url", *_TEXTS})


@dataclass(frozen=True)
class ListSource:
    """A list as a source.

    Attributes:
        name: last part of its IRI, such as ``pairs-2026``.
        kind: aggregator or register.
        licence: IRI of its licence; blank where it is not known.
        published: the day or month that its edition is of, EDTF.
        url: where it is found; blank where that is nowhere.
        title, label, description, rights: texts by language; blank for a title in no language.
    """

    name: str
    published: str
    kind: str = "aggregator"
    licence: str = ""
    url: str = ""
    title: Mapping[str, str] = field(default_factory=dict)
    label: Mapping[str, str] = field(default_factory=dict)
    description: Mapping[str, str] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)

    @property
    def graph(self) -> str:
        """IRI of the list and of its graph."""
        return list_graph(self.name)

    def said(self) -> Iterator[Saying]:
        """What the graph says of the list itself."""
        yield Saying(TYPE, term("vsk", "Source"))
        yield Saying(term("vsk", "sourceKind"), iri(concept("source-kind", self.kind)))
        yield Saying(term("vsk", "published"), literal(self.published, datatype=EDTF))
        for predicate, address in (
            (term("dcterms", "license"), self.licence),
            (term("schema", "url"), self.url),
        ):
            if address:
                yield Saying(predicate, iri(address))
        for predicate, texts in (
            (term("dcterms", "title"), self.title or self.label),
            (LABEL, self.label),
            (term("dcterms", "description"), self.description),
            (term("dcterms", "rights"), self.rights),
        ):
            yield from (Saying(predicate, literal(text, lang)) for lang, text in texts.items())


def read_about(path: Path) -> ListSource:
    """Read the facts about a list from a YAML file; see :func:`about_from`."""
    return about_from(path, {})


def about_from(path: Path | None, given: Mapping[str, str]) -> ListSource:
    """The facts about a list, from a YAML file and from what is given in front of it.

    Raises:
        UnreadableFile: the file cannot be read, or is no YAML.
        UnusableInput: a fact is missing, unknown or has no such form.
    """
    return about_of({**(_yaml(path) if path else {}), **given}, str(path) if path else "")


def _yaml(path: Path) -> Mapping[str, Any]:
    try:
        found = yaml.safe_load(path.read_text("utf-8"))
    except OSError as error:
        raise UnreadableFile(f"{reason_of(error)}.", where=str(path)) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            N_("it is not YAML: {reason}.", reason=str(error).splitlines()[0]), where=str(path)
        ) from error
    if not isinstance(found, dict):
        raise _wrong(N_("there are no facts in it."), str(path))
    return found


def about_of(found: Mapping[str, Any], where: str) -> ListSource:
    """The facts about a list, checked.

    Raises:
        UnusableInput: a fact is missing, unknown or has no such form.
    """
    if unknown := sorted(set(found) - _FIELDS):
        raise _wrong(N_("there is no {field} of a list.", field=unknown[0]), where)
    plain = {each: str(found.get(each) or "") for each in _FIELDS - set(_TEXTS)}
    texts = {each: _by_language(found.get(each)) for each in _TEXTS}
    _check(plain, where)
    label = texts["label"] or texts["title"] or {"": plain["name"]}
    return ListSource(
        name=plain["name"],
        published=plain["published"],
        kind=plain["kind"] or "aggregator",
        licence=plain["licence"],
        url=plain["url"],
        title=texts["title"],
        label=label,
        description=texts["description"],
        rights=texts["rights"],
    )


def _check(plain: Mapping[str, str], where: str) -> None:
    for needed in ("name", "published"):
        if not plain[needed]:
            raise _wrong(N_("{field} is not given for the list.", field=needed), where)
    if not _NAME.fullmatch(plain["name"]):
        raise _wrong(
            N_("the name of a list has small letters, digits and single hyphens: {name!r}.",
               name=plain["name"]), where,
        )  # fmt: skip
    if not is_edtf(plain["published"]):
        raise _wrong(
            N_("published is no date: {date!r}. Write it like 2026-02.", date=plain["published"]),
            where,
        )
    if plain["kind"] and plain["kind"] not in KINDS:
        raise _wrong(N_("the kind of a list is aggregator or register."), where)
    for name in ("licence", "url"):
        if plain[name] and not is_address(plain[name]):
            raise _wrong(N_("{field} is no web address: {text!r}.", field=name,
                            text=plain[name]), where)  # fmt: skip


def _by_language(value: object) -> dict[str, str]:
    if isinstance(value, dict):
        return {str(lang): str(text) for lang, text in value.items() if text}
    return {"": str(value)} if value else {}


def _wrong(what: str, where: str) -> UnusableInput:
    return UnusableInput(what, where=where, hint=N_("See docs/how-to/lists.md."))
