"""The gettext catalogues: which languages have one, and the texts of each.

A catalogue is ``<folder>/<language>/LC_MESSAGES/messages.po``. It is installed compiled (``.mo``),
which is read in a thousandth of a second; where the ``.po`` is newer, as beside a translator's
work, that is read instead.
"""

from __future__ import annotations

import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from graph.errors import UnreadableFile
from graph.texts import N_

DOMAIN: Final = "messages"
FOLDER: Final = Path(__file__).parent
# Where the number of texts stands in a compiled catalogue; one of them is its header.
_COUNT: Final = slice(8, 12)
_CODE: Final = re.compile("[a-z]{2,3}")
_folders: Final = [FOLDER]


def add_folder(folder: Path) -> None:
    """Take the catalogues below ``folder`` too; their texts come before those of the package.

    Raises:
        UnreadableFile: ``folder`` is none, or one of its catalogues is broken.
    """
    if not folder.is_dir():
        raise UnreadableFile(
            N_("There is no such folder of catalogues."),
            where=str(folder),
            hint=N_("Name one that holds <language>/LC_MESSAGES/messages.po."),
        )
    if folder not in _folders:
        for lang in _languages(folder):
            _read(folder, lang)
        _folders.append(folder)
        translations.cache_clear()
        translated_languages.cache_clear()


@cache
def translated_languages() -> tuple[str, ...]:
    """The codes of the languages whose catalogue has a text, in the order of the alphabet."""
    found = {lang for folder in _folders for lang in _languages(folder) if _count(folder, lang)}
    return tuple(sorted(found))


@cache
def translations(lang: str) -> NullTranslations:
    """The texts of a language; English stands for each that it lacks."""
    found = NullTranslations()
    for folder in _folders:
        if made := _read(folder, lang):
            made.add_fallback(found)
            found = made
    return found


def has_text(lang: str, message: str, context: str = "") -> bool:
    """True if the catalogue of a language has a text for an English one."""
    known = translations(lang)
    found = known.pgettext(context, message) if context else known.gettext(message)
    # One that it lacks comes back itself; the same words of a catalogue are another object.
    return found is not message


def _languages(folder: Path) -> list[str]:
    # Other folders are none of a language, and a code stands in queries.
    return [path.name for path in folder.iterdir() if _CODE.fullmatch(path.name)]


def _count(folder: Path, lang: str) -> int:
    """The number of texts that a catalogue has."""
    path = _path(folder, lang)
    return int.from_bytes(_compiled(path)[_COUNT], "little") - 1 if path else 0


def _read(folder: Path, lang: str) -> GNUTranslations | None:
    path = _path(folder, lang)
    try:
        return GNUTranslations(BytesIO(_compiled(path))) if path else None
    except ValueError as error:
        # The catalogue is well formed, but not its rule of plurals.
        raise _broken(path, error) from error


def _path(folder: Path, lang: str) -> Path | None:
    """The catalogue of a language in ``folder``: the compiled one unless the source is newer."""
    made, source = (folder / lang / "LC_MESSAGES" / f"{DOMAIN}.{end}" for end in ("mo", "po"))
    if not source.is_file():
        return made if made.is_file() else None
    compiled = made.is_file() and made.stat().st_mtime >= source.stat().st_mtime
    return made if compiled else source


def _compiled(path: Path) -> bytes:
    """The bytes of a compiled catalogue, made where ``path`` is a source."""
    if path.suffix == ".mo":
        return path.read_bytes()
    # Only who works on catalogues has them read so, and it takes long to import.
    from babel.messages.pofile import PoFileError  # noqa: PLC0415

    from api.locale.compiled import compiled  # noqa: PLC0415

    try:
        return compiled(path)
    except (PoFileError, ValueError) as error:
        raise _broken(path, error) from error


def _broken(path: Path | None, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        N_("This is no catalogue of gettext: {reason}.", reason=error),
        where=str(path),
        hint=N_("Check it with msgfmt --check, or an editor of catalogues."),
    )
