"""Writes sheets: what ``venskab sheet template`` and ``export`` do once their words are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from api.cli.language_option import say, spoken
from api.locale.translation import translator
from graph.data.shipped import open_home, shipped_source
from graph.engine.nquads import statements
from graph.errors import NotFound, UnusableInput
from graph.identifiers import source_graph
from graph.ledger import Ledger
from graph.ledger.short_names import PREFIX, did_you_mean, short_graph
from graph.prefixes import BASE
from graph.records.of_graph import of_graph
from graph.records.tree import Record
from graph.sheets.csv_writer import write_folder
from graph.sheets.sheet_pages import SheetPage, pages_of, template_pages
from graph.sheets.to_sheets import to_sheets
from graph.sheets.workbook_writer import write_workbook
from graph.statements import Statement
from graph.texts import N_

_EXAMPLE: Final = "sermersooq-aalborg-2019"
_WORKBOOK: Final = ".xlsx"
_IS_DESCRIBED: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def write_template(out: Path) -> None:
    """Write the empty sheets.

    Raises:
        UnusableInput: there is something of that name already.
    """
    _write(template_pages(spoken(), translator(spoken())), out)


def write_example(out: Path) -> None:
    """Write the agreement of 2019 as sheets."""
    record = _record(statements(shipped_source(_EXAMPLE)), source_graph(_EXAMPLE))
    _write(pages_of(to_sheets(record, spoken(), in_place=True)), out)


def write_source(what: str, out: Path, home: Path) -> None:
    """Write a source as sheets.

    Args:
        what: its name, or that of a thing that it alone describes.
        out: the workbook or folder to write.
        home: folder of the ledger.

    Raises:
        NotFound: the ledger has no such source and no such thing.
        UnusableInput: several sources describe the thing, or ``out`` is there already.
    """
    with open_home(home) as ledger:
        hashes = {each.graph: each.hash for each in ledger.graphs()}
        iri = _source_of(what, ledger, hashes)
        record = _record(statements(ledger.lines(hashes[iri])), iri)
    _write_record(record, out)


def _record(said: Iterable[Statement], graph: str) -> Record:
    return of_graph(said, graph, nest=False)


def _source_of(what: str, ledger: Ledger, hashes: Mapping[str, str]) -> str:
    """The IRI of the graph that is meant: by its name, or by the thing that it describes."""
    for name in (what, PREFIX + what.strip("/"), f"{PREFIX}source/{what}"):
        if name in hashes:
            return name
    iri = what if ":" in what else f"{BASE}id/{what.strip('/')}"
    head = f"<{iri}> <{_IS_DESCRIBED}> "
    found = [
        name
        for name, version in hashes.items()
        if any(each.startswith(head) for each in ledger.lines(version))
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise UnusableInput(
            N_("Several sources describe {thing}.", thing=what),
            hint=N_("Name one of them: {names}.", names=", ".join(map(short_graph, found))),
        )
    raise NotFound(
        N_("There is no source and no thing {name!r}.", name=what), hint=did_you_mean(what, hashes)
    )


def _write_record(record: Record, out: Path) -> None:
    _write(pages_of(to_sheets(record, spoken())), out)


def check_free(out: Path) -> None:
    """Refuse to write over what is there.

    Raises:
        UnusableInput: there is something of that name.
    """
    if out.exists():
        raise UnusableInput(
            N_("There is something of this name already."),
            where=str(out),
            hint=N_("Choose another name, or remove it first."),
        )


def _write(pages: Iterable[SheetPage], out: Path) -> None:
    check_free(out)
    if out.suffix.lower() == _WORKBOOK:
        write_workbook(pages, out, spoken(), translator(spoken()))
    else:
        write_folder(pages, out, spoken())
    say("Written to {path}.", path=out)
