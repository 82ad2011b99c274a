"""Parameters of a request are read as the standard library reads them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.sparql.protocol import read_parameters
from graph.errors import BadQuery

# No piece but an escape has a hexadecimal digit, so that no two make a byte that is not UTF-8.
PIECES = st.sampled_from(
    ["k", "=", "&", "+", "%", "%2", "%20", "%3D", "%3d", "%0A", "%C3%A6", "%zz", "\n", "_", ";"]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_what_is_well_or_badly_escaped_is_read_as_the_standard_library_reads_it(text: str) -> None:
    expected = parse_qsl(text, keep_blank_values=True, errors="strict")
    assert read_parameters(text.encode()) == expected


@given(st.text(max_size=50), st.sampled_from([quote, quote_plus]))
def test_any_text_comes_back_from_its_escaped_form(text: str, escape: Callable[[str], str]) -> None:
    text = text.encode("utf-8", "replace").decode()
    assert read_parameters(f"query={escape(text)}".encode()) == [("query", text)]


@pytest.mark.parametrize("sent", [b"query=%FF", b"query=\xc3\xa6", b"%E6=1"])
def test_what_is_not_utf_8_percent_encoded_is_refused(sent: bytes) -> None:
    with pytest.raises(BadQuery, match="percent-encoded"):
        read_parameters(sent)
