"""Importing the tables of municipalities: the same bytes, the right facts, clear errors."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, ORG, RDF, RDFS, SKOS, XSD

import graph
from graph.errors import UnreadableFile, UnusableInput
from graph.importers.graph_builder import Triple
from graph.importers.municipalities import PREDECESSORS, TODAY, TOWN_NAMES, build
from graph.importers.trig_writer import write_files, write_trig
from graph.namespaces import COUNTRY, GEO, NUTS, VSK, WIKIDATA
from graph.prefixes import BASE
from tests.shared import shared

REFERENCE = Path(graph.__file__).parent / "data" / "reference"
FILES = ("municipalities-dk.trig", "municipalities-gl.trig")


def municipality(slug: str) -> URIRef:
    return URIRef(f"{BASE}id/municipality/{slug}")


def locality(slug: str) -> URIRef:
    return URIRef(f"{BASE}id/locality/{slug}")


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    loaded = Dataset(default_union=True)
    for name in FILES:
        loaded.parse(REFERENCE / name, format="trig")
    return loaded


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the three tables that a test may break."""
    for name in (TODAY, PREDECESSORS, TOWN_NAMES):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(shared(f"data/{name}"), target)
    return tmp_path


def break_cell(tables: Path, table: str, old: str, new: str) -> None:
    text = (tables / table).read_text(encoding="utf-8")
    assert old in text
    (tables / table).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_files_come_from_the_tables_byte_for_byte(tmp_path: Path) -> None:
    written = write_files(build(shared("data")), tmp_path / "new")
    assert [path.name for path in written] == list(FILES)
    for path in written:
        assert path.read_bytes() == (REFERENCE / path.name).read_bytes()


def test_there_are_98_danish_and_5_greenlandic_municipalities(shipped: Dataset) -> None:
    coded = set(shipped.subjects(VSK.municipalityCode))
    in_country = {
        country: len(coded & set(shipped.subjects(VSK.country, COUNTRY[country])))
        for country in ("DNK", "GRL")
    }
    assert in_country == {"DNK": 98, "GRL": 5 + 1}, "Qaasuitsup Kommunia had a code as well"


def test_aalborg(shipped: Dataset) -> None:
    aalborg = municipality("aalborg-kommune")
    assert shipped.value(aalborg, VSK.municipalityCode) == Literal("851")
    assert shipped.value(aalborg, ORG.identifier) == Literal("851")
    assert shipped.value(aalborg, DCTERMS.spatial) == NUTS.DK050
    region = shipped.value(NUTS.DK050, DCTERMS.isPartOf)
    assert Literal("Region Nordjylland", lang="da") in set(shipped.objects(region, RDFS.label))
    assert shipped.value(aalborg, VSK.populationYear) == Literal(2020)
    point = shipped.value(shipped.value(aalborg, GEO.hasCentroid), GEO.asWKT)
    longitude, latitude = str(point).removeprefix("POINT(").removesuffix(")").split()
    assert 9 < float(longitude) < 11
    assert 56 < float(latitude) < 58
    assert not shipped.value(aalborg, VSK.began), "the table gives no first day"


def test_english_names_keep_the_danish_letters(shipped: Dataset) -> None:
    names = set(shipped.objects(municipality("broendby-kommune"), RDFS.label))
    assert names == {
        Literal("Brøndby Kommune", lang="da"),
        Literal("Brøndby Municipality", lang="en"),
    }
    other = set(shipped.objects(municipality("broendby-kommune"), SKOS.altLabel))
    assert Literal("Brondby Municipality", lang="en") in other


def test_only_items_that_two_sources_give(shipped: Dataset) -> None:
    assert shipped.value(municipality("aarhus-kommune"), SKOS.exactMatch) == WIKIDATA.Q240262
    assert not shipped.value(municipality("aalborg-kommune"), SKOS.exactMatch)
    assert shipped.value(locality("nuuk"), SKOS.exactMatch) == WIKIDATA.Q226
    assert not shipped.value(locality("qaanaaq"), SKOS.exactMatch)
    assert len(list(shipped.triples((None, SKOS.exactMatch, None)))) == 36 + 14


def test_the_merger_of_2009(shipped: Dataset) -> None:
    event = URIRef(f"{BASE}id/event/merger-2009-kommune-kujalleq")
    old = {
        municipality(f"{n}") for n in ("nanortallip-kommunia", "narsaq-kommune", "qaqortoq-kommune")
    }
    assert set(shipped.objects(event, ORG.originalOrganization)) == old
    assert set(shipped.objects(event, ORG.resultingOrganization)) == {
        municipality("kommune-kujalleq")
    }
    assert str(shipped.value(event, VSK.date)) == "2009-01-01"
    assert str(shipped.value(municipality("kommune-kujalleq"), VSK.began)) == "2009-01-01"
    assert {str(shipped.value(each, VSK.ended)) for each in old} == {"2008-12-31"}


def test_the_split_of_2018(shipped: Dataset) -> None:
    event = URIRef(f"{BASE}id/event/split-2018-qaasuitsup-kommunia")
    old = municipality("qaasuitsup-kommunia")
    new = {municipality("avannaata-kommunia"), municipality("kommune-qeqertalik")}
    assert set(shipped.objects(event, ORG.resultingOrganization)) == new
    assert str(shipped.value(old, VSK.began)) == "2009-01-01"
    assert str(shipped.value(old, VSK.ended)) == "2017-12-31"
    assert len(set(shipped.objects(None, ORG.originalOrganization))) == 18 + 1


