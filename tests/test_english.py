"""English prose read into figures, held against texts marked by hand: the corpus, and those of tests/english."""

from decimal import Decimal
from pathlib import Path

import pytest
from corpus_marks import MarkedText, parse, texts
from corpus_readings import document_of, head_of, readings_of
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.figures.observations import load_observations
from helpers.reading.document import Document, Paragraph
from helpers.reading.english.numbers import Kind, numbers_in
from helpers.reading.english.prose import read_english
from helpers.reading.english.times import When, dated
from helpers.reading.english.windows import english_windows
from helpers.reading.readings import Head, Reading, State
from helpers.reading.vocabulary import vocabulary_of

FOLDER = Path(__file__).parent / "english"
OWN = {file.name: parse(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.txt"))}
CORPUS = {name: text for name, text in texts("build").items() if text.head["form"] == "english"}
VOCABULARY = vocabulary_of(load_observations())
WHOLE = (
    "state",
    "indicator",
    "region",
    "period",
    "span",
    "value",
    "role",
    "bound",
    "against",
    "reason",
    "words",
    "printed",
)
OF_NONE = ("state", "reason", "words", "printed")  # what is to be right of a number that no row is made of
LEAST = 0.95  # of the numbers of the corpus, read right whole


def read(text: MarkedText) -> dict[object, Reading]:
    return {each.place: each for each in read_english(document_of(text), head_of(text), VOCABULARY)}


def wrong_in(text: MarkedText) -> dict[str, list[tuple[str, object, object]]]:
    """The numbers of a text that are not read as they are marked, by the words around them."""
    said, found, document = read(text), {}, document_of(text)
    for mark in readings_of(text):
        got = said.pop(mark.place, None)
        near = document.text_at(mark.place)[max(0, mark.place.start - 40) : mark.place.end + 30]
        keys = WHOLE if mark.indicator else OF_NONE
        differs = [(key, getattr(mark, key), getattr(got, key, None)) for key in keys]
        if differs := [each for each in differs if each[1] != each[2]]:
            found[near] = differs
    return found | {each.printed: [("no number", None, each.printed)] for each in said.values()}


@pytest.mark.parametrize("name", OWN)
def test_each_number_is_read_as_it_is_marked(name: str) -> None:
    assert wrong_in(OWN[name]) == {}


def test_numbers_of_the_corpus_are_read_right_whole() -> None:
    wrong = {name: wrong_in(text) for name, text in CORPUS.items()}
    marks = sum(len(text.marks) for text in CORPUS.values())
    assert sum(map(len, wrong.values())) <= marks * (1 - LEAST), wrong


def test_what_is_sure_is_right() -> None:
    for text in (*CORPUS.values(), *OWN.values()):
        marked = {each.place: each for each in readings_of(text)}
        for place, each in read(text).items():
            if each.sure:
                assert [getattr(each, key) for key in WHOLE] == [getattr(marked[place], key) for key in WHOLE]


def numbers(text: str) -> list[tuple[str, Kind, str, str]]:
    return [(text[each.start : each.end], each.kind, each.unit, each.bound) for each in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("up 1,234.5 million yuan", [("1,234.5", Kind.AMOUNT, "million yuan", "")]),
        (
            "RMB 8.4 billion, or CNY 3bn",
            [("8.4", Kind.AMOUNT, "billion yuan", ""), ("3", Kind.AMOUNT, "billion yuan", "")],
        ),
        ("grew 5.2 pct, 5% and 5 per cent", [(each, Kind.PERCENT, "percent", "") for each in ("5.2", "5", "5")]),
        ("by 1.2, 3.4 and 5.6 percent", [(each, Kind.PERCENT, "percent", "") for each in ("1.2", "3.4", "5.6")]),
        ("more than 40 tonnes", [("40", Kind.AMOUNT, "tonnes", "over")]),
        ("close to a third of it", [("a third", Kind.PART, "", "under")]),
        ("60 people or so", [("60", Kind.AMOUNT, "people", "about")]),
        ("half a percentage point less", [("half a percentage point", Kind.POINTS, "percentage points", "")]),
        ("ranked third, and 4th in the nation", [("third", Kind.RANK, "", ""), ("4", Kind.RANK, "", "")]),
        ("twenty-one divisions", [("twenty-one", Kind.PLAIN, "", "")]),
        ("in the third quarter of 2034, on October 30, 2034, at 10:30", []),
        ("3. Prices. See Table 4 and page 12; tel 0917-2285316; the 15th Five-Year Plan; A4, 5G", []),
        ("no one, one of them, for the first time, the first half", []),
    ],
)
def test_the_numbers_of_a_text(text: str, found: list[tuple[str, Kind, str, str]]) -> None:
    assert numbers(text) == found


def test_a_number_has_the_value_that_it_prints() -> None:
    values = {"−3.5 percent": "-3.5", "2,310 tonnes": "2310", "doubled": "2", "three-fifths of": "60", "twelve": "12"}
    assert {text: numbers_in(text)[0].value for text in values} == {
        text: Decimal(each) for text, each in values.items()
    }
    assert numbers_in("two-thirds of them")[0].value is None  # nobody may round it


HEAD = Head("Yanxi City", "2034Q3", "ytd", language="en")


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("the first three quarters", ("2034Q3", "ytd")),
        ("the third quarter", ("2034Q3", "quarter")),
        ("the first nine months of 2033", ("2033Q3", "ytd")),
        ("the first half", ("2034Q2", "ytd")),
        ("January to August", ("2034-08", "ytd")),
        ("between January and May", ("2034-05", "ytd")),
        ("September", ("2034-09", "month")),
        ("December", ("2033-12", "month")),
        ("the April-June period", ("2034Q2", "quarter")),
        ("Q4 2033", ("2033Q4", "quarter")),
        ("2031", ("2031", "year")),
    ],
)
def test_when_words_mean(text: str, when: tuple[str, str]) -> None:
    assert [dated(each, HEAD) for each in english_windows(text)] == [When(*when)]


