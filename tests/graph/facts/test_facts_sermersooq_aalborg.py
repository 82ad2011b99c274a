"""The facts of the main agreement of 2019, one test a fact, named by its id in FACTS.md.

Each asks the shipped graph by SPARQL and also wants the passage that the answer rests on.
"""

from __future__ import annotations

import pytest

from graph.prefixes import PREFIXES
from tests.graph.facts.founding_documents import Backed, Values

A = "sermersooq-aalborg-2019"
MAIN = f"agreement:{A}"
ANNEX = f"agreement:{A}-annex-1"
BOTH = {"municipality/kommuneqarfik-sermersooq", "municipality/aalborg-kommune"}


def test_a1_main_agreement_over_an_established_cooperation(values: Values, backed: Backed) -> None:
    assert values(MAIN, "vsk:agreementKind") == {"agreement-kind/main-agreement"}
    assert values(MAIN, "vsk:governs/vsk:partnershipKind") == {"partnership-kind/twinning"}
    assert values(MAIN, "vsk:governs/vsk:began") == {"../2019-12"}
    assert backed(MAIN, "vsk:agreementKind", "hovedaftale for det etablerede samarbejde")
    partnership = "partnership:sermersooq-aalborg"
    assert backed(partnership, "vsk:partnershipKind", "indgår herved en venskabsbyaftale")
    assert backed(partnership, "vsk:began", "hovedaftale for det etablerede samarbejde")


def test_a2_parties(values: Values, backed: Backed) -> None:
    assert values(MAIN, "vsk:party") == BOTH
    assert values(MAIN, "vsk:governs/^vsk:inPartnership/vsk:party") == BOTH
    quotation = "Kommuneqarfik Sermersooq og Aalborg Kommune indgår herved"
    assert backed(MAIN, "vsk:party", quotation)
    assert backed("participation:sermersooq-aalborg-aalborg-kommune", "vsk:party", quotation)


def test_a3_purposes(values: Values, backed: Backed) -> None:
    purposes = values(MAIN, "vsk:purpose")
    assert len(purposes) == 6, "three purposes, in Danish and English"
    for words in ("citizens, organisations and businesses", "growth and development", "inspire"):
        assert any(words in purpose for purpose in purposes)
    ties = "styrke båndet mellem borgere, organisationer og erhvervsvirksomheder"
    assert backed(MAIN, "vsk:purpose", ties)
    assert backed(MAIN, "vsk:purpose", "skabe fundamentet for vækst og udvikling")
    assert backed(MAIN, "vsk:purpose", "inspiration og motivation til udvikling og nytænkning")


AREAS = {
    "business-growth-jobs": "Erhverv, vækst og arbejdspladser",
    "welfare-health": "Velfærds- og sundhedsområdet",
    "children-education": "Børne- og uddannelsesområdet",
    "urban-development": "Byudvikling",
    "culture-sport-leisure": "Kultur, sport og fritid",
    "energy": "Energiområdet",
}


def test_a4_binds_to_cooperate_in_six_areas(values: Values, backed: Backed) -> None:
    six = {f"cooperation-area/{area}" for area in AREAS}
    cooperate = f"commitment:{A}-cooperate"
    assert values(MAIN, "vsk:area") == six
    assert values(cooperate, "vsk:area") == six
    assert values(cooperate, "vsk:strength") == {"commitment-strength/shall"}
    assert values(cooperate, "vsk:debtor") == values(cooperate, "vsk:beneficiary") == BOTH
    assert backed(cooperate, "vsk:strength", "Aftalen forpligter gensidigt til samarbejde")
    for quotation in AREAS.values():
        assert backed(MAIN, "vsk:area", quotation)


def test_a5_also_outside_the_areas(values: Values, backed: Backed) -> None:
    other = f"commitment:{A}-other-areas"
    assert values(MAIN, "vsk:permitsOtherAreas") == {"true"}
    assert values(other, "vsk:strength") == {"commitment-strength/may"}
    assert backed(MAIN, "vsk:permitsOtherAreas", "enkeltstående arrangementer og initiativer")
    assert backed(other, "vsk:strength", "kan desuden indgå i samarbejde")


def test_a6_professionals_develop_action_plans(values: Values, backed: Backed) -> None:
    plans = f"commitment:{A}-action-plans"
    assert values(plans, "vsk:underAgreement") == {f"agreement/{A}"}
    assert values(plans, "vsk:commitmentKind") == {"commitment-kind/planning"}
    assert values(plans, "vsk:debtor") == BOTH
    assert any("Professionals of both" in text for text in values(plans, "dcterms:description"))
    quotation = "udvikler i fællesskab konkrete handleplaner og aftaler"
    assert backed(plans, "vsk:commitmentKind", quotation)


