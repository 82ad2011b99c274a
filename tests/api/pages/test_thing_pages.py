"""The pages of single things, as a reader sees them without JavaScript."""

from __future__ import annotations

import gzip
import json
import re

import httpx
import pytest

from graph.prefixes import BASE
from tests.api.html_page import HTML, Page, runs_nothing_inline

OF_EACH_TYPE = (
    "municipality/aarhus-kommune",
    "municipality/kommuneqarfik-sermersooq",
    "partnership/aarhus-kujalleq",
    "partnership/gentofte-tasiilaq",
    "agreement/sermersooq-aalborg-2019",
    "agreement/kujalleq-aarhus-2016",
    "initiative/sermersooq-aalborg-2019-schools",
    "visit/aarhus-kujalleq-2016-05",
    "meeting/thisted-chain-2013",
    "public-event/aalborgdage-nuuk-2019",
    "network/covenant-of-mayors",
    "person/thomas-kastrup-larsen",
    "locality/nuuk",
)
MOST_BYTES = 50_000


def page(client: httpx.Client, thing: str, lang: str = "da") -> Page:
    response = client.get(f"/doc/{thing}", params={"lang": lang}, headers=HTML)
    assert response.status_code == 200, thing
    return Page(response)


def section(found: Page, text: str) -> str:
    """The text of the page from a heading on, to the next part's end."""
    return re.sub(r"\s+", " ", found.text).partition(text)[2][:20000]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("thing", OF_EACH_TYPE)
