"""The words of a PDF and where they stand: by pdftotext where it is installed, otherwise by pdfplumber."""

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from helpers.reading.intake.runs import RAISED

_WIDE = 1.5  # letters: a gap in a line from which on it parts cells
_SPACE = 0.15
_HIGH = (0.2, 0.8)  # times that size: so far above the line of that letter it stands
_SMALL = 0.9  # times the size of the letter before: a raised digit is no larger


@dataclass(frozen=True)
class Box:
    """Where something stands on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> float:
        return (self.top + self.bottom) / 2

    def holds(self, other: "Box") -> bool:
        """Whether the middle of another lies in it."""
        return self.left <= (other.left + other.right) / 2 <= self.right and self.top <= other.centre <= self.bottom


def around(boxes: Sequence[Box]) -> Box:
    """The smallest box that has all of some in it."""
    left, top = min(box.left for box in boxes), min(box.top for box in boxes)
    return Box(left, top, max(box.right for box in boxes), max(box.bottom for box in boxes))


@dataclass(frozen=True)
class Word:
    """Letters without a space between them."""

    text: str
    box: Box

    @property
    def em(self) -> float:
        """The width of a Chinese letter of its size; fonts state heights that mean nothing."""
        return (self.box.right - self.box.left) / max(width_in_letters(self.text), 0.5)


@dataclass(frozen=True)
class Line:
    """Words beside each other.

    Attributes
    ----------
    cells
        Those that a wide gap parts from others, each as one word.
    words
        All of them.
    column
        Where the lines that it stands among begin and end; None for those of the whole page.
    is_note
        Whether it is part of a note at the foot of a page.
    """

    cells: tuple[Word, ...]
    words: tuple[Word, ...]
    column: Box | None = None
    is_note: bool = False

    @property
    def text(self) -> str:
        return " ".join(cell.text for cell in self.cells)

    @property
    def em(self) -> float:
        """The width of a Chinese letter of its size."""
        return sum(cell.box.right - cell.box.left for cell in self.cells) / max(width_in_letters(self.text), 0.5)

    @property
    def box(self) -> Box:
        return around([cell.box for cell in self.cells])


def width_in_letters(text: str) -> float:
    """How wide a text is, in Chinese letters."""
    return sum(0.5 if letter.isascii() else 1.0 for letter in text)


def words_by_page(content: bytes, pages: Any) -> Iterator[list[Word]]:
    """The words of each page.

    Parameters
    ----------
    pages
        Those of pdfplumber, which are read where pdftotext is not installed or fails.
    """
    if program := shutil.which("pdftotext"):
        with tempfile.TemporaryDirectory() as folder:
            file, found = Path(folder) / "file.pdf", Path(folder) / "words.xml"
            file.write_bytes(content)
            done = subprocess.run([program, "-q", "-bbox", file, found], capture_output=True, check=False)
            if done.returncode == 0 and found.exists():
                yield from _words_told(found)
                return
    for page in pages:
        yield words_on(page)
        page.close()


def words_on(page: Any) -> list[Word]:
    """The words of a page as pdfplumber has them."""
    return [
        Word(word["text"], Box(word["x0"], word["top"], word["x1"], word["bottom"]))
        for word in page.extract_words(x_tolerance=1.5, y_tolerance=4)
    ]


def mark_raised_digits(page: Any) -> bool:
    """Make the small raised digits of a page of pdfplumber marks: 5.8² is not 5.82. And whether it has any."""
    found, base = False, None
    for letter in page.chars:
        if base and letter["text"] in RAISED and _is_raised(letter, base):
            letter.update(text=RAISED[letter["text"]], top=base["top"], bottom=base["bottom"], doctop=base["doctop"])
            found = True
        else:
            base = letter
    return found


def _is_raised(letter: dict, base: dict) -> bool:
    """Whether a letter stands small and high behind another, with but a few raised ones between them."""
    size, height = base["size"], letter["matrix"][5] - base["matrix"][5]
    beside = 0 <= letter["x0"] - base["x0"] < 3 * size
    return beside and letter["size"] <= _SMALL * size and _HIGH[0] * size < height < _HIGH[1] * size


def lines_of(words: list[Word]) -> list[Line]:
    """Words in lines, from above to below and from left to right."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.box.centre, each.box.left)):
        near = lines[-1][0] if lines else word
        if lines and abs(near.box.centre - word.box.centre) < 0.4 * min(near.em, word.em):
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda each: each.box.left)) for line in lines]


def _line(words: list[Word]) -> Line:
    cells: list[Word] = []
    for word in words:
        gap = word.box.left - cells[-1].box.right if cells else 0.0
        if cells and gap < _WIDE * min(cells[-1].em, word.em):
            last = cells.pop()
            between = " " if gap > _SPACE * word.em else ""
            cells.append(Word(last.text + between + word.text, around([last.box, word.box])))
        else:
            cells.append(word)
    return Line(tuple(cells), tuple(words))


def _words_told(file: Path) -> Iterator[list[Word]]:
    """The words that pdftotext found, page by page."""
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", file.read_text("utf-8", "replace"))
    root = etree.fromstring(text.encode(), etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))
    name = "{http://www.w3.org/1999/xhtml}"
    for page in root.iter(f"{name}page"):
        yield [
            Word(word.text or "", Box(*(float(word.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))))
            for word in page.iter(f"{name}word")
        ]
