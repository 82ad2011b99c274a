"""The program that judges bodies, which writes its reports in the reader's language.

Started as ``python -m api.validation.validator_main FD``.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path

from api.locale.catalogues import add_folder
from api.locale.translation import CATALOGUES
from graph.engine.process import forking
from graph.engine.process.frames import Header
from graph.texts import Catalogues
from graph.validation.validator_process import serve


def _catalogues(told: Header) -> Catalogues:
    if told["locale_dir"]:
        add_folder(Path(told["locale_dir"]))
    return CATALOGUES


if __name__ == "__main__":
    forking.run(partial(serve, catalogues=_catalogues))
