"""What a page says otherwise than the one that was derived from its data: piece by piece, as plain data."""

import csv
import io
import zipfile
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import NamedTuple

from bs4 import BeautifulSoup, Tag

from zhaotong.reports.parts import CHART, FILE, SOURCE, said_in
from zhaotong.verify.pieces import ORIGIN, Piece, whole, words_of

CHANGED, ADDED, MISSING, SHOWN, REST = "changed", "added", "missing", "shown", "rest"
BLOCK = "block"  # the kind of what a page states of its making
_ALIKE = 0.5  # how much two pieces have in common of which one was made the other
_AROUND = 12  # letters before and after what differs
_MOST = 50_000_000  # bytes that are unpacked


class Detail(NamedTuple):
    """One thing that differs in a piece.

    Attributes
    ----------
    where
        The row and column of a cell; empty in a text.
    now, made
        What the page says there, and what its data give; empty where nothing is.
    """

    where: str
    now: str
    made: str


class Difference(NamedTuple):
    """A piece that differs.

    Attributes
    ----------
    change
        How: CHANGED, ADDED, MISSING; SHOWN where it says the same; REST for what is no piece.
    kind, name
        Those of the piece.
    """

    change: str
    kind: str
    name: str
    details: list[Detail]


def differences(page: Sequence[Piece], derived: Sequence[Piece]) -> list[Difference]:
    """What a page says otherwise than the one derived from its data, in the order of the page."""
    return list(_differences(page, derived))


def other_differences(page: BeautifulSoup, derived: BeautifulSoup) -> list[Difference]:
    """Where pages differ, both parsed, whose pieces do not."""
    given, made = whole(page), whole(derived)
    return [Difference(REST, "", "", [Detail("", *_first(given, made))])] if given != made else []


def _differences(page: Sequence[Piece], derived: Sequence[Piece]) -> Iterator[Difference]:
    after, before = ([(piece.kind, piece.digest, piece.times) for piece in each] for each in (page, derived))
    for change, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if change == "equal":
            for made, now in zip(derived[first:last], page[start:end], strict=True):
                if made.shown != now.shown:
                    detail = Detail("", *_first(now.shown, made.shown))
                    yield Difference(SHOWN, now.kind, now.name, [detail])
            continue
        for one, other in _paired(page[start:end], derived[first:last]):
            if one and other:
                yield Difference(CHANGED, other.kind, other.name, list(_details(one, other)))
            elif one:
                yield Difference(ADDED, one.kind, one.name, [])
            elif other:
                yield Difference(MISSING, other.kind, other.name, [])


def _paired(page: Sequence[Piece], derived: Sequence[Piece]) -> Iterator[tuple[Piece | None, Piece | None]]:
    """Pieces that stand in one place, each with the one that it was made from, as far as one is like it."""
    left = list(derived)
    alone = len(page) == len(derived) == 1
    for now in page:
        alike = [(_likeness(now, made), -number) for number, made in enumerate(left) if made.kind == now.kind]
        best, number = max(alike, default=(0.0, 0))
        made = left.pop(-number) if best > _ALIKE or (alike and alone) else None
        yield now, made
    yield from ((None, made) for made in left)


def _likeness(one: Piece, other: Piece) -> float:
    if one.name == other.name:
        return 2.0
    return SequenceMatcher(None, one.name[:500], other.name[:500], autojunk=False).ratio()


def _details(now: Piece, made: Piece) -> Iterator[Detail]:
    if now.element is None or made.element is None:
        if now.name != made.name:
            yield _differing(now.name, made.name)
        yield from (Detail("", *each) for each in zip(now.times, made.times, strict=False) if each[0] != each[1])
        return
    if now.kind == FILE:
        yield from _in_files(str(now.element.get("href")), str(made.element.get("href")))
        return
    elements: list[tuple[Tag, Tag]] = [(now.element, made.element)]
    if now.kind == CHART and not now.element.find("table"):  # its numbers follow it
        following = [each.find_next_sibling("details") for each in (now.element, made.element)]
        if following[0] and following[1]:
            elements.append((following[0], following[1]))
    for one, other in elements:
        cells = list(_in_tables(one, other)) if one.find("tr") and other.find("tr") else []
        yield from cells
        if not cells and said_in(one) != said_in(other):
            yield _differing(said_in(one), said_in(other))
    if now.kind == CHART and now.name != made.name:
        yield _differing(now.name, made.name)
    if now.kind == ORIGIN:
        yield _differing(now.digest, made.digest)
    if now.kind == SOURCE:
        links = ([str(link["href"]) for link in each.find_all("a", href=True)] for each in (now.element, made.element))
        yield from (Detail("", one, other) for one, other in zip(*links, strict=False) if one != other)


