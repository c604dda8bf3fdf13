"""The publication of a text as a source: the recorded one, or a new one whose cells are filled in as far as they go."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.package import fields_of
from helpers.reading.readings import Head
from helpers.text.typed import folded

_OFFICIAL = (  # words of the names of offices
    *("统计", "调查", "政府", "委员会", "财政", "人民银行", "海关"),
    *("bureau", "government", "commission", "ministry", "survey"),
)
_KINDS = (("统计|Statistic|statistic", "statistics"), ("政府|(?i:government)", "government"))
_TERMS = {"official": "facts only", "press": "press copyright: figures only"}  # as they are recorded of others


@dataclass(frozen=True)
class Publication:
    """The source of a text.

    Attributes
    ----------
    cells
        Of data/sources.csv; of a recorded source its identifier alone.
    is_new
        Whether it is not recorded yet.
    """

    cells: Mapping[str, str]
    is_new: bool

    @property
    def source(self) -> str:
        return self.cells["source"]


def publication_of(
    head: Head, region: str, digest: str, given: Mapping[str, str], observations: Observations, package: dict
) -> Publication:
    """The source of a text: the one given, else the one whose figures were read from the same file, else a new one.

    Parameters
    ----------
    head
        What the text is about, as it was confirmed.
    region
        The code of its region.
    given
        Cells that are said, among them perhaps the identifier.
    """
    known = observations.sources
    same = known.index[known["digest"] == digest] if "digest" in known.columns else known.index[:0]
    source = given.get("source") or next(map(str, same), "")
    if source in known.index:
        return Publication({"source": source}, False)
    is_official = any(word in head.publisher.casefold() for word in _OFFICIAL)
    reliability = given.get("reliability") or ("official" if is_official else "press")
    cells = {
        "source": source or _identifier(head, region, observations, known.index),
        "publisher": head.publisher,
        "title": head.title,
        "published": head.published,
        "vintage": head.published[: len("2025-03")],
        "accessed": f"{pd.Timestamp.today():%Y-%m-%d}",
        "reliability": reliability,
        "back_revised": "no",
        "licence": _TERMS.get(reliability, ""),
        "digest": digest,
    }
    alike = known[(known["publisher"] == head.publisher) | (known["publisher_zh"] == head.publisher)]
    if len(alike):  # as it is recorded of a publisher that is known
        cells |= {name: str(alike[name].iloc[0]) for name in ("publisher", "publisher_zh")}
    fields = fields_of(package, "sources")
    cells |= {name: text for name, text in given.items() if text}
    return Publication({name: text for name, text in cells.items() if name in fields}, True)


def publisher_known_as(name: str, observations: Observations) -> str:
    """The name under which what is decided for a publisher is kept: the Chinese one, where one is recorded."""
    known = observations.sources
    alike = known.loc[(known["publisher"] == name) & (known["publisher_zh"] != ""), "publisher_zh"]
    return str(alike.iloc[0]) if len(alike) else name


def _identifier(head: Head, region: str, observations: Observations, taken: Collection[str]) -> str:
    """A new identifier, of publisher and date: kunming-statistics-2026-04."""
    words = re.sub(r"[^a-z0-9]+", "-", head.publisher.casefold()).strip("-") if head.publisher.isascii() else ""
    if not words:
        kind = next((name for pattern, name in _KINDS if re.search(pattern, head.publisher)), "text")
        words = f"{folded(observations.region(region).name_en)}-{kind}" if region else kind
    date = head.published[: len("2025-03")] or re.sub(r"[^0-9a-z-]+", "-", head.period.casefold())
    found, number = f"{words[:60]}-{date}".rstrip("-"), 1
    while found in taken:
        number += 1
        found = f"{words[:60]}-{date}-{number}"
    return found
