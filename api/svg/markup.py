"""SVG as it is written into a page."""

from __future__ import annotations

from xml.etree.ElementTree import Element, tostring

from markupsafe import Markup


def written(svg: Element) -> Markup:
    """An SVG element as markup; all text and values in it are escaped as they are written."""
    return Markup(tostring(svg, encoding="unicode"))  # noqa: S704
