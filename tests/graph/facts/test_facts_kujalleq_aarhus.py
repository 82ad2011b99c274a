"""The facts of the news item of 2016, one test a fact, named by its id in FACTS.md.

Each asks the shipped graph by SPARQL and also wants the passage that the answer rests on.
"""

from __future__ import annotations

from graph.prefixes import BASE
from tests.graph.facts.founding_documents import Backed, Values

B = "kujalleq-aarhus-2016"
RENEWED = f"agreement:{B}"
BOTH = {"municipality/kommune-kujalleq", "municipality/aarhus-kommune"}


def test_b1_renewed_with_aarhus(values: Values, backed: Backed) -> None:
    assert "agreement-kind/renewal" in values(RENEWED, "vsk:agreementKind")
    assert values(RENEWED, "vsk:party") == BOTH
    assert values(RENEWED, "vsk:renews/vsk:documentStatus") == {"document-status/mentioned"}
    assert values(RENEWED, "vsk:documentStatus") == {"document-status/press-report"}
    assert "Århus Kommune" in values("municipality:aarhus-kommune", "skos:altLabel")
    assert values("municipality:aarhus-kommune", "skos:editorialNote"), "the curator says why"
    quotation = "Kommune Kujalleq har fornyet samarbejdsaftalen med Århus Kommune"
    assert backed(RENEWED, "vsk:renews", quotation)


def test_b2_twinned_for_over_fifty_years(values: Values, backed: Backed) -> None:
    partnership, kujalleq = "partnership:aarhus-kujalleq", "municipality:kommune-kujalleq"
    assert values(partnership, "vsk:partnershipKind") == {"partnership-kind/twinning"}
    assert values(partnership, "vsk:began") == {"../1966-05"}
    assert values(kujalleq, "vsk:began") == {"2009-01-01"}, "younger than the partnership"
    formed_of = values(kujalleq, "^org:resultingOrganization/org:originalOrganization")
    towns = ("nanortallip-kommunia", "narsaq-kommune", "qaqortoq-kommune")
    assert formed_of == {f"municipality/{town}" for town in towns}
    own = "participation:aarhus-kujalleq-kommune-kujalleq"
    assert values(own, "vsk:began") == {"2009-01-01"}
    assert values(own, "vsk:inheritedFrom/vsk:began") == {"../1966-05"}
    assert backed(partnership, "vsk:began", "og har været dette over 50 år")
    assert backed(partnership, "vsk:partnershipKind", "som er en af kommunens venskabsbyer")


def test_b3_renewed_at_the_mayors_meeting(values: Values, backed: Backed) -> None:
    meeting, week = "meeting:aarhus-kujalleq-2016-05", {"2016-05-02/2016-05-08"}
    mayors = {"person/jakob-bundsgaard", "person/joergen-waever-johansen"}
    assert values(meeting, "vsk:date") == values(f"event:{B}-renewed", "vsk:date") == week
    assert values(meeting, "vsk:ledTo") == {f"agreement/{B}"}
    assert values(meeting, "^vsk:attendanceAt/vsk:attendee") == mayors
    assert values("person:jakob-bundsgaard", "^org:member/vsk:post/org:postIn") == {
        "municipality/aarhus-kommune"
    }
    assert values("person:joergen-waever-johansen", "^org:member/vsk:post/org:postIn") == {
        "municipality/kommune-kujalleq"
    }
    assert values(meeting, "vsk:evidence/vsk:dateAsStated") == {"i sidste uge"}
    assert values(meeting, "vsk:evidence/vsk:dateReasoning")
    assert backed(meeting, "vsk:date", "på et møde i sidste uge")
    quotation = "borgmestre Jakob Bundsgaard og Jørgen Wæver Johansen"
    attendance = "attendance:aarhus-kujalleq-meeting-2016-05-joergen-waever-johansen"
    assert backed(attendance, "vsk:attendee", quotation)


def test_b4_published_by_kujalleq(values: Values, backed: Backed) -> None:
    source = f"<{BASE}graph/source/{B}>"
    assert values(source, "vsk:published") == {"2016-05-09"}
    assert values(source, "dcterms:publisher") == {"municipality/kommune-kujalleq"}
    assert backed(source, "vsk:published", "9. maj 2016")
    assert backed(source, "dcterms:title", "Kommune Kujalleq fornyer det gode samarbejde")


def test_b5_many_fields_not_least_staff(values: Values, backed: Backed) -> None:
    partnership, staff = "partnership:aarhus-kujalleq", "exchange:aarhus-kujalleq-staff"
    assert any("long row of fields" in t for t in values(partnership, "dcterms:description"))
    assert values(staff, "vsk:participantGroup") == {"participant-group/staff"}
    assert values(staff, "vsk:party") == BOTH
    quotation = "de to kommuner på en lang række områder"
    assert backed(partnership, "dcterms:description", quotation)
    assert backed(staff, "vsk:Exchange", "herunder ikke mindst udveksling af personale")


def test_b6_borrowed_employees(values: Values, backed: Backed) -> None:
    lent = "exchange:aarhus-kujalleq-lent-staff"
    assert values(lent, "vsk:fromParty") == {"municipality/aarhus-kommune"}
    assert values(lent, "vsk:toParty") == {"municipality/kommune-kujalleq"}
    assert values(lent, "vsk:area") == {"cooperation-area/social-services"}
    assert any("hard to recruit" in text for text in values(lent, "dcterms:description"))
    assert backed(lent, "vsk:toParty", "haft lånt flere medarbejdere i stillinger")
    assert backed(lent, "vsk:area", "herunder senest inden for socialområdet")


