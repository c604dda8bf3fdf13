"""The business climate as a notebook shows it: entities by kind and a day, services, ranks, coverage."""

import matplotlib as mpl
import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure as Drawing

from helpers.figures.observations import Observations
from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.questions.business_climate.registrations import Registrations
from helpers.show.amounts import amount, computed
from helpers.show.chart import COLOURS, INK, WIDTH, Chart, label_beside, style
from helpers.show.key_figures import KeyFigures
from helpers.show.table import MISSING, Table
from helpers.show.wording import quoted, say
from helpers.text.language import _, listed, number

_Pairs = list[tuple[Figure | None, Figure | None]]  # a figure and what it is set beside, where that is published


def registrations_sentence(observations: Observations, region: str, found: Registrations, counted: str) -> Markup:
    """How many entities were registered, and how many a day."""
    return say(
        _(
            "From %(window)s %(total)s market entities were registered in %(region)s, %(rate)s for each of %(n)s "
            "%(days)s: a flow, not a stock."
        ),
        window=found.total.days,
        total=amount(found.total),
        region=observations.region_name(region),
        rate=computed(found.per_day(counted)),
        n=number(found.days(counted), 0),
        days=_days(counted),
    )


def climate_key_figures(found: Registrations, counted: str, services: _Pairs) -> KeyFigures:
    """Entities registered, in all and a day, the share of the last kind named, and the first service with a before."""
    name = _("%(what)s (%(days)s)")
    figures = {
        name % {"what": found.total.name, "days": found.total.days}: amount(found.total),
        name % {"what": _("Registered a day"), "days": _days(counted)}: computed(found.per_day(counted)),
    }
    for kind in found.kinds[-1:]:
        figures[_("Share of all: %(kind)s") % {"kind": kind.name}] = computed(found.share(kind.rounded))
    for after, before in services:
        if after is not None and before is not None:
            figures[
                _("%(service)s (before the reform: %(before)s)") % {"service": after.name, "before": amount(before)}
            ] = amount(after)
            break
    return KeyFigures(figures)


def _days(counted: str) -> str:
    return _("calendar days") if counted == "calendar" else _("days from Monday to Friday")


def kinds_sentence(found: Registrations) -> Markup:
    """The kinds that are named, and what they leave unexplained."""
    kinds = [
        _("%(kind)s %(amount)s (%(share)s)")
        % {"kind": kind.name, "amount": amount(kind), "share": computed(found.share(kind.rounded))}
        for kind in found.kinds
    ]
    message = _(
        "%(kinds)s; the remaining %(rest)s (%(share)s) are not explained. The law knows farmers' cooperatives as a "
        "third kind, but their number is not published."
    )
    share = computed(found.share(found.rest.rounded))
    return say(message, kinds=listed(kinds), rest=computed(found.rest), share=share)


def rate_sentence(found: Registrations, counted: str) -> Markup:
    """Entities a day, computed, beside the stated rate."""
    if found.stated_rate is None:
        message = _("Over %(n)s %(days)s that is %(rate)s a day.")
    else:
        message = _(
            "Over %(n)s %(days)s that is %(rate)s a day; the source says %(stated)s, and not which days it counts."
        )
    return say(
        message,
        n=number(found.days(counted), 0),
        days=_days(counted),
        rate=computed(found.per_day(counted)),
        stated=amount(found.stated_rate) if found.stated_rate else "",
    )


