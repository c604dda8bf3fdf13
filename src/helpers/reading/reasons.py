"""Why no row is made of a number, in words."""

from collections.abc import Callable, Mapping

from helpers.text.language import _

_REASONS: Mapping[str, Callable[[], str]] = {
    "target": lambda: _("a target of something that no indicator stands for"),
    "plan": lambda: _("planned, budgeted or promised"),
    "forecast": lambda: _("what somebody expected"),
    "policy": lambda: _("part of the name or the rule of a policy"),
    "name": lambda: _("part of a name or of a class"),
    "count_without_indicator": lambda: _("a count that no indicator stands for"),
    "level_without_indicator": lambda: _("an amount that no indicator stands for"),
    "growth_without_indicator": lambda: _("a rate of growth that no indicator stands for"),
    "change_without_indicator": lambda: _("a change in what has no indicator, or in the unit of a level"),
    "share_without_indicator": lambda: _("a share or rate that no indicator stands for"),
    "rank_without_indicator": lambda: _("a place, or a change of place, that no indicator stands for"),
    "gap": lambda: _("a distance from another place in what has no indicator"),
    "multiple": lambda: _("how many times as much of what has no indicator"),
    "ratio": lambda: _("one side of a ratio whose meaning stands on the other side or in words"),
    "threshold": lambda: _("a threshold of a definition"),
    "base": lambda: _("the base of an index"),
    "index": lambda: _("an index, where the row is its difference from the base"),
    "identifier": lambda: _("a licence, a post code or a number of a page"),
    "ambiguous": lambda: _("its row and its column leave open what it is, which is asked about"),
    "unclear": lambda: _("its cell of a table has more than a number"),
    "total": lambda: _("a total or an average of rows, and of no place by name"),
    "damaged": lambda: _("digits of which some are lost"),
}
CODES = tuple(_REASONS)


def reason_words(code: str) -> str:
    """A reason in the language in use.

    Raises
    ------
    KeyError
        It is none of CODES.
    """
    return _REASONS[code]()
