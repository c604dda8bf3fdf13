"""Which indicator a name as texts have it means: of GDP the level or its growth, as the value says."""

import re

from helpers.figures.indicators import Indicator
from helpers.figures.named import candidates, containing, growth_of, said_of
from helpers.figures.observations import Observations
from helpers.text.language import _
from helpers.text.messages import InputError, shortened
from helpers.text.typed import folded
from zhaotong.keeping.units import units_like
from zhaotong.keeping.values import narrow, value_meant

_MOST = 6  # candidates that make a question: of more, a nearest name says as much
_PRICES = re.compile("现价|current prices", re.IGNORECASE)  # of levels alone
_PERCENT = re.compile("%|百分之|per cent|percent|增长|下降|上升|回落|上涨|下跌", re.IGNORECASE)


def indicator_for(name: str, value: str, observations: Observations) -> str:
    """The code of the indicator that a name means, of a figure with this value.

    Its identifier is that indicator, and so is its full name unless the value is a rate of growth. Another name that
    texts give it is said of a level and of its growth alike: which is meant is taken from the value, where this says.

    Raises
    ------
    InputError
        No indicator is called so, or the value does not say which of several is meant.
    """
    sought, known = folded(name), _all(observations)
    for indicator in known:
        if sought == folded(indicator.code):
            return indicator.code
        if sought in map(folded, (indicator.name_en, indicator.name_zh)):
            growth = growth_of(indicator, observations)
            return growth if growth and _PERCENT.search(narrow(value)) and not _PRICES.search(name) else indicator.code
    alike = said_of(name, observations)
    if not alike:
        near = [] if len(sought) < 2 else containing(name, known)  # a letter is part of all names
        if 0 < len(near) <= _MOST:
            words = _('"%(name)s" is the name of no indicator; it may be %(indicators)s: give the code')
            raise InputError(words % {"name": shortened(name), "indicators": candidates(near)})
        return observations.find_indicator(name)
    fitting = _fitting(alike, value, observations)
    if len(fitting) == 1:
        return fitting[0].code
    words = _('"%(name)s" may be %(indicators)s: give the code, or the value with its unit')
    raise InputError(words % {"name": shortened(name), "indicators": candidates(fitting or alike)})


def _all(observations: Observations) -> list[Indicator]:
    return [observations.indicator(code) for code in observations.indicators.index]


def _fitting(alike: list[Indicator], value: str, observations: Observations) -> list[Indicator]:
    """Those of several indicators that a value can be of: by what it says, by its unit, by its size."""
    text = narrow(value)
    if len(alike) == 1 or not text:
        return alike
    if _PERCENT.search(text):
        return [each for each in alike if each.unit == "pct" and (each.is_growth or not _rates(alike))]
    unit = re.sub(r"^[^\d]*[\d.,~ +-]+|以上|以下|左右", "", text).strip()
    if units := units_like(unit, observations) if unit else set():
        return [each for each in alike if each.unit in units]
    try:
        numbers = {each: float(value_meant(text, each, observations).notation) for each in alike}
    except ValueError:  # no plain number, or one of the unit of one of them
        return [each for each in alike if _reads(text, each, observations)]
    return [each for each in alike if each.minimum <= numbers[each] <= each.maximum]


def _rates(indicators: list[Indicator]) -> bool:
    return any(each.is_growth for each in indicators)


def _reads(text: str, indicator: Indicator, observations: Observations) -> bool:
    try:
        value_meant(text, indicator, observations)
    except InputError:
        return False
    return True
