"""Which region and which indicator a person means, by any of their names or a part of one."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from helpers.figures.indicators import Indicator
from helpers.figures.observations import Observations
from helpers.figures.region_search import find_regions
from helpers.figures.regions import Region, ambiguous
from helpers.figures.terms import Term
from helpers.text.language import _
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.typed import folded, plain

Named = TypeVar("Named", bound=Term)
_OF_GROWTH = re.compile("增速|增长|涨幅|growth|inflation|increase", re.IGNORECASE)  # in a name: of no level
_MOST = 6  # candidates that a message names


def region_meant(observations: Observations, name: str, otherwise: str = "") -> Region:
    """The region that a name means, or a part of a name, which may mean only those with figures if it means any.

    Parameters
    ----------
    otherwise
        The message on a name that is like none.

    Raises
    ------
    InputError
        No region is called so, or several are.
    """
    found = observations.places.meant(name, observations.recorded)
    if len(found) > 1:
        raise ambiguous(name, found, observations.recorded)
    if found and (found[0].code == name or found[0].code in observations.recorded):
        return found[0]
    similar = find_regions(name, observations.recorded.values())
    if not found and not similar:
        similar = find_regions(name, observations.places.values())
    found = list(dict.fromkeys([*found, *similar]))
    if len(found) > 1:
        raise ambiguous(name, found, observations.recorded)
    if not found:
        otherwise = otherwise or _('"%(name)s" is no region of data/regions.csv; zhaotong regions lists them')
        raise observations.places.unknown(name, otherwise)
    return found[0]


def indicator_meant(observations: Observations, name: str, otherwise: str = "") -> Indicator:
    """The indicator that a name means, or a part of a name that only one has.

    Parameters
    ----------
    otherwise
        The message on a name that is like none.

    Raises
    ------
    InputError
        No indicator is called so, or several are; those are told, with the most figures first.
    """
    known = [observations.indicator(code) for code in observations.indicators.index]
    found = [term for term in known if term.code == name] or said_of(name, observations) or containing(name, known)
    if len(found) == 1:
        return found[0]
    if found:
        counts = observations.figures["indicator"].value_counts()
        found.sort(key=lambda term: -counts.get(term.code, 0))
        message = _('indicator "%(name)s" may be %(indicators)s: give the code')
        raise InputError(message % {"name": shortened(name), "indicators": candidates(found)})
    hint = did_you_mean(name, [each for term in known for each in term.names])
    message = otherwise or _('"%(name)s" is no indicator of data/indicators.csv; zhaotong indicators lists them')
    if hint:
        message = _('"%(name)s" is no indicator of data/indicators.csv%(hint)s')
    raise InputError(message % {"name": shortened(name), "hint": hint})


def said_of(name: str, observations: Observations) -> list[Indicator]:
    """The indicators of which texts use a name that is not their own: of GDP the level and its growth, levels first."""
    sought, known = folded(name), [observations.indicator(code) for code in observations.indicators.index]
    if not sought or any(sought in map(folded, (term.code, term.name_en, term.name_zh)) for term in known):
        return []
    named = [term for term in known if sought in map(folded, term.aliases)]
    if not named or _OF_GROWTH.search(name):
        return named
    codes = {term.code for term in named}
    growth = {growth_of(term, observations) for term in named}
    also = [term for term in known if term.code in growth or growth_of(term, observations) in codes]
    return sorted({*named, *also}, key=lambda term: (term.is_growth, term.code))


def growth_of(indicator: Indicator, observations: Observations) -> str:
    """The code of the indicator that is the official growth of a level; empty where there is none."""
    return str(observations.indicators.at[indicator.code, "growth_indicator"] or "")


def containing(text: str, terms: Iterable[Named]) -> list[Named]:
    """The terms that have a text in one of their names; those called so alone, if there are any."""
    sought, terms = folded(text), list(terms)
    names = {term: [folded(name) for name in term.names] for term in terms}
    called_so = [term for term in terms if sought in names[term]]
    return called_so or [term for term in terms if sought and any(sought in name for name in names[term])]


def candidates(found: Sequence[Term]) -> str:
    """Terms by code and name, the first of them where there are many."""
    listed = _(", ").join(_("%(code)s (%(name)s)") % {"code": term.code, "name": term.name} for term in found[:_MOST])
    if len(found) <= _MOST:
        return listed
    return _("%(some)s or %(number)s more") % {"some": listed, "number": len(found) - _MOST}


def regions_by(word: str, observations: Observations) -> tuple[list[Region], list[Region]]:
    """The regions that go by a word, those with figures first, of these the likeliest.

    Returns
    -------
    tuple[list[Region], list[Region]]
        Those, and the regions with figures inside of the one that it means, where it means one.

    Raises
    ------
    InputError
        There is none.
    """
    places, word = observations.places, plain(word)
    means, sought = places.meant(word, observations.recorded), folded(word)
    likely = [*means, *find_regions(word, observations.recorded.values()), *find_regions(word, places.values())]
    parts = [each for each in places.values() if sought and any(sought in folded(name) for name in each.names)]
    found = sorted(dict.fromkeys([*likely, *parts]), key=lambda each: each.code not in observations.recorded)
    if not found:
        raise places.unknown(word)
    inside = places.inside(means[0].code) if len(means) == 1 else []
    return found, [each for each in inside if each.code in observations.recorded and each not in found]


def indicators_by(word: str, observations: Observations) -> list[Indicator]:
    """The indicators that have a word in one of their names or are called so, those with the most figures first.

    Raises
    ------
    InputError
        There is none.
    """
    known = [observations.indicator(code) for code in observations.indicators.index]
    found = [*containing(word, known), *(each for each in known if folded(word) in folded("|".join(each.names)))]
    if not found:
        hint = did_you_mean(word, [name for term in known for name in term.names])
        message = _('"%(text)s" is part of the name of no indicator of data/indicators.csv%(hint)s')
        raise InputError(message % {"text": shortened(word), "hint": hint})
    counts = observations.figures["indicator"].value_counts()
    return sorted(dict.fromkeys(found), key=lambda each: -counts.get(each.code, 0))


def sources_by(word: str, observations: Observations) -> set[str]:
    """The codes of the sources that have a word in their code, title or publisher.

    Raises
    ------
    InputError
        There is none.
    """
    columns = ["publisher", "publisher_zh", "title", "title_zh"]
    named = {code: folded("|".join((code, *names))) for code, *names in observations.sources[columns].itertuples()}
    if found := {code for code, names in named.items() if folded(word) in names}:
        return found
    message = _('no source of data/sources.csv goes by "%(word)s"%(hint)s')
    raise InputError(message % {"word": shortened(word), "hint": did_you_mean(word, named)})
