"""``venskab check``: the whole graph looked over, in one report."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Final

import typer

from api.cli.options import HomeOption, limits_of, read_settings
from api.cli.progress_bar import progress_bar
from api.cli.report_options import LangOption
from api.locale.language import Lang, from_locale
from graph.data.shipped import open_home
from graph.validation import audit
from graph.validation.audit import Outcome, Part, Section

FAULTS: Final = 1

# What each part is called, what it counts, and those of them that it could not see.
_WORDS: Final[dict[Lang, dict[Part, tuple[str, str]]]] = {
    "da": {
        Part.SHAPES: ("Formkrav", "grafer"),
        Part.EVIDENCE: ("Belæg", "regler"),
        Part.QUOTATIONS: ("Citater", "oplysninger"),
        Part.LINKS: ("Henvisninger", "regler"),
        Part.QUALITY: ("Kvalitet", "regler"),
    },
    "en": {
        Part.SHAPES: ("Shapes", "graphs"),
        Part.EVIDENCE: ("Evidence", "rules"),
        Part.QUOTATIONS: ("Quotations", "claims"),
        Part.LINKS: ("Links", "rules"),
        Part.QUALITY: ("Quality", "rules"),
    },
}
_VERDICTS: Final[dict[Lang, tuple[str, str, str]]] = {
    "da": ("i orden", "med fejl", "{} uden teksten ved hånden"),
    "en": ("in order", "faulty", "{} with no text at hand"),
}


class Shown(StrEnum):
    """The forms of the report."""

    text = "text"
    json = "json"


FormatOption = Annotated[Shown, typer.Option("--format", "-f", help="How the report is written.")]
DocumentsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="DIR", help="Folder with the sources' texts: look the quotations up in them too."
    ),
]


def check(
    *,
    documents: DocumentsOption = None,
    lang: LangOption = None,
    shown: FormatOption = Shown.text,
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
    language = lang.value if lang else from_locale()
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
    name, things = _WORDS[lang][section.part]
    in_order, faulty, unseen = _VERDICTS[lang]
    counted = f"{section.examined} {things}"
    if section.unseen:
        counted += f", {unseen.format(section.unseen)}"
    return f"{name} ({counted}): {in_order if section.conforms else faulty}."


def _json(outcome: Outcome, lang: Lang) -> str:
    told = {
        "conforms": outcome.conforms,
        "parts": [
            {
                "part": section.part,
                "conforms": section.conforms,
                "examined": section.examined,
                "unseen": section.unseen,
                "reports": [report.as_dict(lang) for report in section.reports],
            }
            for section in outcome.sections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


_WRITE: Final = {Shown.text: _text, Shown.json: _json}
