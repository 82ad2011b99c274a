"""An answer that is kept is sent again as it was, and only to the same question."""

from __future__ import annotations

import httpx

from tests.api.endpoint import ask

QUERY = "SELECT * { ?s a ?class } ORDER BY ?s LIMIT 3 # kept"


def test_the_same_question_has_the_same_answer_and_headers(client: httpx.Client) -> None:
    first, second, third = (ask(client, QUERY) for _ in range(3))
    assert first.content == second.content == third.content
    changing = {"date", "x-request-id"}
    kept = [{k: v for k, v in each.headers.items() if k not in changing} for each in (first, third)]
    assert kept[0] == kept[1]
    assert first.headers["x-request-id"] != third.headers["x-request-id"]


def test_other_formats_codings_and_conditions_are_told_apart(client: httpx.Client) -> None:
    as_json = ask(client, QUERY)
    as_csv = client.get("/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"})
    assert as_csv.headers["content-type"].startswith("text/csv")
    head = client.head("/sparql", params={"query": QUERY}, headers={"Accept": "text/csv"})
    assert (head.content, head.headers["content-length"]) == (b"", str(len(as_csv.content)))
    tag = {"If-None-Match": as_json.headers["etag"]}
    assert client.get("/sparql", params={"query": QUERY}, headers=tag).status_code in (200, 304)
    shorter = ask(client, QUERY, timeout="5")
    assert shorter.content == as_json.content


def test_what_differs_each_time_is_never_kept(client: httpx.Client) -> None:
    answers = {ask(client, "SELECT (STRUUID() AS ?new) {}").content for _ in range(3)}
    assert len(answers) == 3


def test_hits_of_the_cache_are_counted(client: httpx.Client) -> None:
    def hits() -> float:
        lines = client.get("/metrics").text.splitlines()
        return float(next(x for x in lines if x.startswith("venskab_cache_hits_total")).split()[1])

    ask(client, QUERY)
    before = hits()
    for _ in range(4):
        ask(client, QUERY)
    assert hits() == before + 4
