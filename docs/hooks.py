"""Pages that are made from the files they describe, so that they cannot fall behind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from textwrap import dedent
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from pydantic_core import PydanticUndefined
from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS
from typer.main import get_command

from api.cli.main import app
from graph.exports.column_words import description, title
from graph.exports.table import TABLES, Column, Table
from graph.namespaces import PREFIXES, VSK
from graph.network.measures import MEASURES
from graph.settings import Settings
from ontology import EXAMPLES, ROOT
from queries.library import library

_TABLES: Final = "{{ tables }}"
_TURTLE: Final = re.compile(r"^\{\{ turtle (\S+) (.+) \}\}$", re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those in the folder."""
    pages = {
        "vocabulary.md": vocabulary(),
        "patterns.md": patterns(),
        "questions.md": questions(),
        "settings.md": settings(),
        "commands.md": commands(),
        "threat-model.md": threat_model(),
        "measures.md": measures(),
    }
    for name, lines in pages.items():
        files.append(File.generated(config, name, content="\n".join(lines) + "\n"))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put what files say in the place of ``{{ turtle FILE SUBJECT… }}`` and ``{{ tables }}``."""
    root = Path(config.config_file_path).parent
    if _TABLES in markdown:
        markdown = markdown.replace(_TABLES, "\n".join(tables()))
    return _TURTLE.sub(lambda asked: excerpt(root / asked[1], asked[2].split()), markdown)


def excerpt(file: Path, subjects: Iterable[str]) -> str:
    """The statements of a file whose subjects, written as in the file, are these; fenced.

    Raises:
        PluginError: if the file or one of the subjects in it is not there.
    """
    if not file.is_file():
        raise PluginError(f"there is no {file} to show Turtle of")
    text = file.read_text(encoding="utf-8")
    statements = [_statement(text, each, file) for each in subjects]
    return "```turtle\n" + "\n\n".join(statements) + "\n```"


def _statement(text: str, subject: str, file: Path) -> str:
    found = re.search(rf"^ *{re.escape(subject)} .*? \.$", text, re.MULTILINE | re.DOTALL)
    if found is None:
        raise PluginError(f"{file} says nothing of {subject}")
    return dedent(found[0])


def tables() -> Iterator[str]:
    """Every table of an export, column by column, in both languages."""
    for table in TABLES:
        yield f"### {table.name}\n\n**{table.title['en']}** · *{table.title['da']}*\n"
        yield f"{table.description['en']} *{table.description['da']}*\n"
        yield "| column | type | English | Dansk | property |\n| --- | --- | --- | --- | --- |"
        for column in table.columns:
            yield (
                f"| `{column.name}`{' (key)' * column.key} | {column.datatype} | "
                + " | ".join((*_words_of(table, column), _short(column.predicate)))
                + " |"
            )
        yield ""


def _words_of(table: Table, column: Column) -> Iterator[str]:
    for lang in ("en", "da"):
        words = f"**{title(table, column)[lang]}**: {description(table, column)[lang]}"
        yield words.replace("|", "\\|")


def _short(iri: str) -> str:
    found = [name for name, start in PREFIXES.items() if iri.startswith(start)]
    longest = max(found, key=lambda name: len(PREFIXES[name]), default="")
    return f"{longest}:{iri.removeprefix(PREFIXES[longest])}" if longest else ""


def vocabulary() -> Iterator[str]:
    """Every class and property with its labels, definitions and example."""
    graph = Graph().parse(ROOT / "venskab.ttl")
    yield "# Vocabulary\n\n`vsk:` is `https://w3id.org/venskab/ontology#`.\n"
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


def patterns() -> Iterator[str]:
    """Every example file: its heading, what it shows, its Turtle."""
    yield "# Patterns\n\nThe municipalities and people in these examples are invented.\n"
    for path in sorted(EXAMPLES.glob("*.ttl")):
        head, _, turtle = path.read_text(encoding="utf-8").partition("\n\n")
        title, *rest = [line.removeprefix("#").strip() for line in head.splitlines()]
        yield f"## {title}\n\n{' '.join(line for line in rest if line)}\n"
        yield f"```turtle\n{_without_prefixes(turtle)}\n```\n"


def _without_prefixes(turtle: str) -> str:
    return "\n".join(line for line in turtle.splitlines() if not line.startswith("@prefix")).strip()


def questions() -> Iterator[str]:
    """The query library: titles, descriptions, parameters."""
    yield "# Questions\n\nAsk one with `venskab query NAME --param name=value`, or on its page.\n"
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
    yield "# Settings\n\nEach is an environment variable.\n"
    yield "| variable | default | meaning |\n| --- | --- | --- |"
    for name, field in Settings.model_fields.items():
        default = "the user's data folder" if field.default is PydanticUndefined else field.default
        yield f"| `VENSKAB_{name.upper()}` | {default} | {field.description} |"


def threat_model() -> Iterator[str]:
    """The threat model, which lies beside the README."""
    yield (Path(__file__).parents[1] / "THREAT_MODEL.md").read_text(encoding="utf-8")


def commands() -> Iterator[str]:
    """Every command with its options."""
    yield "# Commands\n"
    yield from _commands("venskab", get_command(app))


def _commands(name: str, command: Any) -> Iterator[str]:
    inner = getattr(command, "commands", None)
    if inner is not None:
        for each, below in sorted(inner.items()):
            yield from _commands(f"{name} {each}", below)
        return
    yield f"## {name}\n\n{command.help or ''}\n"
    for parameter in command.params:
        shown = " ".join(parameter.opts) if parameter.opts else parameter.name
        yield f"- `{shown}` {getattr(parameter, 'help', None) or ''}"
    yield ""


def measures() -> Iterator[str]:
    """Every measure of networks with its definition, source and treatment of components."""
    yield "# Measures of networks\n\nTake one with `venskab network metrics -m NAME`.\n"
    yield "Those marked * are taken only when named.\n"
    for each in MEASURES.values():
        yield f"## {each.name}{' *' if each.asked_for else ''}\n"
        yield f"{each.definition}\n"
        yield f"- of: {'each node' if each.level == 'node' else 'the whole network'}"
        yield f"- source: {each.source}"
        yield f"- components: {each.components}"
        if each.needs:
            yield f"- needs: {', '.join(sorted(each.needs))}"
        yield ""
