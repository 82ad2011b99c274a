"""Makes an export in a process of its own, for a server: ``python -m graph.exports``.

Its arguments are the ledger, the folder, the number of the last change that is exported, and
the IRI of the licence.
"""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Final

from graph.errors import VenskabError
from graph.exports.export import export
from graph.exports.network_export import read_network

_NICENESS: Final = 10


def main(ledger: str, target: str, head: str, licence: str) -> int:
    """Make it, at the back of those who wait for the processor; the exit status."""
    if hasattr(os, "nice"):  # not on Windows
        os.nice(_NICENESS)
    try:
        # Two servers of one home make the same files: the second finds those of the first.
        network = partial(read_network, Path(ledger), licence=licence)
        export(Path(ledger), Path(target), network, as_of=int(head), wait=True, licence=licence)
    except VenskabError as error:
        sys.stderr.write(f"{error.sentence()}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
