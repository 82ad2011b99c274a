"""Where names stand in a drawing, so that none covers another, a mark or the edge."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

Segment = tuple[tuple[float, float], tuple[float, float]]

# Width of a letter as a share of the size of the type, on the average of names.
_LETTER: Final = 0.56
# Size of the type of a second line, as a share of the first's.
UNDER: Final = 0.85
# More names than these only hide each other.
_MOST: Final = 80


@dataclass(frozen=True)
class TextBox:
    """A rectangle, px."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: TextBox) -> bool:
        """True if the two share a part."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def crossed(self, line: Segment) -> bool:
        """True if a straight line goes through it (Liang and Barsky's clipping)."""
        (x, y), (end_x, end_y) = line
        enter, leave = 0.0, 1.0
        for step, room in (
            (x - end_x, x - self.left),
            (end_x - x, self.right - x),
            (y - end_y, y - self.top),
            (end_y - y, self.bottom - y),
        ):
            if step == 0 and room < 0:
                return False
            if step < 0:
                enter = max(enter, room / step)
            elif step > 0:
                leave = min(leave, room / step)
        return enter < leave


@dataclass(frozen=True)
class Label:
    """A name that is to stand beside a point.

    Attributes:
        text: what is read.
        x: middle of what it names, px.
        y: the same downwards, px.
        reach: how far what it names reaches from its middle, px.
        under: a second line in smaller type, or blank.
    """

    text: str
    x: float
    y: float
    reach: float
    under: str = ""


def width(text: str, size: float) -> float:
    """About how wide a text is, px."""
    return len(text) * size * _LETTER


def placed(
    labels: Sequence[Label], size: float, within: TextBox, drawn: Sequence[Segment] = ()
) -> dict[int, tuple[float, float, str]]:
    """Places of labels such that none covers another, a mark or the edge; the first go first.

    Args:
        labels: what is to be placed, the most important first.
        size: of the type, px.
        within: the drawing.
        drawn: lines, of which labels cross as few as they can.

    Returns:
        By position in ``labels``, of those that have room: x and y of the text, and its anchor.
    """
    marks = [_around(label) for label in labels]
    held: list[TextBox] = []
    found = {}
    for at, label in enumerate(labels[:_MOST]):
        others = [*held, *marks[:at], *marks[at + 1 :]]
        free = [
            (x, y, anchor, box)
            for x, y, anchor, box in _places(label, size)
            if _inside(box, within) and not any(box.meets(each) for each in others)
        ]
        if free:
            best = min(free, key=lambda place: sum(place[3].crossed(line) for line in drawn))
            found[at] = best[:3]
            held.append(best[3])
    return found


def _around(label: Label) -> TextBox:
    reach = label.reach
    return TextBox(label.x - reach, label.y - reach, label.x + reach, label.y + reach)


def _inside(box: TextBox, within: TextBox) -> bool:
    across = within.left <= box.left and box.right <= within.right
    return across and within.top <= box.top and box.bottom <= within.bottom


def _places(label: Label, size: float) -> Iterable[tuple[float, float, str, TextBox]]:
    """Beside, above and below: where the text begins, its anchor, and what it covers."""
    wide = max(width(label.text, size), width(label.under, size * UNDER))
    gap, more = label.reach + 3, size if label.under else 0.0
    for x, y, anchor in (
        (label.x + gap, label.y, "start"),
        (label.x - gap, label.y, "end"),
        (label.x, label.y - gap - size / 2 - more, "middle"),
        (label.x, label.y + gap + size / 2, "middle"),
        (label.x + gap, label.y - size * 0.8, "start"),
        (label.x + gap, label.y + size * 0.8, "start"),
        (label.x - gap, label.y - size * 0.8, "end"),
        (label.x - gap, label.y + size * 0.8, "end"),
    ):
        left = x - {"start": 0.0, "middle": wide / 2, "end": wide}[anchor]
        box = TextBox(left, y - size * 0.6, left + wide, y + size * 0.6 + more)
        yield round(x, 1), round(y + size * 0.35, 1), anchor, box
