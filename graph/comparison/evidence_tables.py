"""What evidence there is for what registers give, and what a list gives that has ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from graph.comparison.comparison import Comparison, Pair, PairStanding, RegisterPairs
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable, Row
from graph.comparison.overlap_tables import (
    NOT_COMPARABLE,
    PAIRS,
    REGISTER,
    SHARE_COLUMNS,
    share_cells,
)
from graph.comparison.registers import EVIDENCE, EvidenceTie
from graph.comparison.shares import share
from graph.texts import N_
from graph.time.edtf_dates import bounds


def support_table(compared: Comparison) -> FigureTable:
    """Which pairs of each register an act, an agreement or a visit supports."""
    return FigureTable(
        "support",
        N_("What supports them?"),
        N_(
            "A pair is supported where an act is about a partnership of the two, an agreement "
            "governs it, or a visit was made between them. The share is that of the supported "
            "pairs among those that can be compared with the evidence, with its 95 % interval by "
            "Wilson."
        ),
        N_(
            "Pairs = supported + named only + without evidence + cannot be compared. A pair may "
            "have several kinds of support, so act, agreement and visit do not add up."
        ),
        (
            REGISTER,
            PAIRS,
            FigureColumn("supported", N_("Supported")),
            FigureColumn("act", N_("By an act")),
            FigureColumn("agreement", N_("By an agreement")),
            FigureColumn("visit", N_("By a visit")),
            FigureColumn("named", N_("Named by a source only")),
            FigureColumn("without", N_("Without evidence")),
            NOT_COMPARABLE,
            *SHARE_COLUMNS,
        ),
        [_support_row(compared, name, each) for name, each in compared.registers.items()],
    )


def _support_row(compared: Comparison, name: str, register: RegisterPairs) -> Row:
    standings = [compared.standing(pair, EVIDENCE) for pair in register.pairs]
    support = [compared.support(pair) for pair in register.pairs]
    supported = sum(each.any for each in support)
    both, without = standings.count(PairStanding.BOTH), standings.count(PairStanding.ONLY)
    return {
        "register": name,
        "pairs": len(standings),
        "supported": supported,
        "act": sum(each.act for each in support),
        "agreement": sum(each.agreement for each in support),
        "visit": sum(each.visit for each in support),
        "named": both - supported,
        "without": without,
        "not_comparable": len(standings) - both - without,
        **share_cells(share(supported, both + without)),
    }


def ended_table(compared: Comparison) -> FigureTable:
    """The pairs that a list gives although the evidence has them ended before its edition."""
    return FigureTable(
        "ended",
        N_("Ended, and still on a list"),
        N_(
            "Pairs that a list gives without an end, although every tie of the two in the evidence "
            "had certainly ended before the first day of the list's edition."
        ),
        N_(
            "Ties whose end the evidence does not give, or gives only as possible, are not here. A "
            "list is no decision: both sources stand on the page of the partnership."
        ),
        (
            REGISTER,
            FigureColumn("one_name", N_("One place"), CellKind.NAME),
            FigureColumn("other_name", N_("The other place"), CellKind.NAME),
            FigureColumn("ended", N_("Ended at the latest"), CellKind.DATE),
            FigureColumn("edition", N_("Edition"), CellKind.EDTF),
            FigureColumn("row", N_("Row of the list"), CellKind.TEXT),
            FigureColumn("one", N_("Identifier of one"), CellKind.ADDRESS),
            FigureColumn("other", N_("Identifier of the other"), CellKind.ADDRESS),
            FigureColumn("partnership", N_("Partnership"), CellKind.ADDRESS),
        ),
        [row for name in compared.lists for row in _ended_rows(compared, name)],
    )


def _ended_rows(compared: Comparison, name: str) -> Iterator[Row]:
    register = compared.registers[name]
    edition = bounds(register.register.published).earliest
    said_ended = {tie.iri for tie in compared.found.listed if tie.ended}
    for pair in sorted(register.pairs.keys() & compared.evidence_of.keys()):
        last = _over(compared.evidence_of[pair], edition)
        listed = [tie for tie in register.pairs[pair] if tie not in said_ended]
        if last and listed:
            yield _ended_row(compared, name, pair, last, listed)


def _over(ties: Sequence[EvidenceTie], day: date | None) -> date | None:
    """The day by which all ties had ended; None if one had not certainly, by that day."""
    lasts = [tie.last.latest for tie in ties]
    if day is None or not all(last and last < day for last in lasts):
        return None
    return max(last for last in lasts if last)


def _ended_row(
    compared: Comparison, name: str, pair: Pair, last: date, listed: Sequence[str]
) -> Row:
    rows = [row for tie in listed for row in compared.found.rows.get(tie, ())]
    return {
        "register": name,
        "one_name": compared.name(pair[0], "en"),
        "other_name": compared.name(pair[1], "en"),
        "ended": last.isoformat(),
        "edition": compared.registers[name].register.published,
        "row": "; ".join(rows),
        "one": pair[0],
        "other": pair[1],
        "partnership": compared.evidence_of[pair][0].relation,
    }
