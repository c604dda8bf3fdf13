"""Which release each figure is, as data/bases.csv lists it; what is not listed is of a release that nobody knows.

Neither source nor vintage alone tells: one download of a database holds a year as it was first published, and another
as a census revised it.
"""

from collections.abc import Iterable

import pandas as pd

from helpers.figures.package import DataError, fault
from helpers.text.language import _

_WHERE_NAMED = ("indicator", "level", "region")  # columns of data/bases.csv that may be empty, for all


def bases_of(figures: pd.DataFrame, regions: pd.DataFrame, bases: pd.DataFrame, order: Iterable[str]) -> pd.Series:
    """The releases that each figure is, such as first_release|fourth_census where a revision left it as it was.

    Parameters
    ----------
    figures, regions, bases
        Rows of the three tables of data/; regions by code.
    order
        The codes of the releases, earliest first.

    Returns
    -------
    pd.Series
        By row of figures, earliest release first; empty where it is not listed.

    Raises
    ------
    DataError
        A row of bases.csv ends before it begins.
    """
    backwards = bases["last_year"][bases["last_year"] < bases["first_year"]]
    if len(backwards):
        allowed = _("a year that is not before first_year is expected")
        raise DataError(
            [
                fault("bases.csv", row, "last_year", year, allowed)
                for row, year in zip(backwards.index, backwards, strict=True)
            ]
        )
    place = {code: at for at, code in enumerate(order)}
    asked = figures[["source", "indicator", "region"]].assign(
        level=figures["region"].map(regions["level"]), year=figures["period"].str[:4], row=figures.index
    )
    listed = asked.merge(bases, on="source", suffixes=("", "_listed"))
    fits = listed["year"].between(listed["first_year"], listed["last_year"])
    for column in _WHERE_NAMED:
        fits &= listed[f"{column}_listed"].isin([""]) | (listed[f"{column}_listed"] == listed[column])
    found = listed.loc[fits, ["row", "basis"]].drop_duplicates()
    masks = (2 ** found["basis"].map(place).astype(int)).groupby(found["row"]).sum()
    words = {mask: "|".join(code for code, at in place.items() if int(mask) >> at & 1) for mask in masks.unique()}
    return masks.map(words).astype(object).reindex(figures.index, fill_value="")
