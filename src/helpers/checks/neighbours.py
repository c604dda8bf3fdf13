"""What stands beside a figure in time: the two years before it and the two after, in any source."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.checks.table import ABSENT, Table

STEPS = (-2, -1, 1, 2)


@dataclass(frozen=True)
class Neighbours:
    """The figures of the same region, indicator and part of the year in the years around.

    Attributes
    ----------
    least, most
        The least and the greatest that any source prints, a column for each of STEPS; NaN where nothing is known.
    rows
        A row that prints the one or the other.
    """

    least: pd.DataFrame
    most: pd.DataFrame
    rows: pd.DataFrame

    @property
    def count(self) -> pd.Series:
        """How many of the years around are known."""
        return self.most.notna().sum(axis=1)

    @property
    def middle(self) -> pd.Series:
        """The median of what they print."""
        return pd.concat([self.least, self.most], axis=1).median(axis=1)

    @property
    def lowest(self) -> pd.Series:
        """The least that any of them prints."""
        return self.least.min(axis=1)

    @property
    def highest(self) -> pd.Series:
        """The greatest that any of them prints."""
        return self.most.max(axis=1)

    def ratios(self, numbers: pd.Series) -> pd.DataFrame:
        """How many times each neighbour a number is, held against the source that is nearest to it."""
        own = np.repeat(numbers.to_numpy()[:, None], len(STEPS), axis=1)
        least, most = self.least.to_numpy(), self.most.to_numpy()
        with np.errstate(divide="ignore", invalid="ignore"):
            found = np.where(own > most, own / most, np.where(own < least, own / least, 1.0))
        known = ~np.isnan(most) & (least > 0)
        return pd.DataFrame(np.where(known, found, np.nan), numbers.index, columns=list(STEPS))

    def nearest_rows(self, row: int) -> tuple[int, ...]:
        """The rows that print the neighbours of a figure."""
        return tuple(int(each) for each in self.rows.loc[[row]].to_numpy()[0] if not np.isnan(each))


def neighbours_of(table: Table, figures: pd.DataFrame, cells: np.ndarray | None = None) -> Neighbours:
    """The neighbours of some figures, or of other cells given for them."""
    cells = figures["cell"].to_numpy() if cells is None else cells
    found = {step: table.look_up(np.where(cells < 0, ABSENT, cells + step), figures.index) for step in STEPS}
    columns = ("least", "most", "most_row")
    return Neighbours(*(pd.DataFrame({step: each[name] for step, each in found.items()}) for name in columns))
