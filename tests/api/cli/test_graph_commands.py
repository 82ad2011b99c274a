"""``venskab graph``: what a person sees of the ledger."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from api.cli import graph_commands
from graph.data.shipped import shipped_graphs
from graph.engine.safe_parser import read_data
from graph.errors import BadDate, NotFound, UnusableInput
from graph.ledger import Ledger
from graph.ledger.short_names import graph_iri
from ontology import EXAMPLES

EXAMPLE = EXAMPLES / "partnership-without-agreement.ttl"
NAME = "source/example-partnership-without-agreement"
SHIPPED = "source/sermersooq-aalborg-2019"

app = typer.Typer()
app.add_typer(graph_commands.app, name="graph")


class Venskab:
    """The command with a home folder of its own."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *words: str | Path) -> Result:
        command = ["graph", *map(str, words), "--home", str(self.home)]
        result = CliRunner().invoke(app, command, env={"LC_ALL": "C.UTF-8"})
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ledger(self) -> Ledger:
        return Ledger.open(self.home / "ledger.sqlite")


@pytest.fixture
def venskab(tmp_path: Path) -> Venskab:
    return Venskab(tmp_path / "home")


def version(ledger: Ledger, name: str) -> str:
    return {each.graph: each.hash for each in ledger.graphs()}[graph_iri(name)]


def test_a_new_home_lists_the_shipped_graphs(venskab: Venskab) -> None:
    result = venskab("list")
    assert result.exit_code == 0
    with venskab.ledger() as ledger:
        (row,) = [line for line in result.output.splitlines() if SHIPPED in line]
        assert version(ledger, SHIPPED)[:12] in row


def test_a_graph_is_shown_by_short_name_and_by_iri(venskab: Venskab) -> None:
    turtle = venskab("show", SHIPPED)
    quads = venskab("show", graph_iri(SHIPPED), "--format", "nquads")
    assert "@prefix municipality: <https://w3id.org/venskab/id/municipality/> ." in turtle.output
    with venskab.ledger() as ledger:
        lines = ledger.lines(version(ledger, SHIPPED))
    assert quads.output == "".join(f"{line}\n" for line in lines)
    back = read_data(turtle.output.encode(), "text/turtle", default_graph=graph_iri(SHIPPED))
    assert back.lines == lines


def test_the_life_of_a_graph(venskab: Venskab, tmp_path: Path) -> None:
    put = venskab("put", NAME, EXAMPLE, "--actor", "clerk", "--note", "from the list")
    assert put.exit_code == 0, put.output
    changed = tmp_path / "changed.ttl"
    changed.write_text(EXAMPLE.read_text("utf-8").replace("2022-10-01", "2022-10-02"), "utf-8")
    again = venskab("put", NAME, changed, "--replace")
    assert again.exit_code == 0, again.output

    difference = venskab("diff", NAME).stdout.splitlines()
    assert len(difference) == 4
    assert [line[0] for line in difference] == ["-", "+", "-", "+"]
    assert all("2022-10-01" in line for line in difference[::2])

    with venskab.ledger() as ledger:
        first, second = ledger.history(graph_iri(NAME))
    older = (first.hash or "")[:12]
    reverse = venskab("diff", NAME, str(second.sequence), str(first.sequence)).stdout
    assert {(line[0], "2022-10-02" in line) for line in reverse.splitlines()} == {
        ("-", True),
        ("+", False),
    }
    assert "2022-10-01" in venskab("show", NAME, "--version", older).output
    assert "2022-10-01" in venskab("show", NAME, "--as-of", str(first.sequence)).output

    assert f"change {second.sequence + 1}" in venskab("restore", NAME, older, "--replace").output
    assert "2022-10-01" in venskab("show", NAME).output
    assert "withdrawn" in venskab("withdraw", NAME, "--note", "wrong").output
    assert NAME not in venskab("list").output
    assert NAME in venskab("list", "--as-of", str(second.sequence)).output

    history = venskab("history", NAME).output
    for word in ("put", "restore", "withdraw", "clerk", "from the list", "wrong", older):
        assert word in history
    with pytest.raises(NotFound, match=r"no graph source/example.* now"):
        venskab("show", NAME)


