"""``venskab import list``: lists of ties that others made, in any of their forms."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from api.cli.list_commands import ReportOption
from api.cli.load_command import NOBODY, ActorOption, DryRunOption
from api.cli.options import HomeOption, read_settings
from graph.lists.forms import ListForm

FormArgument = Annotated[
    ListForm,
    typer.Argument(
        metavar="FORM", show_default=False,
        help="wikidata-relations (item, tab, item), wikidata-results (a query's answer),"
        " wikidata-entities (entities in JSON), pairs (with countries and points), members"
        " (of a network) or table (any, by a description of its columns).",
    ),
]  # fmt: skip
FilesArgument = Annotated[
    list[Path],
    typer.Argument(metavar="FILE...", help="Packed (gz, bz2, xz) or not.", show_default=False),
]
AboutOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", show_default=False,
        help="Facts about the list (YAML): name, published, kind, licence, url, title, label.",
    ),
]  # fmt: skip
NameOption = Annotated[
    str,
    typer.Option(metavar="NAME", help="The list's name, such as pairs-2026.", show_default=False),
]
EditionOption = Annotated[
    str,
    typer.Option(metavar="DATE", help="Day, month or year of the edition.", show_default=False),
]
LicenceOption = Annotated[
    str, typer.Option(metavar="IRI", help="Address of the licence.", show_default=False)
]
NamesOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", show_default=False,
        help="Of wikidata-relations: names of the items (item, tab, name).",
    ),
]  # fmt: skip
NetworkOption = Annotated[
    str, typer.Option(metavar="TEXT", help="Of members: the network.", show_default=False)
]
ColumnsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", show_default=False,
        help="Of table: what its columns are (CSV on the Web, JSON).",
    ),
]  # fmt: skip
UndirectedOption = Annotated[
    bool, typer.Option("--undirected", help="Of table: a row stands in nobody's entry.")
]
ChangesOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", show_default=False,
        help="Write which places and ties came, went and changed as CSV.",
    ),
]  # fmt: skip


def import_list(  # noqa: PLR0913 - the options of a command
    form: FormArgument,
    files: FilesArgument,
    *,
    about: AboutOption = None,
    name: NameOption = "",
    edition: EditionOption = "",
    licence: LicenceOption = "",
    names: NamesOption = None,
    network: NetworkOption = "",
    columns: ColumnsOption = None,
    undirected: UndirectedOption = False,
    report: ReportOption = None,
    changes: ChangesOption = None,
    dry_run: DryRunOption = False,
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:
    """Load a list of ties beside the evidence; a new edition takes the place of the older one.

    Broken off, it is taken up where it was: files that were read are not read again.
    """
    from api.cli.list_run import ListImport, import_and_tell
    from graph.engine.result_files import solutions_in
    from graph.lists.about import about_from
    from graph.lists.forms import FormOptions, reader_of

    special = FormOptions(solutions_in, names, network, columns, has_direction=not undirected)
    readers = [(each, reader_of(form, each, special)) for each in files]
    facts = {"name": name, "published": edition, "licence": licence}
    source = about_from(about, {key: value for key, value in facts.items() if value})
    folder = read_settings(home=home).home
    import_and_tell(ListImport(source, readers, folder, actor, dry_run, report, changes))
