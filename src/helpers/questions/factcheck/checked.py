"""A text read and checked: what it is about, its numbers, and its claims with their verdicts.

What reads texts is loaded when one is read: no other report needs it.
"""

import re
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import chain

import pandas as pd

from helpers.checks.findings import AGREEING, CANNOT, CONFLICT, SUSPECT
from helpers.figures.observations import Observations
from helpers.parameters.texts import file_of
from helpers.reading.claims import Claim, Kind
from helpers.reading.document import Document, Paragraph
from helpers.reading.readings import Head, Reading, State
from helpers.text.language import _
from helpers.text.messages import InputError

WRONG = (SUSPECT, CONFLICT)
GROUPS = ("wrong", "otherwise", "agreeing", "unchecked")  # the gravest first


@dataclass(frozen=True)
class Checked:
    """A text with what became of it.

    Attributes
    ----------
    document, head
        The text, and what it is about.
    readings
        Its numbers, in their order.
    claims
        What it claims, the gravest first.
    observations
        What it was held against.
    """

    document: Document
    head: Head
    readings: tuple[Reading, ...]
    claims: tuple[Claim, ...]
    observations: Observations

    @cached_property
    def told(self) -> list[Claim]:
        """The claims, without numbers that were not read as figures and are in none: 一个, a count of anything."""
        return [each for each in self.claims if not _is_bare(each)]

    @property
    def bare(self) -> list[Claim]:
        """Of each of those numbers why nothing is held against it."""
        return [each for each in self.claims if _is_bare(each)]

    def of_group(self, group: str) -> list[Claim]:
        """The claims that are wrong, otherwise recorded (another release, another scope), agreeing, or unchecked."""
        return [each for each in self.told if group_of(each) == group]

    def of_state(self, state: State) -> list[Reading]:
        """Its numbers of a state."""
        return [each for each in self.readings if each.state is state]

    @cached_property
    def region(self) -> str:
        """The code of the region that it is about; empty where that is none of data/regions.csv."""
        found = self.observations.places.meant(self.head.region) if self.head.region else []
        return found[0].code if len(found) == 1 else ""

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of figures that its claims were held against, each once."""
        held = sorted(set(chain.from_iterable(claim.rows for claim in self.claims)))
        return self.observations.figures.loc[held]


def group_of(claim: Claim) -> str:
    """Which of GROUPS a claim belongs to."""
    if claim.verdict in WRONG:
        return "wrong"
    if claim.verdict in AGREEING:
        return "agreeing"
    return "unchecked" if claim.verdict == CANNOT else "otherwise"


def _is_bare(claim: Claim) -> bool:
    alone = claim.verdict == CANNOT and claim.kind is not Kind.FIRST_SINCE and len(claim.numbers) == 1
    return alone and claim.numbers[0].state is not State.PROPOSED


NATION, NATION_CODE = "全国", "100000"
_OF_NATION = re.compile("国内生产总值|国民经济|國內生產總值|國民經濟")
_HEAD = 4  # paragraphs that say what a text is about
_YEAR = re.compile(r"(?<![\d.])(?:19|20)\d\d(?=年|[\s,.，;]|$)")
PIPED = "-"  # what comes through a pipe


def check_text(text: str, observations: Observations, region: str = "", period: str = "", span: str = "") -> Checked:
    """Read a text and check what it claims.

    Parameters
    ----------
    text
        The path of its file, or the text itself, as `helpers.parameters.texts.Text` has it; "-" for what is piped in.
    region
        The code of the region that it is about; as it says unless given.
    period, span
        Of what its figures are, where its sentences do not say it; as its head says unless given.

    Raises
    ------
    InputError
        It cannot be read, or what reads it is not installed.
    """
    try:
        return check_document(_document(text), observations, region, period, span)
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("helpers"):
            raise
        message = _("reading texts takes %(library)s, which is not installed: pip install -e '.[read]'")
        raise InputError(message % {"library": error.name}) from None


def check_document(
    document: Document, observations: Observations, region: str = "", period: str = "", span: str = ""
) -> Checked:
    """Check what a text claims that was taken in; see `check_text`."""
    from helpers.reading.checking import claims_of
    from helpers.reading.heads.proposing import propose_head
    from helpers.reading.reader import read

    head = propose_head(document, observations)
    region = region or _spoken_of(document, head, observations)
    given = {"region": observations.region(region).name_zh if region else "", "period": period, "span": span}
    head = replace(
        _of_latest_year(document, head, observations), **{name: value for name, value in given.items() if value}
    )
    readings = read(document, head, observations)
    claims = claims_of(document, head, readings, observations)
    return Checked(
        document, head, tuple(readings), tuple(sorted(claims, key=lambda claim: claim.gravity)), observations
    )


def _spoken_of(document: Document, head: Head, observations: Observations) -> str:
    """The region of a single sentence that names it short, as speech does, before the nation; empty where none is.

    A longer text that names none, and is on the product of the nation in its first lines, is about the nation.
    """
    if head.region not in ("", NATION) or not document.blocks:
        return ""
    first = [each.text for each in document.blocks[:_HEAD] if isinstance(each, Paragraph)]
    if len(document.blocks) != 1 or not first:
        return NATION_CODE if not head.region and any(_OF_NATION.search(each) for each in first) else ""
    text = first[0].partition(NATION)[0]
    known = [each for each in observations.recorded.values() if each.level in ("province", "prefecture")]
    at = {text.find(name): each.code for each in known for name in each.names if len(name) > 1 and name in text}
    return at[min(at)] if at else ""


def _of_latest_year(document: Document, head: Head, observations: Observations) -> Head:
    """What a sentence is about that names several years: the last that has been, of which the others are before."""
    if len(document.blocks) != 1 or not head.period.isdecimal():
        return head
    newest = max(observations.figures["period"].str[:4], default="")
    text = document.blocks[0].text if isinstance(document.blocks[0], Paragraph) else ""
    years = [year for year in _YEAR.findall(text) if head.period < year <= newest]
    return replace(head, period=max(years)) if years else head


def _document(text: str) -> Document:
    if text != PIPED and file_of(text) is None:
        typed = Paragraph(text, 1)
        return Document(PIPED, sha256(text.encode()).hexdigest(), (typed,))
    from helpers.reading.intake import take_in

    return take_in(text)
