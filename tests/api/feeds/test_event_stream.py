"""The event stream replayed by a few lines, and by the client of npm, into the present state."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.data.shipped import shipped_graphs
from graph.exports.event_stream import LISTED, EventStream, lists
from graph.identifiers import source_graph
from graph.ledger import Ledger, Put
from graph.ledger.change_pages import FULL, ChangePage
from graph.prefixes import PREFIXES
from tests.api.endpoint import media_type, problem
from tests.api.serving import running
from tests.npm import node_with

CLIENT: Final = Path(__file__).parent / "ldes_client"
ROOT: Final = "/changes/ldes"
FORMS: Final = {
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}
TREE: Final = "https://w3id.org/tree#"
LDES: Final = "https://w3id.org/ldes#"
DELETE: Final = NamedNode("https://www.w3.org/ns/activitystreams#Delete")
POSITION: Final = NamedNode(PREFIXES["schema"] + "position")
CHANGED: Final = NamedNode(PREFIXES["vsk"] + "changedGraph")
FIRST: Final = source_graph("sermersooq-aalborg-2019")
SECOND: Final = source_graph("kujalleq-aarhus-2016")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose graphs came, were changed, went and came back."""
    shipped = shipped_graphs()
    folder = tmp_path_factory.mktemp("event-stream")
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.apply([Put(each, shipped[each]) for each in (FIRST, SECOND)], actor="t")
        former = ledger.history(FIRST)[0].hash
        assert former
        ledger.put(FIRST, list(shipped[FIRST])[:20], actor="t")
        ledger.withdraw(SECOND, actor="t", note="for nobody's eyes")
        ledger.restore(FIRST, former, actor="t")
        ledger.put(source_graph("new"), _lines("æ \\\\ \\n 🇬🇱"), actor="t")
        ledger.put(source_graph("gone"), _lines("x", source_graph("gone")), actor="t")
        ledger.withdraw(source_graph("gone"), actor="t")
    return folder


def present(home: Path) -> tuple[int, str]:
    """The number of changes, and the hash of what they made, as that of a release."""
    with Ledger.open(home / "ledger.sqlite") as ledger:
        return ledger.head(), ledger.releases.measured(ledger.head())[0]


def _lines(text: str, graph: str = source_graph("new")) -> list[str]:
    kind = "<http://www.w3.org/2000/01/rdf-schema#"
    # An object that is the graph itself: its name stands twice at the end of the line.
    return [
        f'<{graph}> {kind}label> "{text}"@kl-gl <{graph}> .',
        f"<{graph}> {kind}isDefinedBy> <{graph}> <{graph}> .",
    ]


