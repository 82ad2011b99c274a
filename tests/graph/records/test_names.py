"""What a person writes for a thing: the thing that is meant, or a doubt with its candidates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

import pytest

from graph.authority_codes import country_of, country_word, language_of, language_word
from graph.data.shipped import shipped_graphs
from graph.records.name_matching import FoundBy, NameDoubt, NameMatch, ThingNames
from graph.validation.quad_lines import GraphContent

VSK = "https://w3id.org/venskab/ontology#"
PARTIES = tuple(VSK + name for name in ("Municipality", "Locality", "Organisation"))
TOWNS = (VSK + "Locality",)
AARHUS = "municipality/aarhus-kommune"


@cache
def names() -> ThingNames:
    return ThingNames(GraphContent(lines) for lines in shipped_graphs().values())


def find(text: str, classes: Sequence[str] = PARTIES, day: date | None = None) -> NameMatch:
    found = names().find(text, classes, day)
    assert isinstance(found, NameMatch), found
    return found


def doubt(text: str, classes: Sequence[str] = PARTIES, day: date | None = None) -> list[str]:
    found = names().find(text, classes, day)
    assert isinstance(found, NameDoubt), found
    assert found.what
    assert text.strip() in found.what
    assert all(one.short in found.hint("da") for one in found.candidates)
    return [one.short for one in found.candidates]


@pytest.mark.parametrize(
    ("written", "short", "by"),
    [
        ("Aarhus Kommune", AARHUS, FoundBy.NAME),
        ("  århus kommune ", AARHUS, FoundBy.NAME),  # the old spelling is a name of it too
        ("Aarhus", AARHUS, FoundBy.NAME),
        ("aarhus-kommune", AARHUS, FoundBy.NAME),
        (AARHUS, AARHUS, FoundBy.IRI),
        ("municipality:aarhus-kommune", AARHUS, FoundBy.IRI),
        ("vid:municipality/aarhus-kommune", AARHUS, FoundBy.IRI),
        (f"https://w3id.org/venskab/id/{AARHUS}", AARHUS, FoundBy.IRI),
        ("Rebild", "municipality/rebild-kommune", FoundBy.NAME),
        ("Sor-Varanger", "municipality/no-2030-soer-varanger", FoundBy.SPELLING),
        ("no-2030-soer-varanger", "municipality/no-2030-soer-varanger", FoundBy.IDENTIFIER),
        ("Q493762", "municipality/no-1515-heroey", FoundBy.IDENTIFIER),
        ("wd:Q493762", "municipality/no-1515-heroey", FoundBy.IDENTIFIER),
        ("2030", "municipality/no-2030-soer-varanger", FoundBy.CODE),
        ("Tasiilaq", "locality/tasiilaq", FoundBy.NAME),
    ],
)
def test_a_thing_is_known_by_any_of_its_names(written: str, short: str, by: FoundBy) -> None:
    found = find(written)
    assert (found.thing.short, found.by) == (short, by)
    assert found.written == written
    told = found.told("da")
    assert written in told
    assert found.thing.label("da") in told


def test_what_may_mean_more_than_one_thing_is_a_doubt() -> None:
    assert doubt("Aalborg") == ["municipality/aalborg-kommune", "locality/aalborg"]
    assert doubt("Herøy") == ["municipality/no-1515-heroey", "municipality/no-1818-heroey"]
    # Of Denmark without its leading zero, and of Finland.
    assert set(doubt("0751")) == {AARHUS, "municipality/fi-751-simo"}
    assert find("Aalborg", TOWNS).thing.short == "locality/aalborg"


def test_a_former_municipality_is_not_meant_after_its_end() -> None:
    assert doubt("Nuuk") == ["municipality/nuuk-kommune", "locality/nuuk"]
    now = find("Nuuk", day=date(2019, 12, 1))
    assert (now.thing.short, now.by) == ("locality/nuuk", FoundBy.DAY)
    assert "then" in now.told("en")
    assert len(doubt("Nuuk", day=date(2001, 1, 1))) == 2
    # It is the only one of its name: whoever writes it means it, and the gate says when it ended.
    assert find("Nuuk Kommune", day=date(2019, 12, 1)).thing.short == "municipality/nuuk-kommune"


def test_what_nobody_knows_is_told_with_the_nearest() -> None:
    assert doubt("Århuss Kommune")[0] == AARHUS
    assert doubt("Xyzzy") == []
    assert doubt("") == doubt("-") == []
    assert AARHUS in doubt("municipality/aarhus")
    found = names().find("Xyzzy", PARTIES)
    assert isinstance(found, NameDoubt)
    assert AARHUS in found.hint("en")


def test_what_is_known_but_may_not_stand_there_is_told_so() -> None:
    found = names().find("Tasiilaq", [VSK + "Partnership"])
    assert isinstance(found, NameDoubt)
    assert "may stand here" in found.what
    # What is an annex is an agreement.
    annex = names().find("sermersooq-aalborg-2019-annex-1", [VSK + "Agreement"])
    assert isinstance(annex, NameMatch)


def test_countries_and_languages_are_known_by_name_and_code() -> None:
    for written in ("Danmark", "denmark", "DK", "dnk", "country:DNK"):
        assert (country_of(written) or "").endswith("country/DNK")
    for written in ("grønlandsk", "Kalaallisut", "kl", "KAL", "lang:KAL"):
        assert (language_of(written) or "").endswith("language/KAL")
    codes = ("da", "no", "is", "de", "fr", "se", "mul")
    assert [language_word(language_of(code) or "") for code in codes] == list(codes)
    assert country_word(country_of("Færøerne") or "") == "FO"
    assert country_of("Atlantis") is language_of("klingonish") is None
