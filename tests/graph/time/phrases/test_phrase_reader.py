"""Phrases against a table made by hand, and what our own pages write read back."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from api.locale.date_format import duration_in_words, in_words
from api.locale.language import Lang
from graph.time.edtf_dates import is_edtf
from graph.time.phrases.phrase_reader import (
    LONGEST,
    DateQuestion,
    DateReading,
    read_date,
    read_term,
)
from tests.graph.time.phrases.table import ON, Row, rows

ROWS = list(rows())
LANGUAGES: tuple[Lang, ...] = ("da", "en")


def read(row: Row) -> DateReading | DateQuestion:
    lang = row.lang or None
    return read_term(row.phrase, lang) if row.term else read_date(row.phrase, lang, ON)


def as_row(found: DateReading | DateQuestion) -> tuple[str, str]:
    """Why it is a question, and what is expected of it, as the table has them."""
    if isinstance(found, DateReading):
        return "", found.edtf
    return str(found.why), " ".join(found.candidates)


def test_every_phrase_is_read_as_the_table_says() -> None:
    assert len(ROWS) >= 500
    wrong = {
        (row.lang, row.phrase): found
        for row in ROWS
        if (found := as_row(read(row))) != (row.why, row.expected)
    }
    assert wrong == {}


def test_a_reading_tells_its_words_and_how_it_was_counted() -> None:
    told = read_date(" sidste uge ", "da", ON)
    assert isinstance(told, DateReading)
    assert (told.words, told.edtf) == ("sidste uge", "2016-05-02/2016-05-08")
    assert told.reasoning == "Counted from 2016-05-09, the day of the source."
    plain = read_date("12. august 2015", "da", ON)
    assert isinstance(plain, DateReading)
    assert plain.reasoning is None


@pytest.mark.parametrize("phrase", ["sidste uge", "i går", "for to år siden", "i fjor", "uge 22"])
def test_what_is_counted_is_a_question_without_the_day_of_the_source(phrase: str) -> None:
    asked = read_date(phrase, "da")
    assert isinstance(asked, DateQuestion)
    assert asked.why == "It is counted from the day of the source, which is not known."
    assert asked.candidates == ()


def test_a_text_of_any_length_is_answered() -> None:
    for text in ("maj " * LONGEST, "i " * (LONGEST // 2), "4 år " * 9, "\x00", "", "½", "1,,2015"):
        assert isinstance(read_date(text, "da", ON), DateQuestion), text


years = st.integers(1000, 2999).map(str)
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
dates = st.one_of(
    years,
    months,
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(date.isoformat),
    months.map("{}-XX".format),
    years.map("{}-XX".format),
    years.map("{}-XX-XX".format),
    st.builds("{}-{}".format, years, st.integers(21, 23)),
    years.map(lambda year: year[:3] + "X"),
    years.map(lambda year: year[:2] + "XX"),
)
marked = st.builds("{}{}".format, dates, st.sampled_from(["", "~", "?", "%"]))
one_of_two = st.builds("[{},{}]".format, dates, dates)
intervals = st.one_of(
    st.builds("{}/{}".format, marked, marked),
    st.builds("[{}..{}]".format, dates, dates),
    marked.map("../{}".format),
    marked.map("{}/..".format),
)


@settings(max_examples=60)
@given(st.one_of(marked, marked, one_of_two, intervals), st.sampled_from(LANGUAGES))
def test_what_our_pages_write_is_read_back(edtf: str, lang: Lang) -> None:
    assume(is_edtf(edtf))
    words = in_words(edtf, lang)
    found = read_date(words, lang)
    assert isinstance(found, DateReading), (words, found)
    assert found.edtf == edtf, words


@settings(max_examples=30)
@given(st.integers(0, 99), st.integers(0, 40), st.integers(0, 99), st.sampled_from(LANGUAGES))
def test_a_term_that_our_pages_write_is_read_back(y: int, m: int, d: int, lang: Lang) -> None:
    assume(y or m or d)
    told = "".join(f"{n}{unit}" for n, unit in ((y, "Y"), (m, "M"), (d, "D")) if n)
    found = read_term(duration_in_words(f"P{told}", lang), lang)
    assert isinstance(found, DateReading), found
    assert found.edtf == f"P{told}"


WORDS = sorted({word for row in ROWS for word in row.phrase.split()})


@settings(max_examples=60)
@given(st.lists(st.sampled_from(WORDS), max_size=6), st.sampled_from(["da", "no", "sv", "en", ""]))
def test_whatever_is_read_is_a_date(words: list[str], lang: str) -> None:
    found = read_date(" ".join(words), lang, ON)
    edtf = [found.edtf] if isinstance(found, DateReading) else found.candidates
    assert all(map(is_edtf, edtf)), found
