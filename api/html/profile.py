"""The profile of a deployment: what it is called, who runs it, and where errors are reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlencode

from api.locale.language import Lang
from api.locale.translation import _
from graph.settings import Settings

_WEB: Final = ("http://", "https://")


@dataclass(frozen=True)
class Profile:
    """A deployment, by its settings; what is not set is blank.

    Attributes:
        name: what it is called.
        description: what it is, in a sentence or two.
        operator: who runs it and publishes its data.
        contact_name: the office that answers.
        contact_email: its e-mail address.
        contact_url: its page.
        imprint: the page with the imprint.
    """

    name: str
    description: str
    operator: str
    contact_name: str
    contact_email: str
    contact_url: str
    imprint: str

    @property
    def told(self) -> bool:
        """True if it says who runs it or how to reach them."""
        return bool(self.operator or self.contact_email or self.contact_url or self.imprint)


def profile_of(settings: Settings, lang: Lang) -> Profile:
    """The profile in a reader's language, or in the other that settings have."""
    web = settings.contact_url if settings.contact_url.startswith(_WEB) else ""
    return Profile(
        settings.site_name,
        _either(settings.site_description_da, settings.site_description_en, lang),
        _either(settings.publisher_name_da, settings.publisher_name_en, lang),
        settings.contact_name,
        settings.contact_email,
        web,
        settings.imprint_url,
    )


def _either(da: str, en: str, lang: Lang) -> str:
    return (da or en) if lang == "da" else (en or da)


def report_address(settings: Settings, lang: Lang, page: str, subject: str) -> str:
    """Where a reader reports an error, or sends a source, with what is known filled in.

    Args:
        settings: with the address of a form, or a ``mailto:`` address; blank gives none.
        lang: the reader's language.
        page: the whole address of the page that it is about.
        subject: what the page is about.
    """
    address = settings.report_address
    if not address:
        return ""
    if address.startswith("mailto:"):
        body = _(
            "Page: {page}\n\nWhat is wrong, or what took place and when:\n\n"
            "Who says so (address, document or minutes):\n",
            lang,
            page=page,
        )
        filled = {"subject": f"{settings.site_name}: {subject}", "body": body}
        return f"{address}?{urlencode(filled, quote_via=quote)}"
    filled = {"page": page, "subject": subject, "lang": lang}
    if "{page}" in address or "{subject}" in address:
        for name, value in filled.items():
            address = address.replace(f"{{{name}}}", quote(value, safe=""))
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode(filled)}"
