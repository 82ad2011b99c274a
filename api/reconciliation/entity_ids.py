"""Identifiers of things in the protocol: a type and a slug, after the identifier space."""

from __future__ import annotations

from typing import Final

from graph.errors import NotFound
from graph.prefixes import BASE
from graph.reconciliation.candidates import identifier
from graph.search.name_index import NameIndex, OwnNames
from graph.texts import N_

SPACE: Final = f"{BASE}id/"
SCHEMA: Final = f"{BASE}ontology#"


def id_of(iri: str) -> str:
    """The identifier of a thing, such as ``municipality/aarhus-kommune``."""
    return iri.removeprefix(SPACE)


def thing_of(text: str, names: NameIndex) -> OwnNames:
    """The thing of an identifier, or of an IRI.

    Raises:
        NotFound: there is none.
    """
    iri = identifier(text.strip())
    found = names.own_names([iri]).get(iri) if iri else None
    if found is None:
        raise NotFound(
            N_("There is no thing {text!r} here.", text=text[:200]),
            hint=N_("An identifier is a type and a name: municipality/aarhus-kommune."),
        )
    return found
