"""Collections of what they do, and of who tells of it: agreements, visits, events, sources."""

from __future__ import annotations

from typing import Final

from graph.collections.collection import Collection, Column, Filter
from graph.collections.filters import (
    BEGAN,
    DATE,
    DESCRIPTION,
    KIND,
    area,
    at,
    concept,
    country,
    dated,
    goal,
    initiative_status,
    linked,
    parameter,
    party,
    source,
    types,
)
from graph.namespaces import SCHEMA, VSK
from graph.texts import N_

OF_ACTS: Final = (
    Collection(
        name="agreements",
        title=N_("Agreements"),
        classes=("vsk:Agreement", "vsk:Annex"),
        types=("agreement",),
        columns=(
            Column("agreementKind", link=True),
            Column("party", link=True, shown=True),
            Column("governs", link=True),
            Column("isPartOf", link=True),
            Column("area", link=True),
            Column("signed", shown=True),
            Column("documentStatus", link=True, shown=True),
            Column("signedEarliest"),
            Column("signedLatest"),
            Column("inForceFrom"),
            Column("inForceFromEarliest"),
            Column("inForceFromLatest"),
            Column("inForceUntil"),
            Column("inForceUntilEarliest"),
            Column("inForceUntilLatest"),
            Column("duration"),
            Column("reviewDue"),
            Column("reviewDueEarliest"),
            Column("reviewDueLatest"),
            Column("replaces", link=True),
            Column("renews", link=True),
            Column("amends", link=True),
            DESCRIPTION,
        ),
        filters=(
            types(
                {"agreement": str(VSK.Agreement), "annex": str(VSK.Annex)},
                "annex",
            ),
            concept("kind", "agreement-kind", "main-agreement", KIND, "vsk:agreementKind"),
            concept(
                "document", "document-status", "draft-form",
                N_("The document is"), "vsk:documentStatus",
            ),
            country("vsk:party/vsk:country"),
            area("vsk:area"),
            goal("(vsk:sdg|^vsk:underAgreement/vsk:sdg)"),
            party("vsk:party"),
            linked(
                "partnership", "vsk:Partnership", "partnership/sermersooq-aalborg",
                N_("Partnership"), "vsk:governs",
            ),
            source("graph/source/sermersooq-aalborg-2019"),
        ),
        sorts=(
            *dated("signed", "signed", N_("Signed")),
            *dated("reviewDue", "review", N_("Review"))[:1],
        ),
        places=(at("vsk:party"),),
        states=True,
        period="signed",
        reviewed=True,
    ),
    Collection(
        name="initiatives",
        title=N_("Initiatives"),
        classes=("vsk:Initiative", "vsk:Exchange"),
        types=("initiative", "exchange"),
        columns=(
            Column("initiativeStatus", link=True, shown=True),
            Column("party", link=True, shown=True),
            Column("fromParty", link=True),
            Column("toParty", link=True),
            Column("participantGroup", link=True),
            Column("area", link=True, shown=True),
            Column("sdg"),
            *BEGAN,
            Column("ended"),
            Column("place", link=True),
            Column("underAgreement", link=True),
            DESCRIPTION,
        ),
        filters=(
            types(
                {"initiative": str(VSK.Initiative), "exchange": str(VSK.Exchange)}, "exchange"
            ),
            initiative_status("planned"),
            country("(vsk:party|vsk:fromParty|vsk:toParty)/vsk:country"),
            area("vsk:area"),
            goal("vsk:sdg"),
            concept(
                "group", "participant-group", "pupils", N_("Group"), "vsk:participantGroup"
            ),
            party("(vsk:party|vsk:fromParty|vsk:toParty)"),
            linked(
                "agreement", "vsk:Agreement", "agreement/sermersooq-aalborg-2019-annex-1",
                N_("Agreement"), "vsk:underAgreement",
            ),
            source("graph/source/sermersooq-aalborg-2019"),
        ),
        sorts=dated("began", "began", N_("Begun")),
        places=(at("(vsk:fromParty|vsk:place)"), at("vsk:toParty")),
        period="began",
    ),
    Collection(
        name="visits",
        title=N_("Visits"),
        classes=("vsk:Visit",),
        types=("visit",),
        columns=(
            Column("visitor", link=True, shown=True),
            Column("host", link=True, shown=True),
            Column("destination", link=True, shown=True),
            *DATE,
            Column("initiativeStatus", link=True),
            Column("area", link=True),
            Column("purpose"),
            DESCRIPTION,
        ),
        filters=(
            initiative_status("planned"),
            country("(vsk:visitor|vsk:host|vsk:destination)/vsk:country"),
            area("vsk:area", "welfare-health"),
            party("(vsk:visitor|vsk:host)"),
            source("graph/source/sermersooq-2019-tromsoe-visit"),
        ),
        sorts=dated("date", "date", N_("Date")),
        places=(at("vsk:visitor"), at("(vsk:destination|vsk:host)")),
        period="date",
    ),
    Collection(
        name="events",
        title=N_("Events"),
        classes=("vsk:LifecycleEvent", "vsk:Meeting", "vsk:PublicEvent", "schema:EventSeries"),
        types=("event", "meeting", "public-event", "event-series"),
        columns=(
            Column("eventKind", link=True, shown=True),
            *DATE,
            Column("concerns", link=True, shown=True),
            Column("decidedBy", link=True),
            Column("organ", link=True),
            Column("party", link=True),
            Column("place", link=True, shown=True),
            Column("superEvent", link=True),
            Column("reason"),
            DESCRIPTION,
        ),
        filters=(
            types(
                {
                    "event": str(VSK.LifecycleEvent),
                    "meeting": str(VSK.Meeting),
                    "public-event": str(VSK.PublicEvent),
                    "event-series": str(SCHEMA.EventSeries),
                },
                "meeting",
            ),
            concept("kind", "event-kind", "terminated", KIND, "vsk:eventKind"),
            country(
                "(vsk:party|vsk:decidedBy|vsk:concerns/(vsk:party|org:hasMember)|vsk:place)"
                "/vsk:country"
            ),
            party("(vsk:party|vsk:decidedBy|vsk:concerns/(vsk:party|org:hasMember))"),
            linked(
                "concerns", "rdfs:Resource", "agreement/sermersooq-aalborg-2019",
                N_("Concerns"),
                # Acts concern a party's participation, or an agreement: those of a partnership.
                "vsk:concerns/(vsk:inPartnership|dcterms:isPartOf?/vsk:governs)?",
            ),
            source("graph/source/sermersooq-aalborg-2019"),
        ),
        sorts=dated("date", "date", N_("Date")),
        places=(at("vsk:place"),),
        period="date",
    ),
    Collection(
        name="sources",
        title=N_("Sources"),
        classes=("vsk:Source",),
        types=("source", "reference", "curation"),
        columns=(
            Column("title"),
            Column("publisher", link=True, shown=True),
            Column("published", shown=True),
            Column("publishedEarliest"),
            Column("publishedLatest"),
            Column("language"),
            Column("url", shown=True),
            Column("rights"),
            DESCRIPTION,
        ),
        filters=(
            linked(
                "publisher", "vsk:Organisation", "organisation/sermitsiaq-ag",
                N_("Publisher"), "dcterms:publisher",
            ),
            Filter(
                parameter(
                    "about", "iri", "municipality/aalborg-kommune",
                    N_("About this thing"), **{"class": "rdfs:Resource"},
                ),
                "{ GRAPH ?thing { ?value ?said ?what } } UNION"
                " { GRAPH ?thing { ?speaker ?says ?value } }",
                facet=False,
            ),
        ),
        sorts=dated("published", "published", N_("Published")),
        period="published",
    ),
)  # fmt: skip
