"""What is measured: an indicator with the rules that the codebook lays down for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, fields

import pandas as pd

from helpers.figures.terms import Term, in_use
from helpers.text.language import _, language_in_use
from helpers.text.messages import InputError, did_you_mean, shortened


@dataclass(frozen=True, eq=False)
class Indicator(Term):
    """One row of data/indicators.csv.

    Attributes
    ----------
    definition_en, definition_zh
        What it measures, in a sentence.
    aliases
        Other names that texts give it.
    unit_term
        The unit of its figures.
    stage_term
        How far from promise to concrete; None where no project or investment is meant.
    measure
        Level, growth, share, gap, rank or membership.
    price_basis
        Real, nominal or none.
    accounting
        Flow or stock.
    minimum, maximum
        The range of plausible values.
    growth_from_levels
        Whether growth may be computed from these levels: yes, no, or within_vintage; empty where it is no level.
    breaks
        The years from which the level is on another basis and why, by the source that has years of its own; "" for all
        others.
    """

    definition_en: str
    definition_zh: str
    aliases: tuple[str, ...]
    unit_term: Term
    stage_term: Term | None
    measure: str
    price_basis: str
    accounting: str
    minimum: float
    maximum: float
    growth_from_levels: str
    breaks: Mapping[str, Mapping[int, Term]]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it goes by."""
        return (*super().names, *self.aliases)

    @property
    def definition(self) -> str:
        """What it measures, in the language in use."""
        return in_use(self.definition_en, self.definition_zh)

    @property
    def subject(self) -> str:
        """What grows, of a rate of growth, as a sentence names it: "investment in industry", "工业投资"."""
        if language_in_use() != "en":
            return self.name_zh.removesuffix("同比增速").removesuffix("实际")
        name = self.name_en.removesuffix(", year-on-year growth")
        return name if name[:3].isupper() else name[0].lower() + name[1:]

    @property
    def unit(self) -> str:
        """The code of its unit."""
        return self.unit_term.code

    @property
    def unit_name(self) -> str:
        """Its unit in words."""
        return self.unit_term.name

    @property
    def stage(self) -> str:
        """The code of its stage; empty where it has none."""
        return self.stage_term.code if self.stage_term else ""

    @property
    def stage_name(self) -> str:
        """Its stage in words."""
        return self.stage_term.name if self.stage_term else ""

    @property
    def is_level(self) -> bool:
        return self.measure == "level"

    @property
    def is_growth(self) -> bool:
        return self.measure == "growth"

    @property
    def is_flow(self) -> bool:
        return self.accounting == "flow"

    @property
    def is_percent(self) -> bool:
        return self.unit == "pct"

    def breaks_of(self, source: str) -> Mapping[int, Term]:
        """The years from which the levels of a source are on another basis, and what they were revised by."""
        return self.breaks.get(source) or self.breaks.get("", {})

    def breaks_between(self, first: int, last: int, source: str = "") -> tuple[int, ...]:
        """The breaks that lie between the levels of two years of a source.

        The level of the year of a break is on the new basis already, so that a break in `first` parts nothing.
        """
        return tuple(year for year in self.breaks_of(source) if first < year <= last)

    def allows_growth(self, first: int, last: int, source: str | None, back_revised: bool) -> bool:
        """Whether growth may be computed from its levels of two years.

        Parameters
        ----------
        source
            That both are from; None where they are from two: levels of two vintages are never divided where they may
            be revised.
        back_revised
            Whether that source carries its levels back onto one basis.
        """
        one_basis = source is not None and (back_revised or not self.breaks_between(first, last, source))
        return self.growth_from_levels == "yes" or (self.growth_from_levels == "within_vintage" and one_basis)


def indicators_in(
    table: pd.DataFrame, level_breaks: pd.DataFrame, vocabularies: dict[str, dict[str, Term]]
) -> dict[str, Indicator]:
    """The indicators of the codebook, by code.

    Parameters
    ----------
    level_breaks
        The rows of data/level_breaks.csv.
    """
    breaks: dict[str, dict[str, dict[int, Term]]] = defaultdict(lambda: defaultdict(dict))
    for indicator, source, year, why in level_breaks[["indicator", "source", "year", "why"]].itertuples(index=False):
        breaks[indicator][source][int(year)] = vocabularies["why"][why]
    found = {}
    for code, row in table.to_dict("index").items():
        aliases = tuple(filter(None, row.get("aliases", "").split("|")))  # data of an earlier edition have none
        row |= {
            "code": code,
            "aliases": aliases,
            "breaks": {source: dict(years) for source, years in breaks[str(code)].items()},
        }
        row |= {"unit_term": vocabularies["unit"][row["unit"]], "stage_term": vocabularies["stage"].get(row["stage"])}
        found[str(code)] = Indicator(**{each.name: row[each.name] for each in fields(Indicator)})
    return found


def find_indicator(name: str, indicators: Mapping[str, Indicator]) -> str:
    """The code of an indicator given by anything that it goes by.

    Raises
    ------
    InputError
        No indicator is called so.
    """
    codes = {known: indicator.code for indicator in indicators.values() for known in indicator.names}
    found = {known.casefold(): code for known, code in codes.items()}
    key = str(name).strip().casefold()
    if key in found:
        return found[key]
    message = _('"%(name)s" is no indicator of data/indicators.csv (give an identifier or a name)')
    if hint := did_you_mean(key, codes):
        message = _('"%(name)s" is no indicator of data/indicators.csv%(hint)s')
    raise InputError(message % {"name": shortened(name), "hint": hint})
