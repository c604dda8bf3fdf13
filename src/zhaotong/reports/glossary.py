"""The glossary at the foot of a page: of all terms those that it uses, each once."""

import re
from collections.abc import Iterator
from functools import cache

from bs4 import BeautifulSoup, NavigableString, Tag

from helpers.text.language import _, language_in_use
from zhaotong.reports.terms import OTHER_WORDS, TERMS

_APART = {"nav", "code", "pre", "svg", "math"}
_CARD = re.compile("^#p-")
_PUBLISHED = re.compile(r"^(r\d|p-)")  # addresses of figures and publications, whose names and notes are not the page's


def add_glossary(soup: BeautifulSoup, main: Tag) -> None:
    """Put what the terms of a page mean after what it says, before its sources and run; without these, at its end."""
    used = terms_used(" ".join(_texts(main)))
    if not used:
        return
    heading = soup.new_tag("h2")
    heading.string = _("Words used here")
    entries = soup.new_tag("dl", attrs={"class": "glossary"})
    for term, meaning in used.items():
        entry = soup.new_tag("div")
        for name, text in (("dt", term), ("dd", meaning)):
            part = soup.new_tag(name)
            part.string = text
            entry.append(part)
        entries.append(entry)
    behind = {_("Sources"), _("This run")}
    following = next((section for section in main.find_all("h2") if section.get_text() in behind), None)
    if following is None:
        main.extend([heading, entries])
    else:
        following.insert_before(heading, entries)


def terms_used(text: str) -> dict[str, str]:
    """The terms in a text of the language in use, as a glossary names them, with their meaning; in their fixed order.

    The longest word is taken where several begin, and none inside of another word.
    """
    words = [_(put) for put, _meaning in TERMS]  # all are noted: a report depends on how each is put
    pattern, numbers = _pattern(language_in_use(), tuple(words))
    found = {numbers.get(match[1].casefold()) for match in pattern.finditer(" ".join(text.split()))}
    return {words[at].split("|")[0]: _(TERMS[at][1]) for at in range(len(TERMS)) if at in found}


@cache
def _pattern(language: str, words: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """What finds words in a text, and the numbers of their terms."""
    numbers = {each.casefold(): at for at, put in enumerate(words) for each in put.split("|")}
    longest = sorted([*numbers, *OTHER_WORDS[language]], key=len, reverse=True)
    either = "|".join(map(re.escape, longest))
    # Chinese puts no space between words; of English a plural is the same word.
    return re.compile(rf"(?<!\w)({either})s?(?!\w)" if language == "en" else f"({either})", re.IGNORECASE), numbers


def _texts(part: Tag) -> Iterator[str]:
    """The texts of a page, but for code, drawings, and what is said of publications and figures."""
    for child in part.children:
        if isinstance(child, Tag):
            if not _apart(child):
                yield from _texts(child)
        elif type(child) is NavigableString:
            yield child


def _apart(part: Tag) -> bool:
    if part.name == "tbody":
        return part.find("a", href=_CARD) is not None  # of publications, by whose keys it leads to them
    return part.name in _APART or part.has_attr("data-plot") or _PUBLISHED.match(str(part.get("id", ""))) is not None
