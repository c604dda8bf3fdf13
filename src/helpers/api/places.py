"""The regions that there are, and those that one is compared with."""

from typing import Any

from helpers.api.frames import Frame
from helpers.api.listing import listed_by_code
from helpers.api.names import indicators_named, region_named
from helpers.figures.observations import Observations, load_observations
from helpers.figures.region_search import find_regions
from helpers.figures.regions import LEVELS, Region
from helpers.models.group import SIBLINGS
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean, shortened
from helpers.text.typed import in_each_language, meant


def regions(text: str | None = None, level: str | None = None, within: Any = None, indicator: Any = None) -> Frame:
    """The regions of data/regions.csv, by code, with what is recorded of them.

    Parameters
    ----------
    text
        Only those that it may mean: a code, a name, pinyin or its initials, or the beginning or a part of one; first
        those with figures that it may mean.
    level
        Only "nation", "province", "prefecture" or "county".
    within
        Only those that this region contains, at whatever level.
    indicator
        Only those with figures of this indicator, or of one of several; of these alone figures are counted then.

    Returns
    -------
    Frame
        name_en, name_zh, level, within (the region that contains it); figures, indicators: how many are recorded;
        first, last: the years that they are of.

    Raises
    ------
    InputError
        No region goes by the text; the level, the containing region or the indicator is none.

    See Also
    --------
    peers, indicators

    Examples
    --------
    >>> helpers.regions("zhao", level="prefecture")[["name_en", "name_zh", "within"]]
             name_en name_zh     within
    region
    441200  Zhaoqing     肇庆市  Guangdong
    530600  Zhaotong     昭通市     Yunnan
    >>> len(helpers.regions(within="Yunnan", level="prefecture", indicator="gdp_growth_real"))
    16
    """
    observations = load_observations()
    found = list(observations.places.values())
    if level is not None and level not in LEVELS:
        words = {"level": shortened(level), "known": either([*LEVELS]), "hint": did_you_mean(level, LEVELS)}
        raise InputError(_('level "%(level)s": %(known)s is expected%(hint)s') % words)
    if text is not None:
        likely = [*find_regions(str(text), observations.recorded.values()), *find_regions(str(text), found)]
        if not likely:
            raise observations.places.unknown(str(text))
        found = list(dict.fromkeys(likely))
    if within is not None:
        around = region_named(observations, within)
        found = [region for region in found if region != around and region.is_within(around.code)]
    found = [region for region in found if level in (None, region.level)]
    wanted = None if indicator is None else [term.code for term in indicators_named(observations, indicator)]
    return _of_regions(observations, found, _("Regions"), wanted)


def peers(region: Any, group: str = SIBLINGS) -> Frame:
    """The regions that a region is compared with, by code, itself among them.

    Parameters
    ----------
    region
        Any name of one region.
    group
        "siblings", the regions of the same parent (for the nation, the provinces); or a group of data/peer_groups.csv
        to which the region belongs, such as "yearbook_cities".

    Returns
    -------
    Frame
        As of `regions`. `series` and `growth` take it, or its index, as regions.

    Raises
    ------
    InputError
        The name is unknown, or may mean several; there is no such group, or the region is not one of it.

    See Also
    --------
    regions, rank, gap

    Examples
    --------
    >>> prefectures = helpers.peers("Zhaotong")
    >>> prefectures["name_en"].head(3).tolist()
    ['Kunming', 'Qujing', 'Yuxi']
    >>> helpers.growth(prefectures, (2023, 2023)).nlargest(2, "value")[["region", "value", "unit"]]
              region  value unit
    period
    2023    Zhaotong    7.7    %
    2023      Qujing    7.5    %
    """
    observations = load_observations()
    own, groups = region_named(observations, region), observations.vocabularies["group"]
    named = {code: [code, *in_each_language(lambda code=code: groups[code].name)] for code in groups}  # type: ignore[misc]
    found = meant(str(group), {SIBLINGS: [SIBLINGS], **named})
    if len(found) != 1:
        known = [SIBLINGS, *groups]
        words = {"group": shortened(group), "known": either(known), "hint": did_you_mean(str(group), known)}
        raise InputError(_('group "%(group)s": %(known)s is expected%(hint)s') % words)
    if found == [SIBLINGS]:
        around = own.parent or own
        title = _("The regions of %(region)s") % {"region": around.name}
        return _of_regions(observations, observations.regions_within(around.code), title)
    members = observations.regions_of(found[0])
    if own not in members:
        words = {"group": found[0], "region": own.coded_name}
        raise InputError(_('group "%(group)s": %(region)s is not one of them') % words)
    return _of_regions(observations, members, groups[found[0]].name)


def _of_regions(
    observations: Observations, regions: list[Region], title: str, indicators: list[str] | None = None
) -> Frame:
    """Regions by code, with what is recorded of each; only those with figures of some indicators, if any are given."""
    figures = observations.figures
    about = {
        "name_en": [region.name_en for region in regions],
        "name_zh": [region.name_zh for region in regions],
        "level": [region.level for region in regions],
        "within": [region.parent.name if region.parent else "" for region in regions],
    }
    if indicators is None:
        return listed_by_code(figures, "region", regions, about, "indicator", title)
    figures = figures[figures["indicator"].isin(indicators)]
    frame = listed_by_code(figures, "region", regions, about, "indicator", title)
    return frame[frame["figures"] > 0]