@pytest.fixture(scope="module")
def client(home: Path) -> Iterator[httpx.Client]:
    with (
        running(home) as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        yield client


def objects(quads: Iterable[Quad], name: str) -> list[Any]:
    return [each.object for each in quads if each.predicate == NamedNode(name)]


def replayed(quads: Iterable[Quad]) -> str:
    """The hash of what the members make, one after the other."""
    said = [each for each in quads if isinstance(each.graph_name, DefaultGraph)]
    content: dict[Any, set[str]] = {}
    graphs: dict[Any, Any] = {
        each.subject: each.object for each in said if each.predicate == CHANGED
    }
    for s, p, o, member in quads:
        if member in graphs:
            line = f"{Quad(s, p, o, graphs[member])} .\n"
            content.setdefault(member, set()).add(line)
    positions: dict[Any, Any] = {
        each.subject: each.object for each in said if each.predicate == POSITION
    }
    deletes = {each.subject for each in said if each.object == DELETE}
    state: dict[str, set[str]] = {}
    for member in sorted(positions, key=lambda each: int(positions[each].value)):
        state.pop(graphs[member].value, None)
        assert (member in deletes) == (member not in content)
        if member not in deletes:
            state[graphs[member].value] = content[member]
    whole = "".join("".join(sorted(state[graph])) for graph in sorted(state))
    return sha256(whole.encode()).hexdigest()


def followed(client: httpx.Client, form: str) -> Iterator[tuple[httpx.Response, list[Quad]]]:
    """Every page that the root leads to, once, in their order."""
    queue, seen = [ROOT], set()
    for address in queue:
        answer = client.get(address, headers={"Accept": form})
        assert (answer.status_code, media_type(answer)) == (200, form)
        quads = list(parse(answer.content, format=FORMS[form]))
        yield answer, quads
        for node in objects(quads, TREE + "node"):
            if node.value not in seen:
                seen.add(node.value)
                queue.append(node.value)


@pytest.mark.parametrize("form", FORMS)
def test_the_stream_makes_the_present_state(client: httpx.Client, home: Path, form: str) -> None:
    pages = list(followed(client, form))
    (root, description), *others = pages
    assert len(others) > 1
    assert "for nobody's eyes" not in "".join(answer.text for answer, _ in pages)
    assert replayed([each for _, quads in others for each in quads]) == present(home)[1]
    kinds = {str(each) for name in ("Create", "Update", "Delete")
             for each in objects(description, f"{LDES}version{name}Object")}  # fmt: skip
    types = {str(each) for _, quads in others for each in objects(quads, PREFIXES["rdf"] + "type")}
    assert kinds <= types
    assert objects(description, LDES + "retentionPolicy")
    for answer, quads in others[:-1]:
        assert "immutable" in answer.headers["cache-control"]
        assert objects(quads, LDES + "immutable")
        assert len(answer.content) < FULL or len(objects(quads, TREE + "member")) == 1
    for answer in (root, others[-1][0]):
        assert answer.headers["cache-control"] == "no-cache"
        known = {"If-None-Match": answer.headers["etag"], "Accept": form}
        assert client.get(str(answer.url), headers=known).status_code == 304


def test_a_full_page_never_changes(client: httpx.Client, home: Path) -> None:
    before = [answer for answer, _ in followed(client, "application/n-quads")]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.put(FIRST, _lines("new", FIRST), actor="t")
        ledger.put(SECOND, shipped_graphs()[SECOND], actor="t")
    after = list(followed(client, "application/n-quads"))
    fulls = [each for each in before if "immutable" in each.headers["cache-control"]]
    assert fulls
    assert [each.content for each in fulls] == [
        answer.content for answer, _ in after[1 : len(fulls) + 1]
    ]
    assert replayed([each for _, quads in after[1:] for each in quads]) == present(home)[1]


def test_of_many_pages_the_root_stays_small() -> None:
    stream = EventStream("https://example.org/")
    day = datetime(2026, 3, 1, tzinfo=UTC)
    for count, full in ((LISTED, 0), (LISTED + 1, 1), (2 * LISTED + 7, 2)):
        pages = [ChangePage(each, each, day, day, each + 1) for each in range(1, count)]
        pages.append(ChangePage(count, count, day, day))
        *listed, rest = lists(pages)
        assert (len(listed), [page for each in (*listed, rest) for page in each]) == (full, pages)
        root = parse("".join(stream.overview(pages, {})), format=RdfFormat.N_TRIPLES)
        led = {node.value for node in objects(root, TREE + "node")}
        assert len(led) == full + len(rest)
        for each in listed:
            assert stream.address_of_list(each[0].first) in led
            quads = list(parse("".join(stream.listed(each)), format=RdfFormat.N_TRIPLES))
            found = {node.value for node in objects(quads, TREE + "node")}
            assert found == {stream.address(page.first) for page in each}
            assert objects(quads, LDES + "immutable")


def test_what_is_no_page_is_said(client: httpx.Client) -> None:
    assert "change '0'" in str(problem(client.get(f"{ROOT}/0"), 404)["detail"])
    problem(client.get(f"{ROOT}/pages/1"), 404)
    problem(client.get(ROOT, headers={"Accept": "image/png"}), 406)
    browser = client.get(ROOT, headers={"Accept": "text/html"})
    assert media_type(browser) == "application/trig"


def test_the_client_of_npm_makes_the_present_state(
    client: httpx.Client, home: Path, together: Path
) -> None:
    node = node_with(CLIENT, together)
    done = subprocess.run(
        [node, CLIENT / "replay.mjs", f"{str(client.base_url).rstrip('/')}{ROOT}"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert any(immutable for _, immutable in found["pages"])
    quads = [
        each
        for member in found["members"]
        for each in parse(member["text"].encode(), format=RdfFormat.N_QUADS)
    ]
    assert (len(found["members"]), replayed(quads)) == present(home)
