"""In front of the application: who sends or reads too slowly, or comes too often, is let go.

A request must arrive whole within its time, its header must not grow without end, and an answer
must be taken. The checks are here because the application hears of a request only when its
header is whole.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any, ClassVar, Final

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from api.monitoring.client_address import counted, shown
from api.monitoring.metrics import Metrics
from api.problems.problem import MEDIA_TYPE, ProblemDetails, problem_of
from api.processes.membership import Membership
from api.server.rate_limit import REFUSED
from api.sparql.protocol import ENCODING_FACTOR
from graph.errors import LimitMet
from graph.settings import Settings
from graph.texts import N_, NN_

LOGGER: Final = logging.getLogger("venskab.request")
# What a header may hold beside the query in its address.
HEADER_BYTES: Final = 32 << 10
_RETRY_SECONDS: Final = 5


def front(
    settings: Settings, metrics: Metrics, member: Membership | None = None
) -> type[asyncio.Protocol]:
    """The protocol of one server, with its settings.

    Args:
        settings: the limits.
        metrics: counts those that are met.
        member: the place of this process among others on the same port; None for one alone.
    """
    told = {"settings": settings, "metrics": metrics, "member": member}
    return type("Front", (_Front,), told)


class _Front(HttpToolsProtocol):
    settings: ClassVar[Settings]
    metrics: ClassVar[Metrics]
    member: ClassVar[Membership | None]
    _reading: asyncio.TimerHandle | None = None
    _writing: asyncio.TimerHandle | None = None
    _refused: LimitMet | None = None
    _who = ""
    _held = 0
    _head = 0
    _in_head = True

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._who = counted(self.client[0]) if self.client else ""
        held = self._tell_connections(1)
        most = self.settings.connections
        if held > 2 * most:
            # So many that even refusing them politely would take what the others need.
            transport.abort()
            return
        self._refused = self._one_too_many(held, most)
        self._expect_head()

    def _tell_connections(self, change: int) -> int:
        """Tell of one that was opened or closed; the connections of all processes."""
        mine = len(self.connections)
        if self.member is None:
            return mine
        self.member.tell_connections(mine)
        if self._counts_clients():
            self._held = self.member.clients.connected(self._who, self.member.number, change)
        return mine + self.member.connections_elsewhere

    def _counts_clients(self) -> bool:
        return bool(self.settings.connections_per_client and not self.settings.trusted_proxies)

    def _one_too_many(self, held: int, most: int) -> LimitMet | None:
        if held > most:
            return _connections(most, N_("The server has as many open connections as it takes."))
        mine = self.settings.connections_per_client
        if self._counts_clients() and self._connections_of_client() > mine:
            return _connections(mine, N_("Your address holds as many connections as one may."))
        return None

    def _connections_of_client(self) -> int:
        if self.member is not None:
            return self._held
        return sum(getattr(each, "_who", "") == self._who for each in self.connections)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_reading()
        self._stop_writing()
        super().connection_lost(exc)
        self._tell_connections(-1)

    # Reading

    def data_received(self, data: bytes) -> None:
        if self._reading is None:
            self._expect_head()
        self._head += len(data)
        super().data_received(data)
        most = self.settings.query_bytes * ENCODING_FACTOR + HEADER_BYTES
        if self._in_head and self._reading is not None and self._head > most:
            self._refuse(_too_large(most))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self._reading is None:
            self._expect_head()

    def on_headers_complete(self) -> None:
        self._in_head = False
        self._read_within(self.settings.body_seconds, N_("body"))
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        super().on_message_complete()
        self._stop_reading()

    def _expect_head(self) -> None:
        self._head, self._in_head = 0, True
        self._read_within(self.settings.header_seconds, N_("header"))

    def _read_within(self, seconds: float, part: str) -> None:
        self._stop_reading()
        self._reading = self.loop.call_later(seconds, self._too_slow, seconds, part)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None

    def _too_slow(self, seconds: float, part: str) -> None:
        if self.flow.read_paused:
            # The rest may be here: it is this end that does not read on.
            self._read_within(seconds, part)
            return
        self._refuse(
            LimitMet(
                f"{part}-time",
                f"{seconds:g} s",
                N_(
                    "The {part} of the request did not arrive within {seconds:g} s.",
                    part=part,
                    seconds=seconds,
                ),
                hint=N_("Send it at once."),
            )
        )

    # Writing

    def pause_writing(self) -> None:
        super().pause_writing()
        self._close_unless_read()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._stop_writing()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._close_unless_read()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._close_unless_read()

    def _close_unless_read(self) -> None:
        self._stop_writing()
        self._writing = self.loop.call_later(self.settings.send_seconds, self._not_read)

    def _stop_writing(self) -> None:
        if self._writing is not None:
            self._writing.cancel()
            self._writing = None

    def _not_read(self) -> None:
        self._tell(0, "send-time")
        self.transport.abort()

    # Refusing

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Callable[..., Any]) -> None:
        refused = self._refused or self._behind()
        if refused is not None:
            cycle.scope["state"][REFUSED] = refused
            cycle.keep_alive = False
        super()._start_asgi_task(cycle, app)

    def _behind(self) -> LimitMet | None:
        """The refusal of a process that has not caught up with those that share its port."""
        if self.member is None or self.member.serving:
            return None
        what = N_("This process is behind the newest state; another answers.")
        hint = N_("Ask again; a new connection leads elsewhere.")
        return LimitMet("behind", N_("1 state of the data"), what, hint=hint, retry_after=1)

    def send_400_response(self, msg: str) -> None:
        self._answer(
            ProblemDetails(400, "bad-request", N_("This is not HTTP/1.1."), N_("Mend the request."))
        )

    def _refuse(self, met: LimitMet) -> None:
        problem = problem_of(met)
        self._tell(problem.status, met.limit)
        self._answer(problem)

    def _answer(self, problem: ProblemDetails) -> None:
        """Answer without the application, unless it is about to answer itself, and close."""
        self._stop_reading()
        if self.cycle is None or self.cycle.response_complete:
            self.transport.write(_written(problem))
        elif not self.cycle.response_started:
            self.cycle.disconnected = True
            self.transport.write(_written(problem))
        self.transport.close()
        self._close_unless_read()

    def _tell(self, status: int, limit: str) -> None:
        if status:
            self.metrics.answered("", status)
        self.metrics.met(limit)
        client = shown(self.client[0], self.settings.log_addresses) if self.client else ""
        fields = {"client": client, "status": status, "limit": limit}
        LOGGER.info("connection closed", extra={"fields": fields})


def _connections(most: int, what: str) -> LimitMet:
    hint = N_("Close what you no longer use, and ask again shortly.")
    value = NN_("{n} connection", "{n} connections", most)
    return LimitMet("connections", value, what, hint=hint, retry_after=_RETRY_SECONDS)


def _too_large(most: int) -> LimitMet:
    what = N_("The header of the request is larger than {most} bytes.", most=most)
    return LimitMet("header", N_("{n} bytes", n=most), what, hint=N_("Send a long query by POST."))


def _written(problem: ProblemDetails) -> bytes:
    body = problem.text().encode()
    head = (
        f"HTTP/1.1 {problem.status} {problem.title}\r\ncontent-type: {MEDIA_TYPE}\r\n"
        f"content-length: {len(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
    )
    return head.encode() + body
