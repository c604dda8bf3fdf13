"""The style of every page of this project, and its content security policy: it runs nothing and loads nothing."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from helpers.show import medium

TEMPLATE = Path(__file__).parent / "template"
STYLES = TEMPLATE / "style"
_SHARED = ("chart", "mark", "table", "sources")  # with what notebooks show in JupyterLab
_OWN = ("page", "foot", "print")
_COLOURS = (  # on paper always the light ones
    f":root {{ color-scheme: light dark;\n{medium.colours('light')}}}\n"
    f"@media screen and (prefers-color-scheme: dark) {{ :root {{\n{medium.colours('dark')}}} }}\n"
)
STYLE = _COLOURS + "".join(
    (folder / f"{name}.css").read_text(encoding="utf-8")
    for folder, names in ((medium.STYLE, _SHARED), (STYLES, _OWN))
    for name in names
)
INDEX_STYLE = STYLE + (STYLES / "index.css").read_text(encoding="utf-8")  # of the pages that lead to reports


def policy(style: str = "", script: str = "", shared: bool = False) -> str:
    """The content security policy of a page with this style and, where it has one, this script.

    Parameters
    ----------
    shared
        Whether it takes a style sheet that stands beside it as well.
    """
    styles = [*(["'self'"] if shared else []), *([_digest(style)] if style else [])]
    scripts = f" script-src {_digest(script)};" if script else ""
    rest = "base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; img-src data:; style-src {' '.join(styles)};{scripts} {rest}"


def _digest(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
