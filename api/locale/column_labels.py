"""Names of the columns of an answer on a page, and words for its coded values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from rdflib.namespace import DCTERMS, ORG, PROV, RDF, RDFS, SKOS

from api.locale.countries import country_name, language_name
from api.locale.language import Lang
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH, ONTOLOGY_GRAPH
from graph.namespaces import GEO, OA, SCHEMA, VSK

# Danish and English of the columns that no property of the ontology names.
_HEADINGS: Final[dict[str, tuple[str, str]]] = {
    "agreement": ("Aftale", "Agreement"),
    "area": ("Område", "Area"),
    "basis": ("Grundlag", "Basis"),
    "broker": ("Mellemled", "Broker"),
    "certain": ("Sikre", "Certain"),
    "certainty": ("Sikkerhed", "Certainty"),
    "change": ("Ændring", "Change"),
    "commitment": ("Forpligtelse", "Commitment"),
    "country1": ("Det ene land", "One country"),
    "country2": ("Det andet land", "The other country"),
    "debtor": ("Hvem", "Who"),
    "decade": ("Årti", "Decade"),
    "documentStatus": ("Dokumentet er", "The document is"),
    "duty": ("Frist", "Duty"),
    "dueEarliest": ("Forfalder tidligst", "Due, earliest"),
    "dueLatest": ("Forfalder senest", "Due, latest"),
    "dateEarliest": ("Dato tidligst", "Date, earliest"),
    "dateLatest": ("Dato senest", "Date, latest"),
    "ended": ("Ophørt", "Ended"),
    "fromEarliest": ("Fra tidligst", "From, earliest"),
    "fromLatest": ("Fra senest", "From, latest"),
    "goneEarliest": ("Ophørt tidligst", "Ceased, earliest"),
    "goneLatest": ("Ophørt senest", "Ceased, latest"),
    "graph": ("Graf", "Graph"),
    "how": ("Hvordan vides det", "How it is known"),
    "kind": ("Slags", "Kind"),
    "known": ("I grafen", "In the graph"),
    "locator": ("Sted i kilden", "Place in the source"),
    "number": ("Antal", "Number"),
    "office": ("Embede", "Office"),
    "parties": ("Parter", "Parties"),
    "partnerships": ("Partnerskaber", "Partnerships"),
    "partnersInOne": ("Partnere i det ene land", "Partners in the one country"),
    "partnersInOther": ("Partnere i det andet land", "Partners in the other country"),
    "person": ("Person", "Person"),
    "possible": ("Mulige", "Possible"),
    "property": ("Egenskab", "Property"),
    "quotation": ("Citat", "Quotation"),
    "review": ("Revurdering", "Review"),
    "signedFor": ("Underskriver for", "Signs for"),
    "source": ("Kilde", "Source"),
    "standing": ("Hvem siger det", "Who says so"),
    "stated": ("Angivet", "Stated"),
    "step": ("Trin", "Step"),
    "strength": ("Styrke", "Strength"),
    "thing": ("Ting", "Thing"),
    "towards": ("Over for", "Towards"),
    "value": ("Værdi", "Value"),
    "via": ("Gennem", "Through"),
    "what": ("Hvad", "What"),
    "who": ("Hvem", "Who"),
    "wkt": ("Sted på kortet", "Place on the map"),
    "year": ("År", "Year"),
}
# Codes that the library's queries answer with; the Danish of each.
_CODES: Final[dict[str, str]] = {
    "added": "tilføjet",
    "certain": "sikkert",
    "commitment": "forpligtelse",
    "computed": "beregnet",
    "curated": "tilføjet af kurator",
    "derived": "afledt",
    "dropped": "udgået",
    "expiry": "udløb",
    "falls-due": "forfalder",
    "kept": "bevaret",
    "overdue": "overskredet",
    "possible": "muligvis",
    "possibly-overdue": "muligvis overskredet",
    "reference": "fra register",
    "review": "revurdering",
    "stated": "angivet i kilden",
}
# Danish and English of what other vocabularies name, and of our graphs without a title.
_FOREIGN: Final[dict[str, tuple[str, str]]] = {
    str(DCTERMS.description): ("beskrivelse", "description"),
    str(DCTERMS.hasPart): ("har del", "has part"),
    str(DCTERMS.isPartOf): ("del af", "part of"),
    str(DCTERMS.language): ("sprog", "language"),
    str(DCTERMS.license): ("licens", "licence"),
    str(DCTERMS.publisher): ("udgiver", "publisher"),
    str(DCTERMS.relation): ("hænger sammen med", "related to"),
    str(DCTERMS.replaces): ("er trådt i stedet for", "takes the place of"),
    str(DCTERMS.rights): ("rettigheder", "rights"),
    str(DCTERMS.spatial): ("ligger i", "lies in"),
    str(DCTERMS.title): ("titel", "title"),
    str(GEO.asWKT): ("koordinater", "coordinates"),
    str(GEO.hasGeometry): ("sted på kortet", "place on the map"),
    str(ORG.ChangeEvent): ("ændring af kommuner", "change of municipalities"),
    str(ORG.Membership): ("tid i embede", "time in office"),
    str(ORG.Post): ("embede", "office"),
    str(SCHEMA.EventSeries): ("række af arrangementer", "series of events"),
    str(OA.exact): ("ordlyd", "wording"),
    str(OA.hasSelector): ("udpeget ved", "selected by"),
    str(OA.hasSource): ("kilde", "source"),
    str(ORG.hasMember): ("har medlem", "has member"),
    str(ORG.identifier): ("kode", "code"),
    str(ORG.member): ("medlem", "member"),
    str(ORG.organization): ("organisation", "organisation"),
    str(ORG.originalOrganization): ("gik op i andre ved", "was before"),
    str(ORG.postIn): ("embede i", "post in"),
    str(ORG.resultingOrganization): ("opstod ved", "came of"),
    str(ORG.role): ("embede", "office"),
    str(PROV.wasAttributedTo): ("sagt af", "said by"),
    str(PROV.wasDerivedFrom): ("bygger på", "derived from"),
    str(RDF.type): ("slags", "kind"),
    str(RDFS.label): ("navn", "name"),
    str(SCHEMA.superEvent): ("del af rækken", "part of the series"),
    str(SCHEMA.url): ("netadresse", "web address"),
    str(SKOS.altLabel): ("andet navn", "other name"),
    str(SKOS.broader): ("hører under", "belongs to"),
    str(SKOS.closeMatch): ("svarer nogenlunde til", "close match"),
    str(SKOS.Concept): ("begreb", "concept"),
    str(SKOS.definition): ("definition", "definition"),
    str(SKOS.editorialNote): ("redaktionel note", "editorial note"),
    str(SKOS.exactMatch): ("det samme som", "exact match"),
    str(SKOS.hasTopConcept): ("øverste begreb", "top concept"),
    str(SKOS.inScheme): ("fra listen", "from the list"),
    str(SKOS.notation): ("notation", "notation"),
    str(SKOS.prefLabel): ("betegnelse", "preferred name"),
    str(SKOS.topConceptOf): ("øverste begreb i", "top concept of"),
    CHANGES_GRAPH: ("journalen over ændringer", "the ledger of changes"),
    DERIVED_GRAPH: ("afledt ved regler", "derived by rules"),
    ONTOLOGY_GRAPH: ("ordforrådet", "the vocabulary"),
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
        return _HEADINGS[name][lang == "en"]
    label = next((labels[term] for term in terms_for(column) if term in labels), "")
    return (label or _HUMP.sub(" ", name)).capitalize()


def code(text: str, lang: Lang) -> str:
    """A coded value in the reader's language; any other text as it is."""
    return _CODES.get(text, text) if lang == "da" else text


def foreign(iri: str, lang: Lang) -> str:
    """Our word for a term of another vocabulary; blank where it has none."""
    known = country_name(iri, lang) or language_name(iri, lang)
    return known or _FOREIGN.get(iri, ("", ""))[lang == "en"]
