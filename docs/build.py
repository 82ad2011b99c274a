"""Builds the site of the documentation: ``python -m docs.build [DIR]``.

Without ``DIR`` it goes where the server looks for it. The theme writes scripts into its pages; they
become files, so that the site works under a content policy that takes scripts from files only, as
the server's does.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
SITE: Final = ROOT / "api/guide/site"
_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def build(folder: Path = SITE) -> int:
    """Build the site strictly and put it in the place of ``folder`` when it is whole.

    Returns:
        The exit status of the generator.
    """
    with TemporaryDirectory() as work:
        # The generator leaves a cache beside its configuration, and builds below it only.
        shutil.copy(ROOT / "mkdocs.yml", work)
        shutil.copytree(ROOT / "docs", Path(work, "docs"))
        command = [sys.executable, "-m", "zensical", "build", "--strict"]
        made = subprocess.run(command, cwd=work, check=False)
        if made.returncode == 0:
            site = Path(work, "site")
            for page in site.rglob("*.html"):
                _without_inline_scripts(page, site)
            # Its addresses hold at the root of a host only; the server has a page of its own.
            (site / "404.html").unlink()
            shutil.rmtree(folder, ignore_errors=True)
            shutil.move(site, folder)
    return made.returncode


def _without_inline_scripts(page: Path, site: Path) -> None:
    def outside(script: re.Match[str]) -> str:
        content = script[1].encode()
        path = site / f"assets/javascripts/{hashlib.sha256(content).hexdigest()[:16]}.js"
        path.write_bytes(content)
        return f'<script src="{Path(os.path.relpath(path, page.parent)).as_posix()}"></script>'

    page.write_text(_SCRIPT.sub(outside, page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(build(*map(Path, sys.argv[1:2])))
