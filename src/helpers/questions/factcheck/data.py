"""A fact-check as plain data: each claim with its sentence, its numbers, its verdict, and what it was held against."""

from dataclasses import asdict
from typing import Any

from helpers.questions.factcheck.checked import Checked
from helpers.questions.factcheck.quotes import line_of, sentence_of
from helpers.reading.claims import Claim
from helpers.reading.readings import Reading, State

_ROW = ("region", "indicator", "period", "span", "value", "source")
_SOURCE = ("publisher", "title", "url")


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
