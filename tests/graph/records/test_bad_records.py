"""Bad records: one fault is told at its line with how to mend it, and nothing breaks a reader."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.locale.translation import translator
from graph.data.shipped import open_home
from graph.records.findings import RecordFault
from graph.records.record_document import RecordDocument
from graph.records.record_reader import read_record_bytes
from graph.records.to_graph import to_graph
from graph.records.yaml_reader import LIMIT_CHARACTERS, read
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from graph.validation.report import Severity, ValidationReport, ValidationResult
from tests.conftest import Homes
from tests.graph.records.single_faults import Fault, faults
from tests.shared import in_full

HERE = Path(__file__).parent
VALID = (HERE / "renewal-2020.yaml").read_text("utf-8")
FAULTS = list(faults(VALID))
# Parts of all of them, which several processes try at the same time.
PARTS = 8
# The gate takes a third of a second a record: a few stand for the rest.
TRIED = FAULTS if in_full() else FAULTS[::40]
EXAMPLES = 10_000 if in_full() else 60


@pytest.fixture(scope="module")
def current(shipped_home: Homes) -> CurrentGraphs:
    with open_home(shipped_home("bad-records")) as ledger:
        return CurrentGraphs(ledger)


def judged(text: str | bytes, current: CurrentGraphs) -> ValidationReport:
    """What a check says of a record, as the command does it."""
    data = text if isinstance(text, bytes) else text.encode()
    document = read_record_bytes(data, current, name=str(HERE / "renewal-2020.yaml"), folder=HERE)
    assert isinstance(document, RecordDocument)
    if not document.made.is_whole:
        assert document.graphs == {}, "nothing of a record with faults may be loaded"
        return document.placed(ValidationReport(True))
    return document.placed(check(document, ValidationContext(current, [document])))


def violations(report: ValidationReport) -> list[ValidationResult]:
    return [one for one in report.results if one.severity is Severity.VIOLATION]


def untold(fault: Fault, current: CurrentGraphs) -> str:
    """What is not as it should be with the telling of a fault; blank if all is."""
    report = judged(fault.text, current)
    found = [one for one in violations(report) if fault.is_at(one.line)]
    if report.conforms or not found:
        others = [(one.line, one.field) for one in violations(report)]
        return f"{fault.name}: not told at line {fault.line}, but {others}"
    if not any(fault.field in one.field for one in found):
        return f"{fault.name}: told of {[one.field for one in found]}"
    told = [one.sentences(lang, translator(lang)) for one in found for lang in ("da", "en")]
    # What is wrong, and what belongs there: no message is a single bare word.
    if any(len(text.split()) < 5 for text in told):
        return f"{fault.name}: {told}"
    return ""


def test_the_record_that_faults_are_made_of_is_valid(current: CurrentGraphs) -> None:
    assert [one.sentences("en") for one in judged(VALID, current).results] == []
    assert len(FAULTS) > 700
    kinds = Counter(
        re.sub(r" in .*| of .*|.* is written|.* is left out", "", f.name) for f in FAULTS
    )
    assert len(kinds) > 30


@pytest.mark.parametrize("part", range(PARTS))
def test_a_single_fault_is_told_at_its_line_and_field(part: int, current: CurrentGraphs) -> None:
    mine = TRIED[part::PARTS]
    assert mine
    assert [said for each in mine if (said := untold(each, current))] == []


# Texts that are nearly records: its words and signs in any order.
WORDS = sorted(set(re.findall(r"[\w-]+", VALID)))
SIGNS = ["\n", "\n  ", "\n    ", "\n- ", ": ", ":", "- ", "{", "}", "[", "]", ", ", '"', "'", "# ",
         "& ", "*", "!", "|\n", ">\n", "? ", "---\n", "%", "@", "`", "\t", "\0", "~"]  # fmt: skip
TEXTS = st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS) | st.text(max_size=4)).map("".join)
# The valid record with a stretch of it exchanged for something else.
MUTATED = st.builds(
    lambda at, length, text: VALID[:at] + text + VALID[at + length :],
    st.integers(0, len(VALID)),
    st.integers(0, 60),
    TEXTS,
)


@settings(max_examples=EXAMPLES)
@given(st.one_of(TEXTS, MUTATED, st.text()))
def test_any_text_is_read_or_told_in_which_line_it_is_wrong(text: str) -> None:
    try:
        made = to_graph(read(text, "f.yaml"))
        told = [each for each in made.findings if not each.note]
    except RecordFault as fault:
        told = [fault.finding]
    lines = text.count("\n") + text.count("\r") + text.count("\x85") + 2
    for each in told:
        assert each.what
        assert each.place.line <= lines + text.count("\u2028") + text.count("\u2029")
        assert each.sentence(translator("da"), "da")


@settings(max_examples=EXAMPLES // 10)
@given(st.binary(max_size=400))
def test_any_bytes_are_told_as_a_fault(current: CurrentGraphs, data: bytes) -> None:
    assert not judged(data, current).conforms


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source: &a [*a, *a]", "anchors"),
        ("a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nsource: *c", "anchors"),
        ("source: " + "[" * 100_000, "nested too deep"),
        ("source: " + "{a: " * 100_000, "nested too deep"),
        ("source:\n" + "".join(f"{' ' * n}a:\n" for n in range(1, 300)), "nested too deep"),
        ("x" * (LIMIT_CHARACTERS + 1), "longer than"),
        ("source: !!python/object/apply:os.system [ls]", "tags"),
        ("source: {name: a}\n---\nsource: {name: b}", "one record"),
        ("source:\n  name: a\n  name: b", "twice"),
        ("", "no fields"),
        ("- a\n- b", "no fields"),
        ("source", "no fields"),
        ("name: a", "no source"),
        ("source: [1, 2]", "no source"),
        ("source: {title: a}", "no name"),
    ],
)
def test_what_would_swell_or_is_no_record_is_one_sentence(
    text: str, said: str, current: CurrentGraphs
) -> None:
    report = judged(text, current)
    assert not report.conforms
    assert said in violations(report)[0].sentences("en")


def test_bytes_that_are_no_text_are_told_at_their_line(current: CurrentGraphs) -> None:
    (found,) = violations(judged(VALID.encode("latin-1"), current))
    (before, *_) = re.split(r"[æøå]", VALID, maxsplit=1)
    assert found.line == 1 + before.count("\n")
    assert "UTF-8" in found.sentences("da", translator("da"))


# Without names of its own: those of its things are made of the values that are wrong.
SHORT = """\
source: {name: renewal-2020, title: Aarhus og Nuuk, language: da, published: 2020-09-01}
partnership:
  kind: twinning
  parties: {is: [Aarhus Kommune, Sermersok], says: Aarhus og Nuuk er venskabsbyer}
  says: Aarhus og Nuuk er venskabsbyer
  agreement:
    kind: renewal
    known by: press report
    signed: {is: 3. maj, says: Den 3. maj 2020}
    duration: {is: 4 years, says: gælder i fem år}
    says: på den nye aftale
