"""Web pages: what a browser shows of them, and nothing that they hide; no script runs and no address is opened."""

import re
from collections.abc import Iterator

from lxml import etree, html

from helpers.reading.document import Paragraph, Table
from helpers.reading.intake.archives import too_deep
from helpers.reading.intake.limits import Limits, cells_within, within
from helpers.reading.intake.lines import Block, blocks_of_lines, squared
from helpers.reading.intake.runs import Run, joined, struck_notices
from helpers.text.encodings import decodes, encoding_read
from helpers.text.language import _

_INERT = {
    *("script", "style", "template", "noscript", "head", "select", "option", "button", "textarea", "svg", "iframe"),
    *("object", "embed", "audio", "video", "canvas", "datalist", "dialog"),
}
_IN_LINE = {
    *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label"),
    *("mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var"),
    *("wbr", "img", "ruby", "rb", "o:p", "st1:chsdate"),
}
_STRUCK = {"s", "strike", "del"}
_HIDING = re.compile(r"display:none|visibility:hidden|visibility:collapse|font-size:0(px|pt|em|%)?(;|$)|opacity:0(;|$)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_MOST_SPAN = 200  # columns or rows that a merged cell may take; browsers go to 1000
_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ALIASES = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}


def read_web_page(name: str, content: bytes, limits: Limits) -> tuple[list[Block], list[str]]:
    """The blocks of a web page, and what is to be noticed."""
    parser = html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    within_depth(name, content, limits)
    root = html.document_fromstring(_text(content) or "<p></p>", parser=parser)
    page = _Page(name, limits, _hidden_names(root))
    body = root.find("body")
    page.walk(root if body is None else body)
    return page.blocks, struck_notices(page.struck)


def within_depth(name: str, content: bytes, limits: Limits) -> None:
    """Refuse a page of too many elements, or too deep, before it is made a tree."""
    counted = _Counted()
    parser = etree.HTMLParser(target=counted, no_network=True, huge_tree=True)
    parser.feed(content)
    parser.close()
    too_deep(name, counted.deepest, limits)
    message = _("%(file)s has %(amount)s elements, and at most %(most)s are read: give the part with the figures alone")
    within(name, counted.elements, limits.elements, message)


class _Counted:
    """A target of a parser that keeps nothing but how many elements there were, and how deep."""

    def __init__(self) -> None:
        self.elements = self.depth = self.deepest = 0

    def start(self, _tag: str, _attributes: object) -> None:
        self.elements += 1
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, _tag: str) -> None:
        self.depth -= 1

    def data(self, _text: str) -> None:
        """Text is not counted."""

    def close(self) -> None:
        """Nothing is made."""


