"""The facts that a page states of its report, and the formats in which a report is handed over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

from helpers.text import language
from helpers.text.language import _

if TYPE_CHECKING:
    from nbformat import NotebookNode  # takes a seventh of a second to load, and here only names a type

    from zhaotong.reports.download import Download


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
    finding
        What its cells said to be the finding; empty where they said nothing.
    digest
        That of its figures; empty where it has none.
    download
        The file that it carries; None where it used no figures.
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
    finding: str = ""
    digest: str = ""
    download: "Download | None" = None

    @property
    def heading(self) -> str:
        """The question with the name of its region, as a list of reports has it."""
        if self.names_places or not self.region:
            return self.question
        return _("%(name)s: %(text)s") % {"name": self.region, "text": self.question}


def time_words(time: datetime) -> str:
    """A time as the language in use writes it."""
    return f"{language.day(time.date())} {time:%H:%M}"


def _option(words: str, choices: tuple[str, ...] = (), write: str = "", check: str = "") -> Any:
    """A format as an option of the command: its help, its choices, and by name what writes it and what it needs."""
    about = {"help": words, "choices": choices, "write": write, "check": check}
    return field(default=() if choices else False, metadata=about)


@dataclass(frozen=True)
class Formats:
    """What there is of a report beside its page, its notebook, its record and its workbook.

    Each field is an option of the commands that make reports; several of its choices may be had at once. The function
    that writes a format is called with the value, the file of the page and the executed notebook, and puts files beside
    the page; the one that checks it is called before anything runs. Both are named "module:function", and loaded only
    where they are wanted.
    """

    show_code: bool = _option("Keep the code, folded; --no-show-code takes it back.")
    charts: tuple[str, ...] = _option(
        "Write each chart to a file as well; may be given twice, and none takes all back.",
        ("png", "svg"),
        "zhaotong.reports.pictures:write_charts",
    )
    pdf: bool = _option(
        "Print each page to a PDF file as well, with Chromium; --no-pdf takes it back.",
        write="zhaotong.reports.pdf:write_pdf",
        check="zhaotong.reports.pdf:find_browser",
    )

    @classmethod
    def read(cls, kept: Any) -> "Formats":
        """Those that a record says; plain where it is one of an earlier edition."""
        known = {each.name for each in fields(cls)}
        if not isinstance(kept, dict) or not kept.keys() <= known:
            return PLAIN
        said: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in kept.items()}
        return cls(**said)

    def with_wishes(self, wishes: "Wishes") -> "Formats":
        """These, with what is asked for now and without what is taken back; what nobody speaks of stays."""
        asked: dict[str, Any] = {}
        for name, wish in wishes.items():
            if isinstance(wish, bool):
                asked[name] = wish
            elif wish:
                kept = () if NONE in wish else getattr(self, name)
                asked[name] = tuple(sorted({*kept, *wish} - {NONE}))
        return replace(self, **asked)

    def endings(self, files: Iterable[str]) -> set[str]:
        """Of files by what their names end in, those that belong to a report that has these formats."""
        known = {"html", "ipynb", "xlsx", *(["pdf"] if self.pdf else [])}
        kinds = tuple(f".{kind}" for kind in self.charts)
        return {each for each in files if each in known or (each.startswith("chart-") and each.endswith(kinds))}

    def check(self) -> None:
        """Check that this machine can write them.

        Raises
        ------
        InputError
            It cannot; the message says what is missing.
        """
        for _value, about in self._wanted():
            if about["check"]:
                resolve_name(about["check"])()

    def write(self, page: Path, executed: "NotebookNode") -> None:
        """Write them beside a page."""
        for value, about in self._wanted():
            if about["write"]:
                resolve_name(about["write"])(value, page, executed)

    def _wanted(self) -> list[tuple[Any, Mapping[str, Any]]]:
        return [(value, each.metadata) for each in fields(self) if (value := getattr(self, each.name))]


NONE = "none"  # the choice that takes all choices back
PLAIN = Formats()
# By the name of a format: whether it is asked for or taken back, or which of its choices are; None where nobody says.
Wishes = Mapping[str, bool | tuple[str, ...] | None]