def test_a_town_may_have_another_name_than_its_district(shipped: Dataset) -> None:
    assert Literal("Ammassalik", lang="da") in set(
        shipped.objects(locality("tasiilaq"), SKOS.altLabel)
    )
    assert shipped.value(locality("tasiilaq"), VSK.within) == municipality(
        "kommuneqarfik-sermersooq"
    )
    assert shipped.value(municipality("kommuneqarfik-sermersooq"), VSK.seat) == locality("nuuk")


BROKEN = [
    (TODAY, "country,code,", "country,kode,", r"dk_gl.csv, line 1: the column code is missing"),
    (TODAY, "DK,147,", "DK,101,", r"line 3, column code: '101' stands already in dk_gl"),
    (TODAY, "632340", "many", r"line 2, column population: 'many' is not a whole number"),
    (TODAY, "55.67581", "155.67581", r"line 2, column lat: '155.67581' is not a number from -90"),
    (TODAY, "55.67581", "north", r"line 2, column lat: 'north' is not a number"),
    (TODAY, "two-source", "sure", r"line 2, column wikidata_check: 'sure' is not one of"),
    (TODAY, "DK,147,", "DK,147,x,", r"line 3: the row has 26 cells, the header 25"),
    (TODAY, "DK,147,", "XX,147,", r"line 3, column country: 'XX' is not one of 'DK', 'GL'"),
    (TODAY, "DK,147,", "DK,47,", r"line 3, column code: '47' is not a code of three digits"),
    (TODAY, "Frederiksberg Kommune", "", r"line 3, column name_official: the cell is empty"),
    (TODAY, "2009-01-01", "1.1.2009", r"column valid_from: '1.1.2009' is not a day"),
    (TODAY, ",Qaqortoq,", ",Qaqartoq,", r"column seat: 'Qaqartoq' is no town"),
    (PREDECESSORS, "2009-01-01", "2009-13-01", r"line 2, column dissolved: '2009-13-01'"),
    (PREDECESSORS, "Narsaq Kommune", "Atlantis", r"column predecessor: 'Atlantis' is no district"),
    (PREDECESSORS, "959; 960", "959; 999", r"column successor_2018_code: '999' is the code of no"),
    (TOWN_NAMES, "Q201391\t", "Q201391 ", r"names.tsv, line 1: the line is not two texts"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "sentence"), BROKEN)
def test_a_broken_row_is_named_and_nothing_is_written(
    tables: Path, table: str, old: str, new: str, sentence: str
) -> None:
    break_cell(tables, table, old, new)
    with pytest.raises(UnusableInput, match=sentence):
        write_files(build(tables), tables / "out")
    assert not (tables / "out").exists()


def test_a_table_that_is_no_text(tables: Path) -> None:
    (tables / TODAY).write_bytes("København".encode("latin-1"))
    with pytest.raises(UnreadableFile, match=r"dk_gl.csv: byte 1 is not UTF-8"):
        build(tables)
    (tables / TODAY).write_bytes(b" \n")
    with pytest.raises(UnreadableFile, match="the file is empty"):
        build(tables)
    (tables / TODAY).unlink()
    with pytest.raises(UnreadableFile, match="cannot be read: No such file"):
        build(tables)


SUBJECTS = st.sampled_from(
    [URIRef(f"http://e.org/{slug}") for slug in ("a", "b-", "ø", "-c", "d.e")]
)
PREDICATES = st.sampled_from([RDF.type, RDFS.label, URIRef("http://e.org/p")])
# A line feed inside a literal must be escaped; a lone surrogate is no text.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-99, max_value=99)
LITERALS = st.one_of(
    st.builds(Literal, TEXTS),
    st.builds(Literal, TEXTS, lang=st.sampled_from(["da", "en"])),
    st.builds(lambda n: Literal(str(n), datatype=XSD.integer), st.integers()),
    st.builds(lambda d: Literal(format(d, "f"), datatype=XSD.decimal), NUMBERS),
)
TRIPLES = st.lists(st.tuples(SUBJECTS, PREDICATES, st.one_of(SUBJECTS, LITERALS)), max_size=12)


@given(TRIPLES, st.randoms())
def test_trig_holds_the_triples_in_one_way(triples: list[Triple], random: object) -> None:
    name, prefixes = "http://e.org/g", {"e": "http://e.org/", "xsd": str(XSD)}
    text = write_trig(name, triples, prefixes)
    assert write_trig(name, reversed([*triples, *triples]), prefixes) == text
    read = Dataset()
    read.parse(data=text, format="trig")
    assert set(read.graph(URIRef(name))) == set(triples)


def test_numbers_are_written_as_the_table_has_them(shipped: Dataset) -> None:
    area = shipped.value(municipality("kommune-kujalleq"), VSK.areaKm2)
    assert isinstance(area, Literal)
    assert area.toPython() == Decimal(53000)
    others = shipped.objects(municipality("kommune-kujalleq"), DCTERMS.description)
    assert any("32000 km²" in str(text) for text in others), "the disputed area stands beside it"
