"""Rows of text in columns of a terminal, by the width of letters."""

from collections.abc import Sequence

from zhaotong.cli.layout import width

_GAP = 2


def in_columns(rows: Sequence[Sequence[str]], numbers: Sequence[int] = ()) -> list[str]:
    """Rows as lines, each column as wide as its widest text.

    Parameters
    ----------
    numbers
        The columns whose texts end, and do not begin, below each other.
    """
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    return [(" " * _GAP).join(_filled(row, widths, numbers)).rstrip() for row in rows]


def _filled(row: Sequence[str], widths: Sequence[int], numbers: Sequence[int]) -> list[str]:
    spaces = [" " * (across - width(text)) for text, across in zip(row, widths, strict=True)]
    return [
        space + text if place in numbers else text + space
        for place, (text, space) in enumerate(zip(row, spaces, strict=True))
    ]
