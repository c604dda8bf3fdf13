"""The codebook: what the columns of the tidy table hold, and what each code in them means, in both languages."""

from collections.abc import Iterator

import pandas as pd

from helpers.figures.observations import Observations
from zhaotong.dissemination.figures import COLUMNS, Table

_CODED = ("unit", "span", "basis", "reliability", "caveats")  # columns whose codes the data name


def codebook_table(observations: Observations, rows: pd.DataFrame, fields: dict[str, dict]) -> Table:
    """What stands in the tidy table of some rows: its columns, and the codes that occur there.

    Parameters
    ----------
    fields
        What datapackage.json says of the columns of data/observations.csv.
    """
    lines: list[tuple[str | None, ...]] = [
        (each.name, None, None, None, None, each.description, each.description_zh, None) for each in COLUMNS["figures"]
    ]
    lines += _indicators(observations, rows)
    lines += _codes(observations, rows)
    lines += [
        ("status", each["value"], each["label"], each["label_zh"], None, None, None, None)
        for each in fields["status"]["categories"]
        if (rows["status"] == each["value"]).any()
    ]
    return Table("codebook", COLUMNS["codebook"], lines)


def _indicators(observations: Observations, rows: pd.DataFrame) -> Iterator[tuple[str | None, ...]]:
    for code in sorted(rows["indicator"].unique()):
        each = observations.indicator(code)
        definitions = each.definition_en, each.definition_zh
        yield "indicator", code, each.name_en, each.name_zh, each.unit, *definitions, "|".join(each.aliases) or None


def _codes(observations: Observations, rows: pd.DataFrame) -> Iterator[tuple[str | None, ...]]:
    """The codes that occur, in the order of the data."""
    sources = [observations.source(code) for code in rows["source"].unique()]
    occurring = {
        "unit": {observations.indicator(code).unit for code in rows["indicator"].unique()},
        "span": {*rows["span"]},
        "basis": {code for joined in rows["basis"].unique() for code in joined.split("|")},
        "reliability": {source.reliability for source in sources},
        "caveats": {code for joined in rows["caveats"].unique() for code in joined.split("|")},
    }
    for column in _CODED:
        for code, term in observations.vocabularies[column].items():
            if code in occurring[column]:
                yield column, code, term.name_en, term.name_zh, None, None, None, None
