"""Every kind of problem that an answer can tell of, in words; each stands at its own IRI."""

from __future__ import annotations

from typing import Final

from graph.texts import N_, Text

# Last segment of the problem's type IRI to what it means.
KINDS: Final[dict[str, Text]] = {
    "bad-parameter": N_(
        "A parameter is unknown, is given twice, or has a value that does not fit."
    ),
    "bad-query": N_("The query is not SPARQL 1.1, or asks for something that is closed here."),
    "bad-request": N_("The request is not HTTP as it should be."),
    "charset": N_("The text is not in UTF-8."),
    "coding": N_("The body is compressed."),
    "engine-unavailable": N_("The engine that holds the data gives no whole answer."),
    "internal": N_("The server met an error of its own."),
    "library-missing": N_("The server lacks a library that this needs."),
    "local-only": N_("This address answers only the machine that the server runs on."),
    "media-type": N_("The media type of the body is not taken here."),
    "method-not-allowed": N_("The address does not know the method; Allow names those it knows."),
    "misdirected-request": N_("The request is for a host that the server does not know itself by."),
    "no-past": N_("The server answers for the present only; it holds no past state ready."),
    "not-acceptable": N_("The answer cannot be written in any of the formats that were asked for."),
    "not-configured": N_(
        "What the address is to show is set up wrongly; who runs the server can mend it."
    ),
    "not-found": N_("There is nothing at the address, and there never was."),
    "not-ready": N_("The server is not ready yet."),
    "origin": N_("A page of another site had the browser ask."),
    "range": N_("The part of the file that was asked for begins behind its end."),
    "read-only": N_("The address answers queries and changes nothing."),
    "stopping": N_("The server is stopping."),
    "unreadable": N_("The body cannot be read as the format that it is said to be."),
    "withdrawn": N_(
        "The thing was withdrawn; the answer names the graph that described it, and when."
    ),
}
_LIMIT: Final = N_("A limit was met; the answer names it, and nothing of the result is given.")


def meaning(kind: str) -> Text | None:
    """The words for a kind of problem; None for one that there is not."""
    return _LIMIT if kind.startswith("limit-") else KINDS.get(kind)
