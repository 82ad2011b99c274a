"""Rules for what the parties do: areas, actions, exchanges, visits, events."""

from __future__ import annotations

import re
from typing import Final

from graph.drafts.cue_patterns import cue, cues, first_of
from graph.drafts.found_dates import dates
from graph.drafts.proposals import ProposedField, ProposedThing
from graph.drafts.reading_context import DraftContext
from graph.drafts.sentence_rules import agreement_of, name_of
from graph.drafts.text_pieces import PieceKind, TextPiece
from graph.drafts.whole_text_rules import office_word
from graph.prefixes import BASE
from graph.records.schemes import schemes
from graph.search.folding import fold
from graph.texts import N_

_AREAS: Final = f"{BASE}concept/cooperation-area"
_GROUPS: Final = ("pupils", "teachers", "officials", "citizens", "staff")
# What the name of a field may end with beside that of its concept.
_ENDINGS: Final = ("omradet", "omrade", "omradene", "s", "en", "et", "n", "e")


def area_word(text: str) -> str:
    """The notation of the area of cooperation that a text is; blank for none."""
    wanted = _area_key(text)
    scheme = schemes().get(_AREAS)
    for concept in scheme.concepts if scheme else ():
        labels = (*concept.words.preferred.values(), *concept.words.others)
        if wanted and wanted in {_area_key(label) for label in labels}:
            return concept.notation
    return ""


def _area_key(text: str) -> frozenset[str]:
    """The words of an area without endings, in no order."""
    return frozenset(
        _stem(word) for word in fold(text).split() if word not in ("og", "and", "och", "samt")
    )


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            word = word.removesuffix(ending)
    return word


def area(piece: TextPiece, context: DraftContext) -> bool:
    """An item of a list of areas."""
    if piece.kind is not PieceKind.ITEM or not cue("areas_follow", piece.lead):
        return False
    notation = area_word(piece.text)
    if notation:
        agreement_of(context, piece).add("cooperation area", notation, piece.words())
    else:
        context.proposals.ask(piece, N_("Which area of cooperation is this?"))
    return True


def action(piece: TextPiece, context: DraftContext) -> bool:
    """An item of a list of actions: an initiative, or an exchange."""
    if piece.kind is not PieceKind.ITEM or not (piece.annex or cue("actions_follow", piece.lead)):
        return False
    title = re.split(r"[.:] ", piece.text)[0].rstrip(".")
    words = piece.words(0, len(title))
    is_exchange = bool(cue("exchange", title)) and bool(first_of(_GROUPS, title))
    made = ProposedThing(
        "exchange" if is_exchange else "initiative", name_of(context, title), words
    )
    made.add("under agreement", agreement_of(context, piece).name or context.name)
    studied = cue("study", piece.text)
    made.add("initiative status", "under-study" if studied else "announced",
             piece.words(max(studied.start() - 4, 0)) if studied else "")  # fmt: skip
    if is_exchange:
        made.add("participant group", first_of(_GROUPS, title))
    made.add("label", title, "", N_("These are the words of the source: say it in your own."))
    context.proposals.things.append(made)
    return True


def running(piece: TextPiece, context: DraftContext) -> bool:
    """Cooperation that goes on beside the actions."""
    found = cue("running", piece.text)
    if not found or piece.kind is PieceKind.ITEM:
        return False
    words = piece.words(found.start())
    made = ProposedThing("initiative", name_of(context, words), words)
    made.add("initiative status", "ongoing")
    context.proposals.things.append(made)
    return True


def borrowed(piece: TextPiece, context: DraftContext) -> bool:
    """Staff that one party lent to the other."""
    found = cue("borrowed", piece.text)
    named = context.named(piece.text[: found.start()]) if found else []
    group = first_of(_GROUPS, piece.text)
    if not found or not named or not group or len(context.parties) != 2:
        return False
    words = piece.words(found.start())
    made = ProposedThing("exchange", name_of(context, words), words)
    made.add("participant group", group)
    made.add("initiative status", "ongoing")
    made.add("to", [named[0].slug])
    made.add("from", [each for each in context.parties if each != named[0].slug])
    context.proposals.things.append(made)
    return True


def visit(piece: TextPiece, context: DraftContext) -> bool:
    """A delegation's journey."""
    found = cue("delegation", piece.text)
    if not found:
        return False
    visitor = context.gazetteer.parties(found["visitor"])
    dated = next(dates(piece.text[found.end() :], context.lang, context.on), None)
    made = ProposedThing("visit", name_of(context, found[0]), piece.words(found.start()))
    made.add("visitor", [each.slug for each in visitor if each.slug][:1])
    host = context.gazetteer.parties(found["place"])
    if host and host[0].slug:
        made.add("host", [host[0].slug], found["place"])
    else:
        note = N_("It goes to “{place}”: who is visited there?", place=found["place"])
        made.add("host", "", "", note)
    if dated and dated.edtf:
        made.add_date("date", dated, dated.words)
    context.proposals.things.append(made)
    return True


def following_event(piece: TextPiece, context: DraftContext) -> bool:
    """An event that an agreement or annex came of."""
    found = cue("following", piece.text)
    rest = piece.text[found.end() :] if found else ""
    named = cue("named_event", rest)
    after = rest[named.end() :] if named else ""
    dated = next(dates(after, context.lang, context.on), None)
    if not (found and named and dated and dated.edtf):
        return False
    words = rest[: named.end() + dated.start + len(dated.words)]
    made = ProposedThing("public event", name_of(context, words), piece.words(found.end()))
    made.add_date("date", dated, dated.words)
    made.add("label", named[0])
    made.add("led to", agreement_of(context, piece).name or context.name, piece.words(0))
    context.proposals.things.append(made)
    return True


def signed_at_meeting(piece: TextPiece, context: DraftContext) -> bool:
    """When, and by which mayors, an agreement was concluded, as an article tells it."""
    found = cue("signed_at", piece.text)
    if not found or context.contract:
        return False
    agreement = agreement_of(context)
    said = context.dates(piece)
    dated = next((each for each in said if each.edtf and ".." not in each.edtf), None)
    if dated and not agreement.has("signed"):
        words = piece.words(min(found.start(), dated.start))
        agreement.add_date("signed", dated, words)
    _mayors(piece, context, agreement)
    return bool(dated or cue("renewal", piece.text))


def _mayors(piece: TextPiece, context: DraftContext, agreement: ProposedThing) -> None:
    """The persons whose office stands before their names."""
    for office in cues("many_offices", piece.text):
        for person in cues("persons", piece.text[office.end() :]):
            if context.gazetteer.parties(person[0]):
                continue
            signature = ProposedThing("signature", says=person[0])
            signature.fields += [
                ProposedField("person", person[0]),
                ProposedField("office", office_word(office[0])),
                ProposedField("for", "", "", N_("For whom? The text does not say it here.")),
            ]
            agreement.below.append(("signed by", signature))
        break
