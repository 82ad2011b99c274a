"""``/releases``: the dated versions of the whole, their files, and what changed between two."""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from fastapi import Request, Response

from api.generation.dependencies import SettingsDep
from api.generation.shared_parameters import LANGUAGE
from api.html.provenance import here
from api.html.rendering import language_of, page
from api.http import resource
from api.http.declared import NOT_MODIFIED, declaring, in_path, in_query, leads, ok, problems
from api.http.http_error import HttpError
from api.http.negotiation import (
    DOCUMENTS,
    HTML,
    JSON_DOCUMENT,
    RDF,
    acceptable,
    chosen,
    prefers_html,
    split,
)
from api.http.representation import (
    AN_HOUR,
    ASK_AGAIN,
    BY_FORMAT,
    FOR_EVER,
    Document,
    Representation,
    base_of,
    entity_tag,
)
from api.http.signposting import Signposts
from api.locale.translation import in_every_language
from api.releases.comparisons import Comparisons, as_json, found, read, streamed
from api.releases.release_diff import WordedDiff, as_text
from api.releases.release_markup import markup_of
from api.releases.release_package import FILES, publication_of, signposts_of, written
from graph.catalog.publication import Publication
from graph.descriptions.jsonld import write_jsonld
from graph.engine.base import JSONLD, NQUADS, Format
from graph.engine.writing import write
from graph.errors import NotFound
from graph.identifiers import release as release_iri
from graph.ledger import Ledger, Release
from graph.ledger.release_log import LONGEST, PATTERN
from graph.ledger.short_names import short_graph
from graph.releases import rdf_patch
from graph.releases.citation import citation_of
from graph.releases.dcat_version import description
from graph.releases.release_files import quads_name
from graph.releases.version_diff import GraphDifference, differences
from graph.settings import Settings
from graph.statements import grouped
from graph.texts import N_

router = resource.router(tags=["releases"])

PATCH: Final = Format("patch", rdf_patch.MEDIA_TYPE, rdf_patch.SUFFIX, frozenset())
TEXT: Final = Format("text", "text/plain", "txt", frozenset())
_DIFFS: Final = (PATCH, TEXT, HTML)
_SHOWN: Final = 300
_OPERATIONS: Final = {"CITATION.cff": "cff", "datacite.json": "datacite", "citation.bib": "bibtex"}
_DIFF_NAMES: Final = {"type": "string", "enum": [each.name for each in _DIFFS]}
_FORMAT: Final = in_query("format", _DIFF_NAMES, "A format, where Accept cannot be set.", TEXT.name)


_NAMES: Final = {"type": "string", "pattern": f"^{PATTERN}$", "maxLength": LONGEST}
_NAME: Final = declaring(in_path("name", "1.1", schema=_NAMES))
_TWO: Final = declaring(
    in_path("old", "1.0", schema=_NAMES), in_path("new", "1.1", schema=_NAMES), _FORMAT
)


@router.get(
    "/releases",
    operation_id="releases",
    summary="All releases, the newest first",
    responses=ok([JSON_DOCUMENT.media_type, HTML.media_type]) | NOT_MODIFIED | problems(406),
    dependencies=[LANGUAGE],
)
async def index(request: Request, settings: SettingsDep) -> Response:
    """All releases, the newest first: a page, or JSON."""
    releases = await read(settings, lambda ledger: ledger.releases.all()[::-1])
    if chosen(request.headers.get("accept"), (JSON_DOCUMENT,)) is HTML:
        return page(request, "releases.html", releases=releases)
    base = base_of(request, settings)
    return _json(request, {"releases": [as_json(each, base) for each in releases]}, ASK_AGAIN)


@router.get(
    "/release/{name}",
    operation_id="release-iri",
    summary="The IRI of a release leads to it",
    status_code=303,
    responses=leads("What is said of the release") | problems(404),
    dependencies=[_NAME],
)
async def named(request: Request, name: str, settings: SettingsDep) -> Response:
    """A release's IRI leads to what is said of it."""
    release = await found(request, name)
    target = f"{base_of(request, settings)}releases/{release.name}"
    return Response(status_code=303, headers={"Location": target, "Cache-Control": AN_HOUR})


