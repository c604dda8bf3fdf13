"""What a report on peers could say first, and the question that it answers."""

from markupsafe import Markup

from helpers.models.group import Group
from helpers.questions.peers.contribution_sentences import added_sentence
from helpers.questions.peers.contributions import PeerContributions
from helpers.questions.peers.head_sentences import head_sentence, head_share, head_standing, share_sentence, widest_year
from helpers.questions.peers.per_head import PerHead
from helpers.questions.peers.rank_sentences import ends_sentence, range_sentence, rank_sentence, unranked_sentence
from helpers.questions.peers.sentences import record_sentence
from helpers.questions.peers.size_sentences import faster_sentence, spread_sentence
from helpers.questions.peers.sizes import Convergence
from helpers.questions.peers.standings import Place, latest_place, level_of
from helpers.show.editor import Candidate, Edition, Fault, edit
from helpers.show.places import counted, seen_from
from helpers.show.ranks import whole_standing
from helpers.text.citations import say
from helpers.text.language import _, joined
from helpers.text.messages import RefusedError

_CLOSER = 3.0  # the second half of the title, of which the last figures are old
_SIZES = {"cities": 1.2, "per head": 1.0, "added": 0.9, "against the parent": 0.8, "best and worst": 0.6}


def title_of(group: Group) -> str:
    """The question of the report, with its places."""
    peers, whole = counted(level_of(group), group.size), seen_from(group.parent, group.region)
    if group.region == group.parent:
        message = _("Which of the %(peers)s of %(whole)s grow fastest, and do they come closer?")
        return message % {"peers": peers, "whole": whole}
    message = _("Where does %(region)s stand among the %(peers)s of %(whole)s, and do they come closer?")
    return message % {"region": group.region.name, "peers": peers, "whole": whole}


def edition(
    group: Group,
    cities: Place | None,
    heads: PerHead,
    sizes: Convergence | RefusedError,
    added: PeerContributions | None,
) -> Edition:
    """The lead and the main points: the rank or who was first and last, then what else is known of the place."""
    years = [max(group.series[group.region].figures)] if group.region in group.series else group.ranked[-1:]
    newest = max((at.year for at in years), default=0)
    found = [_rank(group), _ends(group), _cities(group, cities), *_heads(group, heads)]
    found += [_closer(group, sizes), *_others(group, added)]
    return edit(found, group.region, newest, unranked_sentence(group))


def _rank(group: Group) -> Candidate | None:
    """The region's own rank; one of figures that are weak does not lead."""
    place, sentence = latest_place(group), rank_sentence(group)
    if place is None or sentence is None:
        return None
    faults = (Fault.WEAK,) if group.weak.at[place.at, group.region] else ()
    return Candidate("rank", sentence, group.region, place.at.year, 1.0, True, faults)


def _ends(group: Group) -> Candidate | None:
    """For the parent, who was first and last."""
    sentence = ends_sentence(group)
    if sentence is None or group.region != group.parent:
        return None
    return Candidate("first and last", sentence, group.region, group.ranked[-1].year, answers=True)


def _cities(group: Group, place: Place | None) -> Candidate | None:
    if place is None:
        return None
    message = _("In %(year)s the growth of %(region)s ranked %(standing)s.")
    said = {"region": group.region.name, "standing": whole_standing(place.standing)}
    return Candidate("cities", say(message, year=place.at, **said), group.region, place.at.year, _SIZES["cities"])


def _heads(group: Group, found: PerHead) -> list[Candidate]:
    """GDP per head: the place, and against the parent."""
    candidates = []
    year, share = widest_year(group, found), head_share(group, found)
    if year is not None and (head_standing(group, year) is not None or group.region == group.parent):
        sentence = head_sentence(group, year)
        candidates.append(Candidate("per head", sentence, group.region, year.at.year, _SIZES["per head"]))
    if share is not None:
        sentence = share_sentence(group, share)
        candidates.append(Candidate("per head", sentence, group.region, share.at.year, _SIZES["per head"]))
    return candidates


def _closer(group: Group, found: Convergence | RefusedError) -> Candidate | None:
    """Whether the peers came closer to each other: the second half of the title."""
    if isinstance(found, RefusedError):
        return None
    faster = [] if isinstance(found.beta, RefusedError) else [faster_sentence(found.beta)]
    sentence = Markup(joined([spread_sentence(group, found), *faster]))
    return Candidate("closer", sentence, group.region, found.sigma.index[-1].year, _CLOSER)


def _others(group: Group, added: PeerContributions | None) -> list[Candidate]:
    last = group.ranked[-1].year if len(group.ranked) else 0
    found = {"against the parent": (record_sentence(group), last)}
    found["best and worst"] = (range_sentence(group), last)
    found["added"] = (added_sentence(group, added), added.at.year if added else last)
    return [
        Candidate(subject, sentence, group.region, year, _SIZES[subject])
        for subject, (sentence, year) in found.items()
        if sentence is not None
    ]
