"""Tables as Parquet: typed columns, and in the file what each holds, the publications and the codebook."""

import io
import json
from typing import Any

from helpers.text.language import _
from helpers.text.messages import InputError
from zhaotong.dissemination.collection import Collection
from zhaotong.dissemination.figures import DAY, NUMBER, TEXT, WHOLE, YES_OR_NO, Column, Table

_COMPANIONS = ("sources", "codebook")


def as_parquet(collection: Collection) -> bytes:
    """The figures; the metadata of each column are its descriptions, those of the file the other tables as JSON.

    Raises
    ------
    InputError
        pyarrow is not installed.
    """
    arrow, parquet = _arrow()
    types = {
        TEXT: arrow.string(),
        WHOLE: arrow.int64(),
        NUMBER: arrow.float64(),
        DAY: arrow.date32(),
        YES_OR_NO: arrow.bool_(),
    }
    table = collection.figures
    fields = [arrow.field(each.name, types[each.type], metadata=_descriptions(each)) for each in table.columns]
    about = {name: value if isinstance(value, str) else _json(value) for name, value in collection.about.items()}
    others = {each.name: _json(_entries(each)) for each in collection.tables if each.name in _COMPANIONS}
    columns = [*zip(*table.lines, strict=True)]
    schema = arrow.schema(fields, metadata={**about, **others})
    arrays = [arrow.array(values, each.type) for each, values in zip(fields, columns, strict=True)]
    file = io.BytesIO()
    parquet.write_table(arrow.Table.from_arrays(arrays, schema=schema), file, compression="zstd")
    return file.getvalue()


def _arrow() -> tuple[Any, Any]:
    """The modules of pyarrow that write Parquet."""
    try:
        import pyarrow  # 170 MB, which nothing else here needs
        import pyarrow.parquet
    except ImportError:
        message = _(
            "Parquet is written with pyarrow, which is not installed: pip install pyarrow, or take --format csv"
        )
        raise InputError(message) from None
    return pyarrow, pyarrow.parquet


def _descriptions(column: Column) -> dict[str, str]:
    return {"description": column.description, "description_zh": column.description_zh}


def _entries(table: Table) -> list[dict[str, Any]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, line, strict=True)) for line in table.lines]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