def _text(content: bytes) -> str:
    """The markup in letters: by the mark at its start, else as it declares where it can, else as it reads."""
    declared = _CHARSET.search(content[:4096])
    encoding = encoding_read(content)
    if declared and encoding not in ("utf-8-sig", "utf-16"):
        named = declared[1].decode("ascii").casefold()
        named = _ALIASES.get(named, named)
        encoding = named if decodes(content, named) else encoding
    text = content.decode(encoding or "utf-8", "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text.replace("\0", ""))


def _hidden_names(root: html.HtmlElement) -> set[str]:
    """The selectors of one word (.notes, #menu, span) that the page's own style sheets hide."""
    found: set[str] = set()
    for style in root.iter("style"):
        for selectors, rules in _RULE.findall(re.sub(r"/\*.*?\*/|@[^{};]*;", "", style.text or "", flags=re.DOTALL)):
            if _HIDING.search(re.sub(r"\s|!important", "", rules.casefold())):
                found.update(each.strip() for each in selectors.split(",") if re.fullmatch(r"\s*[.#]?[\w-]+\s*", each))
    return found


class _Page:
    """A page while it is walked through, without recursion deeper than the limit."""

    def __init__(self, name: str, limits: Limits, hidden: set[str]) -> None:
        self.name, self.limits, self.hidden = name, limits, hidden
        self.blocks: list[Block] = []
        self.struck: list[str] = []
        self.line = 0
        self.cells = 0
        self._runs: list[Run] = []

    def walk(self, element: html.HtmlElement, struck: bool = False, raised: bool = False) -> None:
        """Take in an element and what is in it."""
        if not isinstance(element.tag, str) or self._is_hidden(element):
            return
        tag = element.tag.casefold()
        if tag == "table" and self._take_table(element):
            return
        if tag == "pre":
            self._take_lines(element)
            return
        if tag in ("br", "hr") or tag not in _IN_LINE:
            self._end_line()
        struck = struck or tag in _STRUCK or "line-through" in (element.get("style") or "")
        raised = raised or tag == "sup"
        self._say(element.text, struck, raised)
        for child in element:
            self.walk(child, struck, raised)
            self._say(child.tail, struck, raised)
        if tag not in _IN_LINE:
            self._end_line()

    def _is_hidden(self, element: html.HtmlElement) -> bool:
        tag = element.tag.casefold()
        if tag in _INERT or element.get("hidden") is not None:
            return True
        if _HIDING.search(re.sub(r"\s|!important", "", (element.get("style") or "").casefold())):
            return True
        names = {tag, f"#{element.get('id')}", *(f".{name}" for name in (element.get("class") or "").split())}
        return not names.isdisjoint(self.hidden)

    def _say(self, text: str | None, struck: bool, raised: bool) -> None:
        if text:
            self._runs.append(Run(re.sub(r"[ \t\r\n\f]+", " ", text), struck, raised))

    def _take_line(self) -> str:
        text, struck = joined(self._runs)
        self._runs.clear()
        self.struck += struck
        return re.sub(r"[ \xa0]+", " ", text).strip()

    def _end_line(self) -> None:
        if text := self._take_line():
            self.line += 1
            self.blocks.append(Paragraph(text, self.line))

    def _take_lines(self, element: html.HtmlElement) -> None:
        """Take in text whose lines are its own."""
        self._end_line()
        lines = "".join(element.itertext()).splitlines()
        self.blocks += blocks_of_lines(lines, self.line + 1)
        self.line += len(lines)

    def _take_table(self, table: html.HtmlElement) -> bool:
        """Take in a table of figures; False where it only lays out the page, or has one row or column."""
        if table.find(".//table") is not None:
            return False
        self._end_line()
        rows = squared(self._rows(table))
        if len(rows) < 2 or len(rows[0]) < 2:
            return False
        caption = table.find("caption")
        title = "" if caption is None else " ".join("".join(caption.itertext()).split())
        self.blocks.append(Table(rows, title, line=self.line + 1))
        self.line += len(rows)
        return True

    def _rows(self, table: html.HtmlElement) -> Iterator[list[str]]:
        """The rows of a table; what a merged cell covers is empty."""
        below: dict[int, int] = {}  # columns that a cell above covers, and for how many rows more
        for row in table.iter("tr"):
            if self._is_hidden(row):
                continue
            cells: list[str] = []
            covered = below
            below = {column: rows - 1 for column, rows in covered.items() if rows > 1}
            for cell in row:
                if not isinstance(cell.tag, str) or cell.tag not in ("td", "th"):
                    continue
                while len(cells) in covered:
                    cells.append("")
                wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
                if high > 1:
                    below |= {len(cells) + more: high - 1 for more in range(wide)}
                cells += [self._cell(cell), *[""] * (wide - 1)]
            self.cells += len(cells)
            cells_within(self.name, self.cells, self.limits)
            yield cells

    def _cell(self, cell: html.HtmlElement) -> str:
        kept, self.blocks = self.blocks, []
        self.walk(cell)
        lines, self.blocks = self.blocks, kept
        self.line -= len(lines)
        return " ".join(line.text for line in lines if isinstance(line, Paragraph))


def _span(cell: html.HtmlElement, name: str) -> int:
    given = (cell.get(name) or "").strip()
    return min(max(int(given), 1), _MOST_SPAN) if given.isdecimal() and len(given) < 10 else 1
