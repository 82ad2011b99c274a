"""Messages of the parser, which writes English, as texts that there are translations of."""

from __future__ import annotations

from typing import Final

from graph.texts import N_, recognised

# The first that fits is taken; what else it says stays English.
_KNOWN: Final = (
    N_("Unexpected end of file."),
    N_("Unexpected end."),
    N_("Triples must be followed by a dot."),
    N_("The prefix {prefix} has not been declared."),
    N_("{text} is not a valid RDF object."),
    N_("{text} is not a valid predicate."),
    N_("{text} is not a valid subject or graph name."),
    N_("The subject of a triple must be an IRI or a blank node."),
    N_("The predicate of a triple must be an IRI."),
    N_("The object of a triple must be an IRI, a blank node or a literal."),
    N_("The PREFIX keyword should be followed by a prefix like 'ex:'."),
    N_("A language code should always start with a letter."),
    N_("A blank node ID cannot be empty."),
    N_("Expecting a datatype IRI after ^^, found {text}."),
    N_("blank node property lists should end with a ']'."),
    N_("Invalid IRI code point {sign}."),
    N_("Unexpected escape character {sign}."),
    N_("The escape sequence {text} is not a valid hexadecimal string."),
)


def sentence(message: str) -> str:
    """A message of the parser as a sentence."""
    return recognised(message if message.endswith(".") else f"{message}.", _KNOWN)
