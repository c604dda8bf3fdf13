"""Where figures come from: a publication and how far to trust it."""

import re
from dataclasses import dataclass

import pandas as pd

from helpers.figures.terms import Term, in_use

_YEAR = re.compile(r"(?<!\d)(19|20)\d\d(?!\d)")


@dataclass(frozen=True)
class Source:
    """One row of data/sources.csv.

    Attributes
    ----------
    publisher_en, title_en
        What is recorded as its publisher and its title: in English, or as its only name.
    publisher_zh, title_zh
        Its publisher and its title in a Chinese text: those recorded in Chinese, or else the same as in English. A
        title of its own stays as it is in both; where it has none, there is a description in each.
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
    publisher_en: str
    publisher_zh: str
    title_en: str
    title_zh: str
    url: str
    vintage: str
    reliability_term: Term
    rank: int
    back_revised: bool

    @property
    def publisher(self) -> str:
        """Who published it, in the language in use."""
        return in_use(self.publisher_en, self.publisher_zh)

    @property
    def title(self) -> str:
        """Its title, or what it is, in the language in use."""
        return in_use(self.title_en, self.title_zh)

    @property
    def publication(self) -> tuple[str, str]:
        """Publisher and title without its year: what the editions of a yearbook have in common."""
        return self.publisher_en, _YEAR.sub("", self.title_en)

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
    for name in ("publisher", "title"):
        chinese = table[f"{name}_zh"]
        table = table.assign(**{f"{name}_zh": chinese.where(chinese != "", table[name])})
    columns = ["publisher", "publisher_zh", "title", "title_zh", "url", "vintage", "reliability", "back_revised"]
    return {
        code: Source(code, *words, *ranked[reliability], back_revised == "yes")
        for code, *words, reliability, back_revised in table[columns].itertuples(name=None)
    }
