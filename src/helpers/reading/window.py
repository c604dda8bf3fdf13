"""A stretch of time in the notation of data/observations.csv."""

from dataclasses import dataclass, replace
from itertools import takewhile


@dataclass(frozen=True)
class Window:
    """A stretch of time.

    Attributes
    ----------
    period, span
        As data/observations.csv has them.
    local
        Whether it holds for the clause that names it alone: 上年同期.
    clear
        Whether the words can mean nothing else.
    several
        The years of a list that the words stand for: 2032年至2034年.
    until
        Whether it is a day up to which something was counted: 截至10月底.
    """

    period: str
    span: str
    local: bool = False
    clear: bool = True
    several: tuple[str, ...] = ()
    until: bool = False

    @property
    def year(self) -> int:
        """Its year; 0 where no time is known."""
        return int("".join(takewhile(str.isdecimal, self.period)) or 0)

    def year_before(self) -> "Window":
        """The same window a year earlier."""
        return replace(self, period=f"{self.year - 1}{self.period[4:]}", local=True, several=())
