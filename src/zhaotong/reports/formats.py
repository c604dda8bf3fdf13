"""The facts that a page states of its report, and the formats in which a report is handed over."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from helpers.text import language

if TYPE_CHECKING:
    from nbformat import NotebookNode  # takes a seventh of a second to load, and here only names a type


@dataclass(frozen=True)
class PageFacts:
    """The facts that a page states of its report, in its language.

    Attributes
    ----------
    question
        Its title; that of the notebook where its cells state none.
    region, window, vintage
        Empty where the report has none.
    newest
        The period of the latest figure of its region, in words; empty where it used none.
    time
        When it was made, in ISO format; `made` says it in words.
    names_places
        Whether its title names the region.
    notes
        What a reader must know before all else, such as the one language there is.
    """

    question: str
    region: str
    window: str
    vintage: str
    newest: str
    time: str
    made: str
    version: str
    command: str
    notes: tuple[str, ...] = ()
    names_places: bool = False


def time_words(time: datetime) -> str:
    """A time as the language in use writes it."""
    return f"{language.day(time.date())} {time:%H:%M}"


def _option(words: str, choices: tuple[str, ...] = (), write: str = "", check: str = "") -> Any:
    """A format as an option of the command: its help, its choices, and by name what writes it and what it needs."""
    about = {"help": words, "choices": choices, "write": write, "check": check}
    return field(default=None if choices else False, metadata=about)


@dataclass(frozen=True)
class Formats:
    """What is written of a report beside its page, its notebook, its record and its workbook.

    Each field is an option of the commands that make reports. The function that writes a format is called with the
    value, the file of the page and the executed notebook, and puts files beside the page; the one that checks it is
    called before anything runs. Both are named "module:function", and loaded only where they are wanted.
    """

    show_code: bool = _option("Keep the code, folded.")
    charts: str | None = _option(
        "Write each chart to a file as well.", ("png", "svg"), "zhaotong.reports.pictures:write_charts"
    )
    pdf: bool = _option(
        "Print each page to a PDF file as well; wants Chromium.",
        write="zhaotong.reports.pdf:write_pdf",
        check="zhaotong.reports.pdf:find_browser",
    )

    @property
    def options(self) -> list[str]:
        """As words of the command."""
        words = [(f"--{name.replace('_', '-')}", value) for name, value, _about in self._wanted()]
        return [word for pair in words for word in pair if word is not True]

    def check(self) -> None:
        """Check that this machine can write them.

        Raises
        ------
        InputError
            It cannot; the message says what is missing.
        """
        for _name, _value, about in self._wanted():
            if about["check"]:
                resolve_name(about["check"])()

    def write(self, page: Path, executed: "NotebookNode") -> None:
        """Write them beside a page."""
        for _name, value, about in self._wanted():
            if about["write"]:
                resolve_name(about["write"])(value, page, executed)

    def _wanted(self) -> list[tuple[str, Any, Mapping[str, Any]]]:
        return [(each.name, value, each.metadata) for each in fields(self) if (value := getattr(self, each.name))]


PLAIN = Formats()
