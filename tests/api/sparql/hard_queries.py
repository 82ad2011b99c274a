"""Thirty-odd queries that bring an endpoint down, in five formats each, and what came of them.

All are asked, two at a time; meanwhile it is asked every 20 ms whether the server lives.
"""

from __future__ import annotations

import csv
import io
import json
import threading
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Final, Literal

import httpx
import pyoxigraph as ox

SETTINGS: Final[Mapping[str, str]] = {
    "VENSKAB_QUERY_MEGABYTES": "64",
    "VENSKAB_RESULT_MEGABYTES": "4",
    # So wide that the engine itself meets what these limits would keep from it.
    "VENSKAB_QUERY_BYTES": "262144",
    "VENSKAB_QUERY_DEPTH": "1000000",
    "VENSKAB_QUERY_PATTERNS": "1000000",
}
_ONE: Final = "?a ?b ?c"
_TWO: Final = f"{_ONE} . ?d ?e ?f"
_THREE: Final = f"{_TWO} . ?g ?h ?i"
_FOUR: Final = f"{_THREE} . ?j ?k ?l"
_JOINED: Final = "CONCAT(STR(?a), STR(?c), STR(?d), STR(?f))"


def _nested(opening: str, core: str, closing: str, times: int) -> str:
    return opening * times + core + closing * times


def _doubled(step: str, times: int) -> str:
    lines = ['BIND("Sermersooq" AS ?x0)']
    lines += [f"BIND({step.format(n)} AS ?x{n + 1})" for n in range(times)]
    return " ".join(lines)


def _terms(count: int) -> str:
    return " ".join(f'"{n}"' for n in range(count))


