"""Regions and indicators by any of their names, alone or in lists; what is unknown or may mean several is refused."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, TypeVar

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.region_search import find_regions
from helpers.figures.regions import Region, ambiguous, parted
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened

Named = TypeVar("Named", bound=Term)
_MOST = 6  # candidates that a message names


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


def _named_regions(observations: Observations, given: Any, wrong: list[str]) -> list[Region]:
    def refused() -> str:
        return _("region %(given)s: a name or code of data/regions.csv, or a list, is expected")

    return _all_named(given, refused, observations.places.listed, lambda name: _one_region(observations, name), wrong)


def _one_region(observations: Observations, name: str) -> Region:
    """The region that a name means, or a part of a name, which may mean only those with figures if it means any."""
    found = observations.places.meant(name, observations.recorded)
    if len(found) > 1:
        raise ambiguous(name, found)
    if found and (found[0].code == name or found[0].code in observations.recorded):
        return found[0]
    similar = find_regions(name, observations.recorded.values())
    if not found and not similar:
        similar = find_regions(name, observations.places.values())
    found = list(dict.fromkeys([*found, *similar]))
    if len(found) > 1:
        raise ambiguous(name, found)
    if not found:
        listed = _('"%(name)s" is no region of data/regions.csv; helpers.regions() lists them')
        raise observations.places.unknown(name, listed)
    return found[0]


def _named_indicators(observations: Observations, given: Any, wrong: list[str]) -> list[Indicator]:
    known = {code: observations.indicator(code) for code in observations.indicators.index}
    names = {name.casefold() for term in known.values() for name in term.names}

    def refused() -> str:
        return _("indicator %(given)s: a name or code of data/indicators.csv, or a list, is expected")

    return _all_named(
        given,
        refused,
        lambda text: parted(text, lambda name: name.casefold() in names),
        lambda name: _one_indicator(name, known.values()),
        wrong,
    )


def _one_indicator(name: str, known: Collection[Indicator]) -> Indicator:
    sought = name.casefold()
    exact = [term for term in known if sought in {each.casefold() for each in term.names}]
    found = [term for term in known if term.code == name] or exact or containing(name, known)
    if len(found) == 1:
        return found[0]
    if found:
        message = _('indicator "%(name)s" may be %(indicators)s: give the code')
        raise InputError(message % {"name": shortened(name), "indicators": candidates(found)})
    message = _('"%(name)s" is no indicator of data/indicators.csv; helpers.indicators() lists them')
    if hint := did_you_mean(name, [each for term in known for each in term.names]):
        message = _('"%(name)s" is no indicator of data/indicators.csv%(hint)s')
    raise InputError(message % {"name": shortened(name), "hint": hint})


def containing(text: str, terms: Iterable[Named]) -> list[Named]:
    """The terms that have a text in one of their names; those called so alone, if there are any."""
    sought, terms = _bare(text), list(terms)
    names = {term: [_bare(name) for name in term.names] for term in terms}
    called_so = [term for term in terms if sought in names[term]]
    return called_so or [term for term in terms if sought and any(sought in name for name in names[term])]


def _bare(name: str) -> str:
    """Without case, spaces and punctuation: GDP growth (real) is gdp_growth_real."""
    return re.sub(r"[\W_]", "", name.casefold())


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


def _names_in(given: Any, refused: Callable[[], str], listed: Callable[[str], list[str]]) -> list[str]:
    """The names of a list, or of a text that has one or, with commas, several."""
    if isinstance(given, str | int) and not isinstance(given, bool):
        names = listed(str(given))
    elif isinstance(given, Iterable):
        names = [str(name).strip() for name in given]
    else:
        names = []
    if not any(names):
        raise InputError(refused() % {"given": shortened(repr(given))})
    return names


def candidates(found: Sequence[Term]) -> str:
    """Terms by code and name, the first of them where there are many."""
    listed = _(", ").join(_("%(code)s (%(name)s)") % {"code": term.code, "name": term.name} for term in found[:_MOST])
    if len(found) <= _MOST:
        return listed
    return _("%(some)s or %(number)s more") % {"some": listed, "number": len(found) - _MOST}
