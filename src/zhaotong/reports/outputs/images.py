"""Pictures that cells show, with a text for those who cannot see them."""

import base64
import json
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from markupsafe import Markup
from PIL import Image

from helpers.text.language import _
from zhaotong.reports.outputs.html import svg_image

ALT = "alt"  # in the metadata of an output or a cell: the text that stands for its picture


def picture(kind: str, content: str, metadata: Mapping[str, Any], alt: str) -> Markup:
    """A picture as part of a page.

    Parameters
    ----------
    kind
        Its MIME type.
    content
        SVG, or other pictures in base64.
    metadata
        What the notebook says of it: width and height, of one drawn at twice the size.
    """
    words = alt or _("Picture without a description")
    if kind == "image/svg+xml":
        return Markup('<figure class="picture">{}</figure>').format(svg_image(content, alt))
    width, height = metadata.get("width"), metadata.get("height")
    if not (width and height):
        width, height = _size(content)
    return Markup(
        '<figure class="picture"><img src="data:{};base64,{}" alt="{}" width="{}" height="{}"></figure>'
    ).format(kind, "".join(content.split()), words, int(width), int(height))


def _size(content: str) -> tuple[int, int]:
    with Image.open(BytesIO(base64.b64decode(content))) as image:
        return image.size


def _vega(specification: Any) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_png(json.dumps(specification), scale=2)


def _plotly(specification: Any) -> bytes:
    import plotly.io

    return plotly.io.from_json(json.dumps(specification)).to_image("png", scale=2)


# Drawings that a script makes in the browser: who draws them, what draws them without one, and how.
_DRAWN_BY_SCRIPT: dict[str, tuple[str, tuple[str, ...], Callable[[Any], bytes]]] = {
    "application/vnd.vegalite.": ("Altair", ("vl_convert",), _vega),
    "application/vnd.plotly.": ("plotly", ("plotly", "kaleido"), _plotly),
}


def static_picture(data: Mapping[str, Any], alt: str) -> Markup | None:
    """A chart that a script would draw, as a picture; a sentence where nothing here can draw it; None for no such."""
    for start, (library, wanted, draw) in _DRAWN_BY_SCRIPT.items():
        for kind, specification in data.items():
            if not kind.startswith(start):
                continue
            if all(find_spec(module) for module in wanted):
                content = base64.b64encode(draw(specification)).decode()
                width, height = _size(content)
                return picture(
                    "image/png", content, {"width": width / 2, "height": height / 2}, alt or title_of(specification)
                )
            message = _("A chart by %(library)s stands here in the notebook; install %(packages)s to have it drawn.")
            packages = " ".join(each.replace("vl_convert", "vl-convert-python") for each in wanted)
            return Markup('<p class="note">{}</p>').format(message % {"library": library, "packages": packages})
    return None


def title_of(specification: Any) -> str:
    """What a specification of Vega-Lite or plotly calls its chart."""
    title = specification.get("title") or specification.get("layout", {}).get("title", "")
    return title if isinstance(title, str) else str(title.get("text", ""))
