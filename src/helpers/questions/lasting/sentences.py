"""Whether a first place lasts, in sentences and key figures."""

from markupsafe import Markup

from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.lines import Line, siblings
from helpers.show.key_figures import KeyFigures
from helpers.show.releases import years_listed
from helpers.text.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import Number, _, _n, listed, number, ordinal, signed
from helpers.text.messages import RefusedError

_TELLING = 8  # first places with a rank in the next year, below which no verdict is given
_AFTER = 2  # years after the region's last first place that are told


def lasting_sentence(lines: list[Line]) -> Markup:
    """Whether a first place lasts, among the regions of one parent, and where the region stood after its own."""
    line = siblings(lines)
    if line is None or not line.leading.known:
        return _refusal(lines)
    if own := _own_clause(line):
        return say(_("%(verdict)s: %(places)s; %(own)s."), verdict=_verdict(line), places=_places(line), own=own)
    return say(_("%(verdict)s: %(places)s."), verdict=_verdict(line), places=_places(line))


def brief_sentence(lines: list[Line]) -> Markup:
    """The same in brief for all groups of peers: median and spread of the rank in the year after."""
    followed = [line for line in lines if line.leading.known]
    if not followed:
        return _refusal(lines)
    places = _("; ").join(_places(line) for line in followed)
    return say(_("%(verdict)s: %(places)s."), verdict=_verdict(followed[0]), places=places)


def _refusal(lines: list[Line]) -> Markup:
    if not lines:
        return say(_("No two peers have growth rates of one release, so that none can be ranked and followed."))
    message = _("Of the %(peers)s no two years in a row are ranked, so that no first place can be followed.")
    return say(message, peers=lines[0].name)


def _verdict(line: Line) -> str:
    found = line.leading
    if len(found.known) < _TELLING:
        return _("%(n)s first places are too few to say whether they last") % {"n": len(found.known)}
    return _("First places often last") if 2 * found.stayed >= len(found.known) else _("First places seldom last")


def _places(line: Line) -> str:
    """Where those that led stood in the year after, as a clause."""
    found, rows = line.leading, line.rows_behind(line.leading.known)
    low, high = found.half
    said = {"peers": line.name, "first": line.ranked[0], "top": found.top, "n": line.among, "count": len(found.known)}
    numbers = {"median": found.median, "low": low, "high": high}
    said |= {name: cited(_rank(value), rows) for name, value in numbers.items()}
    if line.is_large:
        message = _(
            "of the %(top)s fastest %(peers)s in each year since %(first)s, the median of %(count)s ranked %(median)s "
            "of %(n)s the year after (half of them %(low)s to %(high)s)"
        )
    else:
        message = _(
            "of the fastest %(peers)s in each year since %(first)s, the median of %(count)s ranked %(median)s of %(n)s "
            "the year after (half of them %(low)s to %(high)s)"
        )
    return message % said


def _rank(value: float) -> Number:
    return number(value, 0 if value == int(value) else 1)


def _own_clause(line: Line) -> str:
    """The region's last first place and its ranks after it, or its best; empty for the parent."""
    own = line.own_ranks
    if not own:
        return ""
    name = line.region.name
    ranks = {at: cited(ordinal(rank), line.rows_of_rank(line.region, at)) for at, rank in own.items()}
    in_year = _("%(rank)s in %(year)s")
    firsts = [at for at, rank in own.items() if rank == 1]
    if firsts:
        told = [at for at in own if firsts[-1] <= at <= firsts[-1] + _AFTER]
        told_ranks = listed([in_year % {"rank": ranks[at], "year": at} for at in told])
        return _("%(region)s was %(ranks)s") % {"region": name, "ranks": told_ranks}
    best, last = [at for at, rank in own.items() if rank == min(own.values())][-1], max(own)
    said = {name: in_year % {"rank": ranks[at], "year": at} for name, at in (("best", best), ("last", last))}
    return _("%(region)s was never first; its best rank was %(best)s, its latest %(last)s") % {"region": name, **said}


