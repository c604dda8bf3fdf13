"""What a passage of an English text is about: the subject that its words name, widen, narrow, or take up again."""

import re
from dataclasses import dataclass, replace
from functools import cached_property

from helpers.reading.english.lexicon import HARMLESS, TARGET, words_listed, words_of
from helpers.reading.english.narrowing import is_narrowed
from helpers.reading.english.spelling import canonical, in_other_words, pattern_of
from helpers.reading.vocabulary import Facet, Subject, Vocabulary

_BACK = re.compile(r"\b(?:that|those)(?= (?:of|in|for|by|from)\b)", re.IGNORECASE)
_RURAL = words_listed("rural villages village villager villagers countryside farmers farmer")
_URBAN = words_listed("urban urbanite urbanites town towns cities city-dwellers townspeople")
EARNED = re.compile(r"\b(?:earn(?:ed|ing|s)?|took home)\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\bgrowth target|\b(?:wants?|aim\w*|target\w*|sees?|expects?|forecasts?|set|seeks?|"
    r"predicts?)\b[\w ]*\b(?:growth|expansion) (?:of|at)\b",
    re.IGNORECASE,
)
_INCOME = words_listed("income incomes households household residents per head capita disposable people")
_LISTED = re.compile(
    r"(?P<start>\b(?:investment in )?)(?:the )?(?P<items>(?:primary|secondary|tertiary)(?:(?:,| and|"
    r", and) (?:the )?(?:primary|secondary|tertiary))+)"
    r" (?P<noun>industries|industry|sectors|sector)(?P<end> investment)?|"
    r"(?P<both>(?:urban|rural)(?: residents| households)? and (?:(?:that |those )?(?:of|for) )?(?:rural|urban))"
    r"(?P<rest> (?:residents|households|incomes|retail sales|"
    r"disposable income[\w ]*))",
    re.IGNORECASE,
)
_OUTPUT = re.compile(r"\s*(?:its|the (?:city|county|province|prefecture)['’]s) (?:economic )?output\b", re.IGNORECASE)
_ENTERPRISES = "industrial enterprises above designated size"
_MADE = re.compile(
    r"industrial enterprises above (?:the )?designated size (?:\w+ )?(?:earned|made|reported|realized|realised|"
    r"achieved|posted|recorded)"
    r" (?:total )?(?P<what>profits|revenue)",
    re.IGNORECASE,
)
_WHOLES = ("gdp", "gross domestic product", "economy")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class Mention:
    """A subject as a passage names it.

    Attributes
    ----------
    subject
        None where it is one that no indicator stands for.
    facet
        What the words themselves say is measured: GDP growth.
    phrase
        What it is called there, as the vocabulary spells it.
    start, end
        Where.
    """

    subject: Subject | None
    facet: Facet | None
    phrase: str
    start: int
    end: int


