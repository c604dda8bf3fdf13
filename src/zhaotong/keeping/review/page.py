"""A review as a page that stands by itself: each sentence with its numbers marked, their rows beside it.

The page shows and a workbook decides. Whatever stands in a text is shown as it stands: nothing in it is markup here.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from helpers.checks.findings import REVISION, ROUNDING, SAME
from helpers.figures.indicators import Indicator
from helpers.figures.periods import window_words
from helpers.figures.printed import split_printed
from helpers.reading.quotes import Quote
from helpers.show.frame import tell_apart
from helpers.show.key_figures import KeyFigures
from helpers.show.table import Table
from helpers.text.language import HTML_LANGUAGE, _, language_in_use, number
from zhaotong.keeping.review.about import about_facts
from zhaotong.keeping.review.reviewing import Item, Review
from zhaotong.keeping.review.words import counts_words, safe_words, standing_told, standing_words
from zhaotong.reports.formats import time_words
from zhaotong.reports.page import made_words
from zhaotong.reports.policy import STYLE, STYLES, TEMPLATE, policy
from zhaotong.reports.version import project_version

_KNOWN = (SAME, ROUNDING, REVISION)


def review_page(review: Review, command: str) -> str:
    """The page, in the language in use.

    Parameters
    ----------
    command
        That which writes the workbook of the same review.
    """
    now, head = datetime.now().astimezone(), review.about.head
    style = STYLE + (STYLES / "review.css").read_text(encoding="utf-8")
    environment = Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    facts = about_facts(head, review.about.region, review.observations)
    page = environment.get_template("review.html.j2").render(
        html_language=HTML_LANGUAGE[language_in_use()],
        text_language=HTML_LANGUAGE.get(head.language, head.language),
        policy=policy(style),
        style=Markup(style),
        skip=_("Skip to the report"),
        title=_("What a text says, to be reviewed"),
        name=review.document.name,
        dateline=" · ".join(filter(None, [review.document.name, head.title])),
        summary=counts_words(review.counts),
        counts=KeyFigures({standing_words(key): number(n, 0) for key, n in review.verdicts.items()}).html,
        notes=[safe_words(review), *review.notices],
        about=Table(_("What the text is about"), [_("what"), _("as confirmed")], [list(each) for each in facts]).html,
        heading=_("Every number in its sentence"),
        legend=_(
            "A number leads to what it was read as. Green is new and sure, blue is known, red is most likely wrong or "
            "in conflict, dotted is no row."
        ),
        passages=list(_passages(review)),
        made=made_words(now.isoformat(timespec="seconds"), time_words(now), project_version()),
        again=_("This page shows; a workbook decides. The command that writes it:"),
        command=command,
    )
    return tell_apart(page)


def _passages(review: Review) -> Iterator[dict[str, Any]]:
    """The sentences and the rows of tables that have numbers, in their order."""
    for (line, text), group in groupby(review.items, key=lambda item: (item.proposal.quote.line, _said(item))):
        items = list(group)
        yield {
            "label": _("line %(line)s") % {"line": line},
            "text": _marked(text, items),
            "numbers": [_number(review, item) for item in items],
        }


def _said(item: Item) -> str:
    return item.proposal.quote.text


def _marked(text: str, items: list[Item]) -> Markup:
    said, at = Markup(""), 0
    mark = Markup('<mark class="{}"><a href="#n{}">{}</a></mark><sup>{}</sup>')
    for item in items:
        quote: Quote = item.proposal.quote
        if quote.start < at:
            continue
        said += escape(text[at : quote.start])
        number = item.proposal.number
        said += mark.format(_kind(item), number, text[quote.start : quote.end], number)
        at = quote.end
    return said + escape(text[at:])


def _kind(item: Item) -> str:
    """How it is marked."""
    if not item.standing:
        return "none"
    if item.standing.is_grave:
        return "grave"
    if item.standing.verdict in _KNOWN:
        return "known"
    return "safe" if item.is_safe else "new"


def _number(review: Review, item: Item) -> dict[str, Any]:
    reading, cells = item.proposal.reading, item.proposal.cells
    known = reading.indicator in review.observations.indicators.index
    indicator: Indicator | None = review.observations.indicator(reading.indicator) if known else None
    what = indicator.name if indicator else reading.subject or reading.printed
    row = ""
    if item.standing:
        region = cells["region"]
        place = review.observations.region(region).name if region in review.observations.places else region
        when = window_words(cells["period"], cells["span"]) if item.proposal.is_whole else cells["period"]
        unit = indicator.unit_name if indicator else ""
        row = " · ".join(filter(None, [place, when, f"{_written(cells['value'])} {unit}".strip()]))
    standing = standing_told(item)
    names = {"number": item.proposal.number, "what": what, "row": row, "standing": standing, "why": item.why}
    return names | {"kind": _kind(item)}


def _written(value: str) -> str:
    """A value as it is read: 586300e-4 is 58.6300."""
    parts = split_printed(value)
    return f"{parts.numbers[0]:f}" if parts.exponent and not parts.upper else value
