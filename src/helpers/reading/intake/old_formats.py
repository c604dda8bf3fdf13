"""How the cells of an old workbook (.xls) are shown: number formats and struck type, which python-calamine leaves out.

An .xls file is a compound file, whose stream "Workbook" is a row of records. Only those that say how a cell is shown
are looked at; the values are calamine's.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

_END = 0xFFFFFFFA  # sectors from here on are marks
_ENTRY = 128  # bytes of an entry of the directory
_MOST_SECTORS = 1_000_000
_BOF, _EOF = 0x0809, 0x000A
_FONT, _FORMAT, _XF, _SHEET = 0x0031, 0x041E, 0x00E0, 0x0085
_ONE_CELL = (0x0203, 0x027E, 0x0006, 0x00FD)  # number, short number, formula, text
_CELLS = 0x00BD  # short numbers side by side
_STRUCK = 0x0008


class Shown(NamedTuple):
    """How a cell is shown."""

    number_format: str
    struck: bool


def formats_of(content: bytes) -> dict[str, dict[tuple[int, int], Shown]]:
    """How cells are shown, by sheet, row and column, from 0.

    Raises
    ------
    ValueError
        The file is not built so.
    """
    try:
        return _formats(_workbook(content))
    except (struct.error, IndexError, KeyError, OverflowError, UnicodeDecodeError) as error:
        raise ValueError("no workbook of the years 1997 to 2003") from error


def _workbook(content: bytes) -> bytes:
    """The stream with the workbook."""
    size = 1 << struct.unpack_from("<H", content, 30)[0]
    tables, directory, _none, cutoff, small, _smalls, more = struct.unpack_from("<I I I I I I I", content, 44)
    places = list(struct.unpack_from("<109I", content, 76))
    while more < _END and len(places) < _MOST_SECTORS:
        *others, more = struct.unpack_from(f"<{size // 4}I", content, (more + 1) * size)
        places += others
    chains: list[int] = []
    for place in places[:tables]:
        chains += struct.unpack_from(f"<{size // 4}I", content, (place + 1) * size)

    def stream(first: int) -> bytes:
        return b"".join(content[(at + 1) * size : (at + 2) * size] for at in _chain(first, chains))

    entries = {}
    listed = stream(directory)
    for at in range(0, len(listed), _ENTRY):
        length = struct.unpack_from("<H", listed, at + 64)[0]
        name = listed[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        entries[name] = struct.unpack_from("<I I", listed, at + 116)
    first, length = entries.get("Workbook") or entries["Book"]
    if length >= cutoff:
        return stream(first)[:length]
    small_chains = struct.unpack(f"<{len(stream(small)) // 4}I", stream(small))
    root = stream(entries["Root Entry"][0])
    return b"".join(root[at * 64 : at * 64 + 64] for at in _chain(first, small_chains))[:length]


def _chain(first: int, chains: "list[int] | tuple[int, ...]") -> Iterator[int]:
    """The sectors of a stream; one that comes back to itself is cut."""
    at, count = first, 0
    while at < _END and count <= len(chains):
        yield at
        at, count = chains[at], count + 1


def _records(stream: bytes, at: int = 0) -> Iterator[tuple[int, bytes]]:
    """Records from a place on to the end of their part of the stream; parts may stand in each other, as charts do."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<H H", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        yield kind, stream[at + 4 : at + 4 + length]
        if depth == 0:
            return
        at += 4 + length


def _formats(stream: bytes) -> dict[str, dict[tuple[int, int], Shown]]:
    from openpyxl.styles.numbers import BUILTIN_FORMATS

    written, struck, styles, sheets = dict(BUILTIN_FORMATS), [], [], {}
    for kind, data in _records(stream):
        if kind == _FORMAT:
            written[struct.unpack_from("<H", data)[0]] = _text(data[2:], 2)
        elif kind == _FONT:
            struck.append(bool(struct.unpack_from("<H", data, 2)[0] & _STRUCK))
        elif kind == _XF:
            styles.append(struct.unpack_from("<H H", data))
        elif kind == _SHEET:
            sheets[_text(data[6:], 1)] = struct.unpack_from("<I", data)[0]
    # There is no font 4: those behind it count one more.
    shown = [Shown(written.get(of, "General"), struck[font - (font > 4)]) for font, of in styles]
    return {name: {place: shown[style] for place, style in _cells(stream, at)} for name, at in sheets.items()}


def _cells(stream: bytes, at: int) -> Iterator[tuple[tuple[int, int], int]]:
    """The row and column of each cell of a sheet, and its style."""
    for kind, data in _records(stream, at):
        if kind in _ONE_CELL:
            row, column, style = struct.unpack_from("<H H H", data)
            yield (row, column), style
        elif kind == _CELLS:
            row, first = struct.unpack_from("<H H", data)
            for place in range((len(data) - 6) // 6):
                yield (row, first + place), struct.unpack_from("<H", data, 4 + 6 * place)[0]


def _text(data: bytes, counted: int) -> str:
    """A text behind its length, which takes one byte or two; in letters of one byte or two."""
    length = int.from_bytes(data[:counted], "little")
    wide, letters = data[counted] & 1, data[counted + 1 :]
    return letters[: 2 * length].decode("utf-16-le") if wide else letters[:length].decode("latin-1")
