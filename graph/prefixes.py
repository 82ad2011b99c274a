"""Prefixes and addresses as plain text, for all that needs no library of RDF to name a thing."""

from __future__ import annotations

from typing import Final

BASE: Final = "https://w3id.org/venskab/"
EU: Final = "http://publications.europa.eu/resource/authority/"
MEDIA_TYPE: Final = "https://www.iana.org/assignments/media-types/"
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"

PREFIXES: Final[dict[str, str]] = {
    "vsk": BASE + "ontology#",
    "vid": BASE + "id/",
    "vcon": BASE + "concept/",
    "vgraph": BASE + "graph/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "time": "http://www.w3.org/2006/time#",
    "oa": "http://www.w3.org/ns/oa#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cpov": "http://data.europa.eu/m8g/",
    "person": "http://www.w3.org/ns/person#",
    "schema": "https://schema.org/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "country": "http://publications.europa.eu/resource/authority/country/",
    "lang": "http://publications.europa.eu/resource/authority/language/",
    "nuts": "http://data.europa.eu/nuts/code/",
    "sdg": "http://metadata.un.org/sdg/",
    "spdx": "http://spdx.org/rdf/terms#",
    "wd": "http://www.wikidata.org/entity/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
    "void-ext": "http://ldf.fi/void-ext#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dcatdk": "https://data.gov.dk/model/core/dcat-dk/",
    "adms": "http://www.w3.org/ns/adms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "prof": "http://www.w3.org/ns/dx/prof/",
    "vann": "http://purl.org/vocab/vann/",
    "sh": "http://www.w3.org/ns/shacl#",
}
