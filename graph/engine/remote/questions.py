"""Asks a remote engine, and reads what it answers to its end."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx

from graph.engine.base import JSON, Format, Kind, Limits, Request, Result, Unacceptable
from graph.engine.dataset import may_name_graphs, stated_in
from graph.engine.query_errors import error_of
from graph.engine.remote.connection import (
    Connection,
    Field,
    broken_off,
    form,
    garbage,
    no_answer,
    refused_query,
)
from graph.engine.remote.marker import MERGE_GRAPH, QUERY, Marker, of_values
from graph.engine.remote.profiles import EngineProfile
from graph.engine.remote.query_forms import rows_of_construct
from graph.engine.remote.remote_answers import asked_as, convert
from graph.engine.spool import Spool, open_spool
from graph.errors import LimitMet
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH
from graph.prefixes import PREFIXES
from graph.terms import Row, read_solutions
from graph.texts import N_

# How many bytes its own form of an answer may take for each of ours.
_WORDY: Final = 4
# The graphs that there are or were, without a look at all that is in them.
_GRAPHS: Final = (
    f"SELECT DISTINCT ?g {{ GRAPH <{CHANGES_GRAPH}> {{ ?c <{PREFIXES['vsk']}changedGraph> ?g }} }}"
)
_SEEN: Final = 1 << 16


class Questions:
    """Asks one engine.

    Args:
        connection: where it is.
        profile: which it is.
        limits: those of every query.
        folder: where answers lie until they are sent.
    """

    def __init__(
        self, connection: Connection, profile: EngineProfile, limits: Limits, folder: Path
    ) -> None:
        self._connection = connection
        self._profile = profile
        self._limits = limits
        self._folder = folder
        self._names = itertools.count()
        self._graphs: tuple[int, Sequence[str]] = (-1, ())
        self._client = connection.asking(limits.workers)

    async def close(self) -> None:
        """Close all connections."""
        await self._client.aclose()

    async def marker(self) -> Marker | None:
        """The state of the data; None where nobody has fed the engine.

        Raises:
            EngineUnavailable: it does not answer, or not as it should.
        """
        return of_values([row["marker"].value for row in await self._rows(QUERY)])

    async def answer(
        self, request: Request, read: Result, marker: Marker, seconds: float
    ) -> Result:
        """The whole answer to a query that was read.

        Args:
            request: the query.
            read: what reading it gave: the kind of its answer, and the format to write.
            marker: what the engine holds.
            seconds: the time that it has, s; who calls keeps it.

        Raises:
            BadQuery: the engine refuses it.
            LimitMet: a limit was met, of ours or of the engine.
            EngineUnavailable: it does not answer, or not whole.
        """
        started = time.monotonic()
        form_of = asked_as(read.kind, self._profile.graph_format)
        fields = await self._dataset(request, marker)
        source = await self._fetched(request.text, fields, form_of, seconds)
        if self._profile.capped and (selected := rows_of_construct(request.text)):
            # The header that tells of a cut is there for rows only.
            (await self._fetched(selected, fields, JSON, seconds)).unlink()
        try:
            written = await asyncio.to_thread(
                self._written, source, read.kind, read.format, request
            )
        finally:
            source.unlink()
        body, path, size, rows = written
        return Result(
            kind=read.kind,
            format=read.format,
            body=body,
            path=path,
            size=size,
            seconds=time.monotonic() - started,
            generation=marker.generation,
            rows=rows,
        )

    async def _dataset(self, request: Request, marker: Marker) -> Sequence[Field]:
        """The dataset that a query is asked of, by the SPARQL 1.1 Protocol."""
        fields = [("default-graph-uri", iri) for iri in request.default_graphs]
        fields += [("named-graph-uri", iri) for iri in request.named_graphs]
        if fields or marker.merge != "named" or stated_in(request.text) is not None:
            return fields
        fields = [("default-graph-uri", MERGE_GRAPH)]
        if may_name_graphs(request.text):
            fields += [("named-graph-uri", iri) for iri in await self._named(marker)]
        return fields

    async def _named(self, marker: Marker) -> Sequence[str]:
        """The graphs of a state; those that are gone since are empty and do no harm."""
        if self._graphs[0] != marker.serial:
            found = await self._rows(_GRAPHS)
            stated = sorted(row["g"].value for row in found)
            self._graphs = marker.serial, (DERIVED_GRAPH, CHANGES_GRAPH, *stated)
        return self._graphs[1]

    async def _rows(self, query: str) -> Sequence[Row]:
        path = await self._fetched(query, (), JSON, self._limits.seconds)
        try:
            return read_solutions(path.read_bytes()).rows
        except (ValueError, KeyError, TypeError) as error:
            raise garbage() from error
        finally:
            path.unlink()

    async def _fetched(
        self, query: str, fields: Sequence[Field], wanted: Format, seconds: float
    ) -> Path:
        """The file with what the engine answered, all of it."""
        source = self._folder / f"{next(self._names)}.source"
        most = _WORDY * self._limits.result
        try:
            async with self._client.stream(
                "POST",
                self._connection.addresses.query,
                data=form(query, fields),
                headers={"Accept": wanted.media_type},
            ) as response:
                await self._check(response, wanted, seconds)
                with open_spool(str(source)) as file:
                    size = 0
                    async for chunk in response.aiter_bytes(_SEEN):
                        size += len(chunk)
                        if size > most:
                            raise error_of({"error": "result"}, self._limits, query)
                        file.write(chunk)
        except httpx.HTTPError as error:
            source.unlink(missing_ok=True)
            raise no_answer(error) from error
        except BaseException:
            source.unlink(missing_ok=True)
            raise
        return source

    async def _check(self, response: httpx.Response, wanted: Format, seconds: float) -> None:
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            told = (await response.aread()).decode(errors="replace")
            raise refused_query(response.status_code, told, self._profile, seconds)
        if cap := response.headers.get("x-sparql-maxrows"):
            raise cut_at(cap)
        if wanted.media_type not in response.headers.get("content-type", ""):
            raise garbage()

    def _written(
        self, source: Path, kind: Kind, wanted: Format, request: Request
    ) -> tuple[bytes | None, Path | None, int, int | None]:
        """The answer in the format that is wanted: in memory while it is short, else in a file."""
        path = self._folder / f"{next(self._names)}.answer"
        with open_spool(str(path)) as file:
            spool = Spool(file, short=self._limits.short, most=self._limits.result)
            fault = self._converted(source, kind, wanted, spool, request)
            spool.flush()
        if fault is not None:
            path.unlink(missing_ok=True)
            raise fault
        rows = spool.counter.rows if spool.counter else None
        if spool.spilled:
            return None, path, spool.size, rows
        path.unlink()
        return spool.body(), None, spool.size, rows

    def _converted(
        self, source: Path, kind: Kind, wanted: Format, spool: Spool, request: Request
    ) -> Exception | None:
        """Write an answer; what keeps it from being written is given, not raised.

        An error that leaves this thread keeps what it was raised in, and with that the parser's
        results, which no other thread may let go of.
        """
        graph = self._profile.graph_format
        try:
            convert(source, kind, graph, wanted, spool, self._profile.mended)
        except Unacceptable as error:
            return Unacceptable(error.kind, error.obstacle)
        except (ValueError, OSError, OverflowError, SyntaxError) as error:
            if "the answer is larger" in str(error):
                return error_of({"error": "result"}, self._limits, request.text)
            return broken_off()
        return None


def cut_at(rows: str) -> LimitMet:
    """The limit of an engine that gives no more than so many rows, whatever is asked for."""
    return LimitMet(
        "result",
        N_("{rows} rows", rows=rows),
        N_(
            "The engine that holds the data gives at most {rows} rows, and there are as many or "
            "more; no part of the answer is given.",
            rows=rows,
        ),
        hint=N_("Ask in parts with LIMIT and OFFSET, or take the whole graph as a download."),
    )
