"""Danish alphabetical order: lists that a Danish reader would write, and the laws of an order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.collation import danish_key

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
LISTS = {
    "the letters of their own come last": "Odense Vejle Zealand Ærø Ølstykke Ålsgårde",
    "aa is å, å first where nothing else differs": "Viborg Ærø Øster Ål Aal Ålborg Aalborg Århus",
    "aa is å inside a word too": "Gl Gær Gør Gård Gaard Gårde",
    "ä is æ and ö is ø": "Zoo Æble Äpple Ærlig Øre Öre Ørsted Åre",
    "ü is y": "Lund Lybec Lübec Lybæk Lyngby",
    "ð is d, þ is th": "Hedin Heðin Hedvig Theodor Þeodor Tiger",
    "plain before accented": "Cafe Café Cafeteria",
    "capital before small": "Hus hus Huse huse",
    "words before letters, whatever parts them": "Ny|Ny-Ager|Ny by|Nyborg|Nybøl",
    "digits before letters": "15 landkommuner|7-Eleven|Aalborg",
    "other alphabets after ours": "Zebra|Århus|Мурманск",
    "municipalities": "Herning Høje-Taastrup Hørsholm Ishøj Ærø Aabenraa Aalborg Aarhus",
}


@pytest.mark.parametrize("written", LISTS.values(), ids=LISTS.keys())
def test_lists_stand_as_a_dane_writes_them(written: str) -> None:
    names = written.split("|" if "|" in written else " ")
    mixed = random.Random(1).sample(names, len(names))
    assert sorted(mixed, key=danish_key) == names


def test_the_alphabet_has_29_letters_in_order() -> None:
    mixed = random.Random(1).sample(ALPHABET, len(ALPHABET))
    assert "".join(sorted(mixed, key=danish_key)) == ALPHABET


@given(st.text(), st.text())
def test_two_texts_never_share_a_place(one: str, other: str) -> None:
    assert (danish_key(one) == danish_key(other)) == (one == other)


@given(st.lists(st.text()), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_where_one_starts(
    names: list[str], chance: random.Random
) -> None:
    mixed = chance.sample(names, len(names))
    assert sorted(mixed, key=danish_key) == sorted(names, key=danish_key)


@given(st.text("bcghå "), st.text(ALPHABET[1:], min_size=1))
def test_aa_stands_where_aa_with_a_ring_does(name: str, other: str) -> None:
    doubled = name.replace("å", "aa")
    assert danish_key(doubled)[0] == danish_key(name)[0]
    assert danish_key(name + other + "z") > danish_key(doubled + other)


@given(st.text(ALPHABET), st.text(ALPHABET, min_size=1))
def test_a_beginning_comes_before_what_goes_on(name: str, rest: str) -> None:
    joined_differently = name.endswith("a") and rest.startswith("a")
    assert joined_differently or danish_key(name) < danish_key(name + rest)
