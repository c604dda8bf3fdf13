"""What an English sentence is about as it goes on: which subject, whose, and when."""

import re
from dataclasses import dataclass, replace

from helpers.reading.english.lexicon import ADVERBIAL, HARMLESS, OUTDOING, VERBS, words_of
from helpers.reading.english.numbers import Kind, Number
from helpers.reading.english.places import EnglishPlaces
from helpers.reading.english.subjects import EARNED, Mention, Subjects
from helpers.reading.english.times import When, told_in
from helpers.reading.english.windows import DAY, english_windows
from helpers.reading.readings import Head

_PARTING = re.compile(
    r"[,;:()—–]|\s-\s|\b(?:and|while|whereas|but|although|though|as(?= (?!a whole|the whole|that|those|well|of|"
    r"many|much|fast|"
    r"high)))\b",
    re.IGNORECASE,
)
TAIL = re.compile(r"[,;()]|\b(?:and|while|whereas|but|although|though|or(?= (?:an?|by|up|down|in) ))\b", re.IGNORECASE)
_INDUSTRIES = tuple(f"share of {each} industry in GDP" for each in ("primary", "secondary", "tertiary"))
_STRUCTURE = re.compile(
    r"(?=.*\b(?:ratio|structure|proportion|composition)\b).*\b(?:three (?:industries|sectors|strata)|"
    r"industrial structure|"
    r"primary,? (?:to )?secondary)",
    re.IGNORECASE | re.DOTALL,
)
_GROWTH = re.compile(r"\b(?:reported|posted|saw|recorded|achieved|registered) (?:\w+ )?growth\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:said|says|showed|shows|told|announced)\b(?: (?:on|in|late|this|last) [\w ]+)?\s*$", re.IGNORECASE
)
_SIDE = re.compile(r"\s*(?:for|among|in) (?:the )?(?:urban|rural) (?:residents|households|areas)\b", re.IGNORECASE)
_INCLUDED = re.compile(
    r"\b(?:including|of which|among them|comprising)\s*(?:about |over |nearly |RMB )?$", re.IGNORECASE
)
_WHICH = re.compile(r"\s*(?:which|who)\b", re.IGNORECASE)
_THERE = re.compile(r"\s*(?:in|across|for|nationwide|nationally)\b", re.IGNORECASE)
_GROWS = re.compile(
    r"\b(?:grew|expand(?:ed|s|ing)?|contracted|shrank|grow(?:s|ing)?|posted|managed|slowed|accelerated|"
    r"reported growth)\b",
    re.IGNORECASE,
)
_RANKED = re.compile(r"[^.;]*?\b(?:by|in terms of|for|in)(?= (?!the (?:province|nation|country))[\w ])", re.IGNORECASE)
_MOVE_IN = re.compile(
    r"\s*(?:year-on-year )?(?:rise|increase|surge|jump|gain|growth|fall|drop|decline|decrease|slump|plunge|"
    r"expansion) (?:in|of)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Setting:
    """What all sentences of a text are read with."""

    head: Head
    subjects: Subjects
    places: EnglishPlaces


@dataclass(frozen=True)
class Topic:
    """What a sentence is about so far."""

    mentions: tuple[Mention, ...]
    own: bool = False
    region: str = ""
    of_all: bool = False  # whether the region holds for the subjects that follow too
    when: When | None = None


def topic_after(before: str, topic: Topic, setting: Setting, *, first: bool, several: int) -> Topic:
    """What a sentence is about after some more of its words, which come before a number.

    Parameters
    ----------
    first
        Whether the words begin the sentence; else those up to the first comma belong to the number before.
    several
        How many numbers follow as a list.
    """
    head, subjects, places = setting.head, setting.subjects, setting.places
    parts = parts_of(before, subjects)
    if not first and not EARNED.search(before):
        related = len(parts) > 1 and _WHICH.match(parts[1]) and subjects.mentions(parts[0])
        if related:
            topic = replace(topic, mentions=(related[-1],), own=True)  # 38 percent of exports, which rose
        parts = parts[1:]
    told = [when for part in parts if (when := told_in(part, head, main=topic.when))]
    when = told[-1] if told else topic.when
    carried = topic.mentions[-1] if topic.mentions else None
    if several == len(_INDUSTRIES) and _STRUCTURE.search(before):
        return Topic(tuple(subjects.mentions(each)[0] for each in _INDUSTRIES), own=True, when=when)
    for found in (subjects.mentions(before, carried), subjects.listed(before, carried)) if several > 1 else ():
        if len(found) == several:
            return Topic(tuple(found), own=True, region=places.within(before), of_all=True, when=when)
    around = places.within(parts[0]) if first and len(parts) > 1 and _THERE.match(parts[0]) else ""
    for at in range(len(parts) - 1, -1, -1):
        part = parts[at]
        if ADVERBIAL.match(part) or (around and at == 0):
            continue
        if at and _WHICH.match(part) and (before_it := subjects.mentions(parts[at - 1], carried)):
            return Topic((before_it[-1],), own=True, region=topic.region if topic.of_all else "", when=when)
        region = "" if OUTDOING.search(part) else places.within(part)
        mentions, says = subjects.of(_without_windows(part), carried)
        if (
            says
            and not EARNED.search(part)
            and not any(each.subject for each in mentions)
            and region
            and not re.search(r"['’]s ", part)
        ):
            says = False  # the inland city of Langqi grew
        unknown = says and not any(each.subject for each in mentions)
        if unknown and (_SAID.search(part) or _is_apposition(parts, at, subjects)):
            continue
        if says:
            region = region or around or (topic.region if topic.of_all else "")
            return Topic(tuple(mentions[:1]), own=True, region=region, of_all=bool(region), when=when)
        if region:
            mentions = list(topic.mentions) if topic.own else []
            if not mentions and _GROWS.search(before):
                mentions = subjects.mentions("GDP")
            return Topic(tuple(mentions or topic.mentions), own=topic.own, region=region, when=when)
        posted = _GROWTH.search(part) if topic.mentions else re.search(r"\b(?:economy|growth)\b", part, re.IGNORECASE)
        if posted and not topic.own:
            return Topic(tuple(subjects.mentions("GDP")), own=False, region=topic.region, when=when)
    return replace(topic, when=when, region=around or topic.region, of_all=bool(around) or topic.of_all)


def _is_apposition(parts: list[str], at: int, subjects: Subjects) -> bool:
    """Whether a part only says more of the subject before it: electricity use, a proxy for activity, rose by."""
    goes_on = parts[at + 1 : at + 2] and VERBS.intersection(words_of(parts[at + 1]))
    return bool(goes_on and not VERBS.intersection(words_of(parts[at])) and at and subjects.mentions(parts[at - 1]))


def _without_windows(text: str) -> str:
    for each in reversed(english_windows(text)):
        text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text


def counted(behind: str, number: Number, topic: Topic, subjects: Subjects, before: str) -> Mention | None:
    """The subject behind a number, where that is what it counts, or by what it ranks: 52,000 new urban jobs."""
    carried = topic.mentions[-1] if topic.mentions else None
    unit = number.until - number.end
    tail = behind[unit:]
    if number.kind is Kind.RANK:
        ranked = _RANKED.match(tail)
        return next(iter(subjects.mentions(tail[ranked.end() :], carried)), None) if ranked else None
    if carried and (side := _SIDE.match(tail)):
        return next(iter(subjects.of(side[0], carried)[0]), None)
    if re.search(r"\b(?:visitors|tourists?)\b", behind[:unit]):
        return subjects.mentions("tourist visits")[0]
    if number.unit.endswith(("people", "visits")):
        people = subjects.mentions(TAIL.split(behind)[0])
        return next((each for each in people if not {*words_of(behind[unit : each.start])} - {"were", "was"}), None)
    move = _MOVE_IN.match(tail) if number.kind is Kind.PERCENT else None
    if move and set(words_of(_without_windows(TAIL.split(tail[move.end() :])[0]))) - HARMLESS:
        return next(iter(subjects.of(TAIL.split(tail[move.end() :])[0], carried)[0]), None)
    part = _INCLUDED.search(before)
    if number.kind is Kind.AMOUNT and (part or not (topic.own and carried and carried.subject)):
        brought = subjects.mentions(TAIL.split(tail)[0])
        return next((each for each in brought if re.fullmatch(r"\s+(?:in|of) ", tail[: each.start])), None)
    if number.kind is not Kind.PLAIN:
        return None
    return next((each for each in subjects.mentions(TAIL.split(tail)[0]) if each.start <= 1), None)


def parts_of(text: str, subjects: Subjects) -> list[str]:
    """A stretch of a sentence at its commas, brackets and conjunctions, but for those inside of names."""
    inside = [(each.start, each.end) for each in subjects.mentions(text)]
    inside += [each.span() for each in re.finditer(r"\([^()]*\)", text)]
    inside += [(each.start, each.end) for each in english_windows(text)]
    inside += [each.span() for each in re.finditer(DAY, text, re.IGNORECASE)]
    cuts = [cut for cut in _PARTING.finditer(text) if not any(a <= cut.start() < b for a, b in inside)]
    ends = [0, *(cut.end() for cut in cuts)]
    return [text[begin:end] for begin, end in zip(ends, [*(cut.start() for cut in cuts), len(text)], strict=True)]
