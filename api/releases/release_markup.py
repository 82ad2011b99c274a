"""What search engines read of a release's page."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Final

from fastapi import Request

from api.generation.generation import generation_of
from api.locale.translation import in_every_language
from api.releases.comparisons import read
from graph.catalog.contents import contents
from graph.catalog.distributions import WHOLE
from graph.catalog.schema_org_dataset import measured
from graph.errors import VenskabError
from graph.ledger import Release
from graph.releases.citation import citation_of
from graph.releases.schema_org_release import period, release_markup
from graph.settings import Settings

_KEPT: Final = 100


class ReleasePeriods:
    """The periods of the releases asked for last; a release never changes."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._kept: OrderedDict[str, str] = OrderedDict()

    async def of(self, release: Release) -> str:
        """The first and the last day that its dates can mean, worked out once."""
        if release.hash not in self._kept:
            found = await read(self._settings, lambda ledger: period(ledger.releases.text(release)))
            self._kept[release.hash] = found
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[release.hash]


async def markup_of(
    request: Request, release: Release, settings: Settings, address: str
) -> dict[str, Any]:
    """A release in schema.org.

    Args:
        request: what the client asks.
        release: the release.
        settings: of the deployment.
        address: of its page.
    """
    periods: ReleasePeriods = request.app.state.release_periods
    citation = citation_of(release, settings, in_every_language)
    return release_markup(citation, address, await periods.of(release), await _measured(request))


async def _measured(request: Request) -> list[dict[str, Any]]:
    """What the whole graph is mostly about; nothing where it cannot be worked out now."""
    whole = contents().dataset(WHOLE)
    try:
        facts = await generation_of(request).catalog_facts.get()
    except VenskabError:
        return []
    return measured(whole, facts) if whole else []
