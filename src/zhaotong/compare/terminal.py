"""A comparison of two reports as lines for a terminal: long lists are cut short, and nothing in them can steer it."""

from collections.abc import Iterator

from helpers.text.language import _, in_language
from helpers.text.messages import shortened
from zhaotong.compare.comparison import ARROW, Comparison, Part, labelled

_LINES, _PARTS = 3, 10  # of a part, and of a section, that are shown
_WIDEST = 160


def comparison_lines(comparison: Comparison) -> list[str]:
    """What differs, a line each."""
    with in_language(comparison.language):
        return list(_lines(comparison))


def _lines(comparison: Comparison) -> Iterator[str]:
    yield comparison.summary
    yield from (shortened(note, 3 * _WIDEST) for note in comparison.notes)
    for section in comparison.sections:
        yield ""
        yield labelled(section.title, str(section.count))
        for part in section.parts[:_PARTS]:
            yield from _part_lines(part)
        if rest := section.parts[_PARTS:]:
            yield f"  {_more(sum(len(part.lines) for part in rest))}"


def _part_lines(part: Part) -> Iterator[str]:
    margin = "  "
    if part.name:
        yield margin + shortened(part.name, _WIDEST)
        margin *= 2
    for name, *texts in part.lines[:_LINES]:
        yield margin + labelled(shortened(name, _WIDEST), ARROW.join(shortened(text, _WIDEST) for text in texts))
    if rest := part.lines[_LINES:]:
        yield margin + _more(len(rest))


def _more(number: int) -> str:
    return _("… and %(n)s more") % {"n": number}
