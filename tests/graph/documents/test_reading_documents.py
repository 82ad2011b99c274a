"""Documents as text: each kind in the one normal form, and what cannot be read in a sentence."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.documents.document_text import DocumentKind
from graph.documents.normal_form import normal_form, set_out
from graph.documents.reading import MOST_BYTES, read_document
from graph.errors import UnreadableFile
from tests.graph.documents.document_files import docx, paragraph, pdf
from tests.shared import needs, shared

HTML = """<!doctype html><html lang="da"><head><title>Nyhed</title></head><body>
<nav>Forside | Nyheder</nav>
<h1>Ny  aftale</h1>
<p>Nord&nbsp;Kommune og <b>Syd</b> Kommune
har i dag ind&shy;gået en aftale.<br>Den gælder i 4 år.</p>
<ul><li>Kultur</li><li><p>Sport &amp; fritid</p></li></ul>
<ol start="3"><li>Miljø</li></ol>
<table><tr><th>År</th><th>Besøg</th></tr><tr><td>2019</td><td>2</td></tr></table>
<table><tr><td><p>Anna Berg</p><p>Borgmester</p></td><td>Bo Dal<br>Borgmester</td></tr></table>
<script>var hidden = "Vest Kommune";</script><p hidden>Øst Kommune</p>
<footer>Kontakt</footer></body></html>"""

HTML_TEXT = """Ny aftale

Nord Kommune og Syd Kommune har i dag indgået en aftale.
Den gælder i 4 år.

- Kultur
- Sport & fritid

3. Miljø

År\tBesøg
2019\t2

Anna Berg
Borgmester

