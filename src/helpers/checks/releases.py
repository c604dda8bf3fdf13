"""Whether two sources of a cell print the same, roundings of it, two releases, or what cannot both be right."""

import numpy as np
import pandas as pd

from helpers.checks.findings import CONFLICT, REVISION, ROUNDING, SAME
from helpers.checks.numbers import greater, lesser
from helpers.checks.pairs import agreeing, equal, pairs_in
from helpers.figures.observations import Observations

_FIRST = "first_release|preliminary|recalled"  # caveats of figures that are revised as a rule
_BASES = ("before_fourth_census", "fourth_census", "before_fifth_census", "fifth_census", "as_published")  # caveats
# What a release may change. Levels: anything up to here by a census or a new definition (retail sales of Zhaotong rose
# by 68 % in one), a twentieth between a first figure and the verified one. Rates: a point.
_CENSUS, _VERIFIED, _POINTS = 1.8, 1.05, 1.0
_PUBLISHED_AFTER, _BEFOREHAND = 13, 7  # months from the end of a census year to its results; to preliminary ones


def judged_pairs(figures: pd.DataFrame, observations: Observations) -> pd.DataFrame:
    """Every two figures of one cell from two sources with their verdict.

    Returns
    -------
    one, other
        Their rows; besides these all that `pairs.pairs_in` returns.
    verdict
        Same, rounding, revision or conflict.
    ratio
        How many times the greater is the less.
    census
        Whether a level break lies between them.
    level
        Whether they are levels.
    """
    figures = figures[figures["status"] != "conflict"]  # these are held against nothing, and said to be so
    pairs = pairs_in(figures)
    one, other = (figures.loc[pairs[name]].reset_index() for name in ("one", "other"))
    least, most = np.sort(np.abs(pairs[["number_one", "number_other"]].to_numpy()), axis=1).T
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(least > 0, most / least, np.inf)
    apart = (pairs["number_one"] - pairs["number_other"]).abs()
    level = one["measure"].eq("level")
    carried = [each["source"].map(observations.sources["back_revised"]).eq("yes") for each in (one, other)]
    another = _another_release(one, other) | (carried[0] != carried[1])
    census = another & (_census_between(observations, one, other, carried) | _other_basis(one, other))
    first = [
        _says(each, _FIRST) | each["vintage"].eq("first-release") for each in _with_vintage(observations, one, other)
    ]
    rates = (another & (first[0] != first[1])) | (census & (_other_basis(one, other) | carried[0] | carried[1]))
    revised = np.where(
        level, (census & (ratio <= _CENSUS)) | (another & (ratio <= _VERIFIED)), rates & (apart <= _POINTS + 1e-9)
    )
    verdict = np.select([equal(pairs), agreeing(pairs), revised], [SAME, ROUNDING, REVISION], CONFLICT)
    return pairs.assign(verdict=verdict, ratio=ratio, census=census, level=level)


def _with_vintage(observations: Observations, *sides: pd.DataFrame) -> list[pd.DataFrame]:
    vintages = observations.sources["vintage"]
    return [each.assign(vintage=each["source"].map(vintages).fillna("")) for each in sides]


def _says(figures: pd.DataFrame, caveats: str) -> pd.Series:
    return figures["caveats"].str.contains(caveats)


def _another_release(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Whether two figures were known from different months, or the month of either is not recorded."""
    return one["known"].isna() | other["known"].isna() | (one["known"] != other["known"])


def _other_basis(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Whether the caveats of two figures name different bases."""
    found = []
    for each in (one, other):
        joined = pd.Series("|", each.index) + each["caveats"] + "|"
        found.append(sum((joined.str.contains(f"|{basis}|", regex=False) * 2**at for at, basis in enumerate(_BASES))))
    return (found[0] != found[1]) & (found[0] > 0) & (found[1] > 0)


def _census_between(
    observations: Observations, one: pd.DataFrame, other: pd.DataFrame, carried: list[pd.Series]
) -> pd.Series:
    """Whether a level break that the codebook knows lies between the releases of two figures.

    A break changes the levels of its own year and, where they are carried back, of those before, and the growth that
    these show. It lies between two releases of such a year where one was made before its results were out; of levels
    also where one source never carries them back.
    """
    months = [each["known"].dt.year * 12 + each["known"].dt.month for each in (one, other)]
    earlier, later = lesser(*months), greater(*months)
    unknown = one["known"].isna() | other["known"].isna()
    uncarried = (carried[0] != carried[1]) & one["measure"].eq("level")
    census = pd.Series(False, one.index)
    present = set(one["indicator"])
    for indicator, years in breaks_by_indicator(observations).items():
        if indicator not in present:
            continue
        own = one["indicator"].eq(indicator)
        for year in years:
            published = year * 12 + 12 + _PUBLISHED_AFTER
            between = (later >= published - _BEFOREHAND) & ((earlier < published) | uncarried)
            census |= own & (one["year"] <= year) & (unknown | between)
    return census


def breaks_by_indicator(observations: Observations) -> dict[str, list[int]]:
    """The years in which the levels of an indicator break, of a rate those of the level that it is the growth of."""
    indicators = map(observations.indicator, observations.indicators.index)
    found = {indicator.code: list(indicator.breaks_of("")) for indicator in indicators}
    for code, growth in observations.indicators["growth_indicator"].items():
        if growth:
            found[growth] = found.get(growth) or found[str(code)]
    return {code: years for code, years in found.items() if years}
