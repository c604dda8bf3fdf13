"""Where figures come from: a publication and how far to trust it."""

import re
from dataclasses import dataclass

import pandas as pd

from helpers.figures.terms import Term

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Source:
    """One row of data/sources.csv.

    Attributes
    ----------
    vintage
        The month, or year, at which it states what was known; first-release where it carries figures as first
        announced; empty where that is not recorded.
    reliability_term
        How far to trust it.
    rank
        The place of its reliability, 0 the best.
    back_revised
        Whether its levels are carried back onto one basis.
    """

    code: str
    publisher: str
    title: str
    url: str
    vintage: str
    reliability_term: Term
    rank: int
    back_revised: bool

    @property
    def publication(self) -> tuple[str, str]:
        """Publisher and title without its year: what the editions of a yearbook have in common."""
        return self.publisher, _YEAR.sub("", self.title)

    @property
    def reliability(self) -> str:
        """The code of its reliability."""
        return self.reliability_term.code

    @property
    def reliability_name(self) -> str:
        """Its reliability in words."""
        return self.reliability_term.name


def sources_in(table: pd.DataFrame, reliabilities: dict[str, Term]) -> dict[str, Source]:
    """The sources of a table, by code; the reliabilities are given best first."""
    ranked = {code: (term, rank) for rank, (code, term) in enumerate(reliabilities.items())}
    columns = ["publisher", "title", "url", "vintage", "reliability", "back_revised"]
    return {
        code: Source(code, publisher, title, url, vintage, *ranked[reliability], back_revised == "yes")
        for code, publisher, title, url, vintage, reliability, back_revised in table[columns].itertuples(name=None)
    }
