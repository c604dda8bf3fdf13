"""Growth in tables: the latest claim against its benchmarks, the years and their gaps, each with its rounding."""

import pandas as pd

from helpers.figures.printed import Rounded
from helpers.figures.series import SelectedSeries
from helpers.models.gaps import growth_gap
from helpers.questions.growth.claims import Claim
from helpers.show.printed import printed_figures
from helpers.show.table import MISSING, Table
from helpers.show.wording import interval, quoted
from helpers.text import language
from helpers.text.citations import cited
from helpers.text.language import _


def claim_table(claim: Claim) -> Table:
    """The year-to-date figure of the region and its benchmarks: as first released, as known now, as implied;
    folded.
    """
    columns = [_("first release"), _("known now"), _("implied by the stated gap")]
    rows = {claim.region.name: [_rate(claim.own, claim.printed), MISSING, MISSING]}
    for benchmark in claim.benchmarks:
        figures = (benchmark.then, benchmark.now, benchmark.implied)
        rows[benchmark.region.name] = [_rate(figure) for figure in figures]
    caption = _("Real GDP growth in %(period)s, %% on a year earlier (interval of the printed digits)")
    caption %= {"period": language.period(claim.period, "ytd")}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis(_("region"))
    return Table.of_frame(caption, frame, folded=True)


def _rate(figure: Rounded | None, printed: str | None = None) -> str:
    if figure is None:
        return MISSING
    return f"{cited(printed, figure.rows) if printed else quoted(figure)} ({interval(figure)})"


def growth_table(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Table:
    """Growth by year as printed; folded."""
    columns = {series.region.name: printed_figures(series, own.index) for series in [own, *benchmarks]}
    frame = pd.DataFrame(columns, index=pd.Index(own.index.astype(str), name=_("year")))
    return Table.of_frame(
        _("Real GDP growth by year as printed, % on a year earlier (*: weakly supported)"), frame, folded=True
    )


def gaps_table(own: SelectedSeries, benchmarks: list[SelectedSeries]) -> Table:
    """The growth gap to each benchmark by year, percentage points, with what the rounding of both allows; folded."""
    mine, columns = own.figures, {}
    for benchmark in benchmarks:
        theirs, known = benchmark.figures, growth_gap(own, benchmark).index
        gaps = {at: mine[at] - theirs[at] for at in known}
        columns[benchmark.region.name] = [
            f"{quoted(gaps[at], sign=True)} ({interval(gaps[at])})" if at in gaps else MISSING for at in own.index
        ]
    frame = pd.DataFrame(columns, index=pd.Index(own.index.astype(str), name=_("year")))
    caption = _("Gap of %(region)s to each benchmark, percentage points (interval of the printed digits)")
    return Table.of_frame(caption % {"region": own.region.name}, frame, folded=True)
