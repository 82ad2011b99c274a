"""Every namespace in use, in one place.

rdflib has typed namespaces for the W3C's own; ELI, OA, CPOV, EDTF and ours are declared here.
"""

from __future__ import annotations

from typing import Final

from rdflib import Namespace
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, TIME, VOID, XSD

BASE: Final = "https://w3id.org/venskab/"

VSK: Final = Namespace(BASE + "ontology#")
OA: Final = Namespace("http://www.w3.org/ns/oa#")
ELI: Final = Namespace("http://data.europa.eu/eli/ontology#")
CPOV: Final = Namespace("http://data.europa.eu/m8g/")
PERSON: Final = Namespace("http://www.w3.org/ns/person#")
SCHEMA: Final = Namespace("https://schema.org/")
GEO: Final = Namespace("http://www.opengis.net/ont/geosparql#")
COUNTRY: Final = Namespace("http://publications.europa.eu/resource/authority/country/")
LANGUAGE: Final = Namespace("http://publications.europa.eu/resource/authority/language/")
NUTS: Final = Namespace("http://data.europa.eu/nuts/code/")
SPDX: Final = Namespace("http://spdx.org/rdf/terms#")
SDG: Final = Namespace("http://metadata.un.org/sdg/")
WIKIDATA: Final = Namespace("http://www.wikidata.org/entity/")
SD: Final = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMAT: Final = Namespace("http://www.w3.org/ns/formats/")
ENTAILMENT: Final = Namespace("http://www.w3.org/ns/entailment/")
DCAT: Final = Namespace("http://www.w3.org/ns/dcat#")
DCATAP: Final = Namespace("http://data.europa.eu/r5r/")
DCATDK: Final = Namespace("https://data.gov.dk/model/core/dcat-dk/")
ADMS: Final = Namespace("http://www.w3.org/ns/adms#")
VCARD: Final = Namespace("http://www.w3.org/2006/vcard/ns#")
HYDRA: Final = Namespace("http://www.w3.org/ns/hydra/core#")
PROF: Final = Namespace("http://www.w3.org/ns/dx/prof/")
VANN: Final = Namespace("http://purl.org/vocab/vann/")
EU: Final = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[dict[str, str]] = {
    "vsk": str(VSK),
    "vid": BASE + "id/",
    "vcon": BASE + "concept/",
    "vgraph": BASE + "graph/",
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "owl": str(OWL),
    "xsd": str(XSD),
    "skos": str(SKOS),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "org": str(ORG),
    "prov": str(PROV),
    "time": str(TIME),
    "oa": str(OA),
    "eli": str(ELI),
    "cpov": str(CPOV),
    "person": str(PERSON),
    "schema": str(SCHEMA),
    "geo": str(GEO),
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "country": str(COUNTRY),
    "lang": str(LANGUAGE),
    "nuts": str(NUTS),
    "sdg": str(SDG),
    "spdx": str(SPDX),
    "wd": str(WIKIDATA),
    "sd": str(SD),
    "void": str(VOID),
    "dcat": str(DCAT),
    "dcatap": str(DCATAP),
    "dcatdk": str(DCATDK),
    "adms": str(ADMS),
    "vcard": str(VCARD),
    "hydra": str(HYDRA),
    "prof": str(PROF),
    "vann": str(VANN),
    "sh": "http://www.w3.org/ns/shacl#",
}
