"""HTTP to a remote engine: how it is asked, and what keeps it from answering.

The only module that imports an HTTP client. Nothing that it raises or logs holds a password.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from http import HTTPStatus
from typing import Any, Final, TypeAlias

import httpx

from graph.engine.base import JSON
from graph.engine.query_errors import time_met
from graph.engine.remote.marker import QUERY, Marker, of_values
from graph.engine.remote.profiles import Addresses, EngineProfile, addresses_of, profile_of
from graph.errors import BadQuery, EngineUnavailable, LimitMet
from graph.settings import Settings
from graph.terms import Row, read_solutions
from graph.texts import N_, Text

# A machine that does not answer at all is soon known, s.
_CONNECT: Final = 5.0
# The longest that an update or the upload of a graph may take, s.
_WRITING: Final = 600.0
_TOLD: Final = 200
_BUSY: Final = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_REFUSED: Final = (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
_FORM: Final = "application/x-www-form-urlencoded"
Field: TypeAlias = tuple[str, str]


class Credentials(httpx.Auth):
    """Sends user and password as the engine asks for them: Basic or Digest; or a bearer token.

    Args:
        user: the name; blank for none.
        password: the password for it.
        token: the token; blank for none.
    """

    def __init__(self, user: str, password: str, token: str) -> None:
        self._user = user
        self._password = password
        self._token = token
        self._digest: httpx.DigestAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response]:
        """Send the request, and again with what the answer asks for."""
        if self._token:
            request.headers["Authorization"] = f"Bearer {self._token}"
        if not self._user or self._token:
            yield request
            return
        if self._digest is None:
            response = yield request
            wanted = response.headers.get("www-authenticate", "").lower()
            if response.status_code != HTTPStatus.UNAUTHORIZED or "digest" not in wanted:
                if response.status_code == HTTPStatus.UNAUTHORIZED:
                    yield from httpx.BasicAuth(self._user, self._password).auth_flow(request)
                return
            self._digest = httpx.DigestAuth(self._user, self._password)
        yield from self._digest.auth_flow(request)


@dataclass(frozen=True)
class Connection:
    """A remote engine: where it is and who asks.

    Attributes:
        addresses: its three addresses.
        secrets: user, password and token.
    """

    addresses: Addresses
    secrets: tuple[str, str, str] = field(default=("", "", ""), repr=False)

    @classmethod
    def of_told(cls, told: Mapping[str, Any]) -> Connection:
        """The connection that another process told of."""
        user, password, token = told["secrets"]
        return cls(Addresses.model_validate(told["addresses"]), (user, password, token))

    def as_told(self) -> dict[str, Any]:
        """What another process needs to make the same connection, with the secrets in it."""
        return {"addresses": self.addresses.model_dump(), "secrets": self.secrets}

    @cached_property
    def _writing(self) -> httpx.Client:
        timeout = httpx.Timeout(_WRITING, connect=_CONNECT)
        return httpx.Client(timeout=timeout, auth=Credentials(*self.secrets), trust_env=False)

    def asking(self, most: int) -> httpx.AsyncClient:
        """A client for queries, of which some are asked at a time.

        Args:
            most: connections that are kept open.
        """
        return httpx.AsyncClient(
            auth=Credentials(*self.secrets),
            trust_env=False,
            timeout=httpx.Timeout(None, connect=_CONNECT),
            limits=httpx.Limits(max_connections=2 * most + 2, max_keepalive_connections=most + 1),
        )

    def rows(self, query: str, fields: Sequence[Field] = ()) -> Sequence[Row]:
        """The rows of a query of our own; blocks.

        Raises:
            EngineUnavailable: it does not answer, or not as it should.
        """
        response = self._send(
            "POST",
            self.addresses.query,
            data=form(query, fields),
            headers={"Accept": JSON.media_type},
        )
        try:
            return read_solutions(response.content).rows
        except (ValueError, KeyError, TypeError) as error:
            raise garbage() from error

    @cached_property
    def profile(self) -> EngineProfile:
        """The engine that answers there; blocks when it is first asked for.

        Raises:
            EngineUnavailable: it does not answer.
        """
        response = self._send(
            "POST", self.addresses.query, data=form("ASK { }"), headers={"Accept": JSON.media_type}
        )
        return profile_of(response.headers.get("server", ""))

    def marker(self) -> Marker | None:
        """The state of the data in it; None where nobody has fed it; blocks.

        Raises:
            EngineUnavailable: it does not answer, or not as it should.
        """
        return of_values([row["marker"].value for row in self.rows(QUERY)])

    def update(self, text: str) -> None:
        """Do a SPARQL update; blocks.

        Raises:
            EngineUnavailable: it does not answer, or refuses.
        """
        headers = {"Content-Type": "application/sparql-update"}
        self._send("POST", self.addresses.update, content=text.encode(), headers=headers)

    def load(self, graph: str | None, ntriples: bytes, *, replace: bool) -> None:
        """Write triples into a graph by the Graph Store Protocol; blocks.

        Args:
            graph: its IRI; None for the default graph.
            ntriples: N-Triples.
            replace: whether what is there goes.

        Raises:
            EngineUnavailable: it does not answer, or refuses.
        """
        where = {"default": ""} if graph is None else {"graph": graph}
        headers = {"Content-Type": "application/n-triples"}
        method = "PUT" if replace else "POST"
        store = self.addresses.store
        self._send(method, store, params=where, content=ntriples, headers=headers)

    def close(self) -> None:
        """Close the connections that are open for writing."""
        self._writing.close()

    def _send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        data: Mapping[str, str | list[str]] | None = None,
        content: bytes | None = None,
        params: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        try:
            response = self._writing.request(
                method, url, data=data, content=content, params=params, headers=headers
            )
        except httpx.HTTPError as error:
            raise no_answer(error) from error
        if response.status_code >= HTTPStatus.BAD_REQUEST:
            raise refusal(response.status_code, response.text)
        return response


def connection_of(settings: Settings) -> Connection:
    """The engine that the settings name.

    Raises:
        UnusableInput: its address is none, or nothing tells the others.
    """
    given = (settings.engine, settings.engine_update, settings.engine_store)
    password, token = settings.engine_password, settings.engine_token
    secrets = (settings.engine_user, password.get_secret_value(), token.get_secret_value())
    return Connection(addresses_of(*given), secrets)


def form(query: str, fields: Sequence[Field] = ()) -> dict[str, str | list[str]]:
    """The fields of a query by the SPARQL 1.1 Protocol."""
    made: dict[str, list[str]] = {}
    for name, value in fields:
        made.setdefault(name, []).append(value)
    return {"query": query, **made}


def no_answer(error: httpx.HTTPError) -> EngineUnavailable:
    """The error of an engine that is not reached, or that breaks off."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
        return EngineUnavailable(N_("The engine that holds the data cannot be reached."))
    if isinstance(error, httpx.RemoteProtocolError | httpx.ReadError):
        return broken_off()
    return EngineUnavailable(N_("The engine that holds the data does not answer."))


