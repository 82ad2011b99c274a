"""Rows are counted right whatever the values hold and however the bytes are cut."""

from __future__ import annotations

import io

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.evaluate import ROWS
from graph.engine.row_count import RowCounter

TRICKY = st.one_of(
    st.text(alphabet='"\\,{}[]<>/\n\rx:result', max_size=12),
    st.sampled_from(['}},{"x', "},{", "[{", "<result>", "\n", '"', "x,y\r\nz", "<result/>"]),
)


def written(values: list[tuple[str, str]], form: str) -> bytes:
    rows = " ".join(f"({ox.Literal(a)} {ox.Literal(b)})" for a, b in values)
    results = ox.Store().query(f"SELECT ?x ?y {{ VALUES (?x ?y) {{ {rows} }} }}")
    assert isinstance(results, ox.QuerySolutions)
    output = io.BytesIO()
    results.serialize(output, ROWS[form])
    return output.getvalue()


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
@given(values=st.lists(st.tuples(TRICKY, TRICKY), max_size=8), size=st.integers(1, 40))
def test_rows_are_counted(form: str, values: list[tuple[str, str]], size: int) -> None:
    text = written(values, form)
    counter = RowCounter(form)
    for start in range(0, len(text), size):
        counter.add(text[start : start + size])
    assert counter.rows == len(values)
