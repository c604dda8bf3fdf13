"""Where growth comes from, in sentences and tables."""

from dataclasses import replace

from markupsafe import Markup

from helpers.figures.printed import Rounded
from helpers.figures.regions import Region
from helpers.figures.standings import standing_of
from helpers.models.group import Group
from helpers.questions.peers.contributions import PeerContributions, SectorContributions
from helpers.questions.peers.standings import level_of
from helpers.show.places import gdp_of, seen_from
from helpers.show.printed import rounded_cell
from helpers.show.ranks import short_standing
from helpers.show.table import Table
from helpers.show.wording import quoted
from helpers.text.citations import cited, say
from helpers.text.forms import by_sign
from helpers.text.language import _, listed, number

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
        message = _(
            "For no year do all peers have a rate and the size of the year before, so what each added is not told."
        )
        return [say(message)]
    names = {"year": found.at, "parent": seen_from(group.parent, group.region)}
    told = _("%(region)s (%(points)s points)")
    named = [
        told % {"region": region.name, "points": quoted(found.points[region], 2)}
        for region in ordered(found.points)[:_NAMED]
    ]
    message = _("%(most)s added most to the growth of %(parent)s in %(year)s (%(release)s).")
    sentences = [say(message, most=listed(named), release=found.release.name, **names)]
    if (own := added_sentence(group, found)) is not None:
        sentences.append(own)
    if found.whole is not None:
        message = _("All together added %(sum)s points; the published growth of %(parent)s is %(whole)s%%.")
        total = sum(found.points.values(), Rounded.exact(0.0))
        sentences.append(say(message, sum=quoted(total, 2), whole=quoted(found.whole), **names))
    return sentences


def added_sentence(group: Group, found: PeerContributions | None) -> Markup | None:
    """What the region added to the growth of all, and its place by that; None where it is not known."""
    if found is None or group.region not in found.points:
        return None
    own = found.points[group.region]
    standing = standing_of(group.region, group.parent, level_of(group), found.points, found.points)
    standing = replace(standing, rows=own.rows)
    message = by_sign(
        own.value,
        _("In %(year)s %(region)s added %(points)s points to the growth of %(parent)s, %(standing)s."),
        _("In %(year)s %(region)s took %(points)s points from the growth of %(parent)s, %(standing)s."),
        _("In %(year)s %(region)s added nothing to the growth of %(parent)s, %(standing)s."),
        decimals=2,
    )
    said = {"region": group.region.name, "parent": seen_from(group.parent, group.region)}
    said |= {"points": cited(number(abs(own.value), 2), own.rows), "standing": short_standing(standing)}
    return say(message, year=found.at, **said)


def _sector_sentences(region: Region, found: SectorContributions | None) -> list[Markup]:
    if found is None:
        message = _("What each sector of %(region)s added is not told: no figures on one basis were found.")
        return [say(message, region=region.name)]
    names = sector_names()
    told = _("%(what)s %(rate)s")
    parts = listed([told % {"what": names[key], "rate": quoted(each, 1)} for key, each in found.points.items()])
    total = sum(found.points.values(), Rounded.exact(0.0))
    if found.real:
        message = _("The sectors of %(region)s added to its growth in %(year)s, in points: %(parts)s.")
        return [say(message, region=region.name, year=found.at, parts=parts)]
    message = by_sign(
        total.value,
        _("At current prices %(gdp)s rose by %(total)s%% in %(year)s, in points: %(parts)s."),
        _("At current prices %(gdp)s fell by %(total)s%% in %(year)s, in points: %(parts)s."),
        _("At current prices %(gdp)s did not change in %(year)s, in points: %(parts)s."),
    )
    said = {"gdp": gdp_of(region), "total": cited(number(abs(total.value)), total.rows), "parts": parts}
    real = _("No real growth of its sectors was found.")
    return [say(message, year=found.at, **said), say(real)]


def contributions_table(found: PeerContributions) -> Table:
    """Growth and contribution of every peer; folded."""
    lines = [[region.name, rounded_cell(found.points[region], 2, unit="pp")] for region in ordered(found.points)]
    header = [_("region"), _("added to growth, points")]
    caption = _("What each added to the growth of all in %(year)s: its share of the year before times its growth")
    return Table(caption % {"year": found.at}, header, lines, folded=True)
