"""Remarks on a query's text: what keeps it from being answered, and terms that there are not."""

from __future__ import annotations

import asyncio
import difflib
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from api.locale.language import Lang
from api.locale.translation import translator
from api.sparql.editor_terms import former_names, terms
from graph.descriptions.vocabulary import documents
from graph.engine.base import FORMATS, Engine, Request
from graph.engine.query_check import tokens
from graph.engine.query_errors import not_declared
from graph.engine.query_names import NameInQuery, names, undeclared
from graph.errors import BadQuery, LimitMet, VenskabError
from graph.prefixes import BASE, PREFIXES
from graph.texts import N_

# A data set of which nothing is stated: what is asked of it is parsed, and soon answered.
_NOTHING: Final = (f"{BASE}graph/none",)
_SECONDS: Final = 2.0
# The limits that the text itself meets, however the machine is loaded.
_OF_TEXT: Final = frozenset({"depth", "patterns", "text"})
_OURS: Final = (PREFIXES["vsk"], PREFIXES["vcon"])
# More than this many remarks help nobody at a time.
_MOST: Final = 20
_CLOSEST: Final = 0.7
# A query that is longer makes an address that servers in between may refuse.
_LINKED: Final = 4000
# No term of ours is as long, and what is longer is like none.
_LONGEST: Final = 200


@dataclass(frozen=True)
class Remark:
    """One remark on a query's text.

    Attributes:
        severity: an error keeps the query from being answered, a warning does not.
        what: the error, with how to mend it.
        line: line that it is about, from 1; None where it is about the whole.
        column: first character that it is about, from 1; None likewise.
        length: characters that it is about; 0 where only the place is known.
        declaration: a line that mends it when it is put first, or blank.
        replacement: what mends it in place of those characters, or blank.
    """

    severity: Literal["error", "warning"]
    what: VenskabError
    line: int | None = None
    column: int | None = None
    length: int = 0
    declaration: str = ""
    replacement: str = ""

    def message(self, lang: Lang) -> str:
        """What it says, without the place."""
        translate = translator(lang)
        return f"{translate(self.what.what)} {translate(self.what.hint)}".strip()

    def mended(self, text: str) -> str:
        """The query with it mended; blank where nobody knows how or it is too long."""
        if len(text) > _LINKED:
            return ""
        if self.declaration:
            return f"{self.declaration}\n{text}"
        if not (self.replacement and self.line and self.column):
            return ""
        lines = text.split("\n")
        line, start = lines[self.line - 1], self.column - 1
        lines[self.line - 1] = line[:start] + self.replacement + line[start + self.length :]
        return "\n".join(lines)


class RemarkModel(BaseModel):
    """One remark on a query's text, as a program reads it."""

    severity: Literal["error", "warning"]
    message: str
    line: Annotated[int | None, Field(description="From 1; null where it is about the whole.")]
    column: Annotated[int | None, Field(description="In characters, from 1; null likewise.")]
    length: Annotated[int, Field(description="Characters; 0 where only the place is known.")]
    declaration: Annotated[str, Field(description="A line that mends it when put first.")]
    replacement: Annotated[str, Field(description="What mends it in place of the characters.")]


class Checked(BaseModel):
    """What is to be said of a query's text."""

    remarks: list[RemarkModel]


async def remarks(engine: Engine, text: str) -> list[Remark]:
    """What is to be said of a query before it is asked: the error that it would meet, warnings."""
    request = Request(text, FORMATS, _NOTHING, _NOTHING, seconds=_SECONDS)
    try:
        (await engine.query(request)).take()
    except BadQuery as error:
        return await after(text, error)
    except LimitMet as error:
        if error.limit in _OF_TEXT:
            return await after(text, error)
    return await warnings(text)


async def after(text: str, error: VenskabError) -> list[Remark]:
    """What is to be said of a query that met an error: that first, and what else is wrong."""
    # Reading a long text takes milliseconds: not on the event loop.
    return await asyncio.to_thread(_after, text, error)


async def warnings(text: str) -> list[Remark]:
    """The terms of ours in a query that there are not, or that have a newer name."""
    return await asyncio.to_thread(_warnings, text)


def _after(text: str, error: VenskabError) -> list[Remark]:
    if not isinstance(error, BadQuery):
        return [Remark("error", error), *_warnings(text)]
    if error.prefix is None:
        return [_of_error(text, error), *_warnings(text)]
    missing = [
        Remark(
            "error",
            not_declared(name),
            name.line,
            name.column,
            len(name.text),
            declaration=name.declaration,
        )
        for name in undeclared(text)[:_MOST]
    ]
    return [*missing, *_warnings(text)]


def _warnings(text: str) -> list[Remark]:
    found: dict[str, Remark] = {}
    for name in names(text):
        iri = name.meant
        if len(iri) > _LONGEST or not iri.startswith(_OURS) or iri in _known():
            continue
        found.setdefault(name.text, _unknown(name))
        if len(found) == _MOST:
            break
    return list(found.values())


def as_models(found: list[Remark], lang: Lang) -> list[RemarkModel]:
    """Remarks as a program reads them, their sentences in ``lang``."""
    return [
        RemarkModel(
            severity=each.severity,
            message=each.message(lang),
            line=each.line,
            column=each.column,
            length=each.length,
            declaration=each.declaration,
            replacement=each.replacement,
        )
        for each in found
    ]


def _of_error(text: str, error: BadQuery) -> Remark:
    """The error with as much of its line as the word there goes on."""
    length = 0
    if error.line and error.column:
        lines = text.split("\n")
        before = sum(map(len, lines[: error.line - 1])) + error.line - 1 + error.column - 1
        ends = (start + len(token) for _, token, start in tokens(text) if start <= before)
        length = max(0, max(ends, default=0) - before)
    return Remark("error", error, error.line, error.column, length)


def _unknown(name: NameInQuery) -> Remark:
    newer = former_names().get(name.meant)
    meant = _written_as(name, newer or _closest(name.meant))
    what = N_("{term}: no such term.", term=name.text)
    hint = N_("Did you mean {meant}?", meant=meant) if meant else ""
    if newer:
        what = N_("{term} is a former name.", term=name.text)
        hint = N_("It is called {meant} now.", meant=meant)
    return Remark(
        "warning",
        VenskabError(what, hint=hint),
        name.line,
        name.column,
        len(name.text),
        replacement=meant,
    )


def _written_as(name: NameInQuery, iri: str) -> str:
    """``iri`` as the query writes the name that it takes the place of; blank as it is."""
    if not iri:
        return ""
    if name.prefix is None:
        return f"<{iri}>"
    base = name.meant[: len(name.meant) - len(name.text.partition(":")[2])]
    return f"{name.prefix}:{iri[len(base) :]}" if iri.startswith(base) else f"<{iri}>"


def _closest(iri: str) -> str:
    base = next(each for each in _OURS if iri.startswith(each))
    local = iri[len(base) :].lower()
    names = {each[len(base) :].lower(): each for each in _current() if each.startswith(base)}
    found = difflib.get_close_matches(local, names, n=1, cutoff=_CLOSEST)
    return names[found[0]] if found else ""


@cache
def _current() -> tuple[str, ...]:
    return tuple(term.iri for term in terms() if term.iri.startswith(_OURS))


@cache
def _known() -> frozenset[str]:
    schemes = [BASE + each.address for each in documents().values() if each.kind == "scheme"]
    bases = [f"{scheme}/" for scheme in schemes]
    return frozenset((*_current(), *_OURS, *schemes, *bases))
