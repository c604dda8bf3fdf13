"""What stands above and below a table and is about it: its title, its units, its time, and what its footnotes say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from helpers.reading.document import Document, Paragraph, Table
from helpers.reading.letters import letters_of
from helpers.reading.tables.heading_words import words_in
from helpers.reading.tables.headings import Heading, Headings
from helpers.reading.tables.shapes import UNIT_NOTE
from helpers.reading.vocabulary import Subject
from helpers.reading.windows import PATTERN, Window
from helpers.text.language import _

_ABOVE = 4  # paragraphs above a table that may be about it
_SHORT = 60  # letters of such a paragraph at most
_OF_ALL = (r"^(?:历年|主要年份|近年来?|各)", r"^(?:分|各)(?:省|市|州|县|区|[（(）)、]|地区|自治州|县级市)+")
_SIGN = r"[①-⑳]|[〔\[]\d{1,2}[〕\]]"


@dataclass(frozen=True)
class Notes:
    """What is said about a table.

    Attributes
    ----------
    name
        What it is called.
    units
        Those of the whole table.
    subject
        What its title names.
    window
        Its time, where its title says one of its own.
    footnotes
        The time that a footnote says, by its sign; None where it says none.
    commas
        Whether its numbers have commas where others have points.
    """

    name: str
    units: tuple[str, ...] = ()
    subject: Subject | None = None
    window: Window | None = None
    footnotes: Mapping[str, Window | None] | None = None
    commas: bool = False

    def of(self, marks: Sequence[str]) -> Window | None:
        """The time that the footnotes with these signs say."""
        return next(filter(None, ((self.footnotes or {}).get(mark) for mark in marks)), None)


def notes_of(document: Document, block: int, headings: Headings) -> Notes:
    """What stands about a table of a document."""
    table = document.blocks[block]
    assert isinstance(table, Table)
    above: list[str] = []
    for each in reversed(document.blocks[max(0, block - _ABOVE) : block]):
        if not isinstance(each, Paragraph) or len(each.text) > _SHORT:
            break
        above.append(each.text)
    below: list[str] = []
    for each in document.blocks[block + 1 :]:
        if not isinstance(each, Paragraph):
            break
        below.append(each.text)
    inside = [
        cell
        for row in table.rows[:_ABOVE]
        if sum(map(bool, row)) == 1 or any(map(UNIT_NOTE.match, row[1:]))
        for cell in row
        if cell
    ]
    titles = [*inside, *filter(None, [table.title]), *above]
    units = next(filter(None, map(headings.units_of, [*titles, *(row[0] for row in table.rows[:2])])), ())
    titled = [text for text in titles if not headings.units_of(text) and not re.search("[：:]", text)]
    ahead = list(document.blocks[:block])
    number = sum(isinstance(each, Table) for each in ahead) + 1
    name = next((text for text in titled if text), table.place) or _("table %(number)s") % {"number": number}
    told = [_titled(text, headings) for text in titled[:2]]
    subject = next((each.subject for each in told if each.subject and not each.rest), None)
    units = units or next(((each.unit,) for each in told if each.unit), ())
    return Notes(name, units, subject, _titled_window(titled, headings), _footnotes(below, headings))


def _titled(title: str, headings: Headings) -> Heading:
    """What a title says, without its number, and 情况 and its like."""
    bare = re.sub(
        r"^(?:附?表|table)\s*[\d一二三四五六七八九十.—-]+[：:.、]?\s*", "", title.strip(), flags=re.IGNORECASE
    )
    words = re.sub(r"(?:及其?增长速度|及增速|情况)(?=（|$)", "", words_in(bare))
    found = headings.read(words)
    for begin in _OF_ALL if found.subject is None or found.rest else ():  # 各地区生产总值
        if (again := headings.read(re.sub(begin, "", words))).subject and not again.rest:
            return again
    return found


def _titled_window(titles: Sequence[str], headings: Headings) -> Window | None:
    """The time that a title names with its year, and no other."""
    for title in titles[:2]:
        text = letters_of(title).text
        found = [words for words in re.findall(PATTERN, text) if re.match(r"(?:19|20)\d\d年", words)]
        if len(found) == 1 and not re.search(r"\d{4}[—-]\d{4}", text):
            window = headings.windows.read(found[0], headings.windows.head)
            return None if window is None or window.several or window.until else window
    return None


def _footnotes(below: Sequence[str], headings: Headings) -> dict[str, Window | None]:
    """The time that each footnote says: ①为1—11月数."""
    found: dict[str, Window | None] = {}
    for text in below:
        for sign, said in re.findall(rf"({_SIGN})((?:(?!{_SIGN}).)*)", text):
            plain = letters_of(said).text
            timed = re.match(rf"(?:为|是|系|指)?(?:截至)?({PATTERN})(?:累计)?(?:数|数据|余额|值)", plain)
            window = headings.windows.read(timed[1], headings.windows.head) if timed else None
            found.setdefault(sign, window)
    return found
