"""Commands whose help, and what is said of wrong words, is in the language that is spoken.

Typer writes English: its words are looked up by what it writes. Helps of commands and options are
English in the source and looked up when a command is made, which is when it is run.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Any, Final

import typer
from typer.core import TyperCommand
from typer.main import get_command

from api.cli.language_option import checked, choose, say, translate
from api.locale.translation import paragraphs
from graph.texts import N_, recognised

# Typer's words in a help, each at its place.
_IN_HELP: Final = (
    (re.compile(r"^Usage: ", re.MULTILINE), N_("Usage: ")),
    (re.compile(r"^Options:$", re.MULTILINE), N_("Options:")),
    (re.compile(r"^Arguments:$", re.MULTILINE), N_("Arguments:")),
    (re.compile(r"^Commands:$", re.MULTILINE), N_("Commands:")),
    (re.compile(r"\[default: "), N_("[default: ")),
    (re.compile(r"\[required\]"), N_("[required]")),
    (re.compile(r"Show this message and exit\."), N_("Show this message and exit.")),
)
# What Typer says is wrong with the words; the first that fits is taken.
_WRONG: Final = (
    N_("No such command {name}. Did you mean {names}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {names})"),
    N_("No such option: {name}"),
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("Missing command."),
    N_("Invalid value for {name}: {reason}"),
    N_("Option {name} requires an argument."),
    N_("Got unexpected extra argument(s) ({words})"),
)
# The helps of the options that Typer adds to the whole command.
_ADDED: Final = (
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)
_LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        help=N_("Language of what is printed: da or en."),
        show_default=False,
        is_eager=True,
        expose_value=False,
        callback=checked,
    ),
]


class Spoken(typer.Typer):
    """A group of commands that speak."""

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """Add a command, as :meth:`typer.Typer.command` does."""
        return super().command(name, cls=SpokenCommand, **options)


class SpokenCommand(TyperCommand):
    """A command with ``--lang``, whose help is in the language that is spoken."""

    def __init__(self, *args: Any, **attributes: Any) -> None:
        super().__init__(*args, **attributes)
        self.params.append(lang_option())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words of this command, in the language that they ask for."""
        speak(self, ctx, args)
        return super().parse_args(ctx, args)

    def get_short_help_str(self, limit: int = 45) -> str:
        """The first paragraph of the help, folded and not cut where it is longer than a line."""
        del limit
        return first_words(self)

    def get_help(self, ctx: Any) -> str:
        """The help."""
        return help_in_words(super().get_help(ctx))


def lang_option() -> Any:
    """The option ``--lang``, made by Typer for a command that has no other."""
    only = typer.Typer(add_completion=False)

    @only.command()
    def alone(lang: _LangOption = None) -> None:
        """Take the option."""

    return get_command(only).params[0]


def speak(command: Any, ctx: Any, words: list[str]) -> None:
    """Choose the language where none is chosen yet, and put the helps of a command into it."""
    if not ctx.meta.get(__name__):
        choose(words)
        ctx.meta[__name__] = True
    command.help = "\n\n".join(translate(each) for each in paragraphs(command.help or ""))
    for parameter in command.params:
        if parameter.help:
            parameter.help = translate(parameter.help)
        if isinstance(getattr(parameter, "show_default", None), str):
            parameter.show_default = translate(parameter.show_default)


def first_words(command: Any) -> str:
    """What a list of commands says of one, in the language that is spoken."""
    return translate(paragraphs(command.help or "")[0])


def help_in_words(text: str) -> str:
    """A help with Typer's own words in the language that is spoken."""
    for pattern, message in _IN_HELP:
        text = pattern.sub(translate(message), text)
    return text


def show_wrong(error: Any) -> None:
    """Print what is wrong with the words of a command, as Typer does, in the language spoken."""
    if type(error).__name__ == "NoArgsIsHelpError":
        error.show()
        return
    if error.ctx is not None:
        command = error.ctx.command_path
        typer.echo(help_in_words(error.ctx.get_usage()), err=True)
        say("Try '{command} --help' for help.", err=True, command=command)
        typer.echo(err=True)
    say("Error: {reason}", err=True, reason=_wrong(error.format_message()))


def _wrong(message: str) -> str:
    return translate(recognised(message, _WRONG))