def test_what_may_be_a_verb_and_a_day_are_no_months() -> None:
    assert english_windows("they may march on March 8 or 9 May") == []


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="GDP rosefell by 1.5%,;()percentofthe-2034'", max_size=120))
def test_any_text_is_read_and_every_number_has_a_state(text: str) -> None:
    document = Document("-", "0" * 64, (Paragraph(text, 1),))
    readings = read_english(document, HEAD, VOCABULARY)
    assert [each.place.start for each in readings] == [each.start for each in numbers_in(text)]
    for each in readings:
        assert document.printed_at(each.place) == each.printed
        assert bool(each.indicator) == (each.state is State.PROPOSED)
        assert bool(each.reason) == (each.state is State.LEFT_OUT)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The added value of the primary industry was 16.28 billion yuan, an increase of 4.1 percent; that of the"
            " secondary industry was 42.17 billion yuan, up 6.2 percent.",
            [
                "gdp_primary 162.8",
                "gdp_growth_real_primary 4.1",
                "gdp_secondary 421.7",
                "gdp_growth_real_secondary 6.2",
            ],
        ),
        (
            "The share of the tertiary industry in GDP increased by 0.9 percentage points to 42.9 percent.",
            ["gdp_share_tertiary 0.9", "gdp_share_tertiary 42.9"],
        ),
        (
            "Fiscal revenue hit 7.18 billion yuan ($1 billion), up 5.5 percent.",
            ["budget_revenue 71.8", "level_without_indicator", "budget_revenue_growth 5.5"],
        ),
    ],
)
def test_that_of_shares_and_dollars_are_what_they_say(text, expected):
    head = Head("Wuchuan City", "2033", "year", published="2034-03-20", language="en")
    found = read_english(Document("", "0" * 64, (Paragraph(text, 1),)), head, VOCABULARY)
    told = [f"{each.indicator} {each.value.normalize():f}" if each.indicator else each.reason for each in found]
    assert told == expected
