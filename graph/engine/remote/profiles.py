"""The engines that are known: their addresses, their ways, and where they differ."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit, urlunsplit

import yaml
from pydantic import BaseModel, ConfigDict

from graph.engine.base import BY_NAME, Format
from graph.errors import UnusableInput
from graph.prefixes import BASE
from graph.texts import N_

_FILE: Final = Path(__file__).with_name("engines.yaml")


class EngineProfile(BaseModel):
    """An engine, as ``engines.yaml`` describes it; a plain one where nothing is known.

    Attributes:
        name: what people call it.
        server: how the header ``Server`` of its answers begins; blank where nothing there tells.
        path: regular expression of the path of its query address.
        update: the address of updates, as a replacement of that expression.
        store: that of the Graph Store Protocol, likewise.
        graph: name of the format that a graph is asked in.
        system: IRIs of graphs that are its own.
        replace: pieces of its answers that are put right, each with its replacement.
        opaque: datatypes whose values it does not keep as they are written.
        capped: whether it cuts what a CONSTRUCT answers after some rows without telling.
        timed_out: regular expression of what it says when its own time limit ends a query.
        measured: whether the contract suite runs on it.
        questions: questions of the library, with the name of a test's case, that it refuses, that
            it gives other rows for, that do not end, or that it answers now so, now otherwise:
            ``refused``, ``different``, ``unending``, ``varying``.
        differences: what is otherwise than on the embedded engine.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    server: str = ""
    path: str = ""
    update: str = ""
    store: str = ""
    graph: str = "jsonld"
    system: Sequence[str] = ()
    replace: Sequence[tuple[str, str]] = ()
    opaque: Sequence[str] = ()
    capped: bool = False
    timed_out: str = ""
    measured: bool = False
    questions: Mapping[Literal["refused", "different", "unending", "varying"], Sequence[str]] = {}
    differences: Sequence[str] = ()

    @property
    def graph_format(self) -> Format:
        """The format that a graph is asked in: one that shows when it was cut."""
        return BY_NAME[self.graph]

    @property
    def mended(self) -> list[tuple[bytes, bytes]]:
        """Pieces of its answers that are put right, each with its replacement."""
        stored = ((_stored(datatype), datatype) for datatype in self.opaque)
        return [(old.encode(), new.encode()) for old, new in (*self.replace, *stored)]

    def as_stored(self, triple: str) -> str:
        """A triple, N-Triples without its end, as it is stored in this engine."""
        for datatype in self.opaque:
            if triple.endswith(f"^^<{datatype}>"):
                return f"{triple[: -len(datatype) - 1]}{_stored(datatype)}>"
        return triple


class Addresses(BaseModel):
    """The three addresses of an engine.

    Attributes:
        query: answers queries.
        update: takes updates.
        store: the SPARQL 1.1 Graph Store HTTP Protocol.
    """

    model_config = ConfigDict(frozen=True)

    query: str
    update: str
    store: str


PLAIN: Final = EngineProfile(name="SPARQL 1.1")


@cache
def profiles() -> tuple[EngineProfile, ...]:
    """The engines that are known."""
    listed = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(EngineProfile.model_validate(each) for each in listed)


def profile_of(server: str) -> EngineProfile:
    """The engine whose answers have this header ``Server``."""
    known = (each for each in profiles() if each.server and server.startswith(each.server))
    return next(known, PLAIN)


def addresses_of(query: str, update: str = "", store: str = "") -> Addresses:
    """The addresses of an engine; those that are not given follow from the first where it is known.

    Args:
        query: the address of queries, or that of an Oxigraph server as a whole.
        update: the address of updates; blank where it follows.
        store: that of the Graph Store Protocol; blank where it follows.

    Raises:
        UnusableInput: no address of the web, one with a password, or one that nothing follows from.
    """
    split = urlsplit(query)
    for each in (query, update, store):
        _check(each)
    if split.path in ("", "/"):
        split = split._replace(path="/query")
    for known in profiles():
        if re.search(known.path, split.path):
            followed = (
                urlunsplit(split._replace(path=re.sub(known.path, new, split.path)))
                for new in (known.update, known.store)
            )
            found = dict(zip(("update", "store"), followed, strict=True))
            break
    else:
        found = {}
    update, store = update or found.get("update", ""), store or found.get("store", "")
    if not (update and store):
        raise UnusableInput(
            N_("Nothing tells the addresses of the engine's updates and of its graph store."),
            hint=N_("Give VENSKAB_ENGINE_UPDATE and VENSKAB_ENGINE_STORE."),
        )
    return Addresses(query=urlunsplit(split), update=update, store=store)


def _stored(datatype: str) -> str:
    """The IRI under which values of a datatype are stored that an engine would rewrite."""
    return f"{BASE}datatype/{datatype.rpartition('#')[2]}"


def _check(address: str) -> None:
    split = urlsplit(address)
    # The address itself is not repeated: a password may stand in it.
    if address and (split.scheme not in ("http", "https") or not split.hostname):
        raise UnusableInput(
            N_("The address of the engine begins with neither http:// nor https://."),
            hint=N_("Write it like http://127.0.0.1:7878."),
        )
    if split.username is not None or split.password is not None:
        raise UnusableInput(
            N_("A password does not belong into the address of the engine."),
            hint=N_("Give VENSKAB_ENGINE_USER and VENSKAB_ENGINE_PASSWORD."),
        )
