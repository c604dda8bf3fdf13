"""The headings above a column, from above: merged ones, those that are broken into lines, an exporter's long names."""

import re
from collections.abc import Sequence

from helpers.figures.regions import Regions
from helpers.reading.tables.cells import is_place
from helpers.reading.tables.heading_words import words_in
from helpers.reading.tables.headings import Headings


def named_apart(path: tuple[str, ...], known: Regions) -> tuple[str, ...]:
    """A path with the place before the name of a series as a level of its own: 鹤溪市:GDP:累计同比."""
    parted = [re.split("[:：]", each) for each in path]
    named = [
        parts if len(parts) > 1 and any(is_place(words_in(part), known) for part in (parts[0], parts[-1])) else [each]
        for parts, each in zip(parted, path, strict=True)
    ]
    return tuple(part for parts in named for part in parts)


def joined(path: tuple[str, ...], headings: Headings, known: Regions) -> tuple[str, ...]:
    """A path with a name that is broken into lines as one: 人均地区, 生产总值."""
    for size in range(len(path), 1, -1):
        for at in range(len(path) - size + 1):
            lines = path[at : at + size]
            heading = headings.read("".join(lines))
            alone = [headings.read(each) for each in lines]
            broken = any(each.rest or is_place(words_in(line), known) for each, line in zip(alone, lines, strict=True))
            if heading.subject and not heading.rest and broken:
                return (*path[:at], "".join(lines), *path[at + size :])
    return path


def path_of(rows: Sequence[Sequence[str]], header: Sequence[int], column: int) -> tuple[tuple[str, ...], bool]:
    """The headings above a column, from above; a merged one reaches to the right. And whether one is its own."""
    own = any(rows[row][column] for row in header)
    path = []
    for row in header:
        text, at = rows[row][column], column
        lower = row != header[-1] or not own
        while not text and lower and at and not any(rows[each][at] for each in header if each < row):
            at -= 1
            text = rows[row][at]
        path.append(text)
    return tuple(dict.fromkeys(filter(None, path))), own
