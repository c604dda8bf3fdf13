"""Everything that code says, it says in Chinese as well."""

import re
from datetime import date

import pandas as pd
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from conftest import PROJECT

from helpers.text import language

CATALOGUE = PROJECT / "src/helpers/text/locale/zh.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def extracted() -> set:
    found = extract_from_dir(str(PROJECT / "src"), [("**.py", "python")], keywords={"_": None, "_n": (1, 2)})
    return {message for _file, _line, message, _comments, _context in found}


def catalogue():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="zh") if message.id]


def test_every_message_is_translated_and_no_translation_is_left_over():
    assert {message.id for message in catalogue()} == extracted()


@pytest.mark.parametrize("message", catalogue(), ids=lambda message: str(message.id)[:40])
def test_a_translation_is_whole(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    originals = message.id if isinstance(message.id, tuple) else (message.id,)
    assert all(texts)
    assert not message.fuzzy
    placeholders = {name for original in originals for name in PLACEHOLDER.findall(original)}
    assert {name for text in texts for name in PLACEHOLDER.findall(text)} == placeholders


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(2.8, 1, "2.8"), (-0.04, 1, "0.0"), (-4.3, 1, "−4.3"), (1234.5, 0, "1,234"), (2.25, 2, "2.25")],
)
def test_numbers(value, decimals, expected):
    assert language.number(value, decimals) == expected


def test_differences_carry_their_sign():
    assert [language.signed(value) for value in (2.8, -0.4, 0.01)] == ["+2.8", "−0.4", "0.0"]


def test_dates_periods_and_lists_in_both_languages():
    quarter, month, day = pd.Period("2023Q3"), pd.Period("2026-05", "M"), date(2023, 11, 12)
    assert language.period(quarter, "ytd") == "Q1–Q3 2023"
    assert language.month(month) == "May 2026"
    assert language.day(day) == "12 November 2023"
    assert language.listed(["a", "b", "c"]) == "a, b and c"
    language.use_language("zh")
    assert language.period(quarter, "ytd") == "2023年1—3季度"
    assert language.month(month) == "2026年5月"
    assert language.day(day) == "2023年11月12日"
    assert language.listed(["甲", "乙", "丙"]) == "甲、乙和丙"


_CHINESE = "[\u4e00-\u9fff]"
_FAULTS = (
    (re.compile(rf"{_CHINESE}\s?[,;:(]|[,;:]\s?{_CHINESE}|\){_CHINESE}"), "half-width punctuation"),
    (re.compile(rf"{_CHINESE}[\"']|[\"']{_CHINESE}"), "straight quotes"),
    (re.compile("“[^”]*“"), "quotes in quotes of the same kind"),
)


def typography_faults(text: str) -> list[str]:
    """What a Chinese text has in it that no Chinese reader would print."""
    return [f"{what}: {found[0]}" for pattern, what in _FAULTS if (found := pattern.search(text))]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("参数 region：没有“Quijng”；您是否想要“Qujing”？", 0),
        ('请用 series("Zhaotong", "gdp_current")、(2010, 2024)', 0),
        ("没有: 昭通", 1),
        ("昭通市 (530600)", 1),
        ("没有,也没有", 1),
        ('没有"昭通"', 1),
        ("“新增“个转企””", 1),
    ],
)
def test_what_counts_as_a_fault_of_typography(text, faults):
    assert len(typography_faults(text)) == faults


@pytest.mark.parametrize("message", catalogue(), ids=lambda message: str(message.id)[:40])
def test_a_translation_is_written_as_chinese_is(message):
    texts = message.string if isinstance(message.string, tuple) else (message.string,)
    said = [PLACEHOLDER.sub("某", text) for text in texts]  # what stands there is most often Chinese
    assert [fault for text in said for fault in typography_faults(text)] == []
