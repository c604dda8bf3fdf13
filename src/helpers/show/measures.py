"""What is measured, in sentences about how it moved, and ranges of growth by their signs."""

from collections.abc import Iterable
from dataclasses import replace

from helpers.figures.indicators import Indicator
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.show.amounts import Amount, computed_in_prose
from helpers.show.places import economy_of, gdp_of, named_in
from helpers.text.cells import PERCENT, shown_number
from helpers.text.citations import cited
from helpers.text.language import _, number

_GROWTH, _LEVEL = "gdp_growth_real", "gdp_current"
_CURRENT = (", current prices", "（现价）")


def subject_of(indicator: Indicator, region: Region) -> str:
    """What moves, inside a sentence: "Zhaotong's economy", "retail sales of consumer goods in Zhaotong"."""
    if indicator.code == _GROWTH:
        return economy_of(region)
    subject = indicator.subject
    for suffix in _CURRENT:
        subject = subject.removesuffix(suffix)
    subject = _("%(subject)s in %(region)s") % {"subject": subject, "region": region.name}
    if indicator.code == _LEVEL:
        subject = gdp_of(region)
    return _("%(subject)s at current prices") % {"subject": subject} if indicator.name.endswith(_CURRENT) else subject


def opening(subject: str) -> str:
    """The same at the beginning of a sentence."""
    return subject[:1].upper() + subject[1:]


def measure_of(indicator: Indicator, region: Region) -> str:
    """The line below the title of a chart: what is measured, and in which unit."""
    if indicator.is_growth:
        subject = named_in(opening(indicator.subject), region)
        return _("%(subject)s, %% change on a year earlier") % {"subject": subject}
    names = {"indicator": named_in(indicator.name, region), "unit": indicator.unit_name}
    return _("%(indicator)s, %(unit)s") % names


def figure_name(indicator: Indicator, region: Region, span: str) -> str:
    """What a figure is; in Chinese growth of a part of a year is "同比", and that of a year is not."""
    name = named_in(indicator.name, region)
    return name.replace("同比增速", "增速") if span == "year" else name


def between(low: float, high: float, rows: Iterable[int]) -> str:
    """Between what rates of growth: "between 1.4% and 7.3%", "between a fall of 2.1% and a rise of 12.1%"."""
    if round(low, 1) >= 0:
        message = _("between %(low)s%% and %(high)s%%")
    elif round(high, 1) >= 0:
        message = _("between a fall of %(low)s%% and a rise of %(high)s%%")
    else:
        message = _("between a fall of %(low)s%% and one of %(high)s%%")
    rows = list(rows)
    return message % {"low": cited(number(abs(low)), rows), "high": cited(number(abs(high)), rows)}


def in_words(value: float, indicator: Indicator, rows: Iterable[int]) -> str:
    """A value as a sentence says it: a rate to one decimal, else to the few digits that a reader keeps."""
    if indicator.is_percent:
        return shown_number(number(value), rows, PERCENT, indicator.unit).text
    return computed_in_prose(Amount(replace(Rounded.exact(value), rows=frozenset(rows)), indicator.unit))
