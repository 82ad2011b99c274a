"""What a person types into a question's form: names, countries and kinds in words."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from queries.library import library
from tests.api.html_page import HTML, Page


def ask(client: httpx.Client, name: str, **values: str) -> httpx.Response:
    return client.get(f"/queries/{name}", params={"lang": "en", **values}, headers=HTML)


def led_to(response: httpx.Response, parameter: str) -> str:
    assert response.status_code == 303
    return parse_qs(urlsplit(response.headers["location"]).query)[parameter][0]


@pytest.mark.parametrize(
    ("name", "parameter", "typed", "meant"),
    [
        ("partners-on-a-map", "municipality", "Aarhus", "municipality/aarhus-kommune"),
        ("partners-on-a-map", "municipality", "århus kommune", "municipality/aarhus-kommune"),
        ("network-members", "network", "EU's borgmesterpagt", "network/covenant-of-mayors"),
        ("most-partners", "country", "Færøerne", "FO"),
        ("most-partners", "country", "denmark", "DK"),
    ],
)
def test_a_name_leads_to_what_it_names(
    client: httpx.Client, name: str, parameter: str, typed: str, meant: str
) -> None:
    response = ask(client, name, **{parameter: typed})
    assert led_to(response, parameter) == meant
    answer = client.get(response.headers["location"], headers=HTML)
    assert answer.status_code == 200
    sent = 'data-suggest-value="' if "/" in meant else 'option value="'
    assert f'{sent}{meant}"' in answer.text


def test_a_form_shows_names_in_place_of_addresses_and_codes(client: httpx.Client) -> None:
    page = Page(ask(client, "partners-on-a-map", municipality="municipality/odense-kommune"))
    (field,) = [attrs for _, attrs in page.tags if attrs.get("name") == "municipality"]
    assert field["value"] == "Odense Municipality"
    assert field["data-suggest"] == "municipality"
    # What the form shows can be sent again.
    again = ask(client, "partners-on-a-map", municipality=field["value"] or "")
    assert led_to(again, "municipality") == "municipality/odense-kommune"
    for query in library().values():
        shown = Page(ask(client, query.name))
        for each in query.parameters:
            fields = [attrs for _, attrs in shown.tags if attrs.get("name") == each.name]
            if each.type == "iri":
                (field,) = fields
                assert "/" not in f"{field['value']} {field.get('placeholder', '')}", query.name
            elif each.type == "country":
                assert ">Faroe Islands</option>" in ask(client, query.name).text


def test_a_name_of_several_is_asked_about_and_each_choice_answers(client: httpx.Client) -> None:
    response = ask(client, "partners-on-a-map", municipality="kommune", on="2012-01-01")
    page = Page(response)
    assert response.status_code == 400
    (field,) = [attrs for _, attrs in page.tags if attrs.get("name") == "municipality"]
    assert [1 for _, attrs in page.tags if attrs.get("id") == field["aria-describedby"]] == [1]
    assert field["aria-invalid"] == "true"
    assert "autofocus" in field
    assert "More than one may be called “kommune”" in page.text
    choices = [href for href in page.all("a", "href") if "municipality=municipality" in href]
    assert len(choices) > 1
    for href in choices:
        assert "on=2012-01-01" in href
        assert client.get(href, headers=HTML).status_code == 200


def test_a_name_of_nothing_leads_to_the_search(client: httpx.Client) -> None:
    response = ask(client, "partners-on-a-map", municipality="<b>Xyzzyq</b>")
    assert response.status_code == 400
    assert 'aria-invalid="true"' in response.text
    assert "<b>Xyzzyq" not in response.text
    assert any(href.startswith("/search?q=") for href in Page(response).all("a", "href"))


def test_programs_are_told_that_a_name_is_no_address(client: httpx.Client) -> None:
    response = client.get("/queries/partners-on-a-map.csv", params={"municipality": "Aarhus"})
    assert response.status_code in (400, 404)
    response = client.get("/queries/partners-on-a-map?municipality=Aarhus&format=csv")
    assert response.status_code == 400
    assert response.json()["parameter"] == "municipality"


def test_kinds_are_chosen_by_their_names(client: httpx.Client) -> None:
    named = [
        (query.name, each.name)
        for query in library().values()
        for each in query.parameters
        if each.type == "concept"
    ]
    assert named
    for query, parameter in named:
        page = ask(client, query).text
        field = page.partition(f'name="{parameter}"')[2].partition("</select>")[0]
        assert field.count("<option") > 2, query
