"""Everything that code says, it says in Chinese as well."""

import re
from datetime import date

import pandas as pd
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from command_words import click_words, help_words
from conftest import PROJECT

from helpers.text import language

CATALOGUE = PROJECT / "src/helpers/text/locale/zh.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
BRACES = re.compile(r"\{\w+(?:![rs])?\}")  # how click writes them; it has words for some that are left away in Chinese


def extracted() -> set:
    found = extract_from_dir(str(PROJECT / "src"), [("**.py", "python")], keywords={"_": None, "_n": (1, 2)})
    return {message for _file, _line, message, _comments, _context in found} | help_words() | click_words()


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
    assert set(BRACES.findall("".join(texts))) <= set(BRACES.findall("".join(originals)))


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
