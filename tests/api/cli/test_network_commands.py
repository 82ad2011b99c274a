"""``venskab network``, as a person runs it."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import networkx as nx
import pytest

from api.cli.network_options import PlotKind
from graph.network.plots import PLOTS
from ontology import EXAMPLES
from tests.api.cli.command_line import run
from tests.api.serving import COMMAND, ROOT, environment


def network(*words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run ``venskab network`` in a process of its own."""
    return subprocess.run(
        [*COMMAND, "network", *map(str, words)],
        cwd=ROOT,
        env=environment(PYTHONUTF8="1"),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_an_edge_list_is_measured(tmp_path: Path) -> None:
    path = tmp_path / "ties.tsv"
    path.write_text("% four towns\nNuuk\tAalborg\nAalborg\tNuuk\nNuuk\tReykjavik\n"
                    "Aalborg\tReykjavik\nReykjavik\tTórshavn\n", encoding="utf-8")  # fmt: skip
    done = network("metrics", "--edge-list", path, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert (found["nodes"], found["edges"], found["max_degree"], found["triangles"]) == (4, 4, 3, 1)
    assert (found["largest_component"], found["diameter"]) == (4, 2)
    assert found["mean_distance"] == 8 / 6
    assert found["global_clustering"] == pytest.approx(3 / 5)
    assert found["degree_assortativity"] < 0
    assert found["seconds"] >= 0
    sheet = network("metrics", "--edge-list", path, "-m", "triangles", "-m", "beside_chance",
                    "-f", "csv").stdout.splitlines()  # fmt: skip
    assert sheet[:2] == ["measure,value", "triangles,1"]
    assert sheet[2].startswith("beside_chance.")
    table = network("metrics", "--edge-list", path, "-m", "triangles", "-m", "diameter")
    assert "triangles" in table.stdout
    assert "nodes" not in table.stdout


def test_what_cannot_be_measured_is_one_sentence(tmp_path: Path) -> None:
    missing = network("metrics", "--edge-list", tmp_path / "none.tsv")
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr == f"{tmp_path / 'none.tsv'}: No such file or directory.\n"
    path = tmp_path / "ties.tsv"
    path.write_text("a b\n", encoding="utf-8")
    unknown = network("metrics", "--edge-list", path, "--measure", "fame")
    assert unknown.returncode == 2
    assert unknown.stderr.startswith("There is no measure 'fame' of a whole. Take nodes, edges,")


def test_the_shipped_network_is_exported_and_measured(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "ties.gexf"
    words = ("-p", "country=GL", "-p", "on=2020-06-01", "--home", home)
    done = network("export", target, *words)
    assert (done.returncode, done.stderr) == (0, "")
    graph = nx.read_gexf(target, version="1.3")
    nodes, ties = graph.number_of_nodes(), graph.number_of_edges()
    assert ties >= 5
    assert done.stdout.startswith(f"{target}: {nodes} nodes, {ties} ties.\nLeft out: ")
    measured = json.loads(network("metrics", *words, "--format", "json").stdout)
    assert measured["nodes"] == nodes
    assert measured["parameters"].endswith("lang=en")
    assert measured["external_internal"] == 1, "Greenland's partners are abroad"
    per_node = json.loads(network("metrics", *words, "--per", "node", "-f", "json").stdout)
    assert len(per_node["values"]) == nodes
    assert {"node", "degree", "betweenness", "brokerage"} <= per_node["values"][0].keys()
    countries = network("metrics", *words, "--per", "country").stdout
    assert "GRL" in countries
    assert "edges abroad" in countries


def test_a_plan_that_was_loaded_is_no_tie(tmp_path: Path) -> None:
    plans, ties, fresh = (
        EXAMPLES / "proposed-rejected-denied.ttl",
        tmp_path / "x.csv",
        tmp_path / "h",
    )
    graph = "source/example-proposed-rejected-denied"
    loaded = run("load", plans, "--graph", graph, "--home", fresh)
    assert loaded.returncode == 0, loaded.stderr
    for mention in ("confirmed", "any"):
        words = ("-p", "on=2018-06-01", "-p", f"mention={mention}", "--home", fresh)
        done = network("export", ties, *words)
        assert "relations that never began" in done.stdout
        text = ties.read_text("utf-8")
        assert "aarhus-kommune" in text, "the shipped ties are there"
        assert "example-north" not in text


def test_visits_are_measured_by_where_they_lead(home: Path) -> None:
    words = ("-p", "layer=visit", "-p", "on=2018-06-20", "--home", home)
    rows = json.loads(network("metrics", *words, "--per", "node", "-f", "json").stdout)["values"]
    (host,) = [row for row in rows if row["in_degree"]]
    assert host["node"].endswith("/svendborg-kommune")
    assert (host["in_degree"], host["out_degree"]) == (len(rows) - 1, 0)
    assert sum(row["out_strength"] for row in rows) == host["in_strength"] == 3
    assert json.loads(network("metrics", *words, "-f", "json").stdout)["reciprocity"] == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("export", "ties.xls"), "ties.xls: no format has this suffix. Take .gexf, .graphml,"),
        (("export", "ties.csv", "-p", "layer"), "--param layer has no value."),
        (("export", "ties.csv", "-p", "layer=love"), "layer cannot be 'love'. Take partnership,"),
        (
            ("metrics", "--edge-list", "a.tsv", "-p", "layer=visit"),
            "An edge list is measured as it is.",
        ),
        (("metrics", "--per", "country", "-m", "degree"), "Each country has measures of its own."),
    ],
)
def test_what_cannot_be_is_one_sentence(words: tuple[str, ...], sentence: str, home: Path) -> None:
    with_home = () if "--edge-list" in words else ("--home", home)
    done = network(*words, *with_home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(sentence)
    assert done.stderr.count("\n") == 1


def test_every_plot_has_a_name_on_the_command_line() -> None:
    assert {each.value for each in PlotKind} == set(PLOTS)


def test_the_years_are_told_as_bounds(home: Path) -> None:
    found = json.loads(network("metrics", "--per", "year", "-f", "json", "--home", home).stdout)
    years = found["years"]
    assert [each["year"] for each in years] == list(range(years[0]["year"], years[-1]["year"] + 1))
    assert all(each["in_force_least"] <= each["in_force_most"] for each in years)


def test_how_long_ties_last_is_told_as_bounds(home: Path) -> None:
    pytest.importorskip("lifelines")
    words = ("survival", "--watched-until", "2026-01-01", "--home", home, "-f")
    found = json.loads(network(*words, "json").stdout)
    assert found["watched_until"] == "2026-01-01"
    assert found["ties"] > found["ended"] > 0
    rows = found["survival"]
    assert (rows[0]["after_year"], rows[0]["turnbull_lower"]) == (0, 1)
    assert rows[-1]["until_year"] is None, "ties go on"
    assert any(row["turnbull_lower"] < row["turnbull_upper"] for row in rows[:-1])
    done = network(*words, "csv")
    sheet = list(csv.DictReader(io.StringIO(done.stdout)))
    assert [float(row["turnbull_upper"]) for row in sheet] == [
        row["turnbull_upper"] for row in rows
    ]
    assert done.stderr.startswith(f"{found['ties']} ties, {found['ended']} known to have ended,")
    none = network("survival", "-p", "country=JP", "--home", home)
    assert (none.returncode, none.stdout) == (2, "")
    assert none.stderr == "No tie has a known length. Take other ties by --param.\n"


def test_a_plot_says_what_it_is_made_of(home: Path, tmp_path: Path) -> None:
    target = tmp_path / "map.svg"
    done = network("plot", "map", target, "-p", "country=GL", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    text = target.read_text(encoding="utf-8")
    assert "Kommuneqarfik Sermersooq" in text
    assert "country=GRL" in text
    assert "CC BY 4.0" in text
    wrong = network("plot", "map", tmp_path / "map.gif", "--home", home)
    assert (wrong.returncode, wrong.stderr) == (
        2, "map.gif: a plot has no such suffix. Take .svg, .pdf or .png.\n",
    )  # fmt: skip
