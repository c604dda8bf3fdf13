"""How an English text may spell the names of subjects: word by word, in another order, with a word more."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

T = TypeVar("T")

_VALUE_ADDED = re.compile(r"value(?P<gap>\[.*?\)\?)added")
_EITHER_ORDER = r"(?:value\g<gap>added|added\g<gap>value)"
# Words that names may have in one form as well as in another.
_SPELLINGS = {
    **{"price": "prices?", "income": "incomes?", "revenue": "revenues?", "expenditure": "expenditures?"},
    **{"enterprises": "enterprises|firms|companies", "service": "services?", "spending": "spending|outlays"},
    **{"investment": "investments?", "profits": "profits?", "size": "size|scale", "space": "space|area"},
    **{"sector": "sector|industry", "residents'": "residents['’]", "households'": "households['’]"},
}
_TO_NAME = re.compile("|".join(rf"(?P<s{at}>\b(?:{spelt})(?!\w))" for at, spelt in enumerate(_SPELLINGS.values())))
_NAMES = tuple(_SPELLINGS)


def pattern_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """The pattern of all names, the longest first, whatever articles stand in them."""
    each = (
        r"[\s-]+(?:the |permanent )?".join(map(_word, re.split(r"[\s-]+", phrase)))
        for phrase in sorted(phrases, key=len, reverse=True)
    )
    either = (_VALUE_ADDED.sub(_EITHER_ORDER, phrase) for phrase in each)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(either)})(?![\w-])", re.IGNORECASE)


def in_other_words(phrases: Mapping[str, T]) -> Iterator[tuple[str, T]]:
    """What English may say in another order, or with a word more: urban residents' income, the manufacturing sector."""
    for phrase, named in phrases.items():
        what, of, whose = phrase.rpartition(" of ")
        if of and whose.endswith(("residents", "households")):
            yield f"{whose}' {what}", named
        if phrase.endswith("manufacturing"):
            yield from ((f"{phrase} {more}", named) for more in ("sector", "industry"))
        if phrase.endswith("infrastructure"):
            yield f"{phrase} construction", named


def _word(word: str) -> str:
    """The pattern of a word of a name; profits made by firms are profits of firms."""
    if word == "of":
        return "(?:of|for|(?:made )?by)"
    return next((rf"(?:{each})" for each in _SPELLINGS.values() if re.fullmatch(each, word)), re.escape(word))


def canonical(text: str) -> str:
    """A name without articles, hyphens and what else makes no difference."""
    bare = re.sub(r"[\s-]+(?:the |permanent )?", " ", text.casefold().replace("’", "'"))
    bare = re.sub(r"\b(?:made by|by|for)\b", "of", bare).replace("added value", "value added")
    return _TO_NAME.sub(lambda match: _NAMES[int((match.lastgroup or "s0")[1:])], bare)
