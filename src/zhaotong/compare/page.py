"""A comparison of two reports as a page that stands by itself."""

import os
import shlex
from datetime import datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from helpers.show.frame import tell_apart
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.text.language import HTML_LANGUAGE, _, in_language, language_in_use
from helpers.text.messages import InputError, shortened
from zhaotong.compare.comparison import Comparison, Part, Section, month_words
from zhaotong.reports.formats import time_words
from zhaotong.reports.page import made_words
from zhaotong.reports.policy import STYLE, TEMPLATE, policy
from zhaotong.reports.record_model import Report, record_path
from zhaotong.reports.version import project_version

_OPEN = 12  # lines up to which a part is shown open


def put_comparison(comparison: Comparison, files: tuple[Path, Path], command: list[str], output: Path) -> None:
    """Write the page of a comparison to a file.

    Parameters
    ----------
    files
        Those that the reports were read from.
    command
        The words of the command that makes it again.

    Raises
    ------
    InputError
        The file belongs to one of the reports, or cannot be written.
    """
    name = shortened(output, 200)
    if record_path(output.resolve()) in [record_path(file.resolve()) for file in files]:
        raise InputError(
            _("%(file)s is a file of one of the reports: give another for the comparison") % {"file": name}
        )
    aside = output.with_name(f".{os.getpid()}-{output.name}"[:100])
    try:
        with in_language(comparison.language):
            page = write_comparison(comparison, files, command)
        aside.write_text(page, encoding="utf-8", newline="\n")
        os.replace(aside, output)
    except OSError as error:
        aside.unlink(missing_ok=True)
        names = {"file": name, "reason": error.strerror}
        raise InputError(_("%(file)s cannot be written: %(reason)s") % names) from None


def write_comparison(comparison: Comparison, files: tuple[Path, Path], command: list[str]) -> str:
    """The page of a comparison, in the language in use, which is its own."""
    now = datetime.now().astimezone()
    reports = (comparison.first, comparison.second)
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.get_template("comparison.html.j2").render(
        html_language=HTML_LANGUAGE[comparison.language],
        policy=policy(STYLE),
        style=Markup(STYLE),
        skip=_("Skip to the report"),
        title=_("What differs between two reports"),
        dateline=" · ".join(dict.fromkeys([comparison.first.notebook, *map(_subject, reports)])),
        summary=comparison.summary,
        counts=KeyFigures({section.title: str(section.count) for section in comparison.sections}).html,
        notes=comparison.notes,
        reports=_about(reports, files).html,
        sections=[
            (section.title, [_table(part, section).html for part in section.parts]) for section in comparison.sections
        ],
        made=made_words(now.isoformat(timespec="seconds"), time_words(now), project_version()),
        again=_("The command that makes this comparison again:"),
        command=shlex.join(command),
    )
    return tell_apart(page)


def _subject(report: Report) -> str:
    return report.name(report.result.region, report.language)


def _about(reports: tuple[Report, Report], files: tuple[Path, Path]) -> Table:
    """The two reports side by side."""
    facts = {
        _("file"): [file.name for file in files],
        _("region"): [_in(report.language, _subject(report)) for report in reports],
        _("years"): [_in(report.language, report.result.window) for report in reports],
        _("Finding"): [_in(report.language, report.result.finding) for report in reports],
        _("newest figures as of"): [month_words(report.result.vintage) for report in reports],
        _("made"): [report.made for report in reports],
        _("version"): [report.version for report in reports],
    }
    header = [_("what"), _("first report"), _("second report")]
    return Table(_("The two reports"), header, [[name, *texts] for name, texts in facts.items()])


def _table(part: Part, section: Section) -> Table:
    """The lines of a part, with their places if they have any."""
    header = [_("what"), *section.columns, *([_("place in it")] if part.places else [])]
    lines = [[_in(part.language, text) for text in line] for line in part.lines]
    if part.places:
        lines = [[*line, place] for line, place in zip(lines, part.places, strict=True)]
    caption = _in(part.language, part.name) if part.name else section.title
    return Table(caption, header, lines, folded=len(lines) > _OPEN)


def _in(language: str | None, text: str) -> str:
    """A text of a report, marked where its language is not that of the page."""
    if language in (None, language_in_use()):
        return text
    return Markup('<span lang="{}">{}</span>').format(HTML_LANGUAGE[language], text)
