"""A font that has Chinese, for every drawing of matplotlib, whatever its style."""

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib import font_manager

FONT = "pylopdf_fonts_zh_cn"  # Noto Sans SC, under the SIL Open Font License
# The last that matplotlib and seaborn look for when they lack a letter; it has not been on machines for twenty years.
_LAST_RESORT = "Bitstream Vera Sans"


@cache
def add_chinese() -> bool:
    """Make the font for Chinese known to matplotlib, by its name and as the last resort; False where it is missing."""
    package = find_spec(FONT)
    for folder in (package and package.submodule_search_locations) or ():
        if (path := Path(folder) / "NotoSansSC-Regular.otf").exists():
            font_manager.fontManager.addfont(path)
            own = next(font for font in font_manager.fontManager.ttflist if font.fname == str(path))
            font_manager.fontManager.ttflist.append(replace(own, name=_LAST_RESORT))
            return True
    return False
