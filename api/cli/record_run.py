"""Shows and tidies records: what ``venskab record`` does once its words are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import typer

from api.cli.language_option import say, spoken
from api.cli.source_run import write_new
from api.locale.language import of_data
from api.locale.translation import translator
from graph.data.shipped import open_home
from graph.engine.input_file import opened
from graph.engine.nquads import statements
from graph.errors import NotFound, UnusableInput
from graph.ledger.lookup import known_graph
from graph.records.findings import RecordFault
from graph.records.json_schema import json_schema
from graph.records.name_matching import ThingNames
from graph.records.of_graph import of_graph
from graph.records.record_surroundings import RecordSurroundings
from graph.records.yaml_reader import LIMIT_CHARACTERS, read
from graph.records.yaml_writer import write
from graph.settings import Settings
from graph.texts import N_
from graph.tiers import is_listing
from graph.validation.quad_lines import GraphContent

_MOST_BYTES: Final = 4 * LIMIT_CHARACTERS


def show(settings: Settings, graph: str, out: Path | None) -> None:
    """Print a graph as a record, or write it into a new file.

    Raises:
        NotFound: there is no such graph.
        UnusableInput: the file is there already.
    """
    with open_home(settings.home) as ledger:
        name = known_graph(ledger, graph)
        version = next((each.hash for each in ledger.graphs() if each.graph == name), None)
        if version is None:
            raise NotFound(N_("the graph {name} was withdrawn.", name=graph))
        # Labels that are made again when it is read are left out.
        sources = (each for each in ledger.graphs() if not is_listing(each.graph))
        held = (GraphContent(ledger.lines(each.hash)) for each in sources)
        around = RecordSurroundings(ThingNames(held))
        text = write(of_graph(statements(ledger.lines(version)), name, around))
    if out is None:
        typer.echo(text, nl=False)
        return
    write_new({out: text}, hint=N_("Give another one with --out."))


def tidy(files: Sequence[Path], *, only_tell: bool) -> bool:
    """Write records again in one form; whether any was written otherwise.

    Raises:
        UnreadableFile: a file cannot be read.
        UnusableInput: one is no record; none is changed.
    """
    texts = [_text(path) for path in files]
    tidied = [_tidied(path, text) for path, text in zip(files, texts, strict=True)]
    changed = [
        (path, new) for path, old, new in zip(files, texts, tidied, strict=True) if old != new
    ]
    for path, new in changed:
        if only_tell:
            say("{file} would change.", file=path)
        else:
            _put(path, new)
            say("{file} is tidied.", file=path)
    return bool(changed)


def print_schema() -> None:
    """Print the JSON Schema of records with the words of the language that is spoken."""
    lang = of_data(spoken())
    schema = json_schema(lang, translator(lang))
    typer.echo(json.dumps(schema, ensure_ascii=False, indent=1))


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    half = path.with_name(f"{path.name}.new")
    half.write_text(text, encoding="utf-8")
    half.replace(path)


def _text(path: Path) -> str:
    with opened(path, _MOST_BYTES) as file:
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            hint = N_("Save it as UTF-8.")
            raise UnusableInput(N_("it is not UTF-8 text."), where=str(path), hint=hint) from None


def _tidied(path: Path, text: str) -> str:
    try:
        return write(read(text, str(path)))
    except RecordFault as error:
        found = error.finding
        hint = found.expected if isinstance(found.expected, str) else ""
        raise UnusableInput(found.what, where=found.where, hint=hint) from None
