"""One cell in several sources: the same, equal as far as they are rounded, a revision, or a conflict."""

import numpy as np
import pandas as pd

from helpers.checks.findings import CONFLICT, REVISION, ROUNDING, SAME, Finding, plain_number, times
from helpers.checks.pairs import agreeing, equal
from helpers.checks.table import Table

CHECK = "sources"
_FIRST = "first_release|preliminary"  # caveats of figures that are revised as a rule
_BASES = ("before_fourth_census", "fourth_census", "before_fifth_census", "fifth_census", "as_published")  # caveats
# What a release may change. Levels: anything up to here by a census or a new definition (retail sales of Zhaotong rose
# by 68 % in one), a twentieth between a first figure and the verified one. Rates: a point.
_CENSUS, _VERIFIED, _POINTS = 1.8, 1.05, 1.0
_PUBLISHED_AFTER, _BEFOREHAND = 12, 6  # months from the end of a census year to its results; to preliminary ones


def source_pairs(table: Table) -> pd.DataFrame:
    """Every two figures of one cell from two sources with their verdict, and how many times the greater is the less."""
    pairs = table.pairs
    one, other = (table.figures.loc[pairs[name]].reset_index() for name in ("one", "other"))
    least, most = np.sort(np.abs(pairs[["number_one", "number_other"]].to_numpy()), axis=1).T
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(least > 0, most / least, np.inf)
    apart = (pairs["number_one"] - pairs["number_other"]).abs()
    level = one["measure"].eq("level")
    carried = [each["source"].map(table.observations.sources["back_revised"]).eq("yes") for each in (one, other)]
    another = _another_release(one, other) | (carried[0] != carried[1])
    census = another & (_census_between(table, one, other, carried) | _other_basis(one, other))
    first = [_says(each, _FIRST) | each["vintage"].eq("first-release") for each in _with_vintage(table, one, other)]
    rates = (another & (first[0] != first[1])) | (census & (_other_basis(one, other) | carried[0] | carried[1]))
    revised = np.where(
        level, (census & (ratio <= _CENSUS)) | (another & (ratio <= _VERIFIED)), rates & (apart <= _POINTS + 1e-9)
    )
    verdict = np.select([equal(pairs), agreeing(pairs), revised], [SAME, ROUNDING, REVISION], CONFLICT)
    return pairs.assign(verdict=verdict, ratio=ratio, census=census, level=level)


def _with_vintage(table: Table, *sides: pd.DataFrame) -> list[pd.DataFrame]:
    vintages = table.observations.sources["vintage"]
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


def _census_between(table: Table, one: pd.DataFrame, other: pd.DataFrame, carried: list[pd.Series]) -> pd.Series:
    """Whether a level break that the codebook knows lies between the releases of two figures.

    A break changes the levels of its own year and, where they are carried back, of those before, and the growth that
    these show. It lies between two releases of such a year where one was made before its results were out, or never
    carries its levels back.
    """
    months = [each["known"].dt.year * 12 + each["known"].dt.month for each in (one, other)]
    earlier, later = np.minimum(*months), np.maximum(*months)
    unknown = one["known"].isna() | other["known"].isna()
    census = pd.Series(False, one.index)
    for indicator, years in breaks_by_indicator(table.observations.indicators).items():
        own = one["indicator"].eq(indicator)
        for year in years if own.any() else ():
            published = year * 12 + 12 + _PUBLISHED_AFTER
            between = (later >= published - _BEFOREHAND) & ((earlier < published) | (carried[0] != carried[1]))
            census |= own & (one["year"] <= year) & (unknown | between)
    return census


def breaks_by_indicator(indicators: pd.DataFrame) -> dict[str, list[int]]:
    """The years in which the levels of an indicator break, of a rate those of the level that it is the growth of."""
    found = {str(code): [int(year) for year in years.split("|") if year] for code, years in indicators["level_breaks"].items()}
    for code, growth in indicators["growth_indicator"].items():
        if growth:
            found[growth] = found.get(growth) or found[str(code)]
    return {code: years for code, years in found.items() if years}


def check_sources(table: Table) -> list[Finding]:
    """What two sources print of one cell, where it is neither the same nor a rounding of the same.

    A slip by a power of ten is left to the check of factors.
    """
    pairs = source_pairs(table)
    apart = pairs[~pairs["verdict"].isin([SAME, ROUNDING])]
    apart = apart[~(apart["level"] & (apart["verdict"] == CONFLICT) & power_of_ten(apart["ratio"]))]
    return [_finding(table, pair) for pair in apart.itertuples()]


def power_of_ten(ratio: pd.Series, within: float = 1.25) -> pd.Series:
    """Whether a ratio above one is nearly ten, a hundred, a thousand or ten thousand."""
    with np.errstate(divide="ignore", invalid="ignore"):
        powers = np.log10(ratio.where(np.isfinite(ratio) & (ratio > 0), 1.0))
    nearest = powers.round()
    return (nearest.between(1, 4)) & ((powers - nearest).abs() <= np.log10(within))


def _finding(table: Table, pair) -> Finding:  # type: ignore[no-untyped-def]
    figures, unit = table.figures, table.unit(pair.one)
    one, other = figures.loc[pair.one], figures.loc[pair.other]
    gap = abs(one["number"] - other["number"])
    words = "points" if one["unit"] in ("pct", "pp") else unit
    said = (
        f"{one['source']} prints {one['value']}, {other['source']} prints {other['value']} for the same: "
        f"{pair.verdict} of {plain_number(gap)} {words}"
    )
    if pair.level and np.isfinite(pair.ratio) and pair.ratio >= 1.2:
        said += f", the greater is {times(pair.ratio)} the less"
    if pair.verdict == REVISION:
        said += " (a level break lies between their releases)" if pair.census else " (two releases)"
    return Finding(CHECK, str(pair.verdict), (pair.one, pair.other), said)
