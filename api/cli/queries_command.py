"""``venskab queries``: what the library of questions holds."""

from __future__ import annotations

import typer

from api.cli.language_option import spoken
from api.locale.translation import in_language


def queries() -> None:
    """List the questions of the library."""
    from queries.library import library

    chosen = spoken()
    for name, question in library().items():
        typer.echo(f"{name}\n    {in_language(question.title, chosen)}")
        for parameter in question.parameters:
            default = f" (default {parameter.default})" if parameter.default else ""
            label = in_language(parameter.label, chosen)
            typer.echo(f"    --param {parameter.name}={parameter.example}  {label}{default}")
