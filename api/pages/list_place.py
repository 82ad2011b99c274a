"""The page of a place of a list: its rows, what it was decided to be, and its ties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import ORG, SKOS

from api.pages.municipality import partners
from api.pages.partnership import ROW_OF_LIST
from api.pages.thing_view import ThingView, column
from graph.namespaces import VSK
from graph.texts import N_

FACTS = (
    VSK.countsAs, VSK.country, VSK.statedCountry, SKOS.altLabel, SKOS.exactMatch, ORG.identifier,
)  # fmt: skip


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of the template of a place of a list."""
    matches = folder.pointing(VSK.matchOf, kind=VSK.PlaceMatch)
    rows = folder.pointing(VSK.listedPlace, kind=VSK.ListTie)
    found = partners(folder, folder.pointing(VSK.party, kind=VSK.Participation))
    return {
        **found,
        # Of lists are all its ties.
        "partners": found["listed"],
        "said": folder.facts(*FACTS),
        "counts_as": [folder.reader.name(each) for each in folder.linked(VSK.countsAs)],
        "matches": folder.table(
            matches,
            column(N_("Decision"), VSK.matchDecision),
            column(N_("Compared with"), VSK.matchedTo),
            column(N_("As"), VSK.matchKind),
            column(N_("Why"), VSK.matchReason),
            column(N_("Score"), VSK.matchScore),
            column(N_("By"), VSK.matchedBy),
        ),
        "rows": folder.table(
            rows,
            *ROW_OF_LIST,
        ),
    }
