"""Importing Norway's changes, the Nordic table and the parties of the cases."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store

import graph
from graph.errors import UnreadableFile, UnusableInput
from graph.importers import case_parties, nordic
from graph.importers.municipalities import TODAY, TOWN_NAMES
from graph.importers.nordic import NORDIC
from graph.importers.norway_history import CHANGES
from graph.importers.text_tables import detect_encoding
from graph.importers.trig_writer import write_files
from graph.namespaces import COUNTRY
from graph.prefixes import BASE, PREFIXES
from graph.validation.shacl import Severity, validate
from tests.shared import shared

REFERENCE = Path(graph.__file__).parent / "data" / "reference"
NORDIC_FILES = [f"municipalities-{key}.trig" for key in ("no", "se", "fi", "is", "fo")]


def term(short: str) -> NamedNode:
    prefix, local = short.split(":", 1)
    return NamedNode(PREFIXES[prefix] + local)


def municipality(slug: str) -> NamedNode:
    return NamedNode(f"{BASE}id/municipality/{slug}")


@pytest.fixture(scope="module")
def shipped() -> Store:
    store = Store()
    for path in sorted(REFERENCE.glob("*.trig")):
        store.load(path=str(path), format=RdfFormat.TRIG)
    return store


def values(store: Store, subject: NamedNode, predicate: str) -> list[str]:
    """The values' texts, in order, each once."""
    found = {q.object for q in store.quads_for_pattern(subject, term(predicate), None)}
    return sorted(each.value for each in found if isinstance(each, Literal | NamedNode))


def subjects(store: Store, predicate: str, value: NamedNode | Literal) -> set[str]:
    quads = store.quads_for_pattern(None, term(predicate), value)
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def slugs(iris: list[str]) -> list[str]:
    return [iri.removeprefix(f"{BASE}id/municipality/") for iri in iris]


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    for name in (CHANGES, NORDIC, TOWN_NAMES, TODAY, case_parties.CASES):
        target = tmp_path / name
        target.parent.mkdir(exist_ok=True)
        shutil.copyfile(shared(f"data/{name}"), target)
    return tmp_path


@pytest.mark.parametrize(
    ("build", "names"), [(nordic.build, NORDIC_FILES), (case_parties.build, [case_parties.FILE])]
)
def test_the_shipped_files_come_from_the_tables_byte_for_byte(
    build: Callable[[Path], dict[str, str]], names: list[str], tmp_path: Path
) -> None:
    written = write_files(build(shared("data")), tmp_path / "new")
    assert [path.name for path in written] == names
    for path in written:
        assert path.read_bytes() == (REFERENCE / path.name).read_bytes()


def test_how_many_municipalities_each_country_has(shipped: Store) -> None:
    quads = shipped.quads_for_pattern(None, term("vsk:municipalityCode"), None)
    coded = Counter(quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode))
    assert set(coded.values()) == {1}, "one present code each"
    for country, coded_there, all_there in (
        # 428 at the start of 2013; 48 came of mergers; 356 of them all were there in 2020.
        ("NOR", 428 + 48, 428 + 48),
        ("SWE", 290, 290),
        ("FIN", 313, 313),
        ("ISL", 62, 62 + 1),
        ("FRO", 0, 27),
    ):
        there = subjects(shipped, "vsk:country", NamedNode(str(COUNTRY[country])))
        there = {iri for iri in there if "/municipality/" in iri}
        assert (len(there & set(coded)), len(there)) == (coded_there, all_there), country


def test_a_new_number_leaves_a_municipality_what_it_was(shipped: Store) -> None:
    tromsoe = municipality("no-1902-tromsoe")
    assert values(shipped, tromsoe, "vsk:municipalityCode") == ["5401"]
    assert values(shipped, tromsoe, "org:identifier") == ["1902", "5401"]
    assert values(shipped, tromsoe, "vsk:began") == values(shipped, tromsoe, "vsk:ended") == []
    assert "Kommunenummer 1902, fra 2020 5401." in values(shipped, tromsoe, "dcterms:description")
    assert values(shipped, tromsoe, "skos:exactMatch") == [PREFIXES["wd"] + "Q26087"]
    assert values(shipped, tromsoe, "vsk:populationYear") == ["2020"]
    assert subjects(shipped, "org:identifier", Literal("1902")) == {tromsoe.value}


