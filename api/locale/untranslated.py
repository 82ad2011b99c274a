"""Finds texts that stand beside the catalogues: in two languages, or in Danish in the source.

Texts are English in the source and everything else in a catalogue, or else the next language
reaches all of them but these.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

# What is written there is data: names in sources, words by which a language or a date is known, the
# words of records, examples of them, and labels and reasons that the graph has in both languages.
_DATA: Final = (
    "graph/importers/",
    "graph/records/evidence.py",
    "graph/records/made_labels.py",
    "graph/records/offices.py",
    "graph/records/passages.py",
    "graph/records/reasons.py",
    "graph/records/value_examples.py",
    "graph/records/yaml_faults.py",
    "graph/validation/cross_checks/language_checks.py",
    "graph/validation/cross_checks/time_checks.py",
)
_BOTH: Final = frozenset({"da", "en"})
# A word with a letter that English has not; single letters are those of an alphabet.
_LETTERS: Final = r"[\u00e5\u00e6\u00f8\u00c5\u00c6\u00d8]"
_DANISH: Final = re.compile(rf"{_LETTERS}\w|\w{_LETTERS}")
# Towns that a page proposes to search for.
_NAMES: Final = re.compile(r"\u00c5rhus|Troms\u00f8")
_BY_LANGUAGE: Final = re.compile(r"""lang\s*[!=]=\s*["']\w""")


def outside_the_catalogues(root: Path) -> Iterator[str]:
    """Where such texts stand below ``root``, as ``file:line: what``."""
    for room in ("api", "graph", "queries"):
        for path in sorted(_modules(root / room)):
            name = path.relative_to(root).as_posix()
            if not name.startswith(_DATA):
                yield from (f"{name}:{found}" for found in of_python(path.read_text("utf-8")))
    for path in sorted((root / "api/templates").rglob("*.html")):
        name = path.relative_to(root).as_posix()
        yield from (f"{name}:{found}" for found in of_template(path.read_text("utf-8")))


def _modules(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.suffix == ".py":
            yield path
        elif (path / "__init__.py").is_file():
            yield from _modules(path)


def of_python(source: str) -> Iterator[str]:
    """The same in one module, as ``line: what``."""
    tree = ast.parse(source)
    told = _docstrings(tree)
    for node in ast.walk(tree):
        if _is_pair(node):
            yield f"{getattr(node, 'lineno', 0)}: a text by language"
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and node not in told
            and _DANISH.search(node.value)
        ):
            yield f"{node.lineno}: Danish"


def of_template(source: str) -> Iterator[str]:
    """The same in one template."""
    for number, line in enumerate(source.split("\n"), 1):
        if _DANISH.search(_NAMES.sub("", line)):
            yield f"{number}: Danish"
        if _BY_LANGUAGE.search(line):
            yield f"{number}: a text by language"


def _docstrings(tree: ast.Module) -> set[ast.expr]:
    bodies = (
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return {body[0].value for body in bodies if body and isinstance(body[0], ast.Expr)}


def _is_pair(node: ast.AST) -> bool:
    """True for ``{"da": "…", "en": "…"}`` and ``f(da="…", en="…")``."""
    if isinstance(node, ast.Dict):
        keys = [key.value if isinstance(key, ast.Constant) else None for key in node.keys]
        values = node.values
    elif isinstance(node, ast.Call):
        keys = [keyword.arg for keyword in node.keywords]
        values = [keyword.value for keyword in node.keywords]
    else:
        return False
    said = {key for key, value in zip(keys, values, strict=True) if _is_text(value)}
    return said >= _BOTH


def _is_text(node: ast.expr) -> bool:
    """True for words; a code in capital letters is none."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and bool(re.search("[a-z]", str(node.value)))
