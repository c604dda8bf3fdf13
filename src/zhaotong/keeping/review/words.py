"""What is said of a review as a whole and of the standing of its rows, in the language in use."""

from collections.abc import Mapping

from helpers.checks.findings import verdict_words
from helpers.reading.compared import NEW
from helpers.text.language import _, _n
from zhaotong.keeping.review.reviewing import LEFT_OUT, OTHER, ROW, UNREAD, Item, Review


def standing_told(item: Item) -> str:
    """How the row of a number stands, with what its own text has to say of it; what became of it where it has none."""
    if not item.standing:
        return state_words(item.state)
    names = {"standing": standing_words(item.standing.verdict)}
    if item.standing.is_grave and item.standing.contradicted and item.standing.adds_up:
        return _("%(standing)s: some numbers of the text fit it, others do not") % names
    if item.standing.is_grave and item.standing.adds_up:
        words = _("%(standing)s, though other numbers of the text fit it: look at its place, time and unit first")
        return words % names
    if not item.proposal.reading.sure and item.standing.verdict == NEW:
        names["standing"] = _("%(standing)s, not sure") % names
    if item.standing.adds_up:
        return _("%(standing)s, other numbers of the text fit it") % names
    return names["standing"]


def standing_words(verdict: str) -> str:
    """How a row stands, in the language in use."""
    return _("new") if verdict == NEW else verdict_words(verdict)


def state_words(state: str) -> str:
    """What became of a number, in the language in use."""
    words = {ROW: _("proposed"), OTHER: _("no row"), LEFT_OUT: _("left out"), UNREAD: _("unread")}
    return words[state]


def counts_words(counts: Mapping[str, int]) -> str:
    """How many numbers a text has and what became of them; they add up."""
    words = _n(
        "%(all)s number in the text: %(rows)s proposed as a row, %(others)s read but no row, %(left)s left out with a "
        "reason, %(unread)s unread",
        "%(all)s numbers in the text: %(rows)s proposed as rows, %(others)s read but no rows, %(left)s left out with a "
        "reason, %(unread)s unread",
        sum(counts.values()),
    )
    return words % {
        "all": sum(counts.values()),
        "rows": counts[ROW],
        "others": counts[OTHER],
        "left": counts[LEFT_OUT],
        "unread": counts[UNREAD],
    }


def safe_words(review: Review) -> str:
    """How many rows may be accepted as they are."""
    words = _n(
        "%(n)s row is sure, new and not in question (--accept-sure)",
        "%(n)s rows are sure, new and not in question (--accept-sure)",
        len(review.safe),
    )
    return words % {"n": len(review.safe)}
