"""Columns of a page: where its text stands side by side, each column is read to its end before the next.

What parts two columns is a strip that no word enters, with lines of prose on both sides, which fill their column. The
cells of a table are short, or wide gaps part them: these stay beside each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from helpers.reading.intake.pdf_pages import Grid
from helpers.reading.intake.pdf_words import Box, Word, around, lines_of

Thing = Word | Grid
_STRIP = 0.9  # letters: what parts columns is wider than a space, and wider than this
_HANGING = re.compile("[，。；：、）》”’,.;:)]+")
_BIN = 2.0  # points
_WIDEST = 50.0  # letters: what is farther away, or as high, is no text beside another
_TRIES = 6  # strips that are looked at, those beside the most words first
_LINES, _FEWEST = 3, 2  # on either side; below or above of others, where columns are known to stand there
_WIDTH = 8.0  # letters of a column
_LARGE = 1.15  # times the type of the text: of titles
_FULL = 0.8  # of the width of its column: a line of prose
_DEEPEST = 8  # columns within columns


@dataclass(frozen=True)
class Stretch:
    """Words and tables that are read one below the other; `column` is where, None for the whole page."""

    things: tuple[Thing, ...]
    column: Box | None = None


def stretches_of(things: Sequence[Thing], depth: int = 0) -> Iterator[Stretch]:
    """The words and tables of a page in the order in which they are read, column by column."""
    words = _words(things)
    if depth < _DEEPEST and len(words) >= 2 * _LINES:
        em = max(median(word.em for word in words), 1.0)
        for at in _strips(words, em):
            if found := list(_bands(things, at, em)):
                yield from _in_order(things, found, at, depth)
                return
    if things:
        yield Stretch(tuple(things), around([each.box for each in things]) if depth else None)


def _words(things: Sequence[Thing]) -> list[Word]:
    return [each for each in things if isinstance(each, Word)]


def _in_order(
    things: Sequence[Thing], bands: Sequence[tuple[float, float]], at: float, depth: int
) -> Iterator[Stretch]:
    """What stands above, left and right in, and below of each band."""
    rest = list(things)
    for _top, bottom in bands:
        here = [each for each in rest if each.box.centre < bottom]
        rest = [each for each in rest if each.box.centre >= bottom]
        inside = [each for each in here if each.box.centre > _top]
        if above := [each for each in here if each.box.centre <= _top]:
            yield _whole(above, depth)
        yield from stretches_of([each for each in inside if _is_left(each, at)], depth + 1)
        yield from stretches_of([each for each in inside if not _is_left(each, at)], depth + 1)
    if rest:
        yield _whole(rest, depth)


def _whole(things: Sequence[Thing], depth: int) -> Stretch:
    return Stretch(tuple(things), around([each.box for each in things]) if depth else None)


def _strips(words: Sequence[Word], em: float) -> list[float]:
    """Where between words beside each other the most gaps are: the middles of some strips, from left."""
    votes: dict[int, int] = {}
    near_by: dict[int, list[Box]] = {}  # by how far below they stand
    words = [word for word in words if word.box.height < _WIDEST * em]
    for word in sorted(words, key=lambda each: each.box.left):
        for row in range(int(word.box.top / em), int(word.box.bottom / em) + 1):
            near_by.setdefault(row, []).append(word.box)
    for word in words:
        box = word.box
        beside = [
            each.left
            for row in (int(box.top / em), int(box.bottom / em))
            for each in near_by[row]
            if each.left >= box.right and each.top < box.bottom and box.top < each.bottom
        ]
        if beside and _STRIP * em < min(beside) - box.right < _WIDEST * em:
            for each in range(int(box.right / _BIN) + 1, int(min(beside) / _BIN) + 1):
                votes[each] = votes.get(each, 0) + 1
    found = []
    for _try in range(_TRIES):
        most = max(votes.values(), default=0)
        if most < _FEWEST:
            break
        first = next(each for each in sorted(votes) if votes[each] == most)
        last = first
        while votes.get(last + 1) == most:
            last += 1
        found.append((first + last) / 2 * _BIN)
        near = int(2 * em / _BIN) + 1
        votes = {each: n for each, n in votes.items() if not first - near <= each <= last + near}
    return sorted(found)


def _bands(things: Sequence[Thing], at: float, em: float) -> Iterator[tuple[float, float]]:
    """From where to where, in points from above, a strip parts columns: nothing enters it there."""
    crossing = sorted((each.box for each in things if _enters(each, at, em)), key=lambda box: box.top)
    begins = [0.0, *(box.centre for box in crossing)]
    ends = [*(box.centre for box in crossing), float("inf")]
    parted = [
        (top, bottom, [each for each in things if top < each.box.centre < bottom])
        for top, bottom in zip(begins, ends, strict=True)
    ]
    if not any(_are_columns(inside, at, em, _LINES) for _top, _bottom, inside in parted):
        return
    for top, bottom, inside in parted:
        if _are_columns(inside, at, em, _FEWEST):
            tops = [each.box.top for each in inside if isinstance(each, Grid)]
            tops += [line.box.top for line in lines_of(_words(inside)) if line.em < _LARGE * em]
            yield max(top, min(tops, default=top)), bottom  # the end of a title above may enter no strip


def _are_columns(things: Sequence[Thing], at: float, em: float, fewest: int) -> bool:
    words = _words(things)
    left, right = [each for each in words if _is_left(each, at)], [each for each in words if not _is_left(each, at)]
    if _is_column(left, em, fewest):  # right of it there may be two and more
        return _is_column(right, em, fewest) or any(
            _are_parted(right, other, em, fewest) for other in _strips(right, em)
        )
    return False


def _are_parted(words: list[Word], at: float, em: float, fewest: int) -> bool:
    """Whether a strip that no word enters parts words into columns."""
    return not any(_enters(word, at, em) for word in words) and _are_columns(words, at, em, fewest)


def _enters(thing: Thing, at: float, em: float) -> bool:
    """Whether something stands in a strip; a mark at the end of a line may hang into it."""
    half = _STRIP * em / 2
    hangs = isinstance(thing, Word) and _HANGING.fullmatch(thing.text)
    return thing.box.left < at + half and thing.box.right > at - half and not hangs


def _is_left(thing: Thing, at: float) -> bool:
    return (thing.box.left + thing.box.right) / 2 <= at


def _is_column(words: list[Word], em: float, fewest: int) -> bool:
    """Whether words are prose in lines below each other: a third of them and more fill their column.

    Headings and the ends of paragraphs do not. Titles are no measure of it, and neither are the rows of a table that
    stands in it, unless it is nothing else.
    """
    lines = [line for line in lines_of(words) if line.em < _LARGE * em]
    if len(lines) < fewest:
        return False
    box = around([line.box for line in lines])
    width = box.right - box.left
    whole = [line for line in lines if len(line.cells) == 1]
    full = [line for line in whole if line.box.right - line.box.left > _FULL * width]
    is_prose = 3 * len(full) >= len(whole) and len(full) >= _FEWEST and 3 * len(whole) >= len(lines)
    return width > _WIDTH * em and len(whole) >= fewest and is_prose
