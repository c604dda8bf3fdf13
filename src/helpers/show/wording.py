"""The parts of sentences: safe insertion, gaps and intervals in words, and the paragraph that a notebook shows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from IPython.display import display
from markupsafe import Markup, escape

from helpers.figures.printed import Rounded, decimals_of, split_printed
from helpers.figures.series import SelectedSeries
from helpers.show.marks import live
from helpers.show.resources import RESOURCE_TYPE, resource
from helpers.text import language
from helpers.text.cells import Cell
from helpers.text.citations import cited, plain, say
from helpers.text.language import Number, _, joined, number, signed
from helpers.text.messages import InputError, shortened

RESULT_TYPE = "application/vnd.zhaotong.result+json"


@dataclass(frozen=True)
class Paragraph:
    """Sentences as a notebook shows them; those of a finding go into the index of reports as well.

    Attributes
    ----------
    sentences
        Markup, or plain texts, which are escaped; their marks stay.
    role
        "title", "finding", "answer" for what stands with it before the introduction, or else "text".
    """

    sentences: Sequence[str]
    role: str = "text"

    def __post_init__(self) -> None:
        given = [self.sentences] if isinstance(self.sentences, str) else self.sentences
        object.__setattr__(self, "sentences", [escape(sentence) for sentence in given])

    @property
    def text(self) -> str:
        """The sentences without tags and marks."""
        return plain(self._without_tags)

    @property
    def _without_tags(self) -> str:
        return joined([Markup(sentence).striptags() for sentence in self.sentences])

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        tag = "h1" if self.role == "title" else "p"
        html = live(f'<{tag} class="{self.role}">{joined(self.sentences)}</{tag}>')
        bundle = {"text/html": html, "text/plain": self.text}
        if self.role == "title":
            return bundle | {RESULT_TYPE: {"title": self.text}}
        if self.role != "finding":
            return bundle
        cell = Cell(self._without_tags)
        said = {RESULT_TYPE: {"finding": self.text}, RESOURCE_TYPE: resource(self.role, "", [self.role], [[cell]])}
        return bundle | said


def title(question: str) -> Paragraph:
    """The question of a report with the names of its places; its page has it in place of the notebook's heading."""
    return Paragraph([question], role="title")


def finding(sentence: str) -> Paragraph:
    """The one sentence that a report says first, and that the index of reports repeats.

    Parameters
    ----------
    sentence
        A text, whose numbers are best given by `cite`; what looks like HTML in it is shown as it stands.

    Returns
    -------
    Paragraph
        Shown by the notebook; its `text` is the sentence without marks.

    Raises
    ------
    InputError
        It is no text, or an empty one.

    See Also
    --------
    cite

    Examples
    --------
    >>> rates = helpers.series("Zhaotong", "gdp_growth_real", (2023, 2023))
    >>> helpers.finding(f"Zhaotong grew by {helpers.cite(rates)} in 2023.").text
    'Zhaotong grew by 7.7% in 2023.'
    """
    if not isinstance(sentence, str) or not sentence.strip():
        raise InputError(_("finding: a sentence is expected; %(given)s is none") % {"given": shortened(repr(sentence))})
    return Paragraph([sentence], role="finding")


def repeated(template: str, *contents: Iterable[object]) -> Markup:
    """A piece of HTML for each of several contents, which are escaped."""
    return Markup("").join(map(Markup(template).format, *contents))


def until_sentence(series: SelectedSeries) -> Markup | None:
    """Until when a level goes, and who has it on another basis after that; None where nobody has."""
    if not series.goes_on:
        return None
    message = _(
        "The levels of %(source)s end in %(last)s. What follows is on another basis, drawn apart and not joined: "
        "%(others)s."
    )
    others = []
    for each in series.goes_on:
        first, last = (language.period(end(each.figures), each.span) for end in (min, max))
        years = first if first == last else _("%(first)s–%(last)s") % {"first": first, "last": last}
        others.append(_("%(years)s (%(publisher)s)") % {"years": years, "publisher": each.publisher})
    last = language.period(max(series.figures), series.span)
    return say(message, last=last, source=series.publisher, others=_(", ").join(others))


def interval(figure: Rounded) -> str:
    """The interval of a figure: "2.25 to 3.35"."""
    low, high = map(_shortest, figure.bounds)
    return cited(_("%(low)s to %(high)s") % {"low": low, "high": high}, figure.rows, low.value, high.value)


def quoted(figure: Rounded, decimals: int = 1, sign: bool = False) -> str:
    """A figure's value as a number, with the mark that leads to its rows; with its sign where it is a difference."""
    return cited((signed if sign else number)(figure.value, decimals), figure.rows)


def as_printed(printed: str) -> Number:
    """A single value with the digits that its source printed: 8.0, 1,240.9, −4.3."""
    [value] = split_printed(printed).numbers
    return number(float(value), max(0, decimals_of(value)))


def _shortest(value: float) -> Number:
    """Two decimals, without a trailing zero: 2.25, 3.5."""
    return number(value, 1 if round(value, 2) == round(value, 1) else 2)


def show(*parts: object) -> None:
    """Display paragraphs, tables, charts and plain texts one below the other; None, or no sentence, shows nothing."""
    for part in parts:
        shown = Paragraph([part]) if isinstance(part, str) else part
        if shown is not None and not (isinstance(shown, Paragraph) and not shown.sentences):
            display(shown)
