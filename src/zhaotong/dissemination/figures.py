"""The tidy table: one published figure a row, what it says and all that is known of it, in columns with a type.

Codes are those of the data, names stand beside them in both languages, and nothing depends on the language in use.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from helpers.figures.observations import Observations, list_sources
from helpers.figures.periods import read_window

TEXT, WHOLE, NUMBER, DAY, YES_OR_NO = "string", "integer", "number", "date", "boolean"  # as Frictionless names them


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    type
        string, integer, number, date or boolean.
    description, description_zh
        What it holds, in English and in Chinese.
    """

    name: str
    type: str
    description: str
    description_zh: str


@dataclass(frozen=True)
class Table:
    """Columns, and lines that hold a value a column; None where there is none."""

    name: str
    columns: tuple[Column, ...]
    lines: list[tuple[Any, ...]]

    def column(self, name: str) -> list[Any]:
        """The values of a column."""
        at = [each.name for each in self.columns].index(name)
        return [line[at] for line in self.lines]


def _described() -> dict[str, tuple[Column, ...]]:
    """The columns of each table, as columns.json describes them in both languages."""
    described = json.loads(Path(__file__).with_name("columns.json").read_text(encoding="utf-8"))
    return {name: columns_in(fields) for name, fields in described.items()}


def columns_in(fields: Iterable[dict[str, Any]]) -> tuple[Column, ...]:
    """Columns as a schema of Frictionless has them."""
    names = ("name", "type", "description", "description_zh")
    return tuple(Column(*(field[name] for name in names)) for field in fields)


COLUMNS = _described()


def figures_table(observations: Observations, rows: pd.DataFrame) -> Table:
    """Rows of `Observations.figures` as the tidy table."""
    regions = {code: observations.region(code) for code in rows["region"].unique()}
    indicators = {code: observations.indicator(code) for code in rows["indicator"].unique()}
    sources = {code: observations.source(code) for code in rows["source"].unique()}
    times = [*zip(rows["period"], rows["span"], strict=True)]
    windows = {time: read_window(*time) for time in set(times)}
    starts = {time: None if pd.isna(each.start) else each.start.date() for time, each in windows.items()}
    ends = {time: each.end.date() for time, each in windows.items()}
    named = {
        time: f"{start.isoformat()}/{ends[time].isoformat()}" if start else ends[time].isoformat()
        for time, start in starts.items()
    }
    weak = rows["status"].isin(["suspect", "derived"]) | rows["source"].map(
        {code: source.reliability == "weak" for code, source in sources.items()}
    )
    columns: dict[str, Iterable[Any]] = {
        "row": rows.index.to_list(),
        "region": rows["region"],
        "region_zh": [regions[code].name_zh for code in rows["region"]],
        "region_en": [regions[code].name_en for code in rows["region"]],
        "level": [regions[code].level for code in rows["region"]],
        "indicator": rows["indicator"],
        "indicator_zh": [indicators[code].name_zh for code in rows["indicator"]],
        "indicator_en": [indicators[code].name_en for code in rows["indicator"]],
        "unit": [indicators[code].unit for code in rows["indicator"]],
        "price_basis": [indicators[code].price_basis for code in rows["indicator"]],
        "period": rows["period"],
        "span": rows["span"],
        "interval": [named[time] for time in times],
        "start": [starts[time] for time in times],
        "end": [ends[time] for time in times],
        "printed": rows["value"],
        "value": _finite(rows["number"]),
        "low": _finite(rows["low"]),
        "high": _finite(rows["high"]),
        "status": rows["status"],
        "weak": weak.astype(bool).to_list(),
        "source": rows["source"],
        "locator": rows["locator"],
        "vintage": [sources[code].vintage for code in rows["source"]],
        "known": ["" if pd.isna(month) else str(month) for month in rows["known"]],
        "basis": rows["basis"],
        "reliability": [sources[code].reliability for code in rows["source"]],
        "caveats": rows["caveats"],
        "note_zh": rows["note_zh"],
        "note_en": rows["note_en"],
    }
    texts = {column.name for column in COLUMNS["figures"] if column.type == TEXT}
    filled = [
        [each or None for each in columns[column.name]] if column.name in texts else columns[column.name]
        for column in COLUMNS["figures"]
    ]
    return Table("figures", COLUMNS["figures"], [*zip(*filled, strict=True)])


def _finite(numbers: pd.Series) -> list[float | None]:
    """Numbers; None for none, and for the open end of a bound."""
    return [float(each) if np.isfinite(each) else None for each in numbers]


def sources_table(observations: Observations, rows: pd.DataFrame, fields: dict[str, dict]) -> Table:
    """The publications behind rows of figures, the most reliable first, as data/sources.csv has them.

    Parameters
    ----------
    fields
        What datapackage.json says of the columns of data/sources.csv.
    """
    columns = (*columns_in(fields.values()), *COLUMNS["sources"])
    told = []
    for source, count in list_sources(observations, rows).items():
        known = observations.sources.loc[source.code]
        cells = [source.code if name == "source" else known[name] for name in fields]
        told.append((*(cell or None for cell in cells), count))
    return Table("sources", columns, told)
