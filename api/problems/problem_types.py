"""Every kind of problem that an answer can tell of, in words; each stands at its own IRI."""

from __future__ import annotations

from typing import Final

# Last segment of the problem's type IRI to what it means, in Danish and English.
KINDS: Final[dict[str, tuple[str, str]]] = {
    "bad-parameter": (
        "En parameter er ukendt, står der to gange eller har en værdi, der ikke passer.",
        "A parameter is unknown, stands there twice, or has a value that does not fit.",
    ),
    "bad-query": (
        "Forespørgslen er ikke SPARQL 1.1, eller den beder om noget, der er lukket her.",
        "The query is not SPARQL 1.1, or asks for something that is closed here.",
    ),
    "bad-request": (
        "Forespørgslen er ikke HTTP, som den skal være.",
        "The request is not HTTP as it should be.",
    ),
    "charset": ("Teksten er ikke i UTF-8.", "The text is not in UTF-8."),
    "coding": ("Indholdet er komprimeret.", "The body is compressed."),
    "internal": ("Serveren begik en fejl.", "The server met an error of its own."),
    "library-missing": (
        "Serveren mangler et bibliotek, som dette kræver.",
        "The server lacks a library that this needs.",
    ),
    "local-only": (
        "Adressen svarer kun den maskine, serveren kører på.",
        "This address answers only the machine that the server runs on.",
    ),
    "media-type": (
        "Indholdets medietype tages ikke imod her.",
        "The media type of the body is not taken here.",
    ),
    "method-not-allowed": (
        "Adressen kender ikke metoden; Allow nævner dem, den kender.",
        "The address does not know the method; Allow names those it knows.",
    ),
    "misdirected-request": (
        "Forespørgslen gælder en vært, som serveren ikke kender sig selv som.",
        "The request is for a host that the server does not know itself by.",
    ),
    "no-past": (
        "Serveren svarer kun for nutiden; den holder ingen tidligere udgaver klar.",
        "The server answers for the present only; it holds no past state ready.",
    ),
    "not-acceptable": (
        "Svaret kan ikke skrives i noget af de formater, der blev bedt om.",
        "The answer cannot be written in any of the formats that were asked for.",
    ),
    "not-configured": (
        "Det, adressen skal vise, er sat forkert op; den, der driver serveren, kan rette det.",
        "What the address is to show is set up wrongly; who runs the server can mend it.",
    ),
    "not-found": (
        "Der er intet på adressen, og der har intet været.",
        "There is nothing at the address, and there never was.",
    ),
    "not-ready": ("Serveren er ikke klar endnu.", "The server is not ready yet."),
    "range": (
        "Den del af filen, der blev bedt om, begynder efter filens slutning.",
        "The part of the file that was asked for begins behind its end.",
    ),
    "read-only": (
        "Adressen svarer på spørgsmål og ændrer intet.",
        "The address answers queries and changes nothing.",
    ),
    "stopping": ("Serveren er ved at lukke.", "The server is stopping."),
    "unreadable": (
        "Indholdet kan ikke læses som det format, det siges at være.",
        "The body cannot be read as the format that it is said to be.",
    ),
    "withdrawn": (
        "Tingen er trukket tilbage; svaret nævner grafen, der beskrev den, og hvornår.",
        "The thing was withdrawn; the answer names the graph that described it, and when.",
    ),
}
_LIMIT: Final = (
    "En grænse er nået; svaret nævner den, og intet af resultatet er givet.",
    "A limit was met; the answer names it, and nothing of the result is given.",
)


def meaning(kind: str) -> tuple[str, str] | None:
    """The words for a kind of problem; None for one that there is not."""
    return _LIMIT if kind.startswith("limit-") else KINDS.get(kind)
