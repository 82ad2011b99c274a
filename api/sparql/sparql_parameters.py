"""The parameters of the SPARQL 1.1 Protocol in the signatures of its handlers.

:mod:`api.sparql.protocol` reads them, for the form of a POST has them too.
"""

from __future__ import annotations

from typing import Final

from api.charts.chart import VIEWS
from api.charts.chart_responses import SVG, TABLE
from api.generation.shared_parameters import DATED_PROBLEMS
from api.http.declared import in_query, problems
from api.http.negotiation import HTML
from graph.engine.base import FORMATS

SHORT: Final = (
    "SELECT ?agreement WHERE { ?agreement a <https://w3id.org/venskab/ontology#Agreement> }"
)
ANSWERS: Final = tuple(form.media_type for form in FORMATS)
REFUSED: Final = DATED_PROBLEMS | problems(400, 406, 413, 503, 504, 507)
_TEXT: Final = {"type": "string", "minLength": 1}
_GRAPHS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_SOURCE: Final = "https://w3id.org/venskab/graph/source/sermersooq-aalborg-2019"
_NAMES: Final = ", ".join(form.name for form in (*FORMATS, HTML, SVG))
_VIEWS: Final = {"type": "string", "enum": [TABLE, *VIEWS]}

QUERY: Final = in_query("query", _TEXT, "A query in SPARQL 1.1; SERVICE is refused.", SHORT)
OPTIONS: Final = (
    in_query(
        "default-graph-uri", _GRAPHS, "A default graph of the query.", [_SOURCE], several=True
    ),
    in_query("named-graph-uri", _GRAPHS, "A named graph of the query.", [_SOURCE], several=True),
    in_query(
        "format",
        {"type": "string"},
        f"A format, where Accept cannot be set: {_NAMES}, or what other servers call it. "
        "Accept decides where no format of that name carries the answer.",
        "csv",
    ),
    in_query("view", _VIEWS, "The picture of the answer, as svg or on a page.", TABLE),
)
