"""A prepared process and its copies: forked where the system can, started anew elsewhere."""

from __future__ import annotations

import os

from graph.engine.process import frames
from graph.engine.process.fresh_process import FreshProcesses
from graph.engine.process.zygote_handle import ZygoteHandle

Prepared = ZygoteHandle | FreshProcesses


async def prepare(module: str, header: frames.Header) -> tuple[Prepared, frames.Header]:
    """Start ``module`` and wait until it has prepared what ``header`` says.

    Returns:
        The handle, and what the process said when it was prepared.

    Raises:
        Closed: it ended before.
    """
    if hasattr(os, "fork"):
        return await ZygoteHandle.start(module, header)
    return await FreshProcesses.start(module, header)
