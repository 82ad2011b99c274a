"""Terms that engines stumble over: what is stated must be what is answered, byte by byte."""

from __future__ import annotations

from graph.prefixes import BASE, EDTF, PREFIXES

TERMS_GRAPH = f"{BASE}graph/source/terms-of-all-kinds"
_XSD = PREFIXES["xsd"]
THING = "http://example.org/things/Ærø%20ö"

VALUES = {
    "plain": '"x"',
    "empty": '""',
    "text": '"Grønland \\"q\\" \\\\ \\n ny linje \\t 𝄞 Á é ß"',
    "return": '"a\\rb"',
    "danish": '"Venskabsby"@da',
    "tag": '"Nuuk"@en-GB',
    "date": f'"2014-05-01"^^<{_XSD}date>',
    "first-year": f'"0001-01-01"^^<{_XSD}date>',
    "year": f'"2014"^^<{_XSD}gYear>',
    "moment": f'"2014-05-01T10:11:12.123456Z"^^<{_XSD}dateTime>',
    "edtf": f'"2014?"^^<{EDTF}>',
    "interval": f'"2014-05~/.."^^<{EDTF}>',
    "integer": f'"42"^^<{_XSD}integer>',
    "padded": f'"0042"^^<{_XSD}integer>',
    "decimal": f'"1.5"^^<{_XSD}decimal>',
    "long-decimal": f'"1.50"^^<{_XSD}decimal>',
    "yes": f'"true"^^<{_XSD}boolean>',
    "address": f'"https://example.org/a%C3%A6?b=c&d=<e>"^^<{_XSD}anyURI>',
    "place": f'"POINT(-51.72 64.18)"^^<{PREFIXES["geo"]}wktLiteral>',
    "iri": "<https://example.org/Æ?a=b&c='d'>",
    "large": '"' + "æ" * 100_000 + '"',
}


def property_of(name: str) -> str:
    """The property whose value has that name."""
    return f"http://example.org/is/{name}"


TERMS = [
    f"<{THING}> <{property_of(name)}> {value} <{TERMS_GRAPH}> ." for name, value in VALUES.items()
]