ROWS: Final[Mapping[str, str]] = {
    "count of a product": f"SELECT (COUNT(*) AS ?n) {{ {_FOUR} }}",
    "groups of a product": f"SELECT ?b (COUNT(*) AS ?n) {{ {_FOUR} }} GROUP BY ?b ORDER BY ?n",
    "distinct in a product": f"SELECT (COUNT(DISTINCT {_JOINED}) AS ?n) {{ {_THREE} }}",
    "average over a product": f"SELECT (AVG(STRLEN({_JOINED})) AS ?n) {{ {_THREE} }}",
    "flood of rows": f"SELECT * {{ {_TWO} }}",
    "flood behind a limit": f"SELECT * {{ {_THREE} }} LIMIT 1000000000",
    "offset into a product": f"SELECT * {{ {_FOUR} }} OFFSET 1000000000 LIMIT 1",
    "everything in order": f"SELECT * {{ {_TWO} }} ORDER BY ?c ?f ?a ?d",
    "order by expression": f"SELECT * {{ {_TWO} }} ORDER BY DESC(STRLEN({_JOINED})) LIMIT 1",
    "distinct rows": f"SELECT DISTINCT ?a ?c ?d ?f {{ {_TWO} }}",
    "any path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:x>|!^<x:x>)* ?b }",
    "nested paths": "SELECT * { ?a ((((!<x:x>|!^<x:x>)+)*/((!<x:y>)*)+)*)+ ?b }",
    "path after path": "SELECT * { ?a (!<x:x>)+/^(!<x:x>)+/(!<x:x>)+/^(!<x:x>)+ ?b }",
    "regex on all": f'SELECT * {{ {_TWO} FILTER(REGEX({_JOINED}, "(a|aa)+(b|bb)+$", "i")) }}',
    "regex that grows": 'SELECT * { ?a ?b ?c FILTER(REGEX(STR(?c), "((a{1,99}){1,99}){1,99}$")) }',
    "deep groups": f"SELECT * {{ {_nested('{', _ONE, '}', 20_000)} }}",
    "deep brackets": f"SELECT * {{ ?a ?b ?c FILTER{_nested('(', '1', ')', 20_000)} }}",
    "deep calls": f"SELECT * {{ ?a ?b ?c FILTER({_nested('ABS(', '1', ')', 20_000)} = 1) }}",
    "deep optionals": f"SELECT * {{ {_nested('OPTIONAL {', _ONE, '}', 8_000)} }}",
    "deep negation": f"SELECT * {{ ?a ?b ?c FILTER({'!' * 100_000}true) }}",
    "deep paths": f"SELECT * {{ ?a {_nested('(', '<x:p>', ')*', 20_000)} ?b }}",
    "deep lists": f"SELECT * {{ ?a ?b {_nested('(', '1', ')', 10_000)} }}",
    "deep selects": f"SELECT * {{ {_nested('{ SELECT * {', _ONE, '} }', 4_000)} }}",
    "1,000 optionals": "SELECT * {"
    + "".join(f" OPTIONAL {{ ?a ?b{n} ?c{n} }}" for n in range(1000))
    + " }",
    "500 patterns": "SELECT * {" + "".join(f" ?a{n} ?b{n} ?a{n + 1} ." for n in range(500)) + " }",
    "500 unions": "SELECT * {" + " UNION ".join(f"{{ ?a{n} ?b ?c }}" for n in range(500)) + " }",
    "huge values": f"SELECT * {{ VALUES ?x {{ {_terms(9000)} }} VALUES ?y {{ {_terms(9000)} }} }}",
    "huge list": f"SELECT * {{ {_TWO} FILTER(STR(?c) IN ({_terms(2000).replace(' ', ',')})) }}",
    "huge concatenation": f"SELECT (GROUP_CONCAT({_JOINED}) AS ?x) {{ {_THREE} }}",
    "doubled strings": f"SELECT (STRLEN(?x40) AS ?n) {{ {_doubled('CONCAT(?x{0}, ?x{0})', 40)} }}",
    "replaced strings": "SELECT (STRLEN(?x40) AS ?n) { "
    + _doubled('REPLACE(?x{0}, ".", "$0$0")', 40)
    + " }",
    "nothing like it": f"SELECT * {{ {_TWO} FILTER NOT EXISTS {{ ?c ?x ?y . ?z ?w ?f }} }}",
    "minus a product": f"SELECT * {{ {_TWO} MINUS {{ ?a ?x ?f . ?d ?y ?c }} }}",
    "yes or no": f"ASK {{ {_FOUR} FILTER(STR(?a) = CONCAT(STR(?k), STR(?l))) }}",
    "quotes without end": "SELECT * { ?a ?b '" + "\\'" * 30_000,
    "dots without end": "SELECT * { ?a ?b " + "a." * 30_000 + " }",
    "triple quotes": "SELECT * { ?a ?b " + "'''\\" * 15_000 + " }",
}
GRAPHS: Final[Mapping[str, str]] = {
    "graph of a product": f"CONSTRUCT {{ ?a ?e ?f }} WHERE {{ {_TWO} }}",
    "new nodes for a product": f"CONSTRUCT {{ [] ?b [ ?e ?f ] }} WHERE {{ {_TWO} }}",
    "description of everything": "DESCRIBE ?a ?b ?c { ?a ?b ?c }",
}
_ROW_FORMATS: Final = ("json", "xml", "csv", "tsv", "html")
_GRAPH_FORMATS: Final = ("turtle", "ntriples", "rdfxml", "jsonld", "trig")
FORMATS: Final = len(_ROW_FORMATS)
_PROBLEM: Final = "application/problem+json"


# When something began and ended, s.
Span = tuple[float, float]


@dataclass(frozen=True)
class Outcome:
    """What became of one query in one format.

    Attributes:
        name: the query's name.
        format: what was asked for.
        status: HTTP status.
        told: the limit that was met, or the kind of the problem; blank for an answer.
        during: when it was asked and when the answer had ended, s.
        fault: what is wrong with the answer; blank when it is whole.
    """

    name: str
    format: str
    status: int
    told: str
    during: Span
    fault: str

    @property
    def seconds(self) -> float:
        """Time from the request to the end of the answer, s."""
        return self.during[1] - self.during[0]


