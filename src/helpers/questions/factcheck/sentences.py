"""What the fact-check says: what the claims of a text come to, and what it is about."""

from collections.abc import Iterable
from itertools import chain

from markupsafe import Markup

from helpers.questions.factcheck.checked import GROUPS, PIPED, Checked
from helpers.questions.factcheck.quotes import harmless, spoken, with_marks
from helpers.reading.claims import Claim
from helpers.reading.readings import State
from helpers.show.key_figures import KeyFigures
from helpers.show.printed import count_cell
from helpers.text.citations import say
from helpers.text.language import _, _n, joined, language_in_use


def name_of(checked: Checked) -> Markup:
    """What the text is called, by its title or else by its file; empty where it was typed."""
    title, language = harmless(checked.head.title), checked.head.language
    if checked.document.name == PIPED or not title:
        return Markup("{}").format("" if checked.document.name == PIPED else harmless(checked.document.name))
    return spoken(title, language) if language != language_in_use() else Markup("{}").format(title)


def title_of(checked: Checked) -> Markup:
    """The question of the report, about its text and the region of that."""
    name, region = name_of(checked), checked.observations.region(checked.region).name if checked.region else ""
    if region:
        known = (
            _("Does what “%(text)s” says of %(region)s hold?") if name else _("Does what is said of %(region)s hold?")
        )
        return say(known, text=name, region=region)
    return say(_("Does what “%(text)s” says hold?") if name else _("Does what the sentence says hold?"), text=name)


def claim_sentence(checked: Checked, claim: Claim) -> Markup:
    """What became of a claim: its arithmetic, or what it would take to check it."""
    printed = checked.observations.figures["value"]
    return with_marks(claim.said, {row: str(printed.at[row]) for row in claim.rows})


def counts_sentence(checked: Checked) -> Markup:
    """How many claims of the text agree, contradict, and cannot be checked."""
    if not checked.told:
        return say(_("The text makes no claim that figures could bear out or contradict."))
    n = {group: len(checked.of_group(group)) for group in GROUPS}
    parts = {
        "wrong": _n(
            "%(n)s contradicts the record or the text itself",
            "%(n)s contradict the record or the text itself",
            n["wrong"],
        ),
        "otherwise": _n(
            "%(n)s is recorded otherwise for a known reason",
            "%(n)s are recorded otherwise for a known reason",
            n["otherwise"],
        ),
        "agreeing": _n("%(n)s agrees", "%(n)s agree", n["agreeing"]),
        "unchecked": _("%(n)s cannot be checked"),
    }
    said = _("; ").join(words % {"n": n[group]} for group, words in parts.items() if n[group])
    message = _n("The text makes %(n)s claim: %(said)s.", "The text makes %(n)s claims: %(said)s.", len(checked.told))
    return say(message, n=len(checked.told), said=said)


def lead_sentence(checked: Checked) -> Markup:
    """What the claims come to, and the worst of them."""
    counted = counts_sentence(checked)
    wrong = [*checked.of_group("wrong"), *checked.of_group("otherwise")]
    if not wrong:
        return counted
    message = _("The worst: %(said)s") if len(wrong) > 1 else _("What does not agree: %(said)s")
    return Markup(joined([counted, say(message, said=claim_sentence(checked, wrong[0]))]))


def numbers_sentence(checked: Checked) -> Markup:
    """How many numbers the text has, and what became of them; the three add up to all."""
    n = {state: len(checked.of_state(state)) for state in State}
    message = _n(
        "The text has %(n)s number: %(read)s read as a figure, %(out)s left out for a reason, %(unread)s not read.",
        "The text has %(n)s numbers: %(read)s read as figures, %(out)s left out for a reason, %(unread)s not read.",
        len(checked.readings),
    )
    said = {"read": n[State.PROPOSED], "out": n[State.LEFT_OUT], "unread": n[State.UNREAD]}
    return say(message, n=len(checked.readings), **said)


def notice_sentences(checked: Checked) -> list[str]:
    """What a reader must know first: how the text was taken in, and what it leaves open."""
    figures = [claim.numbers[0] for claim in checked.of_group("unchecked") if claim.numbers[0].indicator]
    said = [harmless(each) for each in checked.document.notices]
    if any(not each.region for each in figures):
        said.append(_("The text does not say of which place some of its figures are: set the region."))
    if any(not each.period for each in figures):
        said.append(_("The text does not say of which time some of its figures are: set the period."))
    return said


def group_labels() -> dict[str, str]:
    """What the groups of claims are called."""
    return {
        "wrong": _("contradict the record or the text"),
        "otherwise": _("recorded otherwise for a known reason"),
        "agreeing": _("agree"),
        "unchecked": _("cannot be checked"),
    }


def key_figures(checked: Checked) -> KeyFigures:
    """How many claims there are of each sort, with the figures that they were held against."""
    claims = {group: checked.of_group(group) for group in GROUPS}
    counted = {
        label: count_cell(len(claims[group]), _rows(claims[group]))
        for group, label in group_labels().items()
        if claims[group] or group in ("wrong", "agreeing")
    }
    return KeyFigures(counted)


def _rows(claims: Iterable[Claim]) -> list[int]:
    return sorted(set(chain.from_iterable(claim.rows for claim in claims)))
