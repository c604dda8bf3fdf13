"""What a list of reports says of each, read from the records: by place, and in both languages."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from helpers.text.language import LANGUAGES
from zhaotong.reports.freshness import Standing
from zhaotong.reports.notebooks import Notebook

BRIEF = "00-brief"  # what is read of a place before all else
_LEVELS = ("nation", "province", "prefecture", "county")
_SHOWN_ELSEWHERE = ("region", "language")


class Said(NamedTuple):
    """A report in one language.

    Attributes
    ----------
    page
        Its address, as seen from the folder of reports.
    settings
        What was set otherwise than by default, in words.
    newest
        The period of the latest figure of its region, in words; empty where it used none.
    made
        When, in ISO format.
    state
        As `Standing` has it.
    command
        What makes it again.
    """

    page: str
    title: str
    window: str
    settings: list[str]
    finding: str
    points: list[str]
    newest: str
    made: str
    state: str
    command: str
    picture: dict[str, str] | None

    @property
    def workbook(self) -> str:
        return self.page.removesuffix(".html") + ".xlsx"


@dataclass
class Entry:
    """A report in the languages in which it stands, by language."""

    notebook: str
    is_plain: bool
    said: dict[str, Said] = field(default_factory=dict)


@dataclass
class Place:
    """A region with its reports; without a code, the reports of no region.

    Attributes
    ----------
    names
        By language, as far as they are known.
    slug
        Its name in addresses.
    """

    code: str
    names: dict[str, str]
    slug: str
    entries: list[Entry] = field(default_factory=list)

    @property
    def has_brief(self) -> bool:
        return any(entry.notebook == BRIEF for entry in self.entries)

    def name(self, language: str) -> str:
        return self.names.get(language) or next(iter(self.names.values()), self.code)


class Regions:
    """The table of regions, as a list of reports needs it."""

    def __init__(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        self.rows = rows

    @cached_property
    def _order(self) -> dict[str, int]:
        return {code: number for number, code in enumerate(self.rows)}

    @cached_property
    def _shared(self) -> Counter[tuple[str, str]]:
        return Counter((_slug(row["name_en"]), row["level"]) for row in self.rows.values())

    def order(self, code: str) -> int:
        """Where it stands in the table; what is not there comes last."""
        return self._order.get(code, len(self.rows))

    def names(self, code: str) -> dict[str, str]:
        row = self.rows.get(code)
        return {each: row[f"name_{each}"] for each in LANGUAGES} if row else {}

    def slug(self, code: str) -> str:
        """Its name in letters, which the widest of several of one name has alone and the others with their codes."""
        if code not in self.rows:
            return _slug(code) or "other"
        name, level = _slug(self.rows[code]["name_en"]), self.rows[code]["level"]
        wider = _LEVELS[: _LEVELS.index(level)] if level in _LEVELS else _LEVELS
        alone = self._shared[name, level] == 1 and not any(self._shared[name, each] for each in wider)
        return name if alone and name else f"{name} {code}".strip().replace(" ", "-")

    def called(self, place: Place) -> str:
        """All that a place may be found by, in small letters."""
        aliases = self.rows[place.code]["aliases"].split("|") if place.code in self.rows else []
        return " ".join([*place.names.values(), *aliases, place.code]).lower().strip()

    def around(self, code: str) -> str:
        """The province that a region is in, or is; the region itself where none contains it."""
        seen: set[str] = set()
        while code in self.rows and self.rows[code]["level"] not in _LEVELS[:2] and code not in seen:
            seen.add(code)
            code = self.rows[code]["parent"] or code
        return code


def _slug(name: str) -> str:
    return re.sub(r"[^\w]+|_", "-", name.lower()).strip("-")


def places(standing: Standing, notebooks: Mapping[str, Notebook]) -> list[Place]:
    """The places that reports stand for, with these: first the one that leads, then in the order of the table."""
    regions = Regions(standing.inputs.regions)
    found: dict[str, Place] = {}
    entries: dict[tuple[str, str], Entry] = {}
    for page, record in standing.records:
        code, language = record["result"]["region"], record["language"]
        place = found.setdefault(code, Place(code, regions.names(code), regions.slug(code)))
        if code and code not in standing.inputs.regions:
            place.names.setdefault(language, record["result"]["region_name"])
        key = (record["notebook"], page.name.removesuffix(f".{language}.html"))
        if key not in entries:
            is_plain = not record["given"].keys() - _SHOWN_ELSEWHERE
            entries[key] = Entry(record["notebook"], is_plain)
            place.entries.append(entries[key])
        entries[key].said[language] = _said(page, record, standing.state(record))
    numbers = {name: number for number, name in enumerate(notebooks)}
    for place in found.values():
        place.entries.sort(key=lambda entry: (numbers.get(entry.notebook, len(numbers)), not entry.is_plain))
    ordered = sorted(found.values(), key=lambda place: (not place.code, regions.order(place.code), place.code))
    leading = _leading(ordered, notebooks)
    return sorted(ordered, key=lambda place: place.code != leading)


def _leading(found: Iterable[Place], notebooks: Mapping[str, Notebook]) -> str:
    """The region that comes first: that of the project where its brief stands, else the first one with a brief."""
    briefed = [place.code for place in found if place.has_brief]
    declared = notebooks[BRIEF].declarations if BRIEF in notebooks else []
    own = next((each.default for each in declared if each.type == "Region"), None)
    return own if own in briefed else next(iter(briefed), next((place.code for place in found), ""))


def _said(page: Path, record: dict[str, Any], state: str) -> Said:
    result = record["result"]
    return Said(
        page=quote(f"{record['notebook']}/{page.name}"),
        title=record["heading"],
        window=result["window"],
        settings=record["set"],
        finding=result["finding"],
        points=[each["sentence"] for each in result.get("why", []) if each["made"] == "point"],
        newest=record["newest"],
        made=record["made"],
        state=state,
        command=record["command"],
        picture=record["picture"],
    )
