"""Names of the columns of an answer on a page, and words for its coded values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rdflib.namespace import DCTERMS, ORG, PROV, RDF, RDFS, SKOS

from api.locale.countries import country_name, language_name
from api.locale.language import Lang
from api.locale.translation import _
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH
from graph.namespaces import GEO, OA, SCHEMA, VSK
from graph.texts import N_, NC_, Text

# The columns that no property of the ontology names.
_HEADINGS: Final[dict[str, Text]] = {
    "agreement": N_("Agreement"),
    "area": N_("Area"),
    "basis": N_("Basis"),
    "broker": N_("Broker"),
    "certain": N_("Certain"),
    "certainty": N_("Certainty"),
    "change": N_("Change"),
    "commitment": N_("Commitment"),
    "country1": N_("One country"),
    "country2": N_("The other country"),
    "debtor": N_("Who"),
    "decade": N_("Decade"),
    "documentStatus": N_("The document is"),
    "duty": N_("Duty"),
    "dueEarliest": N_("Due, earliest"),
    "dueLatest": N_("Due, latest"),
    "dateEarliest": N_("Date, earliest"),
    "dateLatest": N_("Date, latest"),
    "ended": N_("Ended"),
    "fromEarliest": N_("From, earliest"),
    "fromLatest": N_("From, latest"),
    "goneEarliest": N_("Ceased, earliest"),
    "goneLatest": N_("Ceased, latest"),
    "graph": N_("Graph"),
    "how": N_("How it is known"),
    "kilometres": N_("Kilometres"),
    "kind": N_("Kind"),
    "known": N_("In the graph"),
    "lastAct": N_("Last act with an effect"),
    "lastEvent": N_("Last event"),
    "length": N_("Length, km"),
    "locator": N_("Place in the source"),
    "number": N_("Number"),
    "office": N_("Office"),
    "one": N_("The first"),
    "oneWkt": N_("Point of the first"),
    "parties": N_("Parties"),
    "partnerships": N_("Partnerships"),
    "partnersInOne": N_("Partners in the one country"),
    "partnersInOther": N_("Partners in the other country"),
    "person": N_("Person"),
    "possible": N_("Possible"),
    "property": N_("Property"),
    "quotation": N_("Quotation"),
    "review": N_("Review"),
    "signedFor": N_("Signs for"),
    "source": N_("Source"),
    "standing": N_("Who says so"),
    "stated": N_("Stated"),
    "step": N_("Step"),
    "strength": N_("Strength"),
    "thing": N_("Thing"),
    "three": N_("The third"),
    "towards": N_("Towards"),
    "two": N_("The second"),
    "twoWkt": N_("Point of the second"),
    "untilEarliest": N_("Last day, earliest"),
    "untilLatest": N_("Last day, latest"),
    "value": N_("Value"),
    "via": N_("Through"),
    "what": N_("What"),
    "who": N_("Who"),
    "wkt": N_("Place on the map"),
    "year": N_("Year"),
}
# Codes that the library's queries answer with.
_CODES: Final = {
    str(each): each
    for each in (
        N_("added"),
        N_("certain"),
        N_("commitment"),
        N_("computed"),
        N_("curated"),
        N_("derived"),
        N_("dropped"),
        N_("expiry"),
        N_("falls-due"),
        N_("kept"),
        N_("overdue"),
        NC_("code", "possible"),
        N_("possibly-overdue"),
        N_("reference"),
        N_("review"),
        N_("stated"),
    )
}
# What other vocabularies name, and of our graphs without a title.
_FOREIGN: Final[dict[str, Text]] = {
    str(DCTERMS.description): N_("description"),
    str(DCTERMS.hasPart): N_("has part"),
    str(DCTERMS.isPartOf): N_("part of"),
    str(DCTERMS.language): N_("language"),
    str(DCTERMS.license): N_("licence"),
    str(DCTERMS.publisher): N_("publisher"),
    str(DCTERMS.relation): N_("related to"),
    str(DCTERMS.replaces): N_("takes the place of"),
    str(DCTERMS.rights): N_("rights"),
    str(DCTERMS.spatial): N_("lies in"),
    str(DCTERMS.title): N_("title"),
    str(GEO.asWKT): N_("coordinates"),
    str(GEO.hasCentroid): N_("middle of the area"),
    str(GEO.hasGeometry): N_("place on the map"),
    str(ORG.ChangeEvent): N_("change of municipalities"),
    str(ORG.Membership): N_("time in office"),
    str(ORG.Post): N_("office"),
    str(SCHEMA.EventSeries): N_("series of events"),
    str(OA.exact): N_("wording"),
    str(OA.hasSelector): N_("selected by"),
    str(OA.hasSource): N_("source"),
    str(ORG.hasMember): N_("has member"),
    str(ORG.identifier): N_("code"),
    str(ORG.member): N_("member"),
    str(ORG.organization): N_("organisation"),
    str(ORG.originalOrganization): N_("was before"),
    str(ORG.postIn): N_("post in"),
    str(ORG.resultingOrganization): N_("came of"),
    str(ORG.role): N_("office"),
    str(PROV.wasAttributedTo): N_("said by"),
    str(PROV.wasDerivedFrom): N_("derived from"),
    str(RDF.type): N_("kind"),
    str(RDFS.label): N_("name"),
    str(SCHEMA.superEvent): N_("part of the series"),
    str(SCHEMA.url): N_("web address"),
    str(SKOS.altLabel): N_("other name"),
    str(SKOS.broader): N_("belongs to"),
    str(SKOS.closeMatch): N_("close match"),
    str(SKOS.Concept): N_("concept"),
    str(SKOS.definition): N_("definition"),
    str(SKOS.editorialNote): N_("editorial note"),
    str(SKOS.exactMatch): N_("exact match"),
    str(SKOS.hasTopConcept): N_("top concept"),
    str(SKOS.inScheme): N_("from the list"),
    str(SKOS.notation): N_("notation"),
    str(SKOS.prefLabel): N_("preferred name"),
    str(SKOS.topConceptOf): N_("top concept of"),
    CHANGES_GRAPH: N_("the ledger of changes"),
    DERIVED_GRAPH: N_("derived by rules"),
    ONTOLOGY_GRAPH: N_("the vocabulary"),
}
_HUMP: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def terms_for(column: str) -> tuple[str, ...]:
    """The ontology terms whose label may name ``column``: property and class of that name."""
    name = column.removesuffix("Label")
    return (f"{VSK}{name}", f"{VSK}{name[:1].upper()}{name[1:]}")


def heading(column: str, labels: Mapping[str, str], lang: Lang) -> str:
    """The name of ``column`` in ``lang``.

    Args:
        column: the variable's name.
        labels: labels of ontology terms by IRI, in ``lang`` where there are such.
        lang: the reader's language.
    """
    name = column.removesuffix("Label")
    if name in _HEADINGS:
        return _(_HEADINGS[name], lang)
    label = next((labels[term] for term in terms_for(column) if term in labels), "")
    return (label or _HUMP.sub(" ", name)).capitalize()


def code(text: str, lang: Lang) -> str:
    """A coded value in the reader's language; any other text as it is."""
    return _(_CODES[text], lang) if text in _CODES else text


def foreign(iri: str, lang: Lang) -> str:
    """Our word for a term of another vocabulary; blank where it has none."""
    known = country_name(iri, lang) or language_name(iri, lang)
    return known or _(_FOREIGN.get(iri, ""), lang)
