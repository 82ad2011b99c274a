"""No file makes the reader open a connection."""

from __future__ import annotations

import json
import socket

from graph.engine.safe_parser import read_file
from graph.errors import UnreadableFile
from tests.canary import Canary, canary_fixture
from tests.graph.engine.rdf_files import DECLARED, PREFIXES, RDF, Write

__all__ = ["canary_fixture"]


def test_nothing_is_ever_fetched(write: Write, canary: Canary) -> None:
    address = canary.address
    entity = f'<!DOCTYPE r [<!ENTITY e SYSTEM "{address}">]><rdf:RDF {RDF}>&e;</rdf:RDF>'
    schema = f'<rdf:RDF {RDF} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><e:A '
    named = {
        "a.jsonld": json.dumps({"@context": address, "@id": "http://e.org/a"}),
        "b.jsonld": json.dumps({"@context": {"@import": address}, "@id": "http://e.org/a"}),
        "c.jsonld": json.dumps({"@context": {"b": {"@id": "e:b", "@context": address}}, "b": {}}),
        "a.rdf": entity,
        "b.rdf": f'<?xml-stylesheet href="{address}"?>' + entity,
        "c.rdf": f'{schema}rdf:about="{address}" xsi:schemaLocation="{address}"/></rdf:RDF>',
        "a.ttl": f"{PREFIXES}{DECLARED}<{address}> <http://www.w3.org/2002/07/owl#imports> "
        f"<{address}> .",
    }
    for name, content in named.items():
        path = write(name, content)
        try:
            read_file(path)
        except UnreadableFile as error:
            assert name not in ("a.ttl",), error
    assert canary.calls == []


def test_the_canary_would_sing(canary: Canary) -> None:
    with socket.create_connection(("127.0.0.1", canary.port), timeout=5) as connection:
        connection.recv(1)
    assert len(canary.calls) == 1
