"""What an English number says of its subject, by its unit and the words beside it: a level, growth, a gap, a rank ..."""

import re
from decimal import Decimal

from helpers.reading import english_times
from helpers.reading.document import Place
from helpers.reading.english_clauses import Clause
from helpers.reading.english_lexicon import (
    AGAINST,
    AVERAGE,
    BEFORE,
    CONTRIBUTION,
    EARLIER,
    FORECAST,
    OUTDOING,
    PROMISE,
    SHARE,
    SHARE_AFTER,
    TARGET,
    THRESHOLD,
    direction,
)
from helpers.reading.english_numbers import Kind
from helpers.reading.english_places import EnglishPlaces
from helpers.reading.english_times import When
from helpers.reading.english_windows import english_windows
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.vocabulary import Facet, Vocabulary

_WORSE = re.compile(r"\b(?:trail|lag|behind|undercut)\w*", re.IGNORECASE)
_FALL = re.compile(r"\b(?:decline|fall|drop|decrease|contraction|slump)\b", re.IGNORECASE)
_FALL_IN = re.compile(r"\b(?:decline|fall|drop|decrease|contraction|slump)s? (?:in|of)\b", re.IGNORECASE)
_TO = re.compile(r"\b(?:to|at|was|were|stood at|reached|of)\s+(?:just |only |about |around |nearly |over |a |the )*[\"“]?$", re.I)
_GOES_TO = re.compile(r"\bto\s+(?:just |only |about |around |nearly |over |almost )*[\"“]?$", re.IGNORECASE)
_START = re.compile(r"\b(?:since|from|than at|over) (?:the )?(?:beginning|start|end) of (?:the year|last year|\d{4})", re.IGNORECASE)
_PLACED = re.compile(r"\b(?:ranked|ranking|ranks|placed|came|stood|place)\b", re.IGNORECASE)
_AMONG = re.compile(r"^[\s\w-]*?\b(?:in the province|among|nationwide|in the country|province-wide|out of|in the nation)", re.I)
_PACE = re.compile(r"\s*as (?:fast|many|much|high|large|big|quick)", re.IGNORECASE)
_POPULATED = re.compile(r"(?:['’]s|home to|population of|inhabited by)\s*$", re.IGNORECASE)
_RATES = ("pct", "per_mille")


def reading_of(clause: Clause, place: Place, head: Head, vocabulary: Vocabulary, places: EnglishPlaces) -> Reading:
    """What became of a number: a figure that is proposed, or why none is."""
    return _Reader(clause, place, head, vocabulary, places).read()


