"""Chinese or English: messages through gettext, numbers and dates through Babel.

One language is in use at a time: that of the shell, until another is set. A notebook sets it once, in its set-up cell;
a report is made in its own. The English text of a message is its key; the Chinese stands in locale/zh.po, read as it is
(no compiled file to forget).
"""

import gettext as _gettext
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.core import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from helpers.text.shell import shell_language

if TYPE_CHECKING:
    import pandas as pd  # takes a fifth of a second to load, and here only names a type

LANGUAGES = {"en": "English", "zh": "中文"}
HTML_LANGUAGE = {"en": "en", "zh": "zh-Hans"}
_LOCALE = {"en": "en", "zh": "zh_Hans_CN"}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_DECEMBER = 12
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_SUFFIXES = {"one": "st", "two": "nd", "few": "rd", "other": "th"}  # by the form that CLDR gives of an ordinal
_in_use = ""  # until one is set, or asked for
_noted: set[str] = set()


def use_language(language: str) -> None:
    """Write everything that follows in Chinese (zh) or English (en)."""
    global _in_use
    if language != _in_use:
        _noted.clear()
    _in_use = language


def forget_language() -> None:
    """Begin as a new process does, in the language of its shell, whatever was written before."""
    use_language("")
    _noted.clear()


@contextmanager
def in_language(language: str) -> Iterator[None]:
    """Write in a language meanwhile, and have `messages_used` tell only what is used meanwhile."""
    global _in_use
    before, noted = _in_use, set(_noted)
    _in_use = language
    _noted.clear()
    try:
        yield
    finally:
        _in_use = before
        _noted.clear()
        _noted.update(noted)


def language_in_use() -> str:
    """The language that is written: zh or en; that of the shell until another is set."""
    global _in_use
    if not _in_use:
        _in_use = shell_language(LANGUAGES)
    return _in_use


def _(message: str) -> str:
    """The message in the language in use."""
    _noted.add(message)
    return _translations(language_in_use()).gettext(message)


def _n(singular: str, plural: str, number: int) -> str:
    """The message for a number of things, in the language in use."""
    _noted.add(singular)
    return _translations(language_in_use()).ngettext(singular, plural, number)


def messages_used() -> list[str]:
    """Short digests of the messages that were translated since the language was set; none where it is English.

    A report's record keeps them, so that a changed translation outdates those reports alone that used it.
    """
    return sorted(map(_digest, _noted)) if language_in_use() != "en" else []


def translations_of(language: str) -> dict[str, str]:
    """Every translation into a language, by the digest of its message as `messages_used` returns it."""
    words: dict[str, str] = {}
    for message in _catalogue(language) if language != "en" else ():
        singular, *_plural = [message.id] if isinstance(message.id, str) else message.id
        words[_digest(singular)] = repr((message.id, message.string))
    return words


def _digest(message: str) -> str:
    return sha256(message.encode()).hexdigest()[:8]


