"""Partners on a municipality's page: no plan, and nobody who only brought two together."""

from __future__ import annotations

from datetime import date

from api.html.provenance import DescriptionView
from api.pages.municipality import partners
from api.pages.thing_view import ThingView
from graph.descriptions.describe import Description
from graph.identifiers import thing
from graph.namespaces import VSK
from tests.queries.small_worlds import pair, statements, world

TOWNS = "".join(
    f'municipality:{name} a vsk:Municipality ; rdfs:label "{name.title()}"@en .\n'
    for name in ("north", "south", "east", "helper")
)


def test_a_plan_and_an_intermediary_are_no_partners() -> None:
    store = world(
        TOWNS
        + pair("tie", "municipality:north", "municipality:south", 'vsk:began "1990"^^edtf:EDTF')
        + pair("plan", "municipality:north", "municipality:east")
        + """
participation:tie-3 a vsk:Participation ; vsk:inPartnership partnership:tie ;
    vsk:party municipality:helper ; vsk:partyRole role:intermediary .
event:proposed a vsk:LifecycleEvent ; vsk:concerns partnership:plan ; vsk:eventKind kind:proposed .
"""
    )
    iri = thing("municipality", "north")
    reader = DescriptionView(Description(iri, tuple(statements(store)), "one"), {}, "en")
    view = ThingView(reader, iri, "en", date(2020, 1, 1))
    found = partners(view, view.pointing(VSK.party, kind=VSK.Participation))
    named = {
        name: [row.cells[0][0].text for row in found[name].rows]
        for name in ("partners", "former", "plans")
    }
    assert named == {"partners": ["South"], "former": [], "plans": ["East"]}