def places_sentences(line: Line) -> list[Markup]:
    """How those that led fared against chance, who cannot be followed, and what is not ranked."""
    found = line.leading
    sentences = [_refusal([line])] if not found.known else [_chance_sentence(line)]
    if line.is_large and found.known:
        first = say(_("%(places)s."), places=_places(line))
        sentences = [Markup(first[:1].upper() + first[1:]), *sentences, *_single_sentences(line)]
    lost = [each for each in found.followed if each.after is None]
    if lost:
        message = _(
            "Without a rank in the year after, for want of a rate that can be compared and is not suspect: %(lost)s."
        )
        named = [_("%(region)s (%(year)s)") % {"region": each.leader.name, "year": each.at} for each in lost]
        sentences.append(say(message, lost=listed(named)))
    return [*sentences, *_unranked_sentences(line)]


def _chance_sentence(line: Line) -> Markup:
    found = line.leading
    rows = line.rows_behind(found.known)
    said = {
        "n": len(found.known),
        "top": found.top,
        "stayed": cited(number(found.stayed, 0), rows),
        "by_chance": cited(number(found.stayed_by_chance), rows),
        "chance": cited(number(found.by_chance), rows),
    }
    if found.top > 1:
        message = _(
            "%(stayed)s of these %(n)s were among the %(top)s fastest again; were ranks drawn anew each year, "
            "%(by_chance)s would be, and the median would rank %(chance)s."
        )
    else:
        message = _(
            "%(stayed)s of these %(n)s stayed first; were ranks drawn anew each year, %(by_chance)s would, and the "
            "median would rank %(chance)s."
        )
    return say(message, **said)


def _single_sentences(line: Line) -> list[Markup]:
    """The first of each year by name, where few years are known."""
    named = []
    for each in line.first.known:
        words = _("%(region)s %(after)s (first in %(year)s)")
        after = cited(ordinal(each.after or 0), line.rows_behind([each]))
        named.append(words % {"region": each.leader.name, "after": after, "year": each.at})
    return [say(_("The fastest of all came, a year later: %(named)s."), named=listed(named))] if named else []


def _unranked_sentences(line: Line) -> list[Markup]:
    """Which years are not ranked, and how many suspect rates are left out of those that are."""
    sentences = []
    between = [at for at in line.table.years if at not in line.ranked]
    if between and len(line.ranked):
        message = _(
            "Not ranked, as less than three quarters of the %(n)s have a rate of one release that is not suspect: "
            "%(years)s."
        )
        sentences.append(say(message, n=len(line.table.regions), years=years_listed(between)))
    if line.suspect:
        count = len(line.suspect)
        message = _n(
            "%(n)s suspect rate of the ranked years has no rank.",
            "%(n)s suspect rates of the ranked years have no rank.",
            count,
        )
        sentences.append(say(message, n=cited(number(count, 0), line.suspect)))
    return sentences


def lasting_key_figures(
    lines: list[Line], control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> KeyFigures | None:
    """The median rank of the year after, how many stayed, and a gap to the mixture that holds; None without any."""
    figures: dict[str, Cell | str] = {}
    for line in lines:
        found = line.leading
        if not found.known:
            continue
        names = {"peers": line.name, "top": found.top}
        message = _("Median rank of the %(top)s fastest %(peers)s, a year later")
        if found.top == 1:
            message = _("Median rank of the fastest of the %(peers)s, a year later")
        words = _("%(rank)s of %(n)s") % {"rank": NUMBER, "n": line.among}
        figures[message % names] = shown_number(_rank(found.median), line.rows_behind(found.known), words, "rank")
    if (first := siblings(lines)) is not None and first.leading.known:
        figures[_("First places that were kept")] = _kept(first)
    fits = [fit for fit in (control, shorter) if not isinstance(fit, RefusedError) and fit.is_rare]
    if first is not None and len(fits) > 1:
        [control, _shorter] = fits
        name = _("Output of %(region)s against a mixture of its peers, %(year)s")
        at = control.years[-1]
        value = shown_number(signed(control.own.gap.iloc[-1]), control_rows(first, control), PERCENT, "pct")
        figures[name % {"region": first.region.name, "year": at}] = value
    return KeyFigures(figures) if figures else None


def _kept(line: Line) -> Cell:
    found = line.leading
    words = _("%(kept)s of %(n)s times") % {"kept": NUMBER, "n": len(found.known)}
    return shown_number(number(found.stayed, 0), line.rows_behind(found.known), words)


def control_rows(line: Line, control: SyntheticControl) -> list[int]:
    """The rows of rates of the region and of those of its mixture, over all years of the path."""
    regions = [line.region, *control.weighing]
    return line.table.rows_of(regions, control.years)
