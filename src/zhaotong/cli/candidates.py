"""The values that a parameter may take, as far as a shell can be offered them at once.

They are read from the tables themselves, without a library and unchecked: a value is judged when the command runs.
"""

import ast
import csv
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from helpers.figures.paths import PROJECT, data_folder
from helpers.figures.region_search import find_regions
from helpers.figures.regions import Region
from helpers.parameters.declarations import Declaration
from helpers.text.language import LANGUAGES, language_in_use
from helpers.text.typed import meant, plain

_WORDS = {"Regions": ("parents", "none"), "StatedRegion": ("stated",)}  # that stand for regions
_SIMPLE = re.compile(r"[^\s\"'`$\\,;:!?*&|<>(){}\[\]#~…、，；：（）]+")  # a name that shells take as it is


@dataclass(frozen=True)
class Thing:
    """Something that can be typed.

    Attributes
    ----------
    names
        All that it goes by, the one to offer first.
    about
        What it is, in words, for shells that show this.
    found_by
        A text that was found to mean it, which is none of its names.
    """

    names: tuple[str, ...]
    about: str = ""
    found_by: str = ""

    def beginning(self, typed: str) -> str:
        """The first name that begins as is typed; empty where none does."""
        begun = plain(typed).casefold()
        return next((name for name in self.names if name.casefold().startswith(begun)), "")

    def is_meant(self, typed: str) -> bool:
        """Whether a text that begins none of its names means it."""
        return self.found_by == typed or bool(meant(plain(typed), {"": self.names}))


def values_of(declaration: Declaration, typed: str) -> list[Thing]:
    """What a parameter may be set to."""
    kind = declaration.origin[1] if declaration.origin else declaration.type
    if kind in ("Region", "Regions") or kind.endswith("Region"):
        words = [Thing((word,)) for word in _WORDS.get(kind, ())]
        return [*words, *_regions(typed)]
    if kind in _FINDING:
        return list(_FINDING[kind]())
    if kind == "bool":
        return [Thing(("true",)), Thing(("false",))]
    return [Thing((word,)) for word in _literals(declaration) or _words(declaration)]


def _regions(typed: str) -> list[Thing]:
    """The regions with figures that a text may begin or mean; all others where there is none of these."""
    places = _places()
    recorded = {row["region"] for row in _rows("observations")}
    known = [places[code] for code in places if code in recorded]
    others = [region for code, region in places.items() if code not in recorded]
    owners = Counter(name.casefold() for region in places.values() for name in {*region.names})
    for group in (known, others):
        things = {region: Thing(_own_names(region, owners), f"{region.name_en} {region.name_zh}") for region in group}
        if not typed or any(thing.beginning(typed) for thing in things.values()):
            return list(things.values())
        if len(found := find_regions(typed, group)) == 1:  # by its initials, or by letters with tones
            return [replace(things[found[0]], found_by=typed)]
    return []


def _own_names(region: Region, owners: Counter[str]) -> tuple[str, ...]:
    """The names that only this region has and that need no quotes, in the language in use first; at least its code."""
    ours = [region.name_en, region.name_zh] if language_in_use() == "en" else [region.name_zh, region.name_en]
    names = [name for name in (*ours, *region.aliases) if owners[name.casefold()] == 1 and _SIMPLE.fullmatch(name)]
    return (*names, region.code)


def _places() -> dict[str, Region]:
    places: dict[str, Region] = {}
    for row in _rows("regions"):
        names = row["region"], row["name_en"], row["name_zh"]
        aliases = tuple(filter(None, row["aliases"].split("|")))
        places[row["region"]] = Region(*names, row["level"], aliases, places.get(row["parent"]))
    return places


def _indicators() -> Iterator[Thing]:
    for row in _rows("indicators"):
        names = [row["name_zh"], row["name_en"]]
        own = row["name_en"] if language_in_use() == "en" else row["name_zh"]
        yield Thing((row["indicator"], *filter(_SIMPLE.fullmatch, names)), own)


def _sources() -> Iterator[Thing]:
    yield Thing(("all",))
    yield from _publications()


def _publications() -> Iterator[Thing]:
    for row in _rows("sources"):
        yield Thing((row["source"],), row["title"] or row["publisher"])


def _years() -> Iterator[Thing]:
    yield from (Thing(("earliest",)), Thing(("latest",)))
    years = {row["period"][:4] for row in _rows("observations") if row["span"] == "year"}
    yield from (Thing((year,)) for year in sorted(years))