def test_what_a_withdrawal_leaves_dangling_is_told(venskab: Venskab) -> None:
    told = venskab("withdraw", "reference/municipalities-fo").stdout.splitlines()
    assert "withdrawn" in told[0]
    assert told[1] == "Left dangling"
    assert any(re.fullmatch(r"  (source|reference)/\S+ mentions .+", line) for line in told[2:])
    venskab("put", NAME, EXAMPLE)
    assert len(venskab("withdraw", NAME).stdout.splitlines()) == 1


def test_an_older_version_that_removes_is_not_restored_by_chance(
    venskab: Venskab, tmp_path: Path
) -> None:
    venskab("put", NAME, EXAMPLE)
    with venskab.ledger() as ledger:
        first = version(ledger, NAME)
        graph = graph_iri(NAME)
        more = f'<{graph}> <http://purl.org/dc/terms/title> "Tredje"@fo <{graph}> .'
        ledger.put(graph, [*ledger.lines(first), more], actor="t")
        head = ledger.head()
        with pytest.raises(UnusableInput, match=rf"{NAME} \(1/59\)\. Give --replace"):
            venskab("restore", NAME, first)
        assert ledger.head() == head
        venskab("restore", NAME, first, "--replace")
        assert version(ledger, NAME) == first


def test_the_same_content_again_is_told(venskab: Venskab) -> None:
    venskab("put", NAME, EXAMPLE)
    assert "unchanged, it is there already" in venskab("put", NAME, EXAMPLE).output


def test_a_new_graphs_diff_is_all_of_it(venskab: Venskab) -> None:
    lines = venskab("show", SHIPPED, "--format", "nquads").stdout.splitlines()
    assert venskab("diff", SHIPPED).stdout.splitlines() == [f"+ {line}" for line in lines]


def test_what_does_not_exist_is_told_with_the_nearest(venskab: Venskab) -> None:
    for command in ("show", "history", "diff", "withdraw"):
        with pytest.raises(NotFound, match=f"Did you mean {SHIPPED}"):
            venskab(command, "source/sermersoq-aalborg-2019")
    with pytest.raises(NotFound, match="has no version 0000000"):
        venskab("restore", SHIPPED, "0000000")
    with pytest.raises(BadDate, match="is no release, no day"):
        venskab("list", "--as-of", "2020-02-30")
    assert SHIPPED not in venskab("list", "--as-of", "2019-12-31").output


def test_an_update_takes_what_is_new_and_leaves_what_was_changed_here(venskab: Venskab) -> None:
    graphs = shipped_graphs()
    changed, missing = graph_iri("source/kujalleq-aarhus-2016"), graph_iri(SHIPPED)
    with venskab.ledger() as ledger:
        for graph_, lines in graphs.items():
            if graph_ != missing:
                ledger.put(graph_, lines[1:] if graph_ == changed else lines, actor="venskab")
        mine = f'<{changed}> <http://purl.org/dc/terms/title> "Min"@fo <{changed}> .'
        edited = sorted([*graphs[changed][2:], mine])
        ledger.put(changed, edited, actor="curator")
    told = venskab("update", "--dry-run").output
    assert f"{SHIPPED}: {len(graphs[missing]):,} statements new, 0 gone." in told
    assert "kujalleq-aarhus-2016: 2 statements new, 1 gone; changed here, so left as it is" in told
    venskab("update")
    with venskab.ledger() as ledger:
        current = {each.graph: each.hash for each in ledger.graphs()}
        assert ledger.lines(current[missing]) == graphs[missing]
        assert ledger.lines(current[changed]) == edited
    with pytest.raises(UnusableInput, match=r"kujalleq-aarhus-2016 \(1/[0-9,]+\)"):
        venskab("update", "source/kujalleq-aarhus-2016")
    venskab("update", "source/kujalleq-aarhus-2016", "--replace")
    with venskab.ledger() as ledger:
        current = {each.graph: each.hash for each in ledger.graphs()}
        assert ledger.lines(current[changed]) == graphs[changed]
    assert venskab("update").output == "The ledger has all that this version ships.\n"
    with pytest.raises(NotFound, match="nothing new is shipped for source/nowhere"):
        venskab("update", "source/nowhere")
