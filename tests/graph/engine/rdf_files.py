"""The beginnings of the files that the parser is given, and who writes them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

SOURCE = "https://w3id.org/venskab/graph/source/x"
PREFIXES = "@prefix vsk: <https://w3id.org/venskab/ontology#> . @prefix e: <http://e.org/> .\n"
DECLARED = f"<{SOURCE}> a vsk:Source .\n"
RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"'

Write = Callable[[str, str | bytes], Path]
