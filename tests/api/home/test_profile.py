"""Who runs a deployment, and where errors are reported, by its settings."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from api.html.profile import report_address
from graph.settings import Settings
from tests.api.html_page import Page, get
from tests.api.serving import running

AGREEMENT = "/doc/agreement/sermersooq-aalborg-2019?lang=en"


def test_a_deployment_says_who_runs_it_and_where_a_review_is_reported(small_home: Path) -> None:
    settings = {
        "VENSKAB_SITE_NAME": "Nordbånd",
        "VENSKAB_SITE_DESCRIPTION_EN": "The ties of <our> municipalities.",
        "VENSKAB_PUBLISHER_NAME_EN": "The North Office",
        "VENSKAB_CONTACT_EMAIL": "office@north.example",
        "VENSKAB_IMPRINT_URL": "https://north.example/imprint",
        "VENSKAB_REPORT_ADDRESS": "mailto:register@north.example",
    }
    with running(small_home, **settings) as server, httpx.Client(base_url=server.origin) as client:
        agreement = Page(get(client, AGREEMENT))
        held, wrong, foot = (
            href for href in agreement.all("a", "href") if href.startswith("mailto:register@")
        )
        assert "Was it held? Send the source" in agreement.text
        for href in (held, wrong, foot):
            asked = parse_qs(urlsplit(href).query)
            assert asked["subject"][0].startswith("Nordbånd: Main agreement on twinning")
            assert f"{server.origin}/doc/agreement/sermersooq-aalborg-2019" in asked["body"][0]
        about = Page(get(client, "/about?lang=en"))
        for said in ("The North Office", "office@north.example", "The ties of <our> municip"):
            assert said in about.text
        assert "mailto:office@north.example" in about.all("a", "href")
        assert "https://north.example/imprint" in about.all("a", "href")
        assert "About Venskab · Nordbånd" in about.text
        assert "Was it held?" in Page(get(client, "/reviews?lang=en")).text


def test_without_the_settings_nothing_is_asked_for(client: httpx.Client) -> None:
    for path in (AGREEMENT, "/about?lang=en", "/reviews?lang=en"):
        text = Page(get(client, path)).text
        assert "Who runs this" not in text
        assert "Send the source" not in text
        assert "send a source" not in text


@pytest.mark.parametrize(
    ("form", "filled"),
    [
        ("https://f.example/new", "https://f.example/new?page=P%2F1&subject=A+%26+B&lang=da"),
        (
            "https://f.example/new?k=1",
            "https://f.example/new?k=1&page=P%2F1&subject=A+%26+B&lang=da",
        ),
        (
            "https://f.example/{lang}?t={subject}&u={page}",
            "https://f.example/da?t=A%20%26%20B&u=P%2F1",
        ),
        ("", ""),
    ],
)
def test_a_form_gets_the_page_and_the_subject(form: str, filled: str) -> None:
    settings = Settings(report_address=form)
    assert report_address(settings, "da", "P/1", "A & B") == filled


def test_an_address_that_could_run_something_is_refused() -> None:
    for address in ("javascript:alert(1)", "mailto:a@b?cc=c@d", "http://a b"):
        with pytest.raises(ValueError, match="report_address"):
            Settings(report_address=address)
