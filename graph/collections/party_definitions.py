"""Collections of those who have to do with each other: municipalities, networks, persons."""

from __future__ import annotations

from typing import Final

from graph.collections.collection import Collection, Column, Sort
from graph.collections.filters import (
    BEGAN,
    DESCRIPTION,
    KIND,
    area,
    at,
    choice,
    concept,
    country,
    dated,
    linked,
    party,
    rests,
    source,
)
from graph.namespaces import VSK
from graph.texts import N_

_HELD: Final = "^org:member/org:organization"
OF_PARTIES: Final = (
    Collection(
        name="municipalities",
        title=N_("Municipalities"),
        classes=("vsk:Municipality",),
        types=("municipality",),
        columns=(
            Column("altLabel"),
            Column("country", link=True, shown=True),
            Column("municipalityCode", shown=True),
            Column("population", shown=True),
            Column("populationYear"),
            Column("areaKm2"),
            *BEGAN,
            Column("ended", shown=True),
            Column("endedEarliest"),
            Column("endedLatest"),
            Column("seat", link=True),
            Column("evidenceTier", link=True),
        ),
        filters=(
            country("vsk:country"),
            linked(
                "partner", "vsk:Municipality", "municipality/aarhus-kommune",
                N_("Partner"), "vsk:partnerOf",
            ),
            choice(
                "has", {"partnership": str(VSK.Partnership)}, "partnership",
                N_("Has or had"), "^vsk:party/vsk:inPartnership/a",
            ),
            rests(),
            source("graph/reference/municipalities-gl"),
        ),
        sorts=(
            Sort(
                "-population",
                N_("Population, largest first"),
                "?thing vsk:population ?value",
                "population",
            ),
            Sort(
                "population",
                N_("Population, smallest first"),
                "?thing vsk:population ?value",
                "population",
            ),
        ),
        places=("?thing geo:hasGeometry/geo:asWKT ?wkt .",),
        states=True,
    ),
    Collection(
        name="partnerships",
        title=N_("Partnerships"),
        classes=("vsk:Partnership",),
        types=("partnership",),
        columns=(
            Column("partnershipKind", link=True, shown=True),
            Column("hasMember", link=True, shown=True),
            Column("coversArea", link=True),
            *BEGAN,
            Column("ended", shown=True),
            Column("endedEarliest"),
            Column("endedLatest"),
            Column("attested"),
            Column("hasPart", link=True),
            Column("evidenceTier", link=True),
            Column("listedAs", link=True),
            DESCRIPTION,
        ),
        filters=(
            concept("kind", "partnership-kind", "twinning", KIND, "vsk:partnershipKind"),
            rests(),
            country("org:hasMember/vsk:country"),
            area("vsk:coversArea"),
            party("org:hasMember"),
            source("graph/source/sermersooq-aalborg-2019"),
        ),
        sorts=dated("began", "began", N_("Begun")),
        places=(at("org:hasMember"),),
        states=True,
        period="began",
    ),
    Collection(
        name="networks",
        title=N_("Networks"),
        classes=("vsk:Network",),
        types=("network",),
        columns=(
            Column("altLabel"),
            Column("hasMember", link=True, shown=True),
            DESCRIPTION,
        ),
        filters=(
            country("org:hasMember/vsk:country"),
            party("org:hasMember", "municipality/helsingoer-kommune"),
            source("graph/source/helsingoer-borgmesterpagt"),
        ),
        places=(at("org:hasMember"),),
        seats="^org:organization",
    ),
    Collection(
        name="persons",
        title=N_("Persons"),
        classes=("vsk:Person",),
        types=("person",),
        columns=(
            Column("altLabel"),
            Column("memberships", link=True, shown=True, reverse="org:member"),
        ),
        filters=(
            concept(
                "role", "office-role", "mayor", N_("Office"), "^org:member/org:role"
            ),
            country(f"{_HELD}/vsk:country"),
            party(_HELD),
            source("graph/source/sermersooq-aalborg-2019"),
        ),
    ),
)  # fmt: skip
