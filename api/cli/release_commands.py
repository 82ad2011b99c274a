"""``venskab release``: dated versions of the whole, what changed between them, and their files."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli.language_option import say, spoken
from api.cli.lazy_group import command_group
from api.cli.load_command import NOBODY, ActorOption
from api.cli.options import HomeOption, read_settings, time_of, waiting
from graph.data.shipped import open_home
from graph.identifiers import release as release_iri
from graph.ledger import Ledger, Release
from graph.ledger.short_names import short_graph
from graph.texts import N_

app = command_group("Dated versions of the whole, kept for ever.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", show_default=False)]


def _open(home: Path | None) -> Ledger:
    return open_home(read_settings(home=home).home)


@app.command()
def create(
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Today's date without it.", show_default=False)
    ] = "",
    *,
    title: Annotated[str, typer.Option(metavar="TEXT", help="What it is called.")] = "",
    actor: ActorOption = NOBODY,
    home: HomeOption = None,
) -> None:
    """Release what the ledger holds now. A release is never changed or removed."""
    with _open(home) as ledger, waiting(N_("Hashing …")):
        made = ledger.releases.make(name, title=title, actor=actor)
    say("Released {name}: {counts}.", name=made.name, counts=_counts(made))
    typer.echo(f"sha256 {made.hash}")
    typer.echo(release_iri(made.name))


def _counts(release: Release) -> str:
    return N_(
        "{graphs:,} graphs, {statements:,} statements",
        graphs=release.graphs,
        statements=release.quads,
    )


@app.command(name="list")
def list_releases(home: HomeOption = None) -> None:
    """List the releases, the oldest first."""
    with _open(home) as ledger:
        found = ledger.releases.all()
    rows = [
        (each.name, time_of(each.when), f"{each.graphs:,}", f"{each.quads:,}", each.hash[:12],
         each.title)
        for each in found
    ]  # fmt: skip
    from api.cli.terminal_tables import print_table

    heads = (N_("Release"), N_("Made (UTC)"), N_("Graphs"), N_("Statements"), "sha256", N_("Title"))
    print_table(heads, rows, numbers={2, 3})


@app.command()
def show(name: NameArgument, home: HomeOption = None) -> None:
    """Tell of one release, and which graphs changed since the one before."""
    from graph.releases.version_diff import differences

    with _open(home) as ledger:
        release = ledger.releases.find(name)
        before = ledger.releases.find(release.previous) if release.previous else None
        changed = differences(ledger, before, release) if before else []
    typer.echo(f"{release_iri(name)}{f'  {release.title}' if release.title else ''}")
    say(
        "made     {time} UTC, after change {number}",
        time=time_of(release.when),
        number=release.sequence,
    )
    say(
        "holds    {counts}, {bytes:,} bytes of N-Quads",
        counts=_counts(release),
        bytes=release.bytes,
    )
    typer.echo(f"sha256   {release.hash}")
    say("before   {release}", release=release.previous or N_("none; this is the first"))
    for each in changed:
        typer.echo(f"{each.fate:<9}{short_graph(each.graph)}")


class DiffFormat(StrEnum):
    """The forms of a difference."""

    text = "text"
    patch = "patch"
    html = "html"


@app.command()
def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", show_default=False)],
    new: Annotated[str, typer.Argument(metavar="NEW", show_default=False)],
    written: Annotated[
        DiffFormat, typer.Option("--format", "-f", help="patch is RDF Patch, for programs.")
    ] = DiffFormat.text,
    home: HomeOption = None,
) -> None:
    """Print what makes the release NEW out of OLD: thing by thing, or as RDF Patch."""
    from api.html.rendering import alone
    from api.releases.release_diff import WordedDiff, as_text
    from graph.releases import rdf_patch
    from graph.releases.release_changes import tell

    chosen = spoken()
    with _open(home) as ledger:
        before, after = ledger.releases.find(old), ledger.releases.find(new)
        if written is DiffFormat.patch:
            _write(line + "\n" for line in rdf_patch.write(ledger, before, after))
            return
        worded = WordedDiff(tell(ledger, before, after), chosen)
    if written is DiffFormat.text:
        _write(line + "\n" for line in as_text(worded, chosen))
    else:
        _write([alone("release_diff_alone.html", chosen, old=before, new=after, worded=worded)])


@app.command()
def apply(
    patch_file: Annotated[Path, typer.Argument(metavar="PATCH", show_default=False)],
    file: Annotated[Path, typer.Argument(metavar="FILE.nq", show_default=False)],
    out: Annotated[Path, typer.Argument(metavar="OUT.nq", show_default=False)],
) -> None:
    """Bring a copy of a release's N-Quads up to another by a patch; both hashes are checked."""
    from graph.releases.release_files import patched

    patched(patch_file, file, out)
    typer.echo(str(out))


def _write(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.buffer.write(line.encode())
    sys.stdout.buffer.flush()


@app.command()
def export(
    name: NameArgument,
    folder: Annotated[Path, typer.Argument(metavar="DIR", show_default=False)],
    home: HomeOption = None,
) -> None:
    """Write a release to a folder: its N-Quads, bit by bit the same everywhere, and SHA256SUMS.

    The folder is an RO-Crate, and a data set of Croissant.
    """
    from api.locale.translation import in_every_language
    from graph.releases.citation import citation_of
    from graph.releases.release_files import export as export_release

    settings = read_settings(home=home)
    with open_home(settings.home) as ledger, waiting(N_("Writing …")):
        release = ledger.releases.find(name)
        files = export_release(
            ledger,
            release,
            folder,
            citation_of(release, settings, in_every_language),
            publisher=settings.publisher_iri,
            contact=settings.contact_url,
        )
    for file in files:
        typer.echo(str(file))
