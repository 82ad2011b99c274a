"""Norwegian municipalities between 2013 and 2020: who went on, who merged, who was split.

The table has a row for each pair of a municipality of 2013 and one of 2020 that shares ground
with it, and says for each pair of years what happened: nothing, a new number only, a merger, or a
merger of the parts of a municipality that was split. A new number or name leaves a municipality
what it was; a merger makes a new one, also where name and number stayed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from graph.errors import UnusableInput
from graph.identifiers import slugify
from graph.importers.municipality_statements import When
from graph.importers.text_tables import TextRow, detect_encoding, read_table
from graph.texts import N_

CHANGES: Final = "municipalities/no_code_changes_2013_2020.csv"

_FIRST: Final = "2013"
# Not a municipality: the number stands for "not given".
_NOWHERE: Final = "9999"
_UNCHANGED, _RENUMBERED, _MERGED = "uendret", "kun endret nummer", "slått sammen"


@dataclass(frozen=True)
class _Step:
    """A pair of years of the table. Changes come on a first of January after the former year."""

    before: str
    after: str

    @property
    def remark(self) -> str:
        return f"endringsmerknad_{self.before[2:]}_{self.after[2:]}"

    @property
    def when(self) -> When:
        return When(date(int(self.before) + 1, 1, 1), date(int(self.after), 1, 1))


_STEPS: Final = (
    _Step("2013", "2017"),
    _Step("2017", "2018"),
    _Step("2018", "2019"),
    _Step("2019", "2020"),
)
_YEARS: Final = (_FIRST, *(step.after for step in _STEPS))
_COLUMNS: Final = (
    *(f"kommunenummer_{year}" for year in _YEARS),
    *(f"kommunenavn_{year}" for year in _YEARS),
    *(step.remark for step in _STEPS),
)


@dataclass(eq=False)
class MunicipalLife:
    """One municipality from its beginning to its end, as far as the table reaches.

    Attributes:
        codes: its numbers in order, each with the year or years from which it held.
        names: its names in order, as the table writes them.
        began: the merger it came of, or None where it was there before the table begins.
        ended: the merger or split it went into, or None.
        slug: its first number and first name; with the year of the merger that it came of, where
            an earlier municipality had both.
    """

    codes: list[tuple[str, str]]
    names: list[str]
    began: When | None = None
    ended: When | None = None
    slug: str = ""

    @property
    def code(self) -> str:
        """The last number."""
        return self.codes[-1][1]


@dataclass(frozen=True)
class MunicipalMerger:
    """A municipality that came of a merger.

    Attributes:
        result: the new municipality.
        when: the day on which it came to be.
        whole: those that went into it whole.
        parts: those that were split and of which it has a part.
    """

    result: MunicipalLife
    when: When
    whole: list[MunicipalLife]
    parts: list[MunicipalLife]


@dataclass
class MunicipalityHistory:
    """All municipalities of the table.

    Attributes:
        lives: each municipality.
        mergers: each merger.
        today: the municipalities of the table's last year, by number.
    """

    lives: list[MunicipalLife] = field(default_factory=list)
    mergers: list[MunicipalMerger] = field(default_factory=list)
    today: dict[str, MunicipalLife] = field(default_factory=dict)

    def splits(self) -> Iterator[tuple[MunicipalLife, When, list[MunicipalLife]]]:
        """Each municipality that was split, when, and those that have a part of it."""
        results: defaultdict[tuple[MunicipalLife, When], list[MunicipalLife]] = defaultdict(list)
        for merger in self.mergers:
            for life in merger.parts:
                results[life, merger.when].append(merger.result)
        for (life, when), those in results.items():
            yield life, when, those


def read_history(data: Path, spellings: Mapping[str, Sequence[str]]) -> MunicipalityHistory:
    """Follows the municipalities through the years of the table.

    Args:
        data: folder that holds the table.
        spellings: names by number of the last year, from another table; they give back letters
            that the table's encoding has lost.

    Raises:
        UnreadableFile: the table is missing, or in an encoding that is neither UTF-8 nor
            ISO-8859-1.
        UnusableInput: a row is broken or contradicts another; the sentence names it.
    """
    rows = _read(data / CHANGES)
    history = MunicipalityHistory()
    for row in rows:
        history.today.setdefault(_code(row, _FIRST), MunicipalLife([("", _code(row, _FIRST))], []))
    history.lives.extend(history.today.values())
    _add_names(history.today, rows, _FIRST)
    for step in _STEPS:
        _follow(history, rows, step)
        _add_names(history.today, rows, step.after)
    for life in history.lives:
        _mend_names(life, spellings.get(life.code, ()))
    _add_slugs(history.lives)
    return history


def _read(path: Path) -> list[TextRow]:
    rows = read_table(path, _COLUMNS, delimiter=";", encoding=detect_encoding(path))
    return [row for row in rows if row.text(f"kommunenummer_{_FIRST}") != _NOWHERE]


def _code(row: TextRow, year: str) -> str:
    column = f"kommunenummer_{year}"
    if not re.fullmatch(r"\d{4}", row.text(column)):
        raise row.refuse(column, f"{row.text(column)!r} is not a number of four digits.")
    return row.text(column)


def _follow(history: MunicipalityHistory, rows: Sequence[TextRow], step: _Step) -> None:
    """Takes ``history.today`` from one year of the table to the next."""
    into: defaultdict[str, dict[str, TextRow]] = defaultdict(dict)
    out_of: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        old, new = _code(row, step.before), _code(row, step.after)
        into[new][old] = row
        out_of[old].add(new)
    after: dict[str, MunicipalLife] = {}
    for new, old_rows in into.items():
        for old, row in old_rows.items():
            _check(row, step, len(old_rows), len(out_of[old]))
        if any(_verb(row, step) == _MERGED for row in old_rows.values()):
            after[new] = _merge(history, step, new, {old: len(out_of[old]) for old in old_rows})
        else:
            after[new] = _go_on(history.today[next(iter(old_rows))], step, new)
    history.today = after


def _verb(row: TextRow, step: _Step) -> str:
    return row.text(step.remark).partition(" fra ")[0]


def _check(row: TextRow, step: _Step, sources: int, targets: int) -> None:
    """Compares what a row says with what the rows together show."""
    period = f" fra {step.before} til {step.after}"
    split = f" - splittet{period}" if targets > 1 else ""
    if sources > 1 or split:
        expected = _MERGED
    elif row.text(f"kommunenummer_{step.before}") == row.text(f"kommunenummer_{step.after}"):
        expected = _UNCHANGED
    else:
        expected = _RENUMBERED
    said = row.text(step.remark)
    if said != f"{expected}{period}{split}":
        raise row.refuse(
            step.remark, f"{said!r}, but the rows show {f'{expected}{period}{split}'!r}."
        )


def _merge(
    history: MunicipalityHistory, step: _Step, new: str, sources: Mapping[str, int]
) -> MunicipalLife:
    """A new municipality of those in ``sources``: their number of parts by municipal number."""
    result = MunicipalLife([("", new)], [], began=step.when)
    whole = [history.today[old] for old, parts in sources.items() if parts == 1]
    split = [history.today[old] for old, parts in sources.items() if parts > 1]
    for life in (*whole, *split):
        life.ended = step.when
    history.lives.append(result)
    history.mergers.append(MunicipalMerger(result, step.when, whole, split))
    return result


def _go_on(life: MunicipalLife, step: _Step, code: str) -> MunicipalLife:
    if life.code != code:
        life.codes.append((step.when.years, code))
    return life


def _add_names(living: Mapping[str, MunicipalLife], rows: Sequence[TextRow], year: str) -> None:
    given: dict[str, str] = {}
    for row in rows:
        code, name = _code(row, year), row.text(f"kommunenavn_{year}")
        if given.setdefault(code, name) != name:
            raise row.refuse(
                f"kommunenavn_{year}", f"{name!r}, but {given[code]!r} in another row."
            )
    for code, name in given.items():
        if name not in living[code].names[-1:]:
            living[code].names.append(name)


def _add_slugs(lives: Sequence[MunicipalLife]) -> None:
    taken: set[str] = set()
    for life in lives:
        life.slug = f"no-{life.codes[0][1]}-{slugify(life.names[0])}"
        if life.began and life.slug in taken:
            life.slug += f"-{life.began.last.year}"
        taken.add(life.slug)


def _mend_names(life: MunicipalLife, spellings: Sequence[str]) -> None:
    """Puts back letters that stand as question marks; a name that nobody knows is left out."""
    own = [part for name in life.names for part in name.split(" - ")]
    known = [*spellings, *(part for part in own if "?" not in part)]
    mended = [
        " - ".join(found for part in name.split(" - ") if (found := _mend(part, known)))
        for name in life.names
    ]
    life.names = [name for name in dict.fromkeys(mended) if name]
    if not life.names:
        raise UnusableInput(
            N_("the name of {code} has lost its letters.", code=life.code), where=Path(CHANGES).name
        )


def _mend(part: str, known: Sequence[str]) -> str:
    if "?" not in part:
        return part
    pattern = re.escape(part).replace(r"\?", ".")
    return next((name for name in known if re.fullmatch(pattern, name)), "")
