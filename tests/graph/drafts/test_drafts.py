"""Drafts of the founding documents, fact by fact, and of texts that are none of them."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.data.shipped import shipped_reference
from graph.documents.document_text import DocumentText
from graph.documents.reading import read_document
from graph.drafts.drafting import MOST_CHARACTERS, Draft, draft_record
from graph.errors import UnusableInput
from graph.records.name_matching import ThingNames
from graph.records.new_source import NewSource
from graph.records.record_surroundings import RecordSurroundings
from graph.records.to_graph import to_graph
from graph.records.tree import plain
from graph.records.yaml_reader import read
from graph.records.yaml_writer import write
from graph.validation.quad_lines import GraphContent
from tests.shared import shared

FOUNDING: dict[str, dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("founding.yaml").read_text("utf-8")
)
AGREEMENT = """Samarbejdsaftale mellem Odense Kommune og Tromsø kommune

Odense Kommune og Tromsø kommune indgår herved en venskabsbyaftale.
Formålet er at bringe unge sammen.

Parterne samarbejder inden for følgende områder:
1. Kultur
2. Rumfart

Aftalen erstatter aftale af 3. marts 2009, træder i kraft den 1. juli 2020 og gælder i fire år.
Aftalen evalueres senest i juni 2024. Tromsø kommune forpligter sig til at rapportere hvert år.
Odense Kommune skal ikke sende lærere. Odense Kommune behandlede sagen den 12. august.

Odense, den 12. juni 2020

Kari Nordmann
Ordfører
Tromsø kommune
"""
ARTICLE = """Aarhus Kommune og Odense Kommune vil noget sammen

4. juni 2021

I går underskrev de en hensigtserklæring. De to byer har været venskabsbyer siden 1987.
"""


@cache
def names() -> ThingNames:
    return ThingNames(map(GraphContent, shipped_reference().values()))


def drafted(text: str, name: str, lang: str = "en", **known: str) -> tuple[Draft, dict[str, Any]]:
    """The draft of a text, and its record as it is read back."""
    draft = draft_record(text, NewSource(name, known.pop("title", ""), **known), names(), lang)
    written = write(draft.record)
    back = plain(read(written).root)
    assert isinstance(back, dict)
    return draft, back


def founding(name: str) -> tuple[DocumentText, Draft, dict[str, Any]]:
    document = read_document(shared("documents") / f"{name}.txt")
    return document, *drafted(document.text, name)


def at(record: Any, place: str) -> Any:
    """What stands at a place of a record; None where it has no such place."""
    for step in place.split(" / "):
        if isinstance(record, list):
            record = record[int(step)] if int(step) < len(record) else None
        else:
            record = record.get(step) if isinstance(record, dict) else None
    return record


def test_the_facts_are_counted_as_the_table_has_them() -> None:
    counts = {name: Counter(each["is"] for each in facts.values())
              for name, facts in FOUNDING.items()}  # fmt: skip
    assert counts["sermersooq-aalborg-2019"]["right"] >= 14
    assert counts["kujalleq-aarhus-2016"]["right"] >= 8
    assert {len(facts) for facts in FOUNDING.values()} == {19, 13}


@pytest.mark.parametrize("name", FOUNDING)
def test_the_draft_of_a_founding_document_has_what_the_table_says(name: str) -> None:
    _, _, record = founding(name)
    wrong = {
        (fact, place): at(record, place)
        for fact, row in FOUNDING[name].items()
        for place, expected in row["has"].items()
        if at(record, place) != expected
    }
    assert wrong == {}


def test_a_draft_without_questions_in_its_fields_is_a_record_as_it_stands() -> None:
    document, draft, _ = founding("sermersooq-aalborg-2019")
    made = to_graph(read(write(draft.record)), RecordSurroundings(names(), document.text))
    assert made.findings == ()
    text = write(draft.record)
    assert text.count("# unreviewed") > len(draft.proposals.things)
    assert "? Does a party undertake something here?" in text


def test_what_is_counted_from_the_day_of_the_source_is_in_its_words() -> None:
    document, draft, _ = founding("kujalleq-aarhus-2016")
    made = to_graph(read(write(draft.record)), RecordSurroundings(names(), document.text))
    said = {each.object.value for each in made.statements}
    assert {"2016-05-02/2016-05-08", "../1966-05", "2016-05-09/2016-05-31", "P4Y"} <= said
    assert "i sidste uge" in said
    assert draft.proposals.open == 3


def test_what_is_said_otherwise_is_read_by_the_same_rules() -> None:
    draft, record = drafted(AGREEMENT, "odense-tromsoe")
    assert record["source"]["published"]["is"] == "2020-06-12"
    assert record["partnership"]["parties"]["is"] == ["odense-kommune", "no-1902-tromsoe"]
    agreement, older = record["agreement"]
    assert agreement["cooperation area"] == {"is": "culture", "says": "Kultur"}
    assert (agreement["duration"]["is"], agreement["review due"]["is"]) == ("P4Y", "../2024-06")
    assert (agreement["in force from"]["is"], older["signed"]["is"]) == ("2020-07-01", "2009-03-03")
    assert agreement["document status"] == ""
    assert agreement["signed by"][0]["for"] == "no-1902-tromsoe"
    duties = {each["commitment kind"]: each for each in record["commitment"]}
    assert set(duties) == {"reporting", "review"}
    assert duties["reporting"]["debtor"] == ["no-1902-tromsoe"]
    assert duties["reporting"]["times a year, at least"]["is"] == "1"
    denied = [each.piece.text for each in draft.proposals.questions if "not to be so" in each.why]
    assert denied == ["Odense Kommune skal ikke sende lærere."]
    asked = {str(each.why): each.piece.text for each in draft.proposals.questions}
    assert asked["Which area of cooperation is this?"] == "Rumfart"
    assert asked["A date stands here: of what?"].endswith("den 12. august.")


def test_an_article_is_counted_from_its_day() -> None:
    draft, record = drafted(ARTICLE, "klima", "da")
    assert record["kilde"]["udgivet"]["er"] == "2021-06-04"
    assert record["partnerskab"]["begyndte"]["er"] == "1987"
    assert record["aftale"]["underskrevet"]["er"] == "I går"
    assert record["aftale"]["aftaletype"]["er"] == "hensigtserklæring"
    assert draft.proposals.questions == []


def test_a_text_of_a_book_is_refused() -> None:
    with pytest.raises(UnusableInput, match=r"60,000 that a draft is made of\."):
        drafted("a" * (MOST_CHARACTERS + 1), "bog")


@pytest.mark.parametrize("text", ["", "Hej.", "1.\n2.\n3.", "Bilag 1", ". . .\n:\n-", "\n\n\n"])
def test_a_text_of_nothing_proposes_nothing_of_its_own(text: str) -> None:
    _, record = drafted(text, "tom")
    assert "commitment" not in record
    assert "parties" not in record["partnership"]
