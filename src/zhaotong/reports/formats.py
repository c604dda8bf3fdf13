"""What a report states of itself: what it is about, when and with what it was made, how to make it again."""

from dataclasses import dataclass
from datetime import datetime

from helpers.text import language


@dataclass(frozen=True)
class Face:
    """The facts on the face of a report, in its language.

    Attributes:
        time: when it was made, in ISO format; `made` says it in words
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
class Form:
    """In which form a report is handed over, beside its page, its notebook, its record and its workbook.

    Attributes:
        show_code: keep the code in the page, folded
        charts: write each chart to a file of its own as well: "png" or "svg"; none by default
        pdf: print the page as well
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


PLAIN = Form()
