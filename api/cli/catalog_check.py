"""Looks the catalogue over as a data portal would, and tells what is lacking."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Final

import typer

from api.catalog.publication_files import CatalogPublisher, written
from api.cli.language_option import say, translate
from api.cli.options import limits_of, waiting
from graph.catalog.dcat import Catalog
from graph.catalog.measured import look
from graph.catalog.readiness import fatal, faults
from graph.catalog.void import count
from graph.data.shipped import open_home
from graph.engine.base import TURTLE
from graph.engine.embedded import EmbeddedEngine
from graph.engine.once import Once
from graph.identifiers import CATALOG
from graph.settings import Settings
from graph.texts import N_
from graph.validation.dcat_ap import ProfileFinding, danish_findings, expected, findings

_SEVERITY: Final = {
    "Violation": N_("violation"),
    "Warning": N_("warning"),
    "Info": N_("info"),
}


def tell_faults(settings: Settings, standards: Path | None) -> bool:
    """Print what a portal still lacks, one line a fault; True where there is any.

    Args:
        settings: of the deployment.
        standards: folder with the shapes to judge by too, or None.

    Raises:
        VenskabError: it could not be looked over.
    """
    lacking = [fault.line(translate) for fault in faults(settings)]
    for line in lacking:
        typer.echo(line)
    if fatal(settings):
        say("No catalogue can be given until that is mended.")
        return True
    with open_home(settings.home), waiting(N_("Making the catalogue …")):
        current = asyncio.run(_current(settings))
    violated = list(_judged(current, standards)) if standards else []
    for line in violated:
        typer.echo(line)
    _say_summary(current, len(lacking) + len(violated))
    return bool(lacking or violated)


async def _current(settings: Settings) -> Catalog:
    engine = await EmbeddedEngine.start(settings.ledger_path, limits_of(settings))
    try:
        base = settings.base_url or f"http://{settings.host}:{settings.port}"
        facts = Once(partial(look, engine, Once(partial(count, engine))))
        return await CatalogPublisher(settings).current(base.rstrip("/") + "/", facts)
    finally:
        await engine.close()


def _judged(current: Catalog, standards: Path) -> Iterator[str]:
    """The findings of the shapes; expected warnings are told aside."""
    turtle = written(current.whole(), TURTLE, first=CATALOG)
    with waiting(N_("Judging the catalogue by the shapes of DCAT-AP …")):
        found = findings(turtle, standards)
    for reason, times in Counter(filter(None, map(expected, found))).items():
        say("Expected: {count} warnings. {reason}", count=times, reason=reason)
    if (standards / "dcat-ap-dk").is_dir():
        _report_danish(danish_findings(turtle, standards))
    return (_line(each) for each in found if not expected(each))


def _report_danish(found: Iterable[ProfileFinding]) -> None:
    """The older Danish shapes are a report only: they contradict DCAT-AP 3.0.1 in places."""
    kinds = Counter((each.severity, each.path, each.message) for each in found)
    for (severity, path, message), times in sorted(kinds.items()):
        say(
            "DCAT-AP-DK 2.0.2, {severity}, {count} times: <{path}> {message}.",
            severity=translate(_SEVERITY.get(severity, severity)),
            count=times,
            path=path,
            message=message,
        )


def _line(found: ProfileFinding) -> str:
    severity = translate(_SEVERITY.get(found.severity, found.severity))
    told = f"{found.shapes}, {severity}: <{found.focus}> <{found.path}>"
    return f"{told} {found.value}: {found.message}." if found.value else f"{told}: {found.message}."


def _say_summary(current: Catalog, lacking: int) -> None:
    verdict = N_("ready to harvest")
    if lacking:
        verdict = N_("{count} to mend before a portal harvests it", count=lacking)
    say(
        "The catalogue ({datasets} datasets, {distributions} distributions, {services} services): "
        "{verdict}.",
        datasets=len(current.datasets),
        distributions=sum(len(each.offers) for each in current.datasets),
        services=len(current.contents.services),
        verdict=verdict,
    )
