"""Languages by their catalogues: which are offered, and what a page and a problem say in them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.locale import extraction
from api.locale.catalogues import FOLDER
from api.locale.translation import gettext, ngettext, pgettext
from api.locale.untranslated import of_python, of_template, outside_the_catalogues
from graph.texts import N_
from tests.api.html_page import HTML
from tests.api.serving import COMMAND, ROOT, environment, running

FAROESE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=utf-8"

msgid "Municipalities"
msgstr "Kommunur"

msgid "There is nothing at this address."
msgstr "Einki er á hesi adressu."

msgid "Area of cooperation"
msgstr "Øki"

msgid "Classes and properties"
msgstr "Flokkar og eginleikar"

msgid "accepted"
msgstr "góðkent"

msgid "{n} warning"
msgid_plural "{n} warnings"
msgstr[0] "{n} ávaring"
msgstr[1] "{n} ávaringar"

msgid "Line {line}, column {column}: {reason}."
msgstr "Linja {line}, teigur {column}: {reason}."

msgid "{count} statement"
msgid_plural "{count} statements"
msgstr[0] ""
msgstr[1] ""
"""
PAGES = (
    "/",
    "/municipalities",
    "/municipalities?limit=5",
    "/agreements",
    "/reviews",
    "/conflicts",
    "/changes",
    "/map",
    "/explore",
    "/timeline",
    "/queries",
    "/queries/agreements-in-force",
    "/sparql?query=ASK%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    "/search?q=Nuuk",
    "/model",
    "/about",
    "/catalog",
    "/download/",
    "/releases",
    "/ontology",
)


