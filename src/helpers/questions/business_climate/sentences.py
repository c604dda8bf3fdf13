"""The business climate as a notebook shows it: entities by kind and a day, services, ranks, coverage."""

from markupsafe import Markup

from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Pair, Registrations, days_name
from helpers.show.amounts import amount, amount_cell, computed, computed_cell
from helpers.show.key_figures import KeyFigures
from helpers.text.citations import say
from helpers.text.language import _, listed, number


def registrations_sentence(region: Region, found: Registrations, counted: str) -> Markup:
    """How many entities were registered, and how many a day."""
    message = _(
        "From %(window)s %(total)s market entities were registered in %(region)s, %(rate)s for each of %(n)s "
        "%(days)s: a flow, not a stock."
    )
    total = amount(found.total)
    return say(message, window=found.total.days, total=total, region=region.name, **_rate(found, counted))


def _rate(found: Registrations, counted: str) -> dict[str, str]:
    """How many entities were registered a day, and how many days of which kind that counts."""
    rate, n = computed(found.per_day(counted)), number(found.days(counted), 0)
    return {"rate": rate, "n": n, "days": days_name(counted)}


def registrations_key_figures(found: Registrations, counted: str, services: list[Pair]) -> KeyFigures:
    """Entities registered, in all and a day, the share of the last kind named, and the first service with a before."""
    name = _("%(what)s (%(days)s)")
    figures = {
        name % {"what": found.total.name, "days": found.total.days}: amount_cell(found.total),
        name % {"what": _("Registered a day"), "days": days_name(counted)}: computed_cell(found.per_day(counted)),
    }
    for kind in found.kinds[-1:]:
        figures[_("Share of all: %(kind)s") % {"kind": kind.name}] = computed_cell(found.share(kind.rounded))
    for after, before in services:
        if before is not None:
            name = _("%(service)s (before the reform: %(before)s)")
            figures[name % {"service": after.name, "before": amount(before)}] = amount_cell(after)
            break
    return KeyFigures(figures)


def kinds_sentence(found: Registrations) -> Markup:
    """The kinds that are named, and what they leave unexplained."""
    message = _("%(kind)s %(amount)s (%(share)s)")
    parts = [*(kind.rounded for kind in found.kinds), found.rest.rounded]
    shares = [computed(found.share(part)) for part in parts]
    kinds = [
        message % {"kind": kind.name, "amount": amount(kind), "share": share}
        for kind, share in zip(found.kinds, shares, strict=False)
    ]
    message = _(
        "%(kinds)s; the remaining %(rest)s (%(share)s) are not explained. The law knows farmers' cooperatives as a "
        "third kind, but their number is not published."
    )
    return say(message, kinds=listed(kinds), rest=computed(found.rest), share=shares[-1])


def rate_sentence(found: Registrations, counted: str) -> Markup:
    """Entities a day, computed, beside the stated rate."""
    if found.stated_rate is None:
        message = _("Over %(n)s %(days)s that is %(rate)s a day.")
    else:
        message = _(
            "Over %(n)s %(days)s that is %(rate)s a day; the source says %(stated)s, and not which days it counts."
        )
    stated = amount(found.stated_rate) if found.stated_rate else ""
    return say(message, stated=stated, **_rate(found, counted))


def coverage_sentence(states: dict[Region, list[Figure]]) -> Markup:
    """How many counties are mentioned for their service halls."""
    mentioned = sum(bool(named) for named in states.values())
    message = _("Of %(n)s counties the source mentions the service halls of %(mentioned)s.")
    return say(message, n=len(states), mentioned=mentioned)
