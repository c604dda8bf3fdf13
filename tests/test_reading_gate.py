"""What a reader makes of the marked texts: the bars of precision and recall, on the half that nobody fits rules to."""

from collections import Counter

import pytest
from corpus_marks import HALVES, texts
from corpus_readings import head_of
from corpus_scores import Score, as_text, score

from helpers.figures.observations import Observations
from helpers.reading.reader import read

LEAST_SURE = 300  # rows of the gate's half
PRECISION, HALF_OF_ROWS, IN_DIGITS, IN_WORDS = 0.99, 0.5, 0.9, 0.6


@pytest.fixture(scope="module")
def scores(observations: Observations) -> dict[str, dict[str, Score]]:
    """The score of each form in each half."""
    found: dict[str, dict[str, Score]] = {}
    for half in HALVES:
        by_form: dict[str, Score] = {}
        for text in texts(half).values():
            document, places = as_text(text)
            own = score(text, read(document, head_of(text), observations), places)
            by_form[text.head["form"]] = by_form.get(text.head["form"], Score()) + own
        found[half] = by_form
    return found


def told(by_form: dict[str, Score]) -> str:
    """Scores and misses counted by form, never what a text says."""
    lines = [f"{form:20} {one} {dict(one.misses.most_common(6))}" for form, one in by_form.items()]
    return "\n".join(["", *lines, f"{'all':20} {sum(by_form.values(), Score())}"])


@pytest.mark.parametrize("half", HALVES)
def test_sure_rows_are_right(scores, half):
    total = sum(scores[half].values(), Score())
    assert total.sure_right >= PRECISION * total.sure, told(scores[half])


@pytest.mark.parametrize("half", HALVES)
def test_many_rows_are_sure(scores, half):
    total = sum(scores[half].values(), Score())
    assert total.sure >= LEAST_SURE
    assert total.sure_right >= HALF_OF_ROWS * total.rows, told(scores[half])


@pytest.mark.parametrize("half", HALVES)
def test_numbers_end_as_a_person_reads_them(scores, half):
    total = sum(scores[half].values(), Score())
    assert total.digits_right >= IN_DIGITS * total.digits, told(scores[half])
    assert total.words_right >= IN_WORDS * total.words, told(scores[half])


def test_every_number_is_read_once_and_ends_in_one_state(observations):
    for text in texts("build").values():
        document, _places = as_text(text)
        readings = read(document, head_of(text), observations)
        where = Counter(
            (reading.place.block, reading.place.row, reading.place.column, reading.place.start) for reading in readings
        )
        assert set(where.values()) <= {1}
        for reading in readings:
            assert bool(reading.indicator) == (reading.state == "proposed")
            assert bool(reading.reason) == (reading.state == "left_out")
            assert document.printed_at(reading.place)
