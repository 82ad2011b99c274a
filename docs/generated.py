"""What pages show of the files they describe is made from those, so it cannot fall behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, Final

import yaml
from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from pydantic_core import PydanticUndefined
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from api.app import ROUTERS
from api.openapi.document import document
from graph.engine.remote.profiles import profiles
from graph.exports.column_words import description, title
from graph.exports.table import TABLES, ExportColumn, ExportTable
from graph.matching import weights
from graph.namespaces import VSK
from graph.network.measures import MEASURES
from graph.prefixes import PREFIXES
from graph.reconciliation.entity_properties import PROPERTIES
from graph.records.shipped_records import record_files
from graph.settings import Settings
from graph.validation.shapes import VSH, shapes
from ontology import EXAMPLES, ROOT, SCHEMES
from queries.library import library
from tests.graph.time.phrases.table import rows

_GENERATED: Final = re.compile(r"^<!-- generated: (\S+) -->$", re.MULTILINE)
_TURTLE: Final = re.compile(r"^\{\{ turtle (\S+) (.+) \}\}$", re.MULTILINE)
# The site is built from a copy of this folder; what is shown is the source itself.
_ROOT: Final = ROOT.parent


class Generated(Preprocessor):
    """Fills in ``<!-- generated: NAME -->`` and ``{{ turtle FILE SUBJECT… }}``."""

    def run(self, lines: list[str]) -> list[str]:
        """The lines of a page with what is made from files in its place.

        Raises:
            LookupError: if the page asks for something that nothing makes.
        """
        text = _GENERATED.sub(lambda asked: _made(asked[1]), "\n".join(lines))
        text = _TURTLE.sub(lambda asked: excerpt(_ROOT / asked[1], asked[2].split()), text)
        # A command and its output are two blocks, which the renderer takes for one paragraph.
        return text.replace("\n```\n```", "\n```\n\n```").split("\n")


class GeneratedExtension(Extension):
    """The extension of Python-Markdown that ``mkdocs.yml`` names."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Run before anything else reads the page."""
        md.preprocessors.register(Generated(md), "generated", 100)


def makeExtension(**_: object) -> GeneratedExtension:  # noqa: N802 - Python-Markdown's name
    """Where Python-Markdown enters this module."""
    return GeneratedExtension()


def _made(name: str) -> str:
    if name not in GENERATORS:
        raise LookupError(f"nothing makes {name!r}; there are {', '.join(GENERATORS)}")
    return "\n".join(GENERATORS[name]())


def excerpt(file: Path, subjects: Iterable[str]) -> str:
    """The statements of a file whose subjects, written as in the file, are these; fenced.

    Raises:
        LookupError: if the file or one of the subjects in it is not there.
    """
    if not file.is_file():
        raise LookupError(f"there is no {file} to show Turtle of")
    text = file.read_text(encoding="utf-8")
    statements = [_statement(text, each, file) for each in subjects]
    return "```turtle\n" + "\n\n".join(statements) + "\n```"


