"""``venskab match`` and ``/match``: a curator's way from two lists to decisions that last."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import httpx
import pytest
import typer
from typer.testing import CliRunner

from api.cli import import_commands, list_commands, match_commands
from graph.errors import NotFound, UnusableInput, VenskabError
from graph.ledger import Ledger
from graph.matching.decisions import YES
from graph.matching.match_store import held
from graph.prefixes import BASE, PREFIXES
from graph.settings import Settings
from tests.api.few_graphs import few_graphs
from tests.api.html_page import Page, get, runs_nothing_inline
from tests.api.serving import running

app = typer.Typer()
app.add_typer(list_commands.app, name="list")
app.add_typer(import_commands.app, name="import")
app.add_typer(match_commands.app, name="match")

HEAD = "city1,country1,lat1,lng1,city2,country2,lat2,lng2"
OLD = (
    "Østerby,,,,Toljatti,,,", "Toljatti,,,,Springfield,,,", "Østerby,,,,Springfield,,,",
    "Springfield,,,,Wassluy,,,",
)  # fmt: skip
NEW = (
    "Oesterby,Denmark,56.01,10.0,Tolyatti,Russia,53.0,49.0",
    "Tolyatti,Russia,53.0,49.0,Springfield,United States,39.0,-89.0",
    "Oesterby,Denmark,56.01,10.0,Springfield,United States,39.0,-89.0",
    "Vesterby,Sweden,57.0,9.0,Tolyatti,Russia,53.0,49.0",
)
LATER = (*NEW[:3], "Vesterby,Norway,57.0,9.0,Tolyatti,Russia,53.0,49.0")
REFERENCE = f"{BASE}graph/reference/municipalities-dk"


def venskab(home: Path, *words: str | Path) -> str:
    """What the command prints, in this process; its error is raised."""
    command = [*map(str, words), "--home", str(home)]
    result = CliRunner().invoke(app, command, env={"LC_ALL": "en_GB.UTF-8"})
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.output


def edition(home: Path, name: str, edition: str, rows: tuple[str, ...]) -> None:
    path = home / f"{name}.csv"
    path.write_text("\n".join([HEAD, *rows]) + "\n", encoding="utf-8")
    words = ("--name", name, "--edition", edition, "--licence", "https://example.org/licence")
    venskab(home, "import", "list", "pairs", path, *words)


def municipality(slug: str, name: str, point: str) -> list[str]:
    """The lines of a municipality of Denmark."""
    of, at = f"<{BASE}id/municipality/{slug}>", f"<{BASE}id/geometry/{slug}>"
    vsk, geo, rdfs = (PREFIXES[each] for each in ("vsk", "geo", "rdfs"))
    said = (
        f"{of} <{PREFIXES['rdf']}type> <{vsk}Municipality>",
        f'{of} <{rdfs}label> "{name} Kommune"@da',
        f'{of} <{PREFIXES["skos"]}prefLabel> "{name}"@da',
        f"{of} <{vsk}country> <{PREFIXES['country']}DNK>",
        f"{of} <{geo}hasGeometry> {at}",
        f'{at} <{geo}asWKT> "POINT({point})"^^<{geo}wktLiteral>',
    )
    return [f"{each} <{REFERENCE}> ." for each in said]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder with two municipalities and two lists, matched."""
    folder = few_graphs(tmp_path_factory.mktemp("match"))
    lines = municipality("oesterby", "Østerby", "10 56") + municipality(
        "vesterby", "Vesterby", "9 57"
    )
    with Ledger.open(Settings(home=folder).ledger_path) as ledger:
        ledger.put(REFERENCE, lines, actor="test")
    edition(folder, "old", "2016", OLD)
    edition(folder, "new", "2026", NEW)
    return folder


def decided(home: Path, place: str) -> dict[str, tuple[str, str]]:
    """What is decided on a place of the new list: target to decision and by whom."""
    with Ledger.open(Settings(home=home).ledger_path) as ledger:
        return {
            row.target.removeprefix(f"{BASE}id/"): (row.decision, row.by)
            for row in held(ledger, "new")
            if row.place.endswith(f"/new-{place}")
        }


