"""The program's own queries: each parses, each is asked, and terms go where they belong."""

from __future__ import annotations

import re

import pyoxigraph as ox
import pytest

from graph.catalog.class_schema import SCHEMA_EXTENTS
from graph.catalog.void import EXTENTS
from graph.comparison.gathering import comparison_queries
from graph.matching.open_matches import MATCH_QUERIES
from graph.network.fact_queries import fact_queries
from graph.reconciliation.entity_properties import PROPERTIES
from queries.internal_queries import internal
from queries.library import ROOT, library

REPOSITORY = ROOT.parent
INTERNAL = ROOT / "internal"
FILES = INTERNAL.rglob("*.rq")
NAMES = sorted(path.relative_to(INTERNAL).with_suffix("").as_posix() for path in FILES)


@pytest.mark.parametrize("name", NAMES)
def test_it_runs_as_it_stands_and_says_what_it_is(name: str) -> None:
    ox.Store().query(internal(name))
    assert re.match(r"# [A-Z].*\.\n", internal(name))


def test_each_is_asked_and_what_is_asked_is_there() -> None:
    sources = (path for folder in ("api", "graph") for path in (REPOSITORY / folder).rglob("*.py"))
    texts = (path.read_text("utf-8") for path in sources if "node_modules" not in path.parts)
    asked = {name for text in texts for name in re.findall(r'internal\(\s*"([^"]+)"', text)}
    # Those that are asked one after the other, by a list of their names.
    asked |= {f"network/{name.replace('_', '-')}" for name in fact_queries()} | {
        *(f"comparison/{name}" for name in comparison_queries()),
        *(f"matching/{name}" for name in MATCH_QUERIES),
        *EXTENTS,
        *SCHEMA_EXTENTS,
    }
    asked |= {f"reconciliation/{each.id}" for each in PROPERTIES if each.fetched}
    assert sorted(asked) == NAMES


def test_none_is_a_question() -> None:
    assert not set(NAMES) & set(library())


def test_terms_stand_in_their_line_alone() -> None:
    given = internal("names-of-things", thing=["<e:a>", "<e:b>"])
    assert "  VALUES ?thing { <e:a> <e:b> }\n" in given
    assert given.replace("<e:a> <e:b>", "UNDEF") == internal("names-of-things")


@pytest.mark.parametrize(
    ("name", "terms"), [("none", {}), ("changes-of-duties", {"thing": ["<e:a>"]})]
)
def test_what_is_not_there_is_an_error(name: str, terms: dict[str, list[str]]) -> None:
    with pytest.raises(KeyError, match=r"no internal query none|no VALUES line"):
        internal(name, **terms)
