"""The types of parameters that notebooks share, each with its rule.

A notebook declares its parameters once, in the cell tagged `parameters`, a line each:

    region: Region = "530600"  # what it means

The annotation names a type. A type that only one question has stands in the folder of that question.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import pandas as pd

from helpers.figures.observations import NoFiguresError, Observations
from helpers.parameters.errors import NotAllowedError, NotRecordedError, about
from helpers.text import language
from helpers.text.language import LANGUAGES, _, either
from helpers.text.messages import did_you_mean

Found = TypeVar("Found")


class ParameterType:
    """A type of parameter: which values it allows, and what they stand for."""

    @property
    def allowed(self) -> str:
        """What is allowed, in words."""
        raise NotImplementedError

    def read(self, value: Any, observations: Observations) -> Any:
        """The value in its standard form, which is the same for all spellings.

        Raises
        ------
        InputError
            it is not allowed; the message says what is
        """
        raise NotImplementedError

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> Any:
        """What a value stands for, as the notebook uses it.

        Parameters
        ----------
        values
            all parameters, as they were read
        observations
            what was known in the month that the parameters name

        Raises
        ------
        ParameterError
            the data do not hold what it asks for
        """
        return value

    @property
    def label(self) -> str:
        """The parameter's row label in the table of a run; empty where it has no row of its own there."""
        return ""

    def words(self, value: Any, observations: Observations) -> str:
        """A resolved value in words."""
        return f"{value:g}" if isinstance(value, float) else str(value)

    def window(self, value: Any) -> str:
        """The stretch of time that a resolved value names, in words; empty where it names none."""
        return ""


class Choice(ParameterType):
    """One of a few words.

    Parameters
    ----------
    allowed
        Gives what is allowed, in words of the language in use.
    """

    def __init__(self, *words: str, allowed: Callable[[], str]) -> None:
        self._words = words
        self._allowed = allowed

    @property
    def allowed(self) -> str:
        return self._allowed()

    def read(self, value: Any, observations: Observations) -> str:
        return one_of(text_of(value), self._words)


class RegionType(ParameterType):
    """A region of data/regions.csv."""

    @property
    def allowed(self) -> str:
        return _("a code or name of data/regions.csv: 530600, 昭通市 or Zhaotong")

    def read(self, value: Any, observations: Observations) -> str:
        return observations.find_region(text_of(value))


class _Regions(ParameterType):
    @property
    def allowed(self) -> str:
        return _('regions, separated by commas; "parents" are those that contain the region, "none" is none')

    def read(self, value: Any, observations: Observations) -> list[str] | str:
        if value in ("parents", "none"):
            return value
        names = observations.places.listed(value) or [value] if isinstance(value, str) else value
        if not isinstance(names, list | tuple):
            names = [names]
        return list(dict.fromkeys(Region.read(name, observations) for name in names))

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> list[str]:
        if value == "none":
            return []
        lineage = observations.region(values["region"]).lineage
        regions = [each.code for each in lineage] if value == "parents" else value
        return [region for region in regions if region != values["region"]]

    @property
    def label(self) -> str:
        return _("benchmarks")

    def words(self, value: Any, observations: Observations) -> str:
        return language.listed([observations.region(code).name for code in value]) or "—"


class _Year(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a year with figures, "earliest" or "latest"')

    def read(self, value: Any, observations: Observations) -> int | str:
        text = text_of(value)
        if text in ("earliest", "latest"):
            return text
        if not re.fullmatch(r"[0-9]{4}", text):
            raise NotAllowedError(_('a year such as 2015, "earliest" or "latest" is expected'))
        return int(text)


class _Month(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a month such as 2023-11, whose knowledge is used; "latest" for all that is known')

    def read(self, value: Any, observations: Observations) -> str:
        if value != "latest" and not re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", text_of(value)):
            raise NotAllowedError(_('a month such as 2023-11, or "latest", is expected'))
        return text_of(value)

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> pd.Period | None:
        return None if value == "latest" else pd.Period(value, freq="M")

    @property
    def label(self) -> str:
        return _("as of")

    def words(self, value: Any, observations: Observations) -> str:
        return language.month(value) if value is not None else _("all that is known")


class _Language(ParameterType):
    @property
    def allowed(self) -> str:
        return either([*LANGUAGES])

    def read(self, value: Any, observations: Observations) -> str:
        if text_of(value) not in LANGUAGES:
            raise NotAllowedError(_("%(allowed)s is expected") % {"allowed": self.allowed})
        return text_of(value)


class _Indicator(ParameterType):
    @property
    def allowed(self) -> str:
        return _("an indicator of data/indicators.csv, such as gdp_growth_real or gdp_current")

    def read(self, value: Any, observations: Observations) -> str:
        return one_of(text_of(value), observations.indicators.index)


Region = RegionType()
Regions = _Regions()
Year = _Year()
Month = _Month()
Language = _Language()
Indicator = _Indicator()


def found(find: Callable[[Observations, str], Found], region: str, observations: Observations) -> Found:
    """What the data hold of a region.

    Raises
    ------
    NotRecordedError
        nothing
    """
    try:
        return find(observations, region)
    except NoFiguresError as error:
        raise NotRecordedError(about("region", error)) from None


def text_of(value: Any) -> str:
    """A value that must be text or a whole number, as text without white space around it."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise NotAllowedError(_("text or a whole number is expected"))
    return str(value).strip()


def one_of(value: str, known: Iterable[str]) -> str:
    """The value, if it is one of the known ones."""
    if value not in known:
        some = list(known)[:8]
        named = _(", ").join([*some, "…"] if len(some) < len(list(known)) else some)
        hint = did_you_mean(value, known)
        raise NotAllowedError(_("one of %(known)s is expected%(hint)s") % {"known": named, "hint": hint})
    return value
