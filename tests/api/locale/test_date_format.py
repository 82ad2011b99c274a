"""Dates and other literals in words: as vague as they are, in both languages."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.locale import date_format, lifetimes
from api.locale.date_format import day_within, in_words, literal
from api.locale.language import Lang
from api.locale.lifetimes import lifetime_in_words, since_in_words, stretch_in_words
from graph.prefixes import EDTF
from graph.terms import Term
from graph.time.edtf_dates import Bounds, bounds
from graph.time.intervals import State

XSD = "http://www.w3.org/2001/XMLSchema#"
LANGUAGES: tuple[Lang, ...] = ("da", "en")


@pytest.mark.parametrize(
    ("edtf", "danish", "english"),
    [
        ("1984", "1984", "1984"),
        ("2009-10~", "omkring oktober 2009", "about October 2009"),
        ("2021-08?", "måske august 2021", "perhaps August 2021"),
        ("2021%", "måske omkring 2021", "perhaps about 2021"),
        ("2019-12-XX", "en dag i december 2019", "a day in December 2019"),
        ("2019-XX", "en måned i 2019", "a month in 2019"),
        ("2019-XX-XX", "en dag i 2019", "a day in 2019"),
        ("../1966-05", "senest maj 1966", "by May 1966"),
        ("[..2021]", "senest 2021", "by 2021"),
        ("../1966~", "senest omkring 1966", "by about 1966"),
        ("../2019-23", "senest efteråret 2019", "by autumn 2019"),
        ("2024-08/..", "tidligst august 2024", "August 2024 at the earliest"),
        ("[2024..]", "tidligst 2024", "2024 at the earliest"),
        ("/1966", "til 1966, begyndelse ukendt", "until 1966, beginning unknown"),
        ("1966/", "fra 1966, ophør ukendt", "from 1966, end unknown"),
        ("../..", "tidspunkt ukendt", "time unknown"),
        ("2016-05-02/2016-05-08", "2. til 8. maj 2016", "2 to 8 May 2016"),
        ("2015-12-30/2016-01-02", "30. december 2015 til 2. januar 2016",
         "30 December 2015 to 2 January 2016"),
        ("2014/2022?", "2014 til måske 2022", "2014 to perhaps 2022"),
        ("[1939..2013]", "mellem 1939 og 2013", "between 1939 and 2013"),
        ("[2015,2017]", "2015 eller 2017", "2015 or 2017"),
        ("196X", "1960'erne", "the 1960s"),
        ("190X", "et år mellem 1900 og 1909", "a year between 1900 and 1909"),
        ("19XX", "et år mellem 1900 og 1999", "a year between 1900 and 1999"),
        ("2019-21", "foråret 2019", "spring 2019"),
        ("2019-23~", "omkring efteråret 2019", "about autumn 2019"),
        ("2019-12-05T10:30:00Z", "5. december 2019 kl. 10.30 UTC",
         "5 December 2019 at 10:30 UTC"),
        ("no date", "no date", "no date"),
    ],
)  # fmt: skip
def test_a_date_is_said_as_vaguely_as_it_is_known(edtf: str, danish: str, english: str) -> None:
    assert (in_words(edtf, "da"), in_words(edtf, "en")) == (danish, english)


@given(st.text(alphabet="0123456789X-~?%/.[],T", max_size=24), st.sampled_from(LANGUAGES))
def test_no_text_is_lost_or_refused(text: str, lang: Lang) -> None:
    assert bool(in_words(text, lang)) == bool(text) or "/" in text


@given(st.dates(), st.sampled_from(LANGUAGES))
def test_two_days_never_read_the_same(day: date, lang: Lang) -> None:
    other = day.replace(day=1 if day.day > 1 else 2)
    assert in_words(day.isoformat(), lang) != in_words(other.isoformat(), lang)


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        (Term("literal", "2019-12-XX", "", EDTF), "en dag i december 2019", "2019-12-XX"),
        (Term("literal", "2019-12-05", "", EDTF), "5. december 2019", ""),
        (Term("literal", "P4Y", "", XSD + "duration"), "4 år", "P4Y"),
        (Term("literal", "true", "", XSD + "boolean"), "ja", ""),
        (Term("literal", "349983", "", XSD + "integer"), "349.983", ""),
        (Term("literal", "2020", "", XSD + "integer"), "2020", ""),
        (Term("literal", "469.3", "", XSD + "decimal"), "469,3", ""),
        (Term("literal", "no number", "", XSD + "decimal"), "no number", ""),
        (Term("literal", "Nuuk", "kl"), "Nuuk", ""),
    ],
)
def test_a_literal_reads_as_in_its_language_and_keeps_what_is_exact(
    value: Term, text: str, exact: str
) -> None:
    cell = literal(value, "da")
    assert (cell.text, cell.exact) == (text, exact)


def test_the_examples_hold() -> None:
    assert sum(doctest.testmod(module).failed for module in (date_format, lifetimes)) == 0


HOLDS, PERHAPS, RESTS, OVER = (
    frozenset({State.IN_FORCE}),
    frozenset({State.IN_FORCE, State.ENDED}),
    frozenset({State.SUSPENDED}),
    frozenset({State.ENDED}),
)


def _within(edtf: str) -> Bounds:
    return bounds(edtf) if edtf else Bounds(None, None)


@pytest.mark.parametrize(
    ("first", "last", "now", "danish", "english"),
    [
        ("1939", "", HOLDS, "siden 1939", "since 1939"),
        ("../2008", "", HOLDS, "siden 2008 eller tidligere", "since 2008 or earlier"),
        ("[2022-03..2023-02]", "", HOLDS, "siden engang mellem marts 2022 og februar 2023",
         "since some time between March 2022 and February 2023"),
        ("", "", HOLDS, "begyndelse ukendt; varer ved", "beginning unknown; still going on"),
        ("1989", "", RESTS, "siden 1989, nu sat i bero", "since 1989, now suspended"),
        ("", "", RESTS, "begyndelse ukendt; nu sat i bero", "beginning unknown; now suspended"),
        ("1989", "", PERHAPS, "begyndt 1989; ophør ukendt", "began 1989; end unknown"),
        ("", "", PERHAPS, "begyndelse og ophør ukendt", "beginning and end unknown"),
        ("1972-07-10", "2022-10-25", OVER, "10. juli 1972 \N{EN DASH} 25. oktober 2022",
         "10 July 1972 \N{EN DASH} 25 October 2022"),
        ("../2022-12-16", "../2022-12-15", OVER,
         "begyndelse ukendt; ophørt senest 15. december 2022",
         "beginning unknown; ended by 15 December 2022"),
        ("", "2022", OVER, "begyndelse ukendt; ophørt 2022", "beginning unknown; ended 2022"),
        ("../2021", "[2022-02-28..2022-03-30]", OVER, "begyndt senest 2021; ophørt marts 2022",
         "began by 2021; ended March 2022"),
        ("1999", "2022/..", PERHAPS, "begyndt 1999; varede mindst til 2022",
         "began 1999; lasted until 2022 at least"),
        ("[2009..2026]", "2024/..", PERHAPS, "begyndt mellem 2009 og 2026; ophør ukendt",
         "began between 2009 and 2026; end unknown"),
    ],
)  # fmt: skip
def test_a_life_is_said_as_vaguely_as_it_is_known(
    first: str, last: str, now: frozenset[State], danish: str, english: str
) -> None:
    told = [lifetime_in_words(_within(first), _within(last), now, lang) for lang in LANGUAGES]
    assert told == [danish, english]


def test_a_stretch_and_a_beginning_that_are_open_say_so() -> None:
    day = date(2022, 12, 15)
    assert since_in_words(Bounds(day, None), "da") == "tidligst siden 15. december 2022"
    assert since_in_words(Bounds(None, None), "da") == ""
    assert stretch_in_words(day, None, "da") == "fra 15. december 2022"
    assert stretch_in_words(None, day, "da") == "til 15. december 2022"
    assert stretch_in_words(None, None, "da") == "tidspunkt ukendt"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, ""),
        (date(2019, 12, 1), date(2019, 12, 31), "december 2019"),
        (date(1939, 1, 1), date(1939, 12, 31), "1939"),
        (date(1939, 1, 1), date(2013, 12, 31), "mellem 1939 og 2013"),
        (date(2016, 5, 2), date(2016, 5, 2), "2. maj 2016"),
        (date(2016, 1, 1), date(2016, 1, 1), "1. januar 2016"),
        (date(2016, 5, 2), date(2016, 5, 8), "mellem 2. og 8. maj 2016"),
        (date(2014, 1, 1), date(2017, 1, 1), "mellem 1. januar 2014 og 1. januar 2017"),
        (None, date(1966, 5, 31), "senest maj 1966"),
        (None, date(1966, 12, 31), "senest 1966"),
        (date(2024, 8, 1), None, "tidligst august 2024"),
        (date(2024, 2, 28), None, "tidligst 28. februar 2024"),
    ],
)
def test_a_day_within_bounds_is_said_as_vaguely_as_it_is_known(
    first: date | None, last: date | None, words: str
) -> None:
    assert day_within(Bounds(first, last), "da") == words
