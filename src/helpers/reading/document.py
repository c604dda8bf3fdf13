"""A text that was taken in: its paragraphs and tables in their order, whatever kind of file they came in."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Paragraph:
    """A line of prose.

    Attributes
    ----------
    text
        As the file has it, letters and digits unchanged.
    line
        Its number, counted from 1: in a text file as an editor counts, in a sheet its row, in others of the text taken
        out of it.
    """

    text: str
    line: int


@dataclass(frozen=True)
class Table:
    """A table.

    Attributes
    ----------
    rows
        Its cells as they are shown, all rows of one length; of a merged cell the first has the text.
    title
        What stands above it; empty where nothing does.
    place
        Where it is, as a locator names it: sheet "2023", page 3; empty where its title or line says enough.
    line
        The number of its first line in the text, as `Paragraph.line` counts.
    """

    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    place: str = ""
    line: int = 0


@dataclass(frozen=True)
class Place:
    """Where a number is printed: from start to end in the text of a paragraph, or of a cell of a table.

    Attributes
    ----------
    block
        Which of `Document.blocks`, from 0.
    row, column
        The cell, from 0; None in a paragraph.
    """

    block: int
    start: int
    end: int
    row: int | None = None
    column: int | None = None


@dataclass(frozen=True)
class Told:
    """What a file says of itself beside its text; what it does not say is empty.

    Attributes
    ----------
    title, publisher, published
        As `helpers.reading.readings.Head` has them.
    """

    title: str = ""
    publisher: str = ""
    published: str = ""


@dataclass(frozen=True)
class Document:
    """A text that was taken in.

    Attributes
    ----------
    name
        Of the file; "-" for standard input.
    digest
        SHA-256 of its bytes, hexadecimal.
    blocks
        Its paragraphs and tables, in the order in which they are read.
    notices
        What a person must know who relies on it, a sentence each: digits struck through, a sheet that is hidden.
    told
        What the file says of itself beside its text.
    """

    name: str
    digest: str
    blocks: tuple[Paragraph | Table, ...]
    notices: tuple[str, ...] = ()
    told: Told = Told()

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def letters(self) -> int:
        """How many letters it has."""
        prose = sum(len(each.text) for each in self.paragraphs)
        return prose + sum(len(cell) for table in self.tables for row in table.rows for cell in row)

    def text_at(self, place: Place) -> str:
        """The whole text in which a place is: the paragraph, or the cell."""
        block = self.blocks[place.block]
        return block.text if isinstance(block, Paragraph) else block.rows[place.row or 0][place.column or 0]

    def printed_at(self, place: Place) -> str:
        """What is printed at a place."""
        return self.text_at(place)[place.start : place.end]
