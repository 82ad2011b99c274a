"""The style of a drawing in a file of its own, where no style sheet of ours reaches it.

The colours are the light ones of tokens.css.
"""

from __future__ import annotations

from copy import deepcopy
from typing import Final
from xml.etree.ElementTree import Element, tostring

_SHEET: Final = "#ffffff"
_BAND: Final = "#e1e8e8"
_INK: Final = "#11222a"
_QUIET: Final = "#4a5a63"
_RULE: Final = "#d3dce0"
_ACCENT: Final = "#0a3d5a"
_SECOND: Final = "#11222a"
_ROOT: Final = {"font-family": "sans-serif", "fill": _INK, "font-size": "13"}

_LOOK: Final[dict[str, dict[str, str]]] = {
    "map": {"font-size": "12"},
    "network": {"font-size": "9.5"},
    "land": {"fill": _BAND, "fill-rule": "evenodd"},
    "tie": {"fill": "none", "stroke": _QUIET},
    "unsure": {"stroke-dasharray": "5 4"},
    "on": {"stroke": _ACCENT, "stroke-width": "2.4"},
    "arrow": {"fill": _QUIET},
    "place": {"fill": _ACCENT, "stroke": _SHEET},
    "head": {"fill": _SECOND},
    "hub": {"fill": _SHEET, "stroke": _ACCENT, "stroke-width": "1.5"},
    "chosen": {"fill": _SHEET, "stroke": _SECOND, "stroke-width": "4"},
    "name": {"paint-order": "stroke", "stroke": _SHEET, "stroke-width": "3"},
    "doubtful": {"fill": _SHEET, "stroke": _ACCENT, "stroke-width": "2"},
    "value": {"fill": _QUIET, "font-size": "12"},
    "axis": {"fill": _QUIET, "font-size": "12"},
    "rule": {"stroke": _RULE},
    "tick": {"stroke": _RULE},
    "today": {"stroke": _SECOND, "stroke-width": "1.5", "stroke-dasharray": "2 2"},
    "certain": {"fill": _ACCENT},
    "possible": {"stroke": _ACCENT},
    "bound": {"stroke": _SECOND, "stroke-width": "2"},
    "act": {"fill": _SECOND},
    "planned": {"fill": _SHEET, "stroke": _SECOND, "stroke-width": "1.5"},
    "hatch-ground": {"fill": _SHEET},
    "hatch-line": {"fill": _ACCENT},
    "first": {"fill": _ACCENT},
    "second": {"stroke": _ACCENT},
    "band": {"fill": _BAND},
    "joint": {"stroke": _SECOND, "stroke-width": "2.5"},
    "absent": {"fill": _RULE},
    "third": {"fill": _SHEET, "stroke": _SECOND, "stroke-width": "2"},
}


def alone(svg: Element) -> bytes:
    """A drawing with its size in px as an SVG document that needs nothing beside it."""
    made = deepcopy(svg)
    for each in made.iter():
        own = set(each.attrib)
        for name in str(each.get("class", "")).split():
            looks = _LOOK.get(name, {})
            each.attrib |= {key: value for key, value in looks.items() if key not in own}
    made.attrib |= {"xmlns": "http://www.w3.org/2000/svg", **_ROOT}
    made.insert(0, Element("rect", {"width": "100%", "height": "100%", "fill": _SHEET}))
    title = Element("title")
    title.text = made.get("aria-label", "")
    made.insert(0, title)
    text = tostring(made, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
