"""The files of a release: the bytes that its hash is of, and the list that checks them."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.errors import UnreadableFile, UnusableInput, reason_of
from graph.ledger import Ledger, Release
from graph.releases.citation import CITATION_FILES, Citation
from graph.releases.rdf_patch import ordered, read
from graph.releases.research_packages import (
    CROISSANT,
    RO_CRATE,
    Package,
    PackageFile,
    croissant,
    ro_crate,
)
from graph.texts import N_


def quads_name(release: Release) -> str:
    """Name of the file of a release's N-Quads."""
    return f"venskab-{release.name}.nq"


def export(
    ledger: Ledger,
    release: Release,
    folder: Path,
    citation: Citation,
    *,
    publisher: str = "",
    contact: str = "",
) -> list[Path]:
    """Write a release to a folder; a file is there whole or not at all.

    Args:
        ledger: the ledger that keeps it.
        release: the release.
        folder: made where it is missing; files of the same names are replaced.
        citation: of the release.
        publisher: IRI of who publishes it; may be blank.
        contact: address to ask them at; may be blank.

    Returns:
        The files: N-Quads, how to cite it, ``SHA256SUMS`` for ``sha256sum --check``, and the
        descriptions that make the folder an RO-Crate and a data set of Croissant.

    Raises:
        UnreadableFile: the folder cannot be made or written.
    """
    small = _small_files(citation, publisher, contact)
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


def _small_files(citation: Citation, publisher: str, contact: str) -> dict[str, str]:
    """The text of each file beside the N-Quads, by name."""
    quads = quads_name(citation.release)
    small = {name: write(citation) for name, (write, _, _) in CITATION_FILES.items()}
    small["SHA256SUMS"] = f"{citation.release.hash}  {quads}\n"
    told = {name: (kind, about) for name, (_, kind, about) in CITATION_FILES.items()}
    told["SHA256SUMS"] = ("text/plain", "The SHA-256 of the N-Quads, for sha256sum --check.")
    others = [PackageFile(name, *told[name], len(text.encode())) for name, text in small.items()]
    package = Package(citation, quads, others, publisher=publisher, contact=contact)
    return small | {RO_CRATE: ro_crate(package), CROISSANT: croissant(package)}


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
