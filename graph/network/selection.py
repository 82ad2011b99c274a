"""The selection behind a network: one set of parameters for commands, web and Python."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from graph.errors import BadParameter
from graph.network.tie_facts import Layer
from graph.texts import N_
from graph.time.edtf_dates import Bounds
from graph.time.intervals import State
from queries.country_codes import country_iri

E = TypeVar("E", bound=StrEnum)


class Form(StrEnum):
    """The ways in which what many share becomes ties."""

    CLIQUE = "clique"
    BIPARTITE = "bipartite"


class Certainty(StrEnum):
    """The certainty asked of a tie."""

    POSSIBLE = "possible"
    CERTAIN = "certain"


class Mention(StrEnum):
    """The word that a tie rests on."""

    CONFIRMED = "confirmed"
    ANY = "any"


class Municipalities(StrEnum):
    """The municipalities that are nodes."""

    THEN = "then"
    TODAY = "today"


class Parties(StrEnum):
    """The parties that may be nodes."""

    MUNICIPALITIES = "municipalities"
    ALL = "all"


class Ends(StrEnum):
    """The number of ends of a tie that must lie in the chosen countries."""

    ANY = "any"
    BOTH = "both"


class Lang(StrEnum):
    """Language of names."""

    DA = "da"
    EN = "en"


@dataclass(frozen=True)
class Selection:
    """The ties that make up a network, and how they are read.

    Attributes:
        layer: what ties: partnership, agreement, membership, visit, exchange; several make a
            multilayer network.
        form: ``clique`` ties each pair of parties; ``bipartite`` ties each party to a node for
            what they have in common.
        area: notations of cooperation areas, their narrower ones included; none: all.
        kind: notations of kinds of partnership, of agreement or of exchange; none: all.
        country: ISO 3166-1 alpha-3 codes; none: all.
        ends: how many ends must lie in those countries.
        since: first day of the period; None: open.
        until: last day of the period; None: open.
        status: the state that a tie must have on a day of the period.
        certainty: how sure that must be.
        mention: ``confirmed`` leaves out the partnerships that only one party itself mentions, and
            those that a party denies; ``any`` takes them, what is denied as possible at most.
        municipalities: ``then`` as the parties were; ``today`` carried to today's successors.
        parties: ``municipalities`` carries a town to who acts for it and leaves others out;
            ``all`` takes everyone as they stand.
        lang: language of names.
    """

    layer: tuple[Layer, ...] = (Layer.PARTNERSHIP,)
    form: Form = Form.CLIQUE
    area: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    ends: Ends = Ends.ANY
    since: date | None = None
    until: date | None = None
    status: State = State.IN_FORCE
    certainty: Certainty = Certainty.POSSIBLE
    mention: Mention = Mention.CONFIRMED
    municipalities: Municipalities = Municipalities.THEN
    parties: Parties = Parties.MUNICIPALITIES
    lang: Lang = Lang.EN

    @classmethod
    def read(cls, given: Iterable[tuple[str, str]]) -> Selection:
        """The selection that parameters ask for.

        Args:
            given: names and values; ``on`` sets both ends of the period. ``layer``, ``area``,
                ``kind`` and ``country`` may come again, or hold several values apart by commas.

        Raises:
            BadParameter: an unknown name, a value that cannot be, or one given twice.
        """
        found: dict[str, Any] = {}
        for name, value in given:
            if not value.strip():
                continue
            for key in ("since", "until") if name == "on" else (name,):
                if key not in _READERS:
                    known = ", ".join([*_READERS, "on"])
                    raise BadParameter(
                        N_("There is no parameter {name!r}.", name=name),
                        hint=N_("Take {known}.", known=known),
                    )
                _add(found, key, name, value.strip())
        selection = cls(**found)
        if selection.since and selection.until and selection.until < selection.since:
            raise BadParameter(
                N_("The period ends before it begins."), hint=N_("Swap since and until.")
            )
        return selection

    @property
    def window(self) -> Bounds:
        """The period."""
        return Bounds(self.since, self.until)

    def parameters(self) -> dict[str, str]:
        """Every parameter with its value as text; those without a value are left out."""
        values = {each.name: getattr(self, each.name) for each in dataclasses.fields(self)}
        if self.since and self.since == self.until:
            values = {"on": self.since} | {
                name: value for name, value in values.items() if name not in {"since", "until"}
            }
        shown = {
            name: ",".join(value) if isinstance(value, tuple) else str(value or "")
            for name, value in values.items()
        }
        return {name: value for name, value in shown.items() if value}


def _add(found: dict[str, Any], key: str, name: str, value: str) -> None:
    read = _READERS[key]
    if key in _LISTS:
        parts = [read(name, part.strip()) for part in value.split(",") if part.strip()]
        found[key] = tuple(dict.fromkeys([*found.get(key, ()), *parts]))
    elif key in found:
        raise BadParameter(
            N_("{name} sets what was set before.", name=name), hint=N_("Give it once.")
        )
    else:
        found[key] = read(name, value)


def _choice(choices: type[E]) -> Callable[[str, str], E]:
    def read(name: str, value: str) -> E:
        try:
            return choices(value)
        except ValueError as error:
            known = ", ".join(each.value for each in choices)
            raise BadParameter(
                N_("{name} cannot be {value!r}.", name=name, value=value[:40]),
                hint=N_("Take {known}.", known=known),
            ) from error

    return read


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadParameter(
            N_("{name} is not a day: {value!r}.", name=name, value=value[:40]),
            hint=N_("Write it like 2020-06-01."),
        ) from error


def _country(name: str, value: str) -> str:
    found = country_iri(value)
    if found is None:
        raise BadParameter(
            N_("{name} is not a country: {value!r}.", name=name, value=value[:40]),
            hint=N_("Give an ISO 3166 code, such as DK."),
        )
    return found.rsplit("/", 1)[-1]


def _notation(name: str, value: str) -> str:
    if not value.replace("-", "").isalnum():
        raise BadParameter(
            N_("{name} is not a notation: {value!r}.", name=name, value=value[:40]),
            hint=N_("See the schemes."),
        )
    return value


_READERS: Final[Mapping[str, Callable[[str, str], Any]]] = {
    "layer": _choice(Layer),
    "form": _choice(Form),
    "area": _notation,
    "kind": _notation,
    "country": _country,
    "ends": _choice(Ends),
    "since": _day,
    "until": _day,
    "status": _choice(State),
    "certainty": _choice(Certainty),
    "mention": _choice(Mention),
    "municipalities": _choice(Municipalities),
    "parties": _choice(Parties),
    "lang": _choice(Lang),
}
_LISTS: Final = frozenset({"layer", "area", "kind", "country"})
