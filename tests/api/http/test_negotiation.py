"""Content negotiation: qualities, wildcards, aliases, browsers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.http.negotiation import (
    HTML,
    NoneFits,
    acceptable,
    accepts_gzip,
    by_name,
    chosen,
    preferences,
    prefers_html,
)
from api.locale.language import from_header
from graph.engine.base import CSV, FORMATS, JSON, JSONLD, NTRIPLES, RDFXML, TSV, TURTLE, XML, Format

FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "form"),
    [(FIREFOX, HTML), (None, TURTLE), ("application/json", JSONLD), ("text/html;q=0, */*", TURTLE)],
)
def test_a_page_for_a_browser_and_the_best_that_is_on_offer_for_others(
    accept: str | None, form: Format
) -> None:
    assert chosen(accept, (TURTLE, JSONLD)) is form


def test_none_that_fits_tells_what_is_on_offer_the_page_first_and_once() -> None:
    with pytest.raises(NoneFits) as refused:
        chosen("image/png", (TURTLE, HTML))
    assert refused.value.offered == (HTML, TURTLE)


@pytest.mark.parametrize("accept", [None, "", "  ", "*/*", "*/*;q=0.1"])
def test_who_names_nothing_gets_json_for_rows_and_turtle_for_graphs(accept: str | None) -> None:
    offered = acceptable(accept)
    assert offered == FORMATS
    assert offered.index(JSON) == 0
    assert offered.index(TURTLE) < offered.index(NTRIPLES)


@pytest.mark.parametrize(
    ("accept", "first"),
    [
        ("text/csv", CSV),
        ("TEXT/CSV", CSV),
        ("text/csv; charset=utf-8", CSV),
        ("text/csv;q=0.5, application/sparql-results+xml", XML),
        ("text/csv , */*", CSV),
        ("text/csv;q=0.2, */*;q=0.9", JSON),
        ("text/*", CSV),
        ("application/json", JSON),
        ("application/xml", XML),
        ("application/json;q=0.5, text/tab-separated-values;q=0.6", TSV),
        ('application/ld+json;profile="http://a.example/x,y;q=0"', JSONLD),
        ("text/turtle, application/rdf+xml;q=0.9", TURTLE),
        ("application/rdf+xml, text/turtle;q=0.9", RDFXML),
        ("text/csv;q=1.000", CSV),
        ("nonsense, ,;, text/csv", CSV),
    ],
)
def test_the_best_format_comes_first(accept: str, first: object) -> None:
    assert acceptable(accept)[0] == first


def test_a_query_of_either_kind_finds_a_format_under_application_json() -> None:
    assert acceptable("application/json") == (JSON, JSONLD)


@pytest.mark.parametrize("accept", ["image/png", "text/csv;q=0", "text/html", "text/csv;q=2"])
def test_nothing_fits(accept: str) -> None:
    assert acceptable(accept) == ()


def test_the_most_specific_range_decides_also_when_it_refuses() -> None:
    offered = acceptable("text/*;q=0.3, text/csv;q=0, */*;q=0.1")
    assert CSV not in offered
    assert offered[0] == TSV
    assert JSON in offered


@pytest.mark.parametrize(
    ("accept", "html"),
    [
        (FIREFOX, True),
        ("text/html", True),
        ("text/html;q=0.5, text/turtle", False),
        ("text/turtle, text/html", False),
        ("*/*", False),
        (None, False),
        ("application/sparql-results+json", False),
    ],
)
def test_only_a_browser_gets_a_page(accept: str | None, *, html: bool) -> None:
    assert prefers_html(accept) is html


@pytest.mark.parametrize(
    ("header", "taken"),
    [
        (None, False),
        ("", False),
        ("gzip", True),
        ("gzip;q=0", False),
        ("br, gzip;q=0.5", True),
        ("*", True),
        ("identity", False),
    ],
)
def test_gzip(header: str | None, *, taken: bool) -> None:
    assert accepts_gzip(header) is taken


@pytest.mark.parametrize(
    ("header", "lang"),
    [
        (None, "en"),
        ("da", "da"),
        ("da-DK,da;q=0.9,en;q=0.8", "da"),
        ("en-GB,da;q=0.5", "en"),
        ("fr, da;q=0.1", "da"),
        ("da;q=0", "en"),
        ("nb, kl", "en"),
        ("*, da;q=0.5", "en"),
    ],
)
def test_language(header: str | None, lang: str) -> None:
    assert from_header(header) == lang


def test_formats_by_name_and_media_type() -> None:
    assert by_name("CSV") == (CSV,)
    assert by_name("text/turtle") == (TURTLE,)
    assert by_name("pdf") == ()


QUALITIES = st.integers(0, 1000).map(lambda thousandths: thousandths / 1000)


@given(st.dictionaries(st.sampled_from([f.media_type for f in FORMATS]), QUALITIES, min_size=1))
def test_order_follows_the_qualities_whatever_they_are(wanted: dict[str, float]) -> None:
    header = ", ".join(f"{name};q={quality:.3f}" for name, quality in wanted.items())
    found = [wanted[each.media_type] for each in acceptable(header)]
    assert found == sorted((q for q in wanted.values() if q > 0), reverse=True)


@given(st.text(max_size=200))
def test_no_header_is_too_odd(header: str) -> None:
    assert set(acceptable(header)) <= set(FORMATS)
    assert all(0 <= quality <= 1 for _, quality in preferences(header))


def test_a_route_gets_its_own_formats_though_another_has_equal_ones() -> None:
    one, other = (Format("json", "application/json", "json", frozenset()) for _ in range(2))
    assert acceptable("application/json", (one,))[0] is one
    assert acceptable("application/json", (other,))[0] is other
