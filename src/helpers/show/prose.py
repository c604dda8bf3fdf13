"""Figures in a sentence: what they are called there, when they are of, and the measure words of Chinese."""

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.published import Figure
from helpers.show.amounts import amount_cell, prose_cell
from helpers.text import language
from helpers.text.cells import Cell
from helpers.text.language import _, language_in_use

_WHOLE_DAY = len("2023-11-12")
_WORDS = {  # what Chinese counts by, of what is counted; projects by 个
    "market_entities_new": "户",
    "market_entities_new_companies": "户",
    "market_entities_new_sole_traders": "户",
    "market_entities_per_day": "件",
    "sole_traders_incorporated": "户",
    "above_scale_firms_new": "户",
    "app_users": "户",
    "app_items": "项",
    "app_topics": "个",
    "app_transactions": "件",
    "cross_province_cases": "件",
    "business_start_steps": "个",
    "service_hall_departments": "个",
    "service_hall_items": "项",
    "service_items_listed": "项",
    "service_items_online": "项",
    "standard_items_city": "项",
}


def named(indicator: Indicator) -> str:
    """What an indicator is called inside a sentence: "industrial investment" of its growth, "projects signed"."""
    return indicator.subject.partition(" (")[0] if language_in_use() == "en" else indicator.subject.removesuffix("数")


def when(figure: Figure) -> str:
    """The days of a figure inside a sentence: "in January to September 2023", "by 12 November 2023", "on 3 May 2022".

    A state whose source names no day is told by the year of the source.
    """
    to_the_day = len(figure.period) >= _WHOLE_DAY
    if figure.span not in ("event", "point"):
        return (_("from %(date)s") if to_the_day else _("in %(date)s")) % {"date": figure.days}
    if not to_the_day:
        date = language.period(pd.Period(figure.period), "year" if figure.period.isdigit() else "month")
        return _("in %(date)s") % {"date": date}
    return (_("on %(date)s") if figure.span == "event" else _("by %(date)s")) % {
        "date": language.day(figure.window.end)
    }


def measured(figure: Figure) -> str:
    """A figure with its unit, as printed; a count with the word that Chinese counts such things by."""
    return measured_cell(figure).text


def measured_cell(figure: Figure) -> Cell:
    """A figure with its unit, as printed; a count with the word that Chinese counts such things by."""
    return amount_cell(figure, counting_word(figure.indicator))


def counting_word(indicator: Indicator) -> str:
    """The word that Chinese counts such things by; empty where it has none, and in English."""
    if language_in_use() == "en" or indicator.unit != "count":
        return ""
    return _WORDS.get(indicator.code, "个" if indicator.stage else "")


def key_cell(figure: Figure) -> Cell:
    """A figure as a key figure says it: a count with its measure word, a sum of money with few digits."""
    return measured_cell(figure) if figure.unit == "count" else prose_cell(figure)
