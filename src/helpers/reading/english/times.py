"""Which period and window a number of an English text is of, by the words around it and the head of the text."""

import re
from typing import NamedTuple

from helpers.reading.english.lexicon import BEFORE, EARLIER
from helpers.reading.english.number_words import CARDINAL, cardinal
from helpers.reading.english.windows import MONTHS, english_windows
from helpers.reading.heads.windows import YEAR, Named
from helpers.reading.readings import Head

_END = re.compile(r"\b(?:end[- ](?:of|\d{4})|the end of|at end|by the end of|as of)\b", re.IGNORECASE)
_COMPARED = re.compile(rf"\b(?:from|than|over|on|compared with|compared to) {EARLIER.pattern}", re.IGNORECASE)
_RANGE = re.compile(r"\b(?:from|between) (?P<first>(?:19|20)\d\d) (?:to|and) (?:19|20)\d\d", re.IGNORECASE)
_AMOUNTS = re.compile(  # from 128.87 billion yuan in 2020 to 164.41 billion yuan in 2023
    r"\bfrom [^;]{,60}?\b(?P<first>(?:19|20)\d\d),? to [^;]{,60}?\b(?P<last>(?:19|20)\d\d)\b", re.IGNORECASE
)
_ON_YEAR = re.compile(r"\b(?:year|quarter|month)[- ](?:on|over)[- ](?:year|quarter|month)\b", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"\s*(?:a|the) year (?:earlier|before|ago)\b", re.IGNORECASE)
_AGAINST = re.compile(r"\b(?:as that|same as|than|from|compared|against|versus|since|over|on)\b", re.IGNORECASE)
_SAME = re.compile(rf"\bsame (?:period|months?|quarters?|time)(?: of| in|,)? (?P<year>{YEAR})", re.IGNORECASE)
_RELATIVE = re.compile(
    r"(?P<of>\bof )this year\b|(?P<last>\blast year\b)|(?P<month>\blast month\b)|"
    r"(?<=same period )(?P<before>(?:of )?the (?:previous year|year before)|a year earlier)",
    re.IGNORECASE,
)
_MANY = rf"(?:a|\d{{1,2}}|{CARDINAL})"
_YEARS_BACK = re.compile(
    rf"\s*(?:in |recorded |seen )?(?P<many>{_MANY}) (?P<unit>years?|decades?) (?:ago|earlier|before)\b", re.IGNORECASE
)
# With what a growth is compared that is not the one of an indicator.
_LONGER = re.compile(
    rf"\b(?:from|over|in|than|since|compared with|compared to) (?:the )?(?:(?:past|last|previous) )?(?:{_MANY} )"
    r"(?:years|decades?)\b|\bpre-(?:pandemic|crisis|covid)|"
    r"\b(?:from|below|above) (?:its|their|the) (?:[\w-]+ )?(?:peak|high|low|trough)\b|"
    r"\bbefore the (?:pandemic|crisis)\b",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\b(?:from|than|over|on|since|against|versus|vs\.?|compared (?:with|to)|above|below)\s+"
    r"(?:(?:in|the|a|that|those|of|its|level|levels|figure|same|corresponding|period|time|month|quarter) )*$",
    re.IGNORECASE,
)
_RECORD = re.compile(r"\b\w+est\b|\bfirst\b", re.IGNORECASE)


class When(NamedTuple):
    """A period and its span, as data/observations.csv has them."""

    period: str
    span: str

    @property
    def year_before(self) -> "When":
        return When(f"{int(self.period[:4]) - 1}{self.period[4:]}", self.span) if self.period else self


def of_head(head: Head) -> When:
    """The period and window of the head."""
    return When(head.period, head.span)


def told_in(text: str, head: Head, *, behind: bool = False, main: When | None = None) -> When | None:
    """The last window that a part of a sentence tells as the time of its figures; None where it tells none.

    What it only compares with, than in 2031, is none.

    Parameters
    ----------
    behind
        Whether the words stand behind a number, where all that follows a comparing word belongs to it.
    main
        The window that the sentence told before, which "the same period of 2031" takes up; None for that of the head.
    """

    for words in (_COMPARED, _ON_YEAR):
        text = words.sub(lambda match: " " * len(match[0]), text)

    def compares(window: Named) -> bool:
        words = text[: window.start].split()
        return bool(_AGAINST.search(" ".join(words if behind else words[-3:])))

    if not behind and _YEAR_BEFORE.match(text):
        return of_head(head).year_before
    text = _in_years(text, main or of_head(head), head)
    if (same := _SAME.search(text)) and not re.search(r"\b(?:than|from|over|on|compared|against|versus)\b", text):
        period, span = main or of_head(head)
        return When(same["year"] + period[4:], span)
    windows = [each for each in english_windows(text) if not compares(each)]
    return dated(windows[-1], head, end=bool(_END.search(text))) if windows else None


def _in_years(text: str, main: When, head: Head) -> str:
    """A passage with the years that "last year" and "the first quarter of this year" mean, each letter at its place.

    Last year is the one before that of publication; a text on a whole year that does not say when it was published
    came out in the next.
    """
    year = head.published[:4] or (str(int(head.period[:4]) + 1) if head.span == "year" else head.period[:4])
    if not year.isdecimal():
        return text

    def spelt(match: re.Match[str]) -> str:
        if match["month"]:
            return _month_before(head).ljust(len(match[0]))
        told = int(year) - 1 if match["last"] else int(main.period[:4] or year) - 1 if match["before"] else int(year)
        return f"{match['of'] or ''}{told}".ljust(len(match[0]))

    return _RELATIVE.sub(spelt, text)


