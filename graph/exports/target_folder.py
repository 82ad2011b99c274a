"""A folder that gets files one by one: whole, checked, and all of the same edition.

Files are made in a folder inside, which outlives a run that was killed: the next run of the same
edition keeps what is finished, by its hash. The manifest is taken away before the first file is
put in its place and comes back last, so that where there is one, all that it lists is there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

MANIFEST: Final = "manifest.json"
_FINISHED: Final = "finished.jsonl"
_WORK: Final = ".making-"


@dataclass(frozen=True)
class FinishedFile:
    """A finished file.

    Attributes:
        bytes: its size.
        sha256: its hash, hexadecimal.
    """

    bytes: int
    sha256: str

    @classmethod
    def of(cls, path: Path) -> FinishedFile:
        """Measure a file."""
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(path.stat().st_size, digest)


class TargetFolder:
    """The folder of an export.

    Args:
        target: where the files go; made where it is missing.
        edition: name of what is made: other files than those of this edition are not kept.
    """

    def __init__(self, target: Path, edition: str) -> None:
        self.target = target
        self.edition = edition
        self.work = target / f"{_WORK}{edition}"
        self.finished: dict[str, FinishedFile] = {}

    def begin(self) -> None:
        """Make the folder for the work, and find what is finished already."""
        self.work.mkdir(parents=True, exist_ok=True)
        for other in self.target.glob(f"{_WORK}*"):
            if other != self.work:
                shutil.rmtree(other)
        known = {**_listed(self._manifest()), **self._journal()}
        for name, made in known.items():
            path = self.path(name)
            if path is not None and FinishedFile.of(path) == made:
                self.finished[name] = made

    def _journal(self) -> dict[str, FinishedFile]:
        path = self.work / _FINISHED
        lines = path.read_text("utf-8").splitlines(keepends=True) if path.exists() else ()
        # A run that was killed may have left half a line.
        return _listed({"files": [json.loads(line) for line in lines if line.endswith("}\n")]})

    def _manifest(self) -> Mapping[str, Any]:
        found = _read(self.target / MANIFEST)
        return found if found.get("edition") == self.edition else {}

    def path(self, name: str) -> Path | None:
        """The path of a file that was made: among the work, or in its place already."""
        return next((p for p in (self.work / name, self.target / name) if p.is_file()), None)

    def make(self, name: str, write: Callable[[Path], None]) -> FinishedFile:
        """Make a file, unless it is finished.

        Args:
            name: its path below the folder.
            write: writes it to the path that it is given.
        """
        if name not in self.finished:
            half = self.work / "half" / Path(name).name
            half.parent.mkdir(exist_ok=True)
            half.unlink(missing_ok=True)
            write(half)
            made = FinishedFile.of(half)
            whole = self.work / name
            whole.parent.mkdir(parents=True, exist_ok=True)
            half.replace(whole)
            self.finished[name] = made
            with (self.work / _FINISHED).open("a", encoding="utf-8") as journal:
                journal.write(json.dumps({"file": name, **asdict(made)}) + "\n")
        return self.finished[name]

    def publish(self, names: Iterable[str], manifest: Mapping[str, Any]) -> None:
        """Put the files in their places, take away those of before, and write the manifest."""
        listed = self.target / MANIFEST
        before = set(_listed(_read(listed)))
        listed.unlink(missing_ok=True)
        wanted = set(names)
        for name in sorted(wanted):
            made, place = self.work / name, self.target / name
            place.parent.mkdir(parents=True, exist_ok=True)
            if made.exists():
                made.replace(place)
        for name in before - wanted:
            (self.target / name).unlink(missing_ok=True)
        half = self.work / MANIFEST
        half.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", "utf-8")
        half.replace(listed)
        shutil.rmtree(self.work)


def _listed(manifest: Mapping[str, Any]) -> dict[str, FinishedFile]:
    files = manifest.get("files", ())
    return {each["file"]: FinishedFile(each["bytes"], each["sha256"]) for each in files}


def _read(path: Path) -> dict[str, Any]:
    """A JSON document; empty where there is none that can be read."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
