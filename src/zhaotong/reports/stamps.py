"""When a page says that it was made: in its foot, in its citation and to programs, each in its own words."""

from collections.abc import Iterator
from datetime import datetime

from bs4 import BeautifulSoup, Tag

from helpers.text import language
from helpers.text.language import in_language
from zhaotong.reports.formats import time_words
from zhaotong.reports.parts import DATE

_DAY, _YEAR = len("2026-11-29"), len("2026")


def is_made_at(page: BeautifulSoup, spoken: str, made: str) -> bool:
    """Whether a page in a language says, wherever it says when, that it was made at this time (in ISO format)."""
    return all(
        tag.get(name) == stated and (tag.name == "meta" or tag.get_text() == words)
        for tag, name, stated, words in _stamps(page, spoken, made)
    )


def set_made(page: BeautifulSoup, spoken: str, made: str) -> None:
    """Have a page say that it was made at another time; nothing changes where that is none."""
    for tag, name, stated, words in list(_stamps(page, spoken, made)):
        tag[name] = stated
        if words:
            tag.string = words


def _stamps(page: BeautifulSoup, spoken: str, made: str) -> Iterator[tuple[Tag, str, str, str]]:
    """Each tag that says when a page was made, its attribute, and how both would say this time."""
    try:
        time = datetime.fromisoformat(made)
    except ValueError:  # which no page states that nobody has changed
        return
    day = time.date()
    with in_language(spoken):
        said, in_words = time_words(time), language.day(day)
    for stamp in page.footer.find_all("time") if page.footer else ():
        length = len(str(stamp.get("datetime", "")))
        if length > _DAY:
            yield stamp, "datetime", made, said
        elif length > _YEAR:  # in Chinese a citation has it in digits
            yield stamp, "datetime", day.isoformat(), day.isoformat() if spoken == "zh" else in_words
        else:
            yield stamp, "datetime", f"{day:%Y}", f"{day:%Y}"
    for tag in page.find_all("meta", attrs={"name": DATE}):
        yield tag, "content", f"{day:%Y/%m/%d}", ""