def _months() -> Iterator[Thing]:
    yield Thing(("latest",))
    months = {row["vintage"] for row in _rows("sources") if re.fullmatch(r"\d{4}-\d\d", row["vintage"])}
    yield from (Thing((month,)) for month in sorted(months))


def _quarters() -> Iterator[Thing]:
    yield Thing(("latest",))
    quarters = {row["period"] for row in _rows("observations") if row["indicator"] == "county_growth_rank"}
    yield from (Thing((quarter,)) for quarter in sorted(quarters) if re.fullmatch(r"\d{4}Q\d", quarter))


def _languages() -> Iterator[Thing]:
    return (Thing((code,), name) for code, name in LANGUAGES.items())


def _topics() -> Iterator[Thing]:
    yield Thing(("all",))
    text = (data_folder() / "relations.yml").read_text(encoding="utf-8")
    head = text.partition("\nrelations:")[0]  # the statements themselves take long to parse
    for code, names in yaml.safe_load(head)["topics"].items():
        yield Thing((code, names["zh"]), names[language_in_use()])


def _vocabulary(table: str, column: str) -> Iterator[Thing]:
    package = json.loads((data_folder() / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(each for each in package["resources"] if each["name"] == table)
    field = next(each for each in resource["schema"]["fields"] if each["name"] == column)
    for each in field["categories"]:
        yield Thing((each["value"],), each["label" if language_in_use() == "en" else "label_zh"])


def _peers() -> Iterator[Thing]:
    yield Thing(("siblings",))
    yield from _vocabulary("peer_groups", "group")


def _spans() -> Iterator[Thing]:
    of_series = ("year", "ytd", "quarter", "month")
    return (thing for thing in _vocabulary("observations", "span") if thing.names[0] in of_series)


_FINDING: dict[str, Any] = {
    "Base": lambda: [Thing(("none",)), *(year for year in _years() if year.names[0].isdigit())],
    "Basis": lambda: _vocabulary("bases", "basis"),
    "Indicator": _indicators,
    "Language": _languages,
    "Level": lambda: _vocabulary("regions", "level"),
    "Month": _months,
    "Peers": _peers,
    "Publication": _publications,
    "Quarter": _quarters,
    "Second": lambda: [Thing(("none",)), *_indicators()],
    "Source": _sources,
    "RecordedSpan": lambda: _vocabulary("observations", "span"),
    "Span": _spans,
    "CodebookUnit": lambda: _vocabulary("indicators", "unit"),
    "Measure": lambda: _vocabulary("indicators", "measure"),
    "PriceBasis": lambda: _vocabulary("indicators", "price_basis"),
    "Accounting": lambda: _vocabulary("indicators", "accounting"),
    "GrowthFromLevels": lambda: _vocabulary("indicators", "growth_from_levels"),
    "Reliability": lambda: _vocabulary("sources", "reliability"),
    "Status": lambda: _vocabulary("observations", "status"),
    "StatedPeriod": lambda: [Thing(("stated",)), *(year for year in _years() if year.names[0].isdigit())],
    "StatedSpan": lambda: [Thing(("stated",)), *_vocabulary("observations", "span")],
    "Stage": lambda: _vocabulary("indicators", "stage"),
    "Topic": _topics,
    "Year": _years,
}


def _words(declaration: Declaration) -> list[str]:
    """The words of a choice, as the module that has it writes them; none of any other type."""
    if declaration.origin is None:
        return []
    module, name = declaration.origin
    path = PROJECT / "src" / Path(*module.split(".")).with_suffix(".py")
    for line in ast.parse(path.read_text(encoding="utf-8")).body:
        match line:
            case ast.Assign(targets=[ast.Name(known)], value=ast.Call(args=words)) if known == name:
                said = [key for each in words for key in (each.keys if isinstance(each, ast.Dict) else [each])]
                return [each.value for each in said if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    return []


def _literals(declaration: Declaration) -> list[str]:
    """The options of a Literal."""
    match ast.parse(declaration.type or "None", mode="eval").body:
        case ast.Subscript(value=ast.Name("Literal") | ast.Attribute(attr="Literal"), slice=content):
            options = ast.literal_eval(content)
            return [str(each) for each in (options if isinstance(options, tuple) else (options,))]
    return []


def _rows(table: str) -> Iterator[dict[str, str]]:
    """The rows of a table, unchecked."""
    with (data_folder() / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)