def test_a_page_of_each_type_is_whole_light_and_runs_nothing(
    client: httpx.Client, thing: str, lang: str
) -> None:
    response = client.get(f"/doc/{thing}", params={"lang": lang}, headers=HTML)
    found = Page(response)
    assert [tag for tag, _ in found.tags].count("h1") == 1
    assert runs_nothing_inline(found)
    ids = [attrs["id"] for _, attrs in found.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert len(gzip.compress(response.content)) < MOST_BYTES
    numbers = {href for href in found.all("a", "href") if re.fullmatch(r"#note-\d+", href)}
    assert numbers or thing.startswith("locality/")
    assert {f"#{id_}" for id_ in ids if re.fullmatch(r"note-\d+", id_ or "")} == numbers
    assert f"{BASE}doc/{thing}" in found.all("link", "href")
    assert re.search("Alle udsagn|All statements|siges om|said of it", found.text)


def test_a_town_says_who_runs_it_and_what_it_has(client: httpx.Client) -> None:
    found = page(client, "locality/nuuk", "en")
    assert "Run by Kommuneqarfik Sermersooq" in found.text
    now = section(found, "Partners today")
    assert now.index("Tromsø") < now.index("The ties through time") < now.index("AalborgDage")
    whole = section(found, "The municipality has these for all its towns.")
    assert whole.partition("The ties through time")[0].count("Aalborg") == 2
    assert "No source here gives it a former name." in found.text
    assert [attrs for tag, attrs in found.tags if attrs.get("class") == "map map-wide"]


def test_a_country_leads_to_its_municipalities_here(client: httpx.Client) -> None:
    found = page(client, "municipality/aalborg-kommune")
    assert "/municipalities?country=DK&lang=da" in found.all("a", "href")
    assert "Kommune · Danmark" in found.text


def test_a_municipality_lists_its_partners_and_draws_them(client: httpx.Client) -> None:
    found = page(client, "municipality/aarhus-kommune")
    now = section(found, "Partnere i dag")
    assert "Kommune Kujalleq" in now
    assert "Qaqortoq" in now, "on behalf of which town"
    assert "Tidligere partnere" in found.text
    drawings = [a for _, a in found.tags if (a.get("class") or "").startswith("map map-")]
    assert {a["aria-label"] for a in drawings} == {"Kort over partnere til Aarhus"}
    assert len(drawings) == 2, "a phone has a drawing of its own"
    places = [attrs for tag, attrs in found.tags if attrs.get("class") in ("here", "dot")]
    assert len(places) == 2 * 3


def test_whose_part_it_took_over_was_no_partner(client: httpx.Client) -> None:
    found = page(client, "municipality/kommuneqarfik-sermersooq", "en")
    former = section(found, "Former partners").partition("The ties through time")[0]
    assert "Gentofte" in former and "Ammassalik" not in former
    assert "Why in force?" not in found.text, "that a municipality is there needs no reasons"


def test_the_ties_stand_from_the_oldest_on(client: httpx.Client) -> None:
    story = section(page(client, "municipality/gladsaxe-kommune", "en"), "The ties through time")
    assert 0 < story.index("Narsaq") < story.index("Neubrandenburg")


def test_a_merged_municipality_tells_what_came_after(client: httpx.Client) -> None:
    found = page(client, "municipality/nuuk-kommune", "en")
    assert "No longer exists. Its successor:" in found.text
    assert "Before and after: mergers and splits" in found.text
    assert "1 January 2009" in found.text


def test_a_municipality_without_known_partners_says_what_that_means(client: httpx.Client) -> None:
    found = page(client, "municipality/laesoe-kommune", "en")
    assert "That does not mean that it has none." in found.text


def test_vague_dates_are_said_and_drawn_as_vague(client: httpx.Client) -> None:
    found = page(client, "partnership/aarhus-kujalleq", "en")
    assert "by May 1966" in found.text
    assert "../1966-05" in found.text, "what the data have"
    drawn = [attrs for tag, attrs in found.tags if tag == "rect"]
    assert any(
        "possible" in str(attrs.get("class")).split() and attrs.get("fill") == "url(#hatch)"
        for attrs in drawn
    )
    assert any(attrs.get("class") == "certain" and "y" in attrs for attrs in drawn)


def test_each_party_has_its_own_status_today(client: httpx.Client) -> None:
    found = page(client, "partnership/gentofte-tasiilaq", "en")
    answer = re.sub(r"\s+", " ", found.text)
    assert "Ended about March 2025" in answer
    first = answer.partition("Who ended it")[2].partition("Last heard of")[0]
    steps = (
        "Kommuneqarfik Sermersooq",
        "on behalf of Tasiilaq",
        "about March 2025",
        "disagreement",
    )
    assert [first.index(step) for step in steps] == sorted(first.index(step) for step in steps)
    unsaid = section(found, "What is not said")
    assert "No source says that Gentofte has left it" in unsaid
    assert "still has it" in unsaid and "Seen 8 February 2026" in unsaid
    parties = section(found, "The parties and their status today")
    assert parties.index("Gentofte") < parties.index("not said to have left")
    assert parties.index("not said to have left") < parties.index("ended")


def test_of_many_sources_a_screen_shows_three_and_paper_all(client: httpx.Client) -> None:
    found = page(client, "partnership/gentofte-tasiilaq", "en")
    folded = [attrs["href"] for tag, attrs in found.tags if attrs.get("class") == "folded"]
    more = [attrs for tag, attrs in found.tags if attrs.get("class") == "folding"]
    assert folded and {each["href"] for each in more} == {"#sources"}
    assert "6 more sources" in {each["aria-label"] for each in more}
    anchors = {attrs.get("id") for _, attrs in found.tags}
    assert {href.removeprefix("#") for href in folded if href} <= anchors


def test_the_life_of_a_partnership_tells_what_was_decided_by_whom(client: httpx.Client) -> None:
    found = page(client, "partnership/aarhus-st-petersburg")
    life = section(found, "Partnerskabets liv").partition("opsagt")[2]
    steps = ("Aarhus (kommunalbestyrelse)", "krig", "Invasionen af Ukraine.")
    places = [life.index(step) for step in steps]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("thing", "question"),
    [
        ("agreement/sermersooq-aalborg-2019", "Why possibly in force or ended?"),
        ("partnership/aarhus-st-petersburg", "Why ended?"),
        ("partnership/aarhus-st-petersburg", "Aarhus: Why ended?"),
        ("participation/tromsoe-murmansk-tromsoe", "Why ended?"),
    ],
)
def test_a_page_tells_why_beside_the_status(
    client: httpx.Client, thing: str, question: str
) -> None:
    found = page(client, thing, "en")
    assert question in re.sub(r"\s+", " ", found.text)


def test_the_reasons_stand_with_their_sources_and_the_last_sign_beside(
    client: httpx.Client,
) -> None:
    text = section(page(client, "agreement/sermersooq-aalborg-2019"), "Sidst hørt om")
    assert text.startswith(": en dag i december 2019."), "as exact as the source, and no more"
    reasons = text.partition("Hvorfor måske i kraft eller ophørt?")[2]
    assert reasons.index("Trådt i kraft: en dag i december 2019") < reasons.index(
        "træder i kraft ved underskrivelsen"
    )
    assert "en kilde oplyser: i kraft til tidligst august 2024" in reasons.lower()


