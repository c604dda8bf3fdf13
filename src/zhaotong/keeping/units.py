"""In which unit a number was printed, and how many of the unit of its indicator that is."""

import re
from decimal import Decimal

from helpers.figures.english_units import english_unit
from helpers.figures.indicators import Indicator
from helpers.figures.named import growth_of
from helpers.figures.observations import Observations
from helpers.text.language import _, either, language_in_use
from helpers.text.messages import InputError, shortened

_MAGNITUDES = ("百", "千", "万", "亿", "十", "million", "billion", "trillion")
_MAGNITUDE = re.compile(rf"(?:{'|'.join(_MAGNITUDES)})+")
_SHARES = ("pct", "pp", "per_mille")


def factor_of(printed: str, indicator: Indicator, observations: Observations) -> Decimal:
    """How many of the unit of an indicator are one of a unit that was printed: 0.0001 for 万元 of one in 亿元.

    A magnitude alone is one of whatever is counted: 万 is 万元 of money, 万人 of people.

    Raises
    ------
    InputError
        It is no unit of this indicator.
    """
    known = _factors(indicator.unit, observations) | {_folded(name): Decimal(1) for name in indicator.unit_term.names}
    sought = re.sub("^bn", "billion", _folded(printed))
    spelt = sought if sought in known else _folded(english_unit(printed))
    if spelt in known:
        return known[spelt]
    if _MAGNITUDE.fullmatch(sought):
        counted = {factor for unit, factor in known.items() if _magnitude(unit) == sought and unit != sought}
        if len(counted) == 1:
            return counted.pop()
    raise InputError(_other(printed, indicator, observations))


def units_like(printed: str, observations: Observations) -> set[str]:
    """The units of indicators, by code, of which a printed unit is one."""
    terms = observations.vocabularies["unit"]
    sought = _folded(printed)
    named = {code for code, term in terms.items() if sought in map(_folded, (term.name_en, term.name_zh))}
    units = observations.printed_units
    return named | set(units.loc[units["printed_unit"].map(_folded) == sought, "unit"])


def _factors(unit: str, observations: Observations) -> dict[str, Decimal]:
    """The factors of the units in which texts print figures of a unit."""
    units = observations.printed_units
    units = units[units["unit"] == unit]
    return {_folded(name): Decimal(by) for name, by in zip(units["printed_unit"], units["factor"], strict=True)}


def _folded(unit: str) -> str:
    """Without spaces, case and the ending of the plural: "Billion Yuan" is billionyuan."""
    return re.sub(r"(?<=[a-z]{3})s$", "", re.sub(r"\s", "", unit.casefold()))


def _magnitude(unit: str) -> str:
    found = _MAGNITUDE.match(unit)
    return found[0] if found else ""


def _other(printed: str, indicator: Indicator, observations: Observations) -> str:
    """What to tell of a unit that is none of an indicator: what is, and where the number may belong."""
    units = observations.printed_units
    latin = printed.isascii() and language_in_use() == "en"  # units in the letters of what was typed
    others = [each for each in units.loc[units["unit"] == indicator.unit, "printed_unit"] if each.isascii() == latin]
    allowed = [indicator.unit_name, *others]
    names = {
        "unit": shortened(printed),
        "indicator": indicator.code,
        "allowed": either(list(dict.fromkeys(allowed))),
        "growth": growth_of(indicator, observations),
    }
    of = units_like(printed, observations)
    if of & {*_SHARES} and indicator.is_level and names["growth"]:
        return _('"%(unit)s" is no unit of %(indicator)s (%(allowed)s); its growth is %(growth)s') % names
    if of:
        return _('"%(unit)s" is a unit of something else; %(indicator)s is in %(allowed)s') % names
    return _('"%(unit)s" is no unit of data/printed_units.csv; %(indicator)s is in %(allowed)s') % names
