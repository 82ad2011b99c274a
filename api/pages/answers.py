"""The answers with which the pages of agreements and municipalities begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from api.html.provenance import merged
from api.locale.language import Lang
from api.locale.translation import _, ngettext
from api.pages.answer import (
    Fact,
    PageAnswer,
    Review,
    Tone,
    expired_review,
    review_of,
    said_of,
    status_fact,
    status_of,
)
from api.pages.ending import ended
from api.pages.thing_view import ThingView
from graph.identifiers import concept
from graph.namespaces import VSK
from graph.texts import N_

_SHALL: Final = concept("commitment-strength", "shall")
_NOT_DONE: Final = N_("No source says that it has been done.")


def of_agreement(folder: ThingView, review: Review | None) -> PageAnswer | None:
    """Overdue, due, in force or ended; what the parties owe; what the text is.

    Args:
        folder: the agreement's page.
        review: the review that it owes, if any.
    """
    lang, iri = folder.lang, folder.iri
    status = status_of(folder, iri)
    gone = status is not None and status.tone == "ended"
    duties = [] if gone else folder.pointing(VSK.underAgreement)
    facts = (
        *_owed(folder, duties, _("The parties owe", lang)),
        *status_fact(folder, _("The agreement today", lang), iri),
        *_text(folder),
    )
    if review:
        say, what = _reviews(folder, review)
        tone: Tone = "overdue" if review.overdue else "plain"
        slug = iri.rpartition("/id/")[2]
        calendar = (f"/calendar.ics?agreement={slug}", _("The deadlines as a calendar", lang))
        return PageAnswer(tone, say, _(what, lang), review.sayings, facts, (calendar,))
    if status:
        if end := ended(folder, status):
            return replace(end, facts=(*end.facts, *_text(folder)))
        return PageAnswer(status.tone, said_of(folder, status), _unreviewed(folder), facts=facts)
    return None


def _unreviewed(folder: ThingView) -> str:
    """The review that was never heard of before the agreement ended, as a sentence; or blank."""
    when = expired_review(folder, folder.iri)
    if not when:
        return ""
    return _(
        "It was to be reviewed: {when}. No source says that it was reviewed or renewed.",
        folder.lang,
        when=when,
    )


def _reviews(folder: ThingView, review: Review) -> tuple[str, str]:
    lang, when = folder.lang, review.when(folder)
    if review.overdue:
        return _("Review overdue since {when}", lang, when=when), _NOT_DONE
    return _("To be reviewed: {when}", lang, when=when), ""


def _owed(folder: ThingView, found: Sequence[str], heading: str) -> tuple[Fact, ...]:
    """The first promise that is a duty, and how many more there are."""
    duties = [each for each in found if _SHALL in folder.linked(VSK.strength, of=each)]
    if not duties:
        return ()
    first, more = folder.by_date(duties, VSK.due)[0], len(duties) - 1
    words = ngettext("and {n} more promise", "and {n} more promises", more, folder.lang)
    return (Fact(heading, (folder.reader.name(first),), words if more else "", link="#duties"),)


def _text(folder: ThingView) -> tuple[Fact, ...]:
    said = folder.facts(VSK.documentStatus)
    claims = [claim for each in said for claim in each.claims]
    if not claims:
        return ()
    heading = _("The text is", folder.lang)
    return (Fact(heading, (claims[0].value,), sayings=merged(claims)),)


def of_municipality(folder: ThingView, partners: int) -> PageAnswer | None:
    """The reviews that are overdue, with whom; else how many partners it has.

    Args:
        folder: the municipality's page.
        partners: the number of its partners today.
    """
    lang = folder.lang
    reviews = [found for each in _agreements(folder) if (found := review_of(folder, each))]
    late = sorted((each for each in reviews if each.overdue), key=_last)
    if late:
        return _late(folder, late)
    if partners:
        say = ngettext("{n} partner today", "{n} partners today", partners, lang)
        return PageAnswer("plain", say, _next(folder, reviews))
    return None


def _last(review: Review) -> date:
    return review.due.latest or date.max


def _next(folder: ThingView, reviews: Sequence[Review]) -> str:
    ahead = sorted((each for each in reviews if not each.overdue), key=_last)
    if not ahead:
        return _("The municipality may have more than a source here says.", folder.lang)
    name = folder.reader.name(ahead[0].agreement).text
    when = ahead[0].when(folder)
    return _("Next review: {agreement}, {when}.", folder.lang, agreement=name, when=when)


def _late(folder: ThingView, late: Sequence[Review]) -> PageAnswer:
    lang, first, more = folder.lang, late[0], len(late) - 1
    slug = folder.iri.rpartition("/id/")[2]
    agreement = folder.reader.name(first.agreement)
    others = [each for each in folder.linked(VSK.party, of=first.agreement) if each != folder.iri]
    owed = [
        each
        for each in folder.pointing(VSK.debtor)
        if first.agreement in folder.linked(VSK.underAgreement, of=each)
    ]
    facts = (
        Fact(
            _("Agreement", lang),
            (agreement,),
            _more(lang, more),
            link=f"/reviews?municipality={slug}" if more else "",
        ),
        Fact(_("Partner", lang), tuple(map(folder.reader.name, others))),
        *_owed(folder, owed, _("The municipality owes", lang)),
        *status_fact(folder, _("The agreement today", lang), first.agreement),
    )
    links = (
        (f"/reviews?municipality={slug}", _("All deadlines", lang)),
        (f"/calendar.ics?municipality={slug}", _("The deadlines as a calendar", lang)),
    )
    say = _("Overdue since {when}", lang, when=first.when(folder))
    return PageAnswer("overdue", say, _(_NOT_DONE, lang), first.sayings, facts, links)


def _more(lang: Lang, count: int) -> str:
    return ngettext("and {n} more overdue", "and {n} more overdue", count, lang) if count else ""


def _agreements(folder: ThingView) -> list[str]:
    kinds = (VSK.Agreement, VSK.Annex)
    return list(
        dict.fromkeys(each for kind in kinds for each in folder.pointing(VSK.party, kind=kind))
    )
