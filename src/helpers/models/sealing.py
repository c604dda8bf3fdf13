"""Sealed forecasts: what a forecast said and what it was made from, with a digest by which a later change shows.

The record of a report keeps those that its notebook published; the next run of the report is handed them.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Self

import pandas as pd

from helpers.figures.candidates import FREQUENCY
from helpers.figures.observations import Observations
from helpers.figures.series import SelectedSeries
from helpers.text.language import _

_DIGITS = 6  # significant: two machines may differ in the last of sixteen
_WHEN = {"as_of", "known", "made", "sha256"}  # what a forecast that is only repeated later differs in
_handed: list[dict[str, Any]] = []


class SealError(ValueError):
    """What stands in a record as a sealed forecast is none, or not the one that was sealed."""


@dataclass(frozen=True)
class Target:
    """What was forecast for a period: the point and the ends of its intervals, in the unit of the indicator."""

    period: str
    point: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True)
class Statement:
    """A forecast as a report publishes it.

    Attributes
    ----------
    method
        By which it was made, see `helpers.models.forecast.Forecast`.
    last, value, source, basis
        The last period that it was made from, the printed digits of its figure, their source, and the releases that
        they are ("" where that is not known).
    as_of
        The month whose knowledge was used; empty for all that was known.
    known
        The latest month from which a figure behind it was known; empty where that is not recorded.
    targets
        What it says, period by period.
    """

    region: str
    indicator: str
    span: str
    method: str
    last: str
    value: str
    source: str
    basis: str
    as_of: str
    known: str
    targets: tuple[Target, ...]

    @classmethod
    def of(
        cls, observations: Observations, series: SelectedSeries, method: str, frame: pd.DataFrame, rows: Iterable[int]
    ) -> Self:
        """The statement that a forecast of a series makes.

        Parameters
        ----------
        method, frame
            Of the `helpers.models.forecast.Forecast`, which goes on from the last period of the series.
        rows
            The rows of figures behind it.
        """
        last = series.rows[series.rows["at"] == frame.index[0] - 1].iloc[-1]
        figures = observations.figures
        known = figures.loc[figures.index.intersection(list(rows)), "known"].max()
        return cls(
            region=series.region.code,
            indicator=series.indicator.code,
            span=series.span,
            method=method,
            last=str(last["at"]),
            value=str(last["value"]),
            source=str(last["source"]),
            basis=str(last["basis"]),
            as_of=str(observations.month or ""),
            known="" if pd.isna(known) else str(known),
            targets=targets_in(frame),
        )

    @property
    def content(self) -> dict[str, Any]:
        """As plain data."""
        return {**asdict(self), "targets": [asdict(target) for target in self.targets]}

    def at(self, period: str) -> pd.Period:
        """A period of its span."""
        return pd.Period(period, freq=FREQUENCY[self.span])


@dataclass(frozen=True)
class SealedForecast(Statement):
    """A forecast that was sealed.

    Attributes
    ----------
    made
        When its report was made, in ISO format.
    sha256
        Digest of all else.
    """

    made: str
    sha256: str

    @classmethod
    def read(cls, content: Any) -> Self:
        """A sealed forecast as a record keeps it.

        Raises
        ------
        SealError
            It is none, or its digest does not fit its content.
        """
        try:
            if content["sha256"] != digest_of(content):
                raise SealError(_("its digest does not fit: it was changed after it was sealed"))
            sealed = cls(**{**content, "targets": tuple(Target(**target) for target in content["targets"])})
            for period in (sealed.last, *(target.period for target in sealed.targets)):
                sealed.at(period)
        except (KeyError, TypeError, ValueError) as error:
            raise error if isinstance(error, SealError) else SealError(_("it is no sealed forecast")) from None
        return sealed


def targets_in(frame: pd.DataFrame) -> tuple[Target, ...]:
    """The targets in a frame as `Forecast` has it, to six significant digits."""
    names = ("point", "low80", "high80", "low95", "high95")
    rows = frame[list(names)].astype(float).itertuples(name=None)
    return tuple(Target(str(at), *(float(f"{number:.{_DIGITS}g}") for number in numbers)) for at, *numbers in rows)


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over all of a sealed forecast but the digest itself, as JSON with sorted keys and no spaces."""
    said = {name: value for name, value in content.items() if name != "sha256"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def seal(content: Mapping[str, Any], made: str) -> dict[str, Any]:
    """The content of a `Statement` with the time of its report and the digest of both."""
    said = {**content, "made": made}
    return {**said, "sha256": digest_of(said)}


def repeats(content: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two say the same from the same last figure, whenever they were made."""
    first, second = ({name: said for name, said in each.items() if name not in _WHEN} for each in (content, other))
    return first == second


def hand_over(former: Iterable[dict[str, Any]]) -> None:
    """Tell this process what earlier runs of the report that it makes have sealed."""
    _handed[:] = former


def handed() -> tuple[list[SealedForecast], int]:
    """What earlier runs of this report sealed, and how many of them do not fit their digest; none by hand."""
    found, changed = [], 0
    for content in _handed:
        try:
            found.append(SealedForecast.read(content))
        except SealError:
            changed += 1
    return found, changed
