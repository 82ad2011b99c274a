"""Every error that Venskab raises on purpose.

::

    VenskabError                  what, where, how to mend it
    ├── UnusableInput             a file, text or value that cannot be read at all
    │   ├── UnreadableFile        not there, a directory, empty, too large, wrong format
    │   ├── BadDate               not EDTF of level 0 or 1
    │   └── BadParameter          a query parameter of the wrong type, or an unknown one
    ├── NotFound                  a graph, version, query or thing that does not exist
    ├── BadQuery                  SPARQL that does not parse, or that this endpoint does not do
    ├── LibraryMissing            an optional library is not installed
    ├── EngineUnavailable         a remote engine does not answer, or not whole
    └── LimitMet                  time, memory, size, depth, patterns, queue: names limit and value
"""

from __future__ import annotations

from typing import Final

from graph.texts import N_, Translate, recognised

# What the system says most often, which is English whatever the locale.
_SYSTEM: Final = (
    N_("No such file or directory"),
    N_("Permission denied"),
    N_("Is a directory"),
    N_("Not a directory"),
    N_("File exists"),
    N_("File name too long"),
    N_("No space left on device"),
    N_("Read-only file system"),
    N_("Address already in use"),
    N_("Cannot assign requested address"),
)


def reason_of(error: OSError) -> str:
    """Why the system refused something, without a full stop."""
    return recognised(error.strerror or str(error), _SYSTEM)


class VenskabError(Exception):
    """Base of all expected errors. Its texts are marked for translators by ``graph.texts.N_``.

    Args:
        what: one plain sentence that says what is wrong.
        where: the file, line, graph or parameter it is about.
        hint: what the reader can do about it.
    """

    def __init__(self, what: str, *, where: str = "", hint: str = "") -> None:
        self.what = what
        self.where = where
        self.hint = hint
        super().__init__(self.sentence())

    def sentence(self, translate: Translate = str) -> str:
        """The error on one line: where, what, how to mend it.

        Args:
            translate: puts each text into the reader's language; English without it.
        """
        where, what, hint = (translate(each) for each in (self.where, self.what, self.hint))
        head = f"{where}: {what}" if where else what
        return f"{head} {hint}".strip()


class UnusableInput(VenskabError):
    """A file, text or value that cannot be read at all."""


class UnreadableFile(UnusableInput):
    """A file that is missing, a directory, empty, too large, or not what its name says."""


class BadDate(UnusableInput):
    """A date that is not EDTF of level 0 or 1."""


class BadParameter(UnusableInput):
    """A query parameter of the wrong type, or an unknown or missing one."""


class NotFound(VenskabError):
    """A graph, version, query or thing that does not exist."""


class BadQuery(VenskabError):
    """SPARQL that does not parse, or that this endpoint does not do.

    Args:
        what: one plain sentence, with the parser's own message where there is one.
        line: line of the error in the query, from 1, or None.
        column: column of the error, from 1, or None.
        hint: what the reader can do about it.
        prefix: the prefix that is not declared, where that is the error; else None.
        declaration: the line that would declare it; blank where nobody knows what it stands for.
    """

    def __init__(
        self,
        what: str,
        *,
        line: int | None = None,
        column: int | None = None,
        hint: str = "",
        prefix: str | None = None,
        declaration: str = "",
    ) -> None:
        self.line = line
        self.column = column
        self.prefix = prefix
        self.declaration = declaration
        where = N_("line {line}, column {column}", line=line, column=column) if line else ""
        super().__init__(what, where=where, hint=hint)


class LibraryMissing(VenskabError):
    """A library of one of the package's extras is needed here and not installed."""


class EngineUnavailable(VenskabError):
    """A remote engine cannot be reached, refuses, or gives no whole answer."""


class LimitMet(VenskabError):
    """A limit was met; nothing of the answer is given.

    Args:
        limit: the limit's name, such as ``time`` or ``memory``.
        value: its value with the unit, such as ``30 s``.
        what: one plain sentence.
        hint: what the client can do.
        retry_after: seconds after which asking again makes sense, or None.
    """

    def __init__(
        self, limit: str, value: str, what: str, *, hint: str = "", retry_after: int | None = None
    ) -> None:
        self.limit = limit
        self.value = value
        self.retry_after = retry_after
        super().__init__(what, hint=hint)
