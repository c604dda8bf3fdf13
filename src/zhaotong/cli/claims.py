"""A fact-check for a terminal: in lines, or as plain data."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from helpers.checks.findings import verdict_words
from helpers.questions.factcheck.checked import Checked
from helpers.questions.factcheck.quotes import line_of, sentence_of, where
from helpers.questions.factcheck.sentences import counts_sentence, notice_sentences
from helpers.reading.claims import Claim
from helpers.reading.readings import Reading, State
from helpers.text.language import _
from helpers.text.messages import shortened

_ROW = ("region", "indicator", "period", "span", "value", "source")
_SOURCE = ("publisher", "title", "url")
_MOST = 5  # claims that a terminal is told of
_WIDEST = 160


def fact_check_data(checked: Checked) -> dict[str, Any]:
    """What became of a text: what it is about, its claims, the gravest first, and the numbers that were not read."""
    return {
        "text": checked.document.name,
        "sha256": checked.document.digest,
        "about": asdict(checked.head),
        "numbers": {state.value: len(checked.of_state(state)) for state in State},
        "claims": [_claim(checked, each) for each in checked.claims],
        "unread": [_placed(checked, each) for each in checked.of_state(State.UNREAD)],
    }


def _claim(checked: Checked, claim: Claim) -> dict[str, Any]:
    figures = checked.observations.figures.loc[list(claim.rows), list(_ROW)]
    held = [{"row": row, **figure} for row, figure in zip(claim.rows, figures.to_dict("records"), strict=True)]
    sources = {code: checked.observations.source(code) for code in dict.fromkeys(figures["source"])}
    return {
        "kind": claim.kind.value,
        "verdict": claim.verdict,
        "said": claim.said,
        **_placed(checked, claim.numbers[0]),
        "numbers": [_number(each) for each in claim.numbers],
        "rows": held,
        "sources": [
            {"source": code, **{name: getattr(each, name) for name in _SOURCE}} for code, each in sources.items()
        ],
    }


def _placed(checked: Checked, reading: Reading) -> dict[str, Any]:
    sentence = sentence_of(checked.document, reading.place)
    return {"printed": reading.printed, "sentence": sentence, "line": line_of(checked.document, reading.place)}


def _number(reading: Reading) -> dict[str, Any]:
    names = ("printed", "unit", "indicator", "subject", "region", "period", "span", "against")
    value = None if reading.value is None else str(reading.value)
    return {name: getattr(reading, name) for name in names} | {"value": value, "role": reading.role.value}


def fact_check_lines(checked: Checked, agreeing: bool) -> Iterator[str]:
    """What the claims come to, then the worst of them, in lines.

    Parameters
    ----------
    agreeing
        Whether those that agree or cannot be checked are told, too, and why a number is no claim.
    """

    yield from notice_sentences(checked)
    yield str(counts_sentence(checked))
    groups = ("wrong", "otherwise", "agreeing", "unchecked") if agreeing else ("wrong", "otherwise")
    told = [claim for group in groups for claim in checked.of_group(group)]
    told += checked.bare if agreeing else []
    for claim in told[:_MOST]:
        yield from _claim_lines(checked, claim)
    if (more := len(told) - _MOST) > 0:
        yield "  " + _("… and %(n)s more") % {"n": more}


def _claim_lines(checked: Checked, claim: Claim) -> Iterator[str]:
    """A claim: its verdict, why, where in a text of several lines, and whose figures it was held against."""

    places = [each.place for each in claim.numbers]
    yield "  " + _("%(verdict)s: %(said)s") % {"verdict": verdict_words(claim.verdict), "said": claim.said}
    if len(checked.document.blocks) > 1:
        sentence = shortened(sentence_of(checked.document, *places), _WIDEST)
        yield "    " + _("%(place)s: %(sentence)s") % {"place": where(checked.document, *places), "sentence": sentence}
    held = checked.observations.figures.loc[list(claim.rows), "source"].unique()
    if publishers := dict.fromkeys(checked.observations.source(each).publisher for each in held):
        yield "    " + _("held against: %(sources)s") % {"sources": _("; ").join(publishers)}
