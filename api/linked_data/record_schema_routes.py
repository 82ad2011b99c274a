"""The JSON Schema of records at its own IRI, for the editors in which people write them."""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import SettingsDep
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_path, ok, problems
from api.http.representation import AN_HOUR, Document, base_of
from api.locale.language import DATA_LANGUAGES, Lang
from api.locale.translation import translator
from graph.engine.base import Format
from graph.errors import NotFound
from graph.texts import N_

router = resource.router(tags=["vocabulary"])

_SCHEMA: Final = Format("schema", "application/schema+json", "json", frozenset())
_LANGUAGE: Final = in_path("lang", "da", "The language of the words that are offered.")


@router.get(
    "/schema/record.{lang}.json",
    operation_id="record-schema",
    summary="The JSON Schema of records",
    responses=ok([_SCHEMA.media_type]) | NOT_MODIFIED | problems(404),
    dependencies=[declaring(_LANGUAGE)],
)
async def record_schema(request: Request, settings: SettingsDep) -> Response:
    """The JSON Schema by which an editor completes and underlines a record."""
    lang = request.path_params["lang"]
    if lang not in DATA_LANGUAGES:
        hint = N_("Take {known}.", known=", ".join(DATA_LANGUAGES))
        raise NotFound(N_("There is no schema in that language."), hint=hint)
    body = _written(lang)
    shown = Document.of(
        request,
        f"schema/record.{lang}",
        _SCHEMA,
        body,
        base=base_of(request, settings),
        by_ending=True,
        cache=AN_HOUR,
        others=(),
    )
    return shown.not_modified() or shown.written(body)


@cache
def _written(lang: Lang) -> bytes:
    # It reads the shapes, which no server needs that nobody asks for it.
    from graph.records.json_schema import json_schema  # noqa: PLC0415

    return json.dumps(json_schema(lang, translator(lang)), ensure_ascii=False).encode()
