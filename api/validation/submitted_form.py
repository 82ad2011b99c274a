"""What a person sent with the form of ``/validate``: a text that was pasted, or a file."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final
from urllib.parse import parse_qs

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from api.validation.media_types import WORKBOOK
from graph.engine.formats import BY_MEDIA_TYPE, JSON_LD, RDF_XML, TRIG, by_name, looks_like
from graph.errors import BadParameter
from graph.ledger.short_names import graph_iri
from graph.prefixes import BASE
from graph.records.record_document import MEDIA_TYPE as RECORD
from graph.texts import N_

FORM: Final = "application/x-www-form-urlencoded"
UPLOAD: Final = "multipart/form-data"
_FIELDS: Final = 12
_RECORD_SUFFIXES: Final = (".yaml", ".yml")
# Turtle and N-Triples are TriG too.
_BY_FAMILY: Final = {
    "text": TRIG.media_type,
    "json": JSON_LD.media_type,
    "xml": RDF_XML.media_type,
}
_HEAD: Final = 4096
_COMMENTS: Final = re.compile(r"\A(?:[ \t]*(?:#.*)?\n)*")
_MEND: Final = re.compile(r"(\d{1,7}) (\d{1,7}) (\d{1,4}) (\S[^\n]{0,200})")


@dataclass(frozen=True)
class SubmittedForm:
    """The fields of the form.

    Attributes:
        data: what is to be judged, as text; blank for a workbook.
        sent: the same as bytes.
        media_type: its format.
        chosen: the format that was chosen; blank to have it seen from the text.
        graph: IRI of the graph for statements outside of any, or None.
        add: whether it is judged together with what its graphs hold.
        thing: IRI of the thing whose page is asked for; blank for none.
    """

    data: str
    sent: bytes
    media_type: str
    graph: str | None
    add: bool
    thing: str
    chosen: str = ""


async def read_form(request: Request, body: bytes) -> SubmittedForm:
    """The form in a body.

    Raises:
        BadParameter: it is no form, has too many fields, or names no format that is known.
    """
    fields, file = await _fields(request, body)
    name, sent = file or ("", fields.get("data", "").encode())
    chosen = fields.get("type", "")
    if chosen not in ("", RECORD, *BY_MEDIA_TYPE):
        raise BadParameter(N_("The form names no format."), where="type")
    workbook = PurePath(name).suffix.lower() == ".xlsx"
    data = "" if workbook else mended(_text(sent), fields.get("mend", ""))
    return SubmittedForm(
        data,
        sent if workbook else data.encode(),
        WORKBOOK if workbook else _type_of(name) or chosen or _seen(data),
        graph_iri(graph) if (graph := fields.get("graph", "").strip()) else None,
        fields.get("add", "") == "true",
        BASE + f"id/{thing}" if (thing := fields.get("thing", "")) else "",
        chosen,
    )


def mended(text: str, mend: str) -> str:
    """A text with one value in the place of another.

    Args:
        text: the text.
        mend: line and column from 1, length, and what comes there, parted by spaces; else nothing
            is changed.
    """
    found = _MEND.fullmatch(mend)
    if not found:
        return text
    lines = text.split("\n")
    line, column, length = (int(each) for each in found.groups()[:3])
    if not 0 < line <= len(lines):
        return text
    old = lines[line - 1]
    lines[line - 1] = old[: column - 1] + found[4] + old[column - 1 + length :]
    return "\n".join(lines)


async def _fields(request: Request, body: bytes) -> tuple[dict[str, str], tuple[str, bytes] | None]:
    """The fields, and the file's name and text where one was sent."""

    async def stream() -> AsyncGenerator[bytes]:
        yield body

    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    try:
        if kind == UPLOAD:
            parser = MultiPartParser(
                request.headers, stream(), max_files=1, max_fields=_FIELDS,
                max_part_size=len(body) + 1,
            )  # fmt: skip
            return await _of_parts(await parser.parse())
        text = body.decode("utf-8", "replace")
        plain = parse_qs(text, keep_blank_values=True, max_num_fields=_FIELDS)
        return {name: values[0] for name, values in plain.items()}, None
    except ValueError as error:
        raise BadParameter(N_("The form has more than {n} fields.", n=_FIELDS)) from error
    except MultiPartException as error:
        raise BadParameter(
            N_("The form cannot be read: {reason}.", reason=error.message.rstrip("."))
        ) from error


async def _of_parts(sent: FormData) -> tuple[dict[str, str], tuple[str, bytes] | None]:
    fields = {name: value for name, value in sent.items() if isinstance(value, str)}
    files = [value for value in sent.values() if isinstance(value, UploadFile) and value.filename]
    file = (files[0].filename or "", await files[0].read()) if files else None
    await sent.close()
    return fields, file


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadParameter(
            N_("line {line} is not UTF-8 text.", line=line),
            where="file",
            hint=N_("Save it as UTF-8."),
        ) from None


def _type_of(name: str) -> str:
    """The format that a file's name promises; blank for none."""
    path = PurePath(name)
    if path.suffix.lower() in _RECORD_SUFFIXES:
        return RECORD
    form = by_name(path)
    return form.media_type if form else ""


def _seen(data: str) -> str:
    """The format that a text looks like; a record, where it looks like no RDF."""
    seen = looks_like(_COMMENTS.sub("", data, count=1)[:_HEAD].encode())
    return _BY_FAMILY.get(seen[0], RECORD) if seen else RECORD
