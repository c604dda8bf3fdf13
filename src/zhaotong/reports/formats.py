"""The facts that a page states of its report, and the formats in which a report is handed over."""

from dataclasses import dataclass
from datetime import datetime

from helpers.text import language


@dataclass(frozen=True)
class PageFacts:
    """The facts that a page states of its report, in its language.

    Attributes
    ----------
    time
        When it was made, in ISO format; `made` says it in words.
    """

    question: str
    region: str
    window: str
    vintage: str
    time: str
    made: str
    version: str
    command: str


def time_words(time: datetime) -> str:
    """A time as the language in use writes it."""
    return f"{language.day(time.date())} {time:%H:%M}"


@dataclass(frozen=True)
class Formats:
    """What is written of a report beside its page, its notebook, its record and its workbook.

    Attributes
    ----------
    show_code
        Keep the code in the page, folded.
    charts
        Write each chart to a file of its own as well: "png" or "svg"; none by default.
    pdf
        Print the page as well.
    """

    show_code: bool = False
    charts: str | None = None
    pdf: bool = False

    @property
    def options(self) -> list[str]:
        """As words of the command."""
        return [
            *(["--show-code"] if self.show_code else []),
            *(["--charts", self.charts] if self.charts else []),
            *(["--pdf"] if self.pdf else []),
        ]


PLAIN = Formats()
