"""How far apart two rates are where a text writes per cent for points: 高于全省0.6%, 增速比上年提高0.6%."""

from typing import TYPE_CHECKING

from helpers.reading.chinese.lexicon import Kind
from helpers.reading.chinese.state import Topic
from helpers.reading.readings import Role
from helpers.reading.vocabulary import Facet

if TYPE_CHECKING:
    from helpers.reading.chinese.roles import Said

_RATES = ("增速", "增幅", "涨幅")
_OF_RATES = ("提高", "加快", "回升", "提升", "上升", "回落", "放缓", "下滑", "降低", "快", "慢", "高", "低")


def distance_in_percent(topic: Topic, said: "Said") -> tuple[Role, bool] | None:
    """Whether per cent are a gap or a change, and whether of rates; None where they are growth or a share."""
    if not said.direction or said.base is None or Kind.REACH in said.words:
        return None
    rated = Kind.RISE in said.words or topic.name.endswith(_RATES)
    if said.base.is_place and Kind.YEAR_AGO not in said.words:
        return Role.GAP, rated or topic.facet is Facet.GROWTH
    if rated and not said.base.is_place and said.verb in _OF_RATES:
        return Role.CHANGE, True
    return None
