"""Whether a first place lasts, in sentences and key figures."""

from collections.abc import Iterable

import pandas as pd
from markupsafe import Markup

from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.lines import Line, siblings
from helpers.show.key_figures import KeyFigures
from helpers.show.ranks import short_standing
from helpers.show.releases import years_listed
from helpers.text.cells import NUMBER, PERCENT, Cell, shown_number
from helpers.text.citations import cited, say
from helpers.text.language import _, _n, joined, listed, number, opening_count, ordinal, signed
from helpers.text.messages import RefusedError

_TELLING = 8  # first places with a rank in the next year, below which no verdict is given


def lasting_sentence(lines: list[Line]) -> Markup:
    """Whether a first place lasts among the regions of one parent, and where the region stood."""
    line = siblings(lines)
    if line is None or not line.leading.known:
        return refusal_sentence(lines)
    return Markup(joined([places_sentence(line), *own_sentences(line)]))


def list_sentence(line: Line) -> Markup:
    """The same of a list of many regions, with the latest place of the region in it."""
    sentences = [places_sentence(line)]
    if line.own_ranks:
        message = _("%(region)s was %(peak)s.")
        sentences.append(say(message, region=line.region.name, peak=_placed(line, max(line.own_ranks))))
    return Markup(joined(sentences))


def brief_sentence(lines: list[Line]) -> Markup:
    """The same in brief for all groups of peers: how many first places were kept, and the median rank a year later."""
    followed = [line for line in lines if line.leading.known]
    return Markup(joined(map(places_sentence, followed))) if followed else refusal_sentence(lines)


def refusal_sentence(lines: list[Line]) -> Markup:
    """Why no first place can be followed."""
    if not lines:
        return say(_("No two peers have growth rates of one release, so no first place can be followed."))
    message = _("Among the %(peers)s no two years in a row can be ranked, so no first place can be followed.")
    return say(message, peers=lines[0].name)


def places_sentence(line: Line) -> Markup:
    """What became of those that led: how many were kept a year later, and the median rank."""
    found, rows = line.leading, line.rows_behind(line.leading.known)
    said = {"peers": line.name, "first": line.ranked[0], "top": found.top, "n": len(found.known), "among": line.among}
    said |= {"kept": cited(number(found.stayed, 0), rows), "came": _came(found.median, rows)}
    if line.is_large:
        message = _(
            "Of the %(top)s fastest of %(among)s %(peers)s in each year since %(first)s, the median %(came)s the year "
            "after."
        )
    elif len(found.known) < _TELLING:
        message = _(
            "Too few first places are known to say whether they last: %(kept)s of %(n)s among the %(peers)s since "
            "%(first)s were kept the year after, and the median leader %(came)s."
        )
    elif found.leaning < 0:
        message = _(
            "First places seldom last: %(kept)s of %(n)s among the %(peers)s since %(first)s were kept the year after, "
            "and the median leader %(came)s."
        )
    elif found.leaning > 0:
        message = _(
            "First places often last: %(kept)s of %(n)s among the %(peers)s since %(first)s were kept the year after, "
            "and the median leader %(came)s."
        )
    else:
        message = _(
            "Of %(n)s first places among the %(peers)s since %(first)s, %(kept)s were kept the year after, and the "
            "median leader %(came)s."
        )
    return say(message, **said)


def _came(rank: float, rows: Iterable[int]) -> str:
    """A rank that may lie between two: "came first", "came between third and fourth"."""
    better, worse = int(rank), int(rank + 0.5)
    if better == worse:
        return _("came %(rank)s") % {"rank": cited(ordinal(better), rows)}
    ends = {"better": cited(ordinal(better), rows), "worse": cited(ordinal(worse), rows)}
    return _("came between %(better)s and %(worse)s") % ends


def own_sentences(line: Line) -> list[Markup]:
    """The last first place of the region, or its best, and what came of it; empty for the parent."""
    own = line.own_ranks
    if not own:
        return []
    name, last, best = line.region.name, max(own), min(own.values())
    peak = max(at for at, rank in own.items() if rank == best)
    told = [*dict.fromkeys([peak, *[at for at in own if at > peak][:1], last])] if best == 1 else [peak, last]
    said: dict[str, object] = {"region": name, "first": line.ranked[0], "year": last}
    said |= {key: _placed(line, at) for key, at in zip(("peak", "next", "last"), told, strict=False)}
    if best == 1:
        messages = {
            1: _("%(region)s was %(peak)s."),
            2: _("%(region)s was %(peak)s and %(next)s."),
            3: _("%(region)s was %(peak)s, %(next)s and %(last)s."),
        }
        return [say(messages[len(told)], **said)]
    if peak == last:
        return [
            say(_("%(region)s was first in no year since %(first)s; its best place is its latest, %(peak)s."), **said)
        ]
    message = _("%(region)s was first in no year since %(first)s; its best place was %(peak)s, its latest %(next)s.")
    return [say(message, **said)]


