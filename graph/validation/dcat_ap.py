"""A catalogue against the official shapes of DCAT-AP, where they are at hand.

The folder is one that holds ``dcat-ap-3.0.1/`` (the release of SEMICeu/DCAT-AP), ``authority/``
(the EU's tables in Turtle) and, for the report of older Danish rules, ``dcat-ap-dk/``. Nothing is
fetched: ``owl:imports`` is taken out of the shapes, and the tables stand in for what they import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Graph
from rdflib.namespace import DCTERMS, OWL, SH

from graph.errors import UnreadableFile, VenskabError
from graph.identifiers import dataset_iri
from graph.namespaces import COUNTRY, DCAT
from graph.texts import N_
from graph.validation.data_graph import unheard

# In the order in which the release's own validator takes them.
DCAT_AP: Final = (
    "shapes.ttl",
    "shapes_recommended.ttl",
    "range.ttl",
    "ranges-full.ttl",
    "mdr-vocabularies.shape.ttl",
    "deprecateduris.ttl",
    "dcat-ap-SHACL.ttl",
)
_VOCABULARIES: Final = "mdr-vocabularies.shape.ttl"
_COVER_NOTHING: Final = {dataset_iri(slug) for slug in ("vocabulary", "queries")}
_RELEASE: Final = "dcat-ap-3.0.1"
_DANISH: Final = "dcat-ap-dk/dcat-ap-dk_2.0.2_shacl_shapes.ttl"


@dataclass(frozen=True, order=True)
class ProfileFinding:
    """One result of a shapes file.

    Attributes:
        shapes: name of the file.
        severity: ``Violation``, ``Warning`` or ``Info``.
        focus: the node that it is about.
        path: the property; blank where the shape has none.
        value: the value that does not fit; may be blank.
        message: what the shape says.
    """

    shapes: str
    severity: str
    focus: str
    path: str
    value: str
    message: str


# The warnings that do not tell of a fault: of which properties, which of them, and why.
_EXPECTED: Final[tuple[tuple[set[str], Callable[[ProfileFinding], bool], str], ...]] = (
    (
        {str(DCTERMS.publisher)},
        lambda found: found.shapes == _VOCABULARIES,
        "The publisher is no body of the EU.",
    ),
    (
        {str(DCAT.bbox), str(DCAT.centroid)},
        lambda found: found.focus.startswith(str(COUNTRY)),
        "A country is named by the EU's IRI; where it lies is for the EU to say.",
    ),
    (
        {str(DCTERMS.spatial), str(DCTERMS.temporal)},
        lambda found: found.focus in _COVER_NOTHING,
        "The vocabulary and the questions cover no place and no days of their own.",
    ),
)


def findings(
    catalogue: bytes, standards: Path, names: Sequence[str] = DCAT_AP
) -> list[ProfileFinding]:
    """The findings of the DCAT-AP 3.0.1 shapes in a catalogue.

    Args:
        catalogue: Turtle.
        standards: the folder.
        names: the shapes files to take.

    Raises:
        UnreadableFile: a part of the folder is not there.
    """
    data = _Data(catalogue, standards)
    return [found for name in names for found in data.judged(f"{_RELEASE}/{name}")]


def danish_findings(catalogue: bytes, standards: Path) -> list[ProfileFinding]:
    """The findings of the DCAT-AP-DK 2.0.2 shapes; there are none for 3.0.0.

    Raises:
        UnreadableFile: a part of the folder is not there.
    """
    return _Data(catalogue, standards).judged(_DANISH)


def expected(finding: ProfileFinding) -> str:
    """Why a warning does not tell of a fault; blank for one that does."""
    if finding.severity != "Warning":
        return ""
    fitting = (why for paths, holds, why in _EXPECTED if finding.path in paths and holds(finding))
    return next(fitting, "")


class _Data:
    """A catalogue with the EU's tables beside it; only what the catalogue says is judged."""

    def __init__(self, catalogue: bytes, standards: Path) -> None:
        self._standards = standards
        self._graph = Graph().parse(data=catalogue, format="turtle")
        self._own = {str(subject) for subject in self._graph.subjects()}
        for path in sorted(_file(standards, "authority").glob("*.ttl")):
            self._graph.parse(path)

    def judged(self, name: str) -> list[ProfileFinding]:
        path = _file(self._standards, name)
        found = _results(_report(self._graph, path), path.name)
        return sorted(each for each in found if each.focus in self._own)


def _file(standards: Path, name: str) -> Path:
    path = standards / name
    if not path.exists():
        raise UnreadableFile(N_("is not there."), where=str(path))
    return path


def _report(data: Graph, path: Path) -> Graph:
    import pyshacl  # noqa: PLC0415  # it takes a second, and few commands judge

    with unheard():
        _, report, text = pyshacl.validate(data, shacl_graph=_shapes(path))
    if not isinstance(report, Graph):
        raise VenskabError(N_("the shapes cannot be run: {text}", text=text), where=str(path))
    return report


def _shapes(path: Path) -> Graph:
    shapes = Graph().parse(path)
    shapes.remove((None, OWL.imports, None))
    # ranges-full.ttl names property shapes that only the whole, dcat-ap-SHACL.ttl, defines.
    for _, _, part in set(shapes.triples((None, SH.property, None))):
        if (part, SH.path, None) not in shapes:
            shapes.remove((None, SH.property, part))
    return shapes


def _results(report: Graph, name: str) -> Iterator[ProfileFinding]:
    """The report's own results; those nested below another come with it."""
    for node in report.objects(None, SH.result):
        told = (SH.resultSeverity, SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
        severity, *rest = (str(report.value(node, term) or "") for term in told)
        yield ProfileFinding(name, severity.removeprefix(str(SH)), *rest)
