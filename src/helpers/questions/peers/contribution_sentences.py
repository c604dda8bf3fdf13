"""Where growth comes from, in sentences and tables."""

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.models.group import Group
from helpers.questions.peers.contributions import PeerContributions, SectorContributions
from helpers.show.printed import rounded_cell
from helpers.show.table import Table
from helpers.show.wording import quoted
from helpers.text.citations import say
from helpers.text.language import _, listed

_NAMED = 3  # peers that added most


def sector_names() -> dict[str, str]:
    """The sectors in the language in use."""
    return {"primary": _("agriculture"), "secondary": _("industry and construction"), "tertiary": _("services")}


def ordered(points: dict[Region, Rounded]) -> list[Region]:
    """Regions by what they added, the most first."""
    return sorted(points, key=lambda region: -points[region].value)


def contribution_sentences(
    group: Group, peers: PeerContributions | None, sectors: SectorContributions | None
) -> list[Markup]:
    """Which peers and which sectors growth came from, or that it is not known."""
    return [*_peer_sentences(group, peers), *_sector_sentences(group.region, sectors)]


def _peer_sentences(group: Group, found: PeerContributions | None) -> list[Markup]:
    if found is None:
        message = _("Not all peers have a rate and a level of the year before, so that no contributions are told.")
        return [say(message)]
    order = ordered(found.points)
    said = {"year": found.at, "release": found.release.name, "parent": group.parent.name}
    told = _("%(what)s %(rate)s")
    named = [told % {"what": region.name, "rate": quoted(found.points[region], 2)} for region in order[:_NAMED]]
    message = _("In %(year)s most of the growth of %(parent)s came from %(most)s points (%(release)s).")
    sentences = [say(message, most=listed(named), **said)]
    if group.region in found.points:
        message = _("%(region)s added %(points)s points: place %(place)s of %(n)s.")
        place = order.index(group.region) + 1
        own = quoted(found.points[group.region], 2)
        sentences.append(say(message, region=group.region.name, points=own, place=place, n=len(order)))
    if found.whole is not None:
        message = _("All together make %(sum)s points; published is %(whole)s%%.")
        total = sum(found.points.values(), Rounded.exact(0.0))
        sentences.append(say(message, sum=quoted(total, 2), whole=quoted(found.whole)))
    return sentences


def _sector_sentences(region: Region, found: SectorContributions | None) -> list[Markup]:
    if found is None:
        message = _("No growth of the sectors of %(region)s can be told: their figures are not on one basis.")
        return [say(message, region=region.name)]
    names = sector_names()
    told = _("%(what)s %(rate)s")
    parts = listed([told % {"what": names[key], "rate": quoted(each, 1)} for key, each in found.points.items()])
    total = sum(found.points.values(), Rounded.exact(0.0))
    if found.real:
        message = _("Of the growth of %(region)s in %(year)s, in points: %(parts)s.")
    else:
        message = _(
            "At current prices GDP of %(region)s changed by %(total)s%% in %(year)s, in points: %(parts)s. No real "
            "growth of its sectors is recorded."
        )
    return [say(message, region=region.name, year=found.at, total=quoted(total, 1), parts=parts)]


def contributions_table(found: PeerContributions) -> Table:
    """Growth and contribution of every peer; folded."""
    lines = [[region.name, rounded_cell(found.points[region], 2, unit="pp")] for region in ordered(found.points)]
    header = [_("region"), _("contribution, points")]
    caption = _("What each added to the growth of all in %(year)s: its share of the year before times its growth")
    return Table(caption % {"year": found.at}, header, lines, folded=True)
