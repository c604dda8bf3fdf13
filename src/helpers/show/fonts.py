"""A font that has Chinese, for every drawing of matplotlib, whatever its style."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager
from matplotlib.figure import Figure as Drawing
from matplotlib.text import Text

FONT = "pylopdf_fonts_zh_cn"  # Noto Sans SC, under the SIL Open Font License
CHINESE = "Noto Sans SC"


@cache
def add_chinese() -> bool:
    """Make the font for Chinese known to matplotlib; False where it is missing."""
    package = find_spec(FONT)
    for folder in (package and package.submodule_search_locations) or ():
        if (path := Path(folder) / "NotoSansSC-Regular.otf").exists():
            font_manager.fontManager.addfont(path)
            return True
    return False


def fall_back_on_chinese(drawing: Drawing) -> None:
    """Let every text of a drawing find in that font what its own lacks: styles of seaborn name one font alone."""
    for axes in drawing.axes:
        axes.get_xticklabels(), axes.get_yticklabels()  # which has them made
    for text in drawing.findobj(Text):
        families = text.get_fontfamily()
        if CHINESE not in families:
            text.set_fontfamily([*families, CHINESE])
