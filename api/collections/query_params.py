"""Parameters of a collection, read from an address that a person or a program asks."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import Request

from api.generation.generation import generation_of
from api.http.http_error import HttpError
from api.locale.language import from_parameter, languages
from graph.collections.collection import Collection
from graph.collections.query import STATE, CollectionQuery, Pair
from graph.collections.query_reader import read
from graph.errors import BadParameter
from graph.texts import N_


def query_of(
    request: Request, collection: Collection, pairs: Iterable[Pair], around: Iterable[str] = ()
) -> CollectionQuery:
    """The query of a collection that a request asks, in the state of the graph that it asks.

    Args:
        request: where it is asked, and in which language.
        collection: of which.
        pairs: the parameters.
        around: names of those that are the page's own.

    Raises:
        HttpError: a parameter that does not fit.
    """
    given = request.query_params.get("lang")
    try:
        if given is not None and from_parameter(given) is None:
            what = N_("{given!a} is not a language here.", given=given[:80])
            hint = N_("Take {known}.", known=", ".join(sorted(languages())))
            raise BadParameter(what, where="lang", hint=hint)
        state = generation_of(request).asked
        return read(
            collection,
            [*(pair for pair in pairs if pair[0] not in state), *state.items()],
            path=request.url.path.partition(".")[0],
            around={*around, *STATE},
        )
    except BadParameter as error:
        raise told(error) from error


def told(error: BadParameter) -> HttpError:
    """A parameter that does not fit, as HTTP says it."""
    members = {"parameter": error.where}
    return HttpError(400, "bad-parameter", error.what, hint=error.hint, members=members)
