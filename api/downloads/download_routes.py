"""``/download/``: the whole graph as files, with their sizes and hashes, in parts if wanted."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from fastapi import Request, Response
from fastapi.responses import FileResponse

from api.downloads.export_job import Downloads, Export
from api.generation.dependencies import SettingsDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import LANGUAGE
from api.html.rendering import page
from api.http import resource
from api.http.declared import NOT_MODIFIED, Answers, declaring, in_path, ok, problems
from api.http.http_error import HttpError
from api.http.negotiation import HTML, JSON_DOCUMENT, RDF, prefers_html
from api.http.representation import Representation, base_of, entity_tag
from api.http.signposting import LINKSET, Signposts, TypedAddress
from api.locale.translation import in_every_language
from graph.catalog.contents import contents
from graph.catalog.dataset_files import Files, made_in
from graph.catalog.dcat import catalogue
from graph.catalog.distributions import GZIP, WHOLE
from graph.catalog.publication import publication
from graph.catalog.schema_org_dataset import dataset_markup
from graph.errors import NotFound, VenskabError
from graph.exports.manifest import DISTRIBUTIONS, MANIFEST
from graph.exports.metadata import BESIDE
from graph.identifiers import dataset_iri
from graph.texts import N_

router = resource.router(
    tags=["downloads"],
)

_ONE_RANGE: Final = re.compile(r"bytes=(?:([0-9]+)-([0-9]*)|-0*[1-9][0-9]*)")
_RETRY_SECONDS: Final = 15

_ABOUT: Final = "A file of the manifest; those in tables/ by their whole path."
_PART: Final[Answers] = {206: {"description": "The part that Range asked for."}}
_FILE: Final = declaring(in_path("file", "manifest.json", _ABOUT))


def _files() -> list[str]:
    """The media types of the files, as they are sent."""
    sent = {"application/gzip" if each.compressed else each.media_type for each in DISTRIBUTIONS}
    return sorted(sent | {JSON_DOCUMENT.media_type})


@router.get("/download", include_in_schema=False)
async def moved(request: Request, settings: SettingsDep) -> Response:
    """The list is a folder, so that addresses below it can be relative."""
    target = f"{base_of(request, settings)}download/"
    return Response(status_code=308, headers={"Location": target})


@router.get(
    "/download/",
    operation_id="downloads",
    summary="The graph as files: which there are, with sizes and hashes",
    responses=ok([JSON_DOCUMENT.media_type, HTML.media_type]) | problems(404, 503),
    dependencies=[LANGUAGE],
)
async def index(request: Request) -> Response:
    """The downloads: a page, or the manifest."""
    downloads: Downloads = request.app.state.downloads
    export = downloads.current()
    if prefers_html(request.headers.get("accept")):
        made = export.files if export else {}
        links = {"Link": ", ".join(signposts_of(request, export).of_page())} if export else {}
        return page(request, "downloads.html", headers=links, offers=DISTRIBUTIONS, made=made,
                    export=export, offered=downloads.offered,
                    jsonld=await _markup(request, export))  # fmt: skip
    whole = _whole(downloads, export)
    body = json.dumps(whole.manifest, ensure_ascii=False, indent=1) + "\n"
    links = {"Link": ", ".join(signposts_of(request, whole).of_page())}
    headers = {"Cache-Control": "no-cache", "Vary": "Accept"} | links
    return Response(body, 200, headers, "application/json")


async def _markup(request: Request, export: Export | None) -> dict[str, Any] | None:
    """The whole graph with its files in schema.org; None where it cannot be worked out now."""
    if export is None:
        return None
    try:
        facts = await generation_of(request).catalog_facts.get()
    except VenskabError:
        return None
    settings = request.app.state.settings
    by = publication(settings, base_of(request, settings), in_every_language)
    known = catalogue(contents(), facts, by, Files(made_in(export.folder, export.files)))
    (whole,) = (each for each in known.datasets if each.dataset.slug == WHOLE)
    return dataset_markup(known, whole)


@router.get(
    "/linkset/download",
    operation_id="download-linkset",
    summary="The links between the page of downloads, its metadata and its files",
    responses=ok([LINKSET]) | NOT_MODIFIED | problems(404, 503),
)
async def download_links(request: Request) -> Response:
    """The links of FAIR Signposting as a set (RFC 9264)."""
    downloads: Downloads = request.app.state.downloads
    body = signposts_of(request, _whole(downloads, downloads.current())).as_linkset()
    shown = Representation(request=request, tag=entity_tag(body), vary="")
    return shown.not_modified() or shown.send(body, LINKSET)


@router.get(
    "/download/{file}",
    operation_id="download",
    summary="One file, or a part of it",
    responses=ok(_files()) | _PART | NOT_MODIFIED | problems(404, 416, 503),
    dependencies=[_FILE],
)
@router.get("/download/{path:path}", include_in_schema=False)
async def one(request: Request) -> Response:
    """One file, or the part of it that is asked for."""
    downloads: Downloads = request.app.state.downloads
    path = request.url.path.removeprefix("/download/")
    export = _whole(downloads, downloads.current())
    if path == MANIFEST:
        links = {"Link": ", ".join(signposts_of(request, export).of_metadata())}
        return FileResponse(export.folder / path, media_type="application/json",
                            headers={"Cache-Control": "no-cache"} | links)  # fmt: skip
    told = export.files.get(path)
    if told is None:
        raise NotFound(
            N_("There is no file {path!r}.", path=path[:80]),
            hint=N_("See /download/ for all of them."),
        )
    shown = _representation(request, export, path, told)
    if known := shown.not_modified():
        return known
    _settle_range(request, shown.tag, told["bytes"])
    media_type = GZIP if path.endswith(".gz") else told["mediaType"]
    name = path.rsplit("/", maxsplit=1)[-1]
    return FileResponse(export.folder / path, 200, shown.headers, media_type, filename=name)


def _whole(downloads: Downloads, export: Export | None) -> Export:
    if export is not None:
        return export
    if not downloads.offered:
        raise NotFound(
            N_("This server makes no files to download."),
            hint=N_("Ask /sparql, or make them with `venskab export`."),
        )
    raise HttpError(
        503,
        "not-ready",
        N_("The files are being made and not whole yet."),
        hint=N_("Ask again shortly."),
        headers={"Retry-After": str(_RETRY_SECONDS)},
    )


def _representation(
    request: Request, export: Export, path: str, told: Mapping[str, Any]
) -> Representation:
    digest = base64.b64encode(bytes.fromhex(told["sha256"])).decode()
    links = [*signposts_of(request, export).of_file()]
    if path.endswith(".csv") and path.startswith("tables/"):
        beside = path.rsplit("/", maxsplit=1)[-1] + BESIDE
        links.append(f'<{beside}>; rel="describedby"; type="application/csvm+json"')
    # RFC 9530: of the whole file, also where a part is sent.
    more = {"Repr-Digest": f"sha-256=:{digest}:", "Link": ", ".join(links)}
    tag = f'"{told["sha256"][:32]}"'
    return Representation(request=request, tag=tag, vary="", more=more)


def signposts_of(request: Request, export: Export) -> Signposts:
    """The links between the page of downloads, what describes them, and the files of an export."""
    base = base_of(request, request.app.state.settings)
    by, here = publication(request.app.state.settings, base, in_every_language), f"{base}download/"
    return Signposts(
        page=here,
        cite_as=dataset_iri(WHOLE),
        licence=by.licence,
        kind="https://schema.org/Dataset",
        author=by.publisher,
        metadata=[
            TypedAddress(here + MANIFEST, "application/json"),
            *(TypedAddress(f"{base}.well-known/void.{each.suffix}", each.media_type)
              for each in RDF),
        ],
        files=[
            TypedAddress(here + path, GZIP if path.endswith(".gz") else told["mediaType"])
            for path, told in export.files.items()
        ],
        linkset=f"{base}linkset/download",
    )  # fmt: skip


def _settle_range(request: Request, tag: str, size: int) -> None:
    """Leave a ``Range`` that is answered with a part; without one, the whole file is sent.

    Raises:
        HttpError: the part begins behind the end.
    """
    wanted = request.headers.get("range")
    if wanted is None:
        return
    one = _ONE_RANGE.fullmatch(wanted.strip())
    backwards = one and one[2] and int(one[2]) < int(one[1])
    # Of another file than this the client wants all (RFC 9110, 13.1.5); so too if it asks for
    # several parts, which a server may decline to send (14.2), or for none that can be.
    if one is None or backwards or request.headers.get("if-range", tag) != tag:
        raw = request.scope["headers"]
        request.scope["headers"] = [pair for pair in raw if pair[0] != b"range"]
    elif one[1] and int(one[1]) >= size:
        told = {"Content-Range": f"bytes */{size}"}
        what = f"The file has {size} bytes; the part begins behind its end."
        raise HttpError(416, "range", what, hint=N_("Ask for the whole file."), headers=told)
