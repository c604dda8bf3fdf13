"""The business climate in sentences and key figures: services, what kinds leave over, coverage."""

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Pair, Registrations, days_name
from helpers.show.amounts import Amount, amount, amount_cell, computed_in_prose, computed_prose_cell
from helpers.show.key_figures import KeyFigures
from helpers.show.prose import measured_cell, named
from helpers.text.citations import say
from helpers.text.forms import by_count, by_sign
from helpers.text.language import _


def climate_key_figures(found: Registrations, counted: str, services: list[Pair]) -> KeyFigures:
    """The first service with a before, entities registered, in all and a day, and the share of the largest kind."""
    figures = {}
    for after, before in services:
        if before is not None:
            name = _("%(service)s (before the reform: %(before)s)")
            figures[name % {"service": after.name, "before": amount(before)}] = amount_cell(after)
            break
    name = _("%(what)s (%(days)s)")
    figures[name % {"what": found.total.name, "days": found.total.days}] = measured_cell(found.total)
    rate = computed_prose_cell(found.per_day(counted))
    figures[name % {"what": _("Registered a day"), "days": days_name(counted)}] = rate
    if found.largest is not None:
        share = computed_prose_cell(found.share(found.largest.rounded))
        figures[_("Share of %(kind)s in all registered") % {"kind": named(found.largest.indicator)}] = share
    return KeyFigures(figures)


def services_sentence(pairs: list[Pair]) -> Markup:
    """For how many services a figure from before the reform was published."""
    known = sum(before is not None for _after, before in pairs)
    message = by_count(
        known,
        _("Of %(n)s services no figure from before the reform was published."),
        _("Of one of %(n)s services a figure from before the reform was published."),
        _("Of %(known)s of %(n)s services a figure from before the reform was published."),
    )
    return say(message, known=known, n=len(pairs))


def rest_sentence(found: Registrations) -> Markup:
    """What the kinds that are named leave unexplained."""
    message = by_sign(
        found.rest.rounded.value,
        _(
            "The kinds that are named leave %(rest)s (%(share)s) unexplained. The law knows farmers' cooperatives as a "
            "third kind, but their number is not published."
        ),
        _("The kinds that are named come to %(rest)s (%(share)s) more than the total."),
        _("The kinds that are named add up to the total."),
    )
    rest = found.rest.rounded
    size = Amount(rest if rest.value >= 0 else Rounded.exact(0) - rest, found.rest.unit)
    return say(message, rest=computed_in_prose(size), share=computed_in_prose(found.share(size.rounded)))


def coverage_sentence(states: dict[Region, list[Figure]]) -> Markup:
    """How many counties are mentioned for their service halls."""
    mentioned = sum(bool(named) for named in states.values())
    message = _("Of %(n)s counties the source mentions the service halls of %(mentioned)s.")
    return say(message, n=len(states), mentioned=mentioned)
