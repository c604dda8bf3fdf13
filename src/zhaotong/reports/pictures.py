"""The charts of a report as pictures: files of their own, and a small one for the index."""

import re
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path

import nbformat
from PIL import Image

SVG = "image/svg+xml"
_EMBEDDED = re.compile(r'src="data:image/png;base64,([^"]+)"')
_SMALL = (200, 150)  # the index shows it at half of that, crisp on a dense screen
_COLOURS = 8


def write_charts(kind: str, page: Path, executed: nbformat.NotebookNode) -> None:
    """Write the charts in their order, numbered from 1: `png` are those of the page, `svg` those of the notebook."""
    if kind == "png":
        charts = list(map(b64decode, _EMBEDDED.findall(page.read_text(encoding="utf-8"))))
    else:
        data = [output.get("data", {}) for cell in executed.cells for output in cell.get("outputs", [])]
        charts = [each[SVG].encode() for each in data if SVG in each]
    for number, chart in enumerate(charts, start=1):
        page.with_suffix(f".chart-{number}.{kind}").write_bytes(chart)


def thumbnail(html: str) -> str | None:
    """The first chart of a page, small, as PNG in base64; None where it has none."""
    found = _EMBEDDED.search(html)
    if found is None:
        return None
    picture = Image.open(BytesIO(b64decode(found[1]))).convert("RGB")
    picture.thumbnail(_SMALL, Image.Resampling.LANCZOS)
    small = BytesIO()
    picture.quantize(_COLOURS).save(small, "PNG", optimize=True)
    return b64encode(small.getvalue()).decode()
