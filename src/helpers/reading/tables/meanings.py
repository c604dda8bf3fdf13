"""What a number of a table means, by what its row and its column say; where they leave it open, what is to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from helpers.reading.questions import NONE
from helpers.reading.readings import Role
from helpers.reading.tables.headings import Heading
from helpers.reading.vocabulary import Facet, Subject, Vocabulary
from helpers.text.language import _

_PERCENT = ("%", "％")
_POINTS = ("个百分点", "百分点", "个点")
_COUNTED = ("户", "家", "个", "件", "项", "名", "次", "场", "位")
_WITHOUT = {Facet.GROWTH: "growth", Facet.SHARE: "share", Facet.RANK: "rank", Facet.GROWTH_RANK: "rank"}
_PER_HEAD, _YUAN = "cny", ("元", "yuan")
_MOST_UNITS = 3  # that a question offers


@dataclass(frozen=True)
class Meaning:
    """What a number is.

    Attributes
    ----------
    indicator
        Its code; empty where there is none, for the `reason`, or because the row and the column may mean several
        things, which are the candidates.
    unit
        As it is printed.
    sure
        Whether all was said.
    """

    indicator: str = ""
    unit: str = ""
    role: Role = Role.VALUE
    reason: str = ""
    candidates: tuple[str, ...] = ()
    sure: bool = True


def meaning_of(subject: Subject | None, said: Heading, unit: str, units: tuple[str, ...], words: Vocabulary) -> Meaning:
    """What a number means.

    Parameters
    ----------
    said
        What the row and the column say together.
    unit
        The unit that the number, its column or its row prints; empty where none does.
    units
        The units that stand above the table.
    """
    if said.index and said.facet is not Facet.GROWTH:
        return Meaning(reason="index") if unit not in _PERCENT else Meaning(candidates=("growth", NONE))
    if subject is None:
        return Meaning(reason=_without(said, unit))
    if said.role in (Role.AVERAGE, Role.CHANGE, Role.CONTRIBUTION, Role.TARGET):
        return _relative(subject, said, unit)
    if said.facet in (Facet.RANK, Facet.GROWTH_RANK):
        code = subject.indicator(said.facet) if "省" in said.text or "province" in said.text.casefold() else ""
        ranked = subject.indicator(Facet.GROWTH)  # places among parts of a region are told of growth
        return Meaning(code or ranked or subject.main, role=Role.VALUE if code else Role.RANK)
    if unit in _POINTS:
        code = subject.indicator(Facet.GROWTH)
        return Meaning(code, unit, Role.CHANGE, sure=False) if code else Meaning(reason="change_without_indicator")
    if said.facet is Facet.GROWTH:
        return _growth(subject, said, unit, units, words)
    if said.facet is Facet.SHARE:
        code = subject.indicator(Facet.SHARE)
        return Meaning(code or subject.main, unit or "%", Role.VALUE if code else Role.SHARE, sure=unit in _PERCENT)
    return _level(subject, said, unit, units, words)


def _growth(subject: Subject, said: Heading, unit: str, units: tuple[str, ...], words: Vocabulary) -> Meaning:
    code = subject.indicator(Facet.GROWTH)
    printed = unit if unit in _PERCENT else "%" if "%" in units or said.rate else ""
    if not printed:
        return Meaning(candidates=("growth", "change"))
    basis = words.indicators[code].price_basis if code else ""
    if not code or (said.basis and (said.basis == "real") != (basis == "real")) or said.basis == "previous":
        return Meaning(reason="growth_without_indicator")
    return Meaning(code, printed, sure=unit in _PERCENT or "%" in units)


def _level(subject: Subject, said: Heading, unit: str, units: tuple[str, ...], words: Vocabulary) -> Meaning:
    code = subject.indicator(Facet.LEVEL)
    role = said.role or Role.VALUE
    known = words.indicators[code].unit if code else ""
    above = [each for each in units if known != _PER_HEAD or each in _YUAN]  # 单位：万元 is not said of amounts a head
    fitting = [each for each in ([unit] if unit else above) if code and fits(each, code, words)]
    if len(fitting) == 1 or (code and known in ("ratio", "rank") and not unit):
        single = known != _PER_HEAD and "".join(fitting) in _YUAN  # a region's billions in single yuan, or 元/人
        return Meaning(code, "".join(fitting), role, sure=not single)
    if unit in _PERCENT:
        return Meaning(candidates=(*(f.value for f in (Facet.GROWTH, Facet.SHARE) if subject.indicator(f)), NONE))
    if unit or not code:
        return Meaning(reason=_without(said, unit)) if unit else Meaning(candidates=("growth", "share", NONE))
    offered = _offered(code, words)
    printed = [each for each in offered if each in above] or offered
    growth = ("growth",) if subject.indicator(Facet.GROWTH) and said.facet is None else ()
    return Meaning(candidates=(*(f"level {each}" for each in printed[:_MOST_UNITS]), *growth, NONE))


def _relative(subject: Subject, said: Heading, unit: str) -> Meaning:
    """An average, a change, a contribution or a target, of which no row is made."""
    role = said.role or Role.CHANGE
    points = unit in (*_POINTS, *_PERCENT)
    code = subject.indicator(Facet.GROWTH) if points else subject.main
    if role is Role.CHANGE and not (points and code):
        return Meaning(reason="change_without_indicator")
    if "完成" in said.text and points:
        return Meaning(reason="share_without_indicator")
    return Meaning(code or subject.main, unit, role, sure=False)


def fits(unit: str, code: str, words: Vocabulary) -> bool:
    """Whether numbers of an indicator may be printed in a unit."""
    return words.value(Decimal(1), unit.replace("％", "%"), code) is not None


def _offered(code: str, words: Vocabulary) -> list[str]:
    """The Chinese units that an indicator may be printed in, those nearest to its own first."""
    own = words.indicators[code].unit
    found = {each: factor for (unit, each), factor in words.factors.items() if unit == own and not each.isascii()}
    usual = [each for each in found if each[0] not in "百千"]
    return sorted(usual, key=lambda each: (abs(found[each].adjusted()), len(each)))


def _without(said: Heading, unit: str) -> str:
    """Why no row is made of what no indicator stands for."""
    if said.role is Role.CHANGE or unit in _POINTS:
        return "change_without_indicator"
    if said.facet in _WITHOUT:
        return f"{_WITHOUT[said.facet]}_without_indicator"
    if unit in _PERCENT:
        return "share_without_indicator"
    return "count_without_indicator" if unit in _COUNTED else "level_without_indicator"


def candidate_words(candidate: str) -> str:
    """An answer in the language in use."""
    what, _space, unit = candidate.partition(" ")
    if what == "level":
        return _("the level, in %(unit)s") % {"unit": unit}
    words: Mapping[str, str] = {
        "growth": _("growth on a year earlier, in per cent"),
        "share": _("a share, in per cent"),
        "change": _("a change in the unit of the level"),
        "month": _("that month alone"),
        "quarter": _("that quarter alone"),
        "ytd": _("from January to its end"),
        "year": _("the whole year"),
        "head": _("the same months as in the text's title"),
        NONE: _("none of these"),
    }
    return words[what]