def test_a7_replaces_the_agreement_of_2015(values: Values, backed: Backed) -> None:
    older = "agreement:sermersooq-aalborg-2015"
    assert values(MAIN, "vsk:replaces") == {"agreement/sermersooq-aalborg-2015"}
    assert values(older, "vsk:signed") == {"2015-08-12"}
    assert values(older, "vsk:documentStatus") == {"document-status/mentioned"}
    assert backed(MAIN, "vsk:replaces", "erstatter aftale af 12. august 2015")
    assert backed(older, "vsk:signed", "aftale af 12. august 2015")


def test_a8_reassessed_in_august_2024(values: Values, backed: Backed) -> None:
    review = f"commitment:{A}-review"
    assert values(MAIN, "vsk:reviewDue") == values(review, "vsk:due") == {"2024-08"}
    assert values(review, "vsk:commitmentKind") == {"commitment-kind/review"}
    assert backed(MAIN, "vsk:reviewDue", "revurderes i august 2024")
    assert backed(review, "vsk:due", "og revurderes i august 2024")


def test_a9_in_force_when_signed_with_annex_1(values: Values, backed: Backed) -> None:
    event = f"event:{A}-entered-into-force"
    assert values(MAIN, "vsk:inForceFrom") == values(MAIN, "vsk:signed")
    assert values(ANNEX, "vsk:inForceFrom") == values(MAIN, "vsk:signed")
    assert values(event, "vsk:eventKind") == {"event-kind/entered-into-force"}
    assert values(event, "vsk:concerns") == {f"agreement/{A}", f"agreement/{A}-annex-1"}
    assert backed(MAIN, "vsk:inForceFrom", "Aftalen træder i kraft ved underskrivelsen")
    assert backed(ANNEX, "vsk:inForceFrom", "herunder aktivering af indsatser jf. bilag 1")


def test_a10_dated_december_2019_day_unknown(values: Values, backed: Backed) -> None:
    assert values(MAIN, "vsk:signed") == {"2019-12-XX"}
    assert values(MAIN, "vsk:documentStatus") == {"document-status/draft-form"}
    assert values(f"event:{A}-signed", "vsk:date") == {"2019-12-XX"}
    assert backed(MAIN, "vsk:signed", "XX. december 2019")


@pytest.mark.parametrize(
    ("person", "municipality", "name", "quotation"),
    [
        (
            "charlotte-ludvigsen",
            "kommuneqarfik-sermersooq",
            "Charlotte Ludvigsen",
            "Charlotte Ludvigsen\nBorgmester\nKommuneqarfik Sermersooq",
        ),
        (
            "thomas-kastrup-larsen",
            "aalborg-kommune",
            "Thomas Kastrup-Larsen",
            "Thomas Kastrup-Larsen\nBorgmester\nAalborg Kommune",
        ),
    ],
)
def test_a11_signatories(
    values: Values, backed: Backed, person: str, municipality: str, name: str, quotation: str
) -> None:
    signature = f"signature:{A}-{person}"
    membership = f"membership:{person}-{municipality}-mayor"
    assert values(MAIN, "^vsk:signs/vsk:signatory/rdfs:label") >= {name}
    assert values(signature, "vsk:signs") == {f"agreement/{A}"}
    assert values(signature, "vsk:signedFor") == {f"municipality/{municipality}"}
    assert values(signature, "vsk:signedAs/org:role") == {"office-role/mayor"}
    assert values(signature, "vsk:documentStatus") == {"document-status/draft-form"}
    assert values(membership, "org:member") == {f"person/{person}"}
    assert values(membership, "vsk:attested") == {"2019-12-XX"}
    assert backed(signature, "vsk:signatory", quotation)
    assert backed(membership, "org:role", quotation)


def test_a12_annex_1_after_aalborgdage(values: Values, backed: Backed) -> None:
    days = "public-event:aalborgdage-nuuk-2019"
    assert values(ANNEX, "dcterms:isPartOf") == {f"agreement/{A}"}
    assert values(ANNEX, "a") == {PREFIXES["vsk"] + "Annex"}
    assert values(days, "vsk:date") == {"2019-08-14/2019-08-17"}
    assert values(days, "vsk:place") == {"locality/nuuk"}
    assert values(days, "vsk:ledTo") == {f"agreement/{A}-annex-1"}
    assert values(days, "schema:superEvent/rdfs:label") == {"AalborgDage"}
    assert backed(ANNEX, "vsk:Annex", "Bilag 1: Aftale om konkrete indsatser")
    assert backed(days, "vsk:date", "AalborgDage i Nuuk 14.-17. august 2019")
    assert backed(days, "vsk:ledTo", "I forlængelse af AalborgDage i Nuuk")


