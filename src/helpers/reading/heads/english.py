"""The head of an English text: which lines are its title, publisher and date, and what they say of place and time."""

import re

from helpers.figures.observations import Observations
from helpers.reading.document import Told
from helpers.reading.english.windows import MONTHS, english_windows
from helpers.reading.heads.windows import only, year_of
from helpers.reading.readings import Head

_FIRST, _LAST = 8, 3  # lines of a text in which its head stands
_LONGEST = 160  # letters of a title
_MONTH = "(?P<month>" + "|".join(MONTHS) + ")[a-z]*"
_DATE = re.compile(
    rf"(?:{_MONTH}\.? (?P<day>\d{{1,2}}),? (?P<year>(?:19|20)\d\d)|"
    rf"(?P<first>\d{{1,2}}) {_MONTH.replace('month', 'its')} (?P<last>(?:19|20)\d\d)|"
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d))",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|than in|by|until|before) (?:19|20)\d\d", re.IGNORECASE)
_FIGURE = re.compile(r"\d ?(?:percent|per cent|pct|%|million|billion|trillion|yuan)")
_LINE = re.compile(r"^(?P<place>[A-Z][A-Z' -]+),? .{0,30}?\((?P<paper>[A-Z][^)]+)\)\s*[-–—]+ ")
_BODY = re.compile(
    r"\b(?:Bureau|Office|Department|Commission|Ministry|Administration|Government|Survey Office|Daily|News|Post|"
    r"Times)\b"
)
_SOURCE = re.compile(r"^(?:source|published by|issued by)\s*: *(.+?)(?:\s{2,}|\||$)", re.IGNORECASE)
_NO_TITLE = re.compile(r"^(?:by |home\b|source|date|published|updated|issued|for inquiries)|[>»|\t]", re.IGNORECASE)
_KIND = "City|Province|County|Prefecture|District|Municipality|Autonomous Region"
_NAME = "[A-Z][a-z'’]+(?: [A-Z][a-z'’]+)??"
_PLACES = (
    re.compile(rf"\b(?P<name>{_NAME} (?:{_KIND}))\b"),
    re.compile(rf"\b(?:city|province|county|prefecture|district) of (?P<name>{_NAME})\b"),
    re.compile(
        rf"\b(?P<name>{_NAME}) (?:Municipal|Provincial|County|District|Prefectural) (?:Bureau|Statistics|"
        rf"Government|Office)"
    ),
)
_NOT_NAMED = frozenset({"The", "This", "Its", "China", "National", "In", "Of"})


def english_head(lines: list[str], told: Told, observations: Observations) -> Head:
    """What the lines of an English text say that it is about; what they do not tell is empty."""
    lines = [" ".join(line.split()) for line in lines]
    outer = [*lines[:_FIRST], *lines[max(_FIRST, len(lines) - _LAST) :]]
    published = next((_iso(found) for line in outer if len(line) < _LONGEST if (found := _DATE.search(line))), "")
    published = published or told.published
    publisher = _publisher(outer) or told.publisher
    title = next((line for line in lines[:_FIRST] if _is_title(line, publisher)), "")
    period, span = _window(title, lines, published)
    return Head(_region(title, lines, publisher, observations), period, span, title, publisher, published, "en")


def _is_title(line: str, publisher: str) -> bool:
    rest = _DATE.sub("", line).strip(" ,()")
    return (
        bool(rest) and len(line) <= _LONGEST and not (line.endswith(".") or _NO_TITLE.search(line) or rest == publisher)
    )


def _iso(date: re.Match[str]) -> str:
    if date["iso"]:
        return date["iso"]
    month = MONTHS.index((date["month"] or date["its"])[:3].lower()) + 1
    return f"{date['year'] or date['last']}-{month:02}-{int(date['day'] or date['first']):02}"


def _publisher(lines: list[str]) -> str:
    """A bureau or paper on a line of its own, what is named as the source, or the paper of a dateline."""
    for line in lines:
        if found := _SOURCE.search(line):
            return _DATE.sub("", found[1]).strip(" ,()")
        rest = _DATE.sub("", line).strip(" ,()")
        if (
            _BODY.search(rest)
            and len(rest.split()) <= 9
            and rest[0].isupper()
            and not re.search(r"\d|[.:;]|\b(?:says|said|reports)\b", rest)
        ):
            return rest
        if found := _LINE.search(line):
            return found["paper"]
    return ""


def _region(title: str, lines: list[str], publisher: str, observations: Observations) -> str:
    """The place that the title names, as the text names it in full; else that of the publisher or the dateline."""
    text = "\n".join(lines)
    named = [found["name"] for each in _PLACES for found in each.finditer(text) if found["name"] not in _NOT_NAMED]
    named += [found["place"].title() for line in lines[:_FIRST] if (found := _LINE.search(line))]
    named += [
        name for name in re.findall(r"\b([A-Z][a-z]+)['’]s\b", title) if len(re.findall(rf"\b{name}\b", text)) > 1
    ]
    full: dict[str, str] = {}
    for name in named:
        short = re.sub(rf" (?:{_KIND})$", "", name)
        full[short] = max(full.get(short, ""), name, key=len)
    for line in (title, publisher, *lines[:_FIRST]):
        at = {
            short: place.start()
            for short in full
            if (place := re.search(rf"\b{re.escape(short)}\b", line, re.IGNORECASE))
        }
        if at:
            return _told(sorted(at, key=at.__getitem__), line, full)
        if re.search(r"\bChina\b|\bNational Bureau\b|\bPeople's Republic\b", line):
            return "China"
        if known := [name for name in re.findall(_NAME, line) if len(observations.places.meant(name)) == 1]:
            return known[0] if len(set(known)) == 1 else ""
    return ""


def _told(names: list[str], line: str, full: dict[str, str]) -> str:
    """Of several places in a line the one that another contains, by a comma or "in" between; empty for two apart."""
    if len(names) == 1 or re.search(rf"{names[0]}(?:[\w ]*?,| in) ", line, re.IGNORECASE):
        return full[names[0]]
    return ""


def _window(title: str, lines: list[str], published: str) -> tuple[str, str]:
    """The period and window of the title, else of the first sentence with a figure or what stands before it."""
    prose = [_SINCE.sub("", _DATE.sub("", line)) for line in lines if line != title]
    named = only(english_windows(_SINCE.sub("", _DATE.sub("", title))) or english_windows(_opening(prose)))
    if named is None:
        past = published and re.search(r"\blast year\b", _opening(prose))
        return (str(int(published[:4]) - 1), "year") if past else ("", "")
    period = named.period(year_of(named, [each for line in prose for each in english_windows(line)], published))
    return (period, named.span) if period else ("", "")


def _opening(prose: list[str]) -> str:
    """The first sentences of a text, up to and with the first that has a figure."""
    told = []
    for line in prose:
        for sentence in re.split(r"(?<=[.!?])\s+", line):
            told.append(sentence)
            if _FIGURE.search(sentence):
                return " ".join(told)
    return " ".join(told[:_FIRST])