@dataclass(frozen=True)
class Report:
    """All outcomes, and how the server lived meanwhile.

    Attributes:
        outcomes: one a query and format.
        live: when ``/health/live`` was asked and had answered, s.
    """

    outcomes: Sequence[Outcome]
    live: Sequence[Span]

    def live_at(self, share: float) -> float:
        """The time within which this share of the calls was answered, s."""
        times = sorted(end - begin for begin, end in self.live)
        return times[min(len(times) - 1, int(share * len(times)))]

    def alive_during(self, outcome: Outcome) -> bool:
        """Whether the server said that it lives while it worked on a query."""
        begun, ended = outcome.during
        return any(begun < begin and end < ended for begin, end in self.live)


def run(origin: str, clients: int = 2, formats: int = FORMATS) -> Report:
    """Ask a server everything, ``clients`` queries at a time, each in so many formats in turn."""
    jobs = [*_jobs(ROWS, _ROW_FORMATS, formats), *_jobs(GRAPHS, _GRAPH_FORMATS, formats)]
    live: list[Span] = []
    over = threading.Event()
    watching = threading.Thread(target=_watch, args=(origin, live, over))
    with (
        httpx.Client(base_url=origin, timeout=120, trust_env=False) as client,
        ThreadPoolExecutor(clients) as pool,
    ):
        client.get("/health/ready")
        watching.start()
        outcomes = list(pool.map(lambda job: _ask(client, *job), jobs))
    over.set()
    watching.join()
    return Report(outcomes, live)


def _jobs(
    queries: Mapping[str, str], forms: Sequence[str], count: int
) -> Iterator[tuple[str, str, str]]:
    turning = cycle(forms)
    for name, text in queries.items():
        for form in islice(turning, count):
            yield name, text, form


def _watch(origin: str, live: list[Span], over: threading.Event) -> None:
    with httpx.Client(base_url=origin, timeout=60, trust_env=False) as client:
        client.get("/health/live")
        while not over.wait(0.02):
            started = time.perf_counter()
            client.get("/health/live").raise_for_status()
            live.append((started, time.perf_counter()))


def _ask(client: httpx.Client, name: str, query: str, form: str) -> Outcome:
    started = time.perf_counter()
    response = client.post("/sparql", data={"query": query, "format": form})
    during = started, time.perf_counter()
    told, fault = "", ""
    try:
        if response.headers["content-type"].startswith(_PROBLEM):
            told = _told(response)
        elif response.status_code == 200 or form == "html":
            _READERS[form](response.content)
            told = "" if response.status_code == 200 else "a page that says what was met"
        else:
            fault = f"{response.status_code} is neither an answer nor a problem"
    except (ValueError, SyntaxError, KeyError, csv.Error) as error:
        fault = f"{type(error).__name__}: {error}"
    return Outcome(name, form, response.status_code, told, during, fault)


def _told(response: httpx.Response) -> str:
    document = response.json()
    if document["status"] != response.status_code or response.status_code == 500:
        raise ValueError(f"a problem that helps nobody: {document}")
    return str(document.get("limit") or document["type"].rpartition("/")[2])


def _read_lines(separator: str) -> Callable[[bytes], None]:
    def read(body: bytes) -> None:
        text = body.decode()
        if not text.endswith("\n") and text not in ("true", "false"):
            raise ValueError("the last line has no end")
        quoting: Literal[0, 3] = csv.QUOTE_NONE if separator == "\t" else csv.QUOTE_MINIMAL
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=quoting)
        if len({len(row) for row in reader}) > 1:
            raise ValueError("rows of different length")

    return read


def _read_page(body: bytes) -> None:
    if not body.rstrip().endswith(b"</html>"):
        raise ValueError("the page has no end")


def _read_graph(form: ox.RdfFormat) -> Callable[[bytes], object]:
    return lambda body: list(ox.parse(body, form))


_READERS: Final[Mapping[str, Callable[[bytes], object]]] = {
    "json": json.loads,
    "xml": ET.fromstring,
    "csv": _read_lines(","),
    "tsv": _read_lines("\t"),
    "html": _read_page,
    "turtle": _read_graph(ox.RdfFormat.TURTLE),
    "ntriples": _read_graph(ox.RdfFormat.N_TRIPLES),
    "rdfxml": _read_graph(ox.RdfFormat.RDF_XML),
    "jsonld": _read_graph(ox.RdfFormat.JSON_LD),
    "trig": _read_graph(ox.RdfFormat.TRIG),
}
