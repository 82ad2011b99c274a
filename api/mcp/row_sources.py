"""Who says so, and where: the graphs that tell of the things in a row, with their passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from api.html.provenance import Attribution, standing
from api.locale.language import Lang
from api.locale.result_table import BATCH, labels
from api.mcp.tool import Json, ToolRow
from graph.engine.base import Engine
from graph.engine.results import rows
from graph.identifiers import ONTOLOGY_GRAPH
from graph.prefixes import BASE
from graph.sparql_text import term
from graph.terms import Row, Term, language_rank, text_of
from queries.internal_queries import internal

# Sources that a row shows; a count may rest on many.
MOST_SOURCES: Final = 8
# Passages of a thing in one graph that a row shows; the tool who-says-so gives them all.
MOST_PASSAGES: Final = 3
_THING: Final = f"{BASE}id/"
_GRAPH: Final = f"{BASE}graph/"


@dataclass
class _Passage:
    quotation: Term | None = None
    locators: list[Term] = field(default_factory=list)

    def as_json(self, lang: Lang) -> Json:
        locators = sorted(self.locators, key=lambda each: language_rank(each.lang, lang))
        told = {
            "quotation": self.quotation.value if self.quotation else "",
            "language": self.quotation.lang if self.quotation else "",
            "locator": locators[0].value if locators else "",
        }
        return {name: value for name, value in told.items() if value}


@dataclass
class _Telling:
    """What one graph tells of a thing, resting on one source."""

    graph: str
    cited: str
    defines: bool = False
    passages: dict[str, _Passage] = field(default_factory=dict)

    def as_json(self, titles: Mapping[str, Term], lang: Lang) -> Json:
        told = [each.as_json(lang) for each in self.passages.values()]
        different = {str(sorted(each.items())): each for each in told if each}
        # Words before places, and always the same ones.
        order = sorted(different, key=lambda key: ("quotation" not in different[key], key))
        title = titles.get(self.cited) or titles.get(self.graph)
        more = len(order) - MOST_PASSAGES
        return {
            "source": self.cited,
            "title": title.value if title else "",
            "graph": self.graph,
            "standing": standing_of(self.graph),
            "passages": [different[key] for key in order[:MOST_PASSAGES]],
        } | ({"morePassages": more} if more > 0 else {})


async def with_sources(engine: Engine, page: Sequence[ToolRow], lang: Lang) -> list[Json]:
    """The rows of a page, each with who says so.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    unknown = [row for row in page if row.sources is None]
    told = await _told(engine, sorted({iri for row in unknown for iri in row.things}))
    cited = {
        iri for several in told.values() for each in several for iri in (each.graph, each.cited)
    }
    titles = await labels(engine, cited.union(*(row.graphs for row in unknown)), lang)
    return [_row(row, told, titles, lang) for row in page]


def _row(
    row: ToolRow, told: Mapping[str, Sequence[_Telling]], titles: Mapping[str, Term], lang: Lang
) -> Json:
    found = row.sources
    if found is None:
        # Those with words first: a row shows a few, and counts the others.
        found = sorted(_of_row(row, told, titles, lang), key=lambda each: not each["passages"])
    more = len(found) - MOST_SOURCES
    document = {"values": row.values, "sources": list(found[:MOST_SOURCES])}
    return document | ({"moreSources": more} if more > 0 else {})


def _of_row(
    row: ToolRow, told: Mapping[str, Sequence[_Telling]], titles: Mapping[str, Term], lang: Lang
) -> list[Json]:
    every = [(iri, each) for iri in row.things for each in told.get(iri, ())]
    if not row.graphs:
        every = [(iri, each) for iri, each in every if each.defines] or every
        return [{"about": iri, **each.as_json(titles, lang)} for iri, each in every]
    # A row that names its sources rests on those, and on no other that tells of the same things.
    found = [
        {"about": iri, **each.as_json(titles, lang)}
        for iri, each in every
        if row.graphs & {each.graph, each.cited}
    ]
    silent = row.graphs - {source[name] for source in found for name in ("graph", "source")}
    return found + [_Telling(each, each).as_json(titles, lang) for each in sorted(silent)]


async def _told(engine: Engine, iris: Sequence[str]) -> dict[str, list[_Telling]]:
    told: dict[str, dict[tuple[str, str], _Telling]] = {}
    for start in range(0, len(iris), BATCH):
        some = map(term, iris[start : start + BATCH])
        for row in await rows(engine, internal("passages-of-things", thing=some)):
            graph = row["graph"].value
            cited = text_of(row, "source") or graph
            several = told.setdefault(row["thing"].value, {})
            _take(several.setdefault((graph, cited), _Telling(graph, cited)), row)
    return {iri: list(several.values()) for iri, several in told.items()}


def _take(telling: _Telling, row: Row) -> None:
    telling.defines |= "class" in row
    if "evidence" not in row:
        return
    passage = telling.passages.setdefault(row["evidence"].value, _Passage())
    passage.quotation = passage.quotation or row.get("quotation")
    if "locator" in row and row["locator"] not in passage.locators:
        passage.locators.append(row["locator"])


def standing_of(graph: str) -> str:
    """The kind of a graph: of a source, a register, a curator, a rule, or the vocabulary."""
    return "vocabulary" if graph == ONTOLOGY_GRAPH else standing(graph)


def of_attribution(said: Attribution) -> Json:
    """The same of a claim on a page."""
    passages = [
        {"quotation": each.quotation.text, "language": each.quotation.lang}
        | {"locator": each.locator.text}
        for each in said.passages
    ]
    return {
        "source": said.graph.iri,
        "title": said.graph.text,
        "graph": said.graph.iri,
        "standing": said.standing,
        "passages": [{n: v for n, v in each.items() if v} for each in passages],
    }


def things_in(terms: Iterable[Term]) -> tuple[str, ...]:
    """The IRIs in a row whose passages back it: things, else sources, else concepts."""
    iris = dict.fromkeys(iri for each in terms for iri in _iris(each))
    kinds = (_THING, _GRAPH, BASE)
    return next((some for kind in kinds if (some := _beginning(iris, kind))), ())


def _beginning(iris: Iterable[str], start: str) -> tuple[str, ...]:
    return tuple(iri for iri in iris if iri.startswith(start))


def _iris(each: Term) -> list[str]:
    if each.kind == "uri":
        return [each.value]
    parts = each.value.split()
    return parts if all(part.startswith(BASE) for part in parts) else []
