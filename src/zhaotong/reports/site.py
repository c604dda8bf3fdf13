"""The reports as a folder for any static host: pages that share one style, and the pages that lead to them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import quoteattr

from markupsafe import Markup

from helpers.figures.paths import PROJECT
from helpers.text.language import HTML_LANGUAGE, LANGUAGES, _
from helpers.text.messages import InputError, shortened
from zhaotong.reports.beside import complete_pages
from zhaotong.reports.digests import Inputs
from zhaotong.reports.entries import Entry, Said
from zhaotong.reports.freshness import Standing
from zhaotong.reports.head import ICON
from zhaotong.reports.index import FRONT, Index, template
from zhaotong.reports.policy import INDEX_STYLE, STYLE, policy

SITE = PROJECT / "site"
_SHEET = "style.css"
_MARK = ".zhaotong-site"  # the file by which a site is known; it lists what is ours in its folder


@dataclass(frozen=True)
class Site:
    """A site that was made.

    Attributes
    ----------
    reports
        Those in it, each in its language.
    failures
        Those that could not be made when they were last tried.
    """

    folder: Path
    reports: list[Said]
    failures: list[dict[str, str]]


def make_site(folder: Path, reports: Path, data: Path, url: str = "") -> Site:
    """Gather the reports that stand, with their workbooks and the pages that lead to them, in a folder.

    It is written aside and put in place when it is whole; what else stands in the folder, such as a CNAME, stays.

    Parameters
    ----------
    url
        Where it will be found; the list of pages for search engines wants it.

    Raises
    ------
    InputError
        The folder is no site, holds the reports, or cannot be written; the address is none; no report stands.
    """
    url = _checked(url)
    target = folder.resolve()
    _check(target, folder, reports)
    index = Index(reports, Standing(reports, Inputs(data)), style=_SHEET)
    entries = [entry for place in index.places for entry in place.entries]
    if not entries:
        words = _("no report stands in %(folder)s: zhaotong report all makes them")
        raise InputError(words % {"folder": shortened(reports, 200)})
    try:
        with _aside(target) as aside:
            _write(aside, reports, index, entries, url)
    except OSError as error:
        names = {"file": shortened(folder, 200), "reason": error.strerror or error}
        raise InputError(_("%(file)s cannot be written: %(reason)s") % names) from None
    return Site(folder, [said for entry in entries for said in entry.said.values()], index.failures)


def _checked(url: str) -> str:
    """An address that ends in a slash; empty where none is given."""
    if not url:
        return ""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        words = _("--url %(url)s: an address such as https://example.org/zhaotong/ is expected")
        raise InputError(words % {"url": shortened(url)})
    return url.rstrip("/") + "/"


def _check(target: Path, folder: Path, reports: Path) -> None:
    """Check that nothing but a former site would be replaced."""
    if reports.resolve().is_relative_to(target):
        raise InputError(_("%(folder)s holds the reports: give another folder") % {"folder": shortened(folder, 200)})
    is_free = not target.exists() or (target.is_dir() and not any(target.iterdir()))
    if not is_free and not (target / _MARK).is_file():
        words = _("%(folder)s is no site and stays as it is: give a folder that is new or empty, or that was made so")
        raise InputError(words % {"folder": shortened(folder, 200)})


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A folder to write a site into, which is put in the place of the former one when that went well."""
    aside, former = (target.with_name(f".{target.name}-{what}-{os.getpid()}") for what in ("new", "former"))
    try:
        aside.mkdir(parents=True)
        yield aside
        (aside / _MARK).write_text("".join(f"{name}\n" for name in sorted(os.listdir(aside))), encoding="utf-8")
        if target.exists():
            os.rename(target, former)
        try:
            os.rename(aside, target)
        except OSError:
            if former.exists():
                os.rename(former, target)
            raise
        if former.exists():
            _carry_over(former, target)
            shutil.rmtree(former)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _carry_over(former: Path, target: Path) -> None:
    """Move what a former site did not bring itself to the new one."""
    mark = former / _MARK
    own = {_MARK, *mark.read_text(encoding="utf-8").splitlines()} if mark.exists() else set()
    for each in former.iterdir():
        if each.name not in own and not (target / each.name).exists():
            os.rename(each, target / each.name)


def _write(aside: Path, reports: Path, index: Index, entries: list[Entry], url: str) -> None:
    """Write the files of a site into a folder."""
    addresses: list[tuple[str, dict[str, str], str]] = []  # each page, those that say the same, when it was made
    for entry in entries:
        pages = {language: said.page for language, said in entry.said.items()}
        for said in entry.said.values():
            html = (reports / unquote(said.page)).read_text(encoding="utf-8")
            _put(aside / unquote(said.page), _sharing(html))
            if (book := reports / unquote(said.workbook)).exists():
                shutil.copyfile(book, aside / unquote(said.workbook))
            addresses.append((said.page, pages, said.made))
    for address, html in index.pages():
        _put(aside / address, html)
        addresses.append((address, {}, ""))
    complete_pages(aside / unquote(said.page) for entry in entries for said in entry.said.values())
    (aside / _SHEET).write_text(INDEX_STYLE, encoding="utf-8")
    (aside / ".nojekyll").touch()  # or one host would leave out what begins with an underscore
    _put(aside / "404.html", _missing(url))
    if url:
        _put(aside / "sitemap.xml", _sitemap(url, addresses))
        if urlsplit(url).path == "/":  # it is looked for there alone
            _put(aside / "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {url}sitemap.xml\n")


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _sharing(html: str) -> str:
    """A page that takes the style of the site; one that was made with another style keeps its own."""
    before, _tag, rest = html.partition("<style>")
    style, _tag, after = rest.partition("</style>")
    if not style.startswith(STYLE) or policy(style) not in before:
        return html
    own = style.removeprefix(STYLE)
    before = before.replace(policy(style), policy(own, shared=True))
    kept = f"<style>{own}</style>" if own else ""
    return f'{before}<link rel="stylesheet" href="../{_SHEET}">{kept}{after}'


def _missing(url: str) -> str:
    """The page for what is not there; a host shows it at any depth, so that it needs nothing beside it."""
    return template("missing.html.j2").render(
        policy=policy(INDEX_STYLE),
        icon=ICON,
        style=Markup(INDEX_STYLE),
        front={each: f"{url}{FRONT[each]}" for each in LANGUAGES},
    )


def _sitemap(url: str, addresses: list[tuple[str, dict[str, str], str]]) -> str:
    """The list of pages for search engines, each with those that say the same in other languages."""
    entries = []
    for address, pages, made in addresses:
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{HTML_LANGUAGE[each]}" href={quoteattr(url + page)}/>'
            for each, page in pages.items()
            if len(pages) > 1
        )
        changed = f"<lastmod>{made}</lastmod>" if made else ""
        entries.append(f"<url><loc>{url}{address}</loc>{changed}{others}</url>\n")
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {spaces}>\n{"".join(entries)}</urlset>\n'