def _month_before(head: Head) -> str:
    """The month before that of publication, as english_windows has it; that of the head where none is said."""
    told = re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d)?", head.published)
    if told is None:
        return ""
    year, month = (int(told[1]), int(told[2]) - 1) if told[2] != "01" else (int(told[1]) - 1, 12)
    return f"{MONTHS[month - 1].title()} {year}"


def dated(window: Named, head: Head, *, end: bool = False) -> When:
    """A window with its year: that of the head, or the year before where it would not be over by then."""
    year = window.year or head.period[:4]
    if not window.year and year and _ends(window.part) > _ends(head.period[4:].lstrip("-")):
        year = str(int(year) - 1)
    span = window.span
    if span == "ytd" and window.part == "Q1" and head.span == "quarter":
        span = "quarter"
    if end:
        return _at_end(window, year, head)
    return When(window.period(year), span)


def _at_end(window: Named, year: str, head: Head) -> When:
    """The balance at the end of a month or year, which carries the window that ends then."""
    if year == head.period[:4] and _ends(window.part) == _ends(head.period[4:].lstrip("-")):
        return of_head(head)
    month = _ends(window.part)
    return (
        When(year, "year")
        if month == 12
        else When(f"{year}Q{month // 3}" if month % 3 == 0 else f"{year}-{month:02}", "ytd")
    )


def _ends(part: str) -> int:
    """The month with which a part of a year ends."""
    return int(part[1:]) * 3 if part.startswith("Q") else int(part or 12)


def compared_with(text: str, main: When, head: Head) -> When | None:
    """The time that a comparison names: a year earlier, the previous month, in 2031; None where it names none."""
    if same := _SAME.search(text):
        return When(same["year"] + main.period[4:], main.span)
    if windows := english_windows(text):
        return dated(windows[0], head)
    if EARLIER.search(text):
        return main.year_before
    if BEFORE.search(text) and main.period:
        return _before(main)
    return None


def years_back(behind: str, main: When) -> When | None:
    """The time so many years before, where words say so right behind a number: a decade ago, five years earlier."""
    found = _YEARS_BACK.match(behind)
    if found is None or not main.period:
        return None
    many = found["many"].lower()
    years = int(many) if many.isdecimal() else 1 if many == "a" else int(cardinal(many))
    years *= 10 if found["unit"].lower().startswith("decade") else 1
    return When(f"{int(main.period[:4]) - years}{main.period[4:]}", main.span)


def is_of_other_base(text: str, main: When, head: Head) -> bool:
    """Whether words compare a growth with something else than a year before: from 2019, over five years."""
    if _LONGER.search(text):
        return True
    text = _ON_YEAR.sub(lambda match: " " * len(match[0]), text)
    for window in english_windows(text):
        if _FROM.search(text[: window.start]) and not _RECORD.search(text[: window.start]):
            base = dated(window, head)
            same = base.period[4:] in ("", main.period[4:])
            if not same or int(base.period[:4] or 0) != int(main.period[:4] or 0) - 1:
                return True
    return False


def tells_several_years(sentence: str) -> bool:
    """Whether a sentence goes from a year to one that is not the next, or begins with several: growth is over all."""
    if (found := _AMOUNTS.search(sentence)) and int(found["last"]) - int(found["first"]) != 1:
        return True
    return bool(
        re.match(rf"\s*(?:over|in|during|within) (?:the )?(?:past |last )?{_MANY} (?:years|decades?)\b", sentence, re.I)
    )


def start_of_range(text: str) -> When | None:
    """The first year of a sentence that goes from one to another; None where it does not."""
    found = _RANGE.search(text)
    return When(found["first"], "year") if found else None


def _before(main: When) -> When:
    """The month or quarter before the last one of a window."""
    year, part = main.period[:4], main.period[4:].lstrip("-")
    size, mark = (3, "Q") if part.startswith("Q") else (1, "-")
    number = _ends(part) // size - 1
    if number < 1:
        year, number = str(int(year) - 1), 12 // size
    return When(f"{year}{mark}{number:0{1 if mark == 'Q' else 2}}", main.span)


def aimed_at(near: str, sentence: str, head: Head, *, promised: bool) -> When:
    """The time of a target: what is said, or the year of publication where it is promised, or that of the head.

    Parameters
    ----------
    near, sentence
        The words right beside it, and all of its sentence.
    """
    if windows := [each for each in english_windows(near) if each.year]:
        return When(windows[0].period(), windows[0].span)
    if later := [each for each in english_windows(sentence) if each.year > head.period[:4]]:
        return When(later[0].period(), later[0].span)
    if promised and re.search(r"\bnext year\b", sentence) and head.published:
        return When(str(int(head.published[:4]) + 1), "year")
    if promised and head.published[:4] > head.period[:4]:
        return When(head.published[:4], "year")
    return (
        When(head.period[:4], "year")
        if re.search(r"\b(?:[Tt]his year|full[- ]year|annual)\b", sentence)
        else of_head(head)
    )
