"""The frame of a table: one that is wide scrolls sideways, a long one up and down, and both say so."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from markupsafe import Markup

from helpers.text.citations import plain
from helpers.text.language import _


class About(NamedTuple):
    """What a frame that was computed from figures is shown with.

    Attributes
    ----------
    title
        What it is of, and in which unit.
    rows
        By column and line, the rows of data/observations.csv that a number rests on; none of a column left out.
    names
        What columns, and the index by its name, are called in the language in use, where that is not their name.
    """

    title: str
    rows: Mapping[Any, Mapping[Any, Iterable[int]]] = {}
    names: Mapping[Any, str] = {}


_WIDE, _LONG = 4, 24  # columns, and lines, from which on a table may be too large for a screen
_NAME = re.compile(r'(?<= aria-label=")[^"]*')
_REGION = re.compile(r'<\w+(?= [^<>]*\brole="region")(?= [^<>]*\baria-label=")[^<>]*>')


def frame_attributes(caption: str, columns: int, lines: int, as_cards: bool = False) -> dict[str, str]:
    """What the frame of a table is: a part of the page that the keyboard can scroll, where it may be too large.

    Parameters
    ----------
    as_cards
        Each line becomes a card on a phone.
    """
    wide, long = columns >= _WIDE, lines >= _LONG
    names = {"table": True, "cards": as_cards, "wide": wide, "long": long}
    attributes = {"class": " ".join(name for name, is_so in names.items() if is_so)}
    if wide or long:
        attributes |= {"role": "region", "aria-label": plain(Markup(caption).striptags()), "tabindex": "0"}
    return attributes


def attributes_of(values: dict[str, str]) -> Markup:
    """Attributes in a tag, those aside that say nothing."""
    return Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in values.items() if value)


def tell_apart(page: str) -> str:
    """A page with the parts of one name numbered: who goes from part to part by name must know them apart."""
    counts: Counter[str] = Counter()

    def named(found: re.Match[str]) -> str:
        label = _NAME.findall(found[0])[0]
        counts[label] += 1
        if counts[label] == 1:
            return found[0]
        return _NAME.sub(
            lambda _label: _("%(label)s (%(number)s)") % {"label": label, "number": counts[label]}, found[0]
        )

    return _REGION.sub(named, page)
