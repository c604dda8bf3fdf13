"""What is measured, in sentences: the subject of one that says how it moved, and rates of change by their sign."""

from collections.abc import Iterable

from helpers.figures.indicators import Indicator
from helpers.figures.regions import Region
from helpers.show.places import economy_of, gdp_of
from helpers.text.citations import cited
from helpers.text.forms import by_sign
from helpers.text.language import _, language_in_use, number

_GROWTH, _LEVEL = "gdp_growth_real", "gdp_current"
_SUFFIXES = {  # what a name of the codebook says of the figure and not of what is measured
    "en": (", year-on-year growth", ", current prices"),
    "zh": ("实际同比增速", "同比增速", "（现价）"),
}


def subject_of(indicator: Indicator, region: Region) -> str:
    """What moved, as a sentence begins with it: "Zhaotong's economy", "Retail sales of consumer goods in Zhaotong"."""
    if indicator.code == _GROWTH:
        return economy_of(region)
    if indicator.code == _LEVEL:
        subject = gdp_of(region)
        return _("%(subject)s at current prices") % {"subject": subject[:1].upper() + subject[1:]}
    measure = indicator.name
    for suffix in _SUFFIXES[language_in_use()]:
        measure = measure.removesuffix(suffix)
    return _("%(measure)s in %(region)s") % {"measure": measure, "region": region.name}


def between(low: float, high: float, rows: Iterable[int]) -> str:
    """Between what rates of growth: "between 1.4% and 7.3%", "between a fall of 2.1% and a rise of 12.1%"."""
    lowest, highest = round(low, 1), round(high, 1)
    if lowest >= 0:
        message = _("between %(low)s%% and %(high)s%%")
    elif highest >= 0:
        message = _("between a fall of %(low)s%% and a rise of %(high)s%%")
    else:
        message = _("between a fall of %(low)s%% and one of %(high)s%%")
    rows = list(rows)
    return message % {"low": cited(number(abs(low)), rows), "high": cited(number(abs(high)), rows)}


def rate(value: float, rows: Iterable[int]) -> str:
    """A rate of growth as a noun: "4.6%", "a fall of 0.9%"; 增长4.6%, 下降0.9%."""
    message = by_sign(value, _("%(number)s%% growth"), _("a fall of %(number)s%%"), _("no growth"))
    return message % {"number": cited(number(abs(value)), rows)}