def _in_tables(now: Tag, made: Tag) -> Iterator[Detail]:
    """The cells that differ in tables, by row and column; rows and columns that one has and the other has not."""
    (header, *lines), (heads, *others) = _lines(now), _lines(made)
    yield from (Detail("", *each) for each in zip_longest(header, heads, fillvalue="") if each[0] != each[1])
    before, after = ([line[0] for line in each] for each in (others, lines))
    for _change, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        for line, other in zip_longest(lines[start:end], others[first:last], fillvalue=[""]):
            if line[0] != other[0]:
                yield Detail("", " · ".join(line), " · ".join(other))
                continue
            for number, (cell, was) in enumerate(zip_longest(line[1:], other[1:], fillvalue=""), start=1):
                if cell != was:
                    yield Detail(" · ".join([line[0], *header[number : number + 1]]), cell, was)


def _lines(part: Tag) -> list[list[str]]:
    lines = [[words_of(cell) for cell in line.find_all(["th", "td"])] for line in part.find_all("tr")]
    return [line or [""] for line in lines]


def _in_files(now: str, made: str) -> Iterator[Detail]:
    """The lines that differ in the tables of a file."""
    one, other = (_unpacked(each) for each in (now, made))
    if one is None or other is None:
        return
    for name in sorted(one.keys() | other.keys()):
        lines = ([" · ".join(filter(None, line)) for line in each.get(name, [])] for each in (one, other))
        here, there = map(list, lines)
        for change, first, last, start, end in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
            if change != "equal":
                pairs = zip_longest(here[start:end], there[first:last], fillvalue="")
                yield from (Detail(name, *pair) for pair in pairs)


def _unpacked(address: str) -> dict[str, list[list[str]]] | None:
    """The tables in the file that an address holds; None where it holds none."""
    try:
        with zipfile.ZipFile(io.BytesIO(b64decode(address.partition(",")[2]))) as file:
            if sum(each.file_size for each in file.infolist()) > _MOST:
                return None
            texts = {name: file.read(name).decode("utf-8-sig") for name in file.namelist()}
    except (ValueError, OSError, zipfile.BadZipFile, NotImplementedError):
        return None
    return {name: list(csv.reader(io.StringIO(text, newline=""))) for name, text in texts.items()}


def _differing(now: str, made: str) -> Detail:
    """What differs between two texts, with a little around it and no number or word cut."""
    first = next((at for at, (one, other) in enumerate(zip(now, made, strict=False)) if one != other), 0)
    first = first or min(len(now), len(made)) * (now[:1] == made[:1])
    last = 0
    while last < min(len(now), len(made)) - first and now[-1 - last] == made[-1 - last]:
        last += 1
    first, last = max(0, first - _AROUND), max(0, last - _AROUND)
    while first and not now[first - 1].isspace() and now[first - 1].isascii():
        first -= 1
    while last and not now[-last].isspace() and now[-last].isascii():
        last -= 1
    return Detail("", *(_cut(text, first, len(text) - last) for text in (now, made)))


def _cut(text: str, start: int, end: int) -> str:
    before, after = "…" * (start > 0), "…" * (end < len(text))
    return f"{before}{text[start:end].strip()}{after}"


def _first(now: Iterable[str], made: Iterable[str]) -> tuple[str, str]:
    """Where two lists begin to differ."""
    return next(((one, other) for one, other in zip_longest(now, made, fillvalue="") if one != other), ("", ""))
