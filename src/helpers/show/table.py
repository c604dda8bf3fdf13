"""A table as a notebook shows it: a caption, headers with their scope, every cell escaped, numbers marked."""

from dataclasses import dataclass, field

import pandas as pd
from markupsafe import Markup, escape

from helpers.show.wording import RESULT_TYPE
from helpers.text.citations import linked, plain, rows_cited

MISSING = "—"


@dataclass(frozen=True)
class Table:
    """A table of text: one row header a row, one column header a column.

    Attributes:
        frame: the cells; its index holds the row headers and the index's name their heading
        folded: shown closed, to be opened by the reader
        result: what the report's record shall hold of it
        classes: a class a row, by which a `Filter` can pick rows; empty for none
    """

    caption: str
    frame: pd.DataFrame
    heading: str = ""
    folded: bool = False
    result: dict = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        text = plain(f"{self.caption}\n{self.frame.to_string()}")
        return {"text/html": self.html, "text/plain": text, **({RESULT_TYPE: self.result} if self.result else {})}

    @property
    def html(self) -> str:
        columns = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in self.frame.columns)
        head = Markup('<thead><tr><th scope="col">{}</th>{}</tr></thead>').format(self.frame.index.name or "", columns)
        starts = [Markup('<tr class="{}">').format(name) for name in self.classes] or [Markup("<tr>")] * len(self.frame)
        body = Markup("").join(
            Markup('{}<th scope="row">{}</th>{}</tr>').format(
                start, label, Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row)
            )
            for start, label, row in zip(
                starts, self.frame.index, self.frame.itertuples(index=False, name=None), strict=True
            )
        )
        caption = Markup("") if self.folded else Markup("<caption>{}</caption>").format(self.caption)
        rows = " ".join(map(str, sorted(rows_cited(body))))
        opening = Markup('<table data-rows="{}">').format(rows) if rows else Markup("<table>")
        table = Markup('<div class="table" tabindex="0">{}{}{}<tbody>{}</tbody></table></div>').format(
            opening, caption, head, body
        )
        if self.folded:
            table = Markup("<details><summary>{}</summary>{}</details>").format(self.caption, table)
        title = Markup("<h2>{}</h2>").format(self.heading) if self.heading else ""
        return linked(escape(title) + table)
