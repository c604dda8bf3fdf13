"""What stands around each number of an English sentence: its subject, its region, its time, the words beside it."""

import re
from dataclasses import dataclass, replace

from helpers.reading.english_lexicon import ADVERBIAL, OUTDOING, direction, words_of
from helpers.reading.english_numbers import Kind, Number
from helpers.reading.english_places import EnglishPlaces
from helpers.reading.english_subjects import Mention, Subjects
from helpers.reading.english_times import When, told_in
from helpers.reading.english_windows import english_windows
from helpers.reading.readings import Head

_PARTING = re.compile(r"[,;:()—–]|\s-\s|\b(?:and|while|whereas|but|although|though)\b", re.IGNORECASE)
_TAIL = re.compile(r"[,;()]|\b(?:and|while|whereas|but|although|though)\b", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:grew|expand(?:ed|s|ing)?|contracted|shrank|grow(?:s|ing)?|posted|managed|slowed|accelerated)\b", re.IGNORECASE
)
_EARNED = re.compile(r"\bearn(?:ed|ing|s)?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Clause:
    """A number and what stands around it.

    Attributes
    ----------
    number
        The number.
    printed
        Its digits or words as printed.
    mention
        What it is about; None where nothing says it.
    own
        Whether its sentence says so itself.
    region
        Whose it is; empty for that of the head.
    when
        The window that words before it, or right behind it, tell; None for that of the head.
    link
        The words before it, back to the last comma, bracket or conjunction.
    tail
        The words behind it and its unit, up to the next one.
    sentence
        All words before it and behind it in its sentence.
    bracketed
        Whether it stands first in brackets: (4.4 percent).
    falling
        Whether the number before it told a fall, which a narrowing makes better.
    """

    number: Number
    printed: str
    mention: Mention | None
    own: bool
    region: str
    when: When | None
    link: str
    tail: str
    sentence: tuple[str, str]
    bracketed: bool
    falling: bool


@dataclass(frozen=True)
class _Topic:
    """What a sentence is about so far."""

    mentions: tuple[Mention, ...]
    own: bool = False
    region: str = ""
    of_all: bool = False  # whether the region holds for the subjects that follow too
    when: When | None = None


def clauses_of(
    text: str,
    span: tuple[int, int],
    numbers: list[Number],
    carried: Mention | None,
    head: Head,
    subjects: Subjects,
    places: EnglishPlaces,
) -> list[Clause]:
    """The numbers of a sentence, each with what stands around it."""
    start, end = span
    topic = _Topic((carried,) if carried else ())
    clauses: list[Clause] = []
    groups = _groups(text, numbers)
    at = start
    for group in groups:
        before = text[at : group[0].start]
        topic = _after(before, topic, head, subjects, places, first=at == start, several=len(group))
        for place, number in enumerate(group):
            upto = next((each.start for each in numbers if each.start > number.start), end)
            link = _parts(text[at : number.start], subjects)[-1]
            tail = _TAIL.split(text[number.until : upto])[0]
            if place and not words_of(link):  # of a list, whose first number has the words for all
                link = clauses[-1].link
            if not words_of(tail) and len(group) > 1:
                tail = _TAIL.split(text[group[-1].until : end])[0]
            clauses.append(
                Clause(
                    number=number,
                    printed=text[number.start : number.end],
                    mention=_of_group(topic.mentions, place, len(group)),
                    own=topic.own,
                    region=topic.region,
                    when=_behind(text, group, place, upto, head) or topic.when,
                    link=link,
                    tail=tail,
                    sentence=(text[start : number.start], text[number.until : end]),
                    bracketed=bool(re.search(r"\((?:the )?$", text[at : number.start])),
                    falling=bool(clauses) and direction(clauses[-1].link) < 0,
                )
            )
            if clauses[-1].bracketed and (named := places.within(text[at : number.start])):
                clauses[-1] = replace(clauses[-1], region=named)
            at = number.until
    return clauses


def _groups(text: str, numbers: list[Number]) -> list[list[Number]]:
    """The numbers in lists: of one kind, with nothing between them but a comma, "and", and a direction."""
    groups: list[list[Number]] = []
    for number in numbers:
        last = groups[-1][-1] if groups else None
        between = text[last.until : number.start] if last else ""
        joined = re.fullmatch(r"\s*(?:,|and|, and|,? but)\s+([a-z ]*)", between)
        plain = joined and all(direction(word) or word in ("a", "an", "of", "by", "the") for word in words_of(joined[1]))
        if last and plain and last.kind is number.kind and last.kind in (Kind.PERCENT, Kind.AMOUNT, Kind.POINTS):
            groups[-1].append(number)
        else:
            groups.append([number])
    return groups


def _of_group(mentions: tuple[Mention, ...], place: int, size: int) -> Mention | None:
    """The subject of a number of a list: its own where there are as many as numbers, else the one of all."""
    if len(mentions) == size:
        return mentions[place]
    return mentions[-1 if size > 1 else 0] if mentions else None


def _behind(text: str, group: list[Number], place: int, upto: int, head: Head) -> When | None:
    """The window right behind a number, or its own of as many behind the list."""
    number, last = group[place], group[-1]
    if len(group) > 1:
        following = re.split(r"[;.(]", text[last.until :])[0]
        if told := _enumerated(following, len(group), head):
            return told[place]
    return told_in(_TAIL.split(text[number.until : upto])[0], head)


def _enumerated(text: str, size: int, head: Head) -> list[When]:
    """As many windows as there are numbers: in the first, second and third quarters; in 2031 and 2032."""
    spelt = re.sub(r"\b(first|second|third),? (?=(?:and |the )*(?:second|third|fourth)\b)", r"\1 quarter ", text)
    spelt = spelt.replace("quarters", "quarter")
    windows = english_windows(spelt)
    return [found for each in windows if (found := told_in(spelt[each.start : each.end], head))] if len(windows) == size else []


def _parts(text: str, subjects: Subjects) -> list[str]:
    """A stretch of a sentence at its commas, brackets and conjunctions, but for those inside of names."""
    inside = [(each.start, each.end) for each in subjects.mentions(text)]
    inside += [each.span() for each in re.finditer(r"\([^()]*\)", text)]
    cuts = [cut for cut in _PARTING.finditer(text) if not any(a <= cut.start() < b for a, b in inside)]
    ends = [0, *(cut.end() for cut in cuts)]
    return [text[begin:end] for begin, end in zip(ends, [*(cut.start() for cut in cuts), len(text)], strict=True)]


def _after(
    before: str, topic: _Topic, head: Head, subjects: Subjects, places: EnglishPlaces, *, first: bool, several: int
) -> _Topic:
    """What a sentence is about after some more of its words, which come before a number."""
    parts = _parts(before, subjects)
    parts = parts if first or _EARNED.search(before) else parts[1:]
    told = [when for part in parts if (when := told_in(part, head))]
    when = told[-1] if told else topic.when
    carried = topic.mentions[-1] if topic.mentions else None
    for found in (subjects.mentions(before, carried), subjects.listed(before, carried)) if several > 1 else ():
        if len(found) == several:
            return _Topic(tuple(found), own=True, region=places.within(before), of_all=True, when=when)
    for part in reversed(parts):
        if ADVERBIAL.match(part):
            continue
        region = "" if OUTDOING.search(part) else places.within(part)
        mentions, says = subjects.of(_without_windows(part), carried)
        if _EARNED.search(part):
            mentions, says = subjects.mentions("disposable income per head"), True
        elif says and not any(each.subject for each in mentions) and region and not re.search(r"['’]s ", part):
            says = False  # the inland city of Langqi grew
        if says:
            region = region or (topic.region if topic.of_all else "")
            return _Topic(tuple(mentions[:1]), own=True, region=region, of_all=bool(region), when=when)
        if region:
            mentions = list(topic.mentions) if topic.own else []
            if not mentions and _GROWS.search(part):
                mentions = subjects.mentions("GDP")
            return _Topic(tuple(mentions or topic.mentions), own=topic.own, region=region, when=when)
        if not topic.mentions and re.search(r"\b(?:economy|growth)\b", part):
            return _Topic(tuple(subjects.mentions("GDP")), own=False, when=when)
    return replace(topic, when=when)


def _without_windows(text: str) -> str:
    for each in reversed(english_windows(text)):
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
