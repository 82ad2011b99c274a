"""Reads the JSON of reconciliation and of data extension, and says what does not fit in it."""

from __future__ import annotations

from typing import Annotated, Final, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from graph.errors import BadParameter, LimitMet
from graph.texts import N_, NN_

BATCH: Final = 50
"""Rows of a batch, and things whose values are fetched at once: at most so many."""
MOST_PROPERTIES: Final = 20
T = TypeVar("T")


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid")


class EntityValue(_Message):
    """A value that was reconciled itself."""

    id: str
    name: str = ""


Scalar = str | float | bool | EntityValue


class PropertyValue(_Message):
    """A property with the values that a row gives it."""

    pid: str
    v: Scalar | list[Scalar]

    @property
    def values(self) -> list[Scalar]:
        """The values, one or several."""
        return self.v if isinstance(self.v, list) else [self.v]


class RowQuery(_Message):
    """What a row asks (section 4.1 of the specification)."""

    query: str = ""
    type: str | list[str] = Field(default_factory=list)
    limit: Annotated[float | None, Field(ge=1)] = None
    properties: Annotated[list[PropertyValue], Field(max_length=MOST_PROPERTIES)] = Field(
        default_factory=list
    )
    type_strict: Literal["any", "should", "all"] = "any"

    @property
    def types(self) -> tuple[str, ...]:
        """The types, one or several."""
        given = [self.type] if isinstance(self.type, str) else self.type
        return tuple(dict.fromkeys(each for each in given if each))


class WantedProperty(_Message):
    """A property whose values are wanted; there is nothing to set."""

    id: str
    name: str = ""
    settings: dict[str, object] = Field(default_factory=dict)


class ExtensionQuery(_Message):
    """The things and the properties whose values are wanted (section 7.3)."""

    ids: list[str]
    properties: Annotated[list[WantedProperty], Field(max_length=MOST_PROPERTIES)]


_ROWS: Final = TypeAdapter(dict[str, RowQuery])
_EXTENSION: Final = TypeAdapter(ExtensionQuery)


def read_queries(text: str) -> dict[str, RowQuery]:
    """The rows of a batch by their names.

    Raises:
        BadParameter: it is no JSON, or not such a batch; says where.
        LimitMet: there are more rows than a batch has.
    """
    found = _read(text, "queries", _ROWS)
    for name, row in found.items():
        if not (row.query.strip() or row.properties):
            raise BadParameter(
                N_("There is neither a query nor a property."),
                where=f"queries: {name[:200]}",
                hint=N_("Give a name to look for, or a property that tells things apart."),
            )
    _check_size(len(found))
    return found


def read_extension(text: str) -> ExtensionQuery:
    """What values are wanted.

    Raises:
        BadParameter: it is no JSON, or not such a query; says where.
        LimitMet: more things are named than a batch has.
    """
    found = _read(text, "extend", _EXTENSION)
    _check_size(len(found.ids))
    return found


def _read(text: str, where: str, adapter: TypeAdapter[T]) -> T:
    try:
        return adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        path = " / ".join(str(each) for each in first["loc"])
        raise BadParameter(
            N_(
                "This is not as the Reconciliation Service API 0.2 has it: {fault}.",
                fault=first["msg"],
            ),
            where=f"{where}: {path[:200]}" if path else where,
            hint=N_("Send JSON; /docs has an example."),
        ) from None


def _check_size(found: int) -> None:
    if found > BATCH:
        raise LimitMet(
            "body",
            NN_("{n} row", "{n} rows", BATCH),
            N_("There are {found} rows in the batch.", found=found),
            hint=N_("Send at most {most} at once, as batchSize says.", most=BATCH),
        )
