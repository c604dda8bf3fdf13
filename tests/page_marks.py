"""The marks of a page, and the rows that the popover of each names."""

from bs4 import BeautifulSoup


def rows_opened(page: BeautifulSoup) -> dict[str, set[int]]:
    """The rows whose entries each popover names, by its address, which marks name as their `popovertarget`.

    A page is searched once for all its marks.
    """
    return {
        opened["id"]: {int(link["href"].removeprefix("#r")) for link in opened.select("a[href^='#r']")}
        for opened in page.find_all(popover=True)
    }
