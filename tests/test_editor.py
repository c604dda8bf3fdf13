"""The editor: what leads, what follows and why; each rule with a finding that would lead wrongly without it."""

import pytest

from helpers.figures.regions import Region
from helpers.show.editor import MOST, Candidate, Fault, edit
from helpers.show.wording import RESULT_TYPE
from helpers.text.language import use_language

OWN = Region("999901", "Nowhere", "无处市", "prefecture", (), None)
OTHER = Region("999902", "Elsewhere", "别处市", "prefecture", (), None)
NOTHING = "Nothing of Nowhere is recorded."


def candidate(subject: str, **changes) -> Candidate:
    given = {"sentence": f"About {subject}.", "region": OWN, "year": 2060, "answers": True}
    return Candidate(subject, **(given | changes))


def edited(*candidates, newest: int = 2060):
    use_language("en")
    return edit(candidates, OWN, newest, NOTHING)


RIGHT = candidate("right")


@pytest.mark.parametrize(
    "wrong",
    [
        candidate("of another region", region=OTHER, size=9),
        candidate("old", year=2057, size=9),
        candidate("beside the question", answers=False, size=9),
        *(candidate(f"kept back: {fault}", faults=(fault,), size=9) for fault in Fault),
        candidate("small", size=0.9),
        candidate("a year older", year=2059),
    ],
    ids=lambda each: each.subject,
)
def test_what_is_right_leads_before(wrong):
    for order in ([wrong, RIGHT], [RIGHT, wrong]):
        assert edited(*order).lead.text == "About right."


def test_of_equals_the_first_leads():
    assert edited(candidate("first"), candidate("second")).lead.text == "About first."


def test_a_lead_that_is_old_says_so():
    edition = edited(candidate("old", year=2055))
    assert edition.lead.text == "About old. No newer figure of Nowhere that can be compared is recorded."


def test_another_region_never_leads_nor_follows():
    edition = edited(candidate("elsewhere", region=OTHER), None)
    assert edition.lead.text == NOTHING
    assert edition.points.sentences == ()
    assert [each["made"] for each in edition.why] == ["another region"]


def test_the_main_points_are_few_and_each_of_another_subject():
    many = [candidate(f"subject {n}", size=n) for n in range(1, 9)]
    edition = edited(*many, candidate("subject 7", size=0.5, sentence="Once more."), RIGHT)
    assert edition.lead.text == "About subject 8."
    assert edition.points.sentences == tuple(f"About subject {n}." for n in (7, 6, 5, 4, 3))
    assert len(edition.points.sentences) == MOST


def test_what_is_weak_follows_what_is_not_unless_it_matters_more():
    weak, strong = candidate("weak", faults=(Fault.WEAK,), size=1.5), candidate("strong")
    assert edited(RIGHT, weak, strong).points.sentences == ("About strong.", "About weak.")


def test_the_record_says_why():
    edition = edited(candidate("weak", faults=(Fault.WEAK,)), RIGHT, candidate("aside", answers=False, year=2050))
    assert edition.points._repr_mimebundle_()[RESULT_TYPE]["why"] == edition.why
    told = {each["subject"]: (each["made"], each["kept from leading by"]) for each in edition.why}
    assert told == {"right": ("lead", []), "weak": ("point", ["weak"]), "aside": ("point", ["stale", "aside"])}
    assert edition.why[0]["subject"] == "right"


def test_each_point_is_an_item_of_a_list():
    shown = edited(*(candidate(f"subject {n}", size=n) for n in range(1, 4)), RIGHT).points._repr_mimebundle_()
    assert (
        shown["text/html"]
        == '<ul class="points"><li>About subject 2.</li><li>About subject 1.</li><li>About right.</li></ul>'
    )
    assert shown["text/plain"] == "- About subject 2.\n- About subject 1.\n- About right."


def test_what_comes_from_data_is_escaped():
    edition = edited(RIGHT, candidate("<b>", sentence="<script>alert(1)</script>"))
    assert "<script>" not in edition.points._repr_mimebundle_()["text/html"]
