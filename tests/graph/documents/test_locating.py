"""Words looked up in a text: where they stand, else what is most like them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.data.shipped import shipped_graphs
from graph.documents.locating import Nearest, TextSelector, locate, places
from graph.documents.normal_form import normal_form
from graph.documents.reading import read_document
from graph.evidence.quotations import QuotationStatus, check
from tests.shared import shared

TEXT = (
    "Aftalen \N{EN DASH} en ”hovedaftale” \N{EN DASH} erstatter aftale af\n12. august 2015.\n\n"
    "Borgmester Anna Berg underskrev aftalen om sam-\narbejde i Århus."
)


def found(words: str, text: str = TEXT) -> str:
    place = locate(words, text)
    assert isinstance(place, TextSelector), place
    assert text[place.start : place.end] == place.exact
    return place.exact


def test_words_are_found_as_they_are_read() -> None:
    assert found("erstatter  aftale\u00a0af 12. august") == "erstatter aftale af\n12. august"
    assert found('en "Hovedaftale" -') == "en ”hovedaftale” \N{EN DASH}"
    assert found("om samarbejde i A\u030arhus") == "om sam-\narbejde i Århus"
    assert found("aftale") == "aftale"
    assert [each.start for each in places("aftale", TEXT)] == [TEXT.index("aftale af")]
    assert [each.start for each in places("aftalen", TEXT)] == [TEXT.index("aftalen om")]
    assert [each.start for each in places("AFTALEN", TEXT)] == [0, TEXT.index("aftalen om")]
    assert [each.exact for each in places("skrev", TEXT)] == ["skrev"]
    assert places(" ", TEXT) == []


def test_of_several_places_the_nearest_is_taken() -> None:
    text = "den 1. maj, den 2. maj og den 1. maj igen"
    last = text.rindex("den 1. maj")
    assert locate("den 1. maj", text) == TextSelector(
        0, 10, "den 1. maj", "", ", den 2. maj og den 1. maj igen"
    )
    nearest = locate("den 1. maj", text, near=last + 3)
    assert isinstance(nearest, TextSelector)
    assert nearest.as_dict() == [
        {
            "type": "TextQuoteSelector",
            "exact": "den 1. maj",
            "prefix": "den 1. maj, den 2. maj og ",
            "suffix": " igen",
        },
        {"type": "TextPositionSelector", "start": last, "end": last + 10},
    ]


def test_words_that_are_not_there_are_answered_with_the_nearest_passage() -> None:
    near = locate("erstatter aftalen fra 12. august 2016", TEXT)
    assert isinstance(near, Nearest)
    assert near.passage is not None
    assert near.passage.exact == "erstatter aftale af\n12. august 2015"
    assert 80 < near.likeness < 100
    assert locate("qqq xx", TEXT) == Nearest(None, 0.0)
    assert locate("", TEXT) == Nearest(None, 0.0)


@given(st.text(st.characters(codec="utf-8"), max_size=60).map(normal_form), st.data())
def test_every_slice_of_a_text_is_among_its_places(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = text[start:end].strip()
    spans = [(each.start, each.end) for each in places(words, text)]
    assert bool(spans) == bool(words)
    assert all(text[slice(*span)] == words for span in spans)


def test_every_shipped_quotation_is_located_where_it_is_said_to_be() -> None:
    every = [line for graph in shipped_graphs().values() for line in graph]
    texts = {path.name: read_document(path).text for path in shared("documents").glob("*.txt")}
    quoted = [
        each
        for each in check(every, shared("documents"))
        if each.status is QuotationStatus.FOUND and each.start >= 0
    ]
    assert len(quoted) > 140
    for each in quoted:
        here = locate(each.quotation, texts[each.file], near=each.start)
        assert isinstance(here, TextSelector)
        assert (here.start, here.exact) == (each.start, each.quotation)