def draw_registrations(observations: Observations, region: str, found: Registrations) -> Chart:
    """The kinds of entities registered as bars; what they leave over is drawn open."""
    parts = [(kind.name, kind.rounded, amount(kind)) for kind in found.kinds]
    parts.append((_("unexplained"), found.rest.rounded, computed(found.rest)))
    with mpl.rc_context(style()):
        drawing = Drawing(figsize=(WIDTH, 0.9 + 0.42 * len(parts)), layout="constrained")
        axes = drawing.subplots()
        for height, (_name, rounded, text) in enumerate(parts):
            known = height < len(found.kinds)
            colour = COLOURS[1] if known else "white"
            axes.barh(height, rounded.value, color=colour, edgecolor=COLOURS[1], hatch="" if known else "////")
            label_beside(axes, text, (rounded.value, height), color=INK)
        axes.set_yticks(range(len(parts)), [name for name, *_rest in parts])
        axes.set_ylim(len(parts) - 0.5, -0.5)
        axes.set_xlim(0, max(rounded.value for _name, rounded, _text in parts) * 1.2)
        axes.set_xlabel(_("market entities registered"))
        title = _("%(share)s of the entities registered are sole traders")
        axes.set_title(title % {"share": computed(found.share(found.kinds[-1].rounded))})
    bars = listed([f"{name} {text}" for name, _rounded, text in parts])
    alt = _("Bar chart of market entities registered in %(region)s: %(bars)s.")
    caption = _("Newly registered, %(window)s. Hatched: left over by the kinds that are named.")
    alt %= {"region": observations.region_name(region), "bars": bars}
    rows = {name: [text, computed(found.share(rounded))] for name, rounded, text in parts}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("entities"), _("share")]).rename_axis(_("kind"))
    data = Table(_("Market entities registered, by kind"), frame, folded=True)
    return Chart(drawing, alt, caption % {"window": found.total.days}, data)


def flows_table(figures: list[Figure | None]) -> Table | None:
    """Other flows of entities, with their days; None where none is published."""
    known = [figure for figure in figures if figure is not None]
    if not known:
        return None
    rows = {figure.name: [amount(figure), figure.days, figure.definition] for figure in known}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("printed"), _("days"), _("meaning")])
    return Table(_("Other flows of market entities"), frame.rename_axis(_("what")))


def services_table(pairs: _Pairs) -> Table:
    """Services after the reform, before it where that is published, and the change."""
    rows = {}
    for after, before in pairs:
        if after is None:
            continue
        change = _("%(cut)s%% less") % {"cut": quoted(_cut(after, before))} if before else MISSING
        rows[after.name] = [amount(before) if before else _("not published"), amount(after), change]
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("before"), _("after"), _("change")])
    return Table(_("Services before and after the reform, as published"), frame.rename_axis(_("service")))


def _cut(after: Figure, before: Figure) -> Rounded:
    """How much less after than before, percent."""
    return Rounded.exact(100) - (after.rounded / before.rounded).percent


def ranks_table(pairs: _Pairs) -> Table:
    """Stated ranks in the province, with the quantity that is ranked."""
    rows = {
        rank.name: [amount(rank), amount(value) if value else _("not published")]
        for rank, value in pairs
        if rank is not None
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("rank"), _("what is ranked")])
    return Table(_("Ranks in the province, as stated"), frame.rename_axis(_("ranking")))


def coverage_table(figures: list[Figure | None]) -> Table:
    """How much of the services is covered, each with what it means."""
    known = [figure for figure in figures if figure is not None]
    rows = {figure.name: [amount(figure), figure.definition] for figure in known}
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("printed"), _("meaning")])
    return Table(_("Coverage of government services, as published"), frame.rename_axis(_("what")))


def halls_table(observations: Observations, states: dict[str, list[Figure]]) -> Table:
    """The service hall of every county: what the source says of it, if anything."""
    rows = {
        observations.region_name(county): [listed([figure.name for figure in named]) or _("not mentioned")]
        for county, named in states.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=[_("state")]).rename_axis(_("county"))
    return Table(_("The service halls of the counties"), frame, folded=True)


def coverage_sentence(states: dict[str, list[Figure]]) -> Markup:
    """How many counties are mentioned for their service halls."""
    mentioned = sum(bool(named) for named in states.values())
    message = _("Of %(n)s counties the source mentions the service halls of %(mentioned)s.")
    return say(message, n=len(states), mentioned=mentioned)
