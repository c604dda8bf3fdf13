"""The chart of what the claims of a text come to, by what they claim."""

from collections.abc import Iterable

from helpers.questions.factcheck.checked import GROUPS, Checked, group_of
from helpers.questions.factcheck.sentences import group_labels
from helpers.reading.claims import Claim, Kind
from helpers.show.chart import Chart
from helpers.show.counted import OPEN, OTHERWISE, RIGHT, WRONG, counts_words, draw_counts
from helpers.show.printed import count_cell
from helpers.show.table import Table
from helpers.text.cells import Cell
from helpers.text.forms import by_count
from helpers.text.language import _

_FILLS = (WRONG, OTHERWISE, RIGHT, OPEN)


def draw_claims(checked: Checked) -> Chart | None:
    """How many claims of each kind agree, contradict or cannot be checked; None where the text claims nothing."""
    if not checked.told:
        return None
    labels = group_labels()
    counts = {
        words: {labels[group]: _count(checked.told, kind, group) for group in GROUPS}
        for kind, words in _kinds().items()
        if any(each.kind is kind for each in checked.told)
    }
    columns = {label: [cells[label] for cells in counts.values()] for label in labels.values()}
    table: dict[str, Iterable[Cell | str]] = {_("claim of"): list(counts), **columns}
    title, fills = _title(checked), dict(zip(labels.values(), _FILLS, strict=True))
    alt = _("Bar chart of claims by kind and outcome: %(title)s. %(rows)s.")
    return Chart(
        lambda sheet: draw_counts(sheet, counts, fills),
        title,
        _("Number of claims by kind and outcome"),
        alt % {"title": title, "rows": counts_words(counts)},
        _("Each claim of the text counts once, whatever its weight."),
        Table.of_columns(_("Claims by kind and outcome"), table, folded=True),
    )


def _count(claims: Iterable[Claim], kind: Kind, group: str) -> Cell:
    found = [each for each in claims if each.kind is kind and group_of(each) == group]
    return count_cell(len(found), {row for claim in found for row in claim.rows})


def _title(checked: Checked) -> str:
    """The finding of the chart."""
    wrong = len(checked.of_group("wrong"))
    none = _("None of %(n)s claims contradicts the record or the text")
    one = _("One of %(n)s claims contradicts the record or the text")
    several = _("%(wrong)s of %(n)s claims contradict the record or the text")
    return by_count(wrong, none, one, several) % {"wrong": wrong, "n": len(checked.told)}


def _kinds() -> dict[Kind, str]:
    return {
        Kind.VALUE: _("an amount"),
        Kind.GROWTH: _("a rate of growth"),
        Kind.GAP: _("a gap"),
        Kind.RANK: _("a rank"),
        Kind.SUM: _("a sum"),
        Kind.SHARE: _("a share"),
        Kind.PER_DAY: _("an average a day"),
        Kind.MULTIPLE: _("a multiple"),
        Kind.FIRST_SINCE: _("the first or the most since"),
        Kind.AGREEMENT: _("one number in two places"),
    }
