"""Figures as the Python that selects them with the front door, `import helpers`; it runs as it stands."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from helpers.figures.candidates import FREQUENCY
from helpers.figures.observations import NoFiguresError, Observations
from helpers.figures.paths import data_named
from helpers.figures.series import select_series
from helpers.text import language


class Asked(NamedTuple):
    """What `helpers.series` is asked for: an indicator of some regions over a stretch of periods, of one release."""

    indicator: str
    first: str
    last: str
    span: str
    basis: str
    month: str


def preamble() -> list[str]:
    """The lines before the figures: the names that are used, the data if they are others, the language."""
    lines = ["import pandas as pd", "", "import helpers"]
    if language.language_in_use() != "en":
        lines.append("from helpers.text.language import use_language")
    if data_named():
        lines = ["import os", "", *lines, "", f'os.environ["ZHAOTONG_DATA"] = {data_named()!r}']
    if language.language_in_use() != "en":
        lines += ["", f'use_language("{language.language_in_use()}")']
    return [*lines, ""]


def series_call(asked: Asked, regions: Iterable[str]) -> str:
    """The call that gives figures of some regions."""
    codes = list(regions)
    what = f'"{codes[0]}"' if len(codes) == 1 else "[" + ", ".join(f'"{code}"' for code in codes) + "]"
    ends = [end if end.isdigit() else f'"{end}"' for end in (asked.first, asked.last)]
    options = {"span": asked.span if asked.span != "year" else "", "as_of": asked.month, "basis": asked.basis}
    said = [what, f'"{asked.indicator}"', f"({', '.join(ends)})"]
    said += [f'{name}="{value}"' for name, value in options.items() if value]
    return f"helpers.series({', '.join(said)})"


def figures_code(known: Observations, rows: pd.DataFrame, bases: Mapping[pd.Period, str], name: str) -> list[str]:
    """Lines that give figures, each of the release that its period has here, as a frame of a name.

    Where no release says which of several figures is meant, the rows of the data do.

    Parameters
    ----------
    rows
        Figures of one indicator and span, with their period (at).
    bases
        The code of a release by period; a period without is of the series as it is selected by itself.
    """
    wanted: dict[Asked, list[str]] = {}
    month = str(known.month) if known.month is not None else ""
    for region, part in rows.groupby("region", sort=False):
        periods = sorted(part["at"])
        indicator, span = part[["indicator", "span"]].iloc[0]
        cuts = [0, *(at for at, (one, other) in enumerate(pairwise(periods), 1) if _parted(one, other, bases)), None]
        for start, stop in pairwise(cuts):
            run = periods[start:stop]
            asked = Asked(indicator, str(run[0]), str(run[-1]), span, bases.get(run[0], ""), month)
            if _rows_given(known, asked, str(region)) != set(part.index[part["at"].isin(run)]):
                month_asked = f'as_of="{month}"' if month else ""
                return [
                    f"{name} = helpers.load({month_asked}).loc[{sorted(map(int, rows.index))}]",
                    f'{name} = {name}.set_index(pd.PeriodIndex({name}["period"], freq="{FREQUENCY[span]}"))',
                ]
            wanted.setdefault(asked, []).append(str(region))
    calls = [series_call(asked, regions) for asked, regions in wanted.items()]
    if len(calls) == 1:
        return [f"{name} = {calls[0]}"]
    return [f"{name} = pd.concat(", "    [", *(f"        {call}," for call in calls), "    ]", ")"]


def _parted(one: pd.Period, other: pd.Period, bases: Mapping[pd.Period, str]) -> bool:
    """Whether two figures that follow each other want two calls: of two releases, or with a hole where one is named."""
    return bases.get(one, "") != bases.get(other, "") or (bool(bases) and other != one + 1)


def _rows_given(known: Observations, asked: Asked, region: str) -> set[int]:
    """The rows that `helpers.series` gives of one region."""
    window, basis = (asked.first, asked.last), asked.basis or None
    try:
        return set(select_series(known, region, asked.indicator, asked.span, window, basis=basis).rows.index)
    except NoFiguresError:
        return set()