event: {kind: decided, says: Byrådet vedtog aftalen}
"""


def test_what_hangs_on_a_wrong_value_is_told_once_at_that_value(current: CurrentGraphs) -> None:
    told = [(one.line, one.field) for one in violations(judged(SHORT, current))]
    assert told == [
        (4, "partnership > parties 2 > party"),
        (9, "partnership > agreement > signed"),
        (10, "partnership > agreement > duration"),
        (12, "event"),
    ]


def test_a_short_record_is_told_what_it_lacks_in_its_own_words(current: CurrentGraphs) -> None:
    """Names alone rest on the words of their thing; what has none is told by the form's words."""
    text = """
source: {name: a-2018, title: A pair, kind: press, language: en, published: 5 July 2018}
partnership:
  parties: [Viborg Kommune, Porvoo]
  kind: twinning
  says: {at: the whole item}
  event: [{kind: terminated, date: June 2018, decided by: Porvoo}]
"""
    report = judged(text.replace("source: {", "source: {says: {at: the whole item}, "), current)
    (found,) = violations(report)
    assert (found.line, found.field) == (7, "partnership > event > says")
    for one in report.results:
        for lang in ("da", "en"):
            assert not re.search(r"\b(vsk|rdfs|skos):", one.sentences(lang, translator(lang)))
