"""The place of a figure in its source, as a reader says it: "paragraph 36, number 7", 第36段（第7个数).

The data note places in a few notations, see data/README.md; they stay as they are there and are put into words where
they are shown. Addresses and names of files and tables are the source's own and the same in both languages.
"""

import re

from helpers.text import language


def _(message: str) -> str:
    """Mark a message, which is translated where a place is put into words."""
    return message


_ATLAS = r"(?P<file>\S+/china-local-debt-atlas @\w+ \S+)"


# How places are noted in the data, and the message that says it, the frequent ones first.
_NOTATIONS = tuple(
    (re.compile(notation), words)
    for notation, words in (
        (
            r"《中国城市统计年鉴\d+》表 (?P<tables>.+) 全市列 \(col (?P<column>\d+)\)",
            _("tables %(tables)s, column %(column)s (the whole city)"),
        ),
        (r"正文 \(text\)", _("text")),
        (r"¶(?P<paragraph>\d+)", _("paragraph %(paragraph)s")),
        (r"¶(?P<paragraph>\d+) \((?P<number>\d+)\)", _("paragraph %(paragraph)s, number %(number)s")),
        (
            r"¶(?P<paragraph>\d+) \((?P<first>\d+)–(?P<last>\d+)\)",
            _("paragraph %(paragraph)s, numbers %(first)s to %(last)s"),
        ),
        (r"¶(?P<paragraph>\d+) “(?P<words>.+)”", _("paragraph %(paragraph)s, “%(words)s”")),
        (r"“(?P<table>.+)” \[(?P<row>\d+), (?P<column>\d+)\]", _("table “%(table)s”, row %(row)s, column %(column)s")),
        (
            r"¶(?P<paragraph>\d+) \[(?P<row>\d+), (?P<column>\d+)\]",
            _("table in paragraph %(paragraph)s, row %(row)s, column %(column)s"),
        ),
        (r"(?P<table>.+) \(table\)", _("table “%(table)s”")),
        (r"面板数据(?P<first>\d+)-(?P<last>\d+)", _("panel, %(first)s to %(last)s")),
        (r"(?P<address>https?://\S+) ; excerpt (?P<file>.+)", _("%(address)s; excerpt: %(file)s")),
        (
            _ATLAS + r" \(trailing zeros are the file's\)(; its source SRC-\S+ = .+ (?P<report>https?://\S+))",
            _("%(file)s (trailing zeros are the file's), after %(report)s"),
        ),
        (_ATLAS + r" \(trailing zeros are the file's\)", _("%(file)s (trailing zeros are the file's)")),
        (_ATLAS + r" \(bulletin\)", _("%(file)s (bulletin)")),
        (_ATLAS + r" \(bulletin (?P<year>\d+)\)", _("%(file)s (bulletin of %(year)s)")),
        (_ATLAS + r" \(Dehong yearbook (?P<year>\d+)\)", _("%(file)s (yearbook of Dehong, %(year)s)")),
        (_ATLAS + r" \(SSE disclosure\)", _("%(file)s (disclosed on the Shanghai exchange)")),
        (_ATLAS + r" \((?P<site>\S+) bulletin\)", _("%(file)s (bulletin at %(site)s)")),
        (_ATLAS + r" \((?P<site>\S+) plan review\)", _("%(file)s (review of the plan at %(site)s)")),
        (_ATLAS + r" \((?P<site>\S+) gazette\)", _("%(file)s (gazette at %(site)s)")),
        (
            _ATLAS + r" \((?P<site>\S+) gazette (?P<year>\d{4})-(?P<issue>\d+)\)",
            _("%(file)s (gazette at %(site)s, number %(issue)s of %(year)s)"),
        ),
        (
            r"CSCI Pengyuan rating report, .+ PDF p\.(?P<page>\d+) table (?P<table>\d+), (?P<address>https?://\S+)"
            r" ; excerpt in (?P<file>.+)",
            _("page %(page)s, table %(table)s, %(address)s; excerpt: %(file)s"),
        ),
        (
            r".+ \(digest in a public repository; the bulletin itself was not seen\)",
            _("digest in a public repository; the bulletin itself was not seen"),
        ),
        (
            r".+ \(quoted alike in two independent texts; the release itself was not seen\)",
            _("quoted alike in two independent texts; the release itself was not seen"),
        ),
        (r"same file, (?P<series>\w+)", _("same file, %(series)s")),
        (r"(?P<address>\S+) (?P<date>\S+) \(Xinhua\), text", _("text at %(address)s, %(date)s")),
        (r"cop(y|ies) of the same release \((?P<sites>.+)\), text", _("text of copies of the release (%(sites)s)")),
        (r"copies of the same release, text", _("text of copies of the release")),
        (r"(?P<file>.+ \S+) latest", _("%(file)s, latest value")),
    )
)


def locator_words(locator: str) -> str:
    """A place in words of the language in use; one in no known notation as it is recorded."""
    for notation, words in _NOTATIONS:
        if found := notation.fullmatch(locator):
            return language._(words) % {name: _within(text) for name, text in found.groupdict().items()}
    return locator


def _within(text: str) -> str:
    """A text inside another: its quotation marks are single, and a list of tables has the language's comma."""
    if re.fullmatch(r"[\d-]+(,[\d-]+)+", text):
        return language._(", ").join(text.split(","))
    return text.replace("“", "‘").replace("”", "’")
