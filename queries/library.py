"""The query library: every ``.rq`` file with its front matter, parameters and binding.

A file is SPARQL 1.1 that runs as it stands on any server, below ``#+`` lines that hold YAML::

    #+ title: {da: …, en: …}
    #+ description: {da: …, en: …}
    #+ parameters: [{name: on, type: date, default: 2020-06-01, example: 2020-06-01, label: …}]
    #+ tags: [agreement]
    #+ result: table
    SELECT … WHERE { VALUES ?on { "2020-06-01"^^xsd:date } … }

Each parameter is exactly one ``VALUES ?name { term }`` line, which binding replaces. Which columns
hold names in the language that is asked for, :mod:`queries.labels` says; a question's text is read
with that choice written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from queries.labels import MalformedLabel, write_out
from queries.parameters import QuestionParameter, UnknownParameter, Wording
from queries.values_line import VALUES_LINE

ROOT: Final = Path(str(files("queries")))
NOT_QUESTIONS: Final = frozenset({"rules", "quality", "internal"})

RESTS_ON: Final = "restsOn"
"""The column with the IRIs of what a row rests on."""
# The outer one, which stands at the beginning of its line.
_WHERE: Final = re.compile(r"^WHERE \{", re.MULTILINE)
_RESTING: Final = (
    '  (GROUP_CONCAT(DISTINCT COALESCE(STR(?{name}), ""); SEPARATOR=" ") AS ?'
    + RESTS_ON
    + ")\nWHERE {{"
)
_Variable = Annotated[str, Field(pattern=r"^[a-z][A-Za-z0-9_]*$")]
Result = Literal["table", "network", "map", "timeline", "chart", "graph"]


class MalformedQuery(ValueError):
    """A query file whose front matter or parameter lines are wrong; names file and field."""


class FrontMatter(BaseModel):
    """The ``#+`` lines of a query file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Wording
    description: Wording
    parameters: tuple[QuestionParameter, ...] = ()
    labels: Mapping[_Variable, _Variable] = Field(default_factory=dict)
    texts: tuple[_Variable, ...] = ()
    rests_on: _Variable | None = None
    tags: Annotated[tuple[str, ...], Field(min_length=1)]
    result: Result


@dataclass(frozen=True)
class Query:
    """One question of the library.

    Attributes:
        name: the file's stem, unique in the library.
        path: the file.
        text: SPARQL with its front matter as comments, names chosen by language.
        title: the question, by language.
        description: what the answer holds, by language.
        parameters: what may be set, in the order of a form.
        tags: words to find it by.
        result: how the answer is best shown; columns are named as that picture reads them.
        theme: the folder it lies in.
        rests_on: for rows that count or name something else, the variable of the things that they
            rest on; each row joins several of its values, and does not show them.
    """

    name: str
    path: Path
    text: str
    title: Wording
    description: Wording
    parameters: tuple[QuestionParameter, ...]
    tags: tuple[str, ...]
    result: Result
    theme: str
    rests_on: str | None = None

    def bind(self, values: Mapping[str, str], *, resting: bool = False) -> str:
        """The SPARQL text with the given values; a parameter left out takes its default.

        Args:
            values: by the name of the parameter.
            resting: whether rows have a column ``restsOn`` too, with the IRIs of what they rest on.

        Raises:
            UnknownParameter: a name that the query does not declare.
            BadValue: a value that is not of its parameter's type.
        """
        declared = {parameter.name: parameter for parameter in self.parameters}
        for name in values.keys() - declared.keys():
            known = ", ".join(declared) or "no parameters"
            raise UnknownParameter(f"{self.name} has no parameter {name!a}; it has {known}.")
        terms = {name: parameter.term(values.get(name)) for name, parameter in declared.items()}

        def bound(line: re.Match[str]) -> str:
            term = terms.get(line["name"])
            return line[0] if term is None else line["head"] + term + line["tail"]

        text = VALUES_LINE.sub(bound, self.text)
        if not (resting and self.rests_on):
            return text
        return _WHERE.sub(_RESTING.format(name=self.rests_on), text, count=1)


