"""Looks the whole graph over and tells the outcome: what ``venskab check`` does once it is read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import typer

from api.cli.language_option import spoken
from api.cli.options import limits_of
from api.cli.progress_bar import progress_bar
from api.locale.language import Lang
from api.locale.translation import _, translator
from graph.data.shipped import open_home
from graph.settings import Settings
from graph.texts import N_, NC_
from graph.validation import audit
from graph.validation.audit import AuditPart, Outcome, Part

# What each part is called, and what it counts.
_WORDS: Final = {
    Part.SHAPES: (N_("Shapes"), N_("graphs")),
    Part.EVIDENCE: (N_("Evidence"), N_("rules")),
    Part.QUOTATIONS: (N_("Quotations"), N_("claims")),
    Part.LINKS: (NC_("between graphs", "Links"), N_("rules")),
    Part.QUALITY: (N_("Quality"), N_("rules")),
}


def run(settings: Settings, documents: Path | None, shown: str) -> bool:
    """Print the report in a form, ``text`` or ``json``; whether all is in order."""
    with open_home(settings.home) as ledger, progress_bar() as progress:
        outcome = audit.look_over(
            ledger, documents=documents, limits=limits_of(settings), progress=progress
        )
    typer.echo(_WRITE[shown](outcome, spoken()), nl=False)
    return outcome.conforms


def _text(outcome: Outcome, lang: Lang) -> str:
    return "\n".join(_blocks(outcome, lang))


def _blocks(outcome: Outcome, lang: Lang) -> Iterator[str]:
    """One line a part, then the findings of each graph."""
    yield "".join(f"{_line(section, lang)}\n" for section in outcome.sections)
    for section in outcome.sections:
        for report in section.reports:
            yield report.as_text(lang, translator(lang))


def _line(section: AuditPart, lang: Lang) -> str:
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
                "reports": [report.as_dict(lang, translator(lang)) for report in section.reports],
            }
            for section in outcome.sections
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


_WRITE: Final = {"text": _text, "json": _json}
