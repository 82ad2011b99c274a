"""A group of commands whose files are imported when a command of theirs is run, not before.

After the lazy group of Click's documentation, but the list of commands needs no import either:
names and short helps are known beforehand.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from api.cli.language_option import translate
from api.cli.spoken import Spoken, first_words, help_in_words, lang_option, show_wrong, speak

# What is wrong with the words of a command; Typer names only the errors below it.
_UsageError: Final[Any] = typer.BadParameter.__base__


@dataclass(frozen=True)
class Lazy:
    """A command's place in the program, and its line in a list of commands.

    Attributes:
        module: the file's module.
        name: the function of a command, or the ``typer.Typer`` of a group, in it.
        help: the first sentence of its help.
    """

    module: str
    name: str
    help: str


def command_group(help_text: str, *, add_completion: bool = False, **options: Any) -> Spoken:
    """An empty group, whose help is plain text: rich takes longer to import than all the rest."""
    told: dict[str, Any] = {"cls": SpokenGroup, "no_args_is_help": True} | options
    return Spoken(
        help=help_text,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=add_completion,
        **told,
    )


class SpokenGroup(TyperGroup):
    """A group whose help is in the language that is spoken."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.params.append(lang_option())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words of this group, in the language that they ask for."""
        speak(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph of the help, folded and not cut where it is longer than a line."""
        del limit
        return first_words(self)

    def get_help(self, ctx: Any) -> str:
        """The help."""
        return help_in_words(super().get_help(ctx))


class _Unloaded(TyperCommand):
    """Stands for a command in lists; it is loaded when it is asked for."""

    def __init__(self, name: str, target: Lazy) -> None:
        super().__init__(name, help=target.help)
        self._target: Final = target

    def get_short_help_str(self, limit: int = 45) -> str:
        """The whole sentence, which is folded and not cut where it is longer than a line."""
        del limit
        return translate(self._target.help)

    def load(self) -> Any:
        """The command itself, from its file."""
        found = getattr(import_module(self._target.module), self._target.name)
        return get_command(found if isinstance(found, typer.Typer) else self._alone(found))

    def _alone(self, function: Callable[..., None]) -> typer.Typer:
        alone = Spoken(add_completion=False, rich_markup_mode=None)
        alone.command(self.name)(function)
        return alone


class LazyGroup(SpokenGroup):
    """The whole command, with commands that are not loaded yet, added by :meth:`holding`."""

    lazy: Mapping[str, Lazy] = {}

    @classmethod
    def holding(cls, commands: Mapping[str, Lazy]) -> type[LazyGroup]:
        """The class of a group that holds these commands, in this order."""
        return type("LazyGroup", (cls,), {"lazy": commands})

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self._listing = False
        self.commands.update({name: _Unloaded(name, lazy) for name, lazy in self.lazy.items()})

    def main(self, *args: Any, **more: Any) -> Any:
        """Run the command; unless ``standalone_mode`` is off, the process ends with its status."""
        is_whole = more.get("standalone_mode", True)
        more["standalone_mode"] = False
        if not is_whole:
            return super().main(*args, **more)
        try:
            status = super().main(*args, **more)
        except _UsageError as error:
            show_wrong(error)
            sys.exit(error.exit_code)
        sys.exit(status or 0)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a name; None where there is none."""
        found = super().get_command(ctx, cmd_name)
        return found if self._listing else loaded(found)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands, none of which is loaded for it."""
        with self._only_listing():
            super().format_commands(ctx, formatter)

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:
        """The commands and options that begin so, none of which is loaded for it."""
        with self._only_listing():
            return super().shell_complete(ctx, incomplete)

    @contextmanager
    def _only_listing(self) -> Generator[None]:
        self._listing = True
        try:
            yield
        finally:
            self._listing = False


def loaded(command: Any) -> Any:
    """The command itself, where ``command`` only stands for it in a list."""
    return command.load() if isinstance(command, _Unloaded) else command
