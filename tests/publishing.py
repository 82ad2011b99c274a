"""A publisher as a portal wants it, for tests; it is invented."""

from __future__ import annotations

from typing import Final

GOOD: Final = {
    "base_url": "https://venskab.nordkoebing.dk",
    "publisher_name_da": "Nordkøbing Kommune",
    "publisher_name_en": "Nordkøbing Municipality",
    "publisher_iri": "https://www.nordkoebing.dk/",
    "publisher_type": "LocalAuthority",
    "publisher_identifier": "12345678",
    "contact_name": "Data",
    "contact_email": "data@nordkoebing.dk",
    "contact_url": "https://www.nordkoebing.dk/kontakt",
}


def environment(**changed: str) -> dict[str, str]:
    """The settings as the environment carries them."""
    return {f"VENSKAB_{name.upper()}": value for name, value in (GOOD | changed).items()}
