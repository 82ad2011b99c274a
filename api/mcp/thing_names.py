"""Names in place of IRIs: what an assistant is told of a name that names no one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from api.locale.language import Lang
from api.mcp.tool import ToolContext
from api.search.typed_names import MOST, meant, short
from graph.errors import BadParameter
from graph.prefixes import BASE
from graph.search.asked_name import LONGEST
from graph.search.match import NamedThing
from graph.texts import N_
from queries.parameters import expand

LOOK_UP: Final = N_("Look things up by name with the tool search.")
_IRI: Final = re.compile(rf"{re.escape(BASE)}[A-Za-z0-9][A-Za-z0-9._~/-]*")


async def thing_of(context: ToolContext, text: str) -> str:
    """The IRI of ours that a text is, is short for, or names.

    Raises:
        BadParameter: it is none of ours, or names none or several.
        VenskabError: the engine could not answer.
    """
    iri = expand(text.strip())
    if _IRI.fullmatch(iri):
        return iri
    things = await meant(text[:LONGEST], "", context.generation.names)
    if len(things) == 1:
        return things[0].iri
    raise unclear("thing", text, things, context.lang)


def unclear(where: str, text: str, things: Iterable[NamedThing], lang: Lang) -> BadParameter:
    """That a name names no one thing, with those that it may mean.

    Args:
        where: the argument.
        text: the name.
        things: what it may mean.
        lang: of the names of those.
    """
    named = "; ".join(f"{short(each.iri)} ({each.label(lang)[0]})" for each in list(things)[:MOST])
    if not named:
        what = N_("Nothing is called {text!r}.", text=text[:80])
        return BadParameter(what, where=where, hint=LOOK_UP)
    what = N_("{text!r} may be several things.", text=text[:80])
    return BadParameter(what, where=where, hint=N_("Take one of: {named}.", named=named))
