"""What is wrong with the writing of a record, where the parser only says what it expected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from graph.records.findings import RecordFault, RecordFinding
from graph.records.tree import Place
from graph.texts import N_, Text


@dataclass(frozen=True)
class _Slip:
    """A slip of the pen.

    Attributes:
        what: what is wrong.
        expected: what belongs there.
        example: how it could look.
        at_start: the slip is where the value begins, not where the parser gave up.
    """

    what: Text
    expected: Text
    example: str
    at_start: bool = False


_QUOTE: Final = _Slip(
    N_("The quotation mark that opens here is not closed."),
    N_("Close it at the end of the text."),
    'title: "Venskab: 50 år"',
    at_start=True,
)
_BRACKET: Final = _Slip(
    N_("What opens here with a bracket or a brace is not closed."),
    N_("Part the values by commas, and close it with ] or }."),
    "party: [Aarhus Kommune, Nuuk]",
    at_start=True,
)
_SLIPS: Final[Mapping[str, _Slip]] = {
    "could not find expected ':'": _Slip(
        N_("Here stands no field and its value."),
        N_("Put a colon and a blank between the two."),
        "signed: 2020-05-03",
        at_start=True,
    ),
    "mapping values are not allowed in this context": _Slip(
        N_("A second field begins here before the first has ended."),
        N_("Set each field on a line of its own, and a text with a colon into quotation marks."),
        'title: "Venskab: 50 år"',
    ),
    "did not find expected key": _Slip(
        N_("This line does not stand under the others of its thing."),
        N_("Let all fields of one thing begin below each other."),
        "agreement:\n  name: renewal\n  signed: 2020",
    ),
    "found character that cannot start any token": _Slip(
        N_("No value begins with this character, and no line with a tab."),
        N_("Indent with blanks, and put the value into quotation marks."),
        'title: "@venskab"',
    ),
    "found unexpected end of stream": _QUOTE,
    "did not find expected ',' or ']'": _BRACKET,
    "did not find expected ',' or '}'": _BRACKET,
}


def fault_of(error: yaml.YAMLError, file: str, quoted: Any = None) -> RecordFault:
    """The fault of a text that is no YAML.

    Args:
        error: what the parser said.
        file: the file's name.
        quoted: the last text in quotation marks over several lines, as an event of the parser; None
            if there is none. Where the parser gives up behind it, it was closed by mistake.
    """
    problem = str(getattr(error, "problem", None) or str(error).splitlines()[0])
    mark: Any = getattr(error, "problem_mark", None)
    slip = _SLIPS.get(problem)
    if quoted is not None and mark is not None and mark.line == quoted.end_mark.line:
        slip, mark = _QUOTE, quoted.start_mark
    elif slip is not None and slip.at_start:
        mark = getattr(error, "context_mark", None) or mark
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if slip is None:
        what = N_("The record cannot be read here ({problem}).", problem=problem)
        expected = N_("Put a text with signs of YAML in it into quotation marks.")
        return RecordFault(RecordFinding(place, "", "", what, expected, 'title: "Venskab: 50 år"'))
    return RecordFault(RecordFinding(place, "", "", slip.what, slip.expected, slip.example))
