"""``/guide``: the documentation where it is built, and where to begin where it is not."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import RedirectResponse
from starlette.staticfiles import StaticFiles

from api.generation.dependencies import SettingsDep
from api.html.rendering import page
from graph.settings import Settings

router = APIRouter()

BUILT: Final = Path(str(files("api"))) / "guide" / "site"
"""Where ``make docs`` puts the site."""
# The theme's search box brings a style of its own, and its style sheets hold their icons.
_POLICY: Final = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'none'"
)


@router.api_route("/guide", methods=["GET", "HEAD"], include_in_schema=False)
async def guide(request: Request, settings: SettingsDep) -> Response:
    """The way into the documentation: the site, or a page that says where to begin."""
    if _site(settings) is not None:
        return RedirectResponse("/guide/", 307)
    return page(request, "guide.html")


@router.api_route("/guide/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
async def file(request: Request, path: str, settings: SettingsDep) -> Response:
    """A page of the built documentation, or a part of one."""
    site = _site(settings)
    if site is None:
        return RedirectResponse("/guide", 307)
    answer = await StaticFiles(directory=site, html=True).get_response(path or ".", request.scope)
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer


def _site(settings: Settings) -> Path | None:
    """The folder of the site, if there is one: it may be built while the server runs."""
    folder = Path(settings.guide) if settings.guide else BUILT
    return folder if (folder / "index.html").is_file() else None
