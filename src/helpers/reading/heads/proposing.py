"""What a text is about, by its first lines: proposed, for a person to confirm."""

import re

from helpers.figures.observations import Observations
from helpers.reading.document import Document, Paragraph
from helpers.reading.heads.chinese import chinese_head
from helpers.reading.heads.english import english_head
from helpers.reading.readings import Head

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_HEADING = re.compile(r"#{1,6}[ \u3000]+(?=\S)")  # how plain text of today marks a heading


def propose_head(document: Document, observations: Observations) -> Head:
    """What a text is about; what its lines do not tell is empty.

    Returns
    -------
    Head
        Region, as the text names it in simplified letters; period and window of what its sentences say nothing else
        of; title, publisher and date as printed; language.
    """
    lines, told = lines_of(document), document.told
    text = "\n".join(lines)
    chinese = len(_HAN.findall(text)) >= len(_LATIN.findall(text))
    head_of = chinese_head if chinese else english_head
    head = head_of(lines, told, observations)
    if told.title and not head.title:  # as a page without a heading: its title stands in the tab of the browser
        head = head_of([told.title, *lines], told, observations)
    return head


def lines_of(document: Document) -> list[str]:
    """The lines of a document that hold something, of a table its title and its rows with tabs between cells."""
    lines = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            lines.append(_HEADING.sub("", block.text, count=1) if _HEADING.match(block.text) else block.text)
        else:
            lines += [block.title, *("\t".join(row) for row in block.rows)]
    return [line for line in lines if line.strip()]