def write(folder: Path, language: str, text: str) -> Path:
    """A catalogue of a language below ``folder``."""
    path = folder / language / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def faroese(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server with a catalogue of a few Faroese texts, and an empty one of Northern Sami."""
    folder = tmp_path_factory.mktemp("locale")
    write(folder, "fo", FAROESE)
    write(folder, "se", FAROESE.partition("\n\n")[0] + "\n")
    with (
        running(small_home, VENSKAB_LOCALE_DIR=str(folder)) as server,
        httpx.Client(base_url=server.origin, timeout=60) as client,
    ):
        yield client


def test_a_language_is_offered_once_it_has_texts(faroese: httpx.Client) -> None:
    """Not before, and under the name that it calls itself."""
    page = faroese.get("/municipalities", headers=HTML)
    assert '<link rel="alternate" hreflang="fo"' in page.text
    assert 'hreflang="fo" lang="fo">Føroyskt</a>' in page.text
    assert 'hreflang="se"' not in page.text


@pytest.mark.parametrize("ask", ["parameter", "header"])
def test_a_page_falls_back_text_by_text(faroese: httpx.Client, ask: str) -> None:
    """What the catalogue lacks is said in English."""
    asked = {"lang": "fo"} if ask == "parameter" else {}
    headers = HTML | ({"Accept-Language": "fo, da;q=0.5"} if ask == "header" else {})
    page = faroese.get("/about", headers=headers, params=asked)
    assert page.headers["Content-Language"] == "fo"
    assert '<html lang="fo">' in page.text
    assert ">Kommunur</a>" in page.text
    assert ">Agreements</a>" in page.text


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_there_in_another_language(faroese: httpx.Client, address: str) -> None:
    """Words of data, which there are in Danish and English, stand in for its own."""
    mark = "&" if "?" in address else "?"
    assert faroese.get(f"{address}{mark}lang=fo", headers=HTML).status_code == 200


@pytest.mark.parametrize(
    ("language", "title", "detail"),
    [
        ("da", "Ikke fundet", "Der er intet på denne adresse."),
        ("en", "Not Found", "There is nothing at this address."),
        ("fo", "Not Found", "Einki er á hesi adressu."),
        ("fi", "Not Found", "There is nothing at this address."),
    ],
)
def test_a_problem_speaks_the_readers_language(
    faroese: httpx.Client, language: str, title: str, detail: str
) -> None:
    """Sentence by sentence, as pages do; its type and its members stay."""
    told = faroese.get("/nothing-here", headers={"Accept-Language": language})
    assert told.headers["Content-Type"] == "application/problem+json"
    assert "Accept-Language" in told.headers["Vary"]
    document = told.json()
    assert (document["title"], document["detail"]) == (title, detail)
    assert document["type"].endswith("/problem/not-found")


def test_a_report_on_data_speaks_another_language(faroese: httpx.Client) -> None:
    """It is written by another process; the messages of shapes are data, and in English."""
    headers = {"Content-Type": "text/turtle", "Accept": "text/plain", "Accept-Language": "fo"}
    turtle = b"<https://x.org/a> a <https://x.org/b> ; <http://purl.org/dc/terms/titel> 1 ."
    told = faroese.post("/validate", content=turtle, headers=headers, params={"graph": "source/x"})
    assert told.status_code == 200
    assert "góðkent (1 ávaring)" in told.text
    assert "Did you mean" in told.text


def test_rdf_and_json_have_a_text_in_every_language_that_has_it(faroese: httpx.Client) -> None:
    """The English and the Danish stay."""
    told = faroese.get("/profile.ttl").text
    for words in ('"Classes and properties"@en', '"Klasser og egenskaber"@da'):
        assert words in told
    assert '"Flokkar og eginleikar"@fo' in told
    assert '"Hvad det er i andre ordforråd"@da' in told
    facets = faroese.get("/agreements?limit=1&facets=true").json()["facets"]
    (label,) = (each["label"] for each in facets if each["name"] == "area")
    assert label == {"en": "Area of cooperation", "da": "Område", "fo": "Øki"}


def test_the_parameter_chooses_the_language_of_a_problem(faroese: httpx.Client) -> None:
    """An error raised below the routes, with its values in the sentence."""
    told = faroese.get("/municipalities?country=XX&lang=da&bad=1").json()
    assert told["title"] == "Fejl i forespørgslen"
    assert "bad" in told["detail"]
    assert told["detail"] != faroese.get("/municipalities?bad=1").json()["detail"]


@pytest.mark.parametrize(
    "text",
    [
        'nonsense\nmsgid "Map"\nmsgstr "Kort"\n',
        FAROESE.replace('utf-8"', 'utf-8\\n"\n"Plural-Forms: nplurals=2; plural=evil();"', 1),
    ],
    ids=["form", "plurals"],
)
def test_a_broken_catalogue_stops_the_start(new_home: Path, tmp_path: Path, text: str) -> None:
    """One sentence that names the file, and status 2."""
    path = write(tmp_path / "locale", "fo", text)
    done = subprocess.run(
        [*COMMAND, "serve", "--port", "0", "--home", str(new_home)],
        cwd=ROOT,
        env=environment(VENSKAB_LOCALE_DIR=str(path.parents[2])),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert "Traceback" not in done.stderr


def test_the_catalogues_are_in_step_with_the_source() -> None:
    """No text is missing in Danish, and none is kept that is gone."""
    template = extraction.extracted()
    found = [
        f"{path.parts[-3]} {fault}"
        for path in sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))
        for fault in extraction.faults(path, template)
    ]
    assert found == []


def test_no_text_stands_beside_the_catalogues() -> None:
    """Neither in two languages at once, nor in Danish in the source."""
    assert list(outside_the_catalogues(extraction.ROOT)) == []
    source = (
        'a = {"da": "Navn", "en": "Name"}\nf(da="Navn", en=f"{x}")\nb = ("Område", "Area")\n'
        'c = {"da": "DAN", "en": "ENG"}\n"""Århus"""\nd = {"da": x, "en": y}\n'
    )
    found = {each.partition(":")[0] for each in of_python(source)}
    assert found == {"1", "2", "3", "5"}
    template = "{% if lang == 'da' %}\n<p>Kommuner på kort</p>\n{{ _('Map') }} Århus"
    assert [each.partition(":")[0] for each in of_template(template)] == ["1", "2"]


def test_a_catalogue_that_is_behind_or_wrong_is_told_of(tmp_path: Path) -> None:
    """A missing text, one too many, an unsure one, and a value that the source does not give."""
    path = write(
        tmp_path,
        "da",
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'
        'msgid "gone"\nmsgstr "væk"\n\n'
        '#, fuzzy\nmsgid "Map"\nmsgstr "Kort"\n\n'
        'msgid "at most {time}"\nmsgstr "højst {tid}"\n\n'
        'msgid "Search"\nmsgstr ""\n',
    )
    told = "\n".join(extraction.faults(path, extraction.extracted()))
    assert "still has (None, 'gone')" in told
    assert "lacks (None, 'Agreements')" in told
    assert "is not sure of 'Map'" in told
    assert "has no text for 'Search'" in told
    assert "names values in 'højst {tid}'" in told


def test_a_text_takes_its_values_in_every_language() -> None:
    """By name, texts among them translated too; by number; by context."""
    inner = N_("There is nothing at this address.")
    told = N_("{where}: {what}", where="x", what=inner)
    assert told == "x: There is nothing at this address."
    assert gettext(told, "da") == "x: Der er intet på denne adresse."
    assert gettext("no such text {a}", "da", a=1) == "no such text 1"
    assert gettext(N_("{where}: {what}"), "da", where="x", what=inner) == gettext(told, "da")
    assert ngettext("{n} month", "{n} months", 1, "da") == "1 måned"
    assert ngettext("{n} month", "{n} months", 2, "en") == "2 months"
    assert pgettext("end of a spell", "Before", "da") != gettext("Before", "da")
