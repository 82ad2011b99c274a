"""What the signature of a handler cannot say by itself: media types, problems, and made parameters.

FastAPI makes the OpenAPI document from the signatures; this holds the few words for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, Signature
from typing import Annotated, Any, Final

from fastapi import Depends, Path, Query
from pydantic import BaseModel, Field, WithJsonSchema

from api.http.resource import ONLY_SAID

PROBLEM: Final = "application/problem+json"
Answers = dict[int | str, dict[str, Any]]
NOT_MODIFIED: Final[Answers] = {304: {"description": "The client has it already."}}
NEEDED: Final = "x-needed"
"""Marks the schema of a parameter that programs have to give; the document says so."""
_SEGMENT: Final = {"type": "string", "pattern": "^[A-Za-z0-9._~-]+$"}
_PROBLEMS: Final = {
    400: "A parameter or the body does not fit; says which and how to mend it.",
    403: "It is not for this client.",
    404: "There is no such thing.",
    406: "No format that the client accepts is on offer.",
    410: "It was withdrawn; says when, and from which graph.",
    413: "The body is too large.",
    415: "The body's media type is not taken.",
    416: "The part that was asked for begins behind the end of the file.",
    501: "The server answers for the present only; it holds no past state.",
    503: "Busy; says when to ask again.",
    504: "The time limit was met.",
    507: "The limit on memory or on the answer's size was met.",
}


class Problem(BaseModel):
    """A problem document (RFC 9457)."""

    type: Annotated[str, WithJsonSchema({"type": "string", "format": "uri"})]
    title: str
    status: int
    detail: Annotated[str, Field(description="What is wrong, in a sentence.")]
    advice: Annotated[str | None, Field(description="What the client can do.")] = None


def ok(media_types: Iterable[str], description: str = "The answer, whole.") -> Answers:
    """An answer in any of some media types."""
    return {200: {"description": description, "content": {each: {} for each in media_types}}}


def body(media_types: Mapping[str, str | None]) -> dict[str, Any]:
    """A body in any of some media types, each with its example; FastAPI's own has but one.

    Args:
        media_types: media types to examples; None for no example.
    """
    text = {"type": "string", "minLength": 1}
    return {
        "required": True,
        "content": {
            # Of a YAML document the schema is that of its value, which may be any.
            media_type: {"schema": {} if "yaml" in media_type else text}
            | ({} if shown is None else {"example": shown})
            for media_type, shown in media_types.items()
        },
    }


def leads(what: str, status: int = 303) -> Answers:
    """An answer that only says where to look."""
    return {status: {"description": f"{what}, in the header Location."}}


def problems(*statuses: int) -> Answers:
    """The problem documents that may come in place of the answer; a browser gets a page."""
    schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
    content: dict[str, Any] = {PROBLEM: schema, "text/html": {}}
    return {each: {"description": _PROBLEMS[each], "content": content} for each in statuses}


def example(value: Any) -> dict[str, Any]:
    """The example of a parameter, as ``openapi_examples`` takes it; a test asks it."""
    return {"usual": {"value": value}}


def in_path(
    name: str, shown: str, about: str | None = None, schema: Mapping[str, Any] = _SEGMENT
) -> Parameter:
    """A part of the path; one that cannot be names nothing, which is a 404.

    Args:
        name: its name.
        shown: a value that a test asks.
        about: a sentence on it.
        schema: the JSON schema of its values.
    """
    told = Path(description=about, openapi_examples=example(shown))
    annotation = Annotated[str, WithJsonSchema(dict(schema)), told]
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=annotation)


def in_query(
    name: str,
    schema: Mapping[str, Any],
    about: str,
    shown: Any = None,
    *,
    several: bool = False,
    needed: bool = False,
) -> Parameter:
    """A parameter of the address that is made from a table.

    Args:
        name: its name.
        schema: the JSON schema of its values, with the default.
        about: a sentence on what it does.
        shown: a value that a test asks; None for none.
        several: whether it may be given several times.
        needed: whether programs have to give it, though a form may leave it blank.
    """
    shape = dict(schema)
    default = shape.pop("default", None)
    if needed:
        shape[NEEDED] = True
    told = Query(
        alias=name,
        description=about,
        openapi_examples=None if shown is None else example(shown),
    )
    # Python has no parameter called "from".
    own = f"in_{name.replace('-', '_')}"
    said = (WithJsonSchema(shape), told)
    annotation: Any = Annotated[str | None, *said]
    if several:
        annotation = Annotated[list[str] | None, *said]
    return Parameter(own, Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def declaring(*parameters: Parameter) -> Any:
    """The dependency of a handler whose parameters are those of a table.

    Their reader takes them from the address all at once: some exclude each other, and each may be
    left blank in a form.
    """

    async def declared(**_: object) -> None:
        """Nothing: its signature says all."""

    vars(declared)["__signature__"] = Signature(parameters)
    return only_said(declared)


def only_said(dependency: Callable[..., Any]) -> Any:
    """A dependency that says which parameters there are; no request waits for it."""
    setattr(dependency, ONLY_SAID, True)
    return Depends(dependency)