def broken_off() -> EngineUnavailable:
    """The error of an answer that ends before its end, whatever its status said."""
    return EngineUnavailable(
        N_("The engine that holds the data broke off its answer; nothing of it is given."),
        hint=N_("Ask for less, or ask again: it may have met a limit of its own."),
    )


def garbage() -> EngineUnavailable:
    """The error of an answer that is not what was asked for."""
    return EngineUnavailable(
        N_("What answers in place of the engine that holds the data is no SPARQL endpoint.")
    )


def refusal(status: int, text: str) -> EngineUnavailable | LimitMet:
    """The error of an engine that answers an operation of our own with a status of 400 or more."""
    if status in _REFUSED:
        return EngineUnavailable(
            N_("The engine that holds the data refuses the credentials of this server."),
            hint=N_("Mend VENSKAB_ENGINE_USER and VENSKAB_ENGINE_PASSWORD, or the token."),
        )
    if status in _BUSY:
        what = N_("The engine that holds the data takes no more queries at the moment.")
        return LimitMet(
            "queue", N_("of the engine"), what, hint=N_("Ask again shortly."), retry_after=5
        )
    told = " ".join(text.split())[:_TOLD]
    return EngineUnavailable(
        N_(
            "The engine that holds the data answered with status {status}: {told}",
            status=status,
            told=told,
        )
    )


def refused_query(
    status: int, text: str, profile: EngineProfile, seconds: float
) -> BadQuery | EngineUnavailable | LimitMet:
    """The error of a query that the engine answers with a status of 400 or more.

    Args:
        status: the status.
        text: what it says.
        profile: which engine it is.
        seconds: the time that the query had, s.
    """
    if profile.timed_out and re.search(profile.timed_out, text):
        return time_met(seconds)
    if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.INTERNAL_SERVER_ERROR):
        first: Text | str = " ".join(text.strip().split("\n\n")[0].split())[:_TOLD]
        return BadQuery(
            N_("The engine that holds the data refuses the query: {message}", message=first)
        )
    return refusal(status, text)