Bo Dal
Borgmester"""


def refusal(data: bytes, name: str = "") -> str:
    with pytest.raises(UnreadableFile) as caught:
        read_document(data, name)
    return str(caught.value)


@pytest.mark.parametrize("name", ["kujalleq-aarhus-2016.txt", "sermersooq-aalborg-2019.txt"])
def test_a_plain_text_is_as_it_was(name: str) -> None:
    data = shared(f"documents/{name}").read_bytes()
    read = read_document(shared(f"documents/{name}"))
    assert read.text == data.decode()
    assert read.sha256 == hashlib.sha256(data).hexdigest()
    assert (read.kind, read.language, read.pages) == (DocumentKind.TEXT, "", ())
    other_system = data.replace(b"\n", b"\r\n")
    assert read_document(b"\xef\xbb\xbf" + other_system).sha256 == read.sha256
    assert read_document(data.decode().encode("utf-16")).sha256 == read.sha256


@given(st.text(st.characters(codec="utf-8")))
def test_a_text_in_normal_form_stays_as_it_is(text: str) -> None:
    once = normal_form(text)
    assert normal_form(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not {"\r", "\f", "\u00ad", "\u2028", "\ufeff"} & set(once)
    laid_out = set_out(text)
    assert set_out(laid_out) == laid_out
    assert "\n\n\n" not in laid_out
    assert "  " not in laid_out


@needs("selectolax")
def test_a_page_is_read_as_it_is_seen() -> None:
    read = read_document(HTML.encode(), "nyhed.html")
    assert read.text == HTML_TEXT
    assert (read.kind, read.language) == (DocumentKind.HTML, "da")
    assert read_document(HTML.encode(), language="kl").language == "kl"
    own_part = HTML.replace("<h1>", "<main><h1>").replace("<table>", "</main><table>", 1)
    assert read_document(own_part.encode()).text == HTML_TEXT.partition("\n\nÅr")[0]
    older = HTML.replace("<head>", '<head><meta charset="iso-8859-1">')
    assert read_document(older.encode("cp1252")).text == HTML_TEXT


@needs("mammoth", "selectolax")
def test_a_word_document_with_its_changes_accepted() -> None:
    inserted = f"<w:ins>{'<w:r><w:t>august </w:t></w:r>'}</w:ins>"
    deleted = "<w:del><w:r><w:delText>juli </w:delText></w:r></w:del>"
    controls = f"<w:sdt><w:sdtContent>{paragraph('Aftalen er af')}</w:sdtContent></w:sdt>"
    cells = "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in ("Nord", "Syd"))
    body = (
        controls
        + f"<w:p>{deleted}{inserted}<w:r><w:t>2024</w:t></w:r></w:p>"
        + f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>"
    )
    language = '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="da-DK"/></w:rPr>'
    styles = f"{language}</w:rPrDefault></w:docDefaults>"
    read = read_document(docx(body, styles=styles))
    assert read.text == "Aftalen er af\n\naugust 2024\n\nNord\tSyd"
    assert (read.kind, read.language) == (DocumentKind.DOCX, "da-DK")


@needs("pypdfium2")
def test_lines_of_a_pdf_are_put_together_to_paragraphs() -> None:
    wide = "Nord Kommune og Syd Kommune samarbejder om kultur og er-"
    pages = [
        ["Nord Kommune", wide, "hverv, også på ældre- og", "socialområdet (2019)."],
        ["Nord Kommune", wide.replace("er-", "Nord-"), "Syd. Det gælder:", "- Kultur", "- Sport"],
        ["Nord Kommune", "Anna Berg", "Borgmester", "", "Side 3"],
    ]
    numbered = [[*lines, "", f"Side {number} af 3"] for number, lines in enumerate(pages, 1)]
    read = read_document(pdf(numbered))
    assert read.text == (
        "Nord Kommune og Syd Kommune samarbejder om kultur og erhverv, også på ældre- og\n"
        "socialområdet (2019).\n\n"
        "Nord Kommune og Syd Kommune samarbejder om kultur og Nord-Syd. Det gælder:\n"
        "- Kultur\n- Sport\n\n"
        "Anna Berg\nBorgmester\n\nSide 3"
    )
    assert (read.kind, read.language) == (DocumentKind.PDF, "da-DK")
    at = read.text.index("Anna Berg")
    assert [read.page_at(place) for place in (0, at - 3, at)] == [1, 2, 3]
    assert read.line_at(at) == 8


@needs("mammoth", "pypdfium2", "selectolax")
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    assert refusal(pdf([["Side"]] * 2000), "a.pdf") == (
        "a.pdf: it has 2,000 pages, more than the 1,000 that are read. "
        "Save only the pages that count."
    )
    locked = "/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O (%s) /U (%s) >> /ID [(a) (a)]"
    assert refusal(pdf([["Side"]], trailer=locked % ("a" * 32, "b" * 32))) == (
        "it is protected with a password. Save a copy without the password."
    )
    assert refusal(pdf([[], []])).startswith("its pages are pictures without text. ")
    assert refusal(b"%PDF-1.7 and no more").startswith("it is a broken PDF. ")
    bomb = docx(" " * (70 << 20))
    assert len(bomb) < 1 << 20
    assert refusal(bomb).startswith("it unpacks to 70 MB in 1 files, more than is read (64 MB")
    assert refusal(docx("")) == "it has no text."
    assert refusal(docx("<w:p>")[:-40]).startswith("it is a broken Word document. ")
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(100 << 20)
    with pytest.raises(UnreadableFile, match=r"large.txt: it has 100 MB, more than the 32 MB"):
        read_document(large)
    assert refusal(bytes(MOST_BYTES + 1)).startswith("it has 32 MB, more than the 32 MB")


def test_a_text_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    assert refusal("første linje\nanden linje på".encode("cp1252")) == (
        "line 1 is not UTF-8 text. Save it as UTF-8."
    )
    assert refusal(b"\x89PNG\r\n").startswith("it looks like a PNG picture, and is read as text")
    assert refusal(rb"{\rtf1 x}").startswith("it is in rich text format (RTF). Save it as DOCX")
    assert refusal(b"\xd0\xcf\x11\xe0 Word").startswith("it is in an older Word format (DOC). ")
    assert refusal(b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")).startswith(
        "it is protected with a password."
    )
    assert refusal(b" \n") == "it has no text."
    assert refusal(b"x" * 5_000_001).startswith("its text has 5,000,001 characters, more than")
    archive = tmp_path / "sheet.xlsx"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(UnreadableFile, match=r"sheet\.xlsx: it is a ZIP archive, and not a Word"):
        read_document(archive)


@needs("mammoth", "selectolax")
def test_a_document_has_nothing_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmelig", encoding="utf-8")
    entity = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    named = docx(paragraph("før &x; efter").replace("&amp;x;", "&x;"), prolog=entity)
    assert read_document(named).text == "før efter"
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    swelling = f'<!DOCTYPE d [<!ENTITY l0 "hahaha">{lol}]>'
    with pytest.raises(UnreadableFile):
        read_document(docx(paragraph("").replace("></w:t>", ">&l9;</w:t>"), prolog=swelling))
    page = f'<p>Aftale</p><img src="{secret.as_uri()}"><iframe src="{secret.as_uri()}"></iframe>'
    assert read_document(page.encode(), "a.html").text == "Aftale"
