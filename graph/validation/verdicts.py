"""Verdicts on graphs, kept beside the ledger: what did not change is not judged again.

A verdict depends on the graph, on the graphs that it leans on, and on what judges: the shapes, the
terms, the code and the engine. To lose what is kept loses time only.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from rdflib import Literal, URIRef
from rdflib.term import Identifier

from graph.engine.disk_cache import DiskCache, maker
from graph.texts import packed, unpacked
from graph.validation.report import Severity, ValidationResult
from ontology import ROOT, SCHEMES, SHAPES

Results = Sequence[ValidationResult]

# Fields that hold a text of ours, or words by language.
_WORDED: Final = ("path_label", "message")
_FOLDER: Final = "verdicts"
_SUFFIX: Final = ".json.gz"
# Those of another engine, or of the version before.
_MOST: Final = 4
_CODE: Final = ("validation", "time", "derivation")
_QUERIES: Final = ("quality", "rules", "internal")
_LIBRARIES: Final = ("edtf", "pyoxigraph", "rapidfuzz", "rdflib")


class Verdicts:
    """The verdicts of one engine on a ledger.

    Args:
        ledger: the ledger's file.
        engine: name of what runs the shapes.

    Attributes:
        judged: number of graphs whose verdict was not kept and had to be made.
    """

    def __init__(self, ledger: Path, engine: str) -> None:
        self._cache = DiskCache(ledger.with_name(_FOLDER), _SUFFIX, _MOST)
        self._name = f"{engine}-{_maker(engine)}"
        self._known = _read(self._cache.read(self._name))
        self._wholes: dict[str, Results] = {}
        self._graphs: dict[str, Results] = {}
        self._changed = False
        self.judged = 0

    def of_graph(self, of: Iterable[str], make: Callable[[], Results]) -> Results:
        """The findings of the shapes in one graph.

        Args:
            of: all that they depend on, beside what judges.
            make: finds them; not called where they are kept.
        """
        key = _key("graph", of)
        self.judged += key not in self._known
        self._graphs[key] = self._found(key, make)
        return self._graphs[key]

    def of_whole(self, of: Iterable[str], make: Callable[[], Results]) -> Results:
        """Findings in all graphs together; the same otherwise as :meth:`of_graph`."""
        key = _key("whole", of)
        self._wholes[key] = self._found(key, make)
        return self._wholes[key]

    def keep(self) -> None:
        """Keep what was asked for; and the verdicts on graphs too where none was asked for."""
        if self._changed:
            found = (self._graphs or self._known) | self._wholes
            told = {key: [_told(one) for one in results] for key, results in found.items()}
            self._cache.keep(self._name, json.dumps(told, ensure_ascii=False).encode())

    def _found(self, key: str, make: Callable[[], Results]) -> Results:
        if key in self._known:
            return self._known[key]
        self._changed = True
        return make()


def _key(kind: str, of: Iterable[str]) -> str:
    return sha256(json.dumps([kind, *of]).encode()).hexdigest()


@cache
def _maker(engine: str) -> str:
    """Name of what judges: it changes with shapes, terms, queries, code and libraries."""
    sources = [path for folder in (ROOT, SCHEMES, SHAPES) for path in folder.glob("*.ttl")]
    for name in _CODE:
        sources += (Path(str(files("graph"))) / name).rglob("*.py")
    for name in _QUERIES:
        sources += (Path(str(files("queries"))) / name).glob("*.rq")
    return maker(sources, engine, *_LIBRARIES)


def _told(one: ValidationResult) -> dict[str, Any]:
    value = one.value
    told = {**vars(one), "value": None}  # what is in it is only read: no copy
    told |= {name: packed(told[name]) for name in _WORDED}
    told["remarks"] = [packed(each) for each in one.remarks]
    if isinstance(value, Literal):
        kind = None if value.datatype is None else str(value.datatype)
        told["value"] = [str(value), value.language, kind]
    elif value is not None:
        told["value"] = str(value)
    return told


def _read(kept: bytes | None) -> dict[str, Results]:
    try:
        told = json.loads(kept or b"{}")
        return {key: [_result(**one) for one in found] for key, found in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}  # half written, or by another hand


def _result(
    value: str | list[str | None] | None,
    severity: str,
    remarks: list[Any],
    choices: list[str],
    **told: Any,
) -> ValidationResult:
    told |= {name: unpacked(told[name]) for name in _WORDED}
    return ValidationResult(
        value=_term(value),
        severity=Severity(severity),
        remarks=tuple(map(unpacked, remarks)),
        choices=tuple(choices),
        **told,
    )


def _term(told: str | list[str | None] | None) -> Identifier | None:
    if told is None or isinstance(told, str):
        return None if told is None else URIRef(told)
    text, language, kind = told
    return Literal(text, language, None if kind is None else URIRef(kind), normalize=False)
