"""The stretches of time that an English text names: the first half of 2034, January to May, the third quarter."""

import re

from helpers.reading.head_windows import DASH, YEAR, Named, to_month

_ORDINALS = {"first": "1", "second": "2", "third": "3", "fourth": "4", "final": "4", "three": "3", "two": "2"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAME = "(?P<{0}>january|february|march|april|may|june|july|august|september|october|november|december)"
_ENGLISH = re.compile(
    rf"(?:(?:in |of |during |for )?(?P<before>{YEAR})(?:'s|’s)?,? )?(?:the )?(?:"
    rf"(?:(?:from )?january{DASH}(?=[a-z])|(?:from )?january (?:to|through|until) |between january and ){_MONTH_NAME.format('to')}|"
    r"(?:first|opening) (?P<so_far>two|four|five|seven|eight|ten|eleven) months|"
    r"(?P<three>(?:first |opening )?(?:three quarters|nine months))|(?P<half>(?:first|opening) half|h1|six months)|"
    r"(?P<first>first quarter|q1|first three months|opening quarter)|(?P<quarter>second|third|fourth|final)[ -]quarter|q(?P<q>[2-4])|"
    rf"(?P<whole>full year|whole year|year)|{_MONTH_NAME.format('month')}"
    rf")(?:(?: of| in|,)? (?P<after>{YEAR}))?(?! ?\d)|(?<![\d,.] )(?P<year>{YEAR})(?![\d,.]\d|%| percent)",
    re.IGNORECASE,
)




def english_windows(text: str) -> list[Named]:
    """The stretches of time that an English text names, in their order; dates of days are none."""
    windows = []
    for found in _ENGLISH.finditer(text):
        year = found["before"] or found["after"] or found["year"] or ""
        at = found.start(), found.end()
        if found["to"]:
            windows.append(Named(year, *to_month(_english_month(found["to"])), *at))
        elif found["so_far"]:
            number = ("", "", "two", "", "four", "five", "", "seven", "eight", "", "ten", "eleven").index(
                found["so_far"].lower()
            )
            windows.append(Named(year, *to_month(number), *at))
        elif found["three"] or found["half"] or found["first"]:
            windows.append(Named(year, "Q3" if found["three"] else "Q2" if found["half"] else "Q1", "ytd", *at))
        elif quarter := found["quarter"] or found["q"]:
            windows.append(Named(year, f"Q{_ORDINALS.get(quarter.lower(), quarter)}", "quarter", *at))
        elif found["month"]:
            if not re.match(r" \d{1,2}\b", text[found.end("month") :]) and not re.search(
                r"\d $", text[: found.start("month")]
            ):
                windows.append(Named(year, f"{_english_month(found['month']):02}", "month", *at))
        elif year:
            windows.append(Named(year, "", "year", *at))
    return windows


def _english_month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


