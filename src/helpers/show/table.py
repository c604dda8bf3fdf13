"""A table as a notebook shows it: a caption, headers with their scope, every cell escaped, numbers marked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
from markupsafe import Markup, escape

from helpers.show.columns import LONG, NUMBERS, in_line, is_long, kind_of
from helpers.show.frame import attributes_of, frame_attributes
from helpers.show.marks import live
from helpers.show.medium import own_style
from helpers.show.resources import RESOURCE_TYPE, resource
from helpers.show.wording import RESULT_TYPE, repeated
from helpers.text.cells import MISSING as MISSING
from helpers.text.cells import Cell, as_cell
from helpers.text.citations import linked, plain

_NONE = Markup("<i class=none>{}</i>").format(MISSING)  # which a phone leaves out of a card
_FEW = 2  # columns that a phone is wide enough for


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
        "table" of results, or "run": what the report was made with.
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
            "text/html": own_style("table") + live(self.html),
            "text/plain": f"{plain(self.caption)}\n{self._text}",
            **({RESULT_TYPE: self.result} if self.result else {}),
            RESOURCE_TYPE: self.resource,
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
    def html(self) -> Markup:
        """As a page shows it; one of texts to be read lies on a phone as cards."""
        columns = [[row[at] for row in self.rows] for at in range(len(self.header))]
        kinds = [LONG if is_long(columns[0]) else "", *map(kind_of, columns[1:])]
        as_cards = kinds.count(LONG) >= (1 if len(columns) > _FEW else _FEW)
        rows = sorted({row for line in self.rows for cell in line for row in cell.rows})
        start = attributes_of({"data-rows": " ".join(map(str, rows))})
        caption = "" if self.folded else Markup("<caption>{}</caption>").format(self.caption)
        parts = self._head(kinds) + self._body(columns, kinds, as_cards)
        table = Markup("<table{}>{}{}</table>").format(start, caption, parts)
        frame = attributes_of(frame_attributes(self.caption, len(self.header), len(self.rows), as_cards))
        html = Markup("<div{}>{}</div>").format(frame, table)
        if self.folded:
            html = Markup("<details><summary>{}</summary>{}</details>").format(self.caption, html)
        title = Markup("<h2>{}</h2>").format(self.heading) if self.heading else ""
        return linked(escape(title) + html)

    def _head(self, kinds: list[str]) -> Markup:
        starts = [attributes_of({"scope": "col", "class": kind if kind == NUMBERS else ""}) for kind in kinds]
        return Markup("<thead><tr>{}</tr></thead>").format(repeated("<th{}>{}</th>", starts, self.header))

    def _body(self, columns: list[list[Cell]], kinds: list[str], as_cards: bool) -> Markup:
        names = [plain(Markup(name).striptags()) if as_cards else "" for name in self.header]
        starts = [attributes_of({"class": kind, "data-label": name}) for kind, name in zip(kinds, names, strict=True)]
        label = attributes_of({"scope": "row", "class": kinds[0]})
        texts = (_texts(column, kind, as_cards) for column, kind in zip(columns, kinds, strict=True))
        lines = zip(*texts, strict=True)
        classes = self.classes or [""] * len(self.rows)
        body = repeated(
            "<tr{}><th{}>{}</th>{}</tr>",
            (attributes_of({"class": name}) for name in classes),
            [label] * len(classes),
            (column.text for column in columns[0]),
            (repeated("<td{}>{}</td>", starts[1:], line[1:]) for line in lines),
        )
        return Markup("<tbody>{}</tbody>").format(body)


def _texts(column: list[Cell], kind: str, as_cards: bool) -> Sequence[str]:
    texts = in_line(column) if kind == NUMBERS else [cell.text for cell in column]
    return [_NONE if as_cards and cell.plain == MISSING else text for text, cell in zip(texts, column, strict=True)]
