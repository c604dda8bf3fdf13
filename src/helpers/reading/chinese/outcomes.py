"""What becomes of a number once its clause was read: proposed, left out with a reason, or unread; how surely."""

from dataclasses import replace
from decimal import Decimal

from helpers.reading.chinese.courses import Number
from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.one_offs import at_event, moment_of
from helpers.reading.document import Place
from helpers.reading.letters import Letters
from helpers.reading.readings import Reading, Role, State
from helpers.reading.vocabulary import Facet, Vocabulary
from helpers.reading.windows import Window, Windows

_OWN_UNIT = (Role.VALUE, Role.PREVIOUS, Role.TARGET, Role.BOUND)  # roles in the unit of the indicator
_ROWS = (Role.VALUE, Role.PREVIOUS)
_PLANNED = ("谋划", "计划", "储备")  # what is counted is planned in itself
_OF_SERVICES = ("workdays", "hours", "days", "years", "persons", "10k_cny")


class Outcomes:
    """Makes readings of the numbers of one text.

    Parameters
    ----------
    vocabulary
        Its units and indicators.
    windows
        The time that the text is about.
    article
        Whether it is by a journalist.
    """

    def __init__(self, vocabulary: Vocabulary, windows: Windows, *, article: bool) -> None:
        self._vocabulary, self._windows, self._article = vocabulary, windows, article
        subjects = {subject for subject, _facet in vocabulary.phrases.values()}
        self._growing = {each.indicator(Facet.LEVEL) for each in subjects if each.indicator(Facet.GROWTH)}

    def of(self, number: Number, block: int, letters: Letters) -> Reading:
        """The reading of a number of a paragraph."""
        token, meaning = number.token, number.meaning
        code, role, reason = self._row(number)
        value = self._value(number, code, role)
        if code and value is None and role in _ROWS:
            code, reason = "", "level_without_indicator"
        window = self._window(number, code)
        sure = (
            bool(code)
            and number.clear
            and not number.aim
            and role in _ROWS
            and not number.bound
            and bool(window.period)
        )
        start, end = letters.printed(token.start, token.end)
        return Reading(
            place=Place(block, start, end),
            printed=letters.text[token.start : token.end],
            state=State.PROPOSED if code else State.LEFT_OUT if reason else State.UNREAD,
            words=token.words,
            indicator=code,
            subject=number.topic.name,
            region=number.region,
            period=window.period,
            span=window.span,
            value=value,
            unit=token.unit,
            role=role if code else meaning.role,
            bound=number.bound,
            against=number.against,
            reason="" if code else reason,
            sure=sure and self._is_plain(code, value),
        )

    def _row(self, number: Number) -> tuple[str, Role, str]:
        """Indicator, role and reason of a number, after what its clause says of it: an aim, a bound, a former time."""
        token = number.token
        code, role, reason = number.meaning.indicator, number.meaning.role, number.meaning.reason
        if number.aim is Kind.FORECAST:
            return "", role, "forecast"
        if not code:
            yet = {Kind.PLAN: "plan", Kind.TARGET: "target"}
            return "", role, yet.get(number.aim, reason) if number.aim and reason != "damaged" else reason
        known = self._vocabulary.indicators[code]
        planned = any(word in known.name_zh for word in _PLANNED)
        if number.aim and known.unit == "count" and code not in self._growing and not planned:
            return "", role, "plan"  # so many projects to come
        if self._is_promised(code) and number.moment.at_event and number.topic.subject:
            code = at_event(number.moment, number.topic.subject, self._vocabulary)
            left = "level" if token.unit.endswith("元") else "count"
            reason = "" if code else f"{left}_without_indicator"  # what an event brought is not all that came
        if role is Role.VALUE:
            if number.aim is Kind.TARGET:
                role = Role.TARGET
            elif number.bound:
                role = Role.BOUND
            elif number.previous:
                role = Role.PREVIOUS
        return code, role, reason

    def _value(self, number: Number, code: str, role: Role) -> Decimal | None:
        """A number in the unit of its indicator; what is relative, and what has none, as it is printed."""
        token = number.token
        value = None if token.number is None else token.number * number.meaning.sign
        if not code or value is None or role not in _OWN_UNIT or token.kind is Kind.FLAT:
            return value
        unit = self._vocabulary.indicators[code].unit
        if unit == "rank":
            return value
        percent = unit == "pct" and not token.unit and (token.words or bool(token.parts))
        return self._vocabulary.value(value, "%" if percent else token.measure, code)

    def _window(self, number: Number, code: str) -> Window:
        """The time of a number; a balance is not counted up to a day: 截至9月末 is nine months to date."""
        window, moment, today = number.window, number.moment, self._windows.today
        known = self._vocabulary.indicators[code] if code else None
        if known is not None and window.until and not known.is_flow:
            return self._windows.months(window.year, int(window.period[5:7]))
        if known is not None and (known.is_growth or code in self._growing):
            return window
        head = self._windows.head
        early = head.span == "year" and today[:4] == head.period == window.period  # the year is not over
        if known is not None and not (moment.so_far or moment.at_event or early or moment.day):
            return window
        if known is not None:
            moment = replace(moment, flows=known.is_flow)
        return moment_of(
            moment,
            window,
            aimed=number.aim is not None,
            years=number.token.unit == "年" or number.meaning.defines,
            today=today,
            article=self._article or early,
        )

    def _is_plain(self, code: str, value: Decimal | None) -> bool:
        """Whether a value is plausible, and its indicator one thing everywhere, as counts of projects are not."""
        if not code or value is None:
            return False
        known = self._vocabulary.indicators[code]
        vague = known.unit in _OF_SERVICES or self._is_promised(code)
        return not vague and known.minimum <= value <= known.maximum

    def _is_promised(self, code: str) -> bool:
        """Whether an indicator counts projects and what they bring, of which each text tells its own."""
        known = self._vocabulary.indicators.get(code)
        if known is None or not known.is_level or code in self._growing or code.endswith("_year_start"):
            return False
        return known.unit == "100m_cny" or (known.unit == "count" and (known.is_flow or "项目" in known.name_zh))