def test_a_merger_makes_a_new_one_though_number_and_name_stay(shipped: Store) -> None:
    old, new = municipality("no-1601-trondheim"), municipality("no-5001-trondheim")
    assert values(shipped, old, "vsk:ended") == ["2019-12-31"]
    assert values(shipped, new, "vsk:began") == ["2020-01-01"]
    assert values(shipped, old, "vsk:municipalityCode") == ["5001"]
    assert values(shipped, new, "vsk:municipalityCode") == ["5001"]
    event = NamedNode(f"{BASE}id/event/merger-2020-no-5001-trondheim")
    assert slugs(values(shipped, event, "org:originalOrganization")) == [
        "no-1601-trondheim", "no-1662-klaebu",
    ]  # fmt: skip
    assert values(shipped, event, "vsk:date") == ["2020-01-01"]
    assert not values(shipped, old, "vsk:population"), "the figures are of the structure of 2020"


def test_the_same_number_and_name_before_and_after_are_two(shipped: Store) -> None:
    old, new = municipality("no-1103-stavanger"), municipality("no-1103-stavanger-2020")
    assert values(shipped, old, "vsk:municipalityCode") == ["1103"]
    assert values(shipped, new, "vsk:municipalityCode") == ["1103"]
    assert values(shipped, old, "vsk:ended") == ["2019-12-31"]
    assert values(shipped, new, "vsk:began") == ["2020-01-01"]


def test_a_year_that_the_table_leaves_open_stays_open(shipped: Store) -> None:
    sandefjord = municipality("no-0710-sandefjord")
    assert values(shipped, sandefjord, "vsk:began") == ["[2014-01-01..2017-01-01]"]
    assert values(shipped, sandefjord, "org:identifier") == ["0710", "3804"]
    for slug in ("no-0706-sandefjord", "no-0719-andebu", "no-0720-stokke"):
        assert values(shipped, municipality(slug), "vsk:ended") == ["[2013-12-31..2016-12-31]"]


def test_a_municipality_that_was_split_is_merged_into_none(shipped: Store) -> None:
    snillfjord = municipality("no-1613-snillfjord")
    events = subjects(shipped, "org:originalOrganization", snillfjord)
    assert events == {f"{BASE}id/event/split-2020-no-1613-snillfjord"}
    results = values(shipped, NamedNode(events.pop()), "org:resultingOrganization")
    assert slugs(results) == ["no-5055-heim", "no-5056-hitra", "no-5059-orkland"]
    heim = NamedNode(f"{BASE}id/event/merger-2020-no-5055-heim")
    assert slugs(values(shipped, heim, "org:originalOrganization")) == [
        "no-1571-halsa", "no-1612-hemne",
    ]  # fmt: skip
    assert "Takes in also a part of Snillfjord." in values(shipped, heim, "dcterms:description")


def test_letters_that_the_encoding_lost_come_back(shipped: Store) -> None:
    names = values(shipped, municipality("no-2021-karasjohka-karasjok"), "rdfs:label")
    assert set(names) == {"Kárášjohka - Karasjok"}
    labels = shipped.quads_for_pattern(None, term("rdfs:label"), None)
    assert not [q for q in labels if isinstance(q.object, Literal) and "?" in q.object.value]


def test_not_given_is_no_municipality(shipped: Store) -> None:
    assert not subjects(shipped, "org:identifier", Literal("9999"))


def test_items_outside_norway_are_only_close_and_only_confirmed(shipped: Store) -> None:
    assert values(shipped, municipality("se-0305-haabo"), "skos:closeMatch") == []
    assert values(shipped, municipality("fi-092-vantaa"), "skos:closeMatch") == [
        PREFIXES["wd"] + "Q127623"
    ]
    for country in ("se", "fi", "is", "fo"):
        own = NamedNode(f"{BASE}graph/reference/municipalities-{country}")
        assert not [*shipped.quads_for_pattern(None, term("skos:exactMatch"), None, own)]
    close = list(shipped.quads_for_pattern(None, term("skos:closeMatch"), None))
    # Of the places of one name one is in Iceland: the item is that one's.
    assert values(shipped, municipality("fo-husavik"), "skos:closeMatch") == []
    assert len(close) == len({q.object for q in close}) == 102
    exact = list(shipped.quads_for_pattern(None, term("skos:exactMatch"), None))
    assert len([quad for quad in exact if "/no-" in str(quad.subject)]) == 356


