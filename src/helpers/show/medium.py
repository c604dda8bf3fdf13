"""Where what a cell shows will stand: in a page, which has style and sources of its own, or in a notebook without."""

from functools import cache
from pathlib import Path

from markupsafe import Markup

STYLE = Path(__file__).parent / "style"
_page_asked = False


def show_in_page() -> None:
    """Say that what this process shows goes into a page; a notebook in JupyterLab never calls it."""
    global _page_asked
    _page_asked = True


def in_page() -> bool:
    """Whether what is shown goes into a page, which brings style and the cards of sources itself."""
    return _page_asked


def own_style(*names: str) -> Markup:
    """Parts of the style, by the names of their files, that an output carries along where no page does; else nothing.

    JupyterLab has a theme of its own, of which its body says whether it is light.
    """
    return Markup("") if in_page() else _sheet(*names)


def colours(theme: str) -> str:
    """The declarations of the colours of a theme, light or dark, which charts, marks and pages share."""
    return _read(theme)


@cache
def _sheet(*names: str) -> Markup:
    """Parts of the style with the colours of JupyterLab's theme, or of the editor's that shows the notebook."""
    dark = 'body:is([data-jp-theme-light="false"], .vscode-dark)'
    rules = f":root {{ {colours('light')} }}\n{dark} {{ {colours('dark')} }}\n" + "".join(map(_read, (*names, "lab")))
    return Markup("<style>{}</style>").format(Markup(rules))


def _read(name: str) -> str:
    return (STYLE / f"{name}.css").read_text(encoding="utf-8")
