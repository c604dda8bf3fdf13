"""What a report on first places could say first, and the question that it answers."""

from markupsafe import Markup

from helpers.figures.regions import Region
from helpers.models.synthetic import SyntheticControl
from helpers.questions.lasting.known import Bounded
from helpers.questions.lasting.lines import Line, siblings
from helpers.questions.lasting.reservations import (
    Finding,
    county_sentences,
    finding_of,
    gap_sentence,
    implied_sentences,
    missing_sentences,
)
from helpers.questions.lasting.sentences import lasting_sentence, list_sentence, refusal_sentence
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.text.citations import say
from helpers.text.language import _, joined
from helpers.text.messages import RefusedError

_Fit = SyntheticControl | RefusedError
_Found = Bounded | RefusedError | None


def title_of(region: Region, lines: list[Line]) -> str:
    """The question of the report, with the region and those that it stands among."""
    line = siblings(lines)
    if line is None:
        return _("Does a first place last? %(region)s and its peers") % {"region": region.name}
    names = {"region": region.name, "peers": line.name}
    if region == line.parent:
        return _("Does a first place last among the %(peers)s?") % names
    return _("Does a first place last? %(region)s among the %(peers)s") % names


def edition(
    region: Region, lines: list[Line], control: _Fit, shorter: _Fit, counties: _Found, missing: _Found, implied: _Found
) -> Edition:
    """The lead, which says whether a first place lasts and where the region stood, and what else is known of that."""
    peers, newest = siblings(lines), max([line.ranked[-1].year for line in lines if len(line.ranked)], default=0)
    found: list[Candidate | None] = [
        Candidate(f"list {at}", list_sentence(line), region, line.ranked[-1].year, 1.5)
        for at, line in enumerate(lines)
        if line.group is not None and line.leading.known
    ]
    if peers is not None and peers.leading.known:
        found.append(Candidate("first places", lasting_sentence(lines), region, newest, 2, True))
    found.append(_gap(region, peers, control, shorter))
    found += [
        _bounded(region, "missing rates", missing_sentences(peers, missing), missing),
        _bounded(region, "implied rates", implied_sentences(implied), implied),
        _bounded(region, "counties", county_sentences(region, counties), counties),
    ]
    otherwise = say(
        _("No two peers of %(region)s have growth rates of one release, so no first place can be followed."),
        region=region.name,
    )
    return edit(found, region, newest, refusal_sentence(lines) if lines else otherwise)


def _gap(region: Region, peers: Line | None, control: _Fit, shorter: _Fit) -> Candidate | None:
    """The gap to the mixture of peers; one that does not hold never leads."""
    sentence = gap_sentence(peers, control, shorter)
    if sentence is None or isinstance(control, RefusedError):
        return None
    faults = () if finding_of(control, shorter) == Finding.HOLDS else (Fault.FEW,)
    return Candidate("mixture", sentence, region, control.years[-1].year, 1.2, faults=faults)


def _bounded(region: Region, subject: str, sentences: list[Markup], found: _Found) -> Candidate | None:
    """What unpublished rates must lie between."""
    if not sentences or not isinstance(found, Bounded):
        return None
    return Candidate(subject, Markup(joined(sentences)), region, found.year, 0.8, faults=(Fault.IMPLIED,))
