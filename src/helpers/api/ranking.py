"""The ranks of regions in a year, by figures of one release."""

import re
from typing import Any

import pandas as pd

from helpers.api.frames import Frame, leave_out
from helpers.api.growing import SUBJECT
from helpers.api.names import all_named
from helpers.api.periods import read_month
from helpers.api.selecting import long_frame, region_labels
from helpers.figures.comparable import select_comparable
from helpers.figures.observations import NoFiguresError, load_observations
from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.models.ranks import ENOUGH, possible_ranks
from helpers.text.language import _
from helpers.text.messages import InputError, shortened


def rank(regions: Any, indicator: Any = SUBJECT, year: Any = None, *, as_of: Any = None) -> Frame:
    """The ranks of regions in a year, 1 the highest, by figures of one release.

    Parameters
    ----------
    regions
        As `series` takes them: `peers("Zhaotong")`, names, codes.
    indicator
        Any name of an indicator; real GDP growth unless given.
    year
        The year; unless given, the newest in which three quarters of the regions have a figure of one release.
    as_of
        A month such as "2023-11": what was known then; all that is known unless given.

    Returns
    -------
    Frame
        As of `series`, a line a region, the first rank first, with rank (equal figures share the better one) and best
        and worst, the ranks that the rounding of the digits leaves open. Regions without a figure of that release, or
        with a suspect one, have no rank and stand in `attrs["left_out"]` and the caption.

    Raises
    ------
    InputError
        A name, the year or the month is none.
    NoFiguresError
        There are no two figures of one release in that year, or in no year those of three quarters of the regions.

    See Also
    --------
    peers, gap

    Examples
    --------
    >>> ranks = helpers.rank(helpers.peers("Zhaotong"), year=2023)
    >>> ranks[["region", "value", "rank", "best", "worst", "basis"]].head(3)
              region  value  rank  best  worst          basis
    period
    2023    Zhaotong    7.7     1     1      1  first_release
    2023      Qujing    7.5     2     2      3  first_release
    2023     Lijiang    7.5     2     2      3  first_release
    """
    observations = load_observations().as_known(read_month(as_of))
    asked, [term, *others] = all_named(observations, regions, indicator)
    if others:
        raise InputError(_("rank takes one indicator, and %(count)s are given") % {"count": 1 + len(others)})
    if year is not None and not re.fullmatch(r"\d{4}", str(year).strip()):
        raise InputError(_('year "%(year)s": a year such as 2023 is expected') % {"year": shortened(year)})
    first = None if year is None else pd.Period(str(year).strip(), "Y")
    window = (None, None) if first is None else (str(first), str(first))
    compared = select_comparable(observations, asked, term.code, window)
    suspect = {*observations.figures.index[observations.figures["status"] == "suspect"]}
    figures: dict[pd.Period, dict[Region, Rounded]] = {}
    for region in compared.series:
        for at, figure in compared.alike(region).items():
            if not figure.rows & suspect:
                figures.setdefault(at, {})[region] = figure
    enough = 2 if first is not None else max(2, ENOUGH * len(asked))
    years = [at for at, found in figures.items() if len(found) >= enough]
    if not years:
        raise NoFiguresError(lambda: _none(term.coded_name, len(asked), first))
    at = max(years)
    open_ranks, names = possible_ranks(figures[at]), region_labels(asked)
    lines = []
    for region, figure in figures[at].items():
        line = long_frame(compared.series[region], names[region]).loc[[at]]
        best, worst = open_ranks[region]
        higher = sum(each.value > figure.value for each in figures[at].values())
        lines.append(line.assign(rank=1 + higher, best=best, worst=worst, basis=compared.bases[at].code))
    frame = Frame(pd.concat(lines).sort_values("rank", kind="stable"))
    if observations.month is not None:
        frame.attrs["as_of"] = str(observations.month)
    if left_out := [names[region] for region in asked if region not in figures[at]]:
        leave_out(frame, left_out, "figure")
    return frame


def _none(indicator: str, count: int, year: pd.Period | None) -> str:
    if year is None:
        message = _(
            "in no year three quarters of %(count)s regions have a figure of %(indicator)s of one release; name a year"
        )
        return message % {"count": count, "indicator": indicator}
    message = _("no two of %(count)s regions have a figure of %(indicator)s of one release in %(year)s")
    return message % {"count": count, "indicator": indicator, "year": year}
