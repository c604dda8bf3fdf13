"""Ranks in words: a place, a tie, who is missing, and what rounding leaves open, as each language says it.

What is returned completes a sentence about a region: in English it follows "was" or "ranked" ("fifth of the 16
prefectures of Yunnan"), in Chinese it has its own verb ("居全省16个州（市）第5位").
"""

from dataclasses import replace

from helpers.figures.standings import Standing
from helpers.show.places import counted, seen_from
from helpers.text.citations import cited
from helpers.text.language import Number, _, language_in_use, listed, ordinal

_NAMED = 4  # missing regions at most are named in a sentence


def place(standing: Standing) -> str:
    """The place alone: "fifth", "joint third", "last"; "第5位", "并列第3位", "末位"."""
    if standing.tied:
        return cited(_("joint %(rank)s") % {"rank": ordinal(standing.rank)}, standing.rows, standing.rank)
    if standing.rank == standing.ranked > 1:
        return cited(Number(_("last"), standing.rank, 0), standing.rows)
    return cited(ordinal(standing.rank), standing.rows)


def short_standing(standing: Standing) -> str:
    """The place and of how many: "first of 16"; "居16个州（市）第1位"."""
    peers = str(standing.ranked) if language_in_use() == "en" else counted(standing.level, standing.ranked)
    said = {"place": place(standing), "peers": peers, **_ends(standing)}
    if standing.is_open:
        return _("%(place)s of %(peers)s (%(best)s to %(worst)s within rounding)") % said
    return _("%(place)s of %(peers)s") % said


def whole_standing(standing: Standing) -> str:
    """The place, of how many of what where, who is missing, and what rounding leaves open.

    "fourth of the 15 prefectures of Yunnan with figures (Diqing missing)"; in Chinese with its verb.
    """
    said = {"place": place(standing), "peers": counted(standing.level, standing.ranked), **_ends(standing)}
    said |= {"whole": seen_from(standing.whole, standing.region), "lacking": len(standing.missing)}
    said |= {"missing": listed([each.name for each in standing.missing])}
    if not standing.missing:
        closed = _("%(place)s of the %(peers)s of %(whole)s")
        open_ = _("%(place)s of the %(peers)s of %(whole)s (%(best)s to %(worst)s within rounding)")
    elif len(standing.missing) <= _NAMED:
        closed = _("%(place)s of the %(peers)s of %(whole)s with figures (%(missing)s missing)")
        open_ = _(
            "%(place)s of the %(peers)s of %(whole)s with figures (%(missing)s missing; %(best)s to %(worst)s within "
            "rounding)"
        )
    else:
        closed = _("%(place)s of the %(peers)s of %(whole)s with figures (%(lacking)s have none)")
        open_ = _(
            "%(place)s of the %(peers)s of %(whole)s with figures (%(lacking)s have none; %(best)s to %(worst)s within "
            "rounding)"
        )
    return (open_ if standing.is_open else closed) % said


def as_printed(standing: Standing) -> Standing:
    """The place by the printed digits alone, for a sentence that has no room for what rounding leaves open."""
    return replace(standing, best=standing.rank, worst=standing.rank)


def _ends(standing: Standing) -> dict[str, object]:
    return {"best": ordinal(standing.best), "worst": ordinal(standing.worst)}
