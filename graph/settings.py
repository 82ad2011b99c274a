"""The one place that reads the environment (``VENSKAB_…``)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from platformdirs import user_data_path
from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.licenses import DEFAULT


class Settings(BaseSettings):
    """Settings with their defaults; each can be given as ``VENSKAB_<NAME>`` in the environment."""

    model_config = SettingsConfigDict(env_prefix="VENSKAB_")

    home: Path = Field(
        default_factory=lambda: user_data_path("venskab", appauthor=False),
        description="Folder that holds the ledger.",
    )
    host: str = Field(default="127.0.0.1", description="Address the server listens on.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port the server listens on.")
    base_url: str = Field(
        default="",
        pattern=r"^(https?://[A-Za-z0-9.:\[\]-]+/?)?$",
        description="Address that readers reach the server at, such as "
        "https://venskab.example.org; blank takes the one that each request names, which must be "
        "one of this machine.",
    )
    query_seconds: float = Field(default=30.0, gt=0, description="Longest time of one query, s.")
    query_megabytes: int = Field(
        default=1024, gt=0, description="Memory one query may use beyond the index, MB."
    )
    result_megabytes: int = Field(default=512, gt=0, description="Largest result, MB.")
    query_bytes: int = Field(default=65_536, gt=0, description="Longest query text, bytes.")
    query_depth: int = Field(
        default=60, gt=0, description="Deepest nesting of brackets in a query."
    )
    query_patterns: int = Field(
        default=300, gt=0, description="Most triple patterns and clauses in a query."
    )
    query_workers: int = Field(default=2, gt=0, description="Queries that run at the same time.")
    processes: int = Field(
        default=1,
        gt=0,
        le=64,
        description="Web processes that share the port; about one for each processor core.",
    )
    catch_up_seconds: float = Field(
        default=10.0,
        gt=0,
        description="Time that web processes wait with a new state for one that is late, s; then "
        "that one answers nobody until it has caught up.",
    )
    queue_length: int = Field(default=32, ge=0, description="Queries that may wait for a worker.")
    cache_megabytes: int = Field(
        default=256, ge=0, description="Answers kept for the next to ask, MB."
    )
    in_memory: int = Field(
        default=75_000,
        ge=0,
        description="Statements of the ledger up to which the index is held in memory; that of a "
        "larger one is on disk, in the folder index beside it. A statement in memory takes about "
        "2.5 kB, with what follows from it.",
    )
    past_states: int = Field(
        default=2,
        ge=0,
        description="Past states of the graph that are held ready for as_of; each takes as much "
        "memory as the index, and runs one query at a time.",
    )
    requests_per_minute: int = Field(
        default=600,
        ge=0,
        description="Requests one client may send within any sixty seconds; 0 counts none.",
    )
    trusted_proxies: str = Field(
        default="",
        description="Addresses or networks of reverse proxies whose X-Forwarded-For and "
        "X-Forwarded-Proto are believed, separated by commas.",
    )
    connections: int = Field(default=256, gt=0, description="Connections open at the same time.")
    connections_per_client: int = Field(
        default=64,
        ge=0,
        description="Connections one client may hold; 0, or trusted proxies, count none.",
    )
    header_seconds: float = Field(
        default=10.0, gt=0, description="Longest time for the header of a request to arrive, s."
    )
    body_seconds: float = Field(
        default=30.0, gt=0, description="Longest time for the body of a request to arrive, s."
    )
    send_seconds: float = Field(
        default=60.0, gt=0, description="Longest time that a client may leave an answer unread, s."
    )
    stop_seconds: float = Field(
        default=5.0, ge=0, description="Time that running queries get when the server stops, s."
    )
    warm_up: bool = Field(
        default=True,
        description="Whether a change waits until its lists and index of names are ready.",
    )
    warm_up_seconds: float = Field(
        default=0.2,
        ge=0,
        description="Longest time that a change waits for them, s; after that whoever asks for "
        "what is not ready waits for it.",
    )
    log_format: Literal["auto", "json", "text"] = Field(
        default="auto", description="Form of the log; auto is text on a terminal, else json."
    )
    log_requests: bool = Field(default=True, description="Whether each request is logged.")
    log_addresses: Literal["off", "truncated", "full"] = Field(
        default="truncated",
        description="Clients' addresses in the log; truncated keeps 24 bits of IPv4, 48 of IPv6.",
    )
    metrics: Literal["off", "local", "all"] = Field(
        default="local", description="Who may read /metrics; local is this machine."
    )
    engine: str = Field(
        default="",
        description="Address of a SPARQL 1.1 server that answers in place of the embedded engine, "
        "such as http://127.0.0.1:7878; blank for none. See docs/how-to/scaling.md.",
    )
    engine_update: str = Field(
        default="",
        description="Address of its updates; blank where it follows from the other.",
    )
    engine_store: str = Field(
        default="",
        description="Address of its Graph Store Protocol; blank where it follows from the other.",
    )
    engine_user: str = Field(default="", description="Name that it knows this server by.")
    engine_password: SecretStr = Field(
        default=SecretStr(""), description="Password for that name; sent as it asks, never shown."
    )
    engine_token: SecretStr = Field(
        default=SecretStr(""), description="Bearer token, in place of name and password."
    )
    engine_feed: Literal["auto", "off"] = Field(
        default="auto",
        description="Whether this server feeds that engine from its ledger, when no other server "
        "of the same ledger does; off leaves it to venskab engine sync.",
    )
    engine_patience: float = Field(
        default=10.0,
        gt=0,
        description="Longest time that a state of that engine is waited for while it is fed, s.",
    )
    watch_seconds: float = Field(
        default=0.1,
        gt=0,
        description="Time between two looks whether the ledger has changed, s.",
    )
    input_megabytes: int = Field(
        default=256, gt=0, description="Largest file that validate and load read, MB."
    )
    validate_megabytes: int = Field(
        default=10, gt=0, description="Largest body that POST /validate takes, MB."
    )
    validate_seconds: float = Field(
        default=60.0, gt=0, description="Longest time that POST /validate may take, s."
    )
    exports: Literal["background", "on-demand", "off"] = Field(
        default="background",
        description="When the files below /download/ are made, in a process and with an index of "
        "its own: after the start, when somebody first asks, or never.",
    )

    documents: Path | None = Field(
        default=None,
        description="Folder with the texts of sources, as UTF-8 in .txt; a page shows one beside "
        "its claims. A text is found by its SHA-256, whatever its file is called.",
    )
    guide: str = Field(
        default="",
        description="Folder of the built documentation that /guide/ serves; blank takes the one "
        "that make docs fills.",
    )
    site_name: str = Field(
        default="Venskab",
        min_length=1,
        description="Name of this deployment, in headings, titles and citations.",
    )
    site_description_da: str = Field(
        default="",
        description="What this deployment is, in a sentence or two in Danish: on the start page, "
        "under About and in search engines, instead of Venskab's own words.",
    )
    site_description_en: str = Field(default="", description="The same in English.")
    report_address: str = Field(
        default="",
        pattern=r"^(mailto:[^\s?&#@]+@[^\s?&#@]+|https?://[^\s]+)?$",
        description="Where readers report an error or a review that took place: "
        "mailto:office@example.org, or the address of a form, which gets page, subject and lang as "
        "parameters or in the place of {page}, {subject} and {lang}. Blank hides the links.",
    )
    imprint_url: str = Field(
        default="",
        pattern=r"^(https?://[^\s]+)?$",
        description="Page with the imprint or the legal notice of who runs this deployment.",
    )
    publisher_name_da: str = Field(
        default="",
        description="Danish name of who runs this deployment and publishes its data, "
        "in the foot of pages, under About and in the catalogue.",
    )
    publisher_name_en: str = Field(default="", description="English name of the publisher.")
    publisher_iri: str = Field(
        default="",
        description="IRI of the publisher, the same in all its catalogues; portals know it by "
        "that (in Sweden http://dataportal.se/organisation/SE and the organisation's number).",
    )
    publisher_type: str = Field(
        default="",
        description="Type of the publisher: LocalAuthority, RegionalAuthority, "
        "NationalAuthority, NonProfitOrganisation, NonGovernmentalOrganisation, "
        "Academia-ScientificOrganisation, Company or another code of "
        "http://purl.org/adms/publishertype/.",
    )
    publisher_identifier: str = Field(
        default="",
        description="Number of the publisher in its country's register: CVR in Denmark, "
        "organisation number in Norway and Sweden; digits only.",
    )
    contact_name: str = Field(
        default="", description="Who answers questions about the data: an office, not a person."
    )
    contact_email: str = Field(default="", description="E-mail address of that contact.")
    contact_url: str = Field(
        default="", description="Page of that contact; blank takes this server's start page."
    )
    licence: str = Field(
        default=DEFAULT,
        description="IRI of the licence of the data, in the form that portals know: "
        "http, a slash at the end, no deed.",
    )
    locale_dir: Path | None = Field(
        default=None,
        description="Folder with further catalogues of texts, as <language>/LC_MESSAGES/"
        "messages.po; a language is offered once its catalogue has a text.",
    )
    catalog_languages: str = Field(
        default="DAN,ENG",
        description="Languages of the data as codes of the EU's table, in upper case, "
        "separated by commas.",
    )

    @property
    def ledger_path(self) -> Path:
        """The ledger's file."""
        return self.home / "ledger.sqlite"
