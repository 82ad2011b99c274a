"""Every namespace in use, in one place.

rdflib has typed namespaces for the W3C's own; ELI, OA, CPOV, EDTF and ours are declared here.
"""

from __future__ import annotations

from typing import Final

from rdflib import Namespace

from graph.prefixes import PREFIXES

VSK: Final = Namespace(PREFIXES["vsk"])
OA: Final = Namespace(PREFIXES["oa"])
ELI: Final = Namespace(PREFIXES["eli"])
CPOV: Final = Namespace(PREFIXES["cpov"])
PERSON: Final = Namespace(PREFIXES["person"])
SCHEMA: Final = Namespace(PREFIXES["schema"])
GEO: Final = Namespace(PREFIXES["geo"])
COUNTRY: Final = Namespace(PREFIXES["country"])
LANGUAGE: Final = Namespace(PREFIXES["lang"])
NUTS: Final = Namespace(PREFIXES["nuts"])
SPDX: Final = Namespace(PREFIXES["spdx"])
SDG: Final = Namespace(PREFIXES["sdg"])
WIKIDATA: Final = Namespace(PREFIXES["wd"])
SD: Final = Namespace(PREFIXES["sd"])
FORMAT: Final = Namespace("http://www.w3.org/ns/formats/")
ENTAILMENT: Final = Namespace("http://www.w3.org/ns/entailment/")
VOID_EXT: Final = Namespace(PREFIXES["void-ext"])
DCAT: Final = Namespace(PREFIXES["dcat"])
DCATAP: Final = Namespace(PREFIXES["dcatap"])
DCATDK: Final = Namespace(PREFIXES["dcatdk"])
ADMS: Final = Namespace(PREFIXES["adms"])
VCARD: Final = Namespace(PREFIXES["vcard"])
HYDRA: Final = Namespace(PREFIXES["hydra"])
PROF: Final = Namespace(PREFIXES["prof"])
VANN: Final = Namespace(PREFIXES["vann"])
