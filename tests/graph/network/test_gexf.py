"""GEXF: valid by the schema of what we write, which is a part of Gephi's schema of 1.3."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest
import xmlschema
from hypothesis import given, settings

from graph.network.formats import FORMATS
from graph.network.projection import project
from graph.network.selection import Selection
from graph.network.tie_facts import Layer, Relation, Role
from tests.graph.network.invented import EAST, NORTH, OLD, SOUTH, facts, relation, seat, since
from tests.graph.network.test_formats import relations

SCHEMA = xmlschema.XMLSchema(Path(__file__).with_name("gexf.xsd"))
SPACE = "{http://gexf.net/1.3}"
ALWAYS_THERE = relation("R", seat(NORTH), seat(SOUTH))
VISIT = relation(
    "V", seat(NORTH, since(2001, 2003), Role.FROM), seat(SOUTH, since(2001, 2003), Role.TO),
    layer=Layer.VISIT,
)  # fmt: skip
RICH = relation(
    "A <rich> & long\n name", seat(NORTH, since(1990, 2000), Role.BOTH, "own-page", "list"),
    seat(EAST, since(1985)), seat(OLD), kinds=["twinning", "city"], areas=["music"],
    agreements=["one", "two"], evidence=["passage"],
)  # fmt: skip


def gexf(several: Sequence[Relation], *parameters: tuple[str, str]) -> str:
    return FORMATS["gexf"].write(project(facts(*several), Selection.read(parameters))).decode()


@pytest.mark.parametrize(
    ("several", "parameters", "mode"),
    [
        ([], [], "static"),
        ([ALWAYS_THERE], [], "static"),
        ([RICH], [], "dynamic"),
        ([RICH], [("form", "bipartite")], "dynamic"),
        ([VISIT], [("layer", "visit")], "dynamic"),
        ([ALWAYS_THERE, VISIT, RICH], [("layer", "partnership,visit")], "dynamic"),
    ],
)
def test_what_is_written_is_valid(
    several: list[Relation], parameters: list[tuple[str, str]], mode: str
) -> None:
    text = gexf(several, *parameters)
    SCHEMA.validate(text)
    graph = ET.fromstring(text).find(f"{SPACE}graph")
    assert graph is not None
    assert graph.get("mode") == mode


@given(several=relations())
@settings(max_examples=15)
def test_any_network_is_valid(several: list[Relation]) -> None:
    SCHEMA.validate(gexf([*several, VISIT], ("layer", "partnership,visit")))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('version="1.3"', 'version="1.2"'),
        ('type="long"', 'type="whole"'),
        ('<attvalue for="0"', '<attvalue for="99"'),
        ('target="north"', 'target="nowhere"'),
        ('<node id="north"', '<node id="east"'),
        ('start="1990-01-01"', 'start="1990"'),
        (' class="node"', ""),
        (' label="North"', ""),
        ("<nodes>", "<edges /><nodes>"),
        ("<spells>", "<spells /><spells>"),
    ],
)
def test_the_schema_sees_what_is_wrong(right: str, wrong: str) -> None:
    text = gexf([RICH])
    assert right in text
    assert not SCHEMA.is_valid(text.replace(right, wrong, 1))


def test_spells_and_kinds_stand_on_the_edges() -> None:
    root = ET.fromstring(gexf([RICH, VISIT], ("layer", "partnership,visit")))
    spells = [each.attrib for each in root.iter(f"{SPACE}spell")]
    assert {"start": "1990-01-01", "end": "2000-12-30"} in spells
    assert {each.get("kind") for each in root.iter(f"{SPACE}edge")} == {"partnership", "visit"}
