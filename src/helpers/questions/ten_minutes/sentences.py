"""What the tutorial says of the gap between two regions, in the language in use."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from helpers.models.requirements import MINIMUM
from helpers.show.amounts import unit_cell
from helpers.show.frame import About
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import Paragraph, finding
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, number, signed


def title_of(gap: pd.DataFrame) -> str:
    """The question of the page, with both regions of a gap."""
    return _("Does %(region)s draw ahead of %(against)s?") % _names(gap)


def lead(gap: pd.DataFrame) -> Paragraph:
    """How much faster or slower a region grew on average.

    Parameters
    ----------
    gap
        What `helpers.gap` gives of two regions, in percentage points by year.

    Returns
    -------
    Paragraph
        The finding of the page, one sentence.
    """
    mean, latest, rows = gap["value"].mean(), gap["value"].iloc[-1], _rows(gap)
    ends = {"first": gap.index[0], "last": gap.index[-1]}
    average = by_sign(
        mean,
        _("From %(first)s to %(last)s %(region)s's growth was %(points)s points above that of %(against)s on average"),
        _("From %(first)s to %(last)s %(region)s's growth was %(points)s points below that of %(against)s on average"),
        _("From %(first)s to %(last)s %(region)s's growth was that of %(against)s on average"),
    )
    whole = by_sign(
        latest,
        _("%(average)s; in %(last)s it was %(points)s points above."),
        _("%(average)s; in %(last)s it was %(points)s points below."),
        _("%(average)s; in %(last)s it was the same."),
    )
    said = say(average, points=cited(number(abs(mean), 1), rows), **_names(gap), **ends)
    return finding(say(whole, average=said, points=cited(number(abs(latest), 1), gap["rows"].iloc[-1]), **ends))


def key_figures(gap: pd.DataFrame) -> KeyFigures:
    """The latest gap, the mean of all, and in how many years the region was ahead, with the rows behind each."""
    rows, last = _rows(gap), gap.iloc[-1]
    ahead = _("%(ahead)s of %(all)s") % {"ahead": int((gap["value"] > 0).sum()), "all": len(gap)}
    return KeyFigures(
        {
            _("gap in %(year)s") % {"year": gap.index[-1]}: unit_cell(last["value"], "pp", last["rows"], 1),
            _("gap on average"): unit_cell(gap["value"].mean(), "pp", rows, 1),
            _("years ahead"): cited(ahead, rows),
        }
    )


def line_sentence(gap: pd.DataFrame, fit: Any) -> Paragraph:
    """What a line through the gaps says, with its interval.

    Parameters
    ----------
    gap
        What the line was fitted to, in percentage points by year.
    fit
        The results of statsmodels for "value ~ year".

    Returns
    -------
    Paragraph
        One sentence; where the interval has both signs, that no clear trend shows, and of few years that they are few.
    """
    if len(gap) < MINIMUM["trend"]:
        words = {"least": MINIMUM["trend"], "n": cited(number(len(gap), 0), _rows(gap))}
        return Paragraph([say(_("A line says something from %(least)s years on, and there are %(n)s."), **words)])
    slope, (low, high), rows = fit.params["year"], fit.conf_int().loc["year"], _rows(gap)
    message = by_sign(
        slope if low * high > 0 else 0,
        _("The gap rose by %(points)s points a year (95%% interval %(low)s to %(high)s)."),
        _("The gap fell by %(points)s points a year (95%% interval %(low)s to %(high)s)."),
        _("The gap shows no clear trend: it changed by %(change)s points a year (95%% interval %(low)s to %(high)s)."),
        2,
    )
    ends = {"low": cited(signed(low, 2), rows), "high": cited(signed(high, 2), rows)}
    said = {"points": cited(number(abs(slope), 2), rows), "change": cited(signed(slope, 2), rows)}
    return Paragraph([say(message, **said, **ends)])


def about_means(rates: pd.DataFrame, years: int) -> About:
    """With what the means of several years are shown: what they are of, and the rows of all years behind each.

    Parameters
    ----------
    rates
        A column a region, percent by year, as `helpers.series` gives them wide.
    years
        Of how many years each is the mean.
    """
    rows: dict[str, dict[Any, set[int]]] = {}
    for name, known in rates.attrs["rows"].items():
        behind = [known.get(str(at), []) for at in rates.index]
        rows[name] = {at: set().union(*behind[max(0, n + 1 - years) : n + 1]) for n, at in enumerate(rates.index)}
    return About(_("Means of %(n)s years, in %%") % {"n": years}, rows)


def about_gap(gap: pd.DataFrame) -> About:
    """With what the gap, and what the rounding of both figures allows, are shown: what it is of, its rows, its names.

    Parameters
    ----------
    gap
        What `helpers.gap` gives of two regions, in percentage points by year.
    """
    names = {"value": _("gap"), "low": _("lowest"), "high": _("highest")}
    title = _("Growth of %(region)s less that of %(against)s, figures of one release, in percentage points")
    return About(title % _names(gap), dict.fromkeys(names, gap["rows"].to_dict()), names)


def _rows(gap: pd.DataFrame) -> list[int]:
    return sorted({row for rows in gap["rows"] for row in rows})


def _names(gap: pd.DataFrame) -> dict[str, Markup | str]:
    return {"region": gap["region"].iloc[0], "against": gap["against"].iloc[0]}
