"""The chart of registrations by kind."""

from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Registrations
from helpers.show.amounts import computed_cell, computed_in_prose
from helpers.show.chart import COLOURS, INK, Chart, canvas, label_beside
from helpers.show.prose import measured, measured_cell, named
from helpers.show.table import Table
from helpers.text.language import _, listed


def draw_registrations(region: Region, found: Registrations) -> Chart:
    """The kinds of entities registered as bars; what they leave over is drawn open."""
    parts = [(kind.name, kind.rounded, measured(kind)) for kind in found.kinds]
    parts.append((_("unexplained"), found.rest.rounded, computed_in_prose(found.rest)))
    with canvas(0.9 + 0.42 * len(parts)) as (drawing, axes):
        for height, (_name, rounded, text) in enumerate(parts):
            colour, hatch = (COLOURS[1], "") if height < len(found.kinds) else ("white", "////")
            axes.barh(height, rounded.value, color=colour, edgecolor=COLOURS[1], hatch=hatch)
            label_beside(axes, text, (rounded.value, height), color=INK)
        axes.set_yticks(range(len(parts)), [name for name, *_rest in parts])
        axes.set_ylim(len(parts) - 0.5, -0.5)
        axes.set_xlim(0, max(rounded.value for _name, rounded, _text in parts) * 1.2)
        axes.set_xlabel(_("market entities registered"))
        if found.largest is not None:
            title = _("%(share)s of the businesses registered are %(kind)s")
            share = computed_in_prose(found.share(found.largest.rounded))
            axes.set_title(title % {"share": share, "kind": named(found.largest.indicator)})
    bars = listed([f"{name} {text}" for name, _rounded, text in parts])
    alt = _("Bar chart of market entities registered in %(region)s: %(bars)s.")
    caption = _("Market entities newly registered, %(window)s. Hatched: left over by the kinds that are named.")
    alt %= {"region": region.name, "bars": bars}
    cells = [*map(measured_cell, found.kinds), computed_cell(found.rest)]
    lines = zip(parts, cells, strict=True)
    rows = [[name, cell, computed_cell(found.share(rounded))] for (name, rounded, _text), cell in lines]
    data = Table(_("Market entities registered, by kind"), [_("kind"), _("entities"), _("share")], rows, folded=True)
    return Chart(drawing, alt, caption % {"window": found.total.days}, data)
