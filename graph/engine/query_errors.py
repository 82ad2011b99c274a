"""Errors of a query, from what its worker says or how it ended."""

from __future__ import annotations

import signal

from graph.engine.base import Kind, Limits, Unacceptable
from graph.engine.process import frames
from graph.errors import BadQuery, LimitMet
from graph.texts import N_


def error_of(reply: frames.Header, limits: Limits) -> Exception:
    """The error that a worker tells of."""
    match reply["error"]:
        case "unacceptable":
            return Unacceptable(Kind(reply["kind"]), reply["obstacle"])
        case "syntax":
            return BadQuery(
                N_("The query does not parse: {message}.", message=reply["message"]),
                line=reply["line"],
                column=reply["column"],
            )
        case "result":
            return _result_met(limits)
        case "memory":
            return _memory_met(limits)
        case _:
            return BadQuery(
                N_("The query cannot be evaluated: {message}.", message=reply["message"])
            )


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
