"""The cells of a table of figures in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from babel.numbers import format_decimal, format_percent

from api.locale.countries import country_name
from api.locale.date_format import in_words
from api.locale.language import SOURCE, Lang
from api.locale.translation import _
from graph.comparison.comparison_report import ComparisonReport
from graph.comparison.figure_tables import Cell, CellKind, FigureColumn
from graph.texts import N_, Text, Words
from queries.country_codes import COUNTRY

NOTHING: Final = "\N{EN DASH}"
_PERCENT: Final = "0.0\N{NO-BREAK SPACE}%"
_ANSWERS: Final = {"yes": N_("yes"), "no": N_("no"), "unknown": N_("not known")}
# Registers of which only totals are known.
_OTHERS: Final[Mapping[str, Words]] = {"konect-2017": {"": "KONECT, 2017"}}


def column_title(column: FigureColumn, lang: Lang) -> str:
    """The title of a column."""
    return words_in(column.title, lang)


def words_in(words: Words, lang: Lang) -> str:
    """Words in a language, else in English, else in any."""
    if isinstance(words, Text):
        return _(words, lang)
    return str(words.get(lang) or words.get(SOURCE) or next(iter(words.values()), ""))


def register_name(name: str, report: ComparisonReport, lang: Lang) -> str:
    """What a register is called."""
    known = report.compared.registers.get(name)
    titles = known.register.titles if known else _OTHERS.get(name, {})
    return words_in(titles, lang) or name


def cell_text(value: Cell, kind: CellKind, report: ComparisonReport, lang: Lang) -> str:
    """A cell as it is read."""
    if kind is CellKind.COUNTRY:
        return country_name(f"{COUNTRY}{value}", lang) or _("not known", lang)
    if value is None:
        return _("not known", lang) if kind is CellKind.DECADE else NOTHING
    if kind is CellKind.REGISTER:
        return register_name(str(value), report, lang)
    if kind is CellKind.REGISTERS:
        return ", ".join(register_name(each, report, lang) for each in str(value).split())
    return _PLAIN.get(kind, _as_it_is)(value, lang)


def _as_it_is(value: Cell, _lang: Lang) -> str:
    return str(value)


def _number(value: Cell, lang: Lang) -> str:
    return format_decimal(value or 0, locale=lang)


def _share(value: Cell, lang: Lang) -> str:
    return format_percent(value or 0, _PERCENT, locale=lang)


def _range(value: Cell, lang: Lang) -> str:
    """A range of numbers, each as it is written in the language."""
    text = str(value)
    if text.endswith("+"):
        return _("{number} or more", lang, number=_number(int(text[:-1]), lang))
    return "\N{EN DASH}".join(_number(int(end), lang) for end in text.split("-"))


_PLAIN: Final[Mapping[CellKind, Callable[[Cell, Lang], str]]] = {
    CellKind.ANSWER: lambda value, lang: _(_ANSWERS[str(value)], lang),
    CellKind.EDTF: lambda value, lang: in_words(str(value), lang),
    CellKind.DATE: lambda value, lang: in_words(str(value), lang),
    CellKind.DECADE: lambda value, lang: in_words(f"{str(value)[:3]}X", lang),
    CellKind.RANGE: _range,
    CellKind.COUNT: _number,
    CellKind.NUMBER: _number,
    CellKind.SHARE: _share,
}
