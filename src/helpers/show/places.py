"""Regions in sentences: their GDP, what contains them, and how many of a kind, as each language says it."""

from helpers.figures.regions import Region
from helpers.text.language import _, language_in_use

_WHOLE = {"省": "全省", "区": "全区", "市": "全市", "州": "全州", "盟": "全盟", "县": "全县"}  # by what a name ends in
_NATIONAL = "国内生产总值"


def gdp_of(region: Region) -> str:
    """As releases name it: "昭通市地区生产总值", and "国内生产总值" of the nation alone; "China's GDP"."""
    if region.parent is None and language_in_use() != "en":
        return _NATIONAL
    return _("%(region)s's GDP") % {"region": region.name}


def named_in(name: str, region: Region) -> str:
    """A name that has GDP in it, as releases give it of a region: in Chinese that of the nation has its own word."""
    return name.replace("地区生产总值", _NATIONAL) if region.parent is None else name


def economy_of(region: Region) -> str:
    """What grows: "Zhaotong's economy"; in Chinese its GDP, as releases say it."""
    if region.parent is None and language_in_use() != "en":
        return _NATIONAL
    return _("%(region)s's economy") % {"region": region.name}


def seen_from(other: Region, own: Region) -> str:
    """Another region in a sentence about one's own: "Yunnan"; in Chinese "全省", "全国" for what contains it."""
    if language_in_use() == "en" or other not in own.lineage[1:]:
        return other.name
    return other.name if other.parent is None else _WHOLE.get(other.name[-1], other.name)


def counted(level: str, count: int) -> str:
    """So many regions of a level: "16 prefectures", "16个州（市）".

    Parameters
    ----------
    level
        One of `helpers.figures.regions.LEVELS`, or "city" for the cities of the yearbook.
    """
    words = {
        "province": _("%(n)s provinces"),
        "prefecture": _("%(n)s prefectures"),
        "county": _("%(n)s counties"),
        "city": _("%(n)s cities"),
    }
    return words[level] % {"n": count}
