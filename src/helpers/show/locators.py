"""The place of a figure in its source, as a reader says it: "paragraph 36, number 7", 第36段（第7个数).

The data note places in a few notations, see data/README.md; they stay as they are there and are put into words where
they are shown. Addresses and names of files and tables are the source's own and the same in both languages.
"""

import re
from collections.abc import Iterator

from helpers.text.language import _

_ATLAS = r"(?P<file>\S+/china-local-debt-atlas @\w+ \S+)"


def locator_words(locator: str) -> str:
    """A place in words of the language in use; one in no known notation as it is recorded."""
    for notation, words in _notations():
        if found := re.fullmatch(notation, locator):
            return words % {name: _within(text) for name, text in found.groupdict().items()}
    return locator


def _within(text: str) -> str:
    """A text inside another: its quotation marks are single, and a list of tables has the language's comma."""
    if re.fullmatch(r"[\d-]+(,[\d-]+)+", text):
        return _(", ").join(text.split(","))
    return text.replace("“", "‘").replace("”", "’")


def _notations() -> Iterator[tuple[str, str]]:
    """How places are noted in the data, and the message that says it, the frequent ones first."""
    yield (
        r"《中国城市统计年鉴\d+》表 (?P<tables>.+) 全市列 \(col (?P<column>\d+)\)",
        _("tables %(tables)s, column %(column)s (the whole city)"),
    )
    yield r"正文 \(text\)", _("text")
    yield r"¶(?P<paragraph>\d+)", _("paragraph %(paragraph)s")
    yield r"¶(?P<paragraph>\d+) \((?P<number>\d+)\)", _("paragraph %(paragraph)s, number %(number)s")
    yield (
        r"¶(?P<paragraph>\d+) \((?P<first>\d+)–(?P<last>\d+)\)",
        _("paragraph %(paragraph)s, numbers %(first)s to %(last)s"),
    )
    yield r"¶(?P<paragraph>\d+) “(?P<words>.+)”", _("paragraph %(paragraph)s, “%(words)s”")
    yield r"(?P<table>.+) \(table\)", _("table “%(table)s”")
    yield r"面板数据(?P<first>\d+)-(?P<last>\d+)", _("panel, %(first)s to %(last)s")
    yield r"(?P<address>https?://\S+) ; excerpt (?P<file>.+)", _("%(address)s; excerpt: %(file)s")
    yield (
        _ATLAS + r" \(trailing zeros are the file's\)(; its source SRC-\S+ = .+ (?P<report>https?://\S+))",
        _("%(file)s (trailing zeros are the file's), after %(report)s"),
    )
    yield _ATLAS + r" \(trailing zeros are the file's\)", _("%(file)s (trailing zeros are the file's)")
    yield _ATLAS + r" \(bulletin\)", _("%(file)s (bulletin)")
    yield _ATLAS + r" \(bulletin (?P<year>\d+)\)", _("%(file)s (bulletin of %(year)s)")
    yield _ATLAS + r" \(Dehong yearbook (?P<year>\d+)\)", _("%(file)s (yearbook of Dehong, %(year)s)")
    yield _ATLAS + r" \(SSE disclosure\)", _("%(file)s (disclosed on the Shanghai exchange)")
    yield _ATLAS + r" \((?P<site>\S+) bulletin\)", _("%(file)s (bulletin at %(site)s)")
    yield _ATLAS + r" \((?P<site>\S+) plan review\)", _("%(file)s (review of the plan at %(site)s)")
    yield _ATLAS + r" \((?P<site>\S+) gazette\)", _("%(file)s (gazette at %(site)s)")
    yield (
        _ATLAS + r" \((?P<site>\S+) gazette (?P<year>\d{4})-(?P<issue>\d+)\)",
        _("%(file)s (gazette at %(site)s, number %(issue)s of %(year)s)"),
    )
    yield (
        r"CSCI Pengyuan rating report, .+ PDF p\.(?P<page>\d+) table (?P<table>\d+), (?P<address>https?://\S+)"
        r" ; excerpt in (?P<file>.+)",
        _("page %(page)s, table %(table)s, %(address)s; excerpt: %(file)s"),
    )
    yield (
        r".+ \(digest in a public repository; the bulletin itself was not seen\)",
        _("digest in a public repository; the bulletin itself was not seen"),
    )
    yield (
        r".+ \(quoted alike in two independent texts; the release itself was not seen\)",
        _("quoted alike in two independent texts; the release itself was not seen"),
    )
    yield r"same file, (?P<series>\w+)", _("same file, %(series)s")
    yield r"(?P<address>\S+) (?P<date>\S+) \(Xinhua\), text", _("text at %(address)s, %(date)s")
    yield r"cop(y|ies) of the same release \((?P<sites>.+)\), text", _("text of copies of the release (%(sites)s)")
    yield r"copies of the same release, text", _("text of copies of the release")
    yield r"(?P<file>.+ \S+) latest", _("%(file)s, latest value")
