"""Makes an export in a process of its own, at the back of those who wait for the processor."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Final

from api.locale.catalogues import add_folder
from api.locale.translation import in_every_language
from graph.engine.dump import WantedState
from graph.errors import VenskabError
from graph.exports.export import export
from graph.exports.network_export import read_network

_NICENESS: Final = 10


def main(ledger: str, target: str, head: str, licence: str, catalogues: str) -> int:
    """Make it; the exit status.

    Args:
        ledger: the ledger's file.
        target: the folder of the files.
        head: number of the last change that is exported.
        licence: IRI of the licence of the data.
        catalogues: a folder of catalogues beside those of the package; blank for none.
    """
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICENESS)
    try:
        # Two servers of one home make the same files: the second finds those of the first.
        network = partial(read_network, Path(ledger), licence=licence)
        if catalogues:
            add_folder(Path(catalogues))
        export(
            Path(ledger),
            Path(target),
            network,
            state=WantedState(int(head)),
            wait=True,
            licence=licence,
            translations=in_every_language,
        )
    except VenskabError as error:
        sys.stderr.write(f"{error.sentence()}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
