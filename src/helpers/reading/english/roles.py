"""What an English number says of its subject, by its unit and the words beside it: level, growth, gap, rank ..."""

import re
from decimal import Decimal

from helpers.reading.document import Place
from helpers.reading.english.clauses import Clause
from helpers.reading.english.comparisons import Comparisons
from helpers.reading.english.lexicon import (
    AVERAGE,
    BEFORE,
    COMPARABLE,
    COMPARATIVE,
    CONTRIBUTION,
    COVERS,
    EARLIER,
    EXCLUDING,
    FORECAST,
    GAP_OF,
    LEFT_ASIDE,
    NUMBER_OF,
    OUTDOING,
    PROMISE,
    SEQUENTIAL,
    SHARE,
    SHARE_AFTER,
    SINCE_START,
    TARGET,
    THRESHOLD,
    direction,
)
from helpers.reading.english.numbers import Kind
from helpers.reading.english.places import EnglishPlaces
from helpers.reading.english.signs import GOES_TO, moves, sign, sign_of_points, signed, tells_difference
from helpers.reading.english.windows import english_windows
from helpers.reading.readings import Head, Reading, Role
from helpers.reading.vocabulary import Facet, Vocabulary

_TO = re.compile(
    r"\b(?:to|at|was|were|stood at|reached|of)\s+(?:just |only |about |around |nearly |over |a |the )*[\"“]?$", re.I
)
_GROWTH_OF = re.compile(r"\b(?:growth|increase|rise|gain|decrease|decline|drop|fall) of\b", re.IGNORECASE)
_SHARE_OF = re.compile(r"\bshare (?:of|in)\b[^,;]*$", re.IGNORECASE)  # its share of GDP rose by 0.9 points to
_IT_WAS = re.compile(r"\bit (?:was|is|stood at|had been)\s*$", re.IGNORECASE)
_SET = re.compile(r"\b(?:target|goal)s?\b.*\b(?:is|are|has been set|have been set)\b", re.IGNORECASE)
_OTHER_NOUN = re.compile(
    r"\s+(?!new|urban|tourist|people|visits|visitors|resid|perm|jobs|in |of |by |at |from |over |more )[a-z]", re.I
)
_POPULATED = re.compile(
    r"(?:['’]s|home to|population of|inhabited by|\b(?:city|county|province|prefecture|district) of)\s*$", re.IGNORECASE
)


def reading_of(clause: Clause, place: Place, head: Head, vocabulary: Vocabulary, places: EnglishPlaces) -> Reading:
    """What became of a number: a figure that is proposed, or why none is."""
    return _Reader(clause, place, head, vocabulary, places).read()


