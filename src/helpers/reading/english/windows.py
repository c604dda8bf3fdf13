"""The stretches of time that an English text names: the first half of 2034, January to May, the third quarter."""

import re

from helpers.reading.heads.windows import DASH, YEAR, Named, to_month

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = {"second": "2", "third": "3", "fourth": "4", "final": "4", "last": "4"}
_SPELT = (
    *("jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?"),
    *("sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?"),
)
MONTH = rf"(?:{'|'.join(_SPELT)})\b\.?"
_RANGE = rf"(?:from )?jan(?:uary)?\.?(?:{DASH}| to | through | until | and )"
_QUARTER = rf"(?:apr(?:il)?|july?|oct(?:ober)?)\.?(?:{DASH}| to | through )(?:june?|sept?(?:ember)?|dec(?:ember)?)\b"
_WINDOW = re.compile(
    rf"(?:\b(?P<before>{YEAR})(?:['’]s)?,? )?(?:\bthe )?\b(?:"
    rf"{_RANGE}(?P<to>{MONTH})|(?P<months>{_QUARTER})(?: period| quarter)?|"
    rf"first (?P<so_far>{'|'.join(filter(None, _NUMBERS))}|1[01]|[2-9]) months|"
    rf"(?P<three>(?:first|opening) three[ -]quarters|q1{DASH}q3|three quarters to september)|"
    rf"(?P<half>(?:first|opening)[ -]half(?:[ -]year)?|q1{DASH}q2|h1|1h(?=20|\b)|six months to june)|"
    r"(?P<first>(?:first|opening)[ -]quarter|q1|1q)|"
    r"(?P<quarter>second|third|fourth|final|last)[ -]quarter|q(?P<q>[2-4])|(?P<nq>[2-4])q|"
    r"(?<=in the )(?P<short>first|second|third|fourth)(?=[.,;)]|$| and\b)|"
    rf"(?:full|whole)[ -]year|(?P<month>{MONTH})"
    rf")(?:(?: of| in|,)?[ /](?P<after>{YEAR}))?(?!\d)|(?<![\d,.])(?P<fused>{YEAR}-?q[1-4])|"
    rf"(?<![\d,.]){YEAR}(?P<until>(?:{DASH}| to ){YEAR})|"
    rf"(?<![\d,.])(?P<year>{YEAR})(?![\d,.]\d|%| percent| per cent| (?:million|billion|yuan))",
    re.IGNORECASE,
)

DAY = rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?, {YEAR}"  # whose comma parts nothing
_DAY = re.compile(rf"\b(?:{MONTH} \d{{1,2}}(?:st|nd|rd|th)?|\d{{1,2}}(?:st|nd|rd|th)? {MONTH}),? $", re.IGNORECASE)


def english_windows(text: str) -> list[Named]:
    """The stretches of time that an English text names, in their order; dates of days are none."""
    windows = []
    for found in _WINDOW.finditer(text):
        year = found["before"] or found["after"] or found["year"] or ""
        at = found.start(), found.end()
        if found["until"]:
            windows += [Named(each, "", "year", *at) for each in re.findall(r"\d{4}", found[0])]
        elif found["to"]:
            windows.append(Named(year, *to_month(_month(found["to"])), *at))
        elif found["months"]:
            windows.append(Named(year, f"Q{_month(found['months']) // 3 + 1}", "quarter", *at))
        elif found["short"] == "first":
            windows.append(Named(year, "Q1", "ytd", *at))
        elif so_far := found["so_far"]:
            last = int(so_far) if so_far.isdecimal() else _NUMBERS.index(so_far.lower())
            windows.append(Named(year, *to_month(last), *at))
        elif fused := found["fused"]:
            part = f"Q{fused[-1]}"
            windows.append(Named(fused[:4], part, "ytd" if part == "Q1" else "quarter", *at))
        elif found["three"] or found["half"] or found["first"]:
            windows.append(Named(year, "Q3" if found["three"] else "Q2" if found["half"] else "Q1", "ytd", *at))
        elif quarter := found["quarter"] or found["q"] or found["nq"] or found["short"]:
            windows.append(Named(year, f"Q{_ORDINALS.get(quarter.lower(), quarter)}", "quarter", *at))
        elif not found["month"]:
            windows += [Named(year, "", "year", *at)] if year and not _DAY.search(text[: found.start()]) else []
        elif found["month"][0].isupper() and not _is_day(text, found):
            windows.append(Named(year, f"{_month(found['month']):02}", "month", *at))
    return windows


def _is_day(text: str, found: re.Match[str]) -> bool:
    """Whether a month is that of a day: March 8, 8 March."""
    after, before = text[found.end("month") :], text[: found.start("month")]
    return bool(re.match(r" \d{1,2}(?:st|nd|rd|th)?\b(?! ?(?:percent|%))", after) or re.search(r"\b\d{1,2} $", before))


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1
