"""Errors of a query, from what its worker says or how it ended."""

from __future__ import annotations

import signal
from typing import Final

from graph.engine.base import Kind, Limits, Unacceptable
from graph.engine.process import frames
from graph.engine.query_names import NameInQuery, undeclared
from graph.engine.syntax_place import SyntaxFault
from graph.errors import BadQuery, LimitMet
from graph.texts import N_, Text

# What the engine's parser says where it looked up a prefix and found none.
_NO_PREFIX: Final = "Prefix not found"
# Of a token that is longer, the begin.
_SHOWN: Final = 40
# The sentences of the engine's parser, so that they are translated; any other stays as it is.
_SENTENCES: Final = (
    N_("IRI parsing failed"),
    N_("prefix IRI parsing failed"),
    N_("language tag parsing failed"),
    N_("Already used blank node id"),
    N_("BIND is overriding an existing variable"),
    N_("Duplicated variable name in SELECT"),
    N_("Repeated variables are not allowed in VALUES clauses"),
    N_("SELECT * is not authorized with GROUP BY"),
    N_("The SELECT contains a variable that is unbound"),
    N_("The SELECT contains an expression with a variable that is unbound"),
    N_("The SELECT overrides an existing variable using an expression"),
    N_(
        "The VALUES clause rows should have exactly the same number of values as there are "
        "variables. To set a value to undefined use UNDEF"
    ),
    N_("Unexpected aggregate"),
)
_KNOWN: Final[dict[str, Text]] = {str(each): each for each in _SENTENCES}


def error_of(reply: frames.Header, limits: Limits, text: str) -> Exception:
    """The error that the worker of a query with ``text`` tells of."""
    match reply["error"]:
        case "unacceptable":
            return Unacceptable(Kind(reply["kind"]), reply["obstacle"])
        case "syntax":
            told = {name: reply[name] for name in SyntaxFault._fields}
            return _syntax(SyntaxFault(**told), text)
        case "result":
            return _result_met(limits)
        case "memory":
            return _memory_met(limits)
        case _:
            return BadQuery(
                N_("The query cannot be evaluated: {message}.", message=reply["message"])
            )


def not_declared(name: NameInQuery) -> BadQuery:
    """The error of a name whose prefix the query does not declare."""
    prefix = f"{name.prefix}:"
    what = N_("The prefix {prefix} is not declared.", prefix=prefix)
    hint = N_(
        "Begin the query with PREFIX {prefix} <…>, the IRI that it stands for.", prefix=prefix
    )
    if name.declaration:
        hint = N_("Put this line first: {declaration}", declaration=name.declaration)
    return BadQuery(
        what,
        line=name.line,
        column=name.column,
        hint=hint,
        prefix=name.prefix,
        declaration=name.declaration,
    )


def _syntax(fault: SyntaxFault, text: str) -> BadQuery:
    if _NO_PREFIX in fault.sentence and (names := undeclared(text)):
        return not_declared(names[0])
    words = " ".join(fault.expected)
    hint = N_("Expected here: {words}", words=words) if words else ""
    return BadQuery(_told(fault), line=fault.line, column=fault.column, hint=hint)


def _told(fault: SyntaxFault) -> Text:
    if fault.sentence:
        sentence = fault.sentence.removesuffix(".")
        sentence = _KNOWN.get(sentence, sentence)
        return N_("The query does not parse: {message}.", message=sentence)
    if fault.token:
        token = fault.token if len(fault.token) <= _SHOWN else f"{fault.token[:_SHOWN]}…"
        return N_("The query does not parse: {token} cannot stand here.", token=token)
    return N_("The query does not parse: it ends too early.")


def died(status: int, limits: Limits) -> LimitMet:
    """The limit that a worker met which ended with ``status``, minus the signal."""
    if status == -signal.SIGSEGV:
        return LimitMet(
            "depth",
            N_("the engine's stack"),
            N_("The query is nested too deeply for the engine."),
            hint=N_("Write it with less nesting."),
        )
    return _memory_met(limits)


def time_met(seconds: float) -> LimitMet:
    """The limit of time, s."""
    return LimitMet(
        "time",
        f"{seconds:g} s",
        N_(
            "The query did not end within {seconds:g} s and was stopped; nothing of it is given.",
            seconds=seconds,
        ),
        hint=N_("Ask for less: name more of the pattern, or add LIMIT."),
    )


def _memory_met(limits: Limits) -> LimitMet:
    megabytes = limits.memory >> 20
    return LimitMet(
        "memory",
        f"{megabytes} MB",
        N_(
            "The query needed more than {megabytes} MB of memory and was stopped.",
            megabytes=megabytes,
        ),
        hint=N_("Ask for less: avoid ordering or grouping over unconnected patterns."),
    )


def _result_met(limits: Limits) -> LimitMet:
    megabytes = limits.result >> 20
    return LimitMet(
        "result",
        f"{megabytes} MB",
        N_(
            "The answer is larger than {megabytes} MB; no part of it is given.", megabytes=megabytes
        ),
        hint=N_("Ask in parts with LIMIT and OFFSET, or take the whole graph as a download."),
    )