def _statement(text: str, subject: str, file: Path) -> str:
    found = re.search(rf"^ *{re.escape(subject)} .*? \.$", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise LookupError(f"{file} says nothing of {subject}")
    return dedent(found[0])


def tables() -> Iterator[str]:
    """Every table of an export, column by column, in both languages."""
    for table in TABLES:
        yield f"### {table.name}\n\n**{table.title['en']}** · *{table.title['da']}*\n"
        yield f"{table.description['en']} *{table.description['da']}*\n"
        for column in table.columns:
            marks = ["key"] * column.key + [column.datatype, _short(column.predicate)]
            yield f"- `{column.name}` ({', '.join(filter(None, marks))})"
            yield "  " + " · ".join(_words_of(table, column))
        yield ""


def _words_of(table: ExportTable, column: ExportColumn) -> Iterator[str]:
    for lang in ("en", "da"):
        yield f"*{title(table, column)[lang]}*: {description(table, column)[lang]}"


def _short(iri: str) -> str:
    found = [name for name, start in PREFIXES.items() if iri.startswith(start)]
    longest = max(found, key=lambda name: len(PREFIXES[name]), default="")
    return f"{longest}:{iri.removeprefix(PREFIXES[longest])}" if longest else ""


def vocabulary() -> Iterator[str]:
    """Every class and property with its labels, definitions and example."""
    graph = Graph().parse(ROOT / "venskab.ttl")
    kinds = (
        ("Classes", OWL.Class),
        ("Links", OWL.ObjectProperty),
        ("Values", OWL.DatatypeProperty),
    )
    for heading, kind in kinds:
        yield f"## {heading}\n"
        for term in sorted(graph.subjects(RDF.type, kind), key=str):
            if isinstance(term, URIRef) and term.startswith(str(VSK)):
                yield from _term(graph, term)


def _term(graph: Graph, term: URIRef) -> Iterator[str]:
    words = {
        (predicate, literal.language): str(literal)
        for predicate in (RDFS.label, SKOS.definition)
        for literal in graph.objects(term, predicate)
        if hasattr(literal, "language")
    }
    yield f"### vsk:{term.removeprefix(str(VSK))}\n"
    yield f"**{words[RDFS.label, 'en']}** · *{words[RDFS.label, 'da']}*\n"
    yield f"{words[SKOS.definition, 'en']}\n\n{words[SKOS.definition, 'da']}\n"
    for example in graph.objects(term, SKOS.example):
        yield f"```turtle\n{example}\n```\n"


def concepts() -> Iterator[str]:
    """Every list of concepts: what each is called, what it means, the state it leads to."""
    for path in sorted(SCHEMES.glob("*.ttl")):
        graph = Graph().parse(path)
        scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
        yield f"## {_said(graph, scheme, RDFS.label, 'en')}\n"
        yield f"{_said(graph, scheme, SKOS.definition, 'en')}\n"
        yield "| concept | English | Danish | meaning | leads to |\n| --- | --- | --- | --- | --- |"
        for concept in graph.subjects(SKOS.inScheme, scheme):
            effect = str(graph.value(concept, VSK.effect) or "").rpartition("/")[2]
            cells = (
                f"`{path.stem}:{graph.value(concept, SKOS.notation)}`",
                _said(graph, concept, SKOS.prefLabel, "en"),
                _said(graph, concept, SKOS.prefLabel, "da"),
                _said(graph, concept, SKOS.definition, "en"),
                effect,
            )
            yield f"| {' | '.join(cells)} |"
        yield ""


def _said(graph: Graph, node: Node, predicate: URIRef, lang: str) -> str:
    """What a node says by a property in one language; blank where it says nothing."""
    texts = (text for text in graph.objects(node, predicate) if isinstance(text, Literal))
    return next((str(text) for text in texts if text.language == lang), "")


def patterns() -> Iterator[str]:
    """Every example file: its heading, what it shows, its Turtle."""
    for path in sorted(EXAMPLES.glob("*.ttl")):
        head, _, turtle = path.read_text(encoding="utf-8").partition("\n\n")
        title, *rest = [line.removeprefix("#").strip() for line in head.splitlines()]
        yield f"## {title}\n\n{' '.join(line for line in rest if line)}\n"
        yield f"```turtle\n{_without_prefixes(turtle)}\n```\n"


def _without_prefixes(turtle: str) -> str:
    return "\n".join(line for line in turtle.splitlines() if not line.startswith("@prefix")).strip()


def questions() -> Iterator[str]:
    """The query library: titles, descriptions, parameters."""
    for query in sorted(library().values(), key=lambda query: (query.theme, query.name)):
        yield f"## {query.name}\n\n**{query.title['en']}** · *{query.title['da']}*\n"
        yield f"{query.description['en']} Shown as a {query.result}.\n"
        if query.parameters:
            yield "| parameter | type | default | example |\n| --- | --- | --- | --- |"
        for given in query.parameters:
            yield f"| `{given.name}` | {given.type} | {given.default or ''} | {given.example} |"
        yield ""


def settings() -> Iterator[str]:
    """Every setting with its default."""
    for name, field in Settings.model_fields.items():
        default = "the user's data folder"
        if field.default is not PydanticUndefined:
            default = str(field.default)
        yield f"## VENSKAB_{name.upper()}\n\n{field.description}\n"
        yield f"Default: {'blank' if default == '' else default}\n"


def reconciled_properties() -> Iterator[str]:
    """What a row of a table may give beside a name, and what can be fetched of a thing."""
    yield "| property | | given by a row | fetched |\n| --- | --- | --- | --- |"
    for each in PROPERTIES:
        marks = ("yes" if mark else "" for mark in (each.tells_apart, each.fetched))
        yield f"| `{each.id}` | {each.label}. {each.about} | {' | '.join(marks)} |"


def match_weights() -> Iterator[str]:
    """What matching sees, and what it weighs: bits, and the thresholds."""
    yield "| what is seen | bits |"
    yield "| --- | --- |"
    for level in weights.NAMES:
        rare = f"{level.share:g} of pairs that are one"
        chance = f", by chance {level.by_chance:g} of 1,000" if level.by_chance else ""
        yield f"| `name {level.name}` | by how rare the name is: {rare}{chance} |"
    for name, bits in (
        ("id same", weights.ID_SAME), ("id near", weights.ID_NEAR),
        ("id other", weights.LISTS.id_other), ("code same", weights.CODE_SAME),
        ("country other", weights.COUNTRY_OTHER), ("unit other", weights.UNIT_OTHER),
        ("qualifier other", weights.QUALIFIER_OTHER), ("ended", weights.ERA_OTHER),
        ("neighbour that the other list lacks", weights.LISTS.missing),
        ("neighbour in common, at most", weights.LISTS.tie_most),
    ):  # fmt: skip
        yield f"| `{name}` | {bits:g} |"
    yield (
        f"| `country same` | by how many places the country has; {weights.ONLY_ONE:g} more where "
        "the register is whole and has the name once |"
    )
    for register, habits in (("list", weights.LISTS), ("municipality", weights.REGISTER)):
        steps = ", ".join(f"to {most:g} km {bits:g}" for most, bits in habits.distances)
        yield f"| distance to a place of a {register} | {steps}, further {weights.FAR:g} |"
    yield ""
    yield (
        f"Certain from a chance of {weights.CERTAIN:g}, shown from {weights.OPEN:g}. Never "
        f"certain: {', '.join(f'`{each}`' for each in sorted(weights.DOUBTS))}, `{weights.ENDED}`."
    )


def threat_model() -> Iterator[str]:
    """The threat model, which lies beside the README, without its heading."""
    text = (_ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
    yield text.partition("\n")[2]


def decisions() -> Iterator[str]:
    """Every record of a decision, by number, with its title."""
    folder = _ROOT / "docs/explanation/decisions"
    for path in sorted(folder.glob("[0-9]*.md")):
        title = path.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
        yield f"- [{title}]({path.name})"


def commands() -> Iterator[str]:
    """Every command with its arguments and options, as Typer writes them."""
    made = subprocess.run(
        [sys.executable, "-m", "typer", "api.cli.main", "utils", "docs", "--name", "venskab"],
        cwd=_ROOT,
        env=os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"},
        capture_output=True,
        text=True,
        check=True,
    )
    # The page has a heading of its own, so that each of these goes one level down.
    yield re.sub(r"^#", "##", made.stdout, flags=re.MULTILINE)


def operations() -> Iterator[str]:
    """Every operation of the OpenAPI document; the questions have a page of their own."""
    shown: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    routes = [each for router in ROUTERS for each in router.routes]
    told = document(routes, "http://127.0.0.1:8000", Settings().licence)
    for path, methods in told["paths"].items():
        if path.startswith("/queries/"):
            continue
        for method, operation in methods.items():
            if method in ("get", "post"):
                subject = re.split(r"[/.]", path.lstrip("/."))[0] or "start page"
                shown.setdefault(subject, []).append((f"{method.upper()} {path}", operation))
    for subject, found in sorted(shown.items()):
        yield f"## {subject}\n"
        yield from _subject(found)


def _subject(operations: list[tuple[str, dict[str, Any]]]) -> Iterator[str]:
    """The operations of a subject, those with the same parameters above one list of them."""
    together: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for name, operation in operations:
        together.setdefault(repr(operation.get("parameters", [])), []).append((name, operation))
    for alike in together.values():
        for name, operation in alike:
            yield f"**`{name}`** {operation['summary']}.\n"
        parameters = alike[0][1].get("parameters", [])
        for given in parameters:
            meaning = " ".join(given.get("description", "").split())
            yield f"- `{given['name']}` (in the {given['in']}): {meaning}"
        yield ""


def measures() -> Iterator[str]:
    """Every measure of networks with its definition, source and treatment of components."""
    for each in MEASURES.values():
        yield f"## {each.name}{' *' if each.asked_for else ''}\n"
        yield f"{each.definition}\n"
        yield f"- of: {'each node' if each.level == 'node' else 'the whole network'}"
        yield f"- source: {each.source}"
        yield f"- components: {each.components}"
        if each.needs:
            yield f"- needs: {', '.join(sorted(each.needs))}"
        yield ""


def clients() -> Iterator[str]:
    """The programs that ask the endpoint in the tests, and in what ways."""
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    yield f"| program | {' | '.join(forms)} | by |\n| --- | {'--- | ' * len(forms)}--- |"
    text = (_ROOT / "tests/api/sparql/clients.yaml").read_text("utf-8")
    for name, told in yaml.safe_load(text).items():
        cells = [", ".join(f"`{each}`" for each in told.get(form, ())) or "no" for form in forms]
        note = f" ({told['note']})" if "note" in told else ""
        yield f"| {name}{note} | {' | '.join(cells)} | {', '.join(told['methods'])} |"


def gate() -> Iterator[str]:
    """Every mistake that the tests make on purpose: how bad it is, and what the gate says."""
    for theme, heading in _THEMES.items():
        yield f"## {heading}\n"
        text = (_ROOT / f"tests/graph/validation/mistakes/{theme}.yaml").read_text("utf-8")
        for given in yaml.safe_load(text).values():
            severity, shape, _, path, _ = given["found"]
            said = {lang: _open(text) for lang, text in shapes().messages[VSH[shape]].items()}
            level = "kept out" if severity == "Violation" else severity.lower()
            marks = ", ".join(filter(None, (level, path and f"`{path}`")))
            yield f"- **{_sentence(given['en'])}** · *{_sentence(given['da'])}* ({marks})"
            yield f"  {said['en']} · *{said['da']}*"
        yield ""


def phrases() -> Iterator[str]:
    """Every phrase of the tests' table: what it is read as, or why it is a question."""
    heading = ""
    for row in rows():
        if row.heading != heading:
            heading = row.heading
            title = f"Question: {row.why}" if row.why else heading
            kind = " (terms)" if row.why and row.term else ""
            yield f"\n## {title.rstrip('.')}{kind}\n"
            yield f"| language | phrase | {'it may be' if row.why else 'read as'} |"
            yield "| --- | --- | --- |"
        found = ", ".join(f"`{each}`" for each in row.expected.split())
        phrase = row.phrase.replace("_", r"\_")
        yield f"| {row.lang} | {phrase} | {found} |"


def drafts() -> Iterator[str]:
    """What the drafts of the founding documents have of their facts."""
    text = (_ROOT / "tests/graph/drafts/founding.yaml").read_text("utf-8")
    for name, facts in yaml.safe_load(text).items():
        right = sum(each["is"] == "right" for each in facts.values())
        yield f"### {name}: {right} of {len(facts)} right\n"
        yield "| fact | | found | in the draft |\n| --- | --- | --- | --- |"
        for number, each in facts.items():
            has = "; ".join(f"{place}: {_shown(value)}" for place, value in each["has"].items())
            yield f"| {number} | {each['fact']} | {each['is']} | {has} |"
        yield ""


def _shown(value: object) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value) or "?"


_THEMES: Final = {
    "time": "Time",
    "parties": "Parties",
    "identity": "Which thing is meant, and links",
    "evidence": "Evidence",
    "words": "Vocabulary, language and privacy",
}


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _open(message: str) -> str:
    """A message with a mark where the gate fills in a name."""
    return re.sub(r" ?\{\?near\}", "", re.sub(r"\{\?(?!near)\w+\}", "…", message))


def shipped_records() -> Iterator[str]:
    """The shipped records: their lines beside those of the TriG that is made from them."""
    yield "| record | lines | lines of TriG |\n| --- | ---: | ---: |"
    counted = [
        (path, *map(_lines_of, (path, path.with_suffix(".trig")))) for path in record_files()
    ]
    for path, mine, made in counted:
        yield f"| `{path.parent.name}/{path.name}` | {mine} | {made} |"
    yield f"| all | {sum(each[1] for each in counted)} | {sum(each[2] for each in counted)} |"


def _lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def engines() -> Iterator[str]:
    """Every engine that is known, and where it differs."""
    for each in profiles():
        tried = "the contract suite runs on it" if each.measured else "never run here"
        yield f"### {each.name}\n\n{tried[0].upper()}{tried[1:]}.\n"
        yield from (f"- {difference}" for difference in each.differences)
        yield ""
        for how, names in each.questions.items():
            listed = ", ".join(f"`{name}`" for name in names)
            yield f"Questions that are {how}, with the case that tests them: {listed}.\n"


GENERATORS: Final[dict[str, Callable[[], Iterator[str]]]] = {
    "clients": clients,
    "commands": commands,
    "match-weights": match_weights,
    "concepts": concepts,
    "decisions": decisions,
    "drafts": drafts,
    "engines": engines,
    "gate": gate,
    "http": operations,
    "measures": measures,
    "patterns": patterns,
    "phrases": phrases,
    "questions": questions,
    "reconciled-properties": reconciled_properties,
    "settings": settings,
    "shipped-records": shipped_records,
    "tables": tables,
    "threat-model": threat_model,
    "vocabulary": vocabulary,
}
