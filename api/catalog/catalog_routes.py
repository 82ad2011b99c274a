"""``/catalog``: what there is to harvest, for data portals; and its datasets and services."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Annotated, Final

from fastapi import Depends, Query, Request, Response
from pydantic import WithJsonSchema

from api.catalog.publication_files import CatalogPublisher, DatedDocument, state_of, written
from api.generation.dependencies import SettingsDep
from api.generation.generation import generation_of
from api.generation.shared_parameters import LANGUAGE
from api.html.page_cache import page_state
from api.html.rendering import page as html_page
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import NOT_MODIFIED, declaring, example, in_path, leads, ok, problems
from api.http.negotiation import DOCUMENTS, HTML, RDF, of_document, split
from api.http.representation import Representation, base_of, entity_tag
from api.http.signposting import LINKSET, Signposts, TypedAddress
from graph.catalog.contents import Service
from graph.catalog.dcat import Catalog, Listed, landing_page
from graph.catalog.dcat_ap_dk import profile
from graph.catalog.distributions import GZIP, Offered
from graph.catalog.hydra import neighbours, page, pages
from graph.catalog.schema_org_dataset import dataset_markup, markup
from graph.engine.base import TURTLE, Format
from graph.errors import BadParameter, NotFound
from graph.identifiers import CATALOG, PROFILE, dataset_iri, document_of, topic_of
from graph.prefixes import BASE
from graph.settings import Settings
from graph.texts import N_

router = resource.router(
    tags=["catalogue"],
)

_PLACE: Final = "catalog"
# Documents without a page: what a browser is shown in place of each is that of a dataset.
_ABOUT: Final = {".well-known/void": "graph", "profile": "vocabulary"}
_FORMATS: Final = N_("Take /catalog.rdf, .xml, .ttl, .jsonld, .nt, .trig or .html.")
_KINDS: Final = {
    "catalog": "https://schema.org/DataCatalog",
    "dataset": "https://schema.org/Dataset",
    "service": "https://schema.org/WebAPI",
}
_RELATIONS: Final = {"first": "first", "previous": "prev", "next": "next", "last": "last"}

_ANSWERS: Final = ok(DOCUMENTS) | NOT_MODIFIED | problems(406, 503, 504)
_DESCRIPTIONS: Final = ok(form.media_type for form in RDF) | NOT_MODIFIED | problems(406, 503, 504)


async def _paged(
    page: Annotated[
        str | None,
        WithJsonSchema({"type": "integer", "minimum": 1}),
        Query(
            description="A page; without it the whole. HTML has no pages.",
            openapi_examples=example("1"),
        ),
    ] = None,
) -> None:
    """The page that is asked for."""


_OF_DATASET: Final = declaring(in_path("slug", "graph"))


_OF_SERVICE: Final = declaring(in_path("slug", "sparql"))


@router.get(
    "/catalog",
    operation_id="catalog",
    summary="What data portals harvest: DCAT-AP 3.0.1",
    responses=_ANSWERS | problems(400, 404),
    dependencies=[LANGUAGE, Depends(_paged)],
)
@router.get("/catalog.{suffix}", include_in_schema=False)
async def catalog(request: Request, settings: SettingsDep) -> Response:
    """The whole catalogue, or one page of it."""
    address, ending = split(request.url.path.removeprefix("/"))
    if address != _PLACE:
        raise NotFound(
            N_("The catalogue has no format {path!a}.", path=request.url.path[9:49]), hint=_FORMATS
        )
    form = of_document(request.headers.get("accept"), ending)
    current = await _current(request, settings)
    wanted = None if form is HTML else _page_of(request, current)
    shown = _document(request, current, address, form, ending, page=wanted)
    if ready := shown.ready():
        return ready
    if form is HTML:
        return html_page(
            request,
            "catalog.html",
            headers=shown.headers,
            catalogue=current,
            jsonld=markup(current),
        )
    said = current.whole()
    if wanted is not None:
        said = page(current, wanted, current.by.base + request.url.path.removeprefix("/"))
    return shown.written(await asyncio.to_thread(written, said, form, first=CATALOG))


@router.get(
    "/dataset/{slug}",
    operation_id="dataset",
    summary="A dataset leads to its document",
    status_code=303,
    responses=leads("Its document") | problems(404),
    dependencies=[_OF_DATASET],
)
@router.get(
    "/service/{slug}",
    operation_id="service",
    summary="A service leads to its document",
    status_code=303,
    responses=leads("Its document") | problems(404),
    dependencies=[_OF_SERVICE],
)
async def thing(request: Request, settings: SettingsDep) -> Response:
    """A dataset or service is not its document: 303 to that."""
    address, ending = split(request.url.path.removeprefix("/"))
    _known(await _current(request, settings), BASE + address)
    document = base_of(request, settings) + document_of(BASE + address).removeprefix(BASE)
    target = f"{document}.{ending.suffix}" if ending else document
    asked = f"?{request.url.query}" if request.url.query else ""
    headers = {"Location": target + asked, "Link": f'<{document}>; rel="describedby"'}
    return Response(status_code=303, headers=headers | {"Cache-Control": "no-cache"})


@router.get(
    "/doc/dataset/{slug}",
    operation_id="dataset-document",
    summary="What the catalogue says of a dataset",
    responses=_ANSWERS | problems(404),
    dependencies=[LANGUAGE, _OF_DATASET],
)
@router.get(
    "/doc/service/{slug}",
    operation_id="service-document",
    summary="What the catalogue says of a service",
    responses=_ANSWERS | problems(404),
    dependencies=[LANGUAGE, _OF_SERVICE],
)
async def document(request: Request, settings: SettingsDep) -> Response:
    """The document about a dataset or a service."""
    address, ending = split(request.url.path.removeprefix("/"))
    form = of_document(request.headers.get("accept"), ending)
    current = await _current(request, settings)
    iri = topic_of(BASE + address)
    about = _known(current, iri)
    shown = _document(request, current, address, form, ending)
    shown = shown.linked(f'<{iri}>; rel="describes"')
    if ready := shown.ready():
        return ready
    if form is HTML:
        return _document_page(request, shown, current, about)
    said = current.of_dataset(about) if isinstance(about, Listed) else current.of_service(about)
    return shown.written(await asyncio.to_thread(written, said, form, first=iri))


@router.get(
    "/.well-known/void",
    operation_id="void",
    summary="How much of what the graph holds",
    responses=_DESCRIPTIONS,
)
@router.get("/.well-known/void.{suffix}", include_in_schema=False)
@router.get(
    "/profile",
    operation_id="profile",
    summary="The vocabulary and its shapes as a profile",
    responses=_DESCRIPTIONS,
)
@router.get("/profile.{suffix}", include_in_schema=False)
async def description(request: Request, settings: SettingsDep) -> Response:
    """VoID: the sizes of the whole graph; and the vocabulary as a profile."""
    address, ending = split(request.url.path.removeprefix("/"))
    if address not in _ABOUT:
        raise NotFound(
            N_("There is no format of {address!a}.", address=address[:80]),
            hint=N_("Take .ttl, .rdf, .jsonld."),
        )
    dataset = dataset_iri(_ABOUT[address])
    form = of_document(request.headers.get("accept"), ending)
    current = await _current(request, settings)
    if form is HTML:
        headers = {"Location": landing_page(dataset, current.by.base), "Vary": "Accept"}
        return Response(status_code=303, headers=headers)
    shown = _document(request, current, address, form, ending)
    if ready := shown.ready():
        return ready
    if address == "profile":
        said, first = list(profile(current.by)), PROFILE
    else:
        schema = await while_connected(request, generation_of(request).schema.get())
        said, first = current.void(schema), dataset
    return shown.written(await asyncio.to_thread(written, said, form, first=first))


@router.get(
    "/linkset/dataset/{slug}",
    operation_id="dataset-linkset",
    summary="The links between a dataset's page, its documents and its files",
    responses=ok([LINKSET]) | NOT_MODIFIED | problems(404, 503, 504),
    dependencies=[_OF_DATASET],
)
async def dataset_links(request: Request, slug: str, settings: SettingsDep) -> Response:
    """The links of FAIR Signposting as a set (RFC 9264)."""
    current = await _current(request, settings)
    _known(current, dataset_iri(slug))
    document = _document(request, current, f"doc/dataset/{slug}", TURTLE, None)
    body = _signposts(current, document).as_linkset()
    shown = Representation(request=request, tag=entity_tag(body), vary="")
    return shown.not_modified() or shown.send(body, LINKSET)


def _document_page(
    request: Request, shown: DatedDocument, current: Catalog, about: Listed | Service
) -> Response:
    listed, service = (about, None) if isinstance(about, Listed) else (None, about)
    return html_page(
        request,
        "dataset.html",
        headers=shown.headers,
        catalogue=current,
        listed=listed,
        service=service,
        jsonld=dataset_markup(current, listed) if listed else None,
    )


def _document(
    request: Request,
    current: Catalog,
    address: str,
    form: Format,
    ending: Format | None,
    *,
    page: int | None = None,
) -> DatedDocument:
    catalogues: CatalogPublisher = request.app.state.catalogues
    shown = DatedDocument.of(
        request,
        address,
        form,
        page,
        *state_of(current),
        *(page_state(request) if form is HTML else ()),
        base=current.by.base,
        by_ending=ending is not None,
        # What is asked stands in a header of the answer.
        kept=None if request.url.query else generation_of(request).finished,
    )
    shown = replace(
        shown, modified=catalogues.modified(current), signposts=_signposts(current, shown)
    )
    if page is None:
        return shown
    around = neighbours(current, page, current.by.base + request.url.path.removeprefix("/"))
    links = (f'<{each}>; rel="{_RELATIONS[name]}"' for name, each in around.items())
    return replace(shown.linked(*links), asked=f"?page={page}")


def _signposts(current: Catalog, shown: DatedDocument) -> Signposts:
    """The links between a page of the catalogue, its documents and the files it lists."""
    iri, by = topic_of(BASE + shown.address), current.by
    posts = Signposts(
        page=shown.base + shown.address,
        cite_as=iri,
        licence=by.licence,
        kind=_KINDS.get(shown.address.split("/")[-2:][0], _KINDS["dataset"]),
        author=by.publisher,
        metadata=shown.metadata(),
    )
    listed = next((each for each in current.datasets if each.dataset.iri == iri), None)
    if listed is None:
        return posts
    files = [_typed(each) for each in listed.offers if each.is_file]
    linkset = f"{shown.base}linkset/dataset/{listed.dataset.slug}"
    return replace(posts, files=files, linkset=linkset)


def _typed(offer: Offered) -> TypedAddress:
    return TypedAddress(offer.address, GZIP if offer.compressed else offer.media_type)


async def _current(request: Request, settings: Settings) -> Catalog:
    catalogues: CatalogPublisher = request.app.state.catalogues
    work = catalogues.current(base_of(request, settings), generation_of(request).catalog_facts)
    return await while_connected(request, work)


def _known(current: Catalog, iri: str) -> Listed | Service:
    """The dataset or service of an IRI.

    Raises:
        NotFound: there is none.
    """
    for listed in current.datasets:
        if listed.dataset.iri == iri:
            return listed
    for service in current.contents.services:
        if service.iri == iri:
            return service
    raise NotFound(
        N_("The catalogue has no {iri!a}.", iri=iri[len(BASE) : len(BASE) + 80]),
        hint=N_("See /catalog."),
    )


def _page_of(request: Request, current: Catalog) -> int | None:
    """The page that is asked for, or None for the whole.

    Raises:
        BadParameter: it is no number.
        NotFound: there are not as many pages.
    """
    asked = request.query_params.get("page")
    if asked is None:
        return None
    if not (asked.isascii() and asked.isdigit()):
        raise BadParameter(
            N_("page cannot be {asked!a}.", asked=asked[:40]), hint=N_("Give a number from 1.")
        )
    last = pages(current)
    if not 1 <= int(asked[:9]) <= last:
        raise NotFound(
            N_("There is no page {asked}.", asked=asked[:9]),
            hint=N_("The catalogue has {last}.", last=last),
        )
    return int(asked)
