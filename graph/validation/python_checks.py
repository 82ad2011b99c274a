"""The rules that hold for every thing, run here instead of by SPARQL.

``ontology/shapes/thing.ttl`` states them for any SHACL engine. There they ask a query for each of
them about each thing, which takes most of a run (6 of 8 s on a source graph of 1,300 statements);
here they read each statement once. A test holds both to the same findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from rdflib import URIRef
from rdflib.namespace import RDF

from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.validation.quad_lines import Said, nodes
from graph.validation.shapes import VSH
from graph.validation.view import View

Check = Callable[[View, Said], bool]

_OURS: Final = (f"<{BASE}id/", f"<{BASE}concept/")
_TERM: Final = f"<{VSK}"
_TYPE: Final = f"<{RDF.type}>"
_DERIVED_NAMES: Final = (
    "partnerOf", "precededBy", "followedBy", "coversArea", "possibleState", "spellFrom",
    "spellEndExclusive", "spellBefore", "actFrom", "changedGraph", "graphAction", "statementsAdded",
    "statementsRemoved", "listedAs", "countsAs", "evidenceTier",
)  # fmt: skip
_DERIVED: Final = frozenset(f"<{VSK[name]}>" for name in _DERIVED_NAMES)
_DERIVED_CLASSES: Final = frozenset(
    f"<{name}>" for name in (VSK.StatusChange, VSK.Act, VSK.StatusSpell, VSK.GraphChange)
)
_PERSONAL_NUMBER: Final = re.compile(
    r"(^|[^0-9-])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}-[0-9]{4}($|[^0-9-])"
)
_E_MAIL: Final = re.compile(r"[^ @]+@[^ @]+[.][A-Za-z]{2,}")


def findings(view: View) -> Iterator[tuple[URIRef, Said, bool]]:
    """The findings of the rules that hold for every thing.

    Args:
        view: the statements to judge and all they lean on.

    Yields:
        The shape, the statement that it found, and True if the value may be shown.
    """
    for said in view.own:
        if said[0] in view.typed:
            for shape, check in CHECKS.items():
                if check(view, said):
                    yield shape, said, shape in _SHOWING


def _dangling(view: View, said: Said) -> bool:
    return said[2].startswith(_OURS) and said[2] not in view.described


def _unknown_property(view: View, said: Said) -> bool:
    return said[1].startswith(_TERM) and said[1] not in view.typed


def _unknown_class(view: View, said: Said) -> bool:
    return said[1] == _TYPE and said[2].startswith(_TERM) and said[2] not in view.typed


def _derived(view: View, said: Said) -> bool:
    _, path, value = said
    if path == _TYPE:
        return value in _DERIVED_CLASSES
    bound = path.startswith(_TERM) and path.endswith(("Earliest>", "Latest>"))
    return bound or path in _DERIVED


def _personal_number(view: View, said: Said) -> bool:
    return said[2][0] == '"' and bool(_PERSONAL_NUMBER.search(_text(said)))


def _e_mail(view: View, said: Said) -> bool:
    return said[2][0] == '"' and "@" in (text := _text(said)) and bool(_E_MAIL.search(text))


def _text(said: Said) -> str:
    """The text of a literal."""
    value = said[2]
    if "\\" not in value:
        return value[1 : value.rindex('"')]
    return next(str(node) for _, _, node in nodes([said]))


CHECKS: Final[Mapping[URIRef, Check]] = {
    VSH.NoDanglingIri: _dangling,
    VSH.KnownProperty: _unknown_property,
    VSH.KnownClass: _unknown_class,
    VSH.StatedNotDerived: _derived,
    VSH.NoPersonalNumber: _personal_number,
    VSH.NoContactDetails: _e_mail,
}
# A value that is private, or only repeats the path, is not shown.
_SHOWING: Final = frozenset({VSH.NoDanglingIri, VSH.KnownClass})
