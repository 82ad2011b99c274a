"""Who names which pairs, drawn: a column for each combination of registers, its length the pairs.

After Lex, Gehlenborg, Strobelt, Vuillemot and Pfister, UpSet: visualization of intersecting sets,
IEEE Transactions on Visualization and Computer Graphics 20 (2014), 1983-1992.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from babel.numbers import format_decimal

from api.charts.chart_text import lines_of, plain, write
from api.locale.language import Lang
from api.locale.translation import _
from api.registers.cell_texts import register_name
from graph.comparison.comparison_report import ComparisonReport
from graph.comparison.figure_tables import Row

# Columns that are told apart; the rest are in the table.
MOST: Final = 12
MOST_NARROW: Final = 7
_LETTERS: Final = 40
_LETTERS_ABOVE: Final = 50
_LINE: Final = 16
# Between the bars and the first register, px.
_GAP: Final = 30


@dataclass(frozen=True)
class _Layout:
    """The measures of a drawing, px.

    Attributes:
        width: of the whole.
        first: where the first column begins.
        bar: width of a bar.
        step: from one column to the next, at most.
        top: room above the longest bar.
        tall: length of the longest bar.
        row: height of the line of a register.
        points: from the middle of that line down to its points.
        named: where the names of registers end; None: they stand above their points.
    """

    width: int
    first: int
    bar: int
    step: int
    top: int
    tall: int
    row: int
    points: int = 0
    named: int | None = None

    @property
    def bottom(self) -> int:
        """Where the bars end."""
        return self.top + self.tall

    def middle(self, register: int) -> float:
        """The middle of the line of a register."""
        return self.bottom + _GAP + self.row * (register + 0.5)

    def level(self, register: int) -> float:
        """The height of the points of a register."""
        return self.middle(register) + self.points

    def column(self, place: int, columns: int) -> float:
        """The middle of a column."""
        step = min(self.step, (self.width - self.first - self.bar) / max(columns, 1))
        return self.first + self.bar / 2 + place * step


_WIDE: Final = _Layout(1120, 510, 36, 70, 52, 200, 46, named=310)
_NARROW: Final = _Layout(350, 6, 26, 48, 44, 150, 58, points=12)
_SIZES: Final = 330
_SIZE: Final = 80


def upset(report: ComparisonReport, lang: Lang, *, narrow: bool = False) -> Element:
    """The drawing of the combinations of registers; it has its words in the table beside it.

    What is hatched in it is by the pattern of the page, or of the file, that it stands in.

    Args:
        report: the comparison.
        lang: the reader's language.
        narrow: as a telephone shows it: the names of registers stand above their points.
    """
    layout = _NARROW if narrow else _WIDE
    rows = report.tables["combinations"].rows[: MOST_NARROW if narrow else MOST]
    names = list(report.compared.registers)
    tall = layout.bottom + _GAP + layout.row * len(names)
    svg = Element(
        "svg",
        {
            "class": "upset narrow" if narrow else "upset",
            "viewBox": f"0 0 {layout.width} {tall}",
            "role": "img",
            "aria-label": plain(_("Pairs that exactly these registers name", lang)),
        },
    )
    heading = _("Number of pairs that exactly these registers name", lang)
    write(svg, heading, f"{layout.first}", 14, class_="value")
    sizes = [len(report.compared.registers[name].pairs) for name in names]
    for number, size in enumerate(sizes):
        said = register_name(names[number], report, lang)
        _register(svg, layout, number, _Sized(said, size, max(sizes)), lang)
    most = max((int(row["pairs"] or 0) for row in rows), default=0) or 1
    for place, row in enumerate(rows):
        _column(svg, layout, layout.column(place, len(rows)), _Combination(row, names, most), lang)
    if narrow:
        for number, size in enumerate(sizes):
            said = (
                f"{register_name(names[number], report, lang)}: {format_decimal(size, locale=lang)}"
            )
            lines = lines_of(said, _LETTERS_ABOVE)[:2]
            y = layout.middle(number) - layout.row / 2 + (17 if len(lines) == 1 else 13)
            for line, text in enumerate(lines):
                write(svg, text, f"{layout.first}", y + 15 * line, class_="value above")
    return svg


@dataclass(frozen=True)
class _Sized:
    """A register: what it is called, how many pairs it names, and the largest of them all."""

    name: str
    pairs: int
    most: int


@dataclass(frozen=True)
class _Combination:
    """A combination of registers, with the names of all, and the pairs of the largest."""

    row: Row
    names: Sequence[str]
    most: int

    @property
    def inside(self) -> list[int]:
        """The places of its registers."""
        given = str(self.row["registers"]).split()
        return [number for number, name in enumerate(self.names) if name in given]


def _register(svg: Element, layout: _Layout, number: int, of: _Sized, lang: Lang) -> None:
    """The line of a register: its name, and how many pairs it names in all."""
    middle = layout.middle(number)
    shown = format_decimal(of.pairs, locale=lang)
    if number % 2 == 0:
        _box(svg, "band", 0, middle - layout.row / 2, layout.width, layout.row)
    if layout.named is None:
        return
    lines = lines_of(of.name, _LETTERS)[:2]
    for line, text in enumerate(lines):
        y = middle + 5 + _LINE * (line - (len(lines) - 1) / 2)
        write(svg, text, f"{layout.named}", y, text_anchor="end")
    wide = _SIZE * of.pairs / (of.most or 1)
    _box(svg, "bar first", _SIZES, middle - 7, wide, 14)
    write(svg, shown, f"{_SIZES + wide + 6:g}", middle + 5, class_="value")


def _column(svg: Element, layout: _Layout, x: float, of: _Combination, lang: Lang) -> None:
    """A combination: its bar, of which hatched what cannot be compared, and its registers."""
    pairs, unsure = int(of.row["pairs"] or 0), int(of.row["not_comparable"] or 0)
    whole, open_part = (layout.tall * each / of.most for each in (pairs, unsure))
    left = x - layout.bar / 2
    _box(svg, "bar first", left, layout.bottom - whole, layout.bar, whole - open_part)
    bar = _box(svg, "bar second", left, layout.bottom - open_part, layout.bar, open_part)
    bar.set("fill", "url(#hatch)")
    shown = format_decimal(pairs, locale=lang)
    write(svg, shown, f"{x:g}", layout.bottom - whole - 7, text_anchor="middle")
    ends = (layout.level(of.inside[0]), layout.level(of.inside[-1]))
    SubElement(svg, "path", {"class": "joint", "d": f"M{x:g} {ends[0]:g}V{ends[1]:g}"})
    for number in range(len(of.names)):
        named = "head" if number in of.inside else "absent"
        point = {"cx": f"{x:g}", "cy": f"{layout.level(number):g}", "r": "7"}
        SubElement(svg, "circle", {"class": named, **point})


def _box(svg: Element, named: str, x: float, y: float, wide: float, tall: float) -> Element:
    values = {"x": x, "y": y, "width": max(wide, 0), "height": max(tall, 0)}
    return SubElement(
        svg, "rect", {"class": named, **{name: f"{value:g}" for name, value in values.items()}}
    )