def _placed(line: Line, at: pd.Period) -> str:
    """The place of the region in a year."""
    return _("%(place)s in %(year)s") % {"place": short_standing(line.standing(at)), "year": at}


def _chance_sentence(line: Line) -> Markup:
    """How those that led would have fared had ranks been drawn by lot."""
    found = line.leading
    rows = line.rows_behind(found.known)
    low, high = (cited(ordinal(int(rank)), rows) for rank in found.half)
    said = {"low": low, "high": high, "n": len(found.known), "top": found.top}
    said |= {"stayed": cited(number(found.stayed, 0), rows)}
    said |= {"by_chance": cited(number(found.stayed_by_chance), rows), "chance": cited(number(found.by_chance), rows)}
    if found.top > 1:
        message = _(
            "Of these %(n)s, %(stayed)s were among the %(top)s fastest again, where by lot %(by_chance)s would; the "
            "middle half came %(low)s to %(high)s."
        )
    else:
        message = _(
            "By lot, %(by_chance)s of these %(n)s first places would have been kept, and the median rank would be "
            "%(chance)s; the middle half came %(low)s to %(high)s."
        )
    return say(message, **said)


def details_sentences(line: Line) -> list[Markup]:
    """How those that led fared beside a draw by lot, who cannot be followed, and what is not ranked."""
    found = line.leading
    sentences = [_chance_sentence(line)] if found.known else [refusal_sentence([line])]
    if line.is_large and found.known:
        sentences += _single_sentences(line)
    lost = [each for each in found.followed if each.after is None]
    if lost:
        message = _("No rate that can be compared is recorded for the year after of %(lost)s.")
        named = [_("%(region)s (%(year)s)") % {"region": each.leader.name, "year": each.at} for each in lost]
        sentences.append(say(message, lost=listed(named)))
    return [*sentences, *_unranked_sentences(line)]


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
        message = _("Not ranked, as fewer than three quarters of the %(n)s have a rate of one release: %(years)s.")
        sentences.append(say(message, n=len(line.table.regions), years=years_listed(between)))
    if line.suspect:
        count = len(line.suspect)
        message = _n(
            "%(n)s suspect rate of the ranked years has no rank.",
            "%(n)s suspect rates of the ranked years have no rank.",
            count,
        )
        sentences.append(say(message, n=cited(opening_count(count), line.suspect)))
    return sentences


def lasting_key_figures(
    lines: list[Line], control: SyntheticControl | RefusedError, shorter: SyntheticControl | RefusedError
) -> KeyFigures | None:
    """The region's latest place, how many leaders stayed, where they came, a gap that holds; None without any."""
    figures: dict[str, Cell | str] = {}
    first = siblings(lines)
    if first is not None and first.own_ranks:
        last = max(first.own_ranks)
        name = _("%(region)s, %(year)s") % {"region": first.region.name, "year": last}
        figures[name] = short_standing(first.standing(last))
    if first is not None and first.leading.known:
        figures[_("First places kept a year later")] = _kept(first)
    for line in lines:
        if line.leading.known:
            name = _("Median place of a leader, a year later (of %(n)s %(peers)s)")
            if line.leading.top > 1:
                name = _("Median place of the %(top)s fastest, a year later (of %(n)s %(peers)s)")
            name %= {"n": line.among, "peers": line.name, "top": line.leading.top}
            figures[name] = _median(line.leading.median, line.rows_behind(line.leading.known))
    fits = [fit for fit in (control, shorter) if not isinstance(fit, RefusedError) and fit.is_rare]
    if first is not None and len(fits) > 1:
        [control, _shorter] = fits
        name = _("Output of %(region)s against a mixture of its peers, %(year)s")
        at = control.years[-1]
        value = shown_number(signed(control.own.gap.iloc[-1]), control_rows(first, control), PERCENT, "pct")
        figures[name % {"region": first.region.name, "year": at}] = value
    return KeyFigures(figures) if figures else None


def _median(rank: float, rows: Iterable[int]) -> Cell:
    """A rank as a key figure, which may lie between two: "3 or 4"."""
    better, worse = int(rank), int(rank + 0.5)
    if better == worse:
        return shown_number(number(better, 0), rows, unit="rank")
    return Cell(cited(_("%(better)s or %(worse)s") % {"better": better, "worse": worse}, rows, rank))


def _kept(line: Line) -> Cell:
    found = line.leading
    words = _("%(kept)s of %(n)s") % {"kept": NUMBER, "n": len(found.known)}
    return shown_number(number(found.stayed, 0), line.rows_behind(found.known), words)


def control_rows(line: Line, control: SyntheticControl) -> list[int]:
    """The rows of rates of the region and of those of its mixture, over all years of the path."""
    regions = [line.region, *control.weighing]
    return line.table.rows_of(regions, control.years)
