"""How to cite a report: as English readers do, or by the Chinese standard GB/T 7714, with the digest of its figures."""

import re
from datetime import datetime

from markupsafe import Markup

from helpers.text import language
from helpers.text.citations import say
from helpers.text.language import _
from zhaotong.reports.formats import PageFacts

_SHORT = 12  # letters of a digest, which tell apart all reports there will be
_SPECIAL = re.compile(r"[\\{}]")
_COMMAND = re.compile(r"[#$%&_^~]")


def authors() -> str:
    """Who made the reports, as CITATION.cff says it."""
    return _("The authors of Zhaotong growth")


def citation(page_facts: PageFacts, title: str) -> Markup:
    """A report as a list of references names it; the day is marked up, and is that of its making."""
    made = datetime.fromisoformat(page_facts.time).date()
    words = made.isoformat() if language.language_in_use() == "zh" else language.day(made)  # as the standard has it
    day = Markup('<time datetime="{}">{}</time>').format(made.isoformat(), words)
    message = _("%(authors)s (%(day)s). %(title)s [Report]. %(version)s.")
    if page_facts.digest:
        message = _("%(authors)s (%(day)s). %(title)s [Report]. %(version)s, digest of its figures %(digest)s.")
    short = Markup('<data value="{}">{}</data>').format(page_facts.digest, page_facts.digest[:_SHORT])
    return say(message, authors=authors(), day=day, title=title, version=page_facts.version, digest=short)


def bibtex(page_facts: PageFacts, title: str) -> Markup:
    """The same as an entry of BibTeX."""
    year = Markup('<time datetime="{0}">{0}</time>').format(page_facts.time[:4])
    note = page_facts.version + (f", {page_facts.digest[:_SHORT]}" if page_facts.digest else "")
    fields = {"author": f"{{{_plain(authors())}}}", "title": f"{{{_plain(title)}}}", "year": year, "note": _plain(note)}
    lines = Markup(",\n").join(Markup("  {} = {{{}}}").format(name, content) for name, content in fields.items())
    return Markup("@misc{{{},\n{}\n}}").format(f"zhaotong-growth-{page_facts.digest[:_SHORT] or year}", lines)


def _plain(text: str) -> str:
    """A text in which BibTeX finds no command."""
    return _COMMAND.sub(r"\\\g<0>", _SPECIAL.sub("", text))
