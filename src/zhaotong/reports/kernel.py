"""What the kernel of a report does beside the cells: before the first it prepares drawing, after the last it says.

Both are called by name, as `around` writes it; nothing of them stands in the notebook.
"""

import json
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

_HERE = f"__import__({__name__!r}, fromlist=['_'])"


def around(language: str, sealed: Iterable[dict[str, Any]] = ()) -> tuple[str, str]:
    """The code to run before the first cell, and the expression that says after the last what was used.

    Parameters
    ----------
    sealed
        The forecasts that earlier runs of the report sealed.
    """
    return f"{_HERE}.prepare({language!r}, {json.dumps([*sealed])!r})", f"{_HERE}.used()"


def prepare(language: str, sealed: str = "[]") -> None:
    """Have drawings of matplotlib sharp, with Chinese, and with a text for those who cannot see them.

    Parameters
    ----------
    sealed
        As JSON what is handed to `helpers.models.sealing`.
    """
    from IPython import get_ipython
    from matplotlib_inline.config import InlineBackend

    from helpers.figures import used as here
    from helpers.show.fonts import add_chinese
    from helpers.show.medium import show_in_page
    from helpers.text.language import forget_language, use_language

    show_in_page()
    forget_language()  # and the messages of those that this process was forked from
    here.forget()
    use_language(language)
    add_chinese()
    # pyplot draws once before a picture is made, and only for that it is given the font.
    warnings.filterwarnings("ignore", r"Glyph \d+ .* missing from font", UserWarning)
    if forecasts := json.loads(sealed):
        from helpers.models.sealing import hand_over

        hand_over(forecasts)
    shell = get_ipython()
    InlineBackend.instance(parent=shell).figure_formats = {"retina"}
    shell.display_formatter.mimebundle_formatter.for_type_by_name("matplotlib.figure", "Figure", _description)


def _description(drawing: "Drawing", **_options: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Beside a drawing, which is then made a picture by other formatters, the text that stands for it."""
    from helpers.show.drawings import description
    from helpers.show.fonts import fall_back_on_chinese

    fall_back_on_chinese(drawing)
    return {}, {"alt": description(drawing)}


def used() -> str:
    """What the notebook used of the figures, and the messages that it wrote, as JSON."""
    from helpers.figures import used as here
    from helpers.text.language import messages_used

    return json.dumps(
        {"rows": sorted(map(int, here.rows)), "asked": sorted(here.questions), "messages": messages_used()}
    )