@router.get(
    "/releases/{name}.nq",
    operation_id="release-nquads",
    summary="The N-Quads of a release, the bytes of its hash",
    responses=ok([NQUADS.media_type]) | NOT_MODIFIED | problems(404),
    dependencies=[_NAME],
)
async def quads(request: Request, name: str) -> Response:
    """The N-Quads of a release."""
    return await _quads(request, await found(request, name))


@router.get(
    "/releases/{name}",
    operation_id="release",
    summary="A release: when it was made, its hash, how to cite it; DCAT 3 as RDF",
    responses=ok([JSON_DOCUMENT.media_type, *DOCUMENTS]) | NOT_MODIFIED | problems(404, 406),
    dependencies=[LANGUAGE, _NAME],
)
async def one(request: Request, name: str, settings: SettingsDep) -> Response:
    """One release: a page, JSON, what a catalogue says of it, or (.nq) its N-Quads."""
    stem, ending = split(name)
    form = ending or chosen(request.headers.get("accept"), (JSON_DOCUMENT, *RDF), endings=True)
    release, base = await found(request, stem), base_of(request, settings)
    posts = signposts_of(release, settings, base)
    if form is JSON_DOCUMENT:
        return _json(request, as_json(release, base), AN_HOUR, posts.of_page())
    if form is HTML:
        return await _page(request, release, settings, posts)
    address, by_ending = f"releases/{stem}", ending is not None
    shown = Document.of(request, address, form, release.hash, base=base, by_ending=by_ending)
    shown = replace(shown, signposts=posts)
    said = await asyncio.to_thread(_described, release, publication_of(settings, base), form)
    return shown.not_modified() or shown.written(said)


def _described(release: Release, by: Publication, form: Format) -> bytes:
    said = grouped(description(release, by))
    return (
        write_jsonld(said, first=release_iri(release.name)) if form is JSONLD else write(said, form)
    )


async def _page(
    request: Request, release: Release, settings: Settings, posts: Signposts
) -> Response:
    changes = await read(settings, lambda ledger: _changes(ledger, release))
    return page(
        request,
        "release.html",
        headers={"Link": ", ".join(posts.of_page())},
        jsonld=await markup_of(request, release, settings, posts.page),
        release=release,
        citation=citation_of(release, settings, in_every_language),
        changes=[(short_graph(each.graph), each.fate) for each in changes],
        file=quads_name(release),
        alternates=[
            (f"/releases/{release.name}.{form.suffix}", form.media_type) for form in (*RDF, NQUADS)
        ],
    )


def _changes(ledger: Ledger, release: Release) -> list[GraphDifference]:
    if release.previous is None:
        return []
    return differences(ledger, ledger.releases.find(release.previous), release)


async def _quads(request: Request, release: Release) -> Response:
    """The bytes that the release's hash is of."""
    tag = f'"{release.hash}"'
    settings = request.app.state.settings
    links = signposts_of(release, settings, base_of(request, settings)).of_file()
    shown = Representation(
        request=request, tag=tag, vary="", cache=FOR_EVER, more={"Link": ", ".join(links)}
    )
    if known := shown.not_modified():
        return known
    more = {
        "Content_Disposition": f'attachment; filename="{quads_name(release)}"',
        "Content_Length": str(release.bytes),
    }
    if request.headers.get("accept-encoding") != "gzip":
        # RFC 9530: of the bytes that are sent; compressed ones have another.
        digest = base64.b64encode(bytes.fromhex(release.hash)).decode()
        more["Repr_Digest"] = f"sha-256=:{digest}:"
    pieces = streamed(settings, lambda ledger: ledger.releases.text(release))
    return shown.stream(pieces, NQUADS.media_type, **more)


