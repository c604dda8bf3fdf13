"""What becomes of an English number: a figure of an indicator, one of an earlier time, or why there is none."""

import re
from decimal import Decimal

from helpers.reading.document import Place
from helpers.reading.english import times
from helpers.reading.english.clauses import Clause
from helpers.reading.english.lexicon import (
    AGAINST,
    BEFORE,
    EARLIER,
    FORECAST,
    IN_NOMINAL_TERMS,
    IN_REAL_TERMS,
    PROMISE,
    TARGET,
    direction,
)
from helpers.reading.english.numbers import Kind
from helpers.reading.english.places import EnglishPlaces
from helpers.reading.english.times import When
from helpers.reading.english.topics import TAIL
from helpers.reading.english.windows import english_windows
from helpers.reading.readings import Head, Reading, Role, State
from helpers.reading.vocabulary import Facet, Vocabulary

_IN_PLACE = re.compile(r"\s*(?:year[- ]on[- ]year |y/y )?(?:in|for|across|nation)\b.*")  # 5.1 percent in Langqi
_GOES_ON = re.compile(r"\w \bto\s+(?:\w+ )?$")
_RATES = ("pct", "per_mille")


class Outcomes:
    """A number with what stands around it, and what may become of it."""

    def __init__(self, clause: Clause, place: Place, head: Head, vocabulary: Vocabulary, places: EnglishPlaces) -> None:
        self.clause, self.number, self.place, self.head = clause, clause.number, place, head
        self.vocabulary, self.places = vocabulary, places
        self.subject = clause.mention.subject if clause.mention else None
        self.value = clause.number.value
        self.before, self.behind = clause.sentence

    def of(self, facet: Facet) -> str:
        """The indicator of a facet of the subject; empty where none stands for it."""
        return self.subject.indicator(facet) if self.subject else ""

    def is_rate(self, code: str) -> bool:
        """Whether an indicator is a rate in itself, such as unemployment."""
        return bool(code) and self.vocabulary.indicators[code].unit in _RATES

    def is_of_other_prices(self, code: str) -> bool:
        """Whether a growth is told in real terms of what the indicator has nominal, or the reverse."""
        near, basis = (
            f"{self.clause.lead} {self.clause.link} {self.clause.tail}",
            self.vocabulary.indicators[code].price_basis,
        )
        other = {"nominal": IN_REAL_TERMS, "real": IN_NOMINAL_TERMS}.get(basis)
        return bool(other and other.search(near))

    def is_of_other_base(self) -> bool:
        """Whether a growth is told on something else than a year before: on 2019, over five years."""
        main, near = self.clause.when or times.of_head(self.head), TAIL.split(self.behind)[0]
        told = any(times.is_of_other_base(each, main, self.head) for each in (near, self.clause.lead))
        return told or times.tells_several_years(self.before)

    def measured(self, code: str, value: Decimal | None) -> Decimal | None:
        """A value in the unit of an indicator; None where its unit is of something else, or there is no indicator."""
        if not code or value is None:
            return None
        return self.vocabulary.value(value, self.number.unit, code)

    def stated(self, code: str, otherwise: str, value: Decimal | None) -> Reading:
        """A plain value, of now or, where the words compare with it, of an earlier time."""
        link, tail = self.clause.link, self.clause.tail
        main = self.clause.when or times.of_head(self.head)
        against = AGAINST.search(link)
        if against and _GOES_ON.search(against["rest"]):
            against = None  # shrank by 5.6 percent from a year ago to 3.1 billion yuan
        earlier = not direction(link) and not direction(tail) and (EARLIER.search(tail) or BEFORE.search(tail))
        own = not (self.clause.region or self.places.within(tail))
        if when := times.years_back(self.behind, main):
            return self.told(Role.PREVIOUS, code, otherwise, value, when=when)
        if (against and own) or (self.clause.bracketed and earlier):
            when = times.compared_with(tail, self._main_before(), self.head)
            when = when or times.start_of_range(self.before)
            if code and when is None:
                return self.unread()
            if when != times.of_head(self.head):
                return self.told(Role.PREVIOUS, code, otherwise, value, when=when)
        counts = self.number.kind is Kind.RANK or self.number.unit.endswith(("people", "visits"))
        within = None if counts else _IN_PLACE.match(tail)
        beside = tail if against else within[0] if within else ""
        region = self.places.within(beside) or self.clause.region
        role = Role.PREVIOUS if main.period[:4] < self.head.period[:4] and not region else Role.VALUE
        if self.number.bound:
            role = Role.BOUND
        return self.told(role, code, otherwise, value, region=region)

    def _main_before(self) -> When:
        """The last window that its sentence told before it, with which it is compared; else that of the head."""
        windows = english_windows(self.before)
        return times.dated(windows[-1], self.head) if windows else times.of_head(self.head)

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
        period, span = when or self.clause.when or times.of_head(self.head)
        plain = role is Role.VALUE and not self.number.bound  # what is compared with is told too loosely to be sure
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
            sure=plain and self._is_sure(region or self.clause.region, period, span),
        )

    def _is_sure(self, region: str, period: str, span: str) -> bool:
        """Whether the sentence itself says everything, in words that are all understood, and promises nothing."""
        said = f"{self.before} {self.behind}"
        promises = TARGET.search(said) or PROMISE.search(said) or FORECAST.search(said)
        elsewhere = not region and self.places.within(self.before) not in ("", self.head.region)
        told = self.clause.own and self.clause.plain and not self.number.words
        return bool(told and (region or self.head.region) and period and span and not promises and not elsewhere)

    def left_out(self, reason: str) -> Reading:
        """A number of which no row is made, and why."""
        return self._without_row(State.LEFT_OUT, reason)

    def unread(self) -> Reading:
        """A number that is not understood."""
        return self._without_row(State.UNREAD, "")

    def _without_row(self, state: State, reason: str) -> Reading:
        period, span = self.clause.when or times.of_head(self.head)
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
