"""The files of a release: the bytes that its hash is of, and the list that checks them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.ledger import Ledger, Release
from graph.licenses import DEFAULT
from graph.releases.citation import Citation
from graph.releases.rdf_patch import ordered, read
from graph.texts import N_, Translations, english_only


def quads_name(release: Release) -> str:
    """Name of the file of a release's N-Quads."""
    return f"venskab-{release.name}.nq"


def export(
    ledger: Ledger,
    release: Release,
    folder: Path,
    licence: str = DEFAULT,
    translations: Translations = english_only,
) -> list[Path]:
    """Write a release to a folder; a file is there whole or not at all.

    Args:
        ledger: the ledger that keeps it.
        release: the release.
        folder: made where it is missing; files of the same names are replaced.
        licence: IRI of the licence of the data.
        translations: gives a text in every language that has it.

    Returns:
        The files: N-Quads, how to cite it, and ``SHA256SUMS`` for ``sha256sum --check``.

    Raises:
        UnreadableFile: the folder cannot be made or written.
    """
    citation = Citation(release, licence=licence, translations=translations)
    small = {
        "CITATION.cff": citation.cff(),
        "datacite.json": citation.datacite(),
        "SHA256SUMS": f"{release.hash}  {quads_name(release)}\n",
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        quads = _written(folder / quads_name(release), ledger.releases.text(release))
        others = [_written(folder / name, [text.encode()]) for name, text in small.items()]
        return [quads, *others]
    except OSError as error:
        raise UnreadableFile(
            N_("the release cannot be written: {reason}.", reason=reason_of(error)),
            where=str(folder),
        ) from error


def patched(patch_file: Path, old_file: Path, new_file: Path) -> None:
    """Make the N-Quads of one release out of another's, by the patch between them.

    Args:
        patch_file: the patch.
        old_file: N-Quads of the release that it is from.
        new_file: where those of the release that it is to are written.

    Raises:
        UnreadableFile: a file that is not there, or is no UTF-8 text.
        UnusableInput: no such patch, or a file of another release than it is from or to.
    """
    patch = read(_text(patch_file).split("\n"))
    old = _text(old_file)
    _check(old, patch.header.get("sha256-from"), old_file, "is from")
    lines = ordered(patch.diff.apply(old.split("\n")[:-1]))
    new = "".join(f"{line}\n" for line in lines)
    _check(new, patch.header.get("sha256-to"), patch_file, "is to")
    _written(new_file, [new.encode()])


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode()
    except OSError as error:
        raise UnreadableFile(N_("{reason}.", reason=reason_of(error)), where=str(file)) from error
    except UnicodeDecodeError as error:
        raise UnreadableFile(N_("it is not UTF-8 text."), where=str(file)) from error


def _check(text: str, wanted: str | None, file: Path, what: str) -> None:
    found = hashlib.sha256(text.encode()).hexdigest()
    if wanted != f'"{found}"':
        raise UnusableInput(
            N_("it does not have the hash of the release that the patch {what}.", what=what),
            where=str(file),
            hint=N_("Take patch and file of the same release, whole."),
        )


def _written(path: Path, pieces: Iterable[bytes]) -> Path:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines(pieces)
        Path(name).chmod(0o644)
        return Path(name).replace(path)
    except BaseException:
        Path(name).unlink()
        raise
