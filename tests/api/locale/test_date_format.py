"""Dates and other literals in words: as vague as they are, in both languages."""

from __future__ import annotations

import doctest
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.locale import date_format
from api.locale.date_format import day_within, in_words, literal
from api.locale.language import Lang
from graph.prefixes import EDTF
from graph.terms import Term
from graph.time.edtf_dates import Bounds

XSD = "http://www.w3.org/2001/XMLSchema#"
LANGUAGES: tuple[Lang, ...] = ("da", "en")


@pytest.mark.parametrize(
    ("edtf", "danish", "english"),
    [
        ("1984", "1984", "1984"),
        ("2009-10~", "ca. oktober 2009", "about October 2009"),
        ("2021-08?", "måske august 2021", "perhaps August 2021"),
        ("2019-12-XX", "en dag i december 2019", "some day in December 2019"),
        ("../1966-05", "senest maj 1966", "by May 1966 at the latest"),
        ("2024-08/..", "tidligst august 2024", "August 2024 at the earliest"),
        ("2016-05-02/2016-05-08", "2. til 8. maj 2016", "2 to 8 May 2016"),
        ("2015-12-30/2016-01-02", "30. december 2015 til 2. januar 2016",
         "30 December 2015 to 2 January 2016"),
        ("[1939..2013]", "mellem 1939 og 2013", "between 1939 and 2013"),
        ("[2015,2017]", "2015 eller 2017", "2015 or 2017"),
        ("196X", "1960'erne", "the 1960s"),
        ("19XX", "1900-tallet", "the 1900s"),
        ("2019-23", "efteråret 2019", "autumn 2019"),
        ("2019-XX", "en måned i 2019", "some month of 2019"),
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
    assert doctest.testmod(date_format).failed == 0


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
