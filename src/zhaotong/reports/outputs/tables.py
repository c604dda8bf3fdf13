"""Tables of other libraries as a page shows its own: a caption, scopes, numbers to the right, wide ones scrolled."""

import re

from bs4 import BeautifulSoup, Tag

from helpers.show.frame import frame_attributes
from helpers.text.language import _, _n

_FRAMED = re.compile(r'<div(?: [^<>]*)? class="table[ "][^<>]*><table')
_SHAPE = re.compile(r"^\s*([\d,]+) rows? × ([\d,]+) columns?\s*$")  # what pandas writes below a table that it cut


def are_framed(html: str) -> bool:
    """Whether each table in a piece of HTML stands in the frame of one of ours; there may be none."""
    return html.count("<table") == len(_FRAMED.findall(html))


def accessible(soup: BeautifulSoup, first_number: int) -> int:
    """Make the tables in a piece of HTML accessible, those aside that are framed already.

    Parameters
    ----------
    first_number
        Of the next table without a caption.

    Returns
    -------
    int
        How many tables were numbered.
    """
    numbered = 0
    for table in soup.find_all("table"):
        if table.find_parent(class_="table"):
            continue
        for name in ("border", "align", "width", "summary"):
            del table[name]
        _scope(table)
        is_frame = "dataframe" in table.get_attribute_list("class") or table.find(
            class_=re.compile("^(data|row_heading)")
        )
        if table.caption is None and is_frame:
            caption = soup.new_tag("caption")
            caption.string = _caption(table, first_number + numbered)
            table.insert(0, caption)
            numbered += 1
        lines = table.find_all("tr")
        columns = max((len(line.find_all(["th", "td"], recursive=False)) for line in lines), default=0)
        caption_text = table.caption.get_text(" ", strip=True) if table.caption else _("Table")
        table.wrap(soup.new_tag("div", attrs=frame_attributes(caption_text, columns, len(lines))))
    return numbered


def _caption(table: Tag, number: int) -> str:
    """What a table is, for which nobody has said it: its number, and how much of it is shown."""
    names = {"number": number}
    shape = _cut(table)
    if shape is None:
        return _("Table %(number)s") % names
    rows, columns = shape
    shown = len(table.select("tbody tr")) - 1  # one stands for those left out
    counts = names | {"shown": shown, "rows": f"{rows:,}", "columns": columns}
    if shown + 1 >= rows:
        message = _n(
            "Table %(number)s: some of its %(columns)s column",
            "Table %(number)s: some of its %(columns)s columns",
            columns,
        )
        return message % counts
    return _("Table %(number)s: the first and last of its %(rows)s rows, %(shown)s in all") % counts


def _cut(table: Tag) -> tuple[int, int] | None:
    """How many rows and columns a table has that pandas has cut; its note below gives way to the caption."""
    note = table.find_next_sibling("p")
    found = _SHAPE.match(note.get_text()) if note else None
    if note is None or found is None:
        return None
    note.decompose()
    rows, columns = (int(count.replace(",", "")) for count in found.groups())
    return rows, columns


def _scope(table: Tag) -> None:
    """Say of each heading whether it is one of columns or of rows; an empty one is none."""
    for line in table.find_all("tr"):
        cells = line.find_all(["th", "td"], recursive=False)
        of_columns = line.find_parent("thead") is not None or all(
            cell.name == "th" or not cell.get_text(strip=True) for cell in cells
        )
        for cell in cells:
            del cell["align"], cell["valign"], cell["halign"]
            if cell.name != "th":
                continue
            if not cell.get_text(strip=True):
                cell.name = "td"
                continue
            wide = str(cell.get("colspan" if of_columns else "rowspan") or "1") != "1"
            group = "group" if wide else ""
            cell["scope"] = f"{'col' if of_columns else 'row'}{group}"
