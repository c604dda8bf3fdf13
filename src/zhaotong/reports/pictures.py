"""The charts of a report as files of their own."""

import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat

from helpers.show.chart_file import charts_in, picture, svg_file

_SHOT = re.compile(r'<img src="data:image/png;base64,([^"]+)"')  # of a drawing that is smaller as a picture


def write_charts(kinds: Iterable[str], page: Path, executed: nbformat.NotebookNode) -> None:
    """Write the charts that the cells show in their order, numbered from 1, as `png`, as `svg`, or as both.

    A picture that a cell shows without having drawn it as a chart is written as the PNG that it is.
    """
    for number, (drawn, shot) in enumerate(_charts(executed), start=1):
        files = {"svg": drawn.encode(), "png": shot or (picture(drawn) if "png" in kinds and drawn else b"")}
        for kind in kinds:
            if files[kind]:
                page.with_suffix(f".chart-{number}.{kind}").write_bytes(files[kind])


def _charts(executed: nbformat.NotebookNode) -> Iterator[tuple[str, bytes]]:
    """Of each chart the drawing, or else the picture."""
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for chart in charts_in("".join(data.get("text/html", ""))):
                shot = _SHOT.search(chart)
                yield svg_file(chart), b64decode(shot[1]) if shot else b""
            if "image/png" in data:
                yield "", b64decode("".join(data["image/png"]))
