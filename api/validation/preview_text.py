"""What a load would change, in words: sections for a page, and text for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from api.locale.language import Lang
from api.locale.translation import _, ngettext
from graph.ledger.short_names import short_graph
from graph.texts import N_

Record = Mapping[str, Any]

_DUTIES: Final = {
    "commitment": N_("commitment"),
    "review": N_("review"),
    "expiry": N_("expiry"),
}


class PreviewSection(NamedTuple):
    """Changes of one kind.

    Attributes:
        heading: the kind.
        entries: each with what belongs to it, which may be nothing.
        more: a sentence on those that are not listed; blank where all are.
    """

    heading: str
    entries: Sequence[tuple[str, Sequence[str]]]
    more: str = ""


def sections(preview: Record, lang: Lang) -> list[PreviewSection]:
    """The kinds of changes of which there are any, in the order in which a reader wants them.

    Args:
        preview: as :meth:`graph.validation.preview.Preview.as_dict` gives it.
        lang: the reader's language.
    """
    return [each for each in _all_sections(preview, lang) if each.entries]


def as_text(preview: Record, lang: Lang) -> str:
    """What a load would change, as indented text with a line end."""
    lines = [_("What a load would change:", lang)]
    for section in sections(preview, lang):
        lines += ["", *(f"  {line}" for line in _lines_of(section))]
    return "".join(f"{line}\n" for line in lines)


def dangling_text(preview: Record, lang: Lang) -> str:
    """What still mentions things that are described nowhere any more; blank for nothing."""
    section = _dangling(preview, lang)
    return "".join(f"{line}\n" for line in _lines_of(section)) if section.entries else ""


def _lines_of(section: PreviewSection) -> Iterator[str]:
    yield section.heading
    for entry, parts in section.entries:
        yield f"  {entry}"
        yield from (f"    {part}" for part in parts)
    if section.more:
        yield f"  {section.more}"


def needs_asking(preview: Record, lang: Lang) -> str:
    """A sentence where a load would refuse what conforms; else blank."""
    if not preview["removes"]:
        return ""
    return _(
        "A load asks for --replace first: statements of a graph that exists would be lost.", lang
    )


def advice(graphs: Iterable[str], lang: Lang) -> list[str]:
    """Sentences for a document that is kept out and was most likely to be added to graphs.

    Args:
        graphs: their IRIs.
        lang: the reader's language.
    """
    return [
        _(
            "{graph} exists already, and what was given does not describe it: "
            "to add to what it holds, use `venskab load --add`.",
            lang,
            graph=short_graph(graph),
        )
        for graph in graphs
    ]


def _all_sections(preview: Record, lang: Lang) -> Iterator[PreviewSection]:
    yield _graphs(preview["graphs"], lang)
    yield _listed(
        _("Described nowhere any more", lang), preview["vanishing"], lambda one: one["label"], lang
    )
    yield _dangling(preview, lang)
    if preview["states"] is None:
        return
    yield _states(preview["states"], lang)
    yield from _coming_and_going(preview, lang)


def _dangling(preview: Record, lang: Lang) -> PreviewSection:
    return _listed(
        _("Left dangling", lang),
        preview["dangling"],
        lambda one: _("{graph} mentions {thing}", lang, graph=one["name"], thing=one["label"]),
        lang,
    )


def _coming_and_going(preview: Record, lang: Lang) -> Iterator[PreviewSection]:
    told: dict[str, tuple[str, str, Callable[[Record], str]]] = {
        "ties": (_("New partners", lang), _("No longer partners", lang), _tie),
        "duties": (
            _("New duties", lang),
            _("Duties that fall away", lang),
            lambda one: _duty(one, lang),
        ),
        "conflicts": (
            _("Sources that come to disagree", lang),
            _("Sources that no longer disagree", lang),
            _conflict,
        ),
    }
    for kind, (appearing, vanishing, line) in told.items():
        yield _listed(appearing, preview[kind]["appearing"], line, lang)
        yield _listed(vanishing, preview[kind]["vanishing"], line, lang)


def _listed(
    heading: str, some: Record, line: Callable[[Record], str], lang: Lang
) -> PreviewSection:
    return PreviewSection(heading, [(line(one), ()) for one in some["listed"]], _more(some, lang))


def _more(some: Record, lang: Lang) -> str:
    left = some["count"] - len(some["listed"])
    return _("and {left:,} more", lang, left=left) if left else ""


# Statements


def _graphs(graphs: Sequence[Record], lang: Lang) -> PreviewSection:
    return PreviewSection(
        _("Statements", lang), [(_graph(one, lang), _lines(one, lang)) for one in graphs]
    )


def _graph(one: Record, lang: Lang) -> str:
    added, removed = one["added"]["count"], one["removed"]["count"]
    if one["held"] is None:
        return ngettext(
            "{graph}: a new graph of {count} statement.",
            "{graph}: a new graph of {count} statements.",
            added,
            lang,
            graph=one["name"],
            count=f"{added:,}",
        )
    if not added and not removed:
        return _("{graph}: unchanged.", lang, graph=one["name"])
    return _(
        "{graph}: {added:,} statements new, {removed:,} of {held:,} gone.",
        lang,
        graph=one["name"],
        added=added,
        removed=removed,
        held=one["held"],
    )


def _lines(one: Record, lang: Lang) -> list[str]:
    """What goes and what comes, in a graph that there is."""
    if one["held"] is None:
        return []
    lines = []
    for sign, some in (("-", one["removed"]), ("+", one["added"])):
        lines += [f"{sign} {_statement(each)}" for each in some["listed"]]
        if more := _more(some, lang):
            lines.append(f"{sign} {more}")
    return lines


def _statement(each: Record) -> str:
    value = each["value_label"] or each["value"]
    return f"{each['subject_label']}: {each['property_label']}: {value}"


# What follows from them


def _states(some: Record, lang: Lang) -> PreviewSection:
    entries: dict[str, tuple[str, list[str]]] = {}
    for one in some["listed"]:
        _label, lines = entries.setdefault(one["thing"], (one["label"], []))
        lines.append(f"{_period(one, lang)}: {_turn(one, lang)}")
    return PreviewSection(_("States", lang), list(entries.values()), _more(some, lang))


def _turn(one: Record, lang: Lang) -> str:
    before, after = _set(one["before"], lang), _set(one["after"], lang)
    nothing = _("no state", lang)
    return f"{before} → {after or nothing}" if before else after


def _set(states: Sequence[Record], lang: Lang) -> str:
    between = _("or", lang)
    return f" {between} ".join(state["label"] for state in states)


def _period(one: Record, lang: Lang) -> str:
    first, last = one["first"], None
    if one["end_exclusive"]:
        last = str(date.fromisoformat(one["end_exclusive"]) - timedelta(days=1))
    if first and last:
        return first if first == last else _("{first} to {last}", lang, first=first, last=last)
    if first:
        return _("from {first}", lang, first=first)
    return _("until {last}", lang, last=last) if last else _("always", lang)


def _tie(one: Record) -> str:
    return " \N{EN DASH} ".join(party["label"] for party in one["parties"])


def _duty(one: Record, lang: Lang) -> str:
    days = sorted({day for day in (one["earliest"], one["latest"]) if day})
    kind: str = one["duty"]
    duty = _DUTIES.get(kind, kind)
    return f"{one['label']}: {_(duty, lang)} {'/'.join(days)}"


def _conflict(one: Record) -> str:
    sides = [(each["value_label"] or each["value"], each["name"]) for each in one["values"]]
    values = "; ".join(f"{value} ({source})" for value, source in sides)
    return f"{one['label']}: {one['property_label']}: {values}"