def test_two_sources_that_disagree_stand_side_by_side(client: httpx.Client) -> None:
    found = page(client, "partnership/gentofte-tasiilaq", "en")
    began = section(found, "sources disagree")
    assert began.index("1990") < began.index("1991")


def test_beside_a_claim_stands_the_passage_it_rests_on(client: httpx.Client) -> None:
    found = page(client, "agreement/sermersooq-aalborg-2019")
    assert [tag for tag, _ in found.tags].count("q") > 20
    assert "hovedaftale, område 4" in found.text
    words = ("angivet i kilden", "regnet ud", "tilføjet af kurator", "kurator")
    assert all(text in found.text for text in words), "told apart by words"
    answer = client.get("/doc/agreement/sermersooq-aalborg-2019", headers=HTML)
    assert all(f">{mark}</b>" in answer.text for mark in "“=+"), "and by signs"
    numbers = [href for href in found.all("a", "href") if href.startswith("#note-1")]
    assert "#note-1" in numbers and "#note-1-used" in numbers, "there and back"


def test_a_page_answers_first(client: httpx.Client) -> None:
    agreement = page(client, "agreement/sermersooq-aalborg-2019")
    said = re.sub(r"\s+", " ", agreement.text)
    assert "Revurdering overskredet siden august 2024" in said
    assert "revurderes i august 2024" in said.partition("Ingen kilde siger, at det er sket")[0]
    assert "Parterne skylder" in said
    owes = section(page(client, "municipality/aalborg-kommune", "en"), "Overdue since August 2024")
    assert owes.index("Kommuneqarfik Sermersooq") < owes.index("Possibly in force")
    assert owes.index("All deadlines") < owes.index("Partners today") < owes.index("217,075")
    partners = page(client, "municipality/gladsaxe-kommune", "en")
    assert re.search(r"\d+ partners today", partners.text)


def test_commitments_stand_by_strength_and_drafts_are_called_so(client: httpx.Client) -> None:
    found = page(client, "agreement/sermersooq-aalborg-2019", "en")
    duties = section(found, "What the parties have promised")
    assert duties.index("Shall") < duties.index("overdue") < duties.index("May 1")
    assert duties.index("May 1") < duties.index("Wish 1")
    signatories = section(found, "Signatories")
    assert "Thomas Kastrup-Larsen" in signatories
    assert "draft form" in signatories


def test_an_agreement_shows_its_family_in_both_directions(client: httpx.Client) -> None:
    later = page(client, "agreement/kujalleq-aarhus-2016", "en")
    assert "Friendship agreement of Kujalleq and Aarhus" in section(later, "it renews or replaces")
    earlier = page(client, "agreement/kujalleq-aarhus-2009", "en")
    after = section(earlier, "What renews or replaces it")
    assert "Renewed cooperation agreement" in after


def test_a_visit_tells_who_was_there_in_what_office(client: httpx.Client) -> None:
    attended = section(page(client, "visit/aarhus-kujalleq-2016-05", "en"), "Who was to take part")
    assert "alderman" in attended
    assert "Aarhus" in attended


def test_a_person_is_shown_by_office_only(client: httpx.Client) -> None:
    found = page(client, "person/thomas-kastrup-larsen")
    assert "borgmester" in section(found, "Embeder")
    assert "Hovedaftale om venskabsbysamarbejde" in section(found, "Underskrifter")


def test_a_search_engine_reads_what_the_page_is_about(client: httpx.Client) -> None:
    text = client.get("/doc/municipality/aarhus-kommune.html", params={"lang": "en"}).text
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text)
    about = json.loads(told)["mainEntity"]
    assert about["@id"] == f"{BASE}id/municipality/aarhus-kommune"
    assert about["@type"] == "AdministrativeArea"
    assert about["geo"]["latitude"] == pytest.approx(56.16, abs=0.1)
    assert json.loads(told)["license"] == "http://creativecommons.org/licenses/by/4.0/"


def test_foreign_names_say_their_language(client: httpx.Client) -> None:
    found = page(client, "partnership/sudurnesjabaer-vagur", "en")
    assert {"is", "da"} & set(found.all("a", "lang") + found.all("q", "lang"))
