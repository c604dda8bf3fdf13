"""Regions and indicators by any of their names, alone or in lists; what is unknown or may mean several is refused."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.regions import Region, find_regions
from helpers.figures.terms import Term
from helpers.text.messages import InputError, did_you_mean, shortened

Named = TypeVar("Named", bound=Term)
_SEVERAL = re.compile("[,，、;；]")
_MOST = 6  # candidates that a message names


def all_named(observations: Observations, region: Any, indicator: Any) -> tuple[list[Region], list[Indicator]]:
    """The regions and the indicators that are meant, each once, in the order given.

    Regions go by code, Chinese and English names, pinyin and its initials; indicators by identifier, names, or a part
    that only one has.

    Raises
    ------
    InputError
        A name is unknown, or may mean several; all such names are told.
    """
    wrong: list[str] = []
    found = _named_regions(observations, region, wrong), _named_indicators(observations, indicator, wrong)
    if wrong:
        raise InputError("; ".join(wrong))
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
        raise InputError("; ".join(wrong) or f'region "{shortened(name)}": one region is expected')
    return found[0]


def _named_regions(observations: Observations, given: Any, wrong: list[str]) -> list[Region]:
    known = {code: observations.region(code) for code in observations.regions.index}
    return _all_named("region", given, known, lambda name: find_regions(name, known.values()), wrong)


def _named_indicators(observations: Observations, given: Any, wrong: list[str]) -> list[Indicator]:
    known = {code: observations.indicator(code) for code in observations.indicators.index}
    return _all_named("indicator", given, known, lambda name: containing(name, known.values()), wrong)


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
    what: str, given: Any, known: Mapping[str, Named], search: Callable[[str], list[Named]], wrong: list[str]
) -> list[Named]:
    """The terms that are meant; what is wrong with names is added to a list, so that all of it is told at once."""
    found = []
    try:
        names = _names_in(what, given, known)
    except InputError as error:
        names, wrong[:] = [], [*wrong, str(error)]
    for name in names:
        try:
            found.append(_one_named(what, name, known, search))
        except InputError as error:
            wrong.append(str(error))
    return list(dict.fromkeys(found))


def _names_in(what: str, given: Any, known: Mapping[str, Term]) -> list[str]:
    """The names of a list, or of a text that has one or, with commas, several."""
    if isinstance(given, str | int) and not isinstance(given, bool):
        names = _parted(str(given), {name.casefold() for term in known.values() for name in term.names})
    elif isinstance(given, Iterable):
        names = [str(name).strip() for name in given]
    else:
        names = []
    if not any(names):
        raise InputError(f"{what} {shortened(repr(given))}: a name or code of data/{what}s.csv, or a list, is expected")
    return names


def _parted(text: str, known: set[str]) -> list[str]:
    """The names in a text; a comma inside of a known name parts nothing."""
    ends = [match.start() for match in _SEVERAL.finditer(text)] + [len(text)]
    names, start = [], 0
    while start < len(text):
        following = [end for end in ends if end >= start]
        whole = [end for end in following if text[start:end].strip().casefold() in known]
        end = max(whole, default=following[0])
        names.append(text[start:end].strip())
        start = end + 1
    return [name for name in names if name]


def _one_named(what: str, name: str, known: Mapping[str, Named], search: Callable[[str], list[Named]]) -> Named:
    sought = name.casefold()
    exact = [term for term in known.values() if sought in {each.casefold() for each in term.names}]
    found = [known[name]] if name in known else exact or search(name)
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f'{what} "{shortened(name)}" may be {candidates(found)}: give the code')
    hint = did_you_mean(name, [each for term in known.values() for each in term.names])
    raise InputError(f'"{shortened(name)}" is no {what} of data/{what}s.csv{hint or f"; helpers.{what}s() lists them"}')


def candidates(found: Sequence[Term]) -> str:
    """Terms by code and name, the first of them where there are many."""
    listed = [f"{term.code} ({term.name})" for term in found[:_MOST]]
    return ", ".join(listed) + (f" or {len(found) - _MOST} more" if len(found) > _MOST else "")