class _Reader(Comparisons):
    """Reads one number by its kind."""

    def read(self) -> Reading:
        awaited = re.match(r"\s*(?:that|which|expected|forecast|projected|predicted)\b[^,;(]*", self.behind)
        if FORECAST.search(self.clause.link) or (awaited and FORECAST.search(awaited[0])):
            return self.left_out("forecast")
        promised = bool(PROMISE.search(self.clause.link) and not EARLIER.search(self.clause.link))
        promised = promised or bool(_SET.search(self.clause.link))
        if TARGET.search(self.clause.link) or promised:
            return self.target(promised=promised)
        threshold = THRESHOLD.search(self.clause.link)
        if threshold and (
            re.match(r"\s*(?:or more|and above|or above)", self.behind)
            or re.search(r"\b(?:enterprises|firms|companies)\b", self.before)
        ):
            return self.left_out("threshold")
        return {
            Kind.PERCENT: self.percent,
            Kind.POINTS: self.points,
            Kind.AMOUNT: self.amount,
            Kind.PLAIN: self.plain,
            Kind.RANK: self.rank,
            Kind.PART: self.part,
            Kind.MULTIPLE: self.multiple,
            Kind.FLAT: self.flat,
            Kind.DIGITS: lambda: self.left_out("growth_without_indicator"),
        }[self.number.kind]()

    def percent(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        about_share = "share" in getattr(self.clause.mention, "phrase", "") or _SHARE_OF.search(self.before)
        shared = SHARE.search(link) or (_TO.search(link) and about_share)
        if (shared and not _GROWTH_OF.search(link)) or SHARE_AFTER.match(tail):
            return self.share()
        if CONTRIBUTION.search(link):
            return self.told(Role.CONTRIBUTION, self.of(Facet.GROWTH), "share_without_indicator")
        if self.subject is None:
            return self.left_out(
                "growth_without_indicator" if moves(self.clause.link, self.clause.tail) else "share_without_indicator"
            )
        facet = self.clause.mention.facet if self.clause.mention else None
        if _IT_WAS.search(link) and not self.clause.own and facet is not Facet.GROWTH:
            return self.left_out("share_without_indicator")  # of what, the sentence before said
        rate = self.subject.indicator(Facet.LEVEL)
        if self.is_rate(rate) and (_TO.search(link) or not moves(self.clause.link, self.clause.tail)):
            return self.level(rate)
        code = self.subject.indicator(Facet.GROWTH) or (rate if self.is_rate(rate) else "")
        if (
            EXCLUDING.match(tail)
            or LEFT_ASIDE.search(re.sub(r"\([^()]*\)", "", self.clause.lead or ""))
            or EXCLUDING.match(self.before)
            or self._is_sequential()
            or COMPARABLE.search(tail)
            or (code and self.is_of_other_prices(code))
            or self.is_of_other_base()
        ):
            return self.left_out("growth_without_indicator")
        rate_told = signed(self.value, self.clause)
        if AVERAGE.search(self.before[-80:] + self.clause.tail):
            return self.told(Role.AVERAGE, code, "growth_without_indicator", rate_told)
        return self.stated(code, "growth_without_indicator", rate_told)

    def _is_sequential(self) -> bool:
        """Whether a growth is one since the month or quarter before, by words behind it, or before it that hold on."""
        tail = self.clause.tail
        told = EARLIER.search(tail) or re.search(r"\byear[- ]on[- ]year\b", tail)
        return bool(SEQUENTIAL.search(tail) or (not told and SEQUENTIAL.search(self.before[-80:])))

    def points(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        if CONTRIBUTION.search(link):
            return self.told(Role.CONTRIBUTION, self.of(Facet.GROWTH), "share_without_indicator")
        rate = self.subject.indicator(Facet.LEVEL) if self.subject else ""
        code = rate if self.is_rate(rate) else self.of(Facet.GROWTH)
        if re.search(r"\bshare\b", self.before) and self.of(Facet.SHARE):
            code = self.of(Facet.SHARE)
        rest = re.split(r"\b(?:than|above|below|ahead of|behind|short of|from|over)\b", tail, maxsplit=1)
        compared = rest[1] if len(rest) > 1 else ""
        other = self.places.within(compared) or (self.places.within(link) if OUTDOING.search(link) else "")
        timed = english_windows(compared) or EARLIER.search(compared) or BEFORE.search(compared)
        if other and other != self.head.region:
            return self.told(Role.GAP, code, "gap", sign_of_points(self.value, self.clause), against=other)
        if TARGET.search(compared) or (
            not timed and re.search(r"\bthat of\b|\bthose of\b|\b(?:incomes|sales)\b", compared)
        ):
            return self.told(Role.GAP, code, "gap", sign_of_points(self.value, self.clause), against=compared.strip())
        return self.told(Role.CHANGE, code, "change_without_indicator", sign_of_points(self.value, self.clause))

    def amount(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        if (
            self.number.unit.endswith("people")
            and _POPULATED.search(link)
            and self.of(Facet.LEVEL) != "population_resident"
        ):
            return self.level("population_unspecified")
        if self.number.unit == "square kilometres" and COVERS.search(link):
            return self.level("land_area")
        if self.places.within(tail.partition(" than ")[2]) not in ("", self.head.region):
            return self.left_out("gap")
        if GAP_OF.search(link):
            return self.left_out("gap")
        differs = COMPARATIVE.match(tail) or (direction(link) and not GOES_TO.search(link) and tells_difference(link))
        if SINCE_START.search(tail) and (code := self.of(Facet.SINCE_START)):
            return self.stated(
                code,
                "change_without_indicator",
                self.measured(code, None if self.value is None else self.value * sign(link, tail)),
            )
        if differs:
            return self.left_out("change_without_indicator")
        if SHARE_AFTER.match(tail) and self.subject is None:
            return self.left_out("level_without_indicator")
        return self.level(self.of(Facet.LEVEL))

    def plain(self) -> Reading:
        code = self.of(Facet.LEVEL)
        unit = self.vocabulary.indicators[code].unit if code else ""
        scale = self.number.unit
        if self.clause.mention and self.clause.mention.phrase.startswith("share of"):  # one of 21.3:38.9:39.8
            return self.told(Role.VALUE, self.of(Facet.SHARE), "ratio")
        if unit == "ratio" and self.clause.own:
            by = re.search(r"\bby\b", self.clause.link)
            less = direction(self.clause.tail, last=False) or (direction(self.clause.link) if by else 0)
            if less:
                return self.told(Role.CHANGE, code, "change_without_indicator", (self.value or Decimal(0)) * less)
            return self.level(code)
        grows = direction(self.clause.link) and re.search(r"\bby\s*$", self.clause.link)
        if COMPARATIVE.match(self.clause.tail) or grows:
            return self.left_out("change_without_indicator")
        counted = self.clause.own and self.clause.mention and self.clause.mention.start == 1  # right behind the number
        if unit == "count" and (counted or (self.clause.own and NUMBER_OF.search(self.clause.link))):
            return self.stated(code, "count_without_indicator", self.value)
        noun = {"10k_persons": "people", "10k_visits": "visits"}.get(unit, "")
        if noun and not _OTHER_NOUN.match(self.clause.tail):
            value = self.vocabulary.value(self.value or Decimal(0), f"{scale} {noun}".strip(), code)
            return self.stated(code, "count_without_indicator", value)
        return self.left_out("count_without_indicator")

    def level(self, code: str) -> Reading:
        value = self.measured(code, self.value)
        if value is None:
            people = self.number.unit.endswith(("people", "visits", "times"))
            return self.left_out("count_without_indicator" if people else "level_without_indicator")
        return self.stated(code, "level_without_indicator", value)
