"""Regions and indicators by any of their names, alone or in lists; what is unknown or may mean several is refused."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import pandas as pd

from helpers.figures.indicators import Indicator
from helpers.figures.named import indicator_meant, region_meant
from helpers.figures.observations import Observations
from helpers.figures.regions import Region, parted
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError, shortened

Named = TypeVar("Named", bound=Term)


def all_named(observations: Observations, region: Any, indicator: Any) -> tuple[list[Region], list[Indicator]]:
    """The regions and the indicators that are meant, each once, in the order given.

    Regions go by code, Chinese and English names, pinyin and its initials, and where several share a name, with what
    contains them: "Chaoyang (Beijing)"; indicators by identifier, names, or a part that only one has.

    Raises
    ------
    InputError
        A name is unknown, or may mean several; all such names are told.
    """
    wrong: list[str] = []
    found = _named_regions(observations, region, wrong), _named_indicators(observations, indicator, wrong)
    if wrong:
        raise InputError(_("; ").join(wrong))
    return found


def region_named(observations: Observations, name: Any) -> Region:
    """The one region that is meant.

    Raises
    ------
    InputError
        The name is unknown, or may mean several; or there are several names.
    """
    wrong: list[str] = []
    found = _named_regions(observations, name, wrong)
    if wrong or len(found) != 1:
        raise InputError(
            _("; ").join(wrong) or _('region "%(name)s": one region is expected') % {"name": shortened(name)}
        )
    return found[0]


def regions_named(observations: Observations, names: Any) -> list[Region]:
    """The regions that are meant.

    Raises
    ------
    InputError
        A name is unknown, or may mean several.
    """
    return _all_or_none(_named_regions, observations, names)


def indicators_named(observations: Observations, names: Any) -> list[Indicator]:
    """The indicators that are meant.

    Raises
    ------
    InputError
        A name is unknown, or may mean several.
    """
    return _all_or_none(_named_indicators, observations, names)


def _all_or_none(
    find: Callable[[Observations, Any, list[str]], list[Named]], observations: Observations, names: Any
) -> list[Named]:
    wrong: list[str] = []
    found = find(observations, names, wrong)
    if wrong:
        raise InputError(_("; ").join(wrong))
    return found


def _named_regions(observations: Observations, given: Any, wrong: list[str]) -> list[Region]:
    def refused() -> str:
        return _("region %(given)s: a name or code of data/regions.csv, or a list, is expected")

    otherwise = _('"%(name)s" is no region of data/regions.csv; helpers.regions() lists them')
    return _all_named(
        given, refused, observations.places.listed, lambda name: region_meant(observations, name, otherwise), wrong
    )


def _named_indicators(observations: Observations, given: Any, wrong: list[str]) -> list[Indicator]:
    known = map(observations.indicator, observations.indicators.index)
    names = {name.casefold() for term in known for name in term.names}
    otherwise = _('"%(name)s" is no indicator of data/indicators.csv; helpers.indicators() lists them')

    def refused() -> str:
        return _("indicator %(given)s: a name or code of data/indicators.csv, or a list, is expected")

    return _all_named(
        given,
        refused,
        lambda text: parted(text, lambda name: name.casefold() in names),
        lambda name: indicator_meant(observations, name, otherwise),
        wrong,
    )


def _all_named(
    given: Any,
    refused: Callable[[], str],
    listed: Callable[[str], list[str]],
    one: Callable[[str], Named],
    wrong: list[str],
) -> list[Named]:
    """The terms that are meant; what is wrong with names is added to a list, so that all of it is told at once.

    Parameters
    ----------
    refused
        Gives the message on what are no names.
    """
    found = []
    try:
        names = _names_in(given, refused, listed)
    except InputError as error:
        names, wrong[:] = [], [*wrong, str(error)]
    for name in names:
        try:
            found.append(one(name))
        except InputError as error:
            wrong.append(str(error))
    return list(dict.fromkeys(found))


def lists_regions(given: Any) -> bool:
    """Whether a frame lists regions by code, as `regions` and `peers` do."""
    return isinstance(given, pd.DataFrame) and given.index.name == "region" and {*given} >= {"level", "within"}


def _names_in(given: Any, refused: Callable[[], str], listed: Callable[[str], list[str]]) -> list[str]:
    """The names of a list, of a frame by code, or of a text that has one or, with commas, several."""
    if isinstance(given, pd.DataFrame):
        names = [str(name) for name in given.index] if given.index.name in ("region", "indicator") else []
    elif isinstance(given, str | int) and not isinstance(given, bool):
        names = listed(str(given))
    elif isinstance(given, Iterable):
        names = [str(name).strip() for name in given]
    else:
        names = []
    if not any(names):
        raise InputError(refused() % {"given": shortened(repr(given))})
    return names