def _catalogue(language: str) -> Catalog:
    with (Path(__file__).parent / "locale" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


@cache
def _translations(language: str) -> _gettext.NullTranslations:
    if language == "en":
        return _gettext.NullTranslations()
    compiled = BytesIO()
    write_mo(compiled, _catalogue(language))
    compiled.seek(0)
    return _gettext.GNUTranslations(compiled)


class Number(str):
    """A number as text, which knows what it stands for.

    Attributes
    ----------
    value
        rounded as it is written
    signed
        whether a plus sign is written before what is above zero
    """

    value: float
    decimals: int
    signed: bool

    def __new__(cls, text: str, value: float, decimals: int, signed: bool = False) -> "Number":
        made = super().__new__(cls, text)
        made.value, made.decimals, made.signed = value, decimals, signed
        return made


def number(value: float, decimals: int = 1) -> Number:
    """A number with a fixed count of decimals: 1,234.5 (1234.5 in Chinese), −0.4; no minus before a rounded zero."""
    whole = "#,##0" if language_in_use() == "en" else "0"  # Chinese releases part no thousands
    pattern = f"{whole}." + "0" * decimals if decimals else whole
    rounded = round(float(value), decimals) + 0  # numpy would round 4.45 to 4.4, its nearest binary fraction lies above
    return Number(_written(rounded, pattern, _locale()), rounded, decimals)


@lru_cache(10_000)
def _written(value: float, pattern: str, locale: str) -> str:
    """A number as Babel writes it, for which it takes long: a report has thousands, and many of them often."""
    return format_decimal(value, format=pattern, locale=locale).replace("-", "\N{MINUS SIGN}")


def signed(value: float, decimals: int = 1) -> Number:
    """A number with its sign, as differences are written: +2.8, −0.4, 0.0."""
    plain = number(value, decimals)
    return Number(f"+{plain}" if plain.value > 0 else plain, plain.value, decimals, signed=True)


def ordinal(rank: int) -> Number:
    """A rank in words: first, 16th; 第1位."""
    if language_in_use() != "en":
        text = _("rank %(number)s") % {"number": rank}
    elif rank <= len(_ORDINALS):
        text = _ORDINALS[rank - 1]
    else:
        text = f"{rank}{_SUFFIXES[Locale(language_in_use()).ordinal_form(rank)]}"
    return Number(text, rank, 0)


def cardinal(count: int) -> Number:
    """A count as prose writes it: three, 16; 3."""
    in_words = language_in_use() == "en" and 1 <= count <= len(_CARDINALS)
    return Number(_CARDINALS[count - 1] if in_words else str(count), count, 0)


def opening_count(count: int) -> Number:
    """A count that begins an English sentence, which has words there as far as there are some: Three, 16; 3."""
    words = cardinal(count)
    return Number(words[:1].upper() + words[1:], count, 0)


def joined(sentences: Iterable[str]) -> str:
    """Sentences one after the other; Chinese puts no space between them."""
    return (" " if language_in_use() == "en" else "").join(sentences)


def listed(names: list[str]) -> str:
    """Names in a row: "Yunnan, China and Qujing", "云南省、全国和曲靖市"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": _(", ").join(names[:-1]), "last": names[-1]}


def either(names: list[str]) -> str:
    """Names of which one is meant: "year, quarter or month", "全年、当季或当月"."""
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s or %(last)s") % {"first": _(", ").join(names[:-1]), "last": names[-1]}


def day(value: date) -> str:
    """A date as the language writes it: 12 November 2023, 2023年11月12日."""
    return format_date(value, "d MMMM y" if language_in_use() == "en" else "long", locale=_locale())


def days(first: date, last: date) -> str:
    """Days of one year, the year once: 1 January to 6 November 2023, 2023年1月1日至11月6日."""
    if language_in_use() == "en":
        return f"{format_date(first, 'd MMMM', locale='en')} to {day(last)}"
    return f"{day(first)}至{format_date(last, 'M月d日', locale=_locale())}"


def month(value: "pd.Period") -> str:
    """A month as the language writes it: May 2026, 2026年5月."""
    return format_date(value.start_time, "MMMM y" if language_in_use() == "en" else "y年M月", locale=_locale())


def _locale() -> str:
    return _LOCALE[language_in_use()]


def period(value: "pd.Period", span: str) -> str:
    """A period as prose names it: 2023, January to September 2023, August 2023; 2023年前三季度, 2023年1—10月.

    A year to date that is counted by quarters is named as releases of accounts name it, by months otherwise.
    """
    if span == "year" or (span == "ytd" and value.month == _DECEMBER):
        return _("%(year)s") % {"year": value.year}
    if span == "month" or (span == "ytd" and value.freqstr.startswith("M") and value.month == 1):
        return month(value)
    if value.freqstr.startswith("M"):
        return months(value.asfreq("Y").asfreq("M", how="start"), value)
    begins = 1 if span == "ytd" else value.quarter
    words = {
        (1, 1): _("January to March %(year)s"),
        (1, 2): _("January to June %(year)s"),
        (1, 3): _("January to September %(year)s"),
        (2, 2): _("April to June %(year)s"),
        (3, 3): _("July to September %(year)s"),
        (4, 4): _("October to December %(year)s"),
    }
    return words[begins, value.quarter] % {"year": value.year}


def months(first: "pd.Period", last: "pd.Period") -> str:
    """Several months of one year: January to October 2023, 2023年1—10月."""
    names: dict[str, object] = {"from": first.month, "until": last.month, "year": last.year}
    if language_in_use() == "en":
        names |= {
            "from": format_date(first.start_time, "MMMM", locale="en"),
            "until": format_date(last.start_time, "MMMM", locale="en"),
        }
    return _("%(from)s to %(until)s %(year)s") % names


def short_period(value: "pd.Period", span: str) -> str:
    """A period where there is little room: 2023, Jan–Sep 2023, Aug 2023; in Chinese as in prose."""
    named = period(value, span)
    if language_in_use() != "en" or " to " not in named:
        return named
    first, _to, last, year = named.split()
    return f"{first[:3]}–{last[:3]} {year}"
