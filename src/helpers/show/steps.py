"""Values in seven steps of colour, from far below what they are held against to far above it."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from helpers.show.palette import BELOW_TO_ABOVE, FAINT, INK, PAGE
from helpers.show.sheet import SMALL
from helpers.text.language import _, signed

_HALVES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0)  # of the middle step; the others are as wide as the whole of it
_USUAL = 0.85  # the share of values that lie in the steps between the two ends


@dataclass(frozen=True)
class Steps:
    """Seven steps around zero.

    Attributes
    ----------
    breaks
        The six values that part them, the lowest first.
    """

    breaks: tuple[float, ...]

    @classmethod
    def for_values(cls, values: Iterable[float]) -> "Steps":
        """Steps of a width that a reader can remember, by which only few values lie far off."""
        reach = float(np.quantile(np.abs(list(values)), _USUAL))
        half = next((each for each in _HALVES if 5 * each >= reach), _HALVES[-1])
        return cls(tuple(round(half * odd, 1) for odd in (-5, -3, -1, 1, 3, 5)))

    def step(self, value: float) -> int:
        """The place of a value's step; a break is in the step nearer to zero."""
        rounded = round(value, 1)
        place = bisect_left(self.breaks, abs(rounded))
        return place if rounded > 0 else len(self.breaks) - place

    def colour(self, value: float) -> str:
        """The colour of a value."""
        return BELOW_TO_ABOVE[self.step(value)]

    @property
    def named(self) -> list[tuple[str, str]]:
        """The colour of each step with what lies in it, the highest first."""
        low, *inner, high = self.breaks
        ends = [*zip([low, *inner], [*inner, high], strict=True)]
        words = [_("%(low)s to %(high)s") % {"low": signed(each), "high": signed(other)} for each, other in ends]
        words = [
            _("below %(number)s") % {"number": signed(low)},
            *words,
            _("over %(number)s") % {"number": signed(high)},
        ]
        return [*zip(BELOW_TO_ABOVE, words, strict=True)][::-1]


def ink_on(colour: str) -> str:
    """The colour of letters that can be read on one of the seven, in a light page and in a dark one."""
    return PAGE if colour in (BELOW_TO_ABOVE[0], BELOW_TO_ABOVE[-1]) else INK


def draw_key(axes: Axes, steps: Steps, ends: tuple[str, str], box: tuple[float, float, float, float]) -> None:
    """The steps side by side with the values that part them, and what either end means above.

    Parameters
    ----------
    ends
        What the lowest and the highest step mean.
    box
        Left, right, top and bottom in the units of the axes; each third of its height is a line.
    """
    left, right, top, bottom = box
    width, line = (right - left) / len(BELOW_TO_ABOVE), (bottom - top) / 3
    for place, colour in enumerate(BELOW_TO_ABOVE):
        at = left + place * width, top + line
        axes.add_patch(Rectangle(at, width, 0.8 * line, facecolor=colour, edgecolor=PAGE, linewidth=0.8, clip_on=False))
    style: dict[str, Any] = {"fontsize": SMALL, "color": FAINT, "va": "center"}
    axes.text(left, top + line / 2, ends[0], ha="left", **style)
    axes.text(right, top + line / 2, ends[1], ha="right", **style)
    for place, value in enumerate(steps.breaks, start=1):
        axes.text(left + place * width, top + 2.4 * line, signed(value), ha="center", **style)
