"""Numbers that an English sentence lists: which belong together, and which subject and time each of them has."""

import re

from helpers.reading.english.lexicon import direction, words_of
from helpers.reading.english.number_words import cardinal
from helpers.reading.english.numbers import Kind, Number
from helpers.reading.english.subjects import Mention
from helpers.reading.english.times import When, told_in
from helpers.reading.english.topics import TAIL
from helpers.reading.english.windows import english_windows
from helpers.reading.readings import Head

_QUARTERS = re.compile(r"\bfirst (?P<many>two|three|four) quarters\b[^,;]*\brespectively", re.IGNORECASE)


def groups_of(text: str, numbers: list[Number]) -> list[list[Number]]:
    """The numbers in lists: of one kind, with nothing between them but a comma, "and", and a direction."""
    groups: list[list[Number]] = []
    for number in numbers:
        last = groups[-1][-1] if groups else None
        between = text[last.until : number.start] if last else ""
        if last and between == ":" and number.kind is Kind.PLAIN:
            groups[-1].append(number)
            continue
        joined = re.fullmatch(r"\s*(?:,|and|, and|,? but)\s+([a-z ]*)", between)
        plain = joined and all(
            direction(word) or word in ("a", "an", "of", "by", "the") for word in words_of(joined[1])
        )
        if last and plain and last.kind is number.kind and last.kind in (Kind.PERCENT, Kind.AMOUNT, Kind.POINTS):
            groups[-1].append(number)
        else:
            groups.append([number])
    return [part for group in groups for part in ([group] if _is_list(text, group) else [[each] for each in group])]


def _is_list(text: str, group: list[Number]) -> bool:
    """Whether the last two numbers of several are joined by more than a comma."""
    return len(group) == 1 or bool(re.search(r"\b(?:and|but)\b|^:$", text[group[-2].until : group[-1].start]))


def of_group(mentions: tuple[Mention, ...], place: int, size: int) -> Mention | None:
    """The subject of a number of a list: its own where there are as many as numbers, else the one of all."""
    if len(mentions) == size:
        return mentions[place]
    return mentions[-1 if size > 1 else 0] if mentions else None


def window_behind(
    text: str, group: list[Number], place: int, upto: int, numbers: list[Number], main: When | None, head: Head
) -> When | None:
    """The window right behind a number, or its own of as many behind the list."""
    number, last = group[place], group[-1]
    if len(group) > 1:
        following = re.split(r"[;.(]", text[last.until :])[0]
        if told := _enumerated(following, len(group), head):
            return told[place]
        number = last  # 8.2:42.0:49.8 in 2032
        upto = next((each.start for each in numbers if each.start > last.start), len(text))
    return told_in(TAIL.split(text[number.until : upto])[0], head, behind=True, main=main)


def _enumerated(text: str, size: int, head: Head) -> list[When]:
    """As many windows as there are numbers: in the first, second and third quarters; in 2031 and 2032."""
    if (quarters := _QUARTERS.search(text)) and int(cardinal(quarters["many"].lower())) == size:
        year = head.period[:4]
        return [When(f"{year}Q1", "ytd"), *(When(f"{year}Q{each}", "quarter") for each in range(2, size + 1))]
    spelt = re.sub(r"\b(first|second|third),? (?=(?:and |the )*(?:second|third|fourth)\b)", r"\1 quarter ", text)
    spelt = spelt.replace("quarters", "quarter")
    windows = english_windows(spelt)
    told = [told_in(spelt[each.start : each.end], head) for each in windows]
    return [each for each in told if each] if len(windows) == size else []
