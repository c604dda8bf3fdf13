"""The types of parameters that notebooks share, each with its rule.

A notebook declares its parameters once, in the cell tagged `parameters`, a line each:

    region: Region = "530600"  # what it means

The annotation names a type. A type that only one question has stands in the folder of that question.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

import pandas as pd

from helpers.figures.named import indicator_meant, region_meant
from helpers.figures.observations import NoFiguresError, Observations
from helpers.parameters.errors import NotAllowedError, NotRecordedError, about
from helpers.parameters.meaning import one_of, text_of, word_of
from helpers.text import language
from helpers.text.language import LANGUAGES, _, either
from helpers.text.typed import in_each_language, language_typed, month_typed, year_typed

Found = TypeVar("Found")


class ParameterType:
    """A type of parameter: which values it allows, and what they stand for.

    Attributes
    ----------
    listed_by
        The command that lists what is allowed; empty where none does.
    """

    listed_by = ""

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

    def in_name(self, value: Any) -> str:
        """A value in its standard form as it stands in the name of a file."""
        return str(value)

    def window(self, value: Any) -> str:
        """The stretch of time that a resolved value names, in words; empty where it names none."""
        return ""


class Known(ParameterType):
    """One of a few values that are known, called by its code or by its words in any language."""

    def known(self, observations: Observations) -> Iterable[str]:
        """The codes."""
        raise NotImplementedError

    def called(self, observations: Observations) -> Mapping[str, Iterable[str]]:
        """What each is called, by its code."""

        def words(code: str) -> list[str]:
            return in_each_language(lambda: self.words(code, observations))

        return {code: [code, *words(code)] for code in self.known(observations)}

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        return text if text in self.known(observations) else one_of(text, self.called(observations))


class Choice(Known):
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

    def known(self, observations: Observations) -> Iterable[str]:
        return self._words


class RegionType(ParameterType):
    """A region of data/regions.csv."""

    listed_by = "regions"

    @property
    def allowed(self) -> str:
        return _("a code or name of data/regions.csv: 530600, 昭通市 or Zhaotong")

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        found = observations.places.meant(text, observations.recorded)
        return found[0].code if len(found) == 1 else region_meant(observations, text).code


class _Regions(ParameterType):
    listed_by = "regions"

    @property
    def allowed(self) -> str:
        return _('regions, separated by commas; "parents" are those that contain the region, "none" is none')

    def read(self, value: Any, observations: Observations) -> list[str] | str:
        if isinstance(value, str):
            text = text_of(value)
            if word := word_of(text, "parents", "none"):
                return word
            names: Any = observations.places.listed(text) or [text]
        else:
            names = value
        if not isinstance(names, list | tuple):
            names = [names]
        return list(dict.fromkeys(Region.read(name, observations) for name in names))

    def resolve(self, value: Any, values: Mapping[str, Any], observations: Observations) -> list[str]:
        if value == "none":
            return []
        region = observations.region(values["region"])
        if value == "parents":
            return [each.code for each in region.lineage[1:]]
        if region.code in value:
            message = _('%(region)s is the region itself; name others to compare it with, "parents" or "none"')
            raise NotRecordedError(about("benchmarks", message % {"region": region.coded_name}))
        return value

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
        if word := word_of(text, "earliest", "latest"):
            return word
        if (year := year_typed(text)) is None:
            raise NotAllowedError(_('a year such as 2015, "earliest" or "latest" is expected'))
        return int(year)


class _Month(ParameterType):
    @property
    def allowed(self) -> str:
        return _('a month such as 2023-11, whose knowledge is used; "latest" for all that is known')

    def read(self, value: Any, observations: Observations) -> str:
        text = text_of(value)
        if word := word_of(text, "latest"):
            return word
        if (month := month_typed(text)) is None:
            raise NotAllowedError(_('a month such as 2023-11, or "latest", is expected'))
        last = max(f"{date.today():%Y-%m}", str(observations.figures["known"].max()))
        if month > last:
            words = _('nobody knows yet what is known then; a month up to %(month)s, or "latest", is expected')
            raise NotAllowedError(words % {"month": last})
        return month

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
        if (language := language_typed(text_of(value))) is None:
            raise NotAllowedError(_("%(allowed)s is expected") % {"allowed": self.allowed})
        return language


class _Indicator(ParameterType):
    listed_by = "indicators"

    @property
    def allowed(self) -> str:
        return _("an indicator of data/indicators.csv, such as gdp_growth_real or gdp_current")

    def read(self, value: Any, observations: Observations) -> str:
        return indicator_meant(observations, text_of(value)).code


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
