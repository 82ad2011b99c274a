"""Settings of the catalogue that a portal needs and that are still missing."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from graph.catalog.publication import PUBLISHER_TYPES, language_codes
from graph.settings import Settings
from graph.texts import N_, Translate

# An absolute http(s) IRI that can stand in every RDF format (RFC 3987, without user names).
_IRI: Final = re.compile(
    r"https?://[^\s<>\"{}|\\^`\x00-\x20/?#@]+(?:[/?#][^\s<>\"{}|\\^`\x00-\x20]*)?"
)
# As HTML takes it (https://html.spec.whatwg.org/#valid-e-mail-address), with a dot in the domain.
_EMAIL: Final = re.compile(
    r"[a-zA-Z0-9.!#$&'*+/=?_~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?"
    r"(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)+"
)
_LANGUAGE: Final = re.compile(r"[A-Z]{3}")
# What people write for a language, and its code in the EU's table.
_LANGUAGE_CODES: Final = {
    "da": "DAN", "en": "ENG", "sv": "SWE", "nb": "NOB", "nn": "NNO", "no": "NOR", "fi": "FIN",
    "is": "ISL", "fo": "FAO", "kl": "KAL", "de": "DEU",
}  # fmt: skip
# Eight digits in Denmark, nine in Norway, ten in Sweden; other countries have others.
_REGISTERED: Final = re.compile(r"[0-9]{6,12}")
_CREATIVE_COMMONS: Final = re.compile(
    r"http://creativecommons\.org/(?:licenses/[a-z-]+/[0-9]\.[0-9]|publicdomain/[a-z]+/1\.0)/"
)
_NAMED_BY: Final = re.compile(
    r"(?:https?:)?//(?:www\.)?creativecommons\.org/"
    r"(?P<what>licenses/[a-z-]+/[0-9]\.[0-9]|publicdomain/[a-z]+/1\.0)"
)
# Names that nobody else reaches, or that stand in examples (RFC 2606, RFC 6761, RFC 6762).
_EXAMPLES: Final = ("example", "example.com", "example.net", "example.org", "test", "invalid")
_HOME: Final = ("localhost", "local", "internal", "home.arpa")


@dataclass(frozen=True)
class SettingFault:
    """A setting that a portal would stumble over.

    Attributes:
        setting: its name in the environment.
        what: what is wrong.
        hint: what to do.
        fatal: whether it cannot stand in RDF, so that no catalogue can be given.
    """

    setting: str
    what: str
    hint: str
    fatal: bool = False

    def line(self, translate: Translate = str) -> str:
        """The fault on one line."""
        return f"{self.setting}: {translate(self.what)} {translate(self.hint)}"


def faults(settings: Settings) -> list[SettingFault]:
    """Everything that is missing or wrong, one entry a value."""
    return [
        *_base(settings.base_url),
        *_names(settings),
        *_publisher(settings),
        *_contact(settings),
        *_licence(settings.licence),
        *_languages(settings),
    ]


def fatal(settings: Settings) -> list[SettingFault]:
    """The faults that keep the catalogue from being given at all."""
    return [each for each in faults(settings) if each.fatal]


def _base(base: str) -> Iterator[SettingFault]:
    name = "VENSKAB_BASE_URL"
    hint = N_("Set it to the public address, such as https://venskab.<your domain>.")
    if not base:
        yield SettingFault(
            name, N_("No address is set; each harvester would be told another one."), hint
        )
    elif local := _unreachable(base):
        yield SettingFault(name, N_("{address} {reason}.", address=base, reason=local), hint)
    elif not base.startswith("https://"):
        yield SettingFault(
            name, N_("{address} is not https, which portals ask for.", address=base), hint
        )


def _names(settings: Settings) -> Iterator[SettingFault]:
    for name, value, what in (
        ("PUBLISHER_NAME_DA", settings.publisher_name_da, N_("The publisher has no Danish name.")),
        ("PUBLISHER_NAME_EN", settings.publisher_name_en, N_("The publisher has no English name.")),
        ("CONTACT_NAME", settings.contact_name, N_("No contact is named.")),
    ):
        if not value.strip():
            yield SettingFault(
                f"VENSKAB_{name}", what, N_("Set it to the name that readers are to see.")
            )


def _publisher(settings: Settings) -> Iterator[SettingFault]:
    yield from _address(
        "VENSKAB_PUBLISHER_IRI",
        settings.publisher_iri,
        N_("No IRI names the publisher, so portals cannot tell it from others."),
        N_("Set it to an IRI of the organisation, such as its home page's address."),
    )
    kind = settings.publisher_type
    if kind not in PUBLISHER_TYPES:
        what = N_("The publisher has no type.")
        if kind:
            what = N_("{kind!r} is not a type of publisher.", kind=kind)
        hint = N_("Set it to one of {known}.", known=", ".join(PUBLISHER_TYPES))
        unsayable = bool(kind) and not re.fullmatch(r"[A-Za-z-]+", kind)
        yield SettingFault("VENSKAB_PUBLISHER_TYPE", what, hint, fatal=unsayable)
    number = settings.publisher_identifier
    if not _REGISTERED.fullmatch(number):
        what = N_("No number is set.")
        if number:
            what = N_("{number!r} is not a register's number.", number=number)
        hint = N_("Set it to the CVR number (8 digits), in Norway and Sweden organisation number.")
        yield SettingFault("VENSKAB_PUBLISHER_IDENTIFIER", what, hint)


def _contact(settings: Settings) -> Iterator[SettingFault]:
    name, email = "VENSKAB_CONTACT_EMAIL", settings.contact_email
    hint = N_("Set it to the address of an office that answers, such as data@<your domain>.")
    if not email:
        yield SettingFault(name, N_("No e-mail address is set."), hint)
    elif not _EMAIL.fullmatch(email):
        yield SettingFault(
            name, N_("{email!r} is not an e-mail address.", email=email), hint, fatal=True
        )
    elif _is_example(email.rpartition("@")[2]):
        yield SettingFault(name, N_("{email} is an address of examples.", email=email), hint)
    if settings.contact_url:
        hint = N_("Set it to the page of that office, or leave it blank for this server's.")
        yield from _address("VENSKAB_CONTACT_URL", settings.contact_url, "", hint)


def _licence(licence: str) -> Iterator[SettingFault]:
    name = "VENSKAB_LICENCE"
    named = _NAMED_BY.match(licence)
    if named and not _CREATIVE_COMMONS.fullmatch(licence):
        hint = N_("Set it to http://creativecommons.org/{what}/.", what=named["what"])
        what = N_(
            "{licence!r} is not the form of the licence's IRI that portals know.", licence=licence
        )
        yield SettingFault(name, what, hint, fatal=not _IRI.fullmatch(licence))
    elif not named:
        hint = N_("Set it to a licence's IRI, such as http://creativecommons.org/licenses/by/4.0/.")
        yield from _address(name, licence, N_("No licence is set."), hint, missing_is_fatal=True)


def _languages(settings: Settings) -> Iterator[SettingFault]:
    name, codes = "VENSKAB_CATALOG_LANGUAGES", language_codes(settings)
    if not codes:
        yield SettingFault(name, N_("No language is set."), N_("Set it to codes such as DAN,ENG."))
    for code in codes:
        if not _LANGUAGE.fullmatch(code):
            right = _LANGUAGE_CODES.get(code.lower().partition("-")[0]) or code.upper()
            hint = (
                N_("Write {right}.", right=right)
                if _LANGUAGE.fullmatch(right)
                else N_("Write codes of three letters, such as DAN,ENG.")
            )
            what = N_("{code!r} is no code of the EU's table of languages.", code=code)
            yield SettingFault(name, what, hint, fatal=not re.fullmatch(r"[A-Za-z0-9-]+", code))


def _address(
    name: str, value: str, missing: str, hint: str, *, missing_is_fatal: bool = False
) -> Iterator[SettingFault]:
    """The fault of an IRI that others are to follow."""
    if not value:
        yield SettingFault(name, missing, hint, fatal=missing_is_fatal)
    elif not _IRI.fullmatch(value):
        yield SettingFault(
            name,
            N_("{value!r} is not an absolute http or https IRI.", value=value),
            hint,
            fatal=True,
        )
    elif local := _unreachable(value):
        yield SettingFault(name, N_("{address} {reason}.", address=value, reason=local), hint)


def _unreachable(address: str) -> str:
    """Why nobody elsewhere reaches an address; blank where they might."""
    host = (urlsplit(address).hostname or "").rstrip(".")
    if _is_example(host):
        return N_("is an address of examples")
    if host in _HOME or host.endswith(tuple(f".{each}" for each in _HOME)) or _is_private(host):
        return N_("is reached from this machine or network only")
    return ""


def _is_example(host: str) -> bool:
    return host in _EXAMPLES or host.endswith(tuple(f".{each}" for each in _EXAMPLES))


def _is_private(host: str) -> bool:
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
