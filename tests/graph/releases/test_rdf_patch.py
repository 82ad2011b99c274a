"""RDF Patch: it makes one release of another, both ways, and is refused when it is not whole."""

from __future__ import annotations

import hashlib

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnusableInput
from graph.ledger import Diff, Ledger, Release
from graph.releases import rdf_patch
from tests.graph.ledger.ledgers import A, B, C, line

_NAMES = [A, B, C, f"{A}-b", f"{A}.b"]
_literal = st.text(st.characters(exclude_characters='"\\\n\r', exclude_categories=["Cs"]))
_lines = st.dictionaries(
    st.sampled_from(_NAMES),
    st.sets(st.tuples(st.integers(0, 3), _literal), min_size=1, max_size=4),
    min_size=1,
)


def _put(ledger: Ledger, state: dict[str, set[tuple[int, str]]]) -> Release:
    held = {each.graph for each in ledger.graphs()}
    for graph in held - state.keys():
        ledger.withdraw(graph, actor="t")
    for graph, values in state.items():
        ledger.put(graph, [line(graph, n, f'"{text}"') for n, text in values], actor="t")
    return ledger.releases.make(f"r-{ledger.head()}", actor="t")


def _text(ledger: Ledger, release: Release) -> str:
    return b"".join(ledger.releases.text(release)).decode()


def _lines_of(text: str) -> list[str]:
    return text.split("\n")[:-1]


@settings(max_examples=40)
@given(_lines, _lines)
def test_a_patch_makes_the_next_of_the_one_before_and_back(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, set[tuple[int, str]]],
    after: dict[str, set[tuple[int, str]]],
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("law") / "ledger.sqlite") as ledger:
        old = _put(ledger, before)
        ledger.put(C, [line(C, 99)], actor="t")
        new = _put(ledger, after)
        written = "".join(f"{each}\n" for each in rdf_patch.write(ledger, old, new))
        texts = _text(ledger, old), _text(ledger, new)
    read = rdf_patch.read(written.split("\n"))
    made = rdf_patch.ordered(read.diff.apply(_lines_of(texts[0])))
    undone = Diff(added=read.diff.removed, removed=read.diff.added)
    back = rdf_patch.ordered(undone.apply(_lines_of(texts[1])))
    assert "".join(f"{each}\n" for each in made) == texts[1]
    assert "".join(f"{each}\n" for each in back) == texts[0]
    assert set(read.diff.added).isdisjoint(read.diff.removed)
    assert read.header["sha256-to"] == f'"{hashlib.sha256(texts[1].encode()).hexdigest()}"'


@settings(max_examples=20)
@given(_lines, _lines)
def test_every_quad_of_a_patch_is_n_quads(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, set[tuple[int, str]]],
    after: dict[str, set[tuple[int, str]]],
) -> None:
    with Ledger.open(tmp_path_factory.mktemp("law") / "ledger.sqlite") as ledger:
        old, new = _put(ledger, before), None
        ledger.put(C, [line(C, 99)], actor="t")
        new = _put(ledger, after)
        lines = list(rdf_patch.write(ledger, old, new))
        store = pyoxigraph.Store()
        store.load(_text(ledger, old).encode(), pyoxigraph.RdfFormat.N_QUADS)
        wanted = pyoxigraph.Store()
        wanted.load(_text(ledger, new).encode(), pyoxigraph.RdfFormat.N_QUADS)
    for each in lines:
        if each[:2] in ("A ", "D "):
            (quad,) = pyoxigraph.parse(each[2:].encode(), format=pyoxigraph.RdfFormat.N_QUADS)
            (store.add if each[0] == "A" else store.remove)(quad)
    assert set(store) == set(wanted)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TX .\nA <a> <b> <c> <d> .", "no end"),
        ("TX .\nB <a> <b> <c> <d> .\nTC .", "line 2.*no line of a patch"),
        ('PA "x" <y> .\nTX .\nTC .', "line 1.*no line of a patch"),
        ("", "no end"),
    ],
)
def test_what_is_no_whole_patch_is_refused(text: str, said: str) -> None:
    with pytest.raises(UnusableInput, match=said):
        rdf_patch.read(text.split("\n"))


def test_the_last_word_on_a_quad_holds() -> None:
    read = rdf_patch.read(["TX .", f"A {line(A, 1)}", f"D {line(A, 1)}", f"A {line(A, 2)}", "TC ."])
    assert (read.diff.added, read.diff.removed) == ([line(A, 2)], [line(A, 1)])
