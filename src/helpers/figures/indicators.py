"""What is measured: an indicator with the rules that the codebook lays down for it."""

from dataclasses import dataclass, fields

import pandas as pd

from helpers.figures.terms import Term, in_use


@dataclass(frozen=True, eq=False)
class Indicator(Term):
    """One row of data/indicators.csv.

    Attributes
    ----------
    definition_en, definition_zh
        What it measures, in a sentence.
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
        The years from which the level is on another basis, by a census or a change of definition.
    """

    definition_en: str
    definition_zh: str
    unit_term: Term
    stage_term: Term | None
    measure: str
    price_basis: str
    accounting: str
    minimum: float
    maximum: float
    growth_from_levels: str
    breaks: tuple[int, ...]

    @property
    def definition(self) -> str:
        """What it measures, in the language in use."""
        return in_use(self.definition_en, self.definition_zh)

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

    def breaks_between(self, first: int, last: int) -> tuple[int, ...]:
        """The breaks that lie between the levels of two years.

        The level of the year of a break is on the new basis already, so that a break in `first` parts nothing.
        """
        return tuple(year for year in self.breaks if first < year <= last)

    def allows_growth(self, first: int, last: int, one_source: bool, back_revised: bool) -> bool:
        """Whether growth may be computed from its levels of two years.

        Parameters
        ----------
        one_source
            Whether both are from one source: levels of two vintages are never divided where they may be revised.
        back_revised
            Whether that source carries its levels back onto one basis.
        """
        one_basis = one_source and (back_revised or not self.breaks_between(first, last))
        return self.growth_from_levels == "yes" or (self.growth_from_levels == "within_vintage" and one_basis)


def indicators_in(table: pd.DataFrame, vocabularies: dict[str, dict[str, Term]]) -> dict[str, Indicator]:
    """The indicators of the codebook, by code."""
    found = {}
    for code, row in table.to_dict("index").items():
        row |= {"code": code, "breaks": tuple(int(year) for year in row["level_breaks"].split("|") if year)}
        row |= {"unit_term": vocabularies["unit"][row["unit"]], "stage_term": vocabularies["stage"].get(row["stage"])}
        found[str(code)] = Indicator(**{each.name: row[each.name] for each in fields(Indicator)})
    return found
