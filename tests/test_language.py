"""Everything that code says, it says in Chinese as well."""

import re
from datetime import date

import pandas as pd
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from command_words import click_words, help_words
from conftest import PROJECT

from helpers.figures.periods import window_words
from helpers.figures.regions import Region
from helpers.show.places import counted, gdp_of, seen_from
from helpers.text import language
from helpers.text.forms import by_count, by_sign

CATALOGUE = PROJECT / "src/helpers/text/locale/zh.po"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
BRACES = re.compile(r"\{\w+(?:![rs])?\}")  # how click writes them; it has words for some that are left away in Chinese


@pytest.fixture(autouse=True)
def _english_first():
    language.use_language("en")


def extracted() -> set:
    found = extract_from_dir(str(PROJECT / "src"), [("**.py", "python")], keywords={"_": None, "_n": (1, 2)})
    return {message for _file, _line, message, _comments, _context in found} | help_words() | click_words()


def catalogue():
    with CATALOGUE.open("rb") as file:
        return [message for message in read_po(file, locale="zh") if message.id]


def test_every_message_is_translated_and_no_translation_is_left_over():
    assert {message.id for message in catalogue()} == extracted()


def test_a_translation_is_whole():
    for message in catalogue():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        assert all(texts), message.id
        assert not message.fuzzy, message.id
        placeholders = {name for original in originals for name in PLACEHOLDER.findall(original)}
        assert {name for text in texts for name in PLACEHOLDER.findall(text)} == placeholders, message.id
        assert set(BRACES.findall("".join(texts))) <= set(BRACES.findall("".join(originals))), message.id


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [(2.8, 1, "2.8"), (-0.04, 1, "0.0"), (-4.3, 1, "−4.3"), (1234.5, 0, "1,234"), (2.25, 2, "2.25")],
)
def test_numbers(value, decimals, expected):
    assert language.number(value, decimals) == expected


def test_differences_carry_their_sign():
    assert [language.signed(value) for value in (2.8, -0.4, 0.01)] == ["+2.8", "−0.4", "0.0"]


def test_dates_periods_and_lists_in_both_languages():
    month, day = pd.Period("2026-05", "M"), date(2023, 11, 12)
    assert language.month(month) == "May 2026"
    assert language.day(day) == "12 November 2023"
    assert language.listed(["a", "b", "c"]) == "a, b and c"
    language.use_language("zh")
    assert language.month(month) == "2026年5月"
    assert language.day(day) == "2023年11月12日"
    assert language.listed(["甲", "乙", "丙"]) == "甲、乙和丙"


@pytest.mark.parametrize(
    ("period", "span", "english", "short", "chinese"),
    [
        ("2023", "year", "2023", "2023", "2023年"),
        ("2023Q1", "ytd", "January to March 2023", "Jan–Mar 2023", "2023年一季度"),
        ("2023Q2", "ytd", "January to June 2023", "Jan–Jun 2023", "2023年上半年"),
        ("2023Q3", "ytd", "January to September 2023", "Jan–Sep 2023", "2023年前三季度"),
        ("2023Q4", "ytd", "2023", "2023", "2023年"),
        ("2021Q4", "quarter", "October to December 2021", "Oct–Dec 2021", "2021年四季度"),
        ("2023-10", "ytd", "January to October 2023", "Jan–Oct 2023", "2023年1—10月"),
        ("2023-12", "ytd", "2023", "2023", "2023年"),
        ("2023-08", "month", "August 2023", "August 2023", "2023年8月"),
    ],
)
def test_a_period_is_named_as_its_readers_name_it(period, span, english, short, chinese):
    at = pd.Period(period)
    assert (language.period(at, span), language.short_period(at, span)) == (english, short)
    language.use_language("zh")
    assert (language.period(at, span), language.short_period(at, span)) == (chinese, chinese)


@pytest.mark.parametrize(
    ("period", "span", "english", "chinese"),
    [
        ("2023-01-01/2023-11-06", "interval", "1 January to 6 November 2023", "2023年1月1日至11月6日"),
        ("2023-01-01/2023-10-31", "interval", "January to October 2023", "2023年1—10月"),
        ("2023-01/2023-12", "interval", "2023", "2023年"),
        ("2023-05/2023-05", "interval", "May 2023", "2023年5月"),
        ("2022-05-01/2023-03-31", "interval", "1 May 2022 to 31 March 2023", "2022年5月1日至2023年3月31日"),
    ],
)
def test_days_are_named_by_their_months_and_the_year_once(period, span, english, chinese):
    assert window_words(period, span) == english
    language.use_language("zh")
    assert window_words(period, span) == chinese


def test_the_form_goes_by_the_sign_as_it_is_shown():
    assert [by_sign(value, "grew", "fell", "same") for value in (0.05001, -0.06, 0.04, -0.04)] == [
        "grew",
        "fell",
        "same",
        "same",
    ]
    assert [by_count(count, "none", "one", "several") for count in (0, 1, 2)] == ["none", "one", "several"]


def test_only_the_gdp_of_a_nation_is_called_domestic():
    nation = Region("100000", "Erehwon", "全国", "nation", (), None)
    province = Region("990000", "Nowhere", "无处省", "province", (), nation)
    city = Region("990100", "Elsewhere", "别处市", "prefecture", (), province)
    assert [gdp_of(region) for region in (city, nation)] == ["Elsewhere's GDP", "Erehwon's GDP"]
    assert [seen_from(other, city) for other in (province, nation)] == ["Nowhere", "Erehwon"]
    language.use_language("zh")
    assert [gdp_of(region) for region in (city, nation)] == ["别处市地区生产总值", "国内生产总值"]
    assert [seen_from(other, city) for other in (province, nation, city)] == ["全省", "全国", "别处市"]
    assert seen_from(province, nation) == "无处省"
    assert [counted(level, 3) for level in ("province", "prefecture", "county", "city")] == [
        "3个省（区、市）",
        "3个州（市）",
        "3个县（市、区）",
        "3个城市",
    ]
