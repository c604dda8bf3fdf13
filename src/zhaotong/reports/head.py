"""What a page says of itself to programs: to those that draw a card of a link, and to those that collect references."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from helpers.text.language import language_in_use
from zhaotong.reports.citation import authors
from zhaotong.reports.formats import PageFacts

if TYPE_CHECKING:
    from bs4 import BeautifulSoup  # what only completes pages loads no parser

LOCALES = {"en": "en_GB", "zh": "zh_CN"}  # as Open Graph names languages
PAPER = {"light": "#ffffff", "dark": "#1b1b1b"}  # --page of light.css and dark.css
_ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#9c2b24"/>'
    '<path d="M3 12 7 7l3 2 3-5" fill="none" stroke="#fff" stroke-width="2"/></svg>'
)
ICON = f"data:image/svg+xml,{quote(_ICON)}"


def describe(page: "BeautifulSoup", page_facts: PageFacts, title: str, finding: str) -> None:
    """Put into the head of a page its finding, and what a card or a reference is made of.

    There is no picture of a card: its address would have to be one in the network, which a page does not know.
    """
    named = {
        "description": finding,
        "author": authors(),
        "citation_title": title,
        "citation_author": authors(),
        "citation_publication_date": page_facts.time[:10].replace("-", "/"),
        "citation_language": language_in_use(),
        "twitter:card": "summary",
    }
    properties = {
        "og:type": "article",
        "og:title": title,
        "og:description": finding,
        "og:locale": LOCALES[language_in_use()],
    }
    head = page.head
    assert head is not None
    for attribute, contents in (("name", named), ("property", properties)):
        for name, content in contents.items():
            if content:
                head.extend([page.new_tag("meta", attrs={attribute: name, "content": content}), "\n"])
