"""Which places of lists are one party, and which parties their ties join."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from graph.identifiers import list_place, thing
from graph.lists.resolution import Decision, pairs, representatives

PLACES = [list_place(name, f"p{n}") for name in ("a", "b", "c") for n in range(4)]
TOWNS = [thing("municipality", "north"), thing("municipality", "south"), thing("locality", "bay")]
places = st.sampled_from(PLACES)
decisions = st.lists(
    st.builds(Decision, places, st.sampled_from([*PLACES, *TOWNS]), st.booleans()), max_size=14
)
ties = st.lists(st.tuples(places, places), max_size=20)


def named(found: Sequence[tuple[str, str]]) -> dict[str, set[str]]:
    return {f"tie-{n}": set(each) for n, each in enumerate(found)}


@given(decisions, ties, st.randoms(use_true_random=False))
def test_nothing_hangs_on_the_order_and_no_pair_is_of_one_party(
    made: list[Decision], found: list[tuple[str, str]], chance: Random
) -> None:
    given_ties = named(found)
    stands = representatives(PLACES, made)
    joined = pairs(given_ties, stands)
    shuffled, turned = list(made), list(given_ties.items())
    chance.shuffle(shuffled)
    chance.shuffle(turned)
    assert representatives(reversed(PLACES), shuffled) == stands
    assert pairs(dict(turned), stands) == joined
    assert all(one < other for one, other in joined)
    # Every tie of two parties is in one pair, and every other in none.
    kept = [tie for several in joined.values() for tie in several]
    apart = [t for t, both in given_ties.items() if len({stands[each] for each in both}) == 2]
    assert sorted(kept) == sorted(apart)


@given(decisions)
def test_what_is_decided_the_same_is_one_party(made: list[Decision]) -> None:
    stands = representatives(PLACES, made)
    no = {frozenset((each.place, each.target)) for each in made if not each.yes}
    yes = [each for each in made if each.yes and frozenset((each.place, each.target)) not in no]
    for place in PLACES:
        own = {e.target for e in yes if e.place == place and e.target in TOWNS}
        assert not own or stands[place] in own
    # Where no place has a town, the classes are those of the decisions, by any way through them.
    among = [each for each in yes if each.target in PLACES]
    if not any(each.target in TOWNS for each in yes):
        assert all(stands[each.place] == stands[each.target] for each in among)
        links = {frozenset((each.place, each.target)) for each in among}
        for one, other in combinations(PLACES, 2):
            assert (stands[one] == stands[other]) == (other in _reached(one, links))
    # A place that stands for another is stood for by that itself.
    assert all(stands[party] == party for party in stands.values() if party in stands)


def _reached(start: str, links: set[frozenset[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        new = {each for link in links if one in link for each in link} - found
        found |= new
        waiting += new
    return found


def test_two_municipalities_are_never_made_one() -> None:
    north, south, bay = TOWNS
    first, second, third, fourth = PLACES[:4]
    stands = representatives(
        PLACES[:4],
        [
            Decision(first, north, yes=True),
            Decision(second, south, yes=True),
            Decision(first, second, yes=True),
            Decision(third, first, yes=True),
            Decision(fourth, bay, yes=True),
            Decision(fourth, south, yes=True),
        ],
    )
    assert stands == {first: north, second: south, third: north, fourth: south}
