"""The marks of a page, and the rows that the popover of each names."""

from bs4 import BeautifulSoup, Tag


def rows_of(page: BeautifulSoup, mark: Tag) -> set[int]:
    """The rows whose entries are named where a mark is opened."""
    opened = page.find(id=mark["popovertarget"])
    return {int(link["href"].removeprefix("#r")) for link in opened.select("a[href^='#r']")}