def run_and_decide(home: Path) -> None:
    told = venskab(home, "match", "run")
    assert "new: 3 of 4 places decided, 1 open." in told
    assert decided(home, "oesterby-dk")["municipality/oesterby"] == (YES, "rule")
    assert decided(home, "tolyatti-ru") == {"list-place/old-toljatti": (YES, "rule")}
    assert decided(home, "vesterby-se") == {"municipality/vesterby": ("undecided", "rule")}

    opened = venskab(home, "match", "list", "--open", "--best-gain")
    assert "new-vesterby-se" in opened and "name same; country other; 0 km" in opened
    shown = venskab(home, "match", "show", "new-tolyatti-ru")
    assert "Tied to: Oesterby, Springfield, Vesterby" in shown

    words = (
        "--reason",
        "the town lies in Denmark",
        "--kind",
        "municipality",
        "--actor",
        "A. Curator",
    )
    venskab(home, "match", "decide", "new-vesterby-se", "municipality/vesterby", *words)
    assert decided(home, "vesterby-se") == {"municipality/vesterby": (YES, "A. Curator")}
    with pytest.raises(NotFound, match="Did you mean municipality/vesterby"):
        venskab(home, "match", "decide", "new-vesterby-se", "municipality/vesterbi")
    with pytest.raises(NotFound, match="it is no place of a list"):
        venskab(home, "match", "show", "other-vesterby-se")


def correct_a_table(home: Path, tmp_path: Path) -> None:
    table = tmp_path / "decisions.csv"
    venskab(home, "match", "export", "new", table)
    text = table.read_text("utf-8")
    assert "new-vesterby-se,Vesterby,municipality/vesterby,Vesterby,municipality,yes,1.000" in text
    table.write_text(
        text.replace("old-toljatti,Toljatti,,yes", "old-toljatti,Toljatti,,no"), "utf-8"
    )
    venskab(home, "match", "load", "new", table, "--actor", "B. Curator")
    assert decided(home, "tolyatti-ru") == {"list-place/old-toljatti": ("no", "B. Curator")}
    table.write_text(text.replace(",municipality,yes,", ",municipality,yess,"), "utf-8")
    with pytest.raises(UnusableInput, match=r"decisions.csv, F\d+: 'yess' is none of yes, no"):
        venskab(home, "match", "load", "new", table)


def load_the_next_edition(home: Path, tmp_path: Path) -> None:
    edition(home, "new", "2027", LATER)
    report = tmp_path / "lost.csv"
    result = venskab(home, "match", "run", "--report", report)
    assert "the list has the place no more: new-vesterby-se (Vesterby)" in result
    (lost,) = csv.DictReader(report.read_text("utf-8").splitlines())
    assert (lost["place"], lost["by"]) == ("new-vesterby-se", "A. Curator")
    assert decided(home, "tolyatti-ru")["list-place/old-toljatti"] == ("no", "B. Curator")
    assert decided(home, "oesterby-dk")["municipality/oesterby"] == (YES, "rule")


def read_the_page(home: Path) -> None:
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        first = get(client, "/match?lang=da")
        assert (first.status_code, first.headers["location"]) == (303, "/match?lang=da&tier=all")
        danish = Page(get(client, first.headers["location"]))
        text = re.sub(r"\s+", " ", danish.text)
        assert "Åbne afgørelser om steder" in text and "På listen new" in text
        assert "samme navn; et andet land; 0 km fra hinanden" in text
        assert "venskab match decide new-vesterby-no municipality/vesterby" in text
        assert runs_nothing_inline(danish)
        english = get(client, "/match?lang=en&tier=all&of=new")
        assert "In the graph" in english.text and "57.0000, 9.0000" in english.text
        again = get(
            client, "/match?lang=en&tier=all&of=new", **{"If-None-Match": english.headers["etag"]}
        )
        assert again.status_code == 304
        assert "No decision is open" in get(client, "/match?lang=en&tier=all&of=none").text


def test_the_way_of_a_curator(home: Path, tmp_path: Path) -> None:
    run_and_decide(home)
    correct_a_table(home, tmp_path)
    load_the_next_edition(home, tmp_path)
    read_the_page(home)


def test_a_command_without_a_list_says_what_to_load(tmp_path: Path) -> None:
    few_graphs(tmp_path)
    with pytest.raises(VenskabError, match="no list is loaded"):
        venskab(tmp_path, "match", "run")
