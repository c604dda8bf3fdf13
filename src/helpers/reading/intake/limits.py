"""How much of a file is taken in: what is larger, deeper or slower than any bulletin is refused in a sentence."""

from dataclasses import dataclass

from helpers.text.language import _
from helpers.text.messages import InputError

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """The most that a file may be.

    Attributes
    ----------
    size, expanded
        Bytes of the file, and of what a packed file holds.
    ratio
        How many times as large as packed what is packed may be, from a megabyte on.
    parts
        Files in a packed file.
    elements, depth
        Elements of a web page or of a part of a document, and how deep they stand in each other.
    cells
        Of all tables.
    pages
        Of a PDF.
    letters, line
        Of its text, and of one line of it.
    seconds, memory
        Time, and bytes of memory, to read it in.
    """

    size: int = 50 * _MEGABYTE
    expanded: int = 300 * _MEGABYTE
    ratio: int = 300
    parts: int = 5000
    elements: int = 3_000_000
    depth: int = 200
    cells: int = 200_000
    pages: int = 500
    letters: int = 200_000
    line: int = 30_000
    seconds: int = 120
    memory: int = 2000 * _MEGABYTE


class TooMuchError(InputError):
    """A file beyond a limit."""


def within(name: str, amount: float, most: int, message: str) -> None:
    """Refuse a file of which there is more than the most.

    Parameters
    ----------
    message
        Which names the file, the amount and the most.

    Raises
    ------
    TooMuchError
        There is more.
    """
    if amount > most:
        raise TooMuchError(message % {"file": name, "amount": f"{amount:,.0f}", "most": f"{most:,}"})


def letters_within(name: str, letters: int, limits: Limits) -> None:
    """Refuse a text of too many letters."""
    message = _("%(file)s has %(amount)s letters, and at most %(most)s are read: give the part with the figures alone")
    within(name, letters, limits.letters, message)


def line_within(name: str, line: int, letters: int, limits: Limits) -> None:
    """Refuse a line of too many letters, which is no sentence and no paragraph."""
    message = _("%(file)s, line %(line)s has %(amount)s letters, and at most %(most)s are read: break it into lines")
    within(name, letters, limits.line, message.replace("%(line)s", str(line)))


def cells_within(name: str, cells: int, limits: Limits) -> None:
    """Refuse tables of too many cells."""
    message = _(
        "%(file)s has tables of %(amount)s cells, and at most %(most)s are read: give the tables with the figures alone"
    )
    within(name, cells, limits.cells, message)
