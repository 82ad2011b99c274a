"""Each setting that a portal would stumble over is one line that names it and says what to do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.catalog.publication import publication
from graph.catalog.readiness import fatal, faults
from graph.settings import Settings
from graph.texts import english_only
from tests.publishing import GOOD


def settings(**changed: str) -> Settings:
    return Settings.model_validate(GOOD | changed)


def test_good_settings_lack_nothing() -> None:
    assert faults(settings()) == []


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("base_url", "", "No address is set"),
        ("base_url", "http://data.nordkoebing.dk", "not https"),
        ("base_url", "https://venskab.example.org", "examples"),
        ("base_url", "https://localhost:8000", "this machine"),
        ("base_url", "https://127.0.0.1", "this machine"),
        ("base_url", "https://10.0.0.7", "this machine or network"),
        ("base_url", "https://server.local", "this machine or network"),
        ("publisher_name_da", "", "no Danish name"),
        ("publisher_name_en", " ", "no English name"),
        ("publisher_iri", "", "No IRI"),
        ("publisher_iri", "org/12345678", "not an absolute"),
        ("publisher_iri", "urn:cvr:12345678", "not an absolute"),
        ("publisher_iri", "https://www.nordkoebing.dk/a b", "not an absolute"),
        ("publisher_iri", "https://example.com/org", "examples"),
        ("publisher_type", "", "no type"),
        ("publisher_type", "Kommune", "not a type"),
        ("publisher_identifier", "", "No number"),
        ("publisher_identifier", "CVR 12345678", "not a register's number"),
        ("contact_name", "", "No contact"),
        ("contact_email", "", "No e-mail"),
        ("contact_email", "data at nordkoebing.dk", "not an e-mail address"),
        ("contact_email", "mailto:data@nordkoebing.dk", "not an e-mail address"),
        ("contact_email", "data@nordkoebing", "not an e-mail address"),
        ("contact_email", "data@example.org", "examples"),
        ("contact_url", "/contact", "not an absolute"),
        ("licence", "", "No licence"),
        ("licence", "CC BY 4.0", "not an absolute"),
        ("licence", "https://creativecommons.org/licenses/by/4.0/", "not the form"),
        ("licence", "http://creativecommons.org/licenses/by/4.0", "not the form"),
        ("licence", "http://creativecommons.org/licenses/by/4.0/deed.da", "not the form"),
        ("licence", "https://www.creativecommons.org/licenses/by/4.0/legalcode", "not the form"),
        ("catalog_languages", "", "No language"),
        ("catalog_languages", "da,ENG", "'da' is no code"),
        ("catalog_languages", "DAN,eng", "'eng' is no code"),
    ],
)
def test_a_wrong_value_is_one_line(name: str, value: str, words: str) -> None:
    (fault,) = faults(settings(**{name: value}))
    line = fault.line()
    assert line.startswith(f"VENSKAB_{name.upper()}: ")
    assert words in line
    assert "\n" not in line
    assert fault.hint


@pytest.mark.parametrize(
    ("value", "right"),
    [
        ("https://creativecommons.org/licenses/by/4.0/deed.da", "/licenses/by/4.0/."),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "/publicdomain/zero/1.0/."),
    ],
)
def test_the_right_form_of_a_licence_is_named(value: str, right: str) -> None:
    (fault,) = faults(settings(licence=value))
    assert fault.hint == f"Set it to http://creativecommons.org{right}"
    assert faults(settings(licence=fault.hint.removeprefix("Set it to ").rstrip("."))) == []


def test_the_right_code_of_a_language_is_named() -> None:
    (fault,) = faults(settings(catalog_languages="da-DK,ENG"))
    assert "Write DAN." in fault.line()


def test_everything_wrong_at_once_is_a_line_each() -> None:
    told = [fault.setting for fault in faults(Settings.model_validate({}))]
    assert len(told) == len(set(told)) == 8


@given(st.text())
def test_what_is_not_fatal_can_stand_in_rdf(text: str) -> None:
    given = settings(publisher_iri=text, licence=text, contact_url=text, catalog_languages=text)
    if not fatal(given):
        by = publication(given, "https://data.nordkoebing.dk/", english_only)
        for iri in (by.publisher, by.licence, by.contact_url, *by.languages):
            assert not set(iri) & set(' <>"{}|\\^`\n')
