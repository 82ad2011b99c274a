"""What is wrong with what was typed into a field, told beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.locale.language import Lang
from api.locale.translation import _
from api.search.results_text import kind_of
from graph.search.match import NamedThing


@dataclass(frozen=True)
class FieldChoice:
    """A thing that may be meant, and the address of the same form with it."""

    label: str
    lang: str
    kind: str
    href: str


@dataclass(frozen=True)
class FieldFault:
    """What is wrong with a field.

    Attributes:
        message: in a sentence.
        choices: what may be meant.
        typed: what stands in the field.
        search: the words to search for, where no thing that the field takes is called so.
    """

    message: str
    choices: tuple[FieldChoice, ...] = ()
    typed: str = ""
    search: str = ""


def unclear(
    text: str, things: Sequence[NamedThing], href: Callable[[str], str], lang: Lang
) -> FieldFault:
    """What is wrong with a name that names no one thing.

    Args:
        text: what was typed.
        things: what it may mean; none where nothing is called so.
        href: the address of the same form with the IRI of a thing in this field.
        lang: of the reader.
    """
    if not things:
        message = _("Nothing to choose here is called “{text}”.", lang, text=text)
        return FieldFault(message, typed=text, search=text)
    choices = (
        FieldChoice(*each.label(lang), kind_of(each, lang), href(each.iri)) for each in things
    )
    message = _("More than one may be called “{text}”. Choose:", lang, text=text)
    return FieldFault(message, tuple(choices), text)
