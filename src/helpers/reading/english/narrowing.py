"""What stands beside the name of a subject and makes it that of something narrower, or of something else."""

import re
from collections.abc import Set

from helpers.reading.english.lexicon import HARMLESS, NEUTRAL, VERBS, WORD, words_listed, words_of

# What stands before a name and makes it another one: the registered unemployment rate, the motor of the economy.
_ATTRIBUTE = re.compile(
    r"(?:^|['’]s |\b(?:the|its|their|an?) )\s*(?:registered|planned|reported)(?: [\w-]+)? $|"
    r"\bnew(?:ly \w+)?(?: [\w-]+)? $",
    re.IGNORECASE,
)
_OF = re.compile(r"\b(?P<noun>[\w-]+) of (?:the |its |a )?(?:[\w-]+['’]s )?$", re.IGNORECASE)
_OTHER_NOUNS = words_listed("median motor engine pillar core backbone part driver quality index mainstay heart")
_WHOLE = re.compile(
    r"\b(?:share|proportion|percent|per cent|%|part) of (?:the |its )?(?:[\w-]+['’]s )?(?:total )?$", re.IGNORECASE
)
# By which large enterprises are told from small ones, where their output is told as that of large ones anyway.
_LARGE = re.compile(
    r"\s*(?:of|by|at|from) (?:the )?(?:industrial )?(?:enterprises|firms|companies) with (?:an )?(?:annual|main)\b",
    re.IGNORECASE,
)
_PREPOSITIONS = words_listed("of in for by to with from as on at and while but that")
_NARROWING = words_listed("sector industry firms companies vehicles products goods services per")
_PLAIN_NOUNS = words_listed(
    """
    city province county prefecture region country nation residents goods financial institutions rmb foreign currencies
    currency january february march april may june july august september october november december
    """
)


def is_narrowed(text: str, start: int, end: int, *, whole: bool, places: Set[str]) -> bool:
    """Whether words beside a name make it that of something narrower: core CPI, exports of machinery.

    Parameters
    ----------
    whole
        Whether it names all that a region produces, of which other things are told as shares.
    """
    before = re.split(r"[,;:]", text[:start])[-1]
    if _ATTRIBUTE.search(before) or (_WHOLE.search(before) and whole):
        return True
    for word in reversed(words_of(before)):
        if word in VERBS or word in places or word in _PREPOSITIONS:
            break
        if word not in NEUTRAL and word not in HARMLESS:
            return True
    if (part := _OF.search(before)) and part["noun"].lower() in _OTHER_NOUNS:
        return True
    if _LARGE.match(text, end):
        return False
    after = re.match(r"\s*(?:of|by|to|from|in|for|at|on)\s+(?P<noun>.*)", text[end:])
    if after is None:
        return bool((next_word := WORD.match(text, end + 1)) and next_word[0].lower() in _NARROWING)
    for word in words_of(after["noun"]):
        if word in VERBS:
            return False
        if word not in HARMLESS | NEUTRAL and word not in places and word not in _PLAIN_NOUNS:
            return True
    return False
