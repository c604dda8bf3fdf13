"""A table as a notebook shows it: a caption, headers with their scope, every cell escaped, numbers marked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.show.resources import RESOURCE_TYPE, resource
from helpers.show.wording import RESULT_TYPE, repeated
from helpers.text.cells import as_cell
from helpers.text.citations import linked, plain

MISSING = "—"


@dataclass(frozen=True)
class Table:
    """A table: one row header a row, one column header a column.

    Attributes
    ----------
    header
        The headers of its columns, that of the row headers first.
    rows
        Its lines, the row header of each first; whatever is given becomes a `Cell`.
    heading
        That of the section which it opens.
    folded
        Shown closed, to be opened by the reader.
    result
        What the report's record shall hold of it.
    classes
        A class a row, by which a `Filter` can pick rows; empty for none.
    label
        What it is called in any report, where counts in its caption would tell it apart from those of others.
    kind
        "table" of results, "sources", or "run": what the report was made with.
    """

    caption: str
    header: list[str]
    rows: list[list[Any]]
    heading: str = ""
    folded: bool = False
    result: dict[str, Any] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    label: str = ""
    kind: str = "table"

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", [[as_cell(content) for content in row] for row in self.rows])

    @classmethod
    def of_columns(cls, caption: str, columns: Mapping[str, Iterable[Any]], **options: Any) -> "Table":
        """A table of columns by their headers, that of the row headers first."""
        return cls(caption, list(columns), [list(row) for row in zip(*columns.values(), strict=True)], **options)

    def _repr_mimebundle_(self, **_options: object) -> dict[str, Any]:
        return {
            "text/html": self.html,
            "text/plain": f"{plain(self.caption)}\n{self._text}",
            **({RESULT_TYPE: self.result} if self.result else {}),
            **({RESOURCE_TYPE: self.resource} if self.kind != "sources" else {}),
        }

    @property
    def resource(self) -> dict[str, Any]:
        """Its cells as the executed notebook carries them."""
        return resource(self.kind, self.caption, self.header, self.rows, self.label)

    @property
    def _text(self) -> str:
        cells = [[cell.plain for cell in row] for row in self.rows]
        corner, *names = map(plain, self.header)
        labels = pd.Index([label for label, *_rest in cells], name=corner, dtype=object)
        return pd.DataFrame([row for _label, *row in cells], labels, names, dtype=object).to_string()

    @property
    def html(self) -> str:
        lines = [[cell.text for cell in row] for row in self.rows]
        starts = [Markup('<tr class="{}">').format(name) for name in self.classes] or [Markup("<tr>")] * len(lines)
        body = repeated(
            '{}<th scope="row">{}</th>{}</tr>',
            starts,
            (label for label, *_texts in lines),
            (repeated("<td>{}</td>", texts) for _label, *texts in lines),
        )
        caption = Markup("") if self.folded else Markup("<caption>{}</caption>").format(self.caption)
        rows = " ".join(map(str, sorted({row for line in self.rows for cell in line for row in cell.rows})))
        table = Markup('<div class="table" tabindex="0"><table{}>{}{}<tbody>{}</tbody></table></div>').format(
            Markup(' data-rows="{}"').format(rows) if rows else "",
            caption,
            Markup("<thead><tr>{}</tr></thead>").format(repeated('<th scope="col">{}</th>', self.header)),
            body,
        )
        if self.folded:
            table = Markup("<details><summary>{}</summary>{}</details>").format(self.caption, table)
        title = Markup("<h2>{}</h2>").format(self.heading) if self.heading else ""
        return linked(escape(title) + table)