def library(root: Path = ROOT) -> Mapping[str, Query]:
    """Every question below a folder, by name in alphabetical order.

    Raises:
        MalformedQuery: a file with wrong front matter, or two files of one name.
    """
    return _library(root)


def names() -> Sequence[str]:
    """The names of the library's questions in alphabetical order; no file is read."""
    return sorted(_paths())


def question(name: str) -> Query:
    """One question of the library, without reading the others.

    Raises:
        KeyError: there is none of that name.
        MalformedQuery: its file has wrong front matter.
    """
    path = _paths()[name]
    return read_query(path, theme=path.parent.relative_to(ROOT).as_posix())


@cache
def _paths() -> Mapping[str, Path]:
    return MappingProxyType({path.stem: path for path in _question_files(ROOT)})


def violations() -> Mapping[str, Query]:
    """The quality queries, by name in alphabetical order; each row of one is a fault.

    Their columns are ``thing``, the ``graph`` that says it, and ``value``, which may be blank.
    """
    return _library(ROOT / "quality")


@cache
def _library(root: Path) -> Mapping[str, Query]:
    found: dict[str, Query] = {}
    for path in sorted(_question_files(root), key=lambda path: path.stem):
        if path.stem in found:
            raise MalformedQuery(f"{path}: {found[path.stem].path} has the same name.")
        found[path.stem] = read_query(path, theme=path.parent.relative_to(root).as_posix())
    return MappingProxyType(found)


def _question_files(root: Path) -> Iterator[Path]:
    for path in root.rglob("*.rq"):
        if path.relative_to(root).parts[0] not in NOT_QUESTIONS:
            yield path


def read_query(path: Path, *, theme: str) -> Query:
    """Read one query file.

    Raises:
        MalformedQuery: the front matter or a parameter's VALUES line is wrong.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", path.stem):
        raise MalformedQuery(f"{path}: a query's name is lower-case words joined by hyphens.")
    text = path.read_text(encoding="utf-8")
    head = _front_matter(path, text)
    _check_values_lines(path, text, head.parameters)
    if head.rests_on and not _WHERE.search(text):
        raise MalformedQuery(f"{path}: field rests_on: needs a line that begins 'WHERE {{'.")
    told = {name: value for name, value in head if name not in {"labels", "texts"}}
    return Query(path.stem, path, _with_labels(path, text, head), theme=theme, **told)


def _with_labels(path: Path, text: str, head: FrontMatter) -> str:
    if not (head.labels or head.texts):
        return text
    if "lang" not in [parameter.name for parameter in head.parameters]:
        raise MalformedQuery(f"{path}: field labels: needs a parameter named lang.")
    try:
        return write_out(text, head.labels, head.texts)
    except MalformedLabel as error:
        raise MalformedQuery(f"{path}: field {error}") from error


def _front_matter(path: Path, text: str) -> FrontMatter:
    lines = [line[2:].removeprefix(" ") for line in text.splitlines() if line.startswith("#+")]
    try:
        # BaseLoader makes strings only, so that 2020-06-01 stays what was written.
        given = yaml.load("\n".join(lines), Loader=yaml.BaseLoader)  # noqa: S506
        return FrontMatter.model_validate(given or {})
    except yaml.YAMLError as error:
        raise MalformedQuery(f"{path}: the front matter is not YAML: {error}") from error
    except ValidationError as error:
        raise MalformedQuery(f"{path}: {_first_fault(error)}") from error


def _first_fault(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    return f"field {'.'.join(map(str, fault['loc'])) or 'front matter'}: {fault['msg']}"


def _check_values_lines(path: Path, text: str, parameters: tuple[QuestionParameter, ...]) -> None:
    lines = [match["name"] for match in VALUES_LINE.finditer(text)]
    names = [parameter.name for parameter in parameters]
    for name in names:
        if lines.count(name) != 1 or names.count(name) != 1:
            raise MalformedQuery(
                f"{path}: field parameters.{name}: needs exactly one line "
                f"'VALUES ?{name} {{ … }}', found {lines.count(name)}."
            )
