"""``POST /validate``: the gate's verdict over HTTP, in formats and languages; nothing breaks it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SH

from graph.data.shipped import DATA
from graph.engine.formats import INPUT_FORMATS, TRIG, TURTLE
from graph.records.yaml_reader import read
from graph.sheets.sheet_pages import pages_of
from graph.sheets.to_sheets import to_sheets
from graph.sheets.workbook_writer import write_workbook
from ontology import EXAMPLES
from tests.api.endpoint import media_type, problem
from tests.api.html_page import HTML, Page
from tests.api.processes import descendants, halted
from tests.api.serving import Server, running
from tests.shared import needs
from tests.tried_record import MISSPELT

GOOD = (DATA / "sources" / "knr-2019-gentofte-tasiilaq.trig").read_bytes()
BAD = (EXAMPLES / "evidence.ttl").read_text(encoding="utf-8").replace("vsk:locator", "vsk:nothing")
# Nodes that nothing tells apart: naming them takes longer than anybody lives.
ENDLESS = "\n".join(f"_:n{n} <e:b> _:n{m} ." for n in range(40) for m in range(40) if n != m)
REPORTS = ("text/turtle", "application/ld+json")


@pytest.fixture(scope="module")
def server(home: Path) -> Iterator[Server]:
    with running(home, VENSKAB_VALIDATE_MEGABYTES="1") as server:
        yield server


@pytest.fixture(scope="module")
def client(server: Server) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.origin, timeout=120, trust_env=False) as client:
        yield client
        assert client.get("/health/live").status_code == 200, "whatever was sent, it still runs"


def post(client: httpx.Client, body: str | bytes, kind: str, **headers: str) -> httpx.Response:
    asked = {"Content-Type": kind, "Accept": "application/json"} | headers
    return client.post("/validate", content=body, headers=asked)


def test_what_a_load_would_take_conforms(client: httpx.Client) -> None:
    response = post(client, GOOD, TRIG.media_type)
    assert response.status_code == 200, response.text
    assert media_type(response) == "application/json"
    told = response.json()
    assert told["conforms"] is True
    assert told["counts"]["Violation"] == 0


@pytest.mark.parametrize(("lang", "words"), [("da", "ikke godkendt"), ("en", "not accepted")])
def test_a_violation_is_told_in_both_languages_with_its_line(
    client: httpx.Client, lang: str, words: str
) -> None:
    told = post(client, BAD, TURTLE.media_type, **{"Accept-Language": lang}).json()
    assert told["conforms"] is False
    assert all(one["message"] for one in told["results"])
    assert any(one["line"] for one in told["results"])
    text = client.post(
        f"/validate?lang={lang}&format=text", content=BAD, headers={"Content-Type": "text/turtle"}
    )
    assert media_type(text) == "text/plain"
    assert text.headers["content-language"] == lang
    assert words in text.text


@pytest.mark.parametrize("accept", REPORTS)
def test_the_report_is_a_shacl_graph(client: httpx.Client, accept: str) -> None:
    response = post(client, BAD, TURTLE.media_type, Accept=accept)
    assert media_type(response) == accept
    report = Graph().parse(response.content, format=accept)
    node = report.value(None, RDF.type, SH.ValidationReport)
    assert str(report.value(node, SH.conforms)) == "false"
    assert list(report.objects(node, SH.result))


@pytest.mark.parametrize("form", INPUT_FORMATS, ids=lambda form: form.name)
def test_every_rdf_format_is_read(client: httpx.Client, form: object) -> None:
    kind = getattr(form, "media_type", "")
    source = "https://w3id.org/venskab/graph/source/x"
    triple = f'<{source}> <http://purl.org/dc/terms/title> "X" .'
    bodies = {
        "json": json.dumps({"@id": source, "http://purl.org/dc/terms/title": "X"}),
        "xml": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        f'xmlns:d="http://purl.org/dc/terms/"><r:Description r:about="{source}">'
        "<d:title>X</d:title></r:Description></r:RDF>",
    }
    body = bodies.get(getattr(form, "family", ""), triple)
    response = client.post("/validate?graph=source/x", content=body, headers={"Content-Type": kind})
    assert response.status_code == 200, response.text
    assert "conforms" in response.json()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("this is no turtle", "text/turtle"),
        ("", "text/turtle"),
        (b"\xff\xfe\x00", "text/turtle"),
        ("<a:b> <a:c> <a:d> .", "text/turtle"),
        ('{"a":' * 20_000 + "1" + "}" * 20_000, "application/ld+json"),
        ("<a> <b> " + "(" * 100_000, "text/turtle"),
        ('{"@context": "http://example.org/elsewhere", "a": "b"}', "application/ld+json"),
        ('<!DOCTYPE x [<!ENTITY a "b">]><x/>', "application/rdf+xml"),
    ],
    ids=["words", "nothing", "not-utf8", "no-graph", "nested", "brackets", "remote", "doctype"],
)
def test_what_cannot_be_read_says_why(client: httpx.Client, body: str | bytes, kind: str) -> None:
    told = problem(post(client, body, kind), 400)
    assert str(told["type"]).endswith("/unreadable")


def test_a_body_that_is_too_large_is_refused(client: httpx.Client) -> None:
    told = problem(post(client, b"#" * (1 << 20) + b"#", TURTLE.media_type), 413)
    assert told["value"] == f"{1 << 20} bytes"


def test_other_media_types_and_formats_are_refused(client: httpx.Client) -> None:
    assert "text/turtle" in str(problem(post(client, "a", "text/plain"), 415)["advice"])
    problem(post(client, GOOD, TRIG.media_type, **{"Content-Encoding": "gzip"}), 415)
    told = problem(post(client, GOOD, TRIG.media_type, Accept="image/png"), 406)
    assert "application/json" in str(told["offered"])
    problem(client.post("/validate?format=pdf", headers={"Content-Type": "text/turtle"}), 400)


def test_the_server_answers_others_meanwhile(client: httpx.Client, server: Server) -> None:
    async def both() -> None:
        async with httpx.AsyncClient(base_url=client.base_url, timeout=120, trust_env=False) as to:
            headers = {"Content-Type": TRIG.media_type}
            assert (await to.post("/validate", content=GOOD, headers=headers)).status_code == 200
            # Judging goes on when the test lets it, and not before somebody else was answered.
            with halted(descendants(server.process.pid)):
                judging = asyncio.create_task(to.post("/validate", content=GOOD, headers=headers))
                assert (await to.get("/health/live")).status_code == 200
                assert not judging.done()
            assert (await judging).status_code == 200

    asyncio.run(both())


def test_the_form_judges_too(client: httpx.Client) -> None:
    page = Page(client.get("/validate", headers=HTML))
    assert {"data", "type", "graph"} <= set(page.all("label", "for"))
    fields = {"data": BAD, "type": "text/turtle", "graph": ""}
    answer = client.post("/validate", data=fields, headers=HTML | {"Accept-Language": "da"})
    assert answer.status_code == 200
    assert "Ikke godkendt" in Page(answer).text
    fault = client.post("/validate", data=fields | {"data": "<b>no"}, headers=HTML)
    assert fault.status_code == 400
    assert "&lt;b&gt;no" in fault.text


def test_a_record_is_judged_at_its_lines_and_shown_as_it_would_be(client: httpx.Client) -> None:
    typed = {"Content-Type": "application/yaml"}
    report = client.post("/validate?lang=en", content=MISSPELT.encode(), headers=typed).json()
    (wrong,) = report["results"]
    assert not report["conforms"]
    assert (wrong["line"], wrong["column"], wrong["field"]) == (6, 14, "source > publisher")
    assert (wrong["value"], wrong["choices"][0]) == ("Aarhus Komune", "municipality/aarhus-kommune")
    nuuk = "“Nuuk” is taken for Nuuk (locality/nuuk), the only one of that name then."
    assert nuuk in report["names"]

    nothing = client.post("/validate?format=rdfxml", content=b"- x", headers=typed)
    assert nothing.status_code == 200
    assert media_type(nothing) == "application/rdf+xml"

    sent = {"file": ("prove.yaml", MISSPELT.encode())}
    page = Page(client.post("/validate?lang=en", data={"type": ""}, files=sent, headers=HTML))
    mend = page.all("button", "value")[0]
    assert mend == "6 14 13 municipality/aarhus-kommune"
    fields = {"data": MISSPELT, "type": "", "mend": mend}
    mended = Page(client.post("/validate?lang=en", data=fields, headers=HTML))
    assert "Accepted" in mended.text
    assert "source/prove: a new graph of" in mended.text
    assert "partnership/aarhus-nuuk" in mended.all("button", "value")

    fields |= {"thing": "partnership/aarhus-nuuk"}
    shown = Page(client.post("/validate?lang=da", data=fields, headers=HTML))
    assert "Sådan ville det se ud: intet af dette er skrevet." in shown.text
    assert "Aarhus og Nuuk er venskabsbyer" in shown.text
    assert client.get("/id/partnership/aarhus-nuuk").status_code == 404


@needs("openpyxl")
def test_a_workbook_is_judged_at_its_cells_and_becomes_a_record(
    client: httpx.Client, tmp_path: Path
) -> None:
    def sent(book: Path) -> Page:
        file = {"file": (book.name, book.read_bytes())}
        return Page(client.post("/validate?lang=en", data={"type": ""}, files=file, headers=HTML))

    record = MISSPELT.replace("Aarhus Komune", "Aarhus Kommune")
    for name, text in (("good", record), ("bad", record.replace("twinning", "twining"))):
        pages = pages_of(to_sheets(read(text), "en"))
        write_workbook(pages, tmp_path / f"{name}.xlsx", "en", str)
    good = sent(tmp_path / "good.xlsx")
    assert "Accepted" in good.text
    assert "partnership/aarhus-nuuk" in good.all("button", "value")
    assert "\npartnership:\n" in good.text
    bad = sent(tmp_path / "bad.xlsx")
    assert re.search(r"partnership![A-Z]+\d+:", bad.text, re.I), bad.text
    assert "There is no such concept in the list" in bad.text


@pytest.mark.parametrize(
    ("fields", "file"),
    [
        ({"type": "text/plain"}, b"x"),
        ({"type": ""}, "på".encode("latin-1")),
        ({f"field{n}": "x" for n in range(30)}, b"x"),
    ],
)
def test_a_form_that_cannot_be_read_is_a_problem(
    client: httpx.Client, fields: dict[str, str], file: bytes
) -> None:
    problem(client.post("/validate", data=fields, files={"file": ("a.yaml", file)}), 400)


def test_the_methods_are_told(client: httpx.Client) -> None:
    assert client.options("/validate").headers["allow"] == "GET, HEAD, OPTIONS, POST"
    problem(client.put("/validate"), 405)


def test_a_judgement_that_takes_too_long_is_stopped(small_home: Path) -> None:
    with running(small_home, VENSKAB_VALIDATE_SECONDS="0.05") as server:
        address = f"{server.origin}/validate?graph=source/x"
        headers = {"Content-Type": TURTLE.media_type}
        response = httpx.post(
            address, content=ENDLESS, headers=headers, timeout=60, trust_env=False
        )
        assert problem(response, 504)["limit"] == "time"
        assert server.stop()[0] == 0
