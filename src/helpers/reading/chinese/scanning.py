"""A text cut into its pieces: the longest word that a table has at each place, what lies between as it is."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from helpers.reading import windows
from helpers.reading.chinese import printed_forms, words
from helpers.reading.chinese.joining import joined
from helpers.reading.chinese.lexicon import WORDS, Kind
from helpers.reading.chinese.lost_letters import damaged_names
from helpers.reading.chinese.tokens import BREAKS, Token
from helpers.reading.letters import LOST
from helpers.reading.places import Places
from helpers.reading.vocabulary import Vocabulary

_KINDS = {
    "skipped": Kind.FILLER,
    "ago": Kind.YEAR_AGO,
    "planned": Kind.OF_PLAN,
    "sectors": Kind.OTHER,
    "window": Kind.WINDOW,
    "place": Kind.PLACE,
}
_LOST_DIGIT = re.compile(r"(?<=\d)？(?=[.\d])|(?<=[\d.])？(?=\d)")
_AIMED_THEN = re.compile("的?(?:预期|预算|计划|目标|确定|既定|定下)")
_PARTS_OF_UNITS = ("", "百", "千", "万", "亿", "万亿")


class Scanner:
    """Cuts a text into pieces.

    Parameters
    ----------
    vocabulary
        The subjects that texts name.
    places
        The places that this one names.
    """

    def __init__(self, vocabulary: Vocabulary, places: Places) -> None:
        self._vocabulary = vocabulary
        chinese = [each for each in vocabulary.phrases if not each.isascii() or " " not in each]
        parts = {  # the first that fits at a place is taken
            "skipped": printed_forms.NO_FIGURE,
            "ago": printed_forms.YEAR_AGO,
            "planned": printed_forms.OF_PLAN,
            "sectors": printed_forms.SECTORS,
            "window": windows.PATTERN,
            "place": places.pattern,
            "subject": _any_of(chinese),
            "words": words.PATTERN,
            "number": printed_forms.NUMBER,
            "known": _any_of(WORDS),
        }
        self._pattern = re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts.items()), re.IGNORECASE)

    def tokens(self, text: str) -> list[Token]:
        """The pieces of a paragraph, all of it covered, without headings' numbers and what else is no figure."""
        if re.fullmatch(r"\d{1,3}", text):
            return []  # the number of a part
        text = _LOST_DIGIT.sub("\ufffd", text)  # no question is asked inside of a number
        heading = printed_forms.AT_START.match(text)
        damaged = damaged_names(text, self._vocabulary)
        return joined(list(self._pieces(text, heading.end() if heading else 0, damaged)), text)

    def _pieces(self, text: str, at: int, damaged: list[tuple[int, int]]) -> Iterator[Token]:
        while at < len(text):
            match = self._pattern.search(text, at)
            begin = match.start() if match else len(text)
            name = next((span for span in damaged if at <= span[0] <= begin), None)
            if name is not None:
                yield from _between(text, at, name[0])
                yield Token(Kind.OTHER, text[slice(*name)], *name)
                at = name[1]
                continue
            yield from _between(text, at, begin)
            if match is None:
                return
            at_break = begin == 0 or text[begin - 1] in BREAKS
            if at_break and (firstly := printed_forms.FIRSTLY.match(text, begin)):
                at = firstly.end()
                continue
            token = self._token(match, text, any(end == begin for _begin, end in damaged))
            yield token
            at = token.reach

    def _token(self, match: re.Match[str], text: str, behind_name: bool) -> Token:
        what, said, start, end = match.lastgroup or "", match[0], match.start(), match.end()
        if what == "subject":
            subject, facet = self._vocabulary.phrases[said.casefold()]
            return Token(Kind.SUBJECT, said, start, end, subject=subject, facet=facet)
        if what == "number":
            return _number(said, start, end, text, behind_name)
        if what == "words":
            return _in_words(said, start, end, text)
        kind = _KINDS.get(what) or WORDS.get(said, Kind.OTHER)
        if kind is Kind.SINCE_START and _AIMED_THEN.match(text, end):
            kind = Kind.THAN  # 比年初预期目标低
        return Token(kind, said, start, end)


def _number(said: str, start: int, end: int, text: str, behind_name: bool) -> Token:
    """A number in digits with its unit, and whether letters of it are lost; of a class, 4A, the letter is the unit.

    Parameters
    ----------
    behind_name
        Whether it stands right behind a name whose lost letters are known to be of the name.
    """
    unit, over = _unit(text, end)
    behind = text[end + len(unit) : end + len(unit) + 1]
    lost_behind = re.compile(rf"\.?{LOST.pattern}").match(text, end) or (unit in _PARTS_OF_UNITS and LOST.match(behind))
    lost_before = not behind_name and re.search(rf"{LOST.pattern}\.?$", text[:start])
    damaged = bool(lost_behind or lost_before)
    unit = behind if not unit and behind.isascii() and behind.isalpha() else unit
    return Token(
        Kind.NUMBER,
        said,
        start,
        end,
        Decimal(said.replace(",", "").replace("负", "-")),
        unit,
        over=over,
        damaged=damaged,
    )


def _in_words(said: str, start: int, end: int, text: str) -> Token:
    """A number in words, with its unit unless it says a rate."""
    kind = Kind.FLAT if said in words.FLAT else Kind.NUMBER
    unit, over = _unit(text, end) if kind is Kind.NUMBER and not words.is_rate(said) else ("", False)
    damaged = bool(re.search(rf"\d\.?{LOST.pattern}+$", text[:start]))
    return Token(kind, said, start, end, words.value_in_words(said), unit, words=True, over=over, damaged=damaged)


def _unit(text: str, end: int) -> tuple[str, bool]:
    """The unit behind a number, and whether 余 stands before it or inside of it, which is then left out of it."""
    if over := printed_forms.OVER.match(text, end):
        return over["scale"] + over["unit"], True
    measured = printed_forms.UNIT.match(text, end)
    return (measured[0], False) if measured else ("", False)


def _between(text: str, start: int, end: int) -> Iterator[Token]:
    """What no table has, parted at the signs that part clauses."""
    for match in re.finditer(f"[{BREAKS}]+|[^{BREAKS} ]+", text[start:end]):
        at = start + match.start()
        yield Token(Kind.OTHER, match[0], at, at + len(match[0]))


def _any_of(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(each) for each in sorted(phrases, key=len, reverse=True))
