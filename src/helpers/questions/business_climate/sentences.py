"""The business climate as a notebook shows it: entities by kind and a day, services, ranks, coverage."""

from markupsafe import Markup

from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Registrations
from helpers.show.amounts import amount, amount_cell, computed, computed_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.wording import say
from helpers.text.language import _, listed, number

Pairs = list[tuple[Figure | None, Figure | None]]  # a figure and what it is set beside, where that is published


def registrations_sentence(region: Region, found: Registrations, counted: str) -> Markup:
    """How many entities were registered, and how many a day."""
    return say(
        _(
            "From %(window)s %(total)s market entities were registered in %(region)s, %(rate)s for each of %(n)s "
            "%(days)s: a flow, not a stock."
        ),
        window=found.total.days,
        total=amount(found.total),
        region=region.name,
        rate=computed(found.per_day(counted)),
        n=number(found.days(counted), 0),
        days=_days(counted),
    )


def registrations_key_figures(found: Registrations, counted: str, services: Pairs) -> KeyFigures:
    """Entities registered, in all and a day, the share of the last kind named, and the first service with a before."""
    name = _("%(what)s (%(days)s)")
    figures = {
        name % {"what": found.total.name, "days": found.total.days}: amount_cell(found.total),
        name % {"what": _("Registered a day"), "days": _days(counted)}: computed_cell(found.per_day(counted)),
    }
    for kind in found.kinds[-1:]:
        figures[_("Share of all: %(kind)s") % {"kind": kind.name}] = computed_cell(found.share(kind.rounded))
    for after, before in services:
        if after is not None and before is not None:
            figures[
                _("%(service)s (before the reform: %(before)s)") % {"service": after.name, "before": amount(before)}
            ] = amount_cell(after)
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


def coverage_sentence(states: dict[Region, list[Figure]]) -> Markup:
    """How many counties are mentioned for their service halls."""
    mentioned = sum(bool(named) for named in states.values())
    message = _("Of %(n)s counties the source mentions the service halls of %(mentioned)s.")
    return say(message, n=len(states), mentioned=mentioned)
