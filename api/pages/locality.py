"""The page of a town or settlement: who runs it, its partners on a map, visits to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rdflib.namespace import SKOS

from api.locale.translation import _
from api.pages.answer import Fact, PageAnswer
from api.pages.life_timeline import drawn
from api.pages.municipality import COLUMNS, current, partners, story
from api.pages.partnership import visits
from api.pages.thing_view import ThingView
from graph.namespaces import VSK

FACTS = (VSK.country, VSK.within, SKOS.altLabel)


def view(folder: ThingView) -> Mapping[str, Any]:
    """The values of a town's template."""
    parts = folder.pointing(VSK.party, VSK.onBehalfOf, kind=VSK.Participation)
    found, runs = partners(folder, parts), _runs(folder)
    whole = folder.table(current(folder, _of_the_whole(folder, runs)), *COLUMNS)
    return {
        **found,
        "whole": whole,
        "answer": _answer(folder, runs, len(found["partners"].rows), len(whole.rows)),
        "said": folder.facts(*FACTS),
        "former_names": bool(folder.linked(SKOS.altLabel)),
        "story": drawn(folder, story(folder, parts)),
        "visits": visits(folder, folder.pointing(VSK.destination, VSK.place)),
    }


def _runs(folder: ThingView) -> list[str]:
    """The municipalities that act for it today, else the one that it lies in."""
    acting = [each for each in folder.pointing(VSK.actsFor) if folder.possibly(each)]
    return acting or folder.linked(VSK.within)


def _of_the_whole(folder: ThingView, runs: list[str]) -> list[str]:
    """The parts that the municipality takes for no town of its own."""
    return [
        part
        for each in runs
        for part in folder.pointing(VSK.party, at=each, kind=VSK.Participation)
        if not folder.linked(VSK.onBehalfOf, of=part)
    ]


def _answer(folder: ThingView, runs: list[str], own: int, whole: int) -> PageAnswer | None:
    """The municipality that runs it, and the numbers of its partners."""
    if not runs:
        return None
    lang, named = folder.lang, tuple(map(folder.reader.name, runs))
    facts = [
        Fact(_("Municipality", lang), named),
        Fact(_("Partners today on the town's behalf", lang), words=str(own), link="#partners"),
    ]
    if whole:
        heading = _("Partners of the whole municipality", lang)
        facts.append(Fact(heading, words=str(whole), link="#whole"))
    say = _("Run by {municipality}", lang, municipality=named[0].text)
    what = _("A town has no agreements itself; the municipality has them for it.", lang)
    return PageAnswer("plain", say, what, facts=tuple(facts))