def test_what_the_table_cannot_say_is_left_out(shipped: Store) -> None:
    assert not values(shipped, municipality("fo-vagur"), "vsk:population"), "it has no year"
    assert not values(shipped, municipality("fo-torshavn"), "geo:hasCentroid"), "it is rounded"
    assert values(shipped, municipality("fo-sandur"), "geo:hasCentroid")
    assert not values(shipped, municipality("fi-174-juankoski"), "vsk:population")
    assert values(shipped, municipality("fi-149-inkoo"), "skos:altLabel") == ["Ingå"]
    assert not values(shipped, municipality("se-0305-haabo"), "skos:altLabel"), "only unmarked"


def test_each_graph_says_where_it_comes_from(shipped: Store) -> None:
    for path in sorted(REFERENCE.glob("*.trig")):
        source = NamedNode(f"{BASE}graph/reference/{path.stem}")
        own = [Quad(source, term("rdf:type"), term("vsk:Source"), source)]
        assert all(quad in shipped for quad in own), path.name
        if path.stem != "places":
            assert len(values(shipped, source, "dcterms:rights")) == 2


def test_every_party_of_the_cases_is_described(shipped: Store) -> None:
    register = case_parties.Register(shared("data"))
    parties = case_parties.parties(shared(f"data/{case_parties.CASES}"))
    iris = {(party.name, party.country): register.iri(party) for party in parties}
    cases = [
        json.loads(line) for line in shared("data/cases.jsonl").read_text("utf-8").splitlines()
    ]
    named = {(p["name"], p["country"]) for case in cases for p in case["parties"]}
    assert named <= set(iris)
    for (name, _), iri in iris.items():
        assert values(shipped, NamedNode(iri), "rdf:type"), name
    assert iris["Vágs kommuna", "FO"] == municipality("fo-vagur").value
    assert iris["Holmestrand", "NO"] == municipality("no-3802-holmestrand").value
    assert iris["Arsuk", "GL"] == f"{BASE}id/locality/arsuk"
    assert iris["Compact of Mayors", "INT"] == f"{BASE}id/network/compact-of-mayors"


def test_faaborg_went_into_faaborg_midtfyn_on_a_day_of_2007(shipped: Store) -> None:
    event = NamedNode(f"{BASE}id/event/merger-2007-faaborg-midtfyn-kommune")
    assert values(shipped, event, "vsk:date") == ["2007"]
    faaborg = municipality("faaborg-kommune")
    assert values(shipped, faaborg, "vsk:ended") == ["[2006-12-31..2007-12-30]"]
    assert values(shipped, municipality("faaborg-midtfyn-kommune"), "vsk:began") == ["2007"]


@pytest.mark.parametrize("name", ["municipalities-is", "municipalities-fo", "case-parties"])
def test_the_gate_lets_a_reference_graph_in(shipped: Store, name: str) -> None:
    """The small ones here; all of them are judged with the whole shipped graph."""
    own = NamedNode(f"{BASE}graph/reference/{name}")
    lines = [f"{q} ." for q in shipped.quads_for_pattern(None, None, None, own)]
    others = [f"{q} ." for q in shipped if q.graph_name != own]
    report = validate(lines, reference=others, conforms_at=Severity.WARNING)
    assert report.conforms, report.as_text("en")


BROKEN = [
    (CHANGES, '"3001";', '"301";', r"2, column kommunenummer_2020: '301' is not a number of four"),
    (CHANGES, "kun endret nummer fra 2019", "uendret fra 2019",
     r"2, column endringsmerknad_19_20: 'uendret fra .*, but the rows show 'kun endret nummer fra"),
    (CHANGES, "slått sammen fra 2019 til 2020", "x",
     r"line 3, column endringsmerknad_19_20: 'x', but the rows show 'slått sammen fra 2019"),
    (CHANGES, " - splittet fra 2019 til 2020", "", r"show 'slått sammen .* - splittet fra"),
    (CHANGES, '"3002";"Moss"', '"3002";"Mos"', r"kommunenavn_2020: 'Moss', but 'Mos' in another"),
    (CHANGES, '"kommunenavn_2013"', '"navn"', r"line 1: the column kommunenavn_2013 is missing"),
    (NORDIC, "NO,1101,", "NO,1102,", r"column code: '1102' is not in the table of changes"),
    (NORDIC, "NO,1103,", "NO,1101,", r"line 3, column code: '1101' stands already in .*, line 2"),
    (NORDIC, "SE,0114,", "SE,114,", r"column code: '114' is not a code of the form"),
    (NORDIC, "NO0A1,Eig", "A1,Eig", r"line 2, column nuts3: 'A1' is not a NUTS 3 code"),
    (NORDIC, "Q483877", "483877", r"line 2, column wikidata_qid: '483877' is not an item"),
    (NORDIC, "NO,1101", "XX,1101", r"line 2, column country: 'XX' is not one of 'NO', 'SE'"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "old", "new", "sentence"), BROKEN)
