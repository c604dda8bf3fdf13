"""Figures as they were printed, cell by cell, each with the mark of its row."""

import pandas as pd

from helpers.figures.series import SelectedSeries
from helpers.show.table import MISSING
from helpers.show.wording import as_printed
from helpers.text.citations import cited


def printed_figures(series: SelectedSeries, index: pd.PeriodIndex) -> list[str]:
    """The digits as printed by period, with an asterisk where they are weakly supported."""
    printed = {row["at"]: cited(as_printed(row["value"]), [number]) for number, row in series.rows.iterrows()}
    return [f"{printed.get(at, MISSING)}{' *' if at in series.weak else ''}" for at in index]
