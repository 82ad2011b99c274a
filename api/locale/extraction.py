"""Keeps the catalogues in step with the source: ``python -m api.locale.extraction``.

Without options every catalogue gets the texts that are new and loses those that are gone, and is
compiled. ``--check`` changes nothing and fails where a catalogue is behind, where a text of a
complete language is missing or fuzzy, or where one stands outside the catalogues.
``--add LANGUAGE`` begins an empty catalogue.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import IO, Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po

from api.locale.catalogues import DOMAIN, FOLDER
from api.locale.compiled import compiled
from api.locale.translation import paragraphs
from api.locale.untranslated import outside_the_catalogues

ROOT: Final = FOLDER.parents[1]
SOURCES: Final = ("api", "graph")
# The languages that must have every text.
COMPLETE: Final = ("da",)


def command_texts(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[tuple[Any, ...]]:
    """The texts of a file of commands, for Babel: those of any, and the helps of commands.

    Typer takes the help of a command from its docstring, a paragraph of which is a text, and that
    of an option from ``help=``.
    """
    yield from extract_python(file, keywords, comment_tags, options)
    file.seek(0)
    tree = ast.parse(file.read())
    for function in tree.body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
            for each in paragraphs(ast.get_docstring(function) or ""):
                yield function.lineno, None, each, []
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help":
            if isinstance(node.value, ast.Constant):
                yield node.value.lineno, None, node.value.value, []
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "command_group":
            yield node.lineno, None, ast.literal_eval(node.args[0]), []


_METHODS: Final = [
    ("**/templates/**.html", "jinja2"),
    ("cli/*_command.py", "api.locale.extraction:command_texts"),
    ("cli/*_commands.py", "api.locale.extraction:command_texts"),
    ("**.py", "python"),
]
_OPTIONS: Final = {
    "**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}
}
_KEYWORDS: Final = DEFAULT_KEYWORDS | {
    "say": None,
    "N_": None,
    "NC_": ((1, "c"), 2),
    "NN_": (1, 2),
    "translate": None,
}
_HEADER: Final = "# Venskab in {}. How to translate: docs/how-to/translating.md\n#"
_PERCENT: Final = re.compile(r"%\(\w+\)s")


def extracted(root: Path = ROOT) -> Catalog:
    """Every text that stands in the source, in the order of its files."""
    found = Catalog(project="Venskab", charset="utf-8")
    for room in SOURCES:
        for name, _line, message, comments, context in extract_from_dir(
            root / room,
            _METHODS,
            _OPTIONS,
            keywords=_KEYWORDS,
            comment_tags=("For translators:",),
            strip_comment_tags=True,
        ):
            place = f"{room}/{name}"
            found.add(message, None, [(place, 0)], auto_comments=comments, context=context)
    return found


def read(path: Path) -> Catalog:
    """The catalogue in a file; its language is the name of its folder."""
    with path.open("rb") as source:
        return read_po(source, locale=path.parent.parent.name, domain=DOMAIN, abort_invalid=True)


def update(path: Path, template: Catalog) -> None:
    """Bring the catalogue at ``path`` up to ``template``, and compile it."""
    made = read(path)
    made.update(template, no_fuzzy_matching=True, update_creation_date=False)
    made.obsolete.clear()
    write(path, made)


def write(path: Path, made: Catalog) -> None:
    """Write a catalogue as source and compiled."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for each in made:
        # Babel takes a plain "% or" for a place of a value.
        if not any(_PERCENT.search(text) for text in _several(each.id)):
            each.flags.discard("python-format")
    language = made.locale.english_name if made.locale else path.parent.parent.name
    made.header_comment = _HEADER.format(language)
    with path.open("wb") as target:
        write_po(target, made, width=100, omit_header=False, include_lineno=False)
    path.with_suffix(".mo").write_bytes(compiled(path))


def faults(path: Path, template: Catalog) -> Iterator[str]:
    """What keeps the catalogue at ``path`` from being in step and whole, a sentence each."""
    made = read(path)
    known, wanted = (
        {_key(each) for each in catalogue if each.id} for catalogue in (made, template)
    )
    yield from (f"lacks {key!r}" for key in sorted(wanted - known, key=repr))
    yield from (f"still has {key!r}" for key in sorted(known - wanted, key=repr))
    yield from (f"has the obsolete {key!r}" for key in made.obsolete)
    for each in made:
        if each.id:
            yield from _faults_of(each, complete=path.parent.parent.name in COMPLETE)


def _key(message: Message) -> tuple[str | None, str]:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def _faults_of(message: Message, *, complete: bool) -> Iterator[str]:
    texts = _several(message.string)
    if complete and not all(texts):
        yield f"has no text for {message.id!r}"
    if complete and message.fuzzy:
        yield f"is not sure of {message.id!r}"
    wanted = {name for each in _several(message.id) for name in _names(each)}
    for text in texts:
        if text and not set(_names(text)) <= wanted:
            yield f"names values in {text!r} that {message.id!r} has not"


def _several(text: object) -> tuple[str, ...]:
    """The forms of a text: one, or those of its numbers."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _names(text: str) -> Iterator[str]:
    """The values that a text has places for, in either way of writing them."""
    yield from _PERCENT.findall(text)
    try:
        yield from (name for _, name, _, _ in Formatter().parse(text) if name is not None)
    except ValueError:
        return


def _paths() -> list[Path]:
    return sorted(FOLDER.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def _check(template: Catalog) -> int:
    told = [f"{place} stands outside the catalogues" for place in outside_the_catalogues(ROOT)]
    told += [
        f"{path.relative_to(ROOT)} {each}" for path in _paths() for each in faults(path, template)
    ]
    sys.stderr.writelines(f"{each}.\n" for each in told)
    return 1 if told else 0


def _add(language: str, template: Catalog) -> None:
    made = Catalog(locale=language, project="Venskab", charset="utf-8", fuzzy=False)
    made.update(template, no_fuzzy_matching=True)
    write(FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po", made)


def _main() -> int:
    parser = argparse.ArgumentParser(description="Keep the catalogues in step with the source.")
    parser.add_argument("--check", action="store_true", help="change nothing, say what is wrong")
    parser.add_argument("--add", metavar="LANGUAGE", help="begin a catalogue, such as fo")
    options = parser.parse_args()
    template = extracted()
    if options.check:
        return _check(template)
    if options.add:
        _add(options.add, template)
    for path in _paths():
        update(path, template)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