def test_a13_labour_market_programme(values: Values, backed: Backed) -> None:
    programme, plan = f"initiative:{A}-labour-market", f"commitment:{A}-labour-market-plan"
    assert values(programme, "vsk:underAgreement") == {f"agreement/{A}-annex-1"}
    assert values(programme, "vsk:area") == {"cooperation-area/labour-market"}
    assert values(programme, "vsk:party") == values(plan, "vsk:debtor") == BOTH
    assert any("upskilling" in text for text in values(programme, "dcterms:description"))
    assert values(plan, "dcterms:relation") == {f"initiative/{A}-labour-market"}
    assert backed(programme, "vsk:area", "Der iværksættes et arbejdsmarkedsprogram")
    assert backed(programme, "vsk:Initiative", "Behov for arbejdskraft i Kommuneqarfik Sermersooq")
    drawn_up = "Parterne udarbejder projektbeskrivelse, organisering, tidsplan og ansvarsfordeling"
    assert backed(plan, "vsk:debtor", drawn_up)


def test_a14_two_new_schools(values: Values, backed: Backed) -> None:
    schools = f"initiative:{A}-schools"
    assert values(schools, "vsk:area") == {"cooperation-area/schools"}
    assert values(schools, "vsk:place") == {"locality/nuuk", "locality/noerresundby"}
    assert values(schools, "vsk:underAgreement") == {f"agreement/{A}-annex-1"}
    assert backed(schools, "vsk:place", "I Nuuk og i Nørresundby bygges der")
    quotation = "Venskabs og erfaringsudveksling mellem de to nye skoler"
    assert backed(schools, "vsk:Initiative", quotation)


def test_a15_green_test_centre(values: Values, backed: Backed) -> None:
    centre, study = f"initiative:{A}-test-centre", f"commitment:{A}-test-centre-study"
    assert values(centre, "vsk:initiativeStatus") == {"initiative-status/under-study"}
    assert values(centre, "vsk:place") == {"locality/aalborg", "locality/nuuk"}
    assert values(study, "vsk:commitmentKind") == {"commitment-kind/study"}
    assert backed(centre, "vsk:Initiative", "Grønt testcenter med arktisk dimension")
    quotation = "Det undersøges hvorledes et eventuelt testcenter i Aalborg"
    assert backed(centre, "vsk:initiativeStatus", quotation)
    assert backed(centre, "vsk:place", "med testfaciliteter i Nuuk")


def test_a16_exchange_of_employees(values: Values, backed: Backed) -> None:
    staff = f"exchange:{A}-staff"
    assert values(staff, "vsk:participantGroup") == {"participant-group/staff"}
    assert values(staff, "vsk:fromParty") == values(staff, "vsk:toParty") == BOTH
    assert values(staff, "vsk:initiativeStatus") == {"initiative-status/ongoing"}
    assert values(staff, "vsk:underAgreement") == {f"agreement/{A}-annex-1"}
    assert backed(staff, "vsk:participantGroup", "Fortsat udveksling af medarbejdere")
    assert backed(staff, "vsk:party", "mellem forvaltninger men også organisationer")


def test_a17_running_cooperation(values: Values, backed: Backed) -> None:
    running = f"initiative:{A}-running-cooperation"
    assert values(running, "vsk:initiativeStatus") == {"initiative-status/ongoing"}
    assert values(running, "vsk:party") == BOTH
    assert not values(running, "vsk:underAgreement"), "it lies beyond the annex"
    quotation = "Herudover er der løbende samarbejder mellem forvaltningerne"
    assert backed(running, "vsk:initiativeStatus", quotation)


def test_a18_sdg_reporting_is_only_wished_for(values: Values, backed: Backed) -> None:
    wish = f"commitment:{A}-sdg-reporting"
    assert values(wish, "vsk:commitmentKind") == {"commitment-kind/reporting"}
    assert values(wish, "vsk:strength") == {"commitment-strength/wish"}
    assert not values("?anything", "vsk:sdg"), "no goal is named"
    assert backed(wish, "vsk:strength", "Parterne sætter pris på at indsatser")
    quotation = "afrapporteres i forhold til relevante FN verdensmål"
    assert backed(wish, "vsk:commitmentKind", quotation)


def test_a19_chief_executives_update_once_or_twice_a_year(values: Values, backed: Backed) -> None:
    update = f"commitment:{A}-update"
    assert values(update, "vsk:debtor/org:role") == {"office-role/chief-executive"}
    assert values(update, "vsk:debtor/org:postIn") == BOTH
    assert values(update, "vsk:timesPerYearMin") == {"1"}
    assert values(update, "vsk:timesPerYearMax") == {"2"}
    assert values(update, "vsk:strength") == {"commitment-strength/shall"}
    quotation = "Kommunaldirektørerne fra begge parter sikre løbende opdatering"
    assert backed(update, "vsk:debtor", quotation)
    assert backed(update, "vsk:timesPerYearMax", "Dette sker 1-2 gange årligt")