@dataclass(frozen=True)
class Subjects:
    """Finds subjects in English texts, whatever articles stand in their names."""

    vocabulary: Vocabulary
    places: frozenset[str]

    @cached_property
    def _phrases(self) -> dict[str, tuple[Subject, Facet | None]]:
        phrases = {phrase: told for phrase, told in self.vocabulary.phrases.items() if phrase.isascii()}
        phrases = dict(in_other_words(phrases)) | phrases
        if "gdp" in phrases:  # what grows in an economy is its product
            phrases |= dict.fromkeys(("economy", "economic growth"), (phrases["gdp"][0], Facet.GROWTH))
        return phrases

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return pattern_of(self._phrases)

    def mentions(self, text: str, carried: Mention | None = None) -> list[Mention]:
        """The subjects that a passage names, narrowed ones as what no indicator stands for, in their order."""
        text = _BRACKETS.sub(lambda match: " " * len(match[0]), text)
        found = self.listed(text, carried)
        for match in self._pattern.finditer(text):
            if any(each.start <= match.start() < each.end for each in found):
                continue
            phrase = self._spelt(match[0])
            if carried and (wider := self._within(phrase, carried)):
                phrase = wider
            subject, facet = self._phrases[phrase]
            narrowed = is_narrowed(text, *match.span(), whole=self._spelt(match[0]) in _WHOLES, places=self.places)
            found.append(Mention(None if narrowed else subject, facet, phrase, *match.span()))
        return sorted(found, key=lambda each: each.start)

    def of(self, text: str, carried: Mention | None) -> tuple[list[Mention], bool]:
        """The subjects that a part of a sentence is about.

        Returns
        -------
        tuple[list[Mention], bool]
            Those; and whether it says anything at all of what it is about: "up by" does not.
        """
        if EARNED.search(text) and not self.mentions(text, carried):
            side = "rural " if {*words_of(text)} & _RURAL else "urban " if {*words_of(text)} & _URBAN else ""
            return self.mentions(f"{side}disposable income"), True
        if _AIMED.search(text) and not self.mentions(text, carried):
            return self.mentions("economic growth"), True
        if _OUTPUT.match(text):
            return [replace(self.mentions("GDP")[0], start=0)], True
        text = self._taken_up(text, carried)
        if found := self.mentions(text, carried):
            return found, True
        if TARGET.search(text):
            return [], False  # missing a target of: that of what the sentence is about
        left = [word for word in words_of(text) if word not in HARMLESS and word not in self.places]
        if not left:
            return [], False
        if carried and (inner := self._in_town_or_country(left, carried)):
            return [Mention(*self._phrases[inner], inner, 0, len(text))], True
        if carried and (beside := self._beside(left, carried)):
            return [Mention(*self._phrases[beside], beside, 0, len(text))], True
        if carried and all(word in words_of(carried.phrase) for word in left):
            return [], False
        return [Mention(None, None, text.strip(), 0, len(text))], True

    def _taken_up(self, text: str, carried: Mention | None) -> str:
        """A passage with what "that of" and "these enterprises" stand for written out."""
        if carried and (back := _BACK.search(text)):
            begin = re.split(r" (?:of|in|for) ", carried.phrase)[0]
            rest = text[back.end() :]
            if begin == carried.phrase and self.mentions(rest):
                return text[: back.start()] + re.sub(r"^\s*\w+", "", rest)  # that of the secondary industry
            joined = re.sub(r"\s+(?:of|in|for|by|from) (?:the )?", " ", rest, count=1).split()
            for word in (rest.split() or [""])[0], "of", "in":
                tried = self._spelt(f"{begin} {word} {' '.join(joined)}")
                if self._pattern.match(tried):
                    return text[: back.start()] + f"{begin} {word} {' '.join(joined)}"
            return text[: back.start()] + begin + rest
        if made := _MADE.search(text):
            return f"{made['what']} of {_ENTERPRISES}"
        if carried and _ENTERPRISES in carried.phrase:
            text = re.sub(r"\btheir (value added|profits|revenue)\b", rf"\1 of {_ENTERPRISES}", text)
            return re.sub(r"\b(?:these|those|such|the) (?:enterprises|firms|companies)\b", _ENTERPRISES, text)
        return text

    def _within(self, phrase: str, carried: Mention) -> str:
        """A short name with what the passage is about before it: the secondary industry, after investment."""
        begin = re.match(r"(investment) in |(value added) of ", carried.phrase)
        if begin is None or not begin[1]:
            return ""
        return next((wide for wide in (f"{begin[1]} in {phrase}", f"{phrase} investment") if wide in self._phrases), "")

    def _beside(self, words: list[str], carried: Mention) -> str:
        """What stands beside the subject of a passage under the same beginning: spending, after fiscal revenue."""
        begun = carried.phrase.split()
        tried = (" ".join([*begun[:size], *words]) for size in range(len(begun) - 1, 0, -1))
        return next((each for each in tried if each in self._phrases and each != carried.phrase), "")

    def _in_town_or_country(self, words: list[str], carried: Mention) -> str:
        """What incomes in villages, or urban sales, are called, where the passage is on incomes or sales."""
        about = {*words}
        side = "rural" if about & _RURAL else "urban" if about & _URBAN else ""
        rest = about - _RURAL - _URBAN - {*words_of(carried.phrase)}
        if not side or rest - _INCOME:
            return ""
        wider = carried.subject.codes.get(Facet.LEVEL, "") if carried.subject else ""
        if wider.startswith("disposable_income") or rest & {"income", "incomes"}:
            return f"{side} disposable income"
        return f"{side} retail sales" if wider.startswith("retail") else ""

    def listed(self, text: str, carried: Mention | None) -> list[Mention]:
        """The subjects of a list that says once what all share: the primary, secondary and tertiary industries."""
        found = []
        for match in _LISTED.finditer(text):
            if match["both"]:
                items = [f"{side}{match['rest']}" for side in re.findall("urban|rural", match["both"].lower())]
            else:
                noun = "industry" if match["noun"].lower().startswith("industr") else "sector"
                sides = re.findall("primary|secondary|tertiary", match["items"].lower())
                invested = match["start"] or match["end"] or (carried and carried.phrase.startswith("investment"))
                items = [f"{'investment in ' if invested else ''}{side} {noun}" for side in sides]
            for at, item in enumerate(items):
                subject, facet = self._phrases.get(item) or self._phrases.get(_income(item)) or (None, None)
                found.append(Mention(subject, facet, item, match.start() + at, match.end()))
        return found

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {canonical(phrase): phrase for phrase in self._phrases}

    def _spelt(self, text: str) -> str:
        """A name as the vocabulary spells it."""
        return self._spellings.get(canonical(text), text.casefold())


def _income(item: str) -> str:
    """What an item of a list of residents or households is short for: their disposable income."""
    return item if "sales" in item else re.sub(r"^(rural|urban) .*", r"\1 disposable income", item)
