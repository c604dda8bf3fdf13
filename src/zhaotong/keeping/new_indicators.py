"""A new indicator: what its name says of the rest of its row, and the row checked against the codebook."""

import re
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from helpers.figures.observations import Observations
from helpers.figures.package import DataError, Fault, cell_fault, check_tables, fields_of, read_package
from helpers.text.language import _
from helpers.text.typed import folded
from zhaotong.keeping.entries import Entry, text_faults
from zhaotong.keeping.tables import Addition, add_rows

ASKED = (  # in an order in which what was answered says what is likely next
    *("name_zh", "name_en", "indicator", "unit", "measure", "price_basis", "accounting", "stage"),
    *("minimum", "maximum", "growth_from_levels", "growth_indicator", "aliases", "definition_zh", "definition_en"),
)
_GROWTH = re.compile("增速|增长率|涨幅|growth", re.IGNORECASE)
_UNITS = (  # the first that a name has says its unit
    (re.compile("位次|排名|名次|rank", re.IGNORECASE), "rank"),
    (re.compile("之差|百分点|gap|points", re.IGNORECASE), "pp"),
    (re.compile("出生率|死亡率|自然增长率|birth rate|death rate", re.IGNORECASE), "per_mille"),
    (re.compile("收入比|之比|ratio", re.IGNORECASE), "ratio"),
    (re.compile(f"{_GROWTH.pattern}|率$|比重|占比|share|rate$|proportion", re.IGNORECASE), "pct"),
    (re.compile("人均|价格|工资|per head|per capita|wage|price", re.IGNORECASE), "cny"),
    (re.compile("人次|visits", re.IGNORECASE), "10k_visits"),
    (re.compile("人口|人数|就业|population|persons|employment", re.IGNORECASE), "10k_persons"),
    (re.compile("发电|用电|electricity|power generation", re.IGNORECASE), "100m_kwh"),
    (re.compile("销售面积|施工面积|竣工面积|floor space", re.IGNORECASE), "10k_m2"),
    (re.compile("产量|tonnage|output of (?:grain|meat|crops|steel|coal)", re.IGNORECASE), "10k_tonnes"),
    (re.compile("个数|家数|户数|企业数|项目数|件数|number of|firms|projects", re.IGNORECASE), "count"),
)
_MONEY = ("100m_cny", "10k_cny", "cny")
_MEASURES = {"pp": "gap", "rank": "rank", "named": "membership", "ratio": "share", "per_mille": "share"}
_STOCK = re.compile("余额|年末|期末|人口|面积|户数|balance|population|at the end|stock|area", re.IGNORECASE)
_REAL = re.compile("实际|可比价|增加值|生产总值|real|value added|GDP", re.IGNORECASE)
_CHANGE = re.compile("(?:实际|名义)?同比(?:增速|涨幅)|, year-on-year growth", re.IGNORECASE)


def usual(column: str, cells: dict[str, str], observations: Observations) -> str:
    """What a cell of a new indicator most likely is, by those that are given; empty where nothing tells."""
    names, codebook = f"{cells.get('name_zh', '')} {cells.get('name_en', '')}", observations.indicators
    unit, measure = cells.get("unit", ""), cells.get("measure", "")
    if column == "indicator":
        name = _CHANGE.sub("_growth", cells.get("name_en", ""))
        return re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")
    if column == "unit":
        pieces = names.split(" ", 1)
        return next((unit for told, unit in _UNITS if any(map(told.search, pieces))), "100m_cny")
    if column == "measure":
        return _MEASURES.get(unit) or ("level" if unit != "pct" else "growth" if _GROWTH.search(names) else "share")
    if column == "price_basis":
        return _price_basis(names, unit, measure, observations)
    if column == "accounting":
        return "stock" if measure == "level" and _STOCK.search(names) else "flow"
    if column in ("minimum", "maximum"):
        alike = codebook[(codebook["unit"] == unit) & (codebook["measure"] == measure)]
        end = alike["minimum"].median() if column == "minimum" else alike["maximum"].max()
        return "" if alike.empty else f"{end:.15g}"
    if column == "growth_from_levels" and measure == "level":
        return "within_vintage" if cells.get("price_basis") == "nominal" else "yes"
    if column == "growth_indicator" and measure == "level":
        code = cells.get("indicator", "")
        return next((each for each in (f"{code}_growth", f"{code}_growth_real") if each in codebook.index), "")
    return ""


def _price_basis(names: str, unit: str, measure: str, observations: Observations) -> str:
    """At which prices it is: levels of money at those of the time, growth at constant ones where its name says so."""
    if measure == "level":
        return "nominal" if unit in _MONEY else "none"
    if measure != "growth":
        return "none"
    if _REAL.search(names):
        return "real"
    of = {folded(_CHANGE.sub("", name)) for name in re.split(r"(?<=[^\x00-\x7f]) ", names)}
    codebook = observations.indicators
    levels = codebook[codebook["measure"] == "level"]
    base = levels[[bool(of & {folded(zh), folded(en)}) for zh, en in levels[["name_zh", "name_en"]].to_numpy()]]
    return "none" if len(base) and not base["unit"].isin(_MONEY).any() else "nominal"


def prepare_indicator(cells: dict[str, str], observations: Observations, folder: Path) -> Addition:
    """The codebook with a new row, at its place in the order.

    Raises
    ------
    DataError
        The row does not fit the description of the codebook, or what it is called is another indicator.
    """
    package, tables = read_package(folder)
    table, about = tables["indicators"], fields_of(package, "indicators")
    row = {column: cells.get(column, "") for column in about}
    last = len(table) + 2
    new = pd.DataFrame([row], columns=table.columns, index=[last], dtype=object)
    faults = check_tables(package, tables | {"indicators": pd.concat([table, new])})
    own = [fault.what if isinstance(fault, Fault) and fault.row == last else str(fault) for fault in faults]
    if found := [*text_faults(Entry("", row)), *own, *_not_fitting(row, observations)]:
        raise DataError([_("the indicator given%(what)s") % {"what": what} for what in dict.fromkeys(found)])
    path = folder / next(each["path"] for each in package["resources"] if each["name"] == "indicators")
    return add_rows(path, path.read_bytes(), "indicators", [row])


def _not_fitting(row: dict[str, str], observations: Observations) -> Iterable[str]:
    """What is wrong with a row that its description alone does not tell."""
    taken = {
        folded(name): indicator.code
        for code in observations.indicators.index
        for indicator in [observations.indicator(code)]
        for name in indicator.names
    }
    for column in ("name_zh", "name_en", "aliases"):
        for name in filter(None, row[column].split("|") if column == "aliases" else [row[column]]):
            if code := taken.get(folded(name), ""):
                yield cell_fault(column, name, _("%(indicator)s is called so already") % {"indicator": code})
    try:
        wrong = float(row["minimum"]) >= float(row["maximum"])
    except ValueError:
        wrong = False  # told by the description
    if wrong:
        yield cell_fault(
            "maximum", row["maximum"], _("it should be more than the minimum, %(low)s") % {"low": row["minimum"]}
        )
    level = row["measure"] == "level"
    if level and not row["growth_from_levels"]:
        yield cell_fault("growth_from_levels", "", _("a level says whether growth may be computed from it"))
    for column in ("growth_from_levels", "growth_indicator"):
        if row[column] and not level:
            yield cell_fault(column, row[column], _("only a level has one"))
