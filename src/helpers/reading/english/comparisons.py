"""Numbers of an English text that say how their subject compares: its rank, its part of a whole, a multiple, an aim."""

import re

from helpers.reading.english import times
from helpers.reading.english.lexicon import COMPARATIVE, SHARE, SHARE_AFTER, direction
from helpers.reading.english.numbers import Kind
from helpers.reading.english.outcomes import Outcomes
from helpers.reading.english.signs import tells_difference
from helpers.reading.readings import Reading, Role
from helpers.reading.vocabulary import Facet

_PLACED = re.compile(r"\b(?:ranked|ranking|ranks|placed|came|stood|place)\b", re.IGNORECASE)
_AMONG = re.compile(
    r"^[\s\w-]*?\b(?:in the province|among|nationwide|in the country|province-wide|out of|in the nation)", re.I
)
_PACE = re.compile(
    r"\s*(?:as (?:fast|many|much|high|large|big|quick)|the [\w' ]*(?:rate|pace|average|population|size)\b)",
    re.IGNORECASE,
)


class Comparisons(Outcomes):
    """Reads a number that is told beside other places, wholes, times."""

    def rank(self) -> Reading:
        placed = _PLACED.search(self.clause.link + " ") or _AMONG.search(self.clause.tail)
        if not placed or self.subject is None:
            return self.left_out("rank_without_indicator")
        words = self.before[-60:] + self.clause.tail
        named = self.clause.mention.phrase if self.clause.mention else ""
        grows = named.endswith("growth") or re.search(r"\b(?:growth|pace|rate|fastest|speed)\b", words)
        home = re.search(r"\bprovinc\w*", self.clause.tail)
        own = self.subject.indicator(Facet.GROWTH_RANK if grows else Facet.RANK) if home else ""
        if own:
            return self.stated(own, "rank_without_indicator", self.value)
        return self.told(Role.RANK, self.of(Facet.GROWTH) if grows else self.subject.main, "rank_without_indicator")

    def part(self) -> Reading:
        if re.fullmatch(r"\s*(?:of )?(?:the|that|what)\s*", self.clause.tail):  # less than half the 6.9 percent of 2027
            return self.left_out("multiple")
        if COMPARATIVE.match(self.clause.tail):
            return self.left_out("gap")
        link = self.clause.link
        way = 0 if SHARE.search(link) or not tells_difference(link) else direction(link)
        if way and (self.value is None or self.is_of_other_base()):  # nobody may round a third
            return self.left_out("growth_without_indicator")
        if way and self.value is not None:  # jumped by half
            return self.stated(self.of(Facet.GROWTH), "growth_without_indicator", self.value * way)
        return self.share()

    def multiple(self) -> Reading:
        if self.subject is None or _PACE.match(self.clause.tail):
            return self.left_out("multiple")
        return self.told(Role.MULTIPLE, self.subject.main, "multiple")

    def flat(self) -> Reading:
        rate = self.of(Facet.LEVEL)
        if re.fullmatch(r"\s*at\s*", self.clause.tail):
            return self.told(Role.CHANGE, self.of(Facet.GROWTH) or rate, "change_without_indicator")
        if self.is_rate(rate):
            return self.told(Role.CHANGE, rate, "change_without_indicator")
        return self.stated(self.of(Facet.GROWTH), "growth_without_indicator", self.value)

    def share(self) -> Reading:
        if self.subject is None:
            return self.left_out("share_without_indicator")
        whole = self.clause.tail if SHARE_AFTER.match(self.clause.tail) else self.before
        if (code := self.subject.indicator(Facet.SHARE)) and re.search(
            r"\b(?:GDP|gross domestic product|economy|total)\b", whole
        ):
            return self.stated(code, "share_without_indicator", self.value)
        return self.told(Role.SHARE, self.subject.main, "share_without_indicator")

    def target(self, *, promised: bool) -> Reading:
        if self.number.kind is Kind.PERCENT:
            code = self.of(Facet.GROWTH) or self.of(Facet.LEVEL)
            value = self.value
        else:
            code = self.of(Facet.LEVEL)
            value = self.measured(code, self.value)
            if value is None and self.number.kind is Kind.PLAIN and self.value is not None and code:
                value = self.vocabulary.value(self.value, f"{self.number.unit} people".strip(), code)
        near, sentence = f"{self.clause.tail} {self.clause.link}", self.before + self.behind
        when = times.aimed_at(near, sentence, self.head, promised=promised)
        if not code or value is None:
            return self.left_out("plan" if promised else "target")
        return self.told(Role.TARGET, code, "target", value, when=when)
