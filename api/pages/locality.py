"""The page of a town or settlement: who runs it, its partners on a map, visits to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import SKOS

from api.locale.translation import _
from api.pages.answer import Answer, Fact
from api.pages.life_timeline import drawn
from api.pages.municipality import partners, story
from api.pages.partnership import visits
from api.pages.thing_view import ThingView
from graph.namespaces import VSK

FACTS = (VSK.country, VSK.within, SKOS.altLabel)


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of a town's template."""
    parts = folder.pointing(VSK.party, VSK.onBehalfOf, kind=VSK.Participation)
    found = partners(folder, parts)
    return {
        **found,
        "answer": _answer(folder, len(found["partners"].rows)),
        "said": folder.facts(*FACTS),
        "former_names": bool(folder.linked(SKOS.altLabel)),
        "story": drawn(folder, story(folder, parts)),
        "visits": visits(folder, folder.pointing(VSK.destination, VSK.place)),
    }


def _answer(folder: ThingView, count: int) -> Answer | None:
    """The municipality that acts for it today, and the number of its partners."""
    acting = [each for each in folder.pointing(VSK.actsFor) if folder.possibly(each)]
    runs = acting or folder.linked(VSK.within)
    if not runs:
        return None
    named = tuple(map(folder.reader.name, runs))
    say = _("Run by {municipality}", folder.lang, municipality=named[0].text)
    heading = _("Municipality", folder.lang)
    partnered = Fact(_("Partners today", folder.lang), words=str(count), link="#partners")
    return Answer("plain", say, facts=(Fact(heading, named), partnered))
