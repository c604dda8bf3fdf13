"""What stands around each number of an English sentence: its subject, its region, its time, the words beside it."""

import re
from dataclasses import dataclass, replace

from helpers.reading.english.lexicon import AGAINST, HARMLESS, PROMISE, TARGET, VERBS, direction, words_of
from helpers.reading.english.lists import groups_of, of_group, window_behind
from helpers.reading.english.numbers import Kind, Number
from helpers.reading.english.subjects import Mention
from helpers.reading.english.times import When
from helpers.reading.english.topics import TAIL, Setting, Topic, counted, parts_of, topic_after
from helpers.reading.english.units import MINUS
from helpers.reading.english.windows import english_windows

_FIGURE_OF = re.compile(
    r"(?:['’]s|national|provincial|city's|average)\b[\w\s]{0,12}?(?:rate|average|figure|pace|level)s? (?:of|was|"
    r"at)\s*$",
    re.I,
)


_BESIDE = re.compile(
    r"\b(?:below|above|than|behind|ahead of) (?:the )?(?:[\w ]+['’]s |(?:national|provincial) average of )?$",
    re.IGNORECASE,
)
# What brackets say again of a name.
_ASIDE = re.compile(r"\((?:GDP|CPI|PPI|FAI|excluding (?:rural households|farmers))\)")
_BARE = frozenset({"by", "about", "around", "nearly", "just", "only", "more", "than"})


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
    lead
        The words before it, back to what belongs to the number before.
    tail
        The words behind it and its unit, up to the next one.
    sentence
        All words before it and behind it in its sentence.
    bracketed
        Whether it stands first in brackets: (4.4 percent).
    falling
        Whether the number before it told a fall, which a narrowing makes better.
    plain
        Whether every word between the numbers beside it is understood: names, times, places, verbs of change.
    """

    number: Number
    printed: str
    mention: Mention | None
    own: bool
    region: str
    when: When | None
    link: str
    lead: str
    tail: str
    sentence: tuple[str, str]
    bracketed: bool
    falling: bool
    plain: bool


def clauses_of(
    text: str, span: tuple[int, int], numbers: list[Number], carried: Mention | None, setting: Setting
) -> list[Clause]:
    """The numbers of a sentence, each with what stands around it.

    Parameters
    ----------
    text, span
        The paragraph, and where the sentence begins and ends in it.
    carried
        What the sentence before is about; None at the beginning of a paragraph.
    """
    head, subjects, places = setting.head, setting.subjects, setting.places
    start, end = span
    topic = Topic((carried,) if carried else ())
    clauses: list[Clause] = []
    at = start
    for group in groups_of(text, numbers):
        before = text[at : group[0].start]
        outside = topic
        topic = topic_after(before, topic, setting, first=at == start, several=len(group))
        if (
            clauses
            and topic.mentions == outside.mentions
            and topic.when == outside.when
            and not is_compared(clauses[-1])
        ):
            topic = replace(topic, when=clauses[-1].when)  # 5.1 billion yuan in the first half, up 3 percent
        if len(group) > 1 and topic.mentions == outside.mentions and (several := _of_amounts(clauses, len(group))):
            topic = replace(topic, mentions=several)
        for place, number in enumerate(group):
            upto = next((each.start for each in numbers if each.start > number.start), end)
            behind = text[number.end : end if number.kind is Kind.RANK else upto]
            ahead = counted(behind, number, topic, subjects, text[at : number.start])
            if place == 0 and re.fullmatch(r"\s*At (?:about |around |nearly )?", text[at : number.start]):
                ahead = next(iter(subjects.mentions(text[number.until : upto])), None)  # at 3.4 million, the population
            if ahead:
                topic = replace(topic, mentions=(ahead,), own=True)
            parts = parts_of(text[at : number.start], subjects)
            link = MINUS.sub("", parts[-1])
            if len(parts) > 1 and set(words_of(link)) <= _BARE and words_of(link):
                link = f"{parts[-2]} {link}"  # fell for the first time since 2029, by 2.0 percent
            tail = TAIL.split(text[number.until : upto])[0]
            if clauses and clauses[-1].number.kind is number.kind and _is_elliptic(link, clauses[-1].link):
                link = f"{clauses[-1].link} {link}"  # mining was up 1.9 percent, manufacturing 8.6
            if clauses and clauses[-1].number.kind is Kind.RANK and not direction(link):
                link = f"{clauses[-1].link} {link}"  # shrank for the second year in a row, by 6.2 percent
            following = group[place + 1 : place + 2]
            if following and not set(words_of(text[number.until : following[0].start])) - {"and", "or"}:
                tail = TAIL.split(text[group[-1].until : end])[0]
            main = (clauses[-1].when if clauses else None) or topic.when
            clauses.append(
                Clause(
                    number=number,
                    printed=text[number.start : number.end],
                    mention=of_group(topic.mentions, place, len(group)),
                    own=topic.own,
                    region="" if topic.region == head.region else topic.region,
                    when=window_behind(text, group, place, upto, numbers, main, head) or topic.when,
                    link=link,
                    lead=_lead(text[at : number.start], first=at == start),
                    tail=tail,
                    sentence=(text[start : number.start], text[number.until : end]),
                    bracketed=bool(re.search(r"\((?:the )?$", text[at : number.start])),
                    falling=bool(clauses) and direction(clauses[-1].link) < 0,
                    plain=_is_plain(text[at : number.start], setting) and _is_plain(tail, setting),
                )
            )
            if (than := _BESIDE.search(link)) and (named := places.within(than[0]) or places.within(tail)):
                # below the 5.3 percent recorded nationally, above the province's 4.7 percent
                clauses[-1] = replace(clauses[-1], region="" if named == head.region else named, link="of")
            if figure := _FIGURE_OF.search(text[at : number.start]):
                clauses[-1] = replace(clauses[-1], region=places.within(figure[0]), link="of")
            if clauses[-1].bracketed and (named := places.within(text[at : number.start])):
                clauses[-1] = replace(clauses[-1], region="" if named == head.region else named)
            at = number.until
        told = clauses[-len(group) :]
        if len({(each.mention, each.when, each.region) for each in told}) < len(told):  # which is which is not said
            clauses[-len(group) :] = [replace(each, plain=False) for each in told]
        if before.rfind("(") > before.rfind(")"):
            topic = outside  # what brackets are about, they end with
        if TARGET.search(clauses[-1].link) or PROMISE.search(clauses[-1].link):
            topic = replace(topic, when=None)
    return clauses


def _of_amounts(clauses: list[Clause], size: int) -> tuple[Mention, ...]:
    """What the last amounts of a sentence are about, each something else: of town and of country."""
    told = [each.mention for each in clauses if each.number.kind is Kind.AMOUNT and each.mention][-size:]
    several = len({each.subject for each in told if each.subject}) == size
    return tuple(told) if several and clauses[-1].number.kind is Kind.AMOUNT else ()


def is_compared(clause: Clause) -> bool:
    """Whether a number is only what another is held against."""
    return bool(AGAINST.search(clause.link))


def _lead(words: str, *, first: bool) -> str:
    """The words before a number without those that belong to the number before."""
    return words if first else "".join(TAIL.split(words, maxsplit=1)[1:])


def _is_plain(words: str, setting: Setting) -> bool:
    """Whether some words of a sentence hold nothing that is not understood."""
    known = [(each.start, each.end) for each in setting.subjects.mentions(words) if each.subject]
    known += [(each.start, each.end) for each in english_windows(words)]
    words = _ASIDE.sub(lambda match: " " * len(match[0]), words)
    left = "".join(" " if any(a <= at < b for a, b in known) else each for at, each in enumerate(words))
    return HARMLESS.union(setting.places.words).issuperset(words_of(left))


def _is_elliptic(link: str, former: str) -> bool:
    """Whether a link leaves its verb to the one before: nothing at all, a subject alone, or whence a target goes."""
    words = words_of(link)
    if words in (["from"], ["to"]) and TARGET.search(former):
        return True
    return not words or (not VERBS.intersection(words) and not HARMLESS.issuperset(words))
