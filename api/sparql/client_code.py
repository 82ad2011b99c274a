"""Code that asks an address: for curl, Python and R."""

from __future__ import annotations

import shlex


def code(url: str, *, graph: bool) -> dict[str, str]:
    """Code that takes the answer at ``url``, which names its format, into Python, R and a shell.

    Args:
        url: where the answer is.
        graph: whether it is triples, else rows.
    """
    if graph:
        return {
            "python": f'import rdflib\n\ngraph = rdflib.Graph().parse("{url}", format="turtle")',
            "r": f'library(rdflib)\n\ngraph <- rdf_parse("{url}", format = "turtle")',
            "curl": f"curl {shlex.quote(url)}",
        }
    return {
        "python": f'import pandas\n\ntable = pandas.read_csv("{url}")',
        "r": f'table <- read.csv("{url}")',
        "curl": f"curl {shlex.quote(url)}",
    }
