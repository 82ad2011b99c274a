"""Writes a record as YAML: one stable form, flow where it fits on a line, at most 120 columns."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from graph.records.tree import Fields, Items, Node, Record, Scalar, is_blank
from graph.records.values import is_text

WIDTH: Final = 120
# Over more lines than these a mapping is easier to read field by field.
_FILLED: Final = 3
# What every reader of YAML takes as plain text, whatever its version.
_PLAIN: Final = re.compile(r"[^\W_]|[«»(„“”./+_~<\N{EN DASH}…§]")
_UNSAFE: Final = re.compile(
    r": |:$| #|^\s|\s$|  |[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
)
_IN_FLOW: Final = re.compile(r"[][{},]|:(?=[\"'\[{])|:$")
_CONTROL: Final = re.compile(r"[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def write(record: Record) -> str:
    """The record's YAML, which reads back as the same record.

    What is written again from what was read is the same text: comments stay above what they are on.
    """
    lines = [*_comments(record.root.above, 0)]
    for key, value in record.root:
        if lines:
            lines.append("")
        lines += _entry(key, value, 0)
    lines += ["", *_comments(record.below, 0)] if record.below else []
    return "\n".join(lines) + "\n"


def _entry(key: Scalar, value: Node, indent: int) -> Iterator[str]:
    """A field and its value, in block style."""
    yield from _comments(key.above, indent)
    head = f"{' ' * indent}{_scalar(key, flow=True)}:"
    flow = _flow(value)
    if is_blank(value):
        yield head
    elif flow is not None and len(head) + 1 + len(flow) <= WIDTH and not _opens(value, indent):
        yield f"{head} {flow}"
    elif isinstance(value, Scalar):
        yield from _folded(head, value, indent + 2)
    elif indent and (lines := _filled(head, value)):
        yield from lines
    else:
        yield head
        yield from _block(value, indent + 2)


def _block(value: Node, indent: int) -> Iterator[str]:
    if isinstance(value, Fields | Items):
        yield from _comments(value.above, indent)
    if isinstance(value, Fields):
        for key, each in value:
            yield from _entry(key, each, indent)
    elif isinstance(value, Items):
        for each in value:
            yield from _item(each, indent)


def _item(value: Node, indent: int) -> Iterator[str]:
    yield from _comments(value.above, indent)
    value = replace(value, above=())
    head = f"{' ' * indent}-"
    flow = _flow(value)
    if flow is not None and len(head) + 1 + len(flow) <= WIDTH and not _opens(value, indent):
        yield f"{head} {flow}"
    elif isinstance(value, Scalar):
        yield from _folded(head, value, indent + 2)
    elif filled := _filled(head, value):
        yield from filled
    else:
        lines = [*_block(value, indent + 2)]
        first = next(n for n, line in enumerate(lines) if not line.lstrip().startswith("#"))
        # Comments above the first field of an item stand above the item.
        yield from (line[2:] for line in lines[:first])
        yield f"{head} {lines[first][indent + 2 :]}"
        yield from lines[first + 1 :]


def _filled(head: str, value: Node) -> list[str]:
    """Fields or words over a few lines, broken between them; none where that is no shorter."""
    if isinstance(value, Scalar) or value.above or not _can_fill(value):
        return []
    opened, closed = "[]" if isinstance(value, Items) else "{}"
    parts = [_flow_part(each) for each in value]
    start = f"{head} {opened}"
    lines = [start]
    for part in parts:
        if part is None or len(start) + len(part) + 1 > WIDTH:
            return []
        if len(lines[-1]) + len(part) + 3 > WIDTH and lines[-1] != start:
            lines.append(" " * len(start))
        lines[-1] += part if lines[-1].endswith(" ") or lines[-1] == start else f" {part}"
        lines[-1] += ","
    lines[-1] = lines[-1][:-1] + closed
    return lines if len(lines) <= _FILLED else []


def _can_fill(value: Fields | Items) -> bool:
    if isinstance(value, Items):
        return all(isinstance(each, Scalar) for each in value)
    return not is_text(value)


def _opens(value: Node, indent: int) -> bool:
    """The value stands under its field, however short: a thing of a record, or a list of things."""
    if isinstance(value, Items):
        return indent == 0 and any(isinstance(each, Fields) for each in value)
    return isinstance(value, Fields) and indent == 0 and bool(value.entries)


def _folded(head: str, value: Scalar, indent: int) -> Iterator[str]:
    """A long text over several lines, broken at its spaces."""
    text = _scalar(value, flow=False)
    if "  " in text:
        yield f"{head} {text}"
        return
    line, room = head, WIDTH
    for word in text.split(" "):
        if len(line) + 1 + len(word) > room and line.strip() and line is not head:
            yield line
            line = " " * indent + word
        else:
            line = f"{line} {word}"
    yield line


def _flow(node: Node) -> str | None:
    """The value on one line; None where a comment needs lines of its own."""
    if isinstance(node, Scalar):
        return None if node.above else _scalar(node, flow=False)
    if node.above:
        return None
    parts = [_flow_part(each) for each in node]
    if any(each is None for each in parts):
        return None
    inner = ", ".join(each for each in parts if each is not None)
    return f"[{inner}]" if isinstance(node, Items) else f"{{{inner}}}"


def _flow_part(each: Node | tuple[Scalar, Node]) -> str | None:
    if not isinstance(each, tuple):
        return _in_flow(each)
    key, value = each
    inner = _in_flow(value)
    return None if key.above or inner is None else f"{_scalar(key, flow=True)}: {inner}"


def _in_flow(node: Node) -> str | None:
    if isinstance(node, Scalar):
        return None if node.above else _scalar(node, flow=True)
    return _flow(node)


def _scalar(scalar: Scalar, *, flow: bool) -> str:
    text = scalar.text
    if not text:
        return '""' if scalar.quoted or flow else ""
    if _PLAIN.match(text) and not _UNSAFE.search(text) and not (flow and _IN_FLOW.search(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _comments(lines: tuple[str, ...], indent: int) -> Iterator[str]:
    for line in lines:
        yield f"{' ' * indent}# {line}".rstrip()
