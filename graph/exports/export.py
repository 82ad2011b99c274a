"""Makes all files of an export from a ledger: ``venskab export DIR`` and what the server serves."""

from __future__ import annotations

import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache, partial
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

from graph.engine.dump import NOW, Dump, WantedState
from graph.errors import UnusableInput, reason_of
from graph.exports.build_inputs import WEIGHTS, BuildInputs, Meter, Progress
from graph.exports.file_lock import held
from graph.exports.manifest import DISTRIBUTIONS
from graph.exports.target_folder import TargetFolder
from graph.exports.writers import makers
from graph.licenses import DEFAULT
from graph.network.tie_network import Network
from graph.texts import N_, Translations, by_language, english_only


def export(
    ledger: Path,
    target: Path,
    network: Callable[[int], Network],
    progress: Progress = lambda *_: None,
    *,
    state: WantedState = NOW,
    wait: bool = False,
    licence: str = DEFAULT,
    translations: Translations = english_only,
) -> Mapping[str, Any]:
    """Make the files of a ledger in a folder; what is finished is kept.

    Args:
        ledger: the ledger's file.
        target: the folder; made where it is missing.
        network: reads the network as it was after a change of the ledger, when it is needed.
        progress: told what is made now, how much is done, and of how much.
        state: the state that is exported; the manifest says of which tier it is.
        wait: whether to wait where another process makes an export in the same folder.
        licence: IRI of the licence of the data.
        translations: gives a text in every language that has it.

    Returns:
        The manifest.

    Raises:
        Held: another process makes an export in the same folder.
        UnusableInput: the folder cannot be written, or the disk is full.
        VenskabError: the ledger cannot be read.
    """
    with _plain_errors(target), held(target, wait=wait):
        dump = Dump.of(ledger, *state)
        folder = TargetFolder(target, edition_of(dump.generation, licence))
        folder.begin()
        with tempfile.TemporaryDirectory(prefix="scratch-", dir=folder.work) as scratch:
            meter = Meter(progress, dump.statements, _total(folder))
            _make(BuildInputs(dump, folder, Path(scratch), network, meter, licence))
        manifest = _manifest(dump, folder, licence, translations)
        folder.publish(makers(), manifest)
    return manifest


def _total(folder: TargetFolder) -> int:
    left = [name for name in makers() if name not in folder.finished]
    return sum(WEIGHTS.get(name, 1) for name in ("statements", "sorting", *left))


def _make(work: BuildInputs) -> None:
    for name, make in makers().items():
        if name not in work.folder.finished:
            with work.meter.step(name, WEIGHTS.get(name, 1)) as advance:
                work.folder.make(name, partial(make, work, advance))


def edition_of(generation: str, licence: str = DEFAULT) -> str:
    """Name of the files of a generation: it changes with all that they are made from, and by."""
    return hashlib.sha256(f"{generation} {licence} {_maker()}".encode()).hexdigest()[:16]


@cache
def _maker() -> str:
    made_by = [
        version("venskab"),
        version("pyarrow"),
        version("pyoxigraph"),
        sqlite3.sqlite_version,
    ]
    digest = hashlib.sha256(" ".join(made_by).encode())
    for path in sorted(Path(str(files("graph.exports"))).iterdir()):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _manifest(
    dump: Dump, folder: TargetFolder, licence: str, translations: Translations
) -> dict[str, Any]:
    listed = {each.file: each for each in DISTRIBUTIONS}
    told = []
    for name in sorted(makers()):
        entry: dict[str, Any] = {"file": name, **asdict(folder.finished[name])}
        if each := listed.get(name):
            entry |= {"mediaType": each.media_type, "dataset": each.dataset}
            entry["title"] = by_language(each.title, translations)
        else:
            entry["mediaType"] = "application/csvm+json"
        told.append(entry)
    return {
        "generation": dump.generation,
        "tier": dump.state.tier.value,
        "edition": folder.edition,
        "venskab": version("venskab"),
        "licence": licence,
        "files": told,
    }


@contextmanager
def _plain_errors(target: Path) -> Generator[None]:
    hint = N_("Make room or choose another folder; what is finished is kept for the next run.")
    try:
        yield
    except OSError as error:
        where = str(error.filename or target)
        raise UnusableInput(
            N_("{reason}.", reason=reason_of(error)), where=where, hint=hint
        ) from error
    except sqlite3.OperationalError as error:
        raise UnusableInput(f"{error}.", where=str(target), hint=hint) from error