class _Reader:
    """Reads one number."""

    def __init__(self, clause: Clause, place: Place, head: Head, vocabulary: Vocabulary, places: EnglishPlaces) -> None:
        self.clause, self.number, self.place, self.head = clause, clause.number, place, head
        self.vocabulary, self.places = vocabulary, places
        self.subject = clause.mention.subject if clause.mention else None
        self.value = clause.number.value
        self.before, self.behind = clause.sentence

    def read(self) -> Reading:
        awaited = re.match(r"\s*(?:that|which|expected|forecast|projected|predicted)\b[^,;(]*", self.behind)
        if FORECAST.search(self.clause.link) or (awaited and FORECAST.search(awaited[0])):
            return self.left_out("forecast")
        promised = bool(PROMISE.search(self.clause.link) and not EARLIER.search(self.clause.link))
        if TARGET.search(self.clause.link) or promised:
            return self.target(promised=promised)
        if THRESHOLD.search(self.clause.link) and re.match(r"\s*(?:or more|and above|or above)", self.behind):
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

    # What a number may be, by its unit.

    def percent(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        if SHARE.search(link) or SHARE_AFTER.match(tail):
            return self.share()
        if CONTRIBUTION.search(link):
            return self.told(Role.CONTRIBUTION, self.of(Facet.GROWTH), "share_without_indicator")
        if self.subject is None:
            return self.left_out("growth_without_indicator" if self.moves() else "share_without_indicator")
        rate = self.subject.indicator(Facet.LEVEL)
        if rate and self.vocabulary.indicators[rate].unit in _RATES and (_TO.search(link) or not self.moves()):
            return self.level(rate)
        code = self.subject.indicator(Facet.GROWTH) or (rate if self.is_rate(rate) else "")
        signed = self.signed()
        if AVERAGE.search(self.before[-80:] + self.clause.tail):
            return self.told(Role.AVERAGE, code, "growth_without_indicator", signed)
        return self.stated(code, "growth_without_indicator", signed)

    def points(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        if CONTRIBUTION.search(link):
            return self.told(Role.CONTRIBUTION, self.of(Facet.GROWTH), "share_without_indicator")
        rate = self.subject.indicator(Facet.LEVEL) if self.subject else ""
        code = rate if self.is_rate(rate) else self.of(Facet.GROWTH)
        if self.subject is not None and self.clause.mention and self.clause.mention.facet is Facet.SHARE:
            code = self.subject.indicator(Facet.SHARE)
        rest = re.split(r"\b(?:than|above|below|ahead of|behind|short of|from|over)\b", tail, maxsplit=1)
        compared = rest[1] if len(rest) > 1 else ""
        other = self.places.within(compared) or (self.places.within(link) if OUTDOING.search(link) else "")
        timed = english_windows(compared) or EARLIER.search(compared) or BEFORE.search(compared)
        if other and other != self.head.region:
            return self.told(Role.GAP, code, "gap", self.sign_of_points(), against=other)
        if TARGET.search(compared) or (not timed and re.search(r"\bthat of\b|\bthose of\b|\b(?:incomes|sales)\b", compared)):
            return self.told(Role.GAP, code, "gap", self.sign_of_points(), against=compared.strip())
        return self.told(Role.CHANGE, code, "change_without_indicator", self.sign_of_points())

    def amount(self) -> Reading:
        link, tail = self.clause.link, self.clause.tail
        if self.number.unit.endswith("people") and _POPULATED.search(link) and self.of(Facet.LEVEL) != "population_resident":
            return self.level("population_unspecified")
        if other := self.places.within(re.split(r"\bthan\b", tail, maxsplit=1)[-1]) if " than " in tail else "":
            if other != self.head.region:
                return self.left_out("gap")
        differs = direction(tail, last=False) or (direction(link) and not _GOES_TO.search(link) and self.is_by(link))
        if _START.search(tail) and (code := self.of(Facet.SINCE_START)):
            return self.stated(code, "change_without_indicator", self.measured(code, self.sign(link, tail)))
        if differs:
            return self.left_out("change_without_indicator")
        if SHARE_AFTER.match(tail) and self.subject is None:
            return self.left_out("level_without_indicator")
        return self.level(self.of(Facet.LEVEL))

    def plain(self) -> Reading:
        code = self.of(Facet.LEVEL)
        unit = self.vocabulary.indicators[code].unit if code else ""
        scale = self.number.unit
        if unit == "ratio" and self.clause.own:
            less = direction(self.clause.tail, last=False) or (self.is_by(self.clause.link) and direction(self.clause.link))
            if less:
                return self.told(Role.CHANGE, code, "change_without_indicator", (self.value or Decimal(0)) * less)
            return self.level(code)
        if unit == "count" and self.clause.own and re.search(r"\b(?:number|was|were|reached|totalled|stood)\b", self.clause.link):
            return self.stated(code, "count_without_indicator", self.value)
        if scale and direction(self.clause.tail, last=False):
            return self.left_out("change_without_indicator")
        for noun in ("people", "visits", "tonnes", "kWh", "yuan") if scale and code else ():
            if self.vocabulary.value(Decimal(1), f"{scale} {noun}", code) is not None and noun != "yuan":
                return self.stated(code, "count_without_indicator", self.vocabulary.value(self.value or Decimal(0), f"{scale} {noun}", code))
        return self.left_out("count_without_indicator")

    def rank(self) -> Reading:
        placed = _PLACED.search(self.clause.link + " ") or _AMONG.search(self.clause.tail)
        if not placed or self.subject is None:
            return self.left_out("rank_without_indicator")
        grows = re.search(r"\b(?:growth|pace|rate|fastest|speed)\b", self.before[-60:] + self.clause.tail)
        home = not re.search(r"\b(?:nation\w*|country|China)\b", self.clause.tail)
        own = self.subject.indicator(Facet.GROWTH_RANK if grows else Facet.RANK) if home else ""
        if own:
            return self.stated(own, "rank_without_indicator", self.value)
        return self.told(Role.RANK, self.of(Facet.GROWTH) if grows else self.subject.main, "rank_without_indicator")

    def part(self) -> Reading:
        if self.is_by(self.clause.link) and direction(self.clause.link) and self.value is not None:
            return self.stated(self.of(Facet.GROWTH), "growth_without_indicator", self.value * direction(self.clause.link))
        return self.share()

    def multiple(self) -> Reading:
        if self.subject is None or _PACE.match(self.clause.tail):
            return self.left_out("multiple" if self.number.unit == "times" or self.number.words else "multiple")
        return self.told(Role.MULTIPLE, self.subject.main, "multiple")

    def flat(self) -> Reading:
        rate = self.of(Facet.LEVEL)
        if self.is_rate(rate):
            return self.told(Role.CHANGE, rate, "change_without_indicator")
        return self.stated(self.of(Facet.GROWTH), "growth_without_indicator", self.value)

    def share(self) -> Reading:
        if self.subject is None:
            return self.left_out("share_without_indicator")
        whole = self.clause.tail if SHARE_AFTER.match(self.clause.tail) else self.before[-60:]
        if (code := self.subject.indicator(Facet.SHARE)) and re.search(r"\b(?:GDP|gross domestic product|economy|total)\b", whole):
            return self.stated(code, "share_without_indicator", self.value)
        return self.told(Role.SHARE, self.subject.main, "share_without_indicator")

    def level(self, code: str) -> Reading:
        value = self.measured(code, self.value)
        if value is None:
            people = self.number.unit.endswith(("people", "visits", "times"))
            return self.left_out("count_without_indicator" if people else "level_without_indicator")
        return self.stated(code, "level_without_indicator", value)

    def target(self, *, promised: bool) -> Reading:
        if self.number.kind is Kind.PERCENT:
            code = self.of(Facet.GROWTH) or self.of(Facet.LEVEL)
            value = self.value
        else:
            code = self.of(Facet.LEVEL)
            value = self.measured(code, self.value)
        near, sentence = self.clause.link + self.clause.tail, self.before + self.behind
        when = english_times.aimed_at(near, sentence, self.head, promised=promised)
        if not code or value is None:
            return self.left_out("plan" if promised else "target")
        return self.told(Role.TARGET, code, "target", value, when=when)

    # How it ends.

    def stated(self, code: str, otherwise: str, value: Decimal | None) -> Reading:
        """A plain value, of now or, where the words compare with it, of an earlier time."""
        link, tail = self.clause.link, self.clause.tail
        main = self.clause.when or english_times.of_head(self.head)
        against = AGAINST.search(link)
        earlier = not direction(link) and not direction(tail) and (EARLIER.search(tail) or BEFORE.search(tail))
        if against and not (self.clause.region or self.places.within(tail)) or (self.clause.bracketed and earlier):
            when = english_times.compared_with(tail, english_times.of_head(self.head), self.head)
            if code and when is None:
                return self.unread()
            return self.told(Role.PREVIOUS, code, otherwise, value, when=when)
        region = self.clause.region or (self.places.within(tail) if against else "")
        role = Role.PREVIOUS if main.period[:4] < self.head.period[:4] and not region else Role.VALUE
        if self.number.bound:
            role = Role.BOUND
        return self.told(role, code, otherwise, value, region=region)

    def told(
        self,
        role: Role,
        code: str,
        otherwise: str,
        value: Decimal | None = None,
        *,
        against: str = "",
        region: str = "",
        when: When | None = None,
    ) -> Reading:
        """A figure of an indicator in a role; left out where none stands for it."""
        if not code:
            return self.left_out(otherwise)
        period, span = when or self.clause.when or english_times.of_head(self.head)
        plain = role in (Role.VALUE, Role.PREVIOUS) and not self.number.bound
        return Reading(
            place=self.place,
            printed=self.clause.printed,
            state=State.PROPOSED,
            words=self.number.words,
            indicator=code,
            subject=self.clause.mention.phrase if self.clause.mention else "",
            region=region or self.clause.region or self.head.region,
            period=period,
            span=span,
            value=self.value if value is None else value,
            unit=self.number.unit,
            role=role,
            bound=self.number.bound,
            against=against,
            sure=bool(plain and period and span and self.clause.own and not self.number.words),
        )

    def left_out(self, reason: str) -> Reading:
        return self._without_row(State.LEFT_OUT, reason)

    def unread(self) -> Reading:
        return self._without_row(State.UNREAD, "")

    def _without_row(self, state: State, reason: str) -> Reading:
        period, span = self.clause.when or english_times.of_head(self.head)
        return Reading(
            place=self.place,
            printed=self.clause.printed,
            state=state,
            words=self.number.words,
            subject=self.clause.mention.phrase if self.clause.mention else "",
            region=self.clause.region or self.head.region,
            period=period,
            span=span,
            value=self.value,
            unit=self.number.unit,
            bound=self.number.bound,
            reason=reason,
        )

    # What the words beside it say.

    def of(self, facet: Facet) -> str:
        return self.subject.indicator(facet) if self.subject else ""

    def is_rate(self, code: str) -> bool:
        return bool(code) and self.vocabulary.indicators[code].unit in _RATES

    def moves(self) -> bool:
        """Whether words beside it tell that something rises or falls."""
        return bool(direction(self.clause.link) or direction(self.clause.tail, last=False))

    def is_by(self, link: str) -> bool:
        """Whether a link tells a difference and no new level: up 3.2 billion, an increase of 3.2 billion."""
        return not re.search(r"\b(?:to|was|were|stood|reached|totalled|came)\b[\w\s]*$", link)

    def measured(self, code: str, value: Decimal | None) -> Decimal | None:
        """A value in the unit of an indicator; None where its unit is of something else, or there is no indicator."""
        if not code or value is None:
            return None
        return self.vocabulary.value(value, self.number.unit, code)

    def sign(self, link: str, tail: str) -> Decimal | None:
        way = direction(link) or direction(tail, last=False) or 1
        return None if self.value is None else self.value * way

    def signed(self) -> Decimal | None:
        """A rate with its sign: fell by 2 is -2, growth fell to 2 is 2, and 1.1 percent lower is -1.1."""
        link = self.clause.link
        if self.value is None or self.value < 0:
            return self.value
        if _GOES_TO.search(link):
            return -self.value if _FALL_IN.search(self.before) else self.value
        return self.sign(link, self.clause.tail)

    def sign_of_points(self) -> Decimal | None:
        """The sign of a difference in points: up or down, better or worse; a fall that narrows goes up."""
        link, tail = self.clause.link, self.clause.tail
        if self.value is None:
            return None
        near = f"{link} {tail}"
        if self.clause.falling or _FALL.search(link):
            if re.search(r"\bnarrow|\bsmaller|\beased", near):
                return self.value
            if re.search(r"\bwid|\bdeep|\bsteep", near):
                return -self.value
        if OUTDOING.search(link):
            return -self.value if _WORSE.search(link) else self.value
        way = direction(tail, last=False) or direction(link) or 1
        return self.value * way