def test_b7_delegation_to_south_greenland(values: Values, backed: Backed) -> None:
    visit = "visit:aarhus-kujalleq-2016-05"
    assert values(visit, "vsk:visitor") == {"municipality/aarhus-kommune"}
    assert values(visit, "vsk:host") == {"municipality/kommune-kujalleq"}
    assert values(visit, "vsk:destination/rdfs:label") == {"Sydgrønland", "South Greenland"}
    assert values(visit, "vsk:date") == {"2016-05-09/2016-05-31"}
    assert values(visit, "vsk:initiativeStatus") == {"initiative-status/planned"}
    posts = ("alderman-elderly", "alderman-social", "director-elderly", "director-social")
    attendees = values(visit, "^vsk:attendanceAt/vsk:attendee")
    assert attendees == {f"post/aarhus-kommune-{post}" for post in posts}
    groups = values(visit, "^vsk:attendanceAt/vsk:attendeeGroup")
    assert groups == {"participant-group/officials"}
    assert backed(visit, "vsk:visitor", "en delegation fra Århus Kommune til Sydgrønland")
    assert backed(visit, "vsk:date", "til Sydgrønland senere på måneden")
    attendance = "attendance:aarhus-kujalleq-visit-2016-05-alderman-elderly"
    assert backed(attendance, "vsk:attendee", "ældre- og socialrådmændene")


def test_b8_professional_sparring(values: Values, backed: Backed) -> None:
    purposes = values(RENEWED, "vsk:purpose")
    assert any("mutual professional sparring" in purpose for purpose in purposes)
    assert "cooperation-area/public-administration" in values(RENEWED, "vsk:area")
    assert any("other municipal fields" in t for t in values(RENEWED, "dcterms:description"))
    strengthen = f"commitment:{B}-strengthen"
    assert values(strengthen, "vsk:strength") == {"commitment-strength/shall"}
    sparring = "først og fremmest omkring gensidige faglige sparring"
    assert backed(RENEWED, "vsk:purpose", sparring)
    assert backed(RENEWED, "vsk:area", "inden for det administrative område")


def test_b9_aarhus_sends_course_instructors(values: Values, backed: Backed) -> None:
    duty, exchange = f"commitment:{B}-course-instructors", f"exchange:{B}-course-instructors"
    assert values(duty, "vsk:debtor") == {"municipality/aarhus-kommune"}
    assert values(duty, "vsk:beneficiary") == {"municipality/kommune-kujalleq"}
    assert values(duty, "vsk:strength") == {"commitment-strength/shall"}
    assert values(exchange, "vsk:participantGroup") == {"participant-group/course-instructors"}
    assert backed(duty, "vsk:debtor", "Århus Kommune skal eksempelvis sende kursusholdere")


def test_b10_mutual_visiting_schemes(values: Values, backed: Backed) -> None:
    duty, schemes = f"commitment:{B}-visiting-schemes", f"exchange:{B}-visiting-schemes"
    assert values(duty, "vsk:debtor") == BOTH
    groups = {"participant-group/institutions", "participant-group/citizens"}
    assert values(schemes, "vsk:participantGroup") == groups
    assert any("culture and society" in t for t in values(schemes, "dcterms:description"))
    quotation = (
        "gensidige besøgsordninger mellem organisationer, institutioner og andre borgergrupper"
    )
    assert backed(schemes, "vsk:participantGroup", quotation)
    culture = "udbrede kendskabet til hinandens kultur og samfund"
    assert backed(schemes, "dcterms:description", culture)


def test_b11_international_networks_and_fundraising(values: Values, backed: Backed) -> None:
    duty = f"commitment:{B}-international-networks"
    areas = {"cooperation-area/international-networks", "cooperation-area/fundraising"}
    assert values(duty, "vsk:area") == areas
    assert values(RENEWED, "vsk:area") >= areas
    assert values(duty, "vsk:strength") == {"commitment-strength/should"}
    assert any("conditions of life" in text for text in values(duty, "dcterms:description"))
    quotation = "gensidig udnyttelse af begge parters placering i internationale"
    assert backed(duty, "vsk:area", quotation)
    assert backed(duty, "dcterms:description", "evne til at forbedre borgernes livsvilkår")


def test_b12_the_mayor_singles_out_the_social_field(values: Values, backed: Backed) -> None:
    assert "cooperation-area/social-services" in values(RENEWED, "vsk:area")
    said_by = values(RENEWED, "vsk:evidence/prov:wasAttributedTo")
    assert said_by == {"person/joergen-waever-johansen"}
    assert backed(RENEWED, "vsk:area", "Jeg skal her specielt fremhæve socialområdet")
    office = "membership:joergen-waever-johansen-kommune-kujalleq-mayor"
    assert "2016-05-09" in values(office, "vsk:attested")
    assert backed(office, "org:role", "Borgmester Jørgen Wæver Johansen udtaler")


def test_b13_four_years_then_revised(values: Values, backed: Backed) -> None:
    review = f"commitment:{B}-review"
    assert values(RENEWED, "vsk:duration") == {"P4Y"}
    assert values(RENEWED, "vsk:inForceFrom") == {"2016-05-02/2016-05-08"}
    assert values(review, "vsk:due") == {"2020-05"}
    assert values(review, "vsk:commitmentKind") == {"commitment-kind/review"}
    assert backed(RENEWED, "vsk:duration", "aftale vil gælde de næste 4 år")
    assert backed(review, "vsk:commitmentKind", "hvorefter den bliver revideret")
