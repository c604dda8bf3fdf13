"""What a person types, read as it is meant: full-width letters, spaces, and the ways in which times and numbers go."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from helpers.text.language import LANGUAGES, in_language

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(
    r"(?P<year>\d{4}) ?[-/.年m] ?(?P<month>\d{1,2}) ?(?:月份?)?|(?P<month_first>\d{1,2})/(?P<its_year>\d{4})|"
    rf"(?P<whole_year>\d{{4}})(?P<two>\d\d)|(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?,? (?P<last_year>\d{{4}})",
    re.ASCII,
)
_QUARTER = re.compile(
    r"(?P<year>\d{4}) ?[年-]? ?"
    r"(?:q ?(?P<letter>[1-4])|[第前]?(?P<number>[一二三四1-4])个?季度?|(?P<part>上半年|全年|h1|h2))|"
    r"q(?P<first>[1-4])[ -/]?(?P<last_year>\d{4})",
    re.ASCII,
)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4", "上半年": "2", "h1": "2", "全年": "4", "h2": "4"}
_PARTED = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_LANGUAGE_NAMES = {"en": ("en", "english", "英文", "英语"), "zh": ("zh", "chinese", "中文", "汉语", "简体中文")}
_DAY = re.compile(  # 2024年1-11 is no day but January to November
    r"(\d{4}) ?(?:([-/.]) ?(\d{1,2}) ?\2 ?(\d{1,2})|年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?)(?: 00:00(?::00)?)?|"
    r"(\d{4})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])",
    re.ASCII,
)


def plain(text: str) -> str:
    """Without full-width forms, what cannot be seen, and white space around it or more than one inside."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return " ".join(seen.split())


@lru_cache(maxsize=2**15)  # the names of all regions are folded for each that is sought
def folded(text: str) -> str:
    """Without case, tones, spaces and punctuation: "GDP growth (real)" is gdp_growth_real."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return re.sub(r"[\W_]", "", bare)


def in_each_language(said: Callable[[], object]) -> list[str]:
    """What is said, in each language that there is."""
    found = []
    for language in LANGUAGES:
        with in_language(language):
            found.append(str(said()))
    return found


def meant(typed: str, named: Mapping[str, Iterable[str]]) -> list[str]:
    """Which of several things a text may mean, by the names of each: those called so, or with a word that begins so.

    A letter or a number means only what is called so.
    """
    if typed in named:
        return [typed]
    sought = folded(typed)
    called_so = [key for key, names in named.items() if sought and sought in map(folded, names)]
    if called_so or not sought or sought.isdecimal() or (len(sought) == 1 and sought.isascii()):
        return called_so
    return [key for key, names in named.items() if any(_begins_a_word(sought, name) for name in names)]


def _begins_a_word(sought: str, name: str) -> bool:
    words = re.split(r"[\W_]+", name)
    return any(folded("".join(words[place:])).startswith(sought) for place in range(len(words)))


def year_typed(text: str) -> str | None:
    """The year that a text names: 2010, 2010年; None where it is no year."""
    found = re.fullmatch(r"(\d{4}) ?年?", plain(text), re.ASCII)
    return found[1] if found else None


def month_typed(text: str) -> str | None:
    """The month that a text names, as 2023-11: also 2023/11, 202311, 2023年11月, Nov 2023; None where it is none."""
    found = _MONTH.fullmatch(plain(text).casefold())
    if not found:
        return None
    year = found["year"] or found["its_year"] or found["whole_year"] or found["last_year"]
    month = found["month"] or found["month_first"] or found["two"] or _MONTHS.index(found["name"]) + 1
    return f"{year}-{int(month):02}" if 1 <= int(month) <= len(_MONTHS) else None


def quarter_typed(text: str) -> str | None:
    """The quarter to whose end a text counts, as 2023Q3: also 2023年前三季度, Q3 2023; None where it is none."""
    found = _QUARTER.fullmatch(plain(text).casefold())
    if not found:
        return None
    quarter = found["letter"] or found["number"] or found["part"] or found["first"]
    return f"{found['year'] or found['last_year']}Q{_QUARTERS.get(quarter, quarter)}"


def day_typed(text: str) -> str:
    """The day that a text names, as 2023-11-30, where it does so as 2023/11/30 or 2023年11月30日; else the text."""
    found = _DAY.fullmatch(bare := plain(text))
    if not found:
        return bare
    year, month, day = found[1] or found[7], found[3] or found[5] or found[8], found[4] or found[6] or found[9]
    return f"{year}-{int(month):02}-{int(day):02}"


def number_typed(text: str) -> str:
    """A number as Python reads it, without commas that part thousands and with a plain minus; what is none as it is."""
    bare = re.sub("^[\N{MINUS SIGN}\N{EN DASH}]", "-", plain(text))
    return bare.replace(",", "") if _PARTED.fullmatch(bare) else bare


def language_typed(text: str) -> str | None:
    """The language that a text names: zh, zh-CN, 中文, Chinese; None where it names none of those that there are."""
    named = re.split(r"[_.@-]", plain(text).casefold())[0]
    return next((language for language, names in _LANGUAGE_NAMES.items() if named in names), None)
