"""How far registers agree: what each gives, what two have in common, and who gives which pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import permutations
from typing import Final

from graph.comparison.comparison import Comparison, Pair, PairStanding
from graph.comparison.figure_tables import Cell, CellKind, FigureColumn, FigureTable, Row
from graph.comparison.shares import Share, share
from graph.texts import N_

PAIRS: Final = FigureColumn("pairs", N_("Pairs"))
BOTH: Final = FigureColumn("both", N_("In both"))
ONLY: Final = FigureColumn("only", N_("Only here"))
NOT_COMPARABLE: Final = FigureColumn("not_comparable", N_("Cannot be compared"))
REGISTER: Final = FigureColumn("register", N_("Register"), CellKind.REGISTER)
OTHER: Final = FigureColumn("other", N_("Compared with"), CellKind.REGISTER)
SHARE_COLUMNS: Final = (
    FigureColumn("share", N_("Share"), CellKind.SHARE),
    FigureColumn("low", N_("Interval from"), CellKind.SHARE),
    FigureColumn("high", N_("Interval to"), CellKind.SHARE),
)
NO_PLACE: Final = N_(
    "A pair cannot be compared where it is not known which place of the other register one of its "
    "places is, or whether that has it at all. “Does not say so” is not “no”: a register may be "
    "incomplete."
)


def share_cells(found: Share) -> dict[str, Cell]:
    """The cells of a share and its interval."""
    return {"share": found.value, "low": found.low, "high": found.high}


def registers_table(compared: Comparison) -> FigureTable:
    """What each register gives, and what becomes of it."""
    return FigureTable(
        "registers",
        N_("What each register gives"),
        N_(
            "Each tie of a register is a pair of places. Places that were decided to be one are "
            "one; a town counts as the municipality that acts for it, and a former municipality as "
            "the one of today. Ties = pairs + again + one place + members of networks."
        ),
        N_(
            "Members of networks are not pairs. Ties of the evidence that never began, or that a "
            "party denies, are not counted."
        ),
        (
            REGISTER,
            FigureColumn("edition", N_("Edition"), CellKind.EDTF),
            FigureColumn("ties", N_("Ties")),
            PAIRS,
            FigureColumn("again", N_("Again: a pair that was counted")),
            FigureColumn("one_place", N_("Both ends are one place")),
            FigureColumn("members", N_("Members of networks")),
            FigureColumn("places", N_("Places with a pair")),
            FigureColumn("matched", N_("Of them a known municipality or town")),
        ),
        [
            {
                "register": name,
                "edition": each.register.published or None,
                "ties": each.ties,
                "pairs": len(each.pairs),
                "again": each.again,
                "one_place": each.one_place,
                "members": each.members,
                "places": len(each.degrees),
                "matched": sum(node in compared.found.agents for node in each.degrees),
            }
            for name, each in compared.registers.items()
        ],
    )


def overlap_table(compared: Comparison) -> FigureTable:
    """For each two registers, how many pairs are in both, in one, or cannot be compared."""
    return FigureTable(
        "overlap",
        N_("How far do they cover each other?"),
        N_(
            "Pairs = in both + only here + cannot be compared. The share is that of pairs in both "
            "among those that can be compared, with its 95 % interval by Wilson."
        ),
        NO_PLACE,
        (REGISTER, OTHER, PAIRS, BOTH, ONLY, NOT_COMPARABLE, *SHARE_COLUMNS),
        [
            {"register": one, "other": other, **standing_cells(compared.standings(one, other))}
            for one, other in permutations(compared.registers, 2)
        ],
    )


def standing_cells(found: dict[PairStanding, int]) -> dict[str, Cell]:
    """The cells of pairs by how they stand, with the share of those in both."""
    both, only = found[PairStanding.BOTH], found[PairStanding.ONLY]
    return {
        "pairs": sum(found.values()),
        "both": both,
        "only": only,
        "not_comparable": found[PairStanding.NOT_COMPARABLE],
        **share_cells(share(both, both + only)),
    }


def combinations_table(compared: Comparison) -> FigureTable:
    """How many pairs exactly these registers give."""
    counts: Counter[frozenset[str]] = Counter()
    unsure: Counter[frozenset[str]] = Counter()
    missing = PairStanding.NOT_COMPARABLE
    for pair, names in compared.all_pairs.items():
        counts[names] += 1
        rest = compared.registers.keys() - names
        unsure[names] += any(compared.standing(pair, other) is missing for other in rest)
    return FigureTable(
        "combinations",
        N_("Who names which pairs?"),
        N_(
            "Each pair is counted once, at exactly those registers that give it. Together the rows "
            "are all pairs."
        ),
        N_(
            "Of some pairs another register cannot be asked, since it is not known which of its "
            "places one of the two is; they are counted apart."
        ),
        (
            FigureColumn("registers", N_("Given by exactly"), CellKind.REGISTERS),
            FigureColumn("number", N_("Number of registers")),
            PAIRS,
            FigureColumn("not_comparable", N_("Another register cannot be asked")),
        ),
        [
            {
                "registers": " ".join(sorted(names, key=list(compared.registers).index)),
                "number": len(names),
                "pairs": number,
                "not_comparable": unsure[names],
            }
            for names, number in sorted(
                counts.items(), key=lambda item: (-item[1], sorted(item[0]))
            )
        ],
    )


def pairs_table(compared: Comparison) -> FigureTable:
    """Every pair, with what each register says of it."""
    return FigureTable(
        "pairs",
        N_("Pair by pair"),
        N_(
            "yes: the register gives the pair; no: it knows both places and does not give it; "
            "unknown: it cannot be asked about one of the places."
        ),
        N_("“No” is what the register does not say; it is no statement that there is no tie."),
        (
            FigureColumn("one_name", N_("One place"), CellKind.NAME),
            FigureColumn("other_name", N_("The other place"), CellKind.NAME),
            FigureColumn("one_country", N_("Country of one"), CellKind.COUNTRY),
            FigureColumn("other_country", N_("Country of the other"), CellKind.COUNTRY),
            *(
                FigureColumn(_column(name), each.register.titles, CellKind.ANSWER)
                for name, each in compared.registers.items()
            ),
            FigureColumn("number", N_("Number of registers")),
            FigureColumn("act", N_("Act"), CellKind.ANSWER),
            FigureColumn("agreement", N_("Agreement"), CellKind.ANSWER),
            FigureColumn("visit", N_("Visit"), CellKind.ANSWER),
            FigureColumn("one", N_("Identifier of one"), CellKind.ADDRESS),
            FigureColumn("other", N_("Identifier of the other"), CellKind.ADDRESS),
        ),
        list(_pair_rows(compared)),
    )


_SAYS: Final = {
    PairStanding.BOTH: "yes",
    PairStanding.ONLY: "no",
    PairStanding.NOT_COMPARABLE: "unknown",
}


def _pair_rows(compared: Comparison) -> Iterator[Row]:
    for pair, names in compared.all_pairs.items():
        one, other = pair
        support = compared.support(pair)
        yield {
            "one_name": compared.name(one, "en"),
            "other_name": compared.name(other, "en"),
            "one_country": compared.country(one) or None,
            "other_country": compared.country(other) or None,
            **{_column(name): _says(compared, pair, name) for name in compared.registers},
            "number": len(names),
            "act": _yes(support.act),
            "agreement": _yes(support.agreement),
            "visit": _yes(support.visit),
            "one": one,
            "other": other,
        }


def _says(compared: Comparison, pair: Pair, name: str) -> str:
    return _SAYS[compared.standing(pair, name)]


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _column(register: str) -> str:
    """The column of a register: CSVW allows no hyphen in a name."""
    return f"in_{register.replace('-', '_')}"