def test_a_broken_row_is_named_and_nothing_is_written(
    tables: Path, table: str, old: str, new: str, sentence: str
) -> None:
    encoding = detect_encoding(tables / table)
    text = (tables / table).read_bytes().decode(encoding)
    assert old in text
    (tables / table).write_bytes(text.replace(old, new, 1).encode(encoding))
    with pytest.raises(UnusableInput, match=sentence):
        write_files(nordic.build(tables), tables / "out")
    assert not (tables / "out").exists()


def test_the_encoding_is_found(tables: Path) -> None:
    path = tables / CHANGES
    assert nordic.encodings(tables) == {path.name: "ISO-8859-1"}
    before = nordic.build(tables)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().decode("iso-8859-1").encode("utf-8"))
    assert nordic.encodings(tables) == {path.name: "UTF-8"}
    assert nordic.build(tables) == before


@pytest.mark.parametrize("encoding", ["cp865", "mac-roman", "utf-16"])
def test_another_encoding_is_one_clear_error(tables: Path, encoding: str) -> None:
    path = tables / CHANGES
    text = path.read_bytes().decode("iso-8859-1")
    path.write_bytes(text.encode(encoding, "replace"))
    with pytest.raises(
        UnreadableFile, match=r"byte \d+ is a character neither of UTF-8 nor of ISO"
    ):
        nordic.build(tables)


def test_text_decoded_twice_is_one_clear_error(tables: Path) -> None:
    path = tables / CHANGES
    twice = path.read_bytes().decode("iso-8859-1").encode("utf-8").decode("cp1252", "replace")
    path.write_bytes(twice.encode("utf-8"))
    with pytest.raises(UnusableInput, match=r"column endringsmerknad_.*but the rows show"):
        nordic.build(tables)


PARTY = {"name": "Tromsø", "country": "NO", "level": "municipality", "code": "5401"}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"code": "5402"}, r"cases.jsonl, case t-1: 'Tromsø' is not in the register of NO"),
        ({"level": "village"}, r"case t-1: 'Tromsø' has an unknown level, 'village'"),
        ({"country": "DK"}, r"is not in the register of DK as '5401'"),
    ],
)  # fmt: skip
def test_a_party_that_no_register_knows(
    tables: Path, change: dict[str, str], sentence: str
) -> None:
    case = {"id": "t-1", "parties": [PARTY | change]}
    (tables / case_parties.CASES).write_text(json.dumps(case), encoding="utf-8")
    with pytest.raises(UnusableInput, match=sentence):
        case_parties.build(tables)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "x"}', '{"id": "x", "parties": [{}]}'])
def test_a_line_that_is_no_case(tables: Path, line: str) -> None:
    (tables / case_parties.CASES).write_text(line, encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"cases.jsonl, line 1: the line is no case"):
        case_parties.build(tables)


def venskab(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "api.cli.main", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_command_says_the_encoding(tmp_path: Path) -> None:
    done = venskab("import", "nordic", "--data", shared("data"), "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    assert [Path(line).name for line in done.stdout.splitlines()] == NORDIC_FILES
    assert done.stderr == "no_code_changes_2013_2020.csv: read as ISO-8859-1.\n"
    done = venskab("import", "case-parties", "--data", shared("data"), "--out", tmp_path)
    assert (done.returncode, Path(done.stdout.strip()).name) == (0, case_parties.FILE)


def test_the_command_refuses_in_one_sentence(tables: Path) -> None:
    (tables / CHANGES).write_bytes("slått".encode("mac-roman"))
    done = venskab("import", "nordic", "--data", tables, "--out", tables / "out")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "Save the file as UTF-8 and import again." in done.stderr
