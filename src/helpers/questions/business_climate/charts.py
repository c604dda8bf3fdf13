"""The chart of registrations by kind."""

from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Registrations
from helpers.show.amounts import computed_cell, computed_in_prose
from helpers.show.chart import Chart
from helpers.show.measures import opening
from helpers.show.palette import look
from helpers.show.prose import measured, measured_cell, named
from helpers.show.rows import Bar, Row, draw_bars
from helpers.show.table import Table
from helpers.text.language import _, listed


def draw_registrations(region: Region, found: Registrations) -> Chart:
    """The kinds of entities registered as bars; what they leave over is drawn open."""
    parts = [(kind.name, kind.rounded, measured(kind)) for kind in found.kinds]
    parts.append((_("unexplained"), found.rest.rounded, computed_in_prose(found.rest)))
    colour, rest = look(region).colour, len(found.kinds)
    bars = [
        Bar(Row(opening(name)), rounded.value, text, colour, is_open=place == rest)
        for place, (name, rounded, text) in enumerate(parts)
    ]
    kind = _("Market entities registered, by kind")
    title = kind
    if found.largest is not None:
        share = computed_in_prose(found.share(found.largest.rounded))
        title = _("%(share)s of the businesses registered are %(kind)s")
        title %= {"share": share, "kind": named(found.largest.indicator)}
    measure = _("Market entities newly registered, %(window)s") % {"window": found.total.days}
    said = listed([f"{name} {text}" for name, _rounded, text in parts])
    alt = _("Bar chart of market entities registered in %(region)s: %(bars)s.")
    caption = _("Hatched: left over by the kinds that are named.")
    alt %= {"region": region.name, "bars": said}
    cells = [*map(measured_cell, found.kinds), computed_cell(found.rest)]
    lines = zip(parts, cells, strict=True)
    rows = [[name, cell, computed_cell(found.share(rounded))] for (name, rounded, _text), cell in lines]
    data = Table(kind, [_("kind"), _("entities"), _("share")], rows, folded=True)
    return Chart(lambda sheet: draw_bars(sheet, bars), title, measure, alt, caption, data)
