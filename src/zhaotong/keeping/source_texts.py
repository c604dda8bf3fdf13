"""Check the texts of sources: every number is accounted for, and every recorded figure is where it is said to be.

The project keeps no text. Who has one puts it into a folder as `<source>.txt`; its lines that are not empty are counted
from 1, as `printed_places` says.
"""

from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.package import cell_fault
from helpers.text.language import _, either
from helpers.text.messages import InputError, did_you_mean
from zhaotong.keeping.printed_places import Lines, state_of

TEXTS = "ZHAOTONG_SOURCE_TEXTS"  # names the folder
_NAMED = 3  # places where a figure stands that a message names


@dataclass(frozen=True)
class TextCheck:
    """What a text and the tables say of each other.

    Attributes
    ----------
    numbers
        A row a number in digits, by locator: printed, state (recorded, left out or missing), about (what the figure is,
        why it was left out, or the words around it).
    figures
        A row a recorded figure, by row in observations.csv: indicator, value, locator, state (found, not found, or
        reconstructed: the words are damaged there and cannot be searched).
    stale
        Omissions that are not in the text, or are recorded as well, a sentence each.
    """

    source: str
    numbers: pd.DataFrame
    figures: pd.DataFrame
    stale: list[str]

    @property
    def faults(self) -> list[str]:
        """Every number that is not accounted for and every figure that is not found, a sentence each."""
        left = _("%(source)s.txt, %(locator)s: %(printed)s is neither recorded nor left out on purpose: …%(about)s…")
        missing = [
            left % {"source": self.source, "locator": locator, **number}
            for locator, number in self.numbers[self.numbers["state"] == "missing"].iterrows()
        ]
        nowhere = _(
            "data/observations.csv, row %(row)s: %(indicator)s %(value)s does not stand in %(source)s.txt "
            "at %(locator)s"
        )
        absent = [
            nowhere % {"source": self.source, "row": row, **figure}
            for row, figure in self.figures[self.figures["state"] == "not found"].iterrows()
        ]
        return missing + absent + self.stale


def check_texts(observations: Observations, folder: Path) -> list[TextCheck]:
    """Every text of a source in a folder, checked.

    Raises
    ------
    InputError
        The folder has no text, or one that belongs to no source.
    """
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        words = _("%(folder)s holds no text of a source; it is named <source>.txt, with a source of sources.csv")
        raise InputError(words % {"folder": folder})
    for path in paths:
        if path.stem not in observations.sources.index:
            words = _('%(file)s: there is no source "%(source)s" in sources.csv%(hint)s')
            hint = did_you_mean(path.stem, observations.sources.index)
            raise InputError(words % {"file": path, "source": path.stem, "hint": hint})
    return [check_text(observations, path.stem, path.read_text(encoding="utf-8")) for path in paths]


def check_text(observations: Observations, source: str, text: str) -> TextCheck:
    """One text held against the figures and omissions of its source."""
    lines = Lines.of(text)
    rows = observations.figures[observations.figures["source"] == source]
    rows = rows.assign(unit=rows["indicator"].map(observations.indicators["unit"]))
    recorded = {place: row for row, locator in rows["locator"].items() for place in lines.named_by(locator)}
    omissions = observations.omissions[observations.omissions["source"] == source]
    left_out = {
        place: omission for _row, omission in omissions.iterrows() for place in lines.named_by(omission["locator"])
    }
    numbers = {}
    for place, match in lines.numbers.items():
        if place in recorded:
            state, about = "recorded", rows.at[recorded[place], "indicator"]
        elif place in left_out:
            state, about = "left out", observations.vocabularies["reason"][left_out[place]["reason"]].name
        else:
            state, about = "missing", match.string[max(0, match.start() - 12) : match.end() + 6]
        numbers[f"¶{place[0]} ({place[1]})"] = {"printed": match[0], "state": state, "about": about}
    states = [state_of(row, lines, observations.printed_units) for _row, row in rows.iterrows()]
    no_longer = _('omissions.csv: %(source)s %(locator)s is not "%(printed)s", or is recorded as well')
    stale = [
        no_longer % {"source": source, "locator": omission["locator"], "printed": omission["printed"]}
        for place, omission in left_out.items()
        if place in recorded or place not in lines.numbers or lines.numbers[place][0] != omission["printed"]
    ]
    found = pd.DataFrame.from_dict(numbers, orient="index", columns=["printed", "state", "about"])
    return TextCheck(source, found, rows[["indicator", "value", "locator"]].assign(state=states), stale)


def place_faults(figures: pd.DataFrame, observations: Observations, folder: Path) -> dict[int, str]:
    """Where new figures do not stand at their locators in the text of their source, by row; only of texts at hand.

    Parameters
    ----------
    figures
        Rows of `Observations.figures`.
    folder
        Texts of sources, each `<source>.txt`.
    """
    faults = {}
    rows = figures.assign(unit=figures["indicator"].map(observations.indicators["unit"]))
    for source, own in rows.groupby("source", sort=False):
        path = folder / f"{source}.txt"
        if not path.is_file():
            continue
        lines = Lines.of(path.read_text(encoding="utf-8"))
        for row, figure in own.iterrows():
            if state_of(figure, lines, observations.printed_units) == "not found":
                faults[int(str(row))] = cell_fault(
                    "locator", figure["locator"], _elsewhere(figure, lines, observations)
                )
    return faults


def _elsewhere(figure: pd.Series, lines: Lines, observations: Observations) -> str:
    """What to tell of a figure that does not stand at its locator: what does, and where the figure stands."""
    places = [place for place in lines.named_by(figure["locator"]) if place in lines.numbers]
    names = {
        "value": figure["value"],
        "source": figure["source"],
        "there": lines.grouped(*places[0]) if places else "",
        "places": either(list(islice(lines.spots_of(figure, observations.printed_units), _NAMED))),
    }
    if names["places"]:
        return _("%(source)s.txt has %(value)s at %(places)s") % names
    if names["there"]:
        return _("%(source)s.txt has %(there)s there, and %(value)s with its unit nowhere") % names
    words = _("%(source)s.txt has %(value)s nowhere; a place in it is ¶14 (3), the third number on the fourteenth line")
    return words % names
