"""A small map of tiles: a tile a region, with its name and its value in it, in the colour of its step."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Rectangle

from helpers.figures.regions import Region
from helpers.figures.terms import in_use
from helpers.figures.tile_grid import Tile
from helpers.show.palette import INK, PAGE, RULE
from helpers.show.ruler import size_in_outlines
from helpers.show.sheet import SMALL, Sheet
from helpers.show.steps import ink_on

_WIDEST, _HIGH, _APART = 96, 50, 2  # pixels of a tile, and between tiles
_KEY, _LINE = 170, 18  # pixels: how wide the key is beside the map, and a line of it
_MARGIN = 8
_SYLLABLE = re.compile("[^aeiou]*[aeiou]+(?:ng|n(?![aeiou]))?|.+")


@dataclass(frozen=True)
class TileMap:
    """What a map of tiles shows.

    Attributes
    ----------
    grid
        Where each region stands.
    values
        What is written in the tiles, and their colour; a region without is hatched.
    own
        The region whose tile has a border.
    key
        Colours, the empty one for hatched, and what they mean.
    """

    grid: Mapping[Region, Tile]
    values: Mapping[Region, tuple[str, str]]
    own: Region
    key: Sequence[tuple[str, str]]

    def draw(self, sheet: Sheet) -> None:
        """On a phone the key stands below the map, otherwise beside it."""
        columns, rows = (max(place) + 1 for place in zip(*self.grid.values(), strict=True))
        first = min(tile.row for tile in self.grid.values())
        room = sheet.width - _MARGIN - (0 if sheet.is_narrow else _KEY)
        across = min(_WIDEST, room / columns)
        map_high, key_high = (rows - first) * _HIGH, len(self.key) * _LINE
        height = map_high + key_high + _LINE / 2 if sheet.is_narrow else max(map_high, key_high)
        axes = sheet.axes(height + _MARGIN)
        axes.set_axis_off()
        axes.set_xlim(0, sheet.width - _MARGIN)  # a unit is a pixel
        axes.set_ylim(height, 0)
        for region, tile in self.grid.items():
            self._draw_tile(axes, region, (tile.column * across, (tile.row - first) * _HIGH), across)
        corner = (0.0, map_high + _LINE / 2) if sheet.is_narrow else (columns * across + 20, 0.0)
        draw_steps(axes, self.key, corner)

    def _draw_tile(self, axes: Axes, region: Region, corner: tuple[float, float], across: float) -> None:
        written, colour = self.values.get(region, ("", ""))
        left, top = corner[0] + _APART / 2, corner[1] + _APART / 2
        width, height = across - _APART, _HIGH - _APART
        axes.add_patch(Rectangle((left, top), width, height, **_filled(colour)))
        if region == self.own:
            border: dict[str, Any] = {
                "fill": False,
                "edgecolor": INK,
                "linewidth": 2.5,
                "label": region.code,
                "zorder": 3,
            }
            axes.add_patch(Rectangle((left, top), width, height, **border))
        lines = [*_lines(short_name(region), width - 4), *([written] if written else [])]
        style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": SMALL, "color": ink_on(colour)}
        if not colour:
            style["bbox"] = {"facecolor": PAGE, "edgecolor": "none", "pad": 1.5}
        for place, line in enumerate(lines):
            down = (place - (len(lines) - 1) / 2) * 1.25 * SMALL
            axes.text(left + width / 2, top + height / 2 + down, line, **style)


def draw_steps(axes: Axes, key: Iterable[tuple[str, str]], corner: tuple[float, float]) -> None:
    """Colours and what they mean, one below the other from a corner, in axes whose unit is a pixel."""
    left, top = corner
    for place, (colour, words) in enumerate(key):
        middle = top + (place + 0.5) * _LINE
        axes.add_patch(Rectangle((left, middle - 6), 20, 12, **_filled(colour)))
        axes.text(left + 27, middle, words, va="center", fontsize=SMALL)


def _filled(colour: str) -> dict[str, Any]:
    if colour:
        return {"facecolor": colour, "edgecolor": RULE, "linewidth": 0.5}
    return {"fill": False, "hatch": "////", "edgecolor": RULE, "linewidth": 0.5}


def short_name(region: Region) -> str:
    """The name of a region as maps have it: 昭通, 西双版纳; in English there is no other."""
    shorter = (name for name in region.aliases if region.name_zh.startswith(name) and len(name) > 1)
    return in_use(region.name_en, min(shorter, key=len, default=region.name_zh))


def _lines(name: str, room: float) -> list[str]:
    """A name in one line, or where it is wider than its tile in two, parted between syllables."""
    if _width(name) <= room:
        return [name]
    syllables = _SYLLABLE.findall(name)
    parts = [("".join(syllables[:at]) + "-", "".join(syllables[at:])) for at in range(1, len(syllables))]
    return [*min(parts, key=lambda part: max(map(_width, part)), default=(name,))]


def _width(text: str) -> float:
    """In pixels, in the font of charts."""
    font = FontProperties(family=["Noto Sans SC"], size=SMALL)
    return float(size_in_outlines(text, font)[0])
