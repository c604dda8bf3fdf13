"""What the fact-check says first: what the claims come to and the worst of them; then the next ones."""

from helpers.figures.regions import Region
from helpers.questions.factcheck.checked import Checked
from helpers.questions.factcheck.sentences import claim_sentence, counts_sentence, lead_sentence, numbers_sentence
from helpers.show.editor import Candidate, Edition, edit

_LEAD, _FIRST, _FADES, _NUMBERS = 10.0, 5.0, 0.9, 0.1  # what each is worth


def edition(checked: Checked) -> Edition:
    """The lead, and as main points what is wrong besides, the worst first, and how much of the text was read."""
    place = _place(checked)
    wrong = [*checked.of_group("wrong"), *checked.of_group("otherwise")][1:]
    said = [Candidate("claims", lead_sentence(checked), place, 0, _LEAD, answers=True)]
    for at, claim in enumerate(wrong):
        sentence = claim_sentence(checked, claim)
        said.append(Candidate(f"claim {at + 2}", sentence, place, 0, _FIRST * _FADES**at))
    if checked.readings:
        said.append(Candidate("numbers", numbers_sentence(checked), place, 0, _NUMBERS))
    return edit(said, place, 0, otherwise=str(counts_sentence(checked)))


def _place(checked: Checked) -> Region:
    """The region of the text, or any: what leads is said of the text alone."""
    return checked.observations.region(checked.region or next(iter(checked.observations.places)))
