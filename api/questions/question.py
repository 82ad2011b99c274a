"""The library's questions as resources: their parameters, formats, description and code."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import Request

from api.charts.chart_responses import SVG, view_named
from api.html.rendering import language_of
from api.http.http_error import HttpError
from api.locale.language import Lang, from_parameter, of_data
from api.sparql.client_code import code
from graph.collections.parameter_texts import expected, misfit
from graph.engine.base import FORMATS, Format, Kind
from graph.errors import BadParameter
from graph.texts import N_
from queries.examples import sparql_of
from queries.library import Query
from queries.parameters import BadValue, Parameter, QuestionParameter

# Parameters of the address that are not the question's.
RESERVED: Final = ("format",)
_LANG: Final = "lang"


def formats_of(query: Query) -> tuple[Format, ...]:
    """The formats that the question's answer can be written in."""
    kind = Kind.GRAPH if query.result == "graph" else Kind.SOLUTIONS
    drawn = (SVG,) if view_named(query.result) else ()
    return (*(form for form in FORMATS if kind in form.kinds), *drawn)


def given(request: Request) -> dict[str, str]:
    """The question's parameters that the address sets.

    Raises:
        BadParameter: one stands there twice.
    """
    pairs = request.query_params.multi_items()
    for name in request.query_params:
        count = sum(1 for key, _ in pairs if key == name)
        if count > 1:
            raise BadParameter(
                N_(
                    "There are {count} parameters named {name!a}; give one.",
                    count=count,
                    name=name[:40],
                )
            )
    return {key: value for key, value in pairs if key not in RESERVED}


def bound(
    request: Request,
    query: Query,
    *,
    from_form: bool = False,
    defaults: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """The SPARQL of the question with the values in the address.

    Args:
        request: what the client asks; the language is that of ``?lang=``, else that of
            ``Accept-Language``.
        query: the question.
        from_form: whether a person left blank what is blank; then that takes its default.
        defaults: values for what the address leaves out, in place of the question's own.

    Raises:
        HttpError: an unknown parameter, or a value that does not fit; names it and what fits.
    """
    values = given(request)
    if from_form:
        values = {name: value for name, value in values.items() if value.strip()}
    return bound_with(query, values, language_of(request), defaults=defaults)


def bound_with(
    query: Query,
    values: Mapping[str, str],
    lang: Lang,
    *,
    defaults: Mapping[str, str] = MappingProxyType({}),
    resting: bool = False,
) -> str:
    """The SPARQL of the question with some values.

    Args:
        query: the question.
        values: by parameter; ``lang`` is taken where the question does not declare it too.
        lang: the language of what the question names, unless the values say another.
        defaults: values for what is left out, in place of the question's own.
        resting: whether rows name what they rest on too.

    Raises:
        HttpError: an unknown parameter, or a value that does not fit; names it and what fits.
    """
    values, declared = dict(values), {each.name: each for each in query.parameters}
    if _LANG not in declared:
        values.pop(_LANG, "")
    elif (chosen := from_parameter(values.get(_LANG))) is not None:
        values[_LANG] = of_data(chosen)
    for name, value in values.items():
        if name not in declared:
            raise _unknown(query, name)
        _check(declared[name], value)
    if _LANG in declared:
        values.setdefault(_LANG, of_data(lang))
    return query.bind({**defaults, **values}, resting=resting)


def _unknown(query: Query, name: str) -> HttpError:
    known = [each.name for each in query.parameters]
    return HttpError(
        400,
        "bad-parameter",
        N_("{question} has no parameter {name!a}.", question=query.name, name=name[:40]),
        hint=N_("It has {known}.", known=", ".join([*known, *RESERVED])),
        members={"parameter": name[:40], "known": known},
    )


def _check(parameter: Parameter, value: str) -> None:
    try:
        parameter.term(value)
    except BadValue as error:
        raise HttpError(
            400,
            "bad-parameter",
            N_("{where}: {what}", where=parameter.name, what=misfit(parameter, value)),
            hint=N_("Send {expected}.", expected=expected(parameter)),
            members={
                "parameter": parameter.name,
                "expected": expected(parameter),
                "example": parameter.example,
            },
        ) from error


def example(query: Query, base: str, form: str = "") -> str:
    """An address that runs the question with a value for each parameter that has no default."""
    values = {each.name: each.default or each.example for each in query.parameters}
    return address(query, base, values | ({"format": form} if form else {}))


def address(query: Query, base: str, values: Mapping[str, str]) -> str:
    """The address that runs the question with ``values``."""
    asked = urlencode([pair for pair in values.items() if pair[1]])
    return f"{base}queries/{query.name}" + (f"?{asked}" if asked else "")


def data_format(query: Query) -> str:
    """The format that the code takes."""
    return "turtle" if query.result == "graph" else "csv"


def editor(query: Query, text: str) -> dict[str, str]:
    """The parameters of the query page that put a question's text to it, drawn as it is here."""
    view = view_named(query.result)
    return {"query": text, "format": "html"} | ({"view": view} if view else {})


def described(query: Query, base: str) -> dict[str, Any]:
    """The question as JSON tells of it."""
    return {
        "name": query.name,
        "url": f"{base}queries/{query.name}",
        "title": dict(query.title),
        "description": dict(query.description),
        "theme": query.theme,
        "tags": list(query.tags),
        "result": query.result,
        "parameters": [_parameter(each) for each in query.parameters],
        "formats": [
            {"name": form.name, "mediaType": form.media_type} for form in formats_of(query)
        ],
        "example": example(query, base, data_format(query)),
        "sparql": sparql_of(query),
        "editor": f"{base}sparql?{urlencode(editor(query, sparql_of(query)))}",
        "code": code(example(query, base, data_format(query)), graph=query.result == "graph"),
    }


def _parameter(parameter: QuestionParameter) -> dict[str, Any]:
    told = {
        "name": parameter.name,
        "type": parameter.type,
        "label": dict(parameter.label),
        "expected": expected(parameter),
        "default": parameter.default,
        "example": parameter.example,
        "optional": parameter.optional,
        "class": parameter.of_class,
        "scheme": parameter.scheme,
        "choices": list(parameter.choices),
    }
    return {name: value for name, value in told.items() if value not in (None, [])}
