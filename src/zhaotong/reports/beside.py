"""Links of a page to what stands beside it: the report in the other language, and the index.

A page is made before it is known whether what it could lead to will be there. So pages are completed when all are made:
each is read again and, where its links are not those that hold now, replaced by rename. What a page says stays; so does
its record, and a report that stands is not made again because its other language came, or went.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _, in_language
from zhaotong.reports.head import LOCALES

_LINKS = re.compile(r'<(?:link|meta) class="beside"[^>]*>\n|<nav class="beside".*?</nav>', re.DOTALL)
_MAIN = "<main"  # before it stands nothing that a notebook could have written as HTML


def complete_pages(pages: Iterable[Path]) -> None:
    """Have these pages, and those in their other language, link to what stands beside them.

    Raises
    ------
    OSError
        One cannot be written; it stands as it was.
    """
    for each in sorted({path for page in pages for path in _in_languages(page).values()}):
        _complete(each)


def _in_languages(page: Path) -> dict[str, Path]:
    """The pages of a report that there are, by language."""
    slug = page.name.removesuffix(".html").rpartition(".")[0]
    named = {language: page.with_name(f"{slug}.{language}.html") for language in LANGUAGES}
    return {language: path for language, path in named.items() if path.exists()}


def without_links(html: str) -> str:
    """A page as it is when nothing stands beside it."""
    start, main, rest = html.partition(_MAIN)
    return _LINKS.sub("", start) + main + rest


def _complete(page: Path) -> None:
    before = page.stat()
    html = page.read_text(encoding="utf-8")
    start, main, rest = html.partition(_MAIN)
    plain = _LINKS.sub("", start)
    in_head, in_header = _links(page)
    linked = plain.replace("</head>", f"{in_head}</head>", 1).replace("<header>", f"<header>{in_header}", 1)
    if linked == start:
        return
    aside = page.with_name(f".{page.name}.{os.getpid()}")
    try:
        aside.write_text(linked + main + rest, encoding="utf-8", newline="\n")
        now = page.stat()
        if (now.st_mtime_ns, now.st_ino) == (before.st_mtime_ns, before.st_ino):  # else another process made it anew
            os.replace(aside, page)
    finally:
        aside.unlink(missing_ok=True)


def _links(page: Path) -> tuple[Markup, Markup]:
    """The links for the head of a page and for its header."""
    found = _in_languages(page)
    own = next(language for language, path in found.items() if path == page)
    others = {language: path.name for language, path in found.items() if language != own}
    in_head, links = [], []
    for language, name in others.items():
        tag = HTML_LANGUAGE[language]
        in_head += [
            Markup('<link class="beside" rel="alternate" hreflang="{}" href="{}">\n').format(tag, name),
            Markup('<meta class="beside" property="og:locale:alternate" content="{}">\n').format(LOCALES[language]),
        ]
        link = Markup('<a href="{}" hreflang="{}" lang="{}">{}</a>').format(name, tag, tag, LANGUAGES[language])
        links.append(link)
    with in_language(own):
        names = (name for name in (f"index.{own}.html", "index.html") if (page.parent.parent / name).exists())
        if index := next(names, ""):
            links.append(Markup('<a href="../{}">{}</a>').format(index, _("All reports")))
        label = _("Beside this page")
    nav = Markup('<nav class="beside" aria-label="{}">{}</nav>').format(label, Markup(" ").join(links))
    return Markup("").join(in_head), nav if links else Markup("")
