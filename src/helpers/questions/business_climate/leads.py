"""What a report on the business climate may say first: what the reform changed, ranks, and registrations."""

from collections.abc import Iterator

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.published import Figure
from helpers.figures.regions import Region
from helpers.questions.business_climate.registrations import Pair, Registrations, days_name
from helpers.show.amounts import Amount, computed_in_prose
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.prose import measured, named, when
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed, number, ordinal

_ASKED = 1.5  # what registrations weigh: the title asks for them
_KINDS = 0.9  # and their kinds, which follow them


def title_of(region: Region) -> str:
    """The question of the page, with its region."""
    message = _("What did the reform of services change in %(region)s, and how many businesses registered?")
    return message % {"region": region.name}


def edition(region: Region, services: list[Pair], ranks: list[Pair], entities: Registrations, counted: str) -> Edition:
    """What leads and what follows.

    Parameters
    ----------
    services, ranks
        Services with what they were before, and ranks with what is ranked.
    counted
        The days that an average a day counts.
    """
    given = list(_candidates(region, services, ranks, entities, counted))
    newest = max(each.year for each in given)
    return edit(given, region, newest, "")


def _candidates(
    region: Region, services: list[Pair], ranks: list[Pair], entities: Registrations, counted: str
) -> Iterator[Candidate]:
    for after, before in services:
        if before is not None:
            ends = sorted((before.rounded.value, after.rounded.value))
            times = ends[1] / ends[0] if ends[0] else ends[1]
            yield _candidate(after, _change_sentence(region, after, before), region, times, answers=True)
    for rank, of in ranks:
        if of is not None:
            yield _candidate(rank, _rank_sentence(region, rank, of), region, 1 + 1 / rank.rounded.value)
    total = entities.total
    yield _candidate(total, registrations_sentence(region, entities, counted), region, _ASKED, answers=True)
    if entities.kinds:
        yield _candidate(entities.kinds[0], kinds_sentence(entities), region, _KINDS)


def _candidate(figure: Figure, sentence: Markup, region: Region, size: float, answers: bool = False) -> Candidate:
    faults = (Fault.WEAK,) if figure.source.reliability == "weak" else ()
    return Candidate(figure.indicator.code, sentence, region, figure.window.end.year, size, answers, faults)


def _change_sentence(region: Region, after: Figure, before: Figure) -> Markup:
    """What a service was before the reform, what it is since, and how much less or more that is."""
    change = (after.rounded / before.rounded).percent_change
    message = by_sign(
        change.value,
        _(
            "In %(region)s, the %(service)s rose from %(before)s to %(after)s with the reform, %(change)s more, as "
            "reported %(when)s."
        ),
        _(
            "In %(region)s, the %(service)s fell from %(before)s to %(after)s with the reform, %(change)s less, as "
            "reported %(when)s."
        ),
        _("In %(region)s, the %(service)s stayed at %(after)s with the reform, as reported %(when)s."),
    )
    size = Rounded(abs(change.value), abs(change.value), abs(change.value), change.rows)
    ends = {"before": measured(before), "after": measured(after), "change": computed_in_prose(Amount(size, "pct"))}
    return say(message, region=region.name, service=named(after.indicator), when=when(after), **ends)


def _rank_sentence(region: Region, rank: Figure, of: Figure) -> Markup:
    """What is ranked, and the rank in the province that the source states."""
    if of.unit == "count":
        message = _(
            "In %(region)s, there were %(value)s %(what)s %(when)s, %(rank)s in the province by the source's own "
            "account."
        )
    else:
        message = _(
            "In %(region)s, the %(what)s was %(value)s %(when)s, %(rank)s in the province by the source's own account."
        )
    place = cited(ordinal(int(rank.rounded.value)), rank.rows)
    return say(message, region=region.name, value=measured(of), what=named(of.indicator), when=when(of), rank=place)


def registrations_sentence(region: Region, found: Registrations, counted: str) -> Markup:
    """How many businesses were registered, and how many a day beside what the source says of that."""
    stated, rate = found.stated_rate, found.per_day(counted)
    if stated is None:
        message = _(
            "In %(region)s, %(total)s businesses were registered %(when)s: %(rate)s for each of %(n)s %(days)s."
        )
    elif stated.rounded.value == round(rate.rounded.value):
        message = _(
            "In %(region)s, %(total)s businesses were registered %(when)s: %(rate)s for each of %(n)s %(days)s, as the "
            "source says."
        )
    else:
        message = _(
            "In %(region)s, %(total)s businesses were registered %(when)s: %(rate)s for each of %(n)s %(days)s, where "
            "the source says %(stated)s."
        )
    days = {"n": number(found.days(counted), 0), "days": days_name(counted), "when": when(found.total)}
    numbers = {"total": measured(found.total), "rate": computed_in_prose(rate)}
    return say(message, region=region.name, stated=measured(stated) if stated else "", **days, **numbers)


def kinds_sentence(found: Registrations) -> Markup:
    """The kinds that are named, with their shares."""
    message = _("%(amount)s %(kind)s (%(share)s)")
    kinds = [
        message
        % {
            "amount": measured(kind),
            "kind": named(kind.indicator),
            "share": computed_in_prose(found.share(kind.rounded)),
        }
        for kind in sorted(found.kinds, key=lambda each: -each.rounded.value)
    ]
    return say(_("Among the businesses registered are %(kinds)s."), kinds=listed(kinds))