async def file(request: Request, name: str, settings: SettingsDep) -> Response:
    """A small file of a release, in a form that programs read: how to cite it, what it holds."""
    wanted = request.url.path.rpartition("/")[2]
    release, base = await found(request, name), base_of(request, settings)
    body = written(wanted, release, settings, base)
    links = signposts_of(release, settings, base).of_metadata()
    return _tagged(request, body.encode(), FILES[wanted], AN_HOUR, links)


for _file, _media_type in FILES.items():
    router.add_api_route(
        f"/releases/{{name}}/{_file}",
        file,
        operation_id=f"release-{_OPERATIONS.get(_file, _file.partition('.')[0])}",
        summary=f"A release for programs: {_file}",
        responses=ok([_media_type]) | NOT_MODIFIED | problems(404),
        dependencies=[_NAME],
    )


@router.get("/releases/{name}/{file}", include_in_schema=False)
async def no_file(file: str) -> Response:
    """Another file, which there is none of."""
    raise NotFound(
        N_("A release has no file {file!a}.", file=file[:40]),
        hint=N_("It has {known}.", known=", ".join(FILES)),
    )


@router.get(
    "/releases/{old}/diff/{new}",
    operation_id="release-diff",
    summary="What makes one release out of another, as RDF Patch, text or a page",
    responses=ok(each.media_type for each in _DIFFS) | NOT_MODIFIED | problems(400, 404, 406),
    dependencies=[LANGUAGE, _TWO],
)
async def diff(request: Request, old: str, new: str, settings: SettingsDep) -> Response:
    """The difference of two releases: a page, RDF Patch, or plain text."""
    new, form = _form(request, new)
    before, after = await found(request, old), await found(request, new)
    if form is PATCH:
        return _patch(request, before, after)
    comparisons: Comparisons = request.app.state.comparisons
    lang = language_of(request)
    worded = WordedDiff(await comparisons.told(before, after), lang)
    if form is TEXT:
        text = "".join(f"{line}\n" for line in as_text(worded, lang))
        return _tagged(request, text.encode(), TEXT.media_type, AN_HOUR)
    return page(
        request, "release_diff.html", old=before, new=after, worded=worded, most=_SHOWN, here=here
    )


def _form(request: Request, name: str) -> tuple[str, Format]:
    """The name of the release without an ending, and the format that is asked for."""
    stem, _, ending = name.rpartition(".")
    wanted = request.query_params.get("format", "")
    for form in _DIFFS:
        if stem and ending == form.suffix:
            return stem, form
        if wanted == form.name:
            return name, form
    if wanted:
        known = ", ".join(each.name for each in _DIFFS)
        raise HttpError(
            400,
            "bad-parameter",
            N_("There is no such format."),
            hint=N_("Take {known}.", known=known),
        )
    if prefers_html(request.headers.get("accept")):
        return name, HTML
    fitting = acceptable(request.headers.get("accept"), _DIFFS)
    return name, fitting[0] if fitting else PATCH


def _patch(request: Request, old: Release, new: Release) -> Response:
    tag = entity_tag(old.name, old.hash, new.name, new.hash)
    shown = Representation(request=request, tag=tag, vary=BY_FORMAT, cache=AN_HOUR)
    if known := shown.not_modified():
        return known
    name = f"venskab-{old.name}-{new.name}.{rdf_patch.SUFFIX}"

    def lines(ledger: Ledger) -> Iterator[bytes]:
        return (f"{line}\n".encode() for line in rdf_patch.write(ledger, old, new))

    pieces = streamed(request.app.state.settings, lines)
    inline = f'inline; filename="{name}"'
    return shown.stream(pieces, PATCH.media_type, Content_Disposition=inline)


def _json(request: Request, told: object, cache: str, links: Sequence[str] = ()) -> Response:
    body = json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"
    return _tagged(request, body, JSON_DOCUMENT.media_type, cache, links)


def _tagged(
    request: Request, body: bytes, media_type: str, cache: str, links: Sequence[str] = ()
) -> Response:
    more = {"Link": ", ".join(links)} if links else {}
    shown = Representation(request=request, tag=entity_tag(body), cache=cache, more=more)
    return shown.not_modified() or shown.send(body, media_type)
