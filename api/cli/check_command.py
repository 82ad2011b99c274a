"""``venskab check``: the whole graph looked over, in one report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.language_option import spoken
from api.cli.options import HomeOption, limits_of, read_settings
from api.cli.progress_bar import progress_bar
from api.locale.language import Lang
from api.locale.translation import _
from graph.data.shipped import open_home
from graph.texts import N_, NC_
from graph.validation import audit
from graph.validation.audit import Outcome, Part, Section

FAULTS: Final = 1

# What each part is called, and what it counts.
_WORDS: Final = {
    Part.SHAPES: (N_("Shapes"), N_("graphs")),
    Part.EVIDENCE: (N_("Evidence"), N_("rules")),
    Part.QUOTATIONS: (N_("Quotations"), N_("claims")),
    Part.LINKS: (NC_("between graphs", "Links"), N_("rules")),
    Part.QUALITY: (N_("Quality"), N_("rules")),
}


class CheckFormat(StrEnum):
    """The forms of the report."""

    text = "text"
    json = "json"


FormatOption = Annotated[
    CheckFormat, typer.Option("--format", "-f", help="How the report is written.")
]
DocumentsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder with the sources' texts: look the quotations up in them too."
    ),
]


def check(
    *,
    documents: DocumentsOption = None,
    shown: FormatOption = CheckFormat.text,
    home: HomeOption = None,
) -> None:
    """Look the whole graph over: shapes, evidence, links and quality.

    Exit status 0: it is in order; 1: there is a fault; 2: it could not be looked over.
    """
    settings = read_settings(home=home)
    with open_home(settings.home) as ledger, progress_bar() as progress:
        outcome = audit.look_over(
            ledger, documents=documents, limits=limits_of(settings), progress=progress
        )
    language = spoken()
    typer.echo(_WRITE[shown](outcome, language), nl=False)
    if not outcome.conforms:
        raise typer.Exit(FAULTS)


def _text(outcome: Outcome, lang: Lang) -> str:
    return "\n".join(_blocks(outcome, lang))


def _blocks(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """One line a part, then the findings of each graph."""
    yield "".join(f"{_line(section, lang)}\n" for section in outcome.sections)
    for section in outcome.sections:
        for report in section.reports:
            yield report.as_text(lang)


def _line(section: Section, lang: Lang) -> str:
    name, things = (_(each, lang) for each in _WORDS[section.part])
    counted = f"{section.examined} {things}"
    if section.part is Part.SHAPES and section.judged < section.examined:
        counted += ", " + _("{n} of them judged anew", lang, n=section.judged)
    if section.unseen:
        counted += ", " + _("{n} with no text at hand", lang, n=section.unseen)
    verdict = _("in order", lang) if section.conforms else _("faulty", lang)
    return f"{name} ({counted}): {verdict}."


def _json(outcome: Outcome, lang: Lang) -> str:
    told = {
        "conforms": outcome.conforms,
        "parts": [
            {
                "part": section.part,
                "conforms": section.conforms,
                "examined": section.examined,
                "unseen": section.unseen,
                "judged": section.judged,
                "reports": [report.as_dict(lang) for report in section.reports],
            }
            for section in outcome.sections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


_WRITE: Final = {CheckFormat.text: _text, CheckFormat.json: _json}
