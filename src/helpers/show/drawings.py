"""Drawings of matplotlib in words, as far as they say it themselves: titles, axes, labels, and what is drawn."""

from itertools import islice

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, QuadMesh
from matplotlib.figure import Figure as Drawing
from matplotlib.patches import PathPatch, Rectangle

from helpers.text.language import _, listed

_MOST = 8  # panels, or names in a legend, that are told one by one


def description(drawing: Drawing) -> str:
    """The text that stands for a drawing where none was given."""
    panels = [
        axes for axes in drawing.axes if axes.get_visible() and axes.get_label() != "<colorbar>" and axes.has_data()
    ]
    title = drawing.get_suptitle() or ""
    told = [_panel(axes) for axes in islice(panels, _MOST)]
    if len(panels) > _MOST:
        told.append(_("%(count)s more panels") % {"count": len(panels) - _MOST})
    return _(". ").join(filter(None, [title, *told])) or _("A drawing without a title.")


def _panel(axes: Axes) -> str:
    """A panel: its kind, title, axes and the names in its legend."""
    names = {"kind": _kind(axes), "x": axes.get_xlabel(), "y": axes.get_ylabel(), "title": axes.get_title()}
    names["title"] = names["title"] or axes.get_title("left") or axes.get_title("right")
    parts = [_("%(kind)s: %(title)s") % names if names["title"] else names["kind"]]
    if names["x"]:
        parts.append(_("across: %(x)s") % names)
    if names["y"]:
        parts.append(_("upwards: %(y)s") % names)
    legend = axes.get_legend()
    labels = [text.get_text() for text in legend.get_texts()] if legend else []
    if labels:
        parts.append(_("shown: %(names)s") % {"names": listed(labels[:_MOST])})
    return _("; ").join(parts)


def _kind(axes: Axes) -> str:
    if axes.images or any(isinstance(each, QuadMesh) for each in axes.collections):
        return _("Heat map")
    if any(isinstance(each, PathPatch) for each in axes.patches):
        return _("Box plot")
    if any(isinstance(each, Rectangle) for each in axes.patches):
        return _("Bar chart")
    if any(line.get_linestyle() not in ("None", "", " ") and np.size(line.get_xdata()) > 1 for line in axes.lines):
        dots = any(isinstance(each, PathCollection) for each in axes.collections)
        return _("Scatter chart with a line") if dots else _("Line chart")
    if any(isinstance(each, PathCollection) for each in axes.collections) or axes.lines:
        return _("Scatter chart")
    return _("Chart")
